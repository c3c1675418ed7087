"""Actions in the same process: Rasa believes it calls an action server, and no byte leaves the house."""

from __future__ import annotations

import logging
from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from qualification.usecases.turn import current_turn

log = logging.getLogger(__name__)


class InProcessActions(EndpointConfig):
    """An action endpoint over rasa-sdk's own executor.

    Rasa goes on after an action that raised, with its events lost. Here a turn that failed has done
    nothing, so the failure is kept on the turn for the edge to see.
    """

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="in-process")
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(
        self, method: str = "post", subpath: str | None = None, content_type: str | None = "application/json", compress: bool = False, **kwargs: Any
    ) -> Any:
        try:
            return await self._executor.run(kwargs["json"])
        except Exception as error:
            if turn := current_turn():
                turn.failure = error
            raise
