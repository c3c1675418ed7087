"""Databases for tests: a fresh one for each test, on SQLite and on PostgreSQL, migrated once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualification.storage.database import Database
from tests.postgres import PostgresServer

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the tables in it."""
    path = tmp_path_factory.mktemp("migrated") / "vestibule.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    database.close()
    return path


@pytest.fixture(scope="session")
def migrated_template(postgres: PostgresServer) -> str:
    """The name of a PostgreSQL database with the tables in it."""
    postgres.ask("CREATE DATABASE migrated")
    database = Database(postgres.url("migrated"))
    database.migrate()
    database.close()
    return "migrated"


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'vestibule.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with its tables."""
    if request.param == "sqlite":
        url = _copied(request, tmp_path)
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        url = server.new_database(request.getfixturevalue("migrated_template"))
    found = Database(url)
    yield found
    found.close()


@pytest.fixture
def sqlite(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database with its tables, for what does not depend on the kind."""
    found = Database(_copied(request, tmp_path))
    yield found
    found.close()


def _copied(request: pytest.FixtureRequest, folder: Path) -> str:
    path = folder / "vestibule.db"
    shutil.copyfile(request.getfixturevalue("migrated_file"), path)
    return f"sqlite:///{path}"
