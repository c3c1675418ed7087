"""How often an amount is spent: once, each month, each year; and what is said by the quarter, the week or the day."""

from __future__ import annotations

import re

from qualification.bant import Period

_NEXT = r"(?! (?:prochain|derni|pass|qui vient|proch|suivant|next|last|ago|from now|later|earlier|de |d'|or two|ou deux))"
PERIOD = re.compile(
    r"(?:(?<![a-z])(?=[a-z])|(?=/))(?:"
    r"(?P<year>(?:\bpar? |/ ?|\bp/ ?)an(?:nee)?s?\b|\bl[' ]?an(?:nee)?\b"
    + _NEXT
    + r"|(?<=[€$£] )an\b|(?<=euros )an\b|\bpar exercice\b|\bby year\b|\bover the (?:whole )?year\b|\b(?:whole|full|entire) (?:year|twelve months)\b|\bannee (?:entiere|complete)\b|\bannuel\w*|\banuel\w*|\b(?:chaque|toute l') ?annee\b|\btous les ans\b|\b(?:pour|sur) (?:un an|une annee)\b"
    r"|(?:\bper |(?<!in )(?<!within )(?<!half )(?<!about )\ba |\beach |\bevery |\bby the |(?<=[\d€$£k] )the |(?<=euros )the |(?<=pounds )the |(?<=dollars )the |\bfor (?:the|a|one|1|(?:the |a |one )?(?:whole|full|entire)) |/ ?|\bp/)(?:year|yr|annum|y\b)"
    + _NEXT
    + r"|p\.a\b\.?|pa\b(?! (?:mois|moi|an|annee)\b)|yearly|\bannual(?:ly)?\b|\bper-annum\b|\banually\b)"
    r"|(?P<month>\bpa moi?s?\b|(?:\bpar |/ ?|\bp/ ?)(?:mois|moi\b|m\b)|\bmensu\w*|\b(?:chaque|tous les) mois\b|(?<=[€$£] )mois\b|(?<=[€$£])mois\b|(?<=euros )mois\b|(?<=balles )mois\b|\bau mois\b(?! (?:de |d'|janv|fev"
    r"|mars|avr|mai|jui|aou|sept|oct|nov|dec))|\ble mois\b"
    + _NEXT
    + r"|(?:\bper |(?<!in )(?<!within )(?<!half )\ba |\beach |\bevery |\bby the |(?<=[\d€$£k] )the |(?<=euros )the |(?<=pounds )the |(?<=dollars )the |/ ?|\bp/)(?:months?|mth|mo\b|mnth)"
    + _NEXT
    + r"|p\.m\b\.?|pm\b|pcm\b|pupm\b|\bmonthly\b|\bmontly\b|/m\b)"
    r"|(?P<quarter>(?:par|chaque|tous les) trimestres?\b|\b(?:tous les|every) (?:trois|3|three) (?:mois|months)\b|/ ?trim\w*|\btrimestriel\w*|(?:a|per|each|every|/) ?quarter\b|\bquarterly\b)"
    r"|(?P<half>(?:par|chaque|tous les) semestres?\b|/ ?semestre|\bsemestriel\w*|\b(?:every|tous les) (?:six|6) (?:months|mois)\b)"
    r"|(?P<week>(?:par|chaque|/) ?semaines?\b|\bhebdo\w*|(?:a|per|each|every|/) ?(?:week|wk)\b|\bweekly\b)"
    r"|(?P<short>(?:par|/|a l'|de l'|a la) ?(?:jour(?:nee)?s?|heures?)\b|/ ?[hj]\b|(?:a|an|per|each|every|/) ?(?:day|hour|hr)\b|\bhourly\b|\bdaily\b)"
    r"|(?P<once>\bone[- ]?(?:off|time|shot|offs)\b|\bonce\b(?! (?:we|i|you|it|the|a|per|they|he|she|our|my|this|that)\b)|\ben une (?:seule |bonne )?fois\b"
    r"|\bune (?:seule |bonne )fois\b|\bune fois pour toutes?\b|\bune (?:seule )?fois\b(?! (?:que|qu'|par|le|la|les|l'|ce|chaque|tous|cette|nos|notre|a|au|en|dans))"
    r"|\bnon[- ]recurr\w+|\bnot recurring\b|\bnon[- ](?:re)?conductibles?\b|\bpas (?:recurrent|reconductible)\w*|\b(?:pas d'|sans |no |not a |without a )(?:abonnement|subscription)s?\b"
    r"|\bd'un (?:seul )?coup\b|\ben un coup\b|\blump[- ]sum\b|\bup[- ]?front\b|\bflat fee\b|\bin one go\b|\b(?:single|unique"
    r"|one) payment\b|\bun (?:seul )?paiement\b|\b(?:paiement|achat|versement|montant|investissement|depense) unique\b"
    r"|\bperpetual\b|\blifetime\b|\ba vie\b|\bponctuel\w*|\bau forfait\b|\bforfaitaire\b|\ban one shot\b|\bunique(?:ment une fois)?$"
    r"|\bachat sec\b|\ba l'achat\b|\boutright\b))"
)
TIMES_A_YEAR = {"quarter": 4, "half": 2, "week": 52}
_DENIED_PERIOD = re.compile(
    r"\b(?:pas|not|no|without|sans|aucune?|et non|plutot que|rather than|instead of|au lieu de|ni|nor)(?: (?:de|un|a|en|du|for|pour|c'est|sur|the|le|la))* $"
)


_PART_OF = re.compile(r"\b(?:debut|fin|milieu|courant|cours|moitie|reste|start|end|beginning|rest|middle|half)(?: (?:de|du|of))? $")
"""Before a year or a month that is no period but a time: "début de l'année"."""


def find_periods(plain: str) -> list[re.Match[str]]:
    return [
        found
        for found in PERIOD.finditer(plain)
        if not any(one.search(plain, max(0, found.start() - 24), found.start()) for one in (_DENIED_PERIOD, _PART_OF))
    ]


def named_period(name: str | None) -> Period | None:
    if name == "year":
        return "year"
    if name == "month":
        return "month"
    return "once" if name == "once" else None


def period_beside(before: str, after: str) -> str | None:
    """The period said after the amount, else the one before it in the same breath."""
    following = [one.lastgroup for one in find_periods(after[:100])]
    if following:
        # "En une fois chaque année": once only says how often a year it is paid.
        return next((name for name in following if name != "once"), "once")
    preceding = find_periods(before[-60:] + " ")
    # "Pas 10k par an mais 10k": the year is of what is denied.
    return preceding[-1].lastgroup if preceding and not _OPPOSED.search(before[-60:], preceding[-1].end()) else None


_OPPOSED = re.compile(r"\b(?:mais|but)\b")
