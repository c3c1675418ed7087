"""A second opinion from what sales said of our own leads: refitted when asked, never by itself, and it changes nothing."""

from __future__ import annotations

from datetime import datetime

from qualification.facts import FACTS
from qualification.learning import learn
from qualification.opinion import OWN, Opinion, row_of
from qualification.storage import outcomes
from qualification.storage.database import Database
from qualification.storage.outcomes import Outcome


def learn_from_outcomes(database: Database, at: datetime) -> Opinion:
    """What sales' first word on each lead says: accepted or not, by what was known just before. Raises TooFew."""
    with database.reading() as connection:
        given = outcomes.all_of(connection)
    first: dict[str, Outcome] = {}
    for one in given:
        first.setdefault(one.lead_id, one)
    rows = [row_of(one.facts) for one in first.values()]
    columns = {name: [row[name] for row in rows] for name in FACTS}
    return learn(columns, [one.verdict in ("accepted", "won") for one in first.values()], at, OWN)
