"""The reps' own calendars: what of ours stands in them, when they are busy, and how reading them went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from qualification.storage.tables import busy, calendar_entries, calendars


@dataclass(frozen=True)
class Entry:
    """A meeting as it stands in a rep's own calendar: where, which version of it, and from when to when it was written or last read."""

    meeting_id: str
    rep: str
    href: str
    etag: str | None
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Health:
    """How reading a rep's calendar went the last time. `fault` is None when all was well; `detail` is for people."""

    rep: str
    read_at: datetime | None
    fault: str | None = None
    detail: str | None = None
    fault_since: datetime | None = None


def entry_of(connection: Connection, meeting_id: str, rep: str) -> Entry | None:
    """Where the meeting stands in that rep's calendar; None when it does not."""
    entries = calendar_entries.c
    row = connection.execute(select(calendar_entries).where(entries.meeting_id == meeting_id, entries.rep == rep)).mappings().first()
    return Entry(**row) if row else None


def entries_of(connection: Connection, rep: str) -> list[Entry]:
    """What of ours stands in the rep's calendar."""
    return [Entry(**row) for row in connection.execute(select(calendar_entries).where(calendar_entries.c.rep == rep)).mappings()]


def entries_about(connection: Connection, meeting_id: str) -> list[Entry]:
    """Where the meeting stands, in whosever calendar."""
    return [Entry(**row) for row in connection.execute(select(calendar_entries).where(calendar_entries.c.meeting_id == meeting_id)).mappings()]


def keep_entry(connection: Connection, entry: Entry) -> None:
    """Notes what was written or read; what was known of the meeting before is replaced."""
    forget_entry(connection, entry.meeting_id, entry.rep)
    connection.execute(insert(calendar_entries).values(**vars(entry)))


def forget_entry(connection: Connection, meeting_id: str, rep: str) -> None:
    connection.execute(delete(calendar_entries).where(calendar_entries.c.meeting_id == meeting_id, calendar_entries.c.rep == rep))


def note_busy(connection: Connection, rep: str, times: Iterable[tuple[datetime, datetime]], now: datetime) -> None:
    """What the rep's calendar says now, in place of what it said before; all is well with it."""
    connection.execute(delete(busy).where(busy.c.rep == rep))
    rows = [{"rep": rep, "start": start, "end": end} for start, end in times]
    if rows:
        connection.execute(insert(busy), rows)
    _note(connection, Health(rep, now))


def note_fault(connection: Connection, rep: str, fault: str, detail: str, now: datetime) -> None:
    """The calendar could not be read, or said something odd. What it said before still counts."""
    before = health_of(connection, rep)
    since = before.fault_since if before and before.fault == fault else now
    _note(connection, Health(rep, before.read_at if before else None, fault, detail[:500], since))


def _note(connection: Connection, health: Health) -> None:
    if connection.execute(update(calendars).where(calendars.c.rep == health.rep).values(**vars(health))).rowcount == 0:
        connection.execute(insert(calendars).values(**vars(health)))


def health_of(connection: Connection, rep: str) -> Health | None:
    row = connection.execute(select(calendars).where(calendars.c.rep == rep)).mappings().first()
    return Health(**row) if row else None
