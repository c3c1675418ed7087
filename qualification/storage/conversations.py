"""Messages: stored before they are thought about, answered once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, case, exists, func, insert, select, update

from qualification.bant import Language
from qualification.storage.tables import leads, messages
from qualification.worth import Asked


@dataclass(frozen=True)
class Choice:
    """Something the visitor may choose. `value` is what choosing it says; it never leaves the house."""

    id: str
    label: str
    value: Mapping[str, Any]


@dataclass(frozen=True)
class Message:
    """One message of a conversation."""

    id: str
    sender: Literal["visitor", "assistant", "rep"]
    text: str
    at: datetime
    language: Language
    asks: str | None = None
    choices: tuple[Choice, ...] = ()
    meeting: Mapping[str, Any] | None = None
    client_id: str | None = None
    """The id a visitor's client gave the message."""
    reply_to: str | None = None
    """The client id of the message this answers."""
    choice: str | None = None
    """The id of the choice the visitor made."""
    answered: bool = True


def _message(row: RowMapping) -> Message:
    return Message(
        id=row["id"],
        sender=row["sender"],
        text=row["text"],
        at=row["at"],
        language=row["language"],
        asks=row["asks"],
        choices=tuple(Choice(one["id"], one["label"], one["value"]) for one in row["choices"] or ()),
        meeting=row["meeting"],
        client_id=row["client_id"],
        reply_to=row["reply_to"],
        choice=row["choice"],
        answered=row["answered"],
    )


def add(connection: Connection, lead_id: str, said: Iterable[Message]) -> None:
    """Appends messages to the conversation. Two with the same client id cannot be: IntegrityError."""
    # Whoever appends waits for whoever appends: visitor, rep and worker write into one talk, and each message has a place of its own.
    connection.execute(select(leads.c.id).where(leads.c.id == lead_id).with_for_update(key_share=True))
    position = connection.scalar(select(func.coalesce(func.max(messages.c.position), 0)).where(messages.c.lead_id == lead_id)) or 0
    rows = [
        {
            "id": one.id,
            "lead_id": lead_id,
            "position": position + offset,
            "client_id": one.client_id,
            "reply_to": one.reply_to,
            "sender": one.sender,
            "text": one.text,
            "choice": one.choice,
            "at": one.at,
            "language": one.language,
            "asks": one.asks,
            "choices": [vars(choice) for choice in one.choices] or None,
            "meeting": dict(one.meeting) if one.meeting else None,
            "answered": one.answered,
        }
        for offset, one in enumerate(said, 1)
    ]
    if rows:
        connection.execute(insert(messages), rows)


def by_client_id(connection: Connection, lead_id: str, client_id: str) -> Message | None:
    """The visitor's message with the id its client gave it."""
    row = connection.execute(select(messages).where(messages.c.lead_id == lead_id, messages.c.client_id == client_id)).mappings().first()
    return _message(row) if row else None


def replies_to(connection: Connection, lead_id: str, client_id: str) -> list[Message]:
    """What the assistant said in the turn of that message."""
    query = select(messages).where(messages.c.lead_id == lead_id, messages.c.reply_to == client_id).order_by(messages.c.position)
    return [_message(row) for row in connection.execute(query).mappings()]


def all_of(connection: Connection, lead_id: str) -> list[Message]:
    """The whole conversation, oldest first."""
    query = select(messages).where(messages.c.lead_id == lead_id).order_by(messages.c.position)
    return [_message(row) for row in connection.execute(query).mappings()]


def position(connection: Connection, lead_id: str) -> int:
    """The place of the last message, 0 where nothing was said."""
    return connection.scalar(select(func.max(messages.c.position)).where(messages.c.lead_id == lead_id)) or 0


def said_beside(connection: Connection, lead_id: str, after: int) -> list[tuple[int, Message]]:
    """What was said to the visitor outside a turn, with its place in the talk, after a place in it; oldest first."""
    beside = (messages.c.position > after, messages.c.sender != "visitor", messages.c.reply_to.is_(None))
    query = select(messages).where(messages.c.lead_id == lead_id, *beside).order_by(messages.c.position)
    return [(row["position"], _message(row)) for row in connection.execute(query).mappings()]


def mark_answered(connection: Connection, lead_id: str, client_id: str) -> bool:
    """Marks the message as answered; False when somebody else answered it already."""
    written = connection.execute(
        update(messages).where(messages.c.lead_id == lead_id, messages.c.client_id == client_id, messages.c.answered.is_(False)).values(answered=True)
    )
    return written.rowcount == 1


def offer(connection: Connection, lead_id: str) -> tuple[Choice, ...]:
    """The choices that are on offer now: those of the last thing that was said to the visitor."""
    query = select(messages).where(messages.c.lead_id == lead_id, messages.c.sender != "visitor").order_by(messages.c.position.desc()).limit(1)
    row = connection.execute(query).mappings().first()
    return _message(row).choices if row else ()


def was_offered(connection: Connection, lead_id: str, choice_id: str) -> bool:
    """Whether this choice was ever offered to this visitor."""
    offered = connection.scalars(select(messages.c.choices).where(messages.c.lead_id == lead_id, messages.c.choices.is_not(None)))
    return any(choice["id"] == choice_id for choices in offered for choice in choices)


def how_questions_fared(connection: Connection, since: datetime, until: datetime) -> dict[str, Asked]:
    """For each attribute how often it was asked from `since` to `until` (excluded), and how often nothing more was said after that."""
    table, later = messages, messages.alias()
    followed = exists().where(later.c.lead_id == table.c.lead_id, later.c.position > table.c.position, later.c.sender == "visitor")
    asked = select(table.c.asks, func.count().label("asked"), func.sum(case((followed, 0), else_=1)).label("left"))
    asked = asked.where(table.c.asks.is_not(None), table.c.at >= since, table.c.at < until).group_by(table.c.asks)
    return {row.asks: Asked(row.asked, int(row.left)) for row in connection.execute(asked)}
