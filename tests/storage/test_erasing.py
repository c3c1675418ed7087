"""A person can be forgotten: nothing of them is left in any table."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select

from qualification.facts import Act
from qualification.history import Change
from qualification.lead import Consent, Lead
from qualification.site import Site
from qualification.storage import calendar, conversations, entrance, handovers, imported, leads, outbox, outcomes, own_calendars, rules, trackers
from qualification.storage.conversations import Message
from qualification.storage.database import Database
from qualification.storage.outbox import Effect
from qualification.storage.outcomes import Outcome
from qualification.storage.own_calendars import Entry
from qualification.storage.tables import metadata
from tests.cast import CLAIRE, MONDAY_AT_ELEVEN, MONDAY_AT_TEN, TOM, meeting_of
from tests.conftest import NOW


def leave_traces(database: Database, lead: Lead) -> None:
    """Fills every table with something of this lead."""
    slot = MONDAY_AT_TEN if lead.id == "claire" else MONDAY_AT_ELEVEN
    with database.writing() as connection:
        leads.add(connection, lead)
        conversations.add(connection, lead.id, [Message(f"m-{lead.id}", "visitor", "bonjour", NOW, "fr", client_id="c")])
        leads.record(connection, lead.id, [Change(NOW, "fact", "name", None, lead.name, "…", "visitor")])
        leads.note_act(connection, lead.id, Act("page_view", NOW))
        leads.note_consent(connection, lead.id, Consent(True, True, NOW, "1"), "I agree.", "fr")
        calendar.hold(connection, meeting_of(lead, slot))
        calendar.book(connection, f"meeting-of-{lead.id}", NOW)
        outbox.add(connection, [Effect(f"key-{lead.id}", "mail", {}, lead.id)], NOW)
        outcomes.add(connection, Outcome(lead.id, NOW, "won", None, "camille", "salon", "1", ("decides",), {"need.topic": "crm"}))
        imported.remember(connection, f"row-of-{lead.id}", lead.id, "batch", NOW)
        handovers.call(connection, lead.id, NOW)
        trackers.append(connection, lead.id, 0, 0, ["an event"])
        trackers.append(connection, lead.id, 1, 0, ["a later one"])
        own_calendars.keep_entry(connection, Entry(f"meeting-of-{lead.id}", slot.rep, f"/{slot.rep}/1.ics", '"1"', slot.start, slot.end))
        # Of reps, not of leads: left alone.
        own_calendars.note_busy(connection, "camille", [(slot.start, slot.end)], NOW)
        entrance.use(connection, "a-nonce", NOW, forget_before=NOW)


def rows(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in metadata.sorted_tables}


def test_erasing_removes_everything_of_one_and_nothing_of_another(database: Database, site: Site) -> None:
    leave_traces(database, TOM)
    with database.writing() as connection:
        rules.add(connection, site.scoring, "rules: []", "applied", NOW, "marketing")
    before = rows(database)
    assert all(before.values()), "a table that this test does not fill would not be seen to be left alone"
    leave_traces(database, CLAIRE)
    with database.writing() as connection:
        assert leads.erase(connection, "claire")
    assert rows(database) == before


def test_the_time_of_an_erased_meeting_is_free_again(database: Database) -> None:
    leave_traces(database, CLAIRE)
    with database.writing() as connection:
        leads.erase(connection, "claire")
        leads.add(connection, TOM)
        calendar.hold(connection, meeting_of(TOM, MONDAY_AT_TEN))


def test_nobody_can_be_erased_twice(database: Database) -> None:
    leave_traces(database, CLAIRE)
    with database.writing() as connection:
        assert leads.erase(connection, "claire")
        assert not leads.erase(connection, "claire")
        assert not leads.erase(connection, "nobody")


def test_events_of_a_talk_whose_lead_is_gone_already_are_removed_too(database: Database) -> None:
    with database.writing() as connection:
        trackers.append(connection, "claire", 0, 0, ["an event"])
        leads.erase(connection, "claire")
        assert trackers.latest(connection, "claire") == (0, [])


def test_no_word_of_an_erased_lead_is_left_in_any_column(sqlite: Database) -> None:
    leave_traces(sqlite, replace(CLAIRE, name="Unmistakable"))
    with sqlite.writing() as connection:
        leads.erase(connection, "claire")
    with sqlite.reading() as connection:
        dump = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert "Unmistakable" not in dump
    assert "claire" not in dump
