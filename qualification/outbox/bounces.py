"""What a mail server says afterwards: that a letter which it had taken did not arrive (RFC 3464)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default

from qualification.outbox.mail import is_about_a_full_mailbox

_ID = re.compile(r"<([^<>\s]+)@vestibule>")


@dataclass(frozen=True)
class Bounce:
    """A letter that did not arrive: the part of its Message-ID before the @, and why."""

    letter: str
    fault: str
    detail: str


def bounce_in(report: bytes) -> Bounce | None:
    """The letter of ours that a report says did not arrive; None for any other mail, and while the server is still trying."""
    message = message_from_bytes(report, policy=default)
    recipients = [fields for part in message.walk() if part.get_content_type() == "message/delivery-status" for fields in _of_recipients(part)]
    failed = next((fields for fields in recipients if str(fields.get("Action", "")).strip().lower() == "failed"), None)
    letter = _letter_in(message)
    if failed is None or letter is None:
        return None
    detail = " ".join(f"{failed.get('Status', '')} {failed.get('Diagnostic-Code', '')}".split())
    return Bounce(letter, "mailbox_full" if is_about_a_full_mailbox(detail) else "address_refused", detail)


def _of_recipients(part: Message) -> list[Message]:
    """The fields about each recipient; the first block is about the message."""
    blocks = part.get_payload()
    return [block for block in blocks if isinstance(block, Message)][1:] if isinstance(blocks, list) else []


def _letter_in(message: EmailMessage) -> str | None:
    """The letter that comes back with the report, whole or as its headers; else the one that the report answers."""
    for part in message.walk():
        if part is not message and (found := _ID.search(str(part.get("Message-ID", "")))):
            return found[1]
        if part.get_content_type() == "text/rfc822-headers" and (found := re.search(rf"(?im)^message-id:\s*{_ID.pattern}", str(part.get_content()))):
            return found[1]
    found = _ID.search(f"{message.get('In-Reply-To', '')} {message.get('References', '')}")
    return found[1] if found else None
