"""What is asked next, and what is never asked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from qualification.bant import Authority, Budget, Need, Timeline
from qualification.interview import AT_MOST, Question, may_ask, needs_period, next_question
from qualification.lead import Answer, Consent, Lead
from qualification.site import Site
from tests.cast import CLAIRE, NORA, PAUL, TOM
from tests.conftest import NOW

QUALIFYING = ("need", "timeline", "budget", "authority")


def asks(lead: Lead, site: Site) -> str | None:
    question = next_question(lead, site)
    return question.asks if question else None


def answered(value: Any) -> Any:
    return Answer("answered", value, "…")


def budget(amount: int, period: Any = None, currency: str = "EUR") -> Any:
    return answered(Budget(Decimal(amount), Decimal(amount), currency, period))


def asked(lead: Lead, **times: int) -> Lead:
    return lead.interviewed(asked={**lead.interview.asked, **times})


TOLD: dict[str, dict[str, Any]] = {
    "need": {"need": CLAIRE.need},
    "timeline": {"timeline": CLAIRE.timeline},
    "budget": {"budget": CLAIRE.budget},
    "authority": {"authority": CLAIRE.authority},
    "company_size": {"size": CLAIRE.size},
    "name": {"name": "Claire"},
    "email": {"email": "claire@fournil.example"},
    "company": {"company": "Le Fournil"},
    "phone": {"phone": "+33612345678"},
}


def test_the_need_comes_first(site: Site) -> None:
    assert asks(NORA, site) == "need"


def test_someone_who_answers_plainly_is_asked_each_thing_once_and_within_twelve_turns(site: Site) -> None:
    lead, questions = NORA, []
    while question := next_question(lead, site):
        questions.append(question.asks)
        lead = asked(lead, **{question.asks: lead.interview.asked.get(question.asks, 0) + 1})
        lead = lead.interviewed(held="a-time") if question.asks == "slot" else replace(lead, **TOLD[question.asks])
        if lead.interview.held and lead.name and lead.email:
            lead = lead.interviewed(held=None, booked="a-meeting")
        assert len(questions) <= 12
    assert questions == ["need", "timeline", "authority", "budget", "company_size", "slot", "name", "email", "company", "phone"]


@pytest.mark.parametrize("known", QUALIFYING)
def test_what_was_said_early_is_not_asked(site: Site, known: str) -> None:
    lead, questions = replace(NORA, **TOLD[known]), []
    while (attribute := asks(lead, site)) in QUALIFYING:
        questions.append(attribute)
        lead = replace(lead, **TOLD[str(attribute)])
    assert sorted(questions) == sorted(one for one in QUALIFYING if one != known)


@pytest.mark.parametrize("refused", QUALIFYING)
def test_a_refused_question_is_not_asked_again(site: Site, refused: str) -> None:
    lead = replace(NORA, **{refused: Answer("declined")})  # type: ignore[arg-type]
    assert not may_ask(lead, refused)
    assert asks(lead, site) != refused


def test_a_question_that_was_closed_is_not_asked_again(site: Site) -> None:
    assert asks(NORA.interviewed(closed=frozenset({"need"})), site) == "timeline"


def test_nothing_is_asked_more_than_three_times(site: Site) -> None:
    assert asks(asked(NORA, need=AT_MOST - 1), site) == "need"
    assert asks(asked(NORA, need=AT_MOST), site) == "timeline"


@pytest.mark.parametrize("optional", ["company", "phone"])
def test_what_is_not_needed_is_asked_once(site: Site, optional: str) -> None:
    booked = NORA.interviewed(booked="a-meeting", closed=frozenset({"company", "company_size", "phone"} - {optional}))
    assert asks(booked, site) == optional
    assert asks(asked(booked, **{optional: 1}), site) is None


@pytest.mark.parametrize(
    ("said", "decides"),
    [
        (budget(100), True),
        (budget(41), False),
        (budget(42), True),
        (budget(500), False),
        (budget(100, "month"), False),
        (budget(100, "year"), False),
        (budget(0), False),
        (budget(40, currency="GBP"), True),
        (budget(10, currency="XAF"), False),
    ],
)
def test_the_period_of_a_budget_is_asked_only_where_it_decides(site: Site, said: Any, decides: bool) -> None:
    lead = replace(NORA, need=CLAIRE.need, timeline=CLAIRE.timeline, budget=said)
    assert needs_period(lead, site) is decides
    assert (next_question(lead, site) == Question("budget", "a month or a year decides whether it is enough", "period")) is decides


def test_a_period_that_was_refused_or_asked_often_enough_is_left_alone(site: Site) -> None:
    lead = replace(NORA, need=CLAIRE.need, timeline=CLAIRE.timeline, budget=budget(100))
    assert asks(lead.interviewed(closed=frozenset({"budget_period"})), site) != "budget"
    assert asks(asked(lead, budget=AT_MOST), site) != "budget"


def test_once_ready_the_size_is_asked_and_then_times_are_offered(site: Site) -> None:
    unsized = replace(CLAIRE, size=Answer())
    assert asks(unsized, site) == "company_size"
    assert asks(CLAIRE, site) == "slot"
    assert asks(replace(CLAIRE, size=Answer("declined")), site) == "slot"


def test_someone_who_asks_for_a_meeting_is_not_held_up_by_the_size(site: Site) -> None:
    assert asks(replace(CLAIRE, size=Answer()).interviewed(wants_meeting=True), site) == "slot"


def test_someone_who_asks_for_a_meeting_is_asked_for_a_subject_and_an_address_only(site: Site) -> None:
    wanting = NORA.interviewed(wants_meeting=True)
    assert asks(wanting, site) == "need"
    with_need = replace(wanting, need=answered(Need("other")))
    assert asks(with_need, site) == "email"
    assert asks(with_need.interviewed(closed=frozenset({"email"})), site) == "phone"
    assert asks(replace(with_need, email="nora@firm.example"), site) == "slot"


def test_a_refused_meeting_is_not_proposed_again_nor_prepared(site: Site) -> None:
    refused = CLAIRE.interviewed(closed=frozenset({"slot"}))
    assert asks(refused, site) is None
    assert asks(replace(refused, size=Answer()), site) is None


def test_with_a_time_chosen_a_name_and_one_way_to_be_reached_are_asked(site: Site) -> None:
    holding = TOM.interviewed(held="a-time")
    assert asks(holding, site) == "name"
    named = replace(holding, name="Tom")
    assert asks(named, site) == "email"
    assert asks(named.interviewed(closed=frozenset({"email"})), site) == "phone"
    assert asks(replace(named, phone="+447700900123"), site) is None
    assert asks(named.interviewed(closed=frozenset({"email", "phone"})), site) is None


def test_what_cannot_be_undone_is_confirmed_before_anything_else(site: Site) -> None:
    assert asks(CLAIRE.interviewed(confirming="erase", moving=True), site) == "confirmation"


def test_a_new_time_for_the_meeting_is_asked_until_it_is_refused(site: Site) -> None:
    moving = CLAIRE.interviewed(booked="a-meeting", moving=True)
    assert asks(moving, site) == "slot"
    assert asks(moving.interviewed(closed=frozenset({"slot"})), site) != "slot"


@pytest.mark.parametrize("over", [NORA.interviewed(ended=True), replace(NORA, disqualified_because="student")])
def test_those_who_are_no_leads_are_asked_nothing(site: Site, over: Lead) -> None:
    assert next_question(over, site) is None


def test_a_user_without_a_say_is_not_asked_for_a_budget(site: Site) -> None:
    assert asks(PAUL, site) not in QUALIFYING


def test_when_the_timeline_is_far_the_talk_turns_to_staying_in_touch(site: Site) -> None:
    far = replace(NORA, need=CLAIRE.need, timeline=answered(Timeline("later")))
    assert asks(far, site) == "email"
    reachable = replace(far, email="nora@firm.example")
    assert asks(reachable, site) == "marketing_consent"
    assert asks(asked(reachable, marketing_consent=1), site) is None


@pytest.mark.parametrize("decided", [Consent(marketing=True, at=NOW, text_version="1"), Consent(at=NOW, text_version="1")])
def test_consent_that_was_decided_is_not_asked(site: Site, decided: Consent) -> None:
    far = replace(NORA, need=CLAIRE.need, timeline=answered(Timeline("later")), email="nora@firm.example", consent=decided)
    assert next_question(far, site) is None


def test_an_address_is_not_asked_of_someone_we_have_nothing_for(site: Site) -> None:
    assert asks(replace(NORA, need=answered(Need("other")), authority=answered(Authority("user"))), site) is None


def test_a_document_that_was_asked_for_needs_an_address_first(site: Site) -> None:
    assert asks(NORA.interviewed(wants_content=True), site) == "email"
    assert asks(NORA.interviewed(wants_content=True, closed=frozenset({"email"})), site) == "need"


def test_every_question_says_why_it_is_asked(site: Site) -> None:
    for lead in (NORA, TOM, CLAIRE, PAUL, replace(CLAIRE, size=Answer()), NORA.interviewed(wants_meeting=True), TOM.interviewed(held="x")):
        question = next_question(lead, site)
        assert question is None or question.because
