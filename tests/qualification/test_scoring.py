"""Every point has a reason, and the same facts always make the same score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualification.bant import Authority, Budget, Need, Size, Timeline
from qualification.explaining import sentence
from qualification.facts import FACTS, Act, facts_of
from qualification.lead import Answer, Lead
from qualification.scoring import score
from qualification.site import Condition, Rule, Scoring, Site
from qualification.sites.loading import load_site
from tests.cast import CLAIRE, NORA, PAUL, TOM
from tests.conftest import NOW

DEMO = load_site()


def points_for(lead: Lead, site: Site, acts: Sequence[Act] = ()) -> dict[str, Decimal]:
    return {reason.rule: reason.points for reason in score(lead, acts, site, NOW).reasons}


def with_rules(site: Site, *rules: Rule, **weights: str) -> Site:
    parts: Any = {"fit": Decimal(0), "interest": Decimal(0), "bant": Decimal(0), **{part: Decimal(share) for part, share in weights.items()}}
    return replace(site, scoring=Scoring("7", rules, parts, 30))


def rule(fact: str, points: int = 10, **conditions: Any) -> Rule:
    return Rule("tried", "bant", Decimal(points), {"fr": "parce que", "en": "because"}, (Condition(fact, **conditions),))


def test_somebody_who_said_nothing_has_no_points(site: Site) -> None:
    found = score(NORA, (), site, NOW)
    assert (found.total, found.fit, found.interest, found.bant, found.reasons) == (0, 0, 0, 0, ())


def test_a_lead_who_has_told_everything_scores_high(site: Site) -> None:
    assert points_for(CLAIRE, site) == {
        "need_served": 25, "deadline_near": 25, "decides": 25, "budget_enough": 25, "size_right": 45, "company_named": 20, "work_address": 20,
        "sector_right": 5, "country_right": 5, "title_right": 5,
    }  # fmt: skip
    found = score(CLAIRE, (), site, NOW)
    assert (found.fit, found.interest, found.bant) == (100, 0, 100)
    assert found.total == 90


def test_each_reason_quotes_the_words_it_came_from_in_both_languages(site: Site) -> None:
    reasons = {reason.rule: reason for reason in score(CLAIRE, (), site, NOW).reasons}
    assert sentence(reasons["decides"], "fr") == "Décide («\u00a0c'est moi qui décide\u00a0»)."
    assert sentence(reasons["decides"], "en") == "Decides (“c'est moi qui décide”)."
    assert "nous sommes 45" in sentence(reasons["size_right"], "en")
    assert "10 000" in sentence(reasons["budget_enough"], "en")


def test_a_reason_quotes_no_words_that_are_about_something_else(site: Site) -> None:
    told = {reason.rule: sentence(reason, "en") for reason in score(CLAIRE, (), site, NOW).reasons}
    assert told["company_named"] == "Named the company (“Le Fournil”)."
    assert told["work_address"] == "Writes from a work address."
    assert told["country_right"] == "Is in a country where we sell."


def test_a_score_names_the_version_of_its_rules(site: Site) -> None:
    assert score(CLAIRE, (), site, NOW).rules_version == site.scoring.version


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
    assert score(NORA, acts, site, NOW).interest == 50
    assert score(NORA, acts[:2], site, NOW).interest == 0


def test_no_part_goes_below_zero_or_above_a_hundred(site: Site) -> None:
    low, high = with_rules(site, rule("language", -70), bant="1"), with_rules(site, *[rule("language", 60)] * 3, bant="1")
    assert (score(NORA, (), low, NOW).bant, score(NORA, (), low, NOW).total) == (0, 0)
    assert (score(NORA, (), high, NOW).bant, score(NORA, (), high, NOW).total) == (100, 100)
    assert [(one.rule, one.points) for one in score(NORA, (), high, NOW).reasons][3:] == [("cap.bant", -80)]
    assert [(one.rule, one.points) for one in score(NORA, (), low, NOW).reasons][1:] == [("floor.bant", 70)]


def test_the_total_is_made_of_the_parts_by_the_weights_of_the_site(site: Site) -> None:
    assert score(CLAIRE, (), with_rules(site, rule("company.name", 50), bant="0.5"), NOW).total == 25


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
    assert bool(score(CLAIRE, (), with_rules(site, tried, bant="1"), NOW).reasons) is holds


def test_a_rule_about_something_unknown_never_holds(site: Site) -> None:
    for fact in ("company.size", "budget.yearly", "authority.role", "company.name", "contact.free_mail"):
        for tried in (rule(fact), rule(fact, at_most=Decimal(10)), rule(fact, values=("none", "false"))):
            assert score(NORA, (), with_rules(site, tried, bant="1"), NOW).reasons == ()


def test_an_open_range_of_employees_counts_by_the_bound_it_has(site: Site) -> None:
    def size(low: int | None, high: int | None) -> Any:
        return facts_of(replace(NORA, size=Answer("answered", Size(low, high), "…")), (), site)["company.size"]

    assert (size(250, None), size(None, 9), size(50, 100)) == (250, 9, 50)


def test_the_facts_that_rules_may_name_are_those_there_are(site: Site) -> None:
    assert facts_of(CLAIRE, (), site).keys() == FACTS.keys()


ANSWERS: dict[str, list[Any]] = {
    "need": [Answer(), Answer("answered", Need("crm"), "crm"), Answer("answered", Need("other"), "chairs")],
    "timeline": [Answer(), Answer("answered", Timeline("now"), "now"), Answer("answered", Timeline("none"), "never")],
    "authority": [Answer(), Answer("answered", Authority("decision_maker"), "I do"), Answer("answered", Authority("none"), "homework")],
    "budget": [Answer(), Answer("declined"), Answer("answered", Budget(None, Decimal(600), "EUR", "year"), "600")],
    "size": [Answer(), Answer("answered", Size(1, 9), "few"), Answer("answered", Size(900, None), "many")],
    "email": [None, "x@gmail.com", "x@firm.example"],
}
leads = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in ANSWERS.items()}).map(lambda told: replace(NORA, **told))


@settings(deadline=None)
@given(leads, st.lists(st.sampled_from(["page_view", "download", "return_visit"]).map(lambda done: Act(done, NOW)), max_size=6))
def test_any_score_is_within_bounds_and_made_of_its_reasons(lead: Lead, acts: list[Act]) -> None:
    found = score(lead, acts, DEMO, NOW)
    assert found == score(lead, acts, DEMO, NOW)
    part_of = {rule.id: rule.part for rule in DEMO.scoring.rules} | {"cap.looking_around": "interest", "cap.mail": "interest"}
    part_of |= {f"{kind}.{part}": part for kind in ("cap", "floor") for part in ("fit", "interest", "bant")}  # type: ignore[dict-item]
    sums = {part: sum(one.points for one in found.reasons if part_of[one.rule] == part) for part in ("fit", "interest", "bant")}
    assert {"fit": found.fit, "interest": found.interest, "bant": found.bant} == sums
    assert all(0 <= points <= 100 for points in (found.total, *sums.values()))


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
        chosen: score(replace(NORA, **{name: value for (name, value), taken in zip(good.items(), chosen, strict=True) if taken}), (), site, NOW).total  # type: ignore[arg-type]
        for chosen in product((False, True), repeat=len(good))
    }
    for chosen, total in totals.items():
        for n, taken in enumerate(chosen):
            if not taken:
                assert total <= totals[(*chosen[:n], True, *chosen[n + 1 :])]


def test_behaviour_counts_half_after_each_half_life_and_what_was_said_stays(site: Site) -> None:
    days = [Decimal(20), Decimal(10), Decimal(5)]
    for n, points in enumerate(days):
        at = NOW + n * timedelta(days=30)
        found = {reason.rule: reason.points for reason in score(CLAIRE, [Act("download", NOW)], site, at).reasons}
        assert found["downloaded"] == points
        assert found["decides"] == 25


def test_what_had_not_been_done_yet_does_not_count(site: Site) -> None:
    assert "downloaded" not in {reason.rule for reason in score(NORA, [Act("download", NOW + timedelta(days=1))], site, NOW).reasons}


def test_the_latest_act_says_how_fresh_the_interest_is(site: Site) -> None:
    acts = [Act("download", NOW - timedelta(days=60)), Act("download", NOW)]
    assert points_for(NORA, site, acts)["downloaded"] == 20


def test_every_act_counts_by_itself_where_the_rule_says_so_up_to_the_cap_of_its_group(site: Site) -> None:
    acts = [Act("mail_click", NOW), Act("mail_click", NOW - timedelta(days=30))]
    assert points_for(NORA, site, acts)["clicked_in_a_letter"] == 15
    found = score(NORA, [Act("mail_click", NOW)] * 5, site, NOW)
    assert found.interest == 30
    assert {one.rule: one.points for one in found.reasons}["cap.mail"] == -20


@pytest.mark.parametrize(
    ("page", "counts"), [("https://calepin.example/fr/tarifs.html?utm=x", True), ("https://calepin.example/fr/", False), (None, False)]
)
def test_a_rule_may_be_about_some_pages_only(site: Site, page: str | None, counts: bool) -> None:
    assert ("read_prices" in points_for(NORA, site, [Act("page_view", NOW, page)])) is counts


def test_all_conditions_of_a_rule_have_to_hold(site: Site) -> None:
    both = replace(rule("contact.name"), when=(Condition("contact.name"), Condition("contact.phone")))
    assert "tried" in points_for(CLAIRE, with_rules(site, both, bant="1"))
    assert "tried" not in points_for(replace(CLAIRE, phone=None), with_rules(site, both, bant="1"))


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({"email": "it@ledgerly.example"}, {"competitor"}),
        ({"company": "Carnet Pro"}, {"competitor"}),
        ({"email": "lea@etu.univ-lille.fr"}, {"student_address"}),
        ({"disqualified_because": "student"}, {"student"}),
        ({"phone": "+12125550123"}, {"country_far"}),
        ({"email": None, "phone": None}, {"unreachable"}),
    ],
)
def test_what_speaks_against_a_lead_takes_points(site: Site, change: dict[str, Any], rules: set[str]) -> None:
    found = score(replace(CLAIRE, **change), (), site, NOW)
    assert {one.rule for one in found.reasons if one.points < 0} == rules


@pytest.mark.parametrize(
    ("change", "sector"),
    [
        ({"company": "Net et Clair", "need": Answer("answered", Need("crm"), "une entreprise de nettoyage")}, "services"),
        ({"sector": "Négoce"}, "wholesale"),
    ],
)
def test_a_sector_is_recognised_by_its_words(site: Site, change: dict[str, Any], sector: str) -> None:
    assert (
        facts_of(replace(CLAIRE, company=None, **change) if "sector" in change else replace(CLAIRE, **change), (), site)["company.sector"] == sector
    )


@pytest.mark.parametrize(
    ("change", "country"),
    [
        ({"phone": "+32470123456"}, "be"),
        ({"phone": "+16135550123"}, "ca"),
        ({"phone": None, "website": "https://www.bell.co.uk/"}, "gb"),
        ({"phone": None, "email": "x@garage.ch"}, "ch"),
        ({"phone": None, "email": "x@start.io"}, None),
        ({"phone": None, "email": None}, None),
    ],
)
def test_a_country_is_told_by_phone_website_or_address(site: Site, change: dict[str, Any], country: str | None) -> None:
    assert facts_of(replace(CLAIRE, **change), (), site)["company.country"] == country


def test_a_reason_tells_the_act_how_often_and_when(site: Site) -> None:
    acts = [Act("download", NOW - timedelta(days=2)), Act("download", NOW - timedelta(days=1))]
    reason = next(one for one in score(NORA, acts, site, NOW).reasons if one.rule == "downloaded")
    assert sentence(reason, "en") == "Downloaded a document (2 times, the last on 21 November 2026; counts less with time)."
    assert sentence(reason, "fr").startswith("A téléchargé un document (2 fois, la dernière le 21 novembre 2026")


def test_a_reason_tells_when_the_words_were_said(site: Site) -> None:
    told = replace(CLAIRE, told_at={"authority": NOW})
    reason = next(one for one in score(told, (), site, NOW).reasons if one.rule == "decides")
    assert sentence(reason, "en") == "Decides (“c'est moi qui décide”, on 22 November 2026)."
