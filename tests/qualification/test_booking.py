"""Free times, clock changes, zones, and which times are offered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualification.assigning import fairest, speakers
from qualification.booking import CELL, Slot, Taken, cells, free_slots
from qualification.offering import offered, suits
from qualification.reading.moments import Moment
from qualification.site import Hours, Meetings, Rep, Site
from tests.conftest import NOW

PARIS, LONDON, AUCKLAND, LOS_ANGELES = (ZoneInfo(name) for name in ("Europe/Paris", "Europe/London", "Pacific/Auckland", "America/Los_Angeles"))
EVERY_DAY = tuple(range(7))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def rep(
    id: str = "rita", timezone: str = "Europe/Paris", opens: str = "09:00", closes: str = "12:00", days: Iterable[int] = EVERY_DAY, **changes: Any
) -> Rep:
    hours = tuple(Hours(day, time.fromisoformat(opens), time.fromisoformat(closes)) for day in days)
    return replace(Rep(id, id.title(), f"{id}@calepin.example", timezone, ("fr",), hours), **changes)


def free(site: Site, *reps: Rep, taken: Iterable[Taken] = (), now: datetime = NOW, **rules: int) -> list[Slot]:
    """The free times of these reps by the demo's rules, without notice and with a horizon of one day unless said otherwise."""
    meetings = replace(site.meetings, **{"notice_minutes": 0, "horizon_days": 1, **rules})
    return free_slots(replace(site, reps=reps, meetings=meetings), reps, taken, now)


def clocks(slots: Iterable[Slot], zone: ZoneInfo) -> list[str]:
    return [f"{slot.start.astimezone(zone):%d %H:%M}" for slot in slots]


class TestFreeTimes:
    def test_hours_are_divided_into_meetings_and_the_end_is_not_overrun(self, site: Site) -> None:
        assert clocks(free(site, rep(opens="09:00", closes="10:45"), now=utc(2026, 11, 22, 0)), PARIS) == ["22 09:00", "22 09:30", "22 10:00"]

    def test_times_are_instants_in_utc(self, site: Site) -> None:
        first = free(site, rep(), now=utc(2026, 11, 22, 0))[0]
        assert first == Slot(utc(2026, 11, 22, 8), utc(2026, 11, 22, 8, 30), "rita")
        assert first.start.tzinfo is UTC

    def test_only_open_weekdays_have_times(self, site: Site) -> None:
        found = free(site, rep(days=(0, 2)), horizon_days=14)
        assert {slot.start.weekday() for slot in found} == {0, 2}

    def test_nothing_is_offered_within_the_notice(self, site: Site) -> None:
        now = utc(2026, 11, 22, 8)
        assert clocks(free(site, rep(), now=now, notice_minutes=120), PARIS)[0] == "22 11:00"
        assert clocks(free(site, rep(), now=now, notice_minutes=121), PARIS)[0] == "22 11:30"

    def test_nothing_is_offered_beyond_the_horizon(self, site: Site) -> None:
        now = utc(2026, 11, 22, 9)
        found = free(site, rep(), now=now, horizon_days=3)
        assert max(slot.end for slot in found) <= now + timedelta(days=3)
        assert clocks(found, PARIS)[-1] == "25 09:30"

    def test_a_taken_time_is_not_free_and_its_neighbours_are(self, site: Site) -> None:
        taken = [Taken("rita", utc(2026, 11, 22, 8, 30), utc(2026, 11, 22, 9))]
        assert clocks(free(site, rep(closes="10:30"), taken=taken, now=utc(2026, 11, 22, 0)), PARIS) == ["22 09:00", "22 10:00"]

    def test_one_rep_being_taken_leaves_the_other_free(self, site: Site) -> None:
        taken = [Taken("rita", utc(2026, 11, 22, 8), utc(2026, 11, 22, 11))]
        found = free(site, rep(), rep("sam"), taken=taken, now=utc(2026, 11, 22, 0))
        assert {slot.rep for slot in found} == {"sam"}

    def test_a_meeting_taken_with_someone_who_left_bars_nobody(self, site: Site) -> None:
        assert free(site, rep(), taken=[Taken("gone", utc(2026, 11, 22, 8), utc(2026, 11, 22, 11))], now=utc(2026, 11, 22, 0))

    @pytest.mark.parametrize(
        ("pause", "left"), [(0, ["09:00", "09:30", "10:30", "11:00"]), (10, ["09:00", "11:00"]), (15, ["09:00", "11:00"]), (30, ["09:00", "11:00"])]
    )
    def test_a_pause_is_kept_before_and_after_a_meeting(self, site: Site, pause: int, left: list[str]) -> None:
        taken = [Taken("rita", utc(2026, 11, 22, 9), utc(2026, 11, 22, 9, 30))]
        found = free(site, rep(closes="11:30"), taken=taken, now=utc(2026, 11, 22, 0), pause_after_minutes=pause)
        assert clocks(found, PARIS) == [f"22 {one}" for one in left]

    def test_a_taken_time_between_the_quarters_bars_every_time_it_touches(self, site: Site) -> None:
        taken = [Taken("rita", utc(2026, 11, 22, 8, 10), utc(2026, 11, 22, 8, 40))]
        assert clocks(free(site, rep(closes="10:30"), taken=taken, now=utc(2026, 11, 22, 0)), PARIS) == ["22 10:00"]

    def test_a_day_is_full_when_the_daily_cap_is_reached(self, site: Site) -> None:
        taken = [Taken("rita", utc(2026, 11, 22, 8), utc(2026, 11, 22, 8, 30))]
        found = free(site, rep(), taken=taken, now=utc(2026, 11, 22, 0), daily_cap=1, horizon_days=2)
        assert {slot.start.date() for slot in found} == {date(2026, 11, 23)}

    def test_the_daily_cap_counts_days_of_the_rep(self, site: Site) -> None:
        # 23:30 UTC on the 22nd is the morning of the 23rd in Auckland.
        taken = [Taken("rita", utc(2026, 11, 22, 23, 30), utc(2026, 11, 23, 0))]
        found = free(site, rep(timezone="Pacific/Auckland", closes="17:00"), taken=taken, now=utc(2026, 11, 22, 12), daily_cap=1, horizon_days=2)
        assert {slot.start.astimezone(AUCKLAND).day for slot in found} == {24}

    def test_days_are_those_of_the_rep_however_far_away(self, site: Site) -> None:
        assert clocks(free(site, rep(timezone="Pacific/Auckland", days=(0,)), now=utc(2026, 11, 22, 9), horizon_days=2), AUCKLAND)[0] == "23 09:00"
        assert (
            clocks(free(site, rep(timezone="America/Los_Angeles", days=(6,)), now=utc(2026, 11, 22, 9), horizon_days=2), LOS_ANGELES)[0] == "22 09:00"
        )

    def test_times_of_several_reps_come_soonest_first(self, site: Site) -> None:
        found = free(site, rep("zoe", opens="10:00"), rep("adam", timezone="Europe/London"), now=utc(2026, 11, 22, 0))
        assert found == sorted(found)


def _later(clock: str) -> str:
    """The same clock an hour later: what Paris goes back by elsewhere goes forward by."""
    return f"{(int(clock[:2]) + 1) % 24:02}{clock[2:]}"


class TestClockChanges:
    SPRING, AUTUMN = utc(2027, 3, 27, 12), utc(2026, 10, 24, 12)

    def test_a_time_that_does_not_exist_is_not_offered(self, site: Site) -> None:
        found = free(site, rep(opens="01:00", closes="04:00", days=(6,)), now=self.SPRING)
        assert clocks(found, PARIS) == ["28 01:00", "28 01:30", "28 03:00", "28 03:30"]
        assert [slot.start for slot in found] == [utc(2027, 3, 28, 0), utc(2027, 3, 28, 0, 30), utc(2027, 3, 28, 1), utc(2027, 3, 28, 1, 30)]

    def test_a_time_that_comes_twice_is_not_offered(self, site: Site) -> None:
        found = free(site, rep(opens="01:00", closes="04:00", days=(6,)), now=self.AUTUMN)
        assert clocks(found, PARIS) == ["25 01:00", "25 01:30", "25 03:00", "25 03:30"]
        assert found[2].start - found[1].start == timedelta(hours=2, minutes=30)

    @pytest.mark.parametrize(("now", "before", "after"), [(SPRING, 8, 7), (AUTUMN, 7, 8)])
    def test_nine_o_clock_stays_nine_o_clock(self, site: Site, now: datetime, before: int, after: int) -> None:
        found = free(site, rep(closes="09:30"), now=now - timedelta(hours=12), horizon_days=2)
        assert [slot.start.hour for slot in found] == [before, after]
        assert all(slot.start.astimezone(PARIS).hour == 9 for slot in found)

    def test_an_hour_apart_in_winter_may_be_two_in_the_weeks_between_two_changes(self, site: Site) -> None:
        # America changes its clocks two weeks before Europe does.
        def nine(now: datetime) -> int:
            return free(site, rep(timezone="America/New_York", closes="09:30"), now=now)[0].start.astimezone(PARIS).hour

        assert (nine(utc(2027, 3, 10)), nine(utc(2027, 3, 20)), nine(utc(2027, 4, 1))) == (15, 14, 15)

    @pytest.mark.parametrize(("zone", "before"), [("America/New_York", "03:00"), ("Pacific/Auckland", "20:00")])
    def test_a_visitor_far_away_is_offered_the_instant_that_it_is_in_paris(self, site: Site, zone: str, before: str) -> None:
        # Nine in Paris, the day before Europe's change of October 2026 and the day after, which neither of them shares.
        found = free(site, rep(closes="09:30"), now=utc(2026, 10, 24, 0), horizon_days=3)
        assert [f"{slot.start.astimezone(ZoneInfo(zone)):%H:%M}" for slot in (found[0], found[-1])] == [before, _later(before)]

    def test_a_meeting_lasts_as_long_on_the_day_the_clock_changes(self, site: Site) -> None:
        for now in (self.SPRING, self.AUTUMN):
            assert {slot.end - slot.start for slot in free(site, rep(opens="00:00", closes="06:00"), now=now)} == {timedelta(minutes=30)}


class TestCells:
    minutes = st.integers(0, 24 * 60)
    lengths = st.integers(1, 120)

    def test_half_an_hour_on_the_quarter_takes_two_cells(self) -> None:
        assert cells(utc(2026, 11, 23, 9), utc(2026, 11, 23, 9, 30)) == [utc(2026, 11, 23, 9), utc(2026, 11, 23, 9, 15)]

    def test_no_time_at_all_takes_no_cell(self) -> None:
        assert cells(utc(2026, 11, 23, 9), utc(2026, 11, 23, 9)) == []

    def test_cells_are_the_same_in_every_zone(self) -> None:
        start, end = utc(2026, 11, 23, 9), utc(2026, 11, 23, 9, 30)
        assert cells(start.astimezone(AUCKLAND), end.astimezone(AUCKLAND)) == cells(start, end)

    @given(minutes, lengths, minutes, lengths)
    def test_two_times_that_overlap_share_a_cell(self, one: int, length: int, other: int, other_length: int) -> None:
        def taken(minute: int, minutes: int) -> tuple[datetime, datetime]:
            return NOW + timedelta(minutes=minute), NOW + timedelta(minutes=minute + minutes)

        overlap = one < other + other_length and other < one + length
        assert not overlap or set(cells(*taken(one, length))) & set(cells(*taken(other, other_length)))

    @given(minutes, lengths, minutes, lengths)
    def test_two_times_on_the_quarter_share_a_cell_only_if_they_overlap(self, one: int, length: int, other: int, other_length: int) -> None:
        (start, end), (begin, until) = ((NOW + CELL * at, NOW + CELL * (at + long)) for at, long in ((one, length), (other, other_length)))
        assert bool(set(cells(start, end)) & set(cells(begin, until))) is (start < until and begin < end)


class TestBusy:
    def test_an_appointment_keeps_the_pauses_that_ours_needs_around_it(self, site: Site) -> None:
        busy = [Taken("rita", utc(2026, 11, 22, 9), utc(2026, 11, 22, 9, 30))]
        one = rep(closes="11:30")
        rules = replace(site.meetings, notice_minutes=0, horizon_days=1, pause_before_minutes=30, pause_after_minutes=0)
        found = free_slots(replace(site, reps=(one,), meetings=rules), [one], [], utc(2026, 11, 22, 0), busy=busy)
        assert clocks(found, PARIS) == ["22 09:00", "22 09:30", "22 11:00"], "half an hour to come back before, nothing after"

    def test_appointments_do_not_count_for_the_daily_cap(self, site: Site) -> None:
        busy = [Taken("rita", utc(2026, 11, 22, 8), utc(2026, 11, 22, 8, 30))]
        one = rep()
        rules = replace(site.meetings, notice_minutes=0, horizon_days=1, daily_cap=1)
        assert free_slots(replace(site, reps=(one,), meetings=rules), [one], [], utc(2026, 11, 22, 0), busy=busy)


class TestWhoMeets:
    def test_language_is_a_hard_rule(self, site: Site) -> None:
        both = (rep("fanny"), rep("eve", languages=("en",)))
        assert [one.id for one in speakers(replace(site, reps=both), "en")] == ["eve"]

    def test_the_rep_with_the_fewest_meetings_lately_gets_the_next(self) -> None:
        at = utc(2026, 11, 23, 9)
        slots = [Slot(at, at + CELL * 2, one) for one in ("adam", "zoe")]
        assert fairest(slots, {"adam": 3, "zoe": 2}) == [slots[1]]
        assert {fairest(slots, {}, lead)[0].rep for lead in ("claire", "tom", "nora", "paul")} == {"adam", "zoe"}

    def test_each_start_is_offered_once(self) -> None:
        starts = [utc(2026, 11, 23, hour) for hour in (9, 10)]
        slots = [Slot(at, at + CELL * 2, one) for at in starts for one in ("adam", "zoe")]
        assert [slot.start for slot in fairest(slots, {"adam": 1})] == starts

    def test_someone_who_left_the_site_file_is_stood_for_by_the_company(self, site: Site) -> None:
        gone = site.rep("nobody-of-this-name")
        assert (gone.name, gone.email, gone.hours) == (site.company, "contact@calepin.example", ())


class TestSuits:
    LATE_ON_MONDAY = Slot(utc(2026, 11, 23, 23, 30), utc(2026, 11, 24, 0), "rita")
    """Half past eleven at night in UTC, half past midnight on Tuesday in Paris, Monday afternoon in Los Angeles."""

    @pytest.mark.parametrize(
        ("wish", "suited"),
        [
            (None, True),
            (Moment(), True),
            (Moment(weekday=1), True),
            (Moment(weekday=0), False),
            (Moment(day=date(2026, 11, 24)), True),
            (Moment(day=date(2026, 11, 23)), False),
            (Moment(not_before_day=date(2026, 11, 24)), True),
            (Moment(not_before_day=date(2026, 11, 25)), False),
            (Moment(at_time=time(0, 30)), True),
            (Moment(at_time=time(0)), False),
            (Moment(from_time=time(0, 30)), True),
            (Moment(from_time=time(1)), False),
            (Moment(until_time=time(0, 30)), False),
            (Moment(until_time=time(1)), True),
        ],
    )
    def test_a_wish_is_meant_in_the_visitors_own_zone(self, wish: Moment | None, suited: bool) -> None:
        assert suits(self.LATE_ON_MONDAY, wish, PARIS) is suited

    def test_the_same_time_is_on_another_day_elsewhere(self) -> None:
        assert suits(self.LATE_ON_MONDAY, Moment(weekday=0, from_time=time(15)), LOS_ANGELES)


class TestOffered:
    @pytest.fixture
    def slots(self, site: Site) -> list[Slot]:
        """Nine to six in Paris, on the five days from Monday on."""
        return free(site, rep(closes="18:00", days=range(5)), horizon_days=8, now=utc(2026, 11, 22, 9))

    def test_three_times_on_three_days_at_different_hours(self, site: Site, slots: list[Slot]) -> None:
        assert clocks(offered(slots, site.meetings, PARIS), PARIS) == ["23 10:00", "24 14:00", "25 11:00"]

    def test_hours_are_chosen_in_the_zone_of_the_visitor(self, site: Site, slots: list[Slot]) -> None:
        assert clocks(offered(slots, site.meetings, LONDON), LONDON) == ["23 10:00", "24 14:00", "25 11:00"]

    def test_more_of_a_day_only_when_days_run_out(self, site: Site, slots: list[Slot]) -> None:
        one_day = [slot for slot in slots if slot.start.day == 23]
        assert clocks(offered(one_day, site.meetings, PARIS), PARIS) == ["23 09:00", "23 09:30", "23 10:00"]

    def test_a_wish_narrows_what_is_offered(self, site: Site, slots: list[Slot]) -> None:
        found = offered(slots, site.meetings, PARIS, Moment(weekday=3, from_time=time(14)))
        assert clocks(found, PARIS) == ["26 14:00", "26 14:30", "26 15:00"]

    def test_later_leaves_out_what_was_offered_before(self, site: Site, slots: list[Slot]) -> None:
        first = offered(slots, site.meetings, PARIS)
        later = offered(slots, site.meetings, PARIS, after=first[-1].start)
        assert min(later) > max(first)

    def test_nothing_free_is_nothing_offered(self, site: Site) -> None:
        assert offered([], site.meetings, PARIS) == []

    @given(st.sets(st.integers(0, 400), max_size=40), st.integers(1, 9))
    def test_no_time_is_offered_twice_or_made_up(self, quarters: set[int], count: int) -> None:
        slots = sorted(Slot(NOW + CELL * n, NOW + CELL * (n + 2), "rita") for n in quarters)
        found = offered(slots, replace(Meetings(), offered=count), PARIS)
        assert found == sorted(set(found))
        assert set(found) <= set(slots)
        assert len(found) == min(count, len(slots))
