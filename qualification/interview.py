"""What to ask next: what is worth most and not known; when to stop; never the same question to someone who answered it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from qualification.lead import Lead, is_known, lacks_period
from qualification.money import reaches_floor
from qualification.site import Site
from qualification.stages import could_still_qualify, is_sales_ready
from qualification.worth import NOTHING_MEASURED, Asked, worth

QUALIFYING = ("need", "timeline", "budget", "authority")
"""What the stage depends on. Of two that are worth the same, the first is asked: it is easier to tell."""
AT_MOST = 3
"""How often one attribute is asked in all (contract)."""
OPTIONAL = frozenset({"company", "phone", "marketing_consent"})
"""Asked once: no answer is needed to go on."""


@dataclass(frozen=True)
class Question:
    """The next thing to ask, and why, for the history."""

    asks: str
    because: str
    detail: str | None = None
    """`period` when only the period of a known budget is missing."""


def limit_of(asks: str) -> int:
    """How often something is asked before it is left alone; coming back to it after a digression does not count."""
    return 1 if asks in OPTIONAL else AT_MOST


def may_ask(lead: Lead, attribute: str) -> bool:
    """Whether asking is still polite: not known, not refused, not asked too often. The open question may be come back to."""
    interview = lead.interview
    is_open = interview.asking == attribute or interview.asked.get(attribute, 0) < limit_of(attribute)
    return is_open and not is_known(lead, attribute) and attribute not in interview.closed


def needs_period(lead: Lead, site: Site) -> bool:
    """Whether the period of the budget decides if it reaches the floor ("100 €": a month, or in all?)."""
    budget = lead.budget.value
    if budget is None or not lacks_period(lead) or reaches_floor(budget, site):
        return False
    highest = budget.high if budget.high is not None else budget.low
    return highest is not None and highest * 12 * site.rates.get(budget.currency or "", Decimal(1)) >= site.budget_floor


def _may_ask_period(lead: Lead, site: Site) -> bool:
    is_open = lead.interview.asking == "budget" or lead.interview.asked.get("budget", 0) < AT_MOST
    return needs_period(lead, site) and "budget_period" not in lead.interview.closed and is_open


def _first(lead: Lead, attributes: tuple[str, ...], because: str) -> Question | None:
    return next((Question(one, because) for one in attributes if may_ask(lead, one)), None)


def _for_the_meeting(lead: Lead) -> Question | None:
    """Who the meeting is with: a name and a way to reach them."""
    if lead.is_reachable:
        return _first(lead, ("name",), "the rep should know who comes")
    return _first(lead, ("name", "email", "phone"), "the invitation needs an address")


def _to_qualify(lead: Lead, site: Site, measured: Mapping[str, Asked]) -> Question | None:
    if not could_still_qualify(lead, site) and not _may_ask_period(lead, site):
        return None
    if _may_ask_period(lead, site) and (lead.interview.asking == "budget" or not (may_ask(lead, "need") or may_ask(lead, "timeline"))):
        return Question("budget", "a month or a year decides whether it is enough", "period")
    # Whoever was just asked is not asked something else instead: the open question is come back to.
    if lead.interview.asking in QUALIFYING and may_ask(lead, lead.interview.asking):
        return Question(lead.interview.asking, str(worth(lead, lead.interview.asking, site, measured)))
    askable = [worth(lead, attribute, site, measured) for attribute in QUALIFYING if may_ask(lead, attribute)]
    best = max(askable, key=lambda one: one.value, default=None)
    return Question(best.attribute, str(best)) if best and best.value > 0 else None


def _to_stay_in_touch(lead: Lead, site: Site) -> Question | None:
    """An address, for something the visitor gets; then whether they want to hear from us."""
    offered = lead.interview.wants_content or (lead.need.value is not None and site.topic(lead.need.value.topic) is not None)
    if offered and not lead.is_reachable and may_ask(lead, "email"):
        return Question("email", "what was promised has to be sent somewhere")
    undecided = not lead.consent.marketing and lead.consent.text_version is None
    if lead.email and undecided and not is_sales_ready(lead, site) and may_ask(lead, "marketing_consent"):
        return Question("marketing_consent", "nobody is mailed without having agreed")
    return None


def next_question(lead: Lead, site: Site, measured: Mapping[str, Asked] = NOTHING_MEASURED) -> Question | None:
    """What to ask now, or None when no answer could change what happens next. `measured` tells how each question fared so far."""
    interview = lead.interview
    if interview.confirming:
        return Question("confirmation", "what cannot be undone is confirmed first")
    if interview.ended or lead.disqualified_because:
        return None
    if interview.moving and "slot" not in interview.closed:
        return Question("slot", "the meeting is to be moved")
    if interview.booked:
        return _first(lead, ("company", "company_size", "phone"), "it prepares the meeting")
    if interview.held:
        return _for_the_meeting(lead)
    if interview.wants_content and not lead.is_reachable and may_ask(lead, "email"):
        return Question("email", "what was asked for has to be sent somewhere")
    wants_meeting = interview.wants_meeting and "slot" not in interview.closed
    if (
        wants_meeting
        and not is_sales_ready(lead, site)
        and (question := _first(lead, ("need", "email", "phone"), "a meeting needs a subject and an address"))
    ):
        return question
    if is_sales_ready(lead, site):
        if "slot" not in interview.closed:
            if not wants_meeting and may_ask(lead, "company_size"):
                return Question("company_size", "it decides who can advise best")
            return Question("slot", "the lead is ready for sales")
    elif question := _to_qualify(lead, site, measured):
        return question
    return _to_stay_in_touch(lead, site)
