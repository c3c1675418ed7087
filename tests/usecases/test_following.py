"""A rep's own calendar, on a real CalDAV server: busy times are kept free, meetings stand in it, and what the rep does there counts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from bot import worker
from bot.settings import load_settings
from qualification.bant import Language
from qualification.outbox.calendar_courier import CalendarCourier, opener
from qualification.outbox.courier import Failure
from qualification.site import OwnCalendar, Rep
from qualification.storage import calendar, own_calendars
from qualification.storage.calendar import Meeting
from qualification.usecases import meeting as meetings
from qualification.usecases.erasing import erase_lead
from qualification.usecases.following import follow
from qualification.usecases.troubles import troubles
from tests.cast import CLAIRE, MONDAY_AT_ELEVEN, MONDAY_AT_TEN, TOM
from tests.conftest import NOW
from tests.house import free_port
from tests.outbox.radicale import PASSWORD, VARIABLE, CalendarServer, calendar_server, files, put, remove
from tests.usecases.conftest import BASE_URL, Desk

LATER = NOW + timedelta(minutes=10)


def say(name: str, language: Language, words: Any) -> str:
    return f"{name}: {words['when']}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalendarServer]:
    with calendar_server(tmp_path_factory.mktemp("radicale")) as found:
        yield found


class Office:
    """Camille with her own calendar, and what the worker does for her."""

    def __init__(self, desk: Desk, own: OwnCalendar, passwords: dict[str, str]) -> None:
        self.desk = desk
        self.own = own
        self.passwords = passwords
        self.use(own)

    def use(self, own: OwnCalendar, **changes: Any) -> None:
        reps = [replace(rep, calendar=own, **changes) if rep.id == "camille" else rep for rep in self.desk.site.reps]
        self.desk.site = replace(self.desk.site, reps=tuple(reps))

    @property
    def camille(self) -> Rep:
        return self.desk.site.rep("camille")

    def read(self, now: datetime = LATER) -> None:
        follow(self.desk.database, self.desk.site, self.camille, opener(self.passwords), say, lambda: now, BASE_URL)

    def deliver(self, now: datetime = LATER) -> None:
        """Delivers each calendar effect once more; what is settled already changes nothing."""
        courier = CalendarCourier(self.desk.database, self.desk.site, opener(self.passwords), lambda: now)
        for effect in self.desk.outbox():
            if effect.kind == "calendar":
                asyncio.run(courier.deliver(effect))

    def book(self, lead_id: str = "claire") -> Meeting:
        with self.desk.turn(lead_id) as turn:
            assert meetings.choose(turn, MONDAY_AT_TEN)
            booked = meetings.book_if_ready(turn)
        assert booked is not None
        assert booked.rep == "camille"
        return booked

    def meeting(self) -> Meeting:
        return self.desk.meetings("claire")[0]

    def trouble(self) -> list[str]:
        with self.desk.database.reading() as connection:
            return [one.what for one in troubles(connection, self.desk.site, LATER)]


@pytest.fixture
def office(server: CalendarServer, desk: Desk) -> Office:
    desk.know(CLAIRE, TOM)
    return Office(desk, server.new_calendar(), {VARIABLE: PASSWORD})


def stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def event(uid: str, start: datetime, end: datetime, *more: str) -> list[str]:
    return [f"UID:{uid}", f"DTSTART:{stamp(start)}", f"DTEND:{stamp(end)}", "SUMMARY:x", *more]


class TestBusy:
    def busy(self, office: Office) -> set[datetime]:
        office.read()
        with office.desk.database.reading() as connection:
            return {one.start for one in calendar.appointments(connection, NOW)}

    def test_what_is_in_the_calendar_is_not_offered(self, office: Office) -> None:
        put(office.own, "dentist.ics", *event("dentist", MONDAY_AT_TEN.start, MONDAY_AT_TEN.end))
        office.desk.site = replace(office.desk.site, reps=(office.camille,))
        assert meetings.choose(office.desk.begin("claire"), MONDAY_AT_TEN)
        office.read()
        assert not meetings.choose(office.desk.begin("claire"), MONDAY_AT_TEN)

    def test_repetitions_whole_days_and_times_without_a_zone_are_the_reps_own(self, office: Office) -> None:
        put(
            office.own,
            "weekly.ics",
            *event("weekly", MONDAY_AT_TEN.start - timedelta(days=28), MONDAY_AT_TEN.end - timedelta(days=28), "RRULE:FREQ=WEEKLY"),
        )
        put(office.own, "day.ics", "UID:day", "DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261126", "SUMMARY:x")
        put(office.own, "floating.ics", "UID:floating", "DTSTART:20261126T100000", "DURATION:PT1H", "SUMMARY:x")
        found = self.busy(office)
        assert {MONDAY_AT_TEN.start, MONDAY_AT_TEN.start + timedelta(days=7)} <= found
        assert datetime(2026, 11, 24, 23, tzinfo=UTC) in found, "midnight in Paris"
        assert datetime(2026, 11, 26, 9, tzinfo=UTC) in found

    def test_what_leaves_the_rep_free_takes_no_time(self, office: Office) -> None:
        put(office.own, "a.ics", *event("a", MONDAY_AT_TEN.start, MONDAY_AT_TEN.end, "TRANSP:TRANSPARENT"))
        put(office.own, "b.ics", *event("b", MONDAY_AT_TEN.start, MONDAY_AT_TEN.end, "STATUS:CANCELLED"))
        assert self.busy(office) == set()

    def test_an_event_in_an_unknown_zone_is_read_in_the_reps_and_told_of(self, office: Office) -> None:
        put(office.own, "odd.ics", "UID:odd", "DTSTART;TZID=Mars/Olympus:20261123T100000", "DTEND;TZID=Mars/Olympus:20261123T103000", "SUMMARY:x")
        assert self.busy(office) == {MONDAY_AT_TEN.start}
        assert office.trouble() == ["calendar_unknown_zone"]


class TestWriting:
    def test_a_booked_meeting_is_written_moved_and_removed(self, office: Office) -> None:
        booked = office.book()
        office.deliver()
        ((name, text),) = files(office.own).items()
        assert name == f"{booked.id}@vestibule.ics"
        assert f"UID:{booked.id}@vestibule" in text
        assert stamp(MONDAY_AT_TEN.start) in text
        assert "Claire Morel" in text
        assert "ATTENDEE" not in text, "servers would write to guests on their own"
        with office.desk.turn("claire", LATER) as turn:
            assert meetings.move(turn, MONDAY_AT_ELEVEN)
        office.deliver()
        ((_, text),) = files(office.own).items()
        assert stamp(MONDAY_AT_ELEVEN.start) in text
        assert "SEQUENCE:1" in text
        with office.desk.turn("claire", LATER) as turn:
            assert meetings.cancel(turn)
        office.deliver()
        assert files(office.own) == {}

    def test_doing_it_twice_is_doing_it_once(self, office: Office) -> None:
        office.book()
        office.deliver()
        before = files(office.own)
        office.deliver()
        # A worker that died after writing, before it could say so.
        with office.desk.database.writing() as connection:
            own_calendars.forget_entry(connection, office.meeting().id, "camille")
        office.deliver()
        assert files(office.own) == before

    def test_what_the_rep_wrote_beside_a_meeting_is_kept_when_it_moves_and_when_it_is_cancelled(self, office: Office) -> None:
        booked = office.book()
        office.deliver()
        name = f"{booked.id}@vestibule.ics"
        put(office.own, name, *event(f"{booked.id}@vestibule", MONDAY_AT_TEN.start, MONDAY_AT_TEN.end, "DESCRIPTION:bring the offer"))
        with office.desk.turn("claire", LATER) as turn:
            meetings.move(turn, MONDAY_AT_ELEVEN)
        office.deliver()
        assert "bring the offer" in files(office.own)[name]
        assert stamp(MONDAY_AT_ELEVEN.start) in files(office.own)[name]
        put(office.own, name, *event(f"{booked.id}@vestibule", MONDAY_AT_ELEVEN.start, MONDAY_AT_ELEVEN.end, "DESCRIPTION:bring two offers"))
        with office.desk.turn("claire", LATER) as turn:
            meetings.cancel(turn)
        office.deliver()
        assert "bring two offers" in files(office.own)[name]
        assert "STATUS:CANCELLED" in files(office.own)[name]

    def test_somebody_erased_is_erased_there_too(self, office: Office) -> None:
        office.book()
        office.deliver()
        assert erase_lead(office.desk.database, office.desk.site, "claire", LATER, BASE_URL)
        office.deliver()
        assert files(office.own) == {}

    def test_a_meeting_passed_on_to_a_colleague_leaves_the_calendar(self, office: Office) -> None:
        office.book()
        office.deliver()
        with office.desk.turn("claire", LATER) as turn:
            assert meetings.move(turn, replace(MONDAY_AT_ELEVEN, rep="oliver"))
        office.deliver()
        assert files(office.own) == {}


class TestTakingOver:
    def booked(self, office: Office) -> tuple[Meeting, str]:
        booked = office.book()
        office.deliver()
        return booked, f"{booked.id}@vestibule.ics"

    def told(self, office: Office) -> list[str]:
        return [message.text for message in office.desk.conversation("claire")]

    def test_a_meeting_that_the_rep_moves_is_moved_and_the_visitor_told(self, office: Office) -> None:
        booked, name = self.booked(office)
        tuesday = MONDAY_AT_TEN.start + timedelta(days=1, minutes=10)
        put(office.own, name, *event(f"{booked.id}@vestibule", tuesday, tuesday + timedelta(minutes=45), "DESCRIPTION:moved on my phone"))
        office.read()
        now = office.meeting()
        assert (now.start, now.end, now.sequence, now.status) == (tuesday, tuesday + timedelta(minutes=45), 1, "booked")
        assert office.desk.letters()[-2:] == ["meeting_moved_visitor", "meeting_moved_rep"]
        assert [text.partition(":")[0] for text in self.told(office)] == ["utter_meeting_moved_by_rep"]
        office.deliver()
        office.read()
        assert office.meeting() == now, "what was taken over is not taken over again"
        assert "moved on my phone" in files(office.own)[name]
        assert office.trouble() == []

    def test_a_meeting_that_the_rep_deletes_is_cancelled_and_the_visitor_told(self, office: Office) -> None:
        _, name = self.booked(office)
        remove(office.own, name)
        office.read()
        assert office.meeting().status == "cancelled"
        assert [text.partition(":")[0] for text in self.told(office)] == ["utter_meeting_cancelled_by_rep"]
        office.deliver()
        office.read()
        assert files(office.own) == {}
        assert len(self.told(office)) == 1

    def test_when_both_move_it_at_once_the_reps_change_is_not_overwritten(self, office: Office) -> None:
        booked, name = self.booked(office)
        evening = MONDAY_AT_TEN.start + timedelta(hours=8)
        put(office.own, name, *event(f"{booked.id}@vestibule", evening, evening + timedelta(minutes=30)))
        with office.desk.turn("claire", LATER) as turn:
            meetings.move(turn, MONDAY_AT_ELEVEN)
        with pytest.raises(Failure, match="changed"):
            office.deliver()
        assert stamp(evening) in files(office.own)[name]
        office.read()
        office.deliver()
        assert office.meeting().start == evening
        assert stamp(evening) in files(office.own)[name]

    def test_a_meeting_moved_onto_another_is_left_as_it_is_and_told_of(self, office: Office) -> None:
        booked, name = self.booked(office)
        with office.desk.turn("tom") as turn:
            assert meetings.choose(turn, MONDAY_AT_ELEVEN)
        put(office.own, name, *event(f"{booked.id}@vestibule", MONDAY_AT_ELEVEN.start, MONDAY_AT_ELEVEN.end))
        office.read()
        assert office.meeting().start == MONDAY_AT_TEN.start
        assert office.trouble() == ["calendar_conflict"]


class _Odd(BaseHTTPRequestHandler):
    """A server that is no calendar."""

    def _answer(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html><body>Welcome!")

    do_REPORT = do_GET = do_PUT = _answer

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def odd() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Odd)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


class TestTrouble:
    def test_other_credentials_are_asked_for(self, office: Office) -> None:
        office.passwords = {VARIABLE: "wrong"}
        office.read()
        assert office.trouble() == ["calendar_credentials"]

    def test_a_missing_password_is_told_of(self, office: Office) -> None:
        office.passwords = {}
        office.read()
        assert office.trouble() == ["calendar_no_password"]

    def test_a_calendar_that_is_down_is_told_of_and_what_it_said_before_still_counts(self, office: Office) -> None:
        put(office.own, "dentist.ics", *event("dentist", MONDAY_AT_TEN.start, MONDAY_AT_TEN.end))
        office.read()
        office.use(replace(office.own, url=f"http://127.0.0.1:{free_port()}/"))
        office.read()
        assert office.trouble() == ["calendar_down"]
        with office.desk.database.reading() as connection:
            assert calendar.appointments(connection, NOW)

    def test_an_address_without_a_calendar_is_told_of(self, office: Office) -> None:
        office.use(replace(office.own, url=office.own.url + "nothing/here/"))
        office.read()
        assert office.trouble() == ["calendar_not_there"]

    def test_garbage_is_no_empty_calendar_and_cancels_nothing(self, office: Office, odd: str) -> None:
        office.book()
        office.deliver()
        office.use(replace(office.own, url=odd))
        office.read()
        assert office.trouble() == ["calendar_garbage"]
        assert office.meeting().status == "booked"


async def test_the_worker_reads_the_calendars_on_its_own_and_stops_when_it_is_told_to(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    put(office.own, "dentist.ics", *event("dentist", datetime.now(UTC) + timedelta(days=3), datetime.now(UTC) + timedelta(days=3, hours=1)))
    monkeypatch.setattr(worker, "site", lambda: office.desk.site)
    monkeypatch.setattr(worker, "environment", lambda: office.passwords)
    monkeypatch.setattr(worker, "CALENDARS_EVERY_SECONDS", 0.05)
    stopping = asyncio.Event()
    following = asyncio.create_task(worker._follow_calendars(load_settings(), office.desk.database, say, stopping))

    async def appointments(count: int) -> None:
        async with asyncio.timeout(20):
            while True:
                with office.desk.database.reading() as connection:
                    if len(calendar.appointments(connection, datetime.now(UTC))) == count:
                        return
                await asyncio.sleep(0.05)

    await appointments(1)
    put(office.own, "lunch.ics", *event("lunch", datetime.now(UTC) + timedelta(days=4), datetime.now(UTC) + timedelta(days=4, hours=1)))
    await appointments(2)
    stopping.set()
    await asyncio.wait_for(following, 20)
