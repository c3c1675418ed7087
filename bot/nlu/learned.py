"""All that is learned from the examples in data/nlu: what visitors do, and what their words are like."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import joblib

from bot.nlu.features import Counts, encode
from bot.nlu.intents import IntentModel
from bot.nlu.marks import Marked
from bot.nlu.meanings import ONE_OF, Examples, MeaningModel
from bot.nlu.stretches import StretchModel
from qualification.reading.meanings import LONGEST
from qualification.reading.need import TopicWords
from qualification.reading.signs import NOTHING

MODEL_FILE = "understanding.joblib"
"""The name of what is learned, inside a trained model."""
_KEPT = 2
"""What was learned before is kept so often, the newest included."""


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
        marked: Sequence[Marked],
        topics: tuple[TopicWords, ...],
        config: Mapping[str, float],
    ) -> Learned:
        """A model of these examples, each counted and encoded once.

        Examples that were written to mean something teach that alone: among them, every intent would look like `inform`.
        """
        began = time.process_time()
        # Of sentences that do not say who decides one of so many is enough: more would drown the short answers that do.
        parts = [part for index, one in enumerate(marked) for part in one.sentences() if part[1] != NOTHING or index % ONE_OF == 0]
        wholes = [one for one in marked if one.need is not None and len(one.text) <= LONGEST]
        texts = [*texts, *(text for text, _ in parts), *(one.text for one in wholes)]
        metadata = [*metadata, *({"authority": told, "need": None} for _, told in parts), *({"authority": None, "need": one.need} for one in wholes)]
        intents = [*intents, *("inform" for _ in (*parts, *wholes))]
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
        means = MeaningModel.train(counts, Examples(texts, vectors, intents, metadata), topics, StretchModel.train(marked), c=config["meaning_c"])
        return cls(does, means, time.process_time() - began)


def learn(
    folder: Path,
    made_by: str,
    texts: Sequence[str],
    intents: Sequence[str],
    metadata: Sequence[Mapping[str, Any]],
    marked: Sequence[Marked],
    topics: tuple[TopicWords, ...],
    config: Mapping[str, float],
) -> Learned:
    """What is learned from these examples, or was learned from the very same before and kept in the folder.

    A sentence changed in domain.yml or a rule in data/stories teaches nothing new; learning takes a minute. `made_by`
    names the code and the libraries: what other code has learned is not taken.
    """
    taught = json.dumps(
        [made_by, list(texts), list(intents), list(metadata), [asdict(one) for one in marked], config], ensure_ascii=False, sort_keys=True
    )
    kept = folder / f"learned-{hashlib.sha256(taught.encode()).hexdigest()[:16]}.joblib"
    if kept.is_file():
        found: Learned = joblib.load(kept)
        return found
    learned = Learned.of(texts, intents, metadata, marked, topics, config)
    folder.mkdir(parents=True, exist_ok=True)
    draft = kept.with_suffix(".draft")
    joblib.dump(learned, draft, compress=3)
    draft.replace(kept)
    for old in sorted(folder.glob("learned-*.joblib"), key=lambda file: file.stat().st_mtime)[:-_KEPT]:
        old.unlink(missing_ok=True)
    return learned
