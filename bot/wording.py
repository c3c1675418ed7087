"""Sentences in two languages, read from the responses of a Rasa domain. Knows no Rasa class, so the edge can greet before Rasa is loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from qualification.bant import LANGUAGES
from qualification.typography import french_spaces

_PLACE = re.compile(r"\{(\w+)\}")


def _language_of(variant: Mapping[str, Any]) -> str | None:
    for condition in variant.get("condition") or ():
        if condition.get("name") == "language":
            return str(condition["value"])
    return None


class Wordings:
    """The wordings of each response by language. A response without a language serves all."""

    def __init__(self, responses: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        self.responses = responses
        self._texts: dict[tuple[str, str], list[str]] = {}
        for name, variants in responses.items():
            for language in LANGUAGES:
                texts = [str(one["text"]) for one in variants if "text" in one and _language_of(one) in (language, None)]
                if texts:
                    self._texts[name, language] = texts

    def has(self, name: str) -> bool:
        return name in self.responses

    def say(self, name: str, language: str, turn: int = 0, words: Mapping[str, Any] | None = None) -> str | None:
        """The wording whose turn it is, its placeholders filled in; None when there is no such response.

        What is filled in is text: braces in it are not placeholders.
        """
        texts = self._texts.get((name, language))
        if not texts:
            return None
        filled = words or {}
        text = _PLACE.sub(lambda found: str(filled[found[1]]) if found[1] in filled else found[0], texts[turn % len(texts)])
        return french_spaces(text) if language == "fr" else text


def wordings_of(domain_file: Path) -> Wordings:
    """The responses of a domain file, without loading Rasa."""
    tree = YAML(typ="safe").load(domain_file.read_text(encoding="utf-8"))
    return Wordings(tree.get("responses") or {})
