"""What sales made of the leads that each rule, and each source, lifted to them. Nothing is changed by looking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from qualification.proportions import Share
from qualification.storage import outcomes
from qualification.storage.database import Database
from qualification.storage.outcomes import Outcome
from qualification.usecases.rescoring import Progress, everyone, nobody_looks

FEW = 10
"""Fewer judged leads than this say nothing yet."""


@dataclass(frozen=True)
class Proposed:
    """A lead that was proposed to sales, and what became of it."""

    lead_id: str
    rules: tuple[str, ...]
    source: str
    accepted: bool | None
    """None while sales has not said."""
    won: bool | None


@dataclass(frozen=True)
class Row:
    """What became of the leads that something lifted."""

    name: str
    lifted: int
    judged: int
    accepted: Share
    won: Share
    others: Share
    """How many sales accepted of the judged leads that it did not lift."""

    @property
    def says(self) -> str:
        """What the figures say, as far as they say anything."""
        if self.judged < FEW or self.others.all < FEW:
            return "too few to tell"
        if self.accepted.low > self.others.high:
            return "worth more points"
        if self.accepted.high < self.others.low:
            return "worth fewer points"
        return "no clear difference"


@dataclass(frozen=True)
class Report:
    whole: Row
    rules: tuple[Row, ...]
    sources: tuple[Row, ...]
    reasons: dict[str, int]
    """How often sales gave each reason for a no, most frequent first."""


def _verdict(given: Iterable[Outcome]) -> tuple[bool | None, bool | None]:
    """Whether sales accepted and whether it won. The first verdict says whether it was worth proposing; the last whether it was won."""
    verdicts = [one.verdict for one in given]
    if not verdicts:
        return None, None
    return verdicts[0] in ("accepted", "won"), "won" in verdicts if verdicts[-1] != "accepted" else None


def _row(name: str, lifted: list[Proposed], others: list[Proposed]) -> Row:
    judged = [one for one in lifted if one.accepted is not None]
    closed = [one for one in lifted if one.won is not None]
    beside = [one for one in others if one.accepted is not None]
    return Row(
        name,
        len(lifted),
        len(judged),
        Share(sum(bool(one.accepted) for one in judged), len(judged)),
        Share(sum(bool(one.won) for one in closed), len(closed)),
        Share(sum(bool(one.accepted) for one in beside), len(beside)),
    )


def _rows(proposed: list[Proposed], names: Callable[[Proposed], Iterable[str]]) -> tuple[Row, ...]:
    every = sorted({name for one in proposed for name in names(one)})
    rows = [_row(name, [one for one in proposed if name in names(one)], [one for one in proposed if name not in names(one)]) for name in every]
    return tuple(sorted(rows, key=lambda row: -row.lifted))


def report(database: Database, progress: Progress = nobody_looks) -> Report:
    """Per rule and per source: the leads it lifted, and what sales said of them."""
    with database.reading() as connection:
        given = outcomes.all_of(connection)
    by_lead: dict[str, list[Outcome]] = {}
    for one in given:
        by_lead.setdefault(one.lead_id, []).append(one)
    proposed: list[Proposed] = []
    looked = 0
    for batch, _ in everyone(database):
        for stored in batch:
            lead = stored.lead
            if lead.merged_into or not (lead.proposed_by or lead.id in by_lead):
                continue
            verdicts = [one for talk in (*lead.stands_for, lead.id) for one in by_lead.get(talk, ())]
            rules = verdicts[0].rules if verdicts else lead.proposed_by
            source = lead.source.utm_source or lead.source.supplier or lead.source.kind
            proposed.append(Proposed(lead.id, rules, source, *_verdict(sorted(verdicts, key=lambda one: one.at))))
        looked += len(batch)
        progress(looked)
    reasons = Counter(one.reason for one in given if one.reason)
    return Report(
        _row("all", proposed, []), _rows(proposed, lambda one: one.rules), _rows(proposed, lambda one: (one.source,)), dict(reasons.most_common())
    )


def _share(one: Share) -> dict[str, Any]:
    return {"of": one.of, "all": one.all, "rate": one.rate, "low": one.low, "high": one.high}


def _row_as_data(row: Row) -> dict[str, Any]:
    shares = {"accepted": _share(row.accepted), "won": _share(row.won), "accepted_of_the_others": _share(row.others)}
    return {"name": row.name, "lifted": row.lifted, "judged": row.judged, **shares, "says": row.says}


def as_data(found: Report) -> dict[str, Any]:
    """The report for programs."""
    return {
        "all": _row_as_data(found.whole),
        "rules": [_row_as_data(row) for row in found.rules],
        "sources": [_row_as_data(row) for row in found.sources],
        "reasons": found.reasons,
    }
