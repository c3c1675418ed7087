"""A meeting from the first proposal to its end: proposed, held, booked, moved, cancelled."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from qualification.booking import Slot
from qualification.lead import Lead
from qualification.reading.moments import Moment
from qualification.site import Hours
from qualification.storage import leads
from qualification.storage.calendar import Meeting, SlotTaken
from qualification.storage.conversations import Choice, Message
from qualification.usecases import meeting as meetings
from qualification.usecases import proposing
from qualification.usecases.asking import go_on
from qualification.usecases.informing import document
from qualification.usecases.turn import Turn, alone
from tests.cast import CLAIRE, MONDAY_AT_ELEVEN, MONDAY_AT_TEN, NORA, TOM
from tests.conftest import NOW
from tests.usecases.conftest import BASE_URL, Desk

PARIS = ZoneInfo("Europe/Paris")
LATER = NOW + timedelta(minutes=16)
"""When a time held at NOW is held no more."""
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _three_leads(desk: Desk) -> None:
    desk.know(CLAIRE, TOM, NORA)


def book(desk: Desk, lead_id: str = "claire", slot: Slot = MONDAY_AT_TEN) -> Meeting:
    with desk.turn(lead_id) as turn:
        assert meetings.choose(turn, slot)
        booked = meetings.book_if_ready(turn)
        assert booked is not None
    return booked


def lead_of(desk: Desk, lead_id: str = "claire") -> Lead:
    lead = desk.lead(lead_id)
    assert lead is not None
    return lead


def offer(desk: Desk, lead_id: str, *slots: Slot) -> None:
    """These times were offered last."""
    choices = tuple(
        Choice(str(n), "…", {"slot": {"start": slot.start.isoformat(), "end": slot.end.isoformat(), "rep": slot.rep}}) for n, slot in enumerate(slots)
    )
    desk.say(lead_id, Message(f"offer-to-{lead_id}", "assistant", "Quand ?", NOW, "fr", "slot", choices))


class TestProposing:
    def test_three_free_times_of_reps_who_speak_the_language_are_proposed(self, desk: Desk) -> None:
        proposal = proposing.propose(desk.begin("claire"))
        assert len(proposal.slots) == 3
        assert proposal.fits
        assert len({slot.start.date() for slot in proposal.slots}) == 3
        assert all("fr" in desk.site.rep(slot.rep).languages for slot in proposal.slots)

    def test_nobody_is_met_by_someone_who_does_not_speak_their_language(self, desk: Desk) -> None:
        camille, oliver = desk.site.reps
        desk.site = replace(desk.site, reps=(replace(camille, languages=("fr",)), replace(oliver, languages=("en",))))
        assert {slot.rep for slot in proposing.propose(desk.begin("claire"), count=9).slots} == {"camille"}
        assert {slot.rep for slot in proposing.propose(desk.begin("tom"), count=9).slots} == {"oliver"}

    def test_a_wish_is_followed_where_it_can_be(self, desk: Desk) -> None:
        proposal = proposing.propose(desk.begin("claire"), Moment(weekday=3, from_time=time(14)))
        assert proposal.fits
        assert {slot.start.astimezone(PARIS).weekday() for slot in proposal.slots} == {3}
        assert all(slot.start.astimezone(PARIS).hour >= 14 for slot in proposal.slots)

    def test_a_wish_that_cannot_be_met_is_answered_with_other_times(self, desk: Desk) -> None:
        proposal = proposing.propose(desk.begin("claire"), Moment(weekday=6))
        assert not proposal.fits
        assert len(proposal.slots) == 3

    def test_later_means_later_than_what_was_offered(self, desk: Desk) -> None:
        first = proposing.propose(desk.begin("claire"))
        later = proposing.propose(desk.begin("claire"), after=first.slots[-1].start)
        assert min(later.slots) > max(first.slots)

    def test_when_nothing_is_free_nothing_is_proposed(self, desk: Desk) -> None:
        desk.site = replace(desk.site, reps=tuple(replace(rep, hours=()) for rep in desk.site.reps))
        assert proposing.propose(desk.begin("claire")).slots == ()

    def test_what_others_hold_is_not_proposed(self, desk: Desk) -> None:
        desk.site = replace(desk.site, reps=desk.site.reps[:1])
        before = proposing.propose(desk.begin("claire"), count=9).slots
        with desk.turn("tom") as turn:
            assert meetings.choose(turn, before[0])
        assert before[0] not in proposing.propose(desk.begin("claire"), count=9).slots
        assert meetings.choose(desk.begin("tom"), before[0])

    @pytest.mark.parametrize(
        ("timezone", "language", "zone"),
        [
            ("America/New_York", "fr", "America/New_York"),
            (None, "fr", "Europe/Paris"),
            ("", "fr", "Europe/Paris"),
            ("Mars/Olympus", "fr", "Europe/Paris"),
            ("../../etc/passwd", "en", "Europe/Paris"),
        ],
    )
    def test_the_zone_is_the_browsers_or_else_that_of_a_rep_who_speaks_the_language(
        self, desk: Desk, timezone: str | None, language: Any, zone: str
    ) -> None:
        assert proposing.visitor_zone(replace(NORA, timezone=timezone, language=language), desk.site).key == zone


class TestUnderstandingAChoice:
    def test_a_time_named_to_the_minute_is_taken_if_it_is_free(self, desk: Desk) -> None:
        turn = desk.begin("claire")
        found = proposing.slot_at(turn, Moment(day=MONDAY, at_time=time(10)))
        assert found is not None
        assert found.start == MONDAY_AT_TEN.start
        assert proposing.slot_at(turn, Moment(day=MONDAY, at_time=time(3))) is None

    @pytest.mark.parametrize("vague", [Moment(), Moment(day=MONDAY), Moment(at_time=time(10)), Moment(weekday=0, from_time=time(10))])
    def test_a_time_that_is_not_named_to_the_minute_is_none(self, desk: Desk, vague: Moment) -> None:
        assert proposing.slot_at(desk.begin("claire"), vague) is None

    def test_a_day_is_enough_when_one_time_on_offer_is_on_it(self, desk: Desk) -> None:
        tuesday = replace(MONDAY_AT_TEN, start=MONDAY_AT_TEN.start + timedelta(days=1), end=MONDAY_AT_TEN.end + timedelta(days=1))
        offer(desk, "claire", MONDAY_AT_TEN, MONDAY_AT_ELEVEN, tuesday)
        turn = desk.begin("claire")
        assert proposing.on_offer(turn) == [MONDAY_AT_TEN, MONDAY_AT_ELEVEN, tuesday]
        assert proposing.only_offer_on(turn, Moment(weekday=1)) == tuesday
        assert proposing.only_offer_on(turn, Moment(weekday=0)) is None
        assert proposing.only_offer_on(turn, Moment(weekday=4)) is None
        assert proposing.only_offer_on(turn, Moment(weekday=1, later=True)) is None

    def test_where_no_times_were_offered_none_are_on_offer(self, desk: Desk) -> None:
        desk.say("claire", Message("1", "assistant", "Oui ?", NOW, "fr", "confirmation", (Choice("a", "Oui", {"intent": "affirm"}),)))
        assert proposing.on_offer(desk.begin("claire")) == []


def other_rep(desk: Desk) -> str:
    """The rep who is not the one of MONDAY_AT_TEN."""
    return next(rep.id for rep in desk.site.reps if rep.id != MONDAY_AT_TEN.rep)


class TestHolding:
    def test_a_chosen_time_is_held_for_a_quarter_of_an_hour(self, desk: Desk) -> None:
        with desk.turn("tom") as turn:
            assert meetings.choose(turn, MONDAY_AT_TEN)
        assert lead_of(desk, "tom").interview.held is not None
        taken = replace(MONDAY_AT_TEN, rep=other_rep(desk))
        assert meetings.choose(desk.begin("nora"), taken)
        assert not meetings.choose(desk.begin("claire"), MONDAY_AT_TEN)
        assert meetings.choose(desk.begin("claire", LATER), MONDAY_AT_TEN)

    def test_a_colleague_who_is_free_stands_in_for_a_rep_whose_time_is_gone(self, desk: Desk) -> None:
        with desk.turn("tom") as turn:
            meetings.choose(turn, MONDAY_AT_TEN)
        with desk.turn("claire") as turn:
            assert meetings.choose(turn, MONDAY_AT_TEN)

    def test_what_is_only_held_is_no_meeting_yet(self, desk: Desk) -> None:
        with desk.turn("tom") as turn:
            meetings.choose(turn, MONDAY_AT_TEN)
            assert meetings.book_if_ready(turn) is None
        assert desk.meetings("tom") == []
        assert desk.outbox() == []

    @pytest.mark.parametrize(
        "slot",
        [
            replace(MONDAY_AT_TEN, start=NOW - timedelta(days=1), end=NOW - timedelta(days=1) + timedelta(minutes=30)),
            replace(MONDAY_AT_TEN, start=datetime(2026, 11, 23, 2, tzinfo=NOW.tzinfo), end=datetime(2026, 11, 23, 2, 30, tzinfo=NOW.tzinfo)),
            replace(MONDAY_AT_TEN, end=MONDAY_AT_TEN.end + timedelta(hours=1)),
            replace(MONDAY_AT_TEN, rep="nobody"),
        ],
        ids=["past", "night", "too long", "nobody"],
    )
    def test_a_time_that_is_not_on_offer_cannot_be_held(self, desk: Desk, slot: Slot) -> None:
        assert not meetings.choose(desk.begin("claire"), slot)

    def test_changing_ones_mind_frees_the_first_time(self, desk: Desk) -> None:
        with desk.turn("tom") as turn:
            meetings.choose(turn, MONDAY_AT_TEN)
            meetings.choose(turn, MONDAY_AT_ELEVEN)
        assert meetings.choose(desk.begin("claire"), MONDAY_AT_TEN)

    def test_letting_go_frees_the_time(self, desk: Desk) -> None:
        with desk.turn("tom") as turn:
            meetings.choose(turn, MONDAY_AT_TEN)
        with desk.turn("tom") as turn:
            meetings.let_go(turn)
        assert lead_of(desk, "tom").interview.held is None
        assert meetings.choose(desk.begin("claire"), MONDAY_AT_TEN)

    def test_of_many_who_choose_a_time_at_once_as_many_hold_it_as_there_are_reps(self, desk: Desk) -> None:
        people = [replace(NORA, id=f"lead-{n}") for n in range(6)]
        desk.know(*people)
        together = Barrier(len(people))

        def want(lead: Lead) -> bool:
            turn = desk.begin(lead.id)
            together.wait(10)
            return meetings.choose(turn, MONDAY_AT_TEN)

        with ThreadPoolExecutor(len(people)) as threads:
            assert sorted(threads.map(want, people)) == [False] * 4 + [True] * 2


class TestBooking:
    def test_a_meeting_is_booked_with_everything_that_follows_in_one_transaction(self, desk: Desk) -> None:
        booked = book(desk)
        (stored,) = desk.meetings("claire")
        assert stored == booked
        assert (stored.status, stored.slot, stored.timezone, stored.expires_at) == ("booked", MONDAY_AT_TEN, "Europe/Paris", None)
        lead = lead_of(desk)
        assert (lead.interview.booked, lead.interview.held) == (booked.id, None)
        assert [(change.after, change.because) for change in desk.history("claire", "meeting")] == [
            (MONDAY_AT_TEN.start.isoformat(), "booked with Camille Lenoir")
        ]
        assert desk.letters() == ["meeting_booked_visitor", "meeting_booked_rep"]
        assert {effect.payload["meeting"] for effect in desk.outbox()} == {booked.id}

    def test_booking_does_not_change_the_stage(self, desk: Desk) -> None:
        book(desk)
        assert lead_of(desk).stage == "sql"

    def test_a_turn_that_fails_after_booking_has_booked_nothing_and_mailed_nobody(self, desk: Desk) -> None:
        with desk.turn("claire") as turn:
            meetings.choose(turn, MONDAY_AT_TEN)

        def book_and_fail() -> None:
            with desk.turn("claire") as turn:
                assert meetings.book_if_ready(turn)
                raise RuntimeError("half way")

        with pytest.raises(RuntimeError):
            book_and_fail()
        assert desk.meetings("claire") == []
        assert desk.outbox() == []
        assert lead_of(desk).interview.held is not None

    @pytest.mark.parametrize("missing", [{"name": None}, {"email": None, "phone": None}])
    def test_without_a_name_and_an_address_nothing_is_booked_yet(self, desk: Desk, missing: dict[str, None]) -> None:
        desk.know(replace(CLAIRE, id="someone", **missing))  # type: ignore[arg-type]
        with desk.turn("someone") as turn:
            meetings.choose(turn, MONDAY_AT_TEN)
            assert meetings.book_if_ready(turn) is None

    def test_a_name_that_was_refused_is_not_needed(self, desk: Desk) -> None:
        desk.know(replace(CLAIRE, id="someone", name=None).interviewed(closed=frozenset({"name"})))
        book(desk, "someone")

    def test_a_phone_number_is_address_enough_and_the_letter_goes_to_the_rep_only(self, desk: Desk) -> None:
        desk.know(replace(CLAIRE, id="someone", email=None))
        book(desk, "someone")
        assert desk.letters() == ["meeting_booked_rep"]

    def test_a_hold_that_ran_out_is_booked_all_the_same_while_the_time_is_free(self, desk: Desk) -> None:
        with desk.turn("claire") as turn:
            meetings.choose(turn, MONDAY_AT_TEN)
        with desk.turn("claire", LATER) as turn:
            assert meetings.book_if_ready(turn) is not None
        assert desk.meetings("claire")[0].status == "booked"

    def test_a_hold_that_ran_out_and_went_to_somebody_else_is_lost(self, desk: Desk) -> None:
        with desk.turn("claire") as turn:
            meetings.choose(turn, MONDAY_AT_TEN)
        with desk.turn("tom", LATER) as turn:
            assert meetings.choose(turn, MONDAY_AT_TEN)
        turn = desk.begin("claire", LATER)
        with pytest.raises(SlotTaken):
            meetings.book_if_ready(turn)
        meetings.lost(turn)
        assert turn.lead.interview.held is None

    def test_a_time_that_goes_to_somebody_else_while_the_turn_is_thought_fails_the_whole_turn(self, desk: Desk) -> None:
        with desk.turn("claire") as turn:
            meetings.choose(turn, MONDAY_AT_TEN)
        turn = desk.begin("claire", LATER)
        assert meetings.book_if_ready(turn)
        with desk.turn("tom", LATER) as other:
            assert meetings.choose(other, MONDAY_AT_TEN)
        with pytest.raises(SlotTaken):
            alone(turn)
        assert desk.meetings("claire") == []
        assert desk.outbox() == []

    def test_the_rep_with_the_fewest_meetings_gets_the_next(self, desk: Desk) -> None:
        wish = Moment(day=date(2026, 11, 25), at_time=time(10))
        first = proposing.slot_at(desk.begin("claire"), wish)
        assert first is not None
        book(desk, "claire", replace(first, start=MONDAY_AT_TEN.start, end=MONDAY_AT_TEN.end))
        second = proposing.slot_at(desk.begin("tom"), wish)
        assert second is not None
        assert second.rep != first.rep

    def test_each_meeting_has_an_address_that_cannot_be_guessed(self, desk: Desk) -> None:
        first = book(desk)
        desk.know(replace(CLAIRE, id="someone"))
        second = book(desk, "someone", MONDAY_AT_ELEVEN)
        assert first.secret != second.secret
        assert len(first.secret) >= 43


class TestMoving:
    @pytest.fixture
    def booked(self, desk: Desk) -> Meeting:
        return book(desk)

    def move(self, desk: Desk, slot: Slot, now: datetime = LATER) -> Meeting | None:
        with desk.turn("claire", now) as turn:
            assert meetings.start_moving(turn)
            return meetings.move(turn, slot)

    def test_a_moved_meeting_keeps_its_identity_and_raises_its_sequence(self, desk: Desk, booked: Meeting) -> None:
        moved = self.move(desk, MONDAY_AT_ELEVEN)
        (stored,) = desk.meetings("claire")
        assert stored == moved
        assert (stored.id, stored.secret, stored.slot, stored.sequence, stored.status) == (booked.id, booked.secret, MONDAY_AT_ELEVEN, 1, "booked")
        assert not lead_of(desk).interview.moving

    def test_moving_writes_to_both_and_into_the_history(self, desk: Desk, booked: Meeting) -> None:
        self.move(desk, MONDAY_AT_ELEVEN)
        assert desk.letters()[2:] == ["meeting_moved_visitor", "meeting_moved_rep"]
        change = desk.history("claire", "meeting")[-1]
        assert (change.before, change.after) == (MONDAY_AT_TEN.start.isoformat(), MONDAY_AT_ELEVEN.start.isoformat())

    def test_each_move_is_told_by_a_letter_of_its_own(self, desk: Desk, booked: Meeting) -> None:
        self.move(desk, MONDAY_AT_ELEVEN)
        self.move(desk, MONDAY_AT_TEN)
        told = [effect.key for effect in desk.outbox()]
        assert len(set(told)) == len(told)
        assert len(desk.letters()) == 6

    def test_the_old_time_is_free_again(self, desk: Desk, booked: Meeting) -> None:
        self.move(desk, MONDAY_AT_ELEVEN)
        book_of_tom = desk.begin("tom", LATER)
        assert meetings.choose(book_of_tom, MONDAY_AT_TEN)

    def test_a_meeting_may_move_to_another_rep(self, desk: Desk, booked: Meeting) -> None:
        moved = self.move(desk, replace(MONDAY_AT_ELEVEN, rep="oliver"))
        assert moved is not None
        assert moved.rep == "oliver"

    @pytest.mark.parametrize("slot", [MONDAY_AT_TEN, replace(MONDAY_AT_TEN, rep="nobody")], ids=["the same", "nobody"])
    def test_a_meeting_does_not_move_to_where_nothing_is_free(self, desk: Desk, booked: Meeting, slot: Slot) -> None:
        assert self.move(desk, slot) is None
        assert desk.meetings("claire") == [booked]

    def test_a_time_that_is_taken_in_between_fails_the_turn_and_leaves_the_meeting_where_it_was(self, desk: Desk, booked: Meeting) -> None:
        turn = desk.begin("claire", LATER)
        assert meetings.move(turn, MONDAY_AT_ELEVEN)
        with desk.turn("tom", LATER) as other:
            assert meetings.choose(other, MONDAY_AT_ELEVEN)
        with pytest.raises(SlotTaken):
            alone(turn)
        assert desk.meetings("claire") == [booked]
        assert len(desk.letters()) == 2

    def test_there_is_nothing_to_move_without_a_meeting_to_come(self, desk: Desk, booked: Meeting) -> None:
        assert not meetings.start_moving(desk.begin("tom"))
        assert meetings.move(desk.begin("tom"), MONDAY_AT_ELEVEN) is None
        afterwards = desk.begin("claire", MONDAY_AT_TEN.start)
        assert not meetings.start_moving(afterwards)
        assert (
            meetings.move(
                afterwards, replace(MONDAY_AT_TEN, start=MONDAY_AT_TEN.start + timedelta(days=1), end=MONDAY_AT_TEN.end + timedelta(days=1))
            )
            is None
        )

    def test_refusing_every_new_time_leaves_the_meeting_where_it_is(self, desk: Desk, booked: Meeting) -> None:
        with desk.turn("claire") as turn:
            meetings.start_moving(turn)
            meetings.refuse(turn)
        assert desk.meetings("claire") == [booked]
        assert not lead_of(desk).interview.moving

    def test_a_meeting_can_be_moved_although_times_were_refused_before(self, desk: Desk, booked: Meeting) -> None:
        with desk.turn("claire") as turn:
            turn.lead = turn.lead.interviewed(closed=frozenset({"slot"}))
            assert meetings.start_moving(turn)
            assert "slot" not in turn.lead.interview.closed


class TestCancelling:
    def test_a_cancelled_meeting_is_kept_as_such_and_both_are_told(self, desk: Desk) -> None:
        booked = book(desk)
        with desk.turn("claire", LATER) as turn:
            cancelled = meetings.cancel(turn)
        assert desk.meetings("claire") == [cancelled]
        assert cancelled is not None
        assert (cancelled.id, cancelled.status, cancelled.sequence) == (booked.id, "cancelled", 1)
        assert desk.letters()[2:] == ["meeting_cancelled_visitor", "meeting_cancelled_rep"]
        assert lead_of(desk).interview.booked is None

    def test_its_time_is_free_again(self, desk: Desk) -> None:
        book(desk)
        with desk.turn("claire") as turn:
            meetings.cancel(turn)
        assert meetings.choose(desk.begin("tom"), MONDAY_AT_TEN)

    def test_someone_who_cancels_is_not_offered_times_at_once_and_may_ask_for_some(self, desk: Desk) -> None:
        book(desk)
        with desk.turn("claire") as turn:
            meetings.cancel(turn)
            assert "slot" in turn.lead.interview.closed
            meetings.want(turn)
            assert "slot" not in turn.lead.interview.closed

    def test_what_is_over_or_was_never_booked_cannot_be_cancelled(self, desk: Desk) -> None:
        book(desk)
        assert meetings.cancel(desk.begin("tom")) is None
        assert meetings.cancel(desk.begin("claire", MONDAY_AT_TEN.start)) is None

    def test_a_meeting_cancelled_after_a_move_counts_both(self, desk: Desk) -> None:
        book(desk)
        with desk.turn("claire") as turn:
            meetings.move(turn, MONDAY_AT_ELEVEN)
        with desk.turn("claire") as turn:
            cancelled = meetings.cancel(turn)
        assert cancelled is not None
        assert cancelled.sequence == 2


class TestWishes:
    def test_a_refused_meeting_frees_what_was_held(self, desk: Desk) -> None:
        with desk.turn("claire") as turn:
            meetings.choose(turn, MONDAY_AT_TEN)
        with desk.turn("claire") as turn:
            meetings.refuse(turn)
        lead = lead_of(desk)
        assert (lead.interview.held, lead.interview.wants_meeting, "slot" in lead.interview.closed) == (None, False, True)
        assert meetings.choose(desk.begin("tom"), MONDAY_AT_TEN)

    def test_asking_for_a_meeting_makes_an_sql_of_someone_with_a_need_and_an_address(self, desk: Desk) -> None:
        desk.know(replace(NORA, id="someone", need=CLAIRE.need, email="someone@firm.example"))
        with desk.turn("someone") as turn:
            meetings.want(turn)
        assert lead_of(desk, "someone").stage == "sql"

    def test_after_a_meeting_another_one_can_be_asked_for(self, desk: Desk) -> None:
        booked = book(desk)
        turn = desk.begin("claire")
        meetings.want(turn)
        assert turn.lead.interview.booked == booked.id
        with desk.turn("claire", MONDAY_AT_TEN.end) as turn:
            meetings.want(turn)
            found = go_on(turn, digressed=True)
        assert found.question is not None
        assert found.question.asks == "slot"

    def test_only_a_lead_who_is_ready_is_invited_again(self, desk: Desk) -> None:
        desk.know(replace(CLAIRE, id="ready").interviewed(closed=frozenset({"slot"})))
        turn: Turn = desk.begin("ready")
        assert meetings.invite_again(turn)
        assert "slot" not in turn.lead.interview.closed
        assert not meetings.invite_again(desk.begin("nora"))
        book(desk)
        assert not meetings.invite_again(desk.begin("claire"))


class TestDocument:
    @pytest.mark.parametrize(
        ("timezone", "start"),
        [("Europe/Paris", "2026-11-23T10:00:00+01:00"), ("America/New_York", "2026-11-23T04:00:00-05:00"), ("UTC", "2026-11-23T09:00:00+00:00")],
    )
    def test_a_meeting_is_told_in_the_zone_it_was_agreed_in(self, desk: Desk, timezone: str, start: str) -> None:
        told = document(replace(book(desk), timezone=timezone), desk.site, BASE_URL)
        assert (told["start"], told["timezone"], told["rep"], told["status"]) == (start, timezone, "Camille Lenoir", "booked")

    def test_its_addresses_hold_its_secret_and_nothing_of_the_person(self, desk: Desk) -> None:
        booked = book(desk)
        told = document(booked, desk.site, BASE_URL)
        assert told["manage_url"] == f"{BASE_URL}/meetings/{booked.secret}"
        assert told["ics_url"] == f"{BASE_URL}/meetings/{booked.secret}.ics"
        assert set(told) == {"id", "start", "end", "timezone", "rep", "status", "manage_url", "ics_url"}

    def test_the_meeting_with_someone_who_has_left_can_still_be_shown_and_cancelled(self, desk: Desk) -> None:
        book(desk)
        desk.site = replace(desk.site, reps=desk.site.reps[1:])
        with desk.turn("claire") as turn:
            cancelled = meetings.cancel(turn)
        assert cancelled is not None
        assert document(cancelled, desk.site, BASE_URL)["rep"] == desk.site.company


def test_an_erased_lead_keeps_no_time(desk: Desk) -> None:
    book(desk)
    with desk.database.writing() as connection:
        leads.erase(connection, "claire")
    assert meetings.choose(desk.begin("tom"), MONDAY_AT_TEN)


class TestKeepingTheRep:
    def test_a_moved_meeting_is_offered_times_of_its_own_rep_only(self, desk: Desk) -> None:
        book(desk)
        with desk.turn("claire", LATER) as turn:
            meetings.start_moving(turn)
            proposal = proposing.propose(turn, count=9)
        assert {slot.rep for slot in proposal.slots} == {"camille"}
        assert not proposal.stands_in

    def test_another_rep_is_offered_only_when_its_own_has_no_time_left_and_that_is_told(self, desk: Desk) -> None:
        book(desk)
        reps = tuple(replace(rep, hours=()) if rep.id == "camille" else rep for rep in desk.site.reps)
        desk.site = replace(desk.site, reps=reps)
        with desk.turn("claire", LATER) as turn:
            meetings.start_moving(turn)
            proposal = proposing.propose(turn)
        assert {slot.rep for slot in proposal.slots} == {"oliver"}
        assert proposal.stands_in

    def test_a_lead_who_comes_back_is_offered_the_rep_they_know(self, desk: Desk) -> None:
        book(desk, "claire", replace(MONDAY_AT_TEN, rep="oliver"))
        with desk.turn("claire", LATER) as turn:
            meetings.cancel(turn)
        with desk.turn("claire", LATER) as turn:
            meetings.want(turn)
            assert {slot.rep for slot in proposing.propose(turn, count=9).slots} == {"oliver"}

    def test_a_former_rep_is_told_that_a_colleague_takes_the_meeting(self, desk: Desk) -> None:
        book(desk)
        with desk.turn("claire", LATER) as turn:
            meetings.move(turn, replace(MONDAY_AT_ELEVEN, rep="oliver"))
        assert desk.letters()[2:] == ["meeting_moved_visitor", "meeting_booked_rep", "meeting_passed_on_rep"]

    def test_half_an_hour_or_a_quarter_is_booked_as_was_wished(self, desk: Desk) -> None:
        proposal = proposing.propose(desk.begin("claire"), Moment(minutes=15))
        assert {slot.minutes for slot in proposal.slots} == {15}
        assert book(desk, "claire", proposal.slots[0]).slot.minutes == 15


class TestAnotherTime:
    def test_another_day_means_another_one_for_the_meeting_that_is_booked(self, desk: Desk) -> None:
        book(desk)
        turn = desk.begin("claire", LATER)
        assert meetings.want_another_time(turn)
        assert turn.lead.interview.moving

    def test_another_day_is_no_wish_of_someone_who_is_not_to_be_met(self, desk: Desk) -> None:
        assert not meetings.want_another_time(desk.begin("nora"))


class TestReminders:
    def test_reminders_are_due_the_day_before_and_an_hour_before(self, desk: Desk) -> None:
        tuesday = replace(MONDAY_AT_TEN, start=MONDAY_AT_TEN.start + timedelta(days=1), end=MONDAY_AT_TEN.end + timedelta(days=1))
        book(desk, "claire", tuesday)
        assert {(one.payload["letter"], tuesday.start - one.due_at) for one in desk.reminders() if one.due_at} == {
            ("meeting_reminder_day_visitor", timedelta(days=1)),
            ("meeting_reminder_hour_visitor", timedelta(hours=1)),
            ("meeting_reminder_hour_rep", timedelta(hours=1)),
        }

    def test_who_books_for_tomorrow_is_not_reminded_at_once(self, desk: Desk) -> None:
        book(desk)
        assert {one.payload["letter"] for one in desk.reminders()} == {"meeting_reminder_hour_visitor", "meeting_reminder_hour_rep"}


class TestRush:
    def test_two_hundred_after_twenty_times_book_exactly_twenty(self, desk: Desk) -> None:
        # Two reps with ten half hours each on Monday, and nothing else within the horizon.
        hours = (Hours(0, time(9), time(14)),)
        reps = tuple(replace(rep, hours=hours, timezone="Europe/Paris", country=None) for rep in desk.site.reps)
        desk.site = replace(desk.site, reps=reps, meetings=replace(desk.site.meetings, horizon_days=2))
        people = [replace(CLAIRE, id=f"lead-{n}") for n in range(200)]
        desk.know(*people)

        def come(lead: Lead) -> str:
            while True:
                with desk.turn(lead.id) as turn:
                    offered = proposing.propose(turn).slots
                    if not offered:
                        return "told that nothing is left"
                    if meetings.choose(turn, offered[0]):
                        assert meetings.book_if_ready(turn)
                        return "booked"

        with ThreadPoolExecutor(16) as threads:
            became = list(threads.map(come, people))
        assert became.count("booked") == 20
        assert became.count("told that nothing is left") == 180
        booked = [meeting.slot for lead in people for meeting in desk.meetings(lead.id)]
        assert len(set(booked)) == len(booked) == 20
