"""A rep's meetings as one calendar, for programs that subscribe to it (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Calendar, Event

from qualification.lead import Lead
from qualification.outbox.invitation import add_times, title_for_rep
from qualification.site import Rep, Site
from qualification.storage.calendar import Meeting


def feed_of(meetings: Iterable[tuple[Meeting, Lead]], rep: Rep, site: Site, base_url: str) -> bytes:
    """The calendar with each meeting once, its address in the workspace in it; refreshed by those who follow it every quarter of an hour."""
    calendar = Calendar()
    calendar.add("prodid", "-//Vestibule//Feed//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", f"{site.company} · {rep.name}")
    calendar.add("x-wr-calname", f"{site.company} · {rep.name}")
    calendar.add("refresh-interval", timedelta(minutes=15), parameters={"VALUE": "DURATION"})
    for meeting, lead in meetings:
        event = Event()
        event.add("uid", f"{meeting.id}@vestibule")
        event.add("sequence", meeting.sequence)
        event.add("dtstamp", meeting.updated_at)
        add_times(event, meeting, None)
        event.add("summary", title_for_rep(lead, rep.languages[0]))
        event.add("description", f"{base_url}/workspace/meetings/{meeting.id}")
        event.add("status", "CONFIRMED")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
