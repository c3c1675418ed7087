"""Databases for tests: empty ones with their tables in them, on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import delete, event

from qualification.storage.database import Database
from qualification.storage.tables import metadata
from tests.postgres import PostgresServer

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the tables in it, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "vestibule.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    database.close()
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres: PostgresServer) -> Iterator[Database]:
    """The one PostgreSQL database with the tables in it; making one takes longer than emptying it."""
    database = Database(postgres.url(postgres.new_database()))
    database.migrate()
    yield database
    database.close()


@contextmanager
def _copied(request: pytest.FixtureRequest, folder: Path) -> Iterator[Database]:
    """A copy of the migrated file that no power cut has to spare."""
    path = folder / "vestibule.db"
    shutil.copyfile(request.getfixturevalue("migrated_file"), path)
    database = Database(f"sqlite:///{path}")
    event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    yield database
    database.close()


@contextmanager
def _emptied(request: pytest.FixtureRequest) -> Iterator[Database]:
    database: Database = request.getfixturevalue("migrated_postgres")
    yield database
    with database.writing() as connection:
        # A test that leaves a transaction open is told so instead of waited for.
        connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with its tables, once of each kind."""
    with _copied(request, tmp_path) if request.param == "sqlite" else _emptied(request) as found:
        yield found


@pytest.fixture
def sqlite(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database with its tables, for what does not depend on the kind."""
    with _copied(request, tmp_path) as found:
        yield found


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'vestibule.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = server.new_database()
    yield server.url(name)
    server.drop(name)
