"""What is said outside a turn, sent to whoever listens: server-sent events."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Mapping
from typing import Any

PING_SECONDS = 20.0
LOOK_SECONDS = 2.0
"""How often a stream looks for what was said by other processes: the worker, or another edge. What is said in this one wakes it at once."""
STREAMS = 8
"""Open streams of one visitor: a few tabs. One more ends the oldest."""


class Stream:
    """One open stream: asleep until something may have been said, or it is to end."""

    def __init__(self) -> None:
        self.has_ended = False
        self._woken = asyncio.Event()

    def wake(self) -> None:
        self._woken.set()

    def end(self) -> None:
        self.has_ended = True
        self.wake()

    async def sleep(self, seconds: float) -> None:
        """Waits until woken, at most so long."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), seconds)
        self._woken.clear()


class Listeners:
    """Open streams, by lead."""

    def __init__(self) -> None:
        self._streams: dict[str, list[Stream]] = {}

    def join(self, lead_id: str) -> Stream:
        stream = Stream()
        streams = self._streams.setdefault(lead_id, [])
        streams.append(stream)
        for oldest in streams[:-STREAMS]:
            self._let_go(lead_id, oldest)
        return stream

    def leave(self, lead_id: str, stream: Stream) -> None:
        """Forgets a stream; one that was let go already is no mistake."""
        streams = self._streams.get(lead_id, [])
        if stream in streams:
            streams.remove(stream)
        if not streams:
            self._streams.pop(lead_id, None)

    def wake(self, lead_id: str) -> None:
        """Has every stream of the lead look for what was said, now."""
        for stream in self._streams.get(lead_id, ()):
            stream.wake()

    def end(self, lead_id: str | None = None) -> None:
        """Ends the lead's streams, or all."""
        for one in [lead_id] if lead_id else list(self._streams):
            for stream in list(self._streams.get(one, ())):
                self._let_go(one, stream)

    def _let_go(self, lead_id: str, stream: Stream) -> None:
        self.leave(lead_id, stream)
        stream.end()


def event(message: Mapping[str, Any]) -> bytes:
    """One `message` event."""
    data = json.dumps(message, ensure_ascii=False)
    return f"event: message\nid: {message['id']}\ndata: {data}\n\n".encode()
