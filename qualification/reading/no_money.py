"""Nothing to spend: no budget, no money, or it has to be free."""

from __future__ import annotations

import re

from qualification.reading.utterance import Utterance

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
    r"|any) budget|budget ?(?:is |est |[:=?] ?|de |of )?(?:0(?![\d.,]*\d| ?[km€$£%])|zero|nul|nil|inexistant|none|nothing))\b(?!" + _UNDECIDED + ")"
)
_NO_MONEY = re.compile(
    r"\b(?:(?:pas|aucun|sans|(?:n'a|n'ai|n'avons|y a|ya) plus) (?:de |d'|le |les |un |une "
    r"|l')?(?:moindre )?(?:argent|sous?|moyens?|thunes?|tune|fric|pognon|rond"
    r"|radis|centimes?|kopeck|financements?|euros?|balle|tresorerie)\b"
    r"|not (?:a|one|a single) (?:(?:red|bloody|single) )?(?:dime|penny|cent|quid|bean|farthing)(?! (?:more|over|above))|(?:we're|we are|i'm|on est|je suis|nous sommes) (?:completely |totally |all "
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
    r"|seulement)(?: \w+){0,2} gratuite?s?|(?:vis\w+|reste\w*|part\w*|prefer\w+|besoin)(?: \w+){0,2} (?:de |sur )?(?:du |le )gratuit|gratuite?s? (?:uniquement|seulement|obligatoire\w*|sinon|ou rien)|(?:cherch\w+|veu\w+"
    r"|voud\w+|voul\w+|faut|faudrait)(?: (?!essai|demo|version|devis|test|audit|periode|mois|rdv|consult|formation)[\w']+){0,4} gratuite?s?"
    r"|(?:looking for|want|need) (?:a |something |some )?(?:completely )?free"
    r"|(?:has|have|needs?|must|got|ought|gotta)(?: to)? be (?:completely |totally |100% )?free|(?:something|anything) (?:that's "
    r"|that is )?free|free(?: \w+)? only|only (?:if it's |if its )?free|free or nothing|(?:has|have|want|need) it (?:to be )?free"
    r"|solution gratuite)\b(?! (?:trial|demo|call|essai|version|to|for))"
)
_MUST_BE_FREE = re.compile(
    r"\b(?:gratuit ou rien|free or nothing|(?:n'(?:a|ai|avons) |y a )?pas un (?:sou|rond|radis|centime)(?! de plus)|not a penny to\b|have no money|(?:faut|faudrait) que (?:ce|ca) soit (?:absolument )?gratuit|doit (?:absolument )?etre gratuit|(?:has|have|needs?|must) (?:to )?be (?:completely |totally )?free)\b"
)
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


OF_ANOTHER_SUM = re.compile(
    r"\b(?:oublie|manque|rajoute|ajoute|missed|missing|forgot|dropped|left out|extra|added|trompee?s?) (?:d')?(?:un |a |an )?(?:extra )?zero\b|\b(?:un zero|a zero|one zero) (?:de trop|en trop|too many|too few|too much|short|manqu\w+|missing)\b|\b(?:pas|not) (?:en |in )?(?:euros|dollars|pounds)(?= ?(?:$|[,.;!]))"
)
"""What is said to have been wrong about an amount: a zero too few, another currency."""


def nothing_to_spend(message: Utterance, asked: bool) -> re.Match[str] | None:
    """The words that say there is no money, or that it has to be free; not that the budget is still open."""
    plain = message.plain
    if OF_ANOTHER_SUM.search(plain):
        return None
    if found := _NO_BUDGET.search(plain):
        return found
    if asked and (found := _BARE_NOTHING.match(plain)) and "?" not in plain and not _STILL_OPEN.search(plain):
        return found
    for pattern in (_NO_MONEY, _FREE) if asked else (_MUST_BE_FREE,):
        if (found := pattern.search(plain)) and "?" not in plain[found.end() : found.end() + 60].split(".")[0]:
            return found
    return None
