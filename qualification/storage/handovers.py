"""Visitors who wait for a person, and those a person talks with: a row from the call until it is settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from qualification.storage.tables import handovers


@dataclass(frozen=True)
class Handover:
    """A visitor who asked for a person at `since`; `rep` is who talks with them, from `taken_at` on, None while they wait."""

    lead_id: str
    since: datetime
    rep: str | None = None
    taken_at: datetime | None = None


def _handover(row: RowMapping) -> Handover:
    return Handover(row["lead_id"], row["since"], row["rep"], row["taken_at"])


def call(connection: Connection, lead_id: str, now: datetime) -> None:
    """Puts a visitor on the waiting list; who waits already keeps their place."""
    if find(connection, lead_id) is None:
        connection.execute(insert(handovers).values(lead_id=lead_id, since=now))


def find(connection: Connection, lead_id: str) -> Handover | None:
    row = connection.execute(select(handovers).where(handovers.c.lead_id == lead_id)).mappings().first()
    return _handover(row) if row else None


def all_of(connection: Connection) -> list[Handover]:
    """Everybody who waits or is talked with, who came first before the others."""
    return [_handover(row) for row in connection.execute(select(handovers).order_by(handovers.c.since, handovers.c.lead_id)).mappings()]


def count_waiting(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(handovers).where(handovers.c.rep.is_(None))) or 0


def take(connection: Connection, lead_id: str, rep: str, now: datetime) -> bool:
    """Gives a waiting visitor to a rep; False when nobody waits under that id (any more)."""
    waiting = update(handovers).where(handovers.c.lead_id == lead_id, handovers.c.rep.is_(None))
    return connection.execute(waiting.values(rep=rep, taken_at=now)).rowcount == 1


def is_with(connection: Connection, lead_id: str, rep: str) -> bool:
    """Whether that rep talks with the visitor; nobody else changes it before the transaction ends."""
    mine = select(handovers.c.lead_id).where(handovers.c.lead_id == lead_id, handovers.c.rep == rep)
    return connection.execute(mine.with_for_update()).first() is not None


def settle(connection: Connection, lead_id: str, rep: str | None) -> bool:
    """Takes a visitor off the list who is with that rep, or waits (None); False when that is not so (any more)."""
    its = handovers.c.rep.is_(None) if rep is None else handovers.c.rep == rep
    return connection.execute(delete(handovers).where(handovers.c.lead_id == lead_id, its)).rowcount == 1
