"""The visitor API (contract: Visitor API)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import lru_cache, partial
from typing import Annotated, Any, Literal
from uuid import UUID, uuid4
from zoneinfo import available_timezones

from aiohttp import web
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictStr, model_validator

from bot.edge.guards import bearer, body_of, is_text, query_of, web_address
from bot.edge.house import HOUSE, House
from bot.edge.problems import Problem
from bot.edge.stream import LOOK_SECONDS, PING_SECONDS, event
from bot.edge.turns import LONGEST, answer
from bot.edge.views import consent_view, message_view
from qualification.bant import Language
from qualification.facts import Act
from qualification.lead import Source
from qualification.storage import calendar, conversations, leads
from qualification.storage.conversations import Choice, Message
from qualification.usecases.consenting import agree, behave
from qualification.usecases.informing import document
from qualification.usecases.turn import Turn, alone, begin
from qualification.usecases.visiting import arrive


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    """The zones that have the same name everywhere."""
    return frozenset(available_timezones() - {"localtime", "Factory"})


def _zone(value: str | None) -> str | None:
    if value is not None and value not in _zones():
        raise ValueError("is no IANA time zone, such as Europe/Paris")
    return value


def _storable(value: str | None) -> str | None:
    if value is not None and not is_text(value):
        raise ValueError("holds characters that are no text")
    return value


def _uuid(value: str) -> str:
    try:
        return str(UUID(value))
    except ValueError:
        raise ValueError("is no UUID") from None


Short = Annotated[StrictStr | None, Field(max_length=200), AfterValidator(_storable)]
Address = Annotated[StrictStr | None, Field(max_length=2000), AfterValidator(_storable), AfterValidator(web_address)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Utm(_Body):
    source: Short = None
    medium: Short = None
    campaign: Short = None


class SessionBody(_Body):
    language: Literal["fr", "en"] | None = None
    timezone: Annotated[StrictStr | None, AfterValidator(_zone)] = None
    page: Address = None
    referrer: Address = None
    utm: _Utm | None = None


class MessageBody(_Body):
    id: Annotated[StrictStr, AfterValidator(_uuid)]
    text: StrictStr | None = None
    choice: Annotated[StrictStr, Field(max_length=200), AfterValidator(_storable)] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> MessageBody:
        if (self.text is None) == (self.choice is None):
            raise ValueError("one of `text` and `choice` is needed, not both")
        return self


class EventBody(_Body):
    type: Annotated[StrictStr, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
    page: Address = None
    seconds: Annotated[float, Field(ge=0, le=86_400, strict=True)] | None = None


class ConsentBody(_Body):
    tracking: StrictBool
    marketing: StrictBool


def _language(request: web.Request, asked: Language | None) -> Language:
    """The language asked for, else the one of Accept-Language (RFC 9110, 12.5.4) that is liked best and spoken here, else French."""
    if asked:
        return asked
    weighted = []
    for position, part in enumerate(request.headers.get("Accept-Language", "").split(",")):
        tag, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        try:
            weighted.append((-float(weight), position, tag.split("-")[0]))
        except ValueError:
            continue
    for disliked, _, tag in sorted(weighted):
        if disliked < 0 and tag in ("fr", "en"):
            return "fr" if tag == "fr" else "en"
    return "fr"


def _greeting(house: House, language: Language) -> list[Message]:
    """The first words, and the first question."""
    site, say = house.site, house.wordings.say
    words = {"company": site.company, "assistant": site.assistant}
    topics = [(topic.choice[language], {"fact": ["need", {"topic": topic.id}]}) for topic in site.topics]
    other = (say("utter_choice_need_other", language) or "", {"fact": ["need", {"topic": "other"}]})
    choices = tuple(Choice(uuid4().hex, label, value) for label, value in [*topics, other])
    texts = ((say("utter_greet_opening", language, 0, words) or "", None, ()), (say("utter_ask_need", language) or "", "need", choices))
    now = house.clock()
    return [Message(str(uuid4()), "assistant", text, now, language, asks, offered) for text, asks, offered in texts if text]


async def open_session(request: web.Request) -> web.Response:
    house = request.app[HOUSE]
    query_of(request)
    body = await body_of(request, SessionBody, may_be_empty=True)
    house.sessions.take(request.remote or "")
    language = _language(request, body.language)
    utm = body.utm or _Utm()
    source = Source(utm_source=utm.source, utm_medium=utm.medium, utm_campaign=utm.campaign, referrer=body.referrer, landing_page=body.page)
    lead_id, said = str(uuid4()), _greeting(house, language)
    await house.aside(
        lambda: arrive(house.database, house.site, lead_id, house.clock(), language=language, timezone=body.timezone, source=source, said=said)
    )
    shown = {"visitor": lead_id, "token": house.tokens.issue(lead_id), "language": language, "messages": [message_view(one) for one in said]}
    return web.json_response(shown, status=201)


def _visitor(request: web.Request) -> str:
    """The lead id of the token. Raises 401 for a token that was not made here; whether the lead is still there is seen later."""
    lead_id = request.app[HOUSE].tokens.lead_of(bearer(request))
    if lead_id is None:
        raise Problem(401, "This token was not made here.", headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
    return lead_id


def _erased() -> Problem:
    return Problem(401, "This visitor was erased; start a new session.")


async def _must_be_here(house: House, lead_id: str) -> None:
    """Raises 401 when the lead is there no more."""

    def is_there() -> bool:
        with house.database.reading() as connection:
            return leads.find(connection, lead_id) is not None

    if not await house.aside(is_there):
        raise _erased()


async def _here(request: web.Request) -> str:
    """The lead id of a token whose lead is still there."""
    lead_id = _visitor(request)
    await _must_be_here(request.app[HOUSE], lead_id)
    query_of(request)
    return lead_id


@asynccontextmanager
async def _erased_first(house: House, lead_id: str) -> AsyncIterator[None]:
    """Someone erased is told so, whatever else is wrong. Asked only then: what follows a good request sees it by itself."""
    try:
        yield
    except Problem:
        await _must_be_here(house, lead_id)
        raise


async def post_message(request: web.Request) -> web.Response:
    house, lead_id = request.app[HOUSE], _visitor(request)
    async with _erased_first(house, lead_id):
        query_of(request)
        body = await body_of(request, MessageBody)
        if body.text is not None and len(body.text) > LONGEST:
            what = f"is longer than {LONGEST} characters"
            raise Problem(413, f"text: {what}", errors=[{"field": "text", "what": what}])
        house.messages.take(lead_id)
    said = await answer(house, lead_id, body.id, body.text, body.choice)
    return web.json_response({"messages": [message_view(one) for one in said]})


async def get_messages(request: web.Request) -> web.Response:
    house, lead_id = request.app[HOUSE], _visitor(request)
    query_of(request)

    def read() -> dict[str, Any]:
        with house.database.reading() as connection:
            stored = leads.find(connection, lead_id)
            if stored is None:
                raise _erased()
            said = conversations.all_of(connection, lead_id)
            meetings = {one.id: document(one, house.site, house.settings.public_url) for one in calendar.of_leads(connection, [lead_id])[lead_id]}
        # Beside the contract: what is agreed, so that a page's consent tool takes back nothing that was agreed in words.
        return {"messages": [message_view(one, meetings) for one in said], "consent": consent_view(stored.lead)}

    return web.json_response(await house.aside(read))


async def get_events(request: web.Request) -> web.StreamResponse:
    house, lead_id = request.app[HOUSE], await _here(request)
    headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no", **request.get("cors", {})}
    response = web.StreamResponse(headers=headers)
    # Before the stream opens: who reads the conversation once it is open misses nothing that is said between.
    stream, place = house.listeners.join(lead_id), await house.aside(lambda: _place(house, lead_id))
    loop = asyncio.get_running_loop()
    try:
        await response.prepare(request)
        await response.write(b"retry: 3000\n: connected\n\n")
        written = loop.time()
        while not stream.has_ended:
            await stream.sleep(min(LOOK_SECONDS, PING_SECONDS))
            for said_at, message in await house.aside(partial(_said_beside, house, lead_id, place)):
                await response.write(event(message))
                place, written = said_at, loop.time()
            if loop.time() - written >= PING_SECONDS:
                await response.write(b": still here\n\n")
                written = loop.time()
    except ConnectionResetError:
        pass
    finally:
        house.listeners.leave(lead_id, stream)
    return response


def _place(house: House, lead_id: str) -> int:
    with house.database.reading() as connection:
        return conversations.position(connection, lead_id)


def _said_beside(house: House, lead_id: str, after: int) -> list[tuple[int, dict[str, Any]]]:
    """What was said outside a turn after a place in the talk, with its own place."""
    with house.database.reading() as connection:
        return [(place, message_view(one)) for place, one in conversations.said_beside(connection, lead_id, after)]


async def _in_a_turn_of_its_own(house: House, lead_id: str, act: Callable[[Turn], object]) -> Turn:
    """Does something with a lead outside a message; the lead's messages wait meanwhile."""

    def work() -> Turn:
        turn = begin(house.database, house.site, lead_id, house.clock(), house.settings.public_url)
        if turn is None:
            raise _erased()
        act(turn)
        alone(turn)
        return turn

    async with house.lock(lead_id):
        return await house.aside(work)


async def post_event(request: web.Request) -> web.Response:
    house, lead_id = request.app[HOUSE], _visitor(request)
    async with _erased_first(house, lead_id):
        query_of(request)
        body = await body_of(request, EventBody)
    act = Act(body.type, house.clock(), body.page, round(body.seconds) if body.seconds is not None else None)
    await _in_a_turn_of_its_own(house, lead_id, lambda turn: behave(turn, act))
    return web.Response(status=204)


async def post_consent(request: web.Request) -> web.Response:
    house, lead_id = request.app[HOUSE], _visitor(request)
    async with _erased_first(house, lead_id):
        query_of(request)
        body = await body_of(request, ConsentBody)
    turn = await _in_a_turn_of_its_own(house, lead_id, lambda turn: agree(turn, tracking=body.tracking, marketing=body.marketing))
    return web.json_response(consent_view(turn.lead))
