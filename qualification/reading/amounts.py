"""Amounts that may be money: a quantity with its currency, its period and the words around it; and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from qualification.reading.currencies import CURRENCY, CURRENCY_APART, SIGN_INSIDE, UNKNOWN_CURRENCY, code_at, currency_after, currency_before
from qualification.reading.periods import PERIOD, period_beside
from qualification.reading.quantities import TAIL, Quantity, find_quantities
from qualification.reading.spending import CUES, TO_SPEND_AFTER, Verdict, last_cue, verdict
from qualification.reading.utterance import Utterance

_BEYOND_REASON = Decimal(10**9)

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
    limit cap ceiling spend figure ligne line poste sum amount pres loin moins plus est etait serait pas because out instead estimation range
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
    seems works fits actually rather instead plutot finalement sorry pardon sir madam then either which qui que quelque just somewhere tout-compris all-in cash maintenant even flat rond chacun chacune each apiece pile now today
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
_BREAKS_OFF = re.compile(r"[,(]|\b(?:et|and) $")
"""Between an amount and a word that counts nothing by it: "4500 par an, et vite", "quinze cents et rien d'autre"."""
_WORD_AFTER = re.compile(r" *([a-z][\w.+]*)")
K = re.compile(r"(?:\dk(?:$|[^a-z]|\d|[a-z])|\bk\b|\d k|grand\b)")
_ON_THE_CLOCK = re.compile(r" ?[ap]\.?m\b")
_TIME_UNIT = re.compile(
    r"^[ -]?(?:ans?|annees?|mois|jours?|semaines?|heures?|minutes?|h|j|min|mn|years?|months?|days?|weeks?|hours?|hrs?|yrs?"
    r"|mins?|o'clock|am)\b"
)
_END_OF_SENTENCE = re.compile(r"[.!?;]+(?=\s|$)|(?<=[!?;])(?!\d)")


@dataclass(frozen=True)
class Amount:
    """A quantity that may be money to spend, with what its surroundings say of it."""

    quantity: Quantity
    currency: str | None
    end: int
    """Where its currency ends."""
    before: str
    after: str
    raw_before: str
    sentence: str
    until_next: str
    """What is said from its end to the next amount, over the ends of sentences."""
    between: str
    """What is said between the numbers of a range."""
    said_period: str | None = None
    """The period it takes from another amount."""

    @cached_property
    def cue(self) -> str | None:
        """Whether what is said right before speaks of `spending` or of `other` money."""
        return last_cue(self.before, self.raw_before)

    @cached_property
    def verdict(self) -> Verdict | None:
        """What is said of it once it was named: that it is the most, or that it shall stay so."""
        return verdict(self.until_next)

    @cached_property
    def period(self) -> str | None:
        """The group of `PERIOD` that is said beside it."""
        return self.said_period or period_beside(self.before, self.after) or period_beside("", self.between)

    @property
    def around(self) -> str:
        """What is said between the amounts beside it, in its sentence."""
        return self.before + " # " + self.after

    @property
    def has_k(self) -> bool:
        return any(number.scale > 1 for number in self.quantity.numbers)


_HOW_OFTEN = re.compile(r"\b(?:tous les|every) $")
"""Before the number of "tous les trois mois", which is a period and no quantity."""
_ANOTHER_BREATH = re.compile(r"(?: ?[^\d .!?;]+){1,6} ?[.!;]*")
"""A few words without a number, such as "Euros.", "Une fois.", "Pas d'abonnement.": they end the sentence before."""


def _sentences(plain: str, quantities: list[Quantity]) -> list[tuple[int, int]]:
    edges = [0, *(found.end() for found in _END_OF_SENTENCE.finditer(plain)), len(plain)]
    sentences: list[tuple[int, int]] = []
    for start, end in pairwise(edges):
        is_counted = any(start <= one.numbers[0].start < end for one in quantities)
        if sentences and not is_counted and _ANOTHER_BREATH.fullmatch(plain[start:end]) and plain[start - 1] != "?":
            sentences[-1] = (sentences[-1][0], end)
        elif end > start:
            sentences.append((start, end))
    return sentences


_REACH = 160
"""How far from an amount words still speak of it."""


def _amount(message: Utterance, one: Quantity, floor: int, ceiling: int, next_sum: int, sentence: str) -> Amount:
    """`one` with its currency and the words around it, from `floor`, where the quantity before ends, to `ceiling`."""
    plain = message.plain
    currency: str | None = None
    last = one.numbers[-1].end
    until = max(one.end, last)
    for number in reversed(one.numbers):
        if sign := SIGN_INSIDE.search(plain, number.start, number.end):
            currency = code_at(message, CURRENCY.match(sign.group()), sign.start())  # 19€90
            break
        if behind := currency_after(message, number.end):
            currency, until = behind[0], max(until, behind[1]) if number.end == last else until
            break
        if currency := currency_before(message, number.start):
            break
    else:
        # A sign right before the next number is that number's.
        if (apart := CURRENCY_APART.search(plain, floor, ceiling)) and not re.match(r"[^ ]{1,3} ?\d", plain[apart.end() : ceiling + 2]):
            currency = code_at(message, CURRENCY.match(plain, apart.end()), apart.end())
    before = plain[max(floor, one.start - _REACH) : one.start]
    raw_before = message.raw[one.start - len(before) : one.start]
    return Amount(
        one,
        currency,
        until,
        before,
        plain[last : min(ceiling, last + _REACH)],
        raw_before,
        sentence,
        plain[max(last, one.end) : min(next_sum, last + _REACH)],
        plain[one.numbers[0].end : one.numbers[-1].start],
    )


def find_amounts(message: Utterance) -> Iterator[Amount]:
    """Every quantity with its surroundings, in order of place."""
    quantities = [
        one for one in find_quantities(message) if not one.is_article and not _HOW_OFTEN.search(message.plain, max(0, one.start - 9), one.start)
    ]
    sentences = _sentences(message.plain, quantities)
    index = 0
    for place, one in enumerate(quantities):
        while index + 1 < len(sentences) and sentences[index][1] <= one.numbers[0].start:
            index += 1
        start, end = sentences[index] if sentences else (0, len(message.plain))
        floor = max(start, _end_of(message.plain, quantities[place - 1], one) if place else 0)
        following = quantities[place + 1].start if place + 1 < len(quantities) else len(message.plain)
        next_sum = next((other.start for other in quantities[place + 1 :] if _may_be_sum(message.plain, other)), len(message.plain))
        ceiling = max(one.end, min(max(end, one.end), following))
        yield _amount(
            message,
            one,
            min(floor, one.start),
            ceiling,
            next_sum,
            message.plain[max(start, one.start - _REACH) : min(max(end, one.end), one.end + _REACH)],
        )


def are_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities may be of the same thing: neither is more than three times the other."""
    first, second = one.numbers[-1].value, other.numbers[-1].value
    return first <= 3 * second and second <= 3 * first


def _end_of(plain: str, previous: Quantity, one: Quantity) -> int:
    """Where the words of the quantity before end: in "3 M€ par an, on a 5000" the year is of the three millions alone."""
    if are_alike(previous, one) or not (tail := _TAIL.match(plain, previous.end)):
        return previous.end
    return min(tail.end(), one.start)


def _may_be_sum(plain: str, one: Quantity) -> bool:
    """Whether a quantity may be another sum, not the twelve payslips of "200 € for 12 payslips"."""
    number = one.numbers[-1]
    return number.value >= 50 or number.scale > 1 or bool(CURRENCY.match(plain, number.end + plain.startswith(" ", number.end)))


def _beyond_reason(one: Quantity) -> bool:
    return any(bound is not None and bound > _BEYOND_REASON for bound in (one.low, one.high))


_CHAIN = re.compile(r"(?<!\d)\d{1,4}(?:[ .,/\-]{1,2}\d{1,4}){2,12}(?!\d)")


def written_otherwise(plain: str) -> list[tuple[int, int]]:
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


def _is_year(message: Utterance, found: Amount) -> bool:
    """Whether four digits are a calendar year rather than an amount: no budget is 2027 on the nose."""
    number = found.quantity.numbers[-1]
    if found.currency or found.has_k or not message.plain[number.start : number.end].isdecimal():
        return False
    if not 1900 <= number.value <= 2040:
        # Nobody has 9999 to spend "en 9999".
        return 2040 < number.value <= 9999 and number.value % 50 != 0 and bool(_YEAR_BEFORE.search(found.before[-60:]))
    return number.value > 2020 or bool(_YEAR_BEFORE.search(found.before[-60:]))


def _is_serial(message: Utterance, found: Amount) -> bool:
    """Whether it is a postcode or a registration number: long, ungrouped or huge, and not round."""
    number = found.quantity.numbers[-1]
    written = message.plain[number.start : number.end]
    if found.currency or found.has_k or number.kind == "words":
        return False
    if written.isdecimal() and len(written) > 1 and written[0] == "0":
        return True
    return number.value % 100 != 0 and ((number.value >= 10_000 and written.isdecimal()) or number.value >= 10**6)


def _counts_something(message: Utterance, found: Amount) -> bool:
    """Whether the words around an amount without a currency say that it counts people, articles, days."""
    if _TIME_UNIT.match(found.after) or _COUNTED_BEFORE.search(found.before[-60:]):
        return True
    if (lot := _LOT_OF.search(found.before[-40:])) and lot[1] not in _OF_MONEY and not CUES.match(lot[1]):
        return True
    number = found.quantity.numbers[0]
    if number.value < 100 and not found.has_k and found.before.endswith((" pour ", " for ")):
        return True
    if number.value <= 31 and not found.has_k and _DAY_BEFORE.search(found.before[-60:]):
        return True
    before = message.raw[: number.start].rstrip(" :=~<>")
    previous = re.search(r"(?<![.!?] )(?<!^)\b[A-Z]\w+$", before[-24:])
    if previous and not CUES.match(previous.group().lower()) and not message.raw.isupper():
        return True
    # "Office 365" is a product, "Environ 15000" an amount: only a name's number is small.
    first = re.match(r"[A-Z]\w+$", before)
    if first and number.value < 1000 and first.group().lower() not in _AFTER_AN_AMOUNT and not CUES.match(first.group().lower()):
        return True
    if number.value <= 12 and not found.has_k and _ON_THE_CLOCK.match(found.after):
        return True
    end = found.quantity.end
    glued = message.plain[end : end + 1]
    if message.plain[end + 1 : end + 2].isalpha() and glued == "-" and not message.plain.startswith("-ish", end):
        return True
    if glued.isalpha() and not message.plain.startswith(("ish", "ht", "ttc", "max", "pcm", "pm", "pa"), end):
        return True
    # "Anything over three grand goes to the board, so less": what is named as a bound, or in grands, is a sum.
    if found.verdict or message.plain.startswith("grand", found.quantity.numbers[-1].end - len("grand")):
        return False
    after = message.plain[end:]
    tail = _TAIL.match(after)
    at = tail.end() if tail else 0
    word = _WORD_AFTER.match(after, at)
    if not word or _BREAKS_OFF.search(after, 0, word.start(1)):
        return False
    if tail and PERIOD.search(tail.group()):
        return False
    if found.has_k and TO_SPEND_AFTER.match(after, word.start(1)):
        return False
    if word[1] in ("par", "per") and not _PER.match(after, word.start(1)):
        return True
    if word[1] in ("de", "d", "to", "pour", "for") and not _OF_SPENDING.match(after, word.start(1)):
        return True
    return word[1].rstrip(".+") not in _AFTER_AN_AMOUNT


_TAIL = re.compile(TAIL)


def can_be_money(message: Utterance, found: Amount, masks: list[tuple[int, int]]) -> bool:
    """Whether the amount can be money at all, whoever spends it."""
    one = found.quantity
    if one.negated or one.is_article or _beyond_reason(one) or found.currency == UNKNOWN_CURRENCY:
        return False
    if _is_masked(one, masks) or _is_year(message, found) or _is_serial(message, found):
        return False
    return bool(found.currency) or not _counts_something(message, found)
