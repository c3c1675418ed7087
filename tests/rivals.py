"""What several processes do at once. Each waits for the same moment, so that they really meet."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import datetime
from typing import Any

from qualification.storage import calendar, outbox
from qualification.storage.calendar import Meeting, SlotTaken
from qualification.storage.database import Database


def at_once(rivals: Executor, act: Callable[..., Any], arguments: list[tuple[Any, ...]]) -> list[Any]:
    """What `act` gave to each, all having begun in the same moment."""
    list(rivals.map(abs, range(len(arguments))))
    at = time.time() + 0.2
    return [one.result(30) for one in [rivals.submit(act, at, *each) for each in arguments]]


def _wait(at: float) -> None:
    while time.time() < at:
        pass


def migrate(at: float, url: str) -> None:
    database = Database(url)
    _wait(at)
    database.migrate()
    database.close()


def hold(at: float, url: str, meeting: Meeting) -> bool:
    """Whether this meeting got its time."""
    database = Database(url)
    database.answers()
    _wait(at)
    try:
        with database.writing() as connection:
            calendar.hold(connection, meeting)
    except SlotTaken:
        return False
    finally:
        database.close()
    return True


def lease(at: float, url: str, now: datetime, limit: int) -> list[str]:
    """The keys of the effects this worker took."""
    database = Database(url)
    database.answers()
    _wait(at)
    with database.writing() as connection:
        taken = [effect.key for effect in outbox.lease(connection, now, limit)]
    database.close()
    return taken
