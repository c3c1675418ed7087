"""Numbers and quantities, whatever they count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualification.bant import Language
from qualification.reading.numbers import MOST_NUMBERS, find_numbers
from qualification.reading.quantities import find_quantities
from qualification.reading.utterance import Utterance
from tests.reading.patience import no_blow_up

SUNDAY = date(2026, 11, 22)


def values(text: str, language: Language = "fr") -> list[float]:
    return [float(number.value) for number in find_numbers(Utterance(text, language, SUNDAY))]


def bounds(text: str, language: Language = "fr") -> list[tuple[float | None, float | None]]:
    found = find_quantities(Utterance(text, language, SUNDAY))
    return [(None if q.low is None else float(q.low), None if q.high is None else float(q.high)) for q in found if not q.negated]


@pytest.mark.parametrize(
    "text",
    [
        "15000",
        "15 000",
        "15\u202f000",
        "15.000",
        "15,000",
        "15'000",
        "15 000,00",
        "15,000.00",
        "15k",
        "15 K",
        "15K€",
        "15keur",
        "quinze mille",
        "15 milles",
    ],
)
def test_fifteen_thousand_is_read_however_it_is_grouped(text: str) -> None:
    assert values(text) == [15000]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12k5", 12500),
        ("3k5", 3500),
        ("19€90", 19.9),
        ("15,5", 15.5),
        ("0,500", 0.5),
        ("1,2M€", 1_200_000),
        ("2M5 €", 2_500_000),
        ("EUR5000", 5000),
        ("₹5,00,000", 500_000),
        ("1000 000", 1_000_000),
        ("15.000.000,50", 15_000_000.5),
    ],
)
def test_marks_and_scales_may_stand_inside_a_number(text: str, value: float) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("deux millions et demi", "fr", 2_500_000),
        ("un million deux", "fr", 1_200_000),
        ("quinze cents", "fr", 1500),
        ("dix k", "fr", 10_000),
        ("quatre-vingt-dix mille", "fr", 90_000),
        ("une dizaine de milliers", "fr", 10_000),
        ("une petite centaine", "fr", 100),
        ("two and a half grand", "en", 2500),
        ("half a million", "en", 500_000),
        ("fifteen hundred", "en", 1500),
        ("a grand", "en", 1000),
        ("twenty five thousand", "en", 25_000),
        ("a couple of thousand", "en", 2000),
        ("5 lakh", "en", 500_000),
    ],
)
def test_numbers_in_words(text: str, language: Language, value: float) -> None:
    assert values(text, language) == [value]


@pytest.mark.parametrize(
    "text", ["quelques milliers", "plusieurs centaines", "des millions", "a few thousand", "several hundred", "10^30", "1e30", "5½k", "300 m²²"]
)
def test_what_is_vague_or_beyond_digits_is_no_number(text: str) -> None:
    assert [value for value in values(text, "en") if value != 300] == []


def test_grand_is_a_thousand_but_not_in_grand_maximum() -> None:
    assert values("five grand", "en") == [5000]
    assert values("5000 grand max") == [5000]


def test_minutes_and_metres_are_no_millions() -> None:
    assert values("30 mn") == [30]
    assert values("15 m") == [15]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3 à 4 mille", 3000, 4000),
        ("entre 10 et 15k", 10_000, 15_000),
        ("30 à 50 000", 30_000, 50_000),
        ("deux trois mille", 2000, 3000),
        ("trois ou quatre cents", 300, 400),
        ("200€-300€", 200, 300),
        ("500 à 2k", 500, 2000),
        ("5 000 € à 7 000 €", 5000, 7000),
        ("au moins 10k mais pas plus de 15k", 10_000, 15_000),
        ("10k, 15k grand max", 10_000, 15_000),
        ("moins de 250", None, 250),
        ("pas plus de 250", None, 250),
        ("on ne veut pas dépenser plus de 250", None, 250),
        ("250 grand maximum", None, 250),
        ("max 250", None, 250),
        ("le plafond est à 250", None, 250),
        ("si c'est plus de 250 c'est non", None, 250),
        ("faut pas que ça dépasse 250", None, 250),
        ("plus de 250", 250, None),
        ("au moins 250", 250, None),
        ("250+", 250, None),
        ("250 et plus", 250, None),
        ("dès 250", 250, None),
        ("on dépasse les 250", 250, None),
        ("pas moins de 250", 250, None),
    ],
)
def test_ranges_and_bounds(text: str, low: float | None, high: float | None) -> None:
    assert bounds(text) == [(low, high)]


def test_a_negation_turns_more_than_into_at_most_and_less_than_into_at_least() -> None:
    assert bounds("we can't go over 5k", "en") == [(None, 5000)]
    assert bounds("I won't do it for less than 5k", "en") == [(5000, None)]


def test_a_tax_to_add_is_no_at_least() -> None:
    assert bounds("£450+VAT", "en") == [(450, 450)]
    assert bounds("12k plus VAT", "en") == [(12000, 12000)]


def test_of_the_is_not_from() -> None:
    assert bounds("des 900 articles") == [(900, 900)]


def test_what_is_said_to_be_wrong_is_marked() -> None:
    assert bounds("pas 8k mais 18k") == [(18000, 18000)]
    assert bounds("18k, not 8", "en") == [(18000, 18000)]
    assert bounds("pourquoi pas 5000") == [(5000, 5000)]


def test_a_pasted_table_is_read_no_further_than_its_first_numbers() -> None:
    assert len(values("1; " * 600)) == MOST_NUMBERS


@given(st.text(max_size=2000), st.sampled_from(["fr", "en"]))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_an_exception_and_in_its_bounds(text: str, language: Language) -> None:
    message = Utterance(text, language, SUNDAY)
    for one in find_quantities(message):
        assert 0 <= one.start < one.end <= len(message.plain)
        assert one.low is not None or one.high is not None


@pytest.mark.parametrize("piece", ["1 ", "12k ", "un deux ", "0", "1.000.", "plus de ", "max ", "1-", "entre 1 et ", "€", "a "])
def test_no_repetition_blows_up(piece: str) -> None:
    message = Utterance((piece * 2000)[:2000], "fr", SUNDAY)
    with no_blow_up():
        find_quantities(message)


def test_the_value_is_exact() -> None:
    assert find_numbers(Utterance("0,1", "fr", SUNDAY))[0].value == Decimal("0.1")
