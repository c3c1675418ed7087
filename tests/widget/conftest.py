"""Real Chromium, a fake edge, and one visitor at a time."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, async_playwright, expect

from . import story
from .fake_edge import FakeEdge
from .visitor import Visitor

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run --disable-quic"

expect.set_options(timeout=10_000)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is missing: install Debian's package chromium, or name another in CHROMIUM")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def edge() -> AsyncIterator[FakeEdge]:
    edge = FakeEdge()
    await edge.start()
    yield edge
    await edge.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def story_edge(edge: FakeEdge) -> FakeEdge:
    """The edge, telling the whole talk up to the meeting."""
    edge.greeting, edge.reply = story.greeting, story.reply
    return edge


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(browser: Browser, edge: FakeEdge) -> AsyncIterator[Callable]:
    """Makes visitors; each has a browser of their own, in Paris and French unless told otherwise."""
    contexts: list[BrowserContext] = []

    async def arrive(**context) -> Visitor:
        made = await browser.new_context(
            **{"locale": "fr-FR", "timezone_id": "Europe/Paris", "viewport": {"width": 1200, "height": 800}, "reduced_motion": "reduce"} | context
        )
        contexts.append(made)
        await made.add_init_script(path=HERE / "open_shadow.js")
        return Visitor(await made.new_page(), edge)

    yield arrive
    for context in contexts:
        await context.close()


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """What package-lock.json names, installed once."""
    modules, lock = HERE / "node_modules", HERE / "package-lock.json"
    stamp = modules / ".package-lock.json"
    if not stamp.exists() or stamp.stat().st_mtime < lock.stat().st_mtime:
        npm = shutil.which("npm") or pytest.fail("npm is missing: install Node.js 20 or newer")
        subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True, capture_output=True, text=True)
    return modules
