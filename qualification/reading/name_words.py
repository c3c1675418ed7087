"""Which words may be a person's name, how they join into one, and how it is written."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from qualification.reading.language import GRAMMAR, JOBS, NEUTRAL, TRADES, WORDS, folded
from qualification.reading.utterance import Utterance

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
SURNAME_PARTICLES = frozenset(("de", "du", "d", "des"))
"""Also said before a company ("Fatou Sarr de Net et Clair"), so they join only a first name to one word."""
PARTICLES = frozenset(
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
TITLE = re.compile(
    r"(?:(?:m\.?|mr|monsieur) (?:et|and|&) (?:mme|madame|mrs)\b\.?|(?:monsieur|madame|mademoiselle|mme|mlle|mr|mrs|ms|miss|mister|dr|docteur"
    r"|doctor|prof|professeur|professor|maitre|sir|lady|dame|rev|reverend|the reverend|capt|captain|pr(?= [A-Za-z]))\b\.?|m\.|me\.|m(?= [A-Z]))[ ]*"
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
MASHED = re.compile(r"(.)\1\1|^[^aeiouy]{4,}$")
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
            word[0].isupper() or folded(word.lower()).rstrip("'") in PARTICLES | SURNAME_PARTICLES or word[:2] in ("d'", "d’") for word in self.words
        )

    @property
    def begins_with_first_name(self) -> bool:
        return is_first_name(self.words[0])


def is_first_name(word: str) -> bool:
    plain = folded(word.lower()).rstrip(".")
    return plain in FIRST_NAMES or plain.split("-")[0] in FIRST_NAMES


def is_ordinary(word: str) -> bool:
    """Whether a word is one of everyday speech or of business, so that it names nobody by itself."""
    if is_initial(word):
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


def is_grammar(word: str) -> bool:
    plain = folded(word.lower()).rstrip(".")
    return any(plain in words for words in GRAMMAR.values())


def run_at(message: Utterance, start: int, *, lower: bool, whole: bool = False) -> Run | None:
    """The name-like words from `start` on.

    `lower` lets words without capitals in; `whole` also ordinary words after a first name, for an answer
    that is a name and nothing else (Rose Petit, Will Young).
    """
    title = TITLE.match(message.plain, start)
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
        elif is_initial(word) or _may_stand(bare, words, pending, lower, whole) or (start > begin and not words and _may_follow_title(bare)):
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
        return message.raw[end - 2].isupper() and next_word(message, end)[:1].isupper()
    if plain in PARTICLES and plain not in ("la", "le"):
        return not (
            plain in ("do", "st", "y", "af", "o") and words and not message.raw[end - len(plain)].isupper() and is_ordinary(next_word(message, end))
        )
    if plain in ("la", "le") and is_first_name(words[0]) and not is_ordinary(next_word(message, end)):
        return len(words) == 1
    if plain in ("la", "le"):
        return bool(message.raw[end - 2].isupper()) or folded(message.raw[max(0, end - 6) : end - 2].lower()).strip().endswith(("de", "van"))
    if plain not in SURNAME_PARTICLES or len(words) != 1:
        return False
    following = _TOKEN.findall(message.raw[end : end + 60])
    names = [word for word in following[:4] if folded(word.lower()) not in PARTICLES]
    if not names or folded(names[0].lower()) in PLACES or is_ordinary(names[0]):
        return False
    # Two capitals after "de" are a company's name rather than a family's.
    return not (len(names) > 1 and names[0][0].isupper() and names[1][0].isupper() and _GAP.match(message.raw[end + 1 + len(names[0]) :]))


def is_initial(word: str) -> bool:
    return word.endswith(".") and (len(word) == 2 or "." in word[:-1])


def next_word(message: Utterance, at: int) -> str:
    found = _TOKEN.search(message.raw, at)
    return found.group() if found else ""


def _may_stand(word: str, words: list[str], pending: list[str], lower: bool, whole: bool) -> bool:
    """Whether the word can be the next of a name after `words`."""
    plain = folded(word.lower())
    if plain.endswith(("-moi", "-nous", "-me")):
        return False  # "Écrivez-moi"
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
    if is_grammar(word) and not (whole and word[0].isupper()):
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


def may_be_first_name(word: str) -> bool:
    """Whether an unknown word in capitals can be somebody's first name: no place, nothing of everyday speech, and not made like a word."""
    plain = folded(word.lower())
    if not (word[0].isupper() and word[1:].islower() and 2 < len(word) < 15) or is_ordinary(word):
        return False
    return (
        plain not in PLACES and plain not in NOT_NAMES and not MASHED.search(plain) and not _WORD_ENDING.match(plain) and not _OF_PEOPLE.match(plain)
    )


_OF_PEOPLE = re.compile(r".{2,}(?:ais|aise|ois|oise|ien|ienne|ish|ese|ian|iste?|ings?|ers|eurs?|ed|ly)$")
"""How nationalities, doers and deeds end: "je suis Alsacien", "Switching from"."""


def looks_like_word(word: str) -> bool:
    """Whether an unknown word ends as ordinary words do, or is keys hit at random."""
    plain = folded(word.lower())
    return bool(MASHED.search(plain)) or bool((_WORD_ENDING if word.islower() else _SURE_WORD_ENDING).match(plain))


def is_personal(run: Run) -> bool:
    """Whether words not known as first names still look like a person: no trade and no ordinary word among them."""
    return not any(is_ordinary(word) for word in run.words if len(word) > 1 and folded(word.lower()) not in PARTICLES | SURNAME_PARTICLES)


def tidy(words: tuple[str, ...]) -> str:
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
