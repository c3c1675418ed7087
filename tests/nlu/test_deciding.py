"""What the visitor did, decided between the words' likeliest meaning, what was read, and what was asked."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.deciding import NOT_UNDERSTOOD, SURE, decide
from qualification.bant import Authority, Need
from qualification.reading.hearing import Heard
from qualification.reading.refused import Refused
from qualification.reading.utterance import Reading

NOTHING = Heard()
DECLINED = Heard(refusal="declined")
NOT_KNOWN = Heard(refusal="not_known")


def facts(**values: Any) -> dict[Any, Any]:
    return {attribute: Reading(value, "as said", 0, 7) for attribute, value in values.items()}


def intent(ranked: str, share: float, heard: Heard, asks: str | None, **more: Any) -> str:
    return decide([(ranked, share), ("small_talk", 0.01)], heard, asks, **more)[0]


def test_a_choice_that_was_clicked_is_certain() -> None:
    assert decide([("insult", 0.99)], NOTHING, "budget", choice={"intent": "decline_to_say"}) == ("decline_to_say", 1.0)
    assert decide([], NOTHING, "slot", choice={"slot": {}}) == ("choose_time", 1.0)


def test_an_answer_is_an_answer_whatever_its_words_sound_like() -> None:
    assert intent("support_request", 0.9, Heard(facts(budget=1)), "budget") == "inform"
    assert intent("deny", 0.95, Heard(facts(company_size=1)), "company_size") == "inform"


def test_a_question_asked_beside_an_answer_is_answered_when_it_is_plain() -> None:
    assert intent("ask_price", 0.95, Heard(facts(budget=1)), "budget") == "ask_price"
    assert intent("ask_price", 0.5, Heard(facts(budget=1)), "budget") == "inform"


@pytest.mark.parametrize("asks", ["need", "budget", "authority", "timeline", "company_size", "company", "name", "email", "phone"])
@pytest.mark.parametrize("sounds_like", ["inform", "out_of_scope", "deny", "withdraw_consent", "refuse_meeting", "affirm", "do_not_know"])
def test_a_refusal_that_was_read_declines_the_question_whatever_it_sounds_like(asks: str, sounds_like: str) -> None:
    assert intent(sounds_like, 0.95, DECLINED, asks) == "decline_to_say"


@pytest.mark.parametrize("sounds_like", ["inform", "decline_to_say", "ask_price", "small_talk"])
def test_what_cannot_be_told_is_not_known(sounds_like: str) -> None:
    assert intent(sounds_like, 0.6, NOT_KNOWN, "budget") == "do_not_know"


def test_a_refusal_is_heard_when_the_words_are_not_classified_at_all() -> None:
    assert intent("ask_setup_time", 0.1, DECLINED, "timeline") == "decline_to_say"
    assert decide([], NOT_KNOWN, "timeline")[0] == "do_not_know"


def test_a_way_of_paying_named_in_a_refusal_is_no_answer() -> None:
    up_front = Heard(period="once")
    assert intent("decline_to_say", 0.95, up_front, "budget") == "decline_to_say"
    assert intent("inform", 0.95, up_front, "budget") == "inform"


def test_what_is_refused_in_passing_refuses_nothing_else() -> None:
    assert intent("decline_to_say", 0.95, Heard(declined=frozenset({"budget"})), "need") == "inform"


@pytest.mark.parametrize("wanted", ["ask_why", "ask_price", "support_request", "ask_erasure"])
def test_a_plain_request_goes_before_a_refusal_and_an_unsure_one_does_not(wanted: str) -> None:
    assert intent(wanted, 0.9, DECLINED, "phone") == wanted
    assert intent(wanted, SURE - 0.1, DECLINED, "phone") == "decline_to_say"


def test_refusing_a_time_refuses_the_meeting() -> None:
    assert intent("decline_to_say", 0.9, DECLINED, "slot") == "refuse_meeting"
    assert intent("choose_time", 0.7, DECLINED, "slot", names_time=True) == "refuse_meeting"


def test_a_time_that_is_named_is_chosen() -> None:
    assert intent("inform", 0.4, NOTHING, "slot", names_time=True) == "choose_time"
    assert intent("deny", 0.6, NOTHING, "slot", names_time=True) == "choose_time"


def test_refusing_to_say_whether_mail_is_welcome_means_no() -> None:
    assert intent("decline_to_say", 0.9, DECLINED, "marketing_consent") == "deny"


def test_a_mere_no_refuses_a_question_of_contact_and_denies_a_yes_or_no_question() -> None:
    assert intent("deny", 0.9, NOTHING, "phone") == "decline_to_say"
    assert intent("deny", 0.9, NOTHING, "marketing_consent") == "deny"


def test_no_mail_refuses_the_address_when_the_address_is_asked() -> None:
    assert intent("withdraw_consent", 0.9, NOTHING, "email") == "decline_to_say"
    assert intent("withdraw_consent", 0.9, NOTHING, "timeline") == "withdraw_consent"


def test_a_fact_beside_a_refusal_does_not_hide_the_refusal() -> None:
    assert intent("inform", 0.9, Heard(facts(authority=Authority("influencer")), refusal="not_known"), "budget") == "do_not_know"


def test_what_is_taken_back_is_a_statement() -> None:
    assert intent("correct", 0.9, Heard(facts(budget=1), corrects=True), "company_size") == "correct"
    assert intent("deny", 0.5, Heard(facts(budget=1), corrects=True), "company_size") == "inform"


def test_an_address_that_cannot_be_right_was_meant_as_the_answer() -> None:
    assert intent("small_talk", 0.9, Heard(refused={"email": Refused("no_at", "nadia.ferrand")}), "email") == "inform"


def test_what_would_turn_a_visitor_away_has_to_be_surer_than_the_rest() -> None:
    assert intent("job_search", 0.7, NOTHING, "need") == NOT_UNDERSTOOD
    assert intent("job_search", 0.85, NOTHING, "need") == "job_search"


def test_a_student_who_says_so_is_believed_sooner() -> None:
    assert intent("student", 0.65, Heard(facts(authority=Authority("none"))), "need") == "student"
    assert intent("student", 0.65, Heard(facts(authority=Authority("user"))), "need") != "student"


def test_who_names_a_need_is_no_rival_or_supplier() -> None:
    assert intent("competitor", 0.75, Heard(facts(need=Need("crm"))), "need") == "inform"


def test_a_guess_is_not_understood_unless_something_was_read() -> None:
    assert intent("ask_price", 0.2, NOTHING, "need") == NOT_UNDERSTOOD
    assert intent("ask_price", 0.2, Heard(facts(budget=1)), "need") == "inform"
