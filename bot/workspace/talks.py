"""Who waits for a person, and the talk a rep takes part in."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from bot.edge.guards import is_text
from bot.edge.problems import Problem
from bot.edge.turns import LONGEST, cleaned
from bot.workspace.desk import Visit, back
from bot.workspace.reading import Caller, File, callers, file_of
from qualification.brief import to_ask
from qualification.explaining import sentence
from qualification.storage import conversations, handovers, leads
from qualification.storage.conversations import Message
from qualification.storage.handovers import Handover
from qualification.usecases import joining

WAITING_EVERY, SAID_EVERY = 10, 4
"""Seconds after which the waiting list, and the talk in its frame, are shown anew."""


def _reps(visit: Visit) -> dict[str, str]:
    return {one.id: one.name for one in visit.house.site.reps}


def _topics(visit: Visit) -> dict[str, str]:
    return {topic.id: topic.name[visit.language] for topic in visit.house.site.topics}


async def waiting(visit: Visit) -> web.Response:
    """Who asked for a person, since when, and what they said last. It rings by showing itself anew, with the number in its title."""

    def read() -> list[Caller]:
        with visit.house.database.reading() as connection:
            return callers(connection)

    found = await visit.aside(read)
    return visit.live_page("waiting.html", refresh=WAITING_EVERY, callers=found, reps=_reps(visit), topics=_topics(visit), zone=visit.zone)


def _lead_id(visit: Visit) -> str:
    lead_id = visit.request.match_info["id"]
    if not is_text(lead_id):
        raise Problem(404, "There is no such lead.")
    return lead_id


async def talk(visit: Visit, unsent: str = "", done: str | None = None) -> web.Response:
    """The talk and the brief of a visitor; what to write with, for the rep who is in it."""
    lead_id = _lead_id(visit)

    def read() -> tuple[File | None, Handover | None]:
        with visit.house.database.reading() as connection:
            return file_of(connection, lead_id), handovers.find(connection, lead_id)

    file, handover = await visit.aside(read)
    if file is None:
        raise Problem(404, "There is no such lead.")
    brief = {"to_ask": to_ask(file.lead), "topics": _topics(visit), "sentence": sentence, "zone": visit.zone}
    shown = {"done": done} if done else {}
    return visit.live_page("talk.html", file=file, handover=handover, reps=_reps(visit), longest=LONGEST, unsent=unsent, **brief, **shown)


async def said(visit: Visit) -> web.Response:
    """What was said, the newest first: a page in a frame, so that showing it anew takes nothing from what is being written."""
    lead_id = _lead_id(visit)

    def read() -> list[Message] | None:
        with visit.house.database.reading() as connection:
            return conversations.all_of(connection, lead_id) if leads.find(connection, lead_id) else None

    found = await visit.aside(read)
    if found is None:
        raise Problem(404, "There is no such lead.")
    return visit.live_page("said.html", refresh=SAID_EVERY, conversation=found, zone=visit.zone)


async def take_part(visit: Visit) -> web.StreamResponse:
    """Joins, writes, leaves, or strikes off the list, as the form says."""
    house, rep, lead_id, act = visit.house, visit.rep, _lead_id(visit), visit.form.get("act")
    text = cleaned(visit.form.get("text", "")).replace("\r\n", "\n").strip()
    acts: dict[str | None, Callable[[], str]] = {
        "take": lambda: _taken(joining.take(house.database, house.site, lead_id, rep, visit.now, house.say), rep.id),
        "write": lambda: "sent" if joining.write(house.database, lead_id, rep, text, visit.now) else "not_yours",
        "leave": lambda: "left" if joining.leave(house.database, house.site, lead_id, rep, visit.now, house.say) else "not_yours",
        "strike": lambda: "struck" if joining.strike_off(house.database, lead_id) else "not_yours",
    }
    if act not in acts:
        raise Problem(422, "act: is not known here")
    if act == "write" and (not text or len(text) > LONGEST):
        return await talk(visit, text, "too_long" if text else "empty")
    try:
        async with house.lock(lead_id):
            done = await visit.aside(acts[act])
    except leads.Conflict:
        done = "gone"
    house.listeners.wake(lead_id)
    if done == "not_yours" and act == "write":
        # Their words are not lost: somebody else may want them.
        return await talk(visit, text, done)
    raise back("/workspace/waiting" if done in ("left", "struck") else visit.request.path, done)


def _taken(handover: Handover | None, rep: str) -> str:
    """What taking came to; the page itself tells who has them."""
    return "not_yours" if handover is None else "taken" if handover.rep == rep else "other"
