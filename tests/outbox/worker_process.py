"""A worker as a process of its own, for tests that kill it: python -m tests.outbox.worker_process DATABASE SMTP_PORT MINUTES."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta

from qualification.outbox.mail import MailCourier, MailServer
from qualification.outbox.worker import work
from qualification.sites.loading import load_site
from qualification.storage.database import Database


def main() -> None:
    """Works with a clock that is MINUTES ahead, so that what a killed one before it had taken is let go."""
    database, ahead = Database(sys.argv[1]), timedelta(minutes=int(sys.argv[3]))

    def clock() -> datetime:
        return datetime.now(UTC) + ahead

    courier = MailCourier(database, load_site(), MailServer.from_url(f"smtp://127.0.0.1:{sys.argv[2]}"), clock)
    asyncio.run(work(database, {"mail": courier}, clock, asyncio.Event()))


if __name__ == "__main__":
    main()
