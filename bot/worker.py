"""The worker process: letters, calendar entries and webhooks leave from here, so that no visitor waits for another server."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from datetime import UTC, datetime

from bot.settings import Settings, environment, load_settings, site
from bot.workspace.entrance import Entrance
from qualification.outbox.courier import Courier
from qualification.outbox.mail import MailCourier, MailServer
from qualification.outbox.webhook import WebhookCourier
from qualification.outbox.worker import work
from qualification.storage.database import Database


def _now() -> datetime:
    return datetime.now(UTC)


def couriers(settings: Settings, database: Database) -> dict[str, Courier]:
    """Who delivers what. Without a mail server, letters stay in the outbox."""
    found: dict[str, Courier] = {}
    if settings.smtp_url:
        entrance = Entrance(settings.secret_key)
        found["mail"] = MailCourier(database, site(), MailServer.from_url(settings.smtp_url), _now, lambda rep: entrance.link(rep, _now()))
    found["webhook"] = WebhookCourier(site(), environment(), settings.public_url, _now, settings.private_webhooks)
    return found


async def _run() -> None:
    settings = load_settings()
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    database = Database(settings.database_url)
    try:
        await work(database, couriers(settings, database), _now, stopping)
    finally:
        database.close()


def main() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s worker %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    asyncio.run(_run())


if __name__ == "__main__":
    main()
