"""Scoring all leads anew, a batch at a time: after a change of rules, and as time passes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from qualification.facts import Act
from qualification.site import Site
from qualification.storage import leads, rules
from qualification.storage.database import Database
from qualification.storage.leads import Stored
from qualification.usecases.turn import Turn

BATCH = 500
Progress = Callable[[int], None]
"""Told how many leads are done with, again and again."""


def nobody_looks(done: int) -> None:
    """For those who do not show how far they are."""


@dataclass(frozen=True)
class Rescored:
    """How many leads were looked at, and what became of them."""

    leads: int = 0
    changed_score: int = 0
    changed_stage: int = 0


def everyone(database: Database, size: int = BATCH) -> Iterator[tuple[list[Stored], dict[str, list[Act]]]]:
    """All leads with what they did, in batches that hold no more than `size` in memory."""
    after = ""
    while True:
        with database.reading() as connection:
            batch = leads.batches(connection, size, after)
            done = leads.acts_of_many(connection, [one.lead.id for one in batch])
        if not batch:
            return
        yield batch, done
        after = batch[-1].lead.id


@contextmanager
def _no_looking_for_cycles() -> Iterator[None]:
    """Nothing here holds itself, and looking through millions of acts for what does takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def rescore_all(database: Database, site: Site, now: datetime, progress: Progress = nobody_looks) -> Rescored:
    """Scores every lead by the rules in force and moves it where they have it, each batch in one transaction. Nobody's `updated_at` is touched."""
    looked = scores = stages = 0
    after = ""
    with _no_looking_for_cycles():
        while True:
            with database.writing() as connection:
                here = rules.with_rules(site, connection)
                batch = leads.batches(connection, BATCH, after, to_write=True)
                if not batch:
                    return Rescored(looked, scores, stages)
                done = leads.acts_of_many(connection, [one.lead.id for one in batch])
                changed = []
                for stored in batch:
                    turn = Turn(database, here, stored, now, acts=tuple(done[stored.lead.id]))
                    turn.assess()
                    if turn.lead == turn.before:
                        continue
                    changed.append(turn)
                    scores += turn.lead.score.total != turn.before.score.total
                    stages += turn.lead.stage != turn.before.stage
                leads.save_scores(connection, [Stored(turn.lead, turn.version) for turn in changed])
                leads.record_many(connection, [(turn.lead.id, change) for turn in changed for change in turn.changes])
            looked += len(batch)
            after = batch[-1].lead.id
            progress(looked)
