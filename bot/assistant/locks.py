"""Turns of one visitor wait for each other, in order, without polling."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockStore
from rasa.utils.endpoints import EndpointConfig


class FairLockStore(LockStore):
    """One asyncio lock a conversation, which serves in the order of asking. Locks nobody holds are forgotten."""

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def lock(self, conversation_id: str, lock_lifetime: float = 0, wait_time_in_seconds: float = 0) -> AsyncGenerator[Any, None]:
        own = self._locks.get(conversation_id)
        if own is None:
            own = self._locks[conversation_id] = asyncio.Lock()
        async with own:
            yield TicketLock(conversation_id)
