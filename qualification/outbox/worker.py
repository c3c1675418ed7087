"""The worker: takes what is due from the outbox, delivers it, marks it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage

from qualification.outbox.mail import MailServer, Refused
from qualification.outbox.writing import NothingToSend, letter_of
from qualification.site import Site
from qualification.storage import outbox
from qualification.storage.database import Database
from qualification.storage.outbox import LEASE, Effect

log = logging.getLogger(__name__)

IDLE_SECONDS = 2.0
DELIVERY = timedelta(seconds=20)
"""How long one delivery may take in all."""
AT_ONCE = LEASE // DELIVERY - 1
"""How many effects are taken at a time: as many as are surely done with before another worker may take them."""


async def _deliver(effect: Effect, database: Database, site: Site, server: MailServer, clock: Callable[[], datetime]) -> None:
    def write() -> EmailMessage:
        with database.reading() as connection:
            return letter_of(effect, connection, site, clock())

    try:
        letter = await asyncio.to_thread(write)
        async with asyncio.timeout(DELIVERY.total_seconds()):
            await server.send(letter)
    except NothingToSend:
        pass
    except Exception as error:
        # Whatever it is, a letter that cannot be written either, it must not stand in the way of the next.
        with database.writing() as connection:
            given_up = outbox.failed(connection, effect, f"{type(error).__name__}: {error}", clock(), for_good=isinstance(error, Refused))
        # The row says more; what a server answers may name the person, and logs outlive an erasure.
        log.log(
            logging.ERROR if given_up else logging.WARNING, "effect %s %s: %s", effect.id, "given up" if given_up else "failed", type(error).__name__
        )
        return
    with database.writing() as connection:
        outbox.delivered(connection, effect.id, clock())


async def deliver_due(database: Database, site: Site, server: MailServer | None, clock: Callable[[], datetime]) -> int:
    """Delivers what is due now and gives how many effects were taken. Without a mail server, mail stays in the outbox."""
    if server is None:
        return 0
    with database.writing() as connection:
        due = outbox.lease(connection, clock(), AT_ONCE)
    for effect in due:
        await _deliver(effect, database, site, server, clock)
    return len(due)


async def work(database: Database, site: Site, server: MailServer | None, clock: Callable[[], datetime], stopping: asyncio.Event) -> None:
    """Delivers until told to stop."""
    while not stopping.is_set():
        try:
            taken = await deliver_due(database, site, server, clock)
        except Exception:
            log.exception("the outbox could not be read")
            taken = 0
        if not taken:
            try:
                await asyncio.wait_for(stopping.wait(), IDLE_SECONDS)
            except TimeoutError:
                continue
