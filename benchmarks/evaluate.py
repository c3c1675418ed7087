"""How much is understood: facts on the corpora, intents on the held-out sets, and what a sentence costs.

Wrong is worse than missed: a value read wrongly counts double in the mark.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table
from sklearn.metrics import f1_score

from bot.nlu.intents import IntentModel
from qualification.bant import LANGUAGES
from qualification.reading.utterance import Reading, Utterance
from tests.house import ROOT
from tests.reading.test_corpus import CORPUS, READERS, flat


@dataclass
class Mark:
    """How one attribute is read in one language."""

    attribute: str
    language: str
    right: int = 0
    wrong: int = 0
    missed: int = 0
    microseconds: float = 0.0

    @property
    def total(self) -> int:
        return self.right + self.wrong + self.missed

    @property
    def mark(self) -> float:
        """1 when all is right; a wrong value costs twice what a missed one costs."""
        return 1 - (2 * self.wrong + self.missed) / max(self.total, 1)


def _judge(mark: Mark, found: Any, wanted: Any) -> None:
    got = flat(found.value) if isinstance(found, Reading) else None
    if isinstance(wanted, dict) and isinstance(got, dict):
        got = {name: got[name] for name in wanted}
    if str(got) == str(wanted):
        mark.right += 1
    elif got is None:
        mark.missed += 1
    else:
        mark.wrong += 1


def read_corpora() -> list[Mark]:
    """Every corpus, read by its reader."""
    marks = []
    for file in sorted(CORPUS.glob("*.yml")):
        attribute, language, _ = file.name.split(".")
        corpus = yaml.safe_load(file.read_text(encoding="utf-8"))
        mark, spent = Mark(attribute, language), 0.0
        for kind in ("reads", "nothing"):
            for entry in corpus[kind]:
                for text in entry["phrasings"]:
                    message = Utterance(str(text), language, corpus["today"])  # type: ignore[arg-type]
                    began = time.perf_counter()
                    found = READERS[attribute](message, asked=entry.get("asked", True))
                    spent += time.perf_counter() - began
                    _judge(mark, found, entry.get("value"))
        mark.microseconds = spent / max(mark.total, 1) * 1e6
        marks.append(mark)
    return marks


def _examples(*files: Path) -> tuple[list[str], list[str]]:
    texts, intents = [], []
    for file in files:
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            for line in entry["examples"].splitlines():
                if line.strip().startswith("- "):
                    texts.append(line.strip()[2:])
                    intents.append(entry["intent"])
    return texts, intents


@dataclass
class Understanding:
    """How well intents are told apart in one language."""

    language: str
    sentences: int
    accuracy: float
    macro_f1: float
    milliseconds: float
    confused: list[tuple[str, str, int]]


def tell_intents(rank: Callable[[str], list[tuple[str, float]]]) -> list[Understanding]:
    """The held-out sets, which training never sees."""
    found = []
    for language in LANGUAGES:
        texts, wanted = _examples(ROOT / "tests" / "nlu" / f"held_out.{language}.yml")
        began = time.perf_counter()
        got = [rank(text)[0][0] for text in texts]
        spent = (time.perf_counter() - began) / len(texts) * 1000
        confused = Counter((one, other) for one, other in zip(wanted, got, strict=True) if one != other)
        right = sum(one == other for one, other in zip(wanted, got, strict=True))
        f1 = f1_score(wanted, got, average="macro", labels=sorted(set(wanted)))
        found.append(Understanding(language, len(texts), right / len(texts), f1, spent, [(*pair, n) for pair, n in confused.most_common(12)]))
    return found


def _print(console: Console, marks: list[Mark], intents: list[Understanding], training: float) -> None:
    table = Table("attribute", "language", "phrasings", "right", "wrong", "missed", "mark", "µs a sentence")
    for one in marks:
        shares = [f"{100 * count / max(one.total, 1):.1f} %" for count in (one.right, one.wrong, one.missed)]
        table.add_row(one.attribute, one.language, str(one.total), *shares, f"{one.mark:.3f}", f"{one.microseconds:.0f}")
    console.print(table)
    table = Table("intents", "sentences", "accuracy", "macro F1", "ms a sentence", "most often confused")
    for told in intents:
        pairs = "\n".join(f"{wanted} → {got} ({n})" for wanted, got, n in told.confused[:6])
        table.add_row(told.language, str(told.sentences), f"{told.accuracy:.3f}", f"{told.macro_f1:.3f}", f"{told.milliseconds:.2f}", pairs)
    console.print(table)
    console.print(f"Training the intents took {training:.0f} s.")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print figures for a program")
    options = parser.parse_args()
    marks = read_corpora()
    texts, wanted = _examples(*sorted((ROOT / "data" / "nlu").rglob("*.yml")))
    began = time.perf_counter()
    model = IntentModel.train(texts, wanted)
    training = time.perf_counter() - began
    intents = tell_intents(model.rank)
    if options.json:
        facts = [{**asdict(one), "mark": one.mark} for one in marks]
        json.dump({"facts": facts, "intents": [asdict(one) for one in intents], "training_s": training}, sys.stdout)
    else:
        _print(Console(), marks, intents, training)
    return 0


if __name__ == "__main__":
    sys.exit(main())
