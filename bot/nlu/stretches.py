"""What a stretch of words tells, learned from the messages in data/nlu/*/opening.yml, where people marked it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.nlu.features import Linear
from bot.nlu.marks import TODAY, Marked
from qualification.reading.language import recognise
from qualification.reading.stretches import READERS, Grammar, Stretch, Told, clues_to, stretches
from qualification.reading.utterance import Utterance

TOLD: tuple[Told, ...] = get_args(Told)


@dataclass(frozen=True)
class StretchModel:
    """A trained classifier of stretches, by their clues."""

    columns: Mapping[str, int]
    model: Linear

    @classmethod
    def train(cls, examples: Iterable[Marked], *, c: float = 1.0) -> StretchModel | None:
        """A model of these examples; None when they tell fewer than two kinds apart."""
        clues, told = [], []
        for example in examples:
            for seen, label in _stretches_of(example):
                clues.append(seen)
                told.append(label)
        if len(set(told)) < 2:
            return None
        columns = {clue: column for column, clue in enumerate(sorted(frozenset[str]().union(*clues)))}
        where = [[columns[clue] for clue in sorted(seen)] for seen in clues]
        ends = np.cumsum([0, *map(len, where)])
        table = csr_matrix((np.ones(ends[-1], dtype=np.float32), np.concatenate(where), ends), shape=(len(clues), len(columns)))
        return cls(columns, Linear.of(LogisticRegression(C=c, max_iter=200).fit(table, told)))

    def tells(self, clues: frozenset[str]) -> Mapping[Told, float]:
        """How likely a stretch with these clues tells what."""
        known = np.asarray([self.columns[clue] for clue in clues if clue in self.columns], dtype=np.int64)
        shares = self.model.shares(known, np.ones(len(known), dtype=np.float32))
        found = dict(zip(self.model.labels, map(float, shares), strict=True))
        return {told: found.get(told, 0.0) for told in TOLD}


def _label(stretch: Stretch, mark: str | None) -> Told:
    """What a mark says of a stretch: a time tells no amount, and whoever is alone has none."""
    fitting = {"time": ("timeline",), "number": ("company_size", "budget", "timeline"), "alone": ("company_size",)}[stretch.kind]
    return mark if mark in fitting else "other"  # type: ignore[return-value]


def _stretches_of(example: Marked) -> Iterable[tuple[frozenset[str], Told]]:
    message = Utterance(example.text, recognise(example.text, "fr"), TODAY)
    if len(message.raw) != len(example.text):
        return
    read = {attribute: reader(message, asked=False) for attribute, reader in READERS.items()}
    grammar = Grammar.of(message, read)
    for stretch in stretches(message):
        yield clues_to(message, stretch, grammar), _label(stretch, example.of(stretch.start, stretch.end))
