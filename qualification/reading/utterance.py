"""One message, made ready to be read: as typed, and folded to plain letters of the same length."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
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


WRAPPED_FROM = 60
"""Characters of a line from which on the next one may be its rest: mail programs break lines there."""
_LINE_BREAK = re.compile(r"[ \t]*[\r\n\v\f\u2028\u2029]\s*")
_POINT = re.compile(r"(?:^|(?<=\s))[1-9][).] ?(?=\S)")
_FIRST_POINTS = re.compile(r"(?:^|\s)1[).] ?\S.*\s2[).] ?\S", re.DOTALL)
"""A list in a message has a first point and a second one: "1) stock 2) 18 people"."""
_CLOSED = tuple(".,;:!?\u2026|/-\u2013\u2014(")


def _in_one_line(text: str) -> str:
    """The text in one line: a line that ends without a mark gets a full stop, unless the next goes on with it."""
    pieces: list[str] = []
    lines = _LINE_BREAK.split(text.strip())
    for line, following in pairwise([*lines, ""]):
        goes_on = len(line) >= WRAPPED_FROM and following[:1].islower()
        pieces.append(line if not following or goes_on or not line or line.endswith(_CLOSED) else line + ".")
    return " ".join(pieces)


@dataclass(frozen=True)
class Utterance:
    """A message and what reading it needs to know.

    `raw` is the text in one line, in NFC without control characters; `plain` has the same length, in lower case,
    without accents, with straight apostrophes, quotes, hyphens and ordinary spaces, so that a span
    found in `plain` quotes the visitor's own words from `raw`.
    """

    raw: str
    language: Language
    today: date
    plain: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        listed = _POINT.sub("\n", self.raw) if _FIRST_POINTS.search(self.raw) else self.raw
        composed = unicodedata.normalize("NFC", _in_one_line(listed) if _LINE_BREAK.search(listed) else listed)
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
