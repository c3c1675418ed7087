"""Time passes: who asked to wait comes back, who is silent goes back, interest fades; and none of it is a sign of life."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from qualification.facts import Act
from qualification.lead import Lead
from qualification.site import Site
from qualification.usecases import meeting, selling
from qualification.usecases.consenting import agree, behave
from qualification.usecases.proposing import propose
from qualification.usecases.tending import age, tend
from tests.cast import CLAIRE, NORA
from tests.conftest import NOW
from tests.usecases.conftest import Desk

MONDAY = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _claire_is_an_sql(desk: Desk) -> None:
    desk.know(CLAIRE, NORA)
    with desk.turn("claire"):
        pass


def claire(desk: Desk) -> Lead:
    lead = desk.lead("claire")
    assert lead is not None
    return lead


def test_a_lead_comes_back_on_its_date_without_anybody_doing_anything(desk: Desk, site: Site) -> None:
    with desk.turn("claire", MONDAY) as turn:
        selling.wait(turn, MONDAY + timedelta(days=30), "after the fair", "camille")
    assert tend(desk.database, site, MONDAY + timedelta(days=29)) == 0
    assert tend(desk.database, site, MONDAY + timedelta(days=30)) == 1
    assert claire(desk).stage == "sql"
    assert tend(desk.database, site, MONDAY + timedelta(days=30)) == 0


def test_a_silent_lead_goes_back_after_the_days_of_the_site_and_returns_when_it_writes(desk: Desk, site: Site) -> None:
    assert tend(desk.database, site, NOW + timedelta(days=60)) == 0
    assert tend(desk.database, site, NOW + timedelta(days=60, seconds=1)) == 1
    change = desk.history("claire", "stage")[-1]
    assert (change.before, change.after, change.because, change.who) == ("sql", "cold", "nothing heard for 60 days", "rules")
    assert (claire(desk).updated_at, claire(desk).highest_stage) == (NOW, "sql")
    assert tend(desk.database, site, NOW + timedelta(days=61)) == 0


def test_nobody_with_a_meeting_to_come_is_silent(desk: Desk, site: Site) -> None:
    with desk.turn("claire") as turn:
        slots = propose(turn).slots
        assert meeting.choose(turn, slots[0])
        assert meeting.book_if_ready(turn)
    start = slots[0].start
    eager = replace(site, sales=replace(site.sales, silent_after_days={"sql": 1}))
    assert start > NOW
    assert tend(desk.database, eager, start - timedelta(minutes=1)) == 0


def test_interest_fades_by_itself(desk: Desk, site: Site) -> None:
    with desk.turn("nora") as turn:
        agree(turn, tracking=True)
        behave(turn, Act("download", NOW))
    found = age(desk.database, site, NOW + timedelta(days=30))
    nora = desk.lead("nora")
    assert nora is not None
    assert (found.leads, found.changed_score, nora.score.interest, nora.updated_at) == (2, 1, 10, NOW)
