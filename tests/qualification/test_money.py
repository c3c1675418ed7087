"""Budgets compare by what they are worth a year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from qualification.bant import Budget
from qualification.money import reaches_floor, yearly_worth
from qualification.site import Site


def budget(low: int | None, high: int | None, currency: str | None = "EUR", period: str | None = "year") -> Budget:
    return Budget(None if low is None else Decimal(low), None if high is None else Decimal(high), currency, period)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "worth"),
    [
        (budget(1000, 1000), 1000),
        (budget(1000, 5000), 5000),
        (budget(None, 800), 800),
        (budget(2000, None), 2000),
        (budget(100, 100, period="month"), 1200),
        (budget(900, 900, period="once"), 900),
        (budget(900, 900, period=None), 900),
        (budget(0, 0), 0),
        (budget(1000, 1000, currency=None), 1000),
        (budget(1000, 1000, currency="GBP"), 1160),
        (budget(100, 100, currency="USD", period="month"), 1104),
    ],
)
def test_a_budget_is_worth_the_most_it_allows_in_a_year(site: Site, said: Budget, worth: int) -> None:
    assert yearly_worth(said, site) == worth


def test_a_currency_without_a_rate_has_no_worth_and_gets_the_benefit_of_the_doubt(site: Site) -> None:
    said = budget(1, 1, currency="XAF")
    assert yearly_worth(said, site) is None
    assert reaches_floor(said, site)


@pytest.mark.parametrize(
    ("said", "enough"),
    [
        (budget(500, 500), True),
        (budget(499, 499), False),
        (budget(0, 0), False),
        (budget(42, 42, period="month"), True),
        (budget(41, 41, period="month"), False),
        (budget(None, 10000), True),
        (budget(None, 400), False),
        (budget(100, None), False),
        (budget(450, 450, currency="GBP"), True),
    ],
)
def test_the_floor_is_five_hundred_euros_a_year_or_their_worth(site: Site, said: Budget, enough: bool) -> None:
    assert reaches_floor(said, site) is enough


def test_an_amount_without_a_currency_is_in_the_currency_of_the_site(site: Site) -> None:
    british = replace(site, default_currency="GBP", rates={"EUR": Decimal("0.86")})
    assert yearly_worth(budget(1000, 1000, currency=None), british) == 1000
    assert yearly_worth(budget(1000, 1000, currency="EUR"), british) == 860
