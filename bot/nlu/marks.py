"""Messages in which people marked everything that tells something, as Rasa writes entities.

`garage, [12 mécanos](company_size), [900 factures](other) par an, [150 max](budget), [c'est moi le patron](decision_maker)`
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from qualification.bant import Role
from qualification.reading.signs import NOTHING
from qualification.reading.stretches import sentences
from qualification.reading.utterance import Utterance

MARKED = "marked"
"""Says, as metadata of a block of examples, that everything in them that tells something was marked."""
ROLES = frozenset(get_args(Role))
TODAY = date(2026, 1, 15)
"""The day the messages are read on: what they tell does not depend on it."""


@dataclass(frozen=True)
class Mark:
    """The span of words that were marked, and with what."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Marked:
    """A message in which everything that tells something was marked."""

    text: str
    marks: Sequence[Mark]
    need: str | None = None
    """What is looked for (contract, `need.topic`), or `NOTHING`; None when nobody said which."""

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Each sentence and each mark of who decides, with what it tells of that: a role (contract, `authority.role`), or `NOTHING`."""
        for start, end in sentences(Utterance(self.text, "fr", TODAY)):
            told = {mark.label for mark in self.marks if mark.start < end and start < mark.end} & ROLES
            yield self.text[start:end], min(told, default=NOTHING)
        for mark in self.marks:
            if mark.label in ROLES:
                yield self.text[mark.start : mark.end], mark.label

    def of(self, start: int, end: int) -> str | None:
        """The mark on any of the words from `start` to `end` (excluded)."""
        return next((mark.label for mark in self.marks if mark.start < end and start < mark.end), None)
