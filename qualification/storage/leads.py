"""Leads, their history, what they did and what they agreed to."""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, and_, delete, insert, or_, select, update

from qualification.lead import Consent, Lead
from qualification.scoring import Act
from qualification.storage import tables

_DOCUMENT: TypeAdapter[Lead] = TypeAdapter(Lead)


class Conflict(Exception):
    """Somebody else changed the same lead in between; the turn has to be thought again."""


@dataclass(frozen=True)
class Stored:
    """A lead and the version it was read at."""

    lead: Lead
    version: int


@dataclass(frozen=True)
class Change:
    """One line of a lead's history: what changed, from what to what, why, and who did it."""

    at: datetime
    kind: Literal["stage", "score", "fact", "question", "consent", "meeting"]
    name: str | None
    before: Any
    after: Any
    because: str
    who: Literal["visitor", "rules", "assistant", "sales", "api"]


def folded(text: str) -> str:
    """Lower case without accents, so that "Éloïse" is found by "eloise"."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _columns(lead: Lead) -> dict[str, Any]:
    searched = (lead.name, lead.email, lead.phone, lead.company, lead.job_title, lead.need.text)
    return {
        "document": _DOCUMENT.dump_json(lead).decode(),
        "stage": lead.stage,
        "source": lead.source.utm_source or lead.source.kind,
        "search": folded("\n".join(part for part in searched if part)),
        "created_at": lead.created_at,
        "updated_at": lead.updated_at,
    }


def _stored(row: RowMapping) -> Stored:
    return Stored(_DOCUMENT.validate_json(row["document"]), row["version"])


def add(connection: Connection, lead: Lead) -> None:
    connection.execute(insert(tables.leads).values(id=lead.id, version=1, **_columns(lead)))


def find(connection: Connection, lead_id: str) -> Stored | None:
    """The lead of that id, or None when there is none (any more)."""
    row = connection.execute(select(tables.leads).where(tables.leads.c.id == lead_id)).mappings().first()
    return _stored(row) if row else None


def of_ids(connection: Connection, lead_ids: Iterable[str]) -> dict[str, Lead]:
    """The leads of those ids that are there."""
    rows = connection.execute(select(tables.leads).where(tables.leads.c.id.in_(list(lead_ids)))).mappings()
    return {row["id"]: _stored(row).lead for row in rows}


def save(connection: Connection, lead: Lead, version: int) -> None:
    """Writes a lead that was read at `version`. Raises Conflict when it was changed or erased since."""
    written = connection.execute(
        update(tables.leads).where(tables.leads.c.id == lead.id, tables.leads.c.version == version).values(version=version + 1, **_columns(lead))
    )
    if written.rowcount != 1:
        raise Conflict(lead.id)


def erase(connection: Connection, lead_id: str) -> bool:
    """Removes the lead and all that hangs on it; False when there was none."""
    connection.execute(delete(tables.tracker_events).where(tables.tracker_events.c.conversation == lead_id))
    return connection.execute(delete(tables.leads).where(tables.leads.c.id == lead_id)).rowcount == 1


@dataclass(frozen=True)
class Page:
    """A page of leads, newest first, and the cursor of the next one."""

    leads: tuple[Lead, ...]
    next: str | None


class BadCursor(ValueError):
    """A cursor that was not given out here."""


def _read_cursor(cursor: str) -> tuple[datetime, str]:
    try:
        at, lead_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None or not isinstance(lead_id, str) or not lead_id.isprintable():
            raise ValueError(cursor)
        return moment.astimezone(UTC), lead_id
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise BadCursor(cursor) from error


def listed(
    connection: Connection, *, stage: str | None = None, source: str | None = None, q: str | None = None, limit: int = 50, cursor: str | None = None
) -> Page:
    """Leads that fit all filters. `q` is looked for in names, addresses and words. Raises BadCursor."""
    leads = tables.leads.c
    query = select(tables.leads).order_by(leads.created_at.desc(), leads.id.desc()).limit(limit + 1)
    if stage:
        query = query.where(leads.stage == stage)
    if source:
        query = query.where(leads.source == source)
    if q:
        query = query.where(leads.search.contains(folded(q), autoescape=True))
    if cursor:
        at, lead_id = _read_cursor(cursor)
        query = query.where(or_(leads.created_at < at, and_(leads.created_at == at, leads.id < lead_id)))
    rows = connection.execute(query).mappings().all()
    more = None
    if len(rows) > limit:
        last = rows[limit - 1]
        more = base64.urlsafe_b64encode(json.dumps([last["created_at"].isoformat(), last["id"]]).encode()).decode()
    return Page(tuple(_stored(row).lead for row in rows[:limit]), more)


def record(connection: Connection, lead_id: str, changes: Iterable[Change]) -> None:
    """Adds lines to the lead's history."""
    rows = [{"lead_id": lead_id, **vars(change)} for change in changes]
    if rows:
        connection.execute(insert(tables.history), rows)


def history(connection: Connection, lead_id: str) -> list[Change]:
    """The lead's history, oldest first."""
    table = tables.history
    rows = connection.execute(select(table).where(table.c.lead_id == lead_id).order_by(table.c.id)).mappings()
    return [Change(**{name: row[name] for name in Change.__dataclass_fields__}) for row in rows]


def note_act(connection: Connection, lead_id: str, act: Act) -> None:
    connection.execute(insert(tables.acts).values(lead_id=lead_id, type=act.type, page=act.page, seconds=act.seconds, at=act.at))


def acts(connection: Connection, lead_id: str) -> tuple[Act, ...]:
    """What the lead did on the site, oldest first."""
    table = tables.acts
    rows = connection.execute(select(table).where(table.c.lead_id == lead_id).order_by(table.c.id)).mappings()
    return tuple(Act(row["type"], row["at"], row["page"], row["seconds"]) for row in rows)


def forget_acts(connection: Connection, lead_id: str) -> None:
    connection.execute(delete(tables.acts).where(tables.acts.c.lead_id == lead_id))


def note_consent(connection: Connection, lead_id: str, consent: Consent, text: str, language: str) -> None:
    """Keeps the exact text that was shown when consent was given or taken back."""
    connection.execute(
        insert(tables.consents).values(
            lead_id=lead_id,
            tracking=consent.tracking,
            marketing=consent.marketing,
            text=text,
            text_version=consent.text_version,
            language=language,
            at=consent.at,
        )
    )


def as_json(value: Any) -> Any:
    """A value of the thinking ring as JSON knows it, for the history."""
    adapter: TypeAdapter[Any] = TypeAdapter(type(value)) if not isinstance(value, Mapping) else TypeAdapter(dict)
    return adapter.dump_python(value, mode="json")
