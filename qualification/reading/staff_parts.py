"""A staff told in parts: group by group, place by place, season by season.

"Me and two apprentices", "26 drivers and 4 in the office" and "9 en salle, 5 en cuisine" are added up; "three salons with
eight stylists in each" is multiplied; "60 at harvest, 15 in winter" is a range. Two totals are never added: "12 personnes, 3
commerciaux" is twelve.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Literal

from qualification.reading.quantities import Quantity, find_quantities
from qualification.reading.utterance import Utterance

AROUND = 64
"""Characters looked at on each side: words further away say nothing of a number."""
MOST_SPEAKERS = 24
"""People named without a number that are looked at in one message."""

Certainty = Literal["total", "likely"]


@dataclass(frozen=True)
class Parts:
    """The people the parts make up, fewest and most, and where they stand in the message.

    A `total` outweighs any single number beside it; what is only `likely` gives way to a number that names staff.
    """

    low: int
    high: int
    start: int
    end: int
    certainty: Certainty


# --- who the people are -------------------------------------------------------------------------------------------------

# Callings end alike in each language; what ends alike and is no person is named.
_NO_CALLING = (
    r"(?!(?:utilisat|tractor|client|visiteu|acheteu|ordinat|compteu|fournisseu|abonne|secteu|moteu|tracteu|camion|use(?:r|d)|custom|comput"
    r"|order|cent|contain|trail|num|offer|print|serv(?!euses)|suppl|subscrib|memb|quart|semest|doss|chant|fich|pan|pap|courr|cah|met|mill|dern|prem"
    r"|letter|folder|other|after|over|under|remember|buyer|meter|metre|liter|litre|corner|chapter|paper|buyeur|concurren|competitor|investor"
    r"|investisseur|actionn|shareh|follower|prestataire|partenaire|partner(?!s\b)|contract|volunt|freelan|atel|escal|ascens|radiat|aspirat"
    r"|conteneu|refrigerat|pomm|tower|freez|scoot|boil|tank|load|truck|burn|cover|winn|bann|post(?!iers)|stick|burger|door|floor|colou?r|error"
    r"|vector|sector|motor|reactor|monitor|factor|visitor|vendor|peupl|voil|gren|palm|transform|summer|winter|corr?id|lect|projec|cycl|compress"
    r"|adherent|student|pupil|reader|viewer|dealer|retailer|hour|restaurateu|hotelier|particulier|passag|passeng|locatai|logement|tenders?\b"
    r"|barbers?hop|tests?\b|vers\b|hivers|univers|travers|divers|parcours|jours|cours|toujours|heures|erreur|valeur|longueur|douleur|livreurs? de"
    r"|papiers|calendriers|panniers|paniers|paliers|quartiers|dossiers|chantiers|courriers|metiers|milliers|premiers|derniers|entiers|ateliers)\w*)"
)
CALLING_WORDS = _NO_CALLING + (
    r"(?:apprentis?|apprenties?|apprentices|alternants?|associe?e?s?|associates|commerciaux|commerciales?|cadres?|secretaires?|infirmieres?|stylistes?"
    r"|developpeurs|devs?|consultants?"
    r"|vendeuses?|coiffeuses?|serveuses?|aides?(?: a domicile|[- ]soignante?s?)?|(?:co-?)?gerants?|comptables?|administratifs?|administratives?|admins?"
    r"|medecins|avocate?s?|directeurs?|directors|managers|chefs?|profs?|enseignante?s?|cdd|temps partiels?|kines?|mecanos?|mecaniciennes|praticiennes?"
    r"|veterinaires|vets|notaires|clercs|clerks|architectes?|architects|peintres|macons|libraires|caissieres|hotesses|assistante?s|educatrices"
    r"|animatrices|formatrices|monitrices|conductrices|soignante?s|sages[- ]femmes|midwives|extras|intermittents|trainees|cooks|paralegals|vets"
    r"|mi-temps|partners(?! stores?)|part[- ]?timers?|full[- ]?time|part[- ]?time|on site|engineers|lawyers|nurses|sales(?:people|men)?|reps"
    r"|technicians|barbers|stylists|accountants|interns|stagiaires?|servers(?= and| in)|blokes|girls|hands"
    r"|physios|pros|vetos|asv|atsem|aesh|mechanics|medics|commis|infirmieres|cuisinieres|patissieres|couturieres|ouvrieres|saisonnieres|conseilleres"
    r"|(?!perceus|ponceus|viss|tondeus|pellet|moisson|debrouss|lav|photoc|agraf|trieus|imprimeus|remorqu|mini|balay|nombr|heureus|serieus|numer)[a-z]{3,}(?:euses|iennes)"
    r"|[a-z]{3,}(?:eurs|iers|istes|iciens|ers|ors|ists|ians|cians))\b"
)
_ONE_CALLING = _NO_CALLING + r"[a-z]{3,}(?:eur|euse|rice|ier|iste|ien|ienne|ist|cian|eller|dresser|keeper|fitter)\b"
"""What people do for a living, in the plural mostly."""

_KIN = (
    r"(?:frere|soeur|sour|frangine?|beau-?frere|femme|mari|epoux|epouse|conjointe?|compagne|compagnon|pere|mere|papa|maman|fils|fille|associee?|apprentie?"
    r"|salariee?|employee?|stagiaire|alternante?|assistante?|secretaire|collegue|ouvrier|ouvriere|vendeur|vendeuse|collaborateur|collaboratrice|comptable"
    r"|aide|cousine?|oncle|tante|uncle|aunt|neveu|niece|copain|copine|mi[- ]temps|commerciale?|developpeur|technicien|cuisinier|serveur|serveuse|gars|extra|gamine?"
    r"|wife|missus|husband|brother|sister|dad|mum|mom|father|mother|son|daughter|(?:business )?partner|co-?founder|apprentice|assistant|colleague|helper"
    r"|part[- ]?timer|cousin|friend|spouse|intern|mate|nephew|lad|bloke|guy|girl|worker|bookkeeper|developer|designer|salesman|salesperson|driver"
    r"|technician|receptionist|secretary|manager|trainee|cleaner|accountant|nurse|commis|chef|cook)"
)
_MANY = (
    r"(?:freres|soeurs|fils|filles|enfants|associees?|associes|apprentis?|apprenties?|salarie?e?s|employe?e?s|alternants?|ouvriers|collaborateurs"
    r"|collegues|gars|personnes|pers|vendeu(?:rs|ses)|commerciaux"
    r"|techniciens|secretaires|assistantes?|assistants|aides|cuisiniers|serveu(?:rs|ses)|coiffeuses|copains|people|ppl|brothers|sisters|sons"
    r"|daughters|kids|partners|co-?founders|apprentices|assistants"
    r"|colleagues|workers|helpers|part[- ]?timers|full[- ]?timers|staff|guys|lads|friends|others|autres|developers|designers|drivers|technicians"
    r"|chauffeurs|developpeurs|cdi|cdd|cadres|temps partiels?"
    r"|(?:a |en )?(?:temps[- ]?pleins?|temps[- ]?partiels?|temps complets?|mi[- ]temps|cdi|cdd|alternance)|part[- ]?time|full[- ]?time|directors|managers|admins?|compagnons|agents|permanents|interimaires|hommes|femmes|men|women|apprentice)"
)
_GENERIC = re.compile(
    r"salarie|employe|personnes|\bpers$|people|ppl|staff|collaborateurs|workers|colleagues|collegues|ouvriers|gars|guys|lads|mecs|others|autres"
    r"|part[- ]?timers|full[- ]?timers"
)
"""Names for any staff: a second one more often says the first again than adds to it."""
_ADJECTIVE = (
    r"(?:(?:other|autres|petite?s?|jeunes?|young|more|senior|junior|support|office|admin|kitchen|shop|field|back-office|qualified|full[- ]time|part[- ]time"
    r"|temporary|seasonal|sales|delivery|dental|veterinary|night|day) )?"
)
_SPECIFIC = re.compile(r"\b(?:other|autres|support|office|admin|kitchen|shop|field|back-office|seasonal|temporary|more)\b")

_SELF = (
    r"(?:je (?:bosse|travaille)(?= avec)|i work(?= with)|moi(?:[- ]meme)?|me|myself|i)(?! (?:(?:y )?compris|(?:aussi )?inclus|included|inclusive|dedans)\b)"
    r"|ma pomme|yours truly"
)
_BOSS = r"(?:(?:le|la|the) )?(?:patron|patronne|gerante?|owner|boss|chef)"
_UNCOUNTED = re.compile(
    rf"\b(?:(?P<self>{_SELF})|(?P<boss>{_BOSS})"
    r"|(?P<parent>mum|mom|dad|papa|maman)"
    r"|(?P<two>(?:mes|my|nos|our|les|both) (?:deux |two |both )?parents)"
    rf"|(?:mon|ma|my|our|notre|un|une|a|an|one|1|his|her|the|le|la|l') ?(?:[a-z]+ (?!et\b|and\b))?(?P<one>{_KIN}|{_ONE_CALLING}))(?![a-z0-9'%€$£])"
)

# --- where they work ----------------------------------------------------------------------------------------------------

PLACE = (
    r"(?:(?:au|a la|a l'|aux|en|dans (?:l'|la |le |les )|sur (?:la |le |les )?|a) ?"
    r"(?:bureaux?|atelier|cuisine|salle|caisses?|comptoir|accueil|terrain|route|chantiers?|production|prod|entrepot|depot|magasin|boutique|usine"
    r"|compta(?:bilite)?|administratif|admin|livraison|labo(?:ratoire)?|ventes?|rayons?|quai|plonge|bar|etages?|tournees?|vignes?|champs|cave|fournil)"
    r"|(?:in|on|at|out on|out in) (?:the )?"
    r"(?:office|workshop|kitchen|(?:shop )?floor|road|field|warehouse|tills?|counter|front desk|reception|production|admin|accounts|sites?|vans|back office"
    r"|yard|factory|lab|bar|tools|shop|stores?)"
    r"|(?:in )?(?:front|back) of house|out (?:front|back)|in the back|upstairs)\b"
)
"""Where some of a staff work."""
_SOMEWHERE = (
    r"(?:(?:au|aux|a la|dans (?:la|le|les)|chez|en|a|in(?: the)?|at(?: the)?|on(?: the)?) |a l'|dans l')"
    r"(?!(?:total|tout|moment|final|debut|fin|mi|max\w*|min\w*|all|end|past|future|project|least|most|plus|moins|present|peu|terme|ete|hiver|printemps|automne|saison"
    r"|janvier|fevrier|mars|avril|mai|juin|juillet|aout|sept\w*|octobre|novembre|decembre|january|february|march|april|may|june|july|august|october|november|december"
    r"|summer|winter|spring|autumn|q\d|training|formation|conges?|leave|holiday|arret|attente|cours|plus|vue|view|recrutement|the|our|my|la|le|l|average|moyenne|rotation|temps|plein|alternance|cdi|cdd)\b|\d)"
    r"(?!(?<=\ba )[a-z]+(?:er|ir|re)\b)[a-z][a-z-]+\b"
)
"""Any other place; taken for one only after people named by what they do, or in answer to the question."""
_AFTER_NUMBER = re.compile(
    rf"[ -]?(?:d'|de |of )?(?:(?:(?P<adjective>{_ADJECTIVE})(?P<many>{_MANY}|{CALLING_WORDS}))(?! (?:and|et) (?:customers|clients)\b)|(?P<place>{PLACE})|(?P<somewhere>{_SOMEWHERE}))(?![a-z0-9'%€$£])"
)
_BARE_AFTER = re.compile(r" ?(?=$|[,.;!?)+&]|et\b|and\b|plus\b)")
_TAIL = re.compile(
    rf"(?: (?:{PLACE}|(?:a|en) (?:temps (?:plein|partiel|complet)|plein temps|mi-temps|cdi|cdd)|(?:full|part)[- ]time|(?:who|qui) [a-z' ]{{3,28}}?|le samedi|on saturdays))(?=$| ?[,.;:!?)+&]| (?:et|and|plus|with|avec)\b)"
)
_JOIN = re.compile(
    r" ?(?:,|;|&|\+|\bet\b|\band\b|\bplus\b|\bainsi que\b|\bavec\b|\bwith\b|\bpuis\b|\bas well as\b)(?: ?(?:et|and|puis|then|aussi|also|with|avec|plus))?"
    r"(?: (?:nous |we |on )?(?:employons|employ|avons|have|a|we've got))?(?: (?:a team of|une equipe de|mes|nos|ses|my|our|the|les|his|her))? ?"
)
_ADDS = re.compile(r"et|and|\+|plus|&|puis|then|as well as|ainsi")

# --- whether they are the speaker's own ---------------------------------------------------------------------------------

OPENS_CLAUSE = re.compile(
    r"(?:^|[,.;:(!?\n/-] ?|\b(?:on a|nous avons|j'ai|we have|we've got|i have|i've got|we're|we are|nous sommes|on est|there's|there are|il y a|y a|avec|with"
    r"|employons|employ|emploie|soit|team of|equipe de|deals|ici|here) )(?:(?:environ|about|around|some|currently|actuellement|now|now it's|it's|just|only|et|and|c'est|nous|on|with|avec) )*$"
)
"""What stands before people who are counted as one's own; after any other verb they are somebody else's."""
_CLOSES_CLAUSE = re.compile(
    r" ?(?:$|[,.;:!?)/+-]|(?:et|and|en tout|au total|in all|in total|all told|chez|in|dans|a|at|on|sur|qui|who|run|tenons|gerons)\b)"
)
TO_DECIDE = re.compile(
    r"(?: (?:associee?s|partners|directors|directeurs|managers|gerants|actionnaires|of us|d'entre nous|all|tous))* ?(?:a|qui|who|that|to|pour|must"
    r"|doivent|have to|need to|on|au|in|se|s')?(?: (?:all|tous|se|y|s'))*"
    r" ?\b(?:decid\w*|bosser|travailler|work(?:ing)? on|the project|(?:sur )?(?:le|ce) projet|(?:my|the) (?:team|department)|trancher|signer"
    r"|signent|valid(?:er|ent)|sign|signs|approve|choisir|choisissent|partager?|choose|vote\w*|the board|comite|the meeting)\b"
)
"""Words after people that make them the ones who decide, not the ones who are there."""
_DECIDING = re.compile(r"(?: [a-z]+){0,2} (?:decid\w*|choose|sign|validons|decidons|agree)\b")
ABOUT_DECIDING = re.compile(
    r"\b(?:decid\w*|decision\w*|tranch\w*|sign(?:e|er|s|ing|ature)?\b|valid\w*|approv\w*|choos\w*|choisi\w*|agree\w*|d'accord|convaincre|convince|last word|dernier mot"
    r"|my say|en charge|in charge|responsable|boss|patronn?e?|owner|vot(?:e|ons|ent|es|ing)|majorit\w*|unanim\w*|collegial\w*|last say|mot a dire)\b"
)
IN_BUSINESS = re.compile(
    r"\b(?:side (?:hustle|business|gig)|hustle|business|shop|boutique|atelier|studio|cafe|farm|ferme|garage|menuiserie|boulangerie|cabinet|salon|gite|food ?truck"
    r"|stall|free-?lanc\w*|auto-?entrepr\w*|micro-?entrepr\w*|auto entrepr\w*|micro entrepr\w*|independante?|sole trader|self[- ]employed|a mon compte"
    r"|need\w*|besoin|cherch\w*|looking|want\w*|voudr\w+|aimer\w+|veux|faut|invoic\w*|devis|quotes?|factur\w*|stocks?|paie|payroll|crm)\b"
)
"""Words of a trade, or of what is wanted for it: who says "just me" beside them tells how many they are."""
_SALES = re.compile(r"\b(?:commercia\w+|vendeu\w+|sales\w*|reps|serveurs|servers|admin\w*|users?)$")
"""Alone, these are more often those the software is for."""
_OWNERS = re.compile(r"\b(?:associee?s|partners|(?:co-?)?gerants?|gerantes|directors|direct\w+s|managers|chefs|cadres)$")
"""Alone, these are more often those who are asked before anything is bought."""
_FOR_USE = re.compile(
    r"[^.;!?]{0,40}\b(?:(?:would|will|vont|to|devr\w+|need to|who) (?:use|access|connect|utilis\w*)|utiliser\w*|licen[cs]es?|seats|acces)\b"
)


_HAVING = re.compile(r"\b(?:j'ai|i have|i've got|i've|got)(?: (?:about|environ|just|only))? $")


@dataclass(frozen=True)
class _Item:
    heads: int
    start: int
    end: int
    kind: Literal["self", "boss", "one", "many", "place", "somewhere", "bare"]
    noun: str = ""


def is_own(plain: str, start: int, end: int) -> bool:
    """Whether people whom nobody asked for stand as a statement of their own: "garage, 12 mécanos, je cherche…"."""
    if not OPENS_CLAUSE.search(plain, max(0, start - AROUND), start) or not _CLOSES_CLAUSE.match(plain, end):
        return False
    return not _FOR_USE.match(plain, end, end + AROUND)


def is_staff_by_itself(plain: str, start: int, end: int) -> bool:
    """Whether a calling alone says who works there: neither those the software is for, nor those who are asked before it is bought."""
    noun = plain[start:end]
    if _SALES.search(noun):
        return False
    return not _OWNERS.search(noun) or (_is_business_told(plain, start, end) and not ABOUT_DECIDING.search(plain))


def _is_business_told(plain: str, start: int, end: int) -> bool:
    """Whether the words around speak of a trade, or of what is wanted for it."""
    return bool(IN_BUSINESS.search(plain, 0, start) or IN_BUSINESS.search(plain, end))


def _exact(quantity: Quantity) -> int | None:
    value = quantity.low
    if value is None or value != quantity.high or quantity.negated or value != value.to_integral() or not 1 <= value <= 100_000:
        return None
    return int(value) if all(number.scale < 10**6 for number in quantity.numbers) else None


def _items(message: Utterance) -> list[_Item]:
    """Everyone named or counted, in order of place, none twice."""
    plain = message.plain
    found: list[_Item] = []
    for quantity in find_quantities(message):
        heads = _exact(quantity)
        if heads is None:
            continue
        after = _AFTER_NUMBER.match(plain, quantity.end)
        if after and after["many"]:
            noun = after["adjective"] + after["many"]
            if quantity.is_article and re.fullmatch(_KIN, after["many"]):
                continue
            found.append(_Item(heads, quantity.start, after.end(), "many", noun))
        elif after and not quantity.is_article:
            found.append(_Item(heads, quantity.start, after.end(), "place" if after["place"] else "somewhere"))
        elif not quantity.is_article and _BARE_AFTER.match(plain, quantity.end):
            found.append(_Item(heads, quantity.start, quantity.end, "bare"))
    for named in islice(_UNCOUNTED.finditer(plain), MOST_SPEAKERS):
        kind: Literal["self", "boss", "one"] = "self" if named["self"] else "boss" if named["boss"] else "one"
        item = _Item(2 if named["two"] else 1, named.start(), named.end(), kind, named["one"] or named["parent"] or named["two"] or "")
        if all(item.end <= other.start or item.start >= other.end for other in found):
            found.append(item)
    return sorted(found, key=lambda one: one.start)


def _chains(plain: str, items: list[_Item]) -> Iterator[tuple[list[_Item], list[str]]]:
    """The items that follow each other with nothing but joining words between."""
    index = 0
    while index < len(items):
        chain, joins = [items[index]], list[str]()
        while index + 1 < len(items):
            end = chain[-1].end
            if tail := _TAIL.match(plain, end, min(len(plain), end + AROUND)):
                end = tail.end() if tail.end() <= items[index + 1].start else end
            join = _JOIN.fullmatch(plain, end, items[index + 1].start) if items[index + 1].start - end < AROUND else None
            if not join:
                break
            joins.append(join.group())
            index += 1
            chain.append(items[index])
        index += 1
        yield chain, joins


def _heads(items: list[_Item]) -> int:
    """How many people the items are; whoever speaks is one, however often said ("me, myself and I")."""
    spoken = 1 if any(item.kind == "self" for item in items) else 0
    return spoken + sum(item.heads for item in items if item.kind != "self")


def _is_generic(item: _Item) -> bool:
    return bool(_GENERIC.search(item.noun)) and not _SPECIFIC.search(item.noun)


def _sum_of(plain: str, chain: list[_Item], joins: list[str], *, asked: bool) -> Parts | None:
    """The people of one enumeration, or None when it lists facts rather than adding up heads."""
    speakers = [item for item in chain if item.kind in ("self", "boss")]
    numbered = [item for item in chain if item.kind == "many"]
    placed = [item for item in chain if item.kind in ("place", "somewhere")]
    if not asked and chain[0].kind == "somewhere":
        return None
    generic = [item for item in numbered if _is_generic(item)]
    only_added = all(_ADDS.search(join) for join in joins)
    start, end = chain[0].start, chain[-1].end
    after = plain[end : end + AROUND]
    if TO_DECIDE.match(after) or _DECIDING.match(after):
        return None
    if any(item.kind == "bare" for item in chain) and not speakers and not (placed and chain[-1] in placed):
        return None
    if chain[-1].kind == "self" and re.search(r"avec|with", joins[-1]) and not _HAVING.search(plain, max(0, start - 20), start):
        # "8 with me" counts me already.
        return None
    if len(chain) == 2 and numbered == chain and _OWNERS.search(chain[0].noun) and generic == chain[1:] and (asked or is_own(plain, start, end)):
        # Owners are no employees: "trois associés, six collaborateurs".
        return Parts(_heads(chain), _heads(chain), start, end, "total")
    if (any(item.kind == "boss" for item in chain) or (generic and len(chain) == 2)) and not only_added and "," in joins[-1]:
        return None
    nouns = [item.noun for item in numbered]
    if not speakers and (not (numbered or placed) or len(set(nouns)) < len(nouns) or (generic and not only_added)):
        return None
    certainty: Certainty = "total"
    if not asked and not generic:
        has_kin = any(item.kind == "one" and item.noun for item in chain) and not (numbered or placed)
        if not is_own(plain, start, end) or (speakers and (ABOUT_DECIDING.search(plain) or not _is_business_told(plain, start, end))):
            return None
        certainty = "likely" if has_kin else "total"
    total = _heads(chain)
    if len(chain) > 2 and "," in joins[0] and chain[0].kind in ("bare", "many") and _heads(chain[:1]) == _heads(chain[1:]):
        # "two, my wife and me" says the same people twice.
        total = _heads(chain[1:])
    return Parts(total, total, start, end, certainty)


# --- as many in each place ----------------------------------------------------------------------------------------------

_HOUSES = (
    r"(?:agences|sites|magasins|boutiques|bureaux|equipes|societes|entreprises|filiales|restaurants|depots|hotels|restos|salons|ecoles|branches|offices|teams"
    r"|shops|stores|companies|locations|crews|warehouses|plants|usines|ateliers|cabinets|departments|services|entites|etablissements|factories|centres"
    r"|centers|garages|clinics|cliniques|surgeries|pharmacies|creches|nurseries|gyms|cafes|pubs|bars|boulangeries|points? de vente)"
)
_IN_EACH = re.compile(
    rf"(?: (?:de )?{_HOUSES})(?: [a-z]+)? ?(?:,|avec|with|of|de|d'|:|et|and)? ?(?:(?:avec|with|about|environ|a peu pres|roughly|il y a|on a|we have) )*$"
)
_EACH = re.compile(
    r"[^,.;\d]{0,24}\b(?:(?:in |dans )?(?:each|chacune?|chaque|apiece)\b|(?:per|par|in every|dans chaque|in each|a) (?:agence|site|magasin|boutique|bureau|equipe|restaurant"
    r"|depot|hotel|salon|ecole|branch|office|team|shop|store|location|crew|place|warehouse|plant|usine|atelier|cabinet|clinic|surgery|point de vente"
    r"|centre|garage|pharmacie|pharmacy|unite|unit)\b)"
)


def _in_each(message: Utterance) -> Parts | None:
    """So many places with so many people in each."""
    plain = message.plain
    quantities = [one for one in find_quantities(message) if _exact(one)]
    for places, people in pairwise(quantities):
        between = plain[places.end : people.start]
        if len(between) < AROUND and _IN_EACH.fullmatch(between) and (each := _EACH.match(plain, people.end)):
            total = (_exact(places) or 0) * (_exact(people) or 0)
            return Parts(total, total, places.start, each.end(), "total")
    return None


# --- as many in each season ---------------------------------------------------------------------------------------------

_SEASON = (
    r"(?:(?:en |in |at |over |during |pendant |l'|les |le |la |the |au |a |aux |pour |durant |en pleine |hors |haute |basse |pleine |high |low |off[- ]?|peak |out of |in "
    r"|mid-|our |plein |des |de |around |come |harvest ){0,3}"
    r"(?:hiver|ete|printemps|automne|saison|season|winter|summer|spring|autumn|harvest|peak(?: times?)?|vendanges|recoltes?|moissons?|fetes|noel|christmas|xmas"
    r"|vacances|holidays|busy (?:times?|periods?|months)|quiet (?:times?|periods?|months)|juillet|aout|july|august|off-peak"
    r"|haute saison|basse saison|low season|high season)(?:[- ]time)?(?: (?:season|et aout|aout|and august))?(?! (?:prochaine?|suivante?|next|dernier|last|20\d\d)))"
)
_REST_OF_YEAR = (
    r"(?:sinon|le reste (?:de l'annee|du temps)|(?:the )?rest of the (?:year|time)|otherwise|a l'annee|toute l'annee|all year(?: round)?|year[- ]round|normally|normalement"
    r"|d'habitude|usually|en temps normal|permanents?|permanent staff|en fixe|the core team|as a core)"
)
_STAFF = (
    r"(?:salarie?e?s|employe?e?s|personnes|pers|people|staff|collaborateurs|workers|of us|hands|gars|agents|saisonniers|permanents|in total|en tout)"
)
_SEASONAL_AFTER = re.compile(rf" ?(?:{_STAFF} )?(?:(?:only|or so|environ|,|seulement) ?)?(?:{_SEASON}|{_REST_OF_YEAR})\b")
_SEASONAL_BEFORE = re.compile(
    rf"\b(?:{_SEASON}|{_REST_OF_YEAR})(?: ?: ?| |, )(?:(?:we're|we are|on est|nous sommes|c'est|it's|on passe a|on monte a|on descend a|it goes up to|up to|jusqu'a|about|environ|around|nearer) ?)*$"
)


def _through_the_year(message: Utterance, *, asked: bool) -> Parts | None:
    """So many in one season and so many in another, or in all the others: fewest to most."""
    plain = message.plain
    counted: list[tuple[int, int, int, bool]] = []
    for quantity in find_quantities(message):
        value = quantity.high or quantity.low
        if value is None or quantity.negated or quantity.is_article or not 1 <= value <= 100_000 or value != value.to_integral():
            continue
        if any(number.scale > 1 for number in quantity.numbers):
            continue
        after = _SEASONAL_AFTER.match(plain, quantity.end)
        before = _SEASONAL_BEFORE.search(plain, max(0, quantity.start - AROUND), quantity.start)
        if before and "," in before.group() and not asked:
            # "30 people, CRM by summer, 500 max": another fact follows the season.
            before = None
        is_staff = bool(after or before or re.match(rf" ?{_STAFF}\b", plain[quantity.end : quantity.end + 20]) or quantity.start == 0)
        if is_staff:
            counted.append((int(value), quantity.start, after.end() if after else quantity.end, bool(after or before)))
    seasonal = [one for one in counted if one[3]]
    if len(counted) != 2 or not seasonal or counted[0][0] == counted[1][0]:
        return None
    first, second = counted
    between = plain[first[2] : second[1]]
    if not asked and not re.search(rf"\b{_STAFF}\b", plain[first[1] : second[2]]):
        return None
    if len(between) > AROUND or re.search(r"[.!?]|[€$£]|\b(?:ans|years|clients?|customers?)\b", between):
        return None
    return Parts(min(first[0], second[0]), max(first[0], second[0]), first[1], second[2], "total")


_SEASON_WORD = re.compile(rf"\b(?:{_SEASON}|{_REST_OF_YEAR})\b")
_EACH_WORD = re.compile(r"\b(?:each|every|per|par|chaque|chacune?|apiece)\b")


def in_parts(message: Utterance, *, asked: bool) -> Parts | None:
    """The whole that the parts of a staff make up, or None when no parts are told."""
    plain = message.plain
    if _EACH_WORD.search(plain) and (found := _in_each(message)):
        return found
    if _SEASON_WORD.search(plain) and (found := _through_the_year(message, asked=asked)):
        return found
    for chain, joins in _chains(plain, _items(message)):
        if len(chain) > 1 and (found := _sum_of(plain, chain, joins, asked=asked)):
            return found
    return None
