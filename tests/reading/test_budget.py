"""What a visitor can spend, and what is somebody else's money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualification.bant import Budget, Language, Period
from qualification.reading.budget import read_budget
from qualification.reading.budget_details import read_currency, read_period
from qualification.reading.utterance import Utterance
from tests.reading.patience import no_blow_up

SUNDAY = date(2026, 11, 22)


def budget(text: str, language: Language = "fr", *, asked: bool = True) -> Budget | None:
    found = read_budget(Utterance(text, language, SUNDAY), asked=asked)
    return found.value if found else None


def exactly(amount: int, currency: str | None = None, period: Period | None = None) -> Budget:
    return Budget(Decimal(amount), Decimal(amount), currency, period)


WORDS = [
    "5000",
    "12k",
    "€",
    "$",
    "max",
    "par",
    "mois",
    "on",
    "a",
    "pas",
    "plus",
    "de",
    "12",
    "pers",
    "CA",
    "we",
    "pay",
    "no",
    "more",
    "than",
    "entre",
    "et",
    "7k",
    "?",
    ".",
    ",",
    "-",
    "un",
    "zéro",
    "budget",
]
NOTHING_TO_SPEND = Budget(None, Decimal(0))


def test_a_bare_number_is_a_budget_only_when_it_was_asked_for() -> None:
    assert budget("15k") == exactly(15000)
    assert budget("15k", asked=False) is None


def test_a_budget_unasked_names_itself() -> None:
    assert budget("on est 12, 15k max, c moi qui décide", asked=False) == Budget(None, Decimal(15000))
    assert budget("we're about 20 and have $300 a month", "en", asked=False) == exactly(300, "USD", "month")


def test_no_currency_is_guessed() -> None:
    assert budget("dix mille") == exactly(10000)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("5000 $CA", "CAD"),
        ("5000 $ ça irait", "USD"),
        ("CHF 5'000.-", "CHF"),
        ("5000 balles", "EUR"),
        ("5000 quid", "GBP"),
        ("5.000 kr.", "DKK"),
        ("5000 FCFA", "XOF"),
    ],
)
def test_a_currency_is_known_by_sign_code_or_word(text: str, currency: str) -> None:
    assert budget(text) == exactly(5000, currency)


def test_a_currency_that_could_be_several_is_not_read() -> None:
    assert budget("5000 pesos", "en") is None


def test_having_no_money_is_an_answer_and_having_no_figure_yet_is_none() -> None:
    assert budget("pas de budget") == NOTHING_TO_SPEND
    assert budget("it has to be free", "en") == NOTHING_TO_SPEND
    assert budget("pas encore de budget") is None
    assert budget("no budget limit", "en") is None
    assert budget("rien n'est encore décidé") is None


@pytest.mark.parametrize(
    "text",
    [
        "notre CA est de 2 millions d'euros",
        "votre concurrent est à 30€",
        "on paie 300€ par mois chez Sage",
        "06 12 34 56 78",
        "en mars 2027",
        "c'est combien, plus de 1000 € ?",
        "nous sommes 40 salariés",
        "75011 Paris",
        "on a levé 3 millions d'euros",
        "30%",
        "un budget à 5 chiffres",
    ],
)
def test_other_money_and_other_numbers_are_no_budget(text: str) -> None:
    assert budget(text) is None


def test_what_is_paid_today_is_a_budget_once_it_is_said_to_be() -> None:
    assert budget("we pay 300 a month today", "en") is None
    assert budget("we pay 300 a month today and that's the budget", "en") == exactly(300, None, "month")


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Sage is £212 pcm and I'm not paying a penny more than that", "en", Budget(None, Decimal(212), "GBP", "month")),
        ("on paie 300 € par an et on ne rajoutera pas un sou", "fr", Budget(None, Decimal(300), "EUR", "year")),
        ("above 3000 it goes to the board, so stay under that", "en", Budget(None, Decimal(3000))),
        ("nous payons 300 € par an, à budget constant donc", "fr", exactly(300, "EUR", "year")),
    ],
)
def test_another_sum_is_a_budget_once_it_is_said_to_be_the_most_or_to_stay(text: str, language: Language, value: Budget) -> None:
    assert budget(text, language) == value


def test_what_was_spent_in_an_earlier_year_is_no_budget() -> None:
    assert budget("En 2019 on avait mis 18 000 pour l'ancien logiciel") is None
    assert budget("En 2019 on avait mis 18 000, cette fois on reste sous les 5 000") == Budget(None, Decimal(5000))


def test_a_bare_amount_is_in_the_currency_of_the_other_and_in_its_period_when_they_are_alike() -> None:
    assert budget("they wanted £95 a month, I'd do seventy", "en") == exactly(70, "GBP", "month")
    assert budget("le CA est de 3 M€ par an, on a 5000 pour ça") == exactly(5000, "EUR")


def test_a_correction_in_one_message_reads_what_is_right() -> None:
    assert budget("18k, pas 8") == exactly(18000)
    assert budget("not 5k a year, 5k a month", "en") == exactly(5000, None, "month")
    assert budget("8k euh pardon 18k") == exactly(18000)


def test_an_amount_a_quarter_is_told_by_the_year() -> None:
    assert budget("600 € par trimestre") == exactly(2400, "EUR", "year")


def test_amounts_beyond_reason_are_not_read() -> None:
    assert budget("1 milliard d'euros") == exactly(10**9, "EUR")
    assert budget("99999999999 euros") is None
    assert budget("10^30 €") is None


def test_the_words_quoted_are_those_of_the_clause() -> None:
    message = Utterance("Bonjour, on est 9, 100 € par mois maximum. Merci", "fr", SUNDAY)
    found = read_budget(message, asked=False)
    assert found is not None
    assert found.text == "100 € par mois maximum"
    assert message.raw[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("par an", "year"),
        ("au mois", "month"),
        ("yearly", "year"),
        ("one shot", "once"),
        ("c'est annuel", "year"),
        ("en une fois", "once"),
        ("mois", "month"),
        ("pas par mois, par an", "year"),
        ("par mois, euh non par an", "year"),
        ("a one-off", "once"),
        ("per month please", "month"),
        ("une fois par an", "year"),
        ("that sum is for the whole year, not for each month", "year"),
        ("c'était pour l'année entière, pas pour un mois", "year"),
        ("non non, mensuel !", "month"),
        ("oups, c'est un montant unique, pas annuel", "once"),
        ("par mois je voulais dire, pas par an", "month"),
        ("sorry, that's one-off, not every year", "once"),
        ("my mistake, that figure covers the full year", "year"),
        ("paid once, no monthly fees", "once"),
        ("par mois ou par an", None),
        ("dans un an", None),
        ("l'année prochaine", None),
        ("12", None),
        ("", None),
    ],
)
def test_a_period_alone_answers_which_period_a_budget_is_for(text: str, period: Period | None) -> None:
    assert read_period(Utterance(text, "fr", SUNDAY)) == period


@given(st.text(max_size=2000), st.sampled_from(["fr", "en"]), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_an_exception(text: str, language: Language, asked: bool) -> None:
    message = Utterance(text, language, SUNDAY)
    read_period(message)
    found = read_budget(message, asked=asked)
    if found:
        assert 0 <= found.start <= found.end <= len(message.raw)
        assert found.value.high is None or found.value.high <= 52 * 10**9


@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=300,
    )
)
@settings(max_examples=200, deadline=None)
def test_any_jumble_of_budget_words_is_read_without_an_exception(words: list[str]) -> None:
    read_budget(Utterance(" ".join(words)[:2000], "fr", SUNDAY), asked=True)


@pytest.mark.parametrize("piece", ["1 ", "12k ", "5€/mois ", "0", "a@", "(555) ", "pas de budget ", "cherche un ", "no more than 5k, ", "€", "ab12 "])
def test_no_repetition_blows_up(piece: str) -> None:
    message = Utterance((piece * 2000)[:2000], "en", SUNDAY)
    with no_blow_up():
        read_budget(message, asked=True)


@pytest.mark.parametrize(
    ("text", "language", "currency"),
    [
        ("rectif : en dollars", "fr", "USD"),
        ("oh that's in pounds by the way", "en", "GBP"),
        ("sorry in euros not dollars", "en", "EUR"),
        ("en francs suisses", "fr", "CHF"),
        ("en dinars", "fr", None),
        ("on est en Europe", "fr", None),
        ("in 2 months", "en", None),
        ("5000 en dollars", "fr", None),
        ("euros I meant, not pounds!", "en", "EUR"),
        ("des dollars, pas des euros", "fr", "USD"),
        ("Pardon, je parlais en francs suisses", "fr", "CHF"),
        ("euros évidemment, désolé", "fr", "EUR"),
        ("dollars, sorry, not euros", "en", "USD"),
        ("that was pounds by the way", "en", "GBP"),
        ("Canadian dollars I should have said", "en", "CAD"),
        ("wait, euros", "en", "EUR"),
        ("pas en euros", "fr", None),
        ("cad qu'on verra", "fr", None),
        ("we sell in euros and dollars", "en", None),
    ],
)
def test_a_currency_alone_is_of_the_amount_said_before(text: str, language: Language, currency: str | None) -> None:
    assert read_currency(Utterance(text, language, date(2026, 11, 22))) == currency
