"""The signature under a message: who writes, and what stands beside the name.

"…by January. Kind regards, Griet Vandeputte, Kaasmakerij Vandeputte, 01 99 00 12 12": the name comes first, then in any order what
the writer is, their house and how to reach them. Nothing else stands there, and no sentence follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile

from qualification.reading.language import GRAMMAR, TRADES, folded
from qualification.reading.name_words import PLACES, ROLE, Run, is_initial, is_ordinary, is_personal, may_be_first_name, run_at
from qualification.reading.utterance import Utterance

LONGEST = 200
"""Characters of a signature; longer ones are letters of their own."""
MOST_ENDS = 5
"""Ends of sentences, from the last one, after which a signature may begin."""
SAID_BEFORE = 15
"""Characters at least of what is signed where no closing says that this is a signature."""

_THANKS = (
    r"(?:merci(?: d'avance| beaucoup| bcp| mille fois| par avance| a vous| de votre (?:aide|retour|reponse))?"
    r"|(?:bonne|belle|excellente) (?:journee|soiree|fin de journee|semaine|continuation)|bon (?:week-?end|courage)|a (?:bientot|tres vite|plus|tout de suite)"
    r"|(?:many )?thanks(?: (?:in advance|a lot|again|so much|very much|ever so|a million|for your (?:help|time)))*|thank(?:ing)? you(?: (?:so|very) much| in advance)?"
    r"|thx|tks|cheers|best|ta(?: very much)?|much appreciated|(?:speak|talk) soon|take care|love|bises?)"
)
_CLOSING = (
    r"(?:(?:bien |tres )?cordialem(?:en)?t(?: votre)?|cdlt|cdt|bien a (?:vous|toi)|(?:mes |avec mes |nos )?(?:sinceres |meilleures |respectueuses )?(?:salutations|remerciements|amities)(?: distinguees| sinceres)?"
    r"|respectueusement|amicalement|(?:bien )?sincerement(?: votre)?|b?rgds|kr|(?:mes )?(?:sentiments|hommages) \w+|(?:with )?(?:kind|kindest|best|warm|warmest|many)? ?regards|all the best|best(?= ?[,-])"
    r"|(?:with )?(?:best|warm|warmest|kind|good) wishes|(?:with )?(?:friendly |best |kind )?greetings(?: from [\w' -]{2,24}(?=,))?|sincerely(?: yours)?|respectfully"
    r"|yours(?: (?:truly|sincerely|faithfully|ever))?|restant a votre disposition|signed|signe)"
)
_SIGNS_OFF = re.compile(rf"\b(?:(?P<closing>{_CLOSING})|{_THANKS})\b(?P<mark> ?[,.!;:-]+ *| +)")
_SENTENCE_ENDED = re.compile(
    r"(?:(?<!\b[^\W\d_])\.|[!?)…])(?P<dash> ?(?:-{1,2}|[–—]))? ?(?=[^\W\d_]|\+?\d[\d .()-]{6}|\S{1,64}@)|(?<=\w)(?P<dashed>\W? -{1,2}| [–—]) ?(?=[^\W\d_])"
)
_PART = re.compile(r"(?:[^,;|/•().:]|(?<=\b[^\W\d_])\.|\.(?=\S| [a-zà-ÿ](?!\S{0,63}@))|(?<=\w)/(?=\w)|:(?=\S))+")
_CONTACT = re.compile(
    r"^\W*(?:(?:(?:mon|my|notre|our) )?(?:e-?mail|mail|tel\w*|phone|mobile?|mob|ph|cell|portable|fixe|standard|direct|web|site)\b.*|\S{1,64}@\S+|(?:https?:|www\.)\S+|[\w-]+\.(?:com|fr|net|org|be|ch|eu|io|example)\b.*"
    r"|\+?\d[\d .()-]{5,})\W*$"
)
_TALKS_TEXT = """
je j' nous on vous tu il elle ils elles i we you he she they it is are am est sont suis sommes avons avez
ont have has had was were would will can do does did veux veut voudrais cherche need want please svp pls thanks merci ca que qui
what how when
"""
_TALKS = frozenset(_TALKS_TEXT.split())
"""Words of sentences; none stands in a signature."""
_ROLE = re.compile(rf"\b(?:{ROLE})\b")
_ENDS_NAME = re.compile(r"^(?:[ .']*(?: x{1,4})?|\W+(?:\S{1,64}@\S+|\+?\d[\d .()-]{5,}))\W*$")
_KISSES = re.compile(r"^\W*x{0,4}\W*$")


@dataclass(frozen=True)
class Signature:
    """Who signs, and the spans of what stands beside the name, in order."""

    name: Run
    beside: tuple[tuple[int, int], ...]
    """What says neither where to write nor where to call."""


@dataclass(frozen=True)
class _Opening:
    """Where a signature may begin, and how plainly it is one."""

    start: int
    is_closed: bool
    """After a closing, or after thanks that follow a message, or a dash."""
    is_question: bool = False
    """Whether the sentence before asks something: a lone name after it may be whom it asks."""


def _openings(message: Utterance) -> Iterator[_Opening]:
    for found in reversed(list(_SIGNS_OFF.finditer(message.plain, max(0, len(message.plain) - 2 * LONGEST)))):
        formal, marked = bool(found["closing"]), bool(found["mark"].strip())
        if formal or (marked and re.search(r"\w", message.plain[: found.start()])):
            yield _Opening(found.end(), True)
    ends = [found for found in _SENTENCE_ENDED.finditer(message.raw) if found.end() >= SAID_BEFORE and message.raw[: found.start()].count(" ") >= 3]
    for found in ends[-MOST_ENDS:]:
        yield _Opening(found.end(), bool(found["dash"] or found["dashed"]), found.group().startswith("?"))


def _parts(message: Utterance, start: int) -> list[tuple[int, int]]:
    """The spans between the marks from `start` on."""
    found = []
    for part in _PART.finditer(message.raw, start):
        text = part.group()
        left, right = part.start() + len(text) - len(text.lstrip(" -–—")), part.end() - len(text) + len(text.rstrip(" -–—"))
        if left < right and re.search(r"\w", message.raw[left:right]):
            found.append((left, right))
    return found


def _is_of_a_signature(message: Utterance, start: int, end: int) -> bool:
    """Whether a few words may be a post, a house, a place or a way to be reached, rather than a sentence."""
    plain = message.plain[start:end]
    if _CONTACT.match(plain) or _KISSES.match(plain):
        return True
    words = re.findall(r"[^\W\d_]+'?", plain)
    if not words or len(words) > 7 or any(word in _TALKS for word in words):
        return False
    if len(words) == 1 and message.raw[start - 1 : end + 1].startswith("("):
        return True
    return message.raw[start].isupper() or message.raw[start].isdigit() or bool(_ROLE.search(plain))


def _is_signer(message: Utterance, run: Run, opening: _Opening, parts: list[tuple[int, int]]) -> bool:
    """Whether the name that begins the parts is one by itself, or by what stands beside it."""
    beside = any(_CONTACT.match(message.plain[slice(*part)]) or _ROLE.search(message.plain[slice(*part)]) for part in parts)
    first = folded(run.words[0].lower())
    if not run.titled and (first in PLACES or first in TRADES or any(first in words for words in GRAMMAR.values())):
        return False
    if len(run.words) == 1 and not run.titled:
        known = run.begins_with_first_name and not is_ordinary(run.words[0])
        return known or ((opening.is_closed or beside or not (parts or opening.is_question)) and may_be_first_name(run.words[0]))
    if run.begins_with_first_name:
        return True
    stands_last = not (parts or opening.is_question) and len(run.words) == 2 and folded(run.words[-1].lower()) not in PLACES | TRADES
    return (stands_last or opening.is_closed or beside or run.titled or is_initial(run.words[0]) or _is_in_address(message, run)) and is_personal(run)


def _is_in_address(message: Utterance, run: Run) -> bool:
    """Whether an e-mail address in the message is made of one of the names."""
    boxes = re.findall(r"(\S{1,64})@", message.plain)
    return any(len(word) > 2 and folded(word.lower()) in box for word in run.words for box in boxes)


@lru_cache(maxsize=4)  # name, company and title are read from one
def signature_of(message: Utterance) -> Signature | None:
    """Who signed the message, if anybody did."""
    for opening in _openings(message):
        if len(message.plain) - opening.start > LONGEST or "?" in message.plain[opening.start :]:
            continue
        parts = list(dropwhile(lambda part: _CONTACT.match(message.plain[slice(*part)]), _parts(message, opening.start)))
        if not parts or not all(_is_of_a_signature(message, *part) for part in parts[1:]):
            continue
        run = run_at(message, parts[0][0], lower=opening.is_closed)
        if run is None or not (run.is_capitalised or run.begins_with_first_name) or not _ENDS_NAME.match(message.plain[run.end : parts[0][1]]):
            continue
        if _is_signer(message, run, opening, parts[1:]):
            return Signature(run, tuple(part for part in parts[1:] if not _CONTACT.match(message.plain[slice(*part)])))
    return None
