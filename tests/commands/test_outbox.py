"""Whoever runs the house sees what waits to leave, and decides what becomes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.__main__ import app
from qualification.storage import leads, outbox
from qualification.storage.database import Database
from qualification.storage.outbox import Effect
from tests.cast import CLAIRE
from tests.conftest import NOW
from tests.outbox.test_bounces import LETTER, report


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("VESTIBULE_DATA", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'vestibule.db'}")
    database.migrate()
    with database.writing() as connection:
        leads.add(connection, CLAIRE)
        outbox.add(
            connection, [Effect(f"k{n}", "mail", {"letter": "content", "base_url": "https://calepin.example"}, "claire") for n in range(3)], NOW
        )
        first, second, _ = outbox.lease(connection, NOW)
        outbox.failed(connection, first, "550 [bold]no such user", NOW, for_good=True, fault="address_refused")
        outbox.delivered(connection, [second.id], NOW)
    yield database
    database.close()


def run(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(app, ["outbox", *arguments], input=answer)


def states(database: Database) -> dict[int, str]:
    with database.reading() as connection:
        return {one.id: outbox.state_of(one) for one in outbox.listed(connection)}


def test_what_waits_and_what_was_given_up_is_listed(database: Database) -> None:
    told = run("list")
    assert told.exit_code == 0
    assert "1 waiting (1 due), 1 given up, 1 delivered." in told.stdout
    assert "[bold]no such" in told.stdout.replace("\n", "")


def test_the_list_is_there_for_programs_too(database: Database) -> None:
    found = json.loads(run("list", "--state", "given_up", "--json").stdout)
    assert [(one["id"], one["state"], one["fault"]) for one in found["effects"]] == [(1, "given_up", "address_refused")]
    assert found["counts"] == {"waiting": 1, "given_up": 1, "delivered": 1, "due": 1}


def test_a_letter_can_be_read(database: Database) -> None:
    told = run("show", "1")
    assert "To: claire.morel@fournil.example" in told.stdout
    assert "livre blanc" in told.stdout
    assert run("show", "99").exit_code == 1


def test_what_was_given_up_is_tried_again(database: Database) -> None:
    assert run("retry", "--all-given-up").exit_code == 0
    assert states(database) == {1: "waiting", 2: "delivered", 3: "waiting"}


def test_what_is_delivered_is_neither_tried_again_nor_dropped(database: Database) -> None:
    for command in (("retry", "2"), ("drop", "2", "--yes"), ("drop", "99", "--yes")):
        told = run(*command)
        assert told.exit_code == 1
        assert "left alone" in told.output
    assert states(database)[2] == "delivered"


def test_dropping_is_confirmed_first(database: Database) -> None:
    assert run("drop", "3", answer="n\n").exit_code == 1
    assert 3 in states(database)
    assert run("drop", "3", answer="y\n").exit_code == 0
    assert 3 not in states(database)


@pytest.mark.parametrize("wrong", [("retry",), ("drop",), ("list", "--state", "lost"), ("retry", "x")])
def test_what_cannot_be_meant_is_told(database: Database, wrong: tuple[str, ...]) -> None:
    assert run(*wrong).exit_code == 2


@pytest.mark.parametrize("command", ["list", "show", "retry", "drop"])
def test_each_command_explains_itself_by_example(command: str) -> None:
    assert "vestibule outbox " + command in " ".join(run(command, "--help").stdout.split())


def test_a_letter_that_came_back_is_given_up_and_any_other_mail_is_left_alone(database: Database, tmp_path: Path) -> None:
    returned = tmp_path / "returned.eml"
    returned.write_bytes(report().replace(LETTER.encode(), b"k1"))
    assert run("bounced", str(returned)).stdout == "Noted.\n"
    assert states(database)[2] == "given_up"
    assert run("bounced", "-", answer="Subject: hello\n\nhello").stdout == "No report about a letter of ours.\n"
    assert run("bounced", "-", answer=report().decode()).stdout == "No report about a letter of ours.\n"
    assert states(database) == {1: "given_up", 2: "given_up", 3: "waiting"}
