"""Learning from marked messages what a number tells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.nlu.marks import Mark, Marked
from bot.nlu.stretches import StretchModel
from bot.proofreading import _mark_faults
from bot.settings import ROOT
from qualification.reading.stretches import Grammar, clues_to, stretches
from qualification.reading.utterance import Utterance


def _marked(text: str, **marks: str) -> Marked:
    return Marked(text, tuple(Mark(text.index(words), text.index(words) + len(words), label) for label, words in marks.items()))


EXAMPLES = (
    _marked("garage, 12 fitters, 900 invoices", company_size="12 fitters", other="900 invoices"),
    _marked("bakery, 7 bakers, 40 invoices", company_size="7 bakers", other="40 invoices"),
    _marked("30 fitters and 80 vans", company_size="30 fitters", other="80 vans"),
    _marked("200 vans, 15 bakers", company_size="15 bakers", other="200 vans"),
)


def _tells(model: StretchModel, text: str) -> dict[str, float]:
    message = Utterance(text, "en", date(2026, 11, 28))
    (number,) = (one for one in stretches(message) if one.kind == "number")
    return dict(model.tells(clues_to(message, number, Grammar.of(message, {}))))  # type: ignore[arg-type]


def test_a_number_is_told_by_the_words_around_the_marked_ones() -> None:
    model = StretchModel.train(EXAMPLES)
    assert model is not None
    assert _tells(model, "shop with 25 fitters")["company_size"] > 0.5
    assert _tells(model, "shop with 25 vans")["other"] > 0.5


def test_examples_of_one_kind_teach_nothing() -> None:
    assert StretchModel.train(EXAMPLES[:0]) is None


def test_each_sentence_tells_who_decides_by_its_mark() -> None:
    marked = _marked("12 fitters. My brother signs off, I only ask around.", influencer="My brother signs off")
    told = list(marked.sentences())
    assert ("12 fitters", "nothing") in told
    assert ("My brother signs off, I only ask around", "influencer") in told
    assert ("My brother signs off", "influencer") in told


@pytest.mark.parametrize(
    ("line", "message"), [("- garage, [12 fitters](staff)", "(staff)"), ("- garage, [12 fitters, 900 invoices", "bracket that marks nothing")]
)
def test_a_mark_that_cannot_be_read_is_named_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    block = YAML().load(f"nlu:\n- intent: inform\n  metadata: {{marked: true}}\n  examples: |\n    - fine, [3](other)\n    {line}\n")["nlu"][0]
    (fault,) = _mark_faults(ROOT / "data" / "nlu" / "en" / "opening.yml", block)
    assert message in str(fault)
    assert ":6:" in str(fault)
