"""What Rasa remembers is appended, session by session, and never rewritten."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from qualification.storage import trackers
from qualification.storage.database import Database


def append(database: Database, conversation: str, session: int, position: int, *events: str) -> None:
    with database.writing() as connection:
        trackers.append(connection, conversation, session, position, events)


def latest(database: Database, conversation: str) -> tuple[int, list[str]]:
    with database.reading() as connection:
        return trackers.latest(connection, conversation)


def test_a_new_conversation_has_no_events(database: Database) -> None:
    assert latest(database, "nora") == (0, [])


def test_events_come_back_in_order(database: Database) -> None:
    events = [f'{{"event": "user", "text": "n° {n} 👋"}}' for n in range(12)]
    append(database, "nora", 0, 0, *events[:5])
    append(database, "nora", 0, 5, *events[5:])
    append(database, "nora", 0, 12)
    assert latest(database, "nora") == (0, events)


def test_only_the_latest_session_is_told(database: Database) -> None:
    append(database, "nora", 0, 0, "old", "older")
    append(database, "nora", 1, 0, "new")
    append(database, "claire", 0, 0, "hers")
    assert latest(database, "nora") == (1, ["new"])


def test_a_place_that_is_taken_cannot_be_taken_again(database: Database) -> None:
    append(database, "nora", 0, 0, "first", "second")
    with pytest.raises(IntegrityError):
        append(database, "nora", 0, 1, "another second", "third")
    assert latest(database, "nora") == (0, ["first", "second"])


def test_conversations_are_each_told_once(database: Database) -> None:
    append(database, "nora", 0, 0, "a", "b")
    append(database, "nora", 1, 0, "c")
    append(database, "claire", 0, 0, "d")
    with database.reading() as connection:
        assert sorted(trackers.conversations(connection)) == ["claire", "nora"]
