"""Who plays in these tests: visitors who answer plainly, and an edge whose assistant is a stand-in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from aiohttp import ClientResponse, ClientSession, web

from bot.edge.app import build
from bot.edge.house import HOUSE, House
from bot.edge.listening import Runner
from bot.settings import load_settings
from qualification.storage.database import Database
from qualification.usecases.turn import Turn
from tests.house import API_KEY, SECRET, Answer, RunningHouse, Visitor

PLAIN: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "need": "Un logiciel de facturation.",
        "budget": "15 000 € par an.",
        "authority": "C’est moi qui décide.",
        "timeline": "Dans 2 mois.",
        "company_size": "25 salariés.",
        "company": "Menuiserie Quivault.",
        "name": "Claire Martin.",
        "email": "claire.martin@example.com",
        "phone": "06 12 34 56 78",
        "confirmation": "Oui.",
        "marketing_consent": "Non merci.",
    },
    "en": {
        "need": "Invoicing software.",
        "budget": "15,000 euros per year.",
        "authority": "I am the one who decides.",
        "timeline": "In 2 months.",
        "company_size": "25 employees.",
        "company": "Quivault Joinery.",
        "name": "Claire Martin.",
        "email": "claire.martin@example.com",
        "phone": "+44 20 7946 0123",
        "confirmation": "Yes.",
        "marketing_consent": "No thanks.",
    },
}
PROBLEM = "application/problem+json"


def bring_to(visitor: Visitor, asks: str) -> Visitor:
    """Answers plainly until the assistant asks for that."""
    for _ in range(14):
        if visitor.asks == asks:
            return visitor
        _answer(visitor)
    raise AssertionError(f"{asks} was not asked; the last words were {visitor.words!r}")


def book(visitor: Visitor) -> dict[str, Any]:
    """Answers plainly until a meeting is booked, and gives it."""
    for _ in range(14):
        if visitor.meeting:
            return visitor.meeting
        _answer(visitor)
    raise AssertionError(f"no meeting was booked; the last words were {visitor.words!r}")


def _answer(visitor: Visitor) -> None:
    if visitor.asks == "slot":
        visitor.choose(0)
    else:
        visitor.say(PLAIN[visitor.language][visitor.asks or "need"])


def conversation(house: RunningHouse, token: str) -> list[dict[str, Any]]:
    answer = house.call("GET", "/chat/messages", token=token)
    assert answer.status == 200, answer.body
    return list(answer.json["messages"])


def said_by(visitor: Visitor) -> list[str]:
    """The texts the visitor said, oldest first, as the house has them."""
    return [one["text"] for one in conversation(visitor.house, visitor.token) if one["from"] == "visitor"]


def assert_problem(answer: Answer, status: int, names: str = "") -> dict[str, Any]:
    """The answer is a problem document (RFC 9457) of that status, whose detail holds `names`."""
    assert answer.status == status, (answer.status, answer.body)
    assert answer.headers["content-type"].startswith(PROBLEM), answer.headers
    document = answer.json
    assert document["status"] == status
    assert all(isinstance(document[name], str) and document[name] for name in ("type", "title", "detail"))
    assert names in document["detail"]
    return dict(document)


def path_of(url: str) -> str:
    """The path of an absolute address of the house."""
    return "/" + url.split("/", 3)[3]


class StandIn:
    """An assistant that says back what it heard; it can be told to be slow or to fail."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.forgotten: list[str] = []
        self.failures: list[Exception] = []
        self.doing: Callable[[Turn, str], object] = lambda turn, text: None
        self.silent = False
        self.pause: asyncio.Event | None = None
        self.thinking = asyncio.Event()

    def is_ready(self) -> bool:
        return True

    async def think(self, turn: Turn, text: str, metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
        self.heard.append(text)
        self.thinking.set()
        if self.pause:
            await self.pause.wait()
        if self.failures:
            raise self.failures.pop(0)
        self.doing(turn, text)
        return [] if self.silent else [{"text": f"You said: {text}"}]

    def forget(self, lead_id: str) -> None:
        self.forgotten.append(lead_id)


class SmallEdge:
    """The real edge on a real database, in the test's own process; no model is loaded."""

    def __init__(self, client: ClientSession, house: House) -> None:
        self.client = client
        self.house = house

    def wake(self) -> StandIn:
        """The assistant is loaded now."""
        self.house.assistant = StandIn()  # type: ignore[assignment]
        return self.house.assistant  # type: ignore[return-value]

    async def call(
        self, method: str, path: str, body: Any = None, *, token: str | None = None, headers: Mapping[str, str] | None = None
    ) -> ClientResponse:
        """One JSON request; the answer is read."""
        sent = {**({"Authorization": f"Bearer {token}"} if token else {}), **(headers or {})}
        answer = await self.client.request(method, path, json=body, headers=sent)
        await answer.read()
        return answer

    async def session(self) -> tuple[str, str]:
        """A new visitor: the lead's id and the token."""
        answer = await self.call("POST", "/chat/sessions", {"language": "en"})
        assert answer.status == 201, await answer.text()
        shown = await answer.json()
        return shown["visitor"], shown["token"]

    async def say(self, token: str, text: str, client_id: str | None = None) -> ClientResponse:
        return await self.call("POST", "/chat/messages", {"id": client_id or str(uuid4()), "text": text}, token=token)

    async def texts(self, token: str) -> list[str]:
        """What visitor and assistant said after the greeting."""
        answer = await self.call("GET", "/chat/messages", token=token)
        assert answer.status == 200
        return [one["text"] for one in (await answer.json())["messages"][2:]]


@asynccontextmanager
async def small_edge(data: Path, **settings: str) -> AsyncIterator[SmallEdge]:
    """A small edge with its assistant still asleep."""
    values = {"VESTIBULE_DATA": str(data), "VESTIBULE_API_KEY": API_KEY, "VESTIBULE_SECRET_KEY": SECRET, "VESTIBULE_RATE_LIMIT": "off", **settings}
    chosen = load_settings(values)
    database = Database(chosen.database_url)
    database.migrate()
    database.close()
    app = build(chosen)
    runner = Runner(app, shutdown_timeout=1)
    await runner.setup()
    try:
        place = web.TCPSite(runner, "127.0.0.1", 0)
        await place.start()
        async with ClientSession(f"http://127.0.0.1:{place.port}") as client:
            yield SmallEdge(client, app[HOUSE])
    finally:
        await runner.cleanup()
