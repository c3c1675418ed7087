"""Going on: the next question, how it is put, and what is on offer to it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from qualification.bant import LANGUAGES, Budget, Size, Timeline
from qualification.interview import Question
from qualification.lead import Answer, Lead
from qualification.reading.written import value_from
from qualification.usecases.asking import Next, choices_for, go_on
from qualification.usecases.meeting import choose
from qualification.usecases.proposing import Proposal
from tests.cast import CLAIRE, MONDAY_AT_ELEVEN, MONDAY_AT_TEN, NORA, TOM
from tests.usecases.conftest import Desk


def coming(desk: Desk, lead: Lead, *, digressed: bool = False) -> tuple[Next, Lead]:
    """What comes next for this lead, and the lead as it is then stored."""
    desk.know(lead)
    with desk.turn(lead.id) as turn:
        found = go_on(turn, digressed=digressed)
    stored = desk.lead(lead.id)
    assert stored is not None
    return found, stored


def asks(found: Next) -> str | None:
    return found.question.asks if found.question else None


class TestManner:
    def test_the_first_question_is_put_and_counted(self, desk: Desk) -> None:
        found, lead = coming(desk, NORA)
        assert (asks(found), found.manner) == ("need", "first")
        assert (lead.interview.asking, lead.interview.asked) == ("need", {"need": 1})
        (change,) = desk.history("nora", "question")
        assert (change.name, change.who) == ("need", "assistant")
        assert change.because

    def test_an_answer_that_was_not_understood_is_asked_for_again_and_counted(self, desk: Desk) -> None:
        found, lead = coming(desk, NORA.interviewed(asking="need", asked={"need": 1}))
        assert (asks(found), found.manner) == ("need", "again")
        assert lead.interview.asked == {"need": 2}

    def test_after_a_digression_the_question_comes_back_and_is_not_counted(self, desk: Desk) -> None:
        found, lead = coming(desk, NORA.interviewed(asking="need", asked={"need": 1}), digressed=True)
        assert (asks(found), found.manner) == ("need", "back")
        assert lead.interview.asked == {"need": 1}
        assert desk.history("nora", "question") == []

    def test_whoever_goes_on_asking_back_does_not_hear_the_question_every_time_but_may_still_answer_it(self, desk: Desk) -> None:
        lead = NORA.interviewed(asking="need", asked={"need": 1})
        desk.know(lead)
        said = []
        for _ in range(4):
            with desk.turn("nora") as turn:
                said.append(asks(go_on(turn, digressed=True)))
        assert said == ["need", "need", None, None]
        stored = desk.lead("nora")
        assert stored is not None
        assert stored.interview.asking == "need"

    def test_after_the_third_time_another_question_takes_its_place(self, desk: Desk) -> None:
        found, _ = coming(desk, NORA.interviewed(asking="need", asked={"need": 3}))
        assert (asks(found), found.manner) == ("timeline", "first")

    def test_someone_who_answers_nothing_at_all_is_asked_each_thing_three_times_at_most_and_then_left_in_peace(self, desk: Desk) -> None:
        desk.know(NORA)
        put: list[str | None] = []
        for _ in range(30):
            with desk.turn("nora") as turn:
                put.append(asks(go_on(turn, digressed=False)))
        assert {one: put.count(one) for one in set(put) - {None}} == {"need": 3, "timeline": 3, "budget": 3, "authority": 3}
        assert put[-1] is None

    def test_when_nothing_is_left_to_ask_nothing_is_waited_for(self, desk: Desk) -> None:
        found, lead = coming(desk, replace(NORA, disqualified_because="student").interviewed(asking="need"))
        assert found.is_silent
        assert lead.interview.asking is None


class TestTimes:
    def test_a_lead_who_is_ready_is_offered_times_and_told_what_was_understood(self, desk: Desk) -> None:
        found, lead = coming(desk, CLAIRE)
        assert asks(found) == "slot"
        assert found.times is not None
        assert len(found.times.slots) == 3
        assert found.recap
        assert lead.stage == "sql"

    def test_what_was_understood_is_not_told_a_second_time(self, desk: Desk) -> None:
        found, _ = coming(desk, CLAIRE.interviewed(asking="slot", asked={"slot": 1}))
        assert not found.recap

    def test_times_that_were_looked_for_already_are_taken_as_they_are(self, desk: Desk) -> None:
        desk.know(CLAIRE)
        turn = desk.begin("claire")
        proposal = Proposal((MONDAY_AT_TEN,), go_on(turn, digressed=False).times.zone, fits=False)  # type: ignore[union-attr]
        assert go_on(turn, digressed=True, proposal=proposal).times is proposal

    def test_a_time_whose_lead_can_be_reached_is_booked_at_once(self, desk: Desk) -> None:
        desk.know(CLAIRE)
        with desk.turn("claire") as turn:
            assert choose(turn, MONDAY_AT_TEN)
            found = go_on(turn, digressed=True)
        assert found.booked is not None
        assert found.question is None

    def test_a_time_that_went_to_somebody_else_is_told_and_others_are_offered(self, desk: Desk) -> None:
        found, lead = coming(desk, CLAIRE.interviewed(held="a-time-that-is-gone"))
        assert found.lost
        assert asks(found) == "slot"
        assert lead.interview.held is None

    def test_nobody_is_met_who_cannot_be_invited(self, desk: Desk) -> None:
        desk.know(replace(TOM, name="Tom").interviewed(closed=frozenset({"email", "phone"})))
        with desk.turn("tom") as turn:
            assert choose(turn, MONDAY_AT_ELEVEN)
            found = go_on(turn, digressed=False)
        assert found.unreachable
        assert asks(found) is None
        assert desk.meetings("tom") == []

    def test_a_document_is_sent_as_soon_as_there_is_an_address(self, desk: Desk) -> None:
        found, _ = coming(desk, CLAIRE.interviewed(wants_content=True))
        assert found.content_sent
        assert desk.letters() == ["content"]


class TestChoices:
    def choices(self, desk: Desk, asks: str, detail: str | None = None, lead: Lead = NORA) -> list[Any]:
        desk.know(lead)
        return choices_for(desk.begin(lead.id), Question(asks, "…", detail))

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_topic_is_on_offer_by_the_label_of_its_button_and_something_else(self, desk: Desk, language: Any) -> None:
        found = self.choices(desk, "need", lead=replace(NORA, language=language))
        assert [one["text"] for one in found[:-1]] == [topic.choice[language] for topic in desk.site.topics]
        assert found[-1] == {"label": "choice_need_other", "fact": ["need", {"topic": "other"}]}

    @pytest.mark.parametrize("attribute", ["need", "authority", "timeline", "company_size", "budget"])
    def test_each_choice_says_a_value_of_its_attribute(self, desk: Desk, attribute: str) -> None:
        found = self.choices(desk, attribute)
        assert len(found) >= 3
        values = [value_from(*one["fact"]) for one in found]
        assert all(one["fact"][0] == attribute for one in found)
        assert len(set(values)) == len(values)

    def test_sizes_and_budgets_leave_no_gap(self, desk: Desk) -> None:
        sizes: list[Size] = [value_from(*one["fact"]) for one in self.choices(desk, "company_size")]
        assert [(one.low, one.high) for one in sizes] == [(1, 9), (10, 49), (50, 249), (250, None)]
        budgets: list[Budget] = [value_from(*one["fact"]) for one in choices_for(desk.begin("nora"), Question("budget", "…"))]
        assert budgets[0].low is None
        assert budgets[-1].high is None
        assert all(earlier.high == later.low for earlier, later in pairwise(budgets))
        assert {(one.currency, one.period) for one in budgets} == {("EUR", "year")}

    def test_the_period_of_a_budget_is_chosen_and_not_its_amount(self, desk: Desk) -> None:
        assert [one["period"] for one in self.choices(desk, "budget", "period")] == ["month", "year", "once"]

    @pytest.mark.parametrize("attribute", ["confirmation", "marketing_consent"])
    def test_yes_and_no_are_on_offer_where_that_is_the_answer(self, desk: Desk, attribute: str) -> None:
        assert [one["intent"] for one in self.choices(desk, attribute)] == ["affirm", "deny"]

    @pytest.mark.parametrize("attribute", ["name", "email", "phone", "company"])
    def test_what_only_the_visitor_knows_has_no_choices(self, desk: Desk, attribute: str) -> None:
        assert self.choices(desk, attribute) == []


def test_nothing_that_was_refused_is_asked_however_the_talk_goes_on(desk: Desk) -> None:
    refused = replace(NORA, budget=Answer("declined"), timeline=Answer("answered", Timeline("now"), "…")).interviewed(closed=frozenset({"need"}))
    desk.know(refused)
    put = set()
    for n in range(20):
        with desk.turn("nora") as turn:
            put.add(asks(go_on(turn, digressed=n % 2 == 0)))
    assert put == {"authority", None}
