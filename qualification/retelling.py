"""A lead as it stood on a past date, told again from its history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from qualification.bant import Authority, Budget, Need, Size, Timeline
from qualification.history import Change
from qualification.lead import ANSWERED, Answer, Lead
from qualification.stages import higher


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


_VALUES: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "need": lambda kept: Need(kept["topic"]),
    "authority": lambda kept: Authority(kept["role"]),
    "timeline": lambda kept: Timeline(kept["horizon"], date.fromisoformat(kept["by"]) if kept.get("by") else None),
    "budget": lambda kept: Budget(_decimal(kept["low"]), _decimal(kept["high"]), kept.get("currency"), kept.get("period")),
    "company_size": lambda kept: Size(kept["low"], kept["high"]),
}
"""How each answer is kept in the history, as a value again."""
_PLAIN = frozenset({"name", "email", "phone", "job_title", "company", "website", "sector"})
_WISHES = frozenset({"wants_meeting", "wants_content"})


def _answer(name: str, kept: Any, words: str | None) -> Answer[Any]:
    if kept is None:
        return Answer()
    return Answer("declined") if kept == "declined" else Answer("answered", _VALUES[name](kept), words)


def with_fact(lead: Lead, name: str, kept: Any, words: str | None, at: datetime | None) -> Lead:
    """The lead with one fact as a line of the history has it, or as it is for a fact that is not kept so; `at` None: before the first line."""
    told_at = {one: moment for one, moment in lead.told_at.items() if one != name} | ({name: at} if at else {})
    lead = replace(lead, told_at=told_at)
    if name in ANSWERED:
        return replace(lead, **{ANSWERED[name]: _answer(name, kept, words)})  # type: ignore[arg-type]
    if name in _PLAIN:
        return replace(lead, **{name: kept})
    return lead.interviewed(**{name: bool(kept)}) if name in _WISHES else lead


def lead_as_of(lead: Lead, changes: Iterable[Change], at: datetime) -> Lead:
    """The lead with every fact and the stage as they were at `at`, included. What the history never names is as it is now."""
    lines = list(changes)
    facts = [one for one in lines if one.kind == "fact" and one.name is not None]
    for first in {one.name: one for one in reversed(facts)}.values():
        lead = with_fact(lead, first.name or "", first.before, None, None)
    for one in facts:
        if one.at <= at:
            # A detail that was added ("period") is said in the words of the answer it completes.
            detail = one.name == "budget" and one.because in ("period", "currency")
            lead = with_fact(lead, one.name or "", one.after, lead.budget.text if detail else one.because, one.at)
    stages = [one for one in lines if one.kind == "stage"]
    if stages:
        reached = [one for one in stages if one.at <= at]
        lead = replace(lead, stage=reached[-1].after if reached else stages[0].before)
        highest = lead.stage
        for one in reached:
            highest = higher(one.after, highest)
        lead = replace(lead, highest_stage=highest)
    reason = [one.because for one in stages if one.at <= at and one.after == "disqualified"]
    if lead.stage != "disqualified":
        lead = replace(lead, disqualified_because=None)
    elif reason and lead.disqualified_because is None:
        lead = replace(lead, disqualified_because=reason[-1])  # type: ignore[arg-type]
    return lead
