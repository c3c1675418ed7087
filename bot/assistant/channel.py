"""The website as Rasa sees it: a channel that collects what is said in one turn."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel


class CollectedReplies(OutputChannel):
    """Everything said in one turn, in order."""

    def __init__(self) -> None:
        self.replies: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "website"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        # Rasa's own version splits a message into its parts; text, choices and meeting belong together here.
        self.replies.append(message)
