"""What the handlers share: settings, site, database, the assistant once it is loaded, locks and limits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakValueDictionary

from aiohttp import web

from bot.edge.guards import Buckets, Tokens
from bot.edge.stream import Listeners
from bot.settings import Settings
from bot.wording import Wordings
from qualification.bant import Language
from qualification.site import Site
from qualification.storage.database import Database
from qualification.worth import Asked

if TYPE_CHECKING:  # Rasa takes seconds to import, and the edge answers before it is loaded
    from bot.assistant.agent import Assistant

T = TypeVar("T")


@dataclass
class House:
    """One edge process."""

    settings: Settings
    site: Site
    database: Database
    wordings: Wordings
    tokens: Tokens
    messages: Buckets
    sessions: Buckets
    listeners: Listeners = field(default_factory=Listeners)
    assistant: Assistant | None = None
    failure: str | None = None
    """Why there is no assistant, in words that anybody may read."""
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    measured: Mapping[str, Asked] = field(default_factory=dict)
    """How each question fared of late; measured anew every hour."""
    _locks: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)
    _writers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(4, "database"))

    def say(self, name: str, language: Language, words: Mapping[str, str]) -> str | None:
        """A sentence of the assistant's, said outside a turn."""
        return self.wordings.say(name, language, 0, words)

    def lock(self, lead_id: str) -> asyncio.Lock:
        """What one visitor's requests take turns by."""
        lock = self._locks.get(lead_id)
        if lock is None:
            lock = self._locks[lead_id] = asyncio.Lock()
        return lock

    async def aside(self, act: Callable[[], T]) -> T:
        """Does database work beside the event loop, so that no other visitor waits for the disk."""
        return await asyncio.get_running_loop().run_in_executor(self._writers, act)

    def close(self) -> None:
        self._writers.shutdown(wait=True)
        self.database.close()


HOUSE = web.AppKey("house", House)
