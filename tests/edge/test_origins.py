"""Pages of other sites: which may embed the chat, and that they can read what it is refused (contract: VESTIBULE_SITE_ORIGINS)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.edge.cast import PROBLEM, SmallEdge, small_edge

SHOP = "https://shop.example"
HOSTILE = [
    "https://evil.example",
    "http://shop.example",
    "https://shop.example:8443",
    "https://shop.example.evil.example",
    "https://evil.example/https://shop.example",
    "https://sub.shop.example",
    "https://shop.example/",
    "null",
    "",
    "file://",
]


@pytest.fixture
async def shop(tmp_path: Path):
    """An edge whose widget a shop embeds, too."""
    async with small_edge(tmp_path, VESTIBULE_SITE_ORIGINS=f"{SHOP}, https://Second.Example:443/") as found:
        found.wake()
        yield found


@pytest.mark.parametrize("origin", HOSTILE)
async def test_a_page_of_another_origin_is_refused_and_nothing_is_done(shop: SmallEdge, origin: str) -> None:
    visitor, token = await shop.session()
    hello = {"id": visitor, "text": "Hello"}
    for method, path, body in [("POST", "/chat/sessions", {}), ("POST", "/chat/messages", hello), ("GET", "/chat/messages", None)]:
        answer = await shop.call(method, path, body, token=token, headers={"Origin": origin})
        assert (answer.status, answer.content_type) == (403, PROBLEM)
        assert "Access-Control-Allow-Origin" not in answer.headers
    preflight = await shop.call("OPTIONS", "/chat/messages", headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
    assert (preflight.status, preflight.content_type) == (403, PROBLEM)
    assert await shop.texts(token) == []


@pytest.mark.parametrize("origin", [SHOP, "https://second.example", "http://127.0.0.1:8000", "http://localhost:8000"])
async def test_a_page_of_an_allowed_origin_may_speak_and_read(shop: SmallEdge, origin: str) -> None:
    for path in ("/chat/sessions", "/chat/messages", "/chat/events", "/chat/consent"):
        preflight = await shop.call("OPTIONS", path, headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
        assert preflight.status == 204
        assert preflight.headers["Access-Control-Allow-Origin"] == origin
        assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
        assert {"Authorization", "Content-Type"} <= set(preflight.headers["Access-Control-Allow-Headers"].split(", "))
    answer = await shop.call("POST", "/chat/sessions", {}, headers={"Origin": origin})
    assert answer.status == 201
    assert answer.headers["Access-Control-Allow-Origin"] == origin
    assert "Origin" in answer.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/chat/sessions", {"language": "de"}, 422),
        ("POST", "/chat/sessions", [], 400),
        ("POST", "/chat/messages", {"id": "1", "text": "a" * 70_000}, 413),
        ("GET", "/chat/messages", None, 401),
        ("GET", "/chat/events", None, 401),
        ("PUT", "/chat/messages", None, 405),
        ("GET", "/chat/nothing", None, 404),
    ],
)
async def test_an_allowed_page_can_read_a_refusal(shop: SmallEdge, method: str, path: str, body: object, status: int) -> None:
    token = (await shop.session())[1] if status == 413 else None
    answer = await shop.call(method, path, body, token=token, headers={"Origin": SHOP})
    assert (answer.status, answer.content_type) == (status, PROBLEM)
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP
    assert "Retry-After" in answer.headers["Access-Control-Expose-Headers"]


async def test_a_page_that_the_edge_served_may_speak_by_whatever_name_it_was_reached(edge: SmallEdge) -> None:
    answer = await edge.call("POST", "/chat/sessions", {}, headers={"Host": "demo.example:8000", "Origin": "http://demo.example:8000"})
    assert answer.status == 201
    answer = await edge.call("POST", "/chat/sessions", {}, headers={"Host": "demo.example:8000", "Origin": "http://demo.example:8001"})
    assert answer.status == 403


async def test_any_page_may_load_the_widget_but_not_the_private_api(shop: SmallEdge) -> None:
    for path in ("/widget.js", "/widget/chat.js"):
        answer = await shop.call("GET", path, headers={"Origin": "https://evil.example"})
        assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    answer = await shop.call("GET", "/api/leads", headers={"Origin": SHOP})
    assert "Access-Control-Allow-Origin" not in answer.headers
