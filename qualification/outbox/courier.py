"""What carries effects out of the house, and how it says that it could not."""

from __future__ import annotations

from typing import Protocol

from qualification.storage.outbox import Effect


class NothingToDo(Exception):
    """The fact behind the effect is gone or was overtaken: an erased lead, a meeting moved again. The effect is settled."""


class Failure(Exception):
    """An effect could not be delivered. `fault` is a word that the workspace has advice for; `for_good` when trying again is no use."""

    def __init__(self, fault: str, detail: str, *, for_good: bool = False) -> None:
        super().__init__(detail)
        self.fault = fault
        self.for_good = for_good


class Courier(Protocol):
    """Delivers effects of one kind, several at a time."""

    async def deliver(self, effect: Effect) -> None:
        """Delivers one effect. Raises NothingToDo or Failure; any other exception is tried again later."""

    async def rest(self) -> None:
        """Closes what is only kept open while there is work."""
