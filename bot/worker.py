"""The worker process: letters leave from here, so that no visitor waits for a mail server."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from datetime import UTC, datetime

from bot.settings import load_settings, site
from bot.tending import tend_leads
from qualification.outbox.mail import MailServer
from qualification.outbox.worker import work
from qualification.storage.database import Database


async def _run() -> None:
    settings = load_settings()
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    server = MailServer.from_url(settings.smtp_url) if settings.smtp_url else None
    database = Database(settings.database_url)
    tending = asyncio.create_task(tend_leads(database, site(), lambda: datetime.now(UTC), stopping))
    try:
        await work(database, site(), server, lambda: datetime.now(UTC), stopping)
        await tending
    finally:
        tending.cancel()
        database.close()


def main() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s worker %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    asyncio.run(_run())


if __name__ == "__main__":
    main()
