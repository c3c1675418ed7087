"""What is said outside a turn (contract: GET /chat/events)."""

from __future__ import annotations

import asyncio
import json
from uuid import uuid4

import pytest

from bot.edge import chat, stream
from bot.edge.stream import Listeners
from qualification.storage import conversations
from qualification.storage.conversations import Message
from tests.conftest import NOW
from tests.edge.cast import SmallEdge


def say(edge: SmallEdge, lead: str, text: str) -> None:
    """Something is said outside a turn, by whatever process."""
    with edge.house.database.writing() as connection:
        conversations.add(connection, lead, [Message(str(uuid4()), "rep", text, NOW, "en")])


async def test_a_stream_opens_at_once_and_tells_what_is_said(edge: SmallEdge) -> None:
    lead, token = await edge.session()
    async with edge.client.get("/chat/events", headers={"Authorization": f"Bearer {token}"}) as answer:
        assert (answer.status, answer.content_type) == (200, "text/event-stream")
        assert answer.headers["Cache-Control"] == "no-store"
        assert (await answer.content.readuntil(b"\n\n")).startswith(b"retry: ")
        say(edge, lead, "A rep joins\nin two lines")
        edge.house.listeners.wake(lead)
        event = (await answer.content.readuntil(b"\n\n")).decode().strip().split("\n")
        assert event[0] == "event: message"
        told = json.loads(event[2].removeprefix("data: "))
        assert (told["from"], told["text"]) == ("rep", "A rep joins\nin two lines")
        assert told in (await (await edge.call("GET", "/chat/messages", token=token)).json())["messages"]


async def test_what_another_process_says_is_told_without_anybody_waking_the_stream(edge: SmallEdge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat, "LOOK_SECONDS", 0.01)
    lead, token = await edge.session()
    async with edge.client.get("/chat/events", headers={"Authorization": f"Bearer {token}"}) as answer:
        await answer.content.readuntil(b"\n\n")
        say(edge, lead, "One")
        say(edge, lead, "Two")
        heard = [await answer.content.readuntil(b"\n\n") for _ in range(2)]
        assert [b"One" in heard[0], b"Two" in heard[1]] == [True, True]


async def test_the_answer_of_a_turn_is_no_event(edge: SmallEdge) -> None:
    edge.wake()
    lead, token = await edge.session()
    async with edge.client.get("/chat/events", headers={"Authorization": f"Bearer {token}"}) as answer:
        await answer.content.readuntil(b"\n\n")
        await edge.say(token, "Hello")
        say(edge, lead, "From a rep")
        edge.house.listeners.wake(lead)
        assert b"From a rep" in await answer.content.readuntil(b"\n\n")


async def test_a_quiet_stream_is_kept_alive(edge: SmallEdge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat, "PING_SECONDS", 0.01)
    _, token = await edge.session()
    async with edge.client.get("/chat/events", headers={"Authorization": f"Bearer {token}"}) as answer:
        for _ in range(3):
            line = await answer.content.readuntil(b"\n\n")
        assert line.startswith(b":")


async def test_every_tab_of_a_visitor_hears_and_no_other_visitor(edge: SmallEdge) -> None:
    lead, token = await edge.session()
    _, other = await edge.session()
    headers = {"Authorization": f"Bearer {token}"}
    async with (
        edge.client.get("/chat/events", headers=headers) as one,
        edge.client.get("/chat/events", headers=headers) as two,
        edge.client.get("/chat/events", headers={"Authorization": f"Bearer {other}"}) as stranger,
    ):
        for answer in (one, two, stranger):
            await answer.content.readuntil(b"\n\n")
        say(edge, lead, "Hello")
        edge.house.listeners.wake(lead)
        for answer in (one, two):
            assert b"Hello" in await answer.content.readuntil(b"\n\n")
        edge.house.listeners.end()
        assert await stranger.content.read() == b""


async def test_the_streams_of_someone_erased_end(edge: SmallEdge) -> None:
    lead, token = await edge.session()
    async with edge.client.get("/chat/events", headers={"Authorization": f"Bearer {token}"}) as answer:
        await answer.content.readuntil(b"\n\n")
        await edge.call("DELETE", f"/api/leads/{lead}", token=edge.house.settings.api_key)
        assert await asyncio.wait_for(answer.content.read(), 5) == b""


async def test_a_visitor_with_very_many_streams_keeps_the_newest() -> None:
    listeners = Listeners()
    streams = [listeners.join("Anna") for _ in range(stream.STREAMS + 3)]
    assert [one.has_ended for one in streams] == [True] * 3 + [False] * stream.STREAMS
    for one in streams:
        listeners.leave("Anna", one)
    assert not listeners._streams
