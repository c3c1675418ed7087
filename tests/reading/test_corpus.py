"""Each corpus is a body of phrasings with the value that a person would read from it, seen from a fixed day."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from qualification.reading import READERS
from qualification.reading.utterance import Utterance

CORPUS = Path(__file__).parent / "corpus"


def flat(value: Any) -> Any:
    """A value as the corpus writes it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: flat(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral() else float(value)
    return value


def phrasings() -> list[Any]:
    cases = []
    for file in sorted(CORPUS.glob("*.yml")):
        attribute, language, _ = file.name.split(".")
        corpus = yaml.safe_load(file.read_text(encoding="utf-8"))
        for kind in ("reads", "nothing"):
            for entry in corpus[kind]:
                for text in entry["phrasings"]:
                    message = Utterance(str(text), language, corpus["today"])  # type: ignore[arg-type]
                    cases.append(pytest.param(attribute, message, entry.get("asked", True), entry.get("value"), id=f"{attribute}.{language}: {text}"[:90]))
    return cases


@pytest.mark.parametrize(("attribute", "message", "asked", "value"), phrasings())
def test_a_phrasing_reads_as_the_value_a_person_would_read(attribute: str, message: Utterance, asked: bool, value: Any) -> None:
    found = partial(READERS[attribute], message, asked=asked)()
    got = flat(found.value) if found else None
    if isinstance(value, dict) and isinstance(got, dict):
        got = {name: got[name] for name in value}
    if isinstance(got, date) or isinstance(value, date):
        got, value = str(got), str(value)
    assert got == value
