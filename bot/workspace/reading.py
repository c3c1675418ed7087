"""What the pages show, read in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from qualification.history import Change
from qualification.lead import Lead
from qualification.storage import calendar, conversations, handovers, leads, outbox
from qualification.storage.calendar import Meeting
from qualification.storage.conversations import Message
from qualification.storage.database import Database
from qualification.storage.handovers import Handover
from qualification.storage.outbox import Effect

PAST = timedelta(days=60)


@dataclass(frozen=True)
class Agenda:
    """A rep's meetings: those to come, soonest first, and those of the last weeks, latest first, each with its lead."""

    to_come: Sequence[tuple[Meeting, Lead]]
    past: Sequence[tuple[Meeting, Lead]]


def agenda(connection: Connection, rep: str, now: datetime) -> Agenda:
    found = calendar.between(connection, now - PAST, None, rep)
    people = leads.of_ids(connection, {one.lead_id for one in found})
    shown = [(one, people[one.lead_id]) for one in found if one.lead_id in people]
    return Agenda(
        [pair for pair in shown if pair[0].end > now and pair[0].status == "booked"],
        [pair for pair in reversed(shown) if pair[0].end <= now or pair[0].status != "booked"],
    )


@dataclass(frozen=True)
class File:
    """Everything that is known of a lead."""

    lead: Lead
    meetings: Sequence[Meeting]
    conversation: Sequence[Message]
    history: Sequence[Change]


def file_of(connection: Connection, lead_id: str) -> File | None:
    stored = leads.find(connection, lead_id)
    if stored is None:
        return None
    # Who came several times is one person, with all talks and meetings.
    person = leads.person(connection, lead_id)
    meetings = sorted((one for each in calendar.of_leads(connection, person).values() for one in each), key=lambda one: one.start)
    said = sorted((one for each in person for one in conversations.all_of(connection, each)), key=lambda one: one.at)
    return File(stored.lead, meetings, said, leads.history(connection, lead_id))


@dataclass(frozen=True)
class Outgoing:
    """What waits to leave the house or could not, and how many there are of each."""

    effects: Sequence[Effect]
    counts: Mapping[str, int]
    people: Mapping[str, Lead]


def outgoing(connection: Connection, now: datetime) -> Outgoing:
    effects = [*outbox.listed(connection, 100, state="given_up"), *outbox.listed(connection, 200, state="waiting")]
    return Outgoing(effects, outbox.counts(connection, now), leads.of_ids(connection, {one.lead_id for one in effects if one.lead_id}))


@dataclass(frozen=True)
class Caller:
    """Somebody who asked for a person, and the last thing they said."""

    handover: Handover
    lead: Lead
    last: Message | None


def callers(connection: Connection) -> list[Caller]:
    """Everybody who waits for a person or talks with one, who came first before the others."""
    found = handovers.all_of(connection)
    people = leads.of_ids(connection, [one.lead_id for one in found])
    return [Caller(one, people[one.lead_id], _last_words(connection, one.lead_id)) for one in found]


def _last_words(connection: Connection, lead_id: str) -> Message | None:
    return next((one for one in reversed(conversations.all_of(connection, lead_id)) if one.sender == "visitor"), None)


def how_many_wait(database: Database) -> int:
    with database.reading() as connection:
        return handovers.count_waiting(connection)
