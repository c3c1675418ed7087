"""Leads, their history, what they did and what they agreed to."""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, and_, bindparam, delete, func, insert, or_, select, update

from qualification.facts import Act
from qualification.history import Change
from qualification.identity import domain_of, folded_email
from qualification.lead import Consent, Lead, Stage
from qualification.storage import tables

_DOCUMENT: TypeAdapter[Lead] = TypeAdapter(Lead)


class Conflict(Exception):
    """Somebody else changed the same lead in between; the turn has to be thought again."""


@dataclass(frozen=True)
class Stored:
    """A lead and the version it was read at."""

    lead: Lead
    version: int


def folded(text: str) -> str:
    """Lower case without accents, so that "Éloïse" is found by "eloise"."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _assessed(lead: Lead) -> dict[str, Any]:
    """The columns that change when a lead is scored anew and moved."""
    return {
        "document": _DOCUMENT.dump_json(lead).decode(),
        "stage": lead.stage,
        "wakes_at": lead.set_back.until if lead.set_back else None,
    }


def _columns(lead: Lead) -> dict[str, Any]:
    searched = (lead.name, lead.email, lead.phone, lead.company, lead.job_title, lead.need.text)
    return {
        **_assessed(lead),
        "source": lead.source.utm_source or lead.source.kind,
        "source_kind": lead.source.kind,
        "email": folded_email(lead.email),
        "phone": lead.phone,
        "domain": domain_of(lead.email, lead.website),
        "merged_into": lead.merged_into,
        "search": folded("\n".join(part for part in searched if part)),
        "created_at": lead.created_at,
        "updated_at": lead.updated_at,
    }


def _stored(row: RowMapping) -> Stored:
    return Stored(_DOCUMENT.validate_json(row["document"]), row["version"])


def add(connection: Connection, lead: Lead) -> None:
    connection.execute(insert(tables.leads).values(id=lead.id, version=1, **_columns(lead)))


def find(connection: Connection, lead_id: str, *, to_write: bool = False) -> Stored | None:
    """The lead of that id, or None when there is none (any more). With `to_write` nobody else changes it before the transaction ends."""
    query = select(tables.leads).where(tables.leads.c.id == lead_id)
    row = connection.execute(query.with_for_update() if to_write else query).mappings().first()
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


def erase(connection: Connection, lead_id: str, *, alone: bool = False) -> bool:
    """Removes the lead, unless `alone` every lead it is merged with, and all that hangs on them; False when there was none."""
    ids = [lead_id] if alone else person(connection, lead_id) or [lead_id]
    connection.execute(delete(tables.tracker_events).where(tables.tracker_events.c.conversation.in_(ids)))
    return connection.execute(delete(tables.leads).where(tables.leads.c.id.in_(ids))).rowcount > 0


def person(connection: Connection, lead_id: str) -> list[str]:
    """The ids of all leads that are the same person: the one that stands for them first, then those merged into it. Empty when there is none."""
    leads = tables.leads.c
    row = connection.execute(select(leads.id, leads.merged_into).where(leads.id == lead_id)).first()
    if row is None:
        return []
    root = row.merged_into or row.id
    return [root, *connection.scalars(select(leads.id).where(leads.merged_into == root).order_by(leads.created_at, leads.id))]


def sharing(connection: Connection, lead: Lead) -> list[Lead]:
    """The leads that share this one's address or phone number, oldest first, those that were merged too."""
    leads = tables.leads.c
    same = [column == value for column, value in ((leads.email, folded_email(lead.email)), (leads.phone, lead.phone)) if value]
    if not same:
        return []
    query = select(tables.leads).where(or_(*same), leads.id != lead.id).order_by(leads.created_at, leads.id)
    return [_stored(row).lead for row in connection.execute(query).mappings()]


def colleagues(connection: Connection, lead: Lead, limit: int = 20) -> list[str]:
    """The ids of others of the same company, by its domain, newest first."""
    domain = domain_of(lead.email, lead.website)
    if domain is None:
        return []
    leads = tables.leads.c
    query = (
        select(leads.id).where(leads.domain == domain, leads.id != lead.id, leads.merged_into.is_(None)).order_by(leads.created_at.desc(), leads.id)
    )
    return list(connection.scalars(query.limit(limit)))


def to_wake(connection: Connection, now: datetime, limit: int = 100) -> list[str]:
    """The ids of leads that asked to wait until a time that has come."""
    leads = tables.leads.c
    return list(
        connection.scalars(select(leads.id).where(leads.wakes_at <= now, leads.merged_into.is_(None)).order_by(leads.wakes_at, leads.id).limit(limit))
    )


def unheard_since(connection: Connection, stage: Stage, before: datetime, limit: int = 100) -> list[str]:
    """The ids of leads of that stage of whom nothing was heard since `before`, longest first."""
    leads = tables.leads.c
    query = select(leads.id).where(leads.stage == stage, leads.updated_at < before, leads.merged_into.is_(None))
    return list(connection.scalars(query.order_by(leads.updated_at, leads.id).limit(limit)))


def batches(connection: Connection, size: int = 500, after: str = "", *, to_write: bool = False) -> list[Stored]:
    """Up to `size` leads in the order of their ids, from the first one after `after`: reading all a batch at a time holds no more in memory.

    With `to_write` nobody else changes them before the transaction ends.
    """
    leads = tables.leads.c
    query = select(leads.document, leads.version).where(leads.id > after).order_by(leads.id).limit(size)
    rows = connection.execute(query.with_for_update() if to_write else query)
    return [Stored(_DOCUMENT.validate_json(document), version) for document, version in rows]


def save_scores(connection: Connection, changed: Iterable[Stored]) -> None:
    """Writes the score and the stage of leads that this transaction read `to_write`, each at the version it was read at.

    Who a lead is and what it said is as it was, so the columns by which leads are searched are left alone.
    """
    leads = tables.leads.c
    rows = [{"this_id": one.lead.id, "version": one.version + 1, **_assessed(one.lead)} for one in changed]
    if rows:
        connection.execute(update(tables.leads).where(leads.id == bindparam("this_id")), rows)


def acts_of_many(connection: Connection, lead_ids: Iterable[str]) -> dict[str, list[Act]]:
    """What each of these leads did on the site, also as those that are merged into it, oldest first."""
    table, leads = tables.acts.c, tables.leads.c
    found: dict[str, list[Act]] = {lead_id: [] for lead_id in lead_ids}
    ids = list(found)
    stands_for = {row.id: row.merged_into for row in connection.execute(select(leads.id, leads.merged_into).where(leads.merged_into.in_(ids)))}
    query = select(table.lead_id, table.type, table.at, table.page, table.seconds).where(table.lead_id.in_([*ids, *stands_for])).order_by(table.id)
    for lead_id, kind, at, page, seconds in connection.execute(query).all():
        act = Act(kind, at, page, seconds)
        if lead_id in found:
            found[lead_id].append(act)
        if lead_id in stands_for:
            found[stands_for[lead_id]].append(act)
    return found


def count(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(tables.leads)) or 0


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
    """Leads that fit all filters. `source` is a utm_source or a kind of source; `q` is looked for in names, addresses and words.

    Each person is listed once; but where one came from is told of every visit, so with a source those that were merged are listed too.
    Raises BadCursor.
    """
    leads = tables.leads.c
    query = select(tables.leads).order_by(leads.created_at.desc(), leads.id.desc()).limit(limit + 1)
    if not source:
        query = query.where(leads.merged_into.is_(None))
    if stage:
        query = query.where(leads.stage == stage)
    if source:
        query = query.where(or_(leads.source == source, leads.source_kind == source))
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
    record_many(connection, [(lead_id, change) for change in changes])


def record_many(connection: Connection, changes: Iterable[tuple[str, Change]]) -> None:
    """Adds lines to the histories of several leads."""
    rows = [{"lead_id": lead_id, **vars(change)} for lead_id, change in changes]
    if rows:
        connection.execute(insert(tables.history), rows)


def history(connection: Connection, lead_id: str) -> list[Change]:
    """The lead's history, oldest first."""
    table = tables.history
    rows = connection.execute(select(table).where(table.c.lead_id == lead_id).order_by(table.c.id)).mappings()
    return [Change(**{name: row[name] for name in Change.__dataclass_fields__}) for row in rows]


def forget_lines(connection: Connection, lead_id: str, lines: Iterable[Change]) -> None:
    """Takes facts out of the lead's history that came to it from these lines of another's."""
    table = tables.history
    for line in lines:
        same = (table.c.lead_id == lead_id, table.c.kind == "fact", table.c.name == line.name, table.c.at == line.at)
        connection.execute(delete(table).where(*same))


def note_act(connection: Connection, lead_id: str, act: Act) -> None:
    connection.execute(insert(tables.acts).values(lead_id=lead_id, type=act.type, page=act.page, seconds=act.seconds, at=act.at))


def acts(connection: Connection, lead_id: str) -> tuple[Act, ...]:
    """What the lead did on the site, also as those that are merged into it, oldest first."""
    return tuple(acts_of_many(connection, [lead_id])[lead_id])


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


def consents_of(connection: Connection, lead_ids: Iterable[str]) -> dict[str, Consent]:
    """What each of these leads agreed to at last; nothing for those that were never asked."""
    table = tables.consents.c
    query = select(table.lead_id, table.tracking, table.marketing, table.at, table.text_version).where(table.lead_id.in_(list(lead_ids)))
    found = {lead_id: Consent() for lead_id in lead_ids}
    for lead_id, tracking, marketing, at, version in connection.execute(query.order_by(table.id)):
        found[lead_id] = Consent(tracking, marketing, at, version)
    return found


def as_json(value: Any) -> Any:
    """A value of the thinking ring as JSON knows it, for the history."""
    adapter: TypeAdapter[Any] = TypeAdapter(type(value)) if not isinstance(value, Mapping) else TypeAdapter(dict)
    return adapter.dump_python(value, mode="json")
