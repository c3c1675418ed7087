"""What a visitor can spend: an amount or a range, its currency and its period; and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from qualification.bant import Budget, Period
from qualification.reading.quantities import CURRENCIES, CURRENCY, TAIL, UNKNOWN_CURRENCY, Quantity, find_quantities
from qualification.reading.utterance import Reading, Utterance

_BEYOND_REASON = Decimal(10**9)

# --- currency -------------------------------------------------------------------------------------------------------

_LONE_E = r"|e(?![\w-])"
# Behind the amount a lone "e" is a euro sign; in front of it, it is the end of a word.
_CURRENCY_BEFORE = re.compile(
    "(?:" + "|".join(f"(?P<{code}>{pattern.replace(_LONE_E, '')})" for code, pattern in CURRENCIES.items()) + r")\.? ?:? ?$"
)
_CURRENCY_APART = re.compile(rf"(?:\b(?:en|in) (?:d'|de )?|\()(?=({'|'.join(CURRENCIES[c].replace(_LONE_E, '') for c in CURRENCIES if c != 'RON')}))")


_SIGN_INSIDE = re.compile(r"[€£$]")


def _code(message: Utterance, found: re.Match[str] | None, at: int) -> str | None:
    """The ISO code of a currency found at `at`; "$ ca" is Canadian only as $CA, else it is "5000 $ ça irait"."""
    if found is None:
        return None
    raw = message.raw[at : at + len(found.group())]
    if found.lastgroup == "CAD" and re.search(r" ca$", found.group()) and not raw.endswith("CA"):
        return "USD"
    return found.lastgroup


def _currency_after(message: Utterance, end: int) -> tuple[str | None, int] | None:
    """The currency that follows an amount which ends at `end`, and where that ends."""
    plain = message.plain
    is_swiss = plain.startswith(".-", end)  # 20'000.- is francs even where no currency follows
    at = end + (2 if is_swiss or plain.startswith(",-", end) else 0)
    at += plain.startswith(" ", at)
    for prefix in ("d'", "de ", "in ", "en "):
        if plain.startswith(prefix, at):
            at += len(prefix)
    found = CURRENCY.match(plain, at)
    if not found or (plain[found.end() : found.end() + 1].isalpha() and plain[found.end() - 1].isalpha()):
        return ("CHF", at) if is_swiss else None
    return _code(message, found, at), found.end()


_SURE_CODES = ("eur", "usd", "gbp", "chf")


def _currency_before(message: Utterance, start: int) -> str | None:
    """The currency that stands before an amount which begins at `start`."""
    floor = max(0, start - 24)
    window = message.plain[floor:start]
    found = _CURRENCY_BEFORE.search(window)
    if not found or (window[found.start()].isalpha() and window[: found.start()][-1:].isalpha()):
        return None
    word = found.group().strip(" .:")
    # "cad 5000" is "c'est-à-dire 5000" more often than Canadian dollars.
    if len(word) == 3 and word.isalpha() and word not in _SURE_CODES and not message.raw[floor + found.start() :].startswith(word.upper()):
        return None
    return _code(message, found, floor + found.start())


# --- period ---------------------------------------------------------------------------------------------------------

_NEXT = r"(?! (?:prochain|derni|pass|qui vient|proch|suivant|next|last|ago|from now|later|earlier|de |d'|or two|ou deux))"
_PERIOD = re.compile(
    r"(?:(?<![a-z])(?=[a-z])|(?=/))(?:"
    r"(?P<year>(?:\bpar? |/ ?|\bp/ ?)an(?:nee)?s?\b|\bl[' ]?an(?:nee)?\b"
    + _NEXT
    + r"|\bannuel\w*|\banuel\w*|\b(?:chaque|toute l') ?annee\b|\btous les ans\b|\b(?:pour|sur) (?:un an|une annee)\b"
    r"|(?:\bper |(?<!in )(?<!within )(?<!half )(?<!about )\ba |\beach |\bevery |\bby the |\bfor (?:the|a|one|1|(?:the |a |one )?(?:whole|full|entire)) |/ ?|\bp/)(?:year|yr|annum|y\b)"
    + _NEXT
    + r"|p\.a\b\.?|pa\b(?! (?:mois|moi|an|annee)\b)|yearly|\bannual(?:ly)?\b|\bper-annum\b|\banually\b)"
    r"|(?P<month>\bpa moi?s?\b|(?:\bpar |/ ?|\bp/ ?)(?:mois|moi\b|m\b)|\bmensu\w*|\b(?:chaque|tous les) mois\b|\bau mois\b(?! (?:de |d'|janv|fev"
    r"|mars|avr|mai|jui|aou|sept|oct|nov|dec))|\ble mois\b"
    + _NEXT
    + r"|(?:\bper |(?<!in )(?<!within )(?<!half )\ba |\beach |\bevery |\bby the |/ ?|\bp/)(?:months?|mth|mo\b|mnth)"
    + _NEXT
    + r"|p\.m\b\.?|pm\b|pcm\b|pupm\b|\bmonthly\b|\bmontly\b|/m\b)"
    r"|(?P<quarter>(?:par|chaque|tous les) trimestres?\b|/ ?trim\w*|\btrimestriel\w*|(?:a|per|each|every|/) ?quarter\b|\bquarterly\b)"
    r"|(?P<half>(?:par|chaque|tous les) semestres?\b|/ ?semestre|\bsemestriel\w*|\bevery (?:six|6) months\b)"
    r"|(?P<week>(?:par|chaque|/) ?semaines?\b|\bhebdo\w*|(?:a|per|each|every|/) ?(?:week|wk)\b|\bweekly\b)"
    r"|(?P<short>(?:par|/|a l'|de l'|a la) ?(?:jour(?:nee)?s?|heures?)\b|/ ?[hj]\b|(?:a|an|per|each|every|/) ?(?:day|hour|hr)\b|\bhourly\b|\bdaily\b)"
    r"|(?P<once>\bone[- ]?(?:off|time|shot|offs)\b|\bonce\b(?! (?:we|i|you|it|the|a|per))|\ben une (?:seule |bonne )?fois\b"
    r"|\bune (?:seule |bonne )fois\b|\bune fois pour toutes?\b"
    r"|\bd'un (?:seul )?coup\b|\ben un coup\b|\blump[- ]sum\b|\bup[- ]?front\b|\bflat fee\b|\bin one go\b|\b(?:single|unique"
    r"|one) payment\b|\bun (?:seul )?paiement\b|\b(?:paiement|achat|versement|montant) unique\b"
    r"|\bperpetual\b|\blifetime\b|\ba vie\b|\bponctuel\w*|\bau forfait\b|\bforfaitaire\b|\ban one shot\b|\bunique(?:ment une fois)?$"
    r"|\bachat sec\b|\ba l'achat\b|\boutright\b))"
)
_TIMES_A_YEAR = {"quarter": 4, "half": 2, "week": 52}
_BARE_PERIOD: dict[str, Period] = {
    "an": "year", "annee": "year", "l'annee": "year", "l'an": "year", "year": "year", "yr": "year", "ans": "year", "le mois": "month",
    "mois": "month", "month": "month", "months": "month", "years": "year", "the year": "year", "the month": "month",
    "une fois": "once", "single": "once", "1 fois": "once", "one": "once", "/an": "year", "/mois": "month",
}  # fmt: skip
_DENIED_PERIOD = re.compile(r"\b(?:pas|not|et non|plutot que|rather than|instead of|au lieu de|ni|nor)(?: (?:de|un|a|en|du))? $")
_TURNING = re.compile(r"\b(?:mais|but|plutot|rather|sorry|pardon|non|no|actually|en fait|finalement|euh|enfin|i mean|je veux dire|prefer)\b")


def _periods(plain: str) -> list[re.Match[str]]:
    return [found for found in _PERIOD.finditer(plain) if not _DENIED_PERIOD.search(plain, max(0, found.start() - 24), found.start())]


def read_period(message: Utterance) -> Period | None:
    """The period in a message that answers which period a known budget is for: "par an", "au mois", "one shot".

    None where two stand side by side ("par mois ou par an"), or none does.
    """
    bare = message.plain.strip(" .!?,;:()")
    if bare in _BARE_PERIOD:
        return _BARE_PERIOD[bare]
    found = [one for one in _periods(message.plain) if one.lastgroup in ("year", "month", "once")]
    names = {one.lastgroup for one in found}
    if len(names) > 1 and not _TURNING.search(message.plain, found[0].end(), found[-1].start()):
        return _frequency(names)
    return _named(found[-1].lastgroup) if found else None


def read_currency(message: Utterance) -> str | None:
    """The currency in a message that says which one a known amount is in: "en dollars", "that's in pounds". None where there is an amount, or two."""
    if len(message.plain) > _SHORT or find_quantities(message):
        return None
    codes = {_code(message, CURRENCY.match(message.plain, found.end()), found.end()) for found in _IN_CURRENCY.finditer(message.plain)}
    return codes.pop() if len(codes) == 1 and UNKNOWN_CURRENCY not in codes else None


_SHORT = 60
_IN_CURRENCY = re.compile(
    rf"(?<!pas )(?<!not )\b(?:en|in) (?:d'|de )?(?=({'|'.join(CURRENCIES[c].replace(_LONE_E, '') for c in CURRENCIES if c != 'RON')}))"
)


def _named(name: str | None) -> Period | None:
    if name == "year":
        return "year"
    if name == "month":
        return "month"
    return "once" if name == "once" else None


def _frequency(names: set[str | None]) -> Period | None:
    """ "En une fois chaque année" is yearly: once only says how often a year it is paid."""
    names.discard("once")
    return _named(names.pop()) if len(names) == 1 else None


# --- what speaks for money to spend, and what against ---------------------------------------------------------------

_WILLING = (
    r"(?:(?:can|could|would|might|will|may|wo|ca)(?: not|not|n't|nt)?|'d|'ll|gonna|to|happily|only|rather|be|able to|willing to"
    r"|happy to|ready to|prepared to|want to|like to|afford to|going to)"
)
_SPENDING = (
    r"\b(?:can't|can not|cannot|must|mustn't|should|shouldn't|has to|have to|needs? to|would|could|may)(?: not)? cost\b|\b(?:doi\w+"
    r"|devrait|faut(?: pas)? que (?:ca|ce|cela|c'|le \w+))(?: ne)?(?: pas)? cout\w+|\bbu(?:dget|gdet|djet|get|jet|dgt)\w*"
    r"|\benveloppe\b|\bprevu\w*|\bprevo\w+|\bmett(?:re|rais?|rait|rions|ra)\b|\binvesti\w*|\bdepens\w+|\bdebours\w+|\ballou\w+"
    r"|\bfourchette\b|\bdispos\w+"
    r"|\bconsacr\w+|\bde cote\b|\b(?:je|on|nous) vous propos\w+|\bvote\w*|\bvalid\w+|\bapprouv\w+|\baccord\w+|\bagreed\b|\bacte\w*"
    r"|\bplafon\w*|\bprovision\w*|\bdebloqu\w*|\bmobilis\w+|\baffect\w+|\bdepass\w*|\bpas plus (?:de|cher)\b"
    r"|\bmonter\b|\b(?:jusqu'a|aller a)\b"
    r"|\bon (?:n')?a(?:urait|vait|ura)?\b(?! leve)|\bj'(?:n')?a(?:i|vais|urais)\b(?! leve)|\bnous (?:n')?av(?:i)?ons\b(?! leve)"
    r"|\bpaier\w+|\bpayer(?:ai|ons|ions|ait|ont|ais)?\b|\bmis (?:de cote|dedans)?\b|\b(?:quelque chose|un truc|du) (?:a|pour|autour"
    r"|dans)\b"
    r"|\bspend\w*|\bset aside\b|\bput (?:aside|by|in|towards)\b|\b(?:we|i|they|you)? ?(?:'ve|have|has|had)\b|\bafford\b|\binvest\w*"
    r"|\ballocat\w+|\bearmark\w*|\bring-? ?fenced?\b|\bsign(?:ed)? off\b"
    r"|\bapproved\b|\ballowance\b|\bpot of\b|\bcap(?:ped)?\b|\bceiling\b|\bmax\w*|\bprice (?:range|point)\b|\bstretch\b"
    r"|\bgo (?:up )?to\b|\bcommit\b|\bfunds? (?:of|available)\b|\bup to\b|\bto play with\b"
    r"|\b(?:anything|something|around|solution) (?:under|below|for|around|about|at)\b"
    rf"|(?:\b|(?=')){_WILLING} (?:\w+ )?pay\b|\bpay(?:ing)? (?:up to|at most|a max\w*|no more)\b|\b(?:tu peux compter|comptez|on compte"
    rf"|compter)\b|\bon (?:partirait|part) sur\b|\bon est sur\b|\b(?:can|could|would|might) (?:do|go|manage|put|stretch|work)\b|\b(?:peut|peux"
    rf"|pouvons) (?:faire|aller|monter)\b|\blooking at\b|\bthinking\b"
)
_OTHER_MONEY = (
    r"\b(?:association|asso|charity|entreprise|societe|commune|mairie|company|council|school|ecole|organi[sz]ation|department"
    r"|departement|service|ville|town) (?:a|has|had|avec|with) (?:un|an?) (?:\w+ )?budget\b"
    r"|\b(?:we|i) (?:currently |already )?spen[dt]\b|\b(?:on|je|nous) (?:depens(?:e|ons|ait)|(?:a|avons) depense)\b"
    r"|\bfacturee?s? (?=\d)|\bfacturee\b|\b(?:invoiced|billed)\b|\b(?:me|nous|lui|leur) doi\w+"
    r"|(?<!par )\b(?:notre|un|de|le|en|du|son|mon) c\.?a\.?(?![a-z])|\bca ?[:=]|(?<!par le )\bca (?:annuel|de|est|etait|20\d\d)\b"
    r"|\bchiffres? d.?affaires?\b|\brecettes\b|\bon (?:fait|realise|genere|gagne|degage|encaisse|facture|vend|brasse)\b|\bje (?:fais"
    r"|vends|facture|gagne)\b"
    r"|\bfactur(?:ons|e|ent|ions|ait)\b|\bvend(?:ons|s|ent|re|u|us|ait|ions)?\b|\blevee? de\b|\blev(?:e|er|es|ons)\b|\bgagne\w*|\bwon\b(?!')"
    r"|\bpropos\w+|\boffer(?:s|ed|ing)?\b|\bpren(?:d|ait|aient|nent)\b|\bdemand(?:ait|aient|e|ent)\b|\btook\b|\basked (?:us|me|for)\b"
    r"|\bprecedent\w*|\bprevious\w*|\banciens?\b|\bancienne\b|\bformer\b"
    r"|\bcapital\b|\bmasse salariale\b"
    r"|\bpanier moyen\b|\bon nous doit\b|\bnous doi(?:t|vent)\b|\bconcurr\w+|\b(?:on|je|nous|ils"
    r"|elle|il) (?:pay?[ei]s?|paie|paies|payons|paye|payait|payais|payaient|payions|paient)\b"
    r"|\bpa(?:ie|ye)nt\b|\btjm\b|\bdecouvert\b|\bprets?\b (?:de|bancaire)|\bcredit de\b|\boverdraft\b|\bloan\b|\bvol(?:e|es)\b"
    r"|\bstole\w*|\blost\b|\b(?:day|daily|hourly) rate\b|\bcout\w+|\bpaye actuellement\b|\bvotre (?:prix|offre|formule"
    r"|abonnement|site|concurrent|pack|version|solution|logiciel)\b|\bvos (?:prix|offres|abonnements|formules)\b|\bvous (?:etes"
    r"|commenc\w+|demarr\w+|facturez|vendez|proposez|affichez|coutez)\b"
    r"|\b(?:j'ai|on a|nous avons) (?:vu|lu|entendu|leve|(?:deja )?pay|recu|eu)\w*\b|\bused to pay\b|\b[am]rr\b|\byou start\w*"
    r"|\bcombien\b|\bpertes?\b|\bperd\w*|\bamendes?\b|\bactuel\w*"
    r"|\baujourd'hui\b|\bbenefice\w*|\bmarges?\b|\beconomis\w+|\bvaleur\b|\bdevis (?:recu|de|a)\b|\bindemnite\w*|\bprime\w*\b"
    r"|\bturn-?over\b|\brevenues?\b|\bsales (?:of|were|are|is)\b|\bwe (?:make|do(?! ?,)|did|made|turn(?:ed)? over|earn(?:ed)?|generate|bill"
    r"|charge|invoice|sell|sold|gross)\b|\bi (?:make|earn|sell|bill|charge)\b|\bsell(?:s|ing)?\b"
    r"|\brais(?:e|ed|ing)\b|\bseries [abc]\b|\bvaluation\b|\bsalar(?:y|ies (?:of|at|are))\b|\bow(?:e|es|ed|ing)\b"
    r"|\bcompetit\w+|\bcharg(?:e|es|ed|ing)\b|\bquot(?:e|ed|ing)\b"
    r"|(?<!can )(?<!could )(?<!would )(?<!will )(?<!to )\bpa(?:y|ys|ying|id)\b|\bcost\w*|\byour (?:price|plan|site|pricing|website"
    r"|subscription|competitor|product|software|cheapest|basic|starter|page)\w*|\byou (?:charge|cost|are|say|offer|sell)\b"
    r"|\byou're (?:at|asking|charging)\b"
    r"|\bi saw\b|\bit says\b|\bhow much\b|\bhow many\b|\bworth\b|\border value\b|\bbasket\b|\bprofits?\b|\bsav(?:e|es"
    r"|ing|ings)\b|\bloss(?:es)?\b|\bfine of\b|\bcurrent\w*|\btoday\b|\bright now\b|\binvoices? (?:of|for|worth)\b"
)
# Looking for so many words only where a word begins takes a fifth of the time.
_TOPICS = (
    r"\b(?:salaires?|loyers?|impayes?|contrats?|dettes?|commandes?|factures?|ventes?|tarifs?|achats?|marches?|contracts?|wages?|rent"
    r"|deals?|debts?|purchases?"
    r"|salar(?:y|ies (?:of|at|are))|stocks?)\b"
)
_CUES = re.compile(f"(?:(?<![a-z])(?=[a-z])|(?='))(?:(?P<other>{_OTHER_MONEY})|(?P<topic>{_TOPICS})|(?P<spending>{_SPENDING}))")

_OTHER_AFTER = re.compile(
    rf"^{TAIL} ?(?:(?:de|en|in|of|as|d') ?)?(?:our |notre |my |mon |annual |yearly )?(?:(?<=[ed][en] )ca(?![a-z])|c\.a\.?|chiffres? d"
    rf"|turn-?over|revenues?|sales\b|arr\b|mrr\b|salaire|salar(?:y|ies)\b|wages|dette|debts?\b|loyer|rent\b|capital\b|fonds propres"
    rf"|benefice|profit|impaye|unpaid"
    r"|factures?\b|invoices?\b|commandes?\b|orders?\b|de stock|of stock|stock\b|marchandise|perte|loss|today|aujourd'hui|actuel\w*"
    r"|currently|at the moment|right now|en ce moment|at present"
    r"|chez (?!vous|nous|moi)|elsewhere|ailleurs|(?:with|to) (?:our |my |the )?(?:current|present|existing|old|previous|another|some"
    r"|sage|xero|quickbooks)\b|(?:sur|dans|on|in|from) (?:votre|vos|your)\b|a (?:notre|mon|un) (?:prestataire|fournisseur)|prestataire"
    r"|fournisseur|avant\b(?! (?:le|la|l'|fin|la fin|mars|noel|\d))|raised|leves?\b|each\b(?! (?:month|year|mois))|piece\b|l'unite"
    r"|par (?:facture|commande|client|vente|vehicule|produit|article|piece)|per (?:invoice|order|client|customer|item|sale|unit"
    r"|product))"
)
_TO_SPEND_AFTER = re.compile(
    r"\bthat's (?:all|what|our|my)\b|\bthat is (?:our|my)|\bc'est (?:notre|mon|ce qu)|\b(?:for|pour) (?:this|ca|it|ce (?:projet"
    r"|logiciel|truc)|the (?:project|tool|job|software|lot|whole))\b|\bin mind\b|\ben tete\b|\b(?:le|the|meme"
    r"|same) (?:meme )?(?:budget|max\w*|limit\w*|plafond|enveloppe)|\bto spend\b|\ba depenser\b|\bto play with\b|\ba mettre\b"
    r"|\bde budget\b|\bbudget\b|\bset aside\b|\bde cote\b|\baside\b"
    r"|\b(?:is|would be|seems|sounds|be) (?:fine|ok|okay|good|possible|doable|realistic|acceptable|great|perfect)\b|\bc'est (?:bon|ok"
    r"|jouable|possible|faisable|dans nos)|\bserait (?:bien|parfait|ideal|ok|possible)|\birait\b|\bsuffi\w+|\bideale?ment\b"
    r"|\bworks? for\b|\bn'irons pas\b|\bet pas plus\b|\bconvien\w*|\bavailable\b|\bdisponibles?\b|\bdispo\b|\ballocated\b"
    r"|\bearmarked\b|\bapproved\b|\bdebloqu\w*|\balloue\w*|\bprevus?\b"
)
_PRICE_QUESTION = re.compile(
    r"\bcombien\b|\bcout\w+|\bprix\b|\btarif\w*|\bc'est (?:plus|moins|dans|a partir|combien|quoi)|\best-ce (?:plus|moins|que c'est"
    r"|que ca)|\bhow much\b|\bpric(?:e|es|ing)\b|\bcosts?\b|\bcharge\b|\bis (?:it|that)\b|\bdoes it\b|\bare you\b|\bchez vous\b"
    r"|\bvotre\b|\bvos\b|\byour\b|\bvous (?:etes|commenc\w+|demarr\w+|facturez|avez)\b"
)
_ADDRESSES = re.compile(r"\b(?:https?://|www\.)\S+|(?<!\S)\S{1,80}@\S{1,80}")
_NOT_AMOUNTS = re.compile(
    r"(?P<phone>(?<![\w.,])\+ ?\d[\d .\-/()]{5,24}\d|(?<![\w.,])0\d(?:[ .\-/)]{0,2}\d){6,12}(?!\d)|(?<!\d)\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)"
    r"|(?<![\d.,])\d{1,2}(?:[ .-]\d\d){3,6}(?!\d)|(?<![\d.,])\d{3,6} \d{4,8}(?!\d)|(?<![\d.,])0(?: \d{3}){2,3}(?!\d))"
    r"|(?P<date>(?<![\d.,])\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d(?![\d])|(?<!\d)\d{4}-\d\d-\d\d(?!\d)|\b\d{1,2}(?::|h)\d\d(?:\b|[ap]m)"
    r"|\b(?:24|7) ?[hj]? ?/ ?(?:24|7)\b|(?<![\d.,/])[0-3]?\d/(?:0?[1-9]|1[0-2])(?![\d/]| ?[km€$£]| 000| ?euro| ?grand| ?thousand))"
    r"|(?P<ratio>(?<!\d)\d{1,12}(?:[.,]\d{1,9})? ?(?:%|pour ?cent|percent|per cent|pct))"
    r"|(?P<ordinal>(?<!\d)\d{1,3}(?: ?(?:st|nd|rd|th|er|ere|eme|ieme)\b|e (?:arrondissement|etage|siecle|annee)))"
    r"|(?P<account>\b(?:[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,8}(?: ?[a-z0-9]{1,4}\b)?|401 ?k)\b)"
    r"|(?P<idiom>\bmillion[ -]dollar (?:question|baby)|\b(?:thanks?|merci) a? ?(?:million|mille)|\b(?:a million|mille|1000) (?:thanks|mercis?)"
    r"|\bquestion a [\d ]{1,9}|\b(?:zero|0) (?:et|and|to|a) (?:l')?infini\w*)"
    r"|(?P<figures>\b(?:[1-9]|\w{3,6})[ -](?:chiffres|figures?|digits?)\b)"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:en|in|depuis|since|fin|debut|mi|end of|start of|early|late|mid|by|until|before|avant|apres|after|for|pour|courant|q[1-4]|est\."
    r"|[st][1-4]|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre"
    r"|octobre|novembre|decembre|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr"
    r"|jun|jul|aug|sept?|oct|nov|dec|annee|year|rentree|printemps|ete|automne|hiver|summer|spring|autumn|fall|winter)[ -]?$"
)
_COUNTED_BEFORE = re.compile(
    r"\b(?:nous (?:sommes|serons|etions)|on (?:est|sera|etait|serait)|we(?:'re| are|'ll be| were)|i'm|i am|there(?:'s| are| is)"
    r"|il y (?:a|en a)|y a|effectifs?|numero|n°|no\.|nr|article|page|version|code|postal|zip|postcode|cp|tel|phone|telephone|mobile"
    r"|portable"
    r"|number is|bientot|soon|staff|headcount|head count|employees|salaries|employ|employons|employe|ext|extension|poste|loi|law|aged?"
    r"|siret|siren|tva|vat|iso|norme|room|suite|rue|street|ref|reference|top|step|windows|version|option"
    r"|plan)(?: (?:a peu pres|environ|about|around|deja|only|que|le|la|the|is|:))* ?[:#]? ?$|[#°] ?$"
)
_LOT_OF = re.compile(r"\b(\w+) (?:de|of) $")
_OF_MONEY = frozenset(
    """
    autour ordre environ alentours entour hauteur montant billet total somme limite plafond max maximum budget region sort kind in minimum
    limit cap ceiling spend figure sum amount pres loin moins plus est etait serait pas because out instead estimation range
    fourchette tune order
    """.split()  # noqa: SIM905 - words read better than a list of quotes
)
"""What a bare amount may be said to be of: "de l'ordre de 5000"; of a lot or a batch it is a count."""
_DAY_BEFORE = re.compile(
    r"\b(?:le|the|du|au|on|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday) $"
)
_AFTER_AN_AMOUNT = frozenset(
    """
    ca ce cela c j je on nous i we it its that this is was would will could should might may can do does est serait sera irait ira suffit
    suffirait suffira convient conviendrait va voire ou or et and mais but puis pour for par per a an au aux the l le la en in sur at si if car
    parce because vu as with avec sans without selon depending environ about around approximativement approx approximately roughly ish peut
    maybe perhaps probably possibly max maxi maximum maximal min mini minimum grand grosso tops ceiling ht h.t ttc hors taxe taxes tax vat net
    brut gross excl excluding ex incl including plus lan lannee tout toute toutes total all each every chaque tous once one une un yearly annually annual
    annuel annuels annuelle monthly mensuel mensuels mensuelle quarterly weekly pa pm pcm pupm p.a p.m budget budgeted budgetes prevus prevu
    prevue de d to not no pas non oui yes yeah yep ok okay quoi hein lol mdr ptdr haha hihi svp stp pls plz please merci thanks thx ty bref
    voila tbh imo imho though right so give upfront spend dispo disponible disponibles possible possibles envisageable facile easily only
    seulement uniquement bon enfin euh uh um hmm you mark less more up under below and+ s most thereabouts ballpark when quand comme like sounds
    seems works fits actually rather instead plutot finalement sorry pardon sir madam then either which qui que quelque just somewhere tout-compris all-in cash maintenant even flat rond pile now today
    aujourd'hui until jusqu'a since well kind mille k e
    """.split()  # noqa: SIM905 - words read better than a list of quotes
)
"""The small words that may follow a bare amount; any other word is what it counts."""
_OF_SPENDING = re.compile(
    r"(?:de|d'|to|pour|for) ?(?:budget|cote|plus|max\w*|moyenne|depart|plafond|spend|invest\w*|play|work|it|this|that|ca|cela"
    r"|tout|the|l'|le|la|un|une|start|commencer|everything|all|demarrer|debuter|now|euro\w*|disponible\w*|prevu\w*|enveloppe"
    r"|be|do|get|begin|cover)"
)
_PER = re.compile(r"p[ae]r (?:an|mois|trim|sem|jour|user|util|pers|poste|lic|head|seat|month|year|annum|quarter|week|day|sal|emp|tete|moi\b)")
_WORD_AFTER = re.compile(r" *([a-z][\w.+]*)")
_K = re.compile(r"(?:\dk(?:$|[^a-z]|\d|[a-z])|\bk\b|\d k|grand\b)")
_ON_THE_CLOCK = re.compile(r" ?[ap]\.?m\b")
_TIME_UNIT = re.compile(
    r"^[ -]?(?:ans?|annees?|mois|jours?|semaines?|heures?|minutes?|h|j|min|mn|years?|months?|days?|weeks?|hours?|hrs?|yrs?"
    r"|mins?|o'clock|am)\b"
)
_END_OF_SENTENCE = re.compile(r"[.!?;]+(?=\s|$)|(?<=[!?;])(?!\d)")
_CORRECTION = re.compile(
    r"\b(?:pardon|sorry|non|no|nope|oops|oups|wait|je voulais dire|je veux dire|i mean|i meant|meant|actually|en fait|finalement"
    r"|plutot|rather|make (?:that|it)|scratch that|correction|erreur|mistake"
    r"|(?:mais|but) (?:on peut|je peux|we can|we could|i can|could|maintenant|now|aujourd'hui|finalement|la)|maintenant c'est|now it's"
    r"|euh non|enfin)\b"
)


@dataclass(frozen=True)
class _Amount:
    """A quantity that may be money to spend, with what its surroundings say of it."""

    quantity: Quantity
    currency: str | None
    end: int
    """Where its currency ends."""
    before: str
    after: str
    raw_before: str

    @cached_property
    def cue(self) -> str | None:
        """Whether what is said right before speaks of `spending` or of `other` money."""
        return _last_cue(self.before, self.raw_before)

    @cached_property
    def period(self) -> str | None:
        """The group of `_PERIOD` that is said beside it."""
        return _period_beside(self.before, self.after)

    @property
    def sentence(self) -> str:
        return self.before + " # " + self.after

    @property
    def has_k(self) -> bool:
        return any(number.scale > 1 for number in self.quantity.numbers)


def _sentences(plain: str) -> list[tuple[int, int]]:
    edges = [0, *(found.end() for found in _END_OF_SENTENCE.finditer(plain)), len(plain)]
    return [(start, end) for start, end in pairwise(edges) if end > start]


_FOR = re.compile(r"\b(?:pour|for) ?[€$£]?$")


def _last_cue(before: str, raw: str) -> str | None:
    """Whether `before`, typed as `raw`, speaks last of `spending` or of `other` money; None where of neither."""
    cues = list(_CUES.finditer(before))
    if not cues:
        return None
    cue = cues[-1]
    gap = before[cue.end() :]
    # What another clause says far before the comma is about something else; "de ça" is no "de CA".
    is_far = "," in gap and len(gap) > 20
    is_that = "ca" in cue.group().split() and "ç" in raw[cue.start() : cue.end()].lower()
    if cue.lastgroup == "topic":
        # "Un logiciel pour les salaires, 200 €/mois" and "des salaires de 2000 €".
        is_ours = cue.group() in ("achat", "purchase") and _PRICED_AT.fullmatch(gap)
        return None if "," in gap or _FOR.search(gap) or is_ours else "other"
    return None if cue.lastgroup == "other" and (is_far or is_that) else cue.lastgroup


_PRICED_AT = re.compile(r" ?(?:a|at|:|d'environ)(?: (?:moins de|environ|about|under))? ?[€£$]?")


def _period_beside(before: str, after: str) -> str | None:
    """The period said after the amount, else the one before it in the same breath."""
    following = [one.lastgroup for one in _periods(after[:100])]
    if following:
        # "En une fois chaque année": once only says how often a year it is paid.
        return next((name for name in following if name != "once"), "once")
    preceding = _periods(before[-60:] + " ")
    # "Pas 10k par an mais 10k": the year is of what is denied.
    return preceding[-1].lastgroup if preceding and not _OPPOSED.search(before[-60:], preceding[-1].end()) else None


_OPPOSED = re.compile(r"\b(?:mais|but)\b")


_REACH = 160
"""How far from an amount words still speak of it."""


def _amount(message: Utterance, one: Quantity, floor: int, ceiling: int) -> _Amount:
    """`one` with its currency and the words around it, from `floor`, where the quantity before ends, to `ceiling`."""
    plain = message.plain
    currency: str | None = None
    last = one.numbers[-1].end
    until = max(one.end, last)
    for number in reversed(one.numbers):
        if sign := _SIGN_INSIDE.search(plain, number.start, number.end):
            currency = _code(message, CURRENCY.match(sign.group()), sign.start())  # 19€90
            break
        if behind := _currency_after(message, number.end):
            currency, until = behind[0], max(until, behind[1]) if number.end == last else until
            break
        if currency := _currency_before(message, number.start):
            break
    else:
        # A sign right before the next number is that number's.
        if (apart := _CURRENCY_APART.search(plain, floor, ceiling)) and not re.match(r"[^ ]{1,3} ?\d", plain[apart.end() : ceiling + 2]):
            currency = _code(message, CURRENCY.match(plain, apart.end()), apart.end())
    before = plain[max(floor, one.start - _REACH) : one.start]
    raw_before = message.raw[one.start - len(before) : one.start]
    return _Amount(one, currency, until, before, plain[last : min(ceiling, last + _REACH)], raw_before)


def _amounts(message: Utterance) -> Iterator[_Amount]:
    """Every quantity with its surroundings, in order of place."""
    quantities = [one for one in find_quantities(message) if not one.is_article]
    sentences = _sentences(message.plain)
    index = 0
    for place, one in enumerate(quantities):
        while index + 1 < len(sentences) and sentences[index][1] <= one.numbers[0].start:
            index += 1
        start, end = sentences[index] if sentences else (0, len(message.plain))
        floor = max(start, quantities[place - 1].end if place else 0)
        following = quantities[place + 1].start if place + 1 < len(quantities) else len(message.plain)
        ceiling = max(one.end, min(max(end, one.end), following))
        yield _amount(message, one, min(floor, one.start), ceiling)


def _beyond_reason(one: Quantity) -> bool:
    return any(bound is not None and bound > _BEYOND_REASON for bound in (one.low, one.high))


_CHAIN = re.compile(r"(?<!\d)\d{1,4}(?:[ .,/\-]{1,2}\d{1,4}){2,12}(?!\d)")


def _masks(plain: str) -> list[tuple[int, int]]:
    """The spans of what is written in digits and is no amount."""
    patterns = (_NOT_AMOUNTS, _ADDRESSES) if "@" in plain or "http" in plain or "www" in plain else (_NOT_AMOUNTS,)
    spans = [found.span() for pattern in patterns for found in pattern.finditer(plain)]
    for chain in _CHAIN.finditer(plain):
        # Thousands come in groups of three; several other groups are a phone number, whatever its country.
        if sum(len(group) != 3 for group in re.findall(r"\d+", chain.group())) >= 3:
            spans.append(chain.span())
    return spans


def _is_masked(one: Quantity, masks: list[tuple[int, int]]) -> bool:
    """Whether it lies in a phone number, a date, an address or the like."""
    return any(number.start < end and start < number.end for number in one.numbers for start, end in masks)


def _is_year(message: Utterance, found: _Amount) -> bool:
    """Whether four digits are a calendar year rather than an amount: no budget is 2027 on the nose."""
    number = found.quantity.numbers[-1]
    if found.currency or found.has_k or not message.plain[number.start : number.end].isdecimal():
        return False
    if not 1900 <= number.value <= 2040:
        # Nobody has 9999 to spend "en 9999".
        return 2040 < number.value <= 9999 and number.value % 50 != 0 and bool(_YEAR_BEFORE.search(found.before[-60:]))
    return number.value > 2020 or bool(_YEAR_BEFORE.search(found.before[-60:]))


def _is_serial(message: Utterance, found: _Amount) -> bool:
    """Whether it is a postcode or a registration number: long, ungrouped or huge, and not round."""
    number = found.quantity.numbers[-1]
    written = message.plain[number.start : number.end]
    if found.currency or found.has_k or number.kind == "words":
        return False
    if written.isdecimal() and len(written) > 1 and written[0] == "0":
        return True
    return number.value % 100 != 0 and ((number.value >= 10_000 and written.isdecimal()) or number.value >= 10**6)


def _counts_something(message: Utterance, found: _Amount) -> bool:
    """Whether the words around an amount without a currency say that it counts people, articles, days."""
    if _TIME_UNIT.match(found.after) or _COUNTED_BEFORE.search(found.before[-60:]):
        return True
    if (lot := _LOT_OF.search(found.before[-40:])) and lot[1] not in _OF_MONEY and not _CUES.match(lot[1]):
        return True
    number = found.quantity.numbers[0]
    if number.value < 100 and not found.has_k and found.before.endswith((" pour ", " for ")):
        return True
    if number.value <= 31 and not found.has_k and _DAY_BEFORE.search(found.before[-60:]):
        return True
    before = message.raw[: number.start].rstrip(" :=~<>")
    previous = re.search(r"(?<![.!?] )(?<!^)\b[A-Z]\w+$", before[-24:])
    if previous and not _CUES.match(previous.group().lower()) and not message.raw.isupper():
        return True
    # "Office 365" is a product, "Environ 15000" an amount: only a name's number is small.
    first = re.match(r"[A-Z]\w+$", before)
    if first and number.value < 1000 and first.group().lower() not in _AFTER_AN_AMOUNT and not _CUES.match(first.group().lower()):
        return True
    if number.value <= 12 and not found.has_k and _ON_THE_CLOCK.match(found.after):
        return True
    end = found.quantity.end
    glued = message.plain[end : end + 1]
    if message.plain[end + 1 : end + 2].isalpha() and glued == "-" and not message.plain.startswith("-ish", end):
        return True
    if glued.isalpha() and not message.plain.startswith(("ish", "ht", "ttc", "max", "pcm", "pm", "pa"), end):
        return True
    after = message.plain[end:]
    tail = _TAIL.match(after)
    at = tail.end() if tail else 0
    word = _WORD_AFTER.match(after, at)
    if not word:
        return False
    if found.has_k and _TO_SPEND_AFTER.match(after, word.start(1)):
        return False
    if word[1] in ("par", "per") and not _PER.match(after, word.start(1)):
        return True
    if word[1] in ("de", "d", "to", "pour", "for") and not _OF_SPENDING.match(after, word.start(1)):
        return True
    return word[1].rstrip(".+") not in _AFTER_AN_AMOUNT


_TAIL = re.compile(TAIL)


def _is_to_spend(found: _Amount) -> bool:
    """Whether the words after the amount, up to a "but", say that it is there to be spent."""
    return bool(_TO_SPEND_AFTER.search(_BUT.split(found.after[:80], maxsplit=1)[0]))


_BUT = re.compile(r"\b(?:mais|but|however|par contre)\b")


def _is_price_question(found: _Amount) -> bool:
    """Whether it asks what we cost: "c'est combien, plus de 1000 € ?"."""
    if "?" not in found.sentence:
        return False
    return bool(_PRICE_QUESTION.search(found.sentence)) or (found.quantity.high is None)


def _is_money(message: Utterance, found: _Amount, masks: list[tuple[int, int]]) -> bool:
    """Whether the amount can be money at all, whoever spends it."""
    one = found.quantity
    if one.negated or one.is_article or _beyond_reason(one) or found.currency == UNKNOWN_CURRENCY:
        return False
    if _is_masked(one, masks) or _is_year(message, found) or _is_serial(message, found):
        return False
    return bool(found.currency) or not _counts_something(message, found)


def _is_other_money(message: Utterance, found: _Amount) -> bool:
    """Whether it is turnover, what is paid today, someone's price: money that nobody offers to spend here."""
    if _OUT_OF_REACH.match(found.after):
        return True
    if _is_to_spend(found) and not _OTHER_AFTER.match(found.after):
        return False
    if found.quantity.high is None and _APPROVAL.search(found.sentence):
        return True
    if _OTHER_AFTER.match(found.after):
        return not _THE_BUDGET_AFTER.search(found.after)
    if found.cue is None and (_ITS_PRICE.search(found.before[-60:]) or (found.quantity.low is not None and _TOO_MUCH.search(found.sentence))):
        return True
    return found.cue == "other"


_OUT_OF_REACH = re.compile(
    rf"^{TAIL},? ?\(?(?:which|and that|and it|that|it|et|ce qui|c'|ca|qui)? ?(?:is|was|'s|est|etait|are)? ?(?:way|far|well|much|just|bien|largement|un peu|tres)? ?"
    r"(?:(?:over|above|beyond|out of|more than|au-? ?dessus de|au-? ?dela de|hors de) (?:what we|what i|our|my|us|ce qu|nos|notre|mes|mon)\b|hors (?:budget|de portee))"
)
"""What is said to be more than can be spent: "18k, which is way over what we can do"."""
_APPROVAL = re.compile(
    r"\b(?:approve\w* (?:anything|everything|all|spend\w*)|needs? (?:approval|sign-?off|to be)|has to (?:be approved|go)|requires"
    r"|goes to|c'est (?:le|la|mon|ma) \w+ qui"
    r"|(?:faut|passe|besoin)(?: \w+){0,3} (?:demander|accord|l'accord|valider|validation|par|le (?:dg|pdg|patron|daf|ca)))\b"
)
"""Above that amount someone else is asked: a limit of authority, no minimum."""
_ITS_PRICE = re.compile(
    r"(?<!\w)(?!(?:ca|ce|cela|c|that|this|it|there|here|he|she|on|montant|chiffre|figure|number|amount|answer|reponse|ideal|idea|idee"
    r"|total|objectif|target|goal|estimation|estimate|range|price|one|what|somme|sum"
    r"|thinking|say|aim|mind|moi|nous|us|me|projet|project|year|annee|an|month|mois|truth|honnetement|maintenant|now|desormais|plutot"
    r"|finalement|really|actually|bu[gd]\w*|mais|but|et|and|que|if|so|alors|euh|donc|enfin|voila|si|non|no|oui|yes|ok|well)\b)"
    r"[a-z][\w']* (?:est|etait|c'est|c'etait|is|was|are|were)(?: (?:a|de|at|deja|already|about|around|environ))? ?(?:[€£$]|eur|chf|usd|gbp)? ?$"
)
"""Something else costs that much: "Axonaut c'est 40 €", "our old software was $80"."""
_TOO_MUCH = re.compile(
    r"\b(?<!pas )(?:trop|un peu|assez|super|tres) cher|\b(?:steep|pricey)\b|\btoo (?:much|expensive|pricey|steep|high|dear)\b"
    r"|\benorme\b|\bpas donne\b|\bhors de prix\b"
    r"|\bexpensive\b|\brip-?off\b|\b(?:le|the) prix? (?:de|of)\b|\bthe price of\b"
)


_THE_BUDGET_AFTER = re.compile(
    r"\b(?:that's (?:our|my|the|all)|that is (?:our|my|the)|c'est (?:notre|mon|le)|(?:le|the|meme|same) (?:meme )?(?:budget"
    r"|max\w*|limit\w*|plafond|enveloppe))"
)


def _names_itself(message: Utterance, found: _Amount) -> bool:
    """Whether it reads as a budget though nobody asked for one."""
    spending = found.cue == "spending"
    if not found.currency:
        if _BUDGET_BEFORE.search(found.before[-60:]):
            return True
        # "we have 15k" may be contacts: without a currency, k has to be bounded from above or for something.
        has_k = _K.search(message.plain[max(0, found.quantity.numbers[0].start - 1) : found.quantity.numbers[-1].end + 1])
        if found.period in ("year", "month") and _WOULD_PAY.search(found.before[-60:]):
            return True
        is_bounded = found.quantity.low is None or (spending and bool(_is_to_spend(found) or found.period))
        # "15k" and no more may answer anything; among other facts it is a sum.
        is_one_of_several = len(message.plain.split()) > _FEW_WORDS and _stands_alone(message, found)
        return bool(has_k) and (is_bounded or is_one_of_several)
    if _QUESTION.search(found.sentence) and not spending:
        return False
    if spending or _is_to_spend(found):
        return True
    if found.quantity.low is None:
        bounds_first = _BOUND_FIRST.match(message.plain, found.quantity.start)
        if not bounds_first or found.period or _THE_PRODUCT.search(found.before[-40:]):
            return True
    return bool(found.period and _FOR.search(found.before)) or _stands_alone(message, found)


# "achats de moins de 100 €" are purchases, "un CRM à moins de 100 €" is ours.
_BOUND_FIRST = re.compile(r"(?:moins|less|under|below|inferieure?|en[ -]dessous|<)")
_THE_PRODUCT = re.compile(
    r"\b(?:crm|erp|logiciel|outil|solution|software|tool|system|systeme|app|appli|truc|programme?|package|payroll)s? (?:a |de "
    r"|for |pour |at )?$"
)
_CLAUSE_START = re.compile(
    r"(?:^|[,:;.!?+\-(]) *(?:(?:et|and) ?)?(?:(?:about|around|roughly|approximately|approx\.?|circa|environ|a peu pres|autour de|say|disons|maybe|peut-etre) ?){0,2}$"
)
_QUESTION = re.compile(r"\?|^ *(?:is|are|do|does|did|can you|could you|how|what|which|combien|quel\w*|est-ce|avez|y a[- ]t|vous avez|existe)\b")


def _stands_alone(message: Utterance, found: _Amount) -> bool:
    """Whether the amount with its period is a clause of its own: "CRM pour 12 personnes, 200 €/mois, pour mars"."""
    before = found.before.rstrip(" ")
    if (sign := _CURRENCY_BEFORE.search(before)) and found.quantity.low == found.quantity.high:
        before = before[: sign.start()]
    if not _CLAUSE_START.search(before.rstrip("€£$ ")):
        return False
    tail = _TAIL.match(message.plain, max(found.quantity.end, found.end))
    at = tail.end() if tail else found.end
    if said := _PERIOD.match(message.plain, at + message.plain.startswith(" ", at)):
        at = said.end()
    if hedge := _HEDGE_AFTER.match(message.plain, at):
        at = hedge.end()
    return bool(re.match(r" ?(?:$|[,;.!)+\-])", message.plain[at:]))


_FEW_WORDS = 4
_WOULD_PAY = re.compile(
    r"\b(?:can|could|would|might|prepared to|willing to|able to|peut|peux|pouvons|pourrait|pourrais|pourrions|pret\w* a)"
    r"(?: (?:go|pay|spend|stretch|push|monter|mettre|aller|payer|depenser)){1,2}(?: (?:to|up to|a|jusqu'a|about|around|maybe|environ|maximum|max))* ?$"
)
_HEDGE_AFTER = re.compile(
    r",? (?:je (?:crois|pense|dirais)|i (?:think|guess|believe|suppose|reckon)|or so|a peu pres|environ|grosso modo|roughly|maybe|peut-etre)\b"
)
_BUDGET_BEFORE = re.compile(r"\b(?:budget|enveloppe)\b[^,.;!?]{0,24}$")


def _score(message: Utterance, found: _Amount) -> int:
    """How explicitly the amount is said to be the budget."""
    spending = found.cue == "spending" or _is_to_spend(found)
    return 4 * spending + 2 * bool(found.currency) + 2 * found.has_k + bool(found.period) + (found.quantity.low is None)


_DOZENS = re.compile(r"aine\b|dozen")


def _is_dominant(message: Utterance, found: _Amount) -> bool:
    """Whether a bare number is what the answer is about, not one of a story's figures."""
    number = found.quantity.numbers[-1]
    if not found.currency and number.value < 1000 and _DOZENS.search(message.plain[number.start : number.end]):
        return bool(found.period)
    if not found.currency and number.value < 5 and number.value != 0:
        return False  # "a month or two"
    if found.currency or found.has_k or number.value >= 50 or found.cue == "spending":
        return True
    if found.period or number.value == 0:
        return True
    # "5" leaves open whether it is 5 or 5k.
    return number.value >= 10 and len(message.plain.split()) <= 6


def _chosen(message: Utterance, amounts: list[_Amount]) -> _Amount | None:
    """The amount that stands: the last one of a correction, else the most explicit, else the first."""
    if not amounts:
        return None
    for found in reversed(amounts[1:]):
        if _CORRECTION.search(found.before):
            return found
    return max(amounts, key=lambda found: _score(message, found))


_FROM_BEFORE = re.compile(r"\b(?P<bound>from|within|sous) (?:les |the |about )?(?:[€£$]|euros?|eur|chf|usd|gbp)? ?$")


def _bounds(found: _Amount) -> tuple[Decimal | None, Decimal | None]:
    one = found.quantity
    low, high = one.low, one.high
    if low == high and (word := _FROM_BEFORE.search(found.before[-60:])):
        low, high = (low, None) if word["bound"] == "from" else (None, high)
    return (None, Decimal(0)) if high == 0 else (low, high)


def _budget(message: Utterance, found: _Amount) -> Budget | None:
    """The value of the chosen amount; what is said by the quarter or week is told by the year."""
    low, high = _bounds(found)
    name = found.period
    if name == "short":
        return None
    if name and name in _TIMES_A_YEAR:
        times = _TIMES_A_YEAR[name]
        low, high = low and low * times, high and high * times
        return Budget(low, high, found.currency, "year")
    return Budget(low, high, found.currency, _named(name))


def _clause(message: Utterance, start: int, end: int) -> tuple[int, int]:
    """The span from `start` to `end` with the words of its clause, as far as they are few."""
    plain = message.plain
    left = max((found.end() for found in _CLAUSE_EDGE.finditer(plain, 0, start)), default=0)
    edge = _CLAUSE_EDGE.search(plain, end)
    right = edge.start() if edge else len(plain)
    left = left if start - left <= 60 else start
    right = right if right - end <= 60 else end
    while left < right and plain[left] == " ":
        left += 1
    while right > left and plain[right - 1] == " ":
        right -= 1
    return left, right


_CLAUSE_EDGE = re.compile(r"[.!?;]+(?=\s|$)|,(?!\d)|[\n(]")


def _reading(message: Utterance, value: Budget, start: int, end: int) -> Reading[Budget]:
    left, right = _clause(message, start, end)
    return Reading(value, message.quote(left, right), left, right)


# --- nothing to spend -----------------------------------------------------------------------------------------------

_UNDECIDED = (
    r"(?: \w+){0,2}? (?:defini\w*|fixe\w*|prevu\w*|precis\w*|arrete\w*|valide\w*|etabli\w*|specifique\w*|particulier\w*|dedie\w*"
    r"|determine\w*|chiffre\w*|officiel\w*|decide\w*|vote\w*|approuve\w*|en tete|limit\w*|max\w*"
    r"|mini\w*|pour l'instant|pour le moment|encore|a ce stade|a vous|a annoncer|illimite|au-?dela|au dela|superieur|enorme|extensible"
    r"|important|yet|at the moment|for now|so far|at this stage|currently|set|fixed|approved"
    r"|allocated|alloue\w*|assigned|agreed|decided|defined|confirmed|signed|figure|number|range|holder|in mind|constraint\w*|issue\w*"
    r"|cap|ceiling|limit\w*|problem\w*|restriction\w*|info\w*|idea|as such|per se|right now|until|tant que|avant)\b"
)
_NO_BUDGET = re.compile(
    r"\b(?:zero (?:sous|thunes?|argent|moyens?|money|cash|funds|funding)|(?:pas|aucun|0|zero|sans) (?:de |d'|le |un )?(?:moindre )?budget|no budget|zero budget|without (?:a|any) budget"
    r"|(?:n'a(?:vons)?|y a|ya|j'ai|ont|avons) plus (?:de|aucun) budget"
    r"|(?:don't|do not|dont|haven't|havent|have not|doesn't|ain't|hasn't)(?: really)?(?: have| got| had)?(?: got)? (?:a"
    r"|any) budget|budget (?:is |est |: ?|= ?|de |of )?(?:zero|nul|nil|inexistant|none|nothing))\b(?!" + _UNDECIDED + ")"
)
_NO_MONEY = re.compile(
    r"\b(?:(?:pas|aucun|sans|(?:n'a|n'ai|n'avons|y a|ya) plus) (?:de |d'|le |les |un |une "
    r"|l')?(?:moindre )?(?:argent|sous?|moyens?|thunes?|tune|fric|pognon|rond"
    r"|radis|centimes?|kopeck|financements?|euros?|balle|tresorerie)\b"
    r"|not a (?:dime|penny|cent)(?! (?:more|over|above))|(?:we're|we are|i'm|on est|je suis|nous sommes) (?:completely |totally |all "
    r"|tous |tout )?(?:broke|skint|fauchee?s?|a sec)|(?:can't|cannot|can not) pay(?= ?(?:$|[.,!;]))|(?:no|zero|without any) (?:money"
    r"|cash|funds|funding)|(?:don't|do not|dont|haven't|havent|have not|doesn't|ain't)(?: really)?(?: have"
    r"| got)?(?: got)? (?:any |a )?(?:money|penny|dime|cent|cash|funds|funding)"
    r"|(?:can't|cannot|can not|cant|couldn't) (?:afford|pay|spend)(?: for)? (?:anything|any of|a penny|a thing)|(?:nothing|not a penny"
    r"|not a cent) to spend|won't pay|(?:not (?:going|willing|prepared|looking) to|don't want to|won't) (?:pay|spend)(?: anything"
    r"| a penny| for it)?"
    r"|(?:peut|peux|pouvons|veut|voulons) rien (?:mettre|payer|debourser)|(?:veut|veux|peut|peux|voulons|pouvons"
    r"|compte) (?:pas |rien )(?:payer|debourser|depenser)(?! (?:plus|trop|cher|autant|beaucoup|des|une)))(?!"
    + _UNDECIDED
    + r")(?! (?:more|over|above|than|plus|de plus|de trop|too|that|so|as|much|a lot|in advance|upfront|trop|cher)\b)"
)
_FREE = re.compile(
    r"\b(?:(?:doit|devra|devrait|faut que (?:ce|ca) soit|soit|imperativement|obligatoirement|forcement|que du|uniquement"
    r"|seulement)(?: \w+){0,2} gratuite?s?|gratuite?s? (?:uniquement|seulement|obligatoire\w*|sinon|ou rien)|(?:cherch\w+|veu\w+"
    r"|voud\w+|voul\w+|faut|faudrait)(?: (?!essai|demo|version|devis|test|audit|periode|mois|rdv|consult|formation)[\w']+){0,4} gratuite?s?"
    r"|(?:looking for|want|need) (?:a |something |some )?(?:completely )?free"
    r"|(?:has|have|needs?|must|got|ought|gotta)(?: to)? be (?:completely |totally |100% )?free|(?:something|anything) (?:that's "
    r"|that is )?free|free(?: \w+)? only|only (?:if it's |if its )?free|free or nothing|(?:has|have|want|need) it (?:to be )?free"
    r"|solution gratuite)\b(?! (?:trial|demo|call|essai|version|to|for))"
)
_MUST_BE_FREE = re.compile(r"\b(?:doit (?:absolument )?etre gratuit|(?:has|have|needs?|must) (?:to )?be (?:completely |totally )?free)\b")
_BARE_NOTHING = re.compile(
    r"^\W*(?:(?:euh|bah|ben|beh|alors|well|um|hmm|honnetement|honestly|franchement|frankly|c'est|it's|uh|oh|malheureusement"
    r"|unfortunately|sadly|absolument|absolutely|literally|non|no)[ ,.]+)*"
    r"(?:rien|nada|que dalle|keud|walou|nib|zero|aucun|nothing|none|zilch|nil|zip|free|gratuit|gratos|gratis|nought|niet|peanuts"
    r"|0)(?: du tout| at all| de rien| pointe| euros?| €| balles?| budget| whatsoever)?(?P<rest> ?(?:[^\w ]| (?:desole|sorry|lol|mdr"
    r"|svp|pls|please|stp|hein|quoi|malheureusement|unfortunately|pour ca|for this|on est|we're|we are|nous sommes)\b).*)?$"
)
_STILL_OPEN = re.compile(
    r"\b(?:pas encore|yet|arbitr\w*|decid\w*|en cours|pour l'instant|pour le moment|for now|at the moment|so far|a ce stade"
    r"|prevu|defini|idee|idea|sais pas|don't know|not sure)\b"
)


_OF_ANOTHER_SUM = re.compile(
    r"\b(?:oublie|manque|rajoute|ajoute|missed|missing|forgot|dropped|left out|extra|added) (?:un |a |an )?(?:extra )?zero\b|\b(?:pas|not) (?:en |in )?(?:euros|dollars|pounds)(?= ?(?:$|[,.;!]))"
)
"""What is said to have been wrong about an amount: a zero too few, another currency."""


def _nothing_to_spend(message: Utterance, asked: bool) -> re.Match[str] | None:
    """The words that say there is no money, or that it has to be free; not that the budget is still open."""
    plain = message.plain
    if _OF_ANOTHER_SUM.search(plain):
        return None
    if found := _NO_BUDGET.search(plain):
        return found
    if asked and (found := _BARE_NOTHING.match(plain)) and "?" not in plain and not _STILL_OPEN.search(plain):
        return found
    for pattern in (_NO_MONEY, _FREE) if asked else (_MUST_BE_FREE,):
        if (found := pattern.search(plain)) and "?" not in plain[found.end() : found.end() + 60].split(".")[0]:
            return found
    return None


def read_budget(message: Utterance, *, asked: bool) -> Reading[Budget] | None:
    """The budget in a message, or None.

    `currency` is None when none is named. With `asked`, the open question is the budget and a bare number may be its answer;
    without, only an amount that names itself as money to spend is read. Nothing to spend is `high` 0.
    """
    said = list(_amounts(message))
    masks = _masks(message.plain) if said else []
    amounts = [
        found
        for found in said
        if _is_money(message, found, masks)
        and not _is_other_money(message, found)
        and not _is_price_question(found)
        and not (found.quantity.high == 0 and _OF_ANOTHER_SUM.search(message.plain))
        and (_is_dominant(message, found) if asked else _names_itself(message, found))
    ]
    if chosen := _chosen(message, amounts):
        value = _budget(message, chosen)
        return _reading(message, value, chosen.quantity.start, chosen.end) if value else None
    if nothing := _nothing_to_spend(message, asked):
        return _reading(message, Budget(None, Decimal(0)), nothing.start(), nothing.end())
    return None
