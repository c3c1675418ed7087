"""Booking: outcomes of meetings, reps' own calendars, sign-in links, why an effect failed."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _instant(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.add_column("meetings", sa.Column("attendance", sa.String(length=8), nullable=True))
    op.add_column("meetings", sa.Column("outcome", sa.Text(), nullable=True))
    op.add_column("outbox", sa.Column("fault", sa.String(length=32), nullable=True))
    op.create_table(
        "calendar_entries",
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("rep", sa.String(length=64), nullable=False),
        sa.Column("href", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        _instant("start", nullable=False),
        _instant("end", nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_calendar_entries_meeting_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("meeting_id", "rep", name=op.f("pk_calendar_entries")),
    )
    op.create_index(op.f("ix_calendar_entries_rep"), "calendar_entries", ["rep"])
    op.create_table(
        "busy",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("rep", sa.String(length=64), nullable=False),
        _instant("start", nullable=False),
        _instant("end", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_busy")),
    )
    op.create_index(op.f("ix_busy_rep_end"), "busy", ["rep", "end"])
    op.create_table(
        "calendars",
        sa.Column("rep", sa.String(length=64), nullable=False),
        _instant("read_at"),
        sa.Column("fault", sa.String(length=32), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        _instant("fault_since"),
        sa.PrimaryKeyConstraint("rep", name=op.f("pk_calendars")),
    )
    op.create_table(
        "sign_ins",
        sa.Column("nonce", sa.String(length=43), nullable=False),
        _instant("at", nullable=False),
        sa.PrimaryKeyConstraint("nonce", name=op.f("pk_sign_ins")),
    )


def downgrade() -> None:
    for table in ("sign_ins", "calendars", "busy", "calendar_entries"):
        op.drop_table(table)
    op.drop_column("outbox", "fault")
    for column in ("outcome", "attendance"):
        op.drop_column("meetings", column)
