"""Leads bought or brought from elsewhere: looked at first, then taken in; the same row is taken in once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from qualification.bant import Budget
from qualification.importing import Candidate, Importer
from qualification.lead import ANSWERED, Answer, Interview, Lead, Source
from qualification.site import Site
from qualification.storage import imported, leads
from qualification.storage.database import Database
from qualification.storage.leads import Stored, as_json
from qualification.tabling import Table
from qualification.usecases.rescoring import Progress, nobody_looks
from qualification.usecases.turn import Turn

BATCH = 100
"""Rows a transaction: a visitor does not wait for long behind one, and what is in when a process dies is in."""


@dataclass(frozen=True)
class Looked:
    """What a file holds: rows to take in, rows that are in already or twice in the file, and bad rows with why."""

    good: tuple[Candidate, ...]
    known: int
    bad: tuple[Candidate, ...]


def look(database: Database, table: Table, importer: Importer) -> Looked:
    """Reads all rows and changes nothing."""
    read = [importer.read(row) for row in table.rows]
    with database.reading() as connection:
        there = imported.known(connection, [one.key for one in read])
    good: list[Candidate] = []
    bad: list[Candidate] = []
    known = 0
    for one in read:
        if one.key in there:
            known += 1
            continue
        (bad if one.problems else good).append(one)
        there.add(one.key)
    return Looked(tuple(good), known, tuple(bad))


@dataclass(frozen=True)
class Imported:
    """How many rows became leads, and how many of them were people we knew."""

    added: int
    recognised: int


def _lead(candidate: Candidate, source: Source, now: datetime) -> Lead:
    return Lead(id=str(uuid4()), created_at=now, updated_at=now, language=candidate.language, source=source, interview=Interview(), told_at={})


def _take_in(turn: Turn, candidate: Candidate, site: Site) -> None:
    """Notes every fact of the row, as one that was told would be."""
    for name, value, words in candidate.facts:
        if isinstance(value, Budget) and value.currency is None:
            value = replace(value, currency="EUR" if candidate.language == "fr" else site.default_currency)
        turn.note("fact", name, None, as_json(value), words, "import")
        kept = Answer("answered", value, words) if name in ANSWERED else value
        turn.lead = replace(turn.lead, **{ANSWERED.get(name, name): kept})  # type: ignore[arg-type]
    turn.assess()


def _batches(rows: Sequence[Candidate]) -> Iterator[Sequence[Candidate]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def take_in_all(
    database: Database, site: Site, rows: Sequence[Candidate], source: Source, now: datetime, progress: Progress = nobody_looks
) -> Imported:
    """Makes a lead of every row, scored by the rules in force and without any consent; people we know are recognised and merged.

    A hundred rows are one transaction. Whoever was stopped in between goes on by doing it again: what is in is known.
    """
    batch_id = str(uuid4())
    added = recognised = 0
    for batch in _batches(rows):
        with database.writing() as connection:
            there = imported.known(connection, [one.key for one in batch])
            for candidate in batch:
                if candidate.key in there:
                    continue
                lead = _lead(candidate, source, now)
                leads.add(connection, lead)
                turn = Turn(database, site, Stored(lead, 1), now)
                _take_in(turn, candidate, site)
                turn.commit(connection, None, [])
                imported.remember(connection, candidate.key, lead.id, batch_id, now)
                added += 1
                recognised += turn.lead.merged_into is not None
        progress(added)
    return Imported(added, recognised)
