"""A turn is thought in memory and written as one, or not at all."""

from __future__ import annotations

import contextvars
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from qualification.facts import Act
from qualification.lead import Consent
from qualification.storage import leads
from qualification.storage.conversations import Message
from qualification.storage.leads import Conflict
from qualification.storage.outbox import Effect
from qualification.usecases.turn import Turn, alone, begin, current_turn, thinking
from tests.cast import CLAIRE, NORA
from tests.conftest import NOW
from tests.usecases.conftest import Desk

SAID = Message("1", "visitor", "bonjour", NOW, "fr", client_id="c-1", answered=False)
REPLY = Message("2", "assistant", "Bonjour !", NOW, "fr", reply_to="c-1")


def busy(turn: Turn) -> None:
    """Changes a lead in every way that a turn can."""
    turn.lead = replace(turn.lead, name="Nora", email="nora@firm.example")
    turn.note("fact", "name", None, "Nora", "je suis Nora", "visitor")
    turn.send(Effect("nora/content", "mail", {"letter": "content"}, "nora"))
    turn.write(lambda connection: leads.note_act(connection, "nora", Act("page_view", NOW)))
    turn.assess()


def commit(desk: Desk, turn: Turn, answering: str | None = "c-1", *said: Message) -> None:
    with desk.database.writing() as connection:
        turn.commit(connection, answering, list(said))


def untouched(desk: Desk) -> bool:
    """Whether nothing of a turn was written."""
    with desk.database.reading() as connection:
        acts = leads.acts(connection, "nora")
        history = leads.history(connection, "nora")
    return desk.lead("nora") == NORA and not acts and not history and not desk.outbox() and desk.conversation("nora") == [SAID]


@pytest.fixture(autouse=True)
def _nora_has_said_something(desk: Desk) -> None:
    desk.know(NORA)
    desk.say("nora", SAID)


def test_a_turn_is_written_as_one(desk: Desk) -> None:
    turn = desk.begin("nora", NOW + timedelta(minutes=1))
    busy(turn)
    assert untouched(desk)
    commit(desk, turn, "c-1", REPLY)
    lead = desk.lead("nora")
    assert lead is not None
    assert (lead.name, lead.stage, lead.updated_at) == ("Nora", "cold", NOW + timedelta(minutes=1))
    assert [change.name for change in desk.history("nora", "fact")] == ["name"]
    assert desk.conversation("nora") == [replace(SAID, answered=True), REPLY]
    assert desk.letters() == ["content"]


def test_a_turn_that_fails_in_its_last_write_has_written_nothing(desk: Desk) -> None:
    def fail(connection: Connection) -> None:
        raise RuntimeError("half way")

    turn = desk.begin("nora")
    busy(turn)
    turn.write(fail)
    with pytest.raises(RuntimeError):
        commit(desk, turn, "c-1", REPLY)
    assert untouched(desk)


def test_a_turn_that_is_never_committed_has_written_nothing(desk: Desk) -> None:
    busy(desk.begin("nora"))
    assert untouched(desk)


def test_an_outbox_row_that_cannot_be_written_takes_the_fact_it_follows_with_it(desk: Desk) -> None:
    turn = desk.begin("nora")
    busy(turn)
    turn.send(Effect("another", "mail", {}, "somebody-who-is-not-there"))
    with pytest.raises(IntegrityError):
        commit(desk, turn, "c-1", REPLY)
    assert untouched(desk)


def test_a_message_that_was_answered_already_is_not_answered_twice(desk: Desk) -> None:
    first, second = desk.begin("nora"), desk.begin("nora")
    commit(desk, first, "c-1", REPLY)
    second.send(Effect("nora/content", "mail", {"letter": "content"}, "nora"))
    with pytest.raises(Conflict):
        commit(desk, second, "c-1", replace(REPLY, id="3"))
    assert desk.conversation("nora") == [replace(SAID, answered=True), REPLY]
    assert desk.outbox() == []


def test_two_turns_on_one_version_do_not_overwrite_each_other(desk: Desk) -> None:
    first, second = desk.begin("nora"), desk.begin("nora")
    first.lead, second.lead = replace(NORA, name="First"), replace(NORA, name="Second")
    alone(first)
    with pytest.raises(Conflict):
        alone(second)
    lead = desk.lead("nora")
    assert lead is not None
    assert lead.name == "First"


def test_a_turn_of_somebody_erased_meanwhile_brings_nobody_back(desk: Desk) -> None:
    turn = desk.begin("nora")
    busy(turn)
    with desk.database.writing() as connection:
        leads.erase(connection, "nora")
    with pytest.raises((Conflict, IntegrityError)):
        commit(desk, turn, None, REPLY)
    assert desk.lead("nora") is None
    assert desk.outbox() == []


def test_a_turn_that_changed_nothing_of_the_lead_leaves_its_time_alone(desk: Desk) -> None:
    commit(desk, desk.begin("nora", NOW + timedelta(hours=1)), "c-1", REPLY)
    assert desk.lead("nora") == NORA


def test_who_waits_for_the_commit_is_told_after_it(desk: Desk) -> None:
    told: list[bool] = []
    turn = desk.begin("nora")
    busy(turn)
    turn.when_committed(lambda: told.append(desk.letters() == ["content"]))
    assert told == []
    alone(turn)
    assert told == [True]


def test_there_is_no_turn_of_nobody(desk: Desk) -> None:
    assert begin(desk.database, desk.site, "nobody", NOW) is None


def test_acts_are_weighed_with_consent_only(desk: Desk) -> None:
    desk.know(replace(CLAIRE, consent=Consent(tracking=True)))
    with desk.database.writing() as connection:
        for lead_id in ("nora", "claire"):
            leads.note_act(connection, lead_id, Act("download", NOW))
    assert desk.begin("nora").acts == ()
    assert desk.begin("claire").acts == (Act("download", NOW),)


def test_every_change_of_stage_and_score_is_kept_with_its_reason(desk: Desk) -> None:
    desk.know(CLAIRE)
    with desk.turn("claire"):
        pass
    (stage,) = desk.history("claire", "stage")
    (score,) = desk.history("claire", "score")
    assert (stage.before, stage.after, stage.because, stage.who) == ("visitor", "sql", "qualified", "rules")
    assert (score.before, score.after, score.who) == (0, 90, "rules")
    assert "need_served" in score.because


def test_assessing_again_changes_nothing_and_notes_nothing(desk: Desk) -> None:
    desk.know(CLAIRE)
    for _ in range(2):
        with desk.turn("claire") as turn:
            turn.assess()
    assert len(desk.history("claire", "stage")) == len(desk.history("claire", "score")) == 1


def test_the_highest_stage_is_kept_when_a_lead_falls_back(desk: Desk) -> None:
    desk.know(CLAIRE)
    with desk.turn("claire"):
        pass
    with desk.turn("claire") as turn:
        turn.lead = replace(turn.lead, disqualified_because="student")
    lead = desk.lead("claire")
    assert lead is not None
    assert (lead.stage, lead.highest_stage) == ("disqualified", "sql")


def test_the_current_turn_is_seen_inside_its_block_and_its_context_only(desk: Desk) -> None:
    turn = desk.begin("nora")
    assert current_turn() is None
    with thinking(turn):
        assert current_turn() is turn
        assert contextvars.Context().run(current_turn) is None
    assert current_turn() is None
