"""A real house for tests: the edge as a process of its own, on a free port, with a data folder of its own and the one trained model."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
API_KEY = "key-of-the-tests"
SECRET = "secret-of-the-tests-0123456789"


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Answer:
    """What the edge answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body) if self.body else None


@dataclass
class Visitor:
    """Somebody who chats."""

    house: RunningHouse
    id: str
    token: str
    language: str
    heard: list[dict[str, Any]]
    asked: list[str] = field(default_factory=list)

    def post(self, **body: Any) -> Answer:
        return self.house.call("POST", "/chat/messages", {"id": str(uuid4()), **body}, token=self.token)

    def say(self, text: str) -> list[dict[str, Any]]:
        """Says something and gives what the assistant answered."""
        return self._hear(self.post(text=text))

    def choose(self, index: int = 0) -> list[dict[str, Any]]:
        """Takes one of the choices on offer."""
        return self._hear(self.post(choice=self.choices[index]["id"]))

    def _hear(self, answer: Answer) -> list[dict[str, Any]]:
        assert answer.status == 200, answer.body
        self.heard = answer.json["messages"]
        if self.asks:
            self.asked.append(self.asks)
        return self.heard

    @property
    def asks(self) -> str | None:
        return next((one["asks"] for one in reversed(self.heard) if one["asks"]), None)

    @property
    def choices(self) -> list[dict[str, Any]]:
        return next((one["choices"] for one in reversed(self.heard) if one["choices"]), [])

    @property
    def words(self) -> str:
        """All that was said in the last turn."""
        return "\n".join(one["text"] for one in self.heard)

    @property
    def meeting(self) -> dict[str, Any] | None:
        return next((one["meeting"] for one in reversed(self.heard) if one["meeting"]), None)

    def lead(self) -> dict[str, Any]:
        answer = self.house.private("GET", f"/api/leads/{self.id}")
        assert answer.status == 200, answer.body
        return dict(answer.json)


@dataclass
class RunningHouse:
    """A running edge."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]

    def raw(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Answer:
        """One request as it is; redirects are not followed."""
        request = urllib.request.Request(self.url + path, method=method, data=body, headers=dict(headers or {}))
        opener = urllib.request.build_opener(_NoRedirect)
        try:
            with opener.open(request, timeout=30) as answer:
                return Answer(answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read())

    def call(self, method: str, path: str, body: Any = None, *, token: str | None = None, headers: Mapping[str, str] | None = None) -> Answer:
        """One JSON request."""
        sent = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {}), **(headers or {})}
        return self.raw(method, path, json.dumps(body).encode() if body is not None else None, sent)

    def private(self, method: str, path: str) -> Answer:
        return self.call(method, path, token=API_KEY)

    def visitor(self, language: str = "fr", **opening: Any) -> Visitor:
        """A new visitor from Paris."""
        answer = self.call("POST", "/chat/sessions", {"language": language, "timezone": "Europe/Paris", **opening})
        assert answer.status == 201, answer.body
        return Visitor(self, answer.json["visitor"], answer.json["token"], answer.json["language"], answer.json["messages"])

    def wait_until(self, path: str, status: int = 200, seconds: float = 240) -> None:
        """Waits until a path answers with that status."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(f"the edge ended with code {self.process.returncode}")
            with contextlib.suppress(OSError):
                if self.raw("GET", path).status == status:
                    return
            time.sleep(0.05)
        raise AssertionError(f"{path} did not answer {status} within {seconds} s")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def trained_model() -> Path:
    """The model for the present data, trained once if there is none."""
    from bot.training import present_model

    folder = ROOT / "var" / "models"
    if present_model(folder) is None:
        subprocess.run([sys.executable, "-m", "bot.training", str(folder)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    model = present_model(folder)
    assert model is not None
    return model


@contextlib.contextmanager
def running(data: Path, *, wait: str = "/readyz", model: Path | None = None, **settings: str) -> Iterator[RunningHouse]:
    """A house that runs inside the block, on a data folder of its own."""
    from qualification.storage.database import Database

    models = data / "models"
    models.mkdir(parents=True, exist_ok=True)
    link = models / (model or trained_model()).name
    if not link.exists():
        link.symlink_to(model or trained_model())
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("VESTIBULE_")},
        "VESTIBULE_PORT": str(port),
        "VESTIBULE_DATA": str(data),
        "VESTIBULE_API_KEY": API_KEY,
        "VESTIBULE_SECRET_KEY": SECRET,
        "VESTIBULE_RATE_LIMIT": "off",
        **settings,
    }
    database = Database(environment.get("VESTIBULE_DATABASE_URL") or f"sqlite:///{data / 'vestibule.db'}")
    database.migrate()
    database.close()
    with (data / "edge.log").open("ab") as log:
        process = subprocess.Popen([sys.executable, "-m", "bot.edge.app"], cwd=ROOT, env=environment, stdout=log, stderr=log)
    house = RunningHouse(f"http://127.0.0.1:{port}", data, process)
    try:
        house.wait_until(wait)
        yield house
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
