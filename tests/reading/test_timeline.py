"""What a visitor says of when is read as the latest day that they mean, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualification.bant import Language, Timeline, horizon_of
from qualification.reading.timeline import read_timeline
from qualification.reading.utterance import Utterance
from tests.reading.patience import no_blow_up

NOVEMBER = date(2026, 11, 22)
JANUARY_2028 = date(2028, 1, 10)


def timeline_of(text: str, language: Language = "fr", today: date = NOVEMBER, asked: bool = True) -> Timeline | None:
    found = read_timeline(Utterance(text, language, today), asked=asked)
    return found.value if found else None


def test_a_month_that_is_over_is_next_years() -> None:
    assert timeline_of("en mars") == Timeline("half", date(2027, 3, 31))


def test_the_month_that_runs_is_this_one_unless_said_otherwise() -> None:
    assert timeline_of("en novembre") == Timeline("now", date(2026, 11, 30))
    assert timeline_of("en novembre prochain") == Timeline("later", date(2027, 11, 30))
    assert timeline_of("november 2027", "en") == Timeline("later", date(2027, 11, 30))


def test_before_a_month_ends_with_the_month_before() -> None:
    assert timeline_of("before March", "en") == Timeline("half", date(2027, 2, 28))


def test_not_before_is_no_deadline() -> None:
    assert timeline_of("pas avant 2028") == Timeline("later")
    assert timeline_of("pas avant septembre") == Timeline("year")


def test_not_before_a_day_that_is_past_says_nothing() -> None:
    assert timeline_of("pas avant 2028", today=JANUARY_2028) is None


def test_a_range_ends_with_its_later_end() -> None:
    assert timeline_of("3 to 6 months", "en") == Timeline("half", date(2027, 5, 22))
    assert timeline_of("mars, voire avril") == Timeline("half", date(2027, 4, 30))


def test_a_month_from_the_last_day_of_january_is_the_last_of_february() -> None:
    assert timeline_of("dans un mois", today=date(2027, 1, 31)) == Timeline("now", date(2027, 2, 28))


def test_the_29th_of_february_is_read_in_leap_years_only() -> None:
    assert timeline_of("29 février 2028") == Timeline("later", date(2028, 2, 29))
    assert timeline_of("29 février 2027") is None


def test_slashes_are_day_first_unless_that_cannot_be() -> None:
    assert timeline_of("05/03/2027", "en") == Timeline("half", date(2027, 3, 5))
    assert timeline_of("03/25/2027", "en") == Timeline("half", date(2027, 3, 25))


def test_a_correction_reads_the_day_that_is_right() -> None:
    assert timeline_of("non pas en janvier, plutôt en mars") == Timeline("half", date(2027, 3, 31))
    assert timeline_of("June, not May", "en") == Timeline("year", date(2027, 6, 30))


@pytest.mark.parametrize(
    "text", ["15k par an", "700 € par mois", "£450 a month", "créée en 2015", "last year", "depuis 2019", "en 9999", "le 32 janvier", "45 ans"]
)
def test_amounts_ages_and_the_past_are_no_timeline(text: str) -> None:
    assert timeline_of(text) is None
    assert timeline_of(text, "en") is None


def test_unasked_only_a_wish_or_a_deadline_counts() -> None:
    assert timeline_of("faut que ce soit prêt pr la rentrée", asked=False) == Timeline("year", date(2027, 9, 15))
    assert timeline_of("décembre", asked=False) is None
    assert timeline_of("on est 12 mais on sera 20 d'ici juin", asked=False) is None
    assert timeline_of("rappelez-moi dès que possible", asked=False) is None


def test_the_words_kept_are_the_visitors_own() -> None:
    message = Utterance("Bonjour !  Il nous le faut  avant  Fin Février, merci", "fr", NOVEMBER)
    found = read_timeline(message, asked=True)
    assert found is not None
    assert found.text == "avant  Fin Février"
    assert message.raw[found.start : found.end] == found.text


@settings(deadline=None)
@given(st.text(max_size=2000), st.sampled_from(["fr", "en"]), st.dates(), st.booleans())
def test_any_text_on_any_day_is_read_without_an_error(text: str, language: Language, today: date, asked: bool) -> None:
    found = read_timeline(Utterance(text, language, today), asked=asked)
    assert found is None or found.value.by is None or found.value.horizon == horizon_of(found.value.by, today)


WORDS = [
    "mars",
    "15",
    "d'ici",
    "2 mois",
    "fin de",
    "l'été",
    "pas avant",
    "Q1",
    "2027",
    "a year",
    "or",
    "urgent",
    "no",
    "jeudi",
    "/",
    ", ",
    "plus tard",
    "2 ou 3 ",
    "début du mois",
    "le 15",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=250), st.sampled_from(["fr", "en"]), st.dates())
def test_words_of_time_in_any_order_are_read_without_an_error(words: list[str], language: Language, today: date) -> None:
    read_timeline(Utterance(" ".join(words)[:2000], language, today), asked=True)


@pytest.mark.parametrize(
    "word", ["mars ", "2 mois ", "pas ", "a ", "le ", "1/", "fin de l'", "no the ", "d'ici la ", "urgent ", "15/03/2027 ", "un ", "(", "en 2027 "]
)
def test_a_long_message_is_read_at_once(word: str) -> None:
    message = Utterance((word * 2000)[:2000], "fr", NOVEMBER)
    with no_blow_up():
        read_timeline(message, asked=True)
