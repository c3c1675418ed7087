"""Rules are tried on the present leads, put in force, taken back; any past score can be told again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from qualification.bant import Authority, Budget
from qualification.facts import Act
from qualification.lead import Answer
from qualification.scoring import score
from qualification.site import Scoring, Site
from qualification.storage import rules
from qualification.usecases import ruling
from qualification.usecases.answering import take_in
from qualification.usecases.consenting import agree, behave
from qualification.usecases.ruling import NoSuchRules
from tests.cast import CLAIRE, NORA, PAUL, heard
from tests.conftest import NOW
from tests.usecases.conftest import Desk

LATER = NOW + timedelta(days=7)


@pytest.fixture(autouse=True)
def _leads_are_there(desk: Desk) -> None:
    ripe = replace(PAUL, need=CLAIRE.need, timeline=CLAIRE.timeline, size=CLAIRE.size)
    desk.know(CLAIRE, NORA, ripe)
    for lead_id in ("claire", "nora", "paul"):
        with desk.turn(lead_id):
            pass


def stricter(site: Site) -> Scoring:
    """The demo's rules with a higher threshold and a dearer company."""
    changed = tuple(replace(rule, points=Decimal(5)) if rule.id == "deadline_near" else rule for rule in site.scoring.rules)
    return replace(site.scoring, version="stricter", rules=changed, mql_from=40)


def snapshot(desk: Desk) -> list[object]:
    return [desk.lead(one) for one in ("claire", "nora", "paul")]


def test_a_preview_names_who_would_change_stage_and_why_and_changes_nothing(desk: Desk, site: Site) -> None:
    before = snapshot(desk)
    told: list[int] = []
    found = ruling.preview(desk.database, site, stricter(site), LATER, told.append)
    assert [(one.who, one.before, one.after, one.lost) for one in found.moves] == [("Paul", "mql", "cold", ("deadline_near",))]
    assert (found.looked_at, found.changed_points, found.by_stage, told) == (3, 2, {("mql", "cold"): 1}, [3])
    assert found.moves[0].why == "-deadline_near"
    assert snapshot(desk) == before
    assert ruling.kept(desk.database) == []


def test_the_present_rules_change_nobody(desk: Desk, site: Site) -> None:
    assert ruling.preview(desk.database, site, site.scoring, NOW + timedelta(days=400)).moves == ()


def test_applied_rules_are_a_new_number_and_score_every_lead(desk: Desk, site: Site) -> None:
    ruling.take_from_site_file(desk.database, site.scoring, "…", NOW)
    done = ruling.apply(desk.database, site, stricter(site), "rules: …", "sarah", LATER)
    assert (done.ruleset.number, done.ruleset.origin, done.ruleset.who) == (2, "applied", "sarah")
    assert (done.rescored.leads, done.rescored.changed_stage) == (3, 1)
    paul = desk.lead("paul")
    assert paul is not None
    assert (paul.stage, paul.score.rules_version, paul.updated_at) == ("cold", "stricter", NOW)
    assert desk.history("paul", "stage")[-1].who == "rules"


def test_later_turns_go_by_the_rules_in_force(desk: Desk, site: Site) -> None:
    ruling.apply(desk.database, site, stricter(site), "…", "sarah", LATER)
    with desk.turn("nora", LATER) as turn:
        take_in(turn, heard(email="nora@firm.example"))
    nora = desk.lead("nora")
    assert nora is not None
    assert nora.score.rules_version == "stricter"


def test_rules_in_force_are_not_applied_again(desk: Desk, site: Site) -> None:
    ruling.apply(desk.database, site, stricter(site), "…", "sarah", LATER)
    with pytest.raises(NoSuchRules, match=r"in force already, as 1 \(stricter\)"):
        ruling.apply(desk.database, site, stricter(site), "…", "sarah", LATER)


def test_rolling_back_puts_the_rules_before_in_force_as_a_new_number(desk: Desk, site: Site) -> None:
    ruling.take_from_site_file(desk.database, site.scoring, "as it was", NOW)
    ruling.apply(desk.database, site, stricter(site), "…", "sarah", LATER)
    done = ruling.roll_back(desk.database, site, None, "sarah", LATER + timedelta(hours=1))
    assert (done.ruleset.number, done.ruleset.version, done.ruleset.text) == (3, site.scoring.version, "as it was")
    assert [one.origin for one in ruling.kept(desk.database)] == ["site file", "applied", "rolled back"]
    paul = desk.lead("paul")
    assert paul is not None
    assert paul.stage == "mql"


@pytest.mark.parametrize(("number", "told"), [(None, "no other rules"), (1, "rules 1 are those in force"), (9, "no rules 9; there are 1")])
def test_what_cannot_be_rolled_back_to_is_told(desk: Desk, site: Site, number: int | None, told: str) -> None:
    with pytest.raises(NoSuchRules, match="no rules were kept yet"):
        ruling.roll_back(desk.database, site, number, "sarah", NOW)
    ruling.take_from_site_file(desk.database, site.scoring, "…", NOW)
    with pytest.raises(NoSuchRules, match=told):
        ruling.roll_back(desk.database, site, number, "sarah", NOW)


def test_the_site_file_counts_again_only_when_somebody_edits_it(desk: Desk, site: Site) -> None:
    assert ruling.take_from_site_file(desk.database, site.scoring, "…", NOW) is not None
    ruling.apply(desk.database, site, stricter(site), "…", "sarah", LATER)
    assert ruling.take_from_site_file(desk.database, site.scoring, "…", LATER) is None
    edited = replace(site.scoring, version="edited")
    taken = ruling.take_from_site_file(desk.database, edited, "…", LATER)
    assert taken is not None
    assert (taken.number, taken.version) == (3, "edited")


def test_rules_come_back_from_the_database_as_they_were_read(desk: Desk, site: Site) -> None:
    ruling.take_from_site_file(desk.database, site.scoring, "…", NOW)
    with desk.database.reading() as connection:
        found = rules.in_force(connection)
    assert found is not None
    assert found.scoring == site.scoring


def test_a_score_on_a_past_date_is_told_again(desk: Desk, site: Site) -> None:
    days = [NOW + timedelta(days=n) for n in range(5)]
    with desk.turn("nora", days[0]) as turn:
        agree(turn, tracking=True)
        behave(turn, Act("download", days[0]))
    with desk.turn("nora", days[1]) as turn:
        take_in(turn, heard(email="nora@firm.example", need=CLAIRE.need.value, authority=Authority("user")))
    with desk.turn("nora", days[2]) as turn:
        take_in(turn, heard(authority=Authority("decision_maker"), budget=Budget(Decimal(9000), Decimal(9000), "EUR", "year")))
    ruling.take_from_site_file(desk.database, site.scoring, "…", NOW)
    ruling.apply(desk.database, site, stricter(site), "…", "sarah", days[3])
    now = desk.lead("nora")
    assert now is not None

    def told(day: int) -> dict[str, Decimal]:
        found = ruling.tell_again(desk.database, site, "nora", days[day] + timedelta(hours=1))
        assert found is not None
        return {reason.rule: reason.points for reason in found.score.reasons}

    assert set(told(0)) == {"downloaded"}
    assert "decides" not in told(1)
    assert {"need_served", "work_address"} <= set(told(1))
    assert {"decides", "budget_enough"} <= set(told(2))
    assert told(2)["downloaded"] < told(0)["downloaded"]
    last = ruling.tell_again(desk.database, site, "nora", days[4])
    assert last is not None
    assert last.ruleset is not None
    assert (last.ruleset.number, last.lead.authority, last.stage) == (2, now.authority, now.stage)
    again = score(now, [Act("download", days[0])], replace(site, scoring=stricter(site)), days[4])
    for one, other in zip(last.score.reasons, again.reasons, strict=True):
        assert one == other
    assert last.score == again


def test_a_correction_is_told_as_it_was_before_it_was_made(desk: Desk, site: Site) -> None:
    with desk.turn("claire", LATER) as turn:
        take_in(turn, heard(corrects=True, budget=Budget(Decimal(100), Decimal(100), "EUR", "year")))
    found = ruling.tell_again(desk.database, site, "claire", LATER - timedelta(seconds=1))
    assert found is not None
    assert found.lead.budget.value == CLAIRE.budget.value  # type: ignore[union-attr]
    assert found.stage == "sql"
    assert {"budget_enough"} <= {reason.rule for reason in found.score.reasons}


def test_a_refusal_is_told_again_as_one(desk: Desk, site: Site) -> None:
    with desk.turn("nora", LATER) as turn:
        turn.lead = replace(turn.lead, budget=Answer("declined"))
        turn.note("fact", "budget", None, "declined", "declined", "visitor")
    found = ruling.tell_again(desk.database, site, "nora", LATER)
    assert found is not None
    assert "budget_kept_quiet" in {reason.rule for reason in found.score.reasons}


def test_before_a_lead_came_there_is_nothing_to_tell(desk: Desk, site: Site) -> None:
    assert ruling.tell_again(desk.database, site, "claire", NOW - timedelta(days=1)) is None
    assert ruling.tell_again(desk.database, site, "nobody", NOW) is None
