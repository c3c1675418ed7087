"""Where a lead stands: the table of the contract."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from qualification.bant import Authority, Budget, Need, Timeline
from qualification.lead import STAGES, Answer, Lead, Score, Stage
from qualification.site import Site
from qualification.stages import (
    FACTS,
    TABLE,
    Fact,
    Impossible,
    Standing,
    could_still_qualify,
    higher,
    is_sales_ready,
    read_grid,
    stage_after,
    standing,
)
from tests.cast import CLAIRE, NORA, PAUL, TOM
from tests.house import ROOT


def answered(value: Any) -> Any:
    return Answer("answered", value, "…")


def test_somebody_who_cannot_be_reached_is_a_visitor(site: Site) -> None:
    assert standing(NORA, site) == Standing("visitor", "not_reachable")


def test_an_address_makes_a_cold_lead(site: Site) -> None:
    assert standing(replace(NORA, email="nora@firm.example"), site) == Standing("cold", "not_mature")


def test_a_need_and_enough_points_make_an_mql(site: Site) -> None:
    ripe = replace(NORA, email="nora@firm.example", need=answered(Need("crm")), score=Score(total=site.scoring.mql_from))
    assert standing(ripe, site) == Standing("mql", "score")
    assert standing(replace(ripe, score=Score(total=site.scoring.mql_from - 1)), site).stage == "cold"
    assert standing(replace(ripe, need=Answer()), site).stage == "cold"


def test_need_deadline_say_and_budget_make_an_sql(site: Site) -> None:
    assert standing(CLAIRE, site) == Standing("sql", "qualified")


def test_an_sql_need_not_be_reachable_yet(site: Site) -> None:
    assert standing(replace(CLAIRE, email=None, phone=None), site).stage == "sql"


def test_a_declined_budget_does_not_bar_the_way(site: Site) -> None:
    assert standing(TOM, site) == Standing("sql", "qualified")


@pytest.mark.parametrize(
    "lacking",
    [
        {"need": Answer()},
        {"need": answered(Need("other"))},
        {"need": Answer("declined")},
        {"timeline": Answer()},
        {"timeline": Answer("declined")},
        {"timeline": answered(Timeline("year"))},
        {"timeline": answered(Timeline("later"))},
        {"authority": Answer()},
        {"authority": Answer("declined")},
        {"budget": Answer()},
        {"budget": answered(Budget(Decimal(0), Decimal(0), "EUR", None))},
        {"budget": answered(Budget(Decimal(400), Decimal(400), "EUR", "year"))},
    ],
)
def test_one_thing_missing_is_no_sql(site: Site, lacking: dict[str, Any]) -> None:
    assert standing(replace(CLAIRE, **lacking), site).stage != "sql"


@pytest.mark.parametrize("horizon", ["now", "quarter", "half"])
@pytest.mark.parametrize("role", ["decision_maker", "influencer"])
def test_half_a_year_and_a_say_are_near_enough(site: Site, horizon: Any, role: Any) -> None:
    assert standing(replace(CLAIRE, timeline=answered(Timeline(horizon)), authority=answered(Authority(role))), site).stage == "sql"


def test_asking_for_a_meeting_with_a_need_and_an_address_makes_an_sql(site: Site) -> None:
    asked = replace(NORA, need=answered(Need("other")), email="nora@firm.example").interviewed(wants_meeting=True)
    assert standing(asked, site) == Standing("sql", "asked_for_a_meeting")
    assert is_sales_ready(replace(asked, email=None), site) is None
    assert is_sales_ready(replace(asked, email=None, phone="+33612345678"), site)
    assert is_sales_ready(replace(asked, need=Answer("declined")), site) is None


@pytest.mark.parametrize(
    "barred", [{"authority": answered(Authority("user"))}, {"authority": answered(Authority("none"))}, {"timeline": answered(Timeline("none"))}]
)
def test_no_say_or_no_plan_is_at_most_an_mql_even_when_a_meeting_is_asked_for(site: Site, barred: dict[str, Any]) -> None:
    strong = replace(CLAIRE, score=Score(total=100), **barred)
    assert standing(strong, site).stage == "mql"
    assert standing(strong.interviewed(wants_meeting=True), site).stage == "mql"
    assert not could_still_qualify(strong, site)


@pytest.mark.parametrize("because", ["student", "job_seeker", "competitor", "spam", "customer_support"])
def test_no_lead_is_disqualified_whatever_the_score_with_the_reason(site: Site, because: Any) -> None:
    assert standing(replace(CLAIRE, score=Score(total=100), disqualified_because=because), site) == Standing("disqualified", because)


@pytest.mark.parametrize("stage", ["prospect", "customer"])
def test_what_sales_did_stands_above_the_rules(site: Site, stage: Any) -> None:
    assert standing(replace(NORA, stage=stage), site) == Standing(stage, "sales")
    assert standing(replace(NORA, stage=stage, disqualified_because="student"), site).stage == stage


@pytest.mark.parametrize(
    ("lead", "can"),
    [
        (NORA, True),
        (CLAIRE, True),
        (PAUL, False),
        (replace(NORA, need=answered(Need("other"))), False),
        (replace(NORA, timeline=answered(Timeline("year"))), False),
        (replace(NORA, budget=answered(Budget(Decimal(0), Decimal(0)))), False),
        (replace(NORA, budget=Answer("declined")), True),
        (replace(NORA, disqualified_because="student"), False),
    ],
)
def test_questions_go_on_only_while_answers_could_still_qualify(site: Site, lead: Lead, can: bool) -> None:
    assert could_still_qualify(lead, site) is can


def cells() -> list[tuple[Stage, Fact]]:
    return [(stage, fact) for stage in STAGES for fact in FACTS]


def test_the_table_is_the_one_of_the_glossary() -> None:
    for language in ("fr", "en"):
        text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
        section = text[text.index(f"<!-- stages {language} -->") :]
        grid = "\n".join(line for line in section[: section.index("<!-- end -->")].splitlines() if line.startswith("|"))
        assert read_grid(grid) == TABLE


def test_the_table_speaks_of_every_stage_and_every_fact_and_of_no_other() -> None:
    assert {stage for stage, _ in TABLE} == set(STAGES)
    assert {fact for _, fact in TABLE} == set(FACTS)
    assert set(TABLE.values()) == set(STAGES)


@pytest.mark.parametrize(("stage", "fact"), cells())
def test_every_cell_is_a_stage_or_is_refused_with_what_can_happen(stage: Stage, fact: Fact) -> None:
    if (stage, fact) in TABLE:
        assert stage_after(stage, fact) == TABLE[stage, fact]
    else:
        with pytest.raises(Impossible, match=f"`{fact}` cannot happen to a lead at the stage `{stage}`; what can is .*met"):
            stage_after(stage, fact)


@pytest.mark.parametrize(("stage", "fact"), cells())
def test_what_the_rules_find_moves_no_prospect_and_no_customer(stage: Stage, fact: Fact) -> None:
    if fact in ("unreachable", "reachable", "mature", "ready", "turned_away"):
        found = {"unreachable": "visitor", "reachable": "cold", "mature": "mql", "ready": "sql", "turned_away": "disqualified"}[fact]
        assert TABLE[stage, fact] == (stage if stage in ("prospect", "customer") else found)


@pytest.mark.parametrize(("stage", "fact"), [cell for cell in TABLE if cell[1] in ("accepted", "met", "won")])
def test_what_sales_achieves_never_lowers_a_lead(stage: Stage, fact: Fact) -> None:
    assert higher(TABLE[stage, fact], stage) == TABLE[stage, fact] or stage == "disqualified"


@pytest.mark.parametrize(("stage", "fact"), [cell for cell in TABLE if cell[1] in ("rejected", "closed", "lost", "silent", "waits")])
def test_what_takes_a_lead_back_never_lifts_it(stage: Stage, fact: Fact) -> None:
    assert higher(TABLE[stage, fact], stage) == stage


def test_a_total_may_make_an_sql_where_the_site_says_so(site: Site) -> None:
    eager = replace(site, scoring=replace(site.scoring, sql_from=80))
    keen = replace(NORA, email="nora@firm.example", need=answered(Need("crm")), score=Score(total=80))
    assert standing(keen, eager) == Standing("sql", "score")
    assert standing(keen, site).stage == "mql"
    assert standing(replace(keen, authority=answered(Authority("user"))), eager).stage == "mql"
