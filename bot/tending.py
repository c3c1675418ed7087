"""The worker's other half: what time does to leads, every minute; and everyone's score anew at its start and once a day."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from qualification.site import Site
from qualification.storage.database import Database
from qualification.usecases.attending import Say
from qualification.usecases.joining import settle_overdue
from qualification.usecases.tending import age, tend

log = logging.getLogger(__name__)

MINUTE = 60.0


async def tend_leads(database: Database, site: Site, clock: Callable[[], datetime], say: Say, stopping: asyncio.Event) -> None:
    """Tends until told to stop. In a thread, so that no letter waits."""
    aged = None
    while not stopping.is_set():
        try:
            now = clock()
            if aged != now.date():
                await asyncio.to_thread(age, database, site, now)
                aged = now.date()
            await asyncio.to_thread(tend, database, site, now)
            await asyncio.to_thread(settle_overdue, database, site, now, say)
        except Exception:
            log.exception("leads could not be tended; tried again in a minute")
        try:
            await asyncio.wait_for(stopping.wait(), MINUTE)
        except TimeoutError:
            continue
