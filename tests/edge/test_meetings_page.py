"""The page of a meeting, for whoever has its address (contract: manage_url, ics_url), and who gets a time that two want."""

from __future__ import annotations

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from icalendar import Calendar

from tests.edge.cast import assert_problem, book, bring_to, path_of
from tests.house import Answer, RunningHouse, Visitor

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def booked(house: RunningHouse) -> Visitor:
    """Somebody who has just booked a meeting."""
    visitor = house.visitor("en")
    book(visitor)
    return visitor


@pytest.fixture(scope="module")
def settled(house: RunningHouse) -> Visitor:
    """Somebody with a booked meeting that no test changes."""
    visitor = house.visitor("en")
    book(visitor)
    return visitor


def manage(visitor: Visitor) -> str:
    return path_of(visitor.lead()["meetings"][-1]["manage_url"])


def page(visitor: Visitor) -> str:
    answer = visitor.house.raw("GET", manage(visitor))
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer.body.decode()


def post(visitor: Visitor, form: Mapping[str, str] | bytes, headers: Mapping[str, str] = FORM) -> Answer:
    return visitor.house.raw("POST", manage(visitor), form if isinstance(form, bytes) else urlencode(form).encode(), headers)


def times(visitor: Visitor) -> list[str]:
    """The times the page offers to move to."""
    return [unescape(one) for one in re.findall(r'name="time" value="([^"]+)"', page(visitor))]


def event(visitor: Visitor) -> Any:
    """The one event of the meeting's calendar file, read by a library that was not used to write it by hand."""
    answer = visitor.house.raw("GET", manage(visitor) + ".ics")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    lines = answer.body.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines), "RFC 5545, 3.1"
    (found,) = Calendar.from_ical(answer.body).walk("VEVENT")
    return found


def test_the_page_shows_the_meeting_and_looking_changes_nothing(settled: Visitor) -> None:
    before = settled.lead()
    for _ in range(3):
        assert "Your meeting" in page(settled)
        event(settled)
    for query in ("?act=cancel", "?done=cancelled", "?act=move&time=x", "?done=%3Cscript%3E"):
        shown = settled.house.raw("GET", manage(settled) + query)
        assert shown.status == 200
        assert b"has been cancelled" not in shown.body
        assert b"<script" not in shown.body
    assert settled.house.raw("HEAD", manage(settled)).status == 200
    assert settled.lead() == before


def test_the_page_is_kept_by_nobody_and_framed_by_nobody(settled: Visitor) -> None:
    headers = settled.house.raw("GET", manage(settled)).headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-robots-tag"] == "noindex"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize("secret", ["x", "%00", "%ED%A0%80", "a" * 43, "' OR 1=1".replace(" ", "%20"), "%25", "a" * 3000])
def test_nobody_finds_a_meeting_without_its_address(house: RunningHouse, secret: str) -> None:
    for path in (f"/meetings/{secret}", f"/meetings/{secret}.ics"):
        assert_problem(house.raw("GET", path), 404)
    assert_problem(house.raw("POST", f"/meetings/{secret}", b"act=cancel", FORM), 404)


def test_the_id_of_a_meeting_is_not_its_address_nor_is_its_address_in_other_letters(settled: Visitor) -> None:
    meeting = settled.lead()["meetings"][0]
    assert_problem(settled.house.raw("GET", f"/meetings/{meeting['id']}"), 404)
    assert_problem(settled.house.raw("GET", manage(settled).swapcase().replace("/MEETINGS/", "/meetings/")), 404)
    assert_problem(settled.house.raw("GET", manage(settled)[:-1]), 404)


def test_the_calendar_file_is_valid_and_tells_the_meeting(settled: Visitor) -> None:
    meeting, found = settled.lead()["meetings"][0], event(settled)
    assert found.decoded("dtstart") == datetime.fromisoformat(meeting["start"])
    assert found.decoded("dtend") == datetime.fromisoformat(meeting["end"])
    assert meeting["id"] in found["uid"]
    assert (found["status"], int(found["sequence"])) == ("CONFIRMED", 0)
    assert found.decoded("dtstamp").tzinfo is not None
    assert meeting["rep"] in found["summary"]
    assert found["url"] == meeting["manage_url"]


@pytest.mark.parametrize("name", ['Jean "Jeannot" Dupont', "Anna; Berg", "Ève, née Roux", "Zoë\\nBEGIN:VEVENT", "Ünal " * 30])
def test_no_name_breaks_out_of_the_calendar_file_or_the_page(house: RunningHouse, name: str) -> None:
    visitor = bring_to(house.visitor("en"), "name")
    visitor.say(f"My name is {name}")
    book(visitor)
    event(visitor)
    visitor.say("My company is <script>alert(1)</script>")
    assert "<script" not in page(visitor)


def test_a_meeting_is_moved_to_a_time_that_is_offered_and_keeps_its_identity(booked: Visitor) -> None:
    before, wanted = booked.lead()["meetings"][0], times(booked)[-1]
    moved = post(booked, {"act": "move", "time": wanted})
    assert (moved.status, moved.headers["location"]) == (303, manage(booked) + "?done=moved")
    after = booked.lead()["meetings"]
    assert len(after) == 1
    assert after[0]["id"] == before["id"]
    assert after[0]["manage_url"] == before["manage_url"]
    assert datetime.fromisoformat(after[0]["start"]) == datetime.fromisoformat(wanted.split("|")[0])
    assert datetime.fromisoformat(after[0]["end"]) - datetime.fromisoformat(after[0]["start"]) == timedelta(minutes=30)
    assert int(event(booked)["sequence"]) == 1
    assert b"has been moved" in booked.house.raw("GET", moved.headers["location"]).body


def test_the_page_offers_no_time_that_the_meeting_has_already_and_names_whom_else_it_would_be_with(settled: Visitor) -> None:
    meeting = settled.lead()["meetings"][0]
    shown = re.findall(r'name="time" value="([^"|]+)\|([^"]+)" required> ([^<]+)<', page(settled))
    assert shown
    for start, rep, label in shown:
        assert datetime.fromisoformat(unescape(start)) != datetime.fromisoformat(meeting["start"])
        assert (", with " in label) == (_rep_id(settled, meeting["rep"]) != rep)


def test_the_time_that_a_moved_meeting_leaves_is_free_for_others(house: RunningHouse, booked: Visitor) -> None:
    other = house.visitor("en")
    book(other)
    before = booked.lead()["meetings"][0]
    post(booked, {"act": "move", "time": times(booked)[-1]})
    slot = f"{datetime.fromisoformat(before['start']).astimezone(UTC).isoformat()}|{_rep_id(booked, before['rep'])}"
    assert post(other, {"act": "move", "time": slot}).headers["location"].endswith("done=moved")
    now = other.lead()["meetings"][0]
    assert (datetime.fromisoformat(now["start"]), now["rep"]) == (datetime.fromisoformat(before["start"]), before["rep"])


def _rep_id(visitor: Visitor, name: str) -> str:
    from qualification.sites.loading import load_site

    return next(rep.id for rep in load_site().reps if rep.name == name)


def test_a_taken_a_made_up_and_a_past_time_are_not_moved_to(house: RunningHouse, booked: Visitor) -> None:
    other = house.visitor("en")
    book(other)
    taken = other.lead()["meetings"][0]
    rep = _rep_id(other, taken["rep"])
    start = datetime.fromisoformat(taken["start"]).astimezone(UTC)
    before = booked.lead()["meetings"]
    for moment, who in [
        (start, rep),
        (start + timedelta(minutes=15), rep),
        (start, "nobody"),
        (start, ""),
        (start.replace(hour=2), rep),
        (start + timedelta(minutes=7), rep),
        (start + timedelta(days=3650), rep),
        (datetime.now(UTC) - timedelta(days=7), rep),
        (datetime(1, 1, 1, tzinfo=UTC), rep),
    ]:
        answer = post(booked, {"act": "move", "time": f"{moment.isoformat()}|{who}"})
        assert (answer.status, answer.headers["location"]) == (303, manage(booked) + "?done=gone")
        assert booked.lead()["meetings"] == before
    assert b"has just been taken" in house.raw("GET", manage(booked) + "?done=gone").body


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"act": "move"}, 422),
        ({"act": "move", "time": "tomorrow|camille"}, 422),
        ({"act": "move", "time": "2027-01-04T10:00:00|camille"}, 422),
        ({"act": "move", "time": "9999-12-31T23:59:59+00:00|camille"}, 422),
        ({"act": "move", "time": "0001-01-01T00:00:00+14:00|camille"}, 422),
        ({"act": "erase"}, 422),
        ({"time": "x"}, 422),
        ({"act": "cancel", "confirm": "yes"}, 422),
        (b"act=cancel&act=move", 422),
        (b"", 422),
        (b"act", 400),
        (b"act=%FF", 400),
        (b"act=\xff", 400),
        (b"&".join(b"a%d=1" % number for number in range(100)), 400),
        (b"act=" + b"a" * 70_000, 413),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_form_that_the_page_never_sends_is_refused_and_changes_nothing(settled: Visitor, form: Any, status: int) -> None:
    before = settled.lead()["meetings"]
    assert_problem(post(settled, form), status)
    assert settled.lead()["meetings"] == before


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "multipart/form-data", "text/plain", ";;;"])
def test_a_body_that_is_no_form_is_malformed(settled: Visitor, kind: str) -> None:
    assert_problem(post(settled, b"act=cancel", {"Content-Type": kind}), 400)
    assert settled.lead()["meetings"][0]["status"] == "booked"


def test_cancelling_twice_is_cancelling_once(booked: Visitor) -> None:
    first, second = post(booked, {"act": "cancel"}), post(booked, {"act": "cancel"})
    assert (first.status, first.headers["location"]) == (303, manage(booked) + "?done=cancelled")
    assert (second.status, second.headers["location"]) == (303, manage(booked) + "?done=over")
    assert [one["status"] for one in booked.lead()["meetings"]] == ["cancelled"]
    assert (event(booked)["status"], int(event(booked)["sequence"])) == ("CANCELLED", 1)
    assert b"has been cancelled" in booked.house.raw("GET", first.headers["location"]).body
    changes = [one for one in booked.house.private("GET", f"/api/leads/{booked.id}/history").json["history"] if one["kind"] == "meeting"]
    assert len(changes) == 2, "booked, cancelled"


def test_two_who_cancel_at_the_same_moment_cancel_once(booked: Visitor) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: post(booked, {"act": "cancel"}), range(4)))
    assert sorted(answer.headers["location"].split("=")[1] for answer in answers) == ["cancelled", "over", "over", "over"]
    assert int(event(booked)["sequence"]) == 1


def test_a_cancelled_meeting_is_not_moved(booked: Visitor) -> None:
    wanted = times(booked)[0]
    post(booked, {"act": "cancel"})
    assert times(booked) == []
    assert post(booked, {"act": "move", "time": wanted}).headers["location"].endswith("done=over")
    assert booked.lead()["meetings"][0]["status"] == "cancelled"


def test_of_those_who_want_the_same_time_at_once_as_many_get_it_as_reps_are_free_and_the_others_are_offered_what_is_left(house: RunningHouse) -> None:
    visitors = [bring_to(house.visitor("en"), "slot") for _ in range(4)]
    label = visitors[0].choices[0]["label"]
    with ThreadPoolExecutor(len(visitors)) as pool:
        list(pool.map(lambda visitor: visitor.say(label), visitors))
    won = [visitor for visitor in visitors if visitor.asks != "slot"]
    lost = [visitor for visitor in visitors if visitor.asks == "slot"]
    assert 1 <= len(won) <= 2, "there are two reps"
    assert all(visitor.choices for visitor in lost)
    with ThreadPoolExecutor(len(visitors)) as pool:
        list(pool.map(book, visitors))
    booked = [(meeting["rep"], meeting["start"]) for visitor in visitors for meeting in visitor.lead()["meetings"]]
    assert len(booked) == len(set(booked)) == 4


def test_two_who_move_to_the_same_time_at_the_same_moment_one_gets_it(house: RunningHouse) -> None:
    visitors = [house.visitor("en") for _ in range(3)]
    for visitor in visitors:
        book(visitor)
    wanted = times(visitors[-1])[-1]
    with ThreadPoolExecutor(len(visitors)) as pool:
        answers = list(pool.map(lambda visitor: post(visitor, {"act": "move", "time": wanted}), visitors))
    assert sorted(answer.headers["location"].split("=")[1] for answer in answers) == ["gone", "gone", "moved"]
    booked = [(meeting["rep"], meeting["start"]) for visitor in visitors for meeting in visitor.lead()["meetings"]]
    assert len(booked) == len(set(booked)) == 3
