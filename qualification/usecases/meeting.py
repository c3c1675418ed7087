"""A lead's meeting: wanted, held, booked, moved, cancelled."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from qualification.assigning import circles
from qualification.booking import Slot
from qualification.stages import is_sales_ready
from qualification.storage import calendar
from qualification.storage.calendar import Meeting, SlotTaken
from qualification.usecases.answering import close, reopen
from qualification.usecases.informing import By, inform
from qualification.usecases.proposing import booked_meeting, free_of, visitor_zone
from qualification.usecases.turn import Turn


def choose(turn: Turn, slot: Slot) -> bool:
    """Holds a time until name and address are known. False when it is gone.

    A rep whose time went to somebody else is stood in for by another who speaks the language and is free just then.
    """
    return any(_hold(turn, replace(slot, rep=rep)) for rep in _reps_for(turn, slot))


def _reps_for(turn: Turn, slot: Slot) -> list[str]:
    """The rep of the slot, then who could stand in, the closest first; nobody for a rep there is not."""
    if slot.rep not in (rep.id for rep in turn.site.reps):
        return []
    others = [rep.id for circle in circles(turn.site, turn.lead) for rep in circle]
    return list(dict.fromkeys([slot.rep, *others]))


def _hold(turn: Turn, slot: Slot) -> bool:
    if not _is_free(turn, slot):
        return False
    held = Meeting(
        id=str(uuid4()),
        lead_id=turn.lead.id,
        rep=slot.rep,
        start=slot.start,
        end=slot.end,
        timezone=visitor_zone(turn.lead, turn.site).key,
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


def _is_free(turn: Turn, slot: Slot) -> bool:
    """Whether the rep has that time: what was offered a while ago may be gone, or be too near by now."""
    kind = turn.site.meetings.kind_of(slot.minutes)
    reps = [rep for rep in turn.site.reps if rep.id == slot.rep]
    return kind is not None and slot in free_of(turn, reps, kind)


def move(turn: Turn, slot: Slot) -> Meeting | None:
    """Moves the lead's meeting that is still to come to a free time. None when there is none, or the time is gone."""
    before = booked_meeting(turn)
    if before is None or not _is_free(turn, slot):
        return None
    return shift(turn, before, slot, "visitor")


def shift(turn: Turn, before: Meeting, slot: Slot, by: By) -> Meeting:
    """Moves a meeting with all that follows; whether the time is free is for the database to say, when the turn is written."""
    # A rep who moves a meeting does not change the zone that the visitor lives in.
    zone = visitor_zone(turn.lead, turn.site).key if by == "visitor" else before.timezone
    after = replace(before, rep=slot.rep, start=slot.start, end=slot.end, timezone=zone, sequence=before.sequence + 1, updated_at=turn.now)
    turn.write(lambda connection: _stored(calendar.move(connection, before.id, slot, zone, turn.now)))
    if by == "visitor":
        turn.lead = reopen(turn.lead, "slot").interviewed(moving=False, last_answered="slot", misunderstood=0)
    turn.note("meeting", before.id, before.start.isoformat(), after.start.isoformat(), f"moved by {_who(by)}", by)
    inform(turn, after, "moved", by, before)
    return after


def _who(by: By) -> str:
    return "the visitor" if by == "visitor" else "the rep"


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
    if held is None or (held.expires_at is not None and held.expires_at <= turn.now and not _is_free(turn, held.slot)):
        raise SlotTaken(interview.held)
    booked = replace(held, status="booked", expires_at=None, updated_at=turn.now)
    turn.write(lambda connection: _stored(calendar.book(connection, held.id, turn.now)))
    turn.lead = turn.lead.interviewed(held=None, booked=held.id)
    turn.note("meeting", held.id, None, held.start.isoformat(), f"booked with {turn.site.rep(held.rep).name}", "visitor")
    inform(turn, booked, "booked", "visitor")
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


def want_another_time(turn: Turn) -> bool:
    """Another day or hour is asked for although no time was asked: for the booked meeting, else for one to be booked.

    False when there is neither a meeting to move nor a lead who is ready for one.
    """
    return turn.lead.interview.asking == "slot" or start_moving(turn) or invite_again(turn)


def start_moving(turn: Turn) -> bool:
    """Another time is wanted for the booked meeting; False when there is none."""
    if booked_meeting(turn) is None:
        return False
    turn.lead = reopen(turn.lead, "slot").interviewed(moving=True, misunderstood=0)
    return True


def cancel(turn: Turn) -> Meeting | None:
    """Cancels the lead's meeting; None when there is none to cancel."""
    meeting = booked_meeting(turn)
    return call_off(turn, meeting, "visitor") if meeting else None


def call_off(turn: Turn, meeting: Meeting, by: By) -> Meeting:
    """Cancels a meeting with all that follows."""
    cancelled = replace(meeting, status="cancelled", sequence=meeting.sequence + 1, updated_at=turn.now)
    turn.write(lambda connection: _stored(calendar.cancel(connection, meeting.id, turn.now)))
    if turn.lead.interview.booked == meeting.id:
        turn.lead = turn.lead.interviewed(booked=None, moving=False)
    if by == "visitor":
        turn.lead = close(turn.lead, "slot").interviewed(confirming=None, wants_meeting=False)
    turn.note("meeting", meeting.id, meeting.start.isoformat(), None, f"cancelled by {_who(by)}", by)
    inform(turn, cancelled, "cancelled", by)
    return cancelled
