"""A database is opened the same way everywhere: durable, with foreign keys, and short transactions."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError, StatementError

from qualification.storage import leads, tables
from qualification.storage.database import Database
from tests import postgres
from tests.cast import CLAIRE, NORA
from tests.conftest import NOW


def ids(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(connection.scalars(select(tables.leads.c.id)))


def test_sqlite_is_durable_and_keeps_foreign_keys(tmp_path: Path) -> None:
    with Database(f"sqlite:///{tmp_path / 'vestibule.db'}").reading() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys", "synchronous")]
    assert found == ["wal", 1, 2]


def test_a_transaction_is_written_whole_or_not_at_all(database: Database) -> None:
    def write_and_fail() -> None:
        with database.writing() as connection:
            leads.add(connection, NORA)
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert ids(database) == set()


def test_a_reader_sees_one_moment(database: Database) -> None:
    with database.writing() as connection:
        leads.add(connection, NORA)
    with database.reading() as connection:
        assert leads.find(connection, "nora") is not None
        with database.writing() as other:
            leads.add(other, CLAIRE)
        assert leads.find(connection, "claire") is None
    assert ids(database) == {"nora", "claire"}


def test_a_reader_changes_nothing(database: Database) -> None:
    try:
        with database.reading() as connection:
            leads.add(connection, NORA)
    except SQLAlchemyError:
        pass  # PostgreSQL refuses at once; SQLite lets go what was written.
    assert ids(database) == set()


def test_nothing_hangs_on_a_lead_that_is_not_there(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(insert(tables.acts).values(lead_id="nobody", type="page_view", at=NOW))


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="a time without a zone"), database.writing() as connection:
        leads.add(connection, replace(NORA, created_at=datetime(2026, 11, 22, 9)))


def test_a_database_that_is_not_there_does_not_answer(tmp_path: Path, database: Database) -> None:
    assert database.answers()
    assert not Database("postgresql://nobody@/nothing?host=/nowhere").answers()


def test_the_folder_of_an_sqlite_file_is_made(tmp_path: Path) -> None:
    assert Database(f"sqlite:///{tmp_path / 'new' / 'folder' / 'vestibule.db'}").answers()


def test_without_postgresql_the_tests_fail_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "INSTALLED", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(pytest.fail.Exception, match="apt-get install postgresql"):
        postgres.binaries()
