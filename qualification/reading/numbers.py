"""Numbers as people write them: digits in every usual grouping, words, k and M, dozens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Literal

from text_to_num import text2num

from qualification.bant import LANGUAGES, Language
from qualification.reading.utterance import Utterance

Kind = Literal["digits", "words", "article"]


@dataclass(frozen=True)
class Number:
    """A number and where it stands. `value` already includes `scale`, the multiplier said with it (k: 1000)."""

    value: Decimal
    start: int
    end: int
    scale: Decimal = Decimal(1)
    kind: Kind = "digits"
    """`article` is a lone un, une, one or a, which counts something only where its reader says so."""


MOST_NUMBERS = 16
"""A message with more numbers than this is a table that was pasted; reading all of it would cost much and tell nothing."""

_THOUSAND, _LAKH, _MILLION, _CRORE, _BILLION = Decimal(1000), Decimal(10**5), Decimal(10**6), Decimal(10**7), Decimal(10**9)

_K = r"k(?=$|[^a-z0-9]|e?ur|e\b|eu?ros?\b|usd|chf|gbp|cad|dkk|ht\b|ttc\b|ish\b|pounds|dollars|quid|/)"
"""The k of thousands: alone, or glued to what amounts are counted in, never the first letter of a word."""

_DIGITS = re.compile(
    r"(?:(?<!\w)(?<!\d[.,^*])|(?<=\beur)|(?<=\br)(?=\d{2,3}[ ,]\d{3})|(?<=\busd)|(?<=\bgbp)|(?<=\bchf)|(?<=\bcad))"
    r"(?P<number>"
    r"(?P<whole>[1-9]\d{0,2}(?:(?P<group>[ .,'])\d{3})(?:(?P=group)\d{3})*|[1-9]\d{3,5}(?: 000)+"
    r"|[1-9]\d?(?:,\d\d)+,\d{3})(?!\d)(?:[.,](?P<part>\d{1,2})(?!\d))?"
    r"|\d+(?:[€£$](?P<cents>\d\d)(?![\d€£$])|[.,]\d+)?)"
    r"(?!\d|[.,]\d|\^|\*\*|e[+-]?\d| ?x ?10\b)"
    r"(?:(?P<mixed>[km])(?P<rest>\d{1,3})(?![\d.,]*\d)"
    rf"|[ -]?(?P<scale>{_K}|kilos?(?=[ -]?(?:d'|euros?|€))|milles?\b|milliers?\b|thou\b|thousands?\b|grand\b(?! ?max)"
    r"|mio\b|millions?\b|mln\b|mn\b|m(?=[ ]?(?:€|\$|£|eur|euros?\b|dollars?\b|pounds?\b))|m\b"
    r"|milliards?\b|mrd\b|mds?\b|billions?\b|bn\b|lakhs?\b|crores?\b))?"
)

_SCALES: dict[str, Decimal] = {
    "k": _THOUSAND, "mille": _THOUSAND, "millier": _THOUSAND, "thousand": _THOUSAND, "thou": _THOUSAND, "grand": _THOUSAND,
    "mio": _MILLION, "million": _MILLION, "mln": _MILLION, "mn": _MILLION, "m": _MILLION,
    "milliard": _BILLION, "mrd": _BILLION, "md": _BILLION, "billion": _BILLION, "bn": _BILLION,
    "lakh": _LAKH, "crore": _CRORE,
}  # fmt: skip
_SCALE_NAMES = sorted(_SCALES, key=len, reverse=True)

_FRENCH = (
    "zero|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|vint|trente|quarante"
    "|cinquante|soixante|septante|huitante|octante|nonante|cents?|milles?|millions?|milliards?"
)
_ENGLISH = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion"
)
_WORDS: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(rf"\b(?:{_FRENCH})(?:(?:[ -]et)?[ -]+(?:{_FRENCH}))*\b"),
    "en": re.compile(rf"\b(?:(?:a|an) (?=hundred|thousand|million|billion))?(?:{_ENGLISH})(?:(?:[ -]and)?[ -]+(?:{_ENGLISH}))*\b"),
}
_ARTICLES = {"un", "une", "one"}
_SPELLINGS = {"vint": "vingt", "fourty": "forty", "milles": "mille"}
_SPELLING = re.compile(r"\b(?:vint|fourty|milles)\b")
_WORD_SCALE = re.compile(rf"[ -]?(?:{_K}|thou\b|grand\b(?! ?max)|kilo[ -]?(?=euros?))")
_HUNDREDS_FR = re.compile(r"(?P<count>onze|douze|treize|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf)[ -]cents?(?:[ -](?P<rest>.+))?")
"""Fifteen hundred, as older people say it: "quinze cents"."""
_HUNDREDS_EN = re.compile(
    r"(?P<count>one|two|three|four|five|six|seven|eight|nine|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
    r"[ -](?P<rest>(?:twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
"""Hundreds without the word: "two-fifty" is 250, "twelve fifty" 1,250."""
_TENTHS = re.compile(r"(?P<whole>.*\b(?:millions?|milliards?)) (?P<tenths>deux|trois|quatre|cinq|six|sept|huit|neuf)$")
_LONGEST_TO_SPLIT = 6
"""A run of more number words than this that makes no number is a list or a game, not worth the search."""

_COLLECTIVES: dict[str, int] = {
    "demi-douzaine": 6, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
    "baker's dozen": 13, "half a dozen": 6, "half-dozen": 6, "dozen": 12, "couple of hundred": 200, "couple of thousand": 2000, "couple hundred": 200,
    "couple thousand": 2000, "couple of grand": 2000, "couple grand": 2000, "couple of k": 2000,
}  # fmt: skip
_COUNT = {"un": 1, "une": 1, "a": 1, "one": 1, "the": 1, "la": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4}
_COLLECTIVE = re.compile(
    r"\b(?:(?P<count>une?|la|deux|trois|quatre|a|the|one|two|three|four|\d{1,2}) )?(?:(?:petite|bonne|grosse|good|small) )?"
    rf"(?P<name>{'|'.join(sorted(map(re.escape, _COLLECTIVES), key=len, reverse=True))})s?\b(?: de (?P<of>milliers|mille|millions|k)\b)?"
)
_SMALL: dict[str, str] = {
    "un": "1", "une": "1", "a": "1", "one": "1", "deux": "2", "two": "2", "trois": "3", "three": "3", "quatre": "4", "four": "4",
    "cinq": "5", "five": "5", "six": "6", "sept": "7", "seven": "7", "huit": "8", "eight": "8", "neuf": "9", "nine": "9",
}  # fmt: skip
_SMALL_WORDS = "|".join(_SMALL)
_HALVES = re.compile(
    r"\b(?P<quarter>quarter of a million|un quart de million)\b|\b(?P<one>a grand)\b(?! (?:total|plan|piano|opening|scheme|finale|idea))"
    r"|\b(?:half an? (?P<half_en>mil|million|grand)|(?:un )?demi[- ](?P<half_fr>million))\b"
    rf"|\b(?P<count>{_SMALL_WORDS}|\d{{1,3}}) ?(?:(?P<and_half>and a half|et demie?) (?P<late>millions?|thousand|grand|k|hundred)"
    r"|(?P<early>millions?|milliards?|billion|thousand|grand|milliers?|mille|k) (?:et demie?|and a half))\b"
)
_VAGUE = re.compile(r"\b(?:des|quelques|quelque|plusieurs|les|some|several|few|many|hundreds?|dozens? and|par) $")
_UNCOUNTED = re.compile(r"(?:hundred|thousand|million|billion|cents|millions|milliards)\b")
"""What only multiplies: after "several" or "a few" it is no number, and French plurals are none alone."""


_MONEY_AFTER = re.compile(
    r" ?(?:[€$£]|(?:d'|de )?(?:eur|dollar|pound|franc|rupee|roupie|naira|dirham|dinar|cedi|rand|peso|yen|cfa|fcfa|ariary|shilling))"
)
_MONEY_BEFORE = re.compile(r"(?:[€$£₹₦¥]|\b(?:eur|usd|gbp|chf|rs|inr|ngn|kes|ksh|ghs|mad|tnd|dzd|xof|fcfa|zar|cad|aud))\.? ?$")


def _lone_m(message: Utterance, found: re.Match[str]) -> bool:
    """Whether m, mn or md may not mean million or milliard: they do in capitals (M) or beside a currency (2m months, 30 mn, 1 MD)."""
    if found["scale"] not in ("m", "mn", "md", "mds"):
        return False
    beside_currency = _MONEY_AFTER.match(message.plain, found.end()) or _MONEY_BEFORE.search(message.plain, max(0, found.start() - 8), found.start())
    return not (beside_currency or (found["scale"] == "m" and message.raw[found.end("scale") - 1] == "M"))


def _digits_value(found: re.Match[str]) -> Decimal:
    """15.000 and 15,000 are fifteen thousand, 15,5 and 0,500 are decimals, 19€90 is both sides of its sign."""
    if found["whole"]:
        return Decimal(re.sub(r"\D", "", found["whole"]) + ("." + found["part"] if found["part"] else ""))
    if found["cents"]:
        whole = re.match(r"\d+", found["number"])
        return Decimal(f"{whole.group() if whole else 0}.{found['cents']}")
    return Decimal(found["number"].replace(",", "."))


def _is_typed(message: Utterance, start: int, end: int) -> bool:
    """Whether the digits were typed as digits: folding turns the square of m² and the half of 5½ into digits that are no part of a number."""
    return all(raw.isdecimal() or not plain.isdecimal() for raw, plain in zip(message.raw[start:end], message.plain[start:end], strict=True))


def _in_digits(message: Utterance) -> Iterator[Number]:
    for found in _DIGITS.finditer(message.plain):
        if len(found["number"]) > 40 or not _is_typed(message, found.start(), found.end() + 1):
            continue
        value = _digits_value(found)
        start, end, scale = found.start(), found.end(), Decimal(1)
        if found["mixed"]:
            if found["mixed"] == "m" and (message.raw[found.end("mixed") - 1] != "M" or len(found["rest"]) > 1):
                continue
            scale = _SCALES[found["mixed"]]
            value = value * scale + Decimal(found["rest"]) * scale / 10 ** len(found["rest"])
        elif found["scale"]:
            if _lone_m(message, found):
                end = found.end("number")
            else:
                word = "k" if found["scale"].startswith("kilo") else found["scale"]
                scale = _SCALES[next(name for name in _SCALE_NAMES if word.startswith(name))]
                value *= scale
        yield Number(value, start, end, scale)


@lru_cache(maxsize=4096)
def _words_value(words: str, language: Language) -> int | None:
    spelled = _SPELLING.sub(lambda typo: _SPELLINGS[typo.group()], words)
    if language == "en" and spelled.startswith(("a ", "an ")):
        spelled = "one " + spelled.split(" ", 1)[1]
    if language == "fr" and (found := _TENTHS.match(spelled)):
        # "un million deux" is 1.2 million; nobody says 1,000,002 that way.
        whole = _words_value(found["whole"], language)
        scale = _scale_of(found["whole"])
        return whole + int(scale) // 10 * int(_SMALL[found["tenths"]]) if whole is not None else None
    hundreds = (_HUNDREDS_FR if language == "fr" else _HUNDREDS_EN).fullmatch(spelled)
    if hundreds:
        count, rest = _words_value(hundreds["count"], language), _words_value(hundreds["rest"], language) if hundreds["rest"] else 0
        return None if count is None or rest is None else count * 100 + rest
    for text in (spelled, spelled.replace("-", " ")):
        try:
            return int(text2num(text, language))
        except ValueError:
            continue
    return None


def _scale_of(words: str) -> Decimal:
    for name, scale in (("milliard", _BILLION), ("billion", _BILLION), ("million", _MILLION), ("mille", _THOUSAND), ("thousand", _THOUSAND)):
        if re.search(rf"\b{name}s?$", words):
            return scale
    return Decimal(1)


_AND = re.compile(r" (?:and|et) ")
_TOKEN = re.compile(r"[^ ]+")


def _runs(words: str, language: Language) -> Iterator[tuple[int, int, int]]:
    """The numbers in a run of number words, as (start, end, value): "deux trois mille" is two of them, "une cinquante" one."""
    value = _words_value(words, language)
    if value is not None:
        yield 0, len(words), value
        return
    for link in _AND.finditer(words):
        # "between a thousand and fifteen hundred" is two numbers, not 1,015 and a hundred.
        left, right = _words_value(words[: link.start()], language), _words_value(words[link.end() :], language)
        if left is not None and right is not None:
            yield 0, link.start(), left
            yield link.end(), len(words), right
            return
    tokens = [(token.start(), token.end()) for token in _TOKEN.finditer(words)]
    if len(tokens) > _LONGEST_TO_SPLIT:
        return
    first = 0
    while first < len(tokens):
        for last in range(len(tokens) - 1, first - 1, -1):
            start, end = tokens[first][0], tokens[last][1]
            value = _words_value(words[start:end], language)
            if value is not None:
                if not (first == 0 and last == 0 and words[start:end] in _ARTICLES):
                    yield start, end, value
                first = last
                break
        first += 1


def _in_words(message: Utterance, language: Language) -> Iterator[Number]:
    for found in _WORDS[language].finditer(message.plain):
        words = found.group()
        scaled = _WORD_SCALE.match(message.plain, found.end())
        if words in _ARTICLES and not scaled:
            yield Number(Decimal(1), found.start(), found.end(), kind="article")
            continue
        is_vague = _VAGUE.search(message.plain, max(0, found.start() - 12), found.start())
        if _UNCOUNTED.match(words) and (is_vague or words in ("cents", "millions", "milliards")):
            continue
        if words == "cent" and message.language == "en":
            continue  # "not a cent more"
        for start, end, value in _runs(words, language):
            at, until, scale = found.start() + start, found.start() + end, _scale_of(words[start:end])
            if scaled and end == len(words) and scale == 1:
                yield Number(value * _THOUSAND, at, scaled.end(), _THOUSAND, "words")
            else:
                yield Number(Decimal(value), at, until, scale, "words")


def _halves(message: Utterance) -> Iterator[Number]:
    """Half a million, deux millions et demi, two and a half grand."""
    for found in _HALVES.finditer(message.plain):
        if found["quarter"]:
            yield Number(Decimal(250_000), found.start(), found.end(), _MILLION, "words")
            continue
        if found["one"]:
            yield Number(_THOUSAND, found.start(), found.end(), _THOUSAND, "words")
            continue
        half = found["half_en"] or found["half_fr"]
        unit = "million" if half == "mil" else half or found["late"] or found["early"]
        scale = Decimal(100) if unit == "hundred" else _SCALES[next(name for name in _SCALE_NAMES if unit.startswith(name))]
        count = found["count"]
        times = Decimal("0.5") if half else Decimal(_SMALL.get(count, count)) + Decimal("0.5")
        yield Number(times * scale, found.start(), found.end(), scale, "words")


def _collectives(message: Utterance) -> Iterator[Number]:
    for found in _COLLECTIVE.finditer(message.plain):
        if not found["count"] and _VAGUE.search(message.plain, max(0, found.start() - 12), found.start()):
            continue
        if not found["count"] and found["name"] + "s" == found.group()[: len(found["name"]) + 1]:
            continue
        count = found["count"]
        times = (_COUNT.get(count) or int(count)) if count else 1
        unit = _MILLION if found["of"] == "millions" else _THOUSAND if found["of"] else Decimal(1)
        scale = _THOUSAND if found["name"].startswith("couple") and "hundred" not in found["name"] else unit
        yield Number(_COLLECTIVES[found["name"]] * times * unit, found.start(), found.end(), scale, "words")
    yield from _halves(message)


@lru_cache(maxsize=2)  # several readers look at one message in a row
def find_numbers(message: Utterance) -> tuple[Number, ...]:
    """Every number in the message, in order of place, none overlapping another; the longer one wins.

    Number words of both languages are read, the message's own language first. At most `MOST_NUMBERS`: the first ones.
    """
    other: Language = next(language for language in LANGUAGES if language != message.language)
    sources = (_collectives(message), _in_digits(message), _in_words(message, message.language), _in_words(message, other))
    candidates = [number for source in sources for number in islice(source, MOST_NUMBERS)]
    taken: list[Number] = []
    used = bytearray(len(message.plain) + 1)
    for number in sorted(candidates, key=lambda n: (-(n.end - n.start), n.kind == "article")):
        if not any(used[number.start : number.end]):
            used[number.start : number.end] = b"\1" * (number.end - number.start)
            taken.append(number)
    return tuple(sorted(taken, key=lambda n: n.start)[:MOST_NUMBERS])
