"""A lead: who someone is, what they said, what they agreed to, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from qualification.bant import Authority, Budget, Language, Need, Size, State, Timeline

Stage = Literal["visitor", "cold", "mql", "sql", "prospect", "customer", "disqualified"]
STAGES: tuple[Stage, ...] = ("visitor", "cold", "mql", "sql", "prospect", "customer", "disqualified")

Attribute = Literal[
    "need", "budget", "authority", "timeline", "company_size", "company", "name", "email", "phone", "job_title", "website"
]  # fmt: skip
ATTRIBUTES: tuple[Attribute, ...] = (
    "need", "budget", "authority", "timeline", "company_size", "company", "name", "email", "phone", "job_title", "website"
)  # fmt: skip

Disqualification = Literal["student", "job_seeker", "competitor", "supplier", "spam", "customer_support", "abuse", "sales"]

SourceKind = Literal["website", "import", "purchased", "referral", "event"]

V = TypeVar("V")


@dataclass(frozen=True)
class Answer(Generic[V]):
    """What was answered to one question. `value` is None unless `state` is answered."""

    state: State = "unknown"
    value: V | None = None
    text: str | None = None
    """The visitor's own words."""


@dataclass(frozen=True)
class Consent:
    """What the person agreed to; `at` and `text_version` are those of the latest change."""

    tracking: bool = False
    marketing: bool = False
    at: datetime | None = None
    text_version: str | None = None


@dataclass(frozen=True)
class Source:
    """Where the lead came from."""

    kind: SourceKind = "website"
    utm_source: str | None = None
    utm_medium: str | None = None
    utm_campaign: str | None = None
    referrer: str | None = None
    landing_page: str | None = None
    supplier: str | None = None
    """Who the lead was bought or got from, for those who did not come by themselves."""
    cost: Decimal | None = None
    """What this lead cost, in the site's currency."""


@dataclass(frozen=True)
class Reason:
    """Why points were given or taken: the rule, and what made it hold. `qualification.explaining` makes a sentence of it."""

    rule: str
    points: Decimal
    because: Mapping[Language, str]
    """What the rule's writer says of it, as a verb without its subject: "decides", "a demandé un rendez-vous"."""
    words: str | None = None
    """The lead's own words."""
    act: str | None = None
    """The kind of act on the site."""
    page: str | None = None
    """Where the latest of these acts was done."""
    times: int = 0
    """How many such acts counted."""
    at: datetime | None = None
    """When it was said, or when the latest of the acts was done; None where nobody noted it."""
    fades: bool = False
    """Whether these points grow less with time."""


@dataclass(frozen=True)
class Score:
    """Each part and the total from 0 to 100."""

    total: int = 0
    fit: int = 0
    interest: int = 0
    bant: int = 0
    reasons: tuple[Reason, ...] = ()
    rules_version: str = ""


@dataclass(frozen=True)
class Interview:
    """How far the talk has come: what was asked how often, and what waits for an answer."""

    asking: str | None = None
    """What the assistant waits for now: an attribute, `slot`, `marketing_consent`, `confirmation`, or nothing."""
    asked: Mapping[str, int] = field(default_factory=dict)
    """How often each was asked because it was not known; coming back after a digression does not count."""
    last_answered: str | None = None
    """What a correction without a name ("sorry, 250") is about."""
    closed: frozenset[str] = frozenset()
    """What is not asked any more: refused, or asked often enough."""
    confirming: str | None = None
    """What a yes would do: `erase` or `cancel`."""
    moving: bool = False
    """Whether the time asked for is a new one for the booked meeting."""
    misunderstood: int = 0
    """Messages in a row that were not understood."""
    warned: bool = False
    """Whether abuse was answered once; the next one ends the talk."""
    ended: bool = False
    wants_meeting: bool = False
    """Asked for a meeting or a person."""
    wants_content: bool = False
    content_sent: bool = False
    held: str | None = None
    """The id of the time held while name and address are missing."""
    booked: str | None = None
    """The id of the booked meeting."""
    returned: int = 0
    """How often in a row the open question was come back to after a digression."""


SetBackBy = Literal["rejected", "lost", "silent", "waits"]


@dataclass(frozen=True)
class SetBack:
    """Why a lead stands lower than what it said would have it, and until when.

    It ends by itself at `until`, or when the lead says something that was not `known` then.
    """

    by: SetBackBy
    reason: str
    at: datetime
    who: str
    stage: Stage
    """Where it stood before."""
    known: str
    """What was known of the lead then, as `qualification.stages.known_of` puts it."""
    until: datetime | None = None


@dataclass(frozen=True)
class Lead:
    """A person who came to the site, from first visit to customer."""

    id: str
    created_at: datetime
    updated_at: datetime
    language: Language = "fr"
    timezone: str | None = None
    stage: Stage = "visitor"
    highest_stage: Stage = "visitor"
    disqualified_because: Disqualification | None = None
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    job_title: str | None = None
    company: str | None = None
    sector: str | None = None
    website: str | None = None
    size: Answer[Size] = Answer()
    budget: Answer[Budget] = Answer()
    authority: Answer[Authority] = Answer()
    need: Answer[Need] = Answer()
    timeline: Answer[Timeline] = Answer()
    consent: Consent = Consent()
    source: Source = Source()
    score: Score = Score()
    interview: Interview = Interview()
    told_at: Mapping[str, datetime] = field(default_factory=dict)
    """When each attribute was told, or changed last."""
    set_back: SetBack | None = None
    proposed_by: tuple[str, ...] = ()
    """The rules that gave points when the lead was last proposed to sales."""
    merged_into: str | None = None
    """The id of the person that this lead turned out to be; None for one that stands for itself."""
    stands_for: tuple[str, ...] = ()
    """For a person who came more than once: the leads that were merged, each with its own talk. Nobody chats as the person itself."""

    @property
    def is_reachable(self) -> bool:
        """Whether there is a way to write to or to call this person."""
        return bool(self.email or self.phone)

    @property
    def counts_acts(self) -> bool:
        """Whether what was done on the site may be looked at. A person's acts are those of its leads, each kept with that lead's consent only."""
        return self.consent.tracking or bool(self.stands_for)

    def interviewed(self, **changes: object) -> Lead:
        """The same lead with its interview changed."""
        return replace(self, interview=replace(self.interview, **changes))  # type: ignore[arg-type]


ANSWERED: Mapping[str, str] = {"budget": "budget", "authority": "authority", "need": "need", "timeline": "timeline", "company_size": "size"}
"""The attributes that are kept as an `Answer`, and the field of the lead that holds each."""


def answer_to(lead: Lead, attribute: str) -> Answer[Any]:
    """What was answered to one of the questions in `ANSWERED`. Raises KeyError for any other."""
    found: Answer[Any] = getattr(lead, ANSWERED[attribute])
    return found


def is_known(lead: Lead, attribute: str) -> bool:
    """Whether `attribute` was answered or declined, so that asking it again would be rude."""
    if attribute in ANSWERED:
        return answer_to(lead, attribute).state != "unknown"
    if attribute in ("name", "email", "phone", "job_title", "company", "website"):
        return getattr(lead, attribute) is not None
    return False


def lacks_period(lead: Lead) -> bool:
    """Whether the budget is an amount of which nobody knows if it is once, a month or a year."""
    budget = lead.budget.value
    return budget is not None and budget.period is None and (budget.low or budget.high or 0) > 0
