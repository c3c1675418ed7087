"""Makes everything ready, starts both processes, restarts what dies, and stops all."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import FrameType

from bot.checking import check_at_start
from bot.settings import ROOT, BadSetting, Settings, load_settings
from bot.training import latest_model, present_model
from qualification.sites.loading import BrokenSite

RESTARTS = 5
"""A process that dies more often than this within a minute is not started again."""
GRACE_SECONDS = 10


class CannotStart(Exception):
    """Why nothing was started, for the person at the terminal."""


@dataclass
class Child:
    """One of the processes, watched."""

    name: str
    module: str
    process: subprocess.Popen[bytes] | None = None
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=RESTARTS))

    def start(self, lifeline: int) -> None:
        """Starts the process. It ends by itself when the other end of the lifeline closes: no child outlives a killed launcher."""
        # Few arenas: what loading needed for a moment goes back to the system (glibc; others ignore it).
        environment = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072", **os.environ, "VESTIBULE_LIFELINE": str(lifeline)}
        command = [sys.executable, "-W", "ignore", "-m", "bot.child", self.module]
        # A session of its own: Ctrl-C reaches the launcher alone, which stops the others in order.
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=[lifeline], start_new_session=True)

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def dies_too_often(self, now: float) -> bool:
        """Notes a death, and tells whether there were too many within a minute."""
        self.deaths.append(now)
        return len(self.deaths) == RESTARTS and now - self.deaths[0] < 60


def prepare(say: Callable[[str], None]) -> Settings:
    """Settings, site, data and database, all checked. Raises CannotStart with every problem found."""
    try:
        settings = load_settings()
        faults = check_at_start(settings)
    except (BadSetting, BrokenSite) as error:
        raise CannotStart(str(error)) from error
    if faults:
        raise CannotStart("\n".join(map(str, faults)))
    _check_port(settings)
    _migrate(settings, say)
    _train_if_needed(settings, say)
    return settings


def _check_port(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            where = f"{settings.host}:{settings.port}"
            raise CannotStart(f"{where} cannot be used: {error.strerror}. Stop what listens there, or set VESTIBULE_PORT to another port.") from error


def _migrate(settings: Settings, say: Callable[[str], None]) -> None:
    from sqlalchemy.exc import SQLAlchemyError

    from qualification.sites.rules import load_rules
    from qualification.storage.database import Database
    from qualification.usecases.ruling import take_from_site_file

    database = Database(settings.database_url)
    try:
        database.migrate()
        scoring, text = load_rules(settings.site_file)
        if taken := take_from_site_file(database, scoring, text, datetime.now(UTC)):
            say(f"Scoring rules {taken.name} of {settings.site_file.name} are in force; leads are scored anew.")
    except (SQLAlchemyError, OSError) as error:
        shown = database.url.render_as_string(hide_password=True)
        raise CannotStart(f"The database {shown} cannot be used: {getattr(error, 'orig', error)}. Check VESTIBULE_DATABASE_URL.") from error
    finally:
        database.close()


def _train_if_needed(settings: Settings, say: Callable[[str], None]) -> None:
    if present_model(settings.models):
        return
    say("Training the assistant on the present data (a few minutes, once) …")
    began = time.monotonic()
    log = settings.data / "training.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        command = [sys.executable, "-W", "ignore", "-m", "bot.training", str(settings.models)]
        # A process of its own: what training needs in memory is gone when it is done.
        code = subprocess.run(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, check=False).returncode
    if code == 0:
        say(f"Trained in {time.monotonic() - began:.0f} s.")
        return
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    told = "\n".join(lines[-5:])
    kept = latest_model(settings.models)
    if kept is None:
        raise CannotStart(f"Training failed; the whole story is in {log}:\n{told}")
    say(f"TRAINING FAILED, so the last good model ({kept.name}) is used. The whole story is in {log}:\n{told}")


def _answers(settings: Settings, path: str) -> bool:
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    with contextlib.suppress(OSError), urllib.request.urlopen(f"http://{host}:{settings.port}{path}", timeout=2) as answer:
        return bool(answer.status == 200)
    return False


class Launcher:
    """The edge and the worker, from start to stop."""

    def __init__(self, settings: Settings, say: Callable[[str], None]) -> None:
        self._settings = settings
        self._say = say
        self._children = [Child("edge", "bot.edge.app"), Child("worker", "bot.worker")]
        self._stopping = False
        self._read_end, self._write_end = os.pipe()

    def run(self) -> int:
        """Runs until told to stop. 0 after a stop that was asked for, 1 when a process would not stay alive."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        os.set_inheritable(self._read_end, True)
        for child in self._children:
            child.start(self._read_end)
        told_alive = told_ready = False
        code = 0
        while not self._stopping:
            if not told_alive and _answers(self._settings, "/healthz"):
                told_alive = True
                self._tell_address()
            if told_alive and not told_ready and _answers(self._settings, "/readyz"):
                told_ready = True
                self._say("The assistant is ready. Ctrl-C stops everything.")
            if not self._keep_alive():
                code = 1
                break
            time.sleep(0.2 if not told_ready else 0.5)
        self._end()
        return code

    def _tell_address(self) -> None:
        self._say(f"Demo site: {self._settings.public_url}/")
        if self._settings.new_api_key:
            self._say(f"Key of the private API, shown this once: {self._settings.api_key}")

    def _keep_alive(self) -> bool:
        for child in self._children:
            if self._stopping or not child.has_died():
                continue
            assert child.process is not None
            if child.dies_too_often(time.monotonic()):
                self._say(f"The {child.name} dies again and again (code {child.process.returncode}); what it said last stands above.")
                return False
            self._say(f"The {child.name} died (code {child.process.returncode}) and is started again.")
            child.start(self._read_end)
        return True

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _end(self) -> None:
        running = [child.process for child in self._children if child.process and child.process.poll() is None]
        for process in running:
            process.terminate()
        until = time.monotonic() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        os.close(self._write_end)
        self._say("Stopped.")


def launch() -> int:
    """Makes ready and runs; gives the exit code: 0 stopped, 1 would not stay alive, 2 cannot start."""

    def say(text: str) -> None:
        print(text, flush=True)

    try:
        settings = prepare(say)
    except CannotStart as error:
        print(f"Vestibule cannot start.\n{error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return Launcher(settings, say).run()
