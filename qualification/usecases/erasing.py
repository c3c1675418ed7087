"""Forgetting a person everywhere: row, conversation, outbox, and the calendars of those who were to meet them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from qualification.identity import folded_email
from qualification.lead import Lead
from qualification.merging import facts_told, made_anew
from qualification.site import Site
from qualification.storage import calendar, leads, outbox, own_calendars
from qualification.storage.database import Database
from qualification.storage.leads import Stored
from qualification.storage.outbox import Effect

LINK_LASTS = timedelta(days=7)
"""How long the link in the letter about other visits can be followed."""


def forget(connection: Connection, lead_id: str, site: Site, now: datetime, base_url: str) -> bool:
    """Erases a person; False when there is nobody of that id. What is left to do outside names nobody."""
    effects = _undone(connection, leads.person(connection, lead_id), now, base_url)
    was_there = leads.erase(connection, lead_id)
    outbox.add(connection, effects, now)
    return was_there


def _undone(connection: Connection, lead_ids: Iterable[str], now: datetime, base_url: str) -> list[Effect]:
    """What takes the meetings of these leads out of the reps' calendars, and tells the reps."""
    effects: list[Effect] = []
    for meeting in [one for each in calendar.of_leads(connection, list(lead_ids)).values() for one in each]:
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
    return effects


def _other_visits(connection: Connection, lead: Lead) -> list[str]:
    """The ids of the other talks of the same person."""
    return [one for one in leads.person(connection, lead.id) if one not in (lead.id, lead.merged_into)] if lead.merged_into else []


def forget_visitor(connection: Connection, lead: Lead, site: Site, now: datetime, base_url: str) -> tuple[Stored, Lead] | None:
    """Erases whoever asked for it in the chat. Gives the person who is left, as stored and as the other talks alone tell; None when nobody is.

    Whoever types somebody else's address is taken for that person, and must not have them erased. So of a person who came
    before, this talk alone is erased, with all that was learned from it; for the rest a letter goes to the address, with a link that erases it all.
    """
    talks = leads.of_ids(connection, _other_visits(connection, lead))
    person = leads.find(connection, lead.merged_into, to_write=True) if lead.merged_into else None
    if person is None or not talks:
        forget(connection, lead.id, site, now, base_url)
        return None
    effects = _undone(connection, [lead.id], now, base_url)
    told = [*facts_told(lead), *(change for change in leads.history(connection, lead.id) if change.kind == "fact")]
    leads.forget_lines(connection, person.lead.id, told)
    leads.erase(connection, lead.id, alone=True)
    rest = sorted(talks.values(), key=lambda one: (one.created_at, one.id))
    anew = made_anew(person.lead, rest, list(leads.consents_of(connection, [one.id for one in rest]).values()))
    if lead.email and anew.email and folded_email(lead.email) == folded_email(anew.email):
        payload = {"letter": "erase_all_visitor", "base_url": base_url}
        effects.append(Effect(key=f"erase/{secrets.token_urlsafe(24)}", kind="mail", payload=payload, lead_id=person.lead.id))
    outbox.add(connection, effects, now)
    return person, anew


def has_other_visits(connection: Connection, lead: Lead) -> bool:
    """Whether erasing this talk leaves others of the same person, which only whoever reads their mail may have erased."""
    return bool(_other_visits(connection, lead))


def asked_by_letter(connection: Connection, secret: str, now: datetime) -> Lead | None:
    """The person whom a letter's link is about; None when there is none of that address, or it has gone stale."""
    effect = outbox.by_key(connection, f"erase/{secret}")
    if effect is None or effect.lead_id is None or (effect.delivered_at and now - effect.delivered_at > LINK_LASTS):
        return None
    stored = leads.find(connection, effect.lead_id)
    return stored.lead if stored else None


def erase_by_letter(database: Database, site: Site, secret: str, now: datetime, base_url: str) -> bool:
    """Erases the person whom a letter's link is about; False when there is nobody."""
    with database.writing() as connection:
        person = asked_by_letter(connection, secret, now)
        return person is not None and forget(connection, person.id, site, now, base_url)


def erase_lead(database: Database, site: Site, lead_id: str, now: datetime, base_url: str) -> bool:
    """Erases a person at once; False when there is nobody of that id."""
    with database.writing() as connection:
        return forget(connection, lead_id, site, now, base_url)
