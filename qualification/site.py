"""A site: what it sells, to whom, how leads are scored, who meets them. Written by marketing people in YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from functools import cached_property
from typing import Literal

from qualification.bant import LANGUAGES, Language
from qualification.reading.need import TopicWords

Texts = Mapping[Language, str]
"""One text in each language."""

Part = Literal["fit", "interest", "bant"]

CONTACT = "contact_email"
"""The fact that every site has: the address that letters come from."""


@dataclass(frozen=True)
class Topic:
    """Something the site sells, as visitors name it."""

    id: str
    name: Texts
    choice: Texts
    """The label of its button."""
    description: Texts
    price: Texts
    words: Mapping[Language, tuple[str, ...]]

    @property
    def reading(self) -> TopicWords:
        return TopicWords(self.id, self.words)


@dataclass(frozen=True)
class Hours:
    """Open from `start` to `end` (excluded) on one weekday, in the rep's own zone."""

    weekday: int
    start: time
    end: time


@dataclass(frozen=True)
class Absence:
    """Days a rep is away, the first and the last one included."""

    first: date
    last: date


@dataclass(frozen=True)
class OwnCalendar:
    """The calendar a rep lives with, spoken to by CalDAV. `password` is the name of the variable that holds it."""

    url: str
    user: str
    password: str


@dataclass(frozen=True)
class Fits:
    """Which leads somebody or something is for: a topic, countries (ISO 3166), a size in people. What is empty bars nobody."""

    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    size_from: int | None = None
    size_to: int | None = None


@dataclass(frozen=True)
class Rep:
    """Someone who meets leads. `languages` is a hard rule; without `hours` nobody can be met."""

    id: str
    name: str
    email: str
    timezone: str
    languages: tuple[Language, ...]
    hours: tuple[Hours, ...]
    country: str | None = None
    """Whose public holidays are kept (ISO 3166); None keeps none."""
    region: str | None = None
    """The part of the country, where it has holidays of its own."""
    absences: tuple[Absence, ...] = ()
    takes: Fits = Fits()
    accounts: tuple[str, ...] = ()
    """Companies that are this rep's: domains of their addresses, or their names."""
    calendar: OwnCalendar | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of meeting, by its length. `suits` tells whom it is proposed to."""

    minutes: int
    name: Texts
    suits: Fits = Fits()


@dataclass(frozen=True)
class Meetings:
    """The rules of booking. Minutes before and after a meeting are kept free of anything else; between two meetings the longer pause counts."""

    kinds: tuple[Kind, ...] = (Kind(30, {"fr": "Rendez-vous", "en": "Meeting"}),)
    starts_every_minutes: int = 30
    notice_minutes: int = 120
    horizon_days: int = 21
    pause_before_minutes: int = 0
    pause_after_minutes: int = 0
    hold_minutes: int = 15
    daily_cap: int = 8
    offered: int = 3

    def kind_of(self, minutes: float) -> Kind | None:
        """The kind that is so long, or None when there is none (any more)."""
        return next((kind for kind in self.kinds if kind.minutes == minutes), None)


WebhookEvent = Literal["lead.created", "lead.stage_changed", "meeting.booked", "meeting.moved", "meeting.cancelled"]


@dataclass(frozen=True)
class Webhook:
    """Somebody else's program that is told what happens. `secret` is the name of the variable that holds the signing secret."""

    id: str
    url: str
    secret: str
    events: tuple[WebhookEvent, ...]


@dataclass(frozen=True)
class Condition:
    """What one fact has to be. With neither values nor bounds: known, and not no, nor nothing."""

    fact: str
    values: tuple[str, ...] = ()
    """In lower case; one of them."""
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    pages: tuple[str, ...] = ()
    """For acts: where they were done, as paths with * for anything; one of them."""


@dataclass(frozen=True)
class Rule:
    """Points for what is known or was done. All conditions have to hold."""

    id: str
    part: Part
    points: Decimal
    because: Texts
    when: tuple[Condition, ...]
    group: str | None = None
    """Rules of one group share a cap."""
    half_life_days: Decimal | None = None
    """After so many days since the latest act the points are half; None means that they stay."""
    each: bool = False
    """Whether every act counts by itself."""


def _glance(rule: Rule) -> tuple[str | None, frozenset[str]]:
    """The fact and the values of a rule that has a single condition, on values; no fact for any other."""
    only = rule.when[0] if len(rule.when) == 1 else None
    return (only.fact, frozenset(only.values)) if only is not None and only.values else (None, frozenset())


@dataclass(frozen=True)
class Sector:
    """A trade, as people name it."""

    id: str
    name: Texts
    words: Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True)
class IdealCustomer:
    """Who the site sells to best. Empty means that it does not matter."""

    sectors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """ISO 3166-1, two letters."""
    job_titles: tuple[str, ...] = ()
    """Words of which one is in the title."""
    size_at_least: int | None = None
    size_at_most: int | None = None


@dataclass(frozen=True)
class Scoring:
    """The rules and how the parts make the total: `weights` are shares of 1."""

    version: str
    """Made from the content: the same rules always have the same."""
    rules: tuple[Rule, ...]
    weights: Mapping[Part, Decimal]
    mql_from: int
    sql_from: int | None = None
    """A total that makes an SQL by itself; None: only what the lead said does."""
    caps: Mapping[str, Decimal] = field(default_factory=dict)
    """The most points of a part or a group; parts have 100 where nothing is said."""
    ideal: IdealCustomer = IdealCustomer()
    sectors: tuple[Sector, ...] = ()
    competitors: tuple[str, ...] = ()
    """Their domains, or their names as they would name themselves."""

    @cached_property
    def wanted(self) -> tuple[tuple[Rule, str | None, frozenset[str]], ...]:
        """Each rule, with the fact and the values when that is all it asks for: most rules can be told not to hold by a glance."""
        return tuple((rule, *_glance(rule)) for rule in self.rules)

    @cached_property
    def sector_words(self) -> Mapping[str, str]:
        """Every single word that tells a sector, and which; the first sector that names a word has it."""
        told = [(word.casefold(), one.id) for one in self.sectors for words in one.words.values() for word in words if " " not in word]
        return dict(reversed(told))

    @cached_property
    def sector_phrases(self) -> tuple[tuple[str, str], ...]:
        """What tells a sector in several words, and which."""
        return tuple((word.casefold(), one.id) for one in self.sectors for words in one.words.values() for word in words if " " in word)

    @cached_property
    def rivals(self) -> tuple[str, ...]:
        return tuple(one.casefold() for one in self.competitors)


@dataclass(frozen=True)
class Rejection:
    """A reason that sales can give for not taking a lead, or for having lost it."""

    id: str
    name: Texts
    closes: bool = False
    """Whether the lead is out for good; else it goes back to marketing."""


@dataclass(frozen=True)
class Sales:
    """What sales and marketing agreed on."""

    rejections: tuple[Rejection, ...] = ()
    silent_after_days: Mapping[str, int] = field(default_factory=dict)
    """By stage: after so many days without a sign of life the lead goes back to marketing."""

    def rejection(self, id: str) -> Rejection | None:
        return next((one for one in self.rejections if one.id == id), None)


@dataclass(frozen=True)
class Site:
    """Everything the assistant knows about the company it speaks for."""

    id: str
    company: str
    assistant: str
    default_currency: str
    budget_floor: Decimal
    """The least budget a year, in `default_currency`, at which a lead may be sales-ready (contract)."""
    rates: Mapping[str, Decimal]
    """What one unit of a currency is worth in `default_currency`."""
    topics: tuple[Topic, ...]
    reps: tuple[Rep, ...]
    meetings: Meetings
    scoring: Scoring
    facts: Mapping[str, Texts]
    """Approved statements about the company, which replies may quote."""
    consent_version: str
    consent_text: Texts
    sales: Sales = Sales()
    sizes: tuple[tuple[int, int | None], ...] = ((1, 9), (10, 49), (50, 249), (250, None))
    budgets: tuple[tuple[Decimal | None, Decimal | None], ...] = ()
    webhooks: tuple[Webhook, ...] = ()

    def topic(self, id: str | None) -> Topic | None:
        """The topic of that id, or None for `other`."""
        return next((topic for topic in self.topics if topic.id == id), None)

    def rep(self, id: str) -> Rep:
        """The rep of that id. For one who has left the site file, the company's own address, so that old meetings can still be shown and changed."""
        for rep in self.reps:
            if rep.id == id:
                return rep
        return Rep(id, name=self.company, email=self.facts[CONTACT]["fr"], timezone="UTC", languages=LANGUAGES, hours=())
