"""A rep's own calendar by CalDAV (RFC 4791): what is in it, and meetings written with conditional requests, so that nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import recurring_ical_events
from caldav.davclient import DAVClient
from caldav.lib.error import AuthorizationError, DAVError
from icalendar import Calendar
from requests import RequestException

from qualification.outbox.courier import Failure
from qualification.site import OwnCalendar

TIMEOUT = 8
"""Seconds for one request; several together stay below what one delivery may take."""
_DAV, _CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_QUERY = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
  <D:prop><D:getetag/><C:calendar-data/></D:prop>
  <C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
    <C:time-range start="{start}" end="{end}"/>
  </C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>"""
OURS = "@vestibule"
"""How the UIDs of our own meetings end."""


@dataclass(frozen=True)
class Standing:
    """An event of ours as it stands in the calendar now."""

    href: str
    etag: str | None
    start: datetime
    end: datetime
    is_cancelled: bool = False


@dataclass(frozen=True)
class Seen:
    """What a calendar says: when the rep is busy, where our own events stand by their UID, and whether an event was in an unknown zone."""

    busy: tuple[tuple[datetime, datetime], ...] = ()
    ours: Mapping[str, Standing] = field(default_factory=dict)
    has_unknown_zone: bool = False


class CalendarLine:
    """A connection to one calendar. Every method may raise Failure: credentials, down, not_there, garbage."""

    def __init__(self, own: OwnCalendar, password: str, zone: ZoneInfo) -> None:
        self._url = own.url if own.url.endswith("/") else own.url + "/"
        self._zone = zone
        self._client = DAVClient(url=self._url, username=own.user, password=password, timeout=TIMEOUT, enable_rfc6764=False)

    def close(self) -> None:
        self._client.session.close()

    def _ask(self, method: str, url: str, body: str = "", headers: Mapping[str, str] | None = None) -> Any:
        """One request. A server that wants other credentials, does not answer or is unwell is told apart here."""
        try:
            answer = self._client.request(url, method, body, dict(headers or {}))
        except AuthorizationError as error:
            if "orbidden" in str(error):
                # Known, and not let in there: that is how servers speak of calendars of others and of none.
                raise Failure("not_there", f"{method}: 403, not allowed there") from error
            raise Failure("credentials", f"{method}: the user or the password is refused") from error
        except (DAVError, RequestException, OSError) as error:
            raise Failure("down", f"{method}: {type(error).__name__}") from error
        except Exception as error:
            # What is no XML is told so by the parser, in exceptions of its own.
            raise Failure("garbage", f"{method}: {type(error).__name__}") from error
        if answer.status >= 500:
            raise Failure("down", f"{method}: {answer.status}")
        return answer

    def read(self, start: datetime, end: datetime) -> Seen:
        """What stands in the calendar from `start` to `end` (excluded)."""
        query = _QUERY.format(start=f"{start.astimezone(UTC):%Y%m%dT%H%M%SZ}", end=f"{end.astimezone(UTC):%Y%m%dT%H%M%SZ}")
        answer = self._ask("REPORT", self._url, query, {"Depth": "1", "Content-Type": 'application/xml; charset="utf-8"'})
        if answer.status in (404, 410):
            raise Failure("not_there", "there is no calendar at this address")
        if answer.status != 207 or answer.tree is None:
            # An answer that is none must not look like an empty calendar.
            raise Failure("garbage", f"REPORT was answered with {answer.status}, not with the events")
        busy: list[tuple[datetime, datetime]] = []
        ours: dict[str, Standing] = {}
        unknown = False
        for response in answer.tree.iter(f"{_DAV}response"):
            data = response.findtext(f".//{_CALDAV}calendar-data")
            href = response.findtext(f"{_DAV}href") or ""
            if not data:
                continue
            calendar = _parsed(data)
            event = next(iter(calendar.walk("VEVENT")), None)
            if event is not None and str(event.get("UID", "")).endswith(OURS):
                standing = self._standing(calendar, urljoin(self._url, href), response.findtext(f".//{_DAV}getetag"))
                if standing:
                    ours[str(event["UID"])] = standing
                continue
            unknown = unknown or any(_has_unknown_zone(one) for one in calendar.walk("VEVENT"))
            busy += self._busy(calendar, start, end)
        return Seen(tuple(sorted(busy)), ours, unknown)

    def _busy(self, calendar: Calendar, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """When the events of one file take the rep's time, each repetition by itself."""
        found: list[Any]
        try:
            found = recurring_ical_events.of(calendar).between(start, end)
        except Exception as error:
            raise Failure("garbage", f"an event cannot be read: {type(error).__name__}") from error
        event: Any
        for event in found:
            if str(event.get("TRANSP", "OPAQUE")).upper() == "TRANSPARENT" or str(event.get("STATUS", "")).upper() == "CANCELLED":
                continue
            yield self._instant(event.start), self._instant(event.end)

    def _instant(self, value: date | datetime) -> datetime:
        """A day begins at midnight where the rep is; a time without a zone is the rep's."""
        moment = value if isinstance(value, datetime) else datetime.combine(value, time(0))
        return (moment if moment.tzinfo else moment.replace(tzinfo=self._zone)).astimezone(UTC)

    def _standing(self, calendar: Calendar, href: str, etag: str | None) -> Standing | None:
        event: Any = next(iter(calendar.walk("VEVENT")), None)
        if event is None or "DTSTART" not in event:
            return None
        cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
        return Standing(href, etag, self._instant(event.start), self._instant(event.end), cancelled)

    def fetch(self, href: str) -> tuple[Calendar, Standing] | None:
        """One event as it is now, or None when it is not there any more."""
        answer = self._ask("GET", href)
        if answer.status in (404, 410):
            return None
        if answer.status != 200:
            raise Failure("garbage", f"GET was answered with {answer.status}")
        calendar = _parsed(answer.raw)
        standing = self._standing(calendar, href, _header(answer, "ETag"))
        if standing is None:
            raise Failure("garbage", "what stands there is no event")
        return calendar, standing

    def create(self, name: str, file: bytes) -> str | None:
        """Writes a new event; gives its address, or None when one of that name is there already."""
        href = urljoin(self._url, name)
        headers = {"If-None-Match": "*", "Content-Type": "text/calendar; charset=utf-8"}
        answer = self._ask("PUT", href, file.decode(), headers)
        if answer.status == 412:
            return None
        self._must_be_done("PUT", answer.status)
        return href

    def change(self, standing: Standing, file: bytes) -> None:
        """Writes an event anew, unless it was changed since it was read."""
        headers = {"Content-Type": "text/calendar; charset=utf-8", **({"If-Match": standing.etag} if standing.etag else {})}
        answer = self._ask("PUT", standing.href, file.decode(), headers)
        self._must_be_done("PUT", answer.status)

    def remove(self, standing: Standing) -> None:
        """Removes an event, unless it was changed since it was read. One that is gone already is removed."""
        answer = self._ask("DELETE", standing.href, "", {"If-Match": standing.etag} if standing.etag else {})
        if answer.status not in (404, 410):
            self._must_be_done("DELETE", answer.status)

    @staticmethod
    def _must_be_done(method: str, status: int) -> None:
        if status == 412:
            raise Failure("changed", f"{method}: the rep changed the event meanwhile; nothing was overwritten")
        if not 200 <= status < 300:
            raise Failure("not_there" if status in (404, 409) else "refused", f"{method} was answered with {status}")


def _header(answer: Any, name: str) -> str | None:
    return next((str(value) for key, value in answer.headers.items() if key.lower() == name.lower()), None)


def _parsed(data: str | bytes) -> Calendar:
    try:
        found = Calendar.from_ical(data)
    except (ValueError, IndexError, KeyError) as error:
        raise Failure("garbage", f"an event cannot be read: {type(error).__name__}") from error
    assert isinstance(found, Calendar)
    return found


def _has_unknown_zone(event: Any) -> bool:
    """Whether the event names a zone that nobody knows, so that its time has lost it."""
    start = event.get("DTSTART")
    value = getattr(start, "dt", None)
    return isinstance(value, datetime) and value.tzinfo is None and "TZID" in getattr(start, "params", {})


def moved(calendar: Calendar, start: datetime, end: datetime, sequence: int, now: datetime, *, cancelled: bool = False) -> bytes:
    """The rep's own version of an event, with its time and status changed and everything else as they left it."""
    for event in calendar.walk("VEVENT"):
        for name in ("DTSTART", "DTEND", "DURATION", "SEQUENCE", "DTSTAMP", "STATUS"):
            event.pop(name, None)
        event.add("dtstart", start.astimezone(UTC))
        event.add("dtend", end.astimezone(UTC))
        event.add("sequence", sequence)
        event.add("dtstamp", now)
        event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return bytes(calendar.to_ical())


WINDOW = timedelta(days=1)
"""How far beyond the horizon of booking a calendar is read."""
