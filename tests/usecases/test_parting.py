"""Ways out: no leads, abuse, erasure, and what a yes or a no does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from qualification.lead import Disqualification, Lead
from qualification.storage import trackers
from qualification.storage.conversations import Message
from qualification.storage.tables import metadata
from qualification.usecases import meeting as meetings
from qualification.usecases import parting
from qualification.usecases.erasing import erase_lead
from tests.cast import CLAIRE, MONDAY_AT_TEN, NORA
from tests.conftest import NOW
from tests.usecases.conftest import BASE_URL, Desk


@pytest.fixture(autouse=True)
def _two_leads(desk: Desk) -> None:
    desk.know(CLAIRE, NORA)


def lead_of(desk: Desk, lead_id: str) -> Lead:
    lead = desk.lead(lead_id)
    assert lead is not None
    return lead


def book(desk: Desk) -> None:
    with desk.turn("claire") as turn:
        assert meetings.choose(turn, MONDAY_AT_TEN)
        assert meetings.book_if_ready(turn)


class TestNoLeads:
    @pytest.mark.parametrize("because", ["student", "job_seeker", "competitor", "supplier", "spam", "customer_support"])
    def test_who_is_no_lead_is_disqualified_with_the_reason(self, desk: Desk, because: Disqualification) -> None:
        with desk.turn("claire") as turn:
            parting.turn_away(turn, because)
        lead = lead_of(desk, "claire")
        assert (lead.stage, lead.disqualified_because, lead.interview.asking) == ("disqualified", because, None)
        assert desk.history("claire", "stage")[-1].because == because

    def test_who_is_no_lead_holds_no_time(self, desk: Desk) -> None:
        with desk.turn("claire") as turn:
            meetings.choose(turn, MONDAY_AT_TEN)
        with desk.turn("claire") as turn:
            parting.turn_away(turn, "student")
        assert lead_of(desk, "claire").interview.held is None
        assert meetings.choose(desk.begin("nora"), MONDAY_AT_TEN)

    def test_who_has_a_meeting_stays_a_lead(self, desk: Desk) -> None:
        book(desk)
        with desk.turn("claire") as turn:
            parting.turn_away(turn, "customer_support")
        assert lead_of(desk, "claire").stage == "sql"

    @pytest.mark.parametrize("stage", ["prospect", "customer"])
    def test_who_sales_has_accepted_stays_what_they_are(self, desk: Desk, stage: str) -> None:
        desk.know(replace(CLAIRE, id="known", stage=stage))  # type: ignore[arg-type]
        with desk.turn("known") as turn:
            parting.turn_away(turn, "customer_support")
        assert lead_of(desk, "known").stage == stage

    def test_who_wants_to_buy_after_all_is_a_lead_again(self, desk: Desk) -> None:
        with desk.turn("claire") as turn:
            parting.turn_away(turn, "student")
        with desk.turn("claire") as turn:
            parting.welcome_back(turn)
        assert lead_of(desk, "claire").stage == "sql"
        assert [change.after for change in desk.history("claire", "stage")] == ["disqualified", "sql"]


def test_abuse_is_answered_once_and_then_ends_the_talk(desk: Desk) -> None:
    with desk.turn("nora") as turn:
        assert parting.warn(turn) == "warned"
    with desk.turn("nora") as turn:
        assert parting.warn(turn) == "ended"
    assert lead_of(desk, "nora").interview.ended


class TestErasure:
    def test_a_yes_to_the_confirmation_erases_everything_and_the_turn_itself(self, desk: Desk) -> None:
        book(desk)
        desk.say("claire", Message("1", "visitor", "effacez tout", NOW, "fr", client_id="c-1", answered=False))
        with desk.database.writing() as connection:
            trackers.append(connection, "claire", 0, 0, ["an event"])
        with desk.turn("claire") as turn:
            parting.to_be_confirmed(turn, "erase")
        turn = desk.begin("claire")
        assert parting.say_yes(turn) == ("erased", None)
        turn.note("fact", "name", "Claire", None, "erased", "visitor")
        turn.write(lambda connection: trackers.append(connection, "claire", 0, 1, ["the last event"]))
        with desk.database.writing() as connection:
            turn.commit(connection, "c-1", [Message("2", "assistant", "C'est fait.", NOW, "fr", reply_to="c-1")])
        with desk.database.reading() as connection:
            left = {table.name: connection.scalar(select(func.count()).select_from(table)) for table in metadata.sorted_tables}
        # The rep is told that nobody will come, without a word of whom it was.
        assert left == {table.name: 1 if table.name in ("leads", "outbox") else 0 for table in metadata.sorted_tables}
        assert desk.letters() == ["meeting_erased_rep"]
        assert "laire" not in str(desk.outbox()[0].payload).replace("meeting-of-claire", "")
        assert desk.lead("nora") == NORA

    def test_asking_to_be_erased_erases_nothing_before_the_yes(self, desk: Desk) -> None:
        with desk.turn("claire") as turn:
            parting.to_be_confirmed(turn, "erase")
        assert lead_of(desk, "claire").name == "Claire Morel"

    def test_a_no_keeps_everything(self, desk: Desk) -> None:
        with desk.turn("claire") as turn:
            parting.to_be_confirmed(turn, "erase")
        with desk.turn("claire") as turn:
            assert parting.say_no(turn) == "kept"
        assert lead_of(desk, "claire").interview.confirming is None

    def test_through_the_private_api_a_person_is_erased_at_once(self, desk: Desk) -> None:
        book(desk)
        assert erase_lead(desk.database, desk.site, "claire", NOW, BASE_URL)
        assert desk.lead("claire") is None
        assert desk.letters() == ["meeting_erased_rep"]
        assert not erase_lead(desk.database, desk.site, "claire", NOW, BASE_URL)


class TestYesAndNo:
    def test_a_yes_cancels_the_meeting_that_was_to_be_cancelled(self, desk: Desk) -> None:
        book(desk)
        with desk.turn("claire") as turn:
            parting.to_be_confirmed(turn, "cancel")
        with desk.turn("claire") as turn:
            outcome, meeting = parting.say_yes(turn)
        assert outcome == "cancelled"
        assert meeting is not None
        assert desk.meetings("claire")[0].status == "cancelled"
        assert lead_of(desk, "claire").interview.confirming is None

    def test_a_yes_to_a_meeting_that_is_over_by_then_is_not_asked_for_again(self, desk: Desk) -> None:
        book(desk)
        with desk.turn("claire") as turn:
            parting.to_be_confirmed(turn, "cancel")
        with desk.turn("claire", MONDAY_AT_TEN.start) as turn:
            assert parting.say_yes(turn) == ("cancelled", None)
        assert lead_of(desk, "claire").interview.confirming is None
        assert desk.meetings("claire")[0].status == "booked"

    @pytest.mark.parametrize(("says", "outcome"), [("yes", "agreed"), ("no", "declined")])
    def test_a_yes_or_no_to_letters_is_consent_or_none(self, desk: Desk, says: str, outcome: str) -> None:
        with desk.turn("nora") as turn:
            turn.lead = turn.lead.interviewed(asking="marketing_consent")
            assert (parting.say_yes(turn)[0] if says == "yes" else parting.say_no(turn)) == outcome
        consent = lead_of(desk, "nora").consent
        assert (consent.marketing, consent.at, consent.text_version) == (says == "yes", NOW, desk.site.consent_version)

    def test_a_no_to_the_times_on_offer_refuses_the_meeting(self, desk: Desk) -> None:
        with desk.turn("claire") as turn:
            turn.lead = turn.lead.interviewed(asking="slot")
            assert parting.say_no(turn) == "refused_meeting"
        assert "slot" in lead_of(desk, "claire").interview.closed

    @pytest.mark.parametrize("asking", [None, "need", "name"])
    def test_a_yes_or_no_that_answers_nothing_does_nothing(self, desk: Desk, asking: str | None) -> None:
        turn = desk.begin("nora")
        turn.lead = turn.lead.interviewed(asking=asking)
        before = turn.lead
        assert parting.say_yes(turn) == (None, None)
        assert parting.say_no(turn) is None
        assert turn.lead == before
