"""One slot, one meeting: the database forbids a double booking, and a hold runs out."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from qualification.booking import Slot, Taken
from qualification.storage import calendar, leads, tables
from qualification.storage.calendar import Meeting, SlotTaken
from qualification.storage.database import Database
from tests.cast import CLAIRE, MONDAY_AT_ELEVEN, MONDAY_AT_TEN, NORA, TOM, meeting_of
from tests.conftest import NOW
from tests.rivals import at_once, hold

LATER = NOW + timedelta(minutes=16)
"""When a time held at NOW is held no more."""
TEN_FIFTEEN = replace(MONDAY_AT_TEN, start=MONDAY_AT_TEN.start + timedelta(minutes=15), end=MONDAY_AT_TEN.end + timedelta(minutes=15))
HELD = meeting_of(CLAIRE)
RIVAL = meeting_of(TOM)


@pytest.fixture(autouse=True)
def _three_leads(database: Database) -> None:
    with database.writing() as connection:
        for lead in (CLAIRE, TOM, NORA):
            leads.add(connection, lead)


@pytest.fixture
def do(database: Database) -> Callable[..., Any]:
    """Does one thing in a transaction of its own."""

    def act(what: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        with database.writing() as connection:
            return what(connection, *arguments, **named)

    return act


Do = Callable[..., Any]


def cells_taken(database: Database) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(tables.occupied)) or 0


class TestHolding:
    def test_a_held_time_is_taken_for_others_and_not_for_oneself(self, do: Do) -> None:
        do(calendar.hold, HELD)
        assert do(calendar.taken, NOW) == [Taken("camille", HELD.start, HELD.end)]
        assert do(calendar.taken, NOW, but_not_by="claire") == []
        with pytest.raises(SlotTaken):
            do(calendar.hold, RIVAL)

    def test_a_hold_that_failed_changes_nothing(self, do: Do, database: Database) -> None:
        do(calendar.hold, HELD)
        do(calendar.hold, meeting_of(TOM, MONDAY_AT_ELEVEN))
        with pytest.raises(SlotTaken):
            do(calendar.hold, replace(RIVAL, id="another", secret="another"))
        assert do(calendar.find, RIVAL.id).slot == MONDAY_AT_ELEVEN
        assert cells_taken(database) == 4

    def test_holding_another_time_lets_the_first_one_go(self, do: Do) -> None:
        do(calendar.hold, HELD)
        do(calendar.hold, meeting_of(CLAIRE, MONDAY_AT_ELEVEN, id="second", secret="second"))
        do(calendar.hold, RIVAL)
        assert do(calendar.find, HELD.id) is None

    def test_a_hold_runs_out(self, do: Do) -> None:
        do(calendar.hold, HELD)
        assert do(calendar.taken, LATER) == []
        do(calendar.hold, replace(RIVAL, expires_at=LATER + timedelta(minutes=15), updated_at=LATER))
        assert do(calendar.taken, LATER) == [Taken("camille", RIVAL.start, RIVAL.end)]

    def test_a_hold_that_has_not_run_out_by_a_second_is_kept(self, do: Do) -> None:
        do(calendar.hold, HELD)
        with pytest.raises(SlotTaken):
            do(calendar.hold, replace(RIVAL, updated_at=NOW + timedelta(minutes=14, seconds=59)))

    def test_letting_go_frees_the_time_and_leaves_meetings_alone(self, do: Do, database: Database) -> None:
        do(calendar.hold, HELD)
        do(calendar.book, HELD.id, NOW)
        do(calendar.hold, meeting_of(CLAIRE, MONDAY_AT_ELEVEN, id="second", secret="second"))
        do(calendar.release, "claire")
        assert do(calendar.find, "second") is None
        assert do(calendar.find, HELD.id).status == "booked"
        assert cells_taken(database) == 2

    def test_after_a_taken_time_the_same_transaction_can_go_on(self, database: Database) -> None:
        with database.writing() as connection:
            calendar.hold(connection, HELD)
        with database.writing() as connection:
            with pytest.raises(SlotTaken):
                calendar.hold(connection, RIVAL)
            calendar.release(connection, "tom")
            calendar.hold(connection, meeting_of(TOM, MONDAY_AT_ELEVEN))
        assert cells_taken(database) == 4


class TestBooking:
    def test_a_booked_time_does_not_run_out(self, do: Do) -> None:
        do(calendar.hold, HELD)
        booked = do(calendar.book, HELD.id, NOW)
        assert booked == replace(HELD, status="booked", expires_at=None)
        with pytest.raises(SlotTaken):
            do(calendar.hold, replace(RIVAL, updated_at=LATER))

    def test_booking_twice_is_booking_once(self, do: Do) -> None:
        do(calendar.hold, HELD)
        assert do(calendar.book, HELD.id, NOW) == do(calendar.book, HELD.id, LATER)

    def test_a_hold_that_ran_out_can_still_be_booked_while_nobody_wants_the_time(self, do: Do) -> None:
        do(calendar.hold, HELD)
        assert do(calendar.book, HELD.id, LATER).status == "booked"
        do(calendar.hold, meeting_of(TOM, MONDAY_AT_ELEVEN))

    def test_a_time_that_somebody_else_wanted_and_gave_up_can_be_booked_after_all(self, do: Do, database: Database) -> None:
        do(calendar.hold, HELD)
        do(calendar.hold, replace(RIVAL, updated_at=LATER, expires_at=LATER + timedelta(minutes=15)))
        do(calendar.release, "tom")
        assert do(calendar.book, HELD.id, LATER).status == "booked"
        assert cells_taken(database) == 2

    def test_a_time_that_went_to_somebody_else_cannot_be_booked(self, do: Do) -> None:
        do(calendar.hold, HELD)
        do(calendar.hold, replace(RIVAL, updated_at=LATER, expires_at=LATER + timedelta(minutes=15)))
        with pytest.raises(SlotTaken):
            do(calendar.book, HELD.id, LATER)
        assert do(calendar.book, RIVAL.id, LATER).status == "booked"

    def test_what_is_held_no_more_cannot_be_booked(self, do: Do) -> None:
        with pytest.raises(SlotTaken):
            do(calendar.book, "nothing", NOW)

    @pytest.mark.parametrize("minutes", [-29, -15, -1, 0, 1, 15, 29])
    def test_two_meetings_of_a_rep_cannot_overlap(self, do: Do, minutes: int) -> None:
        do(calendar.hold, HELD)
        do(calendar.book, HELD.id, NOW)
        shifted = Slot(HELD.start + timedelta(minutes=minutes), HELD.end + timedelta(minutes=minutes), "camille")
        with pytest.raises(SlotTaken):
            do(calendar.hold, meeting_of(TOM, shifted))

    @pytest.mark.parametrize("minutes", [-30, 30])
    def test_two_meetings_may_follow_each_other(self, do: Do, minutes: int) -> None:
        do(calendar.hold, HELD)
        do(calendar.hold, meeting_of(TOM, Slot(HELD.start + timedelta(minutes=minutes), HELD.end + timedelta(minutes=minutes), "camille")))

    def test_two_reps_may_meet_at_the_same_time(self, do: Do) -> None:
        do(calendar.hold, HELD)
        do(calendar.hold, replace(RIVAL, rep="oliver"))


class TestMovingAndCancelling:
    @pytest.fixture
    def booked(self, do: Do) -> Meeting:
        do(calendar.hold, HELD)
        meeting: Meeting = do(calendar.book, HELD.id, NOW)
        return meeting

    def test_moving_frees_the_old_time_and_takes_the_new_one(self, do: Do, booked: Meeting) -> None:
        moved = do(calendar.move, booked.id, MONDAY_AT_ELEVEN, "Europe/London", LATER)
        assert moved == replace(
            booked, start=MONDAY_AT_ELEVEN.start, end=MONDAY_AT_ELEVEN.end, timezone="Europe/London", sequence=1, updated_at=LATER
        )
        do(calendar.hold, RIVAL)
        with pytest.raises(SlotTaken):
            do(calendar.hold, meeting_of(NORA, MONDAY_AT_ELEVEN))

    def test_a_meeting_may_move_by_less_than_its_length(self, do: Do, booked: Meeting) -> None:
        assert do(calendar.move, booked.id, TEN_FIFTEEN, booked.timezone, LATER).slot == TEN_FIFTEEN

    def test_moving_to_a_taken_time_changes_nothing(self, do: Do, booked: Meeting, database: Database) -> None:
        do(calendar.hold, meeting_of(TOM, MONDAY_AT_ELEVEN))
        with pytest.raises(SlotTaken):
            do(calendar.move, booked.id, MONDAY_AT_ELEVEN, booked.timezone, NOW)
        assert do(calendar.find, booked.id) == booked
        assert cells_taken(database) == 4

    def test_cancelling_frees_the_time_and_keeps_the_meeting(self, do: Do, booked: Meeting, database: Database) -> None:
        cancelled = do(calendar.cancel, booked.id, LATER)
        assert (cancelled.status, cancelled.sequence, cancelled.secret) == ("cancelled", 1, booked.secret)
        assert cells_taken(database) == 0
        do(calendar.hold, RIVAL)

    def test_cancelling_twice_is_cancelling_once(self, do: Do, booked: Meeting) -> None:
        assert do(calendar.cancel, booked.id, LATER) == do(calendar.cancel, booked.id, LATER + timedelta(hours=1))

    def test_there_is_nothing_to_cancel_where_nothing_is(self, do: Do) -> None:
        with pytest.raises(KeyError):
            do(calendar.cancel, "nothing", NOW)


class TestFinding:
    def test_a_meeting_is_found_by_its_secret_once_it_is_booked(self, do: Do) -> None:
        do(calendar.hold, HELD)
        assert do(calendar.by_secret, HELD.secret) is None
        do(calendar.book, HELD.id, NOW)
        assert do(calendar.by_secret, HELD.secret).id == HELD.id
        do(calendar.cancel, HELD.id, NOW)
        assert do(calendar.by_secret, HELD.secret).status == "cancelled"
        assert do(calendar.by_secret, "guessed") is None

    def test_meetings_of_leads_are_told_oldest_first_without_what_is_only_held(self, do: Do) -> None:
        do(calendar.hold, HELD)
        do(calendar.book, HELD.id, NOW)
        do(calendar.cancel, HELD.id, NOW)
        do(calendar.hold, meeting_of(CLAIRE, MONDAY_AT_ELEVEN, id="a-second", secret="2", created_at=LATER))
        do(calendar.book, "a-second", LATER)
        do(calendar.hold, RIVAL)
        found = do(calendar.of_leads, ["claire", "tom"])
        assert [one.id for one in found["claire"]] == [HELD.id, "a-second"]
        assert found["tom"] == []
        assert do(calendar.of_leads, []) == {}

    def test_meetings_between_two_times_include_the_first_and_exclude_the_last(self, do: Do) -> None:
        for lead, slot in ((CLAIRE, MONDAY_AT_TEN), (TOM, MONDAY_AT_ELEVEN)):
            do(calendar.hold, meeting_of(lead, slot))
            do(calendar.book, f"meeting-of-{lead.id}", NOW)

        def ids(*between: Any) -> list[str]:
            return [one.id for one in do(calendar.between, *between)]

        assert ids(None, None, None) == ["meeting-of-claire", "meeting-of-tom"]
        assert ids(MONDAY_AT_TEN.start, MONDAY_AT_ELEVEN.start, None) == ["meeting-of-claire"]
        assert ids(MONDAY_AT_ELEVEN.start, None, "camille") == ["meeting-of-tom"]
        assert ids(None, None, "oliver") == []

    def test_what_is_over_or_cancelled_takes_no_time(self, do: Do) -> None:
        do(calendar.hold, HELD)
        do(calendar.book, HELD.id, NOW)
        assert do(calendar.taken, HELD.start + timedelta(minutes=29)) != []
        assert do(calendar.taken, HELD.end) == []
        do(calendar.cancel, HELD.id, NOW)
        assert do(calendar.taken, NOW) == []

    def test_the_load_of_a_rep_is_what_was_booked_lately(self, do: Do) -> None:
        do(calendar.hold, HELD)
        assert do(calendar.recent_load, NOW) == {}
        do(calendar.book, HELD.id, NOW)
        assert do(calendar.recent_load, NOW) == {"camille": 1}
        assert do(calendar.recent_load, HELD.start + timedelta(days=31)) == {}


class TestAtOnce:
    def test_of_many_who_want_a_time_at_once_one_gets_it(self, database: Database) -> None:
        people = [replace(NORA, id=f"lead-{n}") for n in range(8)]
        with database.writing() as connection:
            for lead in people:
                leads.add(connection, lead)
        together = Barrier(len(people))

        def want(lead_id: str) -> bool:
            together.wait(10)
            try:
                with database.writing() as connection:
                    calendar.hold(connection, meeting_of(NORA, id=f"of-{lead_id}", lead_id=lead_id, secret=lead_id))
            except SlotTaken:
                return False
            return True

        with ThreadPoolExecutor(len(people)) as threads:
            assert sorted(threads.map(want, [lead.id for lead in people])) == [False] * 7 + [True]
        assert cells_taken(database) == 2

    def test_of_several_processes_one_gets_it(self, database: Database, rivals: Executor) -> None:
        people = [CLAIRE, TOM, NORA]
        url = database.url.render_as_string(hide_password=False)
        assert sorted(at_once(rivals, hold, [(url, meeting_of(lead)) for lead in people])) == [False, False, True]
        assert cells_taken(database) == 2

    def test_two_who_both_find_the_same_hold_run_out_do_not_both_get_its_time(self, database: Database) -> None:
        with database.writing() as connection:
            calendar.hold(connection, HELD)
        together = Barrier(2)

        def want(lead: Any) -> bool:
            together.wait(10)
            try:
                with database.writing() as connection:
                    calendar.hold(connection, meeting_of(lead, updated_at=LATER, expires_at=LATER + timedelta(minutes=15)))
            except SlotTaken:
                return False
            return True

        with ThreadPoolExecutor(2) as threads:
            assert sorted(threads.map(want, [TOM, NORA])) == [False, True]

    def test_the_database_itself_forbids_two_meetings_at_once(self, database: Database) -> None:
        from sqlalchemy import insert
        from sqlalchemy.exc import IntegrityError

        def take_behind_its_back(connection: Connection) -> None:
            connection.execute(insert(tables.occupied).values(rep="camille", cell=HELD.start, meeting_id=HELD.id))

        with database.writing() as connection:
            calendar.hold(connection, HELD)
        with pytest.raises(IntegrityError), database.writing() as connection:
            take_behind_its_back(connection)
