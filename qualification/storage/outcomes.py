"""What sales said of each lead, with what was known before and the rules that had proposed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from qualification.storage.tables import outcomes

Verdict = Literal["accepted", "rejected", "won", "lost"]


@dataclass(frozen=True)
class Outcome:
    """One verdict of sales."""

    lead_id: str
    at: datetime
    verdict: Verdict
    reason: str | None
    """One of the site's reasons, for a rejected or lost lead."""
    who: str
    source: str
    rules_version: str
    rules: tuple[str, ...]
    """The rules that gave points when the lead was proposed."""
    facts: Mapping[str, Any]
    """What rules could see of the lead just before, as JSON knows it."""


def add(connection: Connection, outcome: Outcome) -> None:
    connection.execute(insert(outcomes).values(**{**vars(outcome), "rules": list(outcome.rules), "facts": dict(outcome.facts)}))


def _outcome(row: Mapping[Any, Any]) -> Outcome:
    values = {name: row[name] for name in Outcome.__dataclass_fields__}
    return Outcome(**{**values, "rules": tuple(values["rules"])})


def all_of(connection: Connection) -> list[Outcome]:
    """Every verdict, oldest first."""
    return [_outcome(row) for row in connection.execute(select(outcomes).order_by(outcomes.c.id)).mappings()]


def of_lead(connection: Connection, lead_id: str) -> list[Outcome]:
    """The verdicts on one lead, oldest first."""
    query = select(outcomes).where(outcomes.c.lead_id == lead_id).order_by(outcomes.c.id)
    return [_outcome(row) for row in connection.execute(query).mappings()]
