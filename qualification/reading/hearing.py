"""A whole message read at once: every fact in it, seen in the light of what was asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from qualification.bant import Period
from qualification.lead import Attribute
from qualification.reading.authority import read_authority
from qualification.reading.budget import read_budget, read_period
from qualification.reading.company import read_company
from qualification.reading.company_size import read_company_size
from qualification.reading.email import read_email
from qualification.reading.job_title import read_job_title
from qualification.reading.name import read_name
from qualification.reading.need import TopicWords, read_need
from qualification.reading.phone import read_phone
from qualification.reading.refused import Refused
from qualification.reading.timeline import read_timeline
from qualification.reading.utterance import Reading, Utterance
from qualification.reading.website import read_website

_CORRECTION = re.compile(
    r"\b(?:oops|oups|sorry|pardon|desolee?|excusez|en fait|en realite|finalement|plutot|correction|je (?:me suis|m'etais) trompee?|erreur|rectification"
    r"|je voulais dire|i meant?|meant|actually|i mean|that's wrong|that is wrong|thats wrong|wrong|mistake|typo|scratch that|make that|rather|not \S+,|au lieu de|instead of"
    r"|c'est faux|ce n'est pas|c'est pas|should be|should have|non,|no,|nope,|euh non|ah non|correct(?:ing)? (?:that|myself))"
)


_FREE_TEXT = frozenset({"need", "company", "name", "job_title"})
"""Attributes whose bare answer may be any words."""


def is_correction(message: Utterance) -> bool:
    """Whether the words sound like taking something back."""
    return _CORRECTION.search(message.plain) is not None


@dataclass(frozen=True)
class Setting:
    """What the talk was about when the message came."""

    topics: tuple[TopicWords, ...]
    asks: str | None = None
    last_answered: str | None = None
    region: str = "FR"
    """Where a phone number without a country is dialled (ISO 3166)."""


@dataclass(frozen=True)
class Heard:
    """Every fact in a message, and what was meant as one but cannot be right."""

    facts: Mapping[Attribute, Reading[Any]] = field(default_factory=dict)
    refused: Mapping[Attribute, Refused] = field(default_factory=dict)
    period: Period | None = None
    corrects: bool = False

    def answers(self, asks: str | None) -> bool:
        """Whether the open question got its answer."""
        return asks in self.facts or (asks == "budget" and self.period is not None)


Read = Callable[..., Any]


def _readers(setting: Setting) -> dict[Attribute, Read]:
    return {
        "email": read_email,
        "phone": partial(read_phone, region=setting.region),
        "website": lambda message, asked: read_website(message),
        "budget": read_budget,
        "timeline": read_timeline,
        "authority": read_authority,
        "company_size": read_company_size,
        "name": read_name,
        "company": read_company,
        "job_title": read_job_title,
        "need": lambda message, asked: read_need(message, setting.topics, asked=asked),
    }


def hear(message: Utterance, setting: Setting) -> Heard:
    """Reads everything a message says.

    The open question may be answered barely ("45"). When the words take something back, a bare value
    belongs to what was answered last instead, as long as it can be read so.
    """
    if message.is_blank:
        return Heard()
    readers = _readers(setting)
    corrects = is_correction(message)
    asked = setting.asks
    if corrects and setting.last_answered in readers and setting.last_answered != setting.asks:
        again = readers[setting.last_answered](message, asked=True)  # type: ignore[index]
        # A value that names itself as the answer to the open question is that answer, "sorry" or not.
        own = readers[setting.asks](message, asked=False) if setting.asks in readers else None  # type: ignore[index]
        if isinstance(again, Reading) and not isinstance(own, Reading):
            asked = setting.last_answered
    facts: dict[Attribute, Reading[Any]] = {}
    refused: dict[Attribute, Refused] = {}
    for attribute, read in readers.items():
        found = read(message, asked=attribute == asked)
        if isinstance(found, Reading):
            facts[attribute] = found
        elif isinstance(found, Refused):
            refused[attribute] = found
    if asked in _FREE_TEXT and asked in facts and _belongs_elsewhere(facts, asked, readers[asked](message, asked=False)):
        del facts[asked]
    about_budget = asked == "budget" or (setting.last_answered == "budget" and not facts)
    period = read_period(message) if about_budget and "budget" not in facts else None
    return Heard(facts, refused, period, corrects)


def _belongs_elsewhere(facts: Mapping[Attribute, Reading[Any]], asked: str, unasked: Any) -> bool:
    """Whether a bare answer is the words of another fact: "30 salariés" is no company's name, whatever was asked."""
    if isinstance(unasked, Reading):
        return False
    bare = facts[asked]  # type: ignore[index]
    for attribute, fact in facts.items():
        shared = min(bare.end, fact.end) - max(bare.start, fact.start)
        if attribute != asked and shared * 2 > bare.end - bare.start:
            return True
    return False
