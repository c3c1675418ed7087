"""A meeting as a calendar file: valid, in its zone, and the same meeting however often it is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP, default
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from qualification.lead import Lead
from qualification.outbox.invitation import calendar_file
from qualification.site import Site
from qualification.storage.calendar import Meeting
from tests.cast import CLAIRE, NORA
from tests.outbox.conftest import BASE_URL, Write, booked

MEETING = booked(CLAIRE)


def read(meeting: Meeting, site: Site, method: Any = "REQUEST", lead: Lead = CLAIRE) -> tuple[Any, Any]:
    """The calendar and its one event, as another program reads them."""
    found = Calendar.from_ical(calendar_file(meeting, lead, site, BASE_URL, method))
    (event,) = found.walk("VEVENT")
    return found, event


def transitions(zone: Any) -> Iterator[tuple[str, timedelta]]:
    for part in zone.subcomponents:
        yield str(part.name), part["TZOFFSETTO"].td


def test_a_file_says_what_it_is_and_that_it_holds_a_meeting(site: Site) -> None:
    calendar, event = read(MEETING, site)
    assert (calendar["VERSION"], calendar["CALSCALE"], calendar["METHOD"]) == ("2.0", "GREGORIAN", "REQUEST")
    assert calendar["PRODID"]
    assert event["STATUS"] == "CONFIRMED"
    assert event["DTSTAMP"].dt == MEETING.updated_at
    assert event["URL"] == f"{BASE_URL}/meetings/{MEETING.secret}"


@pytest.mark.parametrize(
    "timezone", ["Europe/Paris", "Europe/London", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "Asia/Tokyo", "Africa/Casablanca", "UTC"]
)
def test_a_meeting_is_at_its_instant_in_its_zone(site: Site, timezone: str) -> None:
    _, event = read(replace(MEETING, timezone=timezone), site)
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    assert (start.astimezone(UTC), end.astimezone(UTC)) == (MEETING.start, MEETING.end)
    assert start.utcoffset() == MEETING.start.astimezone(ZoneInfo(timezone)).utcoffset()


@pytest.mark.parametrize("timezone", ["Europe/Paris", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "Asia/Tokyo"])
def test_the_zone_is_described_for_programs_that_do_not_know_it(site: Site, timezone: str) -> None:
    calendar, event = read(replace(MEETING, timezone=timezone), site)
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == event["DTSTART"].params["TZID"] == timezone
    offsets = {ZoneInfo(timezone).utcoffset(datetime(2026, month, 1)) for month in (1, 7)}
    assert offsets <= {offset for _, offset in transitions(zone)}


@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 0, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 0, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
        datetime(2028, 2, 29, 9, tzinfo=UTC),
    ],
)
def test_the_day_of_a_clock_change_or_of_new_year_is_a_day_like_others(site: Site, start: datetime) -> None:
    _, event = read(replace(MEETING, start=start, end=start + timedelta(minutes=30)), site)
    assert event["DTSTART"].dt.astimezone(UTC) == start
    assert event["DTEND"].dt.astimezone(UTC) == start + timedelta(minutes=30)


def test_lines_are_folded_and_end_as_they_should(site: Site) -> None:
    long = replace(CLAIRE, name="Éléonore-Amélie de la Très-Longue-Maison-aux-Œillets 🧾 " * 4)
    file = calendar_file(
        MEETING, long, replace(site, company="Société générale des très longs noms de société " * 3), BASE_URL + "/a" * 60, "REQUEST"
    )
    lines = file.split(b"\r\n")
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines)
    for line in lines:
        line.decode()


def test_the_uid_stays_and_the_sequence_rises(site: Site) -> None:
    first = read(MEETING, site)[1]
    moved = read(replace(MEETING, sequence=1, start=MEETING.start + timedelta(days=1), end=MEETING.end + timedelta(days=1), rep="oliver"), site)[1]
    cancelled = read(replace(MEETING, sequence=2, status="cancelled"), site, "CANCEL")[1]
    assert first["UID"] == moved["UID"] == cancelled["UID"] == f"{MEETING.id}@vestibule"
    assert [event["SEQUENCE"] for event in (first, moved, cancelled)] == [0, 1, 2]


def guests(event: Any) -> dict[str, Any]:
    """Who is invited, by address."""
    found = event.get("ATTENDEE", [])
    return {str(one): one.params for one in (found if isinstance(found, list) else [found])}


def test_an_invitation_comes_from_the_company_and_names_both(site: Site) -> None:
    _, event = read(MEETING, site)
    assert event["ORGANIZER"] == "mailto:contact@calepin.example"
    named = guests(event)
    assert list(named) == ["mailto:camille.lenoir@calepin.example", "mailto:claire.morel@fournil.example"]
    assert named["mailto:claire.morel@fournil.example"]["CN"] == "Claire Morel"
    assert {one["PARTSTAT"] for one in named.values()} == {"ACCEPTED"}


def test_a_file_to_be_put_in_a_calendar_names_no_attendee(site: Site) -> None:
    calendar, event = read(MEETING, site, "PUBLISH")
    assert calendar["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in event
    assert event["ORGANIZER"]


def test_a_cancelled_meeting_says_so_in_either_file(site: Site) -> None:
    cancelled = replace(MEETING, status="cancelled")
    for method in ("PUBLISH", "CANCEL"):
        calendar, event = read(cancelled, site, method)
        assert (calendar["METHOD"], event["STATUS"]) == (method, "CANCELLED")


def test_someone_without_an_address_or_a_name_can_be_met_all_the_same(site: Site) -> None:
    assert list(guests(read(MEETING, site, lead=replace(CLAIRE, email=None))[1])) == ["mailto:camille.lenoir@calepin.example"]
    assert guests(read(MEETING, site, lead=replace(NORA, email="n@firm.example"))[1])["mailto:n@firm.example"]["CN"] == "n@firm.example"


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Calepin\u00a0: rendez-vous avec Camille Lenoir"), ("en", "Calepin: meeting with Camille Lenoir")]
)
def test_the_title_is_in_the_language_of_the_visitor(site: Site, language: Any, title: str) -> None:
    assert read(MEETING, site, lead=replace(CLAIRE, language=language))[1]["SUMMARY"] == title


@pytest.mark.parametrize("name", ['Eve "the" Bold', "Eve;X=1:mailto:x@y.example", "Eve\nATTENDEE:mailto:x@y.example", "Eve, Adam & Cie", "Ève 🧾"])
def test_a_name_is_text_in_a_calendar_file(site: Site, name: str) -> None:
    calendar, event = read(MEETING, site, lead=replace(CLAIRE, name=name))
    assert "mailto:claire.morel@fournil.example" in guests(event)
    assert len(guests(event)) == 2
    assert len(calendar.walk("VEVENT")) == 1


@pytest.mark.parametrize(
    ("status", "method", "letter"), [("booked", "REQUEST", "meeting_booked_visitor"), ("cancelled", "CANCEL", "meeting_cancelled_visitor")]
)
def test_a_letter_carries_the_invitation_as_mail_programs_want_it(write: Write, site: Site, status: Any, method: str, letter: str) -> None:
    sent = write(letter, CLAIRE, replace(MEETING, status=status, sequence=3)).as_bytes(policy=SMTP)
    again: Any = message_from_bytes(sent, policy=default)
    assert again.get_content_type() == "multipart/mixed"
    ways, file = again.iter_parts()
    assert [one.get_content_type() for one in ways.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "invite.ics")
    assert Calendar.from_ical(file.get_content()).walk("VEVENT")[0]["UID"] == f"{MEETING.id}@vestibule"
    (part,) = [one for one in ways.iter_parts() if one.get_content_type() == "text/calendar"]
    assert part.get_param("method") == method
    assert part.get_content_charset() == "utf-8"
    calendar = Calendar.from_ical(part.get_content())
    assert calendar["METHOD"] == method
    assert [event["SEQUENCE"] for event in calendar.walk("VEVENT")] == [3]
