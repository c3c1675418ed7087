"""Measuring how each question fares, so that the next one asked is worth most."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from qualification.storage import conversations
from qualification.storage.database import Database
from qualification.worth import Asked

COUNTED = timedelta(days=90)
"""Older talks say little of how a question is put today."""
GONE_AFTER = timedelta(minutes=30)
"""Whoever said nothing for so long has left."""


def how_questions_fare(database: Database, now: datetime) -> Mapping[str, Asked]:
    """For each attribute how often it was asked of late, and how many left at it."""
    with database.reading() as connection:
        return conversations.how_questions_fared(connection, now - COUNTED, now - GONE_AFTER)
