"""A site file -> a Site, or every problem with its line, what is wrong and what would be right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, ValidationError

from qualification.bant import LANGUAGES, Language
from qualification.site import CONTACT, Hours, Meetings, Rejection, Rep, Sales, Site, Topic
from qualification.sites.problems import BrokenSite, Problem, Strict, Texts, Words, line_of, plain, read_tree, told
from qualification.sites.rules import SHAPES, ScoringFile, faults_of_rules, scoring_of

DEMO = Path(__file__).parent / "demo.yml"
_CLOCK = r"((?:[01][0-9]|2[0-3]):[0-5][0-9])"
_HOURS = re.compile(rf"\s*{_CLOCK}\s*-\s*{_CLOCK}\s*")
_TOPIC_ID, _REP_ID, _REASON_ID = r"^[a-z][a-z_]*$", r"^[a-z][a-z0-9_-]*$", r"^[a-z][a-z0-9_]*$"
_ADDRESS, _CURRENCY = r"^[^@\s]+@[^@\s]+\.[^@\s]+$", r"^[A-Z]{3}$"
_SHAPES = {
    _TOPIC_ID: "small letters and _, such as time_sheets",
    _REP_ID: "small letters, digits, _ and -, such as camille-2",
    _REASON_ID: "small letters, digits and _, such as size_right",
    _ADDRESS: "an e-mail address, such as camille@company.example",
    _CURRENCY: "the three capitals of a currency, such as EUR",
}
"""What each pattern asks for, in words."""
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class _Topic(Strict):
    id: str = Field(pattern=_TOPIC_ID)
    name: Texts
    choice: Texts
    description: Texts
    price: Texts
    words: Words


def _range_of_hours(value: Any) -> Any:
    """ "09:00-12:30" as two times; YAML knows no such thing."""
    written = _HOURS.fullmatch(str(value))
    if written is None:
        raise ValueError(f"{value!r} is no opening time; write it as 09:00-12:30")
    start, end = map(time.fromisoformat, written.groups())
    if start >= end:
        raise ValueError(f"{value!r} ends before it starts; write it as 09:00-12:30")
    # Meetings are kept apart by quarter hours.
    if start.minute % 15 or end.minute % 15:
        raise ValueError(f"{value!r} is not on the quarter hour; write it as 09:00-12:30 or 09:15-12:45")
    return (start, end)


def _zone(value: Any) -> Any:
    try:
        ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{value!r} is no time zone; write one of the IANA names, such as Europe/Paris") from None
    return str(value)


_Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_Opening = Annotated[tuple[time, time], BeforeValidator(_range_of_hours)]


class _Rep(Strict):
    id: str = Field(pattern=_REP_ID, max_length=64)
    name: str = Field(min_length=1)
    email: str = Field(pattern=_ADDRESS)
    timezone: Annotated[str, BeforeValidator(_zone)]
    languages: list[Literal["fr", "en"]] = Field(min_length=1)
    hours: dict[_Day, list[_Opening]] = Field(min_length=1)


class _Meetings(Strict):
    minutes: Literal[15, 30, 45, 60] = 30
    notice_minutes: int = Field(default=120, ge=0)
    horizon_days: int = Field(default=21, ge=1, le=120)
    buffer_minutes: int = Field(default=0, ge=0, le=120)
    hold_minutes: int = Field(default=15, ge=1, le=120)
    daily_cap: int = Field(default=8, ge=1)
    offered: int = Field(default=3, ge=1, le=9)


_Currency = Annotated[str, Field(pattern=_CURRENCY)]


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
    reps: list[_Rep] = Field(min_length=1)
    meetings: _Meetings = Field(default_factory=_Meetings)
    scoring: ScoringFile
    sales: _Sales
    facts: dict[str, Texts]
    consent: _Consent


def _texts(texts: Texts) -> dict[Language, str]:
    return {"fr": texts.fr, "en": texts.en}


def _faults_of_hours(rep: _Rep, where: Sequence[int | str], tree: Any) -> list[Problem]:
    found = []
    for day, openings in rep.hours.items():
        for earlier, later in pairwise(sorted(openings)):
            if later[0] < earlier[1]:
                found.append(Problem(line_of(tree, [*where, "hours", day]), f"the opening times of {day} overlap; write each time once"))
    return found


def _faults_between(site: _Site, tree: Any) -> list[Problem]:
    """What no single field can tell: names that occur twice, facts that do not exist, languages nobody speaks."""
    found: list[Problem] = []
    for kind, named in (("topics", site.topics), ("reps", site.reps)):
        ids = [one.id for one in named]
        found += [
            Problem(line_of(tree, [kind, n, "id"]), f"`{one}` is there twice; give each its own id") for n, one in enumerate(ids) if one in ids[:n]
        ]
    for number, rep in enumerate(site.reps):
        found += _faults_of_hours(rep, ["reps", number], tree)
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
        reps=tuple(
            Rep(
                one.id,
                one.name,
                one.email,
                one.timezone,
                tuple(one.languages),
                tuple(Hours(_DAYS.index(day), start, end) for day, ranges in one.hours.items() for start, end in ranges),
            )
            for one in read.reps
        ),
        meetings=Meetings(**read.meetings.model_dump()),
        scoring=scoring_of(read.scoring),
        facts={name: _texts(texts) for name, texts in read.facts.items()},
        consent_version=read.consent.version,
        consent_text=_texts(read.consent.text),
        sales=Sales(
            tuple(Rejection(one.id, _texts(one.name), one.closes) for one in read.sales.rejections),
            {str(stage): days for stage, days in read.sales.silent_after_days.items()},
        ),
        budgets=tuple(read.budget.choices),
    )
