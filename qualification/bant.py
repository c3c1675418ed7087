"""What a lead has said of budget, authority, need, timeline and size: values only, as the contract names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")

State = Literal["unknown", "answered", "declined"]
Period = Literal["once", "month", "year"]
Role = Literal["decision_maker", "influencer", "user", "none"]
Horizon = Literal["now", "quarter", "half", "year", "later", "none"]

HORIZON_DAYS: tuple[tuple[int, Horizon], ...] = ((31, "now"), (92, "quarter"), (184, "half"), (366, "year"))
"""The longest distance in days, included, of each horizon (contract); further is `later`."""


@dataclass(frozen=True)
class Budget:
    """An amount to spend. `low` and `high` are both included; None means no bound on that side."""

    low: Decimal | None
    high: Decimal | None
    currency: str | None = None
    """ISO 4217, or None when none was named."""
    period: Period | None = None


@dataclass(frozen=True)
class Authority:
    role: Role


@dataclass(frozen=True)
class Need:
    topic: str
    """A topic of the site, or `other`."""


@dataclass(frozen=True)
class Timeline:
    horizon: Horizon
    by: date | None = None
    """The latest day meant, when one can be told."""


@dataclass(frozen=True)
class Size:
    """Employees. `low` and `high` are both included; None means no bound on that side."""

    low: int | None
    high: int | None


def horizon_of(by: date, today: date) -> Horizon:
    """How far `by` is from `today`; a day already past is `now`."""
    days = (by - today).days
    for limit, horizon in HORIZON_DAYS:
        if days <= limit:
            return horizon
    return "later"
