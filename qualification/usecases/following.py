"""What reps do in their own calendars, taken over: they are busy, or they moved or deleted a meeting there."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from qualification.booking import Slot
from qualification.outbox.calendar_courier import OpenLine
from qualification.outbox.courier import Failure
from qualification.outbox.invitation import uid_of
from qualification.outbox.own_calendar import WINDOW, CalendarLine, Seen, Standing
from qualification.site import Rep, Site
from qualification.storage import calendar, leads, own_calendars
from qualification.storage.calendar import Meeting, SlotTaken
from qualification.storage.database import Database
from qualification.storage.own_calendars import Entry
from qualification.usecases.attending import Say, cancel_by_rep, move_by_rep
from qualification.usecases.turn import alone, begin

log = logging.getLogger(__name__)


def follow(database: Database, site: Site, rep: Rep, open_line: OpenLine, say: Say, clock: Callable[[], datetime], base_url: str) -> None:
    """Reads a rep's calendar, notes when they are busy, and takes over what they did with meetings there.

    What goes wrong is noted for the workspace; what the calendar said before still counts.
    """
    now = clock()
    try:
        line = open_line(rep)
        try:
            seen = line.read(now - timedelta(hours=1), now + timedelta(days=site.meetings.horizon_days) + WINDOW)
            conflict = _take_over(database, site, rep, line, seen, say, now, base_url)
        finally:
            line.close()
    except Failure as failure:
        log.warning("the calendar of %s: %s", rep.id, failure.fault)
        with database.writing() as connection:
            own_calendars.note_fault(connection, rep.id, failure.fault, str(failure), now)
        return
    with database.writing() as connection:
        own_calendars.note_busy(connection, rep.id, seen.busy, now)
        if conflict:
            own_calendars.note_fault(connection, rep.id, "conflict", conflict, now)
        elif seen.has_unknown_zone:
            own_calendars.note_fault(connection, rep.id, "unknown_zone", "", now)


def _take_over(database: Database, site: Site, rep: Rep, line: CalendarLine, seen: Seen, say: Say, now: datetime, base_url: str) -> str:
    """Takes over each change of a meeting to come; gives what could not be, in a few words."""
    with database.reading() as connection:
        entries = own_calendars.entries_of(connection, rep.id)
        found = {entry.meeting_id: calendar.find(connection, entry.meeting_id) for entry in entries}
    conflict = ""
    for entry in entries:
        meeting = found[entry.meeting_id]
        if meeting is None or meeting.status != "booked" or meeting.rep != rep.id or meeting.start <= now:
            continue
        standing = seen.ours.get(uid_of(meeting.id)) or _elsewhere(line, entry)
        if standing and not standing.is_cancelled and (standing.start, standing.end) == (entry.start, entry.end):
            continue
        try:
            if not _changed(database, site, meeting, entry, standing, say, now, base_url):
                conflict = f"{standing.start:%Y-%m-%d %H:%M} UTC" if standing else "-"
        except SlotTaken:
            conflict = f"{standing.start:%Y-%m-%d %H:%M} UTC" if standing else "-"
        except leads.Conflict:
            # The visitor writes just now; the next reading takes it over.
            log.info("a change in the calendar of %s waits for the next reading", rep.id)
    return conflict


def _elsewhere(line: CalendarLine, entry: Entry) -> Standing | None:
    """An event that was moved out of what was read; None when it is really gone."""
    found = line.fetch(entry.href)
    return found[1] if found else None


def _changed(
    database: Database, site: Site, meeting: Meeting, entry: Entry, standing: Standing | None, say: Say, now: datetime, base_url: str
) -> bool:
    """Moves or cancels the meeting as the rep did, and tells the visitor; False when it cannot be."""
    turn = begin(database, site, meeting.lead_id, now, base_url)
    if turn is None:
        return True
    if standing is None or standing.is_cancelled:
        cancel_by_rep(turn, meeting, say)
        turn.write(lambda connection: own_calendars.forget_entry(connection, meeting.id, entry.rep))
    else:
        kept = replace(entry, etag=standing.etag, start=standing.start, end=standing.end)
        if move_by_rep(turn, meeting, Slot(standing.start, standing.end, entry.rep), say) not in ("moved", "same"):
            return False
        turn.write(lambda connection: own_calendars.keep_entry(connection, kept))
    alone(turn)
    return True
