"""A session begins (contract: POST /chat/sessions)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.edge.cast import assert_problem
from tests.house import RunningHouse


def opened(house: RunningHouse, body: Any, **headers: str) -> Any:
    answer = house.call("POST", "/chat/sessions", body, headers=headers)
    assert answer.status == 201, answer.body
    return answer.json


def test_a_session_gives_a_visitor_a_token_a_language_and_a_first_question(house: RunningHouse) -> None:
    session = opened(house, {"language": "en", "timezone": "Europe/London"})
    assert set(session) == {"visitor", "token", "language", "messages"}
    first = session["messages"][-1]
    assert set(first) == {"id", "from", "text", "at", "language", "asks", "choices", "meeting"}
    assert (session["language"], first["from"], first["language"], first["asks"]) == ("en", "assistant", "en", "need")
    assert all(set(choice) == {"id", "label"} for choice in first["choices"])
    assert house.private("GET", f"/api/leads/{session['visitor']}").json["stage"] == "visitor"


@pytest.mark.parametrize("body", [None, {}, {"language": None, "timezone": None, "page": None, "referrer": None, "utm": None}])
def test_everything_in_a_session_is_optional(house: RunningHouse, body: Any) -> None:
    assert opened(house, body)["language"] == "fr"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("en", "en"),
        ("EN-gb,en;q=0.9", "en"),
        ("de, en;q=0.5", "en"),
        ("en; q=0.1, fr; q=0.9", "fr"),
        ("fr;q=0.8,en;q=0.9", "en"),
        ("en;q=0", "fr"),
        ("de", "fr"),
        ("*", "fr"),
        ("", "fr"),
        ("enochian", "fr"),
        ("en;q=many", "fr"),
    ],
)
def test_without_a_language_the_browser_decides_and_else_it_is_french(house: RunningHouse, header: str, language: str) -> None:
    assert opened(house, {}, **{"Accept-Language": header})["language"] == language


def test_the_language_asked_for_counts_more_than_the_browser(house: RunningHouse) -> None:
    assert opened(house, {"language": "fr"}, **{"Accept-Language": "en"})["language"] == "fr"


def test_where_a_visitor_comes_from_is_kept(house: RunningHouse) -> None:
    utm = {"source": "lettre d’août", "medium": "email", "campaign": "<b>{name}</b>"}
    session = opened(house, {"page": "https://example.com/prix?x=1#y", "referrer": "https://search.example/", "utm": utm})
    source = house.private("GET", f"/api/leads/{session['visitor']}").json["source"]
    assert source == {
        "kind": "website",
        "utm_source": utm["source"],
        "utm_medium": "email",
        "utm_campaign": utm["campaign"],
        "referrer": "https://search.example/",
        "landing_page": "https://example.com/prix?x=1#y",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("language", "de"),
        ("language", "FR"),
        ("language", 1),
        ("timezone", "Mars/Olympus"),
        ("timezone", "../../etc/passwd"),
        ("timezone", "/etc/passwd"),
        ("timezone", "Europe"),
        ("timezone", "localtime"),
        ("timezone", "Europe/\0Paris"),
        ("timezone", ""),
        ("timezone", "a" * 5000),
        ("page", "javascript:alert(1)"),
        ("page", "data:text/html,x"),
        ("page", "/fr/"),
        ("page", "http://a b/"),
        ("page", "http://a/\nb"),
        ("page", "http://[::1/"),
        ("page", "http://a:99999/"),
        ("page", "http://a/" + "a" * 2000),
        ("page", "http://a/\0"),
        ("referrer", 5),
        ("utm", "newsletter"),
        ("utm", []),
        ("utm.source", "a" * 201),
        ("utm.source", "a\0"),
        ("utm.term", "x"),
        ("visitor", "00000000-0000-0000-0000-000000000000"),
        ("__proto__", {}),
    ],
)
def test_a_wrong_value_or_an_unknown_field_of_a_session_is_named(house: RunningHouse, field: str, value: Any) -> None:
    outer, _, inner = field.partition(".")
    answer = house.call("POST", "/chat/sessions", {outer: {inner: value}} if inner else {outer: value})
    document = assert_problem(answer, 422, field)
    assert document["errors"][0]["field"] == field


def test_a_query_is_not_part_of_the_visitor_api(house: RunningHouse) -> None:
    assert_problem(house.call("POST", "/chat/sessions?language=en", {}), 422, "language")
