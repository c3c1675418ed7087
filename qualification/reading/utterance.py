"""One message, made ready to be read: as typed, and folded to plain letters of the same length."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from qualification.bant import Language

T = TypeVar("T")

_SAME_LENGTH = {
    "’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "œ": "o", "æ": "a", "ß": "s", "ø": "o", "ł": "l",
}  # fmt: skip


@lru_cache(maxsize=4096)  # people write with few characters, and each is looked up for every word they type
def _plain(character: str) -> str:
    """The one plain lower-case character that stands for `character`."""
    lowered = character.lower()[:1] or character
    if lowered in _SAME_LENGTH:
        return _SAME_LENGTH[lowered]
    if lowered.isspace():
        return " "
    base = unicodedata.normalize("NFKD", lowered)[:1]
    return base if base and not unicodedata.combining(base) else lowered


@lru_cache(maxsize=4096)
def _kept(character: str) -> str:
    """The character, a space for a line break or a tab, and nothing for another control character."""
    if not unicodedata.category(character).startswith("C"):
        return character
    return " " if character in "\n\r\t" else ""


@dataclass(frozen=True)
class Utterance:
    """A message and what reading it needs to know.

    `raw` is the text in NFC without control characters; `plain` has the same length, in lower case,
    without accents, with straight apostrophes, quotes, hyphens and ordinary spaces, so that a span
    found in `plain` quotes the visitor's own words from `raw`.
    """

    raw: str
    language: Language
    today: date
    plain: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        composed = unicodedata.normalize("NFC", self.raw)
        kept = "".join(map(_kept, composed))
        object.__setattr__(self, "raw", kept)
        object.__setattr__(self, "plain", "".join(map(_plain, kept)))

    def quote(self, start: int, end: int) -> str:
        """The visitor's own words from `start` to `end` (excluded)."""
        return self.raw[start:end].strip()

    @cached_property
    def is_blank(self) -> bool:
        """Whether there is no letter and no digit to read."""
        return not any(c.isalnum() for c in self.plain)


@dataclass(frozen=True)
class Reading(Generic[T]):
    """A value read from a message, with the visitor's own words it was read from."""

    value: T
    text: str
    start: int
    end: int
