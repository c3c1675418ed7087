"""Which times are free, who meets the lead, and which times to offer. Times are instants; hours are the rep's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qualification.bant import Language
from qualification.reading.moments import Moment
from qualification.site import Meetings, Rep, Site

CELL = timedelta(minutes=15)
"""Meetings occupy whole cells of this length, from the full hour on, which is how the database forbids two at once."""


PLEASANT = (time(10), time(14), time(11), time(15), time(9, 30), time(16), time(10, 30), time(14, 30), time(11, 30), time(15, 30))
"""Hours at which people like to meet, in the order in which they are offered."""


@dataclass(frozen=True, order=True)
class Slot:
    """A time with a rep, from `start` to `end` (excluded), both aware and in UTC."""

    start: datetime
    end: datetime
    rep: str


@dataclass(frozen=True)
class Taken:
    """A time a rep is not free, from `start` to `end` (excluded)."""

    rep: str
    start: datetime
    end: datetime


def cells(start: datetime, end: datetime) -> list[datetime]:
    """The starts of the cells that the time from `start` to `end` (excluded) touches, in UTC."""
    # Every time is measured with the same grid: two that overlap share a cell, however they are placed.
    first = start.astimezone(UTC)
    found, cell = [], first - (first - datetime.min.replace(tzinfo=UTC)) % CELL
    while cell < end:
        found.append(cell)
        cell += CELL
    return found


def _openings(rep: Rep, day: date, rules: Meetings) -> Iterable[tuple[datetime, datetime]]:
    """The rep's possible meetings on a day of their zone. A wall time that does not exist or comes twice that day is left out."""
    zone = ZoneInfo(rep.timezone)
    length = timedelta(minutes=rules.minutes)
    for hours in rep.hours:
        if hours.weekday != day.weekday():
            continue
        wall, closing = datetime.combine(day, hours.start), datetime.combine(day, hours.end)
        while wall + length <= closing:
            first, second = wall.replace(tzinfo=zone, fold=0), wall.replace(tzinfo=zone, fold=1)
            if first.utcoffset() == second.utcoffset():
                start = first.astimezone(UTC)
                yield start, start + length
            wall += length


def free_slots(site: Site, reps: Iterable[Rep], taken: Iterable[Taken], now: datetime) -> list[Slot]:
    """Every free time within the site's notice and horizon, soonest first."""
    rules = site.meetings
    busy: dict[str, set[datetime]] = {}
    per_day: dict[tuple[str, date], int] = {}
    pause = timedelta(minutes=rules.buffer_minutes)
    zones = {rep.id: ZoneInfo(rep.timezone) for rep in site.reps}
    for one in taken:
        busy.setdefault(one.rep, set()).update(cells(one.start - pause, one.end + pause))
        if one.rep in zones:
            key = (one.rep, one.start.astimezone(zones[one.rep]).date())
            per_day[key] = per_day.get(key, 0) + 1
    earliest, latest = now + timedelta(minutes=rules.notice_minutes), now + timedelta(days=rules.horizon_days)
    found = []
    for rep in reps:
        day = now.astimezone(zones[rep.id]).date()
        for offset in range(rules.horizon_days + 1):
            if per_day.get((rep.id, day + timedelta(days=offset)), 0) >= rules.daily_cap:
                continue
            for start, end in _openings(rep, day + timedelta(days=offset), rules):
                if earliest <= start and end <= latest and busy.get(rep.id, set()).isdisjoint(cells(start, end)):
                    found.append(Slot(start, end, rep.id))
    return sorted(found)


def eligible_reps(site: Site, language: Language) -> tuple[Rep, ...]:
    """Who may meet a visitor: language is a hard rule."""
    return tuple(rep for rep in site.reps if language in rep.languages)


def fairest(slots: Iterable[Slot], meetings: Mapping[str, int]) -> list[Slot]:
    """One slot for each start: that of the rep with the fewest meetings lately, by id where equal."""
    best: dict[datetime, Slot] = {}
    for slot in slots:
        kept = best.get(slot.start)
        if kept is None or (meetings.get(slot.rep, 0), slot.rep) < (meetings.get(kept.rep, 0), kept.rep):
            best[slot.start] = slot
    return sorted(best.values())


def suits(slot: Slot, wish: Moment | None, zone: ZoneInfo) -> bool:
    """Whether a time fits what the visitor asked for, in the visitor's own zone."""
    if wish is None:
        return True
    local = slot.start.astimezone(zone)
    clock = local.time().replace(tzinfo=None)
    if wish.day is not None and local.date() != wish.day:
        return False
    if wish.not_before_day is not None and local.date() < wish.not_before_day:
        return False
    if wish.weekday is not None and local.weekday() != wish.weekday:
        return False
    if wish.at_time is not None and clock != wish.at_time:
        return False
    if wish.from_time is not None and clock < wish.from_time:
        return False
    return not (wish.until_time is not None and clock >= wish.until_time)


def offered(
    slots: Iterable[Slot], rules: Meetings, zone: ZoneInfo, wish: Moment | None = None, after: datetime | None = None, turn: int = 0
) -> list[Slot]:
    """The few times to propose: one a day over the next free days, at different hours; more of a day only when days run out.

    `after` leaves out what was offered before ("later"). `turn` is any number of the visitor's: people who come at
    the same moment are shown other hours, so that they do not reach for the same time.
    """
    fitting = [slot for slot in slots if suits(slot, wish, zone) and (after is None or slot.start > after)]
    by_day: dict[date, list[Slot]] = {}
    for slot in fitting:
        by_day.setdefault(slot.start.astimezone(zone).date(), []).append(slot)
    chosen: list[Slot] = []
    for index, day in enumerate(sorted(by_day)[: rules.offered]):
        preferred = PLEASANT[(index + turn) % len(PLEASANT)]
        chosen.append(min(by_day[day], key=lambda slot: abs(_minutes(slot.start.astimezone(zone).time()) - _minutes(preferred))))
    for slot in fitting:
        if len(chosen) >= rules.offered:
            break
        if slot not in chosen:
            chosen.append(slot)
    return sorted(chosen)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
