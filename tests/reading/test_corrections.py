"""What is taken back goes where it belongs, and nothing else is read from it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qualification.bant import Language
from qualification.reading.hearing import Heard, Setting, hear
from qualification.reading.utterance import Utterance
from tests.reading.patience import no_blow_up
from tests.reading.test_corpus import flat
from tests.reading.topics import demo_topics

TOPICS = demo_topics()
SUNDAY = date(2026, 11, 22)
ASKED = [
    None, "need", "budget", "authority", "timeline", "company_size", "company", "name", "email", "phone", "slot", "marketing_consent", "confirmation",
    "job_title", "what nobody asks",
]  # fmt: skip


def heard(text: str, language: Language = "en", *, asks: str | None = None, last_answered: str | None = None) -> Heard:
    return hear(Utterance(text, language, SUNDAY), Setting(TOPICS, asks, last_answered))


def cases() -> list[Any]:
    corpus = yaml.safe_load((Path(__file__).parent / "corpus_corrections.yml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=f"{case['language']} {case['last_answered']}, {case['asks']}: {case['text']}"[:90]) for case in corpus["cases"]]


def as_told(wanted: Any, value: Any) -> Any:
    """The value in as much detail as the corpus tells of it."""
    found = flat(value)
    return {name: found[name] for name in wanted} if isinstance(wanted, dict) else found


@pytest.mark.parametrize("case", cases())
def test_what_is_taken_back_goes_where_it_belongs_and_nothing_else_is_read(case: dict[str, Any]) -> None:
    found = heard(case["text"], case["language"], asks=case["asks"], last_answered=case["last_answered"])
    told: dict[str, Any] = {
        attribute: as_told(case["reads"].get(attribute), fact.value) for attribute, fact in found.facts.items() if attribute != "job_title"
    }
    if found.period:
        told["period"] = found.period
    assert told == case["reads"]
    assert not found.refused


def test_a_no_alone_takes_nothing_back() -> None:
    assert heard("no", asks="phone", last_answered="company").facts == {}


def test_a_small_bare_number_is_people_rather_than_money_and_a_large_one_money() -> None:
    assert set(heard("sorry, 13", asks="company_size", last_answered="budget").facts) == {"company_size"}
    assert set(heard("sorry, 13000", asks="company_size", last_answered="budget").facts) == {"budget"}


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=2000), language=st.sampled_from(["fr", "en"]), asks=st.sampled_from(ASKED), last=st.sampled_from(ASKED))
def test_any_text_is_heard_without_an_error(text: str, language: Language, asks: str | None, last: str | None) -> None:
    heard(text, language, asks=asks, last_answered=last)


WORDS = [
    "non",
    "sorry",
    "pas",
    "not",
    "12k",
    "18",
    "en fait",
    "pardon",
    "c'est",
    "moi",
    "acme",
    "@",
    ".fr",
    "juin",
    "je préfère",
    "dire",
    "?",
    ",",
    ".",
    "no",
    "idea",
    "le",
    "à",
]


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=300), asks=st.sampled_from(ASKED), last=st.sampled_from(ASKED))
def test_words_in_any_order_are_heard_without_an_error(words: list[str], asks: str | None, last: str | None) -> None:
    heard(" ".join(words)[:2000], "fr", asks=asks, last_answered=last)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1 ",
        "not 5k, ",
        "non, pas 8, ",
        "je ne préfère pas pas ",
        "entre 5 et 10k ",
        "@a.b ",
        "06 12 ",
        "I'd rather not keep it to ",
        "¿?",
        "pas encore encore ",
        "l'",
    ],
)
def test_two_thousand_hostile_characters_do_not_hold_up_a_conversation(unit: str) -> None:
    text = (unit * 2000)[:2000]
    with no_blow_up():
        heard(text, "fr", asks="need", last_answered="budget")
