"""The worker process: letters, calendar entries and webhooks leave from here, so that no visitor waits for another server."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

from bot.settings import ROOT, Settings, environment, load_settings, site
from bot.tending import tend_leads
from bot.wording import wordings_of
from bot.workspace.entrance import Entrance
from qualification.bant import Language
from qualification.outbox.calendar_courier import CalendarCourier, opener
from qualification.outbox.courier import Courier
from qualification.outbox.mail import MailCourier, MailServer
from qualification.outbox.webhook import WebhookCourier
from qualification.outbox.worker import work
from qualification.storage.database import Database
from qualification.usecases.attending import Say
from qualification.usecases.following import follow

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


def couriers(settings: Settings, database: Database) -> dict[str, Courier]:
    """Who delivers what. Without a mail server, letters stay in the outbox."""
    found: dict[str, Courier] = {}
    if settings.smtp_url:
        entrance = Entrance(settings.secret_key)
        found["mail"] = MailCourier(database, site(), MailServer.from_url(settings.smtp_url), _now, lambda rep: entrance.link(rep, _now()))
    found["calendar"] = CalendarCourier(database, site(), opener(environment()), _now)
    found["webhook"] = WebhookCourier(site(), environment(), settings.public_url, _now, settings.private_webhooks)
    return found


CALENDARS_EVERY_SECONDS = 180
"""How often the reps' own calendars are read."""


def _say() -> Say:
    """What says a sentence of the assistant's."""
    wordings = wordings_of(ROOT / "domain.yml")

    def say(name: str, language: Language, words: Mapping[str, str]) -> str | None:
        return wordings.say(name, language, 0, words)

    return say


async def _follow_calendars(settings: Settings, database: Database, say: Say, stopping: asyncio.Event) -> None:
    """Reads the calendars again and again; one that is slow or down does not hold up letters."""
    reps = [rep for rep in site().reps if rep.calendar]
    if not reps:
        return
    open_line, public = opener(environment()), settings.public_url
    while not stopping.is_set():
        for rep in reps:
            try:
                await asyncio.to_thread(follow, database, site(), rep, open_line, say, _now, public)
            except Exception:
                log.exception("the calendar of %s could not be followed", rep.id)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), CALENDARS_EVERY_SECONDS)


async def _run() -> None:
    settings = load_settings()
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    database = Database(settings.database_url)
    say = _say()
    tending = asyncio.create_task(tend_leads(database, site(), lambda: datetime.now(UTC), say, stopping))
    try:
        await asyncio.gather(work(database, couriers(settings, database), _now, stopping), _follow_calendars(settings, database, say, stopping))
        await tending
    finally:
        tending.cancel()
        database.close()


def main() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s worker %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    asyncio.run(_run())


if __name__ == "__main__":
    main()
