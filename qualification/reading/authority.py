"""Who decides: by titles, by who signs, by who has to be asked, by who only uses (contract, `authority.role`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qualification.bant import Authority, Role
from qualification.reading.job_title import Title, own_titles
from qualification.reading.utterance import Reading, Utterance

Kind = Literal["outside", "stranger", "final", "self", "top", "together", "takes_part", "other", "no_say", "not_mine", "middle", "low"]
"""What one phrase claims: `outside` studies or seeks a job, `stranger` asks for somebody else, `final` has the last word, `self`
decides, `other` names who decides or must agree, `no_say` has no voice, `not_mine` only says "not me"; the rest by title."""


@dataclass(frozen=True)
class Claim:
    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Phrase:
    kind: Kind
    unasked: bool
    """Whether it says enough to be read in any message, not only in an answer to the question."""
    pattern: re.Pattern[str]


def _any(lines: str) -> str:
    """Alternatives written over several lines, as one group."""
    return "(?:" + re.sub(r"\s*\n\s*", "", lines.strip()) + ")"


def _phrase(kind: Kind, lines: str, *, unasked: bool = False) -> Phrase:
    return Phrase(kind, unasked, re.compile(rf"(?<!\w)(?=\w){_any(lines)}(?!\w)"))


# --- people ----------------------------------------------------------------------------------------------------------

_DET = r"(?:mon|ma|mes|notre|nos|son|sa|leur|le|la|les|l'|un|une|du|des|au|aux|toute l'|my|our|the|his|her|their|a|an|whole)"
_OUR = r"(?:mon|ma|mes|notre|nos|my|our)"
_THE = r"(?:la|le|l'|les|mon|ma|mes|notre|nos|my|our|the|his|her)"
_BOSS = _any(r"""
    patron(?:ne|s)?|big boss|boss(?:es)?|chefs?|cheffe|n ?\+ ?\d|superieure?s?|hierarchie|direction|direct(?:eur|rice)s?|dg|p\.?d\.?g|daf|dsi|drh|raf
    |codir|comex|dirigeante?s?|(?:co-?)?gerante?s?|presidente?|siege|maison[- ]mere|groupe|proprietaires?|proprio|responsables?|resp|manager?s?
    |(?:co-?)?fondat(?:eur|rice)s?|franchiseur|holding|tut(?:eur|rice)|maitre de stage|line manager|employe(?:u)?r|directors?|md|ceo|cfo|coo|cto|cio|vp|gm
    |(?:co-?)?owners?|(?:co-?)?founders?|president|chair(?:man|woman|person)?|management|leadership|execs?|executives?|head office|hq|headquarters
    |corporate|parent company|supervisor|team lead(?:er)?|principal|headmaster|headteacher|higher[- ]?ups|upstairs|powers that be|superiors?
    |(?:people|someone|somebody|those|guys|folks) (?:above(?: me)?|upstairs|at the top)
""")
_BODY = _any(r"""
    comites?|conseil|commission|bureau|assemblee|actionnaires?|investisseurs?|elus|maire|mairie|tutelle|ministere|rectorat|administration|membres
    |adherents|benevoles|cse|boards?|committee|trustees|governors|council|steering group|investors?|shareholders?|group
""")
_PEER = _any(r"""
    associee?s?|partenaires?|conjointe?|femme|mari|epou(?:se|x)|compagn(?:on|e)|copine|pere|mere|papa|maman|daron|daronne|frere|s(?:oe|o)urs?|fils
    |fille|oncle|tante|cousine?|beau-pere|beau-frere|belle-mere|parents|famille|equipes?|collegues?|tresoriere?|expert[- ]comptable|comptable|compta
    |achats|finances?|financiere?s?|informatique|partners?|wife|husband|hubby|missus|spouse|girlfriend|boyfriend|fiancee?|father|mother|dad|mum|mom
    |brother|sister|son|daughter|family|uncle|aunt|procurement|purchasing|accounting|accounts|accountant|treasurer|bookkeeper|colleagues?
    |co-?workers?|team|everyone|everybody|department|lawyers?|secretary|pastor|landlord
""")
_PERSON = rf"(?:{_BOSS}|{_BODY}|{_PEER})"
# What may follow the person in their title: "directeur financier", "conseil d'administration", "head of finance".
_OF = _any(r"""
    (?: (?:d'[\w-]+|de (?:la |l')?[\w-]+|du [\w-]+|des [\w-]+|of (?:the )?[\w-]+|generale?|financiere?s?|commerciale?|technique|informatique
    |municipal|syndical|adjointe?|regionale?|de l'\w+|administrati\w+|executive|team|dept|department|office|people|guys?|committee|director|manager
    |officer|partner|board|hierarchique|chez nous|au[- ]dessus|above me|in [\w-]+|a [\w-]+|et \w+ \w+|and (?:the|my|our) \w+)){0,3}
""")
# Between a person and their verb; "mon patron me laisse", "my boss doesn't" are none.
_GAP = (
    r"(?: (?!(?:je|j|moi|pas|jamais|ne|n|me|m|i|i'm|laisse|laissent|lets?|trusts?|not|never|no|doesn't|don't|asked|demande|to|and|et|or|ou|but"
    r"|mais)\b|n'|m'|j')"
    r"[\w'&+-]+){0,3}?"
)

# --- verbs and things ------------------------------------------------------------------------------------------------

_NOT_BEFORE = r"(?<!pas )(?<!rien )(?<!jamais )(?<!not )(?<!nothing )(?<!never )(?<!anything )(?<!can't )"
_CEST = r"(?:c'?est|c|ce sera|ce serait|sera|cet|c'et|ses|s'est|ce|it's|its|it is)"
_QUI = r"(?:qui|ki|qi|q|kui|that|who)"
_CHOICE = r"(?:de[cs]i[sc]s?ions?|des[ic]+sions?)"
_SIGN_OFF = r"(?:signs? (?:it |this |them |things |everything |that )?off|sign-offs?)"
_TO_AGREE_FR = _any(r"""
    valider|signer|approuver|d'accord|ok|donner|dire|trancher|decider|se prononcer|accepter|choisir|arbitrer|voter|autoriser|regarder|etudier
    |deliberer
""")
_TO_AGREE_EN = _any(r"""
    approve|sign|agree|decide|ok|okay|choose|validate|authori[sz]e|yes|on board|convinced|pick|rubber ?stamp|confirm|green ?light|review|agreement
    |like
""")
# What somebody else does with the decision.
_THEY = _any(rf"""
    decide(?:ra|nt|ront|rait)?|decid|tranche(?:ra|nt|ront)?|valide(?:ra|nt|ront|rait)?|signe(?:ra|nt|ront)?|choisi(?:t|s|ssent|ra|ront)
    |vote(?:nt|ra|ront)?|arbitre(?:ra|nt)?|approuve(?:ra|nt)?|paient?|paye(?:nt)?|paiera|dit oui|dira oui
    |gere (?:les achats|le budget|l'argent|les sous)|tien(?:t|nent) les cordons(?: de la bourse)?
    |(?:a|ont|aura|auront|garde) (?:le (?:dernier|fin) mot|la main|la {_CHOICE}(?: finale)?|le pouvoir|la signature|leur mot|son mot|le chequier)
    |(?:doi(?:t|vent)|va|vont|devra|devront|veut|veulent|peut|peuvent)(?: (?:tout|tous|encore|d'abord|aussi|etre|bien|me|nous|le|les|la|avant
    |seule?)){{0,3}} {_TO_AGREE_FR}|prend(?:ra|nent|ront)?(?: \w+){{0,2}} {_CHOICE}|(?:soit|soient|seront?)(?: (?:tous|bien|aussi)){{0,2}} d'accord
    |donne(?:nt|ra|ront)? (?:le|son|leur) (?:accord|feu vert|aval|ok|go)|negocient?|fait le cheque|fait les cheques|impose|handles? the \w+
    |runs the tender|does the (?:paying|buying)|writes the cheques?
    |(?:est|sont|seront?|serait)(?: (?:le|la|les|seule?)){{0,2}} (?:decisionnaires?|decideu(?:rs?|se))|decides?|deciding|approves?|signs?|{_SIGN_OFF}
    |chooses?|picks?|votes?|authori[sz]es?|pays?|green ?lights?|buys?|finali[sz]es?|pulls the trigger|calls the shots|wears the (?:trousers|pants)
    |(?:has|have|gets?|got|holds?|keeps?|makes?|takes?|controls?)(?: [\w']+){{0,3}} (?:say|word|calls?|{_CHOICE}|authority|purse(?: strings)?|vote
    |power|signature|budget)|(?:has|have|needs?|must|should|would|will|'?ll|wants?|going|gonna)(?: [\w']+){{0,3}} {_TO_AGREE_EN}
    |(?:is|are) (?:the )?(?:ones?|decision[- ]makers?|deciders?)
""")
_I_FR = _any(rf"""
    decid\w*|tranch\w+|valid\w+|sign\w*|choisi\w*|pa[iy]e\w*|achet\w*|commande\w*|dirige|gere|tiens?|arbitre|prends?(?: \w+){{0,2}} {_CHOICE}
    |fai[st] (?:les achats|le choix|tout)
    |(?:ai|a|aurai|garde) (?:toujours )?(?:le dernier mot|la main|la {_CHOICE}|le pouvoir|la signature|le budget|le chequier)|m'en (?:occupe|charge)
    |suis (?:le |la |aux )?(?:seule? )?(?:decideu(?:r|se)|commandes|decisionnaire)|donne (?:le feu vert|mon accord|l'accord|le go)
""")
_I_EN = _any(rf"""
    decides?|chooses?|picks?(?! (?:orders?|parts|parcels?|fruit|grapes|goods|stock|up|them up)\b)|signs?|{_SIGN_OFF}|approves?|authori[sz]es?|pays|pull the trigger|have (?:the )?sign[- ]?off|do the choosing
    |pay the bills|do (?:all )?the (?:buying|purchasing)|do everything|buy|calls? the shots|handle (?:all )?(?:the )?(?:purchas\w+|buying)
    |(?:make|take|makes|takes)(?: [\w']+){{0,3}} (?:{_CHOICE}|calls?|choices?)|hold the purse(?: strings)?
    |control the (?:budget|spend\w*|money|purse)
    |(?:have|got|has|hold|keep)(?: [\w']+){{0,2}} (?:authority|power|control|purse(?: strings)?|budget|{_CHOICE})
""")
_ADVERBS_EN = (
    r"(?: (?:alone|personally|always|ultimately|usually|just|do|get|to|can|will|would|here|also|normally|generally|only|really|gonna|could)){0,3}"
)
# "je décide avec", "je ne décide de rien", "I decided to write" are other things; "je décide de tout" is not.
_ALONE = (
    r"(?! (?:pas|rien|plus|jamais|que|guere|nothing|avec|with|not|si|if|whether|peu|together|ensemble)\b)(?! d(?:e |')(?!tout|l'achat|l'outil|ce"
    r"|ca))(?! to\b)"
)
_HOUSE = _any(r"""
    boites?|entreprises?|societes?|agences?|garages?|restaurants?|resto|boutiques?|magasins?|cabinets?|salons?|pme|tpe|start-?up|affaire|commerces?
    |boulangeries?|patisseries?|epiceries?|pharmacies?|librairies?|ateliers?|hotels?|gites?|camping|bars?|cafes?|brasserie|exploitation|ferme|domaine
    |studios?|ecole|creche|association|asso|coop\w*|institut|pressing|menuiserie|plomberie|imprimerie|franchise|structure|maison d'\w+|centre de \w+
    |business(?:es)?|company|companies|shops?|stores?|firms?|agency|agencies|bakery|bakeries|place|coffee shop|practice|clinic|charity|farm|gym|pub
    |school|nursery|consultancy|brewery|florist|pharmacy|bookshop|workshop|outfit|non-?profit|ngo|dealership|bistro|diner|takeaway|garden centre
    |law firm|show|butchers?|deli|enterprise|b&b
""")
_NO_HOUSE = (
    r"(?:equipe|service|departement|pole|rayon|projet|planning|stocks?|paie|compta|comptabilite|chantiers?|team|department|payroll|comite|filiale)"
)

# --- from outside ----------------------------------------------------------------------------------------------------

_JOB = _any(r"""
    emploi|stage|alternance|taf|boulot|jobs?|travail(?! de qualite| soigne| serieux)|poste(?! de travail)|internship|apprenticeship|placement
    |work experience|work(?! ?space|shop)|position
""")
_STUDENT = _any(r"""
    etudiante?|lyceen(?:ne)?|collegien(?:ne)?|doctorante?|thesarde?|ecolier|student|undergrad|undergraduate|phd student|postgrad|pupil
""")
_I_AM = r"(?:je suis|j'suis|jsuis|chuis|chui|suis|i'm|i am|im)"
_OUTSIDE = _any(rf"""
    (?:{_I_AM}|en tant qu'|as)(?: (?:une?|a|an|encore|still|actuellement|currently|just|only|juste|simple|jeune|que|toujours
    |aussi)){{0,3}}(?: [\w-]+)? {_STUDENT}
    |{_I_AM} (?:\w+ )?(?:chomeu(?:r|se)|au chomage|sans emploi|sans travail|en reconversion|unemployed|between jobs|out of work)
    |(?:en|annee de) (?:bts|licence|master|fac|dut|terminale|ecole|m[12]|l[123])
    |(?:en|a la) recherche (?:active )?d(?:e|'|')(?: ?(?:un|une|mon))? ?{_JOB}|(?:demandeu(?:r|se)|chercheu(?:r|se)) d'emploi|job[ -]?hunt\w*
    |job[ -]?seek\w*|(?:je|j|on) ?(?:cherche|recherche)(?: (?:un|une|du|mon|de|nouveau|premier|nouvel)){{0,3}}(?: |d')(?:un |une )?{_JOB}
    |je (?:postule|candidate)|^(?:bonjour,? )?recherche {_JOB}|{_I_AM} (?:a l'universite|a la fac|at (?:uni|university|college|school))|eleve en \w+
    |(?:looking for|searching for|seeking|hunting for|need|after|want|apply(?:ing)? for)(?: (?:a|an|any|some|my|new|first|sales|part-time|summer
    |full-time|the|paid)){{0,3}} {_JOB}|(?:vous|tu) (?:recrut\w+|embauch\w+|prenez des stagiaires)|(?:recrutez|embauchez)[- ]vous
    |(?:vous avez )?des offres d'emploi|envoyer mon cv|send (?:you )?my (?:cv|resume)|are (?:you|u|you guys) (?:hiring|recruiting)
    |you(?:'re| are)? hiring|(?:offer|have|do) (?:any )?internships|i'm studying|j'etudie (?:en|a la|le marketing|la gestion|le commerce)|homework
    |stage de fin d'etudes|(?:any|job) (?:openings|vacancies)|have openings
    |(?:mon|un|notre) (?:memoire|expose|rapport de stage|projet (?:de fin )?d'etudes?|projet scolaire|devoir|tp)|ma (?:these|soutenance)
    |dossier a rendre|(?:une|mon) etude de cas|pour (?:un cours|mon cours|mes etudes|mes cours|l'ecole|la fac|les cours)
    |for (?:school|uni|university|college|a class|my class|my studies|class)(?! rooms?)
    |(?:my|a|our|for) (?:\w+ )?(?:thesis|dissertation|masters?|mba|homework|coursework|school assignment|school project|class project
    |university project|uni project|college project|essay)
""")
# A student who says so first thing: "étudiant en master, je fais une étude".
_OPENS_OUTSIDE = rf"(?:^|^(?:bonjour|bonsoir|salut|hello|hi|hey)[ ,!.]+)(?:jeune )?{_STUDENT}(?= (?:en|a|de|in|at|from|here|ici)\b|,)"
_FROM_OUTSIDE = re.compile(rf"(?<!\w)(?:{_OUTSIDE}|{_OPENS_OUTSIDE})(?!\w)")
_DENIED = re.compile(rf"(?:\b(?:pas|not|no|ni|never|jamais|plus)|n't) (?:une? |an? |the )?(?:\w+ )?{_STUDENT}\b")
"""What is not so: "je ne suis pas étudiant", "I'm no student"."""
_BARE_OUTSIDE = re.compile(
    rf"^(?:(?:une?|a|an|encore|still|only|just|juste|simple|jeune|oui|yes|non|no|moi) )*(?:[\w-]+ ){{0,2}}(?:{_STUDENT}|chomeu(?:r|se)|unemployed"
    rf"|sans emploi|au chomage)(?: .*)?$"
)
_FRIEND = r"(?:amie?s?|copine?s?|copains?|pote|proche|voisine?|connaissance|relation|friends?|neighbou?r|acquaintance|mate|buddy)"
_KIN = r"(?:mere|pere|soeur|frere|fils|fille|cousine?|oncle|tante|mother|father|mum|mom|dad|brother|sister|son|daughter|cousin|uncle|aunt)"
_STRANGERS: tuple[Phrase, ...] = (
    _phrase(
        "stranger",
        rf"""
        (?:je demande|je me renseigne|asking|i'm asking|enquiring|demande) (?:pour|for|on behalf of) (?:une?|a|my|mon|ma) ?(?:{_FRIEND}|{_KIN}
        |client)(?: of mine)?|(?:{_FRIEND}|client) (?:a moi )?(?:qui )?m'a demande de|{_FRIEND} (?:of mine )?asked me to
        |(?:j'aide|helping|helping out|to help|rendre service a|aider) (?:une?|a|my|mon|ma) {_FRIEND}
        """,
        unasked=True,
    ),
    _phrase(
        "stranger",
        rf"""
        (?:pour|for|au nom d'|on behalf of|de la part d')(?: le compte d')? ?(?:une?|a|an|mon|ma|my|some|des|d'une?)?(?: ?(?:bonne?|old|good
        |vieux))? ?(?:{_FRIEND}|{_KIN}|cliente?|customer)(?:'s \w+| of mine)?
        |(?:pour|for|on behalf of|behalf of) (?:quelqu'un d'autre|someone else|somebody else|qqn d'autre|une autre (?:boite|entreprise|personne)
        |another company|another person)|(?:curieu(?:x|se)|curiosite|curious|curiosity|nosy)|just (?:browsing|looking around|having a look)
        """,
    ),
)

# --- claims, the more specific first: the words that one has taken are not seen by those after it --------------------

_PHRASES: tuple[Phrase, ...] = (
    # "ce n'est pas le patron qui décide, c'est moi", "nobody but me"
    _phrase(
        "self",
        rf"""
        (?:(?:ce n'est|c'?est|c|it's|its|it is) (?:pas|not)|it isn't|isn't)(?: (?!moi |me )[\w'-]+){{1,4}} {_QUI} (?:decide|tranche|signe|valide|choisit|paie
        |paye|decides|signs|chooses|picks|pays|buys|has the (?:final|last) say)(?: ?,| ?;| ?\.| mais| but| -)? ?(?:c'?est|c|it's|its|it is|that's)
        (?: bien)? (?:moi|me)(?! (?:et|and|avec|with)\b)
        |(?:personne|nobody|no ?one|no-one)(?: d'autre| else)? (?:que|a part|sauf|hormis|but|except|other than|apart from) (?:moi|me|myself)
        |(?:nobody|no ?one|no-one) else (?:decides|signs|chooses|has a say)|what(?:ever)? i say(?:,)? goes|what i say is what happens
        |ce que je dis (?:se fait|fait loi)
        """,
        unasked=True,
    ),
    # "rien sans l'aval de mon père", "I can't sign without our treasurer"
    _phrase(
        "other",
        rf"""
        (?:can'?t|cannot|can not|not|never|nothing|no|pas|rien|jamais|aucun\w*)(?: (?:can|gets?|is|i|je|on|ne|me|se|d'|de|\w+'t|anything|a|un|une|quoi que ce
        soit|sign\w*|decid\w*|buy|achet\w+|engag\w+|commit|order|command\w+|mov\w+|go\w*|happens?|do\w*|fai\w+|choi\w+|approv\w+|done|bought|passe
        |purchase\w*|alone|seule?|tt|toute?|my own|on)){{0,5}} (?:without|sans)(?: (?:avoir|getting|having|asking|demander a|l'|la|le|un|une|the|a|an|any|mon|ma
        |my|our|notre|nos|his|her|their|leur|son)){{0,3}}(?: |(?<='))(?:(?:accord|aval|feu vert|validation|approbation|signature|autorisation|benediction|ok|go|avis
        |approval|sign-?off|go-ahead|say-so|permission|blessing|agreement|signature|green ?light|nod)(?: (?:du|de|des|from|of)(?: {_THE})? ?{_PERSON}
        | d'{_PERSON})?|(?:\w+ )?{_PERSON})
        """,
        unasked=True,
    ),
    # "le gérant, c'est-à-dire moi", "the owner (me)"
    _phrase(
        "self",
        rf"""
        (?:(?:le|la|l'|the) ?{_PERSON}(?: ?[,.(:=-]+ ?)
        |{_PERSON} (?:is |being |etant |donc |alias |cad |ie |a savoir |c'?est[- ]a[- ]dire |c'?est |aka )
        |{_PERSON},? (?:which is|who is|qui est) )(?:(?:c'?est[- ]a[- ]dire|donc|that'?s|that is|c'?est|c|ie|aka|being|alias) ){{0,2}}(?:moi|me
        |myself|bibi)(?:-meme)?(?!,? (?:je|j|et|and|i|i'm|aussi|avec|with|ca|en|on|non|we|&)\b|,? j'|,? i')
        """,
        unasked=True,
    ),
    _phrase(
        "self",
        rf"""
        (?<!pas )(?<!not )(?<!non )(?<!po )(?:moi|me),? (?:le|la|l'|the|as|as the|en tant que) ?{_BOSS}(?! ?(?:et|and|,|&|plus|\+|il|elle|he|she))
        |{_THE} ?(?:{_BOSS}|decision maker) (?:qui vous parle|is me|speaking)|my own boss|mon propre (?:patron|chef|boss)
        """,
    ),
    # It ends with me: "tout passe par moi", "it goes no higher than me"
    _phrase(
        "self",
        r"""
        (?:tout|everything|it all)(?: \w+)? (?:passe|finit|s'arrete|goes|stops|ends|comes)(?: \w+)? (?:par|chez|sur|through|with|at) (?:moi|mon bureau|me|my desk)
        |(?:any )?(?:plus haut|higher|further|further up) (?:que|than) (?:moi|me)(?!\w)
        |i (?:can |may |could |'m allowed to )?(?:ok|okay|approve|authori[sz]e|sign off|green ?light) [\w' ]{2,30}\b(?:myself|alone|on my own)
        |(?<!ne )m'appartient(?! pas)(?: \w+){0,2}|m'incombe|me revient(?! (?:trop )?(?:cher|a|en))|n'appartient qu'a moi|n'engage que moi
        """,
    ),
    # Nobody to ask: "pas besoin de demander", "no approval needed"
    _phrase(
        "self",
        rf"""
        (?:pas besoin|aucun besoin|nul besoin|{_NOT_BEFORE}sans|besoin)(?: avoir)?(?: (?:de |d')| )?(?:(?:avoir|besoin|passer par|obtenir|demander|l'|la|le|une?
        |aucune?|de|d'|des) ?){{0,4}}(?:demander|validation|accord|aval|autorisation|permission|feu vert|avis|personne|en referer)(?: (?:de|d'
        |a) ?(?:qui que ce soit|personne|quiconque))(?: d'autre)?
        |(?:pas besoin|aucun besoin|nul besoin|{_NOT_BEFORE}sans)(?: avoir)?(?: (?:de |d')?)(?:(?:avoir|besoin|passer par|obtenir|demander|l'|la|le|une?|aucune?
        |de|d'|des) ?){{0,4}}(?:demander|validation|accord|aval|autorisation|permission|feu vert|avis)(?: (?:a|de|d'|du) ?\w+)?
        |(?:je |j')?(?:ne |n'en |n')?(?:demande|rends? (?:de )?comptes?|en refere)(?: \w+){{0,2}} a (?:personne|qui que ce soit)
        |(?:don't|dont|do not|no|{_NOT_BEFORE}without|never|needn't|doesn't)(?: (?!without\b)[\w']+){{0,3}} (?:permission|approval|anyone'?s \w+|anybody'?s \w+|sign-?off
        |to ask|asking any\w+|ask any\w+)(?: needed)?|(?:no one|nobody|noone) else(?: \w+)?(?: \w+)?|answer to (?:no ?one|nobody|myself)
        |without asking(?: \w+)?|no need to (?:ask|check|consult)(?: \w+)?
        """,
        unasked=True,
    ),
    _phrase(
        "self",
        r"(?:(?:pas de|aucune?|sans|ni|no) (?:chef|patron|comite|boss|superieur|hierarchie|committee|board|manager)(?: au[- ]dessus)?|(?:nobody"
        r"|no one|personne) (?:above|over|au[- ]dessus de|a consulter|to answer to)(?: me| moi)?)",
    ),
    _phrase(
        "final",
        rf"""
        j'?ai (?:toujours |quand meme )?le (?:dernier|fin) mot|(?:la )?{_CHOICE} (?:finale )?(?:c'est|est) (?:a )?(?:moi|mienne)
        |{_CHOICE} finale (?:me|m'|pour moi|a moi)\w*
        |(?:au final|a la fin|in fine|finalement|en dernier|en dernier ressort|au bout du compte|a l'arrivee),? (?:c'est moi(?: {_QUI} {_I_FR})?
        |je (?:decide|tranche|signe|valide|choisis))|dernier mot (?:pour moi|c'est moi|me revient)|moi {_QUI} (?:ai|a|aie) le (?:dernier|fin) mot
        |(?:i|i've|ive|i'll|i'd)(?: (?!not|don't|never|no\b)\w+){{0,3}} (?:final|last|ultimate) (?:say|word|call|{_CHOICE}|vote)
        |(?:final|last|ultimate) (?:say|word|call|{_CHOICE}|approval)(?: is| rests| lies)? (?:with me|mine|me)
        |(?:the )?buck stops (?:here|with me|at me|on my desk)
        """,
        unasked=True,
    ),
    _phrase(
        "no_say",
        r"""
        (?:simple|juste|just|mere|only|seulement|que|futur|plain|regular)(?: (?:un|une|a|an|the|simple))? (?:end[- ])?(?:utilisat(?:eur|rice)
        |users?)(?: finale?)?|utilisat(?:eur|rice) finale?|end[- ]user|(?:pas|aucune?|sans|ni)(?: \w+){0,2} ?(?:voix|mot) (?:au chapitre|a dire)
        |aucune voix|(?:decide|choisis|decides)(?: de| absolument| de absolument)? ?(?:d'|de )?(?:rien|que dalle)|aucun pouvoir(?: \w+){0,2}
        |aucune influence|(?:pas de|pas le|zero|0|sans) (?:pouvoir|poids|role|influence)(?: \w+){0,2} (?:decision\w*|decider)
        |(?:don't|dont|do not|didn't|won't|wont|doesn't|never|haven't|havent)(?: really| actually| even| ever)? (?:have|get|got)(?: (?:to|a|any|much
        |of|the|real|that|say)){0,4}[ ](?:vote|say|authority|power|voice|influence|input)(?: in \w+)?
        |(?:never|don't|dont|do not|won't|doesn't|not)(?: ever| really)? (?:lets?|allow(?:s|ed)?|ask|asks) (?:me|us)(?: to)? (?:choose|decide|pick|vote)
        |(?:no|zero)(?: real)? (?:say|vote|voice|authority|power|influence|input|decision-making power)(?: \w+)?(?: it| this| that)?
        """,
        unasked=True,
    ),
    _phrase(
        "no_say",
        r"""
        (?:me |on |m')?(?:ne )?(?:me )?(?:demande|consulte|concerte)(?:nt|ra)? (?:pas|jamais|rien)(?: mon| l')? ?(?:avis|opinion)?
        |(?:pas|jamais) (?:de )?mon (?:ressort|niveau|role|rayon|domaine)|en bas de l'echelle
        |(?:petite?|simple|modeste|que|juste|seulement)(?: une?)? (?:salariee?|employee?|executante?|ouvriere?|stagiaire|pion)|executante?|j'execute
        |je subis|(?:m'|me l')\s?impos\w+|(?:j'y|j y|y) peux rien
        |(?:decident?|passe|se joue|se decide)(?: \w+)? (?:plus haut|au[- ]dessus(?: de moi)?|sans moi)
        |(?:on|ils|il|elle|elles)(?: ne)? (?:m'|nous |me )(?:a |ont )?(?:dit|demande|dis|disent) (?:de |d')(?:m'en servir|s'en servir|nous en servir|l'utiliser
        |utiliser|saisir|cliquer)(?: \w+)?|(?:don't|do not|dont|never|no need to) ask me
        |(?:imposes?|imposed|dictates?|forced?)(?: (?!my\b|our\b)[\w']+){0,3} on (?:us|me)|nous (?:est |sont )?impos\w+
        |be (?:the )?(?:one|person|guy|girl|ones)(?: who's| who is| that's)? (?:just |only )?(?:click|typ|us|enter|fill|input|push|press|stuck)\w*(?: \w+)?
        |serai(?:s)? (?:juste )?(?:celui|celle) qui (?:clique|saisi\w*|tape|l'utilise|s'en sert|remplit)(?:ra)?
        |(?:on|ils|il|elle) decident? pour (?:moi|nous)|rien a voir avec|pas d'influence|rien a dire
        |(?:que|qu') ?une? (?:simple )?utilisat(?:eur|rice)|not in my hands|(?:d'en haut|from above)|partie des utilisat\w+|(?:me |m')depasse
        |au[- ]dessus de (?:moi|ma tete|mes)|serais? (?:juste )?(?:une? )?utilisat(?:eur|rice)|juste que je vais l'utiliser
        |fais (?:juste|que|seulement) (?:la |de la )?saisie|(?:decided|done|happens) (?:elsewhere|higher up)
        |(?:i|we) (?:just|only|simply) (?:do|enter|fill|type|use)(?: \w+){0,2}|(?:i'd|i would|i'll|i will) be (?:a |the )?(?:user|using)(?: it)?|told what to \w+
        |(?:je|moi|j)(?: ne)?(?: (?:fais|ferai|vais|serai|suis|compte|je|ne)){0,3} (?:que|juste|seulement|simplement)(?: (?:celui|celle|qui|va|vais
        |de|les|la|le)){0,4}[ ]?(?:l')?(?:utiliser|utilisat(?:eur|rice)|m'en servir|m'en sers|s'en servir|saisir|utilise|executer)
        |(?:juste|just|only|que|suis) (?:a l'accueil|en caisse|on reception|on the (?:till|floor|shop floor|desk|tools))
        |(?:j'|moi,? j')utilise(?:rai)? (?:c'est tout|seulement|juste|et c'est tout|point|ce qu'on)(?: \w+){0,2}
        |l'utiliserai (?:juste|seulement|simplement|c'est tout)
        |(?:just|only|juste|que) (?:the|an?|la|le|l'|une?) ?(?:receptionist|secretary|intern|cashier|clerk|temp|driver|secretaire|stagiaire
        |apprentice|apprentie?|standardiste)
        |(?:just|only|mere|simple|lowly|ordinary|regular)(?: (?:a|an|the|one of the|low level|junior))? (?:employee|worker|staff member|staff|cog
        |minion|member of staff|grunt|peon)|above my pay ?grade
        |(?:nobody|no ?one|they don't|they never|no-one)(?: ever)? asks? (?:me|us|my|for my|people)(?: \w+)?
        |(?:made|decided|happens?|taken|signed)(?: \w+)? (?:above (?:me|us|my head)|over my head|without me)
        |(?:just|only)(?: (?:gonna|going to|will|be|get to|wanna|want to|have to|to|end up)){0,3} (?:use|using|work|working with)(?: it| this)?
        |(?:i|i'd|i'll|ill|i would|i will|id)(?: (?:just|only|simply|merely))+(?: be)? (?:use|using|work|working)(?: \w+)?
        |(?:use|we get|take) what(?:ever)? (?:we're|i'm|we are|i am|we get|i get)(?: given)?|don't decide(?: on)? (?:anything|a thing|much|nothing)
        |(?:don't|dont|won't|do not) (?:get to )?(?:choose|pick)|out of my (?:hands|control)|beyond my (?:remit|control|role)|i just work here
        |do (?:as|what) i'?m told|no part in (?:it|the|this)(?: \w+)?|nothing to do with (?:it|the|that|this)|not (?:really )?(?:involved|part of)
        |hand(?:s|ed)? (?:it to )?us
        """,
    ),
    _phrase(
        "together",
        rf"""
        (?:je|on|nous|i|we|we'd|we'll)(?: (?:all|tous|both|always|toujours|usually|would|will|have to|need to|tous les deux
        |deux)){{0,2}}[ ](?:decid(?:e|ons|er)|tranche|choisi(?:s|t|ssons)|pren(?:d|ds|ons) (?:la|les) {_CHOICE}|vot(?:e|ons)|valid(?:e|ons)|choose
        |pick|agree)(?: \w+)?[ ](?:avec (?!vous)|with (?!you)|ensemble|together|a plusieurs|en equipe|a deux|a trois|a [2-9]|jointly|collectively
        |as a (?:team|group|family|couple)|en famille|en couple|collegialement|en comite|entre associes|tous ensemble
        |by committee)(?:[\w']+(?: \w+)?)?
        |{_CHOICE} (?:est |is |sera |toujours )?(?:collegiale|collective|commune|partagee|conjointe|prise (?:a plusieurs|en commun|ensemble)
        |a plusieurs|d'equipe|de groupe|en commun|a deux|shared)|(?:decidons|choisissons|decide|decident) (?:tous |toujours |bien )?ensemble
        |choix (?:d'equipe|de groupe|collectif|commun|collegial|partage)|(?:joint|group|team|shared|collective|family|committee) {_CHOICE}
        |(?:peux|peut|pourrai|ne) (?:pas )?(?:decider|trancher|signer|choisir|valider|acheter|m'engager)(?: (?:ca|rien))? (?:(?:toute?|tt) )?seule?|decide pas (?:toute? )?seule?
        |(?:can't|cannot|don't|won't|couldn't|can not) (?:decide|choose|sign|make \w+ {_CHOICE})(?: \w+)? (?:on my own|alone|by myself|myself
        |without \w+(?: \w+)?)
        """,
        unasked=True,
    ),
    _phrase(
        "self",
        r"(?:entre moi et moi(?:-meme)?|(?:moi|me)(?:[- ]meme)? ?(?:et|and|n|,) ?(?:personne d'autre|only me|me alone|me only|moi seule?"
        r"|no ?one else|nobody else"
        r"|rien que moi|myself))",
    ),
    _phrase(
        "together",
        rf"""
        (?:pas|non) (?:que|qu'a|seulement|uniquement|juste|just)(?: a)? moi|pas (?:moi )?(?:toute? )?seule?
        |not (?:just|only|solely|simply) (?:me|my|mine|up to me|down to me)(?: \w+)?|not (?:me )?alone
        |(?:not|pas) (?:entirely|fully|completely|quite|totally|100%|entierement|totalement|completement)(?: \w+){{0,2}} (?:me|mine|moi
        |my (?:decision|call)|mon \w+|ma \w+)|not on my own|i'm not (?:the only one|alone)
        |{_PERSON}(?: \w+)?,? (?:et|and|&|\+|avec|with|n|plus|puis|ou|or) (?:moi|i|me|myself|bibi)(?:-meme)?
        |(?:moi|lui|elle|me|him|her|myself|i)(?: (?:et|and|avec|with|n|plus|ainsi que|puis|as well as|ou|or) | ?[&+/] ?)(?:moi\b|me\b|{_DET} ?
        |\d |deux |trois |two |three |other |d'autres |d')(?:\w+ )?[\w'-]+
        |(?:moi|me),? (?:avec|with) [\w']+(?: [\w']+)?|(?:lui|elle|him|her|eux|them) (?:et|and|&|ou|or) (?:moi|me|i)
        |(?:avec|with) (?:others|other people|some others|d'autres|les autres|(?:mes?|ma|mon|my|l'|la|le|nos|our|the) ?(?:\w+ )?{_PERSON})
        |(?:a|en) (?:plusieurs|commun|equipe|binome|concertation|famille|couple|comite)|collegiale?(?:ment)?|collecti(?:f|ve|vement|vely)
        |concertee?s?|unanim\w+|consensus|(?:a|en) (?:deux|trois|[2-9])(?= ?(?:$|[^\w ]|avec|et|dans|mais|ici))
        |nous (?:deux|trois|tous|toutes|quatre|autres|2|3|4)|tou(?:s|tes) (?:les )?(?:deux|trois|ensemble|2|3)
        |on est (?:deux|trois|quatre|plusieurs|[2-9]) (?:a |associe|co-?gerant|dirigeant|dans|pour)\w*|ensemble|on vote|on decide|nous decidons
        |on en (?:discute|parle)(?: tous)?|entre (?:associe|collegue|nous|frere|famille)e?s?|plusieurs personnes|co-?decid\w+|d?es associes
        |faut la majorite|(?:both|all|two|three|four|2|3|4|the two|the three|a few|several|couple) of us
        |one of (?:the |our |us )?(?:two|three|four|five|several|\d+|partners|owners|founders|directors)(?: \w+)?|we all|we both|us all|both(?! \w)
        |not the only (?:\w+ )?(?:\w+)|pas le seule?|pas la seule|(?:a bunch|some) of us|a few of us|many people|(?:dans|in) la boucle
        |we(?: (?:all|both|usually|always|jointly|together|do)){{0,3}} (?:decide|do|vote|choose|discuss|agree|talk|share)|jointly|collectively
        |together|by committee|as a (?:team|group|family|couple)|(?:a few|several) people
        |there are (?:two|three|four|several|\d) (?:partners|owners|directors|of us)
        """,
    ),
    _phrase(
        "not_mine",
        rf"""
        (?:pas|po|pa) moi {_QUI} (?:{_I_FR}|\w+)(?: l'achat| la decision)?|(?:ce n'est|{_CEST}) pas a moi (?:de|d') ?\w+
        |(?:{_CHOICE} )?ne (?:me |m')(?:revient|appartient|concerne) pas
        |i (?:won't|wont|will not|am not|'m not) (?:be )?(?:the one )?(?:decid\w+|making the {_CHOICE}|choosing|who decides)
        |(?:i'm|i am|im) not (?:the|a) (?:\w+ )?(?:one (?:who|that) \w+|decision[- ]?maker|decider|buyer|person who decides)
        |not my (?:decision|call)(?: to make)?|je (?:ne )?suis pas (?:le |la )?(?:decideu(?:r|se)|decisionnaire)
        |je ne decide pas(?= ?(?:$|[^\w ]|mais))|i don't decide(?= ?(?:$|[^\w ]|but))
        """,
        unasked=True,
    ),
    _phrase(
        "not_mine",
        rf"""
        (?:pas|po)(?: (?:du tout|vraiment|forcement|exactement))? (?:a )?moi(?! {_QUI})
        |(?:never|not) (?:ours|up to us|our (?:choice|call|decision|place))|never (?:me|mine|up to me|my (?:choice|call|decision|place))|jamais (?:moi|mon choix|ma decision)
        |(?:je |j'|moi je |j )?(?:ne )?(?:decide|signe|tranche|valide|choisis|paie|paye|gere|achete|deciderai) (?:pas|point)
        |(?:n'ai|ai|j'ai) pas (?:la main|la signature|les cles|le chequier)|(?:ne )?prends? pas (?:ce genre de|ces|de|la|les) {_CHOICE}
        |(?:ne )?depend pas de moi|{_CHOICE} (?:isn't|is not|not|n'est pas) (?:mine|la mienne|a moi)|pas ma {_CHOICE}
        |pas mon (?:choix|role|job|boulot|affaire|travail|probleme)|pas (?:de )?(?:ma )?(?:competence|responsabilite)
        |(?:quelqu'un|quelqun|quelqu'1|qqn|qqun|qq1|quelqu un) d ?'?autre(?: (?:decide|tranche|signe|{_QUI} \w+))?
        |(?:d'autres(?: personnes)?|les autres|others)(?: decident?| decide)?|une autre personne
        |(?:isn't|wouldn't be|won't be|not (?:really|exactly|even|necessarily)) (?:me|mine|my \w+)|pas (?:le|de) pouvoir(?: de \w+)?
        |not (?:me|i|mine|up to me|down to me|for me to \w+|my (?:choice|job|place|department|area|role|problem|money|signature|name))
        |(?:isn't|isnt|ain't|aint) (?:me|mine|up to me|my \w+)
        |(?:i )?(?:don't|dont|do not|won't|wouldn't|don t) (?:be )?(?:the one to )?(?:decid\w+|sign\w*|approve|make (?:(?:the|that|this|any|those
        |such) )?{_CHOICE}|buy|purchase)|(?:can't|cannot) (?:decide|approve|buy|purchase|make (?:that|this|the|any|those|such) {_CHOICE})
        |not (?:authori[sz]ed|allowed|entitled)(?: to \w+)?|(?:someone|somebody|some one|some|sb) else(?:'s \w+| decides| does| will| would| is)?
        |other people(?: decide)?
        |(?:i'm|i am|im|je (?:ne )?suis|suis) (?:pas|not) (?:the |le |la |l')?(?:boss|owner|patron(?:ne)?|gerante?|chef(?:fe)?|manager|direct(?:eur
        |rice)|one)
        """,
    ),
    _phrase(
        "takes_part",
        r"(?:decisionnaire|decideu(?:r|se)|choix|decision) (?:sur la )?(?:partie )?technique|technical (?:decision|choice"
        r"|decision[- ]?maker)(?: is mine)?",
    ),
    # I decide
    _phrase(
        "self",
        rf"""
        (?:{_CEST} (?:(?:bien|donc|surtout|toujours|uniquement|seulement) )?(?:a )?(?:moi|bibi|ma pomme)|a moi) ?(?:(?:seule?|meme|et moi seule?
        |-meme|toute? seule?|personnellement) ?)?[ ](?:{_QUI} {_I_FR}|(?:le|la) (?:boss|patron(?:ne)?|gerante?|chef(?:fe)?|decideu(?:r|se)
        |dirigeante?|proprietaire|pdg|big boss|taulier|tauliere|direct(?:eur|rice))|(?:de|d') ?(?:decider|trancher|choisir|voir))
        |moi {_QUI} (?:decide|signe|tranche|decid|paie|paye|choisi[st]?|commande|valide)s?
        |(?:je|j)(?: suis)?(?: (?:la |le |l')?(?:seule?|unique|principale?))? ?(?:la personne )?(?:decisionnaire|decideu(?:r|se))
        |seule? (?:decisionnaire|decideu(?:r|se)|maitre a bord|a decider|aux commandes)|l'unique decisionnaire
        |(?:je|j) (?:suis seule? a )?(?:decide|tranche)(?: (?:seule?|de tout|moi-meme|toute? seule?))?{_ALONE}
        |je (?:prends?|prendrai) (?:(?:moi-meme|seule?) )?(?:la|les|mes|toutes les|ce genre de|ces|cette) {_CHOICE}(?: seule?)?
        |(?:la )?{_CHOICE} (?:finale )?(?:me revient|m'appartient|vient de moi|est a moi|c'est moi|depend (?:que )?de moi|m'incombe|m'est reservee)
        |(?:{_CHOICE}|decide|valide|achat decide) (?:est )?(?:prise? )?(?:(?:uniquement|seulement) )?par moi(?:-meme)?
        |(?:ca |cela )?(?:ne )?depend (?:que|uniquement|seulement) de moi
        |(?:ai|avec|laisse|a|donne) (?:la |toute |une |les )?(?:carte blanche|latitude|pleins? pouvoirs?|liberte totale|delegation(?: d'achat
        | de signature)?)|je suis (?:libre|autonome)(?: de decider| de choisir| sur \w+(?: \w+)?)?
        |{_HOUSE} (?:est|c'est|elle est) (?:a moi|la mienne|le mien)
        |i(?: (?:alone|personally|always|ultimately|do|get to|usually|will|am the one (?:who|that)|also)){{0,3}}[ ](?:decide(?: (?:alone|myself
        |on everything|everything|on that|on this|for us))?|make (?:the|all|all the|all of the|that|every|those)(?: [\w']+){{0,2}} (?:{_CHOICE}
        |calls?)|call the shots|hold the purse strings|sign off on (?:everything|it|this|all \w+|purchases)){_ALONE}
        |(?:i'm|i am|im)(?: (?:the|also|sole|only|main|a|one of|final)){{0,4}} (?:decision[- ]?maker|decider|(?:one|person|guy|woman|man|lady
        |1) (?:in charge|signing|deciding|paying|choosing|buying|(?:who|that|to) (?:decid\w+|sign\w*|choos\w*|pay\w*|pick\w*|buy\w*
        |mak\w* the {_CHOICE}|talk to|calls? the shots)))|it(?:'s|s| is) me (?:who|that) \w+|(?:up|down) to me
        |my (?:own )?(?:call|{_CHOICE})(?! (?:will|would|is not|isn't|process|depends|depend))|(?:{_CHOICE}|choice|call)(?:'s| is) (?:all )?mine
        |{_CHOICE} (?:est|sera|serait|reste) (?:la mienne|a moi|mienne)
        |(?:you're|you are|ur|youre) (?:talking|speaking|chatting)(?: to| with) (?:the|her|him|the right)(?: \w+)?
        |speaking to the (?:boss|owner|decision maker)
        """,
        unasked=True,
    ),
    # It is my house
    _phrase(
        "self",
        rf"""
        (?:c'est|it's|its|it is|j'ai|i have|i've got|ive got|i got|i've) (?:ma propre|mon propre|my own) {_HOUSE}
        |(?:c'est|it's|its|it is) (?:ma|mon|my) (?:small |petite? )?{_HOUSE}
        |(?:i own|i co-?own|own|je possede)(?! (?:a copy|an? (?:car|house|copy|licen[cs]e|iphone|ipad|mac|laptop|computer)))(?: and run
        | and manage)?[ ](?:a|an|the|my|two|three|four|this|several|une?|la|le|deux|trois|des|it|\d) ?(?:[\w-]+ ){{0,3}}{_HOUSE}
        |(?:i|we) (?:run|own and run|operate)(?: (?:a|an|my|the|our|this|two|three|four|several
        |\d))(?: own)?(?: (?!{_NO_HOUSE})[\w&'-]+){{0,3}}? {_HOUSE}|i run [\w-]+'s(?: [\w-]+)? {_HOUSE}
        |(?:je|j'|moi je) ?dirige(?: (?:une?|mon|ma|la|le|notre|deux|trois|cette|des))(?! ?(?:\w+ )?{_NO_HOUSE}) [\w-]+
        |(?:je|j'|moi je) ?tiens(?: (?:une?|mon|ma|la|le|deux|trois))(?: \w+)? (?:{_HOUSE}|food ?truck|stand|kiosque|tabac|cave|chambres? d'hotes)
        |je (?:gere|exploite)(?: (?:une?|mon|ma|deux|trois|plusieurs))(?: (?:petite?|propre|jeune))? {_HOUSE}|a la tete d'une?(?: \w+)?
        |j'ai (?:une|un|ma|deux|mon) (?:petite? |propre )?{_HOUSE}(?! a )|(?:a|en) mon (?:propre )?compte
        |(?:j'ai|i|i've|ive|je viens de|i just|i have|^|(?<=[.!,] ))(?: ?(?:just|recently|monte|cree|repris|fonde|ouvert|lance|rachete|monter|creer
        |reprendre|ouvrir|lancer|started|founded|launched|opened|set up|created|built)){{1,2}}[ ](?:ma|mon|une?|l'|la|le|a|an|my|two
        |the) ?(?:(?:propre|own|petite?|small|little|new|nouvelle?) )?(?:(?!second|third|deuxieme|autre)[\w-]+ )?{_HOUSE}(?! (?:in|on|dans|sur)\b)
        |(?:i'm|i am|im) (?:a )?(?:self[- ]employed|sole trader|freelancer?|one[- ]man band|solopreneur)(?: [\w-]+)?
        """,
        unasked=True,
    ),
    _phrase(
        "self",
        rf"""
        (?:je|j)(?: \w+)? (?:suis seule? (?:a|aux) \w+|signe(?:rai)?|valide(?:rai)?|choisi(?:s|rai)|tranche(?:rai)?|decid\w+|paye|paie|commande
        |gere tout|m'en occupe seule?|fais ce que je veux|fais tout){_ALONE}|j'achete|je peux (?:signer|valider|decider|acheter|choisir){_ALONE}
        |tou[st] pouvoirs?|(?:il )?(?:n')?y'? ?a que moi|je suis (?:toute? )?seule?(?: [\w']+){{0,2}}|toute? seule?(?: [\w']+)?
        |(?:ma|mon) (?:argent|budget|choix|fric|pognon)|ma {_CHOICE}|mes (?:{_CHOICE}|sous|achats)|moi je (?:gere|decide|signe|fais) (?:tout|tt|ca)
        |(?:le|la) (?:boss|patron(?:ne)?|gerante?|decideu(?:r|se)|chef(?:fe)?) c'?est (?:moi|bibi)|decideu(?:r|se)|decisionnaire
        |(?:ai|j'ai) (?:le|un) pouvoir|my \w+,? my rules|my say(?! (?:counts|matters))|habilitee? a \w+|l'habitude de decider(?: seule?)?
        |pas a demander|donneu(?:r|se) d'ordres?|(?:ai|tiens|hold|have) (?:la|the) (?:carte bleue|cb|company card|credit card|cheque ?book)
        |possede (?:l'|la |le |a )\w+(?: a \d+ ?%)?|c'est de (?:ma responsabilite|mon ressort)|(?:dans|c'est) mes attributions
        |(?:ai|j'ai) (?:la|une) (?:signature|delegation)(?: \w+){{0,2}}
        |(?<!never )(?<!doesn't )(?<!don't )(?<!won't )lets? me (?:pick|choose|decide|have the last word)(?: \w+){{0,2}}
        |me (?:laisse(?:nt)?|fait confiance pour|font confiance pour) (?:choisir|decider|trancher)(?! (?:pas|rien))
        |mon (?:role|boulot|travail|job) (?:de|d') ?(?:choisir|decider|trancher|acheter)|(?:pas|aucun) (?:d'autre )?(?:que|sauf) moi|freelance
        |independante?|(?:micro|auto)-?entreprise|en solo|solo|{_CEST} (?:bien |donc |surtout |uniquement )?moi (?:seule? )?(?:le|la|l') ?{_BOSS}
        |{_CEST} (?:bien |donc )?moi {_QUI} \w+|i{_ADVERBS_EN} {_I_EN}{_ALONE}
        |(?:one|1)[- ]?(?:man|woman|person)[- ](?:band|show|business|shop|company|operation|army)
        |(?:falls|rests|lies|lands|depends|sits|it's|is)(?: \w+)? (?:on|with) me|falls to me|i(?:'m| am) (?:authori[sz]ed|empowered|allowed) to \w+
        |i own (?:100|all|most|the)\b|(?:it's |its )?(?:my|me) (?:money|budget|choice|say-so|purse)
        |(?:i'm|i am|im) (?:the )?(?:head honcho|boss|big boss|big cheese|chief|gaffer|guvnor|deciding|in charge)
        |i(?:'ve| have)? (?:own|run) (?:it|this)(?: \w+)?|(?:i|i'm) (?:in charge|responsible for (?:purchas\w+|buying))(?: \w+){{0,2}}
        |sole (?:decision|director|owner)|sole trader|self[- ]employed|me (?:that|who) (?:decid|sign|pay|choos|buy)\w*
        |(?:i've|i have|i|have)(?: got)?(?: (?:full|total|complete|sole|the|signing|budget|purchasing|spending)){{0,3}} (?:authority|autonomy
        |free rein|carte blanche|green light|delegated authority)(?: \w+){{0,3}}|(?:i'll|ill|i'd) (?:decide|sign|choose|pick|approve)
        |i(?:'d|'ll|d|ll| would| will) be (?:the one )?(?:making|taking|signing|deciding|choosing|paying|buying)(?: \w+){{0,2}}|my responsibility
        |full (?:decision|buying|purchasing) (?:power|authority)|head of (?:the|my) (?:company|business|organi[sz]ation|firm)
        |my (?:job|role) to (?:decide|choose|pick|buy)|(?:decided|approved|made|signed(?: off)?) by me|(?:l'|la |le )?{_HOUSE} is mine
        """,
    ),
    _phrase(
        "takes_part",
        rf"""
        {_OUR} (?:\w+ )?{_BOSS}(?: [\w']+)? (?:m'a|ma|nous a|veut que|souhaite que|me)(?: \w+)? ?(?:demande|dit de (?:cherch|trouv|regard|compar|voi)|charge|chargee|confie|envoye|mandate
        |je)(?: de| d'| la| le)? ?\w+
        |{_OUR} (?:\w+ )?{_BOSS}(?: \w+)?(?: has| 's)? (?:asked|tasked|told|wants|sent|got|wanted|asks) me (?:to|with) \w+
        |on m'a (?:demande|charge|chargee) (?:de|d') ?(?:comparer|chercher|trouver|regarder|me renseigner|faire|etudier|voir|prospecter)
        |(?:i've been|i was|ive been|i have been) (?:asked|tasked|told)(?: to| with)? \w+
        |(?:prepar\w+|compar\w+|cherche|getting|looking|research\w*|collect\w*|recherche|renseigne)(?: [\w']+){{0,6}} (?:pour|for) (?:{_OUR} ?(?:{_BOSS}|{_BODY})|(?:le|la|l'|les|the) ?(?:{_BODY}|direction|management|direct\w+
        |patron|boss|chef|codir|comex))
        |chargee? (?:de|d') ?(?:comparer|trouver|etudier|selectionner|chercher|me renseigner|la selection|l'etude|presenter|proposer)(?: \w+)?
        |in charge of (?:comparing|finding|researching|shortlisting|the (?:research|comparison|selection|shortlist))|prescript(?:eur|rice)
        |(?:make|making|give|present|write|do)(?: \w+)? recommendations?(?: to \w+ \w+)?
        """,
        unasked=True,
    ),
    _phrase(
        "takes_part",
        rf"""
        (?:je|j'|moi|j|et|and|also|juste|simplement|me|can|peux|i|i'm|i am|im|i'll|i'd|i will|i would|i can|we|on|nous|will|to|'ll|ill|id)(?: (?:ne
        |me|lui|leur|le|la|les|fais|suis|just|only|merely|mostly|do|can|be|mainly|simply|also|am|que|juste|seulement|uniquement|simplement|surtout
        |aussi|en train de|peux|vais|dois|will|them|it)){{0,4}} ?(?:aide\w* a (?:choisir|decider|trouver)|help\w* (?:choose|pick|decide|select|find)
        |propos\w+|recommand\w+|conseill\w+|preconis\w+|sugger\w+|selectionn\w+|preselectionn\w+|compar\w+|prepar\w+|particip\w+|etudi\w+|instrui\w+
        |defrich\w+|presente\w*|redige|pousse|pilote|defends|porte le projet|recommend\w*|advis\w+|suggest\w*|short-?list\w*|research\w*|evaluat\w+
        |gather\w*|influenc\w+|collect\w*|scout\w*|pitch\w*|filter\w*|contribut\w+|screen\w*|weigh in|sourc\w+|consult\w*|explor\w+|look(?:ing)? into
        |champion|test\w*|trial\w*|review\w*|pilot\w*|investigat\w+|lead(?:ing)? the (?:selection|project|search|evaluation))(?: [\w']+)?
        |donn?er? (?:juste )?(?:mon|un|l') ?(?:avis|opinion|point de vue|ressenti)
        |donne(?:rai)? (?:(?:juste|seulement|simplement) )?(?:mon|un) (?:avis|opinion|point de vue)|avis (?:consultatif|technique)
        |(?:ai|j'ai) (?:quand meme |aussi |tout de meme )?mon mot a dire|mon (?:avis|opinion) (?:compte|est ecoute|est consultatif|est demande)
        |m'ecoute(?:nt|ra)?|(?:on|il|elle|ils) me (?:consulte|demande)\w*(?: mon avis)?|voix consultative
        |(?:fais|faire|fait|prepare|presente) (?:la|une|le|un|des|mon) (?:short ?-?list|selection|preselection|etude|comparatif|tri|dossier|recherche
        |benchmark|veille|proposition|analyse|choix technique|cahier)\w*|mont(?:e|er) (?:le|un|mon) dossier|cahier des charges
        |(?:fais|do|doing|did) (?:le tri|the (?:research|legwork|homework|comparison|evaluation|selection|digging|shortlist\w*|groundwork|donkey work
        |looking|testing))|advising|recommending|accompagne (?:un|mon|une|ma|mes|des) cliente?s?
        |technical (?:{_CHOICE}|choice|evaluation|advice|side)|(?:ecoute|suit|suivent|ecoutent) mes \w+|takes? my \w+|trusts? my \w+
        |chargee? du projet|mandatee? par|dans le (?:comite|groupe)|(?:a|pour|for|to) {_OUR} {_BOSS}
        |(?:wants?|asked|told) me to (?:present|compare|find|look|get|research|check|shortlist|recommend)|consultatif|une voix|fais remonter
        |en charge de l'appel|force de proposition|partie prenante|j'en fais partie|influenceu(?:r|se)|recommandations?
        |j'ai (?:un|du|mon) (?:poids|influence)
        |(?:give|giving|have|has|get|got|having)(?: \w+){{0,2}} (?:opinion|input|advice|feedback|view|say|voice|views|vote|two cents|influence)
        |my (?:input|opinion|say|recommendation|view|voice|advice)(?: (?:counts|matters|carries weight|is asked))?
        |(?:part|member) of (?:the|a|our|that|this) (?:\w+ )?(?:{_CHOICE}|committee|team|process|group|panel|board|project)
        |(?:j'y|j y) siege|je siege (?:au|a la|dans)(?: \w+){{0,2}}|i sit on (?:it|that|the \w+)
        |on the (?:\w+ )?(?:committee|team|panel|board)|fais partie (?:du|de la|de l')(?: ?\w+){{0,3}}|listens? to me
        |asks? (?:me|for my (?:opinion|input|view))|put(?:ting)?(?: a| the| my)? (?:together|business case|case|proposal|comparison|shortlist)
        |involved|have a hand in|influencer|recommender|i choose the \w+|project (?:lead|manager)
        """,
    ),
    # Somebody has to agree
    _phrase(
        "other",
        rf"""
        (?:il (?:me |nous |m'en )?(?:faut|faudra|faudrait|manque)|faut|faudra|besoin|sous reserve|j'attends|on attend|en attente|obtenir|avec|apres
        |avoir|necessite|attends)(?: d[e'] ?| )?(?:d'avoir |avoir |que j'aie |obtenir )?(?:le |la |l'|un |une |son |leur )?(?:accord|aval|feu vert
        |validation|approbation|signature|autorisation|benediction|go|ok|avis)(?: \w+)? (?:du|de|des|d'|par)(?: {_THE})? ?{_PERSON}(?: (?!mais|et
        |pour|avant|donc|parce)\w+)?
        |(?:faire|fasse|faut|doit etre|etre|a faire|soumis|soumise) (?:le |la |ca |tout |que ce soit ){{0,2}}(?:valider|valide|approuver|approuve
        |signer|signe|a la validation|a l'accord)(?: (?:ca|le devis|le budget|l'achat|la depense))? ?(?:par|aupres d[eu']|avec
        |d[eu'])(?: {_THE})? ?[\w'+-]+(?: \w+)?
        |(?:valider|voir|decider|trancher|discuter|en discuter|en parler|arbitrer) (?:ca |tout ca |cela |d'abord |avant )?(?:avec|aupres d[e'u]|a
        |au)(?: {_THE})? ?{_PERSON}(?: \w+)?
        |(?:soumet(?:tre|s)|presenter?|remonter?|demander?|proposer?|en referer|en parle|parle[r]?|parlerai|demanderai)(?: (?:ca|le dossier|le projet
        |tout|l'accord|l'avis|l'autorisation|la permission|d'abord|ca d'abord|un devis))?[ ](?:a|au|aux|avec)(?: {_THE})? ?{_PERSON}(?: \w+)?
        |(?:convaincre|consulter|prevenir|solliciter) {_THE} ?{_PERSON}
        |(?:passe(?:r|ra|ront)?|aller?|ira|va|part|remonte)(?: (?:d'abord|ensuite|tout|toujours|forcement))? (?:en|devant|par
        |au)(?: {_THE})? ?(?:{_PERSON}|ca|cm|ag|commission)(?: d'\w+| de \w+| municipal)?
        |(?:need|require|get|getting|await\w*|wait\w* for|pending|subject to|depends? on|with|requires|after|needs|got)(?: to get
        | to have)?(?: (?:the|a|an|final|some|his|her|my|their|our|board|formal|written|prior|budget)){{0,3}} (?:sign[- ]?off|approval|go[- ]ahead
        |green ?light|agreement|ok|okay|authori[sz]ation|permission|blessing|buy[- ]in|validation|consent|signature|nod)(?: (?:from|of|by))?(?: (?:my
        |our|the|a|an))?(?: (?!but|and|before|so)[\w'-]+){{0,2}}
        |(?:run|check|clear|discuss|talk|speak|take|bring|submit|pitch|present|confirm|review|escalate|propose)(?: [\w']+){{0,3}}? (?:past|by|with|to
        |over|through)[ ](?:(?:my|our|the) (?:(?!your)\w+ ){{0,2}}{_PERSON}|management|leadership|hq|head office|procurement|upstairs)
        |(?:consult|ask|convince|persuade|involve)(?: with)? (?:my|our|the) (?:\w+ ){{0,2}}{_PERSON}
        |(?:goes|go|going|went|has to go|gets)(?: \w+)? (?:to|through|before|past|via)(?: (?:the|a|our|my))? ?(?:\w+ )?{_PERSON}
        |(?:boss's|manager's|director's|ceo's|partner's|owner's|budget|{_PERSON}) (?:approval|sign[- ]?off|{_CHOICE}|go-ahead|agreement)
        |validation hierarchique|(?:pris|prise|validee?|decidee?|approuvee?|arbitree?|signee?|votee?) (?:par|en) (?!moi)(?:{_THE} ?)?{_PERSON}
        |(?:decided|made|approved|signed(?: off)?|(?:rubber[- ]?)?stamped|reviewed|taken|agreed) by (?!me\b)(?:{_THE} ?)?(?:\w+ )?{_PERSON}
        |(?:validee?|decidee?|votee?|approuvee?) en (?:reunion|comite|conseil|ca|ag|assemblee)(?: \w+){{0,2}}
        """,
        unasked=True,
    ),
    # Somebody decides
    _phrase("other", rf"{_DET} ?(?:[\w'-]+ )?{_PERSON}{_GAP}(?: |,? (?:c'est (?:lui|elle|eux) )?{_QUI} )(?:{_QUI} )?{_THEY}", unasked=True),
    _phrase("other", rf"{_CEST} (?!pas |moi |nous |quelqu|vous |me )(?:(?!moi |je )[\w'&+-]+,? ){{1,5}}?{_QUI} (?:me |nous )?{_THEY}", unasked=True),
    _phrase(
        "other",
        rf"""
        (?:{_BODY}|{_BOSS}|bureau|ca|ag)(?: (?:will|se|va|vont|doit|doivent|has to|have to))?(?: (?:meets?|reunit|reunissent|sits?|reunir|meet|convenes?))
        (?: [\w']+){{0,4}} (?:to|pour|and) (?:decide|vote|approve|choose|decider|trancher|voter|valider|en decider)
        |(?:can't|cannot|don't|do not|peux pas|ne) (?:approve|sign|decide|signer|decider|valider)(?: (?!but|mais)[\w']+){{0,3}},? (?:but |mais )?{_DET} ?(?:\w+ )?{_PERSON} (?:does|do|can|si|oui)
        |{_DET} ?{_PERSON} (?:m\.?|mr\.?|mme|mrs\.?|ms\.?|dr\.?|monsieur|madame) [\w'-]+ (?:{_QUI} )?{_THEY}
        |(?<!i'm )(?<!am )(?<!the )(?:daf|dsi|drh|raf|pdg|dg|ceo|cfo|coo|cto|cio|md|head office|hq|codir|comex|management|direction) (?:{_QUI} )?(?:decides?|tranche(?:ra)?
        |valide(?:ra)?|signe(?:ra)?|decidera|will decide|signs? off|approves?|has the (?:final|last) (?:say|word))
        """,
        unasked=True,
    ),
    # "Payroll. 40 people. I sign."
    _phrase("self", r"(?:(?<=[.,;!] )|(?<=[.,;!\n])|^)(?:i|je|moi je|c'est moi qui) (?:decide|sign|signe|tranche)(?= ?(?:$|[.,;!]))", unasked=True),
    _phrase(
        "other",
        r"(?:he|she|they|il|elle) (?:has|have|had|a|ont|aura) (?:the |le )(?:final|last|dernier|fin) (?:say|word|mot|call)",
        unasked=True,
    ),
    _phrase(
        "other",
        rf"{_CEST} (?:{_OUR} ?(?:\w+ )?{_PERSON}{_OF}|lui|elle|eux|him|her|them)(?=$|[^\w ]| ?(?:qui|who))|(?:si|if|tant que|as long as"
        rf"|provided(?: that)?) {_DET} ?{_PERSON}",
    ),
    _phrase(
        "other",
        rf"""
        (?<!aucun )(?<!pas de )(?<!no ){_PERSON}{_GAP} {_THEY}
        |(?:accord|aval|feu vert|validation|approbation|signature|autorisation|benediction|ok|go)(?: \w+)? (?:du|de|des|d'|par)(?: {_THE})? ?[\w'+-]+
        |(?:touche|toucher) un mot|en (?:reunion|comite|conseil|assemblee|codir)(?: d'\w+| de \w+)?
        |(?:rendre|rends) (?:un |des )?(?:rapport|compte)s? a|{_CHOICE} (?:du|de la|de l'|des|de) ?{_PERSON}|{_BODY} (?:thing|matter)
        |(?:my|our|the) (?:\w+ )?{_PERSON}'s (?:call|{_CHOICE}|choice|approval)|se decide (?:a|en|au) \w+|(?:not|pas) the final (?:say|word)
        |(?!(?:i|we|you|who|qui|je|on|nous|moi|me|vous|it|ca|that|which|and|et|what|nobody|personne|pas|not|to|ki|qu'on|no
        |one)\b)[a-z][\w'-]+[ ](?:decides|decidera|tranchera|tranche|signs off|will decide|makes the {_CHOICE}|has the (?:final|last) (?:say|word)
        |a le dernier mot|approves|validera|valide|doit valider|has to approve|doit signer)|{_CEST} (?:lui|elle|eux) (?:{_QUI}|le|la|les) \w+
        |(?:up|down) to (?:my|our|the|him|her|them)(?: \w+)?(?: {_PERSON})?|(?:he|she|they|il|elle|ils) {_THEY}
        |(?:owns|possede|dirige) (?:the|la|le|l') ?\w+|(?:depend|revient|appartient|incombe) (?:a|au|aux|de|du|d')(?: {_THE})? ?{_PERSON}(?: \w+)?
        |(?:depends|lies|rests|{_CHOICE} is|{_CHOICE} sits|falls)(?: (?:on|with|to|by|up to)){{0,2}}(?: {_THE})? ?(?:\w+ )?{_PERSON}
        |c'est a {_THE} ?{_PERSON} de \w+|(?:fais|faire) valider en haut|get {_THE} ?{_PERSON} on board
        |{_CEST} (?:(?!pas |moi |nous |je )[\w'&+-]+,? ){{1,5}}?{_QUI} (?:commande|gere)
        |(?:have|need|want|has|must|gotta|got|going) to (?:ask|talk|speak|check|consult|discuss|convince)(?: \w+){{0,2}}
        |(?:dois|faut|vais|devrai|besoin)(?: (?:que|de|je|d'abord|en|le|la|lui)){{0,4}} ?(?:d'|j'en )?(?:demander?|parle[rs]?|consulter?|voie?|voir
        |discuter?) (?:a|avec|au|aux)(?: {_THE})? ?[\w'-]+
        """,
    ),
)

# --- bare answers ----------------------------------------------------------------------------------------------------

_FILL = (
    r"(?:(?:oui|ouais|wi|yes|yeah|yep|yup|yea|ben|bah|beh|euh|heu|hum|well|um|uh|er|so|haha|lol|mdr|non|no|nope|nah|alors|bon|donc|ok|okay|c'?est"
    r"|c|cest|ce|sera|it's|its|it is"
    r"|that's|thats|that is|that would be|that'd be|that'll be|that will be|would be|will be|just|only|seulement|uniquement|juste|que|rien que"
    r"|simplement|simply|solely|entirely|forcement"
    r"|evidemment|obviously|of course|bien sur|hey|a|par|by|to|chez nous|here|honestly|franchement|actually|en fait|au final|then|toujours|always"
    r"|et|and|probably|probablement|normalement"
    r"|mostly|principalement|surtout|mainly|ah|oh|hi|hello|bonjour|tout|ya|y a|hmm+|mmh|ultimately|in the end|finalement|je dirais|i'd say"
    r"|i would say|pour l'instant|ici|for now|sans doute"
    r"|un peu|kind of|it'd be|it would be|it'll be|ce serait|exclusivement|exclusively|affirmatif|exact|exactement|effectivement|absolument"
    r"|absolutely|definitely|certainement|certainly|sure|tjrs|tjs"
    r"|tkt|bcs|cause|as always|comme toujours|en principe|logiquement|a priori|100 ?%|sorry|desole|from|du|de|aupres|with|all|lil|little|old"
    r"|the one and only|directement|directly|au[- ]dela|at the end of the day|en fin de compte|au bout du compte|above that|personne d'autre que"
    r"|nobody but|no one but) ?[,.:!]* ?)*"
)
_ENDING = (
    r"(?: ?(?:obviously|evidemment|of course|bien sur|then|donc|haha+|lol|mdr|quoi|really|tbh|here|ici|alone|only|seule?|en personne|again"
    r"|dans l'entreprise|a bord|voila|pardi|i guess|je crois"
    r"|i think|je pense|for that|pour ca|100 ?%|ptdr|xd|hein|bien entendu|uniquement|seulement|merci|thanks|personally|perso|tout simplement"
    r"|definitely|clairement|forcement|yes|oui|sir|mate"
    r"|evidement|bro|i suppose|je suppose|in the end|au final|sure|quand meme|du coup|surtout|in fact|aussi|principalement|a 100 ?%"
    r"|for sure|too|as well"
    r"|directement|directly|ofc|normalement|en principe|a priori|logiquement|toujours|comme toujours|comme d'hab|absolument|effectivement"
    r"|exclusivement|all the way|mainly|(?:a )?\d+ ?%))*"
)
_BARE_ME = re.compile(
    rf"^{_FILL}(?:(?:moi(?:[- ]?(?:meme|mm|mem))?(?: seule?| toute? seule?| et moi seule?)?|mwa|moa|mooi|moii+|bibi|ma pomme|mezigue|mee+|me"
    rf"|myself|yours truly|i do|i am|i will|i would|meself|me only"
    rf"|me alone|i alone|me myself(?: and i)?|toute? seule?|seule?|alone|on my own|perso|personnellement|solo|votre serviteur|decision maker|(?:ma"
    rf"|mon"
    rf"|my) (?:own )?{_HOUSE})(?:[- ]?meme)? ?)+{_ENDING}$"
)
_BARE_USER = re.compile(rf"^{_FILL}(?:une? |a |an )?(?:futur )?(?:utilisat(?:eur|rice)|user|interimaire){_ENDING}$")
_BARE_US = re.compile(
    rf"^{_FILL}(?:we do|we|us|nous|nous autres|both|ensemble|together|avec d'autres|everyone|everybody|tout le monde|tous|all of us|(?:moi"
    rf"|me) (?:and|et|&|n) [a-z-]+){_ENDING}$"
)
_BARE_THEM = re.compile(
    rf"^{_FILL}(?:{_DET} ?(?:[\w&'-]+ ){{0,2}}?{_PERSON}{_OF}|(?:[\w&]+ )?{_PERSON}{_OF}|[a-z]+ (?:in|from) (?:the )?{_PERSON})(?: (?:does|do|will"
    rf"|would))?{_ENDING}$"
)
_CLAUSES = re.compile(
    r"[,.;:!?()\n]+| - | (?:mais|but|puis|donc|so|because|car|parce que|then|although|though|meme si|while|et ensuite|and then|et apres|however"
    r"|cependant"
    r"|alors que|sauf que|except)\b ?| (?:et (?=je|j'|c'est|le|la|mon|ma)|and (?=i|the|my))"
)

# --- what is not asserted, or not about buying -----------------------------------------------------------------------

_ASKS = re.compile(
    r"^(?:(?:et|and|mais|but|euh|so|bonjour|hello|hi|ok|well|alors)[ ,]+)*(?:qui|quels?|quelles?|quoi|comment|pourquoi|pk|pq|est[- ]ce|c'est quoi"
    r"|combien|quand|peut[- ]on|faut[- ]il|dois[- ]je"
    r"|puis[- ]je|pouvez|peux-tu|avez|a-t-on|who|what|how|why|when|where|which|do|does|did|can|could|should|is|are|will|would|must|may|am|ou)\b"
)
_UNSURE = re.compile(
    r"\b(?:(?:sais?|sait|savons|connais) (?:pas|plus|meme pas|vraiment pas|pas encore|po)(?: encore| trop| vraiment)?,? (?:encore )?(?:si|qui"
    r"|a qui|ki|lequel|quel)"
    r"|pas (?:encore )?(?:sure?|certaine?|decide|defini)(?: encore)? (?:si|de|qui|que)|(?:not|isn't|aren't|un)[ -]?(?:sure|certain|clear"
    r"|decided)(?: yet)? (?:who|if|whether|what)"
    r"|(?:don't|dont|do not|doesn't|no) (?:really |even |yet )?(?:know|idea)(?: yet)? (?:who|if|whether)|(?:haven't|havent|have not"
    r"|hasn't)(?: \w+){0,3} who"
    r"|si (?:c'est|seulement|j'etais|je)|if (?:i|it) (?:were|was|could|is|am))[^,.;!?\n]*"
    r"|(?:^|[,.;!?] ?)(?:who|qui) (?:decides?|will|is|makes|would|should|decidera|va|doit|tranche)\b[^,.;!?\n]*"
)
_ADDRESS = re.compile(r"(?<!\S)\S+@\S+|https?://\S+|www\.\S+")
_WORK = re.compile(
    r"\b(?:conges?|absences?|notes? de frais|pointages?|heures|plannings?|leave|holidays?|timesheets?|time off|expenses|overtime|clients?"
    r"|customers?|clientele|devis|quotes?|fiches?|bulletins?"
    r"|factures?|invoices?|bons?|livraisons?|deliver\w+|shifts?)\b"
)
_TOO_WIDE = re.compile(r"\b(?:teams?|equipes?|support|benevoles|membres|department)$")
_BUYING = re.compile(
    r"^(?:$|[^\w ]| (?:(?:le|la|les|l'|ce|cet|cette|ces|toute?s?|tous|nos|mes|chaque|on|the|this|that|all|any|our|every|sur|final|de"
    r"|des)\b ?)*(?:l')?"
    r"(?:achats?|depenses?|decisions?|budgets?|choix|logiciels?|outils?|contrats?|commandes?|investissements?|projets?|dossiers?|cheques?"
    r"|solutions?|tout|ca|cela|it|this|that|these|purchas\w+"
    r"|spend\w*|orders?|contracts?|software|tools?|everything|anything|things|project|mais|et|puis|donc|alors|ensuite|au|a|avant|apres|pour|chez"
    r"|sur|par|in|but|and|so|then|before|after|at|by"
    r"|when|if|for|first|next|soon|anyway|here|ultimately|finally|off|also|lol|moi|je|i|i'm|me|qui|parce|car|because|en|dans|la-dessus|over|above"
    r"|as|le|la|les|on)\b)"
)
# In a long message only the neighbourhood of these words is read, so that its cost stays bounded.
_LONG, _NEAR, _READ_AT_MOST = 600, 90, 500
_HINT = re.compile(
    r"\b(?:de[cs]i[cdsz]\w*|tranch\w+|sign\w*|valid\w*|approv\w*|approuv\w*|choos\w*|choi\w+|pick|vot(?:e|es|ons|ent)|last|final|finale?|dernier"
    r"|say|call|moi|moi-meme|mine|myself|own|owner\w*|run|accord|aval|feu vert"
    r"|mot|voix|avis|opinion|compar\w+|recommend\w*|recommand\w+|propos\w+|shortlist\w*|advis\w+|conseill\w+|utilis\w+|users?|authori\w+"
    r"|carte blanche|self[- ]employed|sole|a mon compte|dirige|tiens|tete|monte|cree|repris"
    r"|started|founded|launched|created|students?|etudiante?|emploi|job|stage|internship|hiring|recrut\w+|embauch\w+|memoire|these|thesis"
    r"|dissertation|expose|ensemble|together|plusieurs|collegia\w+|boss\w*|patron\w*|chef\w*"
    r"|directeur|directrice|direction|director|managers?|comite|committee|board|conseil|ceo|cfo|daf|pdg|dg|md|associe\w*|partners?|mari|femme|wife"
    r"|husband|siege|hq|head office|bureau|friend|ami\w?|curious|curieu\w+|up to|down to|buck)\b"
)
_HIDDEN = "\0"
_CLAUSE_ENDS = ",.;:!?()\n"


def _hidden(plain: str, start: int, end: int) -> str:
    return plain[:start] + _HIDDEN * (end - start) + plain[end:]


def _windows(plain: str) -> list[tuple[int, int]]:
    """The parts worth reading: all of a message of ordinary length, the neighbourhoods of telling words in a long one."""
    if len(plain) <= _LONG:
        return [(0, len(plain))]
    windows: list[tuple[int, int]] = []
    read = 0
    for hint in _HINT.finditer(plain):
        start, end = max(hint.start() - _NEAR, windows[-1][1] if windows else 0), min(hint.end() + _NEAR, len(plain))
        if start >= end:
            continue
        read += end - start
        if windows and start == windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, end))
        if read >= _READ_AT_MOST:
            break
    return windows


def _asserted(plain: str) -> str:
    """The message without its questions, its addresses and what the visitor does not know."""
    at = 0
    for sentence in re.split(r"(?<=[.!?\n])", plain):
        end = at + len(sentence)
        if sentence.endswith("?") and _ASKS.match(sentence.strip()):
            plain = _hidden(plain, at, end)
        at = end
    for pattern in (_UNSURE, _ADDRESS):
        for found in pattern.finditer(plain):
            plain = _hidden(plain, *found.span())
    return plain


def _is_about_work(plain: str, start: int, end: int) -> bool:
    """Whether "the manager approves …", unasked, tells of leave, quotes or deliveries and not of buying."""
    before = re.split(r"[,.;!?\n]", plain[:start])[-1]
    after = re.split(r"[,.;!?\n]", plain[end:])[0]
    if _TOO_WIDE.search(plain[start:end]):
        return True
    is_question = bool(re.match(r"[^.!?\n]*\?", plain[end:]))
    return is_question or bool(_WORK.search(before + plain[start:end] + after)) or not _BUYING.match(plain[end : end + 40])


def _found(pattern: re.Pattern[str], plain: str, windows: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    for start, end in windows:
        yield from pattern.finditer(plain, start, end)


def _clauses(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for mark in _CLAUSES.finditer(plain, start, end):
        yield start, mark.start()
        start = mark.end()
    yield start, end


def _bare(plain: str, from_: int, to: int, titles: tuple[Title, ...]) -> Iterator[Claim]:
    """Clauses that are an answer by themselves: "moi", "mon patron", "both of us"."""
    for start, end in _clauses(plain, from_, to):
        cut = (start == from_ and from_ > 0) or (end == to and to < len(plain))
        if cut or end - start > 90 or _HIDDEN in plain[start:end]:
            continue
        clause = re.sub(r"[^\w '&+%-]", "", plain[start:end]).strip(" '-")
        if _BARE_OUTSIDE.match(clause):
            yield Claim("outside", start, end)
        elif _BARE_ME.match(clause):
            yield Claim("self", start, end)
        elif _BARE_USER.match(clause):
            yield Claim("no_say", start, end)
        elif _BARE_US.match(clause):
            yield Claim("together", start, end)
        elif _BARE_THEM.match(clause) and not any(start <= title.start < end for title in titles):
            yield Claim("other", start, end)


_TAKEN_BACK = re.compile(r",? (?:non|no)(?= ?(?:$|[.,;!]))")
"""Denies what was just said: "consultée oui, décisionnaire non"."""
_WITHOUT = re.compile(r"(?:sans|without)\b")
_NOTHING = re.compile(
    r"\b(?:rien|jamais|aucun\w*|personne ne|ne (?:peu[xt]|pouvons|puis|bouge)|nothing|never|can'?t|cannot|can not|no [a-z]+ (?:is|gets|goes))\b"
)


def _is_nothing_without(plain: str, start: int, end: int) -> bool:
    """Whether "without approval" is said of what cannot be done so: "sans le feu vert du siège je ne peux rien commander"."""
    if not _WITHOUT.match(plain, start):
        return False
    left = max(plain.rfind(mark, 0, start) + 1 for mark in ".;!?,")
    right = min((at for mark in ".;!?" if (at := plain.find(mark, end)) >= 0), default=len(plain))
    return bool(_NOTHING.search(plain, left, start) or _NOTHING.search(plain, end, right))


def claims_in(message: Utterance, *, asked: bool) -> list[Claim]:
    """All that the message claims of a say; without the question, only what says itself what it is about."""
    windows = _windows(message.plain)
    claims = [
        Claim("outside", *found.span())
        for found in _found(_FROM_OUTSIDE, message.plain, windows)
        if not _DENIED.search(message.plain, max(0, found.start() - 24), found.end())
    ]
    titles = own_titles(message, asked=asked)
    plain = _asserted(message.plain)
    for title in titles:
        if title.rank == "top":
            plain = _hidden(plain, title.start, title.end)
    for phrase in (*_STRANGERS, *_PHRASES):
        if not (phrase.unasked or asked):
            continue
        for found in _found(phrase.pattern, plain, windows):
            if not asked and phrase.kind == "other" and _is_about_work(message.plain, *found.span()):
                continue
            kind = "other" if phrase.kind == "self" and _is_nothing_without(message.plain, *found.span()) else phrase.kind
            if not (kind == "self" and _TAKEN_BACK.match(message.plain, found.end())):
                claims.append(Claim(kind, *found.span()))
            plain = _hidden(plain, *found.span())
    if asked:
        claims += (claim for start, end in windows for claim in _bare(plain, start, end, titles))
    for title in titles:
        if title.rank == "top" or (asked and title.rank != "other"):
            claims.append(Claim(title.rank, title.start, title.end))
    return claims


def _role(claims: list[Claim]) -> tuple[Role, tuple[Kind, ...]] | None:
    """The role that the claims make together, and the kinds of claim that carry it."""
    said = {claim.kind for claim in claims}
    owns = bool(said & {"self", "final"})
    if "outside" in said and "top" not in said:
        return "none", ("outside",)
    if "stranger" in said and not owns and not said & {"top", "takes_part"}:
        return "none", ("stranger",)
    if "final" in said:
        return "decision_maker", ("final",)
    if owns or "top" in said:
        if said & {"other", "together", "not_mine", "no_say"}:
            return "influencer", ("other", "together", "not_mine", "no_say", "self", "top")
        return "decision_maker", ("self", "top")
    if "no_say" in said:
        return ("influencer", ("takes_part", "no_say")) if "takes_part" in said else ("user", ("no_say",))
    if "low" in said and not said & {"takes_part", "together"}:
        return "user", ("low", "other")
    if said & {"takes_part", "other", "together"}:
        return "influencer", ("takes_part", "other", "together")
    if "middle" in said:
        return "influencer", ("middle",)
    return ("user", ("not_mine",)) if "not_mine" in said else None


def _span(plain: str, claims: list[Claim]) -> tuple[int, int]:
    """From the first to the last clause that carries the role; the first clause alone when they stand far apart."""
    start, end = min(claim.start for claim in claims), max(claim.end for claim in claims)
    if end - start > 160:
        first = min(claims, key=lambda claim: claim.start)
        start, end = first.start, first.end
    while start > 0 and plain[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    while end < len(plain) and plain[end] not in _CLAUSE_ENDS:
        end += 1
    if plain[end : end + 1] == ")" and "(" in plain[start:end]:
        end += 1
    while start < end and plain[start] == " ":
        start += 1
    while end > start and plain[end - 1] == " ":
        end -= 1
    return start, end


def read_authority(message: Utterance, *, asked: bool) -> Reading[Authority] | None:
    """The visitor's say in the decision; None when nothing is said of it.

    Bare answers ("moi", "mon patron", "both of us") and middling titles ("head of sales") are read only when asked.
    A yes or a no alone is no answer to "you, you with others, or someone else?".
    """
    claims = claims_in(message, asked=asked)
    answer = _role(claims)
    if answer is None:
        return None
    role, kinds = answer
    start, end = _span(message.plain, [claim for claim in claims if claim.kind in kinds])
    return Reading(Authority(role), message.quote(start, end), start, end)
