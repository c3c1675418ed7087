"""Meetings and held times. The database forbids two at once: a rep's quarter hour is taken once or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, RowMapping, and_, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from qualification.booking import Slot, Taken, cells
from qualification.storage.tables import busy, meetings, occupied

Status = Literal["held", "booked", "cancelled"]
Attendance = Literal["held", "no_show"]
"""Whether a meeting took place, as the rep says afterwards."""
HELD: Attendance = "held"
NO_SHOW: Attendance = "no_show"


class SlotTaken(Exception):
    """The time went to somebody else in between."""


@dataclass(frozen=True)
class Meeting:
    """A meeting from `start` to `end` (excluded, UTC), in the zone it was agreed in."""

    id: str
    lead_id: str
    rep: str
    start: datetime
    end: datetime
    timezone: str
    status: Status
    sequence: int
    """How often it was changed since it was booked (RFC 5545, 3.8.7.4)."""
    secret: str
    """What makes its address unguessable."""
    expires_at: datetime | None
    created_at: datetime
    updated_at: datetime
    attendance: Attendance | None = None
    outcome: str | None = None
    """What came of it, in the rep's words."""

    @property
    def slot(self) -> Slot:
        return Slot(self.start, self.end, self.rep)


def _meeting(row: RowMapping) -> Meeting:
    return Meeting(**row)


def _occupy(connection: Connection, meeting_id: str, slot: Slot, now: datetime) -> None:
    """Takes the slot's cells for the meeting. Raises SlotTaken and leaves the transaction usable."""
    expired = select(meetings.c.id).where(meetings.c.rep == slot.rep, meetings.c.status == "held", meetings.c.expires_at <= now)
    connection.execute(delete(occupied).where(occupied.c.meeting_id.in_(expired)))
    try:
        with connection.begin_nested():
            connection.execute(insert(occupied), [{"rep": slot.rep, "cell": cell, "meeting_id": meeting_id} for cell in cells(slot.start, slot.end)])
    except IntegrityError as error:
        raise SlotTaken from error


def hold(connection: Connection, meeting: Meeting) -> None:
    """Holds a time until it expires; whatever the same lead held before is let go. Raises SlotTaken."""
    release(connection, meeting.lead_id)
    connection.execute(insert(meetings).values(**vars(meeting)))
    _occupy(connection, meeting.id, meeting.slot, meeting.updated_at)


def release(connection: Connection, lead_id: str) -> None:
    """Lets go what the lead holds; booked meetings stay."""
    connection.execute(delete(meetings).where(meetings.c.lead_id == lead_id, meetings.c.status == "held"))


def book(connection: Connection, meeting_id: str, now: datetime) -> Meeting:
    """Makes a held time a meeting. Raises SlotTaken when the hold ran out and somebody else has the time."""
    held = find(connection, meeting_id)
    if held is None:
        raise SlotTaken(meeting_id)
    if held.status == "booked":
        return held
    mine = select(func.count()).select_from(occupied).where(occupied.c.meeting_id == meeting_id)
    if connection.scalar(mine) != len(cells(held.start, held.end)):
        connection.execute(delete(occupied).where(occupied.c.meeting_id == meeting_id))
        _occupy(connection, meeting_id, held.slot, now)
    connection.execute(update(meetings).where(meetings.c.id == meeting_id).values(status="booked", expires_at=None, updated_at=now))
    return _again(connection, meeting_id)


def move(connection: Connection, meeting_id: str, slot: Slot, timezone: str, now: datetime) -> Meeting:
    """Moves a booked meeting to another time, keeping its identity. Raises SlotTaken."""
    connection.execute(delete(occupied).where(occupied.c.meeting_id == meeting_id))
    _occupy(connection, meeting_id, slot, now)
    changed = {"rep": slot.rep, "start": slot.start, "end": slot.end, "timezone": timezone, "updated_at": now, "sequence": meetings.c.sequence + 1}
    connection.execute(update(meetings).where(meetings.c.id == meeting_id).values(**changed))
    return _again(connection, meeting_id)


def cancel(connection: Connection, meeting_id: str, now: datetime) -> Meeting:
    """Cancels a meeting and frees its time. Cancelling twice is cancelling once."""
    meeting = _again(connection, meeting_id)
    if meeting.status == "cancelled":
        return meeting
    connection.execute(delete(occupied).where(occupied.c.meeting_id == meeting_id))
    connection.execute(
        update(meetings).where(meetings.c.id == meeting_id).values(status="cancelled", updated_at=now, sequence=meetings.c.sequence + 1)
    )
    return _again(connection, meeting_id)


def attend(connection: Connection, meeting_id: str, attendance: Attendance | None, outcome: str | None, now: datetime) -> None:
    """Keeps whether a meeting took place and what came of it."""
    connection.execute(update(meetings).where(meetings.c.id == meeting_id).values(attendance=attendance, outcome=outcome, updated_at=now))


def _again(connection: Connection, meeting_id: str) -> Meeting:
    found = find(connection, meeting_id)
    if found is None:
        raise KeyError(meeting_id)
    return found


def find(connection: Connection, meeting_id: str) -> Meeting | None:
    row = connection.execute(select(meetings).where(meetings.c.id == meeting_id)).mappings().first()
    return _meeting(row) if row else None


def by_secret(connection: Connection, secret: str) -> Meeting | None:
    """The meeting of an unguessable address."""
    row = connection.execute(select(meetings).where(meetings.c.secret == secret, meetings.c.status != "held")).mappings().first()
    return _meeting(row) if row else None


def of_leads(connection: Connection, lead_ids: Iterable[str]) -> dict[str, list[Meeting]]:
    """The booked and cancelled meetings of each lead, oldest first."""
    found: dict[str, list[Meeting]] = {lead_id: [] for lead_id in lead_ids}
    query = select(meetings).where(meetings.c.lead_id.in_(list(found)), meetings.c.status != "held").order_by(meetings.c.created_at, meetings.c.id)
    for row in connection.execute(query).mappings():
        found[row["lead_id"]].append(_meeting(row))
    return found


def between(connection: Connection, start: datetime | None, end: datetime | None, rep: str | None) -> list[Meeting]:
    """Booked and cancelled meetings that start from `start` to `end` (excluded), soonest first."""
    query = select(meetings).where(meetings.c.status != "held").order_by(meetings.c.start, meetings.c.id)
    if start:
        query = query.where(meetings.c.start >= start)
    if end:
        query = query.where(meetings.c.start < end)
    if rep:
        query = query.where(meetings.c.rep == rep)
    return [_meeting(row) for row in connection.execute(query).mappings()]


def taken(connection: Connection, now: datetime, *, but_not_by: str | None = None) -> list[Taken]:
    """When reps are not free from now on: meetings, and holds that have not run out, but not what `but_not_by` holds itself."""
    query = select(meetings.c.rep, meetings.c.start, meetings.c.end).where(
        meetings.c.end > now,
        or_(
            meetings.c.status == "booked",
            and_(meetings.c.status == "held", meetings.c.expires_at > now, meetings.c.lead_id != (but_not_by or "")),
        ),
    )
    return [Taken(row.rep, row.start, row.end) for row in connection.execute(query)]


def appointments(connection: Connection, now: datetime) -> list[Taken]:
    """When the reps' own calendars say that they are not free, from now on."""
    return [Taken(row.rep, row.start, row.end) for row in connection.execute(select(busy.c.rep, busy.c.start, busy.c.end).where(busy.c.end > now))]


def rep_of(connection: Connection, lead_id: str) -> str | None:
    """The rep whom the lead met last or is to meet; cancelled meetings count, a held time does not."""
    query = select(meetings.c.rep).where(meetings.c.lead_id == lead_id, meetings.c.status != "held").order_by(meetings.c.start.desc()).limit(1)
    return connection.scalar(query)


def recent_load(connection: Connection, now: datetime) -> dict[str, int]:
    """How many meetings each rep got from 30 days ago on: who has the fewest gets the next."""
    query = (
        select(meetings.c.rep, func.count().label("meetings"))
        .where(meetings.c.status == "booked", meetings.c.start > now - timedelta(days=30))
        .group_by(meetings.c.rep)
    )
    return {row.rep: row.meetings for row in connection.execute(query)}
