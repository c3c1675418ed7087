"""What a visitor wants done: a topic of the site, or something else.

A topic is told by its words (`TopicWords`), which the site's own people write. That it is wanted is told
by the words around: a wish, a question to us, a complaint. What is settled, sold, studied or read about is
no need, and neither is a customer's business with us.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice

from qualification.bant import Language, Need
from qualification.reading.utterance import Reading, Utterance

OTHER = "other"
MOST_MENTIONS = 8
"""Topic words looked at in one message; whoever repeats them more often has said it by then."""
MOST_WISHES = 8
"""Wishes looked at in one sentence, and sentences looked at for them."""
LONGEST_QUOTE = 240
"""Characters of the visitor's clause that are kept; a sales rep reads no more."""


@dataclass(frozen=True)
class TopicWords:
    """The words that tell one topic, as people write them.

    Accents and capitals do not matter and a plural s or x is understood. `factur*` stands for any ending.
    Small words (le, des, nos, the, our) may stand between the words of a phrase and need not be written.
    `~client*` is a hint, which counts only where no plainer word of another topic stands. `!stock option*`
    looks like the topic and is not: it is read with every small word, and what it covers counts for nothing.
    """

    id: str
    words: Mapping[Language, tuple[str, ...]] = field(hash=False)


# --- topic words ---------------------------------------------------------------------------------------------------------

_PLAIN, _HINT = 1.0, 0.4
_TOKEN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[ '/_-]{1,3}")
_SMALL = frozenset(
    {
        "l",
        "d",
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "de",
        "mes",
        "nos",
        "mon",
        "ma",
        "notre",
        "vos",
        "ses",
        "leurs",
        "leur",
        "ce",
        "ces",
        "cette",
        "au",
        "aux",
        "tous",
        "toutes",
        "my",
        "our",
        "the",
        "a",
        "an",
        "of",
        "your",
        "their",
        "its",
        "all",
        "some",
        "any",
        "new",
        "nouveau",
        "nouveaux",
        "nouvelle",
        "nouvelles",
        "existing",
        "actual",
    }
)
_INDEXED_BY = 2
"""Letters of a first word by which phrases are looked up."""


@dataclass(frozen=True)
class _Phrase:
    """One written word or phrase of a topic. A word is its letters and whether any ending may follow."""

    topic: str
    weight: float
    """0 for what only looks like the topic."""
    words: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class _Mention:
    topic: str
    weight: float
    start: int
    end: int


def _folded(text: str) -> str:
    return Utterance(text, "fr", date.min).plain


def _phrase(topic: str, written: str) -> _Phrase | None:
    """A phrase ready to be found, or None when nothing but small words is written."""
    text = _folded(written.strip())
    weight = {"~": _HINT, "!": 0.0}.get(text[:1], _PLAIN)
    words = []
    for found in re.finditer(r"([^\W_]+)(\*?)", text):
        if weight and len(text.split()) > 1 and found[1] in _SMALL and not found[2]:
            continue
        words.append((found[1], bool(found[2])))
    return _Phrase(topic, weight, tuple(words)) if words else None


@lru_cache(maxsize=8)
def _vocabulary(topics: tuple[TopicWords, ...]) -> dict[str, tuple[_Phrase, ...]]:
    """Every phrase of every topic, by the first letters of its first word."""
    index: dict[str, list[_Phrase]] = {}
    for topic in topics:
        for words in topic.words.values():
            for written in words:
                if phrase := _phrase(topic.id, written):
                    index.setdefault(phrase.words[0][0][:_INDEXED_BY], []).append(phrase)
    return {letters: tuple(phrases) for letters, phrases in index.items()}


def _is(word: str, written: tuple[str, bool]) -> bool:
    text, any_ending = written
    if word == text or (any_ending and word.startswith(text)):
        return True
    return len(text) > 2 and word[:-1] == text and word[-1] in "sx"


def _end_of(phrase: _Phrase, tokens: list[tuple[str, int, int]], index: int, plain: str) -> int | None:
    """Where the phrase that begins at token `index` ends, or None when it does not stand there."""
    if not _is(tokens[index][0], phrase.words[0]):
        return None
    for written in phrase.words[1:]:
        index += 1
        skipped = 0
        while phrase.weight and index < len(tokens) and tokens[index][0] in _SMALL and not _is(tokens[index][0], written) and skipped < 3:
            index, skipped = index + 1, skipped + 1
        if index >= len(tokens) or not _is(tokens[index][0], written) or not _GAP.fullmatch(plain, tokens[index - 1][2], tokens[index][1]):
            return None
    return tokens[index][2]


def _found(plain: str, topics: tuple[TopicWords, ...]) -> list[_Mention]:
    """The topic words that stand in the text, none within a longer one, none that only looks like its topic."""
    index = _vocabulary(topics)
    tokens = [(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(plain)]
    everything: list[_Mention] = []
    for position, (word, start, _) in enumerate(tokens):
        for phrase in index.get(word[:_INDEXED_BY], ()):
            end = _end_of(phrase, tokens, position, plain)
            if end is not None:
                everything.append(_Mention(phrase.topic, phrase.weight, start, end))
    everything.sort(key=lambda one: (one.start - one.end, -one.weight))
    kept: list[_Mention] = []
    for mention in everything:
        overlapping = [other for other in kept if mention.start < other.end and other.start < mention.end]
        if all(other.weight == 0.0 and other.topic != mention.topic for other in overlapping):
            kept.append(mention)
    return sorted((mention for mention in kept if mention.weight), key=lambda one: one.start)


# --- words that say that something is wanted -----------------------------------------------------------------------------

_GENERIC = (
    r"(?:logiciels?|outils?|solutions?|applis?|applications?|programmes?|systemes?|modules?|trucs?|plate-?formes?|progiciels?|softwares?|tools?"
    r"|systems?|apps?|packages?|platforms?"
    r"|programs?|products?|produits?|things?|saas|quelque chose|quelquechose|qqch|qqchose|qq chose|something|anything|way|moyen|machin)"
)
_WISH = re.compile(
    r"\b(?:j?(?:re)?cherch(?:e|es|ent|ons|er|ais|ait|ions)\b|(?:a la|en) (?:re)?cherche d|en quete d|b(?:e)?soins? (?:d|urgent d)|il (?:(?:me|nous"
    r"|m'en|nous en|lui|leur|vous) )?(?:faut|faudrait|faudra)\b"
    r"|(?:me|nous|ns) (?:faut|faudrait)\b|fau(?:t|drait)\b(?= (?:que|qu'|un|une|des|du|de))|j?(?:veux|veut|veu|veulent|voulons|voul(?:ais|ait"
    r"|ions)|voudr\w+)\b|j'?aimer(?:ais|ait|ions)\b|aimer(?:ait|ions)\b"
    r"|souhait\w+|envisag\w+|interesse\w* par\b|desir\w+\b|s'equiper\b|nous equiper\b|chang(?:er|eons|ement) d|remplac\w+|mettre en place\b"
    r"|trouver\b|acheter\b|investir dans\b"
    r"|choisir\b|compar(?:e|er|ons|ant)\b|passer (?:a|au|aux|sur)\b|projet (?:d|de)\b|pret(?:e|s)? (?:a|pour)\b|me mettre a\b|se mettre a\b"
    r"|aide[zr]?[- ](?:moi|nous)\b|parle de vous pour\b|told (?:me|us) about you for\b"
    r"|(?:me renseigne sur|en savoir plus|plus d'infos? sur|tell me (?:more )?about|know more about|researching)\b|(?:need(?:s|ed|ing)?|want(?:s"
    r"|ed|ing)?|wanna|requires?|looking(?! (?:forward|good|great))|lookin|shopping for|seeking|seek|search(?:ing)? for|would like|would love|wish"
    r"|hoping|interested in"
    r"|thinking (?:of|about)|considering|evaluating|comparing|compare|trying to|replace|replacing|switch(?:ing)?|upgrad(?:e|ing)|set up"
    r"|implement\w*|buy(?:ing)?|in the market for|could use|sort out"
    r"|sort|help (?:me|us)|help with|recommend|chasing|move (?:to|off|away))\b|(?:i|we|they|he|she)'?d (?:like|love)\b|(?:we're|i'm|we are|i am|im"
    r"|was|were) after\b|after (?=an? (?:new |good |simple )?[a-z]+ (?:system|tool|package|software|solution|app))|get (?:a|some|our|my)\b"
    r"|find(?:ing)? (?:a|an|some)\b|look(?:s)? (?:for|at|into)\b"
    r"|(?:please|pls|plz|svp|stp|s'il vous plait|s'il te plait)\b)"
)
_ASKS_US = re.compile(
    r"\b(?:vous (?:ne )?(?:faites|faite|gerez|proposez|avez|vendez|offrez|couvrez|traitez|pouvez|savez|vous occupez|aidez|fournissez)\b|(?:faites"
    r"|gerez|proposez|avez|vendez|pouvez|savez|traitez|occupez|aidez)[- ]vous\b"
    r"|votre (?:logiciel|outil|solution|produit|appli\w*|module|offre|crm)\b|est[- ]ce (?:que|qu'|possible)\b|dans vos cordes\b|ca (?:gere|fait)\b"
    r"|(?:tu|t'as|t) (?:fais|geres|as|faites)\b|possible (?:de|d)\b|peut-on\b|puis-je\b"
    r"|c'est combien\b|combien (?:coute|ca coute|pour|est|vaut)\b|(?:prix|tarifs?|cout) (?:d|de|du|pour|des)\b|vous (?:etes|seriez) (?:bons"
    r"|capables?|specialis\w+)\b|vous faites? (?:aussi|egalement)\b"
    r"|do (?:you|u|ya|ye)\b|(?:can|could|would|will) (?:you|u|ya|it|your|this|we|i)\b|does (?:it|your|this|that)\b|is (?:there|it possible)\b"
    r"|are you able\b|you (?:guys )?(?:do|offer|handle|sell|cover)\b"
    r"|how much (?:is|are|does|for|would)\b|(?:price|pricing|cost|rates?) (?:of|for)\b|have you got\b|got (?:any|a)\b|u (?:do|have|offer|sell)\b"
    r"|anything for\b|what about\b|any (?:good )?ideas?\b)"
)
_COMPLAINT = re.compile(
    r"\b(?:galer\w+|perd(?:s|ons|re|u|ent|ez)?\b|pertes?\b|marre\b|ras le bol\b|problem(?:e|es|atique)?\b|soucis?\b|bordel\b|bazar\b|chaos\b"
    r"|chaotic\b|cauchemar\w*|catastroph\w+|n'?en (?:peux|peut) plus\b"
    r"|s'en sort (?:plus|pas)\b|m'en sors\b|trop (?:de temps|longs?|lent\w*|compliqu\w+|d'erreurs?|cher\w*|vieux|vieille)\b|pren(?:d|nent) (?:trop"
    r"|des heures|un temps|tout|du temps|plus)\b|erreurs?\b|oubli\w*|retards?\b"
    r"|deborde\w*|noye\w*|a la main\b|manuel\w*|(?:sur|avec) (?:excel|papier|word|un cahier|cahier)\b|excel\b|tableurs?\b|(?:mes|nos"
    r"|des) (?:soirees?|dimanches?|week-?ends?|nuits?)\b|complique\w*|insupportable|obsolete"
    r"|(?:est|sont|trop) nul(?:le|s)?\b|depasse\w*|ingerable\w*|usine a gaz\b|penible\w*|m'y perds\b|tuent?\b|ren(?:d|dent) (?:dingue|fou|folle)\b"
    r"|toujours en\b|se trompe\w*|gerer mieux\b|vieillissant\w*"
    r"|n'(?:a|ai|avons) (?:pas|aucun|rien)\b|pas encore\b|que du papier\b|plusieurs fichiers\b|mal (?:gere\w*|suivi\w*|organise\w*)\b|on rame\b"
    r"|jamais\b|(?:me|nous) pren(?:d|nent)\b|never\b|always (?:wrong|late|out)\b|toujours (?:faux|fausse|en retard)\b|ca rame\b"
    r"|struggl\w+|mess\b|messy\b|nightmare|wast(?:e|ing|es|ed)\b|tired of\b|fed up\b|sick of\b|los(?:e|es|ing|t)\b|drowning\b|too (?:long|slow"
    r"|much time|many|complicated|expensive|old)\b|takes? (?:forever|ages|hours|days|too|up)\b"
    r"|pain(?:ful)?\b|hard to\b|difficult\w*|can'?t keep\b|keep(?:s)? (?:losing|forgetting|missing|running)\b|spreadsheets?\b|by hand\b|manual\w*"
    r"|on paper\b|in word\b|errors?\b|mistakes?\b|kill(?:ing|s)\b|hate\b|awful\b|terrible\b"
    r"|horrible\b|clunky\b|outdated\b|forget\w*|behind (?:on|with)\b|overwhelmed\b|out of control\b|never know\b|no idea (?:what|where|who)\b"
    r"|weekends?\b|evenings?\b|nobody uses\b|problems?\b|issues?\b|trouble\b|headaches?\b"
    r"|missing\b|(?:don't|dont|do not|doesn't) have (?:a|an|any)\b|have no\b|haven't got\b|spend (?:my|our|hours|days|too)\b|outgrow\w*|outgrown\b"
    r"|crap\b|rubbish\b|sucks?\b|unhappy\b|isn'?t synced\b|scattered\b)"
)
_NOW_SERVED = re.compile(
    r"\b(?:(?:is|are|'s|works?|working|runs?|running|going|all) (?:all |already |just |perfectly |really |very |quite |pretty |totally )*(?:fine"
    r"|good|great|ok|okay|sorted|covered|handled|well|perfect\w*|smoothly|done|in place|taken care of|under control)\b"
    r"|happy with\b|already (?:have|got|use|using|do|sorted|covered)\b|no (?:problems?|issues?) with\b|(?:we've|we have|i've|i have) got (?:that"
    r"|it) (?:covered|sorted)\b"
    r"|(?:deja|avons deja|a deja|ai deja) (?:un|une|des|le|la|notre|mon|tout|ce qu|equipe|ca|regle|en place)\b|utilis\w+ deja\b|deja (?:equipe\w*"
    r"|gere\w*|en place|regle\w*|couvert\w*)\b"
    r"|(?<!que )ca (?:roule|marche|va|suffit|tourne|fonctionne)\b|(?:va|vont|marche|marchent|fonctionne|fonctionnent|roule|tourne) (?:tres |plutot "
    r"|assez )?(?:bien|nickel|super)\b|(?:est|sont) (?:deja |bien |tres )*(?:ok|bon|bons|bien|nickel|geree?s?|reglee?s?|en place|couverte?s?)\b"
    r"|satisfaits?\b|contents? de\b|pas de (?:problemes?|soucis?)\b)"
)
_NOT = re.compile(
    r"(?:(?:\b(?:pas|non pas|non|not|no|isn't|isnt|ni|nor|neither|sauf|hors|except|(?:any|every)thing but|plutot que|instead of|rather than"
    r"|other than|autre que|dont (?:need|want)|ne (?:veux|veut|voulons) pas|do not (?:need|want)|que|than|forget|oubliez?"
    r"|never mind|rien a voir avec|nothing to do with|no need for|sans)|n't (?:need|want|about))"
    r"(?: (?:besoin|pour|de|d'|la|le|les|l'|un|une|du|des|the|a|an|for|to|do|any|looking|interested|dans|par|in|about|trop|vraiment|really|so|much"
    r"|le cote|tellement|surtout|need|our|your|nos|notre|vos|ma|mes|my|another|from)| ?(?:l'|d')(?:une?)?)*[ ']$)"
)
_NOT_ONLY = re.compile(
    r"\b(?:pas (?:que|seulement|uniquement|juste)|not (?:only|just)|n'(?:a|ai|avons|ont|est) (?:toujours |meme )?pas(?: de| d'| d)?(?: [a-z]+)?"
    r"|no longer|pas encore(?: de| d')?|pas (?:de|d') (?:vrai|bon)|(?:have|has|with|got|still) no|not have a) ?'?$"
)
_NOT_YET = re.compile(r" (?:pour l'instant|pour le moment|yet|actuellement|encore|aujourd'hui|currently|at the moment|so far|en place)\b")
_RATHER_THAN = re.compile(r"\b(?:plutot|rather|more|plus|mieux|else|autre|different)\b")
_MINOR = re.compile(
    r"\b(?:aussi|also|as well|too|eventually|later|plus tard|ensuite|puis|then|accessoirement|en plus|voire|maybe|peut-etre|et si possible|ideally"
    r"|idealement|bonus|qui (?:fait|gere|permet|integre|inclut|inclue)|that (?:can|also|does|handles|includes)|which (?:can|also|does)"
    r"|integre\w*|connecte\w*|interface\w*|relie\w*|integrat\w+|connects?|works with|compatible|lie\w* a|avec une? option|en option)\b[^,.;]{0,40}$"
)
_FIRST = re.compile(
    r"\b(?:surtout|d'abord|principalement|en priorite|avant tout|mainly|mostly|first|especially|primarily|above all|priority|priorite|really)\b"
)

# --- words that say that it is no need ------------------------------------------------------------------------------------

_READING_MATTER = (
    r"(?:guides?|livres? blancs?|white ?papers?|e-?books?|newsletters?|webinaires?|webinars?|tutoriels?|tutorials?|articles?|checklists?|blogs?"
    r"|podcasts?|fiches? pratiques?|etude|infographi\w+|pdf)"
)
_READ_ABOUT_BEFORE = re.compile(
    rf"\b{_READING_MATTER}(?: [a-z]+)?(?: (?:sur|on|about|pour|for|de|du|to|of|concernant)(?: (?:la|le|les|l'|the))?)? ?$"
)
_CONNECTED_TO = re.compile(
    r"\b(?:compatibles?|integr\w+|connect\w*|interfac\w+|sync\w*|works?|link\w*|reli\w+|exporte?r?) (?:avec|with|a|au|to|into|vers) (?:[a-z]+ )?$"
)
_READ_ABOUT_AFTER = re.compile(rf"(?: [a-z]+)? {_READING_MATTER}\b")
_TITLE_BEFORE = re.compile(
    r"\b(?:responsable|directeur|directrice|dir|dir\.|gestionnaire|assistante?|chargee?|chef|cheffe|technicienn?e?|experte?|specialiste"
    r"|consultante?|manager|head|director|vp|clerk|officer|employee?)"
    r"(?: (?:de|des|du|la|l'|les|of|the|en|aux?|service)| ?d'| de l')* ?$"
)
_TITLE_AFTER = re.compile(
    r" (?:and [a-z]+ )?(?:managers?|director|officer|clerks?|specialist|administrator|admin|assistant|coordinator|executive|supervisor|accountant"
    r"|lead|associate|analyst|consultant)\b"
)
_WORKS_IN = re.compile(
    r"\b(?:work(?:s|ed|ing)?|travaill\w+|bosse\w*|job|emploi|poste|stage|formation|carriere|career|experience|background"
    r"|internship)(?: [a-z]+)? (?:in|for|at|with|on|au|dans|en|chez|a|de)"
    r"(?: le| la| les| the| our| notre| my)*(?: ?l')?(?: (?:service|departement|department|team|cabinet|bureau))?(?: de| of| the| la| des| d')* ?$"
)
_ABOUT_US = re.compile(r"\b(?:votre|vos|your)(?: [a-z]+)? $")
_OF_YOURS = re.compile(
    r"\b(?:do you have|have you got|avez[- ]vous|vous (?:en )?avez|are you|etes[- ]vous|vous (?:etes|gerez combien)|combien (?:de|d'))\b"
)
_STUDIES = re.compile(
    r"\b(?:je suis|chui|suis|i'm|i am|im|as)(?: an?| une?| en)?(?: [a-z]+){0,2} (?:etudiante?|students?|eleve|lyceenn?e?|doctorante?|intern"
    r"|stagiaire)\b|^\W*(?:etudiante?|student)\b"
    r"|\b(?:mon|ma|un|notre|ce) (?:memoire|these|expose|rapport de stage|projet (?:d'ecole|de fin d'etudes|etudiant|scolaire)|dissertation|tp"
    r"|master|bts|alternance)\b|\bstage de fin\b"
    r"|\b(?:my|a|our) (?:thesis|dissertation|homework|coursework|assignment|essay|(?:school|uni|university|college|student|research"
    r"|class) (?:project|paper|assignment))\b|\bpaper (?:on|about)\b|\b(?:for|at) (?:uni|school|college|class|university)\b"
    r"|\bpour (?:mes etudes|l'ecole|mes cours|la fac|un cours)\b|\bi study\b|\bj'etudie\b"
)
_WORK_SOUGHT = re.compile(
    r"\b(?:cherch\w+|trouver|besoin d'?|look(?:ing)? for|lookin for|seek\w*|want|need|appl(?:y|ying) for|postul\w+ (?:a|pour)?|find|voudrais|veux"
    r"|after)(?: [a-z']+){0,3} ?\b(?:stage|emploi|jobs?|alternance|apprentissage|internship|placement|poste|boulot|travail|taf|cdi|cdd"
    r"|work experience|vacanc\w+|candidature|apprenticeship|position)\b|\b(?:vacanc(?:y|ies)|job openings?|poste a pourvoir|postes a pourvoir)\b"
    r"|\bare you (?:guys )?(?:hiring|recruiting)\b|\bvous (?:recrutez|embauchez)\b|\b(?:recrutez|embauchez)[- ]vous\b|\b(?:mon cv|my cv|my resume"
    r"|job (?:hunting|seeker|search|hunt)|offres? d'emploi|spontanee)\b"
)
_CUSTOMER = re.compile(
    r"\b(?:(?:je suis|suis|chui|on est|nous sommes|i'm|i am|im|we are|we're)(?: deja| already| an?| une?| votre| your| existing| current"
    r"| vos)* (?:clients?|clientes?|customers?|users?|abonnee?s?)\b(?! (?:de|of) (?!vous|yours))"
    r"|(?:deja|already) (?:un |a |votre |your )?(?:client|customer)e?s?\b|clients? chez vous\b|un de vos clients\b|one of your (?:customers"
    r"|clients|users)\b|as a customer\b|(?:client|customer)e?s? (?:depuis|since|for \d)|en tant que client\b"
    r"|(?:log ?in|logged|logging (?:in|on)|login|password|mot de passe|identifiants?|me connecter|se connecter|mon compte|my account|espace client"
    r"|mon espace|deconnecte)\b"
    r"|(?:ou en est|statut de|annuler|suivre|suivi de|where'?s|where is|track|status of|cancel|about|recu|a propos de) (?:ma|mon|my|notre"
    r"|our) (?:[a-z]+ )?(?:commande|colis|livraison|order|delivery|parcel|package)\b"
    r"|ma (?:derniere |premiere )?(?:commande|facture)\b|my (?:last |latest |recent |first )?(?:order|invoice|bill|subscription|refund|delivery"
    r"|parcel)\b|(?:votre|vos) (?:derniere )?factures?\b|your (?:last )?(?:invoice|bill)s?\b|mon abonnement\b"
    r"|(?:sent|send|e-?mail(?:ed)?) (?:me|us) (?:an?|the|my|two) (?:[a-z]+ )?(?:invoice|bill)s?\b|(?:envoye|recu|recevoir)(?: [a-z]+)? (?:une|la"
    r"|ma|deux) (?:[a-z]+ )?facture\b|(?:m'avez|nous avez)(?: [a-z]+)? (?:factur\w+|preleve\w*|debite\w*)\b"
    r"|you (?:[a-z]+ )?(?:billed|charged|invoiced|overcharged) (?:me|us)\b|(?:remboursement|rembourser|refund|resili\w+|desabonn\w+|unsubscribe)\b"
    r"|(?:j'ai|nous avons|on a) commande\b|i ordered\b|(?:need|want) (?:an?|the) (?:copy|invoice)\b|cancel my\b|(?:m'|nous )envoyer (?:la|une|ma"
    r"|les) factures?\b|send (?:me|us) (?:the|an|my)(?: [a-z]+)? (?:invoice|bill)\b"
    r"|(?:votre|your) (?:logiciel|outil|appli\w*|site|service|plateforme|software|app|system|tool|platform|product"
    r"|crm)\b[^.;]{0,24}\b(?:marche (?:pas|plus)|bugg?\w*|plante|fonctionne (?:pas|plus)|rame|broken|crash\w*|down|not work\w*|doesn'?t work"
    r"|isn'?t working|stopped|froze\w*)\b"
    r"|(?:probleme|souci|problem|issue|trouble|bug)s? (?:avec|with) (?:votre|vos|your|ma|my)\b|ca bug\w*\b|(?:need|want|besoin (?:de|d'un)|veux"
    r"|voudrais)(?: some| just| du| le| un| your| technical)* (?:support|sav|depannage|assistance|customer service)\b(?! (?:ticket|software"
    r"|tool)))"
)
_COMPETES = re.compile(
    r"\b(?:we|i) (?:also )?(?:sell|make|develop|build|distribute|publish|market) (?:[a-z]+ )?(?:software|crms?|invoicing|payroll|erp|saas)\b"
    r"|\b(?:nous|on|je) (?:vendons|vends?|editons|edite|developpons|developpe|commercialis\w+) (?:des |un |aussi )*(?:logiciels?|crm|erp|saas)\b"
    r"|\bediteurs? de logiciels?\b"
)
_DONT_KNOW = re.compile(
    r"\b(?:je (?:ne )?(?:sais|c|vois) ?(?:pas|po)|jsp|jsais pas|j'sais pas|chais pas|chepa|aucune idee|pas d'idee|no idea|dunno|i don'?t know|idk"
    r"|not sure|pas sure?|sais pas|no clue|unsure|pas encore decide|haven'?t decided|ca depend|it depends|i guess|bonne question|good question"
    r"|hard to say)\b(?! (?:what|where|who|ou|ce qu))(?: (?:trop|yet|encore|really|vraiment))?"
)
_UNWILLING = re.compile(
    r"\b(?:prefere (?:ne )?pas|rather not|regarde pas|regarde que moi|none of your|pas envie|confidentiel\w*|confidential|private|secret"
    r"|laissez[- ]moi|leave me|fiche[- ]moi|arretez|stop|skip|"
    r"(?:je |on )?(?:regarde|visite|me balade|jette un oeil)|exploring|researching|shopping around|kicking the tyres|depends|prefer not|deja dit"
    r"|already said|curieux|curieuse|curiosite|browsing|just looking|looking around|curious"
    r"|rien de (?:special|particulier|precis)|nothing (?:special|in particular|specific)|tester?|testing|mal compris|pas compris|don'?t understand"
    r"|comprends pas)\b"
)
_SOMETHING_ELSE = re.compile(
    r"^\W*(?:(?:plutot|non|no|well|euh|um|actually|en fait|it's|c'est|for|pour)\b[ ,]*+)*+(?:autre(?: chose)?|autres|other|others|something else"
    r"|sth else|anything else|none of (?:those|these|the above|them|that)|rien de tout (?:ca|cela)|aucun(?:e)?(?: (?:des (?:quatre|4)|de ceux-?la"
    r"|d'entre eux|de ces choix))?|neither)\W*$"
)
_GREETING = re.compile(
    r"^[\W_]*(?:(?:bonjour|bonsoir|bjr|bsr|salut|slt|coucou|hello|hi there|hi|hey|hiya|good (?:morning|afternoon|evening)|madame|monsieur"
    r"|tout le monde|all|there|guys|merci(?: beaucoup)?|thanks|thank you|cheers|please|pls|svp|stp|euh|ben|bah|bon|alors|donc|well|um|erm|hmm|so"
    r"|ok|okay"
    r"|oui|yes|yeah|yep|ouais|non|no|nope|maybe|peut-etre|plutot|surtout|en fait|actually|juste|just|simplement|mostly|mainly|finalement|basically"
    r"|honestly|franchement|sorry|pardon|desolee?|oops|et|and|mais|but|i think|je pense|je crois|probably|disons|let's say|lol|haha|mdr)\b[\W_]*)+"
)
_ORDER_TO_US = re.compile(r"^[a-z]+[- ](?:moi|me|us|nous)\b")
_NOT_PROSE = re.compile(r"[<>{}=*\\$|;_^~]|\b(?:drop table|select)\b")
_CODE = re.compile(r"</?[a-z]+[^>]*>|\b(?:select [*\w, ]+ from|drop table|insert into|union select)\b|\{\{|\$\{")
_ABOUT_SELF = re.compile(
    r"^(?:je suis|chui|j'suis|je m'appelle|moi c'est|mon nom|i'm|i am|im|we are|we're|my name|this is|nous sommes|on est|c'est|it's|its|i work"
    r"|je travaille|je bosse|on a|nous avons|j'ai|we have|we've|i have|i've|there (?:are|is)|il y a|my company|notre (?:societe|entreprise)"
    r"|vous|tu|t'|you|u|is|are|do|does|did|what|whats|who|how|why|when|where|which|combien|comment|pourquoi|quand|qui|quoi|quel\w*|qu'est|est-ce"
    r"|can|could|may|will|would|puis-je|peut-on|pouvez|ou|that|this|these|ca|cela|he|she|they|il|elle|ils|elles|depuis|since|d'ici|avant|apres"
    r"|before|after|by|in|en|dans|a|au|at|from|chez|"
    r"near|pres|pas|not|never|jamais|aucune?|sans|without|on|for me|personne|everyone|tout le monde|i|je|j'|we|nous|thats|fuck\w*|shut|va"
    r"|ta gueule|connard|idiot|stupid|test)\b"
)

# --- things that are no need by themselves --------------------------------------------------------------------------------

_NO_THING = re.compile(
    r"(?:infos?|informations?|renseign\w+|details?|precisions?|aide|help|hand|coup de main|support|assistance|advice|conseils?|prix|tarifs?"
    r"|tarification|prices?|pricing|cost|couts?|quotes?|devis|estimate|estimation|rendez|rdv|rv|meetings?|appointments?|calls?|appels?|rappel\w*"
    r"|demos?|demonstrations?|presentation|essais?|trials?|creneaux?|slots?|heures?|hours?|dates?|times?|temps|personnes?|quelqu|quelqu'un|qqun"
    r"|someone|somebody|persons?|people|humans?|humain|commercial|conseiller\w*|advis[eo]r|representative|rep|sales|salesperson|interlocuteur"
    r"|contacts?|agent"
    r"|guides?|livres?|brochures?|docs?|documents?|documentation|newsletters?|whitepapers?|ebooks?|stages?|stagiaire|emplois?|jobs?|works?|boulot"
    r"|travail|postes?|internship|alternance|placement|reponses?|answers?|questions?|confirmation|accord|validation|validations|signatures?"
    r"|approvals?|sign|signoff"
    r"|permission|avis|opinions?|idees?|ideas?|comparatifs?|licen[cs]es?|comptes?|accounts?|acces|access|mots?|passwords?|logins?|connexion"
    r"|budgets?|money|argent|delais?|deadlines?|minutes?|jours?|days?|weeks?|semaines?|mois|months?|years?|ans?|annees?|liens?|links?|e-?mails?"
    r"|mails?|numeros?|numbers?"
    r"|adresses?|address\w*|factures?|invoices?|receipts?|recus?|remboursements?|refunds?|chose|choses|truc|trucs|thing|things|something|stuff"
    r"|anything|quelque|ca|cela|it|that|this|them|you|u|vous|toi|us|me|nous|moi|him|her|options?|features?|changes?|offres?|offers?|deals?"
    r"|discounts?|remises?|promo\w*|references?|best|value|rapport|qualite|partenaire|partenaires|revendeur|alternative? ?(?!a\b|to\b)"
    r"|certitudes?|garanties?|guarantees?|decisions?|choix|choice|moment|peu|bit|few|couple|lot|more|plus|less|moins|better|mieux|good|bon|first"
    r"|premier\w*|second|deuxieme|last|next|prochain\w*|demain|tomorrow|today|aujourd|asap|urgent\w*|vite|soon|now|maintenant|rapide\w*|quarter"
    r"|trimestre|semestre"
    r"|ete|hiver|printemps|automne|summer|winter|spring|autumn|rentree|patronn?e?|gerante?|boss|owner|ceo|daf|dg|pdg|director|directeur|directrice"
    r"|manager|chef|president|dirigeante?|responsable|associee?s?|partner|wife|femme|mari|husband|euros?|dollars?|pounds?|pme|tpe|eti|sme|company"
    r"|entreprise|societe|boite"
    r"|business|association|asso|agency|agence|cabinet|restaurant|boulangerie|patisserie|bakery|garage|magasin|boutique|shop|store|salon|hotel"
    r"|startup|commune|mairie|ecole|school|clinique|clinic|charity|firm|independante?|freelance|artisan|salaries?|employes?|employees|staff"
    r"|customers?|clients?|test|essayer|tester|all|tout"
    r"|reply|replies|retours?|feedback|updates?|rollout|roll-out|launch|kickoff|deployment|implementation|lancement|demarrage|deploiement"
    r"|gratuit\w*|free|cheap|january|february|march|april|may|june|july|august|september|october|november|december|janvier|fevrier|mars|avril|mai"
    r"|juin|juillet|aout|septembre|octobre|novembre|decembre|que|qu'on|qu'il|leur|conclure|only|uniquement|them|rien|nothing|everything|nimporte"
    r"|whatever|kidding|blague|joke|robots?|bots?|delivery"
    r"|livraison|commandes?|orders?|products?|produits?"
    r"|services?|minimum|maximum|mini|maxi|max|min|entre|between|environ|about|around|sure|sur|ready|pret|way|moyen|chance|reason|raison|problem"
    r"|probleme|issue|soucis?|bugs?)s?$"
)
_NO_ACT = re.compile(
    r"(?:parler|savoir|voir|revoir|reflechir|discuter|joindre|demarrer|commencer|debuter|avancer|attendre|rester|rencontrer|essayer|tester"
    r"|recevoir|demander|comprendre|avoir|etre|aller|prendre|contacter|rappeler|annuler|modifier|supprimer|resilier|connaitre|dire|repondre|signer"
    r"|valider|decider|depenser|mettre|finir|appeler"
    r"|echanger|poser|verifier|convaincre|consulter|regarder|lire|apprendre|venir|donner|payer|passer|partir|faire|pouvoir|devoir|compar\w*|help\w*"
    r"|kick\w*|shop\w*|approuver|convenir|etudier|effacer"
    r"|arreter|terminer|boucler|livrer|lancer|investir|planifier|reporter|decaler|fixer|reserver|choisir|comparer|trouver|acheter|signaler"
    r"|postuler|travailler|bosser|obtenir|beneficier"
    r"|speak\w*|talk\w*|know\w*|see\w*|think\w*|discuss\w*|reach\w*|start\w*|begin\w*|move\w*|wait\w*|stay\w*|meet\w*|try\w*|trying|test\w*|get"
    r"|getting|receive|ask\w*|understand\w*|have|having|be|being|go|going|take|taking|contact\w*|call\w*|cancel\w*|change|changing|delete|log"
    r"|logging|sign\w*|decide|deciding|spend\w*|keep|put|finish\w*|check\w*"
    r"|book|schedule|do|doing|make|pay\w*|say\w*|hear\w*|read\w*|learn\w*|come|coming|give|compare|run|use|look\w*|live|go-live|launch\w*|apply"
    r"|applying|find|buy|want|need|let|leave|leaving|stop\w*|work\w*|remain|complete|convince|consult|confirm|hurry)$"
)
_DETERMINER = (
    r"(?:(?:l'|d'|de l')|(?:une?|des|du|de la|de|le|la|les|an?|some|the|another|our|my|nos|notre|mon|ma|mes|any|more|plus de|quelques|deux|trois"
    r"|two|three|\d+|new|nouveau|nouvel|nouvelle|nouveaux|nouvelles|bons?|bonne|good|better|meilleure?s?|petite?s?|small|simple|simples|cheap|nice"
    r"|vraie?|real|proper|decent|free|gratuite?s?|quick|written|short|cinq|six|sept|huit|neuf|dix|four|five|seven|eight|nine|ten|twenty|autres?"
    r"|other|big|grande?|gros|grosse|quality|full|complete|quick|basic|easy)(?: |$))"
)
_INDEFINITE = re.compile(r"^(?:de l'|(?:une?|des|du|d'une?|de nouve(?:aux?|lles?)|an?|some|new|d'autres|de la) )")
_COMPLEMENT = re.compile(
    r"(?: (?!pour\b|to\b|for\b|qui\b|that\b|which\b|de\b|d'|en\b)[a-z'-]+){0,2} (?:pour|qui|to|for|that|which|de|d'|en) ?(?P<what>.*)"
)
_VERB_FIRST = re.compile(
    r"^(?:mieux |plus |bien |ne plus |stop |enfin |better |easily |quickly |to |de |d'|pouvoir |arreter de |arreter d')*(?P<verb>[a-z]{2,}(?:er|ir"
    r"|re|ing)|refaire|build|redesign|design|improve|manage|organi[sz]e|plan|track|automate|fix|clean|renovate|paint|translate|promote|hire"
    r"|recruit|train|secure|rent|create|sell|grow|boost|reduce|monitor|host|print|repair|replace|digiti[sz]e|simplify|store|print|transport|ship"
    r"|move|protect|back ?up)\b(?: .+)"
)
_THING_ALONE = re.compile(
    r"^[a-z-]{3,}(?:tion|tions|age|ages|ment|ments|ture|tures|erie|ware|ting|ning|ling|ping|ring|sing|hing|ity|ites?|isme|phie|logie|ogy|teurs?"
    r"|trices?|euse|graphe|pher|nces?)$"
    r"|^(?:site|web|website|sites?|internet|seo|pub|publicite|marketing|mobilier|meubles?|imprimantes?|printers?|ordinateurs?|computers?|laptops?"
    r"|furniture|vehicules?|voitures?|vans?|compta|comptabilite|bookkeeping|erp|caisse|tpv|pos|epos|securite|wifi|telephones?|telephonie"
    r"|assurances?|design|logo|photos?|photographe|photographer"
    r"|traiteur|catering|chaises?|bureaux|locaux|planning|plannings|rendezvous|chantiers?|projets?|ged|sav|e-commerce|ecommerce|hosting"
    r"|cybersecurity|nettoyage|cleaning|energie|energy|solar|packaging|emballages?|uniformes?|fournitures|cafe|coffee)$"
)
_KEYBOARD = ("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "poiuyt", "lkjhg", "mlkjh", "fdsq", "fdsa")
_FIRST_NAMES = frozenset(
    {
        "jean",
        "marie",
        "pierre",
        "paul",
        "jacques",
        "michel",
        "philippe",
        "alain",
        "nicolas",
        "julien",
        "thomas",
        "sophie",
        "isabelle",
        "nathalie",
        "sandrine",
        "stephanie",
        "celine",
        "julie",
        "camille",
        "laura",
        "lea",
        "emma",
        "manon",
        "marc",
        "luc",
        "eric",
        "olivier",
        "laurent",
        "thierry",
        "patrick",
        "david",
        "bruno",
        "pascal",
        "christophe",
        "sebastien",
        "frederic",
        "vincent",
        "antoine",
        "alexandre",
        "guillaume",
        "mohamed",
        "karim",
        "fatima",
        "fatou",
        "nadia",
        "corinne",
        "sylvie",
        "martine",
        "monique",
        "catherine",
        "anne",
        "chloe",
        "claire",
        "john",
        "james",
        "robert",
        "mike",
        "michael",
        "william",
        "bill",
        "tom",
        "steve",
        "peter",
        "mark",
        "andrew",
        "chris",
        "daniel",
        "matt",
        "sarah",
        "emily",
        "kate",
        "jane",
        "mary",
        "linda",
        "susan",
        "karen",
        "lisa",
        "anna",
        "olivia",
        "jack",
        "harry",
        "george",
        "oliver",
        "neil",
        "marcus",
        "ben",
        "sam",
        "alex",
        "joe",
        "kevin",
        "brian",
    }
)
_OF_OTHER_MATTERS = re.compile(
    r"\b(?:euros?|eur|dollars?|pounds?|quid|bucks|grand|francs?|balles|k€?|ke|mille|cents?|cinquante|trente|vingt|hundred|thousands?|millions?"
    r"|million|lakh|rupees|penny|figures|money|cash|argent|moyens|budget\w*|free|gratuit\w*|cheap\w*|rush|hurry|urgen\w*|presse\w*"
    r"|quarter|trimestre|semestre|noel|paques|christmas|easter|spring|summer|autumn|winter|printemps|ete|automne|hiver|rentree|saison|season|jan"
    r"|feb|janv|fevr?|fy|deadline|timeline|echeance|hier|yesterday|ago|go-live|fin (?:de )?(?:l'annee|janv|mars|juin|mois|d'annee)"
    r"|end of|sooner|quinzaine|q[1-4]|t[1-4]|board|comite|committee|trustees|votes?|vot\w+|decid\w+|decision|tranche\w*|approv\w+|valid\w+"
    r"|recommends?|sign off|signe|buying|feu vert|siege|utilisat\w+|users?|say in|opinion|avis|pay grade|my (?:father|mother|husband|wife|colleagues)"
    r"|mon pere|ma mere|mes collegues|both of us|to me|et moi|cfo|cto|coo|cmo|vp|md|controleu\w+|coordinat\w+|adjointe?|maire|mairie|secretaire"
    r"|coordinator|volunteer|sole trader|buyer|acheteu\w+|executive|trader|regards|cordialement|sincerely|bonne journee|name|nom|prenom|maitre"
    r"|pere noel"
    r"|hq|headquarters|maison mere|wondering|fault|faute|superio\w+|superieure?s?|employers?|employeur|supervisor|leader|hierarchie|direction"
    r"|actionnaires?|elus|assemblee|dsi|founder|ceo|student"
    r"|eleve|recruiter|prescripteur|operateur|one man band|sole prop\w+|jours?|days?|years?|term|sem|dozen|douzaine|dizaine|quarantaine|milles"
    r"|infinity|authority|responsibility|sou|smic)\b"
    r"|[$€£]|\d ?k\b|\b(?:me|moi)\W*$"
)
_NOTHING_OF = re.compile(r"^\W*(?:no|none|nobody|nothing|never|aucune?|pas|zero|zilch|never) [a-z]")
_NOT_A_THING_WORDS = re.compile(
    r"\b(?:rue|avenue|boulevard|street|road|lane|cedex|euros?|eur|jours?|mois|semaines?|ans|annee|days?|weeks?|months?|years?|janvier|fevrier|mars"
    r"|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|lundi|mardi|mercredi|jeudi|vendredi|monday|tuesday"
    r"|wednesday|thursday|friday|is|are|was|were|am|be|i|you|he|she|they|je|tu|il|elle|vous|suis|est|sont|sommes|etes|ai|avons|avez|decide|decides"
    r"|signe|salaries|employes|employees|staff|personnes|people|soir|matin|gestionnaires?|clerk|technicienne?|conducteur|chargee?|morning|evening"
    r"|afternoon|asap|demain|tomorrow|possible|vite|soon|tard|later|va|vas|love|hate|fuck|merde|shit|putain|con|idiot|lol|mdr|nope"
    r"|gerante?|directeur|directrice|director|manager|owner|boss|patron|patronne|ceo|pdg|dirigeante?|president|presidente|responsable|assistante?"
    r"|comptable|secretaire|founder|fondateur|associee?|chef|cheffe|daf|drh|officer|head|lead|sarl|sas|ltd|inc|gmbh|llc|plc|limited|sasu|eurl)\b"
)

# --- how they are put together --------------------------------------------------------------------------------------------

_ADDRESSES = re.compile(r"(?<!\S)[^\s@]{1,64}@\S*|(?:https?://|www\.)\S+|\b[a-z0-9-]{1,64}\.(?:com|fr|net|org|io|example)\b")
_SENTENCE_END = re.compile(r"[.!?;:\n](?=\s|$)|[?!]+|\.{2,}|…| [-|•] ")
_CLAUSE_END = re.compile(r",(?!\d)| (?=(?:mais|but|sauf que|however|though|par contre|whereas|alors que|cependant)\b)|[()]")
_AND_I = re.compile(
    r" (?:et|and|donc|so|mais|but|car|because|parce que|puis|alors) (?=(?:que |qu')?(?:je|j'|on|nous|ns|il (?:me|nous|faut)|i|we|i'm|we're|we'd"
    r"|i'd|need|looking|cherche|want|besoin)\b)"
)
_CONNECTORS = re.compile(r"^(?:[\W_]|(?:et|and|mais|but|donc|so|car|alors|puis|because|parce que|parce qu'|que|qu')\b)+")
_REQUEST_OPENING = re.compile(
    r"^(?:(?:gestion|gerer|suivre|suivi|faire|automatiser|simplifier|informatiser|numeriser|digitaliser|manage|managing|track|tracking|automate"
    r"|automating|simplify|handle|handling|send|sending|do|doing|run|running|d'|de|des|du|le|la|les|l'|un|une|nos|our|mes|my|the|a|an) ?)*$"
)
_FOR_US = re.compile(r"(?: [a-z]+)?(?: (?:management|software|system|tool|solution))? (?:pour|for)\b")
_PRODUCT_BEFORE = re.compile(rf"\b{_GENERIC}(?: [a-z]+)? (?:de |d'|pour |for |to |a |of |en )*(?:[a-z']+ ){{0,2}}$")
_PRODUCT_AFTER = re.compile(rf"(?: [a-z]+)? {_GENERIC}\b")
_HAVING = re.compile(
    r"\b(?:notre|nos|votre|vos|our|your|my|mon|ma|use|uses|using|used|utilis\w+|have|has|had|a deja|avons|ont|edit\w+|sells?|sold|vend\w*|ecri\w+"
    r"|about|sur|develop\w*|made|makes?|avec|via|chez|from|in|with|demo|test\w*|tried|essay\w*|with|by|par|know|connais\w*|actuel\w*|current\w*)\b"
)


@dataclass(frozen=True)
class _Signs:
    """Where the message wishes, asks us and complains: the spans of each, found once."""

    wishes: tuple[tuple[int, int], ...]
    questions: tuple[tuple[int, int], ...]
    complaints: tuple[tuple[int, int], ...]


def _spans(pattern: re.Pattern[str], plain: str) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in pattern.finditer(plain))


def _signs(plain: str) -> _Signs:
    return _Signs(_spans(_WISH, plain), _spans(_ASKS_US, plain), _spans(_COMPLAINT, plain))


def _any_within(spans: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    return any(start <= one and other <= end for one, other in spans)


@dataclass(frozen=True)
class _Sentence:
    """One sentence of the message by its span, cut into clauses."""

    start: int
    end: int
    clauses: tuple[tuple[int, int], ...]


def _pieces(plain: str, start: int, end: int, cuts: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = start
    for cut in cuts.finditer(plain, start, end):
        if cut.end() > at:
            yield at, cut.end()
            at = cut.end()
    if at < end:
        yield at, end


def _sentences(plain: str) -> list[_Sentence]:
    return [_Sentence(start, end, tuple(_pieces(plain, start, end, _CLAUSE_END))) for start, end in _pieces(plain, 0, len(plain), _SENTENCE_END)]


def _clause_of(sentence: _Sentence, position: int) -> int:
    return next((index for index, (start, end) in enumerate(sentence.clauses) if start <= position < end), len(sentence.clauses) - 1)


def _is_negated(plain: str, clause: tuple[int, int], mention: _Mention) -> bool:
    """ "pas la paie", "rather than invoicing": but to have no CRM is to lack one."""
    before = plain[max(clause[0], mention.start - 56) : mention.start]
    found = _NOT.search(before)
    if not found:
        return False
    if found.group().startswith(("que", "than")):
        return bool(_RATHER_THAN.search(before))
    return not _NOT_ONLY.search(before.rstrip()) and not _NOT_YET.match(plain, mention.end)


_COUNTED = re.compile(r"(?<!\bmes )(?<!\bnos )(?<!\bour )(?<!\bmy )\b\d[\d ]*$")
_TO_HANDLE = re.compile(r" (?:a|to) [a-z]+(?:er|ir|re|ge|le|ck)\b")
_ARE = re.compile(r" (?:are|sont|is|est|c'est)\b")
_IN_TIME = re.compile(
    r"\b(?:apres|avant|pendant|depuis|jusqu'(?:a|au|aux)|before|after|until|till|during|since|once|d'ici|des que|lors d(?:e|es|u)|quand|when"
    r"|back from|rentre de|retour de|par|per)"
    r"(?: (?:le|la|les|mes|nos|ma|notre|my|our|the|next|prochaine?|l'|fin de|end of|cloture (?:de|des)|new|current|[a-z]+ary|[a-z]+ber))* ?(?:l')?$"
)
_LEAVE_OF = re.compile(
    r"\b(?!ask\w* me )(?:(?:approval|approve\w*|accord|validation|valide\w*|feu vert|sign-?off|go-ahead|avis|permission)[^,.;]{0,20}\b(?:with|avec|from|by|to|de|du"
    r"|des|a|au|aux|la|le|les)|(?:ask|demander|demande|voir|parler|parle|talk|check|speak|discuss|contact|contacter|put me through|decid\w+"
    r"|choose)[^,.;]{0,20}\b(?:with|avec|from|by|to|a|au|aux|a la|a l'|avec la|avec le|avec les)) (?:the |our |notre |nos |my |la |le |les )*$"
)
"""Before those whose leave is sought; "parler de" is followed by the matter itself."""


def _is_beside_the_point(plain: str, clause: tuple[int, int], mention: _Mention) -> bool:
    """Whether the words belong to a title, a place of work or something to read."""
    before, after = plain[max(clause[0], mention.start - 56) : mention.start], plain[mention.end : mention.end + 40]
    if _READ_ABOUT_BEFORE.search(before) or _READ_ABOUT_AFTER.match(after) or _CONNECTED_TO.search(before):
        return True
    if mention.weight == _HINT and _COUNTED.search(before) and not _TO_HANDLE.match(after):
        return True
    if mention.weight == _HINT and _ARE.match(after) and not _COMPLAINT.search(plain, mention.end, clause[1]):
        return True
    if _IN_TIME.search(before) or _LEAVE_OF.search(before):
        return True
    return bool(_TITLE_BEFORE.search(before) or _TITLE_AFTER.match(after) or _WORKS_IN.search(before))


def _is_served(plain: str, sentence: _Sentence, index: int) -> bool:
    """Whether the clause says that all is well, and none after it that it is not."""
    start, end = sentence.clauses[index]
    if not _NOW_SERVED.search(plain, start, end) or _COMPLAINT.search(plain, start, end):
        return False
    rest = plain[end : sentence.end]
    return not (re.match(r"\W*(?:mais|but|sauf|however|though|par contre|cependant)\b", rest) and (_COMPLAINT.search(rest) or _WISH.search(rest)))


def _is_wanted(plain: str, signs: _Signs, sentence: _Sentence, mention: _Mention) -> bool:
    """Whether the sentence wishes for, asks for or complains about what the words name."""
    start, end = sentence.clauses[_clause_of(sentence, mention.start)]
    if _any_within(signs.wishes + signs.complaints, sentence.start, mention.start):
        return True
    if mention.weight < _PLAIN:
        return False
    if _any_within(signs.questions, sentence.start, sentence.end) or _any_within(signs.complaints, mention.start, sentence.end):
        return True
    if _any_within(signs.wishes, mention.start, end):
        return True
    clause_before = plain[start : mention.start]
    opening = _GREETING.sub("", clause_before.strip() + " ").strip() if clause_before.strip() else ""
    product = _PRODUCT_BEFORE.search(clause_before) or _PRODUCT_AFTER.match(plain[mention.end : end])
    if product and not _HAVING.search(clause_before):
        return True
    return bool(_REQUEST_OPENING.match(opening)) and bool(_FOR_US.match(plain[mention.end : end])) and not _HAVING.search(clause_before)


def _score(plain: str, signs: _Signs, sentence: _Sentence, mention: _Mention) -> float:
    """How much the mention is the point of what is wanted."""
    start, _ = sentence.clauses[_clause_of(sentence, mention.start)]
    before = plain[max(sentence.start, mention.start - 90) : mention.start]
    weight = mention.weight
    if _MINOR.search(before):
        weight *= 0.3
    if mention.weight >= _PLAIN and _any_within(signs.wishes, max(sentence.start, mention.start - 56), mention.start):
        weight += 0.3
    if _FIRST.search(plain, start, mention.start) or _FIRST.match(plain, mention.end + 1):
        weight *= 2
    return weight


_FOR_OTHERS = re.compile(
    r"(?:^|\W)(?!mieux|pret|temps|besoin)[a-z'-]{4,} (?:pour|for)(?: (?!mieux|to|help)(?:nos|notre|mes|mon|les|des|our|my|the|vos|an?|une?"
    r"|[a-z]{4,}(?<!er)(?<!ir)(?<!re)(?<!ing))){0,2} $"
)


def _is_for_others(before: str) -> bool:
    """ "a gift for my customers" wants a gift; "a tool for my customers" is about customers."""
    found = _FOR_OTHERS.search(before)
    return found is not None and not re.search(rf"\b{_GENERIC}\b", before)


def _topic(plain: str, signs: _Signs, found: list[_Mention], *, asked: bool) -> tuple[str, int, int] | None:
    """The topic most wanted and the span of the clause that says so."""
    scores: dict[str, float] = {}
    first: dict[str, tuple[_Mention, _Sentence]] = {}
    counted: set[tuple[str, str]] = set()
    mentions = iter(found[:MOST_MENTIONS])
    mention = next(mentions, None)
    for sentence in _sentences(plain):
        while mention is not None and mention.start < sentence.end:
            word = mention.topic, plain[mention.start : mention.end]
            if word not in counted and _counts(plain, signs, sentence, mention, asked=asked):
                counted.add(word)
                scores[mention.topic] = scores.get(mention.topic, 0.0) + _score(plain, signs, sentence, mention)
                if mention.topic not in first or (mention.weight > first[mention.topic][0].weight):
                    first[mention.topic] = (mention, sentence)
            mention = next(mentions, None)
    if not scores:
        return None
    best = max(scores, key=lambda topic: (round(scores[topic], 2), -first[topic][0].start))
    named, where = first[best]
    return (best, *_clause_span(plain, where, named.start, named.end))


def _counts(plain: str, signs: _Signs, sentence: _Sentence, mention: _Mention, *, asked: bool) -> bool:
    index = _clause_of(sentence, mention.start)
    clause = sentence.clauses[index]
    if _is_negated(plain, clause, mention) or _is_beside_the_point(plain, clause, mention) or _is_served(plain, sentence, index):
        return False
    if mention.weight == _HINT:
        before = plain[max(sentence.start, mention.start - 90) : mention.start]
        if _is_for_others(before) or _ABOUT_US.search(before) or _OF_YOURS.search(plain, sentence.start, sentence.end):
            return False
    return asked or _is_wanted(plain, signs, sentence, mention)


_DENIED_BEFORE = re.compile(r"(?:\b(?:pas|not|dont|no|ne|without|sans)|n't) (?:[a-z]+ )?$")
_DENIED_AFTER = re.compile(r" (?:pas|rien|nothing)\b")


def _is_denied(plain: str, sentence: _Sentence, wish: re.Match[str]) -> bool:
    return bool(_DENIED_BEFORE.search(plain, max(sentence.start, wish.start() - 16), wish.start()) or _DENIED_AFTER.match(plain, wish.end()))


def _clause_span(plain: str, sentence: _Sentence, start: int, end: int) -> tuple[int, int]:
    """The visitor's own clause around a span: from the wish before it to the end of its clause."""
    index = _clause_of(sentence, start)
    clause_start, clause_end = sentence.clauses[_clause_of(sentence, max(start, end - 1))]
    clause_start = sentence.clauses[index][0]
    if index and not _WISH.search(plain, clause_start, end):
        wishes = (wish for wish in _WISH.finditer(plain, sentence.start, start) if not _is_denied(plain, sentence, wish))
        if wish := next(wishes, None):
            clause_start = sentence.clauses[_clause_of(sentence, wish.start())][0]
    for cut in _AND_I.finditer(plain, clause_start, start):
        clause_start = cut.end()
    if cut_after := _AND_I.search(plain, end, clause_end):
        clause_end = cut_after.start()
    if opening := _GREETING.match(plain[clause_start:start]):
        clause_start += opening.end()
    if connectors := _CONNECTORS.match(plain[clause_start:start]):
        clause_start += connectors.end()
    clause_start, clause_end = max(clause_start, start - LONGEST_QUOTE // 2), min(clause_end, start + LONGEST_QUOTE)
    while clause_end > end and plain[clause_end - 1] in " ,.;:!?()":
        clause_end -= 1
    return clause_start, max(clause_end, end)


# --- a need that is no topic ----------------------------------------------------------------------------------------------


_CLITIC = re.compile(r"(?:s|m|t|n|j|qu|c)'")
_COMPOUND = re.compile(
    r"(?:time|call|e-?mail|product|price|sales|service|contact|project|work|help|order|test|event|date|money|document|delivery|job"
    r"|account)s? (?!meeting|booking a|waiting)[a-z]{3,}(?:ing|tion|tor|ment|ware|tal|tem|sk)$"
)


_MODIFIER = re.compile(r"^(?:new )?(?:company|delivery|business|shop|store|staff|restaurant|school|sales) (?=[a-z]{3,}\W*$)")
"""The first word of an English compound: "company logo" is a logo."""


def _is_a_thing(text: str, *, indefinite: bool = False) -> bool:
    """Whether the text begins with something that a company may want done or supplied."""
    if indefinite and not _INDEFINITE.match(text):
        return False
    rest = re.sub(rf"^{_DETERMINER}+", "", text)
    if generic := re.match(rf"{_GENERIC}(?![a-z])", rest):
        complement = _COMPLEMENT.match(rest, generic.end())
        return complement is not None and _says_something(complement["what"])
    rest = _MODIFIER.sub("", rest)
    words = re.findall(r"[a-z][a-z'-]*", rest)[:3]
    if _COMPOUND.match(rest):
        return True
    if (
        not words
        or len(words[0]) < 3
        or any(pattern.match(words[0]) for pattern in (_CLITIC, _NO_THING, _NO_ACT))
        or _NO_THING.match(words[0].split("-")[0])
    ):
        return False
    # "product demo", "budget approval": the last of an English compound is the thing.
    compound = re.match(r"[a-z-]+ (?P<head>[a-z-]+)$", rest.strip(" .!?"))
    if compound and _NO_THING.match(compound["head"]) and compound["head"] not in ("services", "service", "products", "produits", "stuff"):
        return False
    return _is_wordlike(words[0])


def _says_something(complement: str) -> bool:
    if _OF_OTHER_MATTERS.search(complement[:40]) or re.match(r"(?:under|less|moins|below|max|about|around|environ|\d)", complement):
        return False
    words = [word for word in re.findall(r"[a-z'-]+", re.sub(rf"^{_DETERMINER}+", "", complement))[:4] if word not in _SMALL]
    return bool(words) and not (_NO_THING.match(words[0]) and len(words) < 2) and len(words[0]) > 2


def _is_wordlike(word: str) -> bool:
    """Whether the letters may be a word rather than a run over the keyboard."""
    if len(word) > 3 and any(word in row or row in word for row in _KEYBOARD):
        return False
    return bool(re.search(r"[aeiouy]", word)) and not re.search(r"[bcdfghjklmnpqrstvwxz]{6}|(.)\1\1|\d", word)


_LEAD_IN = re.compile(
    r"^(?:(?:juste|just|simplement|seulement|bien|only|plutot|rather|trouver|acheter|s'equiper d'|m'equiper d'|avoir|for|at|into|to (?:find|buy"
    r"|get|have|replace)|to|urgent\w*|also|aussi|actuellement|currently|vraiment|really|maybe|e |un peu|help with|with|d'"
    r"|de (?=une? )) ?)+"
)
_QUALIFIES_NOTHING = re.compile(
    r"[a-z'-]+ (?:offer|trial|call|demo|meeting|answer|reply|price|quote|approval|rollout|launch|start|date|time|chat|look|idea|licen[cs]es?|slot"
    r"|discount|rendez|devis|reponse|offre|prix|date)\b"
)
_LOOKING_FOR = re.compile(r"look\w* for\b")
_ACT = re.compile(r"[a-z]+(?:er|ir|re)\b")


def _wished_for(plain: str, *, asked: bool) -> tuple[int, int] | None:
    """The span of a wish for a thing that no topic names."""
    for sentence in _sentences(plain)[:MOST_WISHES]:
        for wish in islice(_WISH.finditer(plain, sentence.start, sentence.end), MOST_WISHES):
            if _is_denied(plain, sentence, wish):
                continue
            after = _LEAD_IN.sub("", plain[wish.end() : sentence.end].lstrip(" '"))
            if "cherch" in wish.group():
                # "on cherche à quitter": an act, for all its English article.
                after = re.sub(r"^a (?=[a-z]+(?:er|ir|re)\b)", "", after)
            looked_for = bool(_LOOKING_FOR.match(plain, wish.start()))
            if not asked and (_ACT.match(after) or _QUALIFIES_NOTHING.match(re.sub(rf"^{_DETERMINER}+", "", after))):
                continue
            if _OF_OTHER_MATTERS.search(after[:40]):
                continue
            if _is_a_thing(after, indefinite=not asked and not looked_for):
                return _clause_span(plain, sentence, wish.start(), wish.end())
    return None


def _named_alone(message: Utterance, plain: str) -> bool:
    """Whether the bare answer to "what do you need?" names a thing or an act, and not its writer, a place or a time."""
    text = _GREETING.sub("", plain).strip(" .!,;:-\"'")
    words = re.findall(r"[^\W\d_][^\W\d_'-]*", text)
    if not words or "?" in plain or re.search(r"\d{2}", text) or not all(_is_wordlike(word) for word in words if len(word) > 3):
        return False
    if _NOTHING_OF.match(plain) or _OF_OTHER_MATTERS.search(text) or _looks_named(message, words):
        return False
    if message.language == "fr" and text.startswith("a "):
        # Without its accent "à Lyon" looks like an English article.
        return False
    started = re.match(rf"^{_DETERMINER}+", text)
    if started and not re.match(r"^(?:la|le|les|the|de|notre|our|mon|my) (?:patron|gerant|chef|direct|boss)", text):
        return _is_a_thing(text) and not _NOT_A_THING_WORDS.search(" ".join(words[:3]))
    if _ABOUT_SELF.match(text) or _ORDER_TO_US.match(text) or _NOT_PROSE.search(text):
        return False
    if (acting := _VERB_FIRST.match(text)) and not _NO_ACT.match(acting["verb"]) and not _NO_THING.match(acting["verb"]):
        return True
    return _is_bare_thing(message, text, words)


_PARTICLES = _SMALL | frozenset(
    {"et", "and", "von", "van", "der", "den", "da", "di", "el", "al", "bin", "ben", "del", "y", "merci", "thanks", "svp", "please"}
)


def _looks_named(message: Utterance, words: list[str]) -> bool:
    """Whether the capitals or the first word are those of a name."""
    written = [word for word in re.findall(r"[^\W\d_]+", message.raw) if word.lower() not in _PARTICLES]
    return words[0] in _FIRST_NAMES or (len(written) > 1 and all(word[0].isupper() for word in written))


def _is_bare_thing(message: Utterance, text: str, words: list[str]) -> bool:
    """ "office furniture", "seo": a few common words, not the capitals of a name."""
    if _NOT_A_THING_WORDS.search(text):
        return False
    if len(words) == 1:
        initials = message.raw.strip()[:1].isupper() and len(text) < 5
        return bool(_THING_ALONE.match(words[0])) and not re.fullmatch(_GENERIC, words[0]) and not _NO_THING.match(words[0]) and not initials
    return len(words) <= 10 and _is_a_thing(text) and all(len(word) > 1 for word in words[:2])


_MILD = re.compile(
    r"\bn'(?:a|ai|avons|y a) (?:pas|aucun|rien)\b|\bpas encore\b|\b(?:don'?t|do not|doesn't|didn't) have (?:an?|any)\b|\bhave no\b|\bhaven't got\b"
    r"|\bjamais\b|\bnever\b|\bcomplique\w*|\bdepasse\w*"
    r"|\b(?:use|used|utilis\w+|own|share) (?:an? |one |un |the |le )?(?:excel|spreadsheets?|tableurs?|papier|paper)\b|\bpas mon probleme\b"
    r"|\bnot my problem\b|\b(?:peur|no|pas de) (?:problemes?|soucis?|problem)\b"
)
_OF_THIS_PLACE = re.compile(r"\b(?:vous|votre|your?|u|site est|this (?:site|chat|bot))\b(?! (?:e|v))")


def _complained_of(plain: str) -> bool:
    """Whether a problem of the visitor's own is told, in more than a word or two."""
    if _OF_OTHER_MATTERS.search(plain):
        return False
    own = _MILD.sub(" ", plain).replace("notre site est", "").replace("our site is", "")
    return bool(_COMPLAINT.search(own)) and len(_TOKEN.findall(plain)) >= 4 and not _OF_THIS_PLACE.search(own)


def _other(message: Utterance, plain: str, *, asked: bool) -> tuple[int, int] | None:
    """The span of a need that no topic names."""
    if wished := _wished_for(plain, asked=asked):
        return wished
    if not asked:
        return None
    if _SOMETHING_ELSE.match(plain) or ((_complained_of(plain) or _named_alone(message, plain)) and not _UNWILLING.search(plain)):
        return _whole(plain)
    return None


def _whole(plain: str) -> tuple[int, int]:
    """The message from its first to its last word, without the greeting."""
    opening = _GREETING.match(plain)
    words = list(_TOKEN.finditer(plain, opening.end() if opening else 0)) or list(_TOKEN.finditer(plain))
    return words[0].start(), min(words[-1].end(), words[0].start() + LONGEST_QUOTE)


def _blotted(plain: str, patterns: Iterable[re.Pattern[str]]) -> str:
    for pattern in patterns:
        plain = pattern.sub(lambda found: " " * len(found.group()), plain)
    return plain


def topics_named(message: Utterance, topics: tuple[TopicWords, ...]) -> frozenset[str]:
    """The topics whose words stand in the message, wanted or not."""
    return frozenset(mention.topic for mention in _found(message.plain, topics))


def read_need(message: Utterance, topics: tuple[TopicWords, ...], *, asked: bool) -> Reading[Need] | None:
    """The topic wanted, or `other` for a need that is none of `topics`; `text` is the visitor's clause.

    Unasked, only what is wished for, asked for or complained of is read.
    """
    if message.is_blank:
        return None
    plain = message.plain
    if any(pattern.search(plain) for pattern in (_STUDIES, _WORK_SOUGHT, _CUSTOMER, _COMPETES, _CODE)):
        return None
    plain = _blotted(plain, (_ADDRESSES, _DONT_KNOW))
    if not _TOKEN.search(plain):
        return None
    mentions = _found(plain, topics)
    found = _topic(plain, _signs(plain), mentions, asked=asked) if mentions else None
    if found is None:
        # Words of a topic that do not count were said of something else: only an outright wish is a need beside them.
        outright = any(mention.weight == _PLAIN for mention in mentions)
        span = _wished_for(plain, asked=asked) if outright else _other(message, plain, asked=asked)
        found = (OTHER, *span) if span else None
    if found is None:
        return None
    topic, start, end = found
    return Reading(Need(topic), message.quote(start, end), start, end)
