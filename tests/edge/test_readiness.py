"""An edge that answers while its assistant loads, and whose assistant may fail (contract: health, 503)."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest

from bot.edge.turns import answer as answered
from qualification.storage import leads
from qualification.storage.calendar import SlotTaken
from tests.edge.cast import PROBLEM, SmallEdge

ONE = "11111111-1111-4111-8111-111111111111"


async def test_the_edge_lives_before_its_assistant_is_loaded(edge: SmallEdge) -> None:
    alive, ready = await edge.call("GET", "/healthz"), await edge.call("GET", "/readyz")
    assert alive.status == 200
    assert (ready.status, ready.content_type) == (503, PROBLEM)
    assert "assistant" in (await ready.json())["detail"]
    assert int(ready.headers["Retry-After"]) >= 1
    assert str(edge.house.settings.data) not in await ready.text()
    edge.wake()
    assert (await edge.call("GET", "/readyz")).status == 200


async def test_readiness_names_a_database_that_does_not_answer(edge: SmallEdge, monkeypatch: pytest.MonkeyPatch) -> None:
    edge.wake()
    monkeypatch.setattr(edge.house.database, "answers", lambda: False)
    ready = await edge.call("GET", "/readyz")
    assert ready.status == 503
    assert (await ready.json())["missing"] == ["database"]


async def test_a_message_before_the_assistant_is_loaded_is_kept_and_answered_on_retry(edge: SmallEdge) -> None:
    _, token = await edge.session()
    answer = await edge.say(token, "Hello", ONE)
    assert (answer.status, answer.content_type) == (503, PROBLEM)
    assert int(answer.headers["Retry-After"]) >= 1
    assert await edge.texts(token) == ["Hello"]
    edge.wake()
    answer = await edge.say(token, "something else", ONE)
    assert answer.status == 200
    assert await edge.texts(token) == ["Hello", "You said: Hello"]


async def test_everything_but_the_answer_works_before_the_assistant_is_loaded(edge: SmallEdge) -> None:
    lead, token = await edge.session()
    key = edge.house.settings.api_key
    assert (await edge.call("POST", "/chat/consent", {"tracking": True, "marketing": False}, token=token)).status == 200
    assert (await edge.call("POST", "/chat/events", {"type": "page_view"}, token=token)).status == 204
    assert (await edge.call("GET", f"/api/leads/{lead}", token=key)).status == 200
    assert (await edge.call("DELETE", f"/api/leads/{lead}", token=key)).status == 204
    assert (await edge.call("GET", "/fr/")).status == 200


async def test_an_assistant_that_fails_in_the_middle_leaves_the_message_kept_and_nothing_half_done(edge: SmallEdge) -> None:
    assistant = edge.wake()
    lead, token = await edge.session()
    assistant.doing = lambda turn, text: turn.note("fact", "name", None, text, text, "visitor")
    assistant.failures = [RuntimeError("a component broke")]
    answer = await edge.say(token, "Hello", ONE)
    assert (answer.status, answer.content_type) == (503, PROBLEM)
    assert "component" not in await answer.text()
    assert assistant.forgotten == [lead]
    assert await edge.texts(token) == ["Hello"]
    assert (await edge.say(token, "Hello", ONE)).status == 200
    assert (await edge.say(token, "Hello", ONE)).status == 200
    assert await edge.texts(token) == ["Hello", "You said: Hello"]
    history = await edge.call("GET", f"/api/leads/{lead}/history", token=edge.house.settings.api_key)
    assert [one["after"] for one in (await history.json())["history"]] == ["Hello"]


async def test_a_visitor_is_never_answered_with_silence(edge: SmallEdge) -> None:
    edge.wake().silent = True
    _, token = await edge.session()
    first, again = await edge.say(token, "Hello", ONE), await edge.say(token, "Hello", ONE)
    assert len((await first.json())["messages"]) == 1
    assert await first.json() == await again.json()


@pytest.mark.parametrize("failure", [leads.Conflict("moved on"), SlotTaken("gone")])
async def test_a_turn_that_was_overtaken_is_thought_again_and_answered_once(edge: SmallEdge, failure: Exception) -> None:
    assistant = edge.wake()
    _, token = await edge.session()
    assistant.failures = [failure]
    answer = await edge.say(token, "Hello")
    assert answer.status == 200
    assert assistant.heard == ["Hello", "Hello"]
    assert await edge.texts(token) == ["Hello", "You said: Hello"]


async def test_a_turn_that_is_overtaken_again_and_again_ends_in_503(edge: SmallEdge) -> None:
    assistant = edge.wake()
    _, token = await edge.session()
    assistant.failures = [leads.Conflict("moved on")] * 99
    assert (await edge.say(token, "Hello", ONE)).status == 503
    assistant.failures.clear()
    assert (await edge.say(token, "Hello", ONE)).status == 200
    assert await edge.texts(token) == ["Hello", "You said: Hello"]


async def test_a_visitor_who_hangs_up_is_answered_all_the_same(edge: SmallEdge) -> None:
    assistant = edge.wake()
    assistant.pause = asyncio.Event()
    _, token = await edge.session()
    asking = asyncio.create_task(edge.say(token, "Hello", ONE))
    await asyncio.wait_for(assistant.thinking.wait(), 5)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    assistant.pause.set()
    assert (await edge.say(token, "Hello", ONE)).status == 200
    assert assistant.heard == ["Hello"]
    assert await edge.texts(token) == ["Hello", "You said: Hello"]


async def test_messages_of_one_visitor_wait_for_each_other_in_order_and_those_of_others_do_not(edge: SmallEdge) -> None:
    assistant = edge.wake()
    assistant.pause = asyncio.Event()
    lead, token = await edge.session()
    waiting = [asyncio.create_task(answered(edge.house, lead, str(uuid4()), f"message {number}", None)) for number in range(5)]
    await asyncio.wait_for(assistant.thinking.wait(), 5)
    assistant.thinking.clear()
    other = asyncio.create_task(edge.say((await edge.session())[1], "Hello"))
    await asyncio.wait_for(assistant.thinking.wait(), 5)
    assert assistant.heard == ["message 0", "Hello"]
    assistant.pause.set()
    await asyncio.gather(*waiting, other)
    assert await edge.texts(token) == [text for number in range(5) for text in (f"message {number}", f"You said: message {number}")]


async def test_a_lead_erased_while_its_turn_is_thought_stays_erased(edge: SmallEdge) -> None:
    assistant = edge.wake()
    assistant.pause = asyncio.Event()
    lead, token = await edge.session()
    asking = asyncio.create_task(edge.say(token, "Hello"))
    await asyncio.wait_for(assistant.thinking.wait(), 5)
    erasing = asyncio.create_task(edge.call("DELETE", f"/api/leads/{lead}", token=edge.house.settings.api_key))
    assistant.pause.set()
    assert (await asking).status in (200, 401)
    assert (await erasing).status == 204
    assert (await edge.say(token, "Hello", str(uuid4()))).status == 401
    assert (await edge.call("GET", f"/api/leads/{lead}", token=edge.house.settings.api_key)).status == 404


async def test_a_fault_of_ours_is_told_without_its_cause(edge: SmallEdge, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("the secret formula")

    monkeypatch.setattr("qualification.storage.conversations.all_of", broken)
    _, token = await edge.session()
    answer = await edge.call("GET", "/chat/messages", token=token)
    assert (answer.status, answer.content_type) == (500, PROBLEM)
    assert "formula" not in await answer.text()
