"""The language a visitor asks to be spoken to in, whatever language they ask it in."""

from __future__ import annotations

import re
from typing import Literal

from qualification.bant import Language
from qualification.reading.utterance import Utterance

_NAMES: tuple[tuple[Language, re.Pattern[str]], ...] = (
    ("en", re.compile(r"\b(?:english|anglais|anglaise|eng|inglese|ingles)\b")),
    ("fr", re.compile(r"\b(?:french|francais|francaise|franchais|frances|francese)\b")),
)
_OTHERS = re.compile(
    r"\b(?:german|deutsch|allemande?|spanish|espagnole?|espanol|italian|italiano|italienne?|dutch|nederlands|neerlandais|flamand|portuguese|portugues|portugaise?"
    r"|arabic|arabe|polish|polski|polonaise?|romanian|roumaine?|turkish|turc|turque|chinese|chinoise?|mandarin|russian|russe|ukrainian|ukrainienne?|catalan|breton|hindi)\b"
)


def read_language_wish(message: Utterance) -> Language | Literal["other"] | None:
    """The language named last, `other` for one that is not spoken here, None when none is named.

    The last one counts: "je ne parle pas français, in English please".
    """
    found = [(named.start(), language) for language, pattern in _NAMES for named in pattern.finditer(message.plain)]
    if found:
        return max(found)[1]
    return "other" if _OTHERS.search(message.plain) else None
