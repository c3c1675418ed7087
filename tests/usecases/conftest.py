"""A house without a chat: leads come in, and each act is one turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from qualification.history import Change
from qualification.lead import Lead
from qualification.site import Site
from qualification.storage import calendar, conversations, leads, outbox
from qualification.storage.calendar import Meeting
from qualification.storage.conversations import Message
from qualification.storage.database import Database
from qualification.storage.outbox import Effect
from qualification.usecases.turn import Turn, alone, begin
from tests.conftest import NOW

BASE_URL = "https://calepin.example"


class Desk:
    """Where leads are taken care of."""

    def __init__(self, database: Database, site: Site) -> None:
        self.database = database
        self.site = site

    def know(self, *people: Lead) -> None:
        """These leads are there already."""
        with self.database.writing() as connection:
            for lead in people:
                leads.add(connection, lead)

    def begin(self, lead_id: str, now: datetime = NOW) -> Turn:
        turn = begin(self.database, self.site, lead_id, now, BASE_URL)
        assert turn is not None
        return turn

    @contextmanager
    def turn(self, lead_id: str, now: datetime = NOW) -> Iterator[Turn]:
        """One turn, written when the block ends well."""
        turn = self.begin(lead_id, now)
        yield turn
        alone(turn)

    def lead(self, lead_id: str) -> Lead | None:
        with self.database.reading() as connection:
            stored = leads.find(connection, lead_id)
        return stored.lead if stored else None

    def history(self, lead_id: str, kind: str) -> list[Change]:
        with self.database.reading() as connection:
            return [change for change in leads.history(connection, lead_id) if change.kind == kind]

    def conversation(self, lead_id: str) -> list[Message]:
        with self.database.reading() as connection:
            return conversations.all_of(connection, lead_id)

    def say(self, lead_id: str, *said: Message) -> None:
        with self.database.writing() as connection:
            conversations.add(connection, lead_id, said)

    def meetings(self, lead_id: str) -> list[Meeting]:
        with self.database.reading() as connection:
            return calendar.of_leads(connection, [lead_id])[lead_id]

    def outbox(self) -> list[Effect]:
        """All effects, oldest first."""
        with self.database.reading() as connection:
            return outbox.listed(connection)[::-1]

    def letters(self) -> list[str]:
        """The letters to be sent at once, by name."""
        return [str(effect.payload["letter"]) for effect in self.outbox() if effect.kind == "mail" and "reminder" not in effect.payload["letter"]]

    def reminders(self) -> list[Effect]:
        return [effect for effect in self.outbox() if "reminder" in effect.payload.get("letter", "")]


@pytest.fixture
def desk(database: Database, site: Site) -> Desk:
    return Desk(database, site)
