"""What is said outside a turn, sent to whoever listens: server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

PING_SECONDS = 20
WAITING = 100
"""Events kept for a listener that does not read; one that falls behind further is let go and reads the conversation anew."""


class Listeners:
    """Queues of open streams, by lead."""

    def __init__(self) -> None:
        self._queues: dict[str, set[asyncio.Queue[Mapping[str, Any] | None]]] = defaultdict(set)

    def join(self, lead_id: str) -> asyncio.Queue[Mapping[str, Any] | None]:
        queue: asyncio.Queue[Mapping[str, Any] | None] = asyncio.Queue(WAITING)
        self._queues[lead_id].add(queue)
        return queue

    def leave(self, lead_id: str, queue: asyncio.Queue[Mapping[str, Any] | None]) -> None:
        self._queues[lead_id].discard(queue)
        if not self._queues[lead_id]:
            del self._queues[lead_id]

    def tell(self, lead_id: str, message: Mapping[str, Any]) -> None:
        """Sends a message to every stream of the lead."""
        for queue in list(self._queues.get(lead_id, ())):
            if queue.full():
                self.leave(lead_id, queue)
            else:
                queue.put_nowait(message)

    def end(self, lead_id: str | None = None) -> None:
        """Ends the lead's streams, or all."""
        for one in [lead_id] if lead_id else list(self._queues):
            for queue in list(self._queues.get(one, ())):
                if not queue.full():
                    queue.put_nowait(None)


def event(message: Mapping[str, Any]) -> bytes:
    """One `message` event."""
    data = json.dumps(message, ensure_ascii=False)
    return f"event: message\nid: {message['id']}\ndata: {data}\n\n".encode()
