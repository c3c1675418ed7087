"""The workspace's own words, both languages side by side in words.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from qualification.bant import Language
from qualification.typography import french_spaces

FILE = Path(__file__).parent / "words.yml"
_PLACE = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=1)
def words() -> Mapping[str, Mapping[Language, str]]:
    """Every wording by its name."""
    found: Mapping[str, Mapping[Language, str]] = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    return found


def say(name: str, language: Language, **filled: object) -> str:
    """A wording with its places filled in. What is filled in is text: braces in it are no places. Raises KeyError for an unknown name."""
    text = _PLACE.sub(lambda place: str(filled.get(place[1], place[0])), words()[name][language])
    return french_spaces(text) if language == "fr" else text
