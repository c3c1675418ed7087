"""What a visitor needs, told by the demo site's words and by what people say around them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualification.bant import Language
from qualification.reading.need import LONGEST_QUOTE, TopicWords, read_need
from qualification.reading.utterance import Utterance

from .topics import demo_topics

TODAY = date(2026, 11, 22)
TOPICS = demo_topics()


def need_in(text: str, language: Language = "en", *, asked: bool = True, topics: tuple[TopicWords, ...] = TOPICS) -> str | None:
    found = read_need(Utterance(text, language, TODAY), topics, asked=asked)
    return found.value.topic if found else None


def test_a_topic_that_is_only_mentioned_is_no_need_unless_asked_for() -> None:
    assert need_in("payroll") == "payroll"
    assert need_in("payroll", asked=False) is None
    assert need_in("do you do payroll?", asked=False) == "payroll"


def test_the_words_of_both_languages_are_tried_on_every_message() -> None:
    assert need_in("on cherche un outil de stock control", "fr", asked=False) == "inventory"


def test_what_is_not_wanted_is_not_read() -> None:
    assert need_in("pas la paie, le stock", "fr") == "inventory"
    assert need_in("our invoicing is fine", asked=False) is None


def test_to_have_none_is_to_lack_one() -> None:
    assert need_in("on n'a pas de CRM", "fr") == "crm"


def test_the_first_wanted_outweighs_what_it_should_also_do() -> None:
    assert need_in("un CRM qui fait aussi la facturation", "fr") == "crm"


def test_a_hint_yields_to_a_plainer_word() -> None:
    assert need_in("envoyer des devis à mes clients", "fr") == "invoicing"
    assert need_in("mes clients", "fr") == "crm"


@pytest.mark.parametrize(
    "text",
    [
        "je cherche un stage en paie",
        "I'm a student, I need a CRM for my thesis",
        "where is my order?",
        "your CRM is broken",
        "we sell payroll software",
    ],
)
def test_students_job_seekers_customers_and_competitors_have_no_need(text: str) -> None:
    assert need_in(text) is None
    assert need_in(text, asked=False) is None


def test_a_thing_that_no_topic_names_is_another_need() -> None:
    assert need_in("office furniture") == "other"
    assert need_in("je cherche un photographe pour notre catalogue", "fr", asked=False) == "other"


@pytest.mark.parametrize("text", ["I need support", "I'd like a quote", "we need it by March", "I want to speak to someone", "need board approval"])
def test_wishes_for_help_prices_people_or_time_are_no_need(text: str) -> None:
    assert need_in(text, asked=False) is None


def test_the_quote_is_the_clause_and_not_the_whole_message() -> None:
    text = "Bonjour, je dirige une pâtisserie de 9 personnes et je cherche un logiciel qui gère mes stocks, 100 € par mois maximum."
    found = read_need(Utterance(text, "fr", TODAY), TOPICS, asked=False)
    assert found is not None
    assert found.text == "je cherche un logiciel qui gère mes stocks"


def test_words_stand_for_their_plural_any_ending_and_small_words_between() -> None:
    topics = (TopicWords("bikes", {"en": ("bike", "repair*", "spare wheel"), "fr": ("vélo",)}),)
    for text in ("bikes", "repairing", "VÉLOS", "spare parts for the spare wheels", "my spare new wheel"):
        assert need_in(text, topics=topics) == "bikes", text


def test_what_only_looks_like_a_topic_counts_for_nothing() -> None:
    topics = (TopicWords("stock", {"en": ("stock", "!stock option*"), "fr": ()}),)
    assert need_in("I want a plan for our stock options", asked=False, topics=topics) != "stock"
    assert need_in("I want our stock right", asked=False, topics=topics) == "stock"


@given(st.text(max_size=2000), st.sampled_from(["fr", "en"]), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_text_reads_as_a_topic_or_nothing(text: str, language: Language, asked: bool) -> None:
    message = Utterance(text, language, TODAY)
    found = read_need(message, TOPICS, asked=asked)
    if found is not None:
        assert found.value.topic in {"other", *(topic.id for topic in TOPICS)}
        assert 0 <= found.start < found.end <= len(message.raw)
        assert found.text


WORDS = [
    "je cherche",
    "we need",
    "un",
    "logiciel",
    "pas",
    "de",
    "la",
    "paie",
    "stock",
    "mais",
    ",",
    ".",
    "?",
    "clients",
    "pour",
    "invoices",
    "not",
    "et je",
    "veux",
    "a",
    "'",
    "excel",
    "is fine",
]


@given(st.lists(st.sampled_from(WORDS), max_size=160).map(" ".join), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_run_of_the_words_of_need_keeps_its_quote_short(text: str, asked: bool) -> None:
    found = read_need(Utterance(text[:2000], "fr", TODAY), TOPICS, asked=asked)
    assert found is None or len(found.text) <= 2 * LONGEST_QUOTE
