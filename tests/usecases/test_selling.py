"""What sales does with a lead: every step is kept with who and why, and twice is once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from qualification.bant import Budget, Need
from qualification.lead import Answer, Lead
from qualification.stages import Impossible
from qualification.storage import outcomes
from qualification.storage.outcomes import Outcome
from qualification.usecases import selling
from qualification.usecases.answering import take_in
from qualification.usecases.meeting import want
from qualification.usecases.turn import Turn
from tests.cast import CLAIRE, NORA, heard
from tests.conftest import NOW
from tests.usecases.conftest import Desk

LATER = NOW + timedelta(days=10)


@pytest.fixture(autouse=True)
def _claire_is_an_sql(desk: Desk) -> None:
    desk.know(CLAIRE, NORA)
    with desk.turn("claire"):
        pass


def lead_of(desk: Desk, lead_id: str = "claire") -> Lead:
    lead = desk.lead(lead_id)
    assert lead is not None
    return lead


def verdicts(desk: Desk) -> list[Outcome]:
    with desk.database.reading() as connection:
        return outcomes.of_lead(connection, "claire")


def last_move(desk: Desk) -> tuple[Any, ...]:
    change = desk.history("claire", "stage")[-1]
    return change.before, change.after, change.because, change.who


def test_accepting_makes_a_prospect_and_says_who_did(desk: Desk) -> None:
    with desk.turn("claire", LATER) as turn:
        assert selling.accept(turn, "camille")
    assert lead_of(desk).stage == "prospect"
    assert last_move(desk) == ("sql", "prospect", "accepted by sales", "camille")


def test_a_double_click_accepts_once(desk: Desk) -> None:
    for _ in range(2):
        with desk.turn("claire", LATER) as turn:
            selling.accept(turn, "camille")
    assert [one.after for one in desk.history("claire", "stage")] == ["sql", "prospect"]
    assert len(verdicts(desk)) == 1


def test_a_verdict_keeps_the_rules_that_had_proposed_the_lead_and_what_was_known(desk: Desk) -> None:
    with desk.turn("claire", LATER) as turn:
        selling.accept(turn, "camille")
    verdict = verdicts(desk)[0]
    assert {"decides", "budget_enough", "deadline_near", "need_served"} <= set(verdict.rules)
    assert (verdict.verdict, verdict.source, verdict.who, verdict.reason) == ("accepted", "salon", "camille", None)
    assert (verdict.facts["need.topic"], verdict.facts["budget.yearly"], verdict.facts["contact.free_mail"]) == ("invoicing", 10000, False)


def test_rejecting_takes_the_lead_back_to_marketing_with_the_reason(desk: Desk) -> None:
    with desk.turn("claire", LATER) as turn:
        selling.reject(turn, "bad_timing", "camille")
    lead = lead_of(desk)
    assert (lead.stage, lead.highest_stage) == ("cold", "sql")
    assert last_move(desk) == ("sql", "cold", "bad_timing", "camille")
    assert (verdicts(desk)[0].verdict, verdicts(desk)[0].reason) == ("rejected", "bad_timing")


def test_a_reason_the_site_does_not_know_is_refused_and_nothing_is_done(desk: Desk) -> None:
    turn = desk.begin("claire", LATER)
    with pytest.raises(selling.UnknownReason, match="'ugly' is no reason here; the site knows no_budget, no_need"):
        selling.reject(turn, "ugly", "camille")
    assert (turn.lead, turn.changes) == (turn.before, [])


def test_a_rejected_lead_is_not_proposed_again_for_what_sales_knew_already(desk: Desk) -> None:
    with desk.turn("claire", LATER) as turn:
        selling.reject(turn, "bad_timing", "camille")
    with desk.turn("claire", LATER + timedelta(days=30)):
        pass
    assert lead_of(desk).stage == "cold"


def test_a_rejected_lead_with_something_new_to_say_is_looked_at_again(desk: Desk) -> None:
    with desk.turn("claire", LATER) as turn:
        selling.reject(turn, "no_budget", "camille")
    with desk.turn("claire", LATER + timedelta(days=30)) as turn:
        take_in(turn, heard(budget=Budget(None, Decimal(20000), "EUR", "year")))
    assert (lead_of(desk).stage, lead_of(desk).set_back) == ("sql", None)


def test_a_rejected_lead_that_asks_for_a_meeting_again_is_looked_at_again(desk: Desk) -> None:
    with desk.turn("claire", LATER) as turn:
        want(turn)
        selling.reject(turn, "bad_timing", "camille")
    assert lead_of(desk).stage == "cold"
    with desk.turn("claire", LATER + timedelta(days=1)) as turn:
        want(turn)
    assert lead_of(desk).stage == "sql"


def test_a_reason_that_closes_puts_the_lead_out(desk: Desk) -> None:
    with desk.turn("claire", LATER) as turn:
        selling.reject(turn, "not_a_company", "camille")
    assert (lead_of(desk).stage, lead_of(desk).disqualified_because, lead_of(desk).highest_stage) == ("disqualified", "sales", "sql")


def test_a_lead_that_asks_to_wait_comes_back_by_itself(desk: Desk) -> None:
    until = LATER + timedelta(days=60)
    with desk.turn("claire", LATER) as turn:
        selling.wait(turn, until, "after the fair", "camille")
    assert (lead_of(desk).stage, last_move(desk)[2]) == ("cold", "after the fair")
    with desk.turn("claire", until - timedelta(minutes=1)):
        pass
    assert lead_of(desk).stage == "cold"
    with desk.turn("claire", until):
        pass
    assert (lead_of(desk).stage, lead_of(desk).set_back) == ("sql", None)


def test_a_prospect_that_asked_to_wait_goes_back_to_sales(desk: Desk) -> None:
    with desk.turn("claire", LATER) as turn:
        selling.accept(turn, "camille")
        selling.wait(turn, LATER + timedelta(days=1), "holidays", "camille")
    assert lead_of(desk).stage == "cold"
    with desk.turn("claire", LATER + timedelta(days=1)):
        pass
    assert lead_of(desk).stage == "prospect"


def test_nobody_waits_until_a_date_that_is_over(desk: Desk) -> None:
    with pytest.raises(selling.NotToCome, match="2026-11-22 is over; give a date to come"):
        selling.wait(desk.begin("claire", LATER), NOW, "…", "camille")


def test_a_customer_that_was_won_counts_for_the_rules_and_stays_one(desk: Desk) -> None:
    with desk.turn("claire", LATER) as turn:
        selling.accept(turn, "camille")
        assert selling.win(turn, "camille")
        assert not selling.win(turn, "camille")
    with desk.turn("claire", LATER) as turn:
        turn.lead = replace(turn.lead, need=Answer("answered", Need("other"), "…"))
    assert (lead_of(desk).stage, lead_of(desk).highest_stage) == ("customer", "customer")
    assert [one.verdict for one in verdicts(desk)] == ["accepted", "won"]


def test_a_prospect_that_was_lost_goes_back_and_keeps_its_height(desk: Desk) -> None:
    with desk.turn("claire", LATER) as turn:
        selling.accept(turn, "camille")
        selling.lose(turn, "chose_another", "camille")
    assert (lead_of(desk).stage, lead_of(desk).highest_stage) == ("cold", "prospect")


def test_a_meeting_that_took_place_makes_a_prospect(desk: Desk) -> None:
    with desk.turn("claire", LATER) as turn:
        assert selling.meet(turn, "camille")
    assert last_move(desk) == ("sql", "prospect", "a meeting took place", "camille")
    assert verdicts(desk) == []


@pytest.mark.parametrize(
    "act",
    [
        lambda turn: selling.accept(turn, "camille"),
        lambda turn: selling.win(turn, "camille"),
        lambda turn: selling.lose(turn, "no_budget", "camille"),
        lambda turn: selling.reject(turn, "no_budget", "camille"),
        lambda turn: selling.wait(turn, LATER + timedelta(days=1), "…", "camille"),
    ],
    ids=["accept", "win", "lose", "reject", "wait"],
)
def test_what_cannot_happen_to_a_visitor_is_refused_and_nothing_is_done(desk: Desk, act: Callable[[Turn], object]) -> None:
    turn = desk.begin("nora", LATER)
    with pytest.raises(Impossible, match="cannot happen to a lead at the stage `visitor`"):
        act(turn)
    assert (turn.lead, turn.changes) == (turn.before, [])
