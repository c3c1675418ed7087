"""Rasa's memory of a talk in our own database: appended with the turn, live talks kept at hand, long ones begun anew."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.settings import load_settings
from qualification.storage import trackers
from qualification.storage.database import Database
from qualification.usecases.turn import current_turn

KEPT_AT_HAND = 2000
"""Live talks in memory."""
LONG = 40
"""Events from which a talk goes on in a new session: a turn costs more with each event, and what matters is on the lead."""


class AppendOnlyTrackerStore(TrackerStore):
    """A tracker store over the project's database.

    Inside a turn the new events are written with the turn; outside one (`rasa shell`, `rasa run`) at once.
    A tracker at hand is taken out when it is read and put back when it is safely written, so that a
    failed turn falls back to what the database holds.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        database: Database | None = None,
        host: EndpointConfig | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._database = database or _own_database()
        self._at_hand: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        self._written: dict[str, tuple[int, int]] = {}

    @property
    def domain(self) -> Domain:
        return self._domain

    @domain.setter
    def domain(self, domain: Domain | None) -> None:
        self._domain = domain or Domain.empty()
        self._at_hand.clear()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        tracker = self._at_hand.pop(sender_id, None)
        if tracker is None:
            with self._database.reading() as connection:
                session, events = trackers.latest(connection, sender_id)
            if not events:
                self._written[sender_id] = (session, 0)
                return None
            self._written[sender_id] = (session, len(events))
            tracker = self._from_events(sender_id, [Event.from_parameters(json.loads(event)) for event in events])
        if len(tracker.events) > LONG:
            session, _ = self._written.get(sender_id, (0, 0))
            self._written[sender_id] = (session + 1, 0)
            tracker = self._from_events(sender_id, self._carried_over(tracker))
        return tracker

    def _from_events(self, sender_id: str, events: Iterable[Event | None]) -> DialogueStateTracker:
        tracker = self.init_tracker(sender_id)
        tracker.update_with_events([event for event in events if event is not None], self.domain)
        return tracker

    def _carried_over(self, tracker: DialogueStateTracker) -> list[Event]:
        """How a new session of a long talk begins: with what the slots hold."""
        slots: list[Event] = [SlotSet(name, slot.value) for name, slot in tracker.slots.items() if slot.value != slot.initial_value]
        return [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), *slots, ActionExecuted(ACTION_LISTEN_NAME)]

    async def save(self, tracker: DialogueStateTracker) -> None:
        await self.stream_events(tracker)
        sender_id = tracker.sender_id
        session, written = self._written.get(sender_id, (0, 0))
        new = [json.dumps(event.as_dict(), ensure_ascii=False) for event in list(tracker.events)[written:]]
        total = len(tracker.events)

        def append(connection: Any) -> None:
            trackers.append(connection, sender_id, session, written, new)

        def keep() -> None:
            self._written[sender_id] = (session, total)
            self._at_hand[sender_id] = tracker
            self._at_hand.move_to_end(sender_id)
            while len(self._at_hand) > KEPT_AT_HAND:
                oldest, _ = self._at_hand.popitem(last=False)
                self._written.pop(oldest, None)

        turn = current_turn()
        if turn is None:
            with self._database.writing() as connection:
                append(connection)
            keep()
        elif turn.erased:
            self.forget(sender_id)
        else:
            turn.write(append)
            turn.when_committed(keep)

    def forget(self, sender_id: str) -> None:
        """Lets go what is at hand; the database keeps the truth."""
        self._at_hand.pop(sender_id, None)
        self._written.pop(sender_id, None)

    async def keys(self) -> Iterable[str]:
        with self._database.reading() as connection:
            return trackers.conversations(connection)


def _own_database() -> Database:
    database = Database(load_settings().database_url)
    database.migrate()
    return database
