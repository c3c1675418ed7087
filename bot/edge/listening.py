"""Listening for requests: even what is hardly HTTP is answered with a problem document."""

from __future__ import annotations

import asyncio
import logging
import signal
from functools import partial
from typing import Any

from aiohttp import web

from bot.edge.problems import Problem

log = logging.getLogger(__name__)


class _Handler(web.RequestHandler):
    """aiohttp's own, but for its words: they would quote what was sent, a token perhaps, in the answer and in the log."""

    __slots__ = ()

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        if request.writer.output_size > 0:
            raise ConnectionError("the answer had begun; there is no room for another")
        if status >= 500 and not isinstance(exc, ConnectionError):
            log.error("a request failed outside every handler", exc_info=exc)
        detail = "This is no HTTP request that can be read here." if status < 500 else "Something went wrong on our side."
        response = Problem(status, detail).response()
        response.force_close()
        return response


class Runner(web.AppRunner):
    """Runs the application for as long as its sites are open."""

    @property
    def server(self) -> Any:
        """What makes a handler for each connection."""
        found = super().server
        # Bodies are read as they are: nobody was promised that compressed ones are unpacked, and a small one may hold gigabytes.
        options: dict[str, Any] = {"loop": asyncio.get_running_loop(), "access_log": None, "auto_decompress": False}
        return found and partial(_Handler, found, **options)


async def listen(app: web.Application, host: str, port: int) -> None:
    """Serves the application until the process is told to stop; turns in progress get five seconds to end."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    runner = Runner(app, shutdown_timeout=5)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        await stop.wait()
    finally:
        await runner.cleanup()
