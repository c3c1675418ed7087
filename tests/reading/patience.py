"""No message makes a reader blow up. How long reading takes is measured by `make evaluate`; a blow-up takes minutes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 1.0
"""Seconds of processor time: twenty times what 2,000 characters may take, so that a busy machine does not fail a test."""


@contextmanager
def no_blow_up() -> Iterator[None]:
    """What runs inside ends before patience does."""
    began = time.process_time()
    yield
    assert time.process_time() - began < PATIENCE
