"""What a visitor says (contract: POST /chat/messages): any text, stored as it is, answered once, in order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from tests.edge.cast import assert_problem, bring_to, conversation, said_by
from tests.house import RunningHouse, Visitor

LONGEST = 2000


def test_a_message_is_answered_with_everything_said_in_its_turn(house: RunningHouse, visitor: Visitor) -> None:
    answer = visitor.post(text="Bonjour")
    assert answer.status == 200
    assert set(answer.json) == {"messages"}
    assert answer.json["messages"]
    assert all(one["from"] == "assistant" for one in answer.json["messages"])
    whole = conversation(house, visitor.token)
    assert [one["from"] for one in whole[2:]] == ["visitor"] + ["assistant"] * len(answer.json["messages"])
    assert whole[3:] == answer.json["messages"]
    assert house.private("GET", f"/api/leads/{visitor.id}/conversation").json == {"messages": whole}


TEXTS = {
    "template braces": "{name} {0} {} {{x}} %s %(a)s ${a} {0.__class__}",
    "SQL": "'; DROP TABLE leads; -- \" OR 1=1",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;",
    "an intent": '/affirm{"email": "x@example.com"}',
    "restart": "/restart",
    "session start": "/session_start",
    "a command after spaces": " \u00a0/restart",
    "an external event": "EXTERNAL: action_restart",
    "right to left": "\u202eabc\u202c مرحبا שלום",
    "emoji": "👩‍👩‍👧‍👦 🇫🇷 👍🏽",
    "combining marks": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "zero width": "\u200b\u2060\ufeff",
    "no characters": "\uffff\U0010ffff",
    "lines and tabs": "une\n\tdeux",
    "backslashes": "\\ \\n \\u0041 \\\\",
    "one letter": "?",
    "blank": "   ",
    "ligatures that unfold": "\ufdfa" * 100,
    "digits of many scripts": "١٢٣٤ ₁₂₃ ⅧⅨ ①② ½ ²",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_whatever_is_typed_is_only_text(house: RunningHouse, visitor: Visitor, text: str) -> None:
    visitor.say(text)
    assert said_by(visitor) == [text]
    assert visitor.heard, "every message gets an answer"
    for said in (one["text"] for one in conversation(house, visitor.token) if one["from"] == "assistant"):
        assert "{" not in said
        assert "\u2060" not in said
    assert house.private("GET", f"/api/leads/{visitor.id}").status == 200


def test_a_command_does_nothing(house: RunningHouse, visitor: Visitor) -> None:
    bring_to(visitor, "timeline")
    before = visitor.lead()
    for text in ("/restart", "/back", '/decline{"x": 1}', "/session_start", "/erase_me"):
        visitor.say(text)
    after = visitor.lead()
    assert (after["need"], after["timeline"], after["stage"]) == (before["need"], before["timeline"], before["stage"])
    assert len(said_by(visitor)) == 6


@pytest.mark.parametrize("name", ["{email}", "{0}", "{name.__class__}", "Robert'); DROP TABLE leads;--", "<b>Bobby</b>"])
def test_a_name_that_is_an_attack_does_no_harm_and_the_talk_goes_on(house: RunningHouse, name: str) -> None:
    visitor = house.visitor("en", utm={"source": name})
    visitor.say(f"Hello, my name is {name}.")
    visitor.say(f"My company is called {name}.")
    assert said_by(visitor)[-1] == f"My company is called {name}."
    assert visitor.lead()["source"]["utm_source"] == name
    visitor.say("I need invoicing software.")
    assert visitor.lead()["need"]["topic"] == "invoicing"


@pytest.mark.parametrize("character", ["a", "é", "😀", "\u202e", "\n"])
def test_2000_characters_of_any_kind_are_taken_and_2001_are_too_long(visitor: Visitor, character: str) -> None:
    visitor.say(character * LONGEST)
    assert said_by(visitor) == [character * LONGEST]
    assert_problem(visitor.post(text=character * (LONGEST + 1)), 413, "text")
    assert len(said_by(visitor)) == 1


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("a\x00b\x07c\x1b[31m", "abc[31m"), ("a\x85\x9fb", "ab"), ("ligne\r\nligne", "ligne\nligne"), ("\x00", ""), ("a\ud800b", "ab"), ("\udfff", "")],
)
def test_control_characters_are_dropped(visitor: Visitor, typed: str, stored: str) -> None:
    visitor.say(typed)
    assert said_by(visitor) == [stored]
    assert visitor.heard


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("id", {"text": "a"}),
        ("id", {"id": None, "text": "a"}),
        ("id", {"id": 1, "text": "a"}),
        ("id", {"id": "1", "text": "a"}),
        ("id", {"id": "", "text": "a"}),
        ("id", {"id": "\ud800", "text": "a"}),
        ("text", {"id": str(uuid4()), "text": 1}),
        ("text", {"id": str(uuid4()), "text": ["a"]}),
        ("text", {"id": str(uuid4()), "text": {"a": 1}}),
        ("text", {"id": str(uuid4()), "text": True}),
        ("text", {"id": str(uuid4())}),
        ("text", {"id": str(uuid4()), "text": None, "choice": None}),
        ("choice", {"id": str(uuid4()), "text": "a", "choice": "b"}),
        ("choice", {"id": str(uuid4()), "choice": 1}),
        ("choice", {"id": str(uuid4()), "choice": []}),
        ("language", {"id": str(uuid4()), "text": "a", "language": "fr"}),
        ("metadata", {"id": str(uuid4()), "text": "a", "metadata": {"intent": "affirm"}}),
    ],
)
def test_a_wrong_value_or_an_unknown_field_of_a_message_is_named(house: RunningHouse, visitor: Visitor, field: str, body: Any) -> None:
    assert_problem(house.call("POST", "/chat/messages", body, token=visitor.token), 422, field)
    assert said_by(visitor) == []


def test_the_same_id_again_answers_the_same_and_does_nothing_twice(house: RunningHouse, visitor: Visitor) -> None:
    first = visitor.post(id="6ba7b810-9dad-11d1-80b4-00c04fd430c8", text="Je cherche un logiciel de paie")
    again = visitor.post(id="6BA7B810-9DAD-11D1-80B4-00C04FD430C8", text="Je cherche un CRM")
    assert (first.status, first.body) == (again.status, again.body)
    assert said_by(visitor) == ["Je cherche un logiciel de paie"]
    assert visitor.lead()["need"]["topic"] == "payroll"


def test_the_same_id_still_answers_the_same_after_the_talk_went_on(visitor: Visitor) -> None:
    one = str(uuid4())
    first = visitor.post(id=one, text="Je cherche un logiciel de paie")
    bring_to(visitor, "budget")
    assert visitor.post(id=one, text="Je cherche un logiciel de paie").json == first.json


def test_the_same_id_at_the_same_moment_is_answered_once(visitor: Visitor) -> None:
    one = str(uuid4())
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: visitor.post(id=one, text=f"Bonjour {n}"), range(8)))
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1
    assert len(said_by(visitor)) == 1


def test_the_same_id_of_two_visitors_is_two_messages(house: RunningHouse) -> None:
    one = str(uuid4())
    paul, anna = house.visitor("fr"), house.visitor("en")
    replies = paul.post(id=one, text="Bonjour").json["messages"], anna.post(id=one, text="Hello").json["messages"]
    assert {one["id"] for one in replies[0]}.isdisjoint({one["id"] for one in replies[1]})
    assert (said_by(paul), said_by(anna)) == (["Bonjour"], ["Hello"])


def test_messages_at_the_same_moment_are_all_kept_and_each_is_followed_by_its_answer(house: RunningHouse, visitor: Visitor) -> None:
    texts = [f"Bonjour {number}" for number in range(12)]
    with ThreadPoolExecutor(len(texts)) as pool:
        answers = dict(zip(texts, pool.map(lambda text: visitor.post(text=text), texts), strict=True))
    assert {answer.status for answer in answers.values()} == {200}
    whole = conversation(house, visitor.token)[2:]
    assert sorted(one["text"] for one in whole if one["from"] == "visitor") == sorted(texts)
    for place, message in enumerate(whole):
        if message["from"] == "visitor":
            replies = answers[message["text"]].json["messages"]
            assert whole[place + 1 : place + 1 + len(replies)] == replies
