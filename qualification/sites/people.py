"""The parts of a site file about people: reps, their hours and calendars, kinds of meetings, webhooks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import pairwise
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field

from qualification.days_off import public_holidays
from qualification.site import Absence, Fits, Hours, Kind, Meetings, OwnCalendar, Rep, Webhook, WebhookEvent
from qualification.sites.problems import Strict, Texts
from qualification.sites.shapes import ADDRESS, COUNTRY, REP_ID, VARIABLE, zone

_CLOCK = r"((?:[01][0-9]|2[0-3]):[0-5][0-9])"
_HOURS = re.compile(rf"\s*{_CLOCK}\s*-\s*{_CLOCK}\s*")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Where = Sequence[int | str]
"""The way to a place in the file."""


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


def _address(value: str) -> str:
    """An http or https address without a password in it."""
    try:
        parts = urlsplit(value)
        fits = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and value.isprintable() and " " not in value
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(f"{value!r} is no address; write it as https://host/path")
    if parts.username or parts.password:
        raise ValueError("a user and a password do not belong into an address; they have their own keys")
    return value


_Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_Opening = Annotated[tuple[time, time], BeforeValidator(_range_of_hours)]
_Address = Annotated[str, AfterValidator(_address)]
_Country = Annotated[str, Field(pattern=COUNTRY)]


class _Fits(Strict):
    topics: list[str] = Field(default_factory=list)
    countries: list[_Country] = Field(default_factory=list)
    size_from: int | None = Field(default=None, ge=0)
    size_to: int | None = Field(default=None, ge=0)

    def made(self) -> Fits:
        return Fits(tuple(self.topics), tuple(self.countries), self.size_from, self.size_to)


class _Absence(Strict):
    first: date
    last: date


class _Holidays(Strict):
    country: _Country
    region: str | None = None


class _Calendar(Strict):
    url: _Address
    user: str = Field(min_length=1)
    password: str = Field(pattern=VARIABLE)


class RepPart(Strict):
    """A rep as written in the file."""

    id: str = Field(pattern=REP_ID, max_length=64)
    name: str = Field(min_length=1)
    email: str = Field(pattern=ADDRESS)
    timezone: Annotated[str, BeforeValidator(zone)]
    languages: list[Literal["fr", "en"]] = Field(min_length=1)
    hours: dict[_Day, list[_Opening]] = Field(default_factory=dict)
    holidays: _Holidays | None = None
    absences: list[_Absence] = Field(default_factory=list)
    takes: _Fits = Field(default_factory=_Fits)
    accounts: list[str] = Field(default_factory=list)
    calendar: _Calendar | None = None

    def made(self) -> Rep:
        return Rep(
            self.id,
            self.name,
            self.email,
            self.timezone,
            tuple(self.languages),
            tuple(Hours(_DAYS.index(day), start, end) for day, ranges in self.hours.items() for start, end in ranges),
            country=self.holidays.country if self.holidays else None,
            region=self.holidays.region if self.holidays else None,
            absences=tuple(Absence(one.first, one.last) for one in self.absences),
            takes=self.takes.made(),
            accounts=tuple(self.accounts),
            calendar=OwnCalendar(self.calendar.url, self.calendar.user, self.calendar.password) if self.calendar else None,
        )


class _Kind(Strict):
    minutes: Literal[15, 30, 45, 60]
    name: Texts
    suits: _Fits = Field(default_factory=_Fits)

    def made(self) -> Kind:
        return Kind(self.minutes, {"fr": self.name.fr, "en": self.name.en}, self.suits.made())


class MeetingsPart(Strict):
    """The rules of booking as written in the file."""

    kinds: list[_Kind] = Field(min_length=1)
    starts_every_minutes: Literal[15, 30, 60] = 30
    notice_minutes: int = Field(default=120, ge=0)
    horizon_days: int = Field(default=21, ge=1, le=120)
    pause_before_minutes: int = Field(default=0, ge=0, le=120)
    pause_after_minutes: int = Field(default=0, ge=0, le=120)
    hold_minutes: int = Field(default=15, ge=1, le=120)
    daily_cap: int = Field(default=8, ge=1)
    offered: int = Field(default=3, ge=1, le=9)

    def made(self) -> Meetings:
        return Meetings(**{**self.model_dump(exclude={"kinds"}), "kinds": tuple(kind.made() for kind in self.kinds)})


class WebhookPart(Strict):
    """A webhook as written in the file."""

    id: str = Field(pattern=REP_ID, max_length=32)
    url: _Address
    secret: str = Field(pattern=VARIABLE)
    events: list[WebhookEvent] = Field(min_length=1)

    def made(self) -> Webhook:
        return Webhook(self.id, self.url, self.secret, tuple(dict.fromkeys(self.events)))


def faults_of_rep(rep: RepPart, where: Where, topics: frozenset[str]) -> Iterator[tuple[Where, str]]:
    """What no single field of a rep can tell, each with its place."""
    for day, openings in rep.hours.items():
        for earlier, later in pairwise(sorted(openings)):
            if later[0] < earlier[1]:
                yield [*where, "hours", day], f"the opening times of {day} overlap; write each time once"
    for number, away in enumerate(rep.absences):
        if away.last < away.first:
            yield [*where, "absences", number], "the absence ends before it begins; `first` and `last` are both days away"
    if rep.holidays:
        try:
            public_holidays(rep.holidays.country, rep.holidays.region, 2026)
        except NotImplementedError as error:
            yield [*where, "holidays"], f"no public holidays are known for it: {error}"
    yield from _faults_of_fits(rep.takes, [*where, "takes"], topics)


def _faults_of_fits(fits: _Fits, where: Where, topics: frozenset[str]) -> Iterator[tuple[Where, str]]:
    unknown = sorted(set(fits.topics) - topics)
    if unknown:
        yield [*where, "topics"], f"{', '.join(unknown)}: no such topic; known are {', '.join(sorted(topics))}"
    if fits.size_from is not None and fits.size_to is not None and fits.size_from > fits.size_to:
        yield [*where, "size_from"], "`size_from` is larger than `size_to`, so nobody is meant"


def faults_of_meetings(meetings: MeetingsPart, topics: frozenset[str]) -> Iterator[tuple[Where, str]]:
    """What no single field of the rules of booking can tell."""
    lengths = [kind.minutes for kind in meetings.kinds]
    for number, kind in enumerate(meetings.kinds):
        if kind.minutes in lengths[:number]:
            yield ["meetings", "kinds", number, "minutes"], f"a kind of {kind.minutes} minutes is there twice; kinds are told apart by their length"
        yield from _faults_of_fits(kind.suits, ["meetings", "kinds", number, "suits"], topics)
