"""Which currency stands beside an amount, by sign, code or word."""

from __future__ import annotations

import re

from qualification.reading.utterance import Utterance

UNKNOWN_CURRENCY = "XXX"
"""ISO 4217 for no currency: pesos and dinars name a currency, but not which one."""

CURRENCIES: dict[str, str] = {
    "CAD": (
        r"(?:ca|can|c|cad) ?\$|\$ ?\(?(?:cad?|can|cdn)\b|cad\b|dol+ars? (?:du canada|cad\b)|(?:\$|dol+ars?) canadi[ea]ns?\b"
        r"|canadian(?: (?:dollars?|bucks)\b|\b(?! [a-z]))|pias(?:tres?|ses?)\b"
    ),
    "AUD": r"aud? ?\$|a\$|\$ ?aud\b|aud\b|dollars? australiens?\b|(?:aussie|australian) (?:dollars?|bucks)\b",
    "NZD": r"nz\$|\$ ?nzd?\b|nzd\b|dollars? neo-zelandais\b|(?:kiwi|new zealand) dollars?\b",
    "HKD": r"hk\$|hkd\b|(?:hong kong dollars?|dollars? de hong[ -]kong)\b",
    "SGD": r"s\$|sgd\b|singapore dollars?\b",
    "BRL": r"r\$|brl\b|rea(?:is|l bresilien)\b",
    "USD": r"usd? ?\$|\$ ?\(?usd?\b|(?:us|u\.s\.|american) (?:dollars?|bucks)\b|usd\b|dollars? (?:us|americains?)\b|\$|dol+ars?\b|bucks?\b",
    "TRY": r"₺|turkish liras?\b|livres? turques?\b",
    "EGP": r"egp\b|(?:egyptian pounds?|livres? egyptiennes?)\b",
    "GBP": r"£|gbp\b|(?:pounds?|livres?) sterlings?\b|british pounds?\b|pounds?\b|quids?\b|livres?\b|sterling\b",
    "XOF": r"xof\b|f ?\.?cfa\b|(?:francs? )?cfa\b",
    "XPF": r"xpf\b|(?:francs? )?cfp\b|francs? pacifiques?\b",
    "GNF": r"gnf\b|francs? guineens?\b",
    "CDF": r"cdf\b|francs? congolais\b",
    "CHF": r"chf\b|(?:francs?|frs?\.?) suisses?\b|swiss francs?\b|francs?\b|frs?\b|sfr\b",
    "DKK": r"dkk\b|danish (?:kron[eo]r?|krona|crowns?|kr)\b|couronnes? danoises?\b|kroner?\b|kr\b(?! (?:sek|nok))",
    "SEK": r"(?:kr )?sek\b|swedish (?:kron[eo]r?|krona|crowns?|kr)\b|couronnes? suedoises?\b|kronor\b",
    "NOK": r"(?:kr )?nok\b|norwegian (?:kron[eo]r?|krona|crowns?|kr)\b|couronnes? norvegiennes?\b",
    "PLN": r"pln\b|zl\b|zlot(?:y|ys|ies)\b",
    "CZK": r"czk\b|kc\b|couronnes? tcheques?\b|czech crowns?\b",
    "HUF": r"huf\b|forints?\b",
    "RON": r"ron\b|lei\b",
    "MAD": r"mad\b|dhs?\b|dirhams?(?: marocains?)?\b|moroccan dirhams?\b",
    "AED": r"aed\b|(?:uae|emirati) dirhams?\b",
    "TND": r"tnd\b|dt\b|dinars? tunisiens?\b|tunisian dinars?\b",
    "DZD": r"dzd\b|dinars? algeriens?\b|algerian dinars?\b",
    "MUR": r"mur\b|(?:roupies? mauriciennes?|mauritian rupees?)\b",
    "INR": r"inr\b|₹|rs\b|rupees?\b|roupies?\b",
    "JPY": r"jpy\b|¥|yens?\b",
    "CNY": r"cny\b|rmb\b|yuans?\b",
    "ZAR": r"zar\b|rands?\b|(?<![a-z])r(?=$| ?\d)",
    "ILS": r"₪|shekels?\b",
    "NGN": r"ngn\b|₦|nairas?\b",
    "KES": r"kes\b|ksh\b|(?:kenyan|kenya) shillings?\b",
    "UGX": r"ugx\b|ugandan shillings?\b",
    "TZS": r"tzs\b|tanzanian shillings?\b",
    "GHS": r"ghs\b|gh₵|₵|cedis?\b",
    "MGA": r"mga\b|ariary\b",
    "HTG": r"htg\b|gourdes?\b",
    "SAR": r"sar\b|(?:saudi )?riyals?\b",
    "QAR": r"qar\b|qatari riyals?\b",
    "PHP": r"php\b|₱|philippine pesos?\b",
    "MXN": r"mxn\b|(?:mexican pesos?|pesos? mexicains?)\b",
    "MYR": r"myr\b|ringgits?\b",
    "THB": r"thb\b|฿|bahts?\b",
    "UAH": r"uah\b|hryvnias?\b",
    "ISK": r"isk\b|icelandic kron(?:a|ur)\b",
    "EUR": r"€|e?uros?\b|eur(?:o's|s|oz|os)?\b|(?:euors?|eruos?|eurso|euris)\b|e(?![\w-])|(?:balles?|boules?)\b",
    UNKNOWN_CURRENCY: r"pesos?\b|dinars?\b|couronnes?\b|crowns?\b|liras?\b|shillings?\b|bitcoins?\b|btc\b|eth\b",
}  # fmt: skip
"""How each ISO 4217 currency is written, in folded text; a longer name stands before the shorter one that begins it."""

_ANY_CURRENCY = "|".join(f"(?P<{code}>{pattern})" for code, pattern in CURRENCIES.items())
CURRENCY = re.compile(_ANY_CURRENCY)
"""Any currency; the name of the group that matched is its ISO code."""

LONE_E = r"|e(?![\w-])"
# Behind the amount a lone "e" is a euro sign; in front of it, it is the end of a word.
CURRENCY_BEFORE = re.compile("(?:" + "|".join(f"(?P<{code}>{pattern.replace(LONE_E, '')})" for code, pattern in CURRENCIES.items()) + r")\.? ?:? ?$")
CURRENCY_APART = re.compile(
    rf"(?:\b(?:en|in) (?:d'|de )?|\(|, (?=[^,]{{3,24}}$))(?=({'|'.join(CURRENCIES[c].replace(LONE_E, '') for c in CURRENCIES if c != 'RON')}))"
)


SIGN_INSIDE = re.compile(r"[€£$]")


def code_at(message: Utterance, found: re.Match[str] | None, at: int) -> str | None:
    """The ISO code of a currency found at `at`; "$ ca" is Canadian only as $CA, else it is "5000 $ ça irait"."""
    if found is None:
        return None
    raw = message.raw[at : at + len(found.group())]
    if found.lastgroup == "CAD" and re.search(r" ca$", found.group()) and not raw.endswith("CA"):
        return "USD"
    return found.lastgroup


_OWN_BREATH = re.compile(r"(?:euros?|dollars?|pounds?|francs?|livres?|quid|eur|usd|gbp|chf)(?= ?(?:$|[.,!;]))")


def currency_after(message: Utterance, end: int) -> tuple[str | None, int] | None:
    """The currency that follows an amount which ends at `end`, and where that ends."""
    plain = message.plain
    is_swiss = plain.startswith(".-", end)  # 20'000.- is francs even where no currency follows
    at = end + (2 if is_swiss or plain.startswith(",-", end) else 0)
    # "Dix mille. Euros." is one amount told in two breaths.
    at += 2 if plain.startswith(". ", at) and _OWN_BREATH.match(plain, at + 2) else plain.startswith(" ", at)
    for prefix in ("d'", "de ", "in ", "en "):
        if plain.startswith(prefix, at):
            at += len(prefix)
    found = CURRENCY.match(plain, at)
    if not found or (plain[found.end() : found.end() + 1].isalpha() and plain[found.end() - 1].isalpha()):
        return ("CHF", at) if is_swiss else None
    return code_at(message, found, at), found.end()


SURE_CODES = ("eur", "usd", "gbp", "chf")


def currency_before(message: Utterance, start: int) -> str | None:
    """The currency that stands before an amount which begins at `start`."""
    floor = max(0, start - 24)
    window = message.plain[floor:start]
    found = CURRENCY_BEFORE.search(window)
    if not found or (window[found.start()].isalpha() and window[: found.start()][-1:].isalpha()):
        return None
    word = found.group().strip(" .:")
    # "cad 5000" is "c'est-à-dire 5000" more often than Canadian dollars.
    if len(word) == 3 and word.isalpha() and word not in SURE_CODES and not message.raw[floor + found.start() :].startswith(word.upper()):
        return None
    return code_at(message, found, floor + found.start())
