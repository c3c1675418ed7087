"""One database, opened the same way everywhere: durable, with foreign keys, and short transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """A database by SQLAlchemy URL. Safe to share between threads; forked processes open their own."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.url.drivername == "postgresql":
            self.url = self.url.set(drivername="postgresql+psycopg")
        self.engine: Engine = self._open()

    def _open(self) -> Engine:
        if not self.is_sqlite:
            return create_engine(self.url, hide_parameters=True, pool_pre_ping=True, pool_size=8, max_overflow=8)
        if self.url.database and self.url.database != ":memory:":
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(self.url, hide_parameters=True, connect_args={"timeout": 10}, pool_size=8, max_overflow=8)

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, _: Any) -> None:
            # The driver's own implicit transactions would start reads as writes, and too late.
            connection.isolation_level = None
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA foreign_keys = ON")
            # FULL: what the visitor was told is noted survives a power cut.
            connection.execute("PRAGMA synchronous = FULL")

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")

        return engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database and changes nothing."""
        # SQLite's transactions see one moment anyway; PostgreSQL's would see a new one with every question.
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self.engine.connect().execution_options(**options) as connection:
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is written, or on any exception nothing."""
        with self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection

    def migrate(self) -> None:
        """Brings the tables to the present form. Doing it twice does nothing."""
        # Here, not at the top: only who migrates pays for loading it.
        from alembic import command
        from alembic.config import Config

        config = Config()
        # A percent sign in the path is one, not the beginning of a placeholder.
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes["database"] = self
        command.upgrade(config, "head")

    def answers(self) -> bool:
        """Whether the database can be asked anything right now."""
        try:
            with self.reading() as connection:
                connection.exec_driver_sql("SELECT 1")
        except Exception:
            return False
        return True

    def close(self) -> None:
        self.engine.dispose()
