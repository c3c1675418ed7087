"""The assistant: a trained model that thinks one turn at a time."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.assistant.channel import CollectedReplies
from bot.assistant.endpoint import InProcessActions
from bot.assistant.locks import FairLockStore
from bot.assistant.phrasebook import Phrasebook
from bot.assistant.quiet import configure_rasa_logging
from bot.assistant.schema_cure import trust_constant_schemas
from bot.assistant.tracker_store import AppendOnlyTrackerStore
from qualification.storage.database import Database
from qualification.usecases.turn import Turn, thinking

SEEN_AS_TEXT = "\u2060"
"""Rasa reads a message that begins with `/` as a command. What a visitor types is text: a word joiner, which nobody
sees, stands before it."""


class Assistant:
    """A loaded model with its actions."""

    def __init__(self, agent: Agent, store: AppendOnlyTrackerStore) -> None:
        self._agent = agent
        self._store = store

    @classmethod
    def load(cls, model: Path, database: Database) -> Assistant:
        """Loads a trained model; takes seconds. Blocking: run it in a thread."""
        configure_rasa_logging()
        trust_constant_schemas()
        store = AppendOnlyTrackerStore(database=database)
        agent = Agent.load(model, generator=Phrasebook(), tracker_store=store, lock_store=FairLockStore(), action_endpoint=InProcessActions())
        # What is loaded now lives as long as the process: later collections need not walk through it.
        gc.collect()
        gc.freeze()
        return cls(agent, store)

    def is_ready(self) -> bool:
        return self._agent.is_ready()

    async def think(self, turn: Turn, text: str, metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What the assistant says to `text`. Raises what an action raised; then the turn must not be committed."""
        channel = CollectedReplies()
        shown = SEEN_AS_TEXT + text if text.lstrip().startswith("/") else text
        message = UserMessage(shown or " ", channel, turn.lead.id, input_channel="website", metadata=dict(metadata))
        with thinking(turn):
            await self._agent.handle_message(message)
        if turn.failure is not None:
            self.forget(turn.lead.id)
            raise turn.failure
        return channel.replies

    def forget(self, lead_id: str) -> None:
        """Drops what is at hand of a talk, after a failed turn or an erasure."""
        self._store.forget(lead_id)
