"""A lead with a meeting, and the letters about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest

from qualification.lead import Lead
from qualification.outbox.writing import letter_of
from qualification.site import Site
from qualification.storage import calendar, leads
from qualification.storage.calendar import Meeting
from qualification.storage.database import Database
from qualification.storage.outbox import Effect
from tests.cast import meeting_of
from tests.conftest import NOW

BASE_URL = "https://calepin.example"
Write = Callable[..., EmailMessage]


def effect(letter: str, lead: Lead, meeting: Meeting | None = None, **changes: Any) -> Effect:
    """What stands in the outbox for a letter."""
    payload = {"letter": letter, "base_url": BASE_URL, **({"meeting": meeting.id} if meeting else {})}
    if letter == "sign_in_rep":
        return replace(Effect(f"camille/{letter}", "mail", {**payload, "rep": "camille"}), **changes)
    key = f"{meeting.id}/{meeting.sequence}/{letter}" if meeting else f"{lead.id}/{letter}"
    return replace(Effect(key, "mail", payload, lead.id), **changes)


def booked(lead: Lead, **changes: Any) -> Meeting:
    return meeting_of(lead, **{"status": "booked", "expires_at": None, **changes})


@pytest.fixture
def write(sqlite: Database, site: Site) -> Iterator[Write]:
    """The letter of that name about a lead and, where it is about one, a meeting."""
    with sqlite.writing() as connection:

        def written(letter: str, lead: Lead, meeting: Meeting | None = None, at: Site = site) -> EmailMessage:
            leads.add(connection, lead)
            if meeting:
                calendar.hold(connection, replace(meeting, lead_id=lead.id))
            try:
                return letter_of(effect(letter, lead, meeting), connection, at, NOW, lambda rep: f"token-of-{rep}")
            finally:
                leads.erase(connection, lead.id)

        yield written
