"""A score is a pure function of what is known, what was done, the rules and the date; each point names its rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import get_args

from qualification.bant import LANGUAGES, Horizon, Language, Role, State
from qualification.lead import ANSWERED, Lead, Reason, Score, SourceKind, answer_to
from qualification.money import yearly_worth
from qualification.site import Part, Rule, Site
from qualification.typography import french_spaces

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


NUMBERS = frozenset({"budget.yearly", "company.size", "acts.page_view", "acts.download", "acts.return_visit", "acts.seconds"})
"""The facts that are numbers: a rule gives them bounds, or none for any number above zero."""

_YES_OR_NO = ("true", "false")
WORDS: Mapping[str, tuple[str, ...]] = {
    "need.topic": (),
    "need.state": get_args(State),
    "timeline.horizon": get_args(Horizon),
    "timeline.state": get_args(State),
    "authority.role": get_args(Role),
    "authority.state": get_args(State),
    "budget.state": get_args(State),
    "company.name": (),
    "contact.email": (),
    "contact.phone": (),
    "contact.free_mail": _YES_OR_NO,
    "contact.reachable": _YES_OR_NO,
    "language": LANGUAGES,
    "source.kind": get_args(SourceKind),
    "asked.meeting": _YES_OR_NO,
    "asked.content": _YES_OR_NO,
}
"""The facts that are words, and which they can be; none listed for those that can be anything."""

FACT_NAMES: frozenset[str] = NUMBERS | WORDS.keys()
"""What a rule's `fact` may name; the loader of site files refuses any other."""


def _holds(rule: Rule, fact: Fact) -> bool:
    if fact is None:
        return False
    if rule.values:
        return str(fact).lower() in rule.values
    if isinstance(fact, Decimal) and (rule.at_least is not None or rule.at_most is not None):
        return (rule.at_least is None or fact >= rule.at_least) and (rule.at_most is None or fact <= rule.at_most)
    return bool(fact)


def _words_behind(rule: Rule, lead: Lead) -> str | None:
    if rule.fact == "company.name":
        return lead.company
    attribute = "company_size" if rule.fact == "company.size" else rule.fact.partition(".")[0]
    return answer_to(lead, attribute).text if attribute in ANSWERED else None


def _reason(rule: Rule, lead: Lead) -> Reason:
    words = _words_behind(rule, lead)
    quoted: dict[Language, str] = {"fr": french_spaces(f" (« {words} »)") if words else "", "en": f" (“{words}”)" if words else ""}
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
