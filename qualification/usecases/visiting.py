"""Somebody comes to the site: the lead begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from qualification.bant import Language
from qualification.lead import Interview, Lead, Source
from qualification.site import Site
from qualification.storage import conversations, leads
from qualification.storage.conversations import Message
from qualification.storage.database import Database


def arrive(
    database: Database,
    site: Site,
    lead_id: str,
    now: datetime,
    *,
    language: Language,
    timezone: str | None = None,
    source: Source | None = None,
    said: Sequence[Message] = (),
) -> Lead:
    """A new lead, with the first words that were said to it; the last of them may already ask something."""
    asking = next((message.asks for message in reversed(said) if message.asks), None)
    interview = Interview(asking=asking, asked={asking: 1} if asking else {})
    lead = Lead(id=lead_id, created_at=now, updated_at=now, language=language, timezone=timezone, source=source or Source(), interview=interview)
    with database.writing() as connection:
        leads.add(connection, lead)
        conversations.add(connection, lead_id, said)
    return lead
