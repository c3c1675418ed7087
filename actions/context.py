"""Who is talking, what was heard, and the turn that an action works in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any, Literal

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.replies import Replies
from bot.settings import load_settings, site
from qualification.bant import Language
from qualification.booking import Slot
from qualification.reading.hearing import Heard, Setting, hear
from qualification.reading.language_wish import read_language_wish
from qualification.reading.moments import Moment
from qualification.reading.utterance import Utterance
from qualification.reading.written import heard_from
from qualification.storage.database import Database
from qualification.usecases.turn import Turn, alone, begin, current_turn
from qualification.usecases.visiting import arrive


@dataclass(frozen=True)
class Message:
    """The visitor's latest message as it was understood."""

    intent: str
    language: Language
    heard: Heard
    moment: Moment | None = None
    ordinal: int | None = None
    slot: Slot | None = None
    """The time of a choice."""
    wished_language: Language | Literal["other"] | None = None
    """The language the visitor names; what it means depends on the intent."""
    answered: bool = False
    """Whether something was said to it already in this turn."""


@lru_cache(maxsize=1)
def _database() -> Database:
    database = Database(load_settings().database_url)
    database.migrate()
    return database


@contextmanager
def turn_of(tracker: Tracker) -> Iterator[Turn]:
    """The turn being thought; under `rasa run actions` each action is a turn of its own."""
    turn = current_turn()
    if turn is not None:
        yield turn
        return
    now = datetime.now(UTC)
    own = begin(_database(), site(), tracker.sender_id, now)
    if own is None:
        arrive(_database(), site(), tracker.sender_id, now, language=tracker.get_slot("language") or "fr")
        own = begin(_database(), site(), tracker.sender_id, now)
    assert own is not None
    yield own
    alone(own)


def _moment(found: Mapping[str, Any] | None) -> Moment | None:
    if not found:
        return None
    days = {name: date.fromisoformat(found[name]) for name in ("day", "not_before_day") if found[name]}
    times = {name: time.fromisoformat(found[name]) for name in ("from_time", "until_time", "at_time") if found[name]}
    return Moment(**{**found, **days, **times})


def _slot(found: Mapping[str, str] | None) -> Slot | None:
    if not found:
        return None
    return Slot(datetime.fromisoformat(found["start"]), datetime.fromisoformat(found["end"]), found["rep"])


def message_of(tracker: Tracker, turn: Turn) -> Message:
    """What was understood. A message that no component of ours read (a test story, an intent typed in a shell) is read here."""
    latest = tracker.latest_message or {}
    intent = (latest.get("intent") or {}).get("name") or "nlu_fallback"
    reading = latest.get("reading")
    if reading is None:
        said = Utterance(latest.get("text") or "", turn.lead.language, turn.now.date())
        interview = turn.lead.interview
        heard = hear(said, Setting(tuple(topic.reading for topic in turn.site.topics), interview.asking, interview.last_answered))
        return Message(intent, turn.lead.language, heard if not said.raw.startswith("/") else Heard(), answered=_is_answered(tracker))
    return Message(
        intent,
        reading["language"],
        heard_from(reading),
        _moment(reading.get("moment")),
        reading.get("ordinal"),
        _slot(reading.get("slot")),
        read_language_wish(Utterance(latest.get("text") or "", reading["language"], turn.now.date())) if intent == "change_language" else None,
        _is_answered(tracker),
    )


def _is_answered(tracker: Tracker) -> bool:
    for event in reversed(tracker.events):
        if event.get("event") == "bot":
            return True
        if event.get("event") == "user":
            return False
    return False


class TurnAction(Action, ABC):
    """An action of ours: it works on the turn, and Rasa's slots follow the lead."""

    @abstractmethod
    def name(self) -> str: ...

    @abstractmethod
    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        """Calls one use case and says its result."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        with turn_of(tracker) as turn:
            self.act(turn, message_of(tracker, turn), Replies(dispatcher, turn))
            interview = turn.lead.interview
            now = {"language": turn.lead.language, "asks": interview.asking, "last_answered": interview.last_answered, "stage": turn.lead.stage}
        return [SlotSet(name, value) for name, value in now.items() if tracker.get_slot(name) != value]
