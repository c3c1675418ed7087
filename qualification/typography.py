"""How words are set in French, whoever says them: the chat, a letter, a page, a calendar entry."""

from __future__ import annotations

import re

_BEFORE_DOUBLE = re.compile(r"(?<=\S) (?=[:»])|(?<=«) ")
_BEFORE_HIGH = re.compile(r"(?<=\S) (?=[;!?])")
_IN_NUMBERS = re.compile(r"(?<=\d) (?=\d{3}\b|€|%|h\b|mn?\b)")


def french_spaces(text: str) -> str:
    """Ordinary spaces that French typography makes unbreakable: wide before : and in « », narrow before ; ! ? and in numbers."""
    return _IN_NUMBERS.sub("\u202f", _BEFORE_HIGH.sub("\u202f", _BEFORE_DOUBLE.sub("\u00a0", text)))
