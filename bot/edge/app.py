"""The edge process: it answers at once, and loads the assistant behind that."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from bot.edge.api import key_guard
from bot.edge.guards import LARGEST_BODY, Buckets, Tokens, origins_guard
from bot.edge.house import HOUSE, House
from bot.edge.listening import listen
from bot.edge.problems import problems, put_as_problem
from bot.edge.routes import ROUTES
from bot.settings import ROOT, Settings, load_settings, site
from bot.training import latest_model
from bot.wording import wordings_of
from bot.workspace.desk import furnish
from qualification.storage.database import Database
from qualification.usecases.measuring import how_questions_fare

if TYPE_CHECKING:
    from bot.assistant.agent import Assistant

MEASURED_EVERY = 3600
"""Seconds."""

log = logging.getLogger(__name__)


def build(settings: Settings) -> web.Application:
    """The application, with its database open and the assistant still to be loaded."""
    house = House(
        settings=settings,
        site=site(),
        database=Database(settings.database_url),
        wordings=wordings_of(ROOT / "domain.yml"),
        tokens=Tokens(settings.secret_key),
        messages=Buckets(settings.messages_a_minute),
        sessions=Buckets(settings.sessions_a_minute),
    )
    # Origins outermost: a page must be able to read a refusal as well.
    app = web.Application(middlewares=[origins_guard(settings), problems, key_guard], client_max_size=LARGEST_BODY)
    app[HOUSE] = house
    furnish(app)
    app.router.add_routes(ROUTES)
    app.cleanup_ctx.append(_assistant)
    app.cleanup_ctx.append(_measuring)
    app.on_response_prepare.append(put_as_problem)
    app.on_shutdown.append(_end_streams)
    return app


async def _assistant(app: web.Application) -> AsyncIterator[None]:
    """Loads the assistant in a thread of its own, so that the site and the widget are served meanwhile."""
    house = app[HOUSE]
    # A daemon: a stop while TensorFlow is still being imported does not wait for it.
    threading.Thread(target=_load, args=(house,), name="loading", daemon=True).start()
    yield
    house.close()


async def _measuring(app: web.Application) -> AsyncIterator[None]:
    """Measures every hour how the questions fare: in a turn it would make a visitor wait."""
    house = app[HOUSE]

    async def measure() -> None:
        while True:
            try:
                house.measured = await house.aside(lambda: how_questions_fare(house.database, house.clock()))
            except Exception:
                log.exception("how the questions fare could not be measured; what was known stays in use")
            await asyncio.sleep(MEASURED_EVERY)

    task = asyncio.create_task(measure())
    yield
    task.cancel()


def _load(house: House) -> None:
    try:
        model = latest_model(house.settings.models)
        if model is None:
            house.failure = "there is no trained model; `make run` trains one"
            log.error("no trained model in %s; `make run` trains one", house.settings.models)
            return
        house.assistant = _load_assistant(house, model)
    except Exception as error:
        house.failure = type(error).__name__
        log.exception("the assistant could not be loaded")


def _load_assistant(house: House, model: Path) -> Assistant:
    from bot.assistant.quiet import quiet

    quiet()
    from bot.assistant.agent import Assistant

    return Assistant.load(model, house.database)


async def _end_streams(app: web.Application) -> None:
    app[HOUSE].listeners.end()


def main() -> None:
    """Runs the edge until it is told to stop."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s edge %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    settings = load_settings()
    asyncio.run(listen(build(settings), settings.host, settings.port))


if __name__ == "__main__":
    main()
