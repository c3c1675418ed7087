"""Each corpus is a body of phrasings with the value that a person would read from it, seen from a fixed day."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from qualification.reading.authority import read_authority
from qualification.reading.budget import read_budget
from qualification.reading.company import read_company
from qualification.reading.company_size import read_company_size
from qualification.reading.email import read_email
from qualification.reading.job_title import read_job_title
from qualification.reading.name import read_name
from qualification.reading.need import read_need
from qualification.reading.phone import read_phone
from qualification.reading.refused import Refused
from qualification.reading.timeline import read_timeline
from qualification.reading.utterance import Utterance
from tests.reading.topics import demo_topics

CORPUS = Path(__file__).parent / "corpus"
TOPICS = demo_topics()
READERS: dict[str, Callable[..., Any]] = {
    "authority": read_authority,
    "budget": read_budget,
    "company": read_company,
    "company_size": read_company_size,
    "email": read_email,
    "job_title": read_job_title,
    "name": read_name,
    "need": lambda message, asked: read_need(message, TOPICS, asked=asked),
    "phone": read_phone,
    "timeline": read_timeline,
}


@dataclasses.dataclass(frozen=True)
class Refusal:
    """What the corpus says of something that was meant as an answer and cannot be right."""

    why: str


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
        for kind in ("reads", "nothing", "refused"):
            for entry in corpus.get(kind, ()):
                wanted = Refusal(entry["why"]) if kind == "refused" else entry.get("value")
                for text in entry["phrasings"]:
                    message = Utterance(str(text), language, corpus["today"])  # type: ignore[arg-type]
                    cases.append(pytest.param(attribute, message, entry.get("asked", True), wanted, id=f"{attribute}.{language}: {text}"[:90]))
    return cases


@pytest.mark.parametrize(("attribute", "message", "asked", "value"), phrasings())
def test_a_phrasing_reads_as_the_value_a_person_would_read(attribute: str, message: Utterance, asked: bool, value: Any) -> None:
    found = READERS[attribute](message, asked=asked)
    if isinstance(value, Refusal):
        assert isinstance(found, Refused)
        assert found.why == value.why
        return
    got = flat(found.value) if found else None
    if isinstance(value, dict) and isinstance(got, dict):
        got = {name: got[name] for name in value}
    if isinstance(got, date) or isinstance(value, date):
        got, value = str(got), str(value)
    assert got == value
