"""A person's name, given as an answer, in an introduction or as a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    r"|doctor|prof|professeur|professor|maitre|sir|lady|dame|rev|capt)\b\.?|m\.|me\.|m(?= [A-Z]))[ ]*"
)

_POLITE_TEXT = """
merci thanks thank thx please svp stp cheers bonjour hello bonsoir beaucoup enchante enchantee ici here cordialement regards phd mba esq bsc fca
ltd limited plc llp inc llc corp sarl sas sasu eurl
"""
_POLITE = frozenset(_POLITE_TEXT.split())

_PARTICLE_FIRST = re.compile(r"(?:Le|La|De|Du|El|Van|Von|Dos|Da|Ben) (?=[A-Z])")

Trust = Literal["named", "introduced", "claimed"]
"""How plainly the words before say that a name follows: "my name is", "call me", "I'm"."""

_CUES: tuple[tuple[Trust, re.Pattern[str]], ...] = (
    (
        "named",
        re.compile(
            r"\b(?:je (?:m' ?|m|me )(?:appelle|appel|apelle|prenomme|nomme)|j'?m'appelle|mon (?:petit )?(?:nom|prenom)(?: complet| de famille"
            r"| de jeune fille)? ?(?:c'est|est|c|s'ecrit|:|=)"
            r"|my (?:full |first |last |family )?(?:name|surname) ?(?:(?:is|'s|s)(?: (?:spell?ed|spelt|written|actually))?|:|=)|(?:the |and )?name's|the name is|(?:^"
            r"|[,.;(] ?)(?:full )?(?:name|nom|nom complet|nom et prenom|prenom et nom|prenom) ?[:=]"
            r"|au nom de|under(?: the name(?: of)?)?) +",
        ),
    ),
    (
        "introduced",
        re.compile(
            r"\b(?:moi,? ?(?:c'?est|c)|je me presente,? ?:?|(?:vous pouvez|tu peux|on peut) m'appeler|(?:appelez|appelle)[- ]moi|on m'appelle"
            r"|(?:you (?:can|may) |just |people |friends |please )?call me"
            r"|on me surnomme|i go by|i'm called|im called|je signe|mettez|(?:every(?:one|body) )?(?:just )?calls me|i'd be|you're (?:talking"
            r"|speaking) (?:to|with)|notez|vous pouvez (?:noter|mettre)|dites|demandez|ask for|put(?: me)? down(?: as)?|(?:you can )?put) +"
        ),
    ),
    ("claimed", re.compile(r"\b(?:je suis|j'suis|jsuis|i'm|im|i am|this is|ici|it's|its|it is|c'est|c|that's|here is|je m'identifie) +")),
)

_GREETING = (
    r"(?:(?:bonjour|bonsoir|bjr|bsr|salut|slt|cc|coucou|hello|hi|hey|hiya|howdy|good (?:morning|afternoon|evening|day)|dear (?:all|team)|greetings"
    r"|madame|monsieur)"
    r"(?: (?:there|all|team|everyone|a tous|a vous|madame|monsieur))?(?P<comma> ?[,.!:;-]+)? *)"
)
_OPENS = re.compile(rf"^\W*(?:{_GREETING}{{1,2}})?")
_ROLE = (
    r"(?:(?:je suis|i'm|i am|the|a|an|le|la|l'|un|une|notre|your|our) ?)?(?:co-?|vice-|deputy |sous-|senior |junior |chief |general |interim )?"
    r"(?:owner|founder|fondat\w+|director|direct(?:eur|rice|ion)|manager|managing|head|gerant\w*|dirigeant\w*|patron\w*|president\w*|responsable"
    r"|chef\w*|charge\w*|assistant\w*|comptable"
    r"|associe\w*|ceo|cfo|cto|coo|hr|it|drh|daf|dsi|pdg|dg|raf|partner|secretar\w*|secretaire|consultant\w*|officer|finance|sales|operations|ops"
    r"|office|purchasing|accounts|accountant"
    r"|commercial\w*|acheteu\w*|buyer|artisan\w*|proprietaire|boss|teacher|engineer|ingenieur\w*|technicien\w*|boulang\w+|plombier|student"
    r"|etudiant\w*|freelance\w*|independant\w*)\b"
)
_SAYS_WHO = re.compile(
    rf"^ ?(?:,? ?\(?{_ROLE}| ?- ?{_ROLE}|,? (?:here|speaking|ici|a l'appareil)\b|,? (?:from|de chez|chez|at|with|pour|representing|on behalf of"
    rf"|pour le compte de)(?= [^\W\d_])"
    r"|,? (?:de|of) (?:la |l'|le )?[^\W\d_]|,? d'[^\W\d_]|,? du [^\W\d_])"
)
_STANDS_ALONE = re.compile(
    rf"^ ?(?:$|[^\w ']|{_ROLE}|(?:et|and|but|mais|merci|thanks|thank|please|svp|stp|from|at|with|de la|de l'|de chez|chez|du|pour|here|speaking|ici"
    rf"|a l'appareil|a votre service|enchante\w*|btw|by the way|au fait"
    r"|nice to|pleased to|(?:i|we|je|nous|on) (?=\w)|j'|c'est mon nom|c mon nom|is my name|is the name|is fine|will do|ca suffi\w+"
    r"|phd|mba|esq|bsc|fca|obviously|of course|bien sur|et vous|et toi"
    r"|and you|aussi|too|si vous voulez)\b"
    r"|\S{1,64}@|\+?\d[\d .()-]{6}|https?:|www\.)"
)
_SIGNS_OFF = re.compile(
    r"(?P<closing>\b(?:(?:bien |tres )?cordialement|cdlt|cdt|bien a vous|sinceres salutations|salutations(?: distinguees)?|(?:kind|best|warm"
    r"|many)? ?regards|all the best|best wishes|sincerely|yours(?: truly)?)\b"
    r"|\b(?:merci(?: d'avance| beaucoup| par avance| a vous)?|bonne (?:journee|soiree|fin de journee)|a bientot|(?:many )?thanks(?: in advance"
    r"| a lot| again)?|thank you|thx|cheers|best|ta|bises?)\b)"
    r"(?P<mark> ?[,.!;:\n-]+ *| +)"
)
_ENDS_MESSAGE = re.compile(
    r"^ ?(?:[.!)😊🙂 ]*$|[,|/–-]? ?(?:\S{1,64}@|\+?\(?\d[\d .()-]{6}|www\.|https?:|tel\b|mob\b|ph\b|[|]|(?:- )?" + _ROLE + r"))"
)
_LEAD = re.compile(
    r"(?:(?:(?:no|non|nope|pas)(?= ?[,.;:!])|bonjour|bonsoir|salut|hello|hi|hey|ok(?:ay)?|oui|yes|yep|yeah|ouais|sure|of course|bien sur|certainly"
    r"|absolutely|d'accord|alors|donc|euh+|eh|bah|ben|hein"
    r"|hum|um+|uh+|er+m?|well|so|right|oups|oops|pardon|sorry|desolee?|juste|just|only|simplement|avec plaisir|with pleasure|my bad|voila|voici"
    r"|tiens|volontiers|no problem|pas de (?:souci|probleme)|and|et|it would be|ce sera"
    r"|ce serait|signe|moi|enfin|plutot|rather|actually|en fait|correction|i meant|i mean|je voulais dire|je veux dire)\b[ ,.:;!?-]*)+"
)
_SENTENCE_ENDED = re.compile(r"[.!?)] (?:-{1,2} ?|[–—] ?)?(?=[^\W\d_])")
LONG_ENOUGH_TO_SIGN = 40
MOST_CUES = 12
"""How many clauses and introductions are looked at."""

_BOUNDARY = re.compile(r"[,;:!?()\n|•]+|(?<!\b\w)(?<!\b[md][rs])(?<!\bmrs)(?<!\bmme)(?<!\bprof)\.(?= |$)| - | – | — ")
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
_MASHED = re.compile(r"(.)\1\1|^[^aeiouy]{4,}$")
_SURE_WORD_ENDING = re.compile(r".{3,}(?:ement|tion|tions|sion|iquement|ness|ately|ually|ity|ite)$")
_WORD_ENDING = re.compile(r".{3,}(?:ement|tion|tions|sion|ing|ness|ity|ite|ment|ments|iquement|eux|euse|ique|able|ible|ware|age|ance|ence)$")


class Run(NamedTuple):
    """Words that may be one person's name, and where they stand."""

    words: tuple[str, ...]
    start: int
    end: int

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
    run = _labelled(message) or _cued(message, asked) or _opening(message, asked) or _signature(message)
    if run is None and asked:
        run = _bare(message)
    if run is None:
        return None
    return Reading(_tidy(run.words), message.quote(run.start, run.end), run.start, run.end)


def opening_run(message: Utterance) -> Run | None:
    """The name that a message begins with, whatever follows it."""
    opened = _OPENS.match(message.plain)
    return run_at(message, opened.end() if opened else 0, lower=True)


def is_first_name(word: str) -> bool:
    plain = folded(word.lower()).rstrip(".")
    return plain in FIRST_NAMES or plain.split("-")[0] in FIRST_NAMES


def is_ordinary(word: str) -> bool:
    """Whether a word is one of everyday speech or of business, so that it names nobody by itself."""
    if _is_initial(word):
        return False
    plain = folded(word.lower()).rstrip(".").replace("’", "'")
    if any(plain in words for words in _EVERYDAY):
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
    if (title and title.end() < len(message.raw) and not message.raw[start : start + 2].islower()) or (title and title.end() - start > 2):
        start = title.end()
        if _PARTICLE_FIRST.match(message.raw, start):  # Mme Le Guen
            start_of_rest = message.raw.index(" ", start) + 1
            rest = run_at(message, start_of_rest, lower=lower, whole=whole)
            return Run((message.raw[start : start_of_rest - 1], *rest.words), start, rest.end) if rest else None
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
        elif _is_initial(word) or _may_stand(bare, words, pending, lower, whole):
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
    return Run(tuple(words), start, end) if words else None


def _joins(message: Utterance, plain: str, words: list[str], end: int, closes: bool) -> bool:
    """Whether the word is a particle inside a name ("de" of Bertrand de Kerguelen, not of Fatou Sarr de Net et Clair)."""
    if closes or end >= len(message.raw):
        return False
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


def _labelled(message: Utterance) -> Run | None:
    """ "Nom : Martin, prénom : Claire"."""
    for pattern in _FIRST_AND_LAST:
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
    if trust == "introduced":
        return known or run.is_capitalised or (asked and _is_known(run))
    said = cue.group().strip()
    if said in ("c'est", "it's", "its", "it is", "c", "that's", "here is") and not asked:
        # "c'est Marc", "it's Christmas": only an opening with a full name is an introduction.
        if len(run.words) == 1 and not re.match(r",? (?:from|de chez|chez|at) ", after):
            return False
        return known and bool(_OPENS.fullmatch(message.plain[: cue.start()]))
    if known and (first[0].isupper() or len(run.words) > 1 or (asked and not is_ordinary(first))):
        return True
    if known and said in ("i'm", "im", "i am", "je suis", "ici", "this is") and not is_ordinary(first):
        return True
    return run.is_capitalised and (len(run.words) > 1 or asked)


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


def _opening(message: Utterance, asked: bool) -> Run | None:
    """ "Hi, Tom Bellamy from Bellamy Tiles", "Neil Garvey, owner of", "sam here"."""
    opened = _OPENS.match(message.plain)
    start = opened.end() if opened else 0
    run = run_at(message, start, lower=True)
    if run is None:
        return None
    after = message.plain[run.end :]
    says_who = _SAYS_WHO.match(after)
    if says_who and tells_of_another(after):
        return None
    if says_who:
        if len(run.words) == 1:
            return (
                run
                if run.begins_with_first_name
                and not after.startswith(" of ")
                and (run.is_capitalised or re.match(r" ?,? (?:here|ici|speaking)", after))
                and not is_vocative(message, run)
                else None
            )
        return run if run.begins_with_first_name or (run.is_capitalised and re.match(rf" ?,? ?\(?{_ROLE}", after) and _is_personal(run)) else None
    # "Tom Bellamy, Bellamy Tiles, 60 staff": a full name at the head of a list of facts.
    greeted_with_comma = opened is None or not opened.group().strip() or bool(opened["comma"])
    if len(run.words) > 1 and run.begins_with_first_name and run.is_capitalised and greeted_with_comma and re.match(r" ?(?:,|-|\||/|\() ?\S", after):
        return run
    return None


def tells_of_another(after: str) -> bool:
    """Whether the clause after a name goes on about somebody else ("Rob from Acme recommended you")."""
    return bool(_OF_ANOTHER.match(after))


_OF_ANOTHER = re.compile(
    r"^[^,.;:!?()]{0,50}\b(?:recommended|told|suggested|mentioned|said|says|sent|referred|gave|decides|will decide|recommand\w+|conseill\w+|m'a"
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
    return not any(is_ordinary(word) for word in run.words if folded(word.lower()) not in _PARTICLES | _SURNAME_PARTICLES)


def _signature(message: Utterance) -> Run | None:
    """The name under a message: "Cordialement, Luc Petit", "Thanks, Neil | neil@..."."""
    for found in list(_SIGNS_OFF.finditer(message.plain))[-MOST_CUES:]:
        formal = bool(re.search(r"cord|cdt|cdlt|regards|salut|sincer|bien a|yours|wishes", found["closing"]))
        run = run_at(message, found.end(), lower=formal)
        if run is None or (not run.is_capitalised and not run.begins_with_first_name) or not _is_last(message, run):
            continue
        said_before = bool(re.search(r"\w", message.plain[: found.start()]))
        marked = bool(found["mark"].strip())
        if len(run.words) > 1 and (run.begins_with_first_name or (formal and _is_personal(run))):
            return run
        # "Thanks Emma", "Merci, Camille !" alone thank somebody.
        if run.begins_with_first_name and (formal or (marked and said_before)):
            return run
    # A long message that ends in a full name is signed, with or without a dash.
    for ended in list(_SENTENCE_ENDED.finditer(message.raw))[-3:]:
        if ended.end() < LONG_ENOUGH_TO_SIGN:
            continue
        run = run_at(message, ended.end(), lower=False)
        if run and len(run.words) > 1 and run.begins_with_first_name and run.is_capitalised and _closes(message.plain[run.end :]):
            return run
    return None


_COMPANY_AND_CONTACT = re.compile(r"^ ?[,|–-] ?[^,|?!.@]{2,40}[,|–-] ?(?:\S{1,64}@\S{3,64}|\+?\(?\d[\d .()-]{6,20})[ .!]*$")


def _closes(after: str) -> bool:
    """Whether nothing follows a signature but its role, its company and how to reach them."""
    return bool(_ENDS_MESSAGE.match(after) or _COMPANY_AND_CONTACT.match(after))


def signed_run(message: Utterance) -> Run | None:
    """The name that a message is signed with."""
    return _signature(message)


def _is_last(message: Utterance, run: Run) -> bool:
    """Whether nothing but a role, a company or contacts follows the name."""
    after = message.plain[run.end :]
    listed = len(run.words) > 1 and run.begins_with_first_name and len(after) < 80 and "?" not in after and bool(re.match(r" ?[,|–-] ?\w", after))
    return bool(_ENDS_MESSAGE.match(after)) or listed


def _bare(message: Utterance) -> Run | None:
    """A name that is the answer, or one part of it."""
    reversed_run = _last_first(message)
    if reversed_run:
        return reversed_run
    for index, (start, end, question) in enumerate(islice(_clauses(message), MOST_CUES)):
        lead = _LEAD.match(message.plain, start, end)
        start = lead.end() if lead else start
        if start >= end or _DENIED.match(message.plain, start):
            continue
        for whole in (True, False):
            run = run_at(message, start, lower=True, whole=whole)
            if run and run.end <= end and _answers(message, run, index, question and run.end >= end - 1, whole and run.end < end):
                return run
    return None


def _last_first(message: Utterance) -> Run | None:
    """ "Smith, John"."""
    found = re.fullmatch(r"\W*([^\W\d_][\w'’-]+), ([^\W\d_][\w'’-]+)\W*", message.raw)
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
    if not titled and all(word.islower() for word in run.words) and not _is_known(run):
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
