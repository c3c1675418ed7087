"""What a visitor does with a sentence: one linear classifier over n-grams and a sentence encoder, French and English together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from bot.nlu.features import Counts, Floats, Linear, encoded

ENCODER_WEIGHT = 0.7
"""How much the encoder counts beside the n-grams; chosen with C by cross-validation on the training data."""
SURE = 0.8
"""From this probability on, n-grams alone decide: by cross-validation on the examples the encoder adds 0.1 % there, and it costs most of the time."""


@dataclass(frozen=True)
class IntentModel:
    """A trained classifier. `sparse` knows n-grams only; `joint` knows the encoder's vectors too, in its last rows."""

    counts: Counts
    sparse: Linear
    joint: Linear

    @classmethod
    def train(
        cls, counts: Counts, texts: Sequence[str], vectors: Floats, intents: Sequence[str], *, sparse_c: float = 30.0, joint_c: float = 5.0
    ) -> IntentModel:
        """A model of these examples. Raises ValueError when there are fewer than two intents."""
        counted = counts.table(texts)
        # It decides only when it is sure, and is sure of the same sentences long before the last decimal.
        sparse = LogisticRegression(C=sparse_c, max_iter=30).fit(counted, intents)
        joint = LogisticRegression(C=joint_c, max_iter=60, tol=1e-3).fit(hstack([counted, csr_matrix(vectors * ENCODER_WEIGHT)]).tocsr(), intents)
        return cls(counts, Linear.of(sparse), Linear.of(joint))

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Every intent with its probability, likeliest first."""
        columns, values = self.counts.row(text)
        model, shares = self.sparse, self.sparse.shares(columns, values)
        if shares.max() < SURE:
            model, shares = self.joint, self.joint.shares(columns, values, encoded(text) * ENCODER_WEIGHT)
        return [(model.labels[index], float(shares[index])) for index in np.argsort(shares)[::-1]]
