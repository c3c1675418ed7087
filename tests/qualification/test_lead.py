"""What counts as known of a lead."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from qualification.bant import Budget
from qualification.lead import ANSWERED, ATTRIBUTES, Answer, answer_to, is_known, lacks_period
from tests.cast import CLAIRE, NORA, TOM


def test_of_somebody_new_nothing_is_known() -> None:
    assert [one for one in ATTRIBUTES if is_known(NORA, one)] == []


def test_a_refused_answer_is_known_too_since_asking_again_would_be_rude() -> None:
    assert is_known(TOM, "budget")
    assert TOM.budget.value is None


def test_all_that_was_told_is_known() -> None:
    assert [one for one in ATTRIBUTES if not is_known(CLAIRE, one)] == ["website"]


def test_what_is_no_attribute_is_never_known() -> None:
    assert not is_known(CLAIRE, "slot")
    with pytest.raises(KeyError):
        answer_to(CLAIRE, "slot")


def test_every_answered_attribute_is_one_of_the_lead() -> None:
    assert set(ANSWERED) < set(ATTRIBUTES)
    assert {answer_to(NORA, one) for one in ANSWERED} == {Answer()}


@pytest.mark.parametrize("way", ["email", "phone"])
def test_an_address_or_a_number_makes_someone_reachable(way: str) -> None:
    assert not NORA.is_reachable
    assert replace(NORA, **{way: "+33612345678"}).is_reachable  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "period", "lacks"),
    [
        (100, 100, None, True),
        (None, 100, None, True),
        (100, None, None, True),
        (100, 100, "month", False),
        (0, 0, None, False),
        (None, None, None, False),
    ],
)
def test_an_amount_lacks_its_period_unless_there_is_nothing_to_spend(low: int | None, high: int | None, period: str | None, lacks: bool) -> None:
    said = Budget(None if low is None else Decimal(low), None if high is None else Decimal(high), "EUR", period)  # type: ignore[arg-type]
    assert lacks_period(replace(NORA, budget=Answer("answered", said, "…"))) is lacks
