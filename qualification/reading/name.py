"""A person's name, given as an answer, in an introduction or as a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import islice, pairwise
from typing import Literal, NamedTuple

from qualification.reading.language import GRAMMAR, JOBS, NEUTRAL, TRADES, WORDS, folded
from qualification.reading.utterance import Reading, Utterance

FIRST_NAMES = frozenset(files("qualification.reading").joinpath("first_names.txt").read_text(encoding="utf-8").split())
"""Common first names of both countries and of those their people come from, without accents."""

_NOT_NAMES_TEXT = """
azerty qwerty asdf asdfgh qsdf test tests blabla bla xxx xyz toto titi tata foo bar hello anon anonyme anonymous inconnu unknown untitled null
none na nc nda nsp rien personne facturation invoicing inventaire compta comptabilite production logistique informatique chantier livraison transport
transports commerce industrie immobilier commercial commerciale technique financier financiere generale general marketing operations finance
ventes achats rh drh daf dsi pdg ceo cfo cto coo hr it vp president presidente presidence secretaire assistant assistante consultant consultante
ingenieur engineer developer developpeur technicien acheteur buyer francais francaise belge suisse anglais anglaise british english french irish
scottish welsh german italian spanish american polish dutch portuguese indian european africain europeen lyonnais lyonnaise parisien parisienne
breton bretonne marseillais dutch canadian canadien quebecois interessant interesting bizarre marrant fatigue deborde presse ready dispo worried
sick back married new-here online offline here-we dot point arobase mailto tel mob fax siret siren landline standard effectif headcount title
instead throwaway perso tbd tba tbc eom eoy asap depends whatever zilch zero nada none tight myself himself herself yourself ourselves themselves
immediately pronto illico whenever someday later dunno mm fixed capped unlimited solo something else azertyuiop per sme pme ravi ravie dit dite
alias aka noel paques christmas easter google linkedin facebook instagram excel outlook sage salesforce hubspot odoo xero quickbooks whatsapp
teams zoom slack word access windows android iphone idem pareil same ditto non-merci no-thanks why-not stop quit cancel annuler help aide menu
request enquiry inquiry query message note order update feedback referral proposal offer letter reminder regarding quotation
demande devis relance rappel commande offre courrier objet subject bonjour attn attention
retour skip next suivant pass passe continuer continue monsieur madame mademoiselle sir madam mister miss docteur doctor
"""
_PLACES_TEXT = """
paris lyon marseille toulouse nice nantes montpellier strasbourg bordeaux lille rennes reims toulon grenoble dijon angers nimes villeurbanne
clermont clermont-ferrand brest tours limoges amiens annecy perpignan metz besancon orleans rouen mulhouse caen nancy pau tarbes bayonne biarritz
avignon cannes antibes poitiers rochelle calais dunkerque valence quimper vannes lorient chambery colmar troyes bourges ajaccio bastia monaco
bruxelles brussels liege namur charleroi anvers antwerp gand bruges geneve geneva lausanne zurich berne basel luxembourg montreal quebec toronto
casablanca rabat tunis alger dakar abidjan douala london leeds manchester birmingham liverpool bristol sheffield newcastle nottingham leicester
coventry bradford cardiff swansea edinburgh glasgow aberdeen dundee belfast dublin cork galway limerick brighton oxford cambridge southampton
portsmouth plymouth exeter bath york hull derby stoke norwich reading luton kent surrey essex sussex devon cornwall dorset yorkshire lancashire
norfolk suffolk hampshire berlin munich hamburg frankfurt cologne vienna amsterdam rotterdam madrid barcelona lisbon porto rome milan turin
naples warsaw krakow prague budapest copenhagen stockholm oslo helsinki athens new-york boston chicago seattle austin dallas sydney melbourne
delhi mumbai singapore dubai france belgique belgium suisse switzerland allemagne germany espagne spain italie italy portugal angleterre england
ecosse scotland wales ireland irlande uk usa us europe america canada maroc morocco tunisie algerie senegal bretagne brittany normandie normandy
alsace provence corse auvergne occitanie aquitaine bourgogne picardie savoie vendee guadeloupe martinique reunion china chine india inde japan
japon australia poland pologne netherlands holland sweden norway denmark finland austria autriche africa afrique asia asie ouest est nord sud
south north east west midi province
"""
NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
PLACES = frozenset(_PLACES_TEXT.split())

_EVERYDAY = (*GRAMMAR.values(), *WORDS.values(), NOT_NAMES, TRADES, JOBS, NEUTRAL)
_EVERYDAY_ACCENTED = (GRAMMAR["fr"], WORDS["fr"], NOT_NAMES, TRADES, JOBS, NEUTRAL)
"""What a word with accents may be: Côme is not "come"."""

_SURNAMES_TEXT = """
martin bernard dubois thomas robert richard durand leroy moreau simon laurent lefebvre garcia bertrand roux fournier morel girard lefevre mercier
dupont lambert bonnet martinez legrand garnier faure rousseau guerin muller roussel perrin morin gauthier dumont lopez fontaine chevalier masson
sanchez boyer lemaire duval joly gautier roche roy meyer meunier perez marchand dufour blanchard barbier brun dumas brunet schmitt leroux colas
fernandez renard arnaud rolland caron giraud leclerc vidal bourgeois renaud lemoine picard gaillard philippe leclercq lacroix fabre dupuis
olivier rodriguez da-silva hubert louis charles guillot riviere le-gall guillaume adam rey moulin gonzalez berger lecomte menard fleury deschamps
carpentier julien benoit paris maillard marchal aubert collet jacquet prevost poirier bertin renault pierre huet roger royer roy perrot klein
cousin leblanc hamon bouvier haddad benali diallo traore ndiaye diop sarr ba sow fall gueye cisse camara keita nguyen tran pham silva santos
ferreira pereira costa oliveira rossi ferrari bianchi petit lebrun delaunay smith jones taylor brown williams wilson johnson davies robinson
wright thompson evans walker white roberts green hall wood jackson clarke clark patel khan lewis james phillips mason mitchell rose davis rodgers
cox alexander campbell wilkinson cook bennett marshall richardson shaw bailey kelly murphy simpson graham stevens kennedy murray parker palmer
stewart harrison harris ward edwards collins king turner hill moore cooper hughes watson allen anderson scott morris miller baker reed russell
ellis hunt gibson gordon fraser macdonald mcdonald reid ross morrison singh kaur shah ahmed hussain ali begum gupta sharma kumar chen wang zhang
li liu wong lee kim park obrien o'brien byrne ryan walsh o'connor o'neill doyle mccarthy gallagher doherty lynch kowalski nowak wisniewski novak
schmidt schneider fischer weber becker hoffmann
asante okoro okafor adeyemi adebayo adeleke nwosu eze mensah boateng osei owusu appiah mbeki dube moyo ncube khumalo dlamini kouassi kouame kone ouattara bamba
sissoko dembele coulibaly sylla sane kante ndongo belkacem bouazza benhaddou benamar haddadi rezki khelifi ziani mansouri slimani bensaid boukhari hamdi cherif
papadopoulos vandenbroucke peeters janssens jansen claes wouters visser bakker kruger petrov ivanov popescu ionescu kovacs horvath nagy szabo yilmaz demir kaya
tanaka suzuki yamamoto nakamura watanabe huang zhao lin tan lim goh ng choi jung nair reddy iyer rao menon chowdhury islam hassan hussein rahman karim
"""
SURNAMES = frozenset(_SURNAMES_TEXT.split())

_SURNAME_PARTICLES = frozenset(("de", "du", "d", "des"))
"""Also said before a company ("Fatou Sarr de Net et Clair"), so they join only a first name to one word."""
_PARTICLES = frozenset(
    (
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "da",
        "dos",
        "das",
        "do",
        "di",
        "della",
        "del",
        "el",
        "al",
        "ben",
        "bin",
        "bint",
        "la",
        "le",
        "y",
        "ould",
        "af",
        "zu",
        "st",
        "mc",
        "mac",
        "nic",
        "ui",
        "o",
    )
)
_LOWER_PARTICLES = frozenset(
    ("de", "du", "des", "d", "la", "le", "van", "von", "der", "den", "ter", "ten", "da", "dos", "das", "do", "di", "y", "af", "zu")
)
_MAC_STEMS = ("donald", "kenzie", "leod", "intyre", "arthur", "gregor", "millan", "lean", "pherson", "kay", "neil", "farlane", "dougall", "allister")

_TOKEN = re.compile(r"(?:[^\W\d_]\.){1,3}(?![^\W\d_]{2})|[^\W\d_]++(?:['’`-][^\W\d_]++)*+(?![@\d_/\\]|\.\w)\.?")
_GAP = re.compile(r"[ \u00a0]{1,3}")
_TITLE = re.compile(
    r"(?:(?:m\.?|mr|monsieur) (?:et|and|&) (?:mme|madame|mrs)\b\.?|(?:monsieur|madame|mademoiselle|mme|mlle|mr|mrs|ms|miss|mister|dr|docteur"
    r"|doctor|prof|professeur|professor|maitre|sir|lady|dame|rev|reverend|the reverend|capt)\b\.?|m\.|me\.|m(?= [A-Z]))[ ]*"
)

_POLITE_TEXT = """
merci thanks thank thx please svp stp cheers bonjour hello bonsoir beaucoup enchante enchantee ici here cordialement regards phd mba esq bsc fca
ltd limited plc llp inc llc corp sarl sas sasu eurl
"""
_POLITE = frozenset(_POLITE_TEXT.split())

_PARTICLE_FIRST = re.compile(r"(?:Le|La|De|Du|El|Van|Von|Dos|Da|Ben) (?=[A-Z])")

ROLE = (
    r"(?:owner|founder|fondat\w+|director|direct(?:eur|rice|ion)|manager|managing|head|gerant\w*|dirigeant\w*|patron\w*|president\w*|responsable"
    r"|chef\w*|charge\w*|assistant\w*|comptable|administrat\w+|tresorier\w*|treasurer|clerk|trustee|bookkeeper|coordinat\w+"
    r"|associe\w*|ceo|cfo|cto|coo|hr|it|drh|daf|dsi|pdg|dg|raf|partner|secretar\w*|secretaire|consultant\w*|officer|finance|sales|operations|ops"
    r"|office|purchasing|accounts|accountant|warehouse|practice|lead"
    r"|commercial\w*|acheteu\w*|buyer|artisan\w*|proprietaire|boss|teacher|engineer|ingenieur\w*|technicien\w*|boulang\w+|plombier|student"
    r"|etudiant\w*|freelance\w*|independant\w*|" + "|".join(sorted(JOBS - {"emploi", "demandeur", "charge"})) + ")"
)
_ROLE = (
    r"(?:(?:je suis|i'm|i am|the|a|an|le|la|l'|un|une) ?)?(?:co-?|vice-|deputy |sous-|senior |junior |chief |general |interim )?"
    rf"{ROLE}\b"
)

Trust = Literal["named", "introduced", "listed", "claimed"]
"""How plainly the words before say that a name follows: "my name is", "call me", "I'm the owner,", "I'm"."""

_CUES: tuple[tuple[Trust, re.Pattern[str]], ...] = (
    (
        "named",
        re.compile(
            r"\b(?:je (?:m' ?|m|me )(?:appelle|appel|apelle|prenomme|nomme)|j'?m'appelle|mon (?:petit )?(?:nom|prenom)(?: complet| de famille"
            r"| de jeune fille)? ?(?:c'est|est|c|s'ecrit|:|=)"
            r"|my (?:full |first |last |family )?(?:name|surname) ?(?:(?:is|'s|s)(?: (?:spell?ed|spelt|written|actually))?|:|=)|(?:the |and )?name's|the name is|(?:^|[.,;!] ?)name is|(?:^"
            r"|[,.;(] ?)(?:full )?(?:name|nom|nom complet|nom et prenom|prenom et nom|prenom) ?[:=]"
            r"|(?:^|[.,;!] ?)(?:full name|nom complet)|au nom de|under(?: the name(?: of)?)?|real name|(?:mon )?vrai nom|(?:mine(?: is|'s)|l[ea] mien(?:ne)?,? (?:c'est|est)|on paper|sur le papier|officiel(?:ly|lement))"
            r"(?:,? (?:it's|i'm|je suis|c'est))?"
            rf"|(?:^|[,.;(!?] ?|- )(?:contact|person|personne|from|interlocut(?:eur|rice)|{ROLE}) ?[:=]) +",
        ),
    ),
    (
        "introduced",
        re.compile(
            r"\b(?:moi,? ?(?:c'?est|c)|je me presente,? ?:?|(?:vous pouvez|tu peux|on peut) m'appeler|(?:appelez|appelle)[- ]moi|on m'appelle"
            r"|(?:you (?:can|may) |just |people |friends |please )?call me"
            r"|(?:^|just |only |it's |c'est |juste )(?:me|moi)(?: again| encore)?,|(?:send|envoye[rz]|adresse[rz])(?: [\w']+){0,4} (?:to|a)(?= (?:m\.|mme|mlle|mrs?\b|ms\b|dr\b))|on me surnomme|i go by|i'm called|im called|je signe|mettez|that(?:'d| would) be|(?:every(?:one|body) )?(?:just )?calls me|i'd be|you're (?:talking"
            r"|speaking) (?:to|with)|vous parlez (?:a|avec)|not(?:ez|erez)|ecri(?:vez|rez)|vous pouvez (?:noter|mettre|ecrire)|dites|demandez"
            r"|ask for|(?:you(?:'d| had) better |better )?(?:write|put)(?: me)?(?: down)?(?: as)?"
            r"|(?:rappel|contact|joind|repond|call|ring|phone|reply|speak|talk)(?:ez|er|re)?(?: back)?(?: to| a| avec| with)?"
            r"(?= (?:m\.|mme|mlle|mrs?\b|ms\b|dr\b)|(?: [^\W\d_][\w'-]+){1,2}(?: (?:at|from|@|de|du|chez) [^,.;:!?\d]{2,40})? (?:on|at|au|sur) (?:the |le )?[+(\d])) +"
        ),
    ),
    (
        "listed",
        re.compile(rf"\b(?:(?:please )?contact|(?:je suis|i'm|i am|im) (?:le |la |l'|the |an? |une? )?(?:[\w'-]+ ){{0,2}}{ROLE}\b[\w' ]{{0,30}},) +"),
    ),
    ("claimed", re.compile(r"\b(?:moi|je suis|j'suis|jsuis|i'm|im|i am|this is|ici|it's|its|it is|c'est|c|that's|here is|je m'identifie) +")),
)

_GREETING = (
    r"(?:(?:(?:bien )?le bonjour|bonjour|bonsoir|bjr|bsr|salut|slt|cc|coucou|hello|hi|hey|hiya|heya|howdy|yo|(?:good )?(?:morning|afternoon|evening|day)|dear|greetings"
    r"|madame|monsieur|mesdames|messieurs)\b"
    r"(?: (?:there|all|a toute l'equipe|a l'equipe|both|folks|guys|team|everyone|everybody|again|sir|madam|or madam|sirs|a tous|a toutes|a vous|l'equipe|la team|tout le monde|vestibule(?: team)?|from [^,.!?;:]{2,25}(?=[,.!])|madame|monsieur)\b)*"
    r"(?P<comma>[^\w(]{0,4}[,.!:;-][^\w(]*)?[^\w(]*"
    r"|(?:suite a|apres|merci (?:pour|de)|following|further to|after|thanks for|thank you for|sorry (?:for|about)) [^,.!?:;]{3,60}[,.!?:;-]+ )"
)
_OPENS = re.compile(rf"\W*(?:{_GREETING}{{1,3}})?")
_SAYS_WHO = re.compile(
    rf"^ ?(?:,? ?\(?{_ROLE}| ?- ?{_ROLE}|,? (?:here|this side|speaking|again|ici|encore|a l'appareil)\b|,? (?:from|de chez|chez|at|with|pour|representing|on behalf of"
    rf"|pour le compte de)(?= [^\W\d_])|,? ?@ ?(?=[^\W\d_])"
    r"|,? (?:de|of) (?:la |l'|le )?[^\W\d_]|,? d'[^\W\d_]|,? du [^\W\d_])"
)
_STANDS_ALONE = re.compile(
    rf"^ ?(?:$|[^\w ']|{_ROLE}|(?:et|and|but|mais|merci|thanks|thank|please|svp|stp|from|at|with|of|de la|de l'|de chez|chez|de|du|pour|here|speaking|again|ici"
    rf"|encore|a l'appareil|a votre service|enchante\w*|btw|by the way|au fait|when|if|quand"
    r"|calling|writing|nice to|pleased to|(?:i|we|je|nous|on) (?=\w)|j'|c'est mon nom|c mon nom|is my name|is the name|is fine|will do|ca suffi\w+"
    r"|(?:on|at|au|sur) (?:the |le )?(?=[+(\d])|phd|mba|esq|bsc|fca|obviously|of course|bien sur|et vous|et toi"
    r"|and you|aussi|too|si vous voulez)\b"
    r"|(?:on|at|au|sur) (?:the |le )?[+(\d]|\S{1,64}@|\+?\d[\d .()-]{6}|https?:|www\.)"
)
_OF_HOUSE = re.compile(r" (?:of|de la|de l'|des|du|de|d') ?")
_AT_A_HOUSE = re.compile(r" ?,? ?(?:from|de chez|chez|at|@|\() ?(?:the |la |le |l'|les )?")
_THANKS = (
    r"(?:merci(?: d'avance| beaucoup| bcp| mille fois| par avance| a vous| de votre (?:aide|retour|reponse))?"
    r"|(?:bonne|belle|excellente) (?:journee|soiree|fin de journee|semaine|continuation)|bon (?:week-?end|courage)|a (?:bientot|tres vite|plus|tout de suite)"
    r"|(?:many )?thanks(?: (?:in advance|a lot|again|so much|very much|ever so|a million|for your (?:help|time)))*|thank you(?: (?:so|very) much| in advance)?"
    r"|thx|tks|cheers|best|ta(?: very much)?|much appreciated|(?:speak|talk) soon|take care|love|bises?)"
)
_CLOSING = (
    r"(?:(?:bien |tres )?cordialement(?: votre)?|cdlt|cdt|bien a (?:vous|toi)|(?:mes |avec mes )?(?:sinceres |meilleures |respectueuses )?(?:salutations|remerciements|amities)(?: distinguees)?"
    r"|respectueusement|amicalement|(?:bien )?sincerement(?: votre)?|b?rgds|kr|(?:mes )?(?:sentiments|hommages) \w+|(?:with )?(?:kind|kindest|best|warm|warmest|many)? ?regards|all the best|best(?= ?[,-])"
    r"|(?:with )?(?:best|warm|warmest|kind|good) wishes|sincerely(?: yours)?|respectfully|yours(?: (?:truly|sincerely|faithfully|ever))?|signed|signe)"
)
_SIGNS_OFF = re.compile(rf"\b(?:(?P<closing>{_CLOSING})|{_THANKS})\b(?P<mark> ?[,.!;:-]+ *| +)")
_ENDS_MESSAGE = re.compile(
    r"^(?:[^\w]{0,8}|[ .]x{1,4}\W*)$|^ ?[,|/-]? ?(?:\S{1,64}@|\+?\(?\d[\d .()-]{6}|www\.|https?:|tel\b|mob\b|ph\b|[|]|[(]?(?:- )?" + _ROLE + r")"
)
_LEAD = re.compile(
    r"(?:(?:(?:no|non|nope|pas)(?= ?[,.;:!])|bonjour|bonsoir|salut|hello|hi|hey|ok(?:ay)?|oui|yes|yep|yeah|ouais|sure|of course|bien sur|certainly"
    r"|absolutely|d'accord|alors|donc|euh+|eh|bah|ben|hein"
    r"|hum|um+|uh+|er+m?|well|so|right|oups|oops|pardon|sorry|desolee?|juste|just|only|(?:tout )?simplement|avec plaisir|with pleasure|my bad|voila|voici"
    r"|tiens|mhm+|volontiers|no problem|pas de (?:souci|probleme)|and|et|it would be|ce sera"
    r"|ce serait|signe|moi|enfin|plutot|rather|actually|en fait|correction|i meant|i mean|je voulais dire|je veux dire)\b[ ,.:;!?-]*)+"
)
_SENTENCE_ENDED = re.compile(r"(?:(?<!\b[^\W\d_])\.|[!?)…]|(?<=\w)\W? -{1,2}| [–—]) ?(?:-{1,2} ?|[–—] ?)?(?=[^\W\d_])")
LONG_ENOUGH_TO_SIGN = 15
MOST_CUES = 12
"""How many clauses and introductions are looked at."""

_BOUNDARY = re.compile(r"[,;:!?()\n|•…]+|(?<!\b\w)(?<!\b[md][rs])(?<!\bmrs)(?<!\bmme)(?<!\bprof)\.(?= |$)| - | – | — ")
_DENIED = re.compile(r"\b(?:pas|not|et non|isn't|n'est pas|instead of|au lieu de)\b ?(?:mr|mrs|mme|m\.)? ?$")
_FIRST_AND_LAST = (
    re.compile(
        r"\b(?:first ?name|given name|forename|prenom) ?(?:is|:|=|est|c'est)? ?(?P<first>[^\W\d_][\w'’.-]*)[ ,;/]+(?:(?:et|and) )?(?:my "
        r"|mon )?(?:last ?name|surname|family name|nom(?: de famille)?) ?(?:is|:|=|est|c'est)? ?(?P<last>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)?)"
    ),
    re.compile(
        r"\b(?:last ?name|surname|family name|nom(?: de famille)?) ?(?:is|:|=|est|c'est)? ?(?P<last>(?:(?:de|du|des|van|von|der|den|le|la|el|al) ){0,2}[^\W\d_][\w'’-]*)[ ,;/]+(?:(?:et|and) )?(?:my "
        r"|mon )?(?:first ?name|given name|forename|prenom) ?(?:is|:|=|est|c'est)? ?(?P<first>[^\W\d_][\w'’.-]*)"
    ),
)  # fmt: skip
_LAST_THEN_LABEL = re.compile(
    r"^\W*(?P<last>[^\W\d_][\w'’-]+)[,.;] ?(?:et )?(?:mon |my )?(?:prenom|first ?name|forename) ?(?:is|:|=|est|c'est)? ?(?P<first>[^\W\d_][\w'’.-]*)\W*$"
)
_MASHED = re.compile(r"(.)\1\1|^[^aeiouy]{4,}$")
_SURE_WORD_ENDING = re.compile(r".{3,}(?:ement|tion|tions|sion|iquement|ness|ately|ually|ity|ite)$")
_WORD_ENDING = re.compile(r".{3,}(?:ement|tion|tions|sion|ing|ness|ity|ite|ment|ments|iquement|eux|euse|ique|able|ible|ware|age|ance|ence)$")


class Run(NamedTuple):
    """Words that may be one person's name, and where they stand."""

    words: tuple[str, ...]
    start: int
    end: int
    titled: bool = False
    """Whether "Mme", "Dr" or their like stands before it."""

    @property
    def is_capitalised(self) -> bool:
        return all(
            word[0].isupper() or folded(word.lower()).rstrip("'") in _PARTICLES | _SURNAME_PARTICLES or word[:2] in ("d'", "d’")
            for word in self.words
        )

    @property
    def begins_with_first_name(self) -> bool:
        return is_first_name(self.words[0])


def read_name(message: Utterance, *, asked: bool) -> Reading[str] | None:
    """The visitor's name in tidy capitals, without titles; a lone first or last name too."""
    run = _speaker(message, asked)
    if run is None and asked and (bare := _bare(message)):
        run = _fuller(message, bare)
    if run is None:
        return None
    return Reading(_tidy(run.words), message.quote(run.start, run.end), run.start, run.end)


def _fuller(message: Utterance, run: Run) -> Run:
    """ "Sanjay here, Sanjay Raghunathan", "The name is Bond. Gerald Bond.": the full name that holds the single one."""
    if len(run.words) > 1:
        return run
    for start, end, _ in islice(_clauses(message), MOST_CUES):
        full = run_at(message, start, lower=False) if start > run.end else None
        if full and 1 < len(full.words) <= 4 and full.end <= end and run.words[0] in full.words and full.is_capitalised:
            return full
    return run


def speaker(message: Utterance) -> Run | None:
    """Who introduces themselves or signs, unasked."""
    return _speaker(message, asked=False)


@lru_cache(maxsize=16)
def _speaker(message: Utterance, asked: bool) -> Run | None:
    run = _labelled(message) or _cued(message, asked) or _introduced(message) or _signed(message)
    return _fuller(message, run) if run else None


def sentence_starts(message: Utterance) -> Iterator[int]:
    """Where the first sentences begin, after a greeting."""
    opened = _OPENS.match(message.plain)
    first = opened.end() if opened else 0
    yield first
    for found in islice(_SENTENCE_ENDED.finditer(message.raw), MOST_CUES):
        if found.end() > first:
            greeted = _OPENS.match(message.plain, found.end())
            yield max(found.end(), greeted.end() if greeted else 0)


def is_first_name(word: str) -> bool:
    plain = folded(word.lower()).rstrip(".")
    return plain in FIRST_NAMES or plain.split("-")[0] in FIRST_NAMES


def is_ordinary(word: str) -> bool:
    """Whether a word is one of everyday speech or of business, so that it names nobody by itself."""
    if _is_initial(word):
        return False
    plain = folded(word.lower()).rstrip(".").replace("’", "'")
    if any(plain in words for words in (_EVERYDAY if word.isascii() else _EVERYDAY_ACCENTED)):
        return True
    if plain.endswith("s") and len(plain) > 4 and any(plain[:-1] in words for words in _EVERYDAY):
        return True
    if "-" in plain and all(any(part in words for words in GRAMMAR.values()) for part in plain.split("-")):
        return True
    head, mark, tail = plain.partition("'")
    elided = head in ("l", "j", "n", "c", "s", "t", "m", "qu") and not word.partition("'")[2][:1].isupper()
    return bool(mark) and (elided or tail in ("s", "re", "ve", "ll", "m", "t", "d"))


def _is_grammar(word: str) -> bool:
    plain = folded(word.lower()).rstrip(".")
    return any(plain in words for words in GRAMMAR.values())


def run_at(message: Utterance, start: int, *, lower: bool, whole: bool = False) -> Run | None:
    """The name-like words from `start` on.

    `lower` lets words without capitals in; `whole` also ordinary words after a first name, for an answer
    that is a name and nothing else (Rose Petit, Will Young).
    """
    title = _TITLE.match(message.plain, start)
    if message.raw.startswith(("Me ", "M "), start) and message.raw[start + 2 : start + 4].strip()[:1].isupper():
        title = re.compile(r"\w+ ").match(message.plain, start)
    begin = start
    if (title and title.end() < len(message.raw) and not message.raw[start : start + 2].islower()) or (title and title.end() - start > 2):
        start = title.end()
        if _PARTICLE_FIRST.match(message.raw, start):  # Mme Le Guen
            start_of_rest = message.raw.index(" ", start) + 1
            rest = run_at(message, start_of_rest, lower=lower, whole=whole)
            return Run((message.raw[start : start_of_rest - 1], *rest.words), start, rest.end, True) if rest else None
    words: list[str] = []
    end = at = start
    pending: list[str] = []
    while len(words) + len(pending) < 6:
        found = _TOKEN.match(message.raw, at)
        if not found:
            break
        word = found.group().replace("’", "'").replace("`", "'")
        # A point ends an initial (J.), else the sentence.
        bare = word.rstrip(".")
        closes = word.endswith(".") and "." not in bare and len(bare) > 1
        plain = folded(bare.lower())
        if words and _joins(message, plain, words, found.end(), closes):
            pending.append(bare)
        elif _is_initial(word) or _may_stand(bare, words, pending, lower, whole) or (start > begin and not words and _may_follow_title(bare)):
            words, end = [*words, *pending, bare if closes else word], found.end() - (1 if closes else 0)
            pending = []
        elif words and plain in TRADES and (word[0].isupper() or words[0].islower()):
            return None  # "Fernhill Care Home", "quivault joinery": a company
        else:
            break
        gap = _GAP.match(message.raw, found.end())
        if closes or not gap:
            break
        at = gap.end()
    return Run(tuple(words), start, end, start > begin) if words else None


def _joins(message: Utterance, plain: str, words: list[str], end: int, closes: bool) -> bool:
    """Whether the word is a particle inside a name ("de" of Bertrand de Kerguelen, not of Fatou Sarr de Net et Clair)."""
    if closes or end >= len(message.raw):
        return False
    if plain == "ni":  # Bríd Ní Chonaill
        return message.raw[end - 2].isupper() and _next_word(message, end)[:1].isupper()
    if plain in _PARTICLES and plain not in ("la", "le"):
        return not (
            plain in ("do", "st", "y", "af", "o") and words and not message.raw[end - len(plain)].isupper() and is_ordinary(_next_word(message, end))
        )
    if plain in ("la", "le") and is_first_name(words[0]) and not is_ordinary(_next_word(message, end)):
        return len(words) == 1
    if plain in ("la", "le"):
        return bool(message.raw[end - 2].isupper()) or folded(message.raw[max(0, end - 6) : end - 2].lower()).strip().endswith(("de", "van"))
    if plain not in _SURNAME_PARTICLES or len(words) != 1:
        return False
    following = _TOKEN.findall(message.raw[end : end + 60])
    names = [word for word in following[:4] if folded(word.lower()) not in _PARTICLES]
    if not names or folded(names[0].lower()) in PLACES or is_ordinary(names[0]):
        return False
    # Two capitals after "de" are a company's name rather than a family's.
    return not (len(names) > 1 and names[0][0].isupper() and names[1][0].isupper() and _GAP.match(message.raw[end + 1 + len(names[0]) :]))


def _is_initial(word: str) -> bool:
    return word.endswith(".") and (len(word) == 2 or "." in word[:-1])


def _next_word(message: Utterance, at: int) -> str:
    found = _TOKEN.search(message.raw, at)
    return found.group() if found else ""


def _may_stand(word: str, words: list[str], pending: list[str], lower: bool, whole: bool) -> bool:
    """Whether the word can be the next of a name after `words`."""
    plain = folded(word.lower())
    if len(plain) > 30 or (len(plain) == 1 and not word.isupper() and not (lower and words)):
        return False
    if plain.startswith(("l'", "j'", "c'", "n'", "s'", "t'", "qu'", "m'")) and not (word[0].isupper() and word.partition("'")[2][:1].isupper()):
        return False
    if words and re.match(r"[^\W\d_a-zà-ÿ]{2,}[a-zà-ÿ]", word):
        return False  # MRPharmS
    if plain.startswith("d'"):
        return len(words) == 1 and not is_ordinary(plain[2:]) and (word[2:3].isupper() or lower)
    if not words:
        if not lower and not word[0].isupper():
            return False
        return is_first_name(word) or plain in SURNAMES if is_ordinary(word) else True
    if plain in _POLITE:
        return False
    if _is_grammar(word) and not (whole and word[0].isupper()):
        return False
    # "Claire martin", but not "Jean-Baptiste Poquelin dit Molière".
    if word.islower() and words[0][0].isupper() and not (lower and (is_first_name(word) or plain in SURNAMES)):
        return False
    if is_ordinary(word):
        return is_first_name(words[0]) and (whole or (word[0].isupper() and words[0][0].isupper() and plain not in NOT_NAMES and len(words) == 1))
    return True


_POSTS = frozenset(
    ["directeur", "directrice", "gerant", "gerante", "maire", "director", "manager", "chairman", "chair", "mayor", "owner", "adjoint", "adjointe"]
)


def _may_follow_title(word: str) -> bool:
    """Whether a word of everyday speech is a family's name because of its title: Me Charpentier, Mrs Baker, Mr T Hollis."""
    plain = folded(word.lower())
    return (
        word[0].isupper()
        and not any(plain in words for words in GRAMMAR.values() if len(word) > 1)
        and plain not in NOT_NAMES
        and plain not in _POSTS
    )


def _labelled(message: Utterance) -> Run | None:
    """ "Nom : Martin, prénom : Claire"."""
    for pattern in (*_FIRST_AND_LAST, _LAST_THEN_LABEL):
        found = pattern.search(message.plain)
        if found:
            words = [message.raw[slice(*found.span(group))].strip(" .'-") for group in ("first", "last")]
            if all(words) and not any(_is_grammar(word) for word in words):
                return Run(tuple(" ".join(words).split()), *found.span())
    return None


def _cued(message: Utterance, asked: bool) -> Run | None:
    """The name after "my name is", "moi c'est", "I'm" and their like."""
    for trust, pattern in _CUES:
        for found in islice(pattern.finditer(message.plain), MOST_CUES):
            if _DENIED.search(message.plain[max(0, found.start() - 40) : found.start()]):
                continue
            run = run_at(message, found.end(), lower=True)
            if run and _is_believed(message, run, found, trust, asked):
                return run
    return None


def _is_believed(message: Utterance, run: Run, cue: re.Match[str], trust: Trust, asked: bool) -> bool:
    """Whether what follows the cue is a name rather than the rest of a sentence."""
    after = message.plain[run.end :]
    alone = bool(_STANDS_ALONE.match(after))
    first, known = run.words[0], run.begins_with_first_name
    if folded(first.lower()) in PLACES and not known:
        return False
    if trust == "named":
        return alone or known or run.is_capitalised
    if not alone:
        return False
    if trust == "listed":
        return (len(run.words) > 1 or run.titled) and run.is_capitalised and (known or _is_personal(run)) and not tells_of_another(after)
    if trust == "introduced":
        return known or run.is_capitalised or (asked and _is_known(run))
    said = cue.group().strip()
    if tells_of_another(after):
        return False
    if message.plain[cue.end() : run.start].strip() and run.is_capitalised and said not in ("c'est", "c", "that's"):
        return True  # "je suis Mme Tran"
    if said in ("c'est", "it's", "its", "it is", "c", "that's", "here is") and not asked:
        # "c'est Marc", "it's Christmas": only an opening with a full name, or with a house, is an introduction.
        opens = bool(_OPENS.fullmatch(message.plain[: cue.start()]))
        if len(run.words) == 1:
            begins = opens or bool(re.search(r"[,.;:!?-] ?$", message.plain[: cue.start()]))
            houses = _names_house(message, run) or (opens and bool(_HOLDS.match(after) or (known and _POST.match(after))))
            return begins and (known or may_be_first_name(first)) and houses and (opens or known)
        return known and opens
    if said == "moi":
        return known and first[0].isupper() and (asked or bool(_OPENS.fullmatch(message.plain[: cue.start()])))
    if known and (first[0].isupper() or len(run.words) > 1 or (asked and not is_ordinary(first))):
        return True
    if known and said in ("i'm", "im", "i am", "je suis", "ici", "this is") and not is_ordinary(first):
        return True
    if len(run.words) == 1 and may_be_first_name(first) and said in ("i'm", "im", "i am", "je suis", "this is", "ici"):
        # "I'm Tadhg and I do the books": an unknown first name, when somebody goes on to speak of themselves.
        return asked or bool(_SPEAKS_ON.match(after)) or _names_house(message, run)
    return run.is_capitalised and (len(run.words) > 1 or asked)


_SPEAKS_ON = re.compile(rf"^ ?(?:(?:,|and|et|-) ?(?:i|we|je|j|nous|on)\b|(?:,|-|\() ?{_ROLE})")


def may_be_first_name(word: str) -> bool:
    """Whether an unknown word in capitals can be somebody's first name: no place, nothing of everyday speech, and not made like a word."""
    plain = folded(word.lower())
    if not (word[0].isupper() and word[1:].islower() and 2 < len(word) < 15) or is_ordinary(word):
        return False
    return (
        plain not in PLACES and plain not in NOT_NAMES and not _MASHED.search(plain) and not _WORD_ENDING.match(plain) and not _OF_PEOPLE.match(plain)
    )


_OF_PEOPLE = re.compile(r".{2,}(?:ais|aise|ois|oise|ien|ienne|ish|ese|ian|iste?|ings?|ers|eurs?|ed|ly)$")
"""How nationalities, doers and deeds end: "je suis Alsacien", "Switching from"."""


def _names_house(message: Utterance, run: Run) -> bool:
    """Whether a house in capitals follows: "Kev @ Moorland Tyres", "Jojo de la brasserie du Canal", "Wilf Hargreaves, Hargreaves & Son"."""
    if len(run.words) > 1 and re.match(rf" ?[,(-] ?(?:the )?{re.escape(folded(run.words[-1].lower()))}\b", message.plain[run.end :]):
        return True
    link = _AT_A_HOUSE.match(message.plain, run.end)
    if link and message.raw[link.end() : link.end() + 1].isupper():
        return folded(_next_word(message, link.end()).lower()) not in PLACES
    if link and link.group().strip() not in ("at", "@") and begins_with_trade(message, link.end()):
        return True
    of = _OF_HOUSE.match(message.plain, run.end)
    return of is not None and (begins_with_trade(message, of.end()) or _two_capitals(message, of.end()))


def begins_with_trade(message: Utterance, at: int) -> bool:
    """Whether what stands there is called by its trade: "garage Central", "brasserie du Canal"."""
    return folded(_next_word(message, at).lower()) in TRADES


def _two_capitals(message: Utterance, at: int) -> bool:
    return bool(re.compile(r"[^\W\d_a-zà-ÿ][\w'’&-]* (?:& |et |and |du |des |de (?:la )?|of )?[^\W\d_a-zà-ÿ]").match(message.raw, at))


def _is_known(run: Run) -> bool:
    """Whether one of the words is a common first or last name."""
    return any(
        is_first_name(word)
        or folded(word.lower()) in SURNAMES
        or word[1:2] == "'"
        or word.lower() in ("mc", "van", "von", "el", "ben")
        or word.lower().startswith("mc")
        for word in run.words
    )


def looks_like_word(word: str) -> bool:
    """Whether an unknown word ends as ordinary words do, or is keys hit at random."""
    plain = folded(word.lower())
    return bool(_MASHED.search(plain)) or bool((_WORD_ENDING if word.islower() else _SURE_WORD_ENDING).match(plain))


def _introduced(message: Utterance) -> Run | None:
    """The name by which somebody introduces themselves without a cue: "Hi, Tom Bellamy from Bellamy Tiles", "Neil Garvey, owner of", "sam here"."""
    for index, start in enumerate(sentence_starts(message)):
        run = run_at(message, start, lower=not index)
        if run and not tells_of_another(message.plain[run.end :]) and _introduces(message, run, start, opens=not index):
            return run
    return _listed(message)


def _introduces(message: Utterance, run: Run, start: int, *, opens: bool) -> bool:
    """Whether the name that begins a sentence is its speaker's; at the opening less must follow than later on."""
    after = message.plain[run.end :]
    if re.match(r" ?,? (?:notre|mon|ma|our|my)\b", after):
        return False  # "Mme Lefort, notre directrice, décidera"
    known = run.begins_with_first_name
    greeted = message.plain[:start] if opens else ""
    after_greeting = not greeted.strip() or bool(re.search(r"[,.!:;-]\W*$", greeted))
    if message.plain[start : run.start].strip():  # a title
        addressed = bool(greeted.strip()) and not after_greeting
        goes_on = bool(re.match(r" ?(?:$|[.,(-])", after)) and not re.match(
            r" ?[,.!] ?(?:je|j'|nous|on|pouvez|pourriez|i\b|i'|we|could|can|do|merci|thanks)", after
        )
        return run.is_capitalised and (_names_house(message, run) or bool(_SPEAKS_ON.match(after)) or (opens and goes_on and not addressed))
    says_who = _SAYS_WHO.match(after)
    if len(run.words) == 1:
        if not opens or is_vocative(message, run):
            return False
        if not known:
            return may_be_first_name(run.words[0]) and (_names_house(message, run) or bool(_HOLDS.match(after)))
        here = bool(re.match(r" ?,? (?:here|ici|speaking|again|a l'appareil)\b", after))
        return bool(says_who) and not after.startswith(" of ") and (run.is_capitalised or here)
    if says_who and opens:
        return known or (run.is_capitalised and (bool(re.match(rf" ?,? ?\(?{_ROLE}", after)) or _names_house(message, run)) and _is_personal(run))
    if says_who or re.match(r" ?\(", after):
        return (known or _is_personal(run)) and run.is_capitalised and (_names_house(message, run) or bool(re.match(rf" ?,? ?\(?{_ROLE}", after)))
    # "Tom Bellamy, Bellamy Tiles, 60 staff": a full name at the head of a list of facts.
    known = known or (_is_personal(run) and _names_house(message, run))
    return known and run.is_capitalised and after_greeting and opens and bool(re.match(r" ?[,|/(;-] ?\S", after))


_POST = re.compile(rf" ?,(?! (?:la|le|l'|the|mon|ma|my|our|notre)\b)[\w' ]{{1,40}}\b{ROLE}\b")
_HOLDS = re.compile(rf" ?, (?:la |le |l'|the )?(?:\w+ )?{ROLE}\b(?: \w+)? (?:de|du|des|d'|of|at|@|for|chez)\b")
"""Goes on with a post in a house: "Capucine, fondatrice de Petit Pli"."""
_SMALL_IN_HEADS = frozenset(
    ("de", "du", "des", "d", "la", "le", "les", "l", "et", "and", "of", "the", "from", "a", "au", "aux", "en", "in", "pour", "for", "chez", "at")
)


def _listed(message: Utterance) -> Run | None:
    """ "Bonjour, pharmacie du Marché, Mme Tran. On paie": a title or a full name after the house, in a first sentence without a verb."""
    opened = _OPENS.match(message.plain)
    first = opened.end() if opened else 0
    for start, end, question in islice(_clauses(message), 4):
        if start <= first:
            continue
        before = message.plain[first:start]
        words = [folded(word) for word in re.findall(r"[^\W\d_]+", before)]
        if re.search(r"[.!?](?: |$)", before) or any(
            any(word in talk for talk in GRAMMAR.values()) and word not in _SMALL_IN_HEADS for word in words
        ):
            return None
        run = run_at(message, start, lower=False)
        titled = run is not None and bool(message.plain[start : run.start].strip())
        if run is None or question or run.end < end or not run.is_capitalised:
            continue
        after = message.plain[run.end :]
        if (titled or (len(run.words) > 1 and run.begins_with_first_name)) and re.match(r" ?(?:$|[.(]|, ?(?:\d|on\b|nous\b|we\b|je\b|i\b))", after):
            return run
    return None


def tells_of_another(after: str) -> bool:
    """Whether the clause after a name goes on about somebody else ("Rob from Acme recommended you")."""
    return bool(_OF_ANOTHER.match(after))


_OF_ANOTHER = re.compile(
    r"^[^,.;:!?()]{0,50}\b(?:qui|who|asked|recommended|told|suggested|mentioned|said|says|sent|referred|gave|decides|will decide|recommand\w+|conseill\w+|m'a"
    r"|nous a|vous a|t'a|decide\w*|veut|dit|doit)\b"
)


def is_vocative(message: Utterance, run: Run) -> bool:
    """Whether the visitor greets somebody by that name ("Bonjour Camille, ...")."""
    return (
        bool(re.search(r"\b(?:bonjour|bonsoir|salut|hello|hi|hey|dear|cher|chere|merci|thanks|thank you) $", message.plain[: run.start]))
        and message.plain[run.end :][:1] == ","
    )


def _is_personal(run: Run) -> bool:
    """Whether words not known as first names still look like a person: no trade and no ordinary word among them."""
    return not any(is_ordinary(word) for word in run.words if len(word) > 1 and folded(word.lower()) not in _PARTICLES | _SURNAME_PARTICLES)


def _signed(message: Utterance) -> Run | None:
    """The name under a message: "Cordialement, Luc Petit", "Thanks, Neil | neil@...", a first name alone after the last sentence."""
    for found in list(_SIGNS_OFF.finditer(message.plain))[-MOST_CUES:]:
        formal = bool(found["closing"])
        # "Merci bcp. Bien à vous, Luc", "Best, yours ever Tom"
        start = found.end()
        run = run_at(message, start, lower=formal)
        last = run is not None and (_is_last(message, run, formal) or bool(_ENDS_WITH_HOUSE.match(message.raw[run.end :])))
        if run is None or (not run.is_capitalised and not run.begins_with_first_name) or not last:
            continue
        said_before = bool(re.search(r"\w", message.plain[: found.start()]))
        marked = bool(found["mark"].strip())
        if len(run.words) > 1 and (
            run.begins_with_first_name
            or (
                (formal or (marked and said_before and (_is_the_end(message, run) or bool(_ENDS_WITH_HOUSE.match(message.raw[run.end :])))))
                and _is_personal(run)
            )
        ):
            return run
        # "Thanks Emma", "Merci, Camille !" alone thank somebody.
        if run.begins_with_first_name and (formal or (marked and said_before)):
            return run
        if said_before and (formal or marked) and len(run.words) == 1 and may_be_first_name(run.words[0]) and _is_the_end(message, run):
            return run
    return _signed_without_closing(message)


def _signed_without_closing(message: Utterance) -> Run | None:
    """A full name, or a first name, that stands alone after the last sentence of more than a few words."""
    for ended in list(_SENTENCE_ENDED.finditer(message.raw))[-3:]:
        if ended.end() < LONG_ENOUGH_TO_SIGN or message.raw[: ended.start()].count(" ") < 3:
            continue
        run = run_at(message, ended.end(), lower=True)
        if run is None or not (_closes(message.plain[run.end :]) or _ENDS_WITH_HOUSE.match(message.raw[run.end :])):
            continue
        known, ends = run.begins_with_first_name and not is_ordinary(run.words[0]), _is_the_end(message, run)
        if len(run.words) > 1 and run.begins_with_first_name and (run.is_capitalised or (known and ends)):
            return run
        if len(run.words) > 1 and _is_initial(run.words[0]) and ends and run.is_capitalised and _is_personal(run):
            return run
        if len(run.words) == 1 and run.is_capitalised and known:
            return run
        ends = ends or bool(re.match(r" ?[,|-] ?(?:\+?\d[\d .()-]{6}|\S{1,64}@)", message.plain[run.end :]))
        if len(run.words) == 1 and ends and (known or ("?" not in ended.group() and may_be_first_name(run.words[0]))):
            return run
    return None


def _is_the_end(message: Utterance, run: Run) -> bool:
    """Whether no word but kisses follows, and no question is asked."""
    return bool(re.match(r"^(?:[^\w?]{0,8}|[ .]x{1,4}[^\w?]*)$", message.plain[run.end :]))


_ENDS_WITH_HOUSE = re.compile(
    r"^ ?[,.|(–-] ?[^\W\d_a-zà-ÿ][\w'’&-]*(?: (?:&|de|du|des|et|and|of|[^\W\d_a-zà-ÿ][\w'’&-]*)){0,5}[ .)]*$|^ ?\([^()]{2,40}\)\W*$"
)
_COMPANY_AND_CONTACT = re.compile(r"^ ?[,|–-] ?[^,|?!.@]{2,40}[,|–-] ?(?:\S{1,64}@\S{3,64}|\+?\(?\d[\d .()-]{6,20})[ .!]*$")


def _closes(after: str) -> bool:
    """Whether nothing follows a signature but its role, its company and how to reach them."""
    return bool(_ENDS_MESSAGE.match(after) or _COMPANY_AND_CONTACT.match(after))


def _is_last(message: Utterance, run: Run, formal: bool) -> bool:
    """Whether nothing but a role, a company or contacts follows the name."""
    after = message.plain[run.end :]
    sure = run.begins_with_first_name or (formal and _is_personal(run))
    listed = len(run.words) > 1 and sure and len(after) < 80 and "?" not in after and bool(re.match(r" ?[,|(-] ?\w", after))
    return bool(_ENDS_MESSAGE.match(after)) or listed


def _bare(message: Utterance) -> Run | None:
    """A name that is the answer, or one part of it."""
    reversed_run = _last_first(message)
    if reversed_run:
        return reversed_run
    index = -1
    for start, end, question in islice(_clauses(message), MOST_CUES):
        lead = _LEAD.match(message.plain, start, min(end + 1, len(message.plain)))
        start = lead.end() if lead else start
        if start >= end or _DENIED.match(message.plain, start):
            continue
        index += 1
        for whole in (True, False):
            run = run_at(message, start, lower=True, whole=whole)
            if run and run.end <= end and _answers(message, run, index, question and run.end >= end - 1, whole and run.end < end):
                return run
    return None


def _last_first(message: Utterance) -> Run | None:
    """ "Smith, John"."""
    found = re.fullmatch(r"\W*((?:(?:de|du|van|von|le|la|d'|del|de la) ?)?[^\W\d_][\w'’-]+), ([^\W\d_][\w'’-]+)\W*", message.raw)
    if not found or not is_first_name(found[2]) or is_first_name(found[1]) or (is_ordinary(found[1]) and folded(found[1].lower()) not in SURNAMES):
        return None
    return Run((found[2], found[1]), found.start(1), found.end(2))


def _clauses(message: Utterance) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each part of the message, and whether it is asked as a question."""
    at = 0
    marks = [*islice(_BOUNDARY.finditer(message.plain), MOST_CUES), None]
    for mark in marks:
        end = mark.start() if mark else len(message.plain)
        begin = at + len(message.plain[at:end]) - len(message.plain[at:end].lstrip(" \"'«»*_-<>[]"))
        if begin < end:
            yield begin, end, bool(mark and "?" in mark.group())
        at = mark.end() if mark else end


def _answers(message: Utterance, run: Run, index: int, question: bool, not_all: bool) -> bool:
    after = message.plain[run.end :]
    if question or not_all or not _STANDS_ALONE.match(after):
        return False
    first, known = run.words[0], run.begins_with_first_name
    plain = folded(first.lower())
    titled = bool(_TITLE.search(message.plain[max(0, run.start - 14) : run.start]))
    if plain in PLACES and not known:
        return False
    # In lower case only words that are names elsewhere: "tight", "buck stops", "premier trimestre" are answers to something else.
    if not titled and all(word.islower() for word in run.words) and not _is_known(run) and not _is_like_a_name(message, run):
        return False
    if len(run.words) == 1 and not titled:
        if plain in NOT_NAMES or looks_like_word(first) or len(plain.rstrip(".")) < 2 or (first.isupper() and len(first) < 4 and not known):
            return False
        if not known and is_ordinary(first) and plain not in SURNAMES:
            return False
        # Nobody is called "may" or "will" in a lone lower-case word.
        if known and _is_grammar(first) and not first[0].isupper():
            return False
        return index == 0 or known
    if any(_MASHED.search(folded(word.lower())) for word in run.words if len(word) > 3):
        return False
    if (
        len(run.words) > 1
        and not known
        and any(is_ordinary(word) for word in run.words if folded(word.lower()) not in _PARTICLES | _SURNAME_PARTICLES)
    ):
        return False
    return index == 0 or known or run.is_capitalised


_SURNAME_ENDING = re.compile(
    r".{2,}(?:sk[iya]|wicz|czyk|czak|poulos|[aoi]kis|idis|enko|chuk|ovi[ct]h?|evi[ct]h?|[ae]scu|[ae]anu|ss?son|sen|dottir|ini|etti|elli|ucci|ardi|acci|oni|ez|ao"
    r"|berg|stein|mann|baum|qvist|quist|strom|lund|stra|sma|broucke|kens|aert|eeck|kacem|oui|oudi|aoui|addou?|ddine|ullah|wala|pour|zadeh|yan|shvili|dze|oglu"
    r"|ssi|kouam?e|ayo|ola|unde|anyu|ngo|mba|nkwo|inga|ura|oto|moto|hashi|ashi|aka)$"
)
_ABOUT_THE_NAME = re.compile(
    r"^\W{0,4}(?:good luck|comme (?:le|la|l')|(?:ca )?s'ecrit|spell\w*|(?:\w+ )?spelling|pronounce\w*|ca se prononce|(?:everyone|everybody|people|but|mais)\W.{0,30}"
    r"\b(?:says?|calls?|will do|suffit|m'appelle)|avec (?:un|deux)|with (?:an?|two)|as in|like the)\b"
)


def _is_like_a_name(message: Utterance, run: Run) -> bool:
    """Whether unknown words without capitals are a full name: no word of any kind among them, and the last made like one, or talk about the name follows."""
    plain_words = [word for word in run.words if word not in _PARTICLES | _SURNAME_PARTICLES]
    if not 2 <= len(plain_words) <= 4 or any(is_ordinary(word) or looks_like_word(word) for word in plain_words):
        return False
    return (
        any(word in _PARTICLES | _SURNAME_PARTICLES for word in run.words[1:-1])
        or bool(_SURNAME_ENDING.match(folded(run.words[-1])))
        or bool(_ABOUT_THE_NAME.match(message.plain[run.end :]))
    )


def _tidy(words: tuple[str, ...]) -> str:
    """Capitals as a letter would have them, where the visitor wrote none or only capitals."""
    shouted = all(word.isupper() for word in words) and sum(map(len, words)) > 3
    named = []
    for before, word in pairwise(("", *words)):
        plain = folded(word.lower())
        if (word.isupper() and len(word.rstrip(".")) > 2) or word.islower() or (shouted and len(word.rstrip(".")) > 1):
            word = word.lower() if before and plain in _LOWER_PARTICLES else _capitals(word.lower())
        named.append(word)
    return " ".join(named)


def _capitals(word: str) -> str:
    """jean-pierre, o'connor, d'arcy, mcallister with their capitals."""
    if "-" in word:
        return "-".join(part if index and part in _LOWER_PARTICLES else _capitals(part) for index, part in enumerate(word.split("-")))
    head, mark, tail = word.partition("'")
    if mark and tail:
        return (head if head in ("d", "l") else head.capitalize()) + mark + tail.capitalize()
    if word.startswith("mc") and len(word) > 4:
        return "Mc" + word[2:].capitalize()
    if word.startswith("mac") and word[3:] in _MAC_STEMS:
        return "Mac" + word[3:].capitalize()
    return word.capitalize()
