"""The commands for marketing: tables for people, JSON for programs, an exit code that says how it went, and nothing half done."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from qualification.lead import Lead
from qualification.site import Site
from qualification.sites.loading import DEMO
from qualification.storage import leads
from qualification.storage.database import Database
from qualification.usecases.turn import alone, begin
from tests.cast import CLAIRE, PAUL
from tests.conftest import NOW

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Types a command in a house of its own."""
    for name in ("VESTIBULE_DATABASE_URL", "VESTIBULE_SITE", "VESTIBULE_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VESTIBULE_DATA", str(tmp_path / "var"))
    return lambda *words, **options: CliRunner().invoke(app, [str(word) for word in words], **options)


def data(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def known(run: Run, tmp_path: Path, site: Site) -> tuple[Lead, ...]:
    """Two leads are there, assessed."""
    assert run("rules", "history").exit_code == 0
    database = Database(f"sqlite:///{tmp_path / 'var' / 'vestibule.db'}")
    people = (CLAIRE, replace(PAUL, need=CLAIRE.need, timeline=CLAIRE.timeline, size=CLAIRE.size))
    with database.writing() as connection:
        for lead in people:
            leads.add(connection, lead)
    for lead in people:
        turn = begin(database, site, lead.id, NOW)
        assert turn is not None
        alone(turn)
    database.close()
    return people


@pytest.fixture
def stricter(tmp_path: Path) -> Path:
    """The demo's rules with a higher threshold."""
    path = tmp_path / "new.yml"
    path.write_text(DEMO.read_text(encoding="utf-8").replace("mql_from: 30", "mql_from: 60"), encoding="utf-8")
    return path


def test_rules_are_previewed_applied_listed_and_rolled_back(run: Run, known: tuple[Lead, ...], stricter: Path) -> None:
    found = data(run("rules", "preview", stricter, "--json"))
    assert [(one["who"], one["before"], one["after"], one["why"]) for one in found["moves"]] == [("Paul", "mql", "cold", "thresholds")]
    shown = run("rules", "preview", stricter).stdout
    assert "2 leads looked at: 0 would have other points, 1 another stage." in shown
    assert [one["by"] for one in data(run("rules", "history", "--json"))] == []
    done = data(run("rules", "apply", stricter, "--yes", "--who", "Sarah", "--json"))
    assert (done["number"], done["leads"], done["changed_stage"]) == (2, 2, 1)
    assert data(run("rules", "rollback", "--yes", "--json"))["number"] == 3
    assert [(one["by"], one["who"]) for one in data(run("rules", "history", "--json"))][:2] == [("site file", "site file"), ("applied", "Sarah")]
    assert "mql_from: 60" in run("rules", "history", "--show", "2").stdout


def test_who_says_no_changes_nothing(run: Run, known: tuple[Lead, ...], stricter: Path) -> None:
    assert run("rules", "apply", stricter, input="n\n").exit_code == 1
    assert all(one["by"] == "site file" for one in data(run("rules", "history", "--json")))


def test_a_broken_file_is_told_with_its_line_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text(DEMO.read_text(encoding="utf-8").replace("mql_from: 30", "mql_from: many"), encoding="utf-8")
    line = broken.read_text(encoding="utf-8").splitlines().index("  mql_from: many") + 1
    for command in (("rules", "preview", broken), ("rules", "apply", broken, "--yes")):
        result = run(*command)
        assert result.exit_code == 1
        assert f"broken.yml:{line}: `mql_from`" in result.stderr
    assert run("rules", "preview", tmp_path / "nowhere.yml").exit_code == 1


def test_a_leads_score_is_told_again_in_both_languages(run: Run, known: tuple[Lead, ...]) -> None:
    assert "Décide" in run("rules", "tell", "claire", "--on", "2026-11-22", "--language", "fr").stdout
    assert data(run("rules", "tell", "claire", "--on", "2026-11-22", "--json"))["total"] == 90
    assert run("rules", "tell", "claire", "--on", "2020-01-01").exit_code == 1
    assert run("rules", "tell", "claire", "--language", "de").exit_code == 2


def test_the_report_tells_people_and_programs_the_same(run: Run, known: tuple[Lead, ...]) -> None:
    assert data(run("rules", "report", "--json"))["all"]["lifted"] == 1
    assert "1 leads were proposed to sales; 0 were judged" in run("rules", "report").stdout


def test_an_import_is_looked_at_first_and_left_alone_while_a_row_is_bad(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "fair.csv"
    file.write_bytes("Société;Courriel\nGarage Été;a@garage.example\nMauvais;nulle part\n".encode("cp1252"))
    looked = run("import", file)
    assert (looked.exit_code, "'nulle part' is no e-mail address" in looked.stdout, "Nothing was imported" in looked.stdout) == (1, True, True)
    assert run("import", file, "--apply").exit_code == 1
    options = ("--apply", "--skip-bad-rows", "--kind", "purchased", "--supplier", "Fichiers", "--cost", "1,50", "--json")
    done = data(run("import", file, *options))
    assert (done["encoding"], done["imported"], [one["line"] for one in done["bad"]]) == ("cp1252", {"added": 1, "recognised": 0}, [3])
    assert data(run("import", file, *options))["imported"] == {"added": 0, "recognised": 0}


@pytest.mark.parametrize("options", [("--kind", "stolen"), ("--language", "de"), ("--cost", "much"), ("--cost", "-1"), ("--map", "Boîte=company")])
def test_an_import_that_is_typed_wrongly_says_so(run: Run, tmp_path: Path, options: tuple[str, str]) -> None:
    file = tmp_path / "fair.csv"
    file.write_text("email\na@b.example\n", encoding="utf-8")
    assert run("import", file, *options).exit_code == 2


def test_learning_from_a_file_says_how_well_it_does_and_keeps_it(run: Run, tmp_path: Path) -> None:
    chance, file = random.Random(3), tmp_path / "past.csv"
    rows = []
    for _ in range(400):
        sector = chance.choice(["retail", "services"])
        rows.append(f"{sector};{chance.randint(1, 90)};{'oui' if chance.random() < (0.8 if sector == 'services' else 0.2) else 'non'}")
    file.write_text("secteur;effectif;client\n" + "\n".join(rows), encoding="utf-8")
    found = data(run("learn", "--leads", file, "--outcome", "client", "--json"))
    assert found["quality"]["auc"] > 0.7
    assert next(iter(found["weighs"])) == "secteur"
    assert Path(found["file"]).is_relative_to(tmp_path / "var" / "learned")
    assert "It ranks better than chance" in run("learn", "--leads", file, "--outcome", "client").stdout
    assert run("learn", "--leads", file, "--outcome", "secteur").exit_code == 2
    assert run("learn", "--leads", file, "--outcome", "nothing").exit_code == 2


def test_without_enough_outcomes_learning_says_how_many_are_missing(run: Run) -> None:
    result = run("learn")
    assert (result.exit_code, "so 200 are missing" in result.stderr) == (1, True)


@pytest.mark.parametrize("words", [(), ("rules",), ("import",), ("learn",), ("rules", "preview"), ("rules", "apply"), ("rules", "tell")])
def test_every_command_has_help_with_examples(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words, "--help")
    assert result.exit_code == 0
    assert words in ((), ("rules",)) or "Examples:" in result.stdout
