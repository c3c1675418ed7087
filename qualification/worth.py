"""What the answer to a question is worth: how much of what happens next hangs on it, and how many who are asked answer.

Every plausible answer is tried on the lead. When all of them lead to the same, knowing which is worth nothing; the more
evenly they part what comes next (a meeting, no meeting, another product), the more the answer is worth. It is the chance
that two visitors who answer differently are led on differently (the Gini impurity of what comes next).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, get_args

from qualification.bant import Authority, Budget, Horizon, Need, Timeline
from qualification.lead import ANSWERED, Answer, Lead
from qualification.site import Site
from qualification.stages import could_still_qualify, is_sales_ready

OTHER = "other"
BELIEVED = 20
"""As many askings as what is believed beforehand counts for, until enough was measured."""
BELIEVED_SHARE = 0.9
"""The share of those who are asked who answer, as believed beforehand."""


@dataclass(frozen=True)
class Asked:
    """How often a question was the last thing said to a visitor, and how many of these left without another word."""

    asked: int
    left: int

    @property
    def share_answering(self) -> float:
        """The share that goes on, from 0 to 1; a few askings hardly move it."""
        return (self.asked - self.left + BELIEVED * BELIEVED_SHARE) / (self.asked + BELIEVED)


NOTHING_MEASURED: Mapping[str, Asked] = {}


@dataclass(frozen=True)
class Worth:
    """What asking for an attribute is worth, from 0 (no answer changes anything) to 1."""

    attribute: str
    parts: float
    """How evenly the answers part what comes next."""
    share_answering: float

    @property
    def value(self) -> float:
        return self.parts * self.share_answering

    def __str__(self) -> str:
        return f"worth {self.value:.2f}: its answers part what comes next by {self.parts:.2f}, and {self.share_answering:.0%} of those asked go on"


def plausible(attribute: str, site: Site) -> Iterator[Any]:
    """The answers that visitors of the site may give to a qualifying question."""
    if attribute == "need":
        yield from (Need(topic.id) for topic in site.topics)
        yield Need(OTHER)
    elif attribute == "timeline":
        yield from (Timeline(horizon) for horizon in get_args(Horizon))
    elif attribute == "authority":
        yield from (Authority(role) for role in ("decision_maker", "influencer", "user"))
    elif attribute == "budget":
        yield from (Budget(low, high, site.default_currency, "year") for low, high in site.budgets)
        yield Budget(None, Decimal(0))


def _what_comes_next(lead: Lead, site: Site) -> tuple[str, str | None]:
    """Whether a meeting is proposed, may still be, or will not, and about which product."""
    topic = site.topic(lead.need.value.topic) if lead.need.value else None
    if is_sales_ready(lead, site):
        return "meeting", topic.id if topic else None
    return ("open", topic.id if topic else None) if could_still_qualify(lead, site) else ("none", None)


def worth(lead: Lead, attribute: str, site: Site, measured: Mapping[str, Asked]) -> Worth:
    """What asking the lead for one of the qualifying attributes is worth now."""
    answers = list(plausible(attribute, site))
    after = Counter(_what_comes_next(replace(lead, **{ANSWERED[attribute]: Answer("answered", one)}), site) for one in answers)  # type: ignore[arg-type]
    parts = 1 - sum((count / len(answers)) ** 2 for count in after.values()) if answers else 0.0
    return Worth(attribute, parts, measured.get(attribute, Asked(0, 0)).share_answering)
