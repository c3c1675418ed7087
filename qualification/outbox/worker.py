"""The worker: takes what is due from the outbox, has it delivered, marks it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from qualification.outbox.courier import Courier, Failure, NothingToDo
from qualification.storage import outbox
from qualification.storage.database import Database
from qualification.storage.outbox import LEASE, Effect

log = logging.getLogger(__name__)

IDLE_SECONDS = 1.0
TOGETHER = 10
"""How many effects are on their way at the same time."""
DELIVERY = timedelta(seconds=20)
"""How long one delivery may take in all."""
AT_ONCE = TOGETHER * (LEASE // DELIVERY - 1)
"""How many effects are taken at a time: as many as are surely done with before another worker may take them."""

Couriers = Mapping[str, Courier]
"""Who delivers what, by the kind of effect."""


async def _deliver(effect: Effect, couriers: Couriers) -> Exception | None:
    """Delivers one effect; gives what went wrong, or None."""
    try:
        async with asyncio.timeout(DELIVERY.total_seconds()):
            await couriers[effect.kind].deliver(effect)
    except NothingToDo:
        return None
    except Exception as error:
        # Whatever it is, a letter that cannot be written either, it must not stand in the way of the next.
        return error
    return None


async def deliver_due(database: Database, couriers: Couriers, clock: Callable[[], datetime]) -> int:
    """Delivers what is due now and gives how many effects were taken. What nobody delivers, mail without a server, stays in the outbox."""
    now = clock()

    def take() -> list[Effect]:
        with database.writing() as connection:
            return outbox.lease(connection, now, AT_ONCE, tuple(couriers))

    due = await asyncio.to_thread(take)
    if not due:
        return 0
    gate = asyncio.Semaphore(TOGETHER)

    async def in_turn(effect: Effect) -> Exception | None:
        async with gate:
            return await _deliver(effect, couriers)

    results = await asyncio.gather(*map(in_turn, due))
    await asyncio.to_thread(_mark, database, list(zip(due, results, strict=True)), clock())
    return len(due)


def _mark(database: Database, results: list[tuple[Effect, Exception | None]], now: datetime) -> None:
    """Writes in one transaction what became of each effect."""
    given_up = {}
    with database.writing() as connection:
        outbox.delivered(connection, [effect.id for effect, error in results if error is None], now)
        for effect, error in results:
            if error is None:
                continue
            told = str(error) if isinstance(error, Failure) else f"{type(error).__name__}: {error}"
            fault, for_good = (error.fault, error.for_good) if isinstance(error, Failure) else (None, False)
            given_up[effect.id] = outbox.failed(connection, effect, told, now, for_good=for_good, fault=fault)
    for effect, error in results:
        if error is not None:
            # The row says more; what a server answers may name the person, and logs outlive an erasure.
            level, what = (logging.ERROR, "given up") if given_up[effect.id] else (logging.WARNING, "failed")
            why = error.fault if isinstance(error, Failure) else type(error).__name__
            log.log(level, "effect %s (%s) %s: %s", effect.id, effect.kind, what, why)


async def work(database: Database, couriers: Couriers, clock: Callable[[], datetime], stopping: asyncio.Event) -> None:
    """Delivers until told to stop."""
    while not stopping.is_set():
        try:
            taken = await deliver_due(database, couriers, clock)
        except Exception:
            log.exception("the outbox could not be read")
            taken = 0
        if not taken:
            for courier in couriers.values():
                await courier.rest()
            try:
                await asyncio.wait_for(stopping.wait(), IDLE_SECONDS)
            except TimeoutError:
                continue
    for courier in couriers.values():
        await courier.rest()
