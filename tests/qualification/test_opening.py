"""When somebody is there to talk to at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from qualification.booking import Taken
from qualification.opening import is_open, opens_at
from qualification.site import Absence, Hours, Rep, Site

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Ten o'clock in Paris, on a working day."""
ANNE = Rep(
    id="anne", name="Anne", email="anne@calepin.example", timezone="Europe/Paris", languages=("fr",), country="FR",
    hours=tuple(Hours(weekday, time(9), time(12, 30)) for weekday in range(5)),
)  # fmt: skip


@pytest.fixture
def house(site: Site) -> Site:
    """A house where Anne, who speaks French only, works in the mornings."""
    return replace(site, reps=(ANNE,))


@pytest.mark.parametrize(
    ("at", "there"),
    [
        (datetime(2026, 11, 23, 7, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 11, 29, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 11, 30, tzinfo=UTC), False),
        (datetime(2026, 11, 22, 9, 0, tzinfo=UTC), False),
        # An hour earlier by the sun while summer time lasts.
        (datetime(2026, 7, 20, 7, 0, tzinfo=UTC), True),
    ],
)
def test_it_is_open_within_the_hours_of_a_rep_in_their_own_zone(house: Site, at: datetime, there: bool) -> None:
    assert is_open(house, "fr", [], at) is there


def test_nobody_is_there_for_a_language_that_nobody_speaks(house: Site) -> None:
    assert not is_open(house, "en", [], MONDAY)
    assert opens_at(house, "en", [], MONDAY) is None


def test_a_public_holiday_is_closed_and_opens_the_working_day_after(house: Site) -> None:
    christmas = datetime(2026, 12, 25, 9, 0, tzinfo=UTC)
    assert not is_open(house, "fr", [], christmas)
    assert opens_at(house, "fr", [], christmas) == datetime(2026, 12, 28, 8, 0, tzinfo=UTC)


def test_whoever_is_away_is_not_there(house: Site) -> None:
    away = replace(house, reps=(replace(ANNE, absences=(Absence(date(2026, 11, 23), date(2026, 11, 24)),)),))
    assert not is_open(away, "fr", [], MONDAY)
    assert opens_at(away, "fr", [], MONDAY) == datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def test_a_rep_in_a_meeting_is_there_again_when_it_ends(house: Site) -> None:
    meeting = Taken("anne", MONDAY - timedelta(minutes=15), MONDAY + timedelta(minutes=15))
    assert not is_open(house, "fr", [meeting], MONDAY)
    assert opens_at(house, "fr", [meeting], MONDAY) == meeting.end
    assert is_open(house, "fr", [replace(meeting, rep="somebody else")], MONDAY)


def test_after_closing_it_opens_the_next_morning_and_on_friday_on_monday(house: Site) -> None:
    assert opens_at(house, "fr", [], MONDAY + timedelta(hours=5)) == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    assert opens_at(house, "fr", [], datetime(2026, 11, 27, 15, 0, tzinfo=UTC)) == datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
