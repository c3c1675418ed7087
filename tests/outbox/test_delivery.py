"""Letters leave the house: taken, refused, put off, and never twice for one effect."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
import yaml

from qualification.outbox import worker
from qualification.outbox.courier import Courier, Failure
from qualification.outbox.mail import Lines, MailCourier, MailServer
from qualification.outbox.worker import AT_ONCE, DELIVERY, TOGETHER, deliver_due, work
from qualification.outbox.writing import letter_of
from qualification.site import Site
from qualification.storage import calendar, leads, outbox
from qualification.storage.database import Database
from qualification.storage.outbox import LEASE, PAUSES, Effect
from qualification.usecases.troubles import troubles
from tests.cast import CLAIRE
from tests.conftest import NOW
from tests.house import ROOT, free_port
from tests.outbox.conftest import booked, effect
from tests.outbox.smtp import mailbox, mailbox_behind_a_login, unwelcoming


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def _claire_has_a_meeting(sqlite: Database) -> None:
    with sqlite.writing() as connection:
        leads.add(connection, CLAIRE)
        calendar.hold(connection, booked(CLAIRE))


@pytest.fixture
def queue(sqlite: Database) -> Callable[..., None]:
    def add(*letters: str) -> None:
        with sqlite.writing() as connection:
            outbox.add(connection, [effect(letter, CLAIRE, booked(CLAIRE) if letter.startswith("meeting") else None) for letter in letters], NOW)

    return add


Queue = Callable[..., None]


def by_mail(database: Database, site: Site, server: MailServer | None, clock: Clock) -> dict[str, Courier]:
    return {"mail": MailCourier(database, site, server, clock)} if server else {}


async def deliver(database: Database, site: Site, server: MailServer | None, clock: Clock) -> int:
    """What a worker does once, hanging up afterwards."""
    couriers = by_mail(database, site, server, clock)
    taken = await deliver_due(database, couriers, clock)
    for courier in couriers.values():
        await courier.rest()
    return taken


def rows(database: Database) -> dict[str, Effect]:
    with database.reading() as connection:
        return {str(one.payload["letter"]): one for one in outbox.listed(connection)}


async def test_a_letter_is_handed_over_once_and_marked_after_that(
    sqlite: Database, site: Site, clock: Clock, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "TOGETHER", 1)  # of letters that are on their way together, either may arrive first
    queue("meeting_booked_visitor", "meeting_booked_rep")
    async with mailbox() as box:
        assert await deliver(sqlite, site, box.server, clock) == 2
        assert await deliver(sqlite, site, box.server, clock) == 0
    assert box.recipients == [["claire.morel@fournil.example"], ["camille.lenoir@calepin.example"]]
    assert [letter["To"] for letter in box.letters] == ["claire.morel@fournil.example", "camille.lenoir@calepin.example"]
    assert {one.delivered_at for one in rows(sqlite).values()} == {NOW}


async def test_what_arrives_is_what_was_written(sqlite: Database, site: Site, clock: Clock, queue: Queue) -> None:
    queue("meeting_booked_visitor")
    async with mailbox() as box:
        await deliver(sqlite, site, box.server, clock)
    (letter,) = box.letters
    body = letter.get_body(("plain",))
    assert body is not None
    assert "Bonjour Claire Morel" in body.get_content()
    assert letter["Message-ID"] == "<meeting-of-claire.0.meeting_booked_visitor@vestibule>"


async def test_a_worker_that_dies_after_handing_over_sends_the_same_message_id_again(
    sqlite: Database, site: Site, clock: Clock, queue: Queue
) -> None:
    queue("content")
    async with mailbox() as box:
        with sqlite.writing() as connection:
            (leased,) = outbox.lease(connection, NOW)
        with sqlite.reading() as connection:
            await Lines(box.server).send(letter_of(leased, connection, site, NOW))
        assert await deliver(sqlite, site, box.server, clock) == 0
        clock.now += LEASE
        assert await deliver(sqlite, site, box.server, clock) == 1
    first, second = box.letters
    assert first["Message-ID"] == second["Message-ID"]


async def test_an_address_that_is_refused_is_given_up_at_once(sqlite: Database, site: Site, clock: Clock, queue: Queue) -> None:
    queue("content")
    async with mailbox(to_recipient="550 no such user") as box:
        await deliver(sqlite, site, box.server, clock)
    row = rows(sqlite)["content"]
    assert row.given_up_at == NOW
    assert "no such user" in (row.error or "")


async def test_a_letter_that_is_refused_is_given_up_at_once(sqlite: Database, site: Site, clock: Clock, queue: Queue) -> None:
    queue("content")
    async with mailbox(to_letter="554 we do not like it") as box:
        await deliver(sqlite, site, box.server, clock)
    assert rows(sqlite)["content"].given_up_at == NOW


@pytest.mark.parametrize(
    ("answers", "waits"),
    [
        ({"to_recipient": "552 5.2.2 mailbox full"}, False),
        ({"to_letter": "552 quota exceeded"}, False),
        ({"to_recipient": "452 4.2.2 over quota"}, True),
    ],
    ids=["full", "full once the letter is seen", "full for now"],
)
async def test_a_full_mailbox_is_named_as_one_and_told_to_whoever_can_do_something(
    sqlite: Database, site: Site, clock: Clock, queue: Queue, answers: dict[str, str], waits: bool
) -> None:
    queue("content", "meeting_booked_rep")
    async with mailbox(**answers) as box:
        for pause in (*PAUSES, timedelta(0)) if waits else (timedelta(0),):
            await deliver(sqlite, site, box.server, clock)
            clock.now += pause
    assert {(one.fault, one.given_up_at is not None) for one in rows(sqlite).values()} == {("mailbox_full", True)}
    with sqlite.reading() as connection:
        told = {one.what: one.words for one in troubles(connection, site, clock.now)}
    assert {"mail_mailbox_full", "mail_mailbox_full_of_rep"} <= set(told)
    assert told["mail_mailbox_full"]["email"] == CLAIRE.email
    words = yaml.safe_load((ROOT / "bot" / "workspace" / "words.yml").read_text(encoding="utf-8"))
    assert all(words[f"trouble_{what}"][language] for what in ("mail_mailbox_full", "mail_mailbox_full_of_rep") for language in ("fr", "en"))


async def test_a_reminder_waits_for_its_hour_and_leaves_then(sqlite: Database, site: Site, clock: Clock) -> None:
    meeting = booked(CLAIRE)
    reminder = replace(effect("meeting_reminder_day_visitor", CLAIRE, meeting), due_at=meeting.start - timedelta(days=1))
    with sqlite.writing() as connection:
        outbox.add(connection, [reminder], NOW)
    async with mailbox() as box:
        clock.now = meeting.start - timedelta(days=1, seconds=1)
        assert await deliver(sqlite, site, box.server, clock) == 0
        clock.now += timedelta(seconds=1)
        assert await deliver(sqlite, site, box.server, clock) == 1
    (letter,) = box.letters
    assert letter["To"] == CLAIRE.email


@pytest.mark.parametrize(
    "answers", [{"to_recipient": "451 come back later"}, {"to_letter": "452 disk full"}, {"hangs_up": True}], ids=["put off", "disk full", "hangs up"]
)
async def test_what_is_put_off_is_tried_again_and_then_arrives(
    sqlite: Database, site: Site, clock: Clock, queue: Queue, answers: dict[str, object]
) -> None:
    queue("content")
    async with mailbox(**answers) as box:
        await deliver(sqlite, site, box.server, clock)
        row = rows(sqlite)["content"]
        assert (row.attempts, row.given_up_at, row.delivered_at, row.due_at) == (1, None, None, NOW + PAUSES[0])
        assert await deliver(sqlite, site, box.server, clock) == 0
        box.to_recipient = box.to_letter = "250 OK"
        box.hangs_up = False
        clock.now += PAUSES[0]
        await deliver(sqlite, site, box.server, clock)
    assert len(box.letters) == 1
    assert rows(sqlite)["content"].delivered_at == clock.now


async def test_a_server_that_is_not_there_is_waited_for(sqlite: Database, site: Site, clock: Clock, queue: Queue) -> None:
    queue("content")
    await deliver(sqlite, site, MailServer.from_url(f"smtp://127.0.0.1:{free_port()}"), clock)
    assert rows(sqlite)["content"].due_at == NOW + PAUSES[0]


@pytest.mark.parametrize("greeting", [b"554 no service here\r\n", b"421 too busy\r\n"])
async def test_a_server_that_takes_no_letters_at_all_is_waited_for(sqlite: Database, site: Site, clock: Clock, queue: Queue, greeting: bytes) -> None:
    queue("content")
    async with unwelcoming(greeting) as port:
        await deliver(sqlite, site, MailServer.from_url(f"smtp://127.0.0.1:{port}"), clock)
    assert (rows(sqlite)["content"].given_up_at, rows(sqlite)["content"].attempts) == (None, 1)


async def test_a_server_that_says_nothing_is_not_waited_for_for_ever(
    sqlite: Database, site: Site, clock: Clock, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "DELIVERY", timedelta(milliseconds=50))
    queue("content")
    async with unwelcoming(b"") as port:
        await deliver(sqlite, site, MailServer.from_url(f"smtp://127.0.0.1:{port}"), clock)
    assert rows(sqlite)["content"].error == "TimeoutError: "


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_a_wrong_password_is_ours_to_mend_and_no_letter_is_given_up(sqlite: Database, site: Site, clock: Clock, queue: Queue) -> None:
    queue("content")
    async with mailbox_behind_a_login("mailer", "p@ss:word") as box:
        await deliver(sqlite, site, MailServer.from_url(f"smtp://mailer:wrong@127.0.0.1:{box.port}"), clock)
        assert rows(sqlite)["content"].given_up_at is None
        clock.now += PAUSES[0]
        await deliver(sqlite, site, MailServer.from_url(f"smtp://127.0.0.1:{box.port}"), clock)
        assert rows(sqlite)["content"].given_up_at is None
        clock.now += PAUSES[1]
        await deliver(sqlite, site, MailServer.from_url(f"smtp://mailer:p%40ss%3Aword@127.0.0.1:{box.port}"), clock)
    assert len(box.letters) == 1


async def test_a_letter_that_cannot_be_written_does_not_stand_in_the_way_of_the_next(
    sqlite: Database, site: Site, clock: Clock, queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    queue("a_letter_that_does_not_exist", "content")
    async with mailbox() as box:
        assert await deliver(sqlite, site, box.server, clock) == 2
    assert len(box.letters) == 1
    assert rows(sqlite)["a_letter_that_does_not_exist"].attempts == 1
    assert rows(sqlite)["content"].delivered_at == NOW


async def test_what_is_given_up_is_said_loudly_and_without_naming_anybody(
    sqlite: Database, site: Site, clock: Clock, queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    queue("content")
    async with mailbox(to_recipient="550 <claire.morel@fournil.example> is unknown here") as box:
        await deliver(sqlite, site, box.server, clock)
    (record,) = [one for one in caplog.records if one.name == worker.__name__]
    assert record.levelno == logging.ERROR
    assert "given up" in record.getMessage()
    assert "claire" not in caplog.text


async def test_a_letter_about_someone_erased_is_dropped(sqlite: Database, site: Site, clock: Clock, queue: Queue) -> None:
    with sqlite.writing() as connection:
        outbox.add(connection, [replace(effect("content", CLAIRE), lead_id=None)], NOW)
    async with mailbox() as box:
        await deliver(sqlite, site, box.server, clock)
        assert box.letters == []
        assert await deliver(sqlite, site, box.server, clock) == 0


async def test_without_a_mail_server_letters_stay_in_the_outbox(sqlite: Database, site: Site, clock: Clock, queue: Queue) -> None:
    queue("content")
    assert await deliver(sqlite, site, None, clock) == 0
    row = rows(sqlite)["content"]
    assert (row.attempts, row.delivered_at, row.given_up_at) == (0, None, None)


async def test_a_worker_takes_no_more_than_it_can_deliver_before_its_lease_ends(sqlite: Database, site: Site, clock: Clock) -> None:
    with sqlite.writing() as connection:
        outbox.add(connection, [effect("content", CLAIRE, key=f"letter-{n}") for n in range(AT_ONCE + 3)], NOW)
    assert AT_ONCE / TOGETHER * DELIVERY < LEASE
    async with mailbox() as box:
        assert await deliver(sqlite, site, box.server, clock) == AT_ONCE
        assert await deliver(sqlite, site, box.server, clock) == 3
    assert len(box.letters) == AT_ONCE + 3


async def test_the_worker_delivers_what_comes_in_and_stops_when_it_is_told_to(
    sqlite: Database, site: Site, clock: Clock, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "IDLE_SECONDS", 0.01)
    stopping = asyncio.Event()
    async with mailbox() as box:
        working = asyncio.create_task(work(sqlite, by_mail(sqlite, site, box.server, clock), clock, stopping))
        await asyncio.sleep(0.05)
        queue("content")
        async with asyncio.timeout(5):
            while rows(sqlite)["content"].delivered_at is None:
                await asyncio.sleep(0.01)
        stopping.set()
        await asyncio.wait_for(working, 5)
    assert len(box.letters) == 1


async def test_the_worker_outlives_a_database_that_does_not_answer(
    sqlite: Database, site: Site, clock: Clock, queue: Queue, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(worker, "IDLE_SECONDS", 0.01)
    queue("content")
    lease, failures = outbox.lease, iter([True, True])

    def lease_at_the_third_try(*arguments: object) -> list[Effect]:
        if next(failures, False):
            raise OSError("the disk is gone")
        return lease(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(outbox, "lease", lease_at_the_third_try)
    stopping = asyncio.Event()
    async with mailbox() as box, asyncio.timeout(5):
        working = asyncio.create_task(work(sqlite, by_mail(sqlite, site, box.server, clock), clock, stopping))
        while not box.letters:
            await asyncio.sleep(0.01)
        stopping.set()
        await working


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", MailServer("mail.example", 587, None, None, tls=False)),
        ("smtps://mail.example", MailServer("mail.example", 465, None, None, tls=True)),
        ("smtp://user:p%40ss@mail.example:2525", MailServer("mail.example", 2525, "user", "p@ss", tls=False)),
        ("smtp://me%40firm.example:x@mail.example", MailServer("mail.example", 587, "me@firm.example", "x", tls=False)),
        ("smtp://[::1]:25", MailServer("::1", 25, None, None, tls=False)),
    ],
)
def test_where_letters_go_is_said_in_one_address(url: str, server: MailServer) -> None:
    assert MailServer.from_url(url) == server


async def test_a_refusal_for_good_is_told_apart_from_a_failure(sqlite: Database, site: Site) -> None:
    with sqlite.reading() as connection:
        letter = letter_of(effect("content", CLAIRE), connection, site, NOW)
    async with mailbox(to_recipient="550 no") as box:
        with pytest.raises(Failure) as failed:
            await Lines(box.server).send(letter)
        assert failed.value.for_good
