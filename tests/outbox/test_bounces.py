"""A letter that a server took and brought back later."""

from __future__ import annotations

import pytest

from qualification.outbox.bounces import Bounce, bounce_in

LETTER = "meeting-of-claire.0.meeting_booked_visitor"


def report(action: str = "failed", status: str = "5.1.1", why: str = "smtp; 550 5.1.1 unknown user", returned: str = "message/rfc822") -> bytes:
    """A report as RFC 3464 has it."""
    return "\r\n".join([
        "From: MAILER-DAEMON@mail.example",
        "To: hello@calepin.example",
        "Subject: Undelivered Mail Returned to Sender",
        "Message-ID: <report-1@mail.example>",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "I am sorry to have to inform you that your message could not be delivered.",
        "",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mail.example",
        "",
        "Final-Recipient: rfc822; claire.morel@fournil.example",
        f"Action: {action}",
        f"Status: {status}",
        f"Diagnostic-Code: {why}",
        "",
        "--b",
        f"Content-Type: {returned}",
        "",
        f"Message-ID: <{LETTER}@vestibule>",
        "Subject: Votre rendez-vous",
        "",
        "Bonjour",
        "--b--",
        "",
    ]).encode()  # fmt: skip


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_the_letter_that_did_not_arrive_is_known_by_its_message_id(returned: str) -> None:
    assert bounce_in(report(returned=returned)) == Bounce(LETTER, "address_refused", "5.1.1 smtp; 550 5.1.1 unknown user")


def test_a_full_mailbox_is_told_apart() -> None:
    found = bounce_in(report(status="5.2.2", why="smtp; 552 5.2.2 quota exceeded"))
    assert found is not None
    assert found.fault == "mailbox_full"


def test_while_the_server_still_tries_nothing_has_come_back() -> None:
    assert bounce_in(report(action="delayed", status="4.4.1")) is None


@pytest.mark.parametrize("mail", [b"", b"\xff\x00 not a mail", b"Subject: Out of office\r\nIn-Reply-To: <x.content@vestibule>\r\n\r\nBack soon."])
def test_any_other_mail_says_nothing(mail: bytes) -> None:
    assert bounce_in(mail) is None
