"""One turn of a talk: everything that follows from one message, thought in memory and committed as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from qualification.facts import Act
from qualification.history import Change, ChangeKind
from qualification.merging import facts_told, is_same_person, kept_fact, person_of, taken_over
from qualification.retelling import with_fact
from qualification.scoring import score
from qualification.site import Site
from qualification.stages import Fact, finding, higher, is_over, stage_after
from qualification.storage import conversations, leads, outbox, rules
from qualification.storage.conversations import Message
from qualification.storage.database import Database
from qualification.storage.leads import Stored
from qualification.storage.outbox import Effect
from qualification.usecases.announcing import stages_announced
from qualification.usecases.erasing import forget_visitor
from qualification.worth import NOTHING_MEASURED, Asked


class Turn:
    """The lead as it stands in this turn, and what has to be written when the turn is over.

    Use cases change `lead` and queue writes; nothing reaches the database before `commit`, except that a
    held time is held at once. A turn that fails has done nothing.
    """

    def __init__(self, database: Database, site: Site, stored: Stored, now: datetime, *, acts: tuple[Act, ...] = (), base_url: str = "") -> None:
        self.measured: Mapping[str, Asked] = NOTHING_MEASURED
        """How each question fared so far."""
        self.database = database
        self.site = site
        self.before = stored.lead
        self.version = stored.version
        self.lead = stored.lead
        self.now = now
        self.acts = acts if stored.lead.counts_acts else ()
        self.base_url = base_url
        self.erased = False
        self.is_heard = True
        """Whether this turn is a sign of life; time passing is none."""
        self.failure: Exception | None = None
        self.changes: list[Change] = []
        self.said: list[Message] = []
        """What is said to the visitor beside the answer of the turn: that a meeting was moved on its page, say."""
        self._noted = stored.lead.interview
        self._writes: list[Callable[[Connection], None]] = []
        self._effects: list[Effect] = []
        self._committed: list[Callable[[], None]] = []

    def note(self, kind: ChangeKind, name: str | None, before: Any, after: Any, because: str, who: str) -> None:
        """Adds a line to the lead's history; a fact that is noted is dated by it."""
        self.changes.append(Change(self.now, kind, name, before, after, because, who))
        if kind == "fact" and name is not None:
            self.lead = replace(self.lead, told_at={**self.lead.told_at, name: self.now})

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
        self.note_wishes("visitor")
        if self.lead.set_back is not None and is_over(self.lead.set_back, self.lead, self.now):
            self.take_up_again()
        found = score(self.lead, self.acts, self.site, self.now)
        if found.total != self.lead.score.total:
            self.note("score", None, self.lead.score.total, found.total, ", ".join([reason.rule for reason in found.reasons]) or "-", "rules")
        self.lead = replace(self.lead, score=found)
        self.move(*finding(self.lead, self.site), "rules")

    def note_wishes(self, who: str) -> None:
        """Keeps in the history what was asked for, or settled, since the turn began or this was last done."""
        for wish in ("wants_meeting", "wants_content"):
            before, after = getattr(self._noted, wish), getattr(self.lead.interview, wish)
            if before != after:
                self.note("fact", wish, before, after, "asked" if after else "settled", who)
        self._noted = self.lead.interview

    def move(self, fact: Fact, because: str, who: str) -> bool:
        """Moves the lead as the table of stages has it; False when it stays where it is. Raises Impossible."""
        before = self.lead.stage
        stage = stage_after(before, fact)
        if stage == before:
            return False
        self.note("stage", fact, before, stage, because, who)
        proposed_by = tuple(reason.rule for reason in self.lead.score.reasons if reason.points > 0) if stage == "sql" else self.lead.proposed_by
        self.lead = replace(self.lead, stage=stage, highest_stage=higher(stage, self.lead.highest_stage), proposed_by=proposed_by)
        return True

    def take_up_again(self) -> None:
        """What set the lead back is over: a lead that sales had goes back to sales, any other to where the rules see it."""
        back = self.lead.set_back
        if back is None:
            return
        self.lead = replace(self.lead, set_back=None)
        if back.by == "waits" and back.stage == "prospect" and self.lead.stage == "cold":
            self.move("returns", "the time it asked to wait is over", "rules")

    def commit(self, connection: Connection, answering: str | None, said: list[Message]) -> None:
        """Writes the turn: the lead, its history, what was said, effects. Raises Conflict when the lead moved on meanwhile."""
        if self.erased:
            for act in self._writes:
                act(connection)
            if left := forget_visitor(connection, self.lead, self.site, self.now, self.base_url):
                stored, anew = left
                person = self.of_person(connection, stored)
                person.lead = anew
                person.assess()
                person.commit(connection, None, [])
            return
        if answering is not None:
            if not conversations.mark_answered(connection, self.lead.id, answering):
                raise leads.Conflict(self.lead.id)
            if self.lead.set_back is not None and self.lead.set_back.by == "silent":
                # Whoever writes is silent no longer.
                self.take_up_again()
                self.assess()
        if not (self.lead.merged_into or self.lead.stands_for) and (self.lead.email, self.lead.phone) != (self.before.email, self.before.phone):
            recognise(connection, self)
        if self.lead != self.before:
            if self.is_heard:
                self.lead = replace(self.lead, updated_at=self.now)
            leads.save(connection, self.lead, self.version)
        leads.record(connection, self.lead.id, self.changes)
        if self.lead.merged_into is not None:
            pass_on(connection, self)
        conversations.add(connection, self.lead.id, [*said, *self.said])
        for act in self._writes:
            act(connection)
        outbox.add(connection, [*self._effects, *stages_announced(self.site, self.lead, self.changes, self.now)], self.now)

    def of_person(self, connection: Connection, stored: Stored) -> Turn:
        """A turn of the person whom the lead is one of, at the same moment, which is not heard of by itself."""
        person = Turn(self.database, self.site, stored, self.now, acts=leads.acts(connection, stored.lead.id))
        person.is_heard = False
        return person

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
        done = leads.acts(connection, lead_id)
        site = rules.with_rules(site, connection)
    return Turn(database, site, stored, now, acts=done, base_url=base_url)


def alone(turn: Turn) -> None:
    """Commits a turn that no message stands behind: an act through the API, a page or the workspace."""
    turn.assess()
    with turn.database.writing() as connection:
        turn.commit(connection, None, [])
    turn.committed()


def recognise(connection: Connection, turn: Turn) -> None:
    """Finds out that the turn's lead came before, by its address or phone number, and merges it with who that was.

    They become one person with an id of its own, for which no visitor has a token: who types somebody else's address learns nothing of them,
    and every talk goes on as it was.
    """
    others = [one for one in leads.sharing(connection, turn.lead) if is_same_person(one, turn.lead)]
    if not others:
        return
    first = others[0]
    if first.merged_into is None and not first.stands_for:
        found = leads.find(connection, first.id, to_write=True)
        assert found is not None
        person = person_of(first, str(uuid4()))
        leads.add(connection, person)
        leads.save(connection, replace(first, merged_into=person.id), found.version)
        leads.record(connection, person.id, [Change(turn.now, "merge", first.id, None, person.id, "the same address or phone number", "rules")])
        person_id = person.id
    else:
        person_id = first.merged_into or first.id
    turn.lead = replace(turn.lead, merged_into=person_id)
    turn.note("merge", turn.lead.id, None, person_id, "the same address or phone number", "rules")


def pass_on(connection: Connection, turn: Turn) -> None:
    """Tells the person what this turn learned of one of its leads; at the first time, everything that is known. Raises Conflict."""
    stored = leads.find(connection, turn.lead.merged_into or "", to_write=True)
    if stored is None:
        raise leads.Conflict(turn.lead.id)
    person = turn.of_person(connection, stored)
    person.is_heard = turn.is_heard
    is_new = turn.lead.id not in stored.lead.stands_for
    if is_new:
        person.changes += [change for change in turn.changes if change.kind == "merge"]
        person.lead = replace(person.lead, stands_for=(*person.lead.stands_for, turn.lead.id))
    for line in facts_told(turn.lead) if is_new else [change for change in turn.changes if change.kind == "fact"]:
        before = kept_fact(person.lead, line.name or "")
        if before != line.after:
            person.changes.append(replace(line, before=before))
            person.lead = with_fact(person.lead, line.name or "", line.after, line.because, line.at)
    consents = leads.consents_of(connection, person.lead.stands_for) | {turn.lead.id: turn.lead.consent}
    person.lead = taken_over(person.lead, turn.lead, list(consents.values()))
    if turn.lead.stage in ("prospect", "customer") and higher(turn.lead.stage, person.lead.stage) != person.lead.stage:
        person.move("won" if turn.lead.stage == "customer" else "met", "as one of its leads", "sales")
    person.assess()
    person.commit(connection, None, [])
