"""How many people a company employs, from what its people say of it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from qualification.bant import Size
from qualification.reading.quantities import Quantity, find_quantities
from qualification.reading.staff_parts import (
    ABOUT_DECIDING,
    CALLING_WORDS,
    IN_BUSINESS,
    PLACE,
    TO_DECIDE,
    Parts,
    in_parts,
    is_own,
    is_staff_by_itself,
)
from qualification.reading.utterance import Reading, Utterance

MOST_EMPLOYEES = 3_000_000
"""More than the largest employer there is has; a larger number counts something else."""
MOST_NUMBERS = 12
"""A message with more numbers than this is a list, and its reader would only guess."""
AROUND = 64
"""Characters looked at on each side of a number: words further away say nothing of it."""

_BARE, _CALLING, _PEOPLE, _STAFF, _TOTAL, _OWN = 1, 2, 3, 4, 5, 6


@dataclass(frozen=True)
class _Count:
    """A number of people and how plainly it is said to be the company's (`strength`, higher is plainer)."""

    low: int | None
    high: int | None
    start: int
    end: int
    strength: int


_NUMERAL = r"(?:\d{1,4}|quatre|quinze|twelve|douze|seven|three|trois|eight|cinq|deux|dix|five|four|huit|neuf|nine|sept|six|ten|two|une|one|un|an|a)"

# --- the words around a number ---------------------------------------------------------------------------------------

_STAFF_WORDS = (
    r"(?:membres? du personnel|members? of (?:staff|the team)|membres? (?:de|dans) l'equipe|staff members?|team members?|full[- ]?time equivalents?"
    r"|equivalents?[- ]temps[- ]pleins?|salarie?e?s?|salaried|employ[ei]e?[rs]?|emplyees|employess|emploi?yees|emplois|collaborat(?:eur|rice|or)s?"
    r"|collabs?|collegues?"
    r"|colleagues?|coworkers?|co-workers?|etp|ftes?|ouvriers?|ouvrieres?|compagnons|permanents?|agents?|crew(?: members)?|deckhands?|travailleurs?|staff(?:ers)?|workers?"
    r"|headcount|heads"
    r"|full[- ]?timers?|temps[- ]pleins?|paires? de bras|pairs? of hands|bums on seats|associates|personnel|cdi|sal(?![a-z])|empl(?![a-z])"
    r"|emps?(?![a-z])|bonshommes|bonhommes|gars|mecs"
    r"|tetes(?! de)|bodies|guys|lads|folks|souls)"
)
_PEOPLE_WORDS = r"(?:personn?es?|pers(?![a-z])|people|peoples|ppl|persons?|peeps|pax|p(?![a-z]|\.[a-z])|of us|d'entre nous|men|hommes|femmes|women|freres|soeurs|brothers|sisters|siblings|copains|copines|friends)"
_EXTRA = (
    r"(?:new|more|extra|additional|further|nouveaux?|nouvelles?|autres?|other|next|prochains?|anciens?|former|potential|potentiels?|futurs?|future)"
)
_ADJECTIVE = (
    rf"(?:(?!{_EXTRA}\b|(?:eur|euros?|gbp|usd|chf|dollars?|pounds?|quid|k|ke|et|and|de|des|du|of|a|in|par|per|ou|or|mais|but|pour|for|avec|with|to"
    rf"|clients?|customers?|users?|sites?)\b)[a-z]+[- ])?"
)

_AFTER_STAFF = re.compile(rf"(?:\+|ish)?[ -]?(?:d'|de |of )?{_ADJECTIVE}{_STAFF_WORDS}(?![a-z])")
_AFTER_PEOPLE = re.compile(rf"(?:\+|ish)?[ -]?(?:d'|de |of )?{_ADJECTIVE}{_PEOPLE_WORDS}(?![a-z])")
_AFTER_STRONG = re.compile(
    r"[ -]strong\b|[ -]?(?:people (?:startup|company|firm|business|agency)\b|(?:man|woman|person)[ -](?:[a-z]+ ){0,2}(?:company|startup|start-up|forwarder|manufacturer|maker|retailer|wholesaler|importer|distributor|contractor|consultancy|bakery|brewery|clinic|hotel|practice|nursery|farm|garage|workshop|laboratory|lab|institute"
    r"|organi[sz]ation|office|charity|factory|restaurant|place|business|team|shop|band|firm|outfit|operation|agency|studio|practice|crew)\b)"
)
_AT_WORK = re.compile(rf" {PLACE}")
_AFTER_CALLING = re.compile(rf"[ -]?(?:de |of )?{CALLING_WORDS}")

_ABOUT = (
    r"(?:(?:environ|down to|a peu pres|presque|pres de|proche de|autour de|aux alentours de|dans les|quasi\w*|about|around|roughly|nearly|almost"
    r"|approximately|approx\.?|some|circa"
    r"|like|close to|currently|now|just|only|still|exactly|actuellement|maintenant|aujourd'hui|desormais|a present|en ce moment|right now"
    r"|at the moment|today|seulement|juste"
    r"|en tout|que|qu'|au total|in total|altogether|bien|deja|already|toujours|plus que|maybe|peut-etre|disons|say|probably|sans doute|une bonne|a good"
    r"|je crois|i think|up to|~|≈|\()[ ,]*)*"
)
_WE_ARE = re.compile(
    rf"(?:\b(?:nous sommes|nous somme|ns sommes|ns somme|on est|on e|on ait|we are|we're|we r|were|nous voila|that's|il y a|y a|there are|there's"
    rf"|they are|ils sont) {_ABOUT})$"
)
_ONLY_WE_ARE = re.compile(
    rf"\b(?:nous sommes|nous somme|ns sommes|ns somme|on est|on e|we are|we're|we r|(?:whole|entire) (?:company|business|firm|organi[sz]ation) is) {_ABOUT}$"
)
_EMPLOYING = re.compile(
    rf"\b(?:j'emploie|j'emploi|nous employons|on emploie|we number|emploie|employons|employant|i employ|we employ|employs|employing|compte|comptons"
    rf"|comptant|(?:fai(?:t|s|sons)|faire) (?:travailler|vivre|tourner)|salarie|salarions) {_ABOUT}$"
)
_HEADCOUNT = re.compile(
    r"\b(?:effectifs?|headcount|head count|head-count|staff count|team size|company size|(?<!\w)(?:size|taille)(?= ?:)|size of (?:the )?(?:company|team)"
    r"|taille(?: de l'(?:entreprise|equipe))?"
    r"|nombre (?:de |d')(?:salaries|employes|personnes|collaborateurs)|number of (?:employees|staff|people)|nb salaries|staff|employees|salaries"
    r"|employes|collaborateurs|personnel|etp|ftes?)"
    rf"(?: (?:total|actuel|moyen|is|are|est|of|de|d'|a|at|about|currently|currently at|numbers|sits at|stands at|tourne|autour))*[ :=-]*{_ABOUT}$"
)
_HOUSE = (
    r"(?:equipe|team|boite|entreprise|societe|company|business|firm|pme|tpe|eti|pmi|sme|association|asso|charity|cabinet|agence|agency|groupe"
    r"|group|shop|store|magasin|studio"
    r"|startup|start-up|structure|organi[sz]ation|outfit|operation|practice|restaurant|bakery|boulangerie|patisserie|garage|atelier|usine|factory"
    r"|salon|hotel|ecole|school"
    r"|nursery|clinic|clinique|commune|mairie|cooperative|coop|crew|bande|band|bunch|workforce|exploitation|office|bureau d'[a-z]+|etude|sarl|sas|ltd|filiale|subsidiary"
    r"|scop|ong|ngo|family)"
)
_HOUSE_OF = re.compile(
    rf"\b{_HOUSE}(?: (?!sales|support|marketing|it|commerciale?|technique|dev|compta|vente)[a-z]+)? (?:de |d'|of |with |avec |a |has |have ){_ABOUT}$"
)
_NAMED_HOUSE = re.compile(rf"(?:^|[,.;:!?(] ?|\b(?:une?|an?|notre|our|ma|my|bonjour|hello) ){_HOUSE}(?: (?:de |d')?[a-z]+)? \(?$")
_A_PLACE_OF = re.compile(
    r"\b(?:une?|d'une?|l'|mon|ma|notre|an?|the|our|my) ?(?!reunion|formation|groupe de|table|comite|panel|jury|session|maximum|minimum|liste"
    r"|meeting|training|group|list|licence|total|base|public|moyenne|average|family|famille|soiree|repas)"
    rf"[a-z]{{4,}} (?:de |d'|of ){_ABOUT}$"
)
_FAMILY = re.compile(rf"\b(?:family|famille) (?:of|de) {_ABOUT}$")
_AT_IT = re.compile(
    r" (?:running|working|who (?:run|work)|qui (?:tenons|tient|travaill\w+|boss\w+)|a (?:travailler|bosser|tenir|faire tourner)|sur (?:la|l')|on (?:the|our)|in (?:the|our))\b"
)
_MY_TEAM = re.compile(r"\b(?:my|mon|ma) (?:[a-z]+ )?(?:team|equipe|crew) (?:of|de) [^,.;]{0,12}$")
"""Whoever says "my team" may lead a part of the company."""
_LED_TEAM = re.compile(
    r"\b(?:gere|manage|dirige|lead|leading|anime|encadre|supervise|run|runs|chef|head|responsable|pilote|in charge of)\b[^,.;]{0,20}"
    r"(?:team|equipe|crew)(?: [a-z]+){0,2} (?:de |d'|of )[^,.;]*$"
)
_SEVERAL_HOUSES = re.compile(
    r"(?:\b\d+|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|two|three|four|five|seven|eight|nine|ten|several|plusieurs|des|nos|our|different"
    r"|differentes))"
    r" (?:agences|sites|magasins|boutiques|bureaux|equipes|societes|entreprises|filiales|restaurants|depots|hotels|salons|ecoles|branches|offices"
    r"|teams|shops|stores|companies|locations|crews"
    r"|warehouses|plants|usines|ateliers|cabinets|groupes|groups|departments|services|divisions|entities|entites|structures|etablissements"
    r"|factories|centres|centers|garages)"
    rf" (?:de |d'|of ){_ABOUT}$"
    r"|(?:\b(?:companies|firms|businesses|smes|entreprises|societes|boites)|\b(?:des|aux|les|nos|plusieurs|a des) (?:pme|tpe|eti)) (?:de |d'|of "
    r"|with |avec |between |from |who have |qui ont |employing )?"
    rf"{_ABOUT}$"
)
_ON_THE_BOOKS = re.compile(
    r"(?:ish|-odd| odd)? (?:(?:currently|en ce moment|actuellement) )?(?:on (?:the|our) (?:books|payroll)|on payroll|sur (?:la|les) feuilles? de paies?|payslips|aux effectifs"
    r"|dans (?:les|nos) effectifs|a l'effectif|d'effectif|sous contrat|inscrits? au registre|strong)\b"
)
_PART = re.compile(rf"\b(?:dont|includ\w+|incl\.?|inclus|of whom|of which|y compris|parmi eux|among them|counting|en comptant) {_ABOUT}$")
_EACH = re.compile(r"[^,.;]{0,14}\b(?:par(?! ailleurs)|per|each|chacune?|every)\b")
_FOR_PEOPLE = re.compile(rf"\b(?:pour|for|de|of|nos|our|mes|my)(?: nos| our| mes| my| the| les)? {_ABOUT}$")
_ALONE_BEFORE = re.compile(rf"(?:^|[,.;:(!?-]|\b(?:et|and|avec|with|have|we've|has|avons|on a|mais|but|c'est|ce sont|it's|that's))\s*{_ABOUT}$")
_ALONE_AFTER = re.compile(r"\s*(?:$|[,.;:)!-]|(?:et|and|dans|in|across|sur|a|reparti\w*|spread|split|based|bases|basees|working) )")
_AMONG_US = re.compile(
    r"\s*(?:here|ici|chez nous|on staff|on the team|au bureau|(?:in|dans|at|a) (?:the|our|la|l'|notre) ?(?:company|business|firm|team|office|boite|equipe|entreprise|societe))\b"
)
_OF_YOURS = re.compile(
    rf"\b(?:(?:vous (?:etes|avez|employez|comptez)|you (?:have|employ|are)|are you|etes-vous|avez-vous)\b(?:(?!\b(?:nous|on|we|i|our|my|notre|mon"
    rf"|pour|for)\b)[^,.;!?]){{0,40}}"
    rf"|(?:vos|votre|your) {_ABOUT})$"
)
_OTHERS_HOUSE = re.compile(
    r"(?:^|[.!?;,:(] ?|\b(?:que|that|et|and|but|mais|as|comme|avec|with|like) )(?:(?:mon|ma|un|une|notre|my|a|an|our|the|le|la|son|sa) )?"
    r"(?:(?:ancien(?:ne)?|ex|former|previous|last|old)[ -](?:employeur|boite|patronn?e?|boss|entreprise|societe|job|employer|company|place|firm|work)"
    r"|(?:vieux |vieil |old |good |best )?(?:voisine?|beau-?frere|beau-?pere|belle-?soeur|copain|copine|pote|amie?|confrere|consoeur|connaissance|client|concurrent"
    r"|fournisseur|neighbou?r|brother-in-law|sister-in-law|friend|mate|buddy|pal|competitor|supplier|customer|client|rival"
    r"|(?<!avec mon )(?<!avec ma )(?<!with my )(?:frere|soeur|oncle|tante|cousine?|brother|sister|uncle|aunt|cousin)(?! (?:et|and) (?:moi|me|i|myself)\b))s?"
    r")\b"
    r"(?![^.!?;]*\b(?:cherch\w*|besoin|voudr\w+|veut|souhait\w*|needs?|wants?|looking|m'a demande|asked me)\b)[^.!?;]*$"
    r"|\b(?:works|(?:mari|femme|fils|fille|frere|soeur|conjointe?|compagn\w+|qui|il|elle) (?:bosse|travaille)) (?:at|for|in|chez|dans|pour)\b[^.!?;]*$"
    r"|\b(?:(?:used to|previously) work(?:ed)?|(?:i|we) worked|was working|bossais|travaillais|travaillait|bossait)(?: before| avant)? (?:at|for|in|chez|dans|pour)\b[^.!?;]*$"
)
_OF_US_NOW = re.compile(r"\b(?:on (?:est|e|a)|nous (?:sommes|avons)|we (?:are|have)|we're|we've|j'emploie|i employ)\b[^.!?;]*$")
"""Says after somebody else's house that the count is of one's own."""
"""A house told of in passing: a neighbour's, a friend's, where one worked before; not that of somebody who wants the software."""
_IN_THE_GROUP = re.compile(
    r" ?(?:salarie?e?s |personnes |collaborateurs |people |employees |staff )?(?:(?:dans|sur|pour|a travers|across|in|over|throughout|for) (?:tou(?:t|te|s|tes) )?"
    r"(?:(?:le|la|les|l'|the) )?(?:(?:whole|entire|wider) )?(?:group[e]?|france|pays|country|uk|monde|world|reseau|network|board|maison|firm|entreprise)\b"
    r"|group[- ]?wide|nation-?wide|company[- ]?wide|en france\b|au niveau (?:du )?(?:groupe|national)|toutes? (?:agences|sites|filiales|entites)|cote groupe)"
)
_OWN_HOUSE = re.compile(
    rf"\b(?:(?:notre|ma|la|our|my|the|this|cette)(?: [a-z]+)? (?:filiale|subsidiary|own company)(?: [a-z]+)?|own company|our (?:own )?(?:entity|legal entity)|notre (?:propre )?entite)"
    rf"(?: (?:c'est|est|is|has|have|compte|fait|emploie|employs|elle|a|on est|nous sommes|we are|we're|only|just|seulement))*,? {_ABOUT}$"
)
_OWN_HOUSE_AFTER = re.compile(
    r"(?: (?:personnes|salarie?e?s|collaborat\w+|people|employees|staff))? (?:dans|chez|in|at|pour|for) (?:notre|ma|la|our|my|the|this|cette) (?:[a-z]+ )?"
    r"(?:filiale|subsidiary|own company|entite|entity)\b"
)
_PARENT = re.compile(
    rf"\b(?:parent(?: company)?|holding|maison[- ]mere|societe mere|siege mondial|groupe derriere|group behind us)"
    rf"(?: (?:[a-z]+ )?(?:is|are|has|have|fait|compte|est|a|c'est|emploie|employs|derriere|behind|lui)){{0,3}},? (?:a |de |d'|of )?{_ABOUT}$"
)
_MONEY = re.compile(r"[€$£]|\b(?:euros?|eur|dollars?|usd|pounds?|gbp|quid|francs?|chf|balles|bucks|grand(?! max)|k|cfa|ht|ttc)\b|\d ?k")
_SPENT = re.compile(
    r"\b(?:depens\w*|spen[dt]\w*|pay\w*|paie|cost\w*|coute\w*|invest\w*|owes?|worth|budget\w*|max is|limit|prix|price|tarif|jan|feb|mar|apr|jun|jul"
    r"|aug|sep|sept|oct|nov|dec|janv|fevr?|avr|juil"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|(?:une?|an?|one) [a-z]+ (?:ou|or))\b[^,.;]{0,14}$"
)
_PRICED = re.compile(r"[$€£] ?$")
_LEFT_HALF = re.compile(
    rf"\b(?:entre|between)\b[^,.;]{{0,24}}$|\b(?:half|demi|half a)[ -]$|\d ?$|(?<!\bpar )(?<!l')(?<!/)\b{_NUMERAL} ?(?:to|or|ou|a|et|and|-|\+) ?$"
)
_MORE_THAN = re.compile(r"(?:^|[\s(])\+ ?(?:de |d'|than )?$")
_LESS_THAN = re.compile(r"(?:^|[\s(])- ?(?:de |d'|than )$")
_NEGATIVE = re.compile(r"(?:^|[\s(])-$")
_ELSEWHERE = r"(?:front|out|back|upstairs|a|au|aux|in|at|on|sur|dans|chez|en|here|ici|abroad|remote)"
_AND_ELSEWHERE = re.compile(
    rf" {_ELSEWHERE}\b[^,.;]{{0,30}}?(?: et|,? and|,|;| \+| plus) (?:another |autres )?(?!an?\b|une?\b"
    rf"|one\b){_NUMERAL}\b[^,.;\d]{{0,12}}\b{_ELSEWHERE}\b"
)
_AND_MORE = re.compile(r" (?:et|and|ou|or) \+")
_FREE = re.compile(
    r"(?:ish|-ish| ish|-odd)?(?:$|[^\w€$£%°@#&*+=×]*$|[^\w€$£%°@#&*+=× '/-]| - | ?\.\.| (?!\w)[^€$£%\d/]"
    r"| (?:mais|et(?! \d)|but|and(?! a half| \d)|so|env|environ|apres|after|vs|versus|direct|directly|environs|actuellement|aujourd'hui|maintenant"
    r"|en(?= (?!plus|\d))|pour (?:l'instant|le moment|l'heure)|au(?= (?:total|bureau|siege|moment|sein|dernier|\d|_))"
    r"|dont|includ\w+|incl|inclus|with|avec|sans|without|dans|chez|right|now|currently|at(?= (?!\d))|in(?= (?!\d|addition))|across|over(?= (?:\d"
    r"|the|two|three|four))|off|odd|something|to date|left|worldwide|globally|overall|or so|ou (?:plus|moins)|plus ou|give|more or"
    r"|total|max|depuis|since|repartis?|spread|split|full|temps|strong|lol|mdr|haha|stp|svp|pls|please|pardon|sorry|desole|not|pas|non|no|today"
    r"|on(?= (?!the \d|\d))|sur|selon|suivant|needs?|wants?|veut|voudrait|aux dernier\w+|a (?:la louche|vue de nez)|last time|by my|pile|tout rond|depending"
    r"|peut|maybe|if|si|quoi|voila|hein|as|nous|we|our|contre|down|up|approx\w*|about|a(?= (?!month|year|day|week|pop|piece|head|time|l'annee|\d))"
    r"|i|je|j'|this|cette|exactly|exactement|all|tout|tous|ici|here"
    r"|locally|only|seulement|then|puis|bref|donc|apparemment|apparently|grosso|roughly|normalement|usually|still|encore|deja|already|mec|mate"
    r"|thanks|merci|me|moi|maxi|mini|minimum|maximum"
    r"|a peu|en gros|je crois|i think|hope\w*|soon|bientot|ok|voire|possibly|probably|each of|euh|erm|instead|desormais|excl\w*|hors|sauf|employed"
    r"|on board|inside|between|l[aà] )(?![a-z]))"
)
_NO_COUNT_BEFORE = re.compile(
    r"(?:(?:\b(?:n°|no\.|nr|numero|rue|avenue|street|le|du|au|version|v|office|dynamics|sage|windows|page|room|suite|since|depuis|en|age|aged|code"
    r"|ref|lot|bp|cs|level|top|tva|siret"
    r"|siren|tel|phone|option|choice|choix|question|etape|step|number|plan|pack|formule|every|tous les|toutes les|within|sous|before|until|till|by"
    r"|in|the|dans|d'ici|il y a|apres|i'm|i am|im|(?:turnover|revenue|ca|chiffre d'affaires?|budget|sales|loyer|rent|salary|price|prix)(?: (?:of"
    r"|de|is|est|about|a))*)"
    r"|[#@€$£°]|\b[nqt])\s?)$"
)
_OF_CLIENTS = re.compile(
    rf"\b(?:clients?|customers?|adherents|members|concurrents?|competitors?|prospects?|fournisseurs?)(?:(?: [a-z]+)? (?:ont|have|has|who|qui"
    rf"|employ\w*) (?:[a-z]+ )?| (?:de |of |d'|between |entre |a )){_ABOUT}$"
)

# --- not the company as it is now ---------------------------------------------------------------------------------------

_WAS_BEFORE = re.compile(
    rf"\b(?:etait|etaient|etions|ete|were|was|used to be|had|avait|avions|avant|before|previously|auparavant|l'an dernier|l'annee derniere"
    rf"|last year|(?:avant|before) (?:(?:le|la|the) )?(?:covid|pandemi[ec]|crise|crisis|confinement|lockdown)|contre|vs|versus|against|au lieu de"
    rf"|instead of|from|passes? de|partis? de|compared to|not yet|pas encore|n't have|n'avons pas|n'ai pas|n'a pas|no longer|plus(?! que\b)) {_ABOUT}$"
)
_WAS_AFTER = re.compile(
    r"(?:(?!depuis|since)[^,.;()\d]){0,24}\b(?:l'an dernier|l'annee derniere|l'an passe|last year|years? ago|previously|before covid"
    r"|avant le covid|auparavant|ans plus tot)\b"
)
_WILL_BEFORE = re.compile(
    r"\b(?:bientot|soon|sera|serons|seront|serait|passe|(?<!venons de )(?<!vient de )(?<!viens de )passer|passera|passerons|will be|going to be|gonna be|would be|could be|to be|become|reach"
    r"|reaching|atteindre|viser|vise|visons"
    r"|aim\w*|target\w*|objectif|hop(?:e|ing)(?: for)?|grow(?!n\b)\w*|expand\w*|monter|arriver|(?:to|will|'ll|can|should|must|may) hire|hiring|recrut\w*"
    r"|recruit\w*|embauch\w*|plan\w*|next year|l'an prochain|l'annee prochaine"
    r"|prevo\w+|prochainement|eventually|a terme|tomorrow|demain|d'ici [a-z' ]{2,14}|by [a-z ]{2,14}|looking for|look for|cherch\w+|need|besoin de"
    r"|il (?:me|nous) faut|faut|missing|manque)"
    rf" (?:a |to |for |de |at )?{_ABOUT}$"
)
_WILL_AFTER = re.compile(
    r"(?:(?!\b(?:now|maintenant|depuis|since|et|and|mais|but)\b)[^,.;()\d]){0,24}\b(?:by (?:next|summer|spring|autumn|winter|the end|year|end"
    r"|christmas|q\d|20\d\d|[a-z]+ber|january|february|march|april|june|july|august)"
    r"|(?:a|pour|vers|apres) (?:la rentree|l'ete|l'automne|noel|paques)|d'ici|next (?:year|month|summer|spring|quarter)|l'an prochain"
    r"|l'annee prochaine|(?:bientot|soon)(?! ?\w)|(?:en|fin|end of|courant|debut) 20[2-9]\d|in 20[2-9]\d|a terme"
    r"|within|prochainement|de plus|en plus|supplementaires?|more)\b"
)
_MOVED = re.compile(
    r"\b(?:went|gone|going|grew|grown|grow|passer|passes?|passee?s?|passed|monte\w*|shrunk|shrank|evolue\w*|moved|descendus?|doubled|scaled|jumped"
    r"|dropped|sommes alles) $"
)
_USERS_AFTER = re.compile(
    r"(?: (?:par|in|dans|on|at|a|au|de) [a-z']+(?: [a-z']+)?)? ?(?:who |that |qui |which |a |to |need\w* (?:to )?|will |vont |would |devr\w+ "
    r"|have to |doivent |se |s'|l'|m'|me |sur |at |on )*"
    r"(?:use|uses|using|utilis\w*|access\w*|acces|connect\w*|log|former|train\w*|equiper|attend\w*|(?<!at )present\w*|inscri\w*|decid\w*|decision|sign\w*"
    r"|valid\w*|trancher|viennent|come"
    r"|visit\w*|partager|approv\w*|parle|told|recommand\w*|recommend\w*|call\w*|meeting|reunion|licen[cs]es?)\b"
)
_IN_TOTAL_AFTER = re.compile(
    r"[^,.;\d]{0,22}\b(?:in total|au total|en tout|total|all told|altogether|tout compris|toutes? confondu\w*|overall|a nous tous|in all|worldwide"
    r"|dans le monde)\b"
)
_IN_TOTAL_BEFORE = re.compile(r"\b(?:total|totaling|en tout|au total|in total|altogether|soit|so)[ :,]*(?:de |of |about |environ )?$")
_ASSERTING = re.compile(
    r"\b(?:pardon|sorry|oups|oops|non|no|nope|wait|plutot|rather|en fait|enfin|actually|i mean|i meant|meant|je voulais dire|je veux dire"
    r"|correction|make that|scratch that|allez|disons|mettons|let's say|call it|erreur|typo"
    r"|faute de frappe|maintenant|now|desole\w*|je corrige|should be|wrong|faux|attends)\b"
)
_ASSERTED = re.compile(r"\W*(?:pardon|sorry|rather|plutot|en fait|actually|now|maintenant)\b")
_HEDGING = re.compile(
    r"\b(?:peut-etre|peut etre|maybe|voire|if (?:you|we|i) count|si on compte|en comptant|counting|avec|with|dont|includ\w*|incl|of whom|of which"
    r"|with the|plus|sometimes|parfois|jusqu'a|give or take|plus ou moins)\b"
)
_PAYROLL = re.compile(r"\b(?:paies?|payes?|payroll|pay ?roll|salaires?|bulletins?|wages|payslips?|conges?|leave|rh|hr|staffing)\b")
# --- things with digits in them that count nobody -----------------------------------------------------------------------

_NUMBERED = re.compile(
    r"(?<!\S)[^\s@]{1,64}@\S*|(?:https?://|www\.)\S+|\b[a-z0-9-]{1,64}\.(?:com|fr|net|org|io|co\.uk|example)\b"
    r"|\(?\+\d{1,3}\)?[ .()\d-]{7,}\d|(?<![\d.,'])\b0\d(?:[ ./-]?\d{2}){4}\b|\b0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}\b|\b00\d{8,}\b"
    r"|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b|(?<![\d.,'])(?<!\d )\b0\d+\b|\b\d{9,}\b"
    r"|(?:(?<=\bau )|(?<=\ble )|(?<=\bdu )|(?<=\bon )|(?<=\bby ))\d{1,2}/\d{1,2}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b"
    r"|\b\d{1,2} ?h ?(?:\d\d)?\b|\b\d{1,2}:\d\d\b|\b\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b|\b24/7(?: 365)?\b|\b24h/24\b|\b\d{1,2}/20\d\d\b"
    r"|\b[a-z]{2}\d{2}(?: ?\d{4}){3,}[ \d]*|\bj ?\+ ?\d+|\b7j?/7j?\b"
    r"|\b\d{1,3}/\d{1,2}(?= (?:janv|fev|mars|avr))"
    r"|\b\d{5} (?!salar|employ|collab|pers|people|staff|agents|etp|ftes?|in |en |au |dans |across|world|total)[a-z]{2,}"
    r"|\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b"
    r"|\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av|bd|boulevard|chemin|place|impasse|route|allee|quai|cours|faubourg)\b"
    r"|\b\d{1,4} (?:(?!on|in|at|off|the)[a-z]+ ){1,2}(?:street|st|road|rd|lane|avenue|drive|square)\b"
)
_MAY_BE_NUMBERED = re.compile(r"[\d@]")
_NUMBERED_DOZEN = re.compile(r"\b(\d+)[ ']?(?:aine|taine|zaine|ene)s?\b")
_YEAR = re.compile(r"(?:19|20)\d\d")

# --- without a number, or a number of one -------------------------------------------------------------------------------

_NOBODY_ELSE = (
    r"(?! (?:et|and|plus|avec|with)\b(?! (?:c'est tout|voila|basta|that's (?:it|all)|personne|nobody|no one|rien d'autre|mon ordi|my laptop))| ?[+&]| ?, ?(?:et |and )?(?:mon|ma|mes|my|our|une?|an?|the|le|la|\d+(?! (?:years|ans)\b)|deux|two|three"
    r"|trois)\b(?! (?:years|ans)))"
)
_ME = r"(?:moi|me|myself|moi-meme|moi meme|yours truly|bibi|ma pomme|ma petite personne|(?:little )?old me|little me|ma poire|mezigue)\b"
_JUST = r"(?:only|just|juste|que|qu'a|seulement|uniquement|simplement|rien que|literally|basically)"
_BY_ONESELF = (
    r"(?:(?:tout|tt) seul|(?:toute|tte) seule|je (?:suis|bosse|travaille) (?:encore )?seule?|chui seule?|j'suis seule?|suis seule?|moi (?:tout )?seule?"
    r"|my ?self (?:only|alone)|me,? myself and i|on my own|by myself|(?:i work|i'm|je travaille) (?:alone|en solo)|flying solo)"
)
_ALONE_ASKED = re.compile(
    rf"^\W*(?:(?:c'est|it's|its|there's|there is|y a|il y a|ya|oui|yes|well|euh|ben|bah|on est|nous sommes|currently|actuellement|for now"
    rf"|pour l'instant)\W+)*(?:{_JUST} ?)*{_ME}{_NOBODY_ELSE}"
    rf"|\b{_JUST} (?:a |the )?{_ME}{_NOBODY_ELSE}"
    rf"|\b{_BY_ONESELF}\b|^\W*seule?\b|\bsolo\b|\balone\b"
    r"|\bone[- ]?(?:wo)?man(?:[- ](?:band|show|shop|business|army|operation|and (?:his|her|a|the) (?:dog|van|cat|laptop)))\b"
    rf"|\bj'ai personne\b|\bpersonne d'autre\b|\b(?:personne|nobody|no ?one) (?:a part|sauf|hormis|but|except|apart from|besides) {_ME}|\bnobody else\b"
    r"|\bno ?one else\b|\bone person\b|\b(?:une|1) seule personne\b|\b1[- ](?:wo)?man[- ](?:band|show)\b|\bentreprise unipersonnelle\b"
)
_ALONE_SAID = re.compile(
    rf"(?:^|[,.;:(!?-] ?|\b(?:donc|so|et|and|as|because|car|vu que|comme|since) )(?:(?:y a|y'a|il n'y a|n'y a|ya|there's|it's|its|c'est|je suis|i'm|suis|chui|j'suis|tout|all|working|work|travaillant) )*"
    rf"(?:{_JUST} {_ME}|(?:tout|tt|toute|tte) seule?|seule?|on my own|alone|by myself|a one[- ](?:wo)?man[- ](?:band|show|shop|business|operation))"
    r"(?= ?(?:$|[,.;:!)]|(?:dans (?:ma|mon|l'|la|le)|in (?:my|the|a)|pour l'instant|for now|at the moment|en ce moment|depuis|since|et (?:mes|mon|ma) (?:outils?|camion|camionnette"
    r"|chien)|(?:and|n|&) (?:the|my|a) (?:van|dog|laptop|tools?))\b))"
)
"""Being alone said in passing, as a statement of its own: "invoices for my side hustle, just me"."""
_INDEPENDENT = (
    r"(?:auto[- ]?entrepreneu(?:r|se|re)|micro[- ]?entrepreneu(?:r|se|re)|(?:auto|micro)[- ]?entreprise|solopreneu(?:r|se)|free[- ]?lance(?:r"
    r"|use)?|sole[- ]?trader"
    r"|sole[- ]?proprietor(?:ship)?|self[- ]?employed|independante?|entreprise individuelle|profession liberale|eirl|en nom propre)"
)
_INDEPENDENT_ASKED = re.compile(rf"\b{_INDEPENDENT}\b")
_ALONE_UNASKED = re.compile(
    rf"\b(?:je suis|chui|j'suis|suis|moi c'est|i'm|i am|im|as)(?: (?:an?|une?|en))?(?: [a-z-]+){{0,3}} {_INDEPENDENT}\b|^(?:\W*(?:hi|hello|hey"
    rf"|bonjour|bjr|salut|slt)\W+)?{_INDEPENDENT}(?: here| ici|,| et | and )"
    r"|\b(?:je (?:travaille|bosse) (?:tout |toute )?seule?|i work (?:alone|on my own|by myself|for myself)|seule? dans (?:ma|mon|l'|la)"
    r"|only employee|seule? salariee?|one[- ]?man[- ]band|no employees(?! yet (?:but|and))|aucune? salariee?s?|pas de salaries?|sans salaries?)\b"
    r"|\b(?:sole trader|solopreneur) (?:here|looking)\b"
    r"|\b(?:je suis|j'suis|chui|suis|i'm|i am|im) (?:an? |une? )?[a-z-]{4,}(?: [a-z-]+)?, (?:tout |toute )?(?:seule?|alone|on my own|just me)(?= ?(?:$|[,.;!]))"
)
_ALONE_NOT = re.compile(
    r"^[^,.;]{0,6}\b(?:a (?:decider|trancher|valider|signer|choisir|bord)|decid\w*|decisionnaire|decideur|who decid\w*|i decide|qui (?:decide"
    r"|tranche|signe|valide)|to decide|sign\w*|on (?:this|it|that))\b"
)
_DECIDING_BEFORE = re.compile(r"\b(?:decid\w*|tranch\w*|sign\w*|valid\w*|choos\w*|choisi\w*)[^,.;]{0,10}$")
_ARTICLE_ONLY = re.compile(
    r"\W*(?:(?:juste?|just|seulement|only|que|rien que|currently|oui|yes|well|euh)\W+)*(?:un|une|one)(?: (?:seul|seule|only|only one))?\W*$"
)
_TWO = re.compile(
    r"\b(?:a couple of (?:us|people|employees|staff|guys|folks|ppl)|both of us|(?:nous|us|we) (?:2|deux|two)|(?:the|just|only) (?:2|two) of us"
    r"|(?:a|tous les|toutes les) deux(?! [a-z]*s\b)"
    r"|(?:just|only|juste|que|seulement) (?:me|moi|my) (?:and|et|n|&) (?:my|mon|ma) (?:husband|wife|partner|brother|sister|son|daughter|mum|dad|mate|mari|femme|associee?|frere|soeur|fils|fille|mere|pere)"
    r"|en couple|en duo|husband and wife(?: team)?|mari et femme)\b"
)


_TWO_UNASKED = re.compile(
    r"\b(?:on est|nous sommes|we are|we're)(?: (?:que|juste|just|only|seulement))? (?:tous les deux|toutes les deux|both of us|the two of us)\b"
    r"|\b(?:just|only|juste|que) (?:me|moi) (?:and|et|n|&) (?:my|mon|ma) (?:husband|wife|partner|brother|sister|son|daughter|mum|dad|mari|femme|associee?|frere|soeur|fils|fille|mere|pere)\b"
)
"""Those who are two, said in passing."""


def _whole(value: Decimal | None, *, up: bool) -> int | None:
    """12.5 full-time equivalents are 12 to 13 people."""
    if value is None:
        return None
    return math.ceil(value) if up else math.floor(value)


def _possible(count: _Count) -> bool:
    """Whether a company may have as many: not nobody, not more than there are."""
    return all(bound is None or 1 <= bound <= MOST_EMPLOYEES for bound in (count.low, count.high))


def _without_numbered_things(message: Utterance) -> Utterance:
    """The message with addresses, phone numbers, dates and times blotted out, of the same length."""
    if not _MAY_BE_NUMBERED.search(message.plain):
        return message
    blotted = _NUMBERED.sub(lambda found: "_" * len(found.group()), message.plain)
    # "une 50aine" is about 50.
    blotted = _NUMBERED_DOZEN.sub(lambda found: found.group(1).ljust(len(found.group())), blotted)
    return message if blotted == message.plain else Utterance(blotted, message.language, message.today)


def _strength(plain: str, quantity: Quantity, *, asked: bool) -> tuple[int, int, int] | None:
    """How plainly the quantity counts the company's people, and the span of saying so; None when it does not."""
    before, after = plain[max(0, quantity.start - AROUND) : quantity.start], plain[quantity.end : quantity.end + AROUND]
    start, end = quantity.start, quantity.end
    if any(pattern.search(before) for pattern in (_SEVERAL_HOUSES, _PART, _OF_CLIENTS, _PARENT, _OF_YOURS, _PRICED)):
        return None
    told_before = max(0, start - 2 * AROUND)
    if (others := _OTHERS_HOUSE.search(plain, told_before, start)) and not _OF_US_NOW.search(plain, others.start(), start):
        return None
    if not quantity.is_article and (books := _ON_THE_BOOKS.match(after)):
        return _STAFF, start, end + books.end()
    if unit := _AFTER_STAFF.match(after):
        if _EACH.match(after, unit.end()):
            return None
        return _STAFF, start, end + unit.end()
    if unit := _AFTER_STRONG.match(after):
        return _STAFF, start, end + unit.end()
    if unit := _AFTER_PEOPLE.match(after):
        return _people(plain, quantity, before, after, unit.end(), asked=asked)
    free = bool(_FREE.match(after) or _AT_WORK.match(after)) and not _EACH.match(after) and not TO_DECIDE.match(after)
    if free and (opening := _HEADCOUNT.search(before) or _EMPLOYING.search(before)):
        return _STAFF, start - (len(before) - opening.start()), end
    if (opening := _FAMILY.search(before)) and _AT_IT.match(after):
        return _PEOPLE, start - (len(before) - opening.start()), end
    if free and (opening := _HOUSE_OF.search(before)) and (asked or not (_LED_TEAM.search(before) or _MY_TEAM.search(before))):
        return _PEOPLE, start - (len(before) - opening.start()), end
    if free and not quantity.is_article and (opening := (_WE_ARE if asked else _ONLY_WE_ARE).search(before)):
        return _PEOPLE, start - (len(before) - opening.start()), end
    if not quantity.is_article and (unit := _AFTER_CALLING.match(after)) and not _USERS_AFTER.match(after, unit.end()):
        if _EACH.match(after, unit.end()):
            return None
        if asked or _HOUSE_OF.search(before) or (is_own(plain, start, end + unit.end()) and is_staff_by_itself(plain, start, end + unit.end())):
            return _CALLING, start, end + unit.end()
    if not asked:
        return None
    in_the_group = _IN_THE_GROUP.match(after)
    if in_the_group and not quantity.is_article:
        return _BARE, start, end + in_the_group.end()
    if (
        free
        and not quantity.is_article
        and quantity.numbers[0].scale < 10**6
        and not _names_something(before, quantity)
        and not _MONEY.search(plain, quantity.start, quantity.end)
        and not _SPENT.search(before)
        and not _looks_like_a_year(plain, quantity)
    ):
        return _BARE, start, end
    return None


def _people(plain: str, quantity: Quantity, before: str, after: str, unit_end: int, *, asked: bool) -> tuple[int, int, int] | None:
    """People may also be users, signatories, visitors: unasked, only those who are or make up the company count."""
    if _EACH.match(after, unit_end) or _USERS_AFTER.match(after, unit_end) or TO_DECIDE.match(after, unit_end):
        return None
    found = _PEOPLE, quantity.start, quantity.end + unit_end
    if asked:
        return found
    if quantity.is_article:
        return None
    if _FOR_PEOPLE.search(before) and _PAYROLL.search(plain):
        return found
    if _HOUSE_OF.search(before) or _A_PLACE_OF.search(before):
        return None if _LED_TEAM.search(before) else found
    if _ONLY_WE_ARE.search(before) or _EMPLOYING.search(before) or after.lstrip().startswith("of us"):
        return found
    if _NAMED_HOUSE.search(before):
        return found
    if _WE_ARE.search(before) and _AMONG_US.match(after, unit_end):
        return found
    if _ALONE_BEFORE.search(before) and _ALONE_AFTER.match(after, unit_end):
        return found
    return None


def _names_something(before: str, quantity: Quantity) -> bool:
    """Whether a word before a mere number makes it a date, a version, an amount."""
    return quantity.start == quantity.numbers[0].start and bool(_NO_COUNT_BEFORE.search(before))


def _looks_like_a_year(plain: str, quantity: Quantity) -> bool:
    written = plain[quantity.start : quantity.end]
    return bool(_YEAR.fullmatch(written)) and int(written) % 50 != 0


def _stands_now(plain: str, quantity: Quantity) -> bool:
    """Whether the quantity is what is, not what was or is hoped for."""
    before, after = plain[max(0, quantity.start - AROUND) : quantity.start], plain[quantity.end : quantity.end + AROUND]
    if _WILL_BEFORE.search(before) or (_WILL_AFTER.match(after) and not _FOR_PEOPLE.search(before)) or _WAS_AFTER.match(after):
        return False
    return not _WAS_BEFORE.search(before)


def _moved_to(plain: str, quantity: Quantity) -> Quantity:
    """ "from 30 to 45" after a word of growing is 45."""
    if len(quantity.numbers) == 2 and _MOVED.search(plain[max(0, quantity.start - 24) : quantity.start]):
        last = quantity.numbers[1]
        return replace(quantity, low=last.value, high=last.value, numbers=(last,))
    return quantity


def _signed(plain: str, quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """The bounds, with those said by a sign alone: "+ de 50", "- de 10", "250 et +"."""
    before = plain[max(0, quantity.start - 12) : quantity.start]
    if quantity.low is None or quantity.low != quantity.high:
        return quantity.low, quantity.high
    if _MORE_THAN.search(before) or _AND_MORE.match(plain, quantity.end):
        return quantity.low, None
    if _LESS_THAN.search(before):
        return None, quantity.high
    return quantity.low, quantity.high


def _counted(message: Utterance, *, asked: bool) -> Iterator[_Count]:
    """Each quantity that counts the company's people as they are now."""
    plain = message.plain
    for quantity in (_moved_to(plain, one) for one in find_quantities(message)):
        before = plain[max(0, quantity.start - AROUND) : quantity.start]
        if quantity.negated or _NEGATIVE.search(before) or not _stands_now(plain, quantity):
            continue
        if quantity.low == quantity.high and _LEFT_HALF.search(before):
            continue
        said = _strength(plain, quantity, asked=asked)
        if said is None:
            continue
        strength, start, end = said
        after = plain[quantity.end : quantity.end + AROUND]
        if _OWN_HOUSE.search(before) or _OWN_HOUSE_AFTER.match(after):
            strength = _OWN if strength > _BARE or asked else strength
        elif (
            _IN_THE_GROUP.match(after)
            or _IN_TOTAL_AFTER.match(plain[quantity.end : quantity.end + AROUND])
            or _IN_TOTAL_BEFORE.search(plain[max(0, start - 24) : start])
        ):
            strength = _TOTAL if strength > _BARE or asked else strength
        low, high = _signed(plain, quantity)
        count = _Count(_whole(low, up=False), _whole(high, up=True), start, end, strength)
        if _possible(count):
            yield count


def counts_in(message: Utterance) -> tuple[_Count, ...]:
    """Every quantity that would count the company's people if that had been asked."""
    return tuple(_counted(_without_numbered_things(message), asked=True))


def _alone(plain: str, *, asked: bool) -> _Count | None:
    """Those who work alone, or as two, without a number said."""
    in_passing = () if asked or ABOUT_DECIDING.search(plain) or not IN_BUSINESS.search(plain) else ((_ALONE_SAID, 1),)
    for pattern, people in (
        ((_ALONE_ASKED, 1), (_INDEPENDENT_ASKED, 1), (_TWO, 2)) if asked else ((_ALONE_UNASKED, 1), (_TWO_UNASKED, 2), *in_passing)
    ):
        for found in pattern.finditer(plain):
            if not _ALONE_NOT.match(plain[found.end() : found.end() + AROUND]) and not _DECIDING_BEFORE.search(
                plain[max(0, found.start() - 20) : found.start()]
            ):
                return _Count(people, people, found.start(), found.end(), _CALLING)
    if asked and (only := _ARTICLE_ONLY.match(plain)):
        return _Count(1, 1, only.start(), only.end(), _BARE)
    return None


def _corrected(plain: str, counts: list[_Count]) -> list[_Count]:
    """The counts left when a later one corrects an earlier one: "80, no, 18"."""
    for index in range(len(counts) - 1, 0, -1):
        count, earlier = counts[index], counts[index - 1]
        if _HEDGING.search(plain, earlier.end, count.start):
            continue
        if _ASSERTING.search(plain, earlier.end, count.start) or _ASSERTED.match(plain, count.end):
            return counts[index:]
    return counts


def _chosen(plain: str, counts: list[_Count]) -> _Count | None:
    """The plainest count; of several as plain, the first, unless they are mere numbers of which none is better."""
    if not counts:
        return None
    left = _corrected(plain, counts)
    strongest = max(count.strength for count in left)
    tied = [count for count in left if count.strength == strongest]
    first = tied[0]
    others = [count for count in tied[1:] if (count.low, count.high) != (first.low, first.high)]
    if strongest <= _CALLING and any(not _HEDGING.search(plain, first.end, count.end) for count in others):
        return None
    if _AND_ELSEWHERE.match(plain, first.end):
        # Some here and some there: the company is neither of the two.
        return None
    return first


def _outweighs(count: _Count, parts: Parts) -> bool:
    """Whether a number said beside the parts of a staff says more than their whole."""
    if parts.start <= count.start and count.end <= parts.end:
        return False
    return count.strength >= (_TOTAL if parts.certainty == "total" else _PEOPLE)


def read_company_size(message: Utterance, *, asked: bool) -> Reading[Size] | None:
    """Employees, as they are now; users, customers, sites and years are none.

    Unasked, a number counts only beside a word for staff, or said of the company itself ("we are 12").
    """
    if message.is_blank:
        return None
    blotted = _without_numbered_things(message)
    plain = blotted.plain
    if len(re.findall(r"\d+", plain)) > MOST_NUMBERS:
        return None
    counts = list(_counted(blotted, asked=asked))
    parts = in_parts(blotted, asked=asked)
    alone = _alone(plain, asked=asked)
    if parts and not any(_outweighs(count, parts) for count in counts):
        chosen: _Count | None = _Count(parts.low, parts.high, parts.start, parts.end, _TOTAL)
    elif alone and not any(count.strength >= _PEOPLE for count in counts):
        chosen = alone
    else:
        chosen = _chosen(plain, counts)
    if chosen is None:
        return None
    return Reading(Size(chosen.low, chosen.high), message.quote(chosen.start, chosen.end), chosen.start, chosen.end)
