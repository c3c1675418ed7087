"""Who meets whom: the site's rules, and nobody falls behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualification.assigning import circles, country_of, fairest, is_for, kind_for
from qualification.bant import Size
from qualification.booking import Slot, free_slots
from qualification.days_off import is_off, public_holidays
from qualification.lead import Answer, Lead
from qualification.site import Absence, Fits, Hours, Kind, Rep, Site
from tests.cast import CLAIRE, NORA, TOM
from tests.conftest import NOW

NINE_TO_FIVE = tuple(Hours(day, time(9), time(17)) for day in range(5))


def rep(id: str, **changes: Any) -> Rep:
    return replace(Rep(id, id.title(), f"{id}@calepin.example", "Europe/Paris", ("fr",), NINE_TO_FIVE), **changes)


def ids(site: Site, lead: Lead, *reps: Rep, keeps: str | None = None) -> list[list[str]]:
    return [[one.id for one in circle] for circle in circles(replace(site, reps=reps), lead, keeps)]


class TestRules:
    def test_language_is_a_hard_rule_whatever_else_holds(self, site: Site) -> None:
        english = rep("eve", languages=("en",), accounts=("fournil.example",))
        assert ids(site, CLAIRE, english, rep("ines"), keeps="eve") == [["ines"]]
        assert ids(site, TOM, rep("ines")) == []

    def test_a_lead_keeps_its_rep_then_an_account_its_own_then_those_meant_for_such_leads(self, site: Site) -> None:
        known, account = rep("known"), rep("account", accounts=("Fournil.example",))
        specialist = rep("specialist", takes=Fits(topics=("invoicing",)))
        other = rep("other", takes=Fits(topics=("crm",)))
        found = ids(site, CLAIRE, other, specialist, account, known, keeps="known")
        assert found[:2] == [["known"], ["account"]]
        assert "other" not in found[2]
        assert found[-1] == ["other", "specialist", "account", "known"], "rather anybody than nobody"

    def test_an_account_is_known_by_its_name_too(self, site: Site) -> None:
        assert ids(site, replace(CLAIRE, email=None), rep("a", accounts=("le fournil",)), rep("b"))[0] == ["a"]

    @pytest.mark.parametrize(
        ("phone", "timezone", "country"),
        [
            ("+33612345678", "America/New_York", "FR"),
            (None, "Europe/Brussels", "BE"),
            (None, None, None),
            ("nonsense", "Asia/Tokyo", "JP"),
            (None, "Etc/UTC", None),
        ],
    )
    def test_the_phone_number_tells_the_country_before_the_browser_does(self, phone: str | None, timezone: str | None, country: str | None) -> None:
        assert country_of(replace(NORA, phone=phone, timezone=timezone)) == country

    @pytest.mark.parametrize(("size", "fits"), [(Size(45, 45), True), (Size(200, None), False), (Size(None, 10), False), (Size(5, 30), True)])
    def test_a_size_fits_where_it_reaches_in(self, size: Size, fits: bool) -> None:
        lead = replace(CLAIRE, size=Answer("answered", size))
        assert is_for(Fits(size_from=20, size_to=100), lead) is fits
        assert not is_for(Fits(size_from=20), replace(lead, size=Answer()))

    def test_the_kind_of_meeting_is_as_long_as_wished_else_the_first_that_suits(self, site: Site) -> None:
        words = {"fr": "x", "en": "x"}
        kinds = (Kind(60, words, Fits(size_from=100)), Kind(30, words), Kind(15, words))
        site = replace(site, meetings=replace(site.meetings, kinds=kinds))
        assert kind_for(site, CLAIRE).minutes == 30
        assert kind_for(site, replace(CLAIRE, size=Answer("answered", Size(300, 300)))).minutes == 60
        assert kind_for(site, CLAIRE, 15).minutes == 15
        assert kind_for(site, CLAIRE, 45).minutes == 30


class TestFairness:
    @given(st.integers(2, 6), st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 15)), min_size=1, max_size=120))
    def test_no_rep_falls_behind_by_more_than_one_meeting(self, count: int, visitors: list[tuple[int, int]]) -> None:
        names = [f"rep-{n}" for n in range(count)]
        load: dict[str, int] = {}
        taken: set[Slot] = set()
        for number, (lead, hour) in enumerate(visitors):
            # Everybody is free for everybody: each visitor takes an hour of a day of their own.
            start = NOW + timedelta(days=number, hours=hour)
            free = [Slot(start, start + timedelta(minutes=30), name) for name in names]
            (chosen,) = fairest(free, load, f"lead-{lead}")
            assert chosen not in taken
            taken.add(chosen)
            load[chosen.rep] = load.get(chosen.rep, 0) + 1
            counts = [load.get(name, 0) for name in names]
            assert max(counts) - min(counts) <= 1

    def test_chance_decides_between_equals_and_the_same_way_for_one_lead(self) -> None:
        free = [Slot(NOW, NOW + timedelta(minutes=30), name) for name in ("a", "b", "c")]
        chosen = {lead: fairest(free, {}, lead)[0].rep for lead in map(str, range(60))}
        assert set(chosen.values()) == {"a", "b", "c"}
        assert all(fairest(free[::-1], {}, lead)[0].rep == who for lead, who in chosen.items())


class TestDaysOff:
    def test_public_holidays_are_those_of_the_country_and_the_region(self) -> None:
        assert date(2026, 7, 14) in public_holidays("FR", None, 2026)
        assert date(2026, 12, 28) in public_holidays("GB", "ENG", 2026), "Boxing Day falls on a Saturday"
        assert date(2026, 11, 30) in public_holidays("GB", "SCT", 2026)
        assert date(2026, 11, 30) not in public_holidays("GB", "ENG", 2026)

    def test_both_ends_of_an_absence_are_days_away(self) -> None:
        away = rep("a", absences=(Absence(date(2026, 11, 24), date(2026, 11, 26)),))
        assert [is_off(away, date(2026, 11, day)) for day in (23, 24, 26, 27)] == [False, True, True, False]

    def test_nobody_is_met_on_a_day_off(self, site: Site) -> None:
        one = rep("a", country="FR", absences=(Absence(date(2026, 12, 24), date(2026, 12, 24)),))
        rules = replace(site.meetings, notice_minutes=0, horizon_days=7)
        found = free_slots(replace(site, reps=(one,), meetings=rules), [one], [], datetime(2026, 12, 21, tzinfo=UTC))
        assert {slot.start.day for slot in found} == {21, 22, 23}


class TestKinds:
    @pytest.mark.parametrize(("minutes", "every", "starts"), [(15, 15, 12), (30, 30, 6), (60, 30, 5), (60, 60, 3)])
    def test_a_morning_holds_so_many_starts(self, site: Site, minutes: int, every: int, starts: int) -> None:
        one = rep("a", hours=(Hours(0, time(9), time(12)),))
        kind = Kind(minutes, {"fr": "x", "en": "x"})
        rules = replace(site.meetings, kinds=(kind,), starts_every_minutes=every, notice_minutes=0, horizon_days=2)
        found = free_slots(replace(site, reps=(one,), meetings=rules), [one], [], NOW, kind=kind)
        assert len(found) == starts
        assert {slot.minutes for slot in found} == {minutes}
