"""The name of the visitor's company, given as an answer or in an introduction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal

from qualification.reading.language import GRAMMAR, JOBS, NEUTRAL, TRADES, WORDS, folded
from qualification.reading.name import sentence_starts, speaker, tells_of_another
from qualification.reading.name_words import NOT_NAMES, PLACES, ROLE, Run, is_first_name, is_ordinary, looks_like_word
from qualification.reading.signature import signature_of
from qualification.reading.utterance import Reading, Utterance

_KIND = (
    r"(?:societe|soc|entreprise|association|asso|boite|boutique|compagnie|start-?up|pme|tpe|structure|marque|enseigne|agence|cabinet|company|firm"
    r"|business|organi[sz]ation|charity|shop|brand|school"
    r"|employer|employeur|team|coop|cooperative|restaurant|practice|studio|etablissement)"
)
"""What a company is called in general; the name follows it."""

MOST_CUES = 12
"""How many clauses and introductions are looked at: what names a company stands early or not at all."""

_MERE_KIND = r"(?:societe|entreprise|association|asso|boite|compagnie|start-?up|pme|company|firm|business)"
"""The kinds that are no part of the name."""

Trust = Literal["named", "worked_for", "claimed"]
"""How plainly the words before say that a company follows: "my company is called", "I work at", "it's"."""

_OWN = r"(?:mon|ma|notre|nos|la|le|l'|cette|my|our|the)"
_CALLED = (
    rf"\b(?:{_OWN} ?(?:petite |small )?{_KIND}(?: (?:name|familiale))? (?:s'appelle|se nomme|se prenomme|est nommee|(?:is|'s) (?:called|named"
    rf"|known as)|trades as|'s called)"
    rf"|{_OWN} ?(?:petite |small )?{_KIND}(?:'s)? name (?:is|:)"
    r"|(?:nom|raison sociale)(?: de (?:la |l'|ma |mon |notre )?\w+)? ?(?:c'est|est|sera|:|=)|(?:the )?(?:company|business|trading"
    r"|firm|brand) ?(?:name|style) ?(?:is|will be|'s|:|=)|(?:le|the) (?:nom|name)(?: commercial)? (?:c'est|est|is|sera|will be)"
    r"|(?:on|elle|il|ca|nous nous|on se|qui|nous) (?:va |vont |allons )?(?:nous )?(?:s'?appel(?:le|ons|lera|er)|appelons|appeler|appellera|nomme|se nomme|s appelle|s'est (?:baptise|nomme|appele)e?s?)"
    r"|(?:we're|we are|it's|it is|it'll be|it will be|we'll be|we will be|to be|is|are|be|that's) (?:called|named|known as)|(?:we )?trad(?:e|ing) (?:as|under)"
    rf"|(?:we|i) go by|a {_KIND} called|(?:un|une) {_KIND} (?:appelee?|nommee?|qui s'appelle)|called|named|(?:name|nom)'s|sous le nom(?: de)?|sous la marque"
    rf"|under the (?:name|brand)(?: of)?)"
)
_LABEL = rf"(?:^|[,.;(|!?/] ?|- )(?:{_KIND}|organisme|employeur|organi[sz]ation name|us|who|nous|qui|client|demandeur) ?[:=]"

_EMPLOYED = (
    r"(?:(?:je |j'|i |we |who )?(?:travaille|bosse|suis employee?|suis salariee?|oeuvre|exerce|suis benevole)(?: (?:en|dans|comme|aux?) \w+)? (?:chez|pour|a|au|aux)"
    r"|(?:m'|s'|nous )occup(?:e|ons) (?:de la|de l'|des|du|de|d')|(?:i've |have |i )?(?:been|was) (?:at|with)|(?:we|us|nous,?|team) (?:at|chez)"
    r"|(?:i |we |who )?(?:work|working|employed|volunteer|volunteering)(?: in (?:the )?\w+(?: \w+)?)? (?:for|at|by|with(?= the))"
    r"|(?:do|keep|look after|run|handle|manage|m'occupe|gere|fais|tiens) (?:the |de la |de l'|des |du |les |la |le )?[\w' ]{3,20}? (?:for|at|pour|chez)"
    r"|(?:just |recently |newly )?(?:joined|taken over|took over)|(?:viens de |ai )(?:rejoindre|reprendre|rejoint|repris|integrer))"
)
_RUN = (
    rf"(?:(?:i have|we have|i own|i run|j'ai|nous avons) (?:an?|une?) (?:small |little |petite )?{_KIND},?|(?:opening|launching|setting up|ouvrons|lancons)"
    r"|(?:nous avons|on a|j'ai|i've|we've) (?:cree|fonde|lance|monte|created|founded|started)"
    r"|(?:i |we |and |je |j'|nous |on )?(?:run|own|manage|lead|represent|founded|started|dirige|gere|represente|ai fonde|ai cree|tiens|reprends|reprenons|rachete|dirigeons|representons)(?: (?:avec|with) (?:ma|mon|mes|my) \w+)?)"
)
_ON_BEHALF = (
    r"(?:(?:calling|writing|contacting you|messaging|reaching out|getting in touch|enquiring|asking|speaking|here) (?:from|for|on behalf of)"
    r"|on behalf of|pour le compte de|(?:vous (?:contacte|ecris|appelle)|vous contacter) (?:de la part de|pour le compte de|pour|de|au nom de)|de la part de"
    r"|(?:the )?(?:whole )?team at|l'equipe (?:de la|de chez|du|de|d'))"
)
_DEPARTMENT = (
    r"(?:general|generale|technique|commercial|commerciale|financier|financiere|administratif|administrative|associe|associee|adjoint"
    r"|adjointe|paie|rh|achats|ventes|logistique|marketing|compta|it|export|sales|hr"
    r"|(?:des|de la|du|de|d'|de l') ?(?:ventes|stocks?|achats|paie|production|projets?|comptabilite|logistique|exploitation|site"
    r"|ressources humaines|usine|depot|magasin|recherche|communication|clientele|entrepots?|operations|services|travaux|qualite|formation|programmes))"
)
_HOLDER = (
    r"(?:head of \w+(?: \w+)?|owner|co-?owner|founder|co-?founder|director|manager|head|ceo|cfo|coo|cto|president|chair|partner|accountant|md|boss"
    r"|secretary|assistant|buyer|officer|admin|controller|lead|supervisor|coordinator|developer|engineer|ops|bookkeeper|treasurer|clerk|trustee|receptionist"
    r"|(?:co-?)?gerante?|(?:co-?)?dirigeante?|patronne?|(?:vice-)?presidente?|directeur|directrice|(?:co-?)?fondateur|(?:co-?)?fondatrice|responsable|chef|cheffe"
    r"|proprietaire|associee?|comptable|assistante|secretaire|pdg|dg|daf|drh|tresorier|tresoriere|administrateur|administratrice"
    r"|dsi|acheteur|acheteuse|chargee?|commerciale?|salariee?|employee?|adjointe?|stagiaire|technicien|technicienne|ingenieure?)"
)
_OF = r"(?:of|at|@|for|with|from|chez|de la|de l'|du|des|d'|de|a la|au|pour)"
_INTRODUCES = (
    r"(?:(?:i'm|i am|we're|we are|im|(?:this is|it's|its|ici) \w+(?: \w+)?) (?:from|with|at|@)"
    r"|(?:c'est|ici|moi c'est|moi c|je suis|je m'appelle) \w+(?: \w+)? (?:de chez|chez))"
)
_CUES: tuple[tuple[Trust, re.Pattern[str]], ...] = (
    ("named", re.compile(rf"(?:{_CALLED}|{_LABEL})(?:\b|(?<=[':=])) *")),
    (
        "worked_for",
        re.compile(
            rf"\b(?:head of \w+(?: \w+)? in|(?:partner|manager|director|accountant|associe|associee) in|{_HOLDER}s?(?: {_DEPARTMENT})? {_OF}|(?:my|our|mon|ma|notre) (?:boss|manager|director|patron|patronne|chef|cheffe)(?: \w+)? (?:at|chez)"
            rf"|{_EMPLOYED}|{_RUN}|{_ON_BEHALF}|{_OWN} ?(?:petite |small )?{_KIND},? (?:c'est|c|is|:)|{_INTRODUCES}"
            rf"|(?:la|l'|le) ?{_MERE_KIND}|(?:^|[,.;!] ?){_MERE_KIND}|asso\b|de chez"
            rf"|(?:\d+|nombreux|plusieurs|personnes|salaries|employes) chez|(?:of us|people|staff|users|employees) at|nous,? chez|{_OWN} ?(?:{_KIND},|{_MERE_KIND}))(?:\b|(?<=[',:@])) *"
        ),
    ),
    (
        "claimed",
        re.compile(
            r"\b(?:(?:chez )?nous,? c'?est|nous sommes|on est|we're|we are|were|this is|c'est|c|it's|its|it is|that's|that would be"
            r"|ici|je suis|i'm|ce sera"
            r"|chez|from|at|for|pour|with|de) +"
        ),
    ),
)
_OF_A_PERSON = re.compile(r"\b(?:assistante?|secretaire|secretary|adjointe?|collaborat\w+|pa|bras droit) (?:de|d'|of|to) *$")
_ANSWERED_BY = frozenset(("nous c'est", "nous, c'est", "nous sommes", "on est", "we're", "we are"))

_LEGAL = r"(?:ltd|limited|plc|llp|inc|llc|corp|gmbh|earl|gaec|sarl|sas|sasu|eurl|scop|scic|gie|sci|snc|s\.a\.r\.l|s\.a\.s|s\.a|b\.v|ag|bv|srl|sprl)"
_LEGAL_WORD = re.compile(rf"^{_LEGAL}\.?$")
_LEGAL_AFTER = re.compile(rf" (?:{_LEGAL}|(?P<upper>sa))\b\.?")

_TOKEN = re.compile(r"&|(?:[^\W\d_]|[SsDd][Tt][Ee]?|[Dd]r|[Mm]rs?)\.(?= [^\W\d_])|(?:[^\W\d_]\.){2,6}|[^\W_]+(?:(?:['’`&-]|\.(?=[a-z]))[^\W_]+)*")
_LINKS = frozenset(
    (
        "de",
        "du",
        "des",
        "d",
        "et",
        "and",
        "of",
        "la",
        "le",
        "les",
        "l",
        "&",
        "the",
        "a",
        "au",
        "aux",
        "en",
        "by",
        "in",
        "for",
        "on",
        "sur",
        "n",
        "+",
        "sous",
        "pour",
    )
)
"""Small words inside a name; never its last."""
_LOWER_LINKS = frozenset(
    ("de", "du", "des", "et", "and", "of", "la", "le", "les", "the", "a", "au", "aux", "en", "by", "in", "for", "on", "sur", "n", "sous", "pour")
)
_ENDS_NAME = frozenset(("in", "a", "en", "on", "for", "pour", "sur", "by", "au", "aux"))
"""Links that begin a place or a purpose unless the name goes on in capitals that are no place."""

_STRIPPED_KIND = re.compile(
    r"(?:(?:de )?(?:la |l'|le |une? |the |a |ma |mon |notre |our |my |cette )?(?:petite |small )?(?:societe|entreprise|association|asso|boite|boutique|magasin"
    r"|start-?up|pme|tpe|marque|enseigne|coop|cooperative|company|firm|business"
    r"|organi[sz]ation|charity)(?: (?:de \w+ )?(?:qui s'appelle|appelee|nommee|called|named))? ?:? )(?!d[eu]\b|d'|des\b|of\b|est\b|is\b|et\b|and\b"
    r"|\w+(?:ique|elle|aire|ale|trice) d|generale?\b|national|francaise|familiale)"
)
_ARTICLE = re.compile(r"(?:le |la |l'|the |au |aux |les |chez |de )(?=\w)")
_LEAD = re.compile(
    r"(?:(?:bonjour|bonsoir|salut|hello|hi|hey|ok(?:ay)?|oui|yes|yep|yeah|ouais|sure|of course|bien sur|certainly|d'accord|alors|donc|euh+|eh|bah"
    r"|ben|hein|um+|uh+|er+m?|well|so|right|oups|oops|pardon"
    r"|sorry|desolee?|juste|just|simplement|voila|voici|tiens|no problem|(?:non|no|nope)(?= ?[,.;:!])|enfin|plutot|rather|actually|now|maintenant"
    r"|en fait|i meant|i mean|je voulais dire|je veux dire|mettez|put|my employer is|employer"
    r"|(?:legally|officially|formally|juridiquement|officiellement|commercialement)(?: (?:it's|we're|c'est|on est))?"
    r"|pour|for|from|chez|at|with|nom|name|moi|the answer is)\b[ ,.:;!?-]+)+"
)
_TAIL = re.compile(
    r"^ ?(?:$|(?!\.\w)[^\w '@]|(?:et|and|but|mais|merci|thanks|thank|please|svp|stp|in|a|au|based|base|basee|basees|situe\w*|depuis|since|est|is"
    r"|are|was|sont|fait|has|have|had|needs?|wants?|cherche\w*|a besoin|obviously"
    r"|of course|bien sur|evidemment|pourquoi|why|on|we|nous|je|i|we're|we've|i'm|c'est|it's|avec|with|pour|for|qui|who|which|that|here|speaking"
    r"|about|compte|emploie|employs?|emploie|ici|do|does|voudrait"
    r"|souhaite\w*|recherche\w*|is looking|are looking|veut|employing|makes?|sells?|vend|fabrique|propose|one of|un|une|a small|near|pres|from"
    r"|le nom|the name|asked|told|a demande|regarding|concerning|about|re|concernant|par|tout|tres|too|aussi|also|at the|actuellement)\b)"
)
_TRAILING_TALK = re.compile(
    r"(?: (?:merci|thanks|thank you|please|svp|stp|obviously|of course|bien sur|evidemment|actually|en fait|voila|lol|mdr|aussi|too|cheers|quoi"
    r"|hein))+$"
)

_NO_NAME_TEXT = """
freelance freelancer freelancing independant independante indépendant auto-entrepreneur autoentrepreneur micro-entrepreneur particulier
particuliere etudiant etudiante student self-employed sole-trader retraite retraitee retired chomage unemployed unipersonnelle individuelle familiale none nothing rien aucun aucune
personne nobody private confidential confidentiel secret demain tomorrow self retail hospitality wholesale commerce industrie tourisme education
sante healthcare agriculture btp-general startup pme tpe sme entreprise societe association boite company business firm construction batiment
something
"""
_NO_NAME = frozenset(_NO_NAME_TEXT.split())
_GENERIC = re.compile(
    r"(?:(?:un|une|mon|ma|mes|notre|nos|a|an|my|our|some|another|une autre|another|any|another|cette|this|your|votre|vos|leur|their|his|her"
    r"|quelques|plusieurs|several|des|no|pas|not|non|aucune?|sans|without"
    r"|je|j'|tu|nous|vous|on|il|elle|ils|i|i'm|i've|i'd|we|we're|we've|you|he|she|they|it|it's|don't|dont|can't|cannot|won't|still|soon|not yet"
    r"|en cours|pas encore|bientot|toujours|always|why|pourquoi|what|who|when|how"
    r"|combien|comment|quand|qui|que|quoi|quel\w*|est-ce|do|does|is|are|can|could|would|should|did|will|if|si|ca|cela|that|that's|there|il y a"
    r"|about|around|environ|d'ici|within|dans|before|avant|after|apres|since"
    r"|moi|me|all|tout|tous|both|only|seulement|nothing|rien|none|lui|eux|him|them|quelqu'un|somebody|someone|here|ici|la-bas|working|based"
    r"|looking|trying|in|at|from|depuis|sur|sous|chez|pour|avec|vers|as"
    r"|more|less|plus|moins|very|tres|trop|too|maybe|peut-etre|later|plus tard|ok|oui|yes|hello|bonjour|merci|thanks|bonsoir|hi|salut|please"
    r"|rendez|appelez|call|donnez|give|voir|see|let|laissez)\b|l'un )"
)
"""Words that begin a sentence or something unnamed, where an answer without capitals is read."""
_NOT_A_COMPANY_TEXT = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
christmas easter lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre novembre
decembre noel paques excel sage salesforce hubspot odoo xero quickbooks cegid pennylane ebp zoho pipedrive sap oracle ciel outlook gmail crm erp
rh hr it pdf csv iban siret tva vat
"""
_NOT_A_COMPANY = frozenset(_NOT_A_COMPANY_TEXT.split())
_DENIED = re.compile(
    r"\b(?:pas|not|et non|n'est pas|isn't|au lieu de|instead of|plus|no longer|quitte|quitter|left|leaving|ex-?|ancien\w*|former|formerly"
    r"|previously|avant|use|using|utilise\w*|chez) ?$"
)
_BOUNDARY = re.compile(r"[,;:!?()\n|•\"«»]+|(?<!\b\w)(?<!\b[Ss]t)(?<!\b[Dd]r)(?<!\b[Mm]r)(?<!\b[Mm]rs)\.(?= |$)| - | – | — ")
_UNREADABLE = re.compile(r"@|\+?\d[\d .()-]{7}|https?:|www\.")
_NUMBER_ONLY = re.compile(r"^\W*\d[\d .,]*\W*(?:k|€|\$|£|%|euros?|personnes?|people|salaries|staff|employees|employes|mois|months|ans|years)?\W*$")


def read_company(message: Utterance, *, asked: bool) -> Reading[str] | None:
    """The company's name as typed, without "the company" before it and what it does after it.

    Words without any capital get some, small words excepted. Unasked, only a name in capitals that is
    introduced as the visitor's company is read: products and places are named the same way.
    """
    found = (
        _cued(message, asked)
        or _introduced(message)
        or _with_legal_form(message)
        or _in_apposition(message)
        or _heading(message)
        or _for_a_house(message)
        or _in_brackets(message)
        or _signed(message)
    )
    if found is None and asked:
        found = _bare(message)
    if found is None:
        return None
    start, end = found
    return Reading(_tidy(message.quote(start, end)), message.quote(start, end), start, end)


def _cued(message: Utterance, asked: bool) -> tuple[int, int] | None:
    """The name after "we're called", "I work at", "directrice de" and their like."""
    for trust, pattern in _CUES:
        if trust == "claimed" and not asked:
            span = _we_are(message, pattern)
            if span:
                return span
            continue
        for found in _openings(message, pattern) if trust == "claimed" else islice(pattern.finditer(message.plain), MOST_CUES):
            before = message.plain[max(0, found.start() - 40) : found.start()]
            if _DENIED.search(before) or _PERSONAL.search(before) or (not asked and _ASKS_FOR_COMPANY.match(found.group())):
                continue
            if found.group().strip() == "chez" and folded(_first_word(message, found.end()).lower()) in _CHEZ_WHOM:
                continue
            span = _name_at(message, found.end(), lower=_may_lack_capitals(message, found, trust, asked), trust=trust, asked=asked)
            if span and _OF_A_PERSON.search(found.group()) and not _names_trade(message, span):
                continue
            if span and not asked and _MAY_BE_PLACE.search(found.group()) and " " not in message.raw[slice(*span)]:
                continue
            if span and not (_SAYS_WHO_I_AM.match(found.group()) and is_first_name(_first_word(message, span[0]))):
                return span
    return None


def _names_trade(message: Utterance, span: tuple[int, int]) -> bool:
    """Whether a word of the name is a trade or a legal form, or joins partners."""
    return any(folded(word.lower()) in TRADES or word == "&" for word in _TOKEN.findall(message.raw[slice(*span)]))


def _may_lack_capitals(message: Utterance, cue: re.Match[str], trust: Trust, asked: bool) -> bool:
    """Whether what follows is a name even in lower case; "je suis", "chef de" and "at" are followed by too many other things."""
    said = cue.group().strip()
    if trust == "named":
        return True
    if not asked or _BEFORE_CAPITALS.search(said):
        return False
    lead = _LEAD.match(message.plain)
    return trust != "claimed" or cue.start() <= (lead.end() if lead else 0) or not message.plain[: cue.start()].strip(" '\"«»")


_MAY_BE_PLACE = re.compile(r"\b(?:(?:calling|writing|i'm|i am|we're|we are|im) from|(?:been|was) (?:at|with)|in|opening|ouvrons) *$")
"""Cues that a town may follow too: a single word is not believed."""
_BEFORE_CAPITALS = re.compile(
    r"^(?:(?:chez )?nous,? c'?est|nous sommes|on est|we're|we are|were|je suis|i'm|this is|from|at|for|pour|with|de)$"
    r"|(?:societe|soc|entreprise|association|asso|boite|boutique|compagnie|start-?up|pme|tpe|company|firm|business|organi[sz]ation|charity|shop"
    r"|school|agence|cabinet|team),?$"
    r"|^(?!.*\b(?:work|employed|travaille|bosse|behalf|compte)).*(?:\b(?:de la|de l|du|des|de|of|a la|au|pour|for|with|from|at)|d')$"
)
_SAYS_WHO_I_AM = re.compile(r"(?:je suis|i'm|i am|im|this is|ici|c'est|it's) *$")


def _openings(message: Utterance, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where the cue begins a clause, after nothing but "oui", "sorry" and the like."""
    for start, end, _ in islice(_clauses(message), MOST_CUES):
        lead = _LEAD.match(message.plain, start, end)
        for at in dict.fromkeys((start, lead.end() if lead else start)):
            found = pattern.match(message.plain, at)
            if found:
                yield found


_ASKS_FOR_COMPANY = re.compile(r"(?:the |le )?(?:name|nom)\b(?! de (?:la |l'|ma |mon |notre )?(?:societe|entreprise|boite|asso\w*))")
"""Cues that name whatever was asked for: unasked, "nom :" is a person's."""
_PERSONAL = re.compile(r"\b(?:my|mon|first|last|full|pre) ?$")

_CHEZ_WHOM_TEXT = """
mamie papi papy tonton tata maman nous marcel marcelle paul lulu leon jules simone suzanne gaston raymond odette ginette
"""
_CHEZ_WHOM = frozenset(_CHEZ_WHOM_TEXT.split())
"""Restaurants keep their "Chez" before these."""


_HERE_WE = re.compile(r"(?:^|[.!?,] )(?:(?:nous|ici|here|nous autres),? )?(?:chez|at|a la|a l'|au|aux) ?")


def _here_we(message: Utterance) -> tuple[int, int] | None:
    """ "Chez Bellevue Traiteur on est 14", "At Mapleford Homes we": a house at the head of a sentence about us."""
    for found in islice(_HERE_WE.finditer(message.plain), MOST_CUES):
        span = _name_at(message, found.end(), lower=False, trust="claimed", asked=False)
        if span and re.match(r",? (?:on|nous|we|j'|je|i)\b", message.plain[span[1] :]):
            return span
    return None


def _we_are(message: Utterance, pattern: re.Pattern[str]) -> tuple[int, int] | None:
    """ "Nous sommes Verrier Isolation": unasked, two capitals and no place."""
    if span := _here_we(message):
        return span
    for found in islice(pattern.finditer(message.plain), MOST_CUES):
        said = found.group().strip()
        if said in _ANSWERED_BY or (said == "at" and re.match(r"(?:\W|hi|hello)*$", message.plain[: found.start()])):
            span = _name_at(message, found.end(), lower=False, trust="claimed", asked=False)
            if span and (" " in message.raw[slice(*span)]):
                return span
    return None


def _name_at(message: Utterance, start: int, *, lower: bool, trust: Trust, asked: bool) -> tuple[int, int] | None:
    """The span of a company's name at `start`, when one stands there."""
    opening = re.compile(r"[ \"'«“]*").match(message.plain, start)
    start = opening.end() if opening else start
    kind = _STRIPPED_KIND.match(message.plain, start)
    start = kind.end() if kind else start
    if message.raw[start : start + 1] in "\"'«“ ":
        start += 1
    article = _ARTICLE.match(message.raw, start) or (_ARTICLE.match(message.plain, start) if _first_word_is_small(message, start) else None)
    if article and _takes_article(message, article.end()) and not (lower and not _has_capital(message, start)):
        start = article.end()
    end = _end_of_name(message, start, lower=lower)
    if end is None or not _goes_on(message.plain[end:]) or _is_person_with_title(message, start, end):
        return None
    return (start, end) if _is_a_name(message.raw[start:end], trust=trust, asked=asked) else None


def _first_word_is_small(message: Utterance, at: int) -> bool:
    """Whether the word after an article that begins a sentence is a trade in small letters: "Le garage Pinson"."""
    found = re.compile(r"(?:Le |La |L['’]|Les |The )(?=[a-z]|[A-Z]{3,5}\b)").match(message.raw, at)
    return found is not None and folded(_first_word(message, found.end()).lower()) in TRADES


def _goes_on(after: str) -> bool:
    """Whether what follows lets a name end here: a mark, or a small word with which the sentence goes on."""
    word = re.match(r" (?P<next>[a-z][a-z'-]*)", after)
    return bool(_TAIL.match(after)) or bool(word and any(word["next"] in words for words in GRAMMAR.values()))


def _is_person_with_title(message: Utterance, start: int, end: int) -> bool:
    """ "l'assistante de M. Garibal": a person, unless a trade follows as in "Dr Hart Dental"."""
    words = _TOKEN.findall(message.plain[start:end])
    return bool(re.match(r"(?:m\.|(?:mr|mrs|ms|mme|mlle|monsieur|madame|dr|docteur)\b\.?) ", message.plain[start:end])) and not any(
        word in TRADES or word == "&" for word in words
    )


def _takes_article(message: Utterance, at: int) -> bool:
    """Whether "the" before this word is grammar rather than a part of the name: the NHS, la mairie, le Groupe Solane, the Lindholm Group."""
    words = _TOKEN.findall(message.raw[at : at + 60])[:2]
    return bool(words) and (
        folded(words[0].lower()) in TRADES
        or (words[0].isupper() and len(words[0]) > 1)
        or (len(words) > 1 and words[0][0].isupper() and _is_capital(words[1]))
    )


def _first_word(message: Utterance, at: int) -> str:
    found = _TOKEN.match(message.raw, at)
    return found.group() if found else ""


def _has_capital(message: Utterance, at: int) -> bool:
    return any(word[0].isupper() for word in _TOKEN.findall(message.raw[at : at + 60]))


def _end_of_name(message: Utterance, start: int, *, lower: bool) -> int | None:
    """Where the name that begins at `start` ends: at the last capitalised word, or with the clause when none is."""
    boundary = _BOUNDARY.search(message.raw, start)
    limit = min(boundary.start() if boundary else len(message.raw), start + 80)
    tokens: list[re.Match[str]] = []
    at = start
    while at < limit and len(tokens) < 9:
        found = _TOKEN.match(message.raw, at)
        if not found:
            break
        tokens.append(found)
        gap = re.compile(r" {0,2}").match(message.raw, found.end())
        at = gap.end() if gap else found.end()
    if not tokens:
        return None
    if not any(any(c.isupper() for c in token.group()) for token in tokens):
        return _end_in_lower_case(tokens) if lower else None
    capitals = [_is_capital(token.group()) for token in tokens]
    opens = folded(tokens[0].group().lower())
    # "menuiserie Quivault", "la Poste": the capital of the second word is enough.
    if (
        capitals[0]
        or (len(tokens) > 1 and capitals[1] and opens in ("la", "le", "les", "the"))
        or (opens in TRADES and _goes_on_in_capitals(tokens, capitals))
    ):
        return _end_in_capitals(tokens, capitals)
    return None


def _goes_on_in_capitals(tokens: list[re.Match[str]], capitals: list[bool]) -> bool:
    """ "hôtel de la Plage", "cabinet d'avocats Morel": links and trades, then a capital."""
    for token, capital in zip(tokens[1:5], capitals[1:5], strict=False):
        if capital:
            return True
        plain = folded(token.group().lower()).removeprefix("d'").removeprefix("l'")
        if plain not in _LINKS and not is_ordinary(plain) and not _ADJECTIVE.match(plain):
            return False
    return False


_ADJECTIVE = re.compile(r".{3,}(?:ique|aire|ales?|elles?|ieres?|euses?|eux|ives?|ente?|ante?|ees?|oise?|aise?|ienne?|icole|al|ary|ic)s?$")


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word == "&" or any(c.isupper() for c in word[1:]) or bool(_LEGAL_WORD.match(word.lower()))


def _end_in_capitals(tokens: list[re.Match[str]], capitals: list[bool]) -> int:
    """The run of capitals, across small words that another capital follows, up to a place."""
    last, opens = 0, folded(tokens[0].group().lower())
    for index in range(1, len(tokens)):
        word, plain = tokens[index].group(), folded(tokens[index].group().lower())
        if not any(capitals[: index + 1]):
            last = index if any(capitals[index:]) else last
        elif (
            (word.isdigit() and index == len(tokens) - 1 == 1 and folded(tokens[0].group().lower()) in TRADES)
            or (word.isdigit() and len(word) == 2 and index == len(tokens) - 1 > 1)
            or (
                word.isdigit()
                and len(word) == 2
                and 1 < index < len(tokens) - 1
                and tokens[index + 1].group() in ("compte", "cherche", "recherche", "est", "a")
            )
        ):
            last = index
        elif capitals[index] and not (word[0].isdigit() and not any(c.isalpha() for c in word)) and plain not in ("i", "i'm", "i've", "we", "we're"):
            before = folded(tokens[index - 1].group().lower())
            if (
                before in _ENDS_NAME
                and index > 1
                and (tokens[index - 1].group() == "à" or plain in PLACES or plain in _NOT_A_COMPANY or before in ("in", "on"))
            ):
                break
            last = index
        elif plain in _LINKS or plain.startswith(("d'", "l'")):
            following = capitals[index + 1] if index + 1 < len(tokens) else False
            if plain.startswith(("d'", "l'")) and len(word) > 2 and word[2].isupper():
                last = index
            elif not following and not (
                plain in ("de", "du", "of", "et", "and", "&")
                and index + 1 < len(tokens)
                and folded(tokens[index + 1].group().lower()) in ("la", "le", "les", "the", "l")
            ):
                break
        elif index == 1 and index + 1 < len(tokens) and capitals[index + 1] and (plain in TRADES or (opens in TRADES and _ADJECTIVE.match(plain))):
            last = index
        else:
            break
    kin = _AND_KIN.match(" ".join(folded(token.group().lower()) for token in tokens[last + 1 : last + 3]))
    return tokens[last + 2 if kin else last].end()


def _end_in_lower_case(tokens: list[re.Match[str]]) -> int | None:
    """All the clause, at most six words; None where it reads like talk."""
    words = [folded(token.group().lower()) for token in tokens]
    stop = len(words)
    for index, word in enumerate(words):
        if index and (word in _STOPS or (word in _ENDS_NAME and index + 1 < len(words) and words[index + 1] in PLACES)):
            stop = index
            break
    while stop and words[stop - 1] in _LINKS:
        stop -= 1
    return tokens[stop - 1].end() if 0 < stop <= 6 else None


_AND_KIN = re.compile(r"(?:et|&|and) (?:fils|filles?|freres?|soeurs?|cie|associes?|associees|co|sons?|daughters?|brothers?|partners)$")
"""What ends a firm's name in small letters: Dufour et fils."""

_STOPS_TEXT = """
on we nous je i merci thanks please svp based basee depuis since qui who which mais but avec obviously c'est it's we're we've i'm est is are sont
fait has have need needs cherche because car parce why pourquoi do does one un une a-t-on actually voila lol evidemment here ici pme
"""
_STOPS = frozenset(_STOPS_TEXT.split())


def _is_a_name(text: str, *, trust: Trust, asked: bool) -> bool:
    """Whether the words can be a company's name after a cue of that trust."""
    plain = folded(text.lower().replace("’", "'")).strip(" .'\"")
    words = _TOKEN.findall(plain)
    if not words or _UNREADABLE.search(text) or not any(c.isalpha() for c in text) or all(word in _LINKS for word in words):
        return False
    if (
        plain in PLACES
        or plain in _NOT_A_COMPANY
        or plain in _NO_NAME
        or (words[0] in _NO_NAME and len(words) < 3)
        or (len(words) == 1 and _is_everyday(words[0]))
    ):
        return False
    if _OF_KIN.match(plain):
        return False
    if text[0].islower() and words[0] in ("for", "pour", "with", "avec", "de", "du", "des", "d", "of", "and", "et", "en", "in", "by"):
        return False
    if any(c.isupper() for c in text) and not _is_counted(words):
        return _is_a_proper_name(words, trust)
    if not asked and trust != "named":
        return False
    return not _GENERIC.match(plain) and not _is_talk(words) and _is_distinctive(words)


_OF_KIN = re.compile(
    r"(?:(?:la|le|l'|the|une?|a) ?)?(?:boite|entreprise|societe|affaire|business|company|firm|shop|boutique) (?:(?:de|d'|of) ?(?:mon|ma|mes|notre|nos|my|our)|(?:du|de la|de l'|des) ?(?:cousine?|oncle|tante|famille|copain|copine|patron|beau|belle|frere"
    r"|soeur|pere|mere|voisine?))\b"
)
"""Whose company it is, which is not its name: "la boite de mon père"."""


def _is_counted(words: list[str]) -> bool:
    """ "75011 Paris", "15k", "3 agences", "Mars 2027": figures, days and amounts."""
    figure = re.fullmatch(r"\d+(?:k|h|m|e|eme|er|th|st|nd|rd)?(?:\d+)?", words[0])
    if _CODE.match(" ".join(words)):
        return True
    return bool(set(words) & _COUNTED) or bool(
        figure and (len(words) == 1 or not any(word in TRADES or not is_ordinary(word) for word in words[1:] if word not in PLACES))
    )


def _is_a_proper_name(words: list[str], trust: Trust) -> bool:
    """Whether words written with capitals are more than a title, a role or the first word of a sentence."""
    opens = words[0].partition("'")[0]
    if trust != "named" and (words[0] in _NOT_A_COMPANY or ("'" in words[0] and opens in ("i", "we", "you", "it", "that", "j", "c", "n", "qu"))):
        return False
    if len(words[0]) > 1 and any(words[0] in grammar for grammar in GRAMMAR.values()) and words[0] not in _MAY_NAME | _LINKS:
        return False
    content = [word for word in words if word not in _LINKS]
    return not all(word in JOBS or word in _ROLES or word in _NO_NAME for word in content) if trust != "named" else bool(content)


def _is_distinctive(words: list[str]) -> bool:
    """Whether words without capitals name something: no role, no count, no act, and one that is not everyday talk."""
    content = [word.removeprefix("l'").removeprefix("d'") for word in words if word not in _LINKS]
    if any(word.isdigit() for word in words) and not any(word in TRADES for word in content):
        return False
    if any(word in JOBS or word in _ROLES for word in content) or _is_counted(words) or (words[0] not in TRADES and looks_like_word(words[0])):
        return False
    if words[0][0].isdigit() and not any(word in TRADES for word in content):
        return False
    # "centraliser les contacts": an act.
    if len(words) > 1 and "'" not in words[0] and re.fullmatch(r".{3,}(?:er|ir)", words[0]) and words[1] in _DETERMINERS:
        return False
    if len(content) == 1 and content[0] in TRADES and content[0] != "nhs":
        return False
    return any(word in TRADES or is_first_name(word) or not is_ordinary(word) for word in content)


_CODE = re.compile(
    r"(?:[qt][1-4](?: \d{2,4})?|mi-\w+|(?:fin|le|la|mars|mai|courant|en|au|end|of|sub|nearly|disons|jusqu'a) \d.*"
    r"|[a-z]{1,2}\d[a-z\d]? \d[a-z]{2})$"
)
"""Quarters, days and British postcodes."""

_DETERMINERS_TEXT = """
le la les l un une des du mes nos notre mon ma ses leurs plus mieux
"""
_DETERMINERS = frozenset(_DETERMINERS_TEXT.split())
_ROLES_TEXT = """
finance financier financiere general generale administratif administrative operating sales operations ops hr it production rh ventes achats paie
comptable gerant gerante dirigeant dirigeante directeur directrice responsable chef cheffe patron patronne president presidente manager director
owner founder head boss accountant partner officer employe employee salarie salariee stagiaire apprenti etudiant etudiante student intern seule
seul assistante secretaire commercial commerciale technique adjoint adjointe associe associee decideur utilisateur utilisatrice user
"""
_ROLES = frozenset(_ROLES_TEXT.split())
_COUNTED_TEXT = """
euro euros eur dollars dollar pounds quid grand usd gbp chf cad aud fcfa francs mille thousand hundred hundreds million millions cent kiloeuros k
month months mois year years yearly an ans annee annees week weeks semaine semaines day days jour jours quarter quarters trimestre semestre
demain hier today tomorrow asap monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche
january february june july august september october november december janvier fevrier avril juin juillet aout septembre octobre novembre decembre
janv fevr sept oct nov dec feb march mars prochain prochaine last least salaries salarie employees employe employes staff people ppl personnes
personne users utilisateurs collaborateurs benevoles headcount effectif max maxi mini min maximum minimum environ roughly spring summer autumn
winter printemps automne hiver rentree debut milieu mi mid early late earliest bientot immediatement immediately whenever someday pronto illico
"""
_COUNTED = frozenset(_COUNTED_TEXT.split())


def _is_everyday(word: str) -> bool:
    """Whether a lone word is talk or a category rather than a name."""
    return any(word in words for words in (*GRAMMAR.values(), *WORDS.values(), NOT_NAMES, JOBS, NEUTRAL)) or (word in TRADES and word != "nhs")


def _is_talk(words: list[str]) -> bool:
    """Whether words without capitals hold a sentence together: a pronoun, a verb, a negation among them."""
    talk = {word for word in words if any(word in grammar for grammar in GRAMMAR.values()) and word not in _LINKS and word not in _MAY_NAME}
    return bool(talk) or (
        all(_is_everyday(word) or word in _LINKS for word in words) and not any(word in TRADES or word in _MAY_NAME for word in words)
    )


_MAY_NAME_TEXT = """
les des un une notre our one the two deux trois three mon chez sans tout all bien more plus plein au aux du
"""
_MAY_NAME = frozenset(_MAY_NAME_TEXT.split())


_LINK = re.compile(
    r"(?: ?,? (?:here|speaking|again|ici|a l'appareil)\b)? ?,? ?(?:from|@|de chez|chez|at|with|of|for|pour|representing|de la|de l'|des|de|du|d'(?=[^\W\d_])) *"
)
_NEXT = re.compile(r"(?: (?:here|ici))? ?(?:,|-|/|\||\(|;) ?")
_PART = re.compile(r"[^,;.!?()|/\d]{2,40}(?=,|;|\)|\|| - | / )")


def _introduced(message: Utterance) -> tuple[int, int] | None:
    """ "Tom Bellamy from Bellamy Tiles", "Paul de Net et Clair", "Tom Bellamy, director, Bellamy Tiles, 60 staff"."""
    run = speaker(message)
    if run is None or tells_of_another(message.plain[run.end :]):
        return None
    link = _LINK.match(message.plain, run.end)
    if link and (span := _name_at(message, link.end(), lower=False, trust="worked_for", asked=False) or _house_in_lower_case(message, link.end())):
        return span
    return _after_name(message, run)


def _after_name(message: Utterance, run: Run) -> tuple[int, int] | None:
    """The house in a list after a name, at once or after a role: "Luc Petit, Petit Bois", "Luc Petit; directeur; Petit Bois"."""
    at = run.end
    for behind_role in (False, True):
        mark = _NEXT.match(message.plain, at)
        if not mark:
            return None
        span = _name_at(message, mark.end(), lower=False, trust="claimed", asked=False)
        if span and " " in message.raw[slice(*span)] and not is_first_name(_first_word(message, span[0])):
            words = [folded(word.lower()) for word in _TOKEN.findall(message.raw[slice(*span)])]
            trade = any(word in TRADES or word == "&" for word in words)
            ends = not re.search(r"\w", message.plain[span[1] :])
            named = not all(word in TRADES or is_ordinary(word) for word in words if word not in _LINKS)
            if (trade and named) or (named and (ends if len(run.words) == 1 and not run.titled else True)):
                return span
        part = _PART.match(message.plain, mark.end())
        if behind_role or not part or len(part.group().split()) > 5:
            return None
        at = part.end()
    return None


def _house_in_lower_case(message: Utterance, start: int) -> tuple[int, int] | None:
    """ "dave from harris motors": without capitals, two to four words that fill the clause, the first a name and the last a trade."""
    article = re.compile(r"(?:the |la |le |l'|les )?").match(message.plain, start)
    start = article.end() if article else start
    found = re.compile(
        r"(?P<first>[a-z][a-z'-]+)(?: (?:[a-z][a-z'-]*|&)){0,2} (?P<last>[a-z][a-z'-]+)(?= ?(?:$|[,.;:!?(]| (?:and|et|we|i|on|nous|je|here)\b))"
    ).match(message.raw, start)
    if not found or is_ordinary(found["first"]) or folded(found["first"]) in PLACES or folded(found["last"]) not in TRADES:
        return None
    return found.span()


_HOUSE = (
    r"(?:boulangerie|patisserie|boutique|magasin|agence|cabinet|garage|restaurant|resto|salon|atelier|menuiserie|ferme|jardinerie|librairie|pharmacie|hotel|brasserie"
    r"|bakery|florist|agency|garage|workshop|farm|pub|cafe|salon|gym|clinic|bookshop|brewery|butchers?|deli|practice|studio|school|nursery|hotel|store)"
)
_OPENS_NAME = re.compile(r" ?(?P<mark>\(|, )(?=[\"'« ]{0,2}\w)")
_DETERMINED = re.compile(r"\b(?P<whose>mon|ma|notre|my|our|un|une|an?|la|le|l'|the)\b ?(?P<kind>[\w' -]{2,60})$")
_TOOL = re.compile(
    r"\b(?:software|system|tool|app|crm|erp|logiciel|outil|fournisseur|supplier|provider|prestataire|client|clients|customer|customers|bank|banque)s?$"
)
_WHERE_I_WORK = r" (?:where|ou|pour la?quel\w*|pour qui|que|dont|i|which|that)\b.*\b(?:work|run|own|travaille|bosse|dirige|gere|tiens|represente)"
_IS_KIND = re.compile(
    rf"\b(?:{_KIND}|{_HOUSE}|surgery|place)(?: \w{{3,}}(?:ale|ique|aire|elle|ive|euse|ante|ente|ee))?(?:(?: (?:de|d'|for|of)\b.*)|(?P<own>{_WHERE_I_WORK}))?$"
)


def _in_apposition(message: Utterance) -> tuple[int, int] | None:
    """ "my mum's flower shop (Petal & Stem)", "une petite agence, Studio Mirabelle, 6 personnes": capitals right behind the kind of house."""
    for opens in islice(_OPENS_NAME.finditer(message.plain), MOST_CUES):
        found = _DETERMINED.search(message.plain[max(0, opens.start() - 70) : opens.start()])
        if not found:
            continue
        kind = found["kind"]
        is_kind = _IS_KIND.search(kind)
        own = (
            found["whose"] in ("mon", "ma", "notre", "my", "our")
            or bool(re.search(r"\b(?:mon|ma|notre|my|our)\b", kind))
            or bool(is_kind and is_kind["own"])
        )
        bracketed = own and opens["mark"] == "(" and not _TOOL.search(kind) and kind.split()[-1] not in JOBS
        if not (is_kind or bracketed or any(word in TRADES for word in kind.split()[-1:])) or _DENIED.search(found.string[: found.start()]):
            continue
        span = _name_at(message, opens.end(), lower=False, trust="worked_for", asked=False)
        if span is None or is_first_name(_first_word(message, span[0])) or message.plain.startswith("series ", span[0]):
            continue
        after = message.plain[span[1] :]
        if " " not in message.raw[slice(*span)] and (
            not own or re.match(r"saint", message.plain[span[0] :]) or (opens["mark"] == "(" and after[:1] == ",")
        ):
            continue
        if after[:1] in (")", ",") if opens["mark"] == "(" else re.match(r" ?(?:$|[,.;!])", after):
            return span
    return None


_SEEKS = (
    r"(?:re)?cherch(?:e|ent|ons)|souhait(?:e|ons)|voudrait|aimerait|a besoin|avons besoin|veut|envisage|needs?|wants?|is looking|are looking|would like|requires?|seeks?"
    r"|emploie|compte|employs?|has|have"
)
_HEADING = re.compile(
    rf"(?: (?:a|de|in|of|from|near|pres de|a cote de) [^,.:;!?()]{{2,30}}(?=[,.(]))? ?(?:$|[,.:;-](?!\w)|\(|(?:here|ici)\b|(?:depuis|since|fondee? en|est\.?|established(?: in)?) ?\d{{4}}\b|(?:{_SEEKS})\b)"
)
_HEADS_A_NEED = re.compile(rf" ?(?:(?:{_SEEKS})\b|[,(] ?(?:\d+|une? \w+aine|about|environ)\b)")


_ROLE_FIRST = re.compile(rf"[\w' ]{{0,25}}\b(?:{ROLE})\b[\w' ]{{0,25}}, ")


_IT_IS = re.compile(r"(?:c'est|ici|it's|this is|nous sommes|on est|we are|we're) ")


_ALONE_THEN_US = re.compile(r"(?: (?:a|in|near|pres de) [\w' -]{2,24})?\. (?:we|our|i|nous|on|notre|je|j')\b")
"""A house that is a sentence by itself, before one about us: "Moshi Safari Outfitters in Arusha. We get"."""


def _heading(message: Utterance) -> tuple[int, int] | None:
    """ "Bonjour, pharmacie du Marché, Mme Tran", "Le Comptoir Irlandais cherche un outil": a house that begins a sentence as what speaks."""
    for start in islice(sentence_starts(message), 4):
        role = _ROLE_FIRST.match(message.plain, start)
        start = role.end() if role and folded(_first_word(message, start).lower()) not in TRADES else start
        said = _IT_IS.match(message.plain, start)
        start = said.end() if said else start
        span = _name_at(message, start, lower=False, trust="claimed", asked=False)
        if span is None or " " not in message.raw[slice(*span)]:
            continue
        words = [folded(word.lower()) for word in _TOKEN.findall(message.raw[slice(*span)])]
        content = [word.removeprefix("l'").removeprefix("d'").removesuffix("'s") for word in words if word not in _LINKS]
        names_trade = any(word in TRADES for word in content) or (words[0].endswith("'s") and not is_ordinary(words[0][:-2])) or "&" in words
        named = any(word not in PLACES and word not in TRADES and not is_ordinary(word) for word in content)
        linked = bool(re.search(r" (?:du|des|de la|de l'|of the|d')", message.plain[slice(*span)])) and content[-1] not in PLACES | NOT_NAMES
        if words[0].isdigit() and not names_trade:
            continue
        if len(content) < 2 or not (named or linked) or (is_first_name(words[0]) and not names_trade):
            continue
        apposed = re.compile(r" ?, (?:une? |an? |the )?(\w+)").match(message.plain, span[1])
        tells_trade = bool(apposed and apposed[1] in TRADES)
        if named and _ALONE_THEN_US.match(message.plain, span[1]):
            return span
        if tells_trade or (_HEADING if names_trade else _HEADS_A_NEED).match(message.plain, span[1]):
            return span
    return None


_WITH_STAFF = re.compile(r", ?(?:about |around |environ )?\d+ (?:employees|staff|people|salarie\w*|personnes|collaborat\w*)[^()]{0,40}\)")


def _in_brackets(message: Utterance) -> tuple[int, int] | None:
    """ "We build kitchens (Hargreave Kitchens, 38 employees)": a name in brackets with its staff."""
    for found in islice(re.finditer(r"\(", message.plain), MOST_CUES):
        span = _name_at(message, found.end(), lower=False, trust="claimed", asked=False)
        if span and _WITH_STAFF.match(message.plain, span[1]):
            return span
    return None


def _signed(message: Utterance) -> tuple[int, int] | None:
    """ "Kind regards, Griet Vandeputte, Kaasmakerij Vandeputte": the house beside the name in a signature, after a post perhaps."""
    signature = signature_of(message)
    for start, end in signature.beside if signature else ():
        span = _name_at(message, start, lower=False, trust="claimed", asked=False)
        if span is None or span[1] < end:
            continue
        words = [folded(word.lower()) for word in _TOKEN.findall(message.raw[slice(*span)])]
        named = [word for word in words if word not in _LINKS and word not in TRADES and word not in PLACES and not is_ordinary(word)]
        if named and (len(words) > 1 or (len(words[0]) > 3 and not re.search(rf"\b{ROLE}\b|^proprietor$", message.plain[start:end]))):
            return span
    return None


_FOR_A_HOUSE = re.compile(r"\b(?:(?:pour|for|chez) (?:the |la |le |l'|les )?|a la |a l'|au )")
_OF_CUSTOMERS = re.compile(
    r"\b(?:livr\w*|vend\w*|fourni\w*|prestataires?|sous-trait\w*|recommand\w*|suppl\w+|deliver\w*|sell\w*|works?|worked|made|built|bosse|travaille) ?$"
)


def _for_a_house(message: Utterance) -> tuple[int, int] | None:
    """ "un logiciel pour la mairie de Plouhinec": what the software is for, called by its trade."""
    for found in islice(_FOR_A_HOUSE.finditer(message.plain), MOST_CUES):
        words = [folded(word.lower()) for word in _TOKEN.findall(message.raw[found.end() : found.end() + 60])[:5]]
        if not any(word in TRADES for word in words) or _OF_CUSTOMERS.search(message.plain[: found.start()][-30:]):
            continue
        span = _name_at(message, found.end(), lower=False, trust="worked_for", asked=False)
        if span and not (words[0] in TRADES or _names_trade(message, span)):
            continue
        if span and any(word[0].isupper() and folded(word.lower()) not in PLACES | TRADES for word in _TOKEN.findall(message.raw[slice(*span)])):
            return span
        if span and re.match(r"(?:mairie|ville|commune|communaute|universite|chu|hopital|lycee|college|ecole)\b", message.plain[span[0] :]):
            return span
    return None


def _with_legal_form(message: Utterance) -> tuple[int, int] | None:
    """ "Verrier Isolation SARL, 40 salariés": capitals that a legal form closes."""
    for found in islice(_LEGAL_AFTER.finditer(message.plain), MOST_CUES):
        if found["upper"] and not message.raw[found.start() + 1].isupper():
            continue
        head = message.raw[max(0, found.start() - 60) : found.start()]
        run = re.search(r"(?:(?:[A-Z0-9À-Þ][\w'’&-]*|&|et|and|de|of)(?: |$)){1,5}$", head)
        if run and run.group()[0].isupper() and not _DENIED.search(head[: run.start()]):
            start = found.start() - len(run.group())
            opening = re.match(
                r"(?:Bonjour|Hello|Hi|Hey|Salut|We|Nous)[ ,]+|(?:Demande|Devis|Request|Enquiry|Quote|Commande|Order) (?:de|pour|from|for) ",
                message.raw[start:],
            )
            end = found.end() - (1 if found.group().endswith(".") and found.group().count(".") == 1 else 0)
            return (start + (opening.end() if opening else 0), end)
    first = re.search(r"\b(?:SARL|SASU?|EURL|SCI|SCP|SCOP|SNC|GIE|SCIC|EARL|GAEC) (?=[A-ZÀ-Þ])", message.raw)
    return _name_at(message, first.start(), lower=False, trust="claimed", asked=False) if first else None


def _bare(message: Utterance) -> tuple[int, int] | None:
    """A name that is the answer, or its first clause."""
    clauses = list(islice(_clauses(message), MOST_CUES))
    if len(clauses) > 1 and message.plain[clauses[0][1] : clauses[1][0]].strip() == ":" and clauses[0][1] - clauses[0][0] < 30:
        del clauses[0]  # "la mienne : Ébénisterie Ravel"
    for index, (start, end, question) in enumerate(clauses):
        lead = _LEAD.match(message.plain, start, end)
        begin = lead.end() if lead and lead.end() < end else start
        if lead and "chez" in lead.group() and folded(_first_word(message, begin).lower()) in _CHEZ_WHOM:
            begin = start + lead.group().index("chez")
        if (
            question
            or _DENIED.match(message.plain[begin:end])
            or _NUMBER_ONLY.match(message.plain[begin:end])
            or re.match(r"(?:pas|not|no|non|n'|aucun) ", message.plain[begin:end])
        ):
            continue
        span = _name_at(message, begin, lower=index == 0, trust="claimed", asked=True)
        if span and span[1] <= end and (index == 0 or " " in message.raw[slice(*span)] or lead):
            return span
    return None


def _clauses(message: Utterance) -> Iterator[tuple[int, int, bool]]:
    at = 0
    for mark in (*islice(_BOUNDARY.finditer(message.plain), MOST_CUES), None):
        end = mark.start() if mark else len(message.plain)
        begin = at + len(message.plain[at:end]) - len(message.plain[at:end].lstrip(" '*_-<>[]"))
        if begin < end:
            yield begin, end, bool(mark and "?" in mark.group())
        at = mark.end() if mark else end


def _tidy(text: str) -> str:
    """The name as typed; in capitals where the visitor wrote none, small words excepted."""
    name = _TRAILING_TALK.sub("", " ".join(text.replace("’", "'").split()).strip(' ,;:-"«»'))
    words = name.split(" ")
    if any(c.isupper() for c in name):
        return " ".join([words[0] if _is_capital(words[0]) else words[0][:1].upper() + words[0][1:], *words[1:]])
    return " ".join(word if index and word in _LOWER_LINKS else _capitals(word, first=not index) for index, word in enumerate(words))


def _capitals(word: str, *, first: bool) -> str:
    if word in ("sarl", "sas", "sasu", "eurl", "sa", "snc", "scop", "nhs", "plc", "llp", "edf", "btp"):
        return word.upper()
    head, mark, tail = word.partition("'")
    if mark and len(head) < 3 and len(tail) > 1:
        return (head.capitalize() if first or head not in ("d", "l") else head) + mark + tail.capitalize()
    return "-".join(part if index and part in _LOWER_LINKS else part[:1].upper() + part[1:] for index, part in enumerate(word.split("-")))
