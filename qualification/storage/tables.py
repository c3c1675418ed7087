"""The tables. Times are UTC; a lead's answers are one document beside the columns that are searched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


class Instant(TypeDecorator[datetime]):
    """An aware time, stored in UTC. Naive times are refused; SQLite, which forgets zones, is read as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value}")
        return value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """Of SQLite's text directly: going through two layers takes ten times as long, which shows where millions of acts are read."""
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_lead(**options: Any) -> Column[str]:
    return Column("lead_id", String(36), ForeignKey("leads.id", ondelete="CASCADE"), nullable=False, **options)


leads = Table(
    "leads",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("document", Text, nullable=False),
    Column("stage", String(16), nullable=False),
    Column("source", String(200)),
    Column("search", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("source_kind", String(16)),
    Column("email", Text),
    Column("phone", String(20)),
    Column("domain", String(253)),
    Column("merged_into", String(36)),
    Column("wakes_at", Instant),
    Index(None, "created_at", "id"),
    Index(None, "stage"),
    Index(None, "source"),
    Index(None, "source_kind"),
    Index(None, "email"),
    Index(None, "phone"),
    Index(None, "domain"),
    Index(None, "merged_into"),
    Index(None, "wakes_at"),
)
"""`email` is folded; `domain` is a company's own; `merged_into` names the lead that this one turned out to be."""

messages = Table(
    "messages",
    metadata,
    Column("id", String(36), primary_key=True),
    _of_lead(),
    Column("position", Integer, nullable=False),
    Column("client_id", String(36)),
    Column("reply_to", String(36)),
    Column("sender", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("choice", Text),
    Column("at", Instant, nullable=False),
    Column("language", String(2), nullable=False),
    Column("asks", String(32)),
    Column("choices", JSON(none_as_null=True)),
    Column("meeting", JSON(none_as_null=True)),
    Column("answered", Boolean, nullable=False),
    UniqueConstraint("lead_id", "position"),
    UniqueConstraint("lead_id", "client_id"),
    Index(None, "lead_id", "reply_to"),
)

history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _of_lead(index=True),
    Column("at", Instant, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("name", String(36)),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Column("because", Text, nullable=False),
    Column("who", String(80), nullable=False),
)

acts = Table(
    "acts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _of_lead(index=True),
    Column("type", String(32), nullable=False),
    Column("page", Text),
    Column("seconds", Integer),
    Column("at", Instant, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _of_lead(index=True),
    Column("tracking", Boolean, nullable=False),
    Column("marketing", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_version", String(32), nullable=False),
    Column("language", String(2), nullable=False),
    Column("at", Instant, nullable=False),
)

meetings = Table(
    "meetings",
    metadata,
    Column("id", String(36), primary_key=True),
    _of_lead(index=True),
    Column("rep", String(64), nullable=False),
    Column("start", Instant, nullable=False),
    Column("end", Instant, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("secret", String(43), nullable=False, unique=True),
    Column("expires_at", Instant),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("attendance", String(8)),
    Column("outcome", Text),
    CheckConstraint("status IN ('held', 'booked', 'cancelled')", name="status"),
    Index(None, "rep", "start"),
)

occupied = Table(
    "occupied",
    metadata,
    Column("rep", String(64), primary_key=True),
    Column("cell", Instant, primary_key=True),
    Column("meeting_id", String(36), ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False, index=True),
)
"""The quarter hours a rep is taken. The primary key is what forbids two meetings at once."""

calendar_entries = Table(
    "calendar_entries",
    metadata,
    Column("meeting_id", String(36), ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True),
    Column("rep", String(64), primary_key=True, index=True),
    Column("href", Text, nullable=False),
    Column("etag", Text),
    Column("start", Instant, nullable=False),
    Column("end", Instant, nullable=False),
)
"""What stands in a rep's own calendar, as it was when it was last written or read there."""

busy = Table(
    "busy",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("rep", String(64), nullable=False),
    Column("start", Instant, nullable=False),
    Column("end", Instant, nullable=False),
    Index(None, "rep", "end"),
)
"""When a rep's own calendar says that they are not free; nothing is kept of why."""

calendars = Table(
    "calendars",
    metadata,
    Column("rep", String(64), primary_key=True),
    Column("read_at", Instant),
    Column("fault", String(32)),
    Column("detail", Text),
    Column("fault_since", Instant),
)
"""How reading each rep's calendar went the last time."""

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("nonce", String(43), primary_key=True),
    Column("at", Instant, nullable=False),
)
"""Links by which a rep signed in, so that each works once."""

handovers = Table(
    "handovers",
    metadata,
    _of_lead(primary_key=True),
    Column("since", Instant, nullable=False, index=True),
    Column("rep", String(64)),
    Column("taken_at", Instant),
)
"""Visitors who wait for a person, and those a person talks with."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(120), nullable=False, unique=True),
    Column("lead_id", String(36), ForeignKey("leads.id", ondelete="CASCADE"), index=True),
    Column("kind", String(16), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("leased_until", Instant),
    Column("delivered_at", Instant),
    Column("given_up_at", Instant),
    Column("error", Text),
    Column("fault", String(32)),
    Index(None, "delivered_at", "given_up_at", "due_at"),
)

tracker_events = Table(
    "tracker_events",
    metadata,
    Column("conversation", String(200), primary_key=True),
    Column("session", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("event", Text, nullable=False),
)
"""What Rasa remembers of a talk, append-only; a long talk goes on in a new session."""

rulesets = Table(
    "rulesets",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("version", String(32), nullable=False),
    Column("origin", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("who", String(80), nullable=False),
    CheckConstraint("origin IN ('site file', 'applied', 'rolled back')", name="origin"),
)
"""Scoring rules, as written and as read. The one with the highest number is in force; none is ever changed or deleted."""

outcomes = Table(
    "outcomes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _of_lead(index=True),
    Column("at", Instant, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("reason", String(64)),
    Column("who", String(80), nullable=False),
    Column("source", String(200), nullable=False),
    Column("rules_version", String(32), nullable=False),
    Column("rules", JSON, nullable=False),
    Column("facts", JSON, nullable=False),
    CheckConstraint("verdict IN ('accepted', 'rejected', 'won', 'lost')", name="verdict"),
)
"""What sales said of a lead, with what was known of it before and the rules that had proposed it."""

imported = Table(
    "imported",
    metadata,
    Column("key", String(64), primary_key=True),
    _of_lead(index=True),
    Column("batch", String(36), nullable=False),
    Column("at", Instant, nullable=False),
)
"""The rows of files that were imported, by their content, so that none is imported twice."""
