"""A site file -> a Site, or every problem with its line, what is wrong and what would be right."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from qualification.bant import LANGUAGES, Language
from qualification.site import CONTACT, Rejection, Sales, Site, Topic
from qualification.sites.people import MeetingsPart, RepPart, WebhookPart, faults_of_meetings, faults_of_rep
from qualification.sites.problems import BrokenSite, Problem, Strict, Texts, Words, line_of, plain, read_tree, told
from qualification.sites.rules import SHAPES, ScoringFile, faults_of_rules, scoring_of
from qualification.sites.shapes import CURRENCY, TOPIC_ID
from qualification.sites.shapes import SHAPES as PEOPLE_SHAPES

DEMO = Path(__file__).parent / "demo.yml"
_REASON_ID = r"^[a-z][a-z0-9_]*$"
_SHAPES = {**PEOPLE_SHAPES, _REASON_ID: "small letters, digits and _, such as size_right"}
"""What each pattern asks for, in words."""


class _Topic(Strict):
    id: str = Field(pattern=TOPIC_ID)
    name: Texts
    choice: Texts
    description: Texts
    price: Texts
    words: Words


_Currency = Annotated[str, Field(pattern=CURRENCY)]


class _Budget(Strict):
    floor_a_year: Decimal = Field(ge=0)
    currency: _Currency
    rates: dict[_Currency, Annotated[Decimal, Field(gt=0)]] = Field(default_factory=dict)
    choices: list[tuple[Decimal | None, Decimal | None]] = Field(default_factory=list)


class _Consent(Strict):
    version: str = Field(min_length=1, max_length=32, coerce_numbers_to_str=True)
    text: Texts


class _Rejection(Strict):
    id: str = Field(pattern=_REASON_ID, max_length=64)
    name: Texts
    closes: bool = False


class _Sales(Strict):
    rejections: list[_Rejection] = Field(min_length=1)
    silent_after_days: dict[Literal["mql", "sql", "prospect"], Annotated[int, Field(ge=1, le=3650)]] = Field(default_factory=dict)


class _Site(Strict):
    id: str
    company: str = Field(min_length=1)
    assistant: str = Field(min_length=1)
    budget: _Budget
    topics: list[_Topic] = Field(min_length=1)
    reps: list[RepPart] = Field(min_length=1)
    meetings: MeetingsPart
    webhooks: list[WebhookPart] = Field(default_factory=list)
    scoring: ScoringFile
    sales: _Sales
    facts: dict[str, Texts]
    consent: _Consent


def _texts(texts: Texts) -> dict[Language, str]:
    return {"fr": texts.fr, "en": texts.en}


def _faults_between(site: _Site, tree: Any) -> list[Problem]:
    """What no single field can tell: names that occur twice, facts that do not exist, languages nobody speaks."""
    found: list[Problem] = []
    for kind, named in (("topics", site.topics), ("reps", site.reps), ("webhooks", site.webhooks)):
        ids = [one.id for one in named]
        found += [
            Problem(line_of(tree, [kind, n, "id"]), f"`{one}` is there twice; give each its own id") for n, one in enumerate(ids) if one in ids[:n]
        ]
    topics = frozenset({*(topic.id for topic in site.topics), "other"})
    of_reps = [fault for number, rep in enumerate(site.reps) for fault in faults_of_rep(rep, ["reps", number], topics)]
    found += [Problem(line_of(tree, where), what) for where, what in [*of_reps, *faults_of_meetings(site.meetings, topics)]]
    if CONTACT not in site.facts:
        found.append(Problem(line_of(tree, ["facts"]), f"`{CONTACT}` is missing; add the address that letters come from"))
    found += faults_of_rules(site.scoring, [topic.id for topic in site.topics], tree, ["scoring"])
    ids = [one.id for one in site.sales.rejections]
    for number, one in enumerate(ids):
        if one in ids[:number]:
            found.append(Problem(line_of(tree, ["sales", "rejections", number, "id"]), f"`{one}` is there twice; give each its own id"))
    spoken = {language for rep in site.reps for language in rep.languages}
    found += [Problem(line_of(tree, ["reps"]), f"no rep speaks `{one}`; a visitor could not be met in it") for one in LANGUAGES if one not in spoken]
    return found


def load_site(path: Path = DEMO) -> Site:
    """The site that the file describes. Raises BrokenSite with every problem found."""
    tree = read_tree(path)
    try:
        read = _Site.model_validate(plain(tree))
    except ValidationError as error:
        raise BrokenSite(path, [told(one, tree, _SHAPES | SHAPES) for one in error.errors()]) from error
    if faults := _faults_between(read, tree):
        raise BrokenSite(path, faults)
    return _site(read)


def _site(read: _Site) -> Site:
    return Site(
        id=read.id,
        company=read.company,
        assistant=read.assistant,
        default_currency=read.budget.currency,
        budget_floor=read.budget.floor_a_year,
        rates=read.budget.rates,
        topics=tuple(
            Topic(
                one.id,
                _texts(one.name),
                _texts(one.choice),
                _texts(one.description),
                _texts(one.price),
                {"fr": tuple(one.words.fr), "en": tuple(one.words.en)},
            )
            for one in read.topics
        ),
        reps=tuple(rep.made() for rep in read.reps),
        meetings=read.meetings.made(),
        scoring=scoring_of(read.scoring),
        facts={name: _texts(texts) for name, texts in read.facts.items()},
        consent_version=read.consent.version,
        consent_text=_texts(read.consent.text),
        sales=Sales(
            tuple(Rejection(one.id, _texts(one.name), one.closes) for one in read.sales.rejections),
            {str(stage): days for stage, days in read.sales.silent_after_days.items()},
        ),
        budgets=tuple(read.budget.choices),
        webhooks=tuple(hook.made() for hook in read.webhooks),
    )
