"""What a visitor can spend: an amount or a range, its currency and its period; and what only looks like one."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from qualification.bant import Budget
from qualification.reading.amounts import Amount, K, are_alike, can_be_money, find_amounts, written_otherwise
from qualification.reading.currencies import CURRENCY_BEFORE, UNKNOWN_CURRENCY
from qualification.reading.no_money import OF_ANOTHER_SUM, nothing_to_spend
from qualification.reading.periods import PERIOD, TIMES_A_YEAR, named_period
from qualification.reading.quantities import TAIL
from qualification.reading.spending import FOR, OF_GOODS, OTHER_AFTER, TO_SPEND_AFTER
from qualification.reading.utterance import Reading, Utterance

_PRICE_QUESTION = re.compile(
    r"\bcombien\b|\bcout\w+|\bprix\b|\btarif\w*|\bc'est (?:plus|moins|dans|a partir|combien|quoi)|\best-ce (?:plus|moins|que c'est"
    r"|que ca)|\bhow much\b|\bpric(?:e|es|ing)\b|\bcosts?\b|\bcharge\b|\bhave you (?:got|any)\b|\bdo you (?:have|offer)\b|\bis (?:it|that)\b|\bdoes it\b|\bare you\b|\bchez vous\b"
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
    if "?" not in found.around:
        return False
    return bool(_PRICE_QUESTION.search(found.around)) or (found.quantity.high is None)


def _is_other_money(message: Utterance, found: Amount) -> bool:
    """Whether it is turnover, what is paid today, someone's price: money that nobody offers to spend here."""
    if _OUT_OF_REACH.match(found.after) or (found.quantity.low is None and _SIGNED_ALONE.match(found.after)):
        return True
    if found.verdict:
        return False
    if _was_long_ago(message, found):
        return True
    if is_to_spend(found) and not OTHER_AFTER.match(found.after):
        return False
    if found.quantity.high is None and _APPROVAL.search(found.around):
        return True
    if OTHER_AFTER.match(found.after):
        return not _THE_BUDGET_AFTER.search(found.after)
    if found.cue is None and (
        (_ITS_PRICE.search(found.before[-60:]) and not _FOR_IT.search(found.before[-60:]))
        or (found.quantity.low is not None and _TOO_MUCH.search(found.around))
    ):
        return True
    return found.cue == "other"


_LONG_AGO = re.compile(
    r"\b(?:l'an(?:nee)? (?:dernie\w+|passee?|d'avant)|last (?:year|time)|la derniere fois|(?:en|in) (?P<year>20\d\d)|il y a (?:un|deux|trois|quatre|cinq|\d{1,2}) ans|years? ago)\b"
    r"(?P<told>[^.!?;]*?\b(?:avai\w+|avions|a|ont|avons|had|we'd|i'd|put|spent|was|were|paid|went|blew|cost)\b[^.!?;]*|[ :]*)[€£$]?$"
)
_NOW = re.compile(r"\b(?:cette (?:fois|annee)|maintenant|desormais|now|this (?:time|year)|mais|but)\b")


def _was_long_ago(message: Utterance, found: Amount) -> bool:
    """Whether the sentence tells of an earlier year: "en 2019 on avait mis 18 000"."""
    start = found.quantity.start
    ago = _LONG_AGO.search(message.plain, max(0, start - 100), start)
    if not ago or (ago["year"] and int(ago["year"]) >= message.today.year):
        return False
    return not _NOW.search(ago["told"])


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
_SIGNED_ALONE = re.compile(
    rf"^{TAIL},? ?(?:i (?:can |may |get to )?(?:sign|approve|decide|authori[sz]e|okay)|(?:it's |it is |is )?(?:my (?:own )?(?:call|decision|say)|within my|up to me|mine\b)"
    r"|(?:je|j') ?(?:peux )?(?:sign|decid|valid|tranch|engag)\w* (?:seule?|moi|sans|toute? seule?)|c'est moi qui (?:sign|decid|valid|tranch)\w*)"
)
"""Below that amount nobody else is asked: a limit of authority too."""
_ITS_PRICE = re.compile(
    r"(?<!\w)(?!(?:ca|ce|cela|c|that|this|it|there|here|he|she|on|montant|chiffre|figure|number|amount|answer|reponse|ideal|idea|idee"
    r"|total|objectif|target|goal|estimation|estimate|range|price|one|what|somme|sum"
    r"|thinking|say|aim|mind|moi|nous|us|me|projet|project|year|annee|an|month|mois|truth|honnetement|maintenant|now|desormais|plutot"
    r"|finalement|really|actually|bu[gd]\w*|mais|but|et|and|que|if|so|alors|euh|donc|enfin|voila|si|non|no|oui|yes|ok|well)\b)"
    r"[a-z][\w']* (?:est|etait|c'est|c'etait|is|was|are|were)(?: (?:a|de|at|deja|already|about|around|environ))? ?(?:[€£$]|eur|chf|usd|gbp)? ?$"
)
"""Something else costs that much: "Axonaut c'est 40 €", "our old software was $80"."""
_FOR_IT = re.compile(r"\b(?:pour|for) (?:[\w']+ ){1,4}(?:c'est|is|ce sera|it's)\b")
"""What it would be spent on: "pour le logiciel c'est 12k"."""
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
    if found.verdict and (found.currency or found.has_k or found.period):
        return True
    return _names_itself_with_currency(message, found) if found.currency else _names_itself_barely(message, found)


def _names_itself_with_currency(message: Utterance, found: Amount) -> bool:
    spending = found.cue == "spending"
    if OF_GOODS.match(found.after):
        return False
    if found.period and FOR.search(found.before) and not _ASKS.search(found.sentence):
        return True
    if not spending and _asks_price(found):
        return False
    if spending or is_to_spend(found):
        return True
    if found.quantity.low is None:
        bounds_first = _BOUND_FIRST.match(message.plain, found.quantity.start)
        if not bounds_first or found.period or _THE_PRODUCT.search(found.before[-40:]):
            return True
    return _stands_alone(message, found)


def _names_itself_barely(message: Utterance, found: Amount) -> bool:
    """Without a currency: called the budget, or spent by the year; "we have 15k" may be contacts, and "15k" alone may answer anything."""
    if _BUDGET_BEFORE.search(found.before[-60:]):
        return True
    if _is_in_dozens(message, found):
        return False
    is_regular = found.period in ("year", "month")
    is_large = found.has_k or (found.quantity.high or found.quantity.low or 0) >= _LARGE
    if _WOULD_PAY.search(found.before[-60:]) and (is_regular or is_large):
        return True
    spending = found.cue == "spending"
    stands_alone = len(message.plain.split()) > _FEW_WORDS and not _asks_price(found) and _stands_alone(message, found)
    if is_regular and is_large and (spending or found.quantity.low is None or (stands_alone and not _COUNTED_IN_CLAUSE.search(found.before[-60:]))):
        return True
    # A k has to be bounded from above or for something.
    has_k = K.search(message.plain[max(0, found.quantity.numbers[0].start - 1) : found.quantity.numbers[-1].end + 1])
    is_bounded = found.quantity.low is None or is_to_spend(found) or (spending and bool(found.period))
    return bool(has_k) and (is_bounded or stands_alone)


_LARGE = 100
"""From here on a sum a month, or an amount that somebody would pay, is no count of people."""
_COUNTED_IN_CLAUSE = re.compile(
    r"\b(?:factures|devis|commandes|ventes|colis|livraisons|appels|tickets|bulletins|fiches|clients|visites|invoices|quotes|orders|sales|parcels|deliveries|calls|payslips|customers|visits|patients)\b[^.;!?]*$"
)
"""What is counted by the month before an amount without a currency: "factures, 600 par mois"."""
# "achats de moins de 100 €" are purchases, "un CRM à moins de 100 €" is ours.
_BOUND_FIRST = re.compile(r"(?:moins|less|under|below|inferieure?|en[ -]dessous|<)")
_THE_PRODUCT = re.compile(
    r"\b(?:crm|erp|logiciel|outil|solution|software|tool|system|systeme|app|appli|truc|chose|programme?|package|payroll|something|anything)s? (?:a |de "
    r"|for |pour |at )?$"
)
_HEDGES = (
    r"(?:(?:et|and|about|around|roughly|approximately|approx\.?|circa|environ|a peu pres|autour de|dans les|say|disons|maybe|peut-etre|genre|like|type|style|franchement|honnetement|honestly|realistically"
    r"|ideally|idealement|perso|pour|for|soit|on|c'est|it's|budget|prix|price|plutot|i'd say|je dirais|mettons|allez|look|listen|ok|well|bon|alors|bref|voila|so|donc|dans l'ideal|en gros|a la louche|grosso modo|all in|tout compris|au total|in total|in all) ?,? ?){0,3}"
)
_CLAUSE_START = re.compile(rf"(?:^|[,:;.!?+\-(]|(?<=[ ])/|\\n) *{_HEDGES}$")
_CLAUSE_END = re.compile(r" ?(?:$|[,;.!?)+\-]|/ )")
_OF_THE_OFFER = re.compile(
    r",? ?(?:(?:pour|for) |max\w*|ca|je|on|to|would|i'd|i'll|we'd|we'll|and\b|et\b|if you|si vous|si ca|if it|is (?:what|my|our|all|the)|c'est|ok\b|okay\b|fine\b|good\b|works\b|nickel\b|parfait\b|me va\b|or (?:so|less)"
    r"|ou moins)\b"
)
"""What an offer of so much a month goes on with: "12k/an pour un ERP", "50 balles par mois et je signe"."""


def _asks_price(found: Amount) -> bool:
    """Whether the sentence asks us for something rather than naming a sum with a rising voice: "is there a plan under $50?", not "£40 a month?"."""
    return bool(_ASKS.search(found.sentence) or ("?" in found.sentence and (_PRICE_QUESTION.search(found.sentence) or _OF_US.search(found.sentence))))


_ASKS = re.compile(r"^ *(?:is|are|do|does|did|can you|could you|how|what|which|any|combien|quel\w*|est-ce|avez|y a[- ]t|vous avez|existe)\b")
_OF_US = re.compile(r"\bvous [a-z]+ez\b|\b(?:do|can|could|would|are|have) you\b|\b[a-z]+ez-vous\b")


def _stands_alone(message: Utterance, found: Amount) -> bool:
    """Whether the amount with its period is a clause of its own: "CRM pour 12 personnes, 200 €/mois, pour mars"."""
    before = found.before.rstrip(" ")
    if (sign := CURRENCY_BEFORE.search(before)) and found.quantity.low is not None:
        before = before[: sign.start()]
    if not _CLAUSE_START.search(before.rstrip("€£$ ")):
        return False
    tail = _TAIL.match(message.plain, max(found.quantity.end, found.end))
    at = tail.end() if tail else found.end
    if said := PERIOD.match(message.plain, at + message.plain.startswith(" ", at)):
        at = said.end()
    if hedge := _HEDGE_AFTER.match(message.plain, at):
        at = hedge.end()
    return bool(_CLAUSE_END.match(message.plain, at) or (found.period and _OF_THE_OFFER.match(message.plain, at)))


_FEW_WORDS = 4
_WOULD_PAY = re.compile(
    r"\b(?:(?:(?:can|could|would|might|'d|prepared to|willing to|able to|happy to|peut|peux|pouvons|pourrait|pourrais|pourrions|pret\w* a|envisag\w+ de|compt\w+|veux|veut|voudr\w+)"
    r"(?: (?:bien|only|just|maybe|go|pay|spend|stretch|push|put|invest|monter|mettre|aller|payer|depenser|investir|debourser)){1,3})"
    r"|(?:prev(?:u|oit|ois|oyons)|budget(?:e|ed|ons)|alloue\w*|debloque\w*|vote\w*|mis de cote|set aside|allocated|earmarked|budgeted|a mis|ai mis|avons mis))"
    r"(?: (?:to|up to|a|jusqu'a|about|around|maybe|environ|maximum|max))* ?$"
)
_HEDGE_AFTER = re.compile(
    r",? (?:je (?:crois|pense|dirais)|i (?:think|guess|believe|suppose|reckon)|or so|a peu pres|environ|all[- ]in(?:clusive)?|tout (?:inclus|compris)|env\b\.?|approx\b\.?|grosso modo|roughly|maybe|peut-etre|svp|pls|please)\b"
)
_BUDGET_BEFORE = re.compile(r"\b(?:budget|enveloppe)\b[^,.;!?]{0,24}$")


def _score(message: Utterance, found: Amount) -> int:
    """How explicitly the amount is said to be the budget."""
    spending = found.cue == "spending" or is_to_spend(found) or bool(found.verdict)
    return 4 * spending + 2 * bool(found.currency) + 2 * found.has_k + bool(found.period) + (found.quantity.low is None)


_DOZENS = re.compile(r"aine\b|dozen")


def _is_in_dozens(message: Utterance, found: Amount) -> bool:
    """Whether a number is told in dozens or hundreds, as people and things are: "une centaine"."""
    number = found.quantity.numbers[-1]
    return number.value < 1000 and bool(_DOZENS.search(message.plain[number.start : number.end]))


def _is_dominant(message: Utterance, found: Amount) -> bool:
    """Whether a bare number is what the answer is about, not one of a story's figures."""
    number = found.quantity.numbers[-1]
    if not found.currency and _is_in_dozens(message, found):
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
    if found.verdict == "cap":
        low, high = None, high if high is not None else low
    if low == high and (word := _FROM_BEFORE.search(found.before[-60:])):
        low, high = (low, None) if word["bound"] == "from" else (None, high)
    return (None, Decimal(0)) if high == 0 else (low, high)


def _in_terms_of(found: Amount, said: list[Amount]) -> Amount:
    """The amount in the currency of the others in the message, and in the period of one like it: "they wanted £95 a month, I said seventy"."""
    others = [one for one in said if one.quantity is not found.quantity and one.currency]
    if found.currency or len({one.currency for one in others}) != 1 or others[0].currency == UNKNOWN_CURRENCY:
        return found
    like = next((one for one in others if one.period and are_alike(one.quantity, found.quantity)), None)
    return replace(found, currency=others[0].currency, said_period=found.period or (like.period if like else None))


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


def money_in(message: Utterance) -> tuple[Amount, ...]:
    """Every amount that can be money, whoever spends it."""
    said = tuple(find_amounts(message))
    masks = written_otherwise(message.plain) if said else []
    return tuple(one for one in said if can_be_money(message, one, masks))


def budget_of(message: Utterance, found: Amount) -> Reading[Budget] | None:
    """The amount as the budget; None when nobody could mean it."""
    value = _budget(message, _in_terms_of(found, list(find_amounts(message))))
    return _reading(message, value, found.quantity.start, found.end) if value else None


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
        value = _budget(message, _in_terms_of(chosen, said))
        return _reading(message, value, chosen.quantity.start, chosen.end) if value else None
    if nothing := nothing_to_spend(message, asked):
        return _reading(message, Budget(None, Decimal(0)), nothing.start(), nothing.end())
    return None
