"""The calendar courier: makes a rep's own calendar say what is so, and leaves alone what the rep changed there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from qualification.brief import to_ask
from qualification.lead import Lead
from qualification.outbox.courier import Failure, NothingToDo
from qualification.outbox.invitation import add_times, title_for_rep, uid_of
from qualification.outbox.own_calendar import CalendarLine, Standing, moved
from qualification.site import Rep, Site
from qualification.storage import calendar, leads, own_calendars
from qualification.storage.calendar import Meeting
from qualification.storage.database import Database
from qualification.storage.outbox import Effect
from qualification.storage.own_calendars import Entry

OpenLine = Callable[[Rep], CalendarLine]


def opener(passwords: Mapping[str, str]) -> OpenLine:
    """How lines to calendars are opened; `passwords` holds them by the names of their variables."""

    def open_line(rep: Rep) -> CalendarLine:
        assert rep.calendar is not None
        password = passwords.get(rep.calendar.password)
        if not password:
            raise Failure("no_password", f"{rep.calendar.password} is not set")
        return CalendarLine(rep.calendar, password, ZoneInfo(rep.timezone))

    return open_line


def entry_file(meeting: Meeting, lead: Lead, rep: Rep, base_url: str) -> bytes:
    """A meeting as it stands in the rep's calendar. No organiser and no guests: servers would write to them on their own (RFC 6638)."""
    found = Calendar()
    found.add("prodid", "-//Vestibule//Meetings//EN")
    found.add("version", "2.0")
    event = Event()
    event.add("uid", uid_of(meeting.id))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.updated_at)
    add_times(event, meeting, None)
    language = rep.languages[0]
    event.add("summary", title_for_rep(lead, language))
    lines = [part for part in (lead.need.text, lead.email, lead.phone, f"{base_url}/workspace/meetings/{meeting.id}") if part]
    if missing := to_ask(lead):
        lines.insert(-1, f"{'À demander' if language == 'fr' else 'To ask'}: {', '.join(missing)}")
    event.add("description", "\n".join(lines))
    event.add("status", "CONFIRMED")
    found.add_component(event)
    return bytes(found.to_ical())


class CalendarCourier:
    """Brings one calendar up to date with one meeting, whatever the meeting is by now."""

    def __init__(self, database: Database, site: Site, open_line: OpenLine, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._site = site
        self._open_line = open_line
        self._clock = clock

    async def deliver(self, effect: Effect) -> None:
        await asyncio.to_thread(self._deliver, effect)

    async def rest(self) -> None:
        """Lines are closed after each use."""

    def _deliver(self, effect: Effect) -> None:
        rep = next((one for one in self._site.reps if one.id == effect.payload["rep"]), None)
        if rep is None or rep.calendar is None:
            raise NothingToDo(effect.key)
        line = self._open_line(rep)
        try:
            if "href" in effect.payload:
                self._erase(line, str(effect.payload["href"]))
            else:
                self._agree(line, effect, rep)
        finally:
            line.close()

    @staticmethod
    def _erase(line: CalendarLine, href: str) -> None:
        """Somebody erased is erased here too, whatever the rep wrote beside their name."""
        found = line.fetch(href)
        if found:
            line.remove(found[1])

    def _agree(self, line: CalendarLine, effect: Effect, rep: Rep) -> None:
        with self._database.reading() as connection:
            meeting = calendar.find(connection, effect.payload["meeting"])
            entry = own_calendars.entry_of(connection, effect.payload["meeting"], rep.id)
            stored = leads.find(connection, meeting.lead_id) if meeting else None
        if meeting is None or stored is None:
            raise NothingToDo(effect.key)
        is_wanted = meeting.status == "booked" and meeting.rep == rep.id
        if is_wanted and entry is None:
            self._write(line, meeting, entry_file(meeting, stored.lead, rep, str(effect.payload.get("base_url", ""))))
        elif is_wanted and entry is not None:
            self._move(line, meeting, entry)
        elif entry is not None:
            self._take_out(line, meeting, entry)

    def _write(self, line: CalendarLine, meeting: Meeting, file: bytes) -> None:
        name = f"{uid_of(meeting.id)}.ics"
        href = line.create(name, file)
        if href is None:
            # Written by a worker that died before it could say so. What stands there is kept; if it is not what is so, the next try changes it.
            seen = line.read(meeting.start, meeting.end)
            standing = seen.ours.get(uid_of(meeting.id))
            if standing is None:
                raise Failure("changed", "an event of this name stands there at another time")
            self._keep(meeting, standing)
            return
        found = line.fetch(href)
        if found is None:
            raise Failure("changed", "the event was removed at once")
        self._keep(meeting, found[1])

    def _move(self, line: CalendarLine, meeting: Meeting, entry: Entry) -> None:
        found = line.fetch(entry.href)
        if found is None or found[1].is_cancelled or (found[1].start, found[1].end) != (entry.start, entry.end):
            # What the rep did there is taken over when the calendar is read next; it counts more than ours.
            raise Failure("changed", "the rep changed the event; it is read anew first")
        if (entry.start, entry.end) == (meeting.start, meeting.end):
            return
        line.change(found[1], moved(found[0], meeting.start, meeting.end, meeting.sequence, self._clock()))
        after = line.fetch(entry.href)
        if after:
            self._keep(meeting, after[1])

    def _take_out(self, line: CalendarLine, meeting: Meeting, entry: Entry) -> None:
        found = line.fetch(entry.href)
        if found and found[1].etag == entry.etag:
            line.remove(found[1])
        elif found:
            # The rep wrote something into it: it stays, as cancelled.
            line.change(found[1], moved(found[0], found[1].start, found[1].end, meeting.sequence, self._clock(), cancelled=True))
        with self._database.writing() as connection:
            own_calendars.forget_entry(connection, meeting.id, entry.rep)

    def _keep(self, meeting: Meeting, standing: Standing) -> None:
        with self._database.writing() as connection:
            own_calendars.keep_entry(connection, Entry(meeting.id, meeting.rep, standing.href, standing.etag, standing.start, standing.end))
