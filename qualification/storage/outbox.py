"""Effects outside, as rows: written with the fact they follow, leased, delivered, marked after success."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from qualification.storage.tables import outbox

LEASE = timedelta(minutes=2)
PAUSES = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""How long to wait after each failure; after the last the effect is given up, loudly."""


@dataclass(frozen=True)
class Effect:
    """Something to do outside. `key` is what the far side drops doubles by."""

    key: str
    kind: str
    payload: Mapping[str, Any]
    lead_id: str | None = None
    due_at: datetime | None = None
    id: int = 0
    attempts: int = 0
    error: str | None = None
    delivered_at: datetime | None = None
    given_up_at: datetime | None = None


def _effect(row: RowMapping) -> Effect:
    return Effect(**{name: row[name] for name in Effect.__dataclass_fields__})


def add(connection: Connection, effects: Iterable[Effect], now: datetime) -> None:
    """Queues effects; one whose key is there already is not queued again."""
    dialect: Any = sqlite if connection.dialect.name == "sqlite" else postgresql
    for one in effects:
        row = {"key": one.key, "lead_id": one.lead_id, "kind": one.kind, "payload": dict(one.payload), "due_at": one.due_at or now, "attempts": 0}
        connection.execute(dialect.insert(outbox).values(**row).on_conflict_do_nothing(index_elements=["key"]))


def lease(connection: Connection, now: datetime, limit: int = 20) -> list[Effect]:
    """Takes effects that are due, for as long as a lease lasts; a worker that dies lets them go by then."""
    due = (
        select(outbox.c.id)
        .where(outbox.c.delivered_at.is_(None), outbox.c.given_up_at.is_(None), outbox.c.due_at <= now)
        .where(or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now))
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = list(connection.scalars(due))
    if not ids:
        return []
    connection.execute(update(outbox).where(outbox.c.id.in_(ids)).values(leased_until=now + LEASE))
    rows = connection.execute(select(outbox).where(outbox.c.id.in_(ids)).order_by(outbox.c.id)).mappings()
    return [_effect(row) for row in rows]


def delivered(connection: Connection, effect_id: int, now: datetime) -> None:
    connection.execute(update(outbox).where(outbox.c.id == effect_id).values(delivered_at=now, leased_until=None, error=None))


def failed(connection: Connection, effect: Effect, error: str, now: datetime, *, for_good: bool = False) -> bool:
    """Notes a failure and when to try again; True when the effect is given up."""
    attempts = effect.attempts + 1
    give_up = for_good or attempts > len(PAUSES)
    due = now if give_up else now + PAUSES[attempts - 1]
    connection.execute(
        update(outbox)
        .where(outbox.c.id == effect.id)
        .values(attempts=attempts, error=error[:2000], leased_until=None, due_at=due, given_up_at=now if give_up else None)
    )
    return give_up


def listed(connection: Connection, limit: int = 100) -> list[Effect]:
    """The latest effects, newest first."""
    return [_effect(row) for row in connection.execute(select(outbox).order_by(outbox.c.id.desc()).limit(limit)).mappings()]
