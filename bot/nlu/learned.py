"""All that is learned from the examples in data/nlu: what visitors do, and what their words are like."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.nlu.features import Counts, encode
from bot.nlu.intents import IntentModel
from bot.nlu.meanings import Examples, MeaningModel
from qualification.reading.need import TopicWords

MODEL_FILE = "understanding.joblib"
"""The name of what is learned, inside a trained model."""


@dataclass(frozen=True)
class Learned:
    """All that is learned from the examples."""

    intents: IntentModel
    meanings: MeaningModel
    seconds: float
    """Processor time that learning took."""

    @classmethod
    def of(
        cls,
        texts: Sequence[str],
        intents: Sequence[str],
        metadata: Sequence[Mapping[str, Any]],
        topics: tuple[TopicWords, ...],
        config: Mapping[str, float],
    ) -> Learned:
        """A model of these examples, each counted and encoded once.

        Examples that were written to mean something teach that alone: among them, every intent would look like `inform`.
        """
        began = time.process_time()
        counts, vectors = Counts.of(texts), encode(texts)
        rows = [row for row, meant in enumerate(metadata) if not meant]
        does = IntentModel.train(
            counts,
            [texts[row] for row in rows],
            vectors[rows],
            [intents[row] for row in rows],
            sparse_c=config["sparse_c"],
            joint_c=config["joint_c"],
        )
        means = MeaningModel.train(counts, Examples(texts, vectors, intents, metadata), topics, c=config["meaning_c"])
        return cls(does, means, time.process_time() - began)
