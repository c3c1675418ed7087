"""Which times of which reps are free. Times are instants; hours are the rep's own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from operator import attrgetter
from zoneinfo import ZoneInfo

from qualification.days_off import is_off
from qualification.site import Kind, Meetings, Rep, Site

CELL = timedelta(minutes=15)
"""Meetings occupy whole cells of this length, from the full hour on, which is how the database forbids two at once."""
_MIDNIGHT = time(0)


@dataclass(frozen=True, order=True)
class Slot:
    """A time with a rep, from `start` to `end` (excluded), both aware and in UTC."""

    start: datetime
    end: datetime
    rep: str

    @property
    def minutes(self) -> float:
        return (self.end - self.start) / timedelta(minutes=1)


@dataclass(frozen=True)
class Taken:
    """A time a rep is not free, from `start` to `end` (excluded)."""

    rep: str
    start: datetime
    end: datetime


def cells(start: datetime, end: datetime) -> list[datetime]:
    """The starts of the cells that the time from `start` to `end` (excluded) touches, in UTC."""
    # Every time is measured with the same grid: two that overlap share a cell, however they are placed.
    found, cell = [], _floor(start)
    while cell < end:
        found.append(cell)
        cell += CELL
    return found


def _floor(moment: datetime) -> datetime:
    """The start of the cell the moment lies in, in UTC."""
    first = moment.astimezone(UTC)
    return first - (first - datetime.min.replace(tzinfo=UTC)) % CELL


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_CELL_SECONDS = CELL // _SECOND


def _seconds(moment: datetime) -> int:
    """The moment as a number: thousands of these are compared, and numbers compare fastest."""
    return (moment - _EPOCH) // _SECOND


@dataclass(frozen=True)
class _Openings:
    """A rep's possible meetings of one length, soonest first, whoever takes them; starts and ends in seconds."""

    slots: tuple[Slot, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@lru_cache(maxsize=256)
def _openings(rep: Rep, first: date, days: int, minutes: int, every: int) -> _Openings:
    """What the rep's hours make possible on `days` days from `first` on, days off left out."""
    slots: list[Slot] = []
    for offset in range(days):
        slots += _openings_of_day(rep, first + timedelta(days=offset), minutes, every)
    starts = tuple(_seconds(slot.start) for slot in slots)
    return _Openings(tuple(slots), starts, tuple(start + minutes * 60 for start in starts))


def _openings_of_day(rep: Rep, day: date, minutes: int, every: int) -> Iterator[Slot]:
    """The rep's possible meetings on a day of their zone. A wall time that does not exist or comes twice that day is left out."""
    opened = sorted((hours.start, hours.end) for hours in rep.hours if hours.weekday == day.weekday())
    if not opened or is_off(rep, day):
        return
    zone, length, step = ZoneInfo(rep.timezone), timedelta(minutes=minutes), timedelta(minutes=every)
    offset = _offset(day, zone)
    changes = offset != _offset(day + timedelta(days=1), zone)
    for start, end in opened:
        wall, closing = datetime.combine(day, start), datetime.combine(day, end)
        begin = (wall - offset).replace(tzinfo=UTC)
        while wall + length <= closing:
            if not changes:
                yield Slot(begin, begin + length, rep.id)
            elif wall.replace(tzinfo=zone, fold=0).utcoffset() == wall.replace(tzinfo=zone, fold=1).utcoffset():
                exact = wall.replace(tzinfo=zone).astimezone(UTC)
                yield Slot(exact, exact + length, rep.id)
            wall += step
            begin += step


def _offset(day: date, zone: ZoneInfo) -> timedelta:
    return datetime.combine(day, _MIDNIGHT, zone).utcoffset() or timedelta(0)


@lru_cache(maxsize=8192)  # the same meetings are looked at for every visitor
def _day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day it is in the zone."""
    return moment.astimezone(zone).date()


def _barred_by(meetings: Iterable[Taken], appointments: Iterable[Taken], reps: dict[str, Rep], rules: Meetings) -> dict[str, list[tuple[int, int]]]:
    """For each rep, from when to when no meeting may reach, in seconds: others with the pauses around them, and days that are full."""
    before, after = rules.pause_before_minutes * 60, rules.pause_after_minutes * 60
    longer = max(before, after)
    found: dict[str, list[tuple[int, int]]] = {}
    per_day: dict[tuple[str, date], int] = {}
    zones = {id: ZoneInfo(rep.timezone) for id, rep in reps.items()}
    for one in meetings:
        if one.rep in reps:
            start = _seconds(one.start)
            found.setdefault(one.rep, []).append((start - start % _CELL_SECONDS - longer, _seconds(one.end) + longer))
            key = (one.rep, _day_of(one.start, zones[one.rep]))
            per_day[key] = per_day.get(key, 0) + 1
    for one in appointments:
        if one.rep in reps:
            # Ours needs its own pauses: `after` it before the appointment, and `before` it afterwards.
            found.setdefault(one.rep, []).append((_seconds(one.start) - after, _seconds(one.end) + before))
    for (rep, day), count in per_day.items():
        if count >= rules.daily_cap:
            midnights = (datetime.combine(one, _MIDNIGHT, zones[rep]) for one in (day, day + timedelta(days=1)))
            begins, ends = map(_seconds, midnights)
            found[rep].append((begins, ends))
    return found


def free_slots(
    site: Site, reps: Iterable[Rep], taken: Iterable[Taken], now: datetime, *, kind: Kind | None = None, busy: Iterable[Taken] = ()
) -> list[Slot]:
    """Every free time for a meeting of that kind, else of the site's first, within notice and horizon, soonest first.

    `taken` are meetings, which count for the daily cap; `busy` is what the reps' own calendars say.
    """
    rules = site.meetings
    minutes = (kind or rules.kinds[0]).minutes
    by_id = {rep.id: rep for rep in sorted(reps, key=attrgetter("id"))}
    barred = _barred_by(taken, busy, by_id, rules)
    earliest, latest = now + timedelta(minutes=rules.notice_minutes), now + timedelta(days=rules.horizon_days)
    found: list[Slot] = []
    when: list[int] = []
    for rep in by_id.values():
        today = now.astimezone(ZoneInfo(rep.timezone)).date()
        openings = _openings(rep, today, rules.horizon_days + 1, minutes, rules.starts_every_minutes)
        starts, slots = openings.starts, openings.slots
        # Rounded up and down: a time within the second is on neither side.
        at, until = bisect_left(starts, -((_EPOCH - earliest) // _SECOND)), bisect_right(openings.ends, _seconds(latest))
        for start, end in sorted(barred.get(rep.id, ())):
            first = bisect_right(openings.ends, start, at, until) if at < until else until
            if first > at:
                found += slots[at:first]
                when += starts[at:first]
            at = max(at, bisect_left(starts, end, first, until) if first < until else first)
        found += slots[at:until]
        when += starts[at:until]
    # Each rep's times are in order already; so many sorted runs are merged quickly.
    return [found[index] for index in sorted(range(len(found)), key=when.__getitem__)]
