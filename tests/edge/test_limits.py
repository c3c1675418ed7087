"""How often somebody may come and speak (contract: VESTIBULE_RATE_LIMIT, 429)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.edge.guards import Buckets
from bot.edge.problems import Problem
from tests.edge.cast import PROBLEM, small_edge


async def test_messages_beyond_the_limit_are_refused_with_the_time_to_wait(tmp_path: Path) -> None:
    async with small_edge(tmp_path, VESTIBULE_RATE_LIMIT="3/60") as edge:
        edge.wake()
        _, token = await edge.session()
        answers = [await edge.say(token, f"message {number}") for number in range(5)]
        assert [answer.status for answer in answers] == [200, 200, 200, 429, 429]
        assert answers[3].content_type == PROBLEM
        assert 1 <= int(answers[3].headers["Retry-After"]) <= 60
        assert await edge.texts(token) == [text for number in range(3) for text in (f"message {number}", f"You said: message {number}")]
        _, other = await edge.session()
        assert (await edge.say(other, "Hello")).status == 200
        assert (await edge.call("GET", "/chat/messages", token=token)).status == 200


async def test_sessions_beyond_the_limit_are_refused_with_the_time_to_wait(tmp_path: Path) -> None:
    async with small_edge(tmp_path, VESTIBULE_RATE_LIMIT="30/2") as edge:
        answers = [await edge.call("POST", "/chat/sessions", {}) for _ in range(3)]
        assert [answer.status for answer in answers] == [201, 201, 429]
        assert answers[2].content_type == PROBLEM
        assert 1 <= int(answers[2].headers["Retry-After"]) <= 60


async def test_a_refused_message_is_taken_once_the_time_is_over(tmp_path: Path) -> None:
    async with small_edge(tmp_path, VESTIBULE_RATE_LIMIT="1/60") as edge:
        edge.wake()
        lead, token = await edge.session()
        one = "11111111-1111-4111-8111-111111111111"
        assert (await edge.say(token, "first")).status == 200
        assert (await edge.say(token, "second", one)).status == 429
        edge.house.messages._levels[lead] = (1.0, edge.house.messages._levels[lead][1])
        assert (await edge.say(token, "second", one)).status == 200
        assert (await edge.texts(token))[2] == "second"


async def test_a_wrong_request_costs_nothing(tmp_path: Path) -> None:
    async with small_edge(tmp_path, VESTIBULE_RATE_LIMIT="1/1") as edge:
        edge.wake()
        assert (await edge.call("POST", "/chat/sessions", {"language": "de"})).status == 422
        _, token = await edge.session()
        assert (await edge.say(token, "a" * 2001)).status == 413
        assert (await edge.say(token, "Hello")).status == 200


async def test_off_means_no_limit(tmp_path: Path) -> None:
    async with small_edge(tmp_path, VESTIBULE_RATE_LIMIT="off") as edge:
        edge.wake()
        _, token = await edge.session()
        assert {(await edge.say(token, "Hello")).status for _ in range(60)} == {200}


def test_a_bucket_fills_again_within_a_minute_and_never_over_its_brim() -> None:
    bucket = Buckets(2)
    bucket.take("Anna", now=0)
    bucket.take("Anna", now=0)
    with pytest.raises(Problem) as refused:
        bucket.take("Anna", now=0)
    assert refused.value.headers["Retry-After"] == "30"
    bucket.take("Anna", now=30)
    bucket.take("Anna", now=3600)
    bucket.take("Anna", now=3600)
    with pytest.raises(Problem):
        bucket.take("Anna", now=3600)


def test_a_flood_of_names_does_not_fill_the_memory() -> None:
    bucket = Buckets(1, names=10)
    for number in range(1000):
        bucket.take(f"name {number}", now=0)
    assert len(bucket._levels) == 10
