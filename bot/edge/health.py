"""Whether the edge lives, and whether it can answer a visitor."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.edge.house import HOUSE
from bot.edge.problems import Problem


async def healthz(request: web.Request) -> web.Response:
    return web.json_response({"status": "alive"})


async def readyz(request: web.Request) -> web.Response:
    house = request.app[HOUSE]
    missing = []
    if not await asyncio.to_thread(house.database.answers):
        missing.append("database")
    if house.assistant is None or not house.assistant.is_ready():
        missing.append("assistant")
    if missing:
        why = f" It could not be loaded ({house.failure}); the log tells more." if house.failure else ""
        raise Problem(503, f"Not answering yet: {', '.join(missing)}.{why}", headers={"Retry-After": "1"}, missing=missing)
    return web.json_response({"status": "ready"})
