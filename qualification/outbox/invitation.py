"""A meeting as a calendar file (RFC 5545) or an invitation (RFC 5546)."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vText, vUri

from qualification.bant import Language
from qualification.lead import Lead
from qualification.site import CONTACT, Site
from qualification.storage.calendar import Meeting
from qualification.typography import french_spaces

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
Reader = Literal["visitor", "rep"]
"""Who reads the file: each finds the other in its title, and the times in their own zone."""


def title_for_visitor(site: Site, rep: str, language: Language) -> str:
    """What a meeting is called in a visitor's calendar: whose it is and whom they meet."""
    return french_spaces(f"{site.company} : rendez-vous avec {rep}") if language == "fr" else f"{site.company}: meeting with {rep}"


def title_for_rep(lead: Lead | None, language: Language) -> str:
    """What a meeting is called in a rep's calendar: whom they meet."""
    who = " · ".join(part for part in (lead.name or lead.email or lead.phone, lead.company) if part) if lead else "–"
    return french_spaces(f"Rendez-vous : {who}") if language == "fr" else f"Meeting: {who}"


def add_times(event: Event, meeting: Meeting, zone: ZoneInfo | None) -> None:
    """Start and end, in a zone, or in UTC where none is given."""
    start, end = _told(meeting, zone) if zone else (meeting.start.astimezone(UTC), meeting.end.astimezone(UTC))
    event.add("dtstart", start)
    event.add("dtend", end)


def _told(meeting: Meeting, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end in the zone; in UTC when the clock goes back in between, since a wall time that comes twice means the first (RFC 5545, 3.3.5)."""
    start, end = meeting.start.astimezone(zone), meeting.end.astimezone(zone)
    return (meeting.start.astimezone(UTC), meeting.end.astimezone(UTC)) if start.fold or end.fold else (start, end)


@lru_cache(maxsize=64)
def _described(zone: str, first: int, last: int) -> Timezone:
    """The zone in those years, for programs that do not know it by name. Working it out costs more than the rest of a letter."""
    return Timezone.from_tzinfo(ZoneInfo(zone), first_date=datetime(first, 1, 1).date(), last_date=datetime(last, 12, 31).date())


def uid_of(meeting_id: str) -> str:
    """What the meeting is known by in every calendar, whatever becomes of it."""
    return f"{meeting_id}@vestibule"


def _person(address: str, name: str, **parameters: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{address}")
    found.params["CN"] = vText(name)
    for key, value in parameters.items():
        found.params[key] = vText(value)
    return found


def calendar_file(
    meeting: Meeting,
    lead: Lead | None,
    site: Site,
    base_url: str,
    method: Method = "PUBLISH",
    reader: Reader = "visitor",
    language: Language | None = None,
) -> bytes:
    """The meeting in its reader's zone, with its lasting UID and its sequence, lines folded at 75 octets.

    To be put in a calendar (PUBLISH), it names no attendee (RFC 5546, 3.2.1); an invitation or its cancellation does. The
    company invites, as it is the company that writes the letter. `lead` is None when the visitor is to be named no more.
    """
    rep = site.rep(meeting.rep)
    tongue = language or (lead.language if lead else rep.languages[0])
    zone = ZoneInfo(meeting.timezone if reader == "visitor" else rep.timezone)
    calendar = Calendar()
    calendar.add("prodid", "-//Vestibule//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_described(zone.key, meeting.start.year - 1, meeting.end.year + 1))
    event = Event()
    event.add("uid", uid_of(meeting.id))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.updated_at)
    add_times(event, meeting, zone)
    event.add("summary", title_for_visitor(site, rep.name, tongue) if reader == "visitor" else title_for_rep(lead, tongue))
    address = f"{base_url}/meetings/{meeting.secret}" if reader == "visitor" else f"{base_url}/workspace/meetings/{meeting.id}"
    event.add("url", vUri(address))
    event.add("status", "CANCELLED" if meeting.status == "cancelled" else "CONFIRMED")
    contact = site.facts[CONTACT][lead.language if lead else tongue]
    event["organizer"] = _person(contact, site.company)
    if method != "PUBLISH":
        # Both have agreed: one by booking, the other by being free.
        event.add("attendee", _person(rep.email, rep.name, ROLE="CHAIR", PARTSTAT="ACCEPTED", RSVP="FALSE"), encode=False)
        if lead and lead.email:
            guest = _person(lead.email, lead.name or lead.email, ROLE="REQ-PARTICIPANT", PARTSTAT="ACCEPTED", RSVP="FALSE")
            event.add("attendee", guest, encode=False)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def invitation(meeting: Meeting, lead: Lead | None, site: Site, base_url: str, reader: Reader, language: Language) -> tuple[Method, bytes]:
    """The file that a letter about the meeting carries, and what it asks the reader's program to do."""
    method: Method = "CANCEL" if meeting.status == "cancelled" else "REQUEST"
    return method, calendar_file(meeting, lead, site, base_url, method, reader, language)
