"""Which of several things on offer is meant: "the second one", "le dernier", "peu importe"."""

from __future__ import annotations

import re

from qualification.reading.utterance import Utterance

_PLACES = (
    (re.compile(r"\b(?:premiere?|1er|1ere|first|1st|numero (?:1|un)|number (?:1|one)|n ?° ?1|option 1|le 1|the 1)\b"), 0),
    (
        re.compile(
            r"\b(?:deuxieme|seconde?|2e|2eme|2nd|second|numero (?:2|deux)|number (?:2|two)|n ?° ?2|option 2|celui du milieu|middle one|the middle)\b"
        ),
        1,
    ),
    (re.compile(r"\b(?:troisieme|3e|3eme|third|3rd|numero (?:3|trois)|number (?:3|three)|n ?° ?3|option 3)\b"), 2),
    (re.compile(r"\b(?:dernier|derniere|last|latest)(?: one)?\b"), -1),
    (
        re.compile(
            r"\b(?:n'importe|peu importe|comme vous voulez|any(?: of them| one| time)?|either|whichever|le plus tot|earliest|soonest|asap|des que possible)\b"
        ),
        0,
    ),
)
_DATE_LIKE = re.compile(
    r"\b(?:premiere?|first|1er|second|last|derniere?) (?:semaine|week|of|du mois|jour|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b|\ble 1er\b"
)

_BEFOREHAND = re.compile(
    r"\b(?:ask|check|think|talk|speak|see|look|decide|discuss|read|finish|know)\b[^.,;!?]{0,40} first\b(?! (?:one|slot|time|option))"
)
"""What has to be done first, which is no place."""


def read_ordinal(message: Utterance, count: int) -> int | None:
    """The index of the one meant among `count`, or None. "The 1st of March" is a date, not a place."""
    if _DATE_LIKE.search(message.plain) or _BEFOREHAND.search(message.plain):
        return None
    for pattern, index in _PLACES:
        if pattern.search(message.plain):
            place = count - 1 if index < 0 else index
            return place if 0 <= place < count else None
    return None
