"""One message in, its answer out: stored before it is thought about, answered once, committed as one."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy.exc import IntegrityError

from bot.edge.house import House
from bot.edge.problems import Problem
from qualification.lead import Lead
from qualification.storage import conversations, leads
from qualification.storage.calendar import SlotTaken
from qualification.storage.conversations import Choice, Message
from qualification.usecases import joining
from qualification.usecases.turn import Turn, begin

log = logging.getLogger(__name__)

LONGEST = 2000
ATTEMPTS = 3
"""How often a turn is thought anew when something it relied on changed before it was written."""


@dataclass(frozen=True)
class Received:
    """A stored message; `replies` is None while it is not answered."""

    message: Message
    choice: Mapping[str, Any] | None
    replies: Sequence[Message] | None
    offers: int


def cleaned(text: str) -> str:
    """The text as it is stored: without control characters and halves of surrogate pairs, which no database takes."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs") or c in "\n\t")


def _label(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").casefold().split())


def receive(house: House, lead_id: str, client_id: str, text: str | None, choice_id: str | None) -> Received:
    """Stores a visitor's message, or finds it stored. Raises 401 for someone erased, 409 and 422 for choices not on offer."""
    with house.database.writing() as connection:
        stored = leads.find(connection, lead_id)
        if stored is None:
            raise Problem(401, "This visitor was erased; start a new session.")
        known = conversations.by_client_id(connection, lead_id, client_id)
        offer = conversations.offer(connection, lead_id)
        if known is not None:
            replies = conversations.replies_to(connection, lead_id, client_id) if known.answered else None
            return Received(known, _chosen(offer, known.choice), replies, len(offer))
        chosen = _choice_on_offer(connection, lead_id, offer, choice_id) if choice_id is not None else _labelled(offer, text or "")
        message = Message(
            id=str(uuid4()),
            sender="visitor",
            text=chosen.label if choice_id is not None and chosen else cleaned(text or ""),
            at=house.clock(),
            language=stored.lead.language,
            client_id=client_id,
            choice=chosen.id if chosen else None,
            answered=False,
        )
        conversations.add(connection, lead_id, [message])
    return Received(message, chosen.value if chosen else None, None, len(offer))


def _chosen(offer: Sequence[Choice], choice_id: str | None) -> Mapping[str, Any] | None:
    return next((choice.value for choice in offer if choice.id == choice_id), None) if choice_id else None


def _labelled(offer: Sequence[Choice], text: str) -> Choice | None:
    """Typing the label of a choice on offer is choosing it."""
    typed = _label(text)
    return next((choice for choice in offer if _label(choice.label) == typed), None) if typed else None


def _choice_on_offer(connection: Any, lead_id: str, offer: Sequence[Choice], choice_id: str) -> Choice:
    for choice in offer:
        if choice.id == choice_id:
            return choice
    if conversations.was_offered(connection, lead_id, choice_id):
        current = [{"id": choice.id, "label": choice.label} for choice in offer]
        raise Problem(409, "This choice is no longer on offer; `choices` holds what is.", choices=current)
    raise Problem(422, "choice: was never offered to this visitor", errors=[{"field": "choice", "what": "was never offered to this visitor"}])


def said_by_assistant(replies: Sequence[Mapping[str, Any]], lead: Lead, client_id: str | None, house: House) -> list[Message]:
    """What the assistant's replies are as messages. A reply without words or meeting is none."""
    found = []
    for reply in replies:
        shown = reply.get("custom") or {}
        text = reply.get("text") or ""
        if not text.strip() and not shown.get("meeting"):
            continue
        found.append(
            Message(
                id=str(uuid4()),
                sender="assistant",
                text=text,
                at=house.clock(),
                language=lead.language,
                asks=shown.get("asks"),
                choices=tuple(Choice(one["id"], one["label"], one["value"]) for one in shown.get("choices") or ()),
                meeting=shown.get("meeting"),
                reply_to=client_id,
            )
        )
    return found


async def answer(house: House, lead_id: str, client_id: str, text: str | None, choice_id: str | None) -> Sequence[Message]:
    """What the assistant says to a message. The same id is answered the same, and does nothing twice.

    Raises 503 while the assistant is not ready or fails; the message is kept, and a retry is answered.
    """
    async with house.lock(lead_id):
        received = await house.aside(lambda: receive(house, lead_id, client_id, text, choice_id))
        if received.replies is not None:
            return received.replies
        for _ in range(ATTEMPTS):
            try:
                return await _think_and_commit(house, lead_id, received)
            except (leads.Conflict, SlotTaken, IntegrityError) as error:
                _forget(house, lead_id)
                log.info("a turn is thought again: %s", type(error).__name__)
            except Problem:
                raise
            except Exception:
                _forget(house, lead_id)
                log.exception("a turn failed")
                break
        raise Problem(503, "The assistant could not answer. Your message is kept; send it again with the same id.", headers={"Retry-After": "2"})


def _forget(house: House, lead_id: str) -> None:
    """Has the assistant read the talk anew: what it remembers of a turn that was not written did not happen."""
    if house.assistant is not None:
        house.assistant.forget(lead_id)


async def _think_and_commit(house: House, lead_id: str, received: Received) -> Sequence[Message]:
    message = received.message
    turn = await house.aside(lambda: begin(house.database, house.site, lead_id, house.clock(), house.settings.public_url))
    if turn is None:
        raise Problem(401, "This visitor was erased; start a new session.")
    turn.measured = house.measured
    said = await _said(house, turn, received)
    await house.aside(lambda: _commit(house, turn, message.client_id, said))
    turn.committed()
    if turn.erased:
        _forget(house, lead_id)
        house.listeners.end(lead_id)
    return said


async def _said(house: House, turn: Turn, received: Received) -> list[Message]:
    """What is said in answer: by the assistant, or by nobody while a rep talks with the visitor."""
    text, client_id = received.message.text, received.message.client_id
    rep = await house.aside(lambda: joining.whose_talk(turn, text))
    if rep is None:
        return await _thought(house, turn, received)
    handover, whose = rep
    if whose == "rep":
        joining.listen_in(turn, text)
        return []
    if whose == "wanted_back":
        return await house.aside(lambda: joining.hand_back(turn, handover, "utter_assistant_back", house.say, reply_to=client_id))
    back = joining.hand_back(turn, handover, "utter_rep_silent", house.say, reply_to=client_id, with_question=False)
    return [*back, *await _thought(house, turn, received)]


async def _thought(house: House, turn: Turn, received: Received) -> list[Message]:
    """What the assistant says."""
    message = received.message
    if house.assistant is None:
        raise Problem(503, "The assistant is still starting. Your message is kept; send it again with the same id.", headers={"Retry-After": "2"})
    replies = await house.assistant.think(turn, message.text, _metadata(turn, received))
    said = said_by_assistant(replies, turn.lead, message.client_id, house)
    if not said:
        # No rule had a word for it. Silence would look as if nobody were there.
        log.warning("a message was answered with nothing; the last question was %s", turn.lead.interview.asking)
        sorry = {"text": house.wordings.say("utter_not_understood", turn.lead.language)}
        said = said_by_assistant([sorry], turn.lead, message.client_id, house)
    return said


def _commit(house: House, turn: Turn, client_id: str | None, said: list[Message]) -> None:
    with house.database.writing() as connection:
        turn.commit(connection, client_id, said)


_REGIONS = {
    "Europe/London": "GB", "Europe/Paris": "FR", "Europe/Brussels": "BE", "Europe/Zurich": "CH", "Europe/Dublin": "IE", "America/New_York": "US",
}  # fmt: skip


def _metadata(turn: Turn, received: Received) -> dict[str, Any]:
    """What the reader has to know of the talk so far."""
    lead = turn.lead
    found: dict[str, Any] = {
        "asks": lead.interview.asking,
        "last_answered": lead.interview.last_answered,
        "language": lead.language,
        "timezone": lead.timezone,
        "region": _REGIONS.get(lead.timezone or "", "FR" if lead.language == "fr" else "GB"),
        "offers": received.offers,
    }
    if received.choice:
        found["choice"] = dict(received.choice)
    return found
