"""A visitor who has just come, and an edge that is awake without a model."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.wording import wordings_of
from tests.edge.cast import SmallEdge, small_edge
from tests.house import RunningHouse, Visitor

_read_once = cache(wordings_of)


@pytest.fixture(autouse=True)
def _quick_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small edges share what is read from domain.yml, which is most of their start."""
    _read_once(ROOT / "domain.yml")
    monkeypatch.setattr("bot.edge.app.wordings_of", _read_once)


@pytest.fixture
def visitor(house: RunningHouse) -> Visitor:
    """Somebody from Paris who speaks French."""
    return house.visitor("fr")


@pytest.fixture
async def edge(tmp_path: Path) -> AsyncIterator[SmallEdge]:
    """An edge in this process whose assistant is not loaded until a test wakes it."""
    async with small_edge(tmp_path) as found:
        yield found
