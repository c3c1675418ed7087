"""Where a lead stands, and why (contract: Stages)."""

from __future__ import annotations

from dataclasses import dataclass

from qualification.lead import Lead, Stage
from qualification.money import reaches_floor
from qualification.site import Site

NEAR = frozenset({"now", "quarter", "half"})
"""The horizons within half a year."""
HAS_A_SAY = frozenset({"decision_maker", "influencer"})


@dataclass(frozen=True)
class Standing:
    """A stage and the ground for it, as a key of the history."""

    stage: Stage
    because: str


def _serves(lead: Lead, site: Site) -> bool:
    return lead.need.value is not None and site.topic(lead.need.value.topic) is not None


def _is_near(lead: Lead) -> bool:
    return lead.timeline.value is not None and lead.timeline.value.horizon in NEAR


def _has_a_say(lead: Lead) -> bool:
    return lead.authority.value is not None and lead.authority.value.role in HAS_A_SAY


def _can_pay(lead: Lead, site: Site) -> bool:
    if lead.budget.state == "declined":
        return True
    return lead.budget.value is not None and reaches_floor(lead.budget.value, site)


def _is_barred(lead: Lead) -> bool:
    """A user without a say, someone who asks for others, or no plan at all: at most an MQL."""
    no_say = lead.authority.value is not None and lead.authority.value.role in ("user", "none")
    return no_say or (lead.timeline.value is not None and lead.timeline.value.horizon == "none")


def is_sales_ready(lead: Lead, site: Site) -> str | None:
    """Why the lead is an SQL, or None while it is not one."""
    if _is_barred(lead):
        return None
    if _serves(lead, site) and _is_near(lead) and _has_a_say(lead) and _can_pay(lead, site):
        return "qualified"
    if lead.interview.wants_meeting and lead.need.state == "answered" and lead.is_reachable:
        return "asked_for_a_meeting"
    return None


def could_still_qualify(lead: Lead, site: Site) -> bool:
    """Whether answers that are still missing could make the lead an SQL."""
    if lead.disqualified_because or _is_barred(lead):
        return False
    if lead.need.value is not None and not _serves(lead, site):
        return False
    if lead.timeline.value is not None and not _is_near(lead):
        return False
    return not (lead.budget.value is not None and not reaches_floor(lead.budget.value, site))


def standing(lead: Lead, site: Site) -> Standing:
    """The stage that the facts give the lead.

    What sales did stands above the rules: a prospect or a customer stays one whatever is said later.
    """
    if lead.stage in ("prospect", "customer"):
        return Standing(lead.stage, "sales")
    if lead.disqualified_because:
        return Standing("disqualified", lead.disqualified_because)
    if ground := is_sales_ready(lead, site):
        return Standing("sql", ground)
    if not lead.is_reachable:
        return Standing("visitor", "not_reachable")
    if lead.need.state == "answered" and lead.score.total >= site.scoring.mql_from:
        return Standing("mql", "score")
    return Standing("cold", "not_mature")
