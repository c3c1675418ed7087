"""Arrows go one way: bot, actions -> usecases -> storage, outbox -> the thinking ring, which knows none of the world outside."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from tests.house import ROOT

FOLDERS = ("qualification", "actions", "bot")


@dataclass(frozen=True)
class Room:
    """A room of the house and what it may know of the others. Names are modules; a name stands for all that is in it."""

    title: str
    modules: tuple[str, ...]
    may_import: tuple[str, ...]


RING = ("qualification",)
ROOMS = (
    Room("bot", ("bot",), ("bot", "qualification", "actions.replies")),
    Room(
        "actions",
        ("actions",),
        # A database to open and a meeting to tell of are all that an action sees of the storage.
        (
            "actions",
            "bot.settings",
            "bot.wording",
            "qualification.usecases",
            "qualification.storage.database.Database",
            "qualification.storage.calendar.Meeting",
            *RING,
        ),
    ),
    Room("the use cases", ("qualification.usecases",), ("qualification.usecases", "qualification.storage", "qualification.outbox", *RING)),
    Room("the outbox", ("qualification.outbox",), ("qualification.outbox", "qualification.storage", *RING)),
    Room("the storage", ("qualification.storage",), ("qualification.storage", *RING)),
    Room("the site files", ("qualification.sites",), ("qualification.sites", *RING)),
    Room("the thinking ring", RING, RING),
)
INNER = ("qualification.usecases", "qualification.storage", "qualification.outbox", "qualification.sites")
"""What `qualification` alone does not stand for: everything else in it is the thinking ring. Site files are loaded for the ring, not by it."""

ONLY_IN = {
    "rasa": ("bot.assistant", "bot.nlu", "bot.training"),
    "rasa_sdk": ("actions", "bot.assistant.endpoint"),
    "aiohttp": ("bot", "qualification.outbox"),
    "aiohttp_jinja2": ("bot.workspace",),
    "caldav": ("qualification.outbox",),
    "recurring_ical_events": ("qualification.outbox",),
    "holidays": ("qualification.days_off",),
    "alembic": ("qualification.storage",),
    "sqlalchemy": ("qualification.storage",),
    "psycopg": ("qualification.storage",),
    "aiosmtplib": ("qualification.outbox",),
    "icalendar": ("qualification.outbox",),
}
"""Which rooms know a library. Others would know too much."""

PERMITTED = {
    # What a use case and a letter pass on without looking inside.
    ("qualification.usecases.turn", "sqlalchemy.Connection"),
    ("qualification.outbox.writing", "sqlalchemy.Connection"),
    ("qualification.outbox.reading", "sqlalchemy.Connection"),
    ("qualification.usecases.troubles", "sqlalchemy.Connection"),
    ("qualification.usecases.erasing", "sqlalchemy.Connection"),
    ("bot.workspace.reading", "sqlalchemy.Connection"),
    # What went wrong with a database, and whether an address is one; no question is asked in SQL.
    ("bot.edge.turns", "sqlalchemy.exc.IntegrityError"),
    ("bot.launcher", "sqlalchemy.exc.SQLAlchemyError"),
    ("bot.settings", "sqlalchemy.make_url"),
    ("bot.settings", "sqlalchemy.exc.ArgumentError"),
    # JSON to values: how what was heard travels through Rasa.
    ("qualification.reading.written", "pydantic"),
    # Addresses are taken apart, not looked up.
    ("qualification.facts", "urllib.parse"),
    ("qualification.identity", "urllib.parse"),
    # Where site files are read, in modules that know each other.
    ("qualification.sites.loading", "qualification.sites.people"),
    ("qualification.sites.loading", "qualification.sites.shapes"),
    ("qualification.sites.people", "pydantic"),
    ("qualification.sites.people", "qualification.sites.problems"),
    ("qualification.sites.people", "qualification.sites.shapes"),
    ("qualification.sites.people", "urllib.parse.urlsplit"),
    ("qualification.sites.loading", "pathlib"),
    ("qualification.sites.loading", "pydantic"),
    ("qualification.sites.problems", "pathlib"),
    ("qualification.sites.problems", "pydantic"),
    ("qualification.sites.problems", "ruamel.yaml"),
    ("qualification.sites.rules", "pathlib"),
    ("qualification.sites.rules", "pydantic"),
    ("qualification.sites.rules", "ruamel.yaml"),
    ("qualification.sites.rules", "io"),
    # A list of names is code that is too long to be written in a module.
    ("qualification.reading.name_words", "importlib.resources.files"),
}

OUTSIDE = frozenset({
    "asyncio", "importlib", "io", "jinja2", "logging", "multiprocessing", "os", "pathlib", "pydantic", "random", "requests", "ruamel", "secrets",
    "shutil", "smtplib", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid", "yaml",
})  # fmt: skip
"""What the thinking ring does without: files, networks, clocks, chance, other threads."""
CLOCKS = frozenset({"now", "utcnow", "today", "time", "monotonic", "time_ns"})
FILES = frozenset({"open", "read_text", "read_bytes", "write_text", "write_bytes"})
READS_FILES = ("qualification.sites.problems", "qualification.reading.name_words")


def is_in(module: str, rooms: tuple[str, ...]) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


def is_permitted(module: str, imported: str) -> bool:
    return any(module == who and is_in(imported, (what,)) for who, what in PERMITTED)


def may_import(room: Room, found: str) -> bool:
    if is_in(found, INNER):
        return is_in(found, tuple(one for one in room.may_import if one != "qualification" or room.title == "bot"))
    return is_in(found, room.may_import)


def room_of(module: str) -> Room:
    return next(room for room in ROOMS if is_in(module, room.modules))


def _imports(tree: ast.AST) -> Iterator[str]:
    """Every name that is imported, also inside functions, with the module it comes from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def _calls(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Every call of a name: what it is called on, if that is a plain name, and the name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield (node.func.value.id if isinstance(node.func.value, ast.Name) else "", node.func.attr)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield "", node.func.id


def _within_the_ring(module: str, tree: ast.AST) -> Iterator[str]:
    for found in _imports(tree):
        if found.partition(".")[0] in OUTSIDE and not is_permitted(module, found):
            yield f"imports {found}: the thinking ring knows no file, network, clock or chance; take what it gives as an argument"
    for owner, called in _calls(tree):
        if owner in ("datetime", "date", "time") and called in CLOCKS:
            yield f"calls {owner}.{called}(): the thinking ring reads no clock; take the moment as an argument"
        if called in FILES and not is_in(module, READS_FILES):
            yield f"calls {called}(): the thinking ring reads no file; take what it holds as an argument"


def faults(module: str, source: str) -> list[str]:
    """What a module's imports do against the plan of the house, a sentence each."""
    tree, room = ast.parse(source), room_of(module)
    found = []
    for imported in _imports(tree):
        if imported.startswith("."):
            found.append(f"imports {imported}: write where it is from in full")
        if imported.partition(".")[0] in FOLDERS and not may_import(room, imported) and not is_permitted(module, imported):
            found.append(f"imports {imported}: from {room.title}, arrows go to {', '.join(room.may_import)} only")
        library = imported.partition(".")[0]
        if library in ONLY_IN and not is_in(module, ONLY_IN[library]) and not is_permitted(module, imported):
            found.append(f"imports {imported}: {library} is known in {', '.join(ONLY_IN[library])} only")
    if room.title in ("the thinking ring", "the site files"):
        found += _within_the_ring(module, tree)
    return [f"{module} ({room.title}) {fault}." for fault in found]


@lru_cache(maxsize=1)
def house() -> dict[str, Path]:
    """Every module of the house and its file. Migrations are scripts of Alembic's and belong to the storage."""
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in files}


def test_every_arrow_in_the_house_goes_the_right_way() -> None:
    found = [fault for module, path in sorted(house().items()) for fault in faults(module, path.read_text(encoding="utf-8"))]
    assert not found, "\n".join(["the plan of the house (README) is not kept:", *found])


def test_every_room_is_there_and_is_looked_at() -> None:
    assert {room_of(module).title for module in house()} == {room.title for room in ROOMS}


def test_no_permission_outlives_its_need() -> None:
    for module, name in PERMITTED:
        path = house().get(module)
        imports = list(_imports(ast.parse(path.read_text(encoding="utf-8")))) if path else []
        assert any(is_in(one, (name,)) for one in imports), f"{module} does not import {name} any more: take the permission away"


@pytest.mark.parametrize(
    ("module", "line", "told"),
    [
        ("qualification.lead", "import sqlalchemy", "sqlalchemy is known in qualification.storage only"),
        ("qualification.scoring", "from rasa.core.agent import Agent", "rasa is known in bot.assistant"),
        ("qualification.booking", "from qualification.storage import calendar", "from the thinking ring, arrows go to qualification only"),
        ("qualification.booking", "from qualification.sites.loading import load_site", "from the thinking ring, arrows go to"),
        ("qualification.booking", "def f():\n    import time", "knows no file, network, clock or chance"),
        ("qualification.booking", "from datetime import datetime\nnow = datetime.now()", "calls datetime.now(): the thinking ring reads no clock"),
        ("qualification.booking", "today = date.today()", "reads no clock"),
        ("qualification.reading.need", "words = open('words.txt')", "calls open(): the thinking ring reads no file"),
        ("qualification.reading.need", "from uuid import uuid4", "chance"),
        ("qualification.sites.loading", "import urllib.request", "knows no file, network, clock or chance"),
        ("qualification.sites.loading", "now = datetime.now()", "reads no clock"),
        ("qualification.reading.need", "from . import name", "in full"),
        ("qualification.storage.leads", "from qualification.outbox import mail", "from the storage, arrows go to"),
        ("qualification.storage.leads", "from qualification.usecases.turn import Turn", "from the storage, arrows go to"),
        ("qualification.outbox.mail", "from qualification.usecases import meeting", "from the outbox, arrows go to"),
        ("qualification.usecases.turn", "from bot.settings import site", "from the use cases, arrows go to"),
        ("qualification.usecases.turn", "from sqlalchemy import select", "sqlalchemy is known in qualification.storage only"),
        ("actions.asking", "from qualification.storage.leads import find", "from actions, arrows go to"),
        ("actions.asking", "from bot.edge.house import House", "from actions, arrows go to"),
        ("bot.edge.api", "from actions.context import Message", "from bot, arrows go to"),
        ("bot.edge.api", "from rasa_sdk import Action", "rasa_sdk is known in actions"),
        ("bot.edge.api", "from sqlalchemy import text", "sqlalchemy is known in qualification.storage only"),
    ],
)
def test_an_arrow_that_goes_the_wrong_way_is_told_with_its_room(module: str, line: str, told: str) -> None:
    assert any(told in fault and fault.startswith(f"{module} (") for fault in faults(module, line)), faults(module, line)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("qualification.booking", "from datetime import datetime, time\nfrom qualification.reading.moments import Moment"),
        ("qualification.sites.loading", "from pathlib import Path\nfrom qualification.site import Site"),
        ("qualification.storage.leads", "from sqlalchemy import select\nfrom qualification.lead import Lead"),
        ("qualification.outbox.worker", "from qualification.storage.database import Database"),
        ("qualification.usecases.meeting", "from qualification.storage.calendar import Meeting\nfrom uuid import uuid4"),
        (
            "actions.asking",
            "from qualification.usecases.asking import go_on\nfrom qualification.bant import Budget\nfrom bot.wording import Wordings",
        ),
        (
            "bot.worker",
            "from qualification.outbox.worker import work\nfrom qualification.sites.loading import load_site\nfrom datetime import datetime",
        ),
        ("bot.edge.pages", "from actions.replies import when\nfrom qualification.storage import calendar"),
    ],
)
def test_an_arrow_that_goes_the_right_way_is_let_through(module: str, line: str) -> None:
    assert faults(module, line) == []
