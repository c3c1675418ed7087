"""A person in the talk: called by the visitor, joined by a rep, left to the assistant again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import uuid4

from qualification.interview import next_question
from qualification.opening import is_open, opens_at
from qualification.reading.assistant_wish import wants_assistant
from qualification.reading.hearing import Setting, hear
from qualification.reading.utterance import Utterance
from qualification.site import Rep, Site
from qualification.storage import calendar, conversations, handovers, leads
from qualification.storage.conversations import Message
from qualification.storage.database import Database
from qualification.storage.handovers import Handover
from qualification.usecases.answering import take_in
from qualification.usecases.attending import Say
from qualification.usecases.turn import Turn, alone, begin

SILENT = timedelta(minutes=10)
"""A rep who leaves a visitor's message without a word for so long has left the talk."""
LAPSES = timedelta(minutes=30)
"""After this long without a word, a call is one that nobody can answer in the chat any more."""


@dataclass(frozen=True)
class Called:
    """What became of a call: somebody is there now, or at `opens`; None when nobody is for weeks."""

    is_open: bool
    opens: datetime | None = None


def call(turn: Turn) -> Called | None:
    """Puts the visitor on the waiting list of the workspace, in and out of hours. None for those to whom no rep is promised."""
    if turn.lead.disqualified_because is not None or turn.lead.interview.ended:
        return None
    lead_id, language, now = turn.lead.id, turn.lead.language, turn.now
    turn.write(lambda connection: handovers.call(connection, lead_id, now))
    with turn.database.reading() as connection:
        taken = [*calendar.taken(connection, now), *calendar.appointments(connection, now)]
    if is_open(turn.site, language, taken, now):
        return Called(True)
    return Called(False, opens_at(turn.site, language, taken, now))


def take(database: Database, site: Site, lead_id: str, rep: Rep, now: datetime, say: Say) -> Handover | None:
    """Has the rep join the talk of a waiting visitor, who is greeted by name; the first rep wins. Gives how it stands now, None when nobody waits."""
    with database.writing() as connection:
        stored = leads.find(connection, lead_id)
        if stored is not None and handovers.take(connection, lead_id, rep.id, now):
            language = stored.lead.language
            text = say("utter_rep_joined", language, {"rep": rep.name, "company": site.company}) or rep.name
            conversations.add(connection, lead_id, [Message(str(uuid4()), "rep", text, now, language)])
        return handovers.find(connection, lead_id)


def write(database: Database, lead_id: str, rep: Rep, text: str, now: datetime) -> bool:
    """Says something to the visitor in the rep's name; False when the talk is not with that rep (any more)."""
    with database.writing() as connection:
        stored = leads.find(connection, lead_id)
        if stored is None or not handovers.is_with(connection, lead_id, rep.id):
            return False
        conversations.add(connection, lead_id, [Message(str(uuid4()), "rep", text, now, stored.lead.language)])
    return True


def leave(database: Database, site: Site, lead_id: str, rep: Rep, now: datetime, say: Say) -> bool:
    """Leaves the talk to the assistant, which says so and comes back to its question; False when the rep was not in it."""
    turn, handover = begin(database, site, lead_id, now), _handover(database, lead_id)
    if turn is None or handover is None or handover.rep != rep.id:
        return False
    turn.said += hand_back(turn, handover, "utter_rep_left", say)
    alone(turn)
    return True


def strike_off(database: Database, lead_id: str) -> bool:
    """Takes a waiting visitor off the list, who was written to or is gone; False when nobody waits under that id."""
    with database.writing() as connection:
        return handovers.settle(connection, lead_id, None)


def _handover(database: Database, lead_id: str) -> Handover | None:
    with database.reading() as connection:
        return handovers.find(connection, lead_id)


def unanswered_since(said: Sequence[Message]) -> datetime | None:
    """When the visitor wrote what no rep has answered yet; None when the last word is a rep's."""
    since: datetime | None = None
    for one in said:
        if one.sender == "rep":
            since = None
        elif one.sender == "visitor" and since is None:
            since = one.at
    return since


Whose = Literal["rep", "wanted_back", "rep_silent"]


def whose_talk(turn: Turn, text: str) -> tuple[Handover, Whose] | None:
    """The rep's part in the talk when the visitor writes; None without a rep.

    It is the rep's, or over: because the assistant is wanted back, or because the rep has said nothing for too long.
    """
    with turn.database.reading() as connection:
        handover = handovers.find(connection, turn.lead.id)
        if handover is None or handover.rep is None:
            return None
        since = unanswered_since(conversations.all_of(connection, turn.lead.id))
    if wants_assistant(Utterance(text, turn.lead.language, turn.now.date())):
        return handover, "wanted_back"
    return handover, "rep_silent" if since is not None and since <= turn.now - SILENT else "rep"


def listen_in(turn: Turn, text: str) -> None:
    """Notes, without a word, the facts a visitor tells a rep; only what is told outright, for nobody knows what the rep asked."""
    said = Utterance(text, turn.lead.language, turn.now.date())
    take_in(turn, hear(said, Setting(tuple(topic.reading for topic in turn.site.topics), None, None)))
    turn.assess()


def hand_back(turn: Turn, handover: Handover, response: str, say: Say, *, reply_to: str | None = None, with_question: bool = True) -> list[Message]:
    """Ends the rep's part with the turn. Gives what the assistant says: a short sentence, and the question that is still open."""

    turn.write(lambda connection: _still_so(handovers.settle(connection, handover.lead_id, handover.rep), turn))
    lead = turn.lead
    text = say(response, lead.language, {"rep": turn.site.rep(handover.rep or "").name})
    said = [Message(str(uuid4()), "assistant", text, turn.now, lead.language, reply_to=reply_to)] if text else []
    question = _open_question(turn) if with_question else None
    return [*said, replace(question, id=str(uuid4()), at=turn.now, reply_to=reply_to)] if question else said


def _still_so(settled: bool, turn: Turn) -> None:
    if not settled:
        raise leads.Conflict(turn.lead.id)


def _open_question(turn: Turn) -> Message | None:
    """The question that waits for an answer, as it was last put. One that was answered meanwhile is open no longer."""
    asking, coming = turn.lead.interview.asking, next_question(turn.lead, turn.site, turn.measured)
    if asking is None:
        return None
    if coming is None or coming.asks != asking:
        turn.lead = turn.lead.interviewed(asking=None)
        return None
    with turn.database.reading() as connection:
        said = conversations.all_of(connection, turn.lead.id)
    return next((one for one in reversed(said) if one.asks == asking and one.language == turn.lead.language), None)


def settle_overdue(database: Database, site: Site, now: datetime, say: Say) -> int:
    """Has the assistant take over from reps who say nothing, and forgets calls that nobody can answer any more. Gives how many.

    Whoever left an address and has no meeting stays on the list until a rep has written.
    """
    with database.reading() as connection:
        found = [(one, conversations.all_of(connection, one.lead_id)) for one in handovers.all_of(connection)]
    done = 0
    for handover, said in found:
        turn = begin(database, site, handover.lead_id, now)
        if turn is None:
            continue
        turn.is_heard = False
        since = unanswered_since(said)
        if said and said[-1].at <= now - LAPSES and (handover.rep or turn.lead.interview.booked or not turn.lead.is_reachable):
            hand_back(turn, handover, "", say, with_question=False)
        elif handover.rep and since is not None and since <= now - SILENT:
            turn.said += hand_back(turn, handover, "utter_rep_silent", say)
        else:
            continue
        try:
            alone(turn)
        except leads.Conflict:
            continue
        done += 1
    return done
