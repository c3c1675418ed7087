"""A second opinion beside the points: the calibrated probability that sales accepts, from numbers that were learnt, and what weighed most.

It is data, not code: a JSON file of weights, which is read and never run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import exp

from qualification.facts import FACTS, Act, as_json, facts_of
from qualification.lead import Lead
from qualification.site import Site

Cell = str | float | bool | None
"""What a column may hold; None where nothing is known."""


@dataclass(frozen=True)
class Number:
    """A column of numbers: how far from the usual, in usual distances, weighs `weight`; not knowing it weighs `unknown`."""

    name: str
    mean: float
    spread: float
    weight: float = 0.0
    unknown: float = 0.0

    def says(self, cell: Cell) -> float:
        if cell is None or isinstance(cell, str):
            return self.unknown
        return (float(cell) - self.mean) / self.spread * self.weight


@dataclass(frozen=True)
class Kind:
    """A column of kinds: each known one weighs what `weights` says, a rare one or one never seen what `rare` says."""

    name: str
    weights: Mapping[str, float] = field(default_factory=dict)
    rare: float = 0.0
    unknown: float = 0.0
    usual: float = 0.0
    """What the column weighs on average, so that it can be said what one lead has more or less of."""

    def says(self, cell: Cell) -> float:
        weight = self.unknown if cell is None or cell == "" else self.weights.get(kind_of(cell), self.rare)
        return weight - self.usual


def kind_of(cell: Cell) -> str:
    """A cell as a kind: yes and no are kinds too."""
    return str(cell).strip().casefold()


@dataclass(frozen=True)
class Quality:
    """How well the model does on leads it was not shown while learning."""

    leads: int
    good: int
    held_back: int
    auc: float
    """How often a good lead was ranked above another: 0.5 is chance, 1 is always."""
    auc_low: float
    auc_high: float
    brier: float
    """The mean squared distance between the probability and what happened: 0 is best."""
    brier_of_the_share: float
    """The same for somebody who always says the overall share."""
    top_fifth: float
    """The share of all good leads that was in the fifth ranked highest: 0.2 is chance."""


@dataclass(frozen=True)
class LeftOut:
    """A column that was not learnt from, and why."""

    name: str
    why: str


@dataclass(frozen=True)
class Opinion:
    """What was learnt."""

    fitted_at: datetime
    of: str
    """What it was learnt from: `outcomes`, or the file's name."""
    base: float
    numbers: tuple[Number, ...]
    kinds: tuple[Kind, ...]
    slope: float
    """With `shift`, what makes a probability of the weighed sum (Platt)."""
    shift: float
    quality: Quality
    left_out: tuple[LeftOut, ...] = ()

    def weighed(self, row: Mapping[str, Cell]) -> dict[str, float]:
        """What each column weighs for this row, the heaviest first; positive speaks for the lead."""
        columns: tuple[Number | Kind, ...] = (*self.numbers, *self.kinds)
        said = {one.name: one.says(row.get(one.name)) for one in columns}
        return dict(sorted(said.items(), key=lambda item: -abs(item[1])))

    def probability(self, row: Mapping[str, Cell]) -> float:
        """How probable it is that this lead is a good one, from 0 to 1."""
        total = self.base + sum(self.weighed(row).values())
        return 1 / (1 + exp(max(-60.0, min(60.0, self.slope * total + self.shift))))

    @property
    def importance(self) -> dict[str, float]:
        """How much each column can move the sum: the spread of what it says, the heaviest first."""
        found = {one.name: abs(one.weight) for one in self.numbers}
        for one in self.kinds:
            weights = [*one.weights.values(), one.rare, one.unknown]
            found[one.name] = (max(weights) - min(weights)) / 2
        return dict(sorted(found.items(), key=lambda item: -item[1]))


OWN = "outcomes"
"""What an opinion from our own outcomes is called."""
ONLY_WHETHER = frozenset({"company.name", "company.website", "contact.name", "contact.email", "contact.phone", "contact.job_title"})
"""Of these only whether they are known is looked at: who somebody is says nothing of the next."""


def row_of(facts: Mapping[str, object]) -> dict[str, Cell]:
    """Facts as rows to learn from."""
    row: dict[str, Cell] = {}
    for name in FACTS:
        value = facts.get(name)
        if name in ONLY_WHETHER:
            row[name] = value is not None
        elif isinstance(value, (str, bool)) or value is None:
            row[name] = value
        else:
            row[name] = float(str(value))
    return row


def opinion_on(opinion: Opinion, lead: Lead, acts: tuple[Act, ...], site: Site) -> tuple[float, dict[str, float]]:
    """The probability that sales accepts this lead, and what weighed, heaviest first."""
    row = row_of(as_json(facts_of(lead, acts if lead.counts_acts else (), site)))
    return opinion.probability(row), opinion.weighed(row)
