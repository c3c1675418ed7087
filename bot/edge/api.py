"""The private API (contract: Private API)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.edge.guards import is_key, is_text, query_of, wrong
from bot.edge.house import HOUSE, House
from bot.edge.problems import Handler, Problem
from bot.edge.views import change_view, lead_view, message_view, opinion_view
from bot.opinions import kept
from qualification.bant import Language
from qualification.lead import STAGES, Lead
from qualification.opinion import OWN, opinion_on
from qualification.storage import calendar, conversations, leads, rules
from qualification.storage.calendar import Meeting
from qualification.usecases.erasing import erase_lead
from qualification.usecases.informing import document

LARGEST_PAGE = 200
_DAY_OR_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?([Zz]|[ +-][0-9]{2}:[0-9]{2})?)?")


@web.middleware
async def key_guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Everything under /api needs the key."""
    if request.path.startswith("/api/") and not is_key(request, request.app[HOUSE].settings.api_key):
        raise Problem(401, "This key is not valid.", headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
    return await handler(request)


def _language(query: dict[str, str]) -> Language | None:
    language = query.get("language")
    if language is None or language == "fr" or language == "en":
        return language  # type: ignore[return-value]
    raise wrong("language", "is fr or en")


async def get_leads(request: web.Request) -> web.Response:
    house = request.app[HOUSE]
    query = query_of(request, frozenset({"stage", "source", "q", "limit", "cursor", "language"}))
    language = _language(query)
    stage, limit = query.get("stage"), query.get("limit", "50")
    if stage and stage not in STAGES:
        raise wrong("stage", f"is one of {', '.join(STAGES)}")
    if not re.fullmatch("[1-9][0-9]{0,2}", limit) or int(limit) > LARGEST_PAGE:
        raise wrong("limit", f"is a number from 1 to {LARGEST_PAGE}")

    def read() -> dict[str, Any]:
        with house.database.reading() as connection:
            page = leads.listed(connection, stage=stage, source=query.get("source"), q=query.get("q"), limit=int(limit), cursor=query.get("cursor"))
            meetings = calendar.of_leads(connection, [one for lead in page.leads for one in _talks(lead)])
        shown = [lead_view(lead, _together(lead, meetings), house.site, house.settings.public_url, language) for lead in page.leads]
        return {"leads": shown, "next": page.next}

    try:
        return web.json_response(await house.aside(read))
    except leads.BadCursor:
        raise wrong("cursor", "was not given out here") from None


def _lead_id(request: web.Request) -> str:
    """The lead that the address names. Raises 404 for what no lead is called."""
    lead_id = request.match_info["id"]
    if not is_text(lead_id):
        raise _nobody()
    return lead_id


def _talks(lead: Lead) -> list[str]:
    """The lead's id and, for a person who came more than once, those of its leads."""
    return [lead.id, *lead.stands_for]


def _together(lead: Lead, meetings: Mapping[str, list[Meeting]]) -> list[Meeting]:
    return sorted((one for talk in _talks(lead) for one in meetings.get(talk, ())), key=lambda meeting: meeting.created_at)


async def get_lead(request: web.Request) -> web.Response:
    house, lead_id = request.app[HOUSE], _lead_id(request)
    language = _language(query_of(request, frozenset({"language"})))

    def read() -> dict[str, Any] | None:
        with house.database.reading() as connection:
            stored = leads.find(connection, lead_id)
            if stored is None:
                return None
            meetings = _together(stored.lead, calendar.of_leads(connection, _talks(stored.lead)))
            others = leads.colleagues(connection, stored.lead)
            opinion = kept(house.settings, OWN)
            done = leads.acts(connection, lead_id) if opinion else ()
            by = rules.with_rules(house.site, connection)
        second = opinion_view(opinion, *opinion_on(opinion, stored.lead, done, by)) if opinion else None
        return {**lead_view(stored.lead, meetings, house.site, house.settings.public_url, language), "colleagues": others, "opinion": second}

    found = await house.aside(read)
    if found is None:
        raise _nobody()
    return web.json_response(found)


def _nobody() -> Problem:
    return Problem(404, "There is no such lead.")


async def get_conversation(request: web.Request) -> web.Response:
    house, lead_id = request.app[HOUSE], _lead_id(request)
    query_of(request)

    def read() -> list[Any] | None:
        with house.database.reading() as connection:
            stored = leads.find(connection, lead_id)
            said = [message for one in _talks(stored.lead) for message in conversations.all_of(connection, one)] if stored else []
        return sorted(said, key=lambda message: message.at) if stored else None

    found = await house.aside(read)
    if found is None:
        raise _nobody()
    return web.json_response({"messages": [message_view(one) for one in found]})


async def get_history(request: web.Request) -> web.Response:
    house, lead_id = request.app[HOUSE], _lead_id(request)
    query_of(request)

    def read() -> list[Any] | None:
        with house.database.reading() as connection:
            stored = leads.find(connection, lead_id)
            lines = [line for one in _talks(stored.lead) for line in leads.history(connection, one)] if stored else []
        return sorted(lines, key=lambda line: line.at) if stored else None

    found = await house.aside(read)
    if found is None:
        raise _nobody()
    return web.json_response({"history": [change_view(one) for one in found]})


def _day_or_instant(field: str, text: str | None) -> datetime | None:
    """A day (from its start) or a time; UTC unless it names its zone."""
    if text is None:
        return None
    try:
        if not _DAY_OR_INSTANT.fullmatch(text):
            raise ValueError(text)
        # A `+` that was not escaped arrives as a space.
        moment = datetime.fromisoformat(text.upper().replace(" ", "+"))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise wrong(field, "is no day or time in RFC 3339, such as 2026-11-22 or 2026-11-22T09:00:00Z") from None


async def get_meetings(request: web.Request) -> web.Response:
    house = request.app[HOUSE]
    query = query_of(request, frozenset({"from", "to", "rep"}))
    start, end, wanted = _day_or_instant("from", query.get("from")), _day_or_instant("to", query.get("to")), query.get("rep")
    rep = next((one.id for one in house.site.reps if wanted in (one.id, one.name)), wanted)

    def read() -> list[dict[str, Any]]:
        with house.database.reading() as connection:
            found = calendar.between(connection, start, end, rep)
        return [{**document(one, house.site, house.settings.public_url), "lead": one.lead_id} for one in found]

    return web.json_response({"meetings": await house.aside(read)})


async def delete_lead(request: web.Request) -> web.Response:
    house, lead_id = request.app[HOUSE], _lead_id(request)
    query_of(request)
    talks = await house.aside(lambda: _person(house, lead_id))
    async with house.lock(lead_id):
        was_there = await house.aside(lambda: erase_lead(house.database, house.site, lead_id, house.clock(), house.settings.public_url))
        for one in talks:
            if house.assistant:
                house.assistant.forget(one)
    if not was_there:
        raise _nobody()
    for one in talks:
        house.listeners.end(one)
    return web.Response(status=204)


def _person(house: House, lead_id: str) -> list[str]:
    """The ids of all leads that are erased with this one: a person may have come more than once."""
    with house.database.reading() as connection:
        return leads.person(connection, lead_id) or [lead_id]
