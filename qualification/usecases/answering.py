"""Taking in what a visitor said: answers, corrections, refusals, not knowing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from qualification.bant import Budget
from qualification.lead import ANSWERED, Answer, Attribute, Lead, answer_to, is_known, lacks_period
from qualification.reading.hearing import Heard
from qualification.reading.refused import Refused
from qualification.site import Site
from qualification.storage.leads import as_json
from qualification.usecases.turn import Turn

_QUIET = frozenset({"job_title", "website"})
"""Read in passing: never asked, and no news to the visitor."""

AWAY = timedelta(hours=4)
"""After a silence this long, the talk resumes with a greeting that knows."""


@dataclass(frozen=True)
class Noted:
    """What was taken in: what is new, what replaced something else, what could not be right."""

    new: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    refused: Mapping[Attribute, Refused] = field(default_factory=dict)


def _completed(value: Any, lead: Lead, site: Site, corrects: bool) -> Any:
    """A budget with its currency: as said, else as said before, else the usual one; a corrected amount keeps its period."""
    if not isinstance(value, Budget):
        return value
    before = lead.budget.value
    currency = value.currency or (before.currency if before and corrects else None)
    period = value.period or (before.period if before and corrects else None)
    return replace(value, currency=currency or ("EUR" if lead.language == "fr" else site.default_currency), period=period)


def _with(lead: Lead, attribute: str, value: Any, text: str) -> Lead:
    if attribute in ANSWERED:
        return replace(lead, **{ANSWERED[attribute]: Answer("answered", value, text)})  # type: ignore[arg-type]
    return replace(lead, **{attribute: value})


def _value_of(lead: Lead, attribute: str) -> Any:
    return answer_to(lead, attribute).value if attribute in ANSWERED else getattr(lead, attribute)


def take_in(turn: Turn, heard: Heard) -> Noted:
    """Saves every fact that was heard as an attribute of the lead; a later statement replaces an earlier one, and the history keeps both."""
    new: list[str] = []
    corrected: list[str] = []
    for attribute, reading in heard.facts.items():
        lead = turn.lead
        value = _completed(reading.value, lead, turn.site, heard.corrects)
        before = _value_of(lead, attribute)
        if before == value:
            continue
        turn.note("fact", attribute, as_json(before) if before is not None else None, as_json(value), reading.text, "visitor")
        (corrected if is_known(lead, attribute) and before is not None else new).append(attribute)
        turn.lead = _with(turn.lead, attribute, value, reading.text)
    amended = _amended(turn.lead, heard)
    if amended:
        (new if lacks_period(turn.lead) else corrected).append("budget")
        _note_amended(turn, amended)
    for attribute in sorted(heard.declined):
        _decline(turn, attribute)
    told = [attribute for attribute in (*new, *corrected) if attribute not in _QUIET]
    if told:
        asking = turn.lead.interview.asking
        turn.lead = turn.lead.interviewed(last_answered=asking if asking in told else told[-1], misunderstood=0)
        turn.assess()
    return Noted(tuple(new), tuple(corrected), heard.refused)


def _amended(lead: Lead, heard: Heard) -> Budget | None:
    """The budget with the period or the currency that was said of it afterwards; None when that changes nothing."""
    budget = lead.budget.value
    if budget is None or not (budget.low or budget.high):
        return None
    takes_period = lacks_period(lead) or heard.corrects
    after = replace(budget, period=(heard.period if takes_period else None) or budget.period, currency=heard.currency or budget.currency)
    return after if after != budget else None


def _note_amended(turn: Turn, after: Budget) -> None:
    budget = turn.lead.budget
    what = "period" if budget.value and budget.value.currency == after.currency else "currency"
    turn.note("fact", "budget", as_json(budget.value) if budget.value else None, as_json(after), what, "visitor")
    turn.lead = replace(turn.lead, budget=replace(budget, value=after))


def came_back(turn: Turn) -> bool:
    """Whether the visitor was away for a while in the middle of the talk."""
    return bool(turn.before.interview.asked) and turn.now - turn.before.updated_at > AWAY


def close(lead: Lead, attribute: str) -> Lead:
    """The lead, not to be asked about `attribute` any more."""
    return lead.interviewed(closed=lead.interview.closed | {attribute})


def reopen(lead: Lead, attribute: str) -> Lead:
    """The lead, which may be asked about `attribute` after all."""
    return lead.interviewed(closed=lead.interview.closed - {attribute}, asked={**lead.interview.asked, attribute: 0})


def decline(turn: Turn) -> str | None:
    """The open question was refused: it is not asked again. Gives what was refused, or None when nothing was asked."""
    asking = turn.lead.interview.asking
    if asking is None or asking == "confirmation":
        return None
    _decline(turn, asking)
    turn.lead = turn.lead.interviewed(misunderstood=0)
    turn.assess()
    return asking


def _decline(turn: Turn, attribute: str) -> None:
    """Marks what the visitor would rather not say, unless they have said it, and asks it no more."""
    if attribute in ANSWERED and not is_known(turn.lead, attribute):
        turn.lead = replace(turn.lead, **{ANSWERED[attribute]: Answer("declined")})  # type: ignore[arg-type]
        turn.note("fact", attribute, None, "declined", "declined", "visitor")
    for closed in (attribute, "budget_period") if attribute == "budget" else (attribute,):
        turn.lead = close(turn.lead, closed)


def not_known(turn: Turn) -> str | None:
    """The visitor cannot tell: asked once more with ranges to choose from, then left alone. Gives what is still asked."""
    asking = turn.lead.interview.asking
    if asking is None:
        return None
    if turn.lead.interview.asked.get(asking, 0) >= 2:
        turn.lead = close(turn.lead, asking)
        return None
    return asking
