"""What sales made of the leads that each rule lifted, with how sure that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from qualification.bant import Authority, Timeline
from qualification.lead import Answer, Source
from qualification.proportions import Share
from qualification.site import Site
from qualification.storage.database import Database
from qualification.usecases import selling
from qualification.usecases.reporting import as_data, report
from tests.cast import CLAIRE
from tests.conftest import NOW
from tests.usecases.conftest import Desk

LATER = NOW + timedelta(days=1)


@pytest.fixture
def judged(sqlite: Database, site: Site) -> Desk:
    """Forty leads: those who decide were accepted, of those who only have a say sales accepted one in four."""
    desk = Desk(sqlite, site)
    for n in range(40):
        decides = n < 20
        lead = replace(
            CLAIRE,
            id=f"lead-{n:02}",
            email=f"x@firm-{n}.example",
            phone=None,
            source=Source(utm_source="fair" if n % 2 else None),
            authority=CLAIRE.authority if decides else Answer("answered", Authority("influencer"), "je participe"),
            timeline=Answer("answered", Timeline("now"), "tout de suite"),
        )
        desk.know(lead)
        with desk.turn(lead.id):
            pass
        if n == 39:
            continue
        with desk.turn(lead.id, LATER) as turn:
            if decides or n % 4 == 0:
                selling.accept(turn, "camille")
            else:
                selling.reject(turn, "no_say", "camille")
        if n < 5:
            with desk.turn(lead.id, LATER) as turn:
                selling.win(turn, "camille")
    return desk


def test_each_rule_shows_what_sales_made_of_the_leads_it_lifted(judged: Desk) -> None:
    found = report(judged.database)
    assert (found.whole.lifted, found.whole.judged, found.whole.accepted.of) == (40, 39, 25)
    rows = {row.name: row for row in found.rules}
    decides, has_a_say = rows["decides"], rows["has_a_say"]
    assert (decides.lifted, decides.accepted.of, decides.accepted.all, decides.won.of) == (20, 20, 20, 5)
    assert (has_a_say.lifted, has_a_say.judged, has_a_say.accepted.of) == (20, 19, 5)
    assert (decides.says, has_a_say.says) == ("worth more points", "worth fewer points")
    assert rows["need_served"].says == "too few to tell"


def test_each_source_shows_the_same(judged: Desk) -> None:
    assert {row.name: row.lifted for row in report(judged.database).sources} == {"fair": 20, "website": 20}


def test_the_reasons_of_sales_are_counted(judged: Desk) -> None:
    assert report(judged.database).reasons == {"no_say": 14}
    assert as_data(report(judged.database))["all"]["accepted"]["of"] == 25


@pytest.mark.parametrize(
    ("of", "all", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662)]
)
def test_the_interval_is_wilsons(of: int, all: int, low: float, high: float) -> None:
    """The last as in Newcombe, Statistics in Medicine 17 (1998), table I."""
    share = Share(of, all)
    assert (round(share.low, 4), round(share.high, 4)) == (low, high)


def test_without_cases_anything_is_possible() -> None:
    share = Share(0, 0)
    assert (share.rate, share.low, share.high) == (None, 0.0, 1.0)
