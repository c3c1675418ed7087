"""How much is understood: facts on the corpora and on held-out texts, intents on the held-out sets, and what a sentence costs.

Wrong is worse than missed: a value read wrongly counts double in the mark.
"""

from __future__ import annotations

import argparse
import json
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import joblib
import yaml
from rich.console import Console
from rich.table import Table
from sklearn.metrics import f1_score

from benchmarks import rasa_init, talks
from bot.nlu.features import Counts, encode
from bot.nlu.intents import IntentModel
from bot.nlu.learned import MODEL_FILE, Learned
from bot.settings import site
from qualification.bant import LANGUAGES
from qualification.reading.hearing import Setting, hear
from qualification.reading.utterance import Reading, Utterance
from tests.house import ROOT, trained_model
from tests.reading.held_out import held_out, told
from tests.reading.test_corpus import CORPUS, READERS, flat

LONGEST = 2000
"""Characters of the longest message that is taken."""


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

    def count(self, *, is_right: bool, is_read: bool) -> None:
        if is_right:
            self.right += 1
        elif is_read:
            self.wrong += 1
        else:
            self.missed += 1


def learned() -> Learned:
    """What the assistant learned for the present data."""
    with tarfile.open(trained_model()) as archive:
        name = next(one for one in archive.getnames() if one.endswith(MODEL_FILE))
        file = archive.extractfile(name)
        assert file is not None
        found: Learned = joblib.load(file)
    return found


def read_corpora() -> list[Mark]:
    """Every corpus, read by the grammar of its reader alone."""
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
                    wanted, got = entry.get("value"), flat(found.value) if isinstance(found, Reading) else None
                    if isinstance(wanted, dict) and isinstance(got, dict):
                        got = {name: got[name] for name in wanted}
                    mark.count(is_right=str(got) == str(wanted), is_read=got is not None)
        mark.microseconds = spent / max(mark.total, 1) * 1e6
        marks.append(mark)
    return marks


def read_held_out(model: Learned) -> list[Mark]:
    """Texts that no reader was written for, each heard as a whole: every fact that a person would read from it."""
    topics = tuple(topic.reading for topic in site().topics)
    marks: dict[tuple[str, str], Mark] = {}
    for one in held_out():
        heard = hear(Utterance(one.text, one.language, one.today), Setting(topics, one.asks, meanings=model.meanings))
        for attribute, is_right, is_read in told(one, heard):
            marks.setdefault((attribute, one.language), Mark(attribute, one.language)).count(is_right=is_right, is_read=is_read)
    return [marks[key] for key in sorted(marks)]


def _examples(*files: Path) -> tuple[list[str], list[str]]:
    texts, intents = [], []
    for file in files:
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            for line in entry["examples"].splitlines():
                if line.strip().startswith("- "):
                    texts.append(line.strip()[2:])
                    intents.append(entry["intent"])
    return texts, intents


def few() -> IntentModel:
    """Our classifier, taught the same few examples as the pipeline of `rasa init`."""
    pairs = [(text, intent) for intent, texts in rasa_init.examples().items() for text in texts]
    texts = [text for text, _ in pairs]
    return IntentModel.train(Counts.of(texts), texts, encode(texts), [intent for _, intent in pairs])


@dataclass
class Told:
    """How well intents are told apart in one language, and what a sentence costs."""

    who: str
    language: str
    sentences: int
    accuracy: float
    macro_f1: float
    milliseconds: float
    """Processor time, a sentence."""
    confused: list[tuple[str, str, int]]


def tell_intents(who: str, rank: Callable[[str], list[tuple[str, float]]]) -> list[Told]:
    """The held-out sets, which training never sees."""
    found = []
    for language in LANGUAGES:
        texts, wanted = _examples(ROOT / "tests" / "nlu" / f"held_out.{language}.yml")
        began = time.process_time()
        got = [rank(text)[0][0] for text in texts]
        spent = (time.process_time() - began) / len(texts) * 1000
        confused = Counter((one, other) for one, other in zip(wanted, got, strict=True) if one != other)
        right = sum(one == other for one, other in zip(wanted, got, strict=True))
        f1 = f1_score(wanted, got, average="macro", labels=sorted(set(wanted)))
        found.append(Told(who, language, len(texts), right / len(texts), f1, spent, [(*pair, n) for pair, n in confused.most_common()]))
    return found


def slowest(model: Learned) -> tuple[float, str]:
    """The longest that reading 2,000 characters took, in milliseconds of processor time, and what they were made of.

    Each the least of three times: what else the machine does only adds.
    """
    topics = tuple(topic.reading for topic in site().topics)
    units = ("a", "1 ", "not 5k, ", "je ne préfère pas pas ", "entre 5 et 10k ", "@a.b ", "06 12 ", "mon patron décide, ", "l'", "-", "12/03/2027 ")
    texts = [(unit * LONGEST)[:LONGEST] for unit in units]
    texts += [" ".join(one.text for one in held_out() if one.language == language)[:LONGEST] for language in LANGUAGES]
    took = []
    for text in texts:
        times = []
        for _ in range(3):
            began = time.process_time()
            hear(Utterance(text, "fr", date(2026, 11, 28)), Setting(topics, "budget", meanings=model.meanings))
            times.append((time.process_time() - began) * 1000)
        took.append((min(times), text[:24]))
    return max(took)


def _facts(title: str, marks: Iterable[Mark]) -> Table:
    table = Table("attribute", "language", "texts", "right", "wrong", "missed", "mark", "µs a text", title=title)
    for one in marks:
        shares = [f"{100 * count / max(one.total, 1):.1f} %" for count in (one.right, one.wrong, one.missed)]
        table.add_row(one.attribute, one.language, str(one.total), *shares, f"{one.mark:.3f}", f"{one.microseconds:.0f}" if one.microseconds else "")
    return table


def _intents(rows: Iterable[Told]) -> Table:
    table = Table("who", "language", "sentences", "accuracy", "macro F1", "ms a sentence", "most often confused", title="intents, held-out sentences")
    for one in rows:
        pairs = "\n".join(f"{wanted} → {got} ({n})" for wanted, got, n in one.confused[:6])
        table.add_row(one.who, one.language, str(one.sentences), f"{one.accuracy:.3f}", f"{one.macro_f1:.3f}", f"{one.milliseconds:.2f}", pairs)
    return table


def _talks(held: list[talks.Talk]) -> Table:
    table = Table("visitors who answer", "messages to a booked meeting (median)", "booked", "asked though known", title="talks of our own")
    for manner in dict.fromkeys(talk.manner for talk in held):
        those = [talk for talk in held if talk.manner == manner]
        booked, again = sum(talk.booked for talk in those), sum(talk.asked_though_known for talk in those)
        table.add_row(manner, f"{talks.median(held, manner):g}", f"{booked} of {len(those)}", str(again))
    return table


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print figures for a program")
    parser.add_argument("--with-rasa-init", action="store_true", help="also train and ask the pipeline of `rasa init`; takes half an hour or more")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where the sample visitors are (default: ../shared)")
    options = parser.parse_args()
    model = learned()
    model.intents.rank("bonjour")  # the first sentence loads the encoder
    corpora, unseen, (worst, made_of) = read_corpora(), read_held_out(model), slowest(model)
    intents = tell_intents("all examples", model.intents.rank)
    if options.with_rasa_init:
        intents += tell_intents(f"{rasa_init.EXAMPLES} an intent", few().rank)
        intents += tell_intents(f"{rasa_init.EXAMPLES} an intent, rasa init", rasa_init.asked(rasa_init.model()))
    intents += tell_intents("all examples, and every fact, through Rasa", rasa_init.asked(trained_model()))
    held, visitors = talks.measure(options.shared)
    if options.json:
        facts = {name: [{**asdict(one), "mark": one.mark} for one in marks] for name, marks in (("corpora", corpora), ("held_out", unseen))}
        costs = {"training_s": model.seconds, "slowest_ms": worst}
        told_of = {"talks": [asdict(one) for one in held], "sample_visitors": visitors}
        json.dump({**facts, "intents": [asdict(one) for one in intents], **costs, **told_of}, sys.stdout)
        return 0
    console = Console()
    console.print(_facts("facts, corpora (grammar alone; written with the readers)", corpora))
    console.print(_facts("facts, held-out texts (as the assistant hears them)", unseen))
    console.print(_intents(intents))
    console.print(f"Training took {model.seconds:.0f} s of processor time. The slowest 2,000 characters ({made_of!r}…) took {worst:.0f} ms.")
    console.print(_talks(held))
    console.print(f"Sample visitors: {visitors or 'not at hand, so not played'}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
