"""Choices: what is on offer, what was, what never (contract: 409 and 422)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.edge.cast import assert_problem, bring_to, said_by
from tests.house import RunningHouse, Visitor


def test_choosing_says_the_label_and_answers_the_question(visitor: Visitor) -> None:
    label = visitor.choices[1]["label"]
    visitor.choose(1)
    assert said_by(visitor) == [label]
    assert visitor.lead()["need"]["state"] == "answered"


@pytest.mark.parametrize("alter", [str, str.upper, str.lower, lambda label: f"  {label}\n", lambda label: label.replace(" ", "\u00a0")])
def test_typing_the_label_of_a_choice_is_choosing_it_in_any_case(house: RunningHouse, alter) -> None:
    by_click, by_hand = house.visitor("fr"), house.visitor("fr")
    for place, choice in enumerate(by_click.choices):
        clicked, typed = house.visitor("fr"), house.visitor("fr")
        clicked.choose(place)
        typed.say(alter(choice["label"]))
        assert typed.lead()["need"]["topic"] == clicked.lead()["need"]["topic"]
        assert typed.asks == clicked.asks
    assert by_hand.choices


def test_the_label_of_a_time_can_be_typed(house: RunningHouse) -> None:
    visitor = bring_to(house.visitor("en"), "slot")
    visitor.say(visitor.choices[-1]["label"].lower())
    assert visitor.asks != "slot"


@pytest.mark.parametrize("choice", ["", "1", "need", "slot", "/affirm", "' OR 1=1", str(uuid4()), "é" * 200])
def test_a_choice_never_offered_is_refused(visitor: Visitor, choice: str) -> None:
    assert_problem(visitor.post(choice=choice), 422, "choice")
    assert said_by(visitor) == []


def test_a_choice_of_another_visitor_was_never_offered_to_this_one(house: RunningHouse, visitor: Visitor) -> None:
    other = house.visitor("fr")
    assert_problem(visitor.post(choice=other.choices[0]["id"]), 422, "choice")
    assert said_by(visitor) == []


def test_a_stale_choice_is_answered_with_the_present_offer(visitor: Visitor) -> None:
    stale = visitor.choices[0]["id"]
    visitor.choose(0)
    bring_to(visitor, "timeline")
    document = assert_problem(visitor.post(choice=stale), 409)
    assert document["choices"] == visitor.choices
    assert len(document["choices"]) > 0
    before = said_by(visitor)
    visitor.choose(0)
    assert len(said_by(visitor)) == len(before) + 1


def test_a_stale_choice_is_answered_with_nothing_when_nothing_is_on_offer(visitor: Visitor) -> None:
    stale = visitor.choices[0]["id"]
    bring_to(visitor, "slot")
    visitor.choose(0)
    assert not visitor.choices
    assert assert_problem(visitor.post(choice=stale), 409)["choices"] == []


def test_a_choice_that_was_made_is_answered_the_same_again_though_it_is_stale_by_now(visitor: Visitor) -> None:
    one, choice = str(uuid4()), visitor.choices[0]["id"]
    first = visitor.post(id=one, choice=choice)
    again = visitor.post(id=one, choice=choice)
    assert first.status == again.status == 200
    assert first.json == again.json
    assert len(said_by(visitor)) == 1


def test_two_clicks_at_the_same_moment_choose_once(visitor: Visitor) -> None:
    choices = [choice["id"] for choice in visitor.choices]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda choice: visitor.post(choice=choice), choices[:4]))
    assert sorted(answer.status for answer in answers) == [200, 409, 409, 409]
    won = next(answer for answer in answers if answer.status == 200)
    offered = next((one["choices"] for one in reversed(won.json["messages"]) if one["choices"]), [])
    assert all(answer.json["choices"] == offered for answer in answers if answer.status == 409)
    assert len(said_by(visitor)) == 1
