"""Messages are kept in order, answered once, and offer what was offered last."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from qualification.storage import conversations, leads
from qualification.storage.conversations import Choice, Message
from qualification.storage.database import Database
from qualification.worth import Asked
from tests.cast import CLAIRE, NORA
from tests.conftest import NOW

ASKED = Message(
    "1", "assistant", "Bonjour !", NOW, "fr", "need", (Choice("a", "Factures", {"fact": ["need", {"topic": "invoicing"}]}), Choice("b", "Autre", {}))
)
SAID = Message("2", "visitor", "des factures 🧾", NOW, "fr", client_id="c-1", choice="a", answered=False)
ANSWERED = Message("3", "assistant", "Noté.", NOW, "fr", meeting={"id": "m", "status": "booked"}, reply_to="c-1")
STEPPED_IN = Message("4", "rep", "Bonjour, c'est Camille.", NOW, "fr")


@pytest.fixture(autouse=True)
def _two_leads(database: Database) -> None:
    with database.writing() as connection:
        leads.add(connection, NORA)
        leads.add(connection, CLAIRE)


def say(database: Database, *said: Message, to: str = "nora") -> None:
    with database.writing() as connection:
        conversations.add(connection, to, said)


def read(database: Database, question: Any, *arguments: Any) -> Any:
    with database.reading() as connection:
        return question(connection, *arguments)


def test_a_conversation_comes_back_as_it_was_said_oldest_first(database: Database) -> None:
    say(database, ASKED)
    say(database, replace(SAID, at=NOW - timedelta(hours=1)), ANSWERED)
    assert read(database, conversations.all_of, "nora") == [ASKED, replace(SAID, at=NOW - timedelta(hours=1)), ANSWERED]
    assert read(database, conversations.all_of, "claire") == []


def test_nothing_said_adds_nothing(database: Database) -> None:
    say(database)
    assert read(database, conversations.all_of, "nora") == []


def test_the_same_client_id_is_stored_once_for_each_lead(database: Database) -> None:
    say(database, SAID)
    with pytest.raises(IntegrityError):
        say(database, replace(SAID, id="9"))
    say(database, replace(SAID, id="9"), to="claire")
    assert read(database, conversations.by_client_id, "nora", "c-1") == SAID
    assert read(database, conversations.by_client_id, "nora", "c-2") is None


def test_a_message_is_answered_once(database: Database) -> None:
    say(database, SAID)
    with database.writing() as connection:
        assert conversations.mark_answered(connection, "nora", "c-1")
        assert not conversations.mark_answered(connection, "nora", "c-1")
        assert not conversations.mark_answered(connection, "claire", "c-1")
        assert not conversations.mark_answered(connection, "nora", "c-2")
    assert read(database, conversations.by_client_id, "nora", "c-1").answered


def test_the_answer_to_a_message_is_found_by_its_client_id(database: Database) -> None:
    say(database, ASKED, SAID, ANSWERED, replace(ANSWERED, id="5", text="Et ensuite ?"))
    assert [one.text for one in read(database, conversations.replies_to, "nora", "c-1")] == ["Noté.", "Et ensuite ?"]
    assert read(database, conversations.replies_to, "claire", "c-1") == []


def test_on_offer_is_what_was_said_last_to_the_visitor(database: Database) -> None:
    assert read(database, conversations.offer, "nora") == ()
    say(database, ASKED, SAID)
    assert [choice.id for choice in read(database, conversations.offer, "nora")] == ["a", "b"]
    say(database, ANSWERED)
    assert read(database, conversations.offer, "nora") == ()


def test_when_a_rep_steps_in_nothing_is_on_offer_any_more(database: Database) -> None:
    say(database, ASKED, STEPPED_IN)
    assert read(database, conversations.offer, "nora") == ()


def test_what_was_ever_offered_is_remembered_for_this_visitor_only(database: Database) -> None:
    say(database, ASKED, SAID, ANSWERED)
    assert read(database, conversations.was_offered, "nora", "b")
    assert not read(database, conversations.was_offered, "nora", "z")
    assert not read(database, conversations.was_offered, "claire", "b")


def test_a_question_fared_badly_when_nothing_was_said_after_it(database: Database) -> None:
    asked = replace(ASKED, asks="budget")
    say(database, asked, SAID, ANSWERED)
    say(database, replace(asked, id="11"), to="claire")
    until = NOW + timedelta(hours=1)
    assert read(database, conversations.how_questions_fared, NOW, until) == {"budget": Asked(asked=2, left=1)}
    assert read(database, conversations.how_questions_fared, until, until) == {}
