"""A PostgreSQL server of the tests' own: started for the run on a folder of its own, and thrown away with it."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

INSTALLED = Path("/usr/lib/postgresql")
MISSING = (
    "PostgreSQL's server is not installed, and these tests need it: `apt-get install postgresql` on Debian, "
    "`brew install postgresql` on macOS. They start a server of their own; one that runs already is left alone."
)
_numbers = count(1)


def binaries() -> Path:
    """The folder of initdb and postgres, the newest where there are several. Fails with how to install them."""
    found = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        pytest.fail(MISSING, pytrace=False)
    return found[-1].parent if found else Path(str(on_path)).resolve().parent


def _owner() -> dict[str, Any]:
    """Who runs the server, for `subprocess`: PostgreSQL refuses root, who becomes nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@dataclass(frozen=True)
class PostgresServer:
    """A running server; it listens on a socket in its folder only."""

    folder: Path

    def url(self, name: str) -> str:
        """The address of a database, as VESTIBULE_DATABASE_URL takes it."""
        return f"postgresql://tests@/{name}?host={self.folder}"

    def ask(self, statement: str) -> None:
        with psycopg.connect(host=str(self.folder), user="tests", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def new_database(self) -> str:
        """The name of a new, empty database."""
        name = f"tests_{next(_numbers)}"
        self.ask(f"CREATE DATABASE {name} STRATEGY file_copy")
        return name

    def drop(self, name: str) -> None:
        self.ask(f"DROP DATABASE {name} WITH (FORCE)")


def _initialise(tools: Path, folder: Path) -> None:
    made = subprocess.run(
        [tools / "initdb", "-D", folder / "data", "-U", "tests", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"],
        cwd=folder,
        capture_output=True,
        text=True,
        **_owner(),
    )
    if made.returncode:
        pytest.fail(f"PostgreSQL could not make a new cluster: {made.stderr.strip()}", pytrace=False)


def _wait_until_it_answers(server: PostgresServer, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"PostgreSQL did not start: {(server.folder / 'log').read_text()[-2000:]}", pytrace=False)
        try:
            server.ask("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    pytest.fail("PostgreSQL did not answer within 30 seconds", pytrace=False)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server for the run. Nothing on it survives a crash, which makes it fast."""
    tools = binaries()
    # Not under pytest's own folder: nobody could not reach it, and a socket's path has to be short.
    folder = Path(tempfile.mkdtemp(prefix="vestibule-pg-", dir="/tmp"))
    owner = _owner()
    if owner:
        os.chown(folder, owner["user"], owner["group"])
    settings = {"listen_addresses": "", "unix_socket_directories": str(folder), "fsync": "off", "full_page_writes": "off", "max_connections": "200"}
    try:
        _initialise(tools, folder)
        arguments = [
            str(tools / "postgres"),
            "-D",
            str(folder / "data"),
            *(part for name, value in settings.items() for part in ("-c", f"{name}={value}")),
        ]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(arguments, cwd=folder, stdout=log, stderr=log, **owner)
        server = PostgresServer(folder)
        try:
            _wait_until_it_answers(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGQUIT)
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
