"""When somebody is there to talk to at once: within a rep's hours, on a day they work, between their meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from qualification.assigning import speakers
from qualification.bant import Language
from qualification.booking import Taken
from qualification.days_off import is_off
from qualification.site import Rep, Site

AHEAD_DAYS = 35
"""How far ahead the next opening is looked for: longer than any holidays a house closes for."""


def is_there(rep: Rep, taken: Iterable[Taken], now: datetime) -> bool:
    """Whether the rep is at work and in no meeting; hours are their own, starts included and ends excluded."""
    local = now.astimezone(ZoneInfo(rep.timezone))
    at_work = any(hours.weekday == local.weekday() and hours.start <= local.time() < hours.end for hours in rep.hours)
    return at_work and not is_off(rep, local.date()) and not any(one.rep == rep.id and one.start <= now < one.end for one in taken)


def is_open(site: Site, language: Language, taken: Iterable[Taken], now: datetime) -> bool:
    """Whether somebody who speaks the language is there now."""
    busy = list(taken)
    return any(is_there(rep, busy, now) for rep in speakers(site, language))


def opens_at(site: Site, language: Language, taken: Iterable[Taken], now: datetime) -> datetime | None:
    """When somebody who speaks the language is there next, in UTC; None when nobody is within five weeks."""
    busy = list(taken)
    found = [moment for rep in speakers(site, language) for moment in _begins(rep, busy, now) if moment > now and is_there(rep, busy, moment)]
    return min(found, default=None)


def _begins(rep: Rep, taken: Iterable[Taken], now: datetime) -> Iterator[datetime]:
    """When the rep may become free: their hours begin, or a meeting ends."""
    zone = ZoneInfo(rep.timezone)
    today = now.astimezone(zone).date()
    for offset in range(AHEAD_DAYS):
        day = today + timedelta(days=offset)
        for hours in rep.hours:
            if hours.weekday == day.weekday():
                yield datetime.combine(day, hours.start, zone).astimezone(UTC)
    for one in taken:
        if one.rep == rep.id:
            yield one.end.astimezone(UTC)
