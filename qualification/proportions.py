"""A share with its interval, so that few cases are not taken for a law."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054
"""The normal quantile of a two-sided interval of 95 %."""


@dataclass(frozen=True)
class Share:
    """`of` out of `all`, with the interval in which the true share lies 95 times in 100.

    Without any case there is no rate, and anything is possible.
    """

    of: int
    all: int

    @property
    def rate(self) -> float | None:
        return self.of / self.all if self.all else None

    @property
    def low(self) -> float:
        return self._interval()[0]

    @property
    def high(self) -> float:
        return self._interval()[1]

    def _interval(self) -> tuple[float, float]:
        """Wilson's score interval, which holds for few cases and for shares of nought and of one too."""
        if not self.all:
            return 0.0, 1.0
        share, spread = self.of / self.all, Z95**2 / self.all
        middle = (share + spread / 2) / (1 + spread)
        half = Z95 * sqrt(share * (1 - share) / self.all + spread / (4 * self.all)) / (1 + spread)
        return max(0.0, middle - half), min(1.0, middle + half)
