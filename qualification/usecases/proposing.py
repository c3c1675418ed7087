"""Which times a lead is offered, and which of them is meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zlib import crc32
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qualification.assigning import circles, fairest, kind_for, speakers
from qualification.booking import Slot, free_slots
from qualification.lead import Lead
from qualification.offering import offered, suits
from qualification.reading.moments import Moment
from qualification.site import Kind, Rep, Site
from qualification.storage import calendar, conversations
from qualification.storage.calendar import Meeting
from qualification.usecases.turn import Turn


@dataclass(frozen=True)
class Proposal:
    """Times on offer. `fits` is False when none was as wished and others are offered instead."""

    slots: tuple[Slot, ...]
    zone: ZoneInfo
    fits: bool = True
    stands_in: bool = False
    """Whether a moved meeting would go to another rep, because its own has no time left."""


def visitor_zone(lead: Lead, site: Site) -> ZoneInfo:
    """The zone the visitor lives in: the browser's, else that of the first rep who speaks the language."""
    names = [lead.timezone, *(rep.timezone for rep in speakers(site, lead.language)), "UTC"]
    for name in names:
        try:
            if name:
                return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ZoneInfo("UTC")


def booked_meeting(turn: Turn) -> Meeting | None:
    """The lead's meeting that is still to come."""
    meeting_id = turn.lead.interview.booked
    if meeting_id is None:
        return None
    with turn.database.reading() as connection:
        meeting = calendar.find(connection, meeting_id)
    return meeting if meeting and meeting.status == "booked" and meeting.start > turn.now else None


def free_of(turn: Turn, reps: Iterable[Rep], kind: Kind | None) -> list[Slot]:
    """The free times of these reps, but for what the lead holds itself."""
    with turn.database.reading() as connection:
        taken = calendar.taken(connection, turn.now, but_not_by=turn.lead.id)
        busy = calendar.appointments(connection, turn.now)
    return free_slots(turn.site, reps, taken, turn.now, kind=kind, busy=busy)


def _free(turn: Turn, wish: Moment | None, moved: Meeting | None) -> list[Slot]:
    """Free times of the closest circle of reps who have some; a meeting that is moved keeps its rep and its length."""
    minutes = wish.minutes if wish else None
    with turn.database.reading() as connection:
        taken = calendar.taken(connection, turn.now, but_not_by=turn.lead.id)
        busy = calendar.appointments(connection, turn.now)
        load = calendar.recent_load(connection, turn.now)
        keeps = moved.rep if moved else calendar.rep_of(connection, turn.lead.id)
    kind = turn.site.meetings.kind_of(moved.slot.minutes) if moved else kind_for(turn.site, turn.lead, minutes)
    for reps in circles(turn.site, turn.lead, keeps):
        free = free_slots(turn.site, reps, taken, turn.now, kind=kind, busy=busy)
        if moved:
            free = [slot for slot in free if slot.start != moved.start]
        if free:
            return fairest(free, load, turn.lead.id)
    return []


def propose(
    turn: Turn, wish: Moment | None = None, after: datetime | None = None, count: int | None = None, moved: Meeting | None = None
) -> Proposal:
    """A few free times of reps who speak the visitor's language, as wished where there are such; `count` overrules the site's number.

    `moved` is the meeting that is to be moved: its own rep's times, and others' only when that rep has none left.
    """
    moved = moved or (booked_meeting(turn) if turn.lead.interview.moving else None)
    zone = visitor_zone(turn.lead, turn.site)
    rules = replace(turn.site.meetings, offered=count or turn.site.meetings.offered)
    free = _free(turn, wish, moved)
    stands_in = moved is not None and any(slot.rep != moved.rep for slot in free)
    seed = crc32(turn.lead.id.encode())
    fitting = offered(free, rules, zone, wish, after, seed)
    if not fitting and (wish or after):
        return Proposal(tuple(offered(free, rules, zone, turn=seed)), zone, fits=False, stands_in=stands_in)
    return Proposal(tuple(fitting), zone, stands_in=stands_in)


def slot_at(turn: Turn, wish: Moment) -> Slot | None:
    """The one free time that was named to the minute, or None."""
    if wish.at_time is None or (wish.day is None and wish.weekday is None):
        return None
    zone = visitor_zone(turn.lead, turn.site)
    found = offered(_free(turn, wish, booked_meeting(turn)), replace(turn.site.meetings, offered=1), zone, wish)
    return found[0] if found else None


def on_offer(turn: Turn) -> list[Slot]:
    """The times that were offered last and may be chosen now."""
    with turn.database.reading() as connection:
        choices = conversations.offer(connection, turn.lead.id)
    found = (choice.value.get("slot") for choice in choices)
    return [Slot(datetime.fromisoformat(one["start"]), datetime.fromisoformat(one["end"]), one["rep"]) for one in found if one]


def only_offer_on(turn: Turn, wish: Moment) -> Slot | None:
    """The one time on offer that fits what was named ("Tuesday"), or None where none or several do."""
    names_day_or_hour = wish.day is not None or wish.weekday is not None or wish.at_time is not None
    if wish.later or not names_day_or_hour:
        return None
    zone = visitor_zone(turn.lead, turn.site)
    fitting = [slot for slot in on_offer(turn) if suits(slot, wish, zone)]
    return fitting[0] if len(fitting) == 1 else None
