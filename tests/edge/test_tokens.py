"""Who may speak for whom: tokens, the key, and someone erased."""

from __future__ import annotations

import string
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.edge.cast import assert_problem, book, conversation, path_of
from tests.house import API_KEY, RunningHouse, Visitor

VISITORS: list[tuple[str, str, Any]] = [
    ("GET", "/chat/messages", None),
    ("GET", "/chat/events", None),
    ("POST", "/chat/messages", {"id": str(uuid4()), "text": "Bonjour"}),
    ("POST", "/chat/messages", {"id": str(uuid4()), "choice": "x"}),
    ("POST", "/chat/messages", {"wrong": True}),
    ("POST", "/chat/events", {"type": "page_view"}),
    ("POST", "/chat/events", []),
    ("POST", "/chat/consent", {"tracking": True, "marketing": True}),
    ("POST", "/chat/consent", {}),
]
PRIVATE = [
    ("GET", "/api/leads"),
    ("GET", "/api/meetings"),
    ("GET", "/api/leads/{id}"),
    ("GET", "/api/leads/{id}/conversation"),
    ("GET", "/api/leads/{id}/history"),
    ("DELETE", "/api/leads/{id}"),
    ("GET", "/api/nothing"),
    ("PUT", "/api/leads"),
]


def bearing(house: RunningHouse, method: str, path: str, authorization: bytes) -> tuple[int, str]:
    """Status and type of a request whose authorization is given to the byte."""
    where = urlsplit(house.url)
    connection = HTTPConnection(where.hostname or "", where.port, timeout=10)
    connection.request(method, path, headers={"Authorization": authorization})
    answer = connection.getresponse()
    connection.close()
    return answer.status, answer.headers["Content-Type"]


NO_TOKENS = [b"", b"Bearer", b"Bearer ", b"Basic eDp5", b"Bearer junk", b"Bearer .", b"Bearer ..", b"Bearer \xff\xfe", b"Bearer \xc3\xa9"]


@pytest.mark.parametrize("authorization", NO_TOKENS)
def test_without_a_token_of_this_house_nothing_is_told(house: RunningHouse, authorization: bytes) -> None:
    for path in ("/chat/messages", "/chat/events", "/api/leads"):
        assert bearing(house, "GET", path, authorization) == (401, "application/problem+json; charset=utf-8")


def test_without_any_authorization_nothing_is_told(house: RunningHouse, visitor: Visitor) -> None:
    for method, path, body in VISITORS:
        answer = house.call(method, path, body)
        assert_problem(answer, 401)
        assert answer.headers["www-authenticate"].startswith("Bearer")
    for method, path in PRIVATE:
        assert_problem(house.call(method, path.format(id=visitor.id)), 401)


def test_a_token_is_valid_as_it_was_given_out_and_in_no_other_spelling(house: RunningHouse, visitor: Visitor) -> None:
    token, letters = visitor.token, string.ascii_letters + string.digits + "-_"
    places = (0, len(token) // 2, len(token) - 1)
    spellings = [token[:place] + letter + token[place + 1 :] for place in places for letter in letters]
    spellings += [token + "=", token + "A", token[:-1], token.upper(), "." + token, token.replace(".", ".."), token + "é"]
    for spelling in spellings:
        if spelling != token:
            assert_problem(house.raw("GET", "/chat/messages", headers={"Authorization": f"Bearer {spelling}".encode().decode("latin-1")}), 401)
    assert house.raw("GET", "/chat/messages", headers={"Authorization": f"bearer  {token} "}).status == 200


def test_a_visitor_reads_only_the_own_conversation(house: RunningHouse) -> None:
    paul, anna = house.visitor("fr"), house.visitor("fr")
    paul.say("Ceci est un secret de Paul")
    assert "secret de Paul" not in str(conversation(house, anna.token))


def test_a_visitors_token_opens_nothing_private_and_the_key_is_no_visitor(house: RunningHouse, visitor: Visitor) -> None:
    for method, path in PRIVATE:
        assert_problem(house.call(method, path.format(id=visitor.id), token=visitor.token), 401)
    for method, path, body in VISITORS:
        assert_problem(house.call(method, path, body, token=API_KEY), 401)
    assert visitor.lead()["id"] == visitor.id


@pytest.mark.parametrize("key", [API_KEY.upper(), API_KEY + "x", API_KEY[:-1], "*", "null"])
def test_a_key_that_is_almost_right_is_wrong(house: RunningHouse, key: str) -> None:
    assert_problem(house.call("GET", "/api/leads", token=key), 401)


def test_someone_erased_is_unknown_everywhere(house: RunningHouse) -> None:
    visitor = house.visitor("fr")
    meeting = book(visitor)
    answered = visitor.post(id=str(uuid4()), text="Merci")
    assert answered.status == 200
    assert house.private("DELETE", f"/api/leads/{visitor.id}").status == 204
    for method, path, body in VISITORS:
        assert_problem(house.call(method, path, body, token=visitor.token), 401)
    for method, path in PRIVATE[2:6]:
        assert_problem(house.private(method, path.format(id=visitor.id)), 404)
    for url in (meeting["manage_url"], meeting["ics_url"]):
        assert_problem(house.raw("GET", path_of(url)), 404)
    assert visitor.id not in str(house.private("GET", "/api/leads?limit=200").json)
    assert meeting["id"] not in str(house.private("GET", "/api/meetings").json)


def test_the_time_of_someone_erased_is_free_again(house: RunningHouse) -> None:
    visitor = house.visitor("fr")
    start = book(visitor)["start"]
    rep = visitor.lead()["meetings"][0]["rep"]
    house.private("DELETE", f"/api/leads/{visitor.id}")
    taken = {(one["rep"], one["start"]) for one in house.private("GET", "/api/meetings").json["meetings"] if one["status"] == "booked"}
    assert (rep, start) not in taken


def test_asking_to_be_erased_erases_after_one_confirmation(house: RunningHouse) -> None:
    visitor = house.visitor("fr")
    visitor.say("Supprimez toutes mes données, s’il vous plaît")
    assert visitor.asks == "confirmation"
    assert visitor.lead()["id"] == visitor.id
    visitor.say("Oui")
    assert_problem(house.private("GET", f"/api/leads/{visitor.id}"), 404)
    assert_problem(visitor.post(text="Bonjour ?"), 401)


@pytest.mark.parametrize("lead", ["nobody", "00000000-0000-4000-8000-000000000000", "%00", "%ED%A0%80", "..", "' OR 1=1--", "a" * 3000])
def test_nobody_is_found_and_erased_under_a_name_that_was_never_given(house: RunningHouse, lead: str) -> None:
    for method, path in PRIVATE[2:6]:
        assert_problem(house.private(method, path.format(id=lead.replace(" ", "%20"))), 404)
