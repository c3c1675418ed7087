"""What scoring rules can see of a lead: facts by name, each with the words and the moment behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fnmatch import translate
from functools import lru_cache
from typing import NamedTuple, get_args
from urllib.parse import urlsplit

from qualification.bant import LANGUAGES, Horizon, Role, State
from qualification.identity import country_of, domain_of, is_free_mail, is_student_address
from qualification.lead import ANSWERED, Disqualification, Lead, SourceKind, answer_to
from qualification.money import yearly_worth
from qualification.site import Scoring, Site

Fact = str | Decimal | int | bool | None
"""None where it is not known."""


class Act(NamedTuple):
    """Something the visitor did on the site, recorded with consent only. A tuple, since there are millions of them."""

    type: str
    at: datetime
    page: str | None = None
    seconds: int | None = None


@dataclass(frozen=True)
class Seen:
    """A fact as rules see it: of what kind, what it can be, and what stands behind it."""

    example: str
    """How a rule may ask for it."""
    can_be: tuple[str, ...] = ()
    """Empty when it can be anything."""
    is_number: bool = False
    told_by: str | None = None
    """The attribute of the lead that it is read from."""


_YES_OR_NO = ("true", "false")


def _yes(example: str, told_by: str | None = None) -> Seen:
    return Seen(f"{{is: {example}}}", _YES_OR_NO, told_by=told_by)


def _count(kind: str) -> Seen:
    return Seen("{at_least: 1}", is_number=True, told_by=None)


ACTS: Mapping[str, str] = {
    "acts.page_view": "page_view",
    "acts.download": "download",
    "acts.return_visit": "return_visit",
    "acts.mail_click": "mail_click",
}
"""The facts that count acts, and the kind of act that each counts."""
TIME = "acts.seconds"
"""The fact that adds up the time spent on pages."""

FACTS: Mapping[str, Seen] = {
    # What they said.
    "need.topic": Seen("{is: [crm, payroll]}", told_by="need"),
    "need.state": Seen("{is: answered}", get_args(State), told_by="need"),
    "timeline.horizon": Seen("{is: [now, quarter]}", get_args(Horizon), told_by="timeline"),
    "timeline.state": Seen("{is: declined}", get_args(State), told_by="timeline"),
    "authority.role": Seen("{is: decision_maker}", get_args(Role), told_by="authority"),
    "authority.state": Seen("{is: declined}", get_args(State), told_by="authority"),
    "budget.yearly": Seen("{at_least: 500}", is_number=True, told_by="budget"),
    "budget.state": Seen("{is: declined}", get_args(State), told_by="budget"),
    # Who they are.
    "company.size": Seen("{at_least: 5, at_most: 250}", is_number=True, told_by="company_size"),
    "company.name": Seen("{}", told_by="company"),
    "company.website": Seen("{}", told_by="website"),
    "company.sector": Seen("{is: retail}"),
    "company.country": Seen("{is: [fr, be]}"),
    "company.competitor": _yes("true"),
    "ideal.size": _yes("true", "company_size"),
    "ideal.sector": _yes("true"),
    "ideal.country": _yes("true"),
    "ideal.job_title": _yes("true", "job_title"),
    "contact.name": Seen("{}", told_by="name"),
    "contact.email": Seen("{}", told_by="email"),
    "contact.phone": Seen("{}", told_by="phone"),
    "contact.job_title": Seen("{}", told_by="job_title"),
    "contact.free_mail": _yes("false", "email"),
    "contact.student_address": _yes("true", "email"),
    "contact.reachable": _yes("false"),
    "turned_away": Seen("{is: student}", get_args(Disqualification)),
    "language": Seen("{is: fr}", LANGUAGES),
    "source.kind": Seen("{is: referral}", get_args(SourceKind)),
    "source.name": Seen("{is: newsletter}"),
    "source.supplier": Seen("{is: the-supplier}"),
    # What they did.
    "asked.meeting": _yes("true", "wants_meeting"),
    "asked.content": _yes("true", "wants_content"),
    **{name: _count(name) for name in ACTS},
    TIME: Seen("{at_least: 120}", is_number=True),
}
"""What a rule's `fact` may name; the loader of site files refuses any other."""

_QUOTED = frozenset({"company", "job_title", "website"})
"""What may be repeated where points are explained; addresses and names go without."""
_ATTRIBUTES = {name: seen.told_by for name, seen in FACTS.items()}


def sector_of(lead: Lead, scoring: Scoring) -> tuple[str, str | None] | None:
    """The lead's sector and the words that tell it: as noted, else by the sectors' words in the company's name, the title or the need."""
    if lead.sector:
        named = lead.sector.casefold()
        known = next((one.id for one in scoring.sectors if named in (one.id, *(name.casefold() for name in one.name.values()))), None)
        if known:
            return known, lead.sector
    for text in (lead.sector, lead.company, lead.job_title, lead.size.text, lead.need.text):
        if text and (found := _sector_in(text.casefold(), scoring)):
            return found, text
    return None


_WORD = re.compile(r"[^\W\d_]+")


def _sector_in(text: str, scoring: Scoring) -> str | None:
    """The sector of which a word is in the text, in the singular or the plural."""
    for word in _WORD.findall(text):
        if found := scoring.sector_words.get(word) or scoring.sector_words.get(word[:-1] if word[-1] in "sx" else word):
            return found
    return next((id for words, id in scoring.sector_phrases if words in text), None)


def is_competitor(lead: Lead, scoring: Scoring) -> bool | None:
    """Whether the lead's company is named as a competitor; None when its company is not known."""
    domain = domain_of(lead.email, lead.website)
    if domain is None and lead.company is None:
        return None
    company = lead.company.casefold() if lead.company else None
    return any(one in (domain, company) or (domain is not None and domain.endswith(f".{one}")) for one in scoring.rivals)


def size_of(lead: Lead) -> int | None:
    """The employees as one number: the lower bound, or the upper one where there is no lower."""
    size = lead.size.value
    return None if size is None else size.low if size.low is not None else size.high or 0


def _is_ideal_size(size: int | None, scoring: Scoring) -> bool | None:
    low, high = scoring.ideal.size_at_least, scoring.ideal.size_at_most
    if size is None or (low is None and high is None):
        return None
    return (low is None or size >= low) and (high is None or size <= high)


def _is_one_of(value: str | None, ideal: tuple[str, ...]) -> bool | None:
    return value in ideal if value is not None and ideal else None


def _is_ideal_title(title: str | None, scoring: Scoring) -> bool | None:
    if title is None or not scoring.ideal.job_titles:
        return None
    folded = title.casefold()
    return any(word.casefold() in folded for word in scoring.ideal.job_titles)


def facts_of(lead: Lead, acts: Iterable[Act], site: Site) -> dict[str, Fact]:
    """The facts that rules may name, with None for what is not known."""
    scoring, interview, email = site.scoring, lead.interview, lead.email
    need, timeline, authority, budget = lead.need, lead.timeline, lead.authority, lead.budget
    size, country = size_of(lead), country_of(lead)
    sector = sector_of(lead, scoring)
    done = list(acts)
    kinds = [act.type for act in done]
    return {
        "need.topic": need.value.topic if need.value else None,
        "need.state": need.state,
        "timeline.horizon": timeline.value.horizon if timeline.value else None,
        "timeline.state": timeline.state,
        "authority.role": authority.value.role if authority.value else None,
        "authority.state": authority.state,
        "budget.yearly": yearly_worth(budget.value, site) if budget.value else None,
        "budget.state": budget.state,
        "company.size": size,
        "company.name": lead.company,
        "company.website": lead.website,
        "company.sector": sector[0] if sector else None,
        "company.country": country.lower() if country else None,
        "company.competitor": is_competitor(lead, scoring),
        "ideal.size": _is_ideal_size(size, scoring),
        "ideal.sector": _is_one_of(sector[0] if sector else None, scoring.ideal.sectors),
        "ideal.country": _is_one_of(country, scoring.ideal.countries),
        "ideal.job_title": _is_ideal_title(lead.job_title, scoring),
        "contact.name": lead.name,
        "contact.email": email,
        "contact.phone": lead.phone,
        "contact.job_title": lead.job_title,
        "contact.free_mail": is_free_mail(email) if email else None,
        "contact.student_address": is_student_address(email) if email else None,
        "contact.reachable": lead.is_reachable,
        "turned_away": lead.disqualified_because,
        "language": lead.language,
        "source.kind": lead.source.kind,
        "source.name": lead.source.utm_source,
        "source.supplier": lead.source.supplier,
        "asked.meeting": interview.wants_meeting,
        "asked.content": interview.wants_content,
        **{name: kinds.count(kind) for name, kind in ACTS.items()},
        TIME: sum(act.seconds or 0 for act in done),
    }


def as_json(facts: Mapping[str, Fact]) -> dict[str, str | float | int | bool]:
    """The facts that are known, as JSON knows them."""
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in facts.items() if value is not None}


@lru_cache(maxsize=256)
def _page_pattern(page: str) -> re.Pattern[str]:
    return re.compile(translate(page), re.IGNORECASE)


@lru_cache(maxsize=4096)
def was_on(address: str | None, pages: tuple[str, ...]) -> bool:
    """Whether an address is one of the pages meant: its path fits one of `pages`, in which * is anything."""
    if address is None:
        return False
    try:
        path = urlsplit(address).path or "/"
    except ValueError:
        return False
    return any(_page_pattern(page).match(path) for page in pages)


def words_behind(fact: str, lead: Lead, scoring: Scoring) -> str | None:
    """The lead's own words that a fact was read from; None where it has none."""
    if fact in ("company.sector", "ideal.sector"):
        sector = sector_of(lead, scoring)
        return sector[1] if sector else None
    attribute = _ATTRIBUTES.get(fact)
    if attribute is not None and attribute in ANSWERED:
        return answer_to(lead, attribute).text
    return getattr(lead, attribute) if attribute in _QUOTED else None


def told_when(fact: str, lead: Lead) -> datetime | None:
    """When that was said from which a fact was read; None when nobody noted it."""
    attribute = _ATTRIBUTES.get(fact)
    return lead.told_at.get(attribute) if attribute else None
