"""What time does to leads: those who asked to wait come back, those who fell silent go back, interest fades."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from qualification.site import Site
from qualification.stages import Impossible
from qualification.storage import calendar, leads
from qualification.storage.database import Database
from qualification.storage.leads import Conflict
from qualification.usecases.rescoring import Rescored, rescore_all
from qualification.usecases.selling import fall_silent
from qualification.usecases.turn import Turn, alone, begin


def _each(database: Database, site: Site, ids: list[str], now: datetime, act: Callable[[Turn], None]) -> int:
    """Does something with each of these leads, in a transaction of its own; one that is talking right now is left for the next time."""
    done = 0
    for lead_id in ids:
        turn = begin(database, site, lead_id, now)
        if turn is None:
            continue
        turn.is_heard = False
        try:
            act(turn)
            alone(turn)
        except (Conflict, Impossible):
            continue
        done += 1
    return done


def wake(database: Database, site: Site, now: datetime) -> int:
    """Brings back the leads whose date has come, and gives how many."""
    with database.reading() as connection:
        ids = leads.to_wake(connection, now)
    return _each(database, site, ids, now, lambda turn: None)


def notice_silence(database: Database, site: Site, now: datetime) -> int:
    """Takes back those of whom nothing was heard for as long as the site has it, and gives how many; nobody who has a meeting to come."""
    done = 0
    for stage, days in site.sales.silent_after_days.items():
        with database.reading() as connection:
            ids = leads.unheard_since(connection, stage, now - timedelta(days=days))  # type: ignore[arg-type]
            meetings = calendar.of_leads(connection, ids)
        quiet = [one for one in ids if not any(meeting.status == "booked" and meeting.end > now for meeting in meetings[one])]

        def forget(turn: Turn, days: int = days) -> None:
            fall_silent(turn, days)

        done += _each(database, site, quiet, now, forget)
    return done


def tend(database: Database, site: Site, now: datetime) -> int:
    """What is due right now: cheap, for every minute. Gives how many leads it touched."""
    return wake(database, site, now) + notice_silence(database, site, now)


def age(database: Database, site: Site, now: datetime) -> Rescored:
    """Scores everyone anew, since interest fades by itself: for once a day."""
    return rescore_all(database, site, now)
