"""Numbers put together: ranges, at most, at least, about, not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from qualification.reading.currencies import CURRENCIES, CURRENCY
from qualification.reading.numbers import Number, find_numbers
from qualification.reading.utterance import Utterance


@dataclass(frozen=True)
class Quantity:
    """From `low` to `high`, both included; None is no bound on that side. The span covers the bounding words."""

    low: Decimal | None
    high: Decimal | None
    start: int
    end: int
    numbers: tuple[Number, ...]
    negated: bool = False
    """Said to be wrong: "not 8k", "pas 8", "au lieu de 8"."""

    @property
    def is_article(self) -> bool:
        """Whether it is only a lone un, une, one, which mostly counts nothing."""
        return all(number.kind == "article" for number in self.numbers)


_C = f"(?:{'|'.join(CURRENCIES.values())})"
_SIGN = _C + r"?\.?"
_LINKS = r"-|~|a|to|till|/|ou|or|et|and|jusqu'a|jusqu a|up to|\.\.+|->|voire|maybe|perhaps|peut-etre|possibly|a la limite"
_BETWEEN = re.compile(rf"^ ?{_SIGN} ?,? ?(?P<link>{_LINKS}) ?(?:a |up to |bien |meme |maybe |even |possibly )?(?:les )?{_C}? ?$")
_OPENS_RANGE = re.compile(rf"\b(?P<word>entre|between|from|de)(?: |(?=[€$£]))(?:les |environ |about |say |around )?{_C}? ?$")

TAIL = (
    rf"(?:\.-|,-)?(?:[ ,(]{{0,2}}(?:{_C}|hors[ -]taxes?|hors tva|htva|tvac|ht|h\.t\.?|ttc|t\.t\.c\.?|net|brut|tax(?:es)? (?:incl\w*|comprises?)|(?:ex|excl"
    rf"|exc|incl|inc|including|excluding|plus|\+|before)\.? ?(?:vat|tax|taxes|gst|tva)"
    r"|(?:par|per|a|an|each|every|le|l'|/|p/|chaque|tous les|au|a l'|pour l'|sur l') ?(?:an|annee|year|yr|annum|mois|month|mth|mo|m"
    r"|utilisateurs?|user|seat|poste|licence|license|head|personne|salarie)"
    r"|one[- ]?off|one[- ]time|en une fois|(?<=[€$£] )mois|(?<=[€$£])mois|(?<=euros )mois|pa|pm|p\.a\.|p\.m\.|pcm|annuel\w*|mensuel\w*|monthly|yearly|annually|all in|tout compris|et)(?![a-z])\)?){0,5}"
)
"""What may stand between an amount and the words that bound it: its currency, tax and period."""

_FILLER = rf"(?:(?:environ|about|around|roughly|approximately|les|the|de|d'|des|of|maybe|peut-etre|say|disons|something like|{_C}|a|an) ?)*"
_CLAIM = (
    r"(?:[ :=]{1,3}(?:budget|price|prix|tarif|montant|spend|amount|figure|limit|limite|de|of|for|pour|nous|moi|us|me|is|was|are|est"
    r"|etait|c'est|ce sera|ce serait|sera"
    r"|serait|will be|would be|should be|it's|around|about|environ|autour|a|at|les|the|on|we|i|peut|can|could|mettre|do|go|have|avons"
    r"|fixe|set|possible"
    rf"|say|disons|soit|probably|a peu pres)(?![a-z]))*[ :=]{{0,3}}{_C}? ?"
)
"""The small words between a noun like "maximum" and its number."""

_NEGATION = (
    r"(?:\b(?:ne|pas(?! (?:trop|tres|super|si|too)\b)|jamais|sans|hors de question|impossible|aucun\w*|personne|rien|not(?! (?:too|very|so|that)\b)|never|no one|nobody|cannot|cant|dont|wont"
    r"|without|nothing|unable to)\b|\bno(?= ?$)|\bno (?:appetite|intention|question|room|chance|plan)s?\b|\bn'|n't\b)[^.!?;,:(]*$"
)
_NEGATED = re.compile(_NEGATION)
_BUT = re.compile(r"\b(?:but|mais)\b")
_MORE = (
    r"(?:plus d(?:e |')|plus (?:loin |haut |cher )que |higher than |more expensive than |further than |au-? ?dela (?:de |des |d')"
    r"|au-? ?dessus (?:de |des |d')|superieure?s? a |more th[ae]n |over |above |beyond |past |exceeding |in excess of |north of "
    r"|depass\w+ |exceed\w* )"
)
_LESS = r"(?:moins d(?:e |')|en[ -]deca (?:de |des |d')|(?:en[ -])?dessous (?:de |des |d')|inferieure?s? a |(?:less|fewer) th[ae]n |under |below |south of )"
_MORE_BEFORE = re.compile(rf"(?:\b{_MORE}|>=?|≥) ?" + _FILLER + r"$")
_LESS_BEFORE = re.compile(rf"(?:\b{_LESS}|<=?|≤|\bsub[ -]) ?" + _FILLER + r"$")
_AT_MOST_BEFORE = re.compile(
    r"(?:\b(?:jusqu'a|jusqu a|jusque|upto|sous (?:les|la barre des)|au (?:grand )?maximum|au plus|tout au plus|at (?:the )?(?:very )?most"
    r"|(?:anything )?up to|pas plus (?:de|que)"
    r"|no more than|not more than|no higher than|nothing above|plafonnee? a|capped at|cap (?:it )?at|limited to|limite a|depasse(?:r"
    r"|ra|rait|nt)? (?:pas|jamais)"
    r"|plafonn\w+(?: [\w']+){1,5}? a|caps?(?: [\w']+){1,5}? at|limit\w*(?: [\w']+){1,5}? (?:a|to)|depassant pas|pas un \w+ de plus que|the most(?: \w+){1,4} is|le plus(?: \w+){1,4} c'est) ?:? ?"
    + _FILLER
    + r"|\bmaximum (?:que|qu'|that|we|the|on|i)\b[\w' ]{1,40}: ?|\b(?:(?:grand )?max(?:i|imum)?\b\.?|plafond|ceiling|cap|upper limit|limite|limit|tops?)"
    + _CLAIM
    + r")$"
)
_IF_MORE_BEFORE = re.compile(r"\b(?:si|if|des que|s'il|once)\b[^.!?;,:]*$")
_REFUSED_AFTER = re.compile(
    rf"{TAIL},? ?(?:(?:c'est|it's|ca sera|that's) (?:non|no\b|mort|trop|niet|a no|too|out|pas)|is (?:a no|too|out|not)|on (?:laisse"
    rf"|oublie|passe|arrete)|laisse\w* tomber|forget it|no way"
    r"|no go|won't|wouldn't|not possible|pas possible|impossible|non\b|trop cher|nous ne|je passe|i'm out|we're out|we can't|i can't)"
)
"""What turns "above 2500" into at most 2500: that it would be refused."""
_AT_LEAST_BEFORE = re.compile(
    r"(?:\b(?:au moins|a partir d(?:e |')|pas moins de|a compter de|minimum of|at (?:the )?(?:very )?least|starting (?:at|from)"
    r"|upwards? of|no less than|not less than|no fewer than) ?:? ?" + _FILLER + r"|\b(?:mini?|minimum)\b" + _CLAIM + r"|\bdes (?:les )?)$"
)
_AT_MOST_AFTER = re.compile(
    rf"^{TAIL},? ?\(?(?:(?:a|as|c'est|is|etant|for|en|un|our|notre|mon|my|the|le|absolute|grand|tout|strict|very) ){{0,4}}"
    r"(?:(?<=the )most|(?<=le )plus|au (?:grand )?max(?:i|imum)?|max(?:i|imum|imal)?|at (?:the )?(?:very |absolute )?most|at the outside|or less|or under|or below|or lower"
    r"|ou moins|et moins|tops?|a tout casser|au plus"
    r"|pas plus|not more|no more|and no more|et pas plus|(?:et )?pas un(?: \w+)? de plus|(?:and )?not (?:a|one) (?:\w+ )?(?:more|over|above)|ceiling"
    r"|(?:and |but )?(?:no|not|nothing|never) (?:higher|further|above|over|beyond)|et pas (?:davantage|au-?dela)|pas (?:davantage|au-?dela)|rien au-?(?:dela|dessus)|guere (?:plus|davantage)"
    r"|plafond|limit|limite|cap|a ne pas depasser|sans depasser|not to exceed|upper limit)\b(?! (?:de|d'|of|than|que)\b)"
    rf"|^{TAIL},? ?pas \+(?!\w)"
)
_AT_LEAST_AFTER = re.compile(
    rf"^(?:\+(?! ?(?:\d|vat|tax|tva))|{TAIL} ?(?:\+(?! ?(?:\d|vat|tax|tva|\w))|,? ?\(?(?:(?:et|ou) (?:plus|davantage|au-? ?dela"
    rf"|au-? ?dessus)|(?:or|and) (?:more|over|above|up(?:wards?)?|beyond)"
    r"|plus(?= ?(?:$|[,.;!)]))|(?:au |at |as a |a |the )?(?:mini|minimum)|au moins|at (?:the )?(?:very )?least|upwards?)\b(?! (?:d|que"
    r"|de|of|the)\b)))"
)
_MIN_AFTER = re.compile(rf"^{TAIL} ?min\b\.?")
_NOT_BEFORE = re.compile(
    rf"(?:(?<!pourquoi )(?<!why )\b(?:pas|not|non pas|isn't|wasn't|ce n'est pas|(?:n'est|c'est) plus|au lieu de|instead of|rather than"
    rf"|plutot que|et non|and not|no longer|ni|nor|neither|(?:do not|don't|dont|haven't|have not|havent|hasn't|doesn't) (?:have|got|have got)) {_FILLER}$)"
)
_JOINS_BOUNDS = re.compile(rf"^{TAIL} ?(?:,|et|and|mais|but|;|/)? ?$")
_REACH = 64
"""How far before a number its bounding words are looked for: further away they bound nothing, and looking costs."""


_HUNDREDS = re.compile(r"\b(?:cents?|hundred)$")


def _scaled_like(plain: str, first: Number, second: Number) -> Number:
    """ "5 to 7k" means 5k to 7k, "30 à 50 000" 30,000 to 50,000, "trois ou quatre cents" and "3 à 400" 300 to 400; "500 to 2k" means what it says."""
    hundreds = second.value / 100
    if (
        first.value < hundreds
        and first.value <= 9
        and (_HUNDREDS.search(plain[second.start : second.end]) or hundreds in (first.value + 1, first.value + 2))
    ):
        return replace(first, value=first.value * 100)
    if first.scale == 1 and second.scale == 1 and second.value / 3 <= first.value * 1000 < second.value:
        return replace(first, value=first.value * 1000)
    if first.scale == 1 and second.scale > 1 and first.value <= second.value / second.scale:
        return replace(first, value=first.value * second.scale, scale=second.scale)
    return first


def _is_next(plain: str, first: Number, second: Number) -> bool:
    """ "2 3k" and "deux trois mille" are a range without a link: two small numbers in a row, the second with its scale."""
    return (
        plain[first.end : second.start] == " "
        and second.scale > 1
        and first.scale == 1
        and 1 <= first.value <= 9
        and first.value + 1 == second.value / second.scale
    )


def _is_listed(plain: str, first: Number, second: Number) -> bool:
    """ "Ten, fifteen thousand" is a range by a comma: number words, or digits that open the message, and the scale is of both."""
    return (
        plain[first.end : second.start] == ", "
        and first.scale == 1
        and _is_money(plain, second)
        and (first.kind == second.kind == "words" or not plain[: first.start].strip())
        and first.value < second.value / second.scale <= 5 * first.value
    )


_STRETCHED = re.compile(
    r"^,? ?(?:(?:mais|but) )?(?:or|ou|voire|maybe|perhaps|peut-etre|possibly|even|a la limite|eventuellement)(?: (?:a|up to|meme|even|bien))? $"
)
_PUSH = r"at a (?:push|stretch|pinch)|if (?:we|i) (?:stretch|push|really)\b|en (?:forcant|poussant|tirant|se serrant)|a la (?:limite|rigueur)|si (?:vraiment|besoin|necessaire)"
_LISTED = re.compile(rf"{TAIL}(?:, ?| )")
_AT_A_PUSH = re.compile(rf"{TAIL},? ?(?:vraiment |really |absolutely |grand )?(?:{_PUSH})")
_AT_A_STRETCH = re.compile(rf",? ?(?:{_PUSH}|(?:au )?(?:grand )?max\w*|tops?\b|a tout casser)")


def _stretched(plain: str, first: Number, second: Number) -> Number | None:
    """ "Two thousand, maybe three", "deux mille, trois en forçant": the second number with the scale of the first."""
    gap = plain[first.end : second.start]
    if first.scale == 1 or second.scale != 1 or second.kind == "article" or not first.value / first.scale < second.value <= 100:
        return None
    if _STRETCHED.match(gap) or (gap in (", ", " ") and _AT_A_STRETCH.match(plain, second.end)):
        return replace(second, value=second.value * first.scale, scale=first.scale)
    return None


def _pair(plain: str, first: Number, second: Number) -> Quantity | None:
    """The range from the one number to the next, if the words between and before say that it is one."""
    gap = plain[first.end : second.start]
    if len(gap) > _REACH:
        return None
    if (
        _LISTED.fullmatch(gap)
        and first.value < second.value <= 2 * first.value
        and first.scale == second.scale
        and _AT_A_PUSH.match(plain, second.end)
    ):
        return Quantity(first.value, second.value, first.start, second.end, (first, second))
    if stretched := _stretched(plain, first, second):
        return Quantity(first.value, stretched.value, first.start, second.end, (first, stretched))
    link = _BETWEEN.match(gap)
    opening = _OPENS_RANGE.search(plain, max(0, first.start - _REACH), first.start)
    if link and link["link"] in ("et", "and") and not (opening and opening["word"] in ("entre", "between")):
        return None
    if not link and not _is_next(plain, first, second) and not _is_listed(plain, first, second):
        return None
    low = _scaled_like(plain, first, second)
    if low.value >= second.value or (first.kind == "article" and low is first):
        return None
    return Quantity(low.value, second.value, opening.start() if opening else first.start, second.end, (low, second))


def _ranges(plain: str, numbers: tuple[Number, ...]) -> list[Quantity]:
    found: list[Quantity] = []
    index = 0
    while index < len(numbers):
        first = numbers[index]
        pair = _pair(plain, first, numbers[index + 1]) if index + 1 < len(numbers) else None
        found.append(pair or Quantity(first.value, first.value, first.start, first.end, (first,)))
        index += 2 if pair else 1
    return found


def _bound_before(message: Utterance, one: Quantity) -> Quantity | None:
    """`one` with the bound that the words before it give; a negation turns "more than" into at most."""
    at = max(0, one.start - _REACH)
    before = message.plain[at : one.start]
    more, less = _MORE_BEFORE.search(before), _LESS_BEFORE.search(before)
    if found := more or less:
        earlier = before[: found.start()]
        negation = _NEGATED.search(earlier)
        if more and _REFUSED_AFTER.match(message.plain, one.end):
            negation = negation or more
        is_at_most = bool(less) != bool(negation and not _BUT.search(negation.group()))
        if more and found.group().startswith("depass") and _IF_MORE_BEFORE.search(earlier):
            is_at_most = True
        # The span takes in a negation that stands right before ("no more than"), not one a clause away.
        start = at + (negation.start() if negation and len(negation.group()) <= len("jamais ") else found.start())
        return replace(one, low=None, start=start) if is_at_most else replace(one, high=None, start=start)
    if found := _AT_MOST_BEFORE.search(before):
        return replace(one, low=None, start=at + found.start())
    found = _AT_LEAST_BEFORE.search(before)
    # Folded, "dès 500" (from 500) looks like "des 500" (of the 500).
    if found and (not found.group().startswith("des ") or message.raw[at + found.start() + 1] in "èÈ"):
        return replace(one, high=None, start=at + found.start())
    return None


def _bounded(message: Utterance, one: Quantity) -> Quantity:
    if one.low == one.high:
        if bounded := _bound_before(message, one):
            return bounded
        after = message.plain[one.end : one.end + 2 * _REACH]
        if found := _AT_MOST_AFTER.match(after):
            return replace(one, low=None, end=one.end + found.end())
        if found := _AT_LEAST_AFTER.match(after):
            return replace(one, high=None, end=one.end + found.end())
        # "500 € min" is a minimum, "15 min" are minutes.
        if (found := _MIN_AFTER.match(after)) and (one.numbers[-1].scale > 1 or found.end() > len(" min.")):
            return replace(one, high=None, end=one.end + found.end())
    if _NOT_BEFORE.search(message.plain, max(0, one.start - _REACH), one.start):
        return replace(one, negated=True)
    return one


def _is_money(plain: str, number: Number) -> bool:
    """Whether a scale or a currency stands with the number."""
    return number.scale > 1 or bool(CURRENCY.match(plain, number.end + plain.startswith(" ", number.end)))


def _joined(plain: str, last: Quantity, one: Quantity) -> Quantity | None:
    """One quantity of two: "at least 5k but no more than 8k", "5k, 8k max"."""
    if last.negated or last.low is None or one.low is not None or one.high is None or last.high not in (None, last.low) or last.low >= one.high:
        return None
    if len(one.numbers) + len(last.numbers) > 2 or not _JOINS_BOUNDS.match(plain[last.end : one.start][: 2 * _REACH]):
        return None
    # "5k, 7k max" is a range; "on est 60, 100 € max" are two facts.
    if last.high is not None and (one.high > 3 * last.low or (_is_money(plain, one.numbers[0]) and not _is_money(plain, last.numbers[0]))):
        return None
    return replace(last, high=one.high, end=one.end, numbers=last.numbers + one.numbers)


@lru_cache(maxsize=2)  # several readers look at one message in a row
def find_quantities(message: Utterance) -> tuple[Quantity, ...]:
    """Every quantity in the message in order of place, whatever it counts; its reader looks at the words around it."""
    merged: list[Quantity] = []
    for one in (_bounded(message, one) for one in _ranges(message.plain, find_numbers(message))):
        both = _joined(message.plain, merged[-1], one) if merged else None
        if both:
            merged[-1] = both
        else:
            merged.append(one)
    return tuple(merged)
