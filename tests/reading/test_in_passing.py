"""What is told in passing: a judge says what a stretch of words is like, the reader makes a value of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qualification.bant import Size
from qualification.reading.hearing import Setting, hear
from qualification.reading.signs import NOTHING, Likened
from qualification.reading.stretches import Grammar as GrammarOf
from qualification.reading.stretches import Told, clues_to, stretches
from qualification.reading.utterance import Utterance

TODAY = date(2026, 11, 28)


class Judge:
    """Judges a number by the word behind it, and knows nothing of sentences."""

    def __init__(self, **words: Told) -> None:
        self._words = words

    def likeliest(self, attribute: Likened, sentence: str, signs: frozenset[str]) -> tuple[str, float]:
        return NOTHING, 1.0

    def tells(self, clues: frozenset[str]) -> Mapping[Told, float]:
        told = next((kind for word, kind in self._words.items() if f"nr0:{word}" in clues or f"tin:{word}" in clues), "other")
        return {kind: 0.94 if kind == told else 0.02 for kind in ("company_size", "budget", "timeline", "other")}  # type: ignore[misc]


def _facts(text: str, judge: Judge, asks: str | None = "need", *, signed: bool = True) -> Mapping[str, Any]:
    """What is read from an opening message, which says who writes it as well unless not `signed`."""
    heard = hear(Utterance(f"{text}. claire@fournil.example" if signed else text, "en", TODAY), Setting((), asks, meanings=judge))
    return {attribute: found.value for attribute, found in heard.facts.items()}


def test_a_count_that_no_grammar_knows_is_the_staff_when_it_is_like_one() -> None:
    assert _facts("Theatre. 44 thespians, 900 seats", Judge(thespians="company_size"))["company_size"] == Size(44, 44)


def test_counts_that_stand_together_are_added_up() -> None:
    judge = Judge(thespians="company_size", ushers="company_size")
    assert _facts("Theatre. 44 thespians, 6 ushers. 900 seats", judge)["company_size"] == Size(50, 50)


def test_a_part_that_the_grammar_reads_is_added_to_those_beside_it() -> None:
    judge = Judge(thespians="company_size", office="company_size")
    assert _facts("Theatre. Our 44 thespians and 6 office staff", judge)["company_size"] == Size(50, 50)


def test_the_sum_told_behind_its_parts_is_the_whole() -> None:
    judge = Judge(thespians="company_size", ushers="company_size", of="company_size")
    assert _facts("Theatre. 44 thespians plus 6 ushers, so 50 of us", judge)["company_size"] == Size(50, 50)


def test_part_of_a_count_is_not_added_to_it() -> None:
    judge = Judge(thespians="company_size", understudies="company_size")
    assert _facts("Theatre. 44 thespians including 6 understudies", judge)["company_size"] == Size(44, 44)


def test_a_number_that_is_like_nothing_asked_for_is_left_alone() -> None:
    assert not {"company_size", "budget"} & set(_facts("Theatre. 44 thespians, 900 seats", Judge()))


def test_what_the_grammar_took_for_staff_is_dropped_when_it_is_like_something_else() -> None:
    assert "company_size" in _facts("We are 600 people in the choir, tickets are a mess", Judge(people="company_size"))
    assert "company_size" not in _facts("We are 600 people in the choir, tickets are a mess", Judge())


def test_what_was_asked_for_is_taken_at_the_word() -> None:
    assert _facts("600 people", Judge(), asks="company_size")["company_size"] == Size(600, 600)


def test_a_sum_that_is_like_a_budget_is_read_with_its_currency_and_period() -> None:
    budget = _facts("Theatre, stage plan software, we did 45 £ a month elsewhere", Judge(**{"£": "budget"}))["budget"]
    assert (budget.high, budget.currency, budget.period) == (45, "GBP", "month")


def test_a_message_heaped_with_numbers_tells_nothing_in_passing() -> None:
    assert stretches(Utterance(" ".join(map(str, range(100, 140))), "en", TODAY)) == ()


def test_clues_hold_the_words_on_both_sides_and_what_the_grammar_reads() -> None:
    message = Utterance("our 12 fitters", "en", TODAY)
    (number,) = (one for one in stretches(message) if one.kind == "number")
    clues = clues_to(message, number, GrammarOf.of(message, {"budget": None}))
    assert {"nl0:our", "nr0:fitters", "nr0~fitte"} <= clues


def test_once_questions_are_asked_only_the_grammar_reads_what_nobody_asked_for() -> None:
    judge = Judge(away="timeline")
    assert "timeline" in _facts("CRM please. Right away", judge)
    assert "timeline" not in _facts("I'd rather not talk about it right away", judge, asks="budget")


def test_a_stretch_alone_tells_nothing_in_passing() -> None:
    judge = Judge(bods="company_size")
    assert "company_size" in _facts("Theatre, 44 bods", judge, asks=None)
    assert "company_size" not in _facts("Theatre, 44 bods", judge, asks=None, signed=False)


def test_when_to_meet_is_no_deadline() -> None:
    judge = Judge(wednesday="timeline", week="timeline")
    assert "timeline" not in _facts("could I book a demo for Wednesday?", judge)
    assert "timeline" not in _facts("fancy a call some time next week", judge)


class Enthusiast(Judge):
    """Takes whatever it is shown for a wish of the first topic."""

    def likeliest(self, attribute: Likened, sentence: str, signs: frozenset[str]) -> tuple[str, float]:
        return ("other", 0.99) if attribute == "need" else (NOTHING, 1.0)


def test_braces_and_signs_are_like_nothing_people_say() -> None:
    assert "need" in _facts("Something for my choir", Enthusiast())
    assert "need" not in _facts("{name} {0} {} {{x}} %s %(a)s ${a} {0.__class__}", Enthusiast(), signed=False)


def test_who_opens_with_facts_refuses_no_need() -> None:
    heard = hear(Utterance("We are 44 people, no rush, no budget set yet", "en", TODAY), Setting((), "need"))
    assert heard.refusal is None
