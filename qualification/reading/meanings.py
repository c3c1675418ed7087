"""Reading by likeness: who decides and what is wanted are said in more ways than a grammar lists.

"I just key the orders in, them upstairs pick the software" holds no phrase to look for, yet it is plainly like what
others without a say write. What the grammar makes of a sentence is a sign beside its words, so that likeness
learns where the grammar is to be trusted. Who knows likeness is an argument: nothing is learned here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, Protocol

from qualification.bant import Authority, Need
from qualification.reading.authority import claims_in, read_authority
from qualification.reading.need import OTHER, TopicWords, read_need, topics_named
from qualification.reading.refusal import read_refusal
from qualification.reading.utterance import Reading, Utterance

Likened = Literal["authority", "need"]
"""The attributes that are read by likeness."""
NOTHING = "nothing"
"""The value of words that do not tell the attribute."""
ASKED_FROM = 0.5
"""How sure a likeness has to be to answer the open question against, or without, the grammar."""
SILENT_FROM = 0.8
"""How sure it has to be that a bare answer tells nothing, to set aside what the grammar took it for."""
UNASKED_FROM = 0.8
"""How sure it has to be in words that nobody asked for, or against what the grammar reads in any message."""
LONGEST = 240
"""Characters of a message that is looked at as a whole; of a longer one each sentence is looked at by itself."""
MOST_SENTENCES = 6
"""Sentences looked at in one message: each costs about a millisecond."""
FEWEST_WORDS = 3


class Meanings(Protocol):
    """What a sentence is like."""

    def likeliest(self, attribute: Likened, sentence: str, signs: frozenset[str]) -> tuple[str, float]:
        """The likeliest value of the attribute, or `NOTHING`, and how sure that is (0 to 1)."""


def signs_of(attribute: Likened, message: Utterance, topics: tuple[TopicWords, ...]) -> frozenset[str]:
    """What the grammar makes of a message, as features for whoever judges likeness."""
    if attribute == "authority":
        read = [read_authority(message, asked=asked) for asked in (True, False)]
        values = [found.value.role if found else NOTHING for found in read]
        told = {f"claims:{claim.kind}" for claim in claims_in(message, asked=True)}
    else:
        needs = [read_need(message, topics, asked=asked) for asked in (True, False)]
        values = [need.value.topic if need else NOTHING for need in needs]
        told = {f"names:{topic}" for topic in topics_named(message, topics)}
    return frozenset(told | {f"asked:{values[0]}", f"unasked:{values[1]}"})


_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;]+(?=\w)[^.!?;\n]+)*")
_DECIDING = re.compile(
    r"\b(?:deci[ds]|tranch|valid|approu?v|sign|accord|avis\b|mot\b|voix|choi|choos|pick|boss|chef|patron|direct|manage|gerant|own|propri|fondat|founder|associe"
    r"|partner|comite|board|committee|conseil|president|siege|group|say\b|call\b|vote|okay|ok\b|agree|permission|recommend|recommand|compar|etudiant|student|stag"
    r"|memoire|thesis|cousin|ami\b|friend|compte\b|behalf|free rein|carte blanche|d[afgsr][fihg]?\b|c[efot]o\b|md\b|head\b|responsable|dirig|pouvoir|power|utilis|us(?:e|er|ing)\b)"
)
"""Words without which a sentence is not looked at for who decides, unless that was asked."""


def _sentences(message: Utterance) -> Iterator[tuple[int, int]]:
    for found in _SENTENCE.finditer(message.plain):
        text = found.group()
        start = found.start() + len(text) - len(text.lstrip(" ,:-"))
        if len(message.plain[start : found.end()].split()) >= FEWEST_WORDS:
            yield start, min(found.end(), start + LONGEST)


def _parts(message: Utterance, attribute: Likened, asked: bool) -> list[tuple[int, int]]:
    """The spans to look at: an answer as a whole, and each sentence where there are several."""
    spans = [span for span in _sentences(message) if asked or attribute != "authority" or _DECIDING.search(message.plain, *span)][:MOST_SENTENCES]
    is_short = asked and len(message.plain) <= LONGEST
    return [(0, len(message.plain)), *(spans if len(spans) > 1 else ())] if is_short else spans


def _reading(message: Utterance, attribute: Likened, value: str, start: int, end: int) -> Reading[Any]:
    meant: Any = Authority(value) if attribute == "authority" else Need(value)  # type: ignore[arg-type]
    return Reading(meant, message.quote(start, end), start, end)


def read_by_likeness(
    message: Utterance, attribute: Likened, grammar: Reading[Any] | None, topics: tuple[TopicWords, ...], meanings: Meanings, *, asked: bool
) -> Reading[Any] | None:
    """What `grammar` read, unless likeness is surer of something else; a reading keeps the grammar's words where it has any.

    Without the question, likeness only adds to what the grammar did not read.
    """
    if grammar is not None and not asked:
        return grammar
    if grammar is None and asked and read_refusal(message, attribute) is not None:
        return None
    said_outright = signs_of(attribute, message, topics) if grammar is not None else frozenset()
    is_bare = f"unasked:{NOTHING}" in said_outright
    told: list[tuple[float, str, tuple[int, int]]] = []
    silent = 1.0
    for start, end in _parts(message, attribute, asked):
        part = Utterance(message.raw[start:end], message.language, message.today)
        value, share = meanings.likeliest(attribute, part.raw, signs_of(attribute, part, topics))
        if value == NOTHING:
            silent = min(silent, share)
        elif attribute == "authority" or value == OTHER or any(topic.id == value for topic in topics):
            told.append((share, value, (start, end)))
    share, value, span = max(told, default=(0.0, NOTHING, (0, 0)))
    if share >= (UNASKED_FROM if not asked or (grammar is not None and not is_bare) else ASKED_FROM):
        return _reading(message, attribute, value, *((grammar.start, grammar.end) if grammar else span))
    names_topic = attribute == "need" and grammar is not None and grammar.value.topic != OTHER
    return None if is_bare and not told and silent >= SILENT_FROM and not names_topic else grammar
