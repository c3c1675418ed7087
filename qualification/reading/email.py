"""An e-mail address, typed or spelled out, or why what was typed cannot be one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from qualification.reading.name_words import FIRST_NAMES
from qualification.reading.refused import Refused, Why
from qualification.reading.utterance import Reading, Utterance
from qualification.reading.website import TLDS

MOST_ADDRESSES = 20
"""How many at-signs are looked at: nobody gives more, and each costs time."""


@dataclass(frozen=True)
class _Attempt:
    """What was typed as an address: its parts, and the span in the message."""

    local: str
    domain: str
    start: int
    end: int
    signs: int = 1


_NOT_LOCAL = frozenset(' \t@＠<>()[]{}:;,"«»“”=|/?!*')
_NOT_DOMAIN = frozenset(" \t@＠<>()[]{}:;,\"«»“”=|/?!*'’`")
_SIGNS = re.compile(r"[@＠]+")
_COMMA_FOR_POINT = re.compile(r",(?P<tld>[A-Za-z]{2,4})(?![\w@.-])")
_RUN_ON = re.compile(r"(?<=[a-z])\.[A-Z]\w*$")
_NOT_A_PERSON = re.compile(
    r"(?:look|we're|we are|are|is|us|me|it|work|works|based|out|here|live|meet|find|found|shop|stay|am|be|visit|all|look\w+|rdv|pas|not|suivez"
    r"|follow|price|prix)"
)
"""Words before a lone "at" that make it a place."""

_SEPARATOR = r"(?:\.| ?[(\[](?:dot|point)[)\]] ?| (?:dot|point|tiret|dash|hyphen|underscore) )"
_SPELLED = re.compile(
    rf"(?<![\w@.'-])(?P<local>[\w+'-]{{1,64}}(?:{_SEPARATOR}[\w+'-]{{1,64}}){{0,5}})"
    r"(?P<at> ?[(\[{] ?(?:at|arobase|arobas|a|chez) ?[)\]}] ?| (?:arobase|arobas|at) )"
    rf"(?P<domain>[\w-]{{1,63}}(?:{_SEPARATOR}[\w-]{{1,63}}){{1,6}})"
)
_SPELLED_SIGNS = ((re.compile(r" ?[(\[](?:dot|point)[)\]] ?| (?:dot|point) ", re.I), "."), (re.compile(r" (?:tiret|dash|hyphen) ", re.I), "-"))
_UNDERSCORE = re.compile(r" underscore ", re.I)

_FILLER = r"(?:(?:l'|la|le|the|sur|a|use|to|at|on|my|mon|ma|mes|mail|email|e-mail|adresse|address|is|was|one|c'est|c|celle|:|d'|de) ?){0,4}"
_DENIED_BEFORE = re.compile(
    r"\b(?:pas|not|et non|mais non|utilise plus|au lieu de|instead of|rather than|plutot que|que|old|ancien|ancienne|previous|votre|vos|your"
    r"|n'est plus|isn't) "
    rf"{_FILLER}$"
)
_DENIED_AFTER = re.compile(
    r"^[^@]{0,3}(?:mais |but |qui |which )?(?:is |was |c'est |est |n'est plus |isn't )?(?:dead|wrong|faux|fausse|obsolete|ne marche|marche plus"
    r"|n'existe|bounces|bounced|no longer"
    r"|i meant|je voulais dire|je me suis trompe|ferme|closed)"
)
_CORRECTS = re.compile(
    r"\b(?:plutot|sorry|meant|voulais dire|pardon|correction|actually|en fait|finalement|oops|oups|use|utilisez|prenez|maintenant|now)\b"
)

_UNKNOWN_TLDS = frozenset(("con", "cmo", "ocm", "comm", "coom", "vom", "xom", "frr", "invalid", "local", "localhost"))
_ATTEMPT_WITHOUT_SIGN = re.compile(r"^[\w.+-]+[#£$§&%~^]+[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$")
_HOST_LIKE = re.compile(r"^[\w+-]+(?:\.[\w-]+)*\.(?P<tld>[a-z]{2,})$")


def read_email(message: Utterance, *, asked: bool) -> Reading[str] | Refused | None:
    """The visitor's address, its domain in lower case; Refused when what was meant as one cannot be right.

    Of two addresses the first that is asserted counts, unless the message corrects itself.
    """
    attempts = list(_typed(message, asked)) or list(_spelled(message, asked))
    asserted = [attempt for attempt in attempts if not _is_denied(message, attempt)]
    good = [(attempt, value) for attempt in asserted if (value := _checked(attempt)) is not None]
    if good:
        attempt, value = _chosen(message, good)
        if asked and _is_torn(message, attempt):
            return Refused("bad_local", message.quote(0, attempt.end))
        return Reading(value, message.quote(attempt.start, attempt.end), attempt.start, attempt.end)
    for attempt in asserted:
        if asked or _is_clearly_meant(attempt):
            return Refused(_why(attempt), message.quote(attempt.start, attempt.end))
    return _without_sign(message) if asked and not attempts else None


def _is_torn(message: Utterance, attempt: _Attempt) -> bool:
    """Whether a first name and a space begin the message: "jean dupont@yahoo.fr" may be jean.dupont or jeandupont."""
    before = message.plain[: attempt.start].strip()
    return (
        before in FIRST_NAMES
        and message.plain[: attempt.start].endswith(" ")
        and before not in attempt.local.lower()
        and message.raw[: attempt.start].islower()
    )


def _typed(message: Utterance, asked: bool) -> Iterator[_Attempt]:
    """What stands around each at-sign."""
    raw, done = message.raw, 0
    for count, sign in enumerate(_SIGNS.finditer(raw)):
        if count >= MOST_ADDRESSES:
            return
        if sign.start() < done:
            continue
        start, end, signs = _left(raw, sign.start(), done), sign.end(), len(sign.group())
        end = _right(raw, end)
        comma = _COMMA_FOR_POINT.match(raw, end)
        end = comma.end() if comma and comma["tld"].lower() in TLDS else end
        while end < len(raw) and raw[end] in "@＠" and end > sign.end():
            signs, end = signs + 1, _right(raw, end + 1)
        attempt = _trimmed(raw, start, sign, end, signs)
        done = end
        if not (attempt.local and attempt.domain):
            attempt = _with_spaces(raw, attempt, sign)
            done = max(done, attempt.end)
        if (attempt.local or attempt.domain) and (asked or (attempt.local and attempt.domain)):
            yield attempt


def _left(raw: str, at: int, floor: int) -> int:
    while at > floor and raw[at - 1] not in _NOT_LOCAL:
        at -= 1
    return at


def _right(raw: str, at: int) -> int:
    while at < len(raw) and raw[at] not in _NOT_DOMAIN:
        at += 1
    return at


def _trimmed(raw: str, start: int, sign: re.Match[str], end: int, signs: int) -> _Attempt:
    """The parts without the quotes and the punctuation of the sentence around them."""
    while start < sign.start() and raw[start] in "'’`*_~-–" and not raw[start].isalnum():
        start += 1
    domain = raw[sign.end() : end].rstrip(".,'’`*_~…-–")
    domain = _RUN_ON.sub("", domain) if domain.count(".") > 1 else domain
    end = sign.end() + len(domain)
    return _Attempt(raw[start : sign.start()], domain, start, end, signs)


def _with_spaces(raw: str, attempt: _Attempt, sign: re.Match[str]) -> _Attempt:
    """Parts that a space holds off the sign ("nadia @ transports.example"), when they make an address."""
    start, end, local, domain = attempt.start, attempt.end, attempt.local, attempt.domain
    if not local and raw[: sign.start()].endswith(" "):
        start = _left(raw, sign.start() - 1, 0)
        local = raw[start : sign.start() - 1]
    if not domain and raw[sign.end() :].startswith(" "):
        end = _right(raw, sign.end() + 1)
        domain = raw[sign.end() + 1 : end].rstrip(".,'…")
        end = sign.end() + 1 + len(domain)
    joined = _Attempt(local, domain, start, end, attempt.signs)
    if local and not _NOT_A_PERSON.fullmatch(local.lower()) and _checked(joined) is not None:
        return joined
    return attempt


def _spelled(message: Utterance, asked: bool) -> Iterator[_Attempt]:
    """Addresses spelled out: "nadia (at) x point example", "nadia arobase x.fr", "nadia at x dot com"."""
    for found in _SPELLED.finditer(message.plain):
        local, domain = found["local"], found["domain"]
        lone_at = found["at"] == " at "
        if lone_at and _NOT_A_PERSON.fullmatch(local):
            continue
        # Unasked, "at" and a host is a place ("we sell at tesco.com"): only a dot that is spelled out tells a dictated address.
        if lone_at and not asked and " dot " not in domain and " point " not in domain:
            continue
        raw_local = message.raw[found.start("local") : found.end("local")]
        raw_domain = message.raw[found.start("domain") : found.end("domain")]
        for pattern, sign in _SPELLED_SIGNS:
            raw_local, raw_domain = pattern.sub(sign, raw_local), pattern.sub(sign, raw_domain)
        attempt = _Attempt(_UNDERSCORE.sub("_", raw_local), raw_domain, found.start(), found.end())
        if _checked(attempt) is not None:
            yield attempt


def _is_denied(message: Utterance, attempt: _Attempt) -> bool:
    """Whether the address is said to be wrong, old, or not the visitor's."""
    before = message.plain[max(0, attempt.start - 60) : attempt.start].rstrip("<'\"( ") + " "
    return bool(_DENIED_BEFORE.search(before) or _DENIED_AFTER.search(message.plain[attempt.end : attempt.end + 40]))


def _chosen(message: Utterance, good: list[tuple[_Attempt, str]]) -> tuple[_Attempt, str]:
    for (before, _), after in zip(reversed(good[:-1]), reversed(good[1:]), strict=True):
        if _CORRECTS.search(message.plain[before.end : after[0].start]):
            return after
    return good[0]


def _checked(attempt: _Attempt) -> str | None:
    """The address in its normal form, or None when it cannot be right."""
    if attempt.signs != 1 or not _is_host(attempt.domain):
        return None
    try:
        # Reserved names such as .test are people's first tries with their own installation; nothing is looked up.
        valid = validate_email(f"{attempt.local}@{attempt.domain}", check_deliverability=False, test_environment=True)
    except (EmailNotValidError, ValueError):
        return None
    return f"{valid.local_part}@{valid.domain.lower()}"


def _is_host(domain: str) -> bool:
    labels = domain.lower().split(".")
    if len(labels) < 2 or not all(labels) or len(domain) > 253:
        return False
    last = labels[-1]
    return len(last) >= 2 and (last.isalpha() or last.startswith("xn--")) and last not in _UNKNOWN_TLDS


def _why(attempt: _Attempt) -> Why:
    if attempt.signs > 1:
        return "invalid"
    if not attempt.domain:
        return "no_domain"
    if _checked(_Attempt("a", attempt.domain, 0, 0)) is None:
        return "bad_domain" if attempt.local else "bad_local"
    return "bad_local"


def _is_clearly_meant(attempt: _Attempt) -> bool:
    """Whether, unasked, an at-sign stands in an address rather than for a price, a time or an account elsewhere."""
    return any(c.isalpha() for c in attempt.local) and any(c.isalpha() for c in attempt.domain) and len(attempt.local) > 1


def _without_sign(message: Utterance) -> Refused | None:
    """A word that is an address but for its at-sign, in an answer that says little else."""
    words = message.raw.split()
    if len(words) > 8:
        return None
    for word in words:
        bare = word.strip(".,;:!?()<>\"'«»")
        plain = bare.lower()
        host = _HOST_LIKE.match(plain)
        if _ATTEMPT_WITHOUT_SIGN.match(plain) or (host and host["tld"] in TLDS and len(plain) > 5):
            return Refused("no_at", bare)
    return None
