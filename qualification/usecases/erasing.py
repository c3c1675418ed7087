"""Forgetting a person everywhere: row, conversation, outbox, and the calendars of those who were to meet them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from qualification.site import Site
from qualification.storage import calendar, leads, outbox, own_calendars
from qualification.storage.database import Database
from qualification.storage.outbox import Effect


def forget(connection: Connection, lead_id: str, site: Site, now: datetime, base_url: str) -> bool:
    """Erases a person; False when there is nobody of that id. What is left to do outside names nobody."""
    effects: list[Effect] = []
    person = leads.person(connection, lead_id)
    for meeting in [one for each in calendar.of_leads(connection, person).values() for one in each]:
        for entry in own_calendars.entries_about(connection, meeting.id):
            effects.append(Effect(key=f"{uuid4()}/erased", kind="calendar", payload={"rep": entry.rep, "href": entry.href}))
        if meeting.status == "booked" and meeting.end > now:
            payload: dict[str, Any] = {
                "letter": "meeting_erased_rep",
                "rep": meeting.rep,
                "was": meeting.id,
                "start": meeting.start.isoformat(),
                "end": meeting.end.isoformat(),
                "sequence": meeting.sequence + 1,
                "base_url": base_url,
            }
            effects.append(Effect(key=f"{uuid4()}/erased", kind="mail", payload=payload))
    was_there = leads.erase(connection, lead_id)
    outbox.add(connection, effects, now)
    return was_there


def erase_lead(database: Database, site: Site, lead_id: str, now: datetime, base_url: str) -> bool:
    """Erases a person at once; False when there is nobody of that id."""
    with database.writing() as connection:
        return forget(connection, lead_id, site, now, base_url)
