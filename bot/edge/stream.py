"""What is said outside a turn, sent to whoever listens: server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

PING_SECONDS = 20
WAITING = 100
"""Events kept for a listener that does not read; one that falls behind further is let go and reads the conversation anew."""
STREAMS = 8
"""Open streams of one visitor: a few tabs. One more ends the oldest."""

Queue = asyncio.Queue[Mapping[str, Any] | None]
"""What a stream still has to send; None ends it."""


class Listeners:
    """Queues of open streams, by lead."""

    def __init__(self) -> None:
        self._queues: dict[str, list[Queue]] = {}

    def join(self, lead_id: str) -> Queue:
        queue: Queue = asyncio.Queue(WAITING)
        queues = self._queues.setdefault(lead_id, [])
        queues.append(queue)
        for oldest in queues[:-STREAMS]:
            self._let_go(lead_id, oldest)
        return queue

    def leave(self, lead_id: str, queue: Queue) -> None:
        """Forgets a stream; one that was let go already is no mistake."""
        queues = self._queues.get(lead_id, [])
        if queue in queues:
            queues.remove(queue)
        if not queues:
            self._queues.pop(lead_id, None)

    def tell(self, lead_id: str, message: Mapping[str, Any]) -> None:
        """Sends a message to every stream of the lead."""
        for queue in list(self._queues.get(lead_id, ())):
            if queue.full():
                self._let_go(lead_id, queue)
            else:
                queue.put_nowait(message)

    def end(self, lead_id: str | None = None) -> None:
        """Ends the lead's streams, or all."""
        for one in [lead_id] if lead_id else list(self._queues):
            for queue in list(self._queues.get(one, ())):
                self._let_go(one, queue)

    def _let_go(self, lead_id: str, queue: Queue) -> None:
        """Ends a stream, however much of it is still unread."""
        self.leave(lead_id, queue)
        if queue.full():
            queue.get_nowait()
        queue.put_nowait(None)


def event(message: Mapping[str, Any]) -> bytes:
    """One `message` event."""
    data = json.dumps(message, ensure_ascii=False)
    return f"event: message\nid: {message['id']}\ndata: {data}\n\n".encode()
