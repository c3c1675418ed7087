"""Proposing times, holding one, booking, moving, cancelling."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zlib import crc32
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qualification.booking import Slot, eligible_reps, fairest, free_slots, offered, suits
from qualification.lead import Lead
from qualification.reading.moments import Moment
from qualification.site import Site
from qualification.stages import is_sales_ready
from qualification.storage import calendar, conversations
from qualification.storage.calendar import Meeting, SlotTaken
from qualification.storage.outbox import Effect
from qualification.usecases.answering import close, reopen
from qualification.usecases.turn import Turn


@dataclass(frozen=True)
class Proposal:
    """Times on offer. `fits` is False when none was as wished and others are offered instead."""

    slots: tuple[Slot, ...]
    zone: ZoneInfo
    fits: bool = True


def visitor_zone(lead: Lead, site: Site) -> ZoneInfo:
    """The zone the visitor lives in: the browser's, else that of the first rep who speaks the language."""
    names = [lead.timezone, *(rep.timezone for rep in eligible_reps(site, lead.language)), "UTC"]
    for name in names:
        try:
            if name:
                return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ZoneInfo("UTC")


def _free(turn: Turn) -> list[Slot]:
    with turn.database.reading() as connection:
        taken = calendar.taken(connection, turn.now, but_not_by=turn.lead.id)
        load = calendar.recent_load(connection, turn.now)
    return fairest(free_slots(turn.site, eligible_reps(turn.site, turn.lead.language), taken, turn.now), load)


def propose(turn: Turn, wish: Moment | None = None, after: datetime | None = None, count: int | None = None) -> Proposal:
    """A few free times of reps who speak the visitor's language, as wished where there are such; `count` overrules the site's number."""
    zone = visitor_zone(turn.lead, turn.site)
    rules = replace(turn.site.meetings, offered=count or turn.site.meetings.offered)
    free = _free(turn)
    fitting = offered(free, rules, zone, wish, after, crc32(turn.lead.id.encode()))
    if not fitting and (wish or after):
        return Proposal(tuple(offered(free, rules, zone, turn=crc32(turn.lead.id.encode()))), zone, fits=False)
    return Proposal(tuple(fitting), zone)


def slot_at(turn: Turn, wish: Moment) -> Slot | None:
    """The one free time that was named to the minute, or None."""
    if wish.at_time is None or (wish.day is None and wish.weekday is None):
        return None
    zone = visitor_zone(turn.lead, turn.site)
    found = offered(_free(turn), replace(turn.site.meetings, offered=1), zone, wish)
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


def choose(turn: Turn, slot: Slot) -> bool:
    """Holds a time until name and address are known. False when it is gone.

    A rep whose time went to somebody else is stood in for by another who speaks the language and is free just then.
    """
    return any(_hold(turn, replace(slot, rep=rep)) for rep in _reps_for(turn, slot))


def _reps_for(turn: Turn, slot: Slot) -> list[str]:
    """The rep of the slot, then who could stand in; nobody for a rep there is not."""
    if slot.rep not in (rep.id for rep in turn.site.reps):
        return []
    return [slot.rep, *(rep.id for rep in eligible_reps(turn.site, turn.lead.language) if rep.id != slot.rep)]


def _hold(turn: Turn, slot: Slot) -> bool:
    if slot not in _free_of_rep(turn, slot):
        return False
    zone = visitor_zone(turn.lead, turn.site).key
    held = Meeting(
        id=str(uuid4()),
        lead_id=turn.lead.id,
        rep=slot.rep,
        start=slot.start,
        end=slot.end,
        timezone=zone,
        status="held",
        sequence=0,
        secret=secrets.token_urlsafe(32),
        expires_at=turn.now + timedelta(minutes=turn.site.meetings.hold_minutes),
        created_at=turn.now,
        updated_at=turn.now,
    )
    try:
        with turn.database.writing() as connection:
            calendar.hold(connection, held)
    except SlotTaken:
        return False
    turn.lead = reopen(turn.lead, "slot").interviewed(held=held.id, last_answered="slot", misunderstood=0)
    return True


def _free_of_rep(turn: Turn, slot: Slot) -> list[Slot]:
    """The free times of the slot's rep: what was offered a while ago may be gone, or be too near by now."""
    reps = [rep for rep in turn.site.reps if rep.id == slot.rep]
    with turn.database.reading() as connection:
        taken = calendar.taken(connection, turn.now, but_not_by=turn.lead.id)
    return free_slots(turn.site, reps, taken, turn.now)


def move(turn: Turn, slot: Slot) -> Meeting | None:
    """Moves the lead's meeting that is still to come to a free time. None when there is none, or the time is gone."""
    before = booked_meeting(turn)
    if before is None or slot not in _free_of_rep(turn, slot):
        return None
    zone = visitor_zone(turn.lead, turn.site).key
    after = replace(before, rep=slot.rep, start=slot.start, end=slot.end, timezone=zone, sequence=before.sequence + 1, updated_at=turn.now)
    turn.write(lambda connection: _stored(calendar.move(connection, before.id, slot, zone, turn.now)))
    turn.lead = reopen(turn.lead, "slot").interviewed(moving=False, last_answered="slot", misunderstood=0)
    turn.note("meeting", before.id, before.start.isoformat(), after.start.isoformat(), "moved by the visitor", "visitor")
    _write_to_both(turn, after, "moved")
    return after


def _stored(meeting: Meeting) -> None:
    """What was written is what was told; there is nothing to give back."""


def book_if_ready(turn: Turn) -> Meeting | None:
    """Books the held time once there is a name (or it was refused) and a way to reach the visitor.

    None while something is missing. Raises SlotTaken when the hold ran out and the time is gone.
    """
    interview = turn.lead.interview
    if interview.held is None or not turn.lead.is_reachable:
        return None
    if turn.lead.name is None and "name" not in interview.closed and interview.asked.get("name", 0) < 3:
        return None
    with turn.database.reading() as connection:
        held = calendar.find(connection, interview.held)
    if held is None or (held.expires_at is not None and held.expires_at <= turn.now and held.slot not in _free_of_rep(turn, held.slot)):
        raise SlotTaken(interview.held)
    booked = replace(held, status="booked", expires_at=None, updated_at=turn.now)
    turn.write(lambda connection: _stored(calendar.book(connection, held.id, turn.now)))
    turn.lead = turn.lead.interviewed(held=None, booked=held.id)
    turn.note("meeting", held.id, None, held.start.isoformat(), f"booked with {turn.site.rep(held.rep).name}", "visitor")
    _write_to_both(turn, booked, "booked")
    return booked


def let_go(turn: Turn) -> None:
    """Gives up the held time and, with it, the wish to meet for now."""
    lead_id = turn.lead.id
    if turn.lead.interview.held:
        turn.write(lambda connection: calendar.release(connection, lead_id))
    turn.lead = turn.lead.interviewed(held=None)


def lost(turn: Turn) -> None:
    """The held time went to somebody else: another one is to be chosen."""
    turn.lead = reopen(turn.lead, "slot").interviewed(held=None)


def refuse(turn: Turn) -> None:
    """No meeting is wanted: none is proposed again unless asked for; a meeting that was to be moved stays where it is."""
    let_go(turn)
    turn.lead = close(turn.lead, "slot").interviewed(wants_meeting=False, moving=False, misunderstood=0)
    turn.assess()


def want(turn: Turn) -> None:
    """A meeting or a person was asked for. A meeting that is over does not stand in the way of another."""
    to_come = booked_meeting(turn)
    turn.lead = reopen(turn.lead, "slot").interviewed(wants_meeting=True, misunderstood=0, booked=to_come.id if to_come else None)
    turn.assess()


def invite_again(turn: Turn) -> bool:
    """Times may be proposed after all, to a lead who is ready and asks what comes next; False when the lead is not ready."""
    interview = turn.lead.interview
    if interview.booked or interview.held or is_sales_ready(turn.lead, turn.site) is None:
        return False
    turn.lead = reopen(turn.lead, "slot")
    return True


def start_moving(turn: Turn) -> bool:
    """Another time is wanted for the booked meeting; False when there is none."""
    if booked_meeting(turn) is None:
        return False
    turn.lead = reopen(turn.lead, "slot").interviewed(moving=True, misunderstood=0)
    return True


def booked_meeting(turn: Turn) -> Meeting | None:
    """The lead's meeting that is still to come."""
    meeting_id = turn.lead.interview.booked
    if meeting_id is None:
        return None
    with turn.database.reading() as connection:
        meeting = calendar.find(connection, meeting_id)
    return meeting if meeting and meeting.status == "booked" and meeting.start > turn.now else None


def cancel(turn: Turn) -> Meeting | None:
    """Cancels the lead's meeting; None when there is none to cancel."""
    meeting = booked_meeting(turn)
    if meeting is None:
        return None
    cancelled = replace(meeting, status="cancelled", sequence=meeting.sequence + 1, updated_at=turn.now)
    turn.write(lambda connection: _stored(calendar.cancel(connection, meeting.id, turn.now)))
    turn.lead = close(turn.lead, "slot").interviewed(booked=None, confirming=None, moving=False, wants_meeting=False)
    turn.note("meeting", meeting.id, meeting.start.isoformat(), None, "cancelled by the visitor", "visitor")
    _write_to_both(turn, cancelled, "cancelled")
    return cancelled


def _write_to_both(turn: Turn, meeting: Meeting, what: str) -> None:
    """A letter to the visitor, if there is an address, and one to the rep."""
    rep = turn.site.rep(meeting.rep)
    for to, address in (("visitor", turn.lead.email), ("rep", rep.email)):
        if address:
            payload = {"letter": f"meeting_{what}_{to}", "meeting": meeting.id, "sequence": meeting.sequence, "base_url": turn.base_url}
            turn.send(Effect(key=f"{meeting.id}/{meeting.sequence}/{what}/{to}", kind="mail", payload=payload, lead_id=turn.lead.id))


def document(meeting: Meeting, site: Site, base_url: str) -> Mapping[str, Any]:
    """The meeting as the contract shows it."""
    zone = ZoneInfo(meeting.timezone)
    return {
        "id": meeting.id,
        "start": meeting.start.astimezone(zone).isoformat(),
        "end": meeting.end.astimezone(zone).isoformat(),
        "timezone": meeting.timezone,
        "rep": site.rep(meeting.rep).name,
        "status": meeting.status,
        "manage_url": f"{base_url}/meetings/{meeting.secret}",
        "ics_url": f"{base_url}/meetings/{meeting.secret}.ics",
    }
