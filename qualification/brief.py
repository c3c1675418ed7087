"""What a rep has to know before a meeting: what is still worth asking."""

from __future__ import annotations

from qualification.interview import QUALIFYING
from qualification.lead import Lead, is_known, lacks_period

WORTH_KNOWING = (*QUALIFYING, "company_size", "company", "job_title", "phone")


def to_ask(lead: Lead) -> tuple[str, ...]:
    """What nobody knows of the lead yet, most important first; what was declined is not asked again. `budget_period` when only that is missing."""
    missing = [attribute for attribute in WORTH_KNOWING if not is_known(lead, attribute)]
    return tuple((["budget_period"] if lacks_period(lead) else []) + missing)
