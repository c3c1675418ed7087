"""The private API (contract: Private API)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from aiohttp import web

from bot.edge.guards import is_key
from bot.edge.house import HOUSE
from bot.edge.problems import Handler, Problem
from bot.edge.views import change_view, lead_view, message_view
from qualification.bant import Language
from qualification.lead import STAGES
from qualification.storage import calendar, conversations, leads
from qualification.usecases.meeting import document
from qualification.usecases.parting import erase_lead

LARGEST_PAGE = 200


@web.middleware
async def key_guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Everything under /api needs the key."""
    if request.path.startswith("/api/") and not is_key(request, request.app[HOUSE].settings.api_key):
        raise Problem(401, "This key is not valid.", headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
    return await handler(request)


def _wrong(field: str, what: str) -> Problem:
    return Problem(422, f"{field}: {what}", errors=[{"field": field, "what": what}])


def _query(request: web.Request, known: frozenset[str]) -> dict[str, str]:
    """The query's fields. Raises 422 naming one that is not known or holds no text."""
    for name, value in request.query.items():
        if name not in known:
            raise _wrong(name, f"is not known here; known are {', '.join(sorted(known))}")
        if "\x00" in value or any("\ud800" <= c <= "\udfff" for c in value):
            raise _wrong(name, "holds characters that are no text")
    return {name: value for name, value in request.query.items() if value}


def _language(query: dict[str, str]) -> Language | None:
    language = query.get("language")
    if language is None or language == "fr" or language == "en":
        return language  # type: ignore[return-value]
    raise _wrong("language", "is fr or en")


async def get_leads(request: web.Request) -> web.Response:
    house = request.app[HOUSE]
    query = _query(request, frozenset({"stage", "source", "q", "limit", "cursor", "language"}))
    language = _language(query)
    stage, limit = query.get("stage"), query.get("limit", "50")
    if stage and stage not in STAGES:
        raise _wrong("stage", f"is one of {', '.join(STAGES)}")
    if not limit.isascii() or not limit.isdigit() or not 1 <= int(limit[:9]) <= LARGEST_PAGE:
        raise _wrong("limit", f"is a number from 1 to {LARGEST_PAGE}")

    def read() -> dict[str, Any]:
        with house.database.reading() as connection:
            page = leads.listed(connection, stage=stage, source=query.get("source"), q=query.get("q"), limit=int(limit), cursor=query.get("cursor"))
            meetings = calendar.of_leads(connection, [lead.id for lead in page.leads])
        shown = [lead_view(lead, meetings[lead.id], house.site, house.settings.public_url, language) for lead in page.leads]
        return {"leads": shown, "next": page.next}

    try:
        return web.json_response(await house.aside(read))
    except leads.BadCursor:
        raise _wrong("cursor", "was not given out here") from None


async def get_lead(request: web.Request) -> web.Response:
    house, lead_id = request.app[HOUSE], request.match_info["id"]
    language = _language(_query(request, frozenset({"language"})))

    def read() -> dict[str, Any] | None:
        with house.database.reading() as connection:
            stored = leads.find(connection, lead_id)
            meetings = calendar.of_leads(connection, [lead_id])[lead_id] if stored else []
        return lead_view(stored.lead, meetings, house.site, house.settings.public_url, language) if stored else None

    found = await house.aside(read)
    if found is None:
        raise _nobody()
    return web.json_response(found)


def _nobody() -> Problem:
    return Problem(404, "There is no such lead.")


async def get_conversation(request: web.Request) -> web.Response:
    house, lead_id = request.app[HOUSE], request.match_info["id"]

    def read() -> list[Any] | None:
        with house.database.reading() as connection:
            return conversations.all_of(connection, lead_id) if leads.find(connection, lead_id) else None

    found = await house.aside(read)
    if found is None:
        raise _nobody()
    return web.json_response({"messages": [message_view(one) for one in found]})


async def get_history(request: web.Request) -> web.Response:
    house, lead_id = request.app[HOUSE], request.match_info["id"]

    def read() -> list[Any] | None:
        with house.database.reading() as connection:
            return leads.history(connection, lead_id) if leads.find(connection, lead_id) else None

    found = await house.aside(read)
    if found is None:
        raise _nobody()
    return web.json_response({"history": [change_view(one) for one in found]})


def _day_or_instant(field: str, text: str | None) -> datetime | None:
    """A day (from its start, UTC) or a time with a zone."""
    if text is None:
        return None
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), time(), UTC)
        moment = datetime.fromisoformat(text.replace(" ", "+"))
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise _wrong(field, "is no day or time in RFC 3339, such as 2026-11-22 or 2026-11-22T09:00:00Z") from None


async def get_meetings(request: web.Request) -> web.Response:
    house = request.app[HOUSE]
    query = _query(request, frozenset({"from", "to", "rep"}))
    start, end, wanted = _day_or_instant("from", query.get("from")), _day_or_instant("to", query.get("to")), query.get("rep")
    rep = next((one.id for one in house.site.reps if wanted in (one.id, one.name)), wanted)

    def read() -> list[dict[str, Any]]:
        with house.database.reading() as connection:
            found = calendar.between(connection, start, end, rep)
        return [{**document(one, house.site, house.settings.public_url), "lead": one.lead_id} for one in found]

    return web.json_response({"meetings": await house.aside(read)})


async def delete_lead(request: web.Request) -> web.Response:
    house, lead_id = request.app[HOUSE], request.match_info["id"]
    async with house.lock(lead_id):
        was_there = await house.aside(lambda: erase_lead(house.database, lead_id))
        if house.assistant:
            house.assistant.forget(lead_id)
    if not was_there:
        raise _nobody()
    house.listeners.end(lead_id)
    return web.Response(status=204)
