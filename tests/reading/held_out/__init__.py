"""Texts by people who had never seen the readers, and what a person reads from them; read by `make evaluate`, never tuned on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from qualification.bant import LANGUAGES, Language
from qualification.reading.hearing import Heard

_ATTRIBUTES = {"company.size": "company_size", "company.name": "company"}


@dataclass(frozen=True)
class HeldOut:
    """A message, the question it answers if any, and the values that are right for each path of a lead (contract)."""

    text: str
    language: Language
    today: date
    asks: str
    expect: Mapping[str, Any]


def held_out() -> Iterator[HeldOut]:
    """Every held-out text. An opening message answers the first question, what is needed."""
    for language in LANGUAGES:
        file = yaml.safe_load((Path(__file__).parent / f"{language}.yml").read_text(encoding="utf-8"))
        for one in file["texts"]:
            yield HeldOut(one["text"], language, file["today"], one.get("asks", "need"), one["expect"])


def attribute_of(path: str) -> str:
    """The attribute that a path of a lead belongs to: `contact.email` is `email`, `budget.max` is `budget`."""
    if path.startswith("company.size"):
        return "company_size"
    first, _, last = path.partition(".")
    return _ATTRIBUTES.get(path, last if first in ("contact", "company") else first)


def _got(heard: Heard, asks: str, path: str) -> Any:
    """What a lead would show at `path` after this message alone."""
    attribute, name = attribute_of(path), path.rpartition(".")[2]
    found = heard.facts.get(attribute)  # type: ignore[call-overload]
    if name == "state":
        return "answered" if found else "declined" if attribute == asks and heard.refusal == "declined" else "unknown"
    if found is None:
        return None
    if not hasattr(found.value, "__dataclass_fields__"):
        return found.value
    value = getattr(found.value, {"min": "low", "max": "high"}.get(name, name))
    return float(value) if name in ("min", "max") and value is not None else value


def _fits(got: Any, wanted: Any) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(got, date) and wanted["from"] <= got <= wanted["to"]
    return any(got == one or (isinstance(got, str) and isinstance(one, str) and got.casefold() == one.casefold()) for one in wanted)


def told(one: HeldOut, heard: Heard) -> Iterator[tuple[str, bool, bool]]:
    """For each attribute that is expected: its name, whether all of it is right, and whether it was read at all."""
    by_attribute: dict[str, list[str]] = {}
    for path in one.expect:
        if path != "budget.currency" or any(one.expect[path]):
            by_attribute.setdefault(attribute_of(path), []).append(path)
    for attribute, paths in by_attribute.items():
        is_read = attribute in heard.facts
        # A currency that was not named is filled in when the answer is noted: French visitors mean euros (contract).
        right = all(_fits(_got(heard, one.asks, path), one.expect[path]) or _is_filled_in(heard, path, one.expect[path]) for path in paths)
        yield attribute, right, is_read


def _is_filled_in(heard: Heard, path: str, wanted: Any) -> bool:
    budget = heard.facts.get("budget")
    return path == "budget.currency" and budget is not None and budget.value.currency is None and "EUR" in wanted
