"""The widget and the demo site as files: what is there, and no way out of their folders."""

from __future__ import annotations

import gzip

import pytest

from tests.edge.cast import assert_problem
from tests.house import RunningHouse


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/widget.js", "text/javascript; charset=utf-8"),
        ("/widget/chat.js", "text/javascript; charset=utf-8"),
        ("/widget/words.fr.json", "application/json"),
        ("/fr/", "text/html; charset=utf-8"),
        ("/en/index.html", "text/html; charset=utf-8"),
        ("/site/site.css", "text/css; charset=utf-8"),
        ("/site/logo.svg", "image/svg+xml"),
        ("/meetings.css", "text/css; charset=utf-8"),
    ],
)
def test_the_site_and_the_widget_are_served_with_their_types(house: RunningHouse, path: str, kind: str) -> None:
    answer = house.raw("GET", path)
    assert (answer.status, answer.headers["content-type"], answer.headers["x-content-type-options"]) == (200, kind, "nosniff")
    assert answer.body


HOMES = [("en-GB,en;q=0.9", "/en/"), ("fr", "/fr/"), ("de", "/fr/"), ("en;q=0.1, fr;q=0.9", "/fr/"), ("", "/fr/")]


@pytest.mark.parametrize(("accepted", "home"), HOMES)
def test_the_front_door_leads_to_the_visitors_language(house: RunningHouse, accepted: str, home: str) -> None:
    answer = house.raw("GET", "/", headers={"Accept-Language": accepted})
    assert (answer.status, answer.headers["location"]) == (302, home)


@pytest.mark.parametrize("folder", ["/widget", "/site", "/fr", "/en"])
@pytest.mark.parametrize(
    "name",
    [
        "/../../settings.py",
        "/..%2f..%2fsettings.py",
        "/%2e%2e/%2e%2e/settings.py",
        "/%252e%252e/%252e%252e/settings.py",
        "/../serving.py",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/..%5c..%5csettings.py",
        "/%00",
        "/chat.js%00.html",
        "/%ff%fe.html",
        "/" + "a" * 5000 + ".html",
        "/" + "a/" * 2000 + "b.html",
        "/nothing.html",
        "/types.d.ts",
        "/.",
    ],
    ids=lambda name: name[:24],
)
def test_no_name_leads_out_of_a_folder(house: RunningHouse, folder: str, name: str) -> None:
    assert_problem(house.raw("GET", folder + name), 404)


@pytest.mark.parametrize(
    "header", [{"Range": "bytes=99999999-"}, {"Range": "bytes=x"}, {"If-Match": '"x"'}, {"If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}]
)
def test_a_condition_or_a_range_that_does_not_fit_gets_the_whole_file(house: RunningHouse, header: dict[str, str]) -> None:
    for path in ("/widget.js", "/fr/", "/meetings.css"):
        assert house.raw("GET", path, headers=header).body == house.raw("GET", path).body


def test_a_file_the_browser_has_is_not_sent_again(house: RunningHouse) -> None:
    etag = house.raw("GET", "/widget.js").headers["etag"]
    for known in (etag, f'"old", {etag}'):
        answer = house.raw("GET", "/widget.js", headers={"If-None-Match": known})
        assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", etag)
    assert house.raw("GET", "/widget.js", headers={"If-None-Match": '"old"'}).status == 200


def test_a_file_is_packed_for_those_who_can_unpack_it(house: RunningHouse) -> None:
    plain = house.raw("GET", "/widget/chat.js", headers={"Accept-Encoding": "br"})
    packed = house.raw("GET", "/widget/chat.js", headers={"Accept-Encoding": "gzip, deflate, br"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]
    assert gzip.decompress(packed.body) == plain.body
