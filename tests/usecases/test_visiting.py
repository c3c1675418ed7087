"""Somebody comes to the site."""

from __future__ import annotations

from qualification.lead import Source
from qualification.storage.conversations import Message
from qualification.usecases.visiting import arrive
from tests.conftest import NOW
from tests.usecases.conftest import Desk

GREETING = Message("1", "assistant", "Bonjour !", NOW, "fr")
QUESTION = Message("2", "assistant", "Que cherchez-vous ?", NOW, "fr", asks="need")


def test_a_new_lead_is_stored_with_the_first_words_said_to_it(desk: Desk) -> None:
    source = Source(utm_source="salon", referrer="https://search.example/")
    came = arrive(desk.database, desk.site, "x", NOW, language="en", timezone="Europe/London", source=source, said=[GREETING, QUESTION])
    assert desk.lead("x") == came
    assert (came.language, came.timezone, came.source, came.stage) == ("en", "Europe/London", source, "visitor")
    assert desk.conversation("x") == [GREETING, QUESTION]


def test_a_question_in_the_greeting_counts_as_asked(desk: Desk) -> None:
    came = arrive(desk.database, desk.site, "x", NOW, language="fr", said=[GREETING, QUESTION])
    assert (came.interview.asking, came.interview.asked) == ("need", {"need": 1})


def test_somebody_may_come_without_a_word(desk: Desk) -> None:
    came = arrive(desk.database, desk.site, "x", NOW, language="fr")
    assert (came.interview.asking, came.interview.asked) == (None, {})
