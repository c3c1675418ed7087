"""A sales rep is let in by whoever runs the house."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app


@pytest.fixture(autouse=True)
def _own_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VESTIBULE_SITE", raising=False)
    monkeypatch.setenv("VESTIBULE_DATA", str(tmp_path / "var"))


@pytest.mark.parametrize("name", ["camille", "Camille Lenoir", "camille.lenoir@calepin.example"])
def test_a_link_is_printed_for_a_rep_of_the_site(name: str) -> None:
    result = CliRunner().invoke(app, ["rep", "link", name])
    assert result.exit_code == 0, result.output
    assert "/workspace/sign-in/" in result.output


def test_a_stranger_gets_no_link_and_is_told_who_is_known() -> None:
    result = CliRunner().invoke(app, ["rep", "link", "nobody"])
    assert result.exit_code == 1
    assert "camille" in result.output
