"""A score is a pure function of what is known, what was done, the rules and the date; each point names its rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from qualification.bant import LANGUAGES, Language
from qualification.lead import Lead, Reason, Score
from qualification.money import yearly_worth
from qualification.site import Part, Rule, Site

Fact = str | Decimal | bool | None


@dataclass(frozen=True)
class Act:
    """Something the visitor did on the site, recorded with consent only."""

    type: str
    at: datetime
    page: str | None = None
    seconds: int | None = None


FREE_MAIL = frozenset({
    "gmail.com", "googlemail.com", "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "live.fr", "live.com", "yahoo.com", "yahoo.fr",
    "yahoo.co.uk", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net", "icloud.com", "me.com", "aol.com", "gmx.com", "gmx.fr",
    "proton.me", "protonmail.com", "btinternet.com",
})  # fmt: skip


def facts_of(lead: Lead, acts: Iterable[Act], site: Site) -> Mapping[str, Fact]:
    """The facts that rules may name, with None for what is not known."""
    budget, size = lead.budget.value, lead.size.value
    done = [act.type for act in acts]
    return {
        "need.topic": lead.need.value.topic if lead.need.value else None,
        "need.state": lead.need.state,
        "timeline.horizon": lead.timeline.value.horizon if lead.timeline.value else None,
        "timeline.state": lead.timeline.state,
        "authority.role": lead.authority.value.role if lead.authority.value else None,
        "authority.state": lead.authority.state,
        "budget.state": lead.budget.state,
        "budget.yearly": yearly_worth(budget, site) if budget else None,
        "company.size": Decimal(size.low if size.low is not None else size.high or 0) if size else None,
        "company.name": lead.company,
        "contact.email": lead.email,
        "contact.phone": lead.phone,
        "contact.free_mail": lead.email.rpartition("@")[2] in FREE_MAIL if lead.email else None,
        "contact.reachable": lead.is_reachable,
        "language": lead.language,
        "source.kind": lead.source.kind,
        "asked.meeting": lead.interview.wants_meeting,
        "asked.content": lead.interview.wants_content,
        "acts.page_view": Decimal(done.count("page_view")),
        "acts.download": Decimal(done.count("download")),
        "acts.return_visit": Decimal(done.count("return_visit")),
        "acts.seconds": Decimal(sum(act.seconds or 0 for act in acts)),
    }


FACT_NAMES: frozenset[str] = frozenset({
    "need.topic", "need.state", "timeline.horizon", "timeline.state", "authority.role", "authority.state", "budget.state", "budget.yearly",
    "company.size", "company.name", "contact.email", "contact.phone", "contact.free_mail", "contact.reachable", "language", "source.kind",
    "asked.meeting", "asked.content", "acts.page_view", "acts.download", "acts.return_visit", "acts.seconds",
})  # fmt: skip
"""What a rule's `fact` may name; the loader of site files refuses any other."""


def _holds(rule: Rule, fact: Fact) -> bool:
    if fact is None:
        return False
    if rule.values:
        return str(fact).lower() in rule.values
    if isinstance(fact, Decimal) and not isinstance(fact, bool):
        return (rule.at_least is None or fact >= rule.at_least) and (rule.at_most is None or fact <= rule.at_most)
    return bool(fact)


def _words_behind(rule: Rule, lead: Lead) -> str | None:
    answers = {"need": lead.need, "timeline": lead.timeline, "authority": lead.authority, "budget": lead.budget, "company": lead.size}
    answer = answers.get(rule.fact.partition(".")[0])
    return answer.text if answer else None


def _reason(rule: Rule, lead: Lead) -> Reason:
    words = _words_behind(rule, lead)
    quoted: dict[Language, str] = {"fr": f" (« {words} »)" if words else "", "en": f" (“{words}”)" if words else ""}
    return Reason(rule.id, rule.points, {language: rule.because[language] + quoted[language] for language in LANGUAGES})


def score(lead: Lead, acts: Iterable[Act], site: Site) -> Score:
    """The lead's score by the site's rules. Each part is capped to 0..100 before it is weighed."""
    facts = facts_of(lead, tuple(acts), site)
    counted = [rule for rule in site.scoring.rules if _holds(rule, facts[rule.fact])]
    parts: dict[Part, int] = {}
    for part in ("fit", "interest", "bant"):
        points = sum((rule.points for rule in counted if rule.part == part), Decimal(0))
        parts[part] = int(min(max(points, Decimal(0)), Decimal(100)))
    total = sum((parts[part] * site.scoring.weights[part] for part in parts), Decimal(0))
    return Score(
        total=int(min(max(total, Decimal(0)), Decimal(100)).to_integral_value()),
        fit=parts["fit"],
        interest=parts["interest"],
        bant=parts["bant"],
        reasons=tuple(_reason(rule, lead) for rule in counted),
        rules_version=site.scoring.version,
    )
