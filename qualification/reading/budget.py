"""What a visitor can spend: an amount or a range, its currency and its period; and what only looks like one."""

from __future__ import annotations

import re
from decimal import Decimal

from qualification.bant import Budget
from qualification.reading.amounts import Amount, K, can_be_money, find_amounts, written_otherwise
from qualification.reading.currencies import CURRENCY_BEFORE
from qualification.reading.no_money import OF_ANOTHER_SUM, nothing_to_spend
from qualification.reading.periods import PERIOD, TIMES_A_YEAR, named_period
from qualification.reading.quantities import TAIL
from qualification.reading.spending import FOR, OTHER_AFTER, TO_SPEND_AFTER
from qualification.reading.utterance import Reading, Utterance

_PRICE_QUESTION = re.compile(
    r"\bcombien\b|\bcout\w+|\bprix\b|\btarif\w*|\bc'est (?:plus|moins|dans|a partir|combien|quoi)|\best-ce (?:plus|moins|que c'est"
    r"|que ca)|\bhow much\b|\bpric(?:e|es|ing)\b|\bcosts?\b|\bcharge\b|\bis (?:it|that)\b|\bdoes it\b|\bare you\b|\bchez vous\b"
    r"|\bvotre\b|\bvos\b|\byour\b|\bvous (?:etes|commenc\w+|demarr\w+|facturez|avez)\b"
)
_CORRECTION = re.compile(
    r"\b(?:pardon|sorry|non|no|nope|oops|oups|wait|je voulais dire|je veux dire|i mean|i meant|meant|actually|en fait|finalement"
    r"|plutot|rather|make (?:that|it)|scratch that|correction|erreur|mistake"
    r"|(?:mais|but) (?:on peut|je peux|we can|we could|i can|could|maintenant|now|aujourd'hui|finalement|la)|maintenant c'est|now it's"
    r"|euh non|enfin)\b"
)
_TAIL = re.compile(TAIL)


def is_to_spend(found: Amount) -> bool:
    """Whether the words after the amount, up to a "but", say that it is there to be spent."""
    return bool(TO_SPEND_AFTER.search(_BUT.split(found.after[:80], maxsplit=1)[0]))


_BUT = re.compile(r"\b(?:mais|but|however|par contre)\b")


def _is_price_question(found: Amount) -> bool:
    """Whether it asks what we cost: "c'est combien, plus de 1000 € ?"."""
    if "?" not in found.sentence:
        return False
    return bool(_PRICE_QUESTION.search(found.sentence)) or (found.quantity.high is None)


def _is_other_money(message: Utterance, found: Amount) -> bool:
    """Whether it is turnover, what is paid today, someone's price: money that nobody offers to spend here."""
    if _OUT_OF_REACH.match(found.after):
        return True
    if is_to_spend(found) and not OTHER_AFTER.match(found.after):
        return False
    if found.quantity.high is None and _APPROVAL.search(found.sentence):
        return True
    if OTHER_AFTER.match(found.after):
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


def _names_itself(message: Utterance, found: Amount) -> bool:
    """Whether it reads as a budget though nobody asked for one."""
    spending = found.cue == "spending"
    if not found.currency:
        if _BUDGET_BEFORE.search(found.before[-60:]):
            return True
        # "we have 15k" may be contacts: without a currency, k has to be bounded from above or for something.
        has_k = K.search(message.plain[max(0, found.quantity.numbers[0].start - 1) : found.quantity.numbers[-1].end + 1])
        if found.period in ("year", "month") and _WOULD_PAY.search(found.before[-60:]):
            return True
        is_bounded = found.quantity.low is None or (spending and bool(is_to_spend(found) or found.period))
        # "15k" and no more may answer anything; among other facts it is a sum.
        is_one_of_several = len(message.plain.split()) > _FEW_WORDS and _stands_alone(message, found)
        return bool(has_k) and (is_bounded or is_one_of_several)
    if _QUESTION.search(found.sentence) and not spending:
        return False
    if spending or is_to_spend(found):
        return True
    if found.quantity.low is None:
        bounds_first = _BOUND_FIRST.match(message.plain, found.quantity.start)
        if not bounds_first or found.period or _THE_PRODUCT.search(found.before[-40:]):
            return True
    return bool(found.period and FOR.search(found.before)) or _stands_alone(message, found)


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


def _stands_alone(message: Utterance, found: Amount) -> bool:
    """Whether the amount with its period is a clause of its own: "CRM pour 12 personnes, 200 €/mois, pour mars"."""
    before = found.before.rstrip(" ")
    if (sign := CURRENCY_BEFORE.search(before)) and found.quantity.low == found.quantity.high:
        before = before[: sign.start()]
    if not _CLAUSE_START.search(before.rstrip("€£$ ")):
        return False
    tail = _TAIL.match(message.plain, max(found.quantity.end, found.end))
    at = tail.end() if tail else found.end
    if said := PERIOD.match(message.plain, at + message.plain.startswith(" ", at)):
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


def _score(message: Utterance, found: Amount) -> int:
    """How explicitly the amount is said to be the budget."""
    spending = found.cue == "spending" or is_to_spend(found)
    return 4 * spending + 2 * bool(found.currency) + 2 * found.has_k + bool(found.period) + (found.quantity.low is None)


_DOZENS = re.compile(r"aine\b|dozen")


def _is_dominant(message: Utterance, found: Amount) -> bool:
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


def _chosen(message: Utterance, amounts: list[Amount]) -> Amount | None:
    """The amount that stands: the last one of a correction, else the most explicit, else the first."""
    if not amounts:
        return None
    for found in reversed(amounts[1:]):
        if _CORRECTION.search(found.before):
            return found
    return max(amounts, key=lambda found: _score(message, found))


_FROM_BEFORE = re.compile(r"\b(?P<bound>from|within|sous) (?:les |the |about )?(?:[€£$]|euros?|eur|chf|usd|gbp)? ?$")


def _bounds(found: Amount) -> tuple[Decimal | None, Decimal | None]:
    one = found.quantity
    low, high = one.low, one.high
    if low == high and (word := _FROM_BEFORE.search(found.before[-60:])):
        low, high = (low, None) if word["bound"] == "from" else (None, high)
    return (None, Decimal(0)) if high == 0 else (low, high)


def _budget(message: Utterance, found: Amount) -> Budget | None:
    """The value of the chosen amount; what is said by the quarter or week is told by the year."""
    low, high = _bounds(found)
    name = found.period
    if name == "short":
        return None
    if name and name in TIMES_A_YEAR:
        times = TIMES_A_YEAR[name]
        low, high = low and low * times, high and high * times
        return Budget(low, high, found.currency, "year")
    return Budget(low, high, found.currency, named_period(name))


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


def read_budget(message: Utterance, *, asked: bool) -> Reading[Budget] | None:
    """The budget in a message, or None.

    `currency` is None when none is named. With `asked`, the open question is the budget and a bare number may be its answer;
    without, only an amount that names itself as money to spend is read. Nothing to spend is `high` 0.
    """
    said = list(find_amounts(message))
    masks = written_otherwise(message.plain) if said else []
    amounts = [
        found
        for found in said
        if can_be_money(message, found, masks)
        and not _is_other_money(message, found)
        and not _is_price_question(found)
        and not (found.quantity.high == 0 and OF_ANOTHER_SUM.search(message.plain))
        and (_is_dominant(message, found) if asked else _names_itself(message, found))
    ]
    if chosen := _chosen(message, amounts):
        value = _budget(message, chosen)
        return _reading(message, value, chosen.quantity.start, chosen.end) if value else None
    if nothing := nothing_to_spend(message, asked):
        return _reading(message, Budget(None, Decimal(0)), nothing.start(), nothing.end())
    return None
