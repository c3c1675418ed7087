"""What every command needs: the site, the database, a clock, and a way to show things to people and to programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from getpass import getuser
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.settings import BadSetting, Settings, load_settings, site
from qualification.site import Site
from qualification.sites.problems import BrokenSite
from qualification.storage import leads
from qualification.storage.database import Database
from qualification.tabling import NoTable, Table, table_of

WRONG = 1
"""The exit code when what was asked for could not be done; 2 is for a command that was typed wrongly."""

people = Console(width=None if sys.stdout.isatty() else 140)
beside = Console(stderr=True)


@dataclass(frozen=True)
class Desk:
    """Where a command works."""

    settings: Settings
    site: Site
    database: Database
    now: datetime

    def how_many(self) -> int:
        with self.database.reading() as connection:
            return leads.count(connection)


def fail(text: str) -> typer.Exit:
    """Says what went wrong, and is raised to end with the exit code for it."""
    beside.print(text, style="red", markup=False, highlight=False, soft_wrap=True)
    return typer.Exit(WRONG)


@contextmanager
def opened() -> Iterator[Desk]:
    """The database of the settings, with its tables up to date, and the site. What is wrong with either is said."""
    try:
        settings, here = load_settings(), site()
    except (BadSetting, BrokenSite) as error:
        raise fail(str(error)) from None
    database = Database(settings.database_url)
    try:
        database.migrate()
        yield Desk(settings, here, database, datetime.now(UTC))
    except BrokenSite as error:
        raise fail(str(error)) from None
    finally:
        database.close()


def me() -> str:
    """Who is at the keyboard, for the history."""
    try:
        return getuser()[:80]
    except (KeyError, OSError):
        return "unknown"


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar beside the output, for people only; gives what to tell how many are done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=beside, transient=True, disable=not sys.stderr.isatty()) as bars:
        task = bars.add_task(what, total=total)
        yield lambda done: bars.update(task, completed=done)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    raise TypeError(type(value))


def print_json(value: Any) -> None:
    """For programs: JSON on one stream, nothing else."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def table_in(file: Path) -> Table:
    """The table that a file holds; ends the command with what is wrong when it holds none."""
    try:
        return table_of(file.read_bytes())
    except OSError as error:
        raise fail(f"{file} cannot be read: {error.strerror}.") from None
    except NoTable as error:
        raise fail(f"{file}: {error}.") from None
