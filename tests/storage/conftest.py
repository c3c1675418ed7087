"""Other processes, for what happens at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest


@pytest.fixture(scope="session")
def rivals() -> Iterator[ProcessPoolExecutor]:
    """Four other processes, forked from one that has loaded what they need."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.rivals"])
    with ProcessPoolExecutor(4, mp_context=context) as pool:
        yield pool
