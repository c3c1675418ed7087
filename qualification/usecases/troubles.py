"""What is wrong in the house, for the people who can mend it: one line each, which says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection

from qualification.site import Site
from qualification.storage import leads, outbox, own_calendars

STALE = timedelta(hours=2)
"""A calendar that was not read for so long is not believed to be read at all."""


@dataclass(frozen=True)
class Trouble:
    """Something wrong. `what` names the line of advice; `words` fill it in."""

    what: str
    words: Mapping[str, str] = field(default_factory=dict)
    since: datetime | None = None
    effect_id: int | None = None
    """The effect of the outbox that can be tried again once it is mended."""
    lead_id: str | None = None


def troubles(connection: Connection, site: Site, now: datetime) -> list[Trouble]:
    """Everything that is wrong now: reps nobody can meet, calendars that cannot be read, effects that were given up."""
    return [*_of_reps(connection, site, now), *_of_outbox(connection, site)]


def _of_reps(connection: Connection, site: Site, now: datetime) -> list[Trouble]:
    found = []
    for rep in site.reps:
        if not rep.hours:
            found.append(Trouble("rep_without_hours", {"rep": rep.name, "id": rep.id}))
        if rep.calendar is None:
            continue
        health = own_calendars.health_of(connection, rep.id)
        words = {"rep": rep.name, "id": rep.id, "url": rep.calendar.url, "variable": rep.calendar.password}
        if health and health.fault:
            found.append(Trouble(f"calendar_{health.fault}", {**words, "detail": health.detail or ""}, health.fault_since))
        elif health is None or health.read_at is None or now - health.read_at > STALE:
            found.append(Trouble("calendar_not_read", words, health.read_at if health else None))
    return found


def _of_outbox(connection: Connection, site: Site) -> list[Trouble]:
    given_up = outbox.listed(connection, 50, state="given_up")
    people = leads.of_ids(connection, {one.lead_id for one in given_up if one.lead_id})
    found = []
    for one in given_up:
        lead = people.get(one.lead_id or "")
        words = {
            "who": (lead.name or lead.email or lead.phone or lead.id) if lead else "",
            "email": (lead.email if lead else None) or "",
            "phone": (lead.phone if lead else None) or "–",
            "hook": str(one.payload.get("hook", "")),
            "detail": one.error or "",
        }
        letter = str(one.payload.get("letter", ""))
        # What keeps a calendar from being written keeps it from being read, and is told once, of the calendar.
        what = (one.fault or "unknown") if one.kind != "calendar" else "unknown"
        if one.kind == "mail" and letter.endswith("_rep") and what in ("mailbox_full", "address_refused"):
            what = f"{what}_of_rep"
        found.append(Trouble(f"{one.kind}_{what}", words, one.given_up_at, one.id, one.lead_id))
    waiting = [one for one in outbox.listed(connection, 200, state="waiting") if one.fault in ("login_refused", "server_down")]
    for fault in ("login_refused", "server_down"):
        first = next((one for one in reversed(waiting) if one.fault == fault and one.kind == "mail"), None)
        if first:
            count = sum(one.fault == fault and one.kind == "mail" for one in waiting)
            found.append(Trouble(f"mail_{fault}", {"count": str(count), "detail": first.error or ""}))
    return found
