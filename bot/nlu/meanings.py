"""What sentences are like: who decides, what is wanted. A linear classifier for each attribute, beside the one for intents.

Designers write the examples in data/nlu, each block with the value it means: `metadata: {authority: influencer}`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from bot.nlu.features import Counts, Floats, Linear, encoded
from bot.nlu.stretches import StretchModel
from qualification.reading.language import recognise
from qualification.reading.need import TopicWords
from qualification.reading.signs import NOTHING, Likened, signs_of
from qualification.reading.stretches import Told
from qualification.reading.utterance import Utterance

LIKENED: tuple[Likened, ...] = get_args(Likened)
ENCODER_WEIGHT = 2.0
"""How much the encoder counts beside n-grams and signs; chosen with C by cross-validation on the examples."""
ONE_OF = 4
"""Of the examples that tell nothing because they do something else, one of so many is learned from: there are thousands."""
TELL_ALL = frozenset({"inform", "correct"})
"""Intents whose examples may tell any attribute; without a value they teach nothing of it."""
MEANT: Mapping[Likened, Mapping[str, str]] = {"authority": {"student": "none", "job_search": "none"}}
"""What whole intents mean (contract, `authority.role`)."""
UNTOLD: Mapping[Likened, frozenset[str]] = {
    "authority": frozenset({"ask_content", "support_request", "supplier_pitch", "competitor", "out_of_scope", "do_not_know"}),
    "need": frozenset({
        "ask_product", "ask_price", "ask_capabilities", "ask_integrations", "ask_setup_time", "ask_trial", "ask_content", "ask_references",
        "ask_meeting", "out_of_scope", "support_request", "supplier_pitch", "competitor", "student", "complain",
    }),
}  # fmt: skip
"""Intents whose examples may tell the attribute in passing; they teach nothing of it either way."""


def value_of(attribute: Likened, intent: str, metadata: Mapping[str, Any]) -> str | None:
    """What an example means for the attribute; None when it may not be learned from."""
    if attribute in metadata:
        return None if metadata[attribute] is None else str(metadata[attribute])
    if intent in MEANT.get(attribute, {}):
        return MEANT[attribute][intent]
    if metadata:
        return NOTHING  # written to tell another attribute
    return None if intent in TELL_ALL or intent in UNTOLD[attribute] else NOTHING


@dataclass(frozen=True)
class Examples:
    """What is learned from: `metadata` holds what an example means, if it was written to mean something; `vectors` are the encoder's."""

    texts: Sequence[str]
    vectors: Floats
    intents: Sequence[str]
    metadata: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Likeness:
    """A trained classifier for one attribute. Its columns are the counts, then the signs, then the encoder's vector."""

    signs: Mapping[str, int]
    model: Linear


@dataclass(frozen=True)
class MeaningModel:
    """A classifier for each attribute, and one of stretches (`qualification.reading.meanings.Meanings`)."""

    counts: Counts
    by_attribute: Mapping[Likened, Likeness]
    stretches: StretchModel | None = None

    @classmethod
    def train(
        cls, counts: Counts, examples: Examples, topics: tuple[TopicWords, ...], stretches: StretchModel | None = None, *, c: float = 5.0
    ) -> MeaningModel:
        """A model of these examples; an attribute of which they tell fewer than two values is left out."""
        found = {attribute: _likeness(attribute, counts, examples, topics, c) for attribute in LIKENED}
        return cls(counts, {attribute: one for attribute, one in found.items() if one}, stretches)

    def tells(self, clues: frozenset[str]) -> Mapping[Told, float]:
        """How likely a stretch with these clues tells what; empty when nothing of the kind was learned."""
        return self.stretches.tells(clues) if self.stretches else {}

    def likeliest(self, attribute: Likened, sentence: str, signs: frozenset[str]) -> tuple[str, float]:
        """The likeliest value of the attribute in a sentence, or `NOTHING`, and how sure that is (0 to 1)."""
        likeness = self.by_attribute.get(attribute)
        if likeness is None:
            return NOTHING, 1.0
        columns, values = self.counts.row(sentence)
        seen = [self.counts.size + likeness.signs[sign] for sign in signs if sign in likeness.signs]
        columns = np.concatenate([columns, np.asarray(seen, dtype=columns.dtype)])
        values = np.concatenate([values, np.ones(len(seen), dtype=values.dtype)])
        shares = likeness.model.shares(columns, values, encoded(sentence) * ENCODER_WEIGHT)
        best = int(shares.argmax())
        return likeness.model.labels[best], float(shares[best])


def _likeness(attribute: Likened, counts: Counts, examples: Examples, topics: tuple[TopicWords, ...], c: float) -> Likeness | None:
    values = [value_of(attribute, intent, meant) for intent, meant in zip(examples.intents, examples.metadata, strict=True)]
    rows = [row for row, value in enumerate(values) if value is not None and (value != NOTHING or examples.metadata[row] or row % ONE_OF == 0)]
    wanted = [values[row] for row in rows]
    if len(set(wanted)) < 2:
        return None
    texts = [examples.texts[row] for row in rows]
    # What the grammar makes of an example does not depend on the day it is read on.
    seen = [signs_of(attribute, Utterance(text, recognise(text, "fr"), date.min), topics) for text in texts]
    signs = {sign: column for column, sign in enumerate(sorted(frozenset[str]().union(*seen)))}
    marks = np.zeros((len(rows), len(signs)), dtype=np.float32)
    for row, told in enumerate(seen):
        marks[row, [signs[sign] for sign in told]] = 1
    table = hstack([counts.table(texts), csr_matrix(marks), csr_matrix(examples.vectors[rows] * ENCODER_WEIGHT)]).tocsr()
    return Likeness(signs, Linear.of(LogisticRegression(C=c, max_iter=50, tol=2e-3).fit(table, wanted)))
