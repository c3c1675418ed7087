"""One turn of a talk: everything that follows from one message, thought in memory and committed as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from qualification.lead import STAGES
from qualification.scoring import Act, score
from qualification.site import Site
from qualification.stages import standing
from qualification.storage import conversations, leads, outbox
from qualification.storage.conversations import Message
from qualification.storage.database import Database
from qualification.storage.leads import Change, Stored
from qualification.storage.outbox import Effect
from qualification.usecases.announcing import stages_announced
from qualification.usecases.erasing import forget


class Turn:
    """The lead as it stands in this turn, and what has to be written when the turn is over.

    Use cases change `lead` and queue writes; nothing reaches the database before `commit`, except that a
    held time is held at once. A turn that fails has done nothing.
    """

    def __init__(self, database: Database, site: Site, stored: Stored, now: datetime, *, acts: tuple[Act, ...] = (), base_url: str = "") -> None:
        self.database = database
        self.site = site
        self.before = stored.lead
        self.version = stored.version
        self.lead = stored.lead
        self.now = now
        self.acts = acts
        self.base_url = base_url
        self.erased = False
        self.failure: Exception | None = None
        self.changes: list[Change] = []
        self.said: list[Message] = []
        """What is said to the visitor beside the answer of the turn: that a meeting was moved on its page, say."""
        self._writes: list[Callable[[Connection], None]] = []
        self._effects: list[Effect] = []
        self._committed: list[Callable[[], None]] = []

    def note(self, kind: Any, name: str | None, before: Any, after: Any, because: str, who: Any) -> None:
        """Adds a line to the lead's history."""
        self.changes.append(Change(self.now, kind, name, before, after, because, who))

    def write(self, act: Callable[[Connection], None]) -> None:
        """Queues something to be written with the turn."""
        self._writes.append(act)

    def send(self, effect: Effect) -> None:
        """Queues an effect outside, which becomes a row of the outbox with the turn."""
        self._effects.append(effect)

    def when_committed(self, act: Callable[[], None]) -> None:
        """Queues something to be done once the turn is safely written."""
        self._committed.append(act)

    def assess(self) -> None:
        """Scores the lead anew and moves it to the stage its facts give it, keeping why."""
        lead = replace(self.lead, score=score(self.lead, self.acts, self.site))
        if lead.score.total != self.lead.score.total:
            self.note("score", None, self.lead.score.total, lead.score.total, ", ".join(reason.rule for reason in lead.score.reasons) or "-", "rules")
        found = standing(lead, self.site)
        if found.stage != lead.stage:
            self.note("stage", None, lead.stage, found.stage, found.because, "rules")
            highest = lead.highest_stage
            if found.stage != "disqualified" and STAGES.index(found.stage) > STAGES.index(highest):
                highest = found.stage
            lead = replace(lead, stage=found.stage, highest_stage=highest)
        self.lead = lead

    def commit(self, connection: Connection, answering: str | None, said: list[Message]) -> None:
        """Writes the turn: the lead, its history, what was said, effects. Raises Conflict when the lead moved on meanwhile."""
        if self.erased:
            for act in self._writes:
                act(connection)
            forget(connection, self.lead.id, self.site, self.now, self.base_url)
            return
        if answering is not None and not conversations.mark_answered(connection, self.lead.id, answering):
            raise leads.Conflict(self.lead.id)
        if self.lead != self.before:
            self.lead = replace(self.lead, updated_at=self.now)
            leads.save(connection, self.lead, self.version)
        leads.record(connection, self.lead.id, self.changes)
        conversations.add(connection, self.lead.id, [*said, *self.said])
        for act in self._writes:
            act(connection)
        outbox.add(connection, [*self._effects, *stages_announced(self.site, self.lead, self.changes, self.now)], self.now)

    def committed(self) -> None:
        """Tells those who wait for the commit."""
        for act in self._committed:
            act()


_current: ContextVar[Turn | None] = ContextVar("turn", default=None)


def current_turn() -> Turn | None:
    """The turn that is being thought in this context, or None outside one."""
    return _current.get()


@contextmanager
def thinking(turn: Turn) -> Iterator[Turn]:
    """Makes `turn` the current one for what runs inside."""
    token = _current.set(turn)
    try:
        yield turn
    finally:
        _current.reset(token)


def begin(database: Database, site: Site, lead_id: str, now: datetime, base_url: str = "") -> Turn | None:
    """A turn of that lead; None when there is no such lead (any more)."""
    with database.reading() as connection:
        stored = leads.find(connection, lead_id)
        if stored is None:
            return None
        done = leads.acts(connection, lead_id) if stored.lead.consent.tracking else ()
    return Turn(database, site, stored, now, acts=done, base_url=base_url)


def alone(turn: Turn) -> None:
    """Commits a turn that no message stands behind: an act through the API, a page or the workspace."""
    turn.assess()
    with turn.database.writing() as connection:
        turn.commit(connection, None, [])
    turn.committed()
