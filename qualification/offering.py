"""Which of the free times to offer: a few, spread over days and hours, as the visitor wishes and in the visitor's own zone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from qualification.booking import Slot
from qualification.reading.moments import Moment
from qualification.site import Meetings

PLEASANT = (time(10), time(14), time(11), time(15), time(9, 30), time(16), time(10, 30), time(14, 30), time(11, 30), time(15, 30))
"""Hours at which people like to meet, in the order in which they are offered."""


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

    The slots come soonest first. `after` leaves out what was offered before ("later"). `turn` is any number of the
    visitor's: people who come at the same moment are shown other hours, so that they do not reach for the same time.
    """
    by_day: dict[date, list[Slot]] = {}
    for slot in slots:
        if (after is not None and slot.start <= after) or not suits(slot, wish, zone):
            continue
        day = slot.start.astimezone(zone).date()
        # What comes after the last day that can be offered is not even looked at.
        if day not in by_day and len(by_day) == rules.offered:
            break
        by_day.setdefault(day, []).append(slot)
    chosen: list[Slot] = []
    for index, day in enumerate(sorted(by_day)):
        preferred = _minutes(PLEASANT[(index + turn) % len(PLEASANT)])
        chosen.append(min(by_day[day], key=lambda slot: abs(_minutes(slot.start.astimezone(zone).time()) - preferred)))
    for slot in (one for day in sorted(by_day) for one in by_day[day]):
        if len(chosen) >= rules.offered:
            break
        if slot not in chosen:
            chosen.append(slot)
    return sorted(chosen)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
