"""Answers are saved, corrections keep what was said before, refusals are respected."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from qualification.bant import Authority, Budget, Need, Size, Timeline
from qualification.lead import Answer, Lead
from qualification.reading.refused import Refused
from qualification.usecases.answering import Noted, close, decline, not_known, reopen, take_in
from tests.cast import CLAIRE, NORA, TOM, heard
from tests.usecases.conftest import Desk


def amount(number: int, currency: str | None = "EUR", period: Any = "year") -> Budget:
    return Budget(Decimal(number), Decimal(number), currency, period)


def after(desk: Desk, lead: Lead, **facts: Any) -> tuple[Lead, Noted]:
    """The lead as stored after these facts were heard, and what was noted."""
    if desk.lead(lead.id) is None:
        desk.know(lead)
    with desk.turn(lead.id) as turn:
        noted = take_in(turn, heard(**facts))
    found = desk.lead(lead.id)
    assert found is not None
    return found, noted


class TestFacts:
    def test_every_fact_of_a_message_is_saved_with_the_words_it_came_from(self, desk: Desk) -> None:
        facts = {
            "need": Need("crm"),
            "budget": amount(9000),
            "company_size": Size(45, 45),
            "authority": Authority("user"),
            "timeline": Timeline("now"),
        }
        lead, noted = after(
            desk,
            NORA,
            **facts,
            name="Nora",
            email="nora@firm.example",
            phone="+33612345678",
            company="Firm",
            job_title="cheffe",
            website="firm.example",
        )
        assert lead.need == Answer("answered", Need("crm"), "words on need")
        assert lead.size == Answer("answered", Size(45, 45), "words on company_size")
        assert (lead.name, lead.email, lead.phone, lead.company, lead.job_title, lead.website) == (
            "Nora", "nora@firm.example", "+33612345678", "Firm", "cheffe", "firm.example",
        )  # fmt: skip
        assert set(noted.new) >= {*facts, "name", "email"}
        assert noted.corrected == ()

    def test_a_fact_changes_stage_and_score_in_the_same_turn(self, desk: Desk) -> None:
        lead, _ = after(desk, NORA, email="nora@firm.example", need=Need("crm"))
        assert lead.stage != "visitor"
        assert lead.score.total > 0

    def test_saying_the_same_again_is_no_news(self, desk: Desk) -> None:
        lead, noted = after(desk, CLAIRE, need=Need("invoicing"), name="Claire Morel")
        assert (noted.new, noted.corrected) == ((), ())
        assert desk.history("claire", "fact") == []
        assert lead.need.text == "faire nos factures"

    def test_nothing_heard_changes_nothing(self, desk: Desk) -> None:
        desk.know(NORA)
        turn = desk.begin("nora")
        assert take_in(turn, heard()) == Noted()
        assert turn.lead == NORA

    def test_what_cannot_be_right_is_told_and_not_stored(self, desk: Desk) -> None:
        lead, noted = after(desk, NORA, refused={"email": Refused("no_at", "nora.firm.example")})
        assert lead.email is None
        assert noted.refused["email"].why == "no_at"

    def test_a_job_title_is_read_in_passing_and_does_not_count_as_what_was_answered(self, desk: Desk) -> None:
        lead, _ = after(desk, NORA, job_title="gérante")
        assert lead.job_title == "gérante"
        assert lead.interview.last_answered is None

    def test_what_was_asked_counts_as_what_was_answered_whatever_else_was_said(self, desk: Desk) -> None:
        lead, _ = after(desk, NORA.interviewed(asking="need"), need=Need("crm"), company_size=Size(5, 5))
        assert lead.interview.last_answered == "need"

    def test_an_answer_ends_a_row_of_misunderstandings(self, desk: Desk) -> None:
        lead, _ = after(desk, NORA.interviewed(misunderstood=2), need=Need("crm"))
        assert lead.interview.misunderstood == 0


class TestCorrections:
    def test_a_later_statement_replaces_an_earlier_one_and_the_history_keeps_both(self, desk: Desk) -> None:
        lead, noted = after(desk, CLAIRE, company_size=Size(250, 250), corrects=True)
        assert (noted.new, noted.corrected) == ((), ("company_size",))
        assert lead.size.value == Size(250, 250)
        (change,) = desk.history("claire", "fact")
        assert (change.name, change.before, change.after) == ("company_size", {"low": 45, "high": 45}, {"low": 250, "high": 250})
        assert (change.because, change.who) == ("words on company_size", "visitor")

    def test_a_correction_may_cost_the_stage_and_the_history_says_so(self, desk: Desk) -> None:
        after(desk, CLAIRE)
        lead, _ = after(desk, CLAIRE, authority=Authority("user"), corrects=True)
        assert lead.stage == "mql"
        assert [(change.before, change.after) for change in desk.history("claire", "stage")] == [("visitor", "sql"), ("sql", "mql")]

    def test_a_corrected_amount_keeps_its_currency_and_period(self, desk: Desk) -> None:
        before = replace(CLAIRE, budget=Answer("answered", amount(100, "GBP", "month"), "…"))
        lead, _ = after(desk, before, budget=amount(300, None, None), corrects=True)
        assert lead.budget.value == amount(300, "GBP", "month")

    def test_an_amount_said_anew_does_not_inherit_what_another_one_had(self, desk: Desk) -> None:
        before = replace(CLAIRE, budget=Answer("answered", amount(100, "GBP", "month"), "…"))
        lead, _ = after(desk, before, budget=amount(300, None, None))
        assert lead.budget.value == amount(300, "EUR", None)

    def test_someone_may_answer_after_all_what_they_refused(self, desk: Desk) -> None:
        lead, noted = after(desk, TOM, budget=amount(2000))
        assert lead.budget.state == "answered"
        assert noted.new == ("budget",)

    def test_a_corrected_name_is_told_as_corrected(self, desk: Desk) -> None:
        _, noted = after(desk, CLAIRE, name="Clara Morel")
        assert noted.corrected == ("name",)
        assert [(change.before, change.after) for change in desk.history("claire", "fact")] == [("Claire Morel", "Clara Morel")]


class TestCurrencyAndPeriod:
    def test_a_french_visitor_who_names_no_currency_means_euros(self, desk: Desk) -> None:
        desk.site = replace(desk.site, default_currency="GBP", rates={"EUR": Decimal("0.86")})
        lead, _ = after(desk, NORA, budget=amount(9000, None))
        assert lead.budget.value == amount(9000, "EUR")

    def test_others_mean_the_currency_of_the_site(self, desk: Desk) -> None:
        desk.site = replace(desk.site, default_currency="GBP", rates={"EUR": Decimal("0.86")})
        lead, _ = after(desk, replace(NORA, language="en"), budget=amount(9000, None))
        assert lead.budget.value == amount(9000, "GBP")

    def test_a_period_alone_completes_the_budget(self, desk: Desk) -> None:
        lead, noted = after(desk, replace(NORA, budget=Answer("answered", amount(100, "EUR", None), "100 €")), period="month")
        assert lead.budget == Answer("answered", amount(100, "EUR", "month"), "100 €")
        assert noted.new == ("budget",)
        assert len(desk.history("nora", "fact")) == 1

    def test_a_period_is_corrected(self, desk: Desk) -> None:
        lead, noted = after(desk, replace(NORA, budget=Answer("answered", amount(100, "EUR", "year"), "100 €")), period="month", corrects=True)
        assert lead.budget.value == amount(100, "EUR", "month")
        assert noted.corrected == ("budget",)

    def test_a_currency_alone_corrects_the_budget(self, desk: Desk) -> None:
        lead, noted = after(desk, replace(NORA, budget=Answer("answered", amount(100, "EUR", "year"), "100 €")), currency="GBP")
        assert lead.budget.value == amount(100, "GBP", "year")
        assert noted.corrected == ("budget",)

    def test_a_period_without_a_budget_is_nothing(self, desk: Desk) -> None:
        desk.know(NORA)
        turn = desk.begin("nora")
        assert take_in(turn, heard(period="month")) == Noted()
        assert turn.lead == NORA

    def test_a_period_that_is_known_is_not_changed_by_a_word_in_passing(self, desk: Desk) -> None:
        lead, noted = after(desk, CLAIRE, period="month")
        assert lead.budget == CLAIRE.budget
        assert noted.new == ()


class TestRefusals:
    @pytest.mark.parametrize("attribute", ["need", "budget", "authority", "timeline"])
    def test_a_refused_question_is_declined_and_closed(self, desk: Desk, attribute: str) -> None:
        desk.know(NORA.interviewed(asking=attribute))
        with desk.turn("nora") as turn:
            assert decline(turn) == attribute
        lead = desk.lead("nora")
        assert lead is not None
        assert getattr(lead, attribute) == Answer("declined")
        assert attribute in lead.interview.closed
        (change,) = desk.history("nora", "fact")
        assert (change.name, change.after, change.who) == (attribute, "declined", "visitor")

    def test_what_is_refused_without_being_asked_is_declined_and_closed(self, desk: Desk) -> None:
        lead, _ = after(desk, NORA, declined=frozenset({"budget", "phone"}))
        assert lead.budget == Answer("declined")
        assert lead.interview.closed >= {"budget", "budget_period", "phone"}

    def test_a_refused_size_is_declined_too(self, desk: Desk) -> None:
        desk.know(NORA.interviewed(asking="company_size"))
        with desk.turn("nora") as turn:
            decline(turn)
            assert turn.lead.size == Answer("declined")

    def test_refusing_the_period_leaves_the_amount_and_closes_the_question(self, desk: Desk) -> None:
        told = replace(NORA, budget=Answer("answered", amount(100, "EUR", None), "100 €")).interviewed(asking="budget")
        desk.know(told)
        with desk.turn("nora") as turn:
            decline(turn)
            assert turn.lead.budget == told.budget
            assert turn.lead.interview.closed == {"budget", "budget_period"}

    def test_a_refused_name_is_closed_without_a_value(self, desk: Desk) -> None:
        desk.know(NORA.interviewed(asking="name"))
        with desk.turn("nora") as turn:
            assert decline(turn) == "name"
            assert turn.lead.name is None
            assert turn.lead.interview.closed == {"name"}

    @pytest.mark.parametrize("asking", [None, "confirmation"])
    def test_there_is_nothing_to_refuse_when_nothing_is_asked(self, desk: Desk, asking: str | None) -> None:
        desk.know(NORA.interviewed(asking=asking))
        assert decline(desk.begin("nora")) is None

    def test_a_budget_kept_quiet_can_still_lead_to_a_meeting(self, desk: Desk) -> None:
        desk.know(replace(CLAIRE, budget=Answer()).interviewed(asking="budget"))
        with desk.turn("claire") as turn:
            decline(turn)
            assert turn.lead.stage == "sql"


class TestNotKnown:
    def test_someone_who_cannot_tell_is_asked_once_more_and_then_left_alone(self, desk: Desk) -> None:
        desk.know(NORA.interviewed(asking="budget", asked={"budget": 1}))
        with desk.turn("nora") as turn:
            assert not_known(turn) == "budget"
            turn.lead = turn.lead.interviewed(asked={"budget": 2})
            assert not_known(turn) is None
            assert "budget" in turn.lead.interview.closed
            assert turn.lead.budget.state == "unknown"

    def test_there_is_nothing_not_to_know_when_nothing_is_asked(self, desk: Desk) -> None:
        desk.know(NORA)
        assert not_known(desk.begin("nora")) is None


def test_a_closed_question_can_be_opened_again_and_is_counted_anew() -> None:
    lead = close(NORA.interviewed(asked={"slot": 2, "need": 1}), "slot")
    assert lead.interview.closed == {"slot"}
    again = reopen(lead, "slot")
    assert again.interview.closed == frozenset()
    assert again.interview.asked == {"slot": 0, "need": 1}
