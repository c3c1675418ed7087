"""Reading by likeness: who decides and what is wanted are said in more ways than a grammar lists.

"I just key the orders in, them upstairs pick the software" holds no phrase to look for, yet it is plainly like what
others without a say write. What the grammar makes of a sentence is a sign beside its words, so that likeness
learns where the grammar is to be trusted. Who knows likeness is an argument: nothing is learned here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from qualification.bant import Authority, Need
from qualification.reading.need import OTHER, TopicWords
from qualification.reading.refusal import read_refusal
from qualification.reading.signs import NOTHING, Likened, signs_of
from qualification.reading.stretches import Told, sentences
from qualification.reading.utterance import Reading, Utterance

ASKED_FROM = 0.5
"""How sure a likeness has to be to answer the open question where the grammar reads nothing."""
AGAINST_FROM = 0.9
"""How sure it has to be to answer the open question against the grammar."""
TURNS_AWAY = frozenset({"none", "user"})
"""Values after which less is asked, or nothing more: in words that nobody asked for they take as much as against the grammar."""
AGAINST_OTHER_FROM = 0.6
"""How sure it has to be of one of the site's topics where the grammar found only a need of some other kind."""
SILENT_FROM = 0.8
"""How sure it has to be that a bare answer tells nothing, to set aside what the grammar took it for."""
UNASKED_FROM = 0.75
"""How sure it has to be in words that nobody asked for."""
LONGEST = 240
"""Characters of a message that is looked at as a whole; of a longer one each sentence is looked at by itself."""
MOST_SENTENCES = 6
"""Sentences looked at in one message: each costs about a millisecond."""
FEWEST_WORDS = 3
LISTS_FROM, FEWEST_WORDS_OF_A_PART = 8, 2
"""Words of a sentence from which on its parts are looked at one by one, and of such a part."""


class Meanings(Protocol):
    """What a sentence is like."""

    def likeliest(self, attribute: Likened, sentence: str, signs: frozenset[str]) -> tuple[str, float]:
        """The likeliest value of the attribute, or `NOTHING`, and how sure that is (0 to 1)."""

    def tells(self, clues: frozenset[str]) -> Mapping[Told, float]:
        """How likely a stretch with these clues tells what (0 to 1); empty when nothing of the kind was learned."""


_DECISIVE = frozenset({"claims:takes_part", "claims:final"})
"""What nobody says who means something else: "je donne mon avis", "I have the last word"."""
_BREAK = re.compile(r"[,;:()/|+]+ ?|\s[-–—]\s")
_DECIDING = re.compile(
    r"\b(?:deci[ds]|tranch|valid|approu?v|sign|accord|avis\b|mot\b|voix|choi|choos|pick|boss|chef|patron|direct|manage(?!ment)|gerant|own|propri|fondat|founder|associe"
    r"|partner|comite|board|committee|conseil|president|siege|group|say\b|call\b|vote|okay|ok\b|agree|permission|recommend|recommand|compar|etudiant|student|stag"
    r"|memoire|thesis|cousin|ami\b|friend|compte\b|behalf|free rein|carte blanche|d[afgsr][fihg]?\b|c[efot]o\b|md\b|head\b|responsable|dirig|pouvoir|power|utilis|us(?:e|er|ing)\b"
    r"|tiens\b|tenons\b|(?:i|we) (?:run|opened|started|bought|took over)\b|j'ai (?:\d|un|une|deux|trois|ma|mon|mes|monte|ouvert|cree|repris|lance)\b|ma boite|ma societe|mon entreprise"
    r"|my (?:own|company|business|shop|firm)|cofound|co-?gerant|exploit|titulaire|liberal|self[- ]employed|proprietor|free hand|sir\b|madam\b|chief|higher ups?|upstairs|dessus|intern\b"
    r"|alternan|apprent|stagiaire|assistant|secreta|collect\w* (?:info|brochure)|renseigne|mere\b|mother|mum\b|pere\b|father|dad\b|mari\b|husband|wife|femme\b|frere|brother|sister|soeur|finali[sz]"
    r"|run it (?:by|past)|show (?:it|this) to|montre|soumet|present|accord|only (?:one|person)|seul)"
)
"""Words without which a sentence is not looked at for who decides, unless that was asked."""


def _sentences(message: Utterance) -> Iterator[tuple[int, int]]:
    for opening, end in sentences(message):
        text = message.plain[opening:end]
        start = end - len(text.lstrip(" ,:-"))
        if len(message.plain[start:end].split()) >= FEWEST_WORDS:
            yield start, min(end, start + LONGEST)


def _clauses(message: Utterance, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Of a sentence that lists several things, the parts that may say who decides."""
    breaks = [found.span() for found in _BREAK.finditer(message.plain, start, end)]
    if not breaks or len(message.plain[start:end].split()) < LISTS_FROM:
        return
    for opening, closing in zip([start, *(right for _, right in breaks)], [*(left for left, _ in breaks), end], strict=True):
        if len(message.plain[opening:closing].split()) >= FEWEST_WORDS_OF_A_PART and _DECIDING.search(message.plain, opening, closing):
            yield opening, closing


_OF_US = re.compile(r"(?:who|whose|are you|is your|do you|qui (?:est|sont|possede|dirige)|etes[- ]vous|vous etes|(?:le )?nom d[ue])\b")
"""How sentences begin that ask who we are."""


def _may_tell_who_decides(plain: str, start: int, end: int) -> bool:
    """Whether a sentence that nobody asked for may say who decides there, rather than ask who does here."""
    return bool(_DECIDING.search(plain, start, end)) and plain[end : end + 1] != "?" and not _OF_US.match(plain, start)


def _parts(message: Utterance, attribute: Likened, asked: bool) -> list[tuple[int, int]]:
    """The spans to look at: an answer as a whole, and each sentence where there are several."""
    spans = [span for span in _sentences(message) if asked or attribute != "authority" or _may_tell_who_decides(message.plain, *span)][
        :MOST_SENTENCES
    ]
    if attribute == "authority" and not asked:
        spans = [part for span in spans for part in (span, *_clauses(message, *span))][: 2 * MOST_SENTENCES]
    is_short = asked and len(message.plain) <= LONGEST
    return [(0, len(message.plain)), *(spans if len(spans) > 1 else ())] if is_short else spans


def _reading(message: Utterance, attribute: Likened, value: str, start: int, end: int) -> Reading[Any]:
    meant: Any = Authority(value) if attribute == "authority" else Need(value)  # type: ignore[arg-type]
    return Reading(meant, message.quote(start, end), start, end)


def _asked_from(attribute: Likened, grammar: Reading[Any] | None) -> float:
    """How sure a likeness has to be to answer the open question in place of what the grammar read."""
    if grammar is None:
        return ASKED_FROM
    return AGAINST_OTHER_FROM if attribute == "need" and grammar.value.topic == OTHER else AGAINST_FROM


def _is_prose(plain: str) -> bool:
    """Whether most of what was typed are letters, so that it can be like something people say."""
    return 2 * sum(map(str.isalpha, plain)) >= len(plain.replace(" ", ""))


def read_by_likeness(
    message: Utterance, attribute: Likened, grammar: Reading[Any] | None, topics: tuple[TopicWords, ...], meanings: Meanings, *, asked: bool
) -> Reading[Any] | None:
    """What `grammar` read, unless likeness is surer of something else; a reading keeps the grammar's words where it has any.

    Without the question, likeness only adds to what the grammar did not read.
    """
    if (grammar is not None and not asked) or not _is_prose(message.plain):
        return grammar
    if grammar is None and asked and read_refusal(message, attribute) == "declined":
        return None
    whole = (0, len(message.plain))
    seen = signs_of(attribute, message, topics) if grammar is not None else frozenset()
    if seen & _DECISIVE:
        return grammar
    is_bare = f"unasked:{NOTHING}" in seen
    told: list[tuple[float, str, tuple[int, int]]] = []
    silent = 1.0
    for start, end in _parts(message, attribute, asked):
        part = Utterance(message.raw[start:end], message.language, message.today)
        signs = seen if seen and (start, end) == whole else signs_of(attribute, part, topics)
        value, share = meanings.likeliest(attribute, part.raw, signs)
        if value == NOTHING:
            silent = min(silent, share)
        elif attribute == "authority" or value == OTHER or any(topic.id == value for topic in topics):
            told.append((share, value, (start, end)))
    share, value, span = max(told, default=(0.0, NOTHING, (0, 0)))
    unasked_from = AGAINST_FROM if value in TURNS_AWAY else UNASKED_FROM
    if share >= (unasked_from if not asked else _asked_from(attribute, grammar)):
        return _reading(message, attribute, value, *((grammar.start, grammar.end) if grammar else span))
    names_topic = attribute == "need" and grammar is not None and grammar.value.topic != OTHER
    return None if is_bare and not told and silent >= SILENT_FROM and not names_topic else grammar
