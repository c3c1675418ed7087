"""What is said outside a turn (contract: GET /chat/events)."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.edge import chat, stream
from bot.edge.stream import Listeners
from tests.edge.cast import SmallEdge


def message(text: str) -> dict[str, str]:
    return {"id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "text": text}


async def test_a_stream_opens_at_once_and_tells_what_is_said(edge: SmallEdge) -> None:
    lead, token = await edge.session()
    async with edge.client.get("/chat/events", headers={"Authorization": f"Bearer {token}"}) as answer:
        assert (answer.status, answer.content_type) == (200, "text/event-stream")
        assert answer.headers["Cache-Control"] == "no-store"
        assert (await answer.content.readuntil(b"\n\n")).startswith(b"retry: ")
        edge.house.listeners.tell(lead, message("A rep joins\nin two lines"))
        event = (await answer.content.readuntil(b"\n\n")).decode().strip().split("\n")
        assert event[0] == "event: message"
        assert json.loads(event[2].removeprefix("data: ")) == message("A rep joins\nin two lines")


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
        edge.house.listeners.tell(lead, message("Hello"))
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


async def test_a_listener_that_does_not_read_is_let_go_and_told_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "WAITING", 3)
    listeners = Listeners()
    queue = listeners.join("Anna")
    for number in range(10):
        listeners.tell("Anna", message(str(number)))
    heard = [queue.get_nowait() for _ in range(queue.qsize())]
    assert heard[-1] is None
    assert len(heard) == 3
    listeners.leave("Anna", queue)
    assert not listeners._queues


async def test_a_visitor_with_very_many_streams_keeps_the_newest() -> None:
    listeners = Listeners()
    queues = [listeners.join("Anna") for _ in range(stream.STREAMS + 3)]
    listeners.tell("Anna", message("Hello"))
    assert [queue.get_nowait() for queue in queues[:3]] == [None] * 3
    assert [queue.get_nowait() for queue in queues[3:]] == [message("Hello")] * stream.STREAMS
