"""Visitors who ask for a person now, and the reps who join them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from qualification.storage.tables import rings


@dataclass(frozen=True)
class Ring:
    """A visitor who waits for a person since `at`; `rep` is who joined them, if anybody."""

    lead_id: str
    at: datetime
    rep: str | None = None
    joined_at: datetime | None = None


def ring(connection: Connection, lead_id: str, now: datetime) -> None:
    """A visitor asks for a person. Whoever rings again waits since the first time."""
    if of(connection, lead_id) is None:
        connection.execute(insert(rings).values(lead_id=lead_id, at=now))


def of(connection: Connection, lead_id: str) -> Ring | None:
    row = connection.execute(select(rings).where(rings.c.lead_id == lead_id)).mappings().first()
    return Ring(**row) if row else None


def waiting(connection: Connection) -> list[Ring]:
    """Who waits or is being talked to, longest first."""
    return [Ring(**row) for row in connection.execute(select(rings).order_by(rings.c.at, rings.c.lead_id)).mappings()]


def join(connection: Connection, lead_id: str, rep: str, now: datetime) -> bool:
    """The rep joins the talk; False when somebody else has."""
    if of(connection, lead_id) is None:
        connection.execute(insert(rings).values(lead_id=lead_id, at=now))
    free = (rings.c.rep.is_(None)) | (rings.c.rep == rep)
    return connection.execute(update(rings).where(rings.c.lead_id == lead_id, free).values(rep=rep, joined_at=now)).rowcount == 1


def leave(connection: Connection, lead_id: str) -> None:
    """The talk is the assistant's again."""
    connection.execute(delete(rings).where(rings.c.lead_id == lead_id))
