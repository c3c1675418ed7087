"""A hand-made edge: the visitor API of one process, scripted, and the widget's own files as they are served."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from aiohttp import web

from bot.widget import serving

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "authorization, content-type",
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Expose-Headers": "Retry-After",
    "Access-Control-Max-Age": "600",
}


def now() -> datetime:
    return datetime.now(UTC)


def message(text: str, **more) -> dict:
    """A message of the assistant, unless `from_` says otherwise."""
    at = more.pop("at", None) or now()
    return {
        "id": more.pop("id", None) or str(uuid.uuid4()),
        "from": more.pop("from_", "assistant"),
        "text": text,
        "at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "language": "fr",
        "asks": None,
        "choices": [],
        "meeting": None,
    } | more


@dataclass
class Talk:
    """One visitor's talk as the server knows it."""

    session: dict
    messages: list[dict] = field(default_factory=list)
    answered: dict[str, list[dict]] = field(default_factory=dict)
    streams: list[asyncio.Queue] = field(default_factory=list)

    @property
    def language(self) -> str:
        return self.session.get("language") or "fr"

    @property
    def said(self) -> list[str]:
        """What the visitor said, in the order received."""
        return [one["text"] for one in self.messages if one["from"] == "visitor"]

    def offered(self, choice: str) -> dict | None:
        return next((c for m in reversed(self.messages) for c in m["choices"] if c["id"] == choice), None)


Reply = Callable[[Talk, str], list[dict]]


def echo(talk: Talk, text: str) -> list[dict]:
    """The simplest assistant: says what it heard."""
    return [message(f"Bien reçu : {text}" if talk.language == "fr" else f"Got it: {text}", language=talk.language)]


class FakeEdge:
    def __init__(self) -> None:
        self.talks: dict[str, Talk] = {}
        self.reply: Reply = echo
        self.greeting: Reply = lambda talk, _: [
            message("Bonjour, que puis-je faire pour vous ?" if talk.language == "fr" else "Hello, how may I help you?", language=talk.language)
        ]
        self.requests: list[str] = []
        self.events: list[dict] = []
        self.consents: list[dict] = []
        self.known_consent = {"tracking": False, "marketing": False}
        self.attempts: list[dict] = []  # every POST /chat/messages, answered or not
        self.refused: set[str] = set()  # what a session is refused for, as long as it names it
        self.troubles: list[web.Response] = []  # what the next POSTs of a message get instead of an answer
        self.ready = asyncio.Event()  # cleared, it keeps replies back
        self.ready.set()
        self.pages: dict[str, tuple[str, dict[str, str]]] = {}
        self.url = ""

    # -- what tests do to it

    def page(self, path: str, body: str, *, head: str = "", headers: dict[str, str] | None = None) -> None:
        """A page of somebody's site, at this address."""
        first = "<!doctype html><html lang=fr><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        html = f"{first}<title>Un site</title>{head}<body><main>{body}</main>"
        self.pages[path] = (html, headers or {})

    def trouble(self, status: int, *, retry_after: int | None = None, **problem) -> None:
        """The next message is answered with this problem."""
        headers = {"Retry-After": str(retry_after)} if retry_after is not None else {}
        self.troubles.append(_problem(status, headers=headers, **problem))

    @property
    def talk(self) -> Talk:
        """The only talk there is."""
        (talk,) = self.talks.values()
        return talk

    def say(self, *messages: dict) -> None:
        """Something is said outside a turn, by a rep perhaps."""
        self.talk.messages.extend(messages)
        for queue in self.talk.streams:
            for one in messages:
                queue.put_nowait(one)

    # -- its life

    async def start(self, port: int = 0) -> None:
        app = web.Application(middlewares=[self._guard])
        app.router.add_route("*", "/chat/{what}", self._chat)
        app.router.add_get("/{path:.*}", self._file)
        self.runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", port)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    async def stop(self) -> None:
        for talk in self.talks.values():
            for queue in talk.streams:
                queue.put_nowait(None)
        await self.runner.cleanup()

    # -- what it answers

    @web.middleware
    async def _guard(self, request: web.Request, handler) -> web.StreamResponse:
        if request.method != "OPTIONS":
            self.requests.append(f"{request.method} {request.path}")
        return await handler(request)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        if request.path in self.pages:
            html, headers = self.pages[request.path]
            return web.Response(text=html, content_type="text/html", headers=headers)
        if request.path == "/":
            raise web.HTTPFound(serving.home(request.headers.get("Accept-Language")))
        served = serving.find(request.path)
        if served is None:
            return web.Response(status=404, text="not here")
        status, body, headers = served.answer(request.headers.get("Accept-Encoding"), request.headers.get("If-None-Match"))
        return web.Response(status=status, body=body, headers=headers)

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        if request.method == "OPTIONS":
            return web.Response(status=204, headers=CORS)
        route = f"{request.method} {request.match_info['what']}"
        body = await request.json() if request.can_read_body else {}
        if route == "POST sessions":
            return self._session(body)
        talk = self.talks.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if talk is None:
            return _problem(401)
        match route:
            case "POST messages":
                return await self._turn(talk, body)
            case "GET messages":
                return _json({"messages": talk.messages, "consent": self.known_consent})
            case "GET events":
                return await self._stream(request, talk)
            case "POST events":
                self.events.append(body)
                return web.Response(status=204, headers=CORS)
            case "POST consent":
                if set(body) != {"tracking", "marketing"}:
                    return _problem(422)
                self.consents.append(body)
                self.known_consent = body
                return _json(body | {"at": datetime.now(UTC).isoformat(), "text_version": "1"})
        return _problem(404)

    def _session(self, body: dict) -> web.Response:
        wrong = [{"field": name, "what": "is refused"} for name in sorted(self.refused) if name.partition(".")[0] in body]
        if wrong:
            return _problem(422, errors=wrong)
        token = str(uuid.uuid4())
        talk = self.talks[token] = Talk(body)
        talk.messages += self.greeting(talk, "")
        return _json({"visitor": str(uuid.uuid4()), "token": token, "language": talk.language, "messages": talk.messages}, status=201)

    async def _turn(self, talk: Talk, body: dict) -> web.Response:
        self.attempts.append(body)
        if self.troubles:
            return self.troubles.pop(0)
        await self.ready.wait()
        if body["id"] not in talk.answered:
            choice = talk.offered(body["choice"]) if "choice" in body else None
            if "choice" in body and choice is None:
                return _problem(422)
            text = choice["label"] if choice else body["text"]
            talk.messages.append(message(text, from_="visitor", language=talk.language))
            reply = talk.answered[body["id"]] = self.reply(talk, text)
            talk.messages += reply
        return _json({"messages": talk.answered[body["id"]]})

    async def _stream(self, request: web.Request, talk: Talk) -> web.StreamResponse:
        response = web.StreamResponse(headers=CORS | {"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        queue: asyncio.Queue = asyncio.Queue()
        talk.streams.append(queue)
        try:
            await response.prepare(request)
            await response.write(b": here\n\n")
            while (one := await queue.get()) is not None:
                await response.write(f"event: message\ndata: {json.dumps(one)}\n\n".encode())
        except ConnectionError:
            pass
        finally:
            talk.streams.remove(queue)
        return response


def days_ahead(days: int, hour: int, minute: int = 0) -> datetime:
    day = now() + timedelta(days=days)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def _json(body: dict, status: int = 200) -> web.Response:
    return web.json_response(body, status=status, headers=CORS)


def _problem(status: int, headers: dict[str, str] | None = None, **body) -> web.Response:
    body = {"type": "about:blank", "title": f"Problem {status}", "status": status} | body
    return web.json_response(body, status=status, headers=CORS | (headers or {}), content_type="application/problem+json")
