"""An effect outside is a row first: leased, delivered, retried, given up, never doubled."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from qualification.storage import leads, outbox
from qualification.storage.database import Database
from qualification.storage.outbox import LEASE, PAUSES, Effect
from tests.cast import NORA
from tests.conftest import NOW
from tests.rivals import at_once
from tests.rivals import lease as lease_elsewhere

LETTER = Effect("letter-1", "mail", {"letter": "content", "base_url": "https://calepin.example"}, "nora")


@pytest.fixture(autouse=True)
def _one_lead(database: Database) -> None:
    with database.writing() as connection:
        leads.add(connection, NORA)


def queue(database: Database, *effects: Effect, now: datetime = NOW) -> None:
    with database.writing() as connection:
        outbox.add(connection, effects, now)


def lease(database: Database, now: datetime = NOW, limit: int = 20) -> list[Effect]:
    with database.writing() as connection:
        return outbox.lease(connection, now, limit)


def fail(database: Database, effect: Effect, now: datetime = NOW, *, for_good: bool = False, error: str = "no answer") -> bool:
    with database.writing() as connection:
        return outbox.failed(connection, effect, error, now, for_good=for_good)


def row(database: Database) -> Effect:
    with database.reading() as connection:
        (found,) = outbox.listed(connection)
    return found


def test_an_effect_comes_back_as_it_was_queued(database: Database) -> None:
    queue(database, LETTER)
    (leased,) = lease(database)
    assert (leased.key, leased.kind, leased.payload, leased.lead_id, leased.due_at, leased.attempts) == (
        "letter-1",
        "mail",
        LETTER.payload,
        "nora",
        NOW,
        0,
    )


def test_the_same_key_is_queued_once(database: Database) -> None:
    queue(database, LETTER, LETTER)
    queue(database, replace(LETTER, payload={"letter": "another"}))
    assert row(database).payload == LETTER.payload


def test_an_effect_is_not_taken_before_it_is_due(database: Database) -> None:
    queue(database, replace(LETTER, due_at=NOW + timedelta(days=3)))
    assert lease(database, NOW + timedelta(days=3) - timedelta(seconds=1)) == []
    assert len(lease(database, NOW + timedelta(days=3))) == 1


def test_what_one_worker_has_taken_another_does_not_get(database: Database) -> None:
    queue(database, LETTER)
    assert len(lease(database)) == 1
    assert lease(database) == []


def test_a_worker_that_died_lets_its_effects_go_when_the_lease_ends(database: Database) -> None:
    queue(database, LETTER)
    lease(database)
    assert lease(database, NOW + LEASE - timedelta(seconds=1)) == []
    assert [effect.key for effect in lease(database, NOW + LEASE)] == ["letter-1"]


def test_what_was_delivered_is_not_taken_again(database: Database) -> None:
    queue(database, LETTER)
    (leased,) = lease(database)
    with database.writing() as connection:
        outbox.delivered(connection, [leased.id], NOW)
    assert lease(database, NOW + timedelta(days=9)) == []
    assert row(database).delivered_at == NOW


def test_a_failure_is_tried_again_after_ever_longer_pauses_and_then_given_up(database: Database) -> None:
    queue(database, LETTER)
    now = NOW
    for pause in PAUSES:
        (leased,) = lease(database, now)
        assert not fail(database, leased, now)
        assert lease(database, now + pause - timedelta(seconds=1)) == []
        now += pause
    (leased,) = lease(database, now)
    assert fail(database, leased, now)
    given_up = row(database)
    assert (given_up.attempts, given_up.error, given_up.given_up_at) == (len(PAUSES) + 1, "no answer", now)
    assert lease(database, now + timedelta(days=365)) == []


def test_what_is_refused_for_good_is_given_up_at_once(database: Database) -> None:
    queue(database, LETTER)
    (leased,) = lease(database)
    assert fail(database, leased, for_good=True)
    assert lease(database, NOW + timedelta(days=365)) == []


def test_a_late_success_forgets_the_error(database: Database) -> None:
    queue(database, LETTER)
    (leased,) = lease(database)
    fail(database, leased)
    (leased,) = lease(database, NOW + PAUSES[0])
    with database.writing() as connection:
        outbox.delivered(connection, [leased.id], NOW)
    assert row(database).error is None


def test_a_very_long_error_is_cut(database: Database) -> None:
    queue(database, LETTER)
    (leased,) = lease(database)
    fail(database, leased, error="x" * 10_000)
    assert len(row(database).error or "") == 2000


def test_the_longest_due_come_first_and_no_more_than_asked_for(database: Database) -> None:
    queue(database, *(replace(LETTER, key=f"letter-{n}", due_at=NOW - timedelta(minutes=n)) for n in range(5)))
    assert {effect.key for effect in lease(database, limit=2)} == {"letter-4", "letter-3"}
    assert {effect.key for effect in lease(database, limit=9)} == {"letter-0", "letter-1", "letter-2"}


def test_the_latest_effects_are_listed_first(database: Database) -> None:
    queue(database, *(replace(LETTER, key=f"letter-{n}") for n in range(5)))
    with database.reading() as connection:
        assert [effect.key for effect in outbox.listed(connection, 2)] == ["letter-4", "letter-3"]


def test_an_effect_that_is_about_nobody_can_be_queued(database: Database) -> None:
    queue(database, replace(LETTER, lead_id=None))
    assert row(database).lead_id is None


def test_workers_that_come_at_once_share_what_is_due(database: Database, rivals: Executor) -> None:
    keys = [f"letter-{n}" for n in range(40)]
    queue(database, *(replace(LETTER, key=key) for key in keys))
    url = database.url.render_as_string(hide_password=False)
    taken = at_once(rivals, lease_elsewhere, [(url, NOW, 10)] * 4)
    everything = [key for worker in taken for key in worker]
    assert len(everything) == len(set(everything))
    # A worker that found the others' rows locked may have got fewer; the rest is there for the next round.
    rest = [effect.key for effect in lease(database, limit=40)]
    assert sorted(everything + rest) == sorted(keys)
