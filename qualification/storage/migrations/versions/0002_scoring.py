"""Rules and outcomes are kept; leads are found by who they are; the same row of a file is imported once."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from qualification.identity import domain_of, folded_email

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("source_kind", sa.String(length=16)),
    ("email", sa.Text()),
    ("phone", sa.String(length=20)),
    ("domain", sa.String(length=253)),
    ("merged_into", sa.String(length=36)),
    ("wakes_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    for name, kind in _COLUMNS:
        op.add_column("leads", sa.Column(name, kind, nullable=True))
    _fill()
    for name, _ in _COLUMNS:
        op.create_index(op.f(f"ix_leads_{name}"), "leads", [name], unique=False)
    with op.batch_alter_table("history") as history:
        history.alter_column("who", existing_type=sa.String(length=32), type_=sa.String(length=80), existing_nullable=False)
    op.create_table(
        "rulesets",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.CheckConstraint("origin IN ('site file', 'applied', 'rolled back')", name=op.f("ck_rulesets_origin")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_rulesets")),
    )
    op.create_table(
        "outcomes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("lead_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("rules_version", sa.String(length=32), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.CheckConstraint("verdict IN ('accepted', 'rejected', 'won', 'lost')", name=op.f("ck_outcomes_verdict")),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], name=op.f("fk_outcomes_lead_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcomes")),
    )
    op.create_index(op.f("ix_outcomes_lead_id"), "outcomes", ["lead_id"], unique=False)
    op.create_table(
        "imported",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("lead_id", sa.String(length=36), nullable=False),
        sa.Column("batch", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], name=op.f("fk_imported_lead_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_imported")),
    )
    op.create_index(op.f("ix_imported_lead_id"), "imported", ["lead_id"], unique=False)


def _fill() -> None:
    """The new columns of the leads that are there already, from their documents."""
    leads = sa.table("leads", *[sa.column(name) for name in ("id", "document", "source_kind", "email", "phone", "domain")])
    connection = op.get_bind()
    ids = connection.scalars(sa.select(leads.c.id)).all()
    for lead_id in ids:
        document = json.loads(connection.scalar(sa.select(leads.c.document).where(leads.c.id == lead_id)) or "{}")
        email = document.get("email")
        connection.execute(
            sa.update(leads)
            .where(leads.c.id == lead_id)
            .values(
                source_kind=(document.get("source") or {}).get("kind", "website"),
                email=folded_email(email),
                phone=document.get("phone"),
                domain=domain_of(email, document.get("website")),
            )
        )


def downgrade() -> None:
    op.drop_index(op.f("ix_imported_lead_id"), table_name="imported")
    op.drop_table("imported")
    op.drop_index(op.f("ix_outcomes_lead_id"), table_name="outcomes")
    op.drop_table("outcomes")
    op.drop_table("rulesets")
    with op.batch_alter_table("history") as history:
        history.alter_column("who", existing_type=sa.String(length=80), type_=sa.String(length=32), existing_nullable=False)
    for name, _ in reversed(_COLUMNS):
        op.drop_index(op.f(f"ix_leads_{name}"), table_name="leads")
        op.drop_column("leads", name)
