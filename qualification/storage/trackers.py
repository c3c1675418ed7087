"""What Rasa remembers of each talk: events, appended, never rewritten."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, select

from qualification.storage.tables import tracker_events as events


def latest(connection: Connection, conversation: str) -> tuple[int, list[str]]:
    """The number of the latest session and its events as JSON, oldest first; session 0 and nothing for a new conversation."""
    session = connection.scalar(select(func.max(events.c.session)).where(events.c.conversation == conversation)) or 0
    rows = connection.scalars(
        select(events.c.event).where(events.c.conversation == conversation, events.c.session == session).order_by(events.c.position)
    )
    return session, list(rows)


def append(connection: Connection, conversation: str, session: int, position: int, new: Sequence[str]) -> None:
    """Appends events from `position` on. A position that is taken raises IntegrityError: somebody else went on."""
    if new:
        rows = [{"conversation": conversation, "session": session, "position": position + n, "event": event} for n, event in enumerate(new)]
        connection.execute(insert(events), rows)


def conversations(connection: Connection) -> list[str]:
    return list(connection.scalars(select(events.c.conversation).distinct()))
