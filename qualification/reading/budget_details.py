"""What is said of a budget named before: which period it is for, and in which currency it is."""

from __future__ import annotations

import re

from qualification.bant import Period
from qualification.reading.currencies import CURRENCIES, CURRENCY, LONE_E, SURE_CODES, UNKNOWN_CURRENCY, code_at
from qualification.reading.periods import find_periods, named_period
from qualification.reading.quantities import find_quantities
from qualification.reading.utterance import Utterance

_BARE_PERIOD: dict[str, Period] = {
    "an": "year", "annee": "year", "l'annee": "year", "l'an": "year", "year": "year", "yr": "year", "ans": "year", "le mois": "month",
    "mois": "month", "month": "month", "months": "month", "years": "year", "the year": "year", "the month": "month",
    "une fois": "once", "single": "once", "1 fois": "once", "one": "once", "/an": "year", "/mois": "month",
}  # fmt: skip
_TURNING = re.compile(r"\b(?:mais|but|plutot|rather|sorry|pardon|non|no|actually|en fait|finalement|euh|enfin|i mean|je veux dire|prefer)\b")


def read_period(message: Utterance) -> Period | None:
    """The period in a message that answers which period a known budget is for: "par an", "au mois", "one shot".

    None where two stand side by side ("par mois ou par an"), or none does.
    """
    bare = message.plain.strip(" .!?,;:()")
    if bare in _BARE_PERIOD:
        return _BARE_PERIOD[bare]
    found = [one for one in find_periods(message.plain) if one.lastgroup in ("year", "month", "once")]
    names = {one.lastgroup for one in found}
    if len(names) > 1 and not _TURNING.search(message.plain, found[0].end(), found[-1].start()):
        return _frequency(names)
    return named_period(found[-1].lastgroup) if found else None


def read_currency(message: Utterance) -> str | None:
    """The currency in a message that says which one a known amount is in: "en dollars", "euros I meant, not pounds". None where there is an amount, or two."""
    plain = message.plain
    if len(plain) > _SHORT or find_quantities(message):
        return None
    codes = {
        _said_code(message, at) for at in (found.start() for found in _ANY_CURRENCY.finditer(plain)) if not _DENIED.search(plain, max(0, at - 24), at)
    }
    codes.discard(None)
    return codes.pop() if len(codes) == 1 and UNKNOWN_CURRENCY not in codes else None


_SHORT = 80
_ANY_CURRENCY = re.compile(rf"(?<![\w])(?:{'|'.join(CURRENCIES[c].replace(LONE_E, '') for c in CURRENCIES if c != 'RON')})(?!\w)")
_DENIED = re.compile(
    r"\b(?:pas|not|non|et non|ni|nor|instead of|rather than|plutot que|au lieu|no longer|isn't|wasn't)(?: (?:pas|de|d'|des|en|in|the|les|as))* ?(?:d')?$"
)
_NAMED = re.compile(
    r"\b(?:en|in|is|are|was|were|c'est|c'etait|parlais|should|ce sont|it's|its|that's|as|voulais dire|i mean|meant|plutot|rather|pas|not|non|no|sorry|pardon|desolee?|wait|oops|oups|my bad|dsl)\b"
)
"""Words with which a currency is named anew; without them it stands alone."""


def _said_code(message: Utterance, at: int) -> str | None:
    """The ISO code of the currency at `at`, if it is said to be one: named anew, or the whole message."""
    found = CURRENCY.match(message.plain, at)
    if not found:
        return None
    word = found.group()
    if (
        word.isalpha()
        and (len(word) < _SHORTEST_NAME or (len(word) == _SHORTEST_NAME and word not in SURE_CODES))
        and not message.raw.startswith(word.upper(), at)
    ):
        return None  # "cad" is c'est-à-dire, "mad" is angry
    is_all = not re.sub(r"\W", "", message.plain.replace(word, "", 1))
    return code_at(message, found, at) if is_all or _NAMED.search(message.plain) else None


_SHORTEST_NAME = 3


def _frequency(names: set[str | None]) -> Period | None:
    """ "En une fois chaque année" is yearly: once only says how often a year it is paid."""
    names.discard("once")
    return named_period(names.pop()) if len(names) == 1 else None
