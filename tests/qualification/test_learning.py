"""What can be learnt from past leads is learnt, what would deceive is left out by name, and how well it does is measured on leads held back."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from math import exp
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter

from qualification.learning import TooFew, date_in, learn, number_in, typed, why_left_out
from qualification.opinion import Opinion
from tests.conftest import NOW


def past_leads(count: int = 800) -> tuple[dict[str, list[Any]], list[bool]]:
    """Leads whose outcome depends on sector and source, a little on size, and on nothing else."""
    chance = random.Random(7)
    columns: dict[str, list[Any]] = {name: [] for name in ("sector", "source", "size", "noise", "id", "country", "note", "signed_at", "discount")}
    outcomes = []
    for n in range(count):
        sector, source = chance.choice(["retail", "services", "public"]), chance.choice(["fair", "web", "bought"])
        size = chance.choice([None, float(chance.randint(1, 400))])
        pull = -0.8 + 1.5 * (sector == "services") + 1.2 * (source == "fair") - 1.2 * (source == "bought") + (0 if size is None else size / 400)
        good = chance.random() < 1 / (1 + exp(-pull))
        outcomes.append(good)
        values = (sector, source, size, chance.choice(["a", "b"]), float(1000 + n), "FR", f"note {n}")
        for name, value in zip(columns, (*values, date(2026, 1, 2) if good else None, good if chance.random() < 0.995 else not good), strict=True):
            columns[name].append(value)
    return columns, outcomes


@pytest.fixture(scope="module")
def learnt() -> Opinion:
    return learn(*past_leads(), NOW, "past.csv")


def test_it_ranks_leads_that_it_was_not_shown_better_than_chance(learnt: Opinion) -> None:
    quality = learnt.quality
    assert (quality.leads, quality.held_back) == (800, 200)
    assert 0.7 < quality.auc < 0.95
    assert quality.auc_low > 0.5
    assert quality.brier < quality.brier_of_the_share
    assert quality.top_fifth > 0.25


def test_columns_that_would_deceive_are_left_out_by_name_and_with_why(learnt: Opinion) -> None:
    why = {one.name: one.why for one in learnt.left_out}
    assert set(why) == {"id", "country", "note", "signed_at", "discount"}
    assert "a number of its own for every row" in why["id"]
    assert why["country"] == "is always FR"
    assert "names rather than kinds" in why["note"]
    assert "leaks the outcome: it is filled for 100% of the good leads and 0% of the others" in why["signed_at"]
    assert "alone ranks leads almost perfectly" in why["discount"]


def test_what_weighs_most_is_what_the_outcome_depends_on(learnt: Opinion) -> None:
    assert list(learnt.importance)[:2] in (["sector", "source"], ["source", "sector"])
    assert list(learnt.importance)[-1] == "noise"


def test_probabilities_mean_what_they_say() -> None:
    columns, outcomes = past_leads(2000)
    opinion = learn(columns, outcomes, NOW, "past.csv")
    said = np.array([opinion.probability({name: cells[n] for name, cells in columns.items()}) for n in range(2000)])
    good = np.array(outcomes)
    for low, high in ((0.1, 0.4), (0.4, 0.7), (0.7, 1.0)):
        here = (said >= low) & (said < high)
        assert abs(said[here].mean() - good[here].mean()) < 0.06


def test_a_lead_is_told_what_speaks_for_and_against_it(learnt: Opinion) -> None:
    strong, weak = {"sector": "services", "source": "fair"}, {"sector": "retail", "source": "bought"}
    assert learnt.probability(strong) > 0.7 > 0.3 > learnt.probability(weak)
    assert learnt.weighed(strong)["sector"] > 0 > learnt.weighed(weak)["source"]
    assert 0 < learnt.probability({"sector": "never seen", "size": "no number"}) < 1
    assert 0 < learnt.probability({}) < 1


def test_learning_twice_learns_the_same(learnt: Opinion) -> None:
    assert learn(*past_leads(), NOW, "past.csv") == learnt


def test_an_opinion_is_data_and_comes_back_from_json_as_it_was(learnt: Opinion) -> None:
    adapter: TypeAdapter[Opinion] = TypeAdapter(Opinion)
    again = adapter.validate_json(adapter.dump_json(learnt))
    assert again.probability({"sector": "services"}) == pytest.approx(learnt.probability({"sector": "services"}))
    assert again.left_out == learnt.left_out


def test_too_few_outcomes_are_told_with_how_many_are_missing() -> None:
    columns, outcomes = past_leads(150)
    with pytest.raises(TooFew, match="there are 150 outcomes; learning takes 200, so 50 are missing"):
        learn(columns, outcomes, NOW, "x")
    with pytest.raises(TooFew, match="only 3 outcomes are of one kind; learning takes 20 of each, so 17 are missing"):
        learn({"a": ["x"] * 300}, [True] * 297 + [False] * 3, NOW, "x")


def test_without_any_column_to_learn_from_that_is_told() -> None:
    with pytest.raises(TooFew, match="no column is left to learn from: a is always x"):
        learn({"a": ["x"] * 300}, [True] * 150 + [False] * 150, NOW, "x")


def test_dates_after_the_outcome_leak_it() -> None:
    cells = [date(2026, 5, 1)] * 50 + [date(2026, 1, 1)] * 50
    decided = [date(2026, 3, 1)] * 100
    assert "50 of its dates are after it" in str(why_left_out(cells, np.array([True, False] * 50), decided))
    assert "holds dates" in str(why_left_out(cells, np.array([True, False] * 50)))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("1.234,50 €", 1234.5),
        ("12%", 12.0),
        ("-3", -3.0),
        ("1,234,567", 1234567.0),
        ("n/a", None),
        ("12 rue", None),
    ],
)
def test_numbers_are_read_in_french_and_english_writing(text: str, number: float | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "day"), [("2026-11-28", date(2026, 11, 28)), ("28/11/2026", date(2026, 11, 28)), ("31/02/2026", None), ("12", None)]
)
def test_dates_are_read(text: str, day: date | None) -> None:
    assert date_in(text) == day


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["1", "2,5", ""], [1.0, 2.5, None]),
        (["oui", "Non", ""], [True, False, None]),
        (["2026-01-02", ""], [date(2026, 1, 2), None]),
        (["a", " b ", ""], ["a", "b", None]),
        (["", ""], [None, None]),
    ],
)
def test_types_are_found(cells: Sequence[str], found: list[Any]) -> None:
    assert typed(cells) == found
