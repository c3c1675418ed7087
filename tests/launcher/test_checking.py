"""Designers and operators are told at once what they broke: file, line, what is wrong, what would be right."""

from __future__ import annotations

from pathlib import Path

from bot.checking import domain_faults, env_faults


def told(file: Path, text: str) -> list[str]:
    file.write_text(text, encoding="utf-8")
    check = env_faults if file.name == ".env" else domain_faults
    return [f"{fault.line}: {fault.what}" for fault in check(file)]


DOMAIN = """\
intents: [greet]
actions: []
slots: {}
responses:
"""
FRENCH = "  - {condition: [{type: slot, name: language, value: fr}], text: %s}\n"
ENGLISH = "  - {condition: [{type: slot, name: language, value: en}], text: %s}\n"


def test_the_domain_of_the_house_is_whole() -> None:
    assert list(domain_faults()) == []


def test_a_missing_language_is_named_with_its_line(tmp_path: Path) -> None:
    (fault,) = told(tmp_path / "domain.yml", DOMAIN + "  utter_hi:\n" + FRENCH % "Bonjour")
    assert fault.startswith("5: utter_hi says nothing in `en`")


def test_a_placeholder_of_one_language_only_is_named(tmp_path: Path) -> None:
    (fault,) = told(tmp_path / "domain.yml", DOMAIN + "  utter_hi:\n" + FRENCH % "'Bonjour {name}'" + ENGLISH % "Hello")
    assert "{name} in one language only" in fault


def test_a_broken_domain_is_told_by_line(tmp_path: Path) -> None:
    (fault,) = told(tmp_path / "domain.yml", "intents: [greet\nactions: []\n")
    assert fault.startswith("2: is not YAML here")


def test_a_misspelt_setting_is_met_with_its_right_name(tmp_path: Path) -> None:
    (fault,) = told(tmp_path / ".env", "VESTIBULE_PORT=8000\nVESTIBULE_PROT=9000\n")
    assert fault == "2: VESTIBULE_PROT is not known; did you mean VESTIBULE_PORT?"


def test_a_line_that_sets_nothing_is_named(tmp_path: Path) -> None:
    (fault,) = told(tmp_path / ".env", "VESTIBULE_PORT=8000\n=nothing here\n")
    assert fault.startswith("2: cannot be read")
