"""Horizons, as the contract draws their lines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qualification.bant import Horizon, horizon_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("days", "horizon"),
    [
        (-400, "now"),
        (0, "now"),
        (31, "now"),
        (32, "quarter"),
        (92, "quarter"),
        (93, "half"),
        (184, "half"),
        (185, "year"),
        (366, "year"),
        (367, "later"),
    ],
)
def test_a_day_belongs_to_the_first_horizon_that_reaches_it(days: int, horizon: Horizon) -> None:
    assert horizon_of(TODAY + timedelta(days), TODAY) == horizon
