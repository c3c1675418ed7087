"""Every point has a reason, and the same facts always make the same score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualification.bant import Authority, Budget, Need, Size, Timeline
from qualification.lead import Answer, Lead
from qualification.scoring import FACT_NAMES, Act, facts_of, score
from qualification.site import Rule, Scoring, Site
from qualification.sites.loading import load_site
from tests.cast import CLAIRE, NORA, PAUL, TOM
from tests.conftest import NOW

DEMO = load_site()


def points_for(lead: Lead, site: Site, acts: Sequence[Act] = ()) -> dict[str, Decimal]:
    return {reason.rule: reason.points for reason in score(lead, acts, site).reasons}


def with_rules(site: Site, *rules: Rule, **weights: str) -> Site:
    parts: Any = {"fit": Decimal(0), "interest": Decimal(0), "bant": Decimal(0), **{part: Decimal(share) for part, share in weights.items()}}
    return replace(site, scoring=Scoring("7", rules, parts, 30))


def rule(fact: str, points: int = 10, **conditions: Any) -> Rule:
    return Rule("tried", "bant", Decimal(points), {"fr": "parce que", "en": "because"}, fact, **conditions)


def test_somebody_who_said_nothing_has_no_points(site: Site) -> None:
    found = score(NORA, (), site)
    assert (found.total, found.fit, found.interest, found.bant, found.reasons) == (0, 0, 0, 0, ())


def test_a_lead_who_has_told_everything_scores_high(site: Site) -> None:
    assert points_for(CLAIRE, site) == {
        "need_served": 25, "deadline_near": 25, "decides": 25, "budget_enough": 25, "size_right": 50, "company_named": 25, "work_address": 25,
    }  # fmt: skip
    found = score(CLAIRE, (), site)
    assert (found.fit, found.interest, found.bant) == (100, 0, 100)
    assert found.total == 90


def test_each_reason_quotes_the_words_it_came_from_in_both_languages(site: Site) -> None:
    because = {reason.rule: reason.because for reason in score(CLAIRE, (), site).reasons}
    assert because["decides"] == {"fr": "décide («\u00a0c'est moi qui décide\u00a0»)", "en": "decides (“c'est moi qui décide”)"}
    assert "nous sommes 45" in because["size_right"]["en"]
    assert "10 000" in because["budget_enough"]["en"]


def test_a_reason_quotes_no_words_that_are_about_something_else(site: Site) -> None:
    because = {reason.rule: reason.because["en"] for reason in score(CLAIRE, (), site).reasons}
    assert because["company_named"] == "named the company (“Le Fournil”)"
    assert because["work_address"] == "writes from a work address"


def test_a_score_names_the_version_of_its_rules(site: Site) -> None:
    assert score(CLAIRE, (), site).rules_version == site.scoring.version


def test_a_budget_kept_quiet_gives_a_few_points_and_not_those_of_a_good_one(site: Site) -> None:
    points = points_for(TOM, site)
    assert points["budget_kept_quiet"] == 5
    assert "budget_enough" not in points


def test_a_free_address_takes_points_and_a_work_address_gives_some(site: Site) -> None:
    assert points_for(PAUL, site)["free_address"] == -10
    assert "work_address" not in points_for(PAUL, site)


def test_without_an_address_there_is_nothing_to_tell_about_it(site: Site) -> None:
    assert not {"free_address", "work_address"} & points_for(NORA, site).keys()


def test_what_was_done_on_the_site_counts_as_interest(site: Site) -> None:
    acts = [Act("page_view", NOW)] * 3 + [Act("download", NOW), Act("return_visit", NOW)]
    assert score(NORA, acts, site).interest == 50
    assert score(NORA, acts[:2], site).interest == 0


def test_no_part_goes_below_zero_or_above_a_hundred(site: Site) -> None:
    low, high = with_rules(site, rule("language", -70), bant="1"), with_rules(site, *[rule("language", 60)] * 3, bant="1")
    assert (score(NORA, (), low).bant, score(NORA, (), low).total) == (0, 0)
    assert (score(NORA, (), high).bant, score(NORA, (), high).total) == (100, 100)
    assert sum(reason.points for reason in score(NORA, (), high).reasons) == 180


def test_the_total_is_made_of_the_parts_by_the_weights_of_the_site(site: Site) -> None:
    assert score(CLAIRE, (), with_rules(site, rule("company.name", 50), bant="0.5")).total == 25


@pytest.mark.parametrize(
    ("tried", "holds"),
    [
        (rule("company.size", at_least=Decimal(45)), True),
        (rule("company.size", at_least=Decimal(46)), False),
        (rule("company.size", at_most=Decimal(45)), True),
        (rule("company.size", at_least=Decimal(10), at_most=Decimal(44)), False),
        (rule("company.size"), True),
        (rule("acts.page_view"), False),
        (rule("acts.page_view", at_most=Decimal(3)), True),
        (rule("authority.role", values=("influencer", "decision_maker")), True),
        (rule("authority.role", values=("user",)), False),
        (rule("asked.meeting", values=("false",)), True),
        (rule("asked.meeting"), False),
        (rule("contact.email"), True),
    ],
)
def test_a_rule_holds_when_its_fact_is_what_it_says(site: Site, tried: Rule, holds: bool) -> None:
    assert bool(score(CLAIRE, (), with_rules(site, tried, bant="1")).reasons) is holds


def test_a_rule_about_something_unknown_never_holds(site: Site) -> None:
    for fact in ("company.size", "budget.yearly", "authority.role", "company.name", "contact.free_mail"):
        for tried in (rule(fact), rule(fact, at_most=Decimal(10)), rule(fact, values=("none", "false"))):
            assert score(NORA, (), with_rules(site, tried, bant="1")).reasons == ()


def test_an_open_range_of_employees_counts_by_the_bound_it_has(site: Site) -> None:
    def size(low: int | None, high: int | None) -> Any:
        return facts_of(replace(NORA, size=Answer("answered", Size(low, high), "…")), (), site)["company.size"]

    assert (size(250, None), size(None, 9), size(50, 100)) == (250, 9, 50)


def test_the_facts_that_rules_may_name_are_those_there_are(site: Site) -> None:
    assert facts_of(CLAIRE, (), site).keys() == FACT_NAMES


ANSWERS: dict[str, list[Any]] = {
    "need": [Answer(), Answer("answered", Need("crm"), "crm"), Answer("answered", Need("other"), "chairs")],
    "timeline": [Answer(), Answer("answered", Timeline("now"), "now"), Answer("answered", Timeline("none"), "never")],
    "authority": [Answer(), Answer("answered", Authority("decision_maker"), "I do"), Answer("answered", Authority("none"), "homework")],
    "budget": [Answer(), Answer("declined"), Answer("answered", Budget(None, Decimal(600), "EUR", "year"), "600")],
    "size": [Answer(), Answer("answered", Size(1, 9), "few"), Answer("answered", Size(900, None), "many")],
    "email": [None, "x@gmail.com", "x@firm.example"],
}
leads = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in ANSWERS.items()}).map(lambda told: replace(NORA, **told))


@given(leads, st.lists(st.sampled_from(["page_view", "download", "return_visit"]).map(lambda done: Act(done, NOW)), max_size=6))
def test_any_score_is_within_bounds_and_made_of_its_reasons(lead: Lead, acts: list[Act]) -> None:
    found = score(lead, acts, DEMO)
    assert found == score(lead, acts, DEMO)
    by_part = {
        part: sum(r.points for r in found.reasons for one in DEMO.scoring.rules if one.id == r.rule and one.part == part)
        for part in ("fit", "interest", "bant")
    }
    assert {"fit": found.fit, "interest": found.interest, "bant": found.bant} == {part: min(max(points, 0), 100) for part, points in by_part.items()}
    assert 0 <= found.total <= 100


def test_knowing_more_good_things_never_lowers_a_score(site: Site) -> None:
    good = {
        "need": CLAIRE.need,
        "timeline": CLAIRE.timeline,
        "authority": CLAIRE.authority,
        "budget": CLAIRE.budget,
        "size": CLAIRE.size,
        "email": CLAIRE.email,
    }
    totals = {
        chosen: score(replace(NORA, **{name: value for (name, value), taken in zip(good.items(), chosen, strict=True) if taken}), (), site).total  # type: ignore[arg-type]
        for chosen in product((False, True), repeat=len(good))
    }
    for chosen, total in totals.items():
        for n, taken in enumerate(chosen):
            if not taken:
                assert total <= totals[(*chosen[:n], True, *chosen[n + 1 :])]
