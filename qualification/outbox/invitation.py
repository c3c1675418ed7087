"""A meeting as a calendar file (RFC 5545) or an invitation (RFC 5546)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vText, vUri

from qualification.bant import Language
from qualification.lead import Lead
from qualification.site import Site
from qualification.storage.calendar import Meeting
from qualification.typography import french_spaces

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]


def _title(site: Site, rep: str, language: Language) -> str:
    return french_spaces(f"{site.company} : rendez-vous avec {rep}") if language == "fr" else f"{site.company}: meeting with {rep}"


def _told(meeting: Meeting, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end in the zone; in UTC when the clock goes back in between, since a wall time that comes twice means the first (RFC 5545, 3.3.5)."""
    start, end = meeting.start.astimezone(zone), meeting.end.astimezone(zone)
    return (meeting.start.astimezone(UTC), meeting.end.astimezone(UTC)) if start.fold or end.fold else (start, end)


def calendar_file(meeting: Meeting, lead: Lead, site: Site, base_url: str, method: Method = "PUBLISH") -> bytes:
    """The meeting in its zone, with its lasting UID and its sequence, lines folded at 75 octets.

    To be put in a calendar (PUBLISH), it names no attendee (RFC 5546, 3.2.1); an invitation or its cancellation does.
    """
    rep = site.rep(meeting.rep)
    zone = ZoneInfo(meeting.timezone)
    calendar = Calendar()
    calendar.add("prodid", "-//Vestibule//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    first, last = meeting.start.date().replace(month=1, day=1), meeting.end.date().replace(month=12, day=31)
    calendar.add_component(Timezone.from_tzinfo(zone, first_date=first, last_date=last))
    event = Event()
    event.add("uid", f"{meeting.id}@vestibule")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.updated_at)
    start, end = _told(meeting, zone)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", _title(site, rep.name, lead.language))
    event.add("url", vUri(f"{base_url}/meetings/{meeting.secret}"))
    event.add("status", "CANCELLED" if meeting.status == "cancelled" else "CONFIRMED")
    organizer = vCalAddress(f"mailto:{rep.email}")
    organizer.params["CN"] = vText(rep.name)
    event["organizer"] = organizer
    if lead.email and method != "PUBLISH":
        attendee = vCalAddress(f"mailto:{lead.email}")
        attendee.params["CN"] = vText(lead.name or lead.email)
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["PARTSTAT"] = vText("ACCEPTED")
        event.add("attendee", attendee, encode=False)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
