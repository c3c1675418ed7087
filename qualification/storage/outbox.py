"""Effects outside, as rows: written with the fact they follow, leased, delivered, marked after success."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, func, or_, select, update
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
    fault: str | None = None
    """Why it failed, in a word that the workspace has advice for."""


def _effect(row: RowMapping) -> Effect:
    return Effect(**{name: row[name] for name in Effect.__dataclass_fields__})


def add(connection: Connection, effects: Iterable[Effect], now: datetime) -> None:
    """Queues effects; one whose key is there already is not queued again."""
    dialect: Any = sqlite if connection.dialect.name == "sqlite" else postgresql
    for one in effects:
        row = {"key": one.key, "lead_id": one.lead_id, "kind": one.kind, "payload": dict(one.payload), "due_at": one.due_at or now, "attempts": 0}
        connection.execute(dialect.insert(outbox).values(**row).on_conflict_do_nothing(index_elements=["key"]))


def lease(connection: Connection, now: datetime, limit: int = 20, kinds: Collection[str] | None = None) -> list[Effect]:
    """Takes effects that are due, of these kinds or of any, for as long as a lease lasts; a worker that dies lets them go by then."""
    due = (
        select(outbox.c.id)
        .where(outbox.c.delivered_at.is_(None), outbox.c.given_up_at.is_(None), outbox.c.due_at <= now)
        .where(or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now))
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    if kinds is not None:
        due = due.where(outbox.c.kind.in_(kinds))
    ids = list(connection.scalars(due))
    if not ids:
        return []
    connection.execute(update(outbox).where(outbox.c.id.in_(ids)).values(leased_until=now + LEASE))
    rows = connection.execute(select(outbox).where(outbox.c.id.in_(ids)).order_by(outbox.c.id)).mappings()
    return [_effect(row) for row in rows]


def delivered(connection: Connection, effect_ids: Collection[int], now: datetime) -> None:
    """Marks effects as delivered, all at once: a commit costs more than a letter."""
    connection.execute(update(outbox).where(outbox.c.id.in_(effect_ids)).values(delivered_at=now, leased_until=None, error=None, fault=None))


def failed(connection: Connection, effect: Effect, error: str, now: datetime, *, for_good: bool = False, fault: str | None = None) -> bool:
    """Notes a failure and when to try again; True when the effect is given up."""
    attempts = effect.attempts + 1
    give_up = for_good or attempts > len(PAUSES)
    due = now if give_up else now + PAUSES[attempts - 1]
    connection.execute(
        update(outbox)
        .where(outbox.c.id == effect.id)
        .values(attempts=attempts, error=error[:2000], fault=fault, leased_until=None, due_at=due, given_up_at=now if give_up else None)
    )
    return give_up


def message_id_of(key: str) -> str:
    """The part before the @ of the Message-ID of a letter with this key."""
    return key.replace("/", ".")


def came_back(connection: Connection, message_id: str, error: str, now: datetime, *, fault: str) -> bool:
    """Notes that a letter which had been handed over did not arrive; False when there is none of this Message-ID."""
    written = connection.execute(
        update(outbox)
        .where(outbox.c.kind == "mail", func.replace(outbox.c.key, "/", ".") == message_id)
        .values(error=error[:2000], fault=fault, delivered_at=None, leased_until=None, given_up_at=now)
    )
    return written.rowcount > 0


State = Literal["waiting", "given_up", "delivered"]
"""An effect is one of these: still to be delivered, given up after too many failures, or delivered."""


def state_of(effect: Effect) -> State:
    return "delivered" if effect.delivered_at else "given_up" if effect.given_up_at else "waiting"


_IN_STATE: Mapping[State, ColumnElement[bool]] = {
    "waiting": and_(outbox.c.delivered_at.is_(None), outbox.c.given_up_at.is_(None)),
    "given_up": outbox.c.given_up_at.is_not(None),
    "delivered": outbox.c.delivered_at.is_not(None),
}


def listed(connection: Connection, limit: int = 100, *, state: State | None = None, kind: str | None = None) -> list[Effect]:
    """The latest effects, newest first; those of a state or kind only, when asked for."""
    query = select(outbox).order_by(outbox.c.id.desc()).limit(limit)
    if state:
        query = query.where(_IN_STATE[state])
    if kind:
        query = query.where(outbox.c.kind == kind)
    return [_effect(row) for row in connection.execute(query).mappings()]


def find(connection: Connection, effect_id: int) -> Effect | None:
    row = connection.execute(select(outbox).where(outbox.c.id == effect_id)).mappings().first()
    return _effect(row) if row else None


def by_key(connection: Connection, key: str) -> Effect | None:
    row = connection.execute(select(outbox).where(outbox.c.key == key)).mappings().first()
    return _effect(row) if row else None


def counts(connection: Connection, now: datetime) -> Mapping[str, int]:
    """How many wait, of these how many are due, and how many were given up or delivered."""
    found: dict[str, int] = {
        state: connection.scalar(select(func.count()).select_from(outbox).where(where)) or 0 for state, where in _IN_STATE.items()
    }
    due = select(func.count()).select_from(outbox).where(_IN_STATE["waiting"], outbox.c.due_at <= now)
    return {**found, "due": connection.scalar(due) or 0}


def retry(connection: Connection, effect_ids: Collection[int], now: datetime) -> int:
    """Has effects that are not delivered tried again at once, with all attempts before them; gives how many."""
    written = connection.execute(
        update(outbox)
        .where(outbox.c.id.in_(effect_ids), outbox.c.delivered_at.is_(None))
        .values(attempts=0, due_at=now, given_up_at=None, leased_until=None)
    )
    return written.rowcount


def drop(connection: Connection, effect_ids: Collection[int]) -> int:
    """Removes effects that are not delivered, so that they never will be; gives how many."""
    return connection.execute(delete(outbox).where(outbox.c.id.in_(effect_ids), outbox.c.delivered_at.is_(None))).rowcount
