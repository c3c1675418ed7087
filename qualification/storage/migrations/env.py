"""Alembic's entry: runs the migrations on the database it was handed."""

from __future__ import annotations

from alembic import context

from qualification.storage.tables import metadata

database = context.config.attributes["database"]
with database.writing() as connection:
    # Two processes starting at once take turns; SQLite's BEGIN IMMEDIATE does the same.
    if not database.is_sqlite:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7368229)")
    context.configure(connection=connection, target_metadata=metadata, transactional_ddl=False)
    context.run_migrations()
