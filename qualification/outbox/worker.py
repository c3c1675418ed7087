"""The worker: takes what is due from the outbox, delivers it, marks it; and lets holds that ran out go."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

import aiosmtplib

from qualification.outbox.mail import MailServer, Refused
from qualification.outbox.writing import NothingToSend, letter_of
from qualification.site import Site
from qualification.storage import outbox
from qualification.storage.database import Database
from qualification.storage.outbox import Effect

log = logging.getLogger(__name__)

IDLE_SECONDS = 2.0


async def _deliver(effect: Effect, database: Database, site: Site, server: MailServer, clock: Callable[[], datetime]) -> None:
    def write() -> object:
        with database.reading() as connection:
            return letter_of(effect, connection, site, clock())

    try:
        letter = await asyncio.to_thread(write)
        await server.send(letter)  # type: ignore[arg-type]
    except NothingToSend:
        pass
    except (Refused, OSError, aiosmtplib.SMTPException) as error:
        with database.writing() as connection:
            given_up = outbox.failed(connection, effect, f"{type(error).__name__}: {error}", clock(), for_good=isinstance(error, Refused))
        log.log(logging.ERROR if given_up else logging.WARNING, "effect %s %s: %s", effect.id, "given up" if given_up else "failed", error)
        return
    with database.writing() as connection:
        outbox.delivered(connection, effect.id, clock())


async def deliver_due(database: Database, site: Site, server: MailServer | None, clock: Callable[[], datetime]) -> int:
    """Delivers what is due now and gives how many effects were taken. Without a mail server, mail stays in the outbox."""
    if server is None:
        return 0
    with database.writing() as connection:
        due = outbox.lease(connection, clock())
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
