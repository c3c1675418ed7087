"""A phone number in E.164, or why the digits typed cannot be one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import phonenumbers
from phonenumbers import PhoneNumber, ValidationResult

from qualification.reading.refused import Refused, Why
from qualification.reading.utterance import Reading, Utterance

MOST_RUNS = 12
"""How many runs of digits are looked at."""
SHORT_ANSWER = 120
"""Characters up to which a message may be an attempt at a number and nothing else."""
MOST_DIGITS = 60
"""A run with more is refused as a whole."""


@dataclass(frozen=True)
class _Run:
    """Digits that belong together, as they stand in the message."""

    text: str
    start: int
    end: int

    @property
    def digits(self) -> str:
        return re.sub(r"\D", "", self.text)

    @property
    def is_international(self) -> bool:
        return "+" in self.text or self.digits.startswith("00")


_LETTER_O = re.compile(r"(?<![a-z0-9])o(?=[1-9])|(?<=\d)o(?= ?\d)|(?<= )o(?=\d{3})")
_PLUS_IN_WORDS = re.compile(r"\bplus ?(?=\(?\d(?:[ .()-]{0,2}\d){7,14}(?!\d))")
_RUN = re.compile(r"(?<![\w@])\(?(?:\+ ?\(?)?\d(?:[ .,/()-]{0,3}+\d)*+(?![@])")
_STRONG = re.compile(r", ?| ?/ |/(?=(?:\+|0\d)[\d .-]{7})| - |,(?=0)|\.(?= )")
_EXTENSION = re.compile(r"(?:x|ext|poste) ?\d")
_DATE = re.compile(r"(?:\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)(?: \d\d?)?$|\d\d?/\d\d?$")

_COUNTED = re.compile(
    r"^ ?(?:[€$£%]|k\b|k€|m€|euros?\b|eur\b|e\b|dollars?\b|pounds?\b|chf\b|h\b|h\d|heures?\b|min(?:ute)?s?\b|pm\b|am\b|ans?\b|years?\b|mois\b"
    r"|months?\b|jours?\b|days?\b"
    r"|semaines?\b|weeks?\b|salari\w+|employ\w+|personnes?\b|people\b|staff\b|articles?\b|skus?\b|lignes?\b|rows?\b|clients?\b|customers?\b"
    r"|factures?\b|invoices?\b"
    r"|licen\w+|users?\b|utilisateurs?\b|fois\b|times\b|m2\b|km\b|par (?:an|mois|jour)\b|(?:en|is (?:my|our|the)|est (?:mon|notre|le)"
    r"|comme) (?:siret|siren|account|tva|vat|iban|compte|order)|rue\b|avenue\b|street\b|road\b)"
)
_MEASURED_BEFORE = re.compile(r"(?:[€$£] ?|\b(?:budget|prix|price|ca)(?: de| of| is| :)? ?)$")
_OTHER_NUMBER = re.compile(
    r"(?:\b(?:siret|siren|rcs|tva|vat|iban|rib|ape|naf|fax|telecopie|commande|order|facture|invoice|devis|quote|dossier|ticket|reference|contrat"
    r"|contract"
    r"|company (?:number|no)|registration|registered|code postal|postcode|zip|isbn|ean)\b[^\d,;.]{0,18}(?:n°|no\.?|num\w*|#)? ?:? ?"
    r"|\b(?:ref|client|customer|carte|card|compte|account|version|cp)\b(?: (?:n°|no\.?|num\w*|id|#))? ?:? ?(?<!client )(?<!customer )|\bn° ?|#)$"
)
_OF_OTHERS = re.compile(r"\b(?:votre|vos|your|ton) (?:numero|num|number|tel\w*|phone|standard|ligne|line|mobile|helpline|hotline)\b[^\d]{0,12}$")
_DENIED = re.compile(
    r"\b(?:pas|not|et non|au lieu du|instead of|rather than|plutot que|avant|previously|was|etait|ancien\w*|old)(?: (?:le|au|du|the|on|numero"
    r"|number|one|num|c'etait|was|is|sur|mobile|portable|:)){0,4} ?$"
)
_CORRECTS = re.compile(
    r"\b(?:plutot|sorry|meant|voulais dire|pardon|correction|actually|en fait|finalement|oops|oups|maintenant|now|nouveau|new|non)\b"
)
_NAMED = re.compile(
    r"(?:\b(?:tel|tels|telephone|phone|mobile|mob|portable|port|cell|number|num|numero|call|ring|text|joindre|joignable|rappel\w*|appel\w*"
    r"|contact\w*|whatsapp|sms|standard|landline"
    r"|ligne directe|fixe)\b[^\d@]{0,25}|[📞☎📱] ?)$"
)

_LEAD_IN = re.compile(
    r"\b(?:c'est|c|le|la|au|mon|ma|my|numero|num|tel|telephone|portable|mobile|fixe|it's|its|it|is|number|phone|call|me|on|ok|oui|yes|sure|voici"
    r"|alors|euh|um|the|at|bah|ben|de|appelez|moi"
    r"|rappelez|sorry|oups|oops|pardon|non|no|cell|tiens)\b|[^a-z\d]"
)
_DISGUISED = re.compile(r"(?:^|[^\w])(?:\+\d|0)[\d .-]{0,14}(?:[x*?_•]{2,8}(?: ?[x*?_•]{2,8}){0,4}|(?:[a-z]{2} ){1,3}[a-z]{2}|[a-z]{4})\W*$")

_TRUNK_REGIONS = ("FR", "GB")
# The French plan holds overseas numbers that E.164 files under country codes of their own.
_OVERSEAS = ("GP", "MQ", "GF", "RE", "YT")
_BRITISH_LEADS = "1235789"
_NANP = re.compile(r"\(?[2-9]\d\d\)?[ .-]\d{3}[ .-]\d{4}")
_CALLING_CODES = re.compile(r"(?:33|44|32|41|352|353|1|49|39|34|351|31|212|213|216|221|225|237|377|48|91)\d")


def read_phone(message: Utterance, *, asked: bool, region: str = "FR") -> Reading[str] | Refused | None:
    """The number in E.164; Refused when asked and the digits given cannot be a phone.

    A number without its country is read as one of `region`, else as French or British. Numbers that
    nobody has been given yet are read, as long as their length and first digits are possible.
    """
    plain = _LETTER_O.sub("0", message.plain)
    plain = _PLUS_IN_WORDS.sub(lambda found: "+".rjust(len(found.group())), plain)
    runs = [part for run in _runs(plain) for part in _split(run, region) if not _is_something_else(plain, part)]
    asserted = [run for run in runs if not _DENIED.search(plain[max(0, run.start - 50) : run.start])]
    good: list[tuple[_Run, str]] = []
    for run in asserted:
        relaxed = asked or bool(_NAMED.search(plain[max(0, run.start - 45) : run.start]))
        good.extend(_numbers(run, region, relaxed))
    if good:
        run, number = _chosen(plain, good)
        return Reading(number, message.quote(run.start, run.end), run.start, run.end)
    if not asked:
        return None
    return _dictated(message, region) or _refused(message, plain, asserted)


def _runs(plain: str) -> Iterator[_Run]:
    looked_at = 0
    for found in _RUN.finditer(plain):
        # A short run is only of use to refuse an answer that is nothing else.
        if len(found.group()) < 6 and len(plain) > SHORT_ANSWER:
            continue
        looked_at += 1
        if looked_at > MOST_RUNS:
            return
        if found.end() < len(plain) and plain[found.end()].isalpha() and not _EXTENSION.match(plain, found.end()):
            # "10h", "15k": its last group counts something, what came before it may still be a number.
            cut = max(found.group().rfind(" "), found.group().rfind(","))
            if cut > 0:
                yield _Run(found.group()[:cut].rstrip(" ,"), found.start(), found.start() + cut)
            continue
        yield _Run(found.group(), found.start(), found.end())


def _is_something_else(plain: str, run: _Run) -> bool:
    """Whether the digits are said to be money, a count, a date, or a number of another kind."""
    before = plain[max(0, run.start - 45) : run.start]
    counted = _COUNTED.search(plain[run.end : run.end + 24])
    if _DATE.fullmatch(run.text) or (counted and (len(run.digits) < 9 or " " in counted.group().strip())):
        return True
    return bool(_MEASURED_BEFORE.search(before) or _OTHER_NUMBER.search(before) or _OF_OTHERS.search(before))


def _split(run: _Run, region: str) -> Iterator[_Run]:
    """The run where it is one number, else its parts between commas, slashes and lone hyphens."""
    if len(run.digits) > MOST_DIGITS or _parsed(run, region, True):
        yield run
        return
    at = 0
    for found in _STRONG.finditer(run.text):
        yield _Run(run.text[at : found.start()], run.start + at, run.start + found.start())
        at = found.end()
    yield _Run(run.text[at:], run.start + at, run.end)


def _numbers(run: _Run, region: str, relaxed: bool) -> Iterator[tuple[_Run, str]]:
    """The run as a number, or what ends it ("31000 06 12 34 56 78")."""
    whole = _parsed(run, region, relaxed)
    if whole:
        yield run, whole
        return
    if run.digits[:1] == "0" or "+" in run.text[:2]:
        return
    if len(run.digits) > MOST_DIGITS:
        return
    for found in re.finditer(r"(?<=[ (])(?:\+\d|0)", run.text):
        tail = _Run(run.text[found.start() :], run.start + found.start(), run.end)
        number = _parsed(tail, region, False)
        if number:
            yield tail, number
            return


def _parsed(run: _Run, region: str, relaxed: bool) -> str | None:
    """E.164, or None. Unless `relaxed`, only what has the shape of a phone number and of nothing else."""
    digits = run.digits
    if not 8 <= len(digits) <= 17 or len(set(digits)) == 1 or ("," in run.text and not relaxed):
        return None
    if run.is_international:
        number = _number("+" + (digits if "+" in run.text else digits[2:]), None)
        return _formatted(number) if number and _is_plausible(number) else None
    if digits.startswith("0"):
        if not relaxed and len(digits) not in (10, 11):
            return None
        return _national(digits, region)
    if relaxed and not _is_sequence(digits):
        return _without_trunk(run, digits, region)
    return None


def _national(digits: str, region: str) -> str | None:
    """Digits dialled with a leading zero, by the first region in which they exist, else are possible."""
    regions = list(dict.fromkeys((region, *_TRUNK_REGIONS)))
    numbers = [number for name in regions if (number := _number(digits, name))]
    for name in (*regions, *_OVERSEAS):
        number = _number(digits, name)
        if number and phonenumbers.is_valid_number_for_region(number, name):
            return _formatted(number)
    return next((_formatted(number) for number in numbers if _is_plausible(number)), None)


def _without_trunk(run: _Run, digits: str, region: str) -> str | None:
    """Digits without leading zero: a French or British mobile, a country code without its plus, an American number."""
    candidates: list[PhoneNumber | None] = []
    if region in ("US", "CA"):
        candidates.append(_number(digits, region))
    if len(digits) == 9:
        candidates.append(_number("0" + digits, "FR"))
    if _CALLING_CODES.match(digits) and len(digits) > 10:
        candidates.append(_number("+" + digits, None))
    if _NANP.fullmatch(run.text.strip()):
        candidates.append(_number(digits, "US"))
    elif len(digits) == 10 and digits[0] == "7":
        candidates.append(_number("0" + digits, "GB"))
    if plausible := next((number for number in candidates if number and _is_plausible(number)), None):
        return _formatted(plausible)
    # Any other country's, but only a number that it has given out: the plus was left off.
    foreign = _number("+" + digits, None) if len(digits) > 10 else None
    return _formatted(foreign) if foreign and phonenumbers.is_valid_number(foreign) else None


def _number(typed: str, region: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return None


def _is_plausible(number: PhoneNumber) -> bool:
    """Whether it has a length and first digits that its country uses.

    Not `is_valid_number`: that also refuses ranges not given out yet and those kept for fiction.
    """
    if phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        return False
    national = phonenumbers.national_significant_number(number)
    if len(set(national)) == 1 or number.country_code not in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        return False
    if number.country_code == 33:
        return len(national) == 9 and (national[0] not in "08" or phonenumbers.is_valid_number(number))
    if number.country_code == 44:
        return phonenumbers.is_valid_number(number) or (len(national) == 10 and national[0] in _BRITISH_LEADS)
    if number.country_code == 1:
        return len(national) == 10 and national[0] in "23456789" and national[3] in "23456789"
    return len(national) >= 7


def _formatted(number: PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _is_sequence(digits: str) -> bool:
    """123456789, 987654321, and 1234567890 too."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    return steps in ({1}, {9})


def _chosen(plain: str, good: list[tuple[_Run, str]]) -> tuple[_Run, str]:
    """The first number given, unless the message corrects itself."""
    for (before, _), after in zip(reversed(good[:-1]), reversed(good[1:]), strict=True):
        if _CORRECTS.search(plain[before.end : after[0].start]):
            return after
    return good[0]


def _refused(message: Utterance, plain: str, runs: list[_Run]) -> Refused | None:
    """Why the digits cannot be a phone number, when they were given as one."""
    disguised = _DISGUISED.search(plain)
    if disguised and len(plain) < 60:
        return Refused("not_a_number", message.quote(disguised.start(), disguised.end()))
    for run in runs:
        enough = len(run.digits) >= 6 or (run.text.startswith("+") and len(run.digits) > 2)
        rest = plain[: run.start] + " " + plain[run.end :]
        if enough or (len(plain) <= SHORT_ANSWER and not _LEAD_IN.sub("", rest).strip()):
            return Refused(_why(run), message.quote(run.start, run.end))
    return None


def _why(run: _Run) -> Why:
    digits = run.digits
    if len(digits) >= 8 and (len(set(digits)) == 1 or _is_sequence(digits)):
        return "invalid"
    number = _number("+" + digits.removeprefix("00"), None) if run.is_international else None
    if number:
        reason = phonenumbers.is_possible_number_with_reason(number)
        if reason in (ValidationResult.TOO_SHORT, ValidationResult.IS_POSSIBLE_LOCAL_ONLY) or len(digits) < 8:
            return "too_short"
        return "too_long" if reason == ValidationResult.TOO_LONG else "invalid"
    if len(digits) < (10 if digits.startswith("0") else 8):
        return "too_short"
    return "too_long" if len(digits) > (10 if digits.startswith("0") else 13) else "invalid"


_UNITS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11,
    "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "octante": 80, "nonante": 90}
_DIGITS_IN_ENGLISH = {
    "oh": "0", "o": "0", "zero": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9",
}  # fmt: skip
_DICTATED_FRENCH = re.compile(rf"\bzero(?:[ ,-]+(?:et[ -])?(?:{'|'.join((*_UNITS, *_TENS))})\b){{4,20}}")
_DICTATED_ENGLISH = re.compile(rf"\b(?:oh|zero|o|nought)(?:[ ,-]+(?:double |triple )?(?:{'|'.join(_DIGITS_IN_ENGLISH)})\b){{6,14}}")


def _dictated(message: Utterance, region: str) -> Reading[str] | None:
    """Numbers dictated in words: pairs in French ("zéro six douze..."), digits in English ("oh two oh...")."""
    for pattern, spelled in ((_DICTATED_FRENCH, _french_digits), (_DICTATED_ENGLISH, _english_digits)):
        found = pattern.search(message.plain)
        digits = spelled(re.split(r"[ ,-]+", found.group())) if found else ""
        number = _national(digits, region) if found and len(digits) in (10, 11) else None
        if found and number:
            return Reading(number, message.quote(*found.span()), found.start(), found.end())
    return None


def _french_digits(words: list[str]) -> str:
    """Each number after the leading zero is a pair; 70 to 99 are said with sixty and four-twenty."""
    said, index = "", 0
    words = [word for word in words if word != "et"]
    while index < len(words):
        word, after = words[index], words[index + 1 : index + 3]
        if word == "zero":
            said, index = said + "0" + (str(_UNITS[after[0]]) if after and _UNITS.get(after[0], 10) < 10 else ""), index + 2
            continue
        value, index = _UNITS.get(word, 0) or _TENS.get(word, 0), index + 1
        if word == "quatre" and after and after[0] in ("vingt", "vingts"):
            value, index, after = 80, index + 1, after[1:]
        most = 17 if value in (60, 80) else 10
        if value >= 20 and after and 0 < _UNITS.get(after[0], 99) < most:
            value, index = value + _UNITS[after[0]], index + 1
            if value % 10 == 0 and index < len(words) and words[index] in ("sept", "huit", "neuf"):
                value, index = value + _UNITS[words[index]], index + 1
        said += f"{value:02d}"
    return said


def _english_digits(words: list[str]) -> str:
    said, times = "", 1
    for word in words:
        if word in ("double", "triple"):
            times = 2 if word == "double" else 3
            continue
        said, times = said + _DIGITS_IN_ENGLISH[word] * times, 1
    return said
