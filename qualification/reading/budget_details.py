"""What is said of a budget named before: which period it is for, and in which currency it is."""

from __future__ import annotations

import re

from qualification.bant import Period
from qualification.reading.currencies import CURRENCIES, CURRENCY, LONE_E, UNKNOWN_CURRENCY, code_at
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
    """The currency in a message that says which one a known amount is in: "en dollars", "that's in pounds". None where there is an amount, or two."""
    if len(message.plain) > _SHORT or find_quantities(message):
        return None
    codes = {code_at(message, CURRENCY.match(message.plain, found.end()), found.end()) for found in _IN_CURRENCY.finditer(message.plain)}
    return codes.pop() if len(codes) == 1 and UNKNOWN_CURRENCY not in codes else None


_SHORT = 60
_IN_CURRENCY = re.compile(
    rf"(?<!pas )(?<!not )\b(?:en|in) (?:d'|de )?(?=({'|'.join(CURRENCIES[c].replace(LONE_E, '') for c in CURRENCIES if c != 'RON')}))"
)


def _frequency(names: set[str | None]) -> Period | None:
    """ "En une fois chaque année" is yearly: once only says how often a year it is paid."""
    names.discard("once")
    return named_period(names.pop()) if len(names) == 1 else None
