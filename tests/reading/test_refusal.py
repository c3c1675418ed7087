"""A question may be refused, or be beyond the visitor's knowledge; neither is taken for the other, nor for an answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qualification.bant import Language
from qualification.reading.hearing import Setting, hear
from qualification.reading.refusal import ASKED, Refusal, read_refusal
from qualification.reading.utterance import Utterance
from qualification.reading.written import heard_from, written
from tests.reading.topics import demo_topics

CORPUS = Path(__file__).parent / "corpus_refusals"
TOPICS = demo_topics()
SUNDAY = date(2026, 11, 22)


def refusal(text: str, asks: str | None, language: Language = "en") -> Refusal | None:
    return read_refusal(Utterance(text, language, SUNDAY), asks)


def phrasings() -> list[Any]:
    cases = []
    for language in ("fr", "en"):
        corpus = yaml.safe_load((CORPUS / f"{language}.yml").read_text(encoding="utf-8"))
        for outcome in ("declined", "not_known", "nothing"):
            for entry in corpus[outcome]:
                for text in entry["phrasings"]:
                    message = Utterance(str(text), language, corpus["today"])
                    wanted = None if outcome == "nothing" else outcome
                    cases.append(pytest.param(message, entry["asks"], wanted, id=f"{language} {entry['asks']}: {text}"[:90]))
    return cases


@pytest.mark.parametrize(("message", "asks", "outcome"), phrasings())
def test_a_phrasing_refuses_as_a_person_would_understand_it(message: Utterance, asks: str | None, outcome: Refusal | None) -> None:
    heard = hear(message, Setting(TOPICS, asks))
    assert heard.refusal == outcome
    if outcome:
        assert not heard.answers(asks), "who refuses has given no value"


@pytest.mark.parametrize("asks", ["phone", "email", "name", "company", "company_size", "budget", "timeline", "slot"])
@pytest.mark.parametrize("no", ["no", "non", "Non merci", "nope!", "no, sorry", "NON."])
def test_a_mere_no_refuses_what_cannot_be_answered_with_no(asks: str, no: str) -> None:
    assert refusal(no, asks) == "declined"


@pytest.mark.parametrize("asks", ["authority", "need", "marketing_consent", "confirmation", None])
def test_a_mere_no_to_another_question_is_left_to_the_question(asks: str | None) -> None:
    assert refusal("no", asks) is None


def test_nothing_is_refused_when_nothing_was_asked() -> None:
    assert refusal("I'd rather not say", None) is None


def test_refusing_a_meeting_refuses_no_other_question() -> None:
    assert refusal("no meeting please", "budget") is None
    assert refusal("no meeting please", "slot") == "declined"


def test_a_question_asked_back_is_no_refusal_but_its_echo_is_none() -> None:
    assert refusal("why do you need my budget?", "budget") is None
    assert refusal("My budget? I'd rather not say.", "budget") == "declined"


def test_asking_for_a_person_is_no_refusal() -> None:
    assert refusal("I'd rather talk to someone", "budget") is None


def test_a_value_beside_a_refusal_counts() -> None:
    heard = hear(Utterance("c'est confidentiel, mais disons 20k", "fr", SUNDAY), Setting(TOPICS, "budget"))
    assert heard.refusal is None
    assert heard.answers("budget")


def test_another_fact_beside_a_refusal_is_kept() -> None:
    heard = hear(Utterance("je préfère ne pas parler budget mais on est 20 salariés", "fr", SUNDAY), Setting(TOPICS, "budget"))
    assert heard.refusal == "declined"
    assert set(heard.facts) == {"company_size"}


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Le budget, je préfère ne pas en parler ici. Pour le reste : CRM, 90 salariés", "budget"),
        ("CRM pour 4 permanents. Combien je peux dépenser, je ne le dis pas.", "budget"),
        ("A CRM for 20 staff. Please don't phone, e-mail jo@hale.example", "phone"),
    ],
)
def test_what_nobody_asked_for_is_refused_where_it_is_named(text: str, refused: str) -> None:
    heard = hear(Utterance(text, "fr" if "CRM pour" in text or "budget" in text else "en", SUNDAY), Setting(TOPICS, "need"))
    assert heard.declined == {refused}
    assert heard.refusal is None
    assert heard.answers("need")


@pytest.mark.parametrize("text", ["CRM, 20 staff, don't call before 10", "a CRM. We have a budget of 5k, no more", "CRM. Appelez-moi !"])
def test_who_names_an_hour_or_a_sum_refuses_nothing(text: str) -> None:
    assert not hear(Utterance(text, "en", SUNDAY), Setting(TOPICS, "need")).declined


def test_a_refusal_travels_as_json() -> None:
    heard = hear(Utterance("I'd rather not say", "en", SUNDAY), Setting(TOPICS, "budget"))
    assert heard_from(written(heard)).refusal == "declined"
    unasked = hear(Utterance("A CRM. Our budget is confidential.", "en", SUNDAY), Setting(TOPICS, "need"))
    assert heard_from(written(unasked)) == unasked


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=2000), asks=st.sampled_from(sorted(ASKED)))
def test_any_text_is_looked_at_without_an_error(text: str, asks: str) -> None:
    refusal(text, asks)
