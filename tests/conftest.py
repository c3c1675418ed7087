"""What all tests share: one trained model and one running house a run, a small cast, a frozen date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qualification.site import Site
from qualification.sites.loading import load_site
from tests.house import RunningHouse, running, trained_model

pytest_plugins = ("tests.postgres", "tests.databases")

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""A Sunday morning, on which every test that needs a date is set."""


@pytest.fixture(scope="session")
def site() -> Site:
    """The demo site."""
    return load_site()


@pytest.fixture(scope="session")
def model() -> Path:
    """The model of the run."""
    return trained_model()


@pytest.fixture(scope="session")
def house(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """The house of the run, with no limit on how fast visitors may talk."""
    with running(tmp_path_factory.mktemp("house"), model=model) as found:
        yield found
