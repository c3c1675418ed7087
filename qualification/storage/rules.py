"""The scoring rules that are and were in force, as written and as read. None is ever changed or deleted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Literal

from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, func, insert, select

from qualification.site import Scoring, Site
from qualification.storage.tables import rulesets

Origin = Literal["site file", "applied", "rolled back"]
_SCORING: TypeAdapter[Scoring] = TypeAdapter(Scoring)


@dataclass(frozen=True)
class Ruleset:
    """Rules, from `at` on until the next."""

    number: int
    version: str
    origin: Origin
    """From the site file at a start, by `vestibule rules apply`, or by `vestibule rules rollback`."""
    text: str
    """As they were written, with their comments."""
    at: datetime
    who: str
    scoring: Scoring

    @property
    def name(self) -> str:
        """How people call them: "3 (84fea45a)"."""
        return f"{self.number} ({self.version})"


@lru_cache(maxsize=16)
def _read(document: str) -> Scoring:
    return _SCORING.validate_json(document)


def _ruleset(row: RowMapping) -> Ruleset:
    return Ruleset(row["number"], row["version"], row["origin"], row["text"], row["at"], row["who"], _read(row["document"]))


def add(connection: Connection, scoring: Scoring, text: str, origin: Origin, at: datetime, who: str) -> Ruleset:
    """Puts rules in force, under the next number."""
    number = (connection.scalar(select(func.max(rulesets.c.number))) or 0) + 1
    row = {
        "number": number,
        "version": scoring.version,
        "origin": origin,
        "text": text,
        "document": _SCORING.dump_json(scoring).decode(),
        "at": at,
        "who": who,
    }
    connection.execute(insert(rulesets).values(**row))
    return Ruleset(number, scoring.version, origin, text, at, who, scoring)


def in_force(connection: Connection, at: datetime | None = None) -> Ruleset | None:
    """The rules in force now, or at a moment; the first ones for a moment before there were any; None while none were ever kept."""
    query = select(rulesets).order_by(rulesets.c.number.desc()).limit(1)
    row = connection.execute(query.where(rulesets.c.at <= at) if at else query).mappings().first()
    if row is None and at is not None:
        row = connection.execute(select(rulesets).order_by(rulesets.c.number).limit(1)).mappings().first()
    return _ruleset(row) if row else None


def latest_of_the_site_file(connection: Connection) -> Ruleset | None:
    """The rules that the site file held when it was last looked at."""
    query = select(rulesets).where(rulesets.c.origin == "site file").order_by(rulesets.c.number.desc()).limit(1)
    row = connection.execute(query).mappings().first()
    return _ruleset(row) if row else None


def find(connection: Connection, number: int) -> Ruleset | None:
    row = connection.execute(select(rulesets).where(rulesets.c.number == number)).mappings().first()
    return _ruleset(row) if row else None


def history(connection: Connection) -> list[Ruleset]:
    """All rules there were, oldest first."""
    return [_ruleset(row) for row in connection.execute(select(rulesets).order_by(rulesets.c.number)).mappings()]


def with_rules(site: Site, connection: Connection, at: datetime | None = None) -> Site:
    """The site with the rules that are in force, or were at a moment; as its file has them while none were kept."""
    found = in_force(connection, at)
    return site if found is None or found.version == site.scoring.version else replace(site, scoring=found.scoring)
