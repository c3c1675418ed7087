"""How fast a turn is, beside plain Rasa's: the same talk over HTTP, both houses started here, in one run.

Reads as: turns a second in a closed loop, the median and the 99th percentile of a turn, and the memory of all processes.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import aiohttp
import yaml
from rich.console import Console
from rich.table import Table

from tests.house import ROOT, free_port, running, trained_model

PLAIN = Path(__file__).parent / "plain"
TALK = (
    "Hello",
    "We are looking for software for our invoices",
    "An invoicing tool",
    "within two months",
    "where is the data hosted?",
    "15,000 euros a year",
    "I make the decision",
    "50 people",
    "thank you",
)
EXAMPLES = 5
"""Examples an intent and language the plain assistant is trained on: what a turn costs does not depend on it, and training takes minutes."""

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}

Say = Callable[[str], Awaitable[None]]


@dataclass(frozen=True)
class Measured:
    turns_a_second: float
    median_ms: float
    p99_ms: float


async def _load(visitors: int, talks: int, begin: Callable[[aiohttp.ClientSession], Awaitable[Say]]) -> Measured:
    """So many visitors at once, each holding so many talks one after another without a pause."""
    took: list[float] = []

    async def visitor(session: aiohttp.ClientSession) -> None:
        for _ in range(talks):
            say = await begin(session)
            for text in TALK:
                began = time.perf_counter()
                await say(text)
                took.append(time.perf_counter() - began)

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=300)) as session:
        began = time.perf_counter()
        await asyncio.gather(*(visitor(session) for _ in range(visitors)))
        wall = time.perf_counter() - began
    took.sort()
    return Measured(len(took) / wall, statistics.median(took) * 1000, took[int(len(took) * 0.99) - 1] * 1000)


def _ours(url: str) -> Callable[[aiohttp.ClientSession], Awaitable[Say]]:
    async def begin(session: aiohttp.ClientSession) -> Say:
        async with session.post(f"{url}/chat/sessions", json={"language": "en"}) as answer:
            token = (await answer.json())["token"]

        async def say(text: str) -> None:
            headers = {"Authorization": f"Bearer {token}"}
            async with session.post(f"{url}/chat/messages", json={"id": str(uuid4()), "text": text}, headers=headers) as answer:
                assert answer.status == 200, await answer.text()
                assert (await answer.json())["messages"]

        return say

    return begin


def _plain(url: str) -> Callable[[aiohttp.ClientSession], Awaitable[Say]]:
    async def begin(session: aiohttp.ClientSession) -> Say:
        sender = uuid4().hex

        async def say(text: str) -> None:
            async with session.post(f"{url}/webhooks/rest/webhook", json={"sender": sender, "message": text}) as answer:
                assert answer.status == 200, await answer.text()
                await answer.json()

        return say

    return begin


def _few_examples(folder: Path) -> None:
    """Our own training data, cut to a size that plain Rasa learns in minutes."""
    intents: dict[str, list[str]] = {}
    for file in sorted((ROOT / "data" / "nlu").rglob("*.yml")):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = [line.strip() for line in entry["examples"].splitlines() if line.strip()]
            intents.setdefault(entry["intent"], []).extend(lines[:EXAMPLES])
    nlu = [{"intent": intent, "examples": "\n".join(lines) + "\n"} for intent, lines in intents.items()]
    (folder / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True), encoding="utf-8")
    domain = yaml.safe_load((PLAIN / "domain.yml").read_text(encoding="utf-8"))
    (folder / "domain.yml").write_text(yaml.safe_dump({**domain, "intents": sorted(intents)}, allow_unicode=True), encoding="utf-8")


def _environment() -> dict[str, str]:
    """Where Rasa finds the parts of the plain assistant."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false"}


def plain_model(console: Console) -> Path:
    """The plain assistant's model, trained once and kept."""
    kept = ROOT / "var" / "benchmarks" / "plain.tar.gz"
    if kept.is_file():
        return kept
    console.print("Training the plain assistant (some minutes, once) …")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _few_examples(folder)
        shutil.copy(PLAIN / "stories.yml", folder / "stories.yml")
        data = [str(folder / "nlu.yml"), str(folder / "stories.yml")]
        command = [
            "rasa",
            "train",
            "--domain",
            str(folder / "domain.yml"),
            "--config",
            str(PLAIN / "config.yml"),
            "--data",
            *data,
            "--out",
            temporary,
        ]
        command += ["--fixed-model-name", "plain"]
        began = time.monotonic()
        subprocess.run([sys.executable, "-m", *command], check=True, cwd=temporary, env=_environment(), **QUIET)  # type: ignore[call-overload]
        console.print(f"… trained in {time.monotonic() - began:.0f} s.")
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / "plain.tar.gz", kept)
    return kept


@contextlib.contextmanager
def plain_house(model: Path, folder: Path) -> Iterator[tuple[str, list[int]]]:
    """`rasa run` and `rasa run actions`; gives the address and the processes."""
    server, actions = free_port(), free_port()
    endpoints = {
        "action_endpoint": {"url": f"http://localhost:{actions}/webhook"},
        "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(folder / "plain.db")},
    }
    (folder / "endpoints.yml").write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    (folder / "credentials.yml").write_text("rest:\n", encoding="utf-8")
    commands = [
        ["rasa", "run", "actions", "--actions", "benchmarks.plain.actions", "--port", str(actions)],
        [
            "rasa",
            "run",
            "-m",
            str(model),
            "--port",
            str(server),
            "-i",
            "127.0.0.1",
            "--endpoints",
            "endpoints.yml",
            "--credentials",
            "credentials.yml",
        ],
    ]
    processes = [subprocess.Popen([sys.executable, "-m", *command], cwd=folder, env=_environment(), **QUIET) for command in commands]  # type: ignore[call-overload]
    try:
        asyncio.run(_until_answers(f"http://127.0.0.1:{server}/webhooks/rest/", f"http://127.0.0.1:{actions}/health"))
        yield f"http://127.0.0.1:{server}", [process.pid for process in processes]
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


async def _until_answers(*urls: str) -> None:
    async with aiohttp.ClientSession() as session:
        for url in urls:
            for _ in range(3000):
                with contextlib.suppress(aiohttp.ClientError):
                    async with session.get(url) as answer:
                        if answer.status < 500:
                            break
                await asyncio.sleep(0.2)
            else:
                raise SystemExit(f"{url} did not answer within ten minutes")


def memory_mb(pids: list[int]) -> float:
    """What the processes use together: shared pages count once, among those who share them (Linux)."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, nargs="+", default=[10, 50], help="how many at once (default: 10 50)")
    parser.add_argument("--talks", type=int, default=4, help="talks each of our visitors holds; plain Rasa's hold a quarter (default: 4)")
    options = parser.parse_args()
    console = Console()
    rows: dict[str, dict[int, Measured]] = {"plain Rasa": {}, "Vestibule": {}}
    memory: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with plain_house(plain_model(console), folder) as (url, pids):
            asyncio.run(_load(2, 1, _plain(url)))
            for visitors in options.visitors:
                rows["plain Rasa"][visitors] = asyncio.run(_load(visitors, max(1, options.talks // 4), _plain(url)))
            memory["plain Rasa"] = memory_mb(pids)
        with running(folder / "ours", model=trained_model()) as house:
            asyncio.run(_load(2, 1, _ours(house.url)))
            for visitors in options.visitors:
                rows["Vestibule"][visitors] = asyncio.run(_load(visitors, options.talks, _ours(house.url)))
            memory["Vestibule"] = memory_mb([house.process.pid])
    table = Table("house", "visitors", "turns/s", "median ms", "p99 ms", "memory MB", "times plain")
    for name, measured in rows.items():
        for visitors, one in measured.items():
            times = one.turns_a_second / rows["plain Rasa"][visitors].turns_a_second
            table.add_row(
                name, str(visitors), f"{one.turns_a_second:.0f}", f"{one.median_ms:.0f}", f"{one.p99_ms:.0f}", f"{memory[name]:.0f}", f"{times:.1f}"
            )
    console.print(table)


if __name__ == "__main__":
    main()
