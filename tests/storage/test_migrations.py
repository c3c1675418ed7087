"""The tables come into being the same way everywhere, once."""

from __future__ import annotations

import shutil
from concurrent.futures import Executor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from qualification.storage import database as module
from qualification.storage import leads
from qualification.storage.database import Database
from qualification.storage.tables import metadata
from tests.cast import CLAIRE
from tests.rivals import at_once, migrate


def difference(database: Database) -> list[object]:
    """What the tables in the database and those in the code do not share."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, metadata))


def test_the_migrations_make_the_tables_that_the_code_knows(empty_url: str) -> None:
    database = Database(empty_url)
    database.migrate()
    assert difference(database) == []
    database.close()


def test_migrating_twice_does_nothing_and_loses_nothing(database: Database) -> None:
    with database.writing() as connection:
        leads.add(connection, CLAIRE)
    database.migrate()
    with database.reading() as connection:
        assert leads.find(connection, "claire") is not None
    assert difference(database) == []


def test_processes_that_start_at_once_migrate_once(empty_url: str, rivals: Executor) -> None:
    at_once(rivals, migrate, [(empty_url,)] * 4)
    database = Database(empty_url)
    assert difference(database) == []
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM alembic_version").scalar() == 1
    database.close()


def test_a_failing_migration_leaves_nothing_behind(empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "migrations"
    shutil.copytree(module.MIGRATIONS, broken)
    first = broken / "versions" / "0001_first_tables.py"
    first.write_text(first.read_text().replace("    # ### end Alembic commands ###", "    raise RuntimeError('half way')", 1))
    monkeypatch.setattr(module, "MIGRATIONS", broken)
    database = Database(empty_url)
    with pytest.raises(RuntimeError, match="half way"):
        database.migrate()
    assert "leads" not in inspect(database.engine).get_table_names()
    database.close()


def test_the_house_may_stand_in_a_folder_with_a_percent_sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "100%(sure)s"
    shutil.copytree(module.MIGRATIONS, folder)
    monkeypatch.setattr(module, "MIGRATIONS", folder)
    database = Database(f"sqlite:///{tmp_path / 'vestibule.db'}")
    database.migrate()
    assert difference(database) == []
    database.close()
