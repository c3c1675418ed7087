"""Whether an open question is refused, or cannot be answered: two ways of giving no value."""

from __future__ import annotations

import re
from itertools import islice
from typing import Literal

from qualification.reading.moments import read_moment
from qualification.reading.ordinals import read_ordinal
from qualification.reading.utterance import Utterance

Refusal = Literal["declined", "not_known"]

ASKED = frozenset(
    (
        "need",
        "budget",
        "authority",
        "timeline",
        "company_size",
        "company",
        "name",
        "email",
        "phone",
        "job_title",
        "website",
        "slot",
        "marketing_consent",
    )
)
"""What can be refused; a confirmation is said yes or no to."""
NO_REFUSES = frozenset(("phone", "email", "name", "company", "company_size", "budget", "timeline", "slot"))
"""Questions that a mere "no" refuses. To "who decides?" or "may we write to you?" it is an answer."""
LONGEST = 600
"""How many characters are looked at: nobody takes longer to say no."""
MOST_CLAUSES = 40
LONGEST_CLAUSE = 120
"""A longer clause is more than a phrase that refuses."""


def _any(*ways: str) -> str:
    return "(?:" + "|".join(ways) + ")"


# ---------------------------------------------------------------- clauses

_CLAUSE = re.compile(r"[^.,;:!?()\n]+")
_JOINS = re.compile(r" (?:-+|mais|but|car|because|cause|parce que?|alors|then|sinon|otherwise) ")
_FILLER = _any(
    "euh+", "heu+", "hum+", "hm+", "um+", "uh+", "er+m?", "oh", "ah+", "eh", "ben", "bah", "bof", "mouais?", "alors", "donc", "well", "so", "ok(?:ay)?",
    "oui", "yes", "yeah", "desolee?s?", "navree?s?", "pardon", "sorry", "apologies", "merci(?: (?:bien|beaucoup|d'avance|de comprendre))?",
    "thanks?(?: (?:you|anyway|a lot|though))?", "thx", "cheers", "mate", "svp", "stp", "s'il (?:vous|te) plait", "please", "pls", "plz", "ta",
    "lol", "mdr", "haha+", "xd", "tbh", "honnetement", "honestly", "franchement", "frankly", "sincerement", "vraiment", "really", "actually", "en fait",
    "a vrai dire", "to be (?:honest|fair)", "i(?:'m| am) afraid", "afraid", "bonjour", "hello", "hi", "hey", "for (?:now|the moment|the time being)",
    r"pour (?:l'instant|le moment)", "a ce stade", "at (?:this|the) (?:stage|moment|point|time)", "right now", "actuellement", "now", "maintenant",
    "here", "ici", "la-dessus", "about that", "on that", "i think", "je pense", "je crois", "perso(?:nnellement)?", "personally", "quand meme",
    "et", "and", "ca", "ca va", "deja", "juste", "just", "the", "le", "la", "c'est", "c", "cest", "it's", "its", "that's", "thats",
    "i(?:'d)? say", "dirons[- ]nous", "non", "no", "nope", "nan", "go", "tout court", "period", "alright", "yet", "encore", "ici", "answer",
)  # fmt: skip
_FILLERS_BEFORE = re.compile(rf"^(?:[\W_]*{_FILLER}(?![\w'])(?!-))+[\W_]*")
_FILLERS_AFTER = re.compile(rf"(?:[\W_]+{_FILLER})+[\W_]*$")


def _clauses(plain: str) -> list[str]:
    """The clauses of the message, as said."""
    found = (clause for part in islice(_CLAUSE.finditer(plain), MOST_CLAUSES) for clause in _JOINS.split(f" {part.group()} "))
    return [clause.strip() for clause in found if clause.strip()]


_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def _bare(clause: str) -> str:
    """The clause without what is said around any answer ("désolé, …, merci")."""
    if len(clause) > LONGEST_CLAUSE:
        return clause
    return _EDGES.sub("", _FILLERS_AFTER.sub("", _FILLERS_BEFORE.sub("", clause)))


def _is_just(clause: str, words: re.Pattern[str]) -> bool:
    """Whether the clause is these words, with or without a "no" and courtesies around them."""
    if len(clause) > LONGEST_CLAUSE:
        return False
    return bool(words.fullmatch(_EDGES.sub("", clause)) or words.fullmatch(_bare(clause)))


# ---------------------------------------------------------------- declining

_SKIPPED = _any(
    "it", "this", "that", "this one", "that one", "cette question", "celle-la", "ca", "celle-ci", "that question", "this question", "budget"
)
_DECLINES_ALONE = re.compile(
    _any(
        # the game is refused
        "joker", "jok+er", "(?:on )?zappe[zr]?(?: .{0,20})?", "(?:motus et )?bouche cousue", "(?:je )?m'abstiens", "moving on", "nice try", "nunya", "(?:just )?put (?:n/a|a dash|nothing)", "mettez (?:rien|un tiret)", "(?:je|j'|on) (?:le |la )?(?:passe|saute)(?: (?:mon tour|celle-la|cette question|la question))?", "passe", "passons", "passez",
        "passons? (?:a |sur )?.{0,30}", "(?:la |une )?(?:question )?suivante?", "(?:a )?la suite", "sautez?.{0,25}", "au suivant",
        "(?:i'?ll |hard |i |gonna |going to |we'?ll |let's |can we |could we |can i )?(?:have to )?(?:pass|skip)(?: (?:on )?(?:" + _SKIPPED + "|(?:the|that|this|any) [\\w ]{1,24}))?",
        "(?:on |je |peut-on |puis-je )?(?:peu[tx] )?(?:sauter|passer|eviter)(?: (?:cette|la|celle|ca|a la suite|a autre).{0,20})?",
        "next(?: (?:one|question|pls|please))?", "(?:let's |please |can we )?move on", "n ?/ ?a", "n\\.a", "no comment", "sans commentaires?", "no can do",
        # a secret
        "(?:top |un |a |my |mon )?secret(?: defense| professionnel| d'etat| d'affaires)?", "(?:tres |trop |strictly |strictement |highly |too |un peu )?"
        "(?:confidentiel\\w*|confidential|prive\\w*|private|personnel\\w*|personal|classified|undisclosed|anon(?:ym\\w+)?|interne|internal|indiscret)",
        "(?:clause|accord) de confidentialite", "(?:an? )?nda", "incognito",
        # no reason given
        "(?:j'|je )?(?:aime mieux|prefere) (?:pas|eviter)", "(?:i'd |i would )?(?:rather|sooner|prefer) not(?: to)?", "sans reponse",
        "(?:pas |aucune |no |zero )envie", "not (?:relevant|necessary|needed|applicable)", "(?:ca |c'est )?(?:pas|non) (?:pertinent|concerne)",
        "(?:on )?(?:peut |pourrait )?(?:faire|continuer|avancer) sans.{0,25}", "(?:continuez|faites|avancez|faisons|on fait|on continue) sans.{0,25}", "doesn't matter", "peu importe(?: mon .{0,20})?",
        "aucun interet(?: pour vous)?", "(?:that's |it's )?my (?:own )?business", "prefer nothing",
    )
)  # fmt: skip
_TELL_FR = _any(
    "dire", "repondre", "donner", "communiquer", "divulguer", "reveler", "devoiler", "parler(?! (?:a|au|avec)\\b)", "partager", "preciser", "evoquer", "aborder",
    "indiquer", "fournir", "laisser", "transmettre", "discuter(?! avec)", "detailler", "avancer", "etendre", "commenter", "mentionner", "citer", "nommer",
    "expliquer", "filer", "lacher", "ebruiter", "exposer", "etaler",
)  # fmt: skip
_TELLING_FR = _any(
    "dis", "dit", "dirai", "dirons", "donne", "donnons", "donnerai", "donnerons", "communique", "communiquons", "divulgue", "divulguons", "revele", "reveler?ai",
    "revelons", "devoile", "devoilons", "reponds?", "repondrai", "repondons", "parle", "parlons", "parlerai", "partage", "partageons", "discute(?! avec)",
    "commente", "laisse", "laisserai", "avancerai", "file", "transmets", "diffuse", "diffusons", "etale",
)  # fmt: skip
_TELLS_FR = (
    r"(?:dis|dit|dirai|dirons|dira|disons|donn|communiqu|divulgu|revel|devoil|repond|parl(?!\w* (?:anglais|francais|bien))|partag|discut(?!\w* avec)|comment(?!\w* (?:ca|on|faire))|laiss|transmet|diffus|etal|publi|expos|fourni"
    r"|cit|indiqu|precis|annonc|ebruit|confi|livr|montr)\w*"
)
"""Any form of telling, where a "ne" has already said that it is a verb."""
_COMMITS_FR = r"(?:(?:m'|s'|nous )(?:engag|avanc|prononc)\w*|promet\w*|garanti\w*)"
_NO_FR = r"(?:pas|rien|jamais|aucun\w*|plus|guere|point|personne|nulle part)"
_TELL_EN = _any(
    "say(?:ing)?", "tell(?:ing)?", "shar(?:e|ing)", "disclos(?:e|ing)", "answer(?:ing)?", "giv(?:e|ing)(?! up)", "discuss(?:ing)?", "talk(?:ing)?(?! (?:to|with)\\b)",
    "reveal(?:ing)?", "mention(?:ing)?", "comment(?:ing)?", "go(?:ing)? (?:in)?to", "get(?:ting)? into", "hand(?:ing)? (?:out|over)", "divulg(?:e|ing)",
    "nam(?:e|ing)", "leav(?:e|ing)", "go there", "speak(?:ing)? about", "reply(?:ing)?", "be(?:ing)? spammed", "post(?:ing)?",
)  # fmt: skip
_TELL_FACTS_EN = _any(
    "quot(?:e|ing)", "publish(?:ing)?", "releas(?:e|ing)", "promis(?:e|ing)", "commit(?:ting)?(?: (?:myself|ourselves))? to",
    "(?:talk|speak)(?:ing)? (?:figures|numbers|money|dates|budgets?|prices)", "put(?:ting)? (?:[\\w']+ ){0,3}(?:in writing|on paper|out there|in a chat)", "be(?:ing)? (?:held|pinned|tied)(?: down)? (?:to|on)",
    "lay(?:ing)? (?:my|our) cards", "(?:show|reveal)(?:ing)? (?:my|our) (?:cards|hand)", "hav(?:e|ing) (?:my|our) (?:name|firm|company|e-?mail|number)",
)  # fmt: skip
"""Ways of telling a figure, a date or a name, that in the answer to what is needed tell of the trouble: "we don't quote fast enough"."""
_WILLING_EN = _any(
    "really", "want", "wanna", "wish", "like", "care", "going", "gonna", "willing", "comfortable", "happy", "keen", "allowed", "authori[sz]ed", "permitted",
    "prepared", "at liberty", "free", "to", "be", "think i should be", "think i should", "in a position", "fancy", "feel like", "about", "ready", "inclined",
    "supposed", "meant", "usually", "with", "ok", "okay", "able", "ever", "just", "here to", "be the one", "be", "been", "in the habit of", "one to", "one for", "into", "told to",
)  # fmt: skip
_DECLINES = re.compile(
    _any(
        # French: would rather not, will not, may not
        rf"\bevit(?:e|ons|er|era|erai|erons)(?: [\w']+){{0,2}}? {_TELL_FR}\b",
        r"\bprefer\w+ (?:vraiment |autant |largement )?(?:ne (?:pas|rien)|n'en|pas|rien|eviter|m'abstenir|taire|rester (?:anonyme|discre\w+|vague)"
        r"|(?:le |la |les |tout )?garder|conserver|(?:en |vous en |le |vous le )?(?:parler|dire|donner|discuter|voir) (?:plus tard|apres|de vive voix"
        r"|au telephone|une autre fois|ensuite|quand))",
        r"\baim\w+ (?:mieux|autant) (?:ne |n'en )?(?:pas|rien|eviter|taire)",
        rf"\b(?:souhait\w+|j?veu[xt]|voulons|voudr\w+|desir\w+|tien[st]|tenons|compt\w+|vais|allons|pense|prevois) (?:vraiment |trop |surtout )?(?:pas|rien|plus"
        rf"|jamais|guere)(?: [\w']+){{0,4}}? (?:[ldm]')?{_TELL_FR}\b",
        rf"\b(?:pas|aucune?|jamais|plus|ni)(?: tellement| vraiment| trop| du tout| le| l'| la| en)* ?(?:envie|droit|question|autoris\w+|habitude|intention"
        rf"|habilite\w*|dispose\w*|prete?s?|l'aise)(?: pour| de| d'| a| en)+ ?(?:[\w']+ ){{0,4}}?(?:[ldm]')?{_TELL_FR}\b",
        rf"\brefus\w+ (?:de |d')(?:[\w']+ ){{0,3}}?{_TELL_FR}\b",
        rf"(?:^|[.,;:!?] ?|\b(?:je|j|on|nous|moi)\b(?: [\w']+){{0,3}}? |\bj)(?:m'|l')?{_TELLING_FR}(?: [\w']+)? (?:pas|rien|jamais|point|aucun\w*)\b(?! (?:anglais|francais|bien|non))",
        r"\b(?:pas|ne rien|n'ai rien|rien) a (?:vous )?(?:dire|repondre|declarer)\b",
        r"\bn'?(?:aur(?:ez|as)) (?:pas|rien)|\bvous (?:le |la )?(?:saurez|verrez) (?:pas|rien|plus tard|bien assez|en temps|le moment|quand|le jour)",
        # French: it is mine
        r"\b(?:gard\w+|conserv\w+) (?:[\w']+ ){0,4}?(?:pour (?:moi|nous)\b(?! un)|secret\w*|prive\w*|confidentiel\w*|en interne|anonymat|sous le coude|sous silence)|\b(?:l'|mon |notre )anonymat\b|\bcuisine interne\b|\bliste rouge\b"
        r"|\b(?:pas|not) (?:mon|ma|my) (?:banquier|mere|comptable|conjoint|banker|mother|accountant|bank manager)\b",
        r"\brest\w* (?:entre (?:nous|moi)|chez (?:nous|moi)|secret\w*|confidentiel\w*|en interne|interne|prive\w*|anonymes?|discre\w+)",
        r"\b(?:je |on )?(?:le |la |les )?tai(?:s|t|rai|re)\b", r"\breserve (?:ca|cela|cette info\w*) (?:a|pour)\b",
        r"\b(?:regarde|concerne)(?:nt|rait)? (?:pas|en rien|nullement|que (?:moi|nous))|\ben quoi (?:ca|cela) (?:vous|te) (?:regarde|concerne|interesse)"
        r"|\bca (?:me|nous) (?:regarde|concerne)|\b(?:mes|nos|vos|tes) oignons|\b(?:occup|mel)e[zr]?-(?:vous|toi)|\bde quoi (?:vous|je) me(?:lez|le)",
        r"\b(?:vous etes|t'es|tu es|question|bien|trop|tres) (?:bien |trop |tres |un peu |assez )?(?:curieu\w+|indiscret\w*)\b",
        r"\b(?:n'(?:avez|as) pas (?:besoin|a)|(?:pas|aucun) besoin) (?:de |d')?(?:mon|ma|mes|notre|nos|(?:le |la |l')?(?:savoir|connaitre))",
        r"\bn'a pas (?:vocation )?a (?:sortir|etre)\b|\bpas tenir a dire\b|\b(?:dir\w+|donner\w*|parler\w*|verr\w+|discuter\w*) (?:\w+ ){0,2}de vive voix\b|\bpas a (?:etre|vous) (?:communique|repondre)",
        rf"\b(?:c'?est|c|ca|cela|est|sont|reste\w*|tout) (?:tres |trop |assez |plutot |strictement |un peu |hyper |ultra |encore |une |un |des |de l'|du )*"
        rf"(?:(?:info(?:rmation)?s?|donnees?|question|sujet|chiffres?|elements?) )?{_any('confidentiel', 'prive', 'sensible', 'interne', 'personnel', 'strategique', 'secret', 'tabou', 'indiscret')}"
        r"(?:le|elle|les|s|e|es|lles|ete|te)?(?= ?(?:$|[^\w ]|pour|a ce|chez|et|mais|on|je|donc|desole|ici))",
        r"\b(?:projet|dossier|affaire) (?:tres |encore |strictement |top )?(?:confidentiel\w*|secret\w*)|\bclause de confidentialite|\bsecret (?:defense|professionnel)",
        r"^(?:une? |des |l')?(?:info(?:rmation)?s?|donnees?|sujet|question) (?:tres |trop |assez |plutot )?(?:sensible|interne|confidentiel|personnel|privee?|strategique)",
        r"\bc'?est (?:mon|mes|notre|nos) affaires?(?= ?(?:$|[.,;!]))|\bthat'?s my (?:own )?affair\b|\b(?:rien|nothing) (?:a|to) (?:declarer|declare|say|add)\b",
        r"\bmode furtif\b|\btop secret\b", r"\bpas de (?:chiffres?(?! (?:en tete|encore|pour|arrete|precis))|coordonnees|donnees perso\w*|nom (?:de |pour))",
        r"\b(?:trop|c'est|c) perso(?:nnel)?\b|\b(?:a |est |de )ma vie privee\b|\bhors de question\b|\bjamais de la vie\b",
        # English
        r"\b(?:rather|sooner|prefer(?:red)?(?: to)?|best) not\b(?! (?:to )?(?:spend|wait|use|pay|meet|be (?:called|contacted|rung|phoned)|book|schedule|have an?|get a))",
        r"\b(?:rather|prefer(?: to)?|like to|want to|going to|we|i|i'd|we'd|will|i'll|we'll|i'm|we're|let's|just) (?:keep(?:ing)?|kept|stay(?:ed|s|ing)?|remain(?:ed|s|ing)?) (?:[\w']+ ){0,4}?"
        r"(?:to (?:myself|ourselves|me|us)|private|confidential|secret|anonymous|vague|discreet|under (?:my|our|your) hat|out of (?:it|this|here)|in-?house|quiet)",
        rf"(?<!you )(?<!they )\b(?:won'?t|will not|not|never|don'?t|do not|wouldn'?t|refuse|isn't|shouldn'?t|hesitant)(?: want me| like me| want us)?(?: {_WILLING_EN}){{0,4}} {_TELL_EN}\b(?! me\b)",
        r"\b(?:can'?t|cannot|can not|couldn'?t|unable to)(?: really| possibly| just)? (?:disclose|share|discuss|divulge|reveal|go (?:in)?to|get into|talk about|comment)",
        r"\b(?:under|signed|bound by|have|there's) (?:an? |our )?nda\b|\bstealth\b|\bundisclosed\b|\b(?:stay\w*|remain\w*|be|it|kept) anonymous\b",
        r"\bnone of (?:you|u|y)r? (?:damn |bloody )?(?:business|biz|concern)|\bnone of ur\b|\bmind (?:you|u)r own\b|\bnot (?:any of )?your (?:business|concern|problem)"
        r"|\bdoes(?:n't| not) concern you|\b(?:name|budget|money|that|this)(?:'s| is) my (?:own )?business|\bno concern of yours",
        r"\b(?:stays?|remains?|is|are|that's|it's) (?:strictly )?(?:between (?:me|us)|in[- ]?house|with (?:me|us)|inside the company)",
        r"\b(?:that'?s|that is|it'?s|it is|this is|is|are|all|(?:number|name|e-?mail|address|budget|date)'s) (?:a |an |quite |very |too |highly |strictly |rather |a bit |commercially |company |our )*"
        r"(?:confidential|private|secret|classified|sensitive|personal|internal|proprietary)(?: (?:information|info|matter|data|figure|project|question))?(?= ?(?:$|[^\w ]|i|to|for|at|and|so|sorry|we|afraid))",
        r"\bcommercially sensitive\b|\btoo personal\b|\blips are sealed|\bkeep guessing|\bnot saying\b|\bnot telling\b|\bwithh?(?:old|eld)\b|\bnot disclos",
        r"\b(?:not (?:getting|having)|won'?t (?:get|have|be getting)|n'aur\w+ pas) (?:my|our|mon|ma|mes|it|that|any|a)\b|\bget no (?:figure|number|name|answer|date)s? (?:out of|from)|\bno personal (?:data|details|info)",
        r"\byou (?:don't|do not|dont|needn't|need not) (?:need(?: to know)?|know|get)\b|\b(?:don't|do not|dont|please don't) ask(?: me)?\b",
        r"\b(?:leave|leaving|left) (?:[\w']+ ){1,3}(?:blank|out|empty|aside|for later)\b|\blet's not (?:go|get|talk|discuss)|\bskip (?:this|that|the (?:question|money|budget))",
        r"\b(?:next question|question suivante)\b(?! (?:ltd|sarl))",
        r"\bunder wraps\b|\bhush-?hush\b",
        r"\b(?:fail to|don't|do not|can't|cannot) see (?:the (?:relevance|point|need)|why (?:you|that|this|it)|how (?:that|this|it)|what (?:that|it|business))|\b(?:stop|quit) (?:pushing|asking|insisting|prying)\b|\bdon't (?:push|insist|pry)\b",
        r"\b(?:if|that) (?:i|we) don't (?:answer|say|tell|reply)|\bno comment\b|\bown affair\b|\b(?:for|between) me to know\b|\bwouldn't you like to know|\bplead the fifth|\b(?:stay|remain|keep) (?:nameless|unnamed)|\bisn't public\b|\bmake (?:it|that) public",
        r"\b(?:sous|un) nda\b|\binterdit (?:de |d')|\bs'ebruit\w+|\blaiss\w+ (?:\w+ ){0,3}vide\b|\bni mon \w+ ni mon\b|\baucune coordonnee|\b(?:on va |on )?evit\w+ (?:le sujet|la question)",
        r"\bpeu[xt] pas en parler\b|\bresterai? entre\b|\bask me something else|\bain't (?:telling|saying)|\bshan't\b",
    )
)  # fmt: skip
_DECLINES_FACTS = re.compile(
    _any(
        # a "ne" around telling or committing, wherever its other half stands: "je ne communique mon mail à personne"
        rf"(?<!vous )(?<!tu )(?<!ils )\bn(?:e |')(?:[\w']+ ){{0,2}}?(?:{_TELLS_FR}|{_COMMITS_FR})(?: [\w']+){{0,4}}? {_NO_FR}\b(?! (?:encore|tout de suite|anglais|francais|bien|non))",
        rf"\b(?:won'?t|will not|not|never|don'?t|do not|wouldn'?t|refuse|shouldn'?t|hesitant)(?: {_WILLING_EN}){{0,4}} {_TELL_FACTS_EN}(?! me\b)",
        r"\b(?:name|nom|identity|identite|surname|prenom)\b[^.;!?]{0,6} ?(?:not important|irrelevant|unimportant|does(?:n't| not) matter|n'apporte rien|n'a (?:pas|aucune?) (?:d')?(?:importance|interet)|importe peu)",
        # kept from the public, or not promised
        rf"\b(?:ne|de ne) (?:pas|rien|jamais) (?:[\w']+ ){{0,2}}?(?:[ldmy]')?{_TELL_FR}\b",
        r"\bpren\w+ aucun engagement",
        r"\bm'abst(?:iens|iendr\w+|enir)\b",
        r"\b(?:ne (?:sera|seront)|(?:sera|seront|est|sont) (?:pas|jamais)) (?:communiqu|divulgu|revel|publi|donn)\w+|\bnon (?:communiqu|divulgu|publi|renseign|precis)\w+",
        r"\bn'insist\w+|\bne pas insister|\binterdi\w* (?:de|d')(?: [\w']+){0,2} (?:parler|dire|donner|communiquer|evoquer)|\bveu[xt] pas etre (?:cite|nomme|identifie)e?s?\b",
        r"\b(?:make|making|give|giving|offer) (?:you )?no (?:promises?|commitments?|guarantees?|dates?|figures?|numbers?|names?)\b|\bno (?:names?|dates?|numbers?|figures?|amounts?),? (?:please|pls|thanks|sorry)\b",
        rf"\b(?:not|isn't|aren't) (?:something|information|info|data|a thing|anything|things)(?: that| which)? (?:we|i|you)(?:'d| would| can| could| usually| normally| generally| ever)* {_TELL_EN}\b",
        r"\b(?:isn't|aren't|not) (?:for (?:sharing|publication|public|discussion|you)|up for discussion|public (?:knowledge|information))\b|\boff the table\b|\bunder wraps\b|\bhush-?hush\b|\bsc?h?tum\b|\bpowder dry\b|\bex-directory\b",
        r"\b(?:is|'s|are|stays?|remains?) (?:purely |entirely |strictly )?(?:my|our) own (?:business|affair|concern)s?\b|\b(?:stays?|remains?|is|'s) between (?:my |our )?[\w ]{2,24} and (?:me|us|myself|i)\b|\btaboo\b|\bcompany policy\b|\bnot company policy to\b",
        r"\byou'?ll (?:find out|know|see|hear|learn)(?: (?:that|it|soon enough))? ?(?:in due|when|soon|later|in (?:good )?time|eventually|$)|\bwhy (?:should|would) (?:i|we) (?:tell|say|share|answer|give|disclose|reveal)\b",
        r"\bpourquoi (?:je|on|nous) (?:vous )?(?:le |la )?(?:dirai|donnerai|repondrai|devrai)\w*\b|\bpourquoi (?:devrais|devrait)-",
        r"\b(?:bit of an? |rather |quite |very |un peu |trop |tres |assez |bien |too )(?:personal|nosy|indiscret\w*|intrusi\w*|perso\w*|intime|forward)\b|\bgard\w+ (?:mes|nos) cartes\b|\bdans mon tiroir\b",
        # under no obligation, under orders
        rf"\b(?:pas|aucunement|nullement|no|not|aucune) (?:tenue?s?|obligee?s?|obligation|obliged|bound|forced|required)(?: de| d'| to)(?: [\w']+){{0,3}}? ?(?:[ldm]')?(?:{_TELL_FR}|{_TELL_EN})\b",
        r"\b(?:consignes?|ordres?|instructions?|orders|strict\w*|asked|told)\b[^.,;!?]{0,24}\b(?:de ne|ne rien|not to|say nothing|nothing out|rien (?:dire|lacher|donner))\b",
        r"\b(?:don'?t|do not|ne|nobody|not|never)\b[^.,;!?]{0,12}\b(?:want|wants|like|souhait\w+|veu\w+|voul\w+|aim\w+)\b[^.,;!?]{0,24}\b(?:any|aucune?|nos|our|my|mes) (?:figures?|numbers?|chiffres?|montants?|dates?|noms?|names?|details?)\b[^.,;!?]{0,20}\b(?:circul\w+|float\w+|out|online|dehors|trainer|traine)\b",
        # nobody to be drawn in, and no use in knowing
        r"\b(?:pas|not|n't|rather not|without|sans|never) (?:to )?(?:involve|involving|drag|impliquer|meler|exposer|citer)(?: \w+)? (?:my|our|mon|ma|notre|the) [\w']+|\b(?:n'a pas (?:a|besoin d')|needn't|need not|doesn't need to|mustn't|should not|shouldn't) ?(?:appear|apparaitre|figurer|be (?:named|mentioned|known))\b",
        r"\bmakes? no (?:odds|difference)\b|\bchange(?:ra|rait)? rien\b|\bno use to you\b|\b(?:d'aucune|aucune) utilite\b|\bservira (?:a rien|pas)\b|\bpas etre (?:tenu|lie|engage|coince)e?s?\b",
        r"\b(?:no need|pas besoin|pas la peine|inutile|unnecessary)(?: for| de| d'| d'avoir| to have| to give)(?: a| an| my| mon| un| le)? ?(?:names?|noms?|numbers?|numero|e-?mails?|dates?|figures?|chiffres?)\b",
        r"^(?:mon|ma|mes|notre|nos|my|our) (?:[\w'-]+ ){0,2}[\w'-]+ ?[,:] ?(?:non|no|jamais|never|nope)\b",
    )
)
"""Refusals of a figure, a date, a name or an address; not of what is needed, where the same words tell of the trouble: "nos équipes ne se parlent pas"."""
_PUTS_OFF = re.compile(
    _any(
        r"\bon (?:en |le |la |y )?(?:re)?(?:verra|parlera|parle|discutera|reviendra|revient|voit|abordera)(?: [\w']+){0,3}? (?:plus tard|apres|ensuite|une autre fois"
        r"|le moment venu|au telephone|en temps voulu)",
        r"\ben reparl\w+", r"\b(?:trop tot|premature)(?: de| pour)? (?:[\w']+ )?(?:parler|donner|aborder|communiquer|discuter)",
        r"\btoo (?:early|soon) to (?:talk|discuss|share|get into|go into|give)", r"\b(?:talk|discuss|speak|get to|come to|come back to|cover|sort)(?: [\w']+){0,3} later\b",
        r"\bplus tard pour\b", r"\bca peut attendre\b", r"\b(?:i'll|we'll|will) tell you (?:later|when|in person|on the)",
        r"\b(?:peux|peut|pouvons|puis) (?:pas|rien)(?: [\w']+){0,3}? (?:[ldm]')?(?:dire|repondre|donner|communiquer|preciser)\b",
        r"\b(?:can'?t|cannot|can not)(?: really)? (?:say|tell|give|answer)\b(?! (?:if|whether|apart))",
    )
)  # fmt: skip
"""Puts off or cannot, whatever for: unless it is also said not to be known, that is a refusal."""

_PUTS_OFF_FACTS = re.compile(
    _any(
        # told once something else has happened, or elsewhere
        r"\b(?:dir(?:ai|ons)|repondr(?:ai|ons)|donner(?:ai|ons)|parler(?:ai|ons|a)|causera|discutera|(?:i'll|we'll|i will|we will|we can|i can|can|happy to) (?:answer|tell|say|talk|discuss|share|give|speak|go over))\b[^.;!?]{0,40}"
        r"\b(?:quand|une fois|apres|lorsque|lors|des que|en face|de vive voix|au telephone|en personne|once|when|after|face to face|in person|(?:on|over) the phone)\b",
        # you first
        r"\b(?:donnez|dites|montrez|faites|envoyez|annoncez|presentez|commencez)\b[^.;!?]{0,40}\b(?:d'abord|en premier|avant|ensuite)\b|\b(?:vos (?:prix|tarifs|offres?)|votre (?:prix|offre|tarif)|vous) (?:d'abord|en premier)\b",
        r"\b(?:show|give|tell|send|quote|make|get) (?:me|us)\b[^.;!?]{0,40}\b(?:first|and (?:i'll|then|we'll))\b|\byou (?:go |start )?first\b|\byour (?:prices?|pricing|offer|quote|rates?) first\b|\b(?:see|seen) (?:it|the \w+|a \w+|your \w+) first\b",
    )
)  # fmt: skip
"""Puts off a figure, a date or a name: until something else has happened, or until we have told ours."""

_NO_ALONE = re.compile(
    _any(
        "non+", "no+", "nope+", "nan", "nah", "na", "niet", "nein", "nay", "never", "jamais(?: de la vie)?", "surtout pas", "certainement pas",
        "absolument pas", "pas du tout", "hors de question", "no way", "(?:absolutely|certainly|definitely|of course) not", "bien sur que non", "hell no",
        "non non", "no no", "not really", "pas vraiment", "plutot pas", "sans facon", "aucun", "aucune?", "none", "rien", "nothing",
        "i(?:'d)? (?:rather|prefer) not", "pas forcement", "non je ne prefere pas", "(?:je )?(?:ne )?prefere pas",
        "no need(?: to| for (?:it|that))?", "(?:then|so|alors|donc) (?:no|non)", "(?:[\\w' ]{0,24} )?(?:not for me|tres peu pour (?:moi|nous))", "pas (?:la peine|besoin|utile|necessaire)", "inutile", "unnecessary", "not (?:needed|necessary|required)",
    )
)  # fmt: skip
_NO_INSIDE = re.compile(r"\b(?:non+|no+|nope|nan|nah|niet|jamais|never)\b")

_YES = re.compile(r"\b(?:yes|yeah|yep|oui|ouais)\b")

_MAIL = r"(?:e-?mails?|mails?|courriels?|adresses?(?: e-?mail| mail)?|e-?mail address(?:es)?|address(?:es)?|boite mail)"
_PHONE = r"(?:telephone|tel|phone|numero|num|number|portable|mobile|fixe|cell|phone number|appels?|calls?|coups? de (?:fil|telephone)|sms|textos?|texts?|landline)"
_LESS = (
    r"(?:(?<!connais )(?<!sais )\b(?:pas|aucune?|sans|without|no|not|not my|ni|zero|jamais)(?: de| d'| mon| ma| le| du| un| l'| my| any| a| an)? ?)"
)
_LACKS = (
    r"\b(?:j'?ai pas|n'ai pas|ai pas|n'avons pas|don'?t have|do not have|haven'?t got|have no|have not got)(?: vraiment| encore| really)? ?"
    r"(?:de |d'|un |une |an |a |any |my )?"
)
_REFUSES_OF: dict[str, re.Pattern[str]] = {
    "email": re.compile(
        rf"{_LESS}{_MAIL}(?! (?:d'avance|yet))|{_LACKS}(?:{_MAIL}|(?<=got )one|(?<=have )one)\b"
        r"|\b(?:trop|too much|too many|enough|assez|deja|recois|get|be|being|etre|no|pas de|aucune?|zero|already|crains|fear) (?:\w+ ){0,3}?(?:de )?(?:spams?|spamme\w*|spammed|junk|pubs?"
        r"|publicites?|demarchee?s?|pourriels?)\b"
        r"|\b(?:deteste|hate|can't stand|cannot stand|horreur (?:de|des)|marre (?:de|des)|sick of|fed up with)(?: les| vos| your| all| getting)* (?:newsletters?|spams?|pubs?|mails?|e-?mails?)\b"
        r"|\b(?:enough|too many|so many|assez de|trop de|plein de|plenty of) (?:newsletters?|e-?mails?|mails?|courriels?)\b|\b(?:inbox|mailbox|boite(?: mail| de reception)?)(?:'s| is| est)? (?:already |deja )?(?:full|overflow\w*|pleine|satur\w+|debord\w+)"
        r"|\b(?:pas|plus|jamais|don'?t want to|not to|rather not) (?:recevoir|receive|get|be sent) (?:de |d'|any |your |vos |des )?(?:e-?mails?|mails?|courriels?|newsletters?|pubs?)\b"
    ),
    "phone": re.compile(
        rf"{_LESS}{_PHONE}\b|{_LACKS}(?:{_PHONE}|(?<=got )one|(?<=have )one)\b|\b(?:par|via|by|per) (?:e-?mail|mail|courriel|ecrit|writing)\b"
        rf"|\b{_MAIL} (?:only|is (?:fine|best|better|enough|ok|easier|preferred)|will do|works|suffi\w+|ira|me va|convient|uniquement|seulement|plutot|instead|c'est)\b"
        r"|\b(?:hate|dislike|don'?t (?:like|enjoy|want)|aim\w+ pas|deteste|horreur)\b[^.,;]{0,16}\b(?:called|phoned|rung|calls?|m'appelle\w*|appels?|appelee?s?|telephon\w*)\b|\b(?:don'?t|do not|never) (?:do|take|answer|accept) (?:\w+ )?calls?\b"
        r"|\breponds? (?:pas|jamais) (?:au|aux)\b|\bprefer\w* (?:le |les |l'|un |par |to |by |an )?(?:e-?mails?|mails?|courriels?|ecri\w+|the e-?mail)|\b(?:ecrivez|ecris)[- ]moi\b|\b(?:just|please|rather you|instead) e-?mail"
        r"|\bvous (?:l'|m')?avez (?:deja )?(?:mon|mes|l')|\b(?:have|got|'ve) (?:already )?(?:got )?my e-?mail\b|\bharcel\w+|\bdemarch\w+|\bspam\w*"
        r"|\bnot to be (?:called|phoned|rung)|\b(?:ne )?m'appelez (?:pas|jamais|sous aucun)|\b(?:don'?t|do not|never) (?:call|ring|phone)|\bn'appelez pas\b"
    ),
    "name": re.compile(rf"{_LESS}(?:noms?|names?)\b|\bvous (?:avez|have) pas besoin"),
    "company": re.compile(
        rf"{_LESS}(?:company name|nom de (?:societe|boite|l'entreprise)|raison sociale)\b(?! (?:encore|yet))|\bne sait pas que je vous (?:ecris|contacte)"
    ),
    "slot": re.compile(
        r"\b(?:pas|not|no|aucune?|sans|inutile|veux pas|don'?t (?:want|need)|ni|non|without)\b[^.,;]{0,30}\b(?:rendez[- ]?vous|rdv|demo\w*|visio\w*|reunion|creneau\w*"
        r"|entretien|presentation|appels?|calls?|meetings?|appointments?|demos?|zoom|slots?)\b|\b(?:rdv|rendez[- ]?vous|demo|meeting) (?:non|no)\b"
        r"|\b(?:pas|not) (?:pour (?:l'instant|le moment)|maintenant|tout de suite|now|yet|at (?:the|this) (?:moment|stage|time)|interesse\w*|interested|right now"
        r"|ready|pret\w*|aujourd'hui|today|cette annee|this year)(?= ?(?:$|[^\w ]|merci|thanks|thank|for|pour|svp|please|je|i|we|on|non|but))"
        r"|\b(?:on verra|peut-etre|maybe|perhaps|possibly|later|plus tard|we'll see) ?(?:plus tard|later|peut-etre|maybe|bien|ca|pour un rdv|apres|when|quand)"
        r"|\b(?:reflechir|think (?:about|it)|decide first|reflexion)\b|\b(?:m'|nous )?interesse (?:pas|plus)\b|\bi'm (?:good|fine|ok)\b|^later$|\bje n'en veux pas\b"
        r"|\bnot (?:book|want|looking)|\bsans facon\b|\bprefer\w+ ne pas\b|\b(?:rather|prefer) not\b|\bi'm good$|\b(?:no|pas le|haven't|n'ai pas le) temps\b|\b(?:no|haven'?t(?: got)?|not|don't have) (?:the |any )?time\b"
    ),
}
"""How each question is refused in its own words."""

# ---------------------------------------------------------------- not knowing

_UNSETTLED_FR = (
    r"(?:(?:decid|fix|arret|chiffr|vot|tranch|determin|valid|evalu|estim|regard|budget|pens|compt|calcul|discut|act|parl|precis|cal|quantifi|finalis|creus|planifi)e"
    r"|defini|reflechi|choisi|etabli|prevu|fait|(?:pose )(?=la question)|clair(?= (?:chez|encore|pour nous|qui))|sur(?= ?(?:$|[^\w ]|de (?:moi|rien)|du tout|encore|qui|que)))e?s?"
)
_UNSETTLED_EN = (
    r"(?:run (?=the numbers|it by|them)|crunched|nailed|pinned|firmed|come back|got back|heard back|decided?|costed|set|fixed|figured|worked|thought|counted|approved|budgeted|finali[sz]ed|agreed|discussed|looked|priced|defined|chosen|settled|signed"
    r"|sure|certain|clear (?:yet|who|when|for us|to us)|known|got that far|got as far|planned|confirmed|considered|specific|definite|established|scheduled|concrete)"
)
_NOT_KNOWN_ALONE = re.compile(
    _any(
        r"a (?:voir|definir|determiner|preciser|confirmer|chiffrer|discuter|etudier|fixer|evaluer|valider|debattre|calculer)(?: (?:avec|en|selon|ensemble|plus|apres).{0,40})?",
        r"(?:(?:ca|cela|tout|tt|it|that|all) )?(?:va )?(?:depend\w*|varie\w*|varies|vary)", "on verra(?: bien)?", "we'll see", "faut voir", "(?:je |j')?hesite",
        "tb[dcan]", "idk", "dunno", "jsp", "nsp", "aucune", "who knows", "va savoir", "peut-etre", "maybe", "perhaps", "possibly", "bonne question",
        "good question", "flou", "unclear", "unknown", "inconnu", "unsure", "undecided", "not yet", "pas encore", "no idea", "connais pas", "rien de precis",
        "(?:i )?(?:wish i )?knew", "mystery", "no clue", "beats me", "i forget", "j'ai oublie", "ca reste a voir", "pas simple", "variable", "on (?:avisera|verra selon)", "search me", "idek", "dno", "uncertain", "not that i know of", "not a scooby", "jc pas", "alors la",
    )
)  # fmt: skip
_NOT_KNOWN = re.compile(
    _any(
        r"\baucune (?:idee|visibilite|notion|info\w*|estimation)|\bpas (?:la moindre |une |d'|vraiment d'|encore d')idee|\baucun (?:chiffre|montant|ordre de grandeur|budget defini)",
        r"\b(?:sais|sait|savons|saurais|saurait|saurions|sai|je c)(?: vraiment| meme| absolument| toujours| encore| franchement)? ?(?:pas|plus|rien|trop)(?= ?(?:$|[^\w' ]|(?:encore|trop|du tout"
        r"|vraiment|exactement|bien|precisement|qui|quand|combien|si|ce qu\w*|a combien|mon|ma|le|la|les|l'\w+|notre|pour|desole\w*|moi|non|sincerement|franchement|moi-meme"
        r"|au juste|d'avance|on|j|je|ca|quel\w*|quoi|lol|mdr|merci)\b|ce qu'|l'))",
        r"\b(?:j')?en sais (?:trop )?rien|\b(?:chai[st]?|jsai[st]?|jsé|shai|che?|jc|je c) ?pas?\b|\bche? ?pa[st]?\b|\bchepa\b|\bjspr?\b|\bl'ignore|\bj'ignore",
        r"\brend\w* pas (?:bien |trop |vraiment )?compte|\bpas (?:trop|vraiment|bien) me rendre compte",
        rf"\b(?:pas|rien|jamais|aucune?)(?: (?:encore|vraiment|ete|trop|du tout|tout a fait|de|d'|bien|date|montant|nombre|chiffre|y|l'avoir))*? ?(?:d')?{_UNSETTLED_FR}\b"
        rf"(?! (?:moi|lui|elle|nous|eux|qu\w+|en|de (?:crm|logiciel)))(?<!pas surtout)",
        r"\b(?:tout |ca |cela )depend\w*|\bdepend(?:ra|rait)? (?:de|du|des|d'|qui|si|on)\b|\bdepends (?:on|what|how|who|if|whether)",
        r"\b(?:faut|faudrait|faudra|dois|doit|devrais|vais|va) (?:que (?:je |j'|on |nous )|d'abord |deja )*(?:(?:y|en|me|le|la) )?(?:demand\w+|voi[rte]?|verif\w+|renseign\w+|parle\w*"
        r"|regard\w+|consult\w+|calcul\w+|chiffr\w+|retrouv\w+|cherch\w+)",
        r"\b(?:difficile|dur|complique|impossible|delicat|malaise) (?:a|de|d') ?(?:vous )?(?:dire|estimer|chiffrer|repondre|savoir|evaluer|prevoir|quantifier|preciser)",
        r"\b(?:encore|tres|trop|assez|reste|bien|c'est|un peu) floue?s?\b|\bhesit(?:e|ons)\b|\bune colle\b|\b(?:ai|j'ai|avons) oublie\b|\bm'echappe\b|\bun doute\b",
        r"\b(?:me )?(?:souviens|souvient|rappelle) (?:pas|plus)|\bpar coeur\b|\bsous la main\b|\bpas en tete\b|\bne saurais\b|\bvarie\b|\bca change (?:tout|sans|trop)",
        r"\bconnais (?:pas|plus|mal) (?:exactement |bien )?(?:le |la |l'|mon |notre |nos |les )(?:montant|chiffre|numero|effectif|adresse|nom|budget|date|nombre|total|calendrier)",
        r"\b(?:en|encore en) (?:cours de |pleine )?(?:discut\w+|discussion|reflexion|reflechi\w*|debat)\b|\bon (?:y |en )?(?:reflechit|discute|debat)|\b(?:on|nous) attend\w* (?:le|la|les|de|l'|des|un|une|d'|que)",
        r"\bpas (?:encore )?(?:les |de |d'|le |l'|la )(?:chiffres?|montant|info\w*|visibilite|date|nom|element)\b(?: (?:en tete|encore|arrete\w*|precis\w*|sous|fixe\w*|pour l'instant))?(?= ?(?:$|[^\w ]|je|on|moi))",
        r"\bpas de (?:montant|chiffre|date|nom|nombre|budget) (?:en tete|arrete\w*|precis\w*|defini\w*|fixe\w*|encore)", r"\bcherche encore (?:le|un|notre)",
        r"\b(?:pourrais|pourrait|saurais) (?:pas|rien) (?:vous )?(?:le |la |l')?(?:dire|repondre|donner|preciser)|\bnul ne sait|\bdieu seul|\bje me pose encore|\bpas en mesure",
        # English
        r"\b(?:no|not an?|zero|got no|any|got a) (?:idea|clue|notion|inkling)|\bnot a clue|\bnot the (?:foggiest|faintest|slightest)|\bthe (?:foggiest|faintest|slightest)",
        r"\b(?:do(?:n'?t| not)|does(?:n'?t| not)|did(?:n'?t| not)|wouldn'?t|nobody|no one|never)(?: really| honestly| actually| quite| yet| fully)? (?:knows?|remember|recall|no)\b(?! (?:signing|asking|what (?:you|this)))(?! how to| where (?!to start)"
        r"| what'?s in| which (?:customer|order|invoice))",
        r"\bdunno\b|\bidk\b|\bunsure\b|\bundecided\b|\bunclear\b|\b(?:god|lord|heaven|goodness) knows\b|\bbeats me\b|\bgood question\b|\bguess is as good|\bbe guessing|\bwild guess|\bin the air\b",
        rf"\b(?:haven'?t|have not|hasn'?t|not|never|nothing(?:'s)?|isn'?t|aren'?t|we've yet to|yet to)(?: (?:yet|really|been|quite|too|entirely|100%|totally|completely|even|got|actually|at all|that|it"
        rf"|a|very|so far|fully)){{0,3}} {_UNSETTLED_EN}\b(?! up\b)(?! (?:what (?:you|this|that|it)|i (?:understand|follow|get)|if (?:you|this)|how to use))",
        r"\bhard to (?:say|tell|know|put a|estimate)|\btoo (?:early|soon) to (?:say|tell|know|call)|\btb[dc]\b|\bto be (?:determined|decided|confirmed|defined|agreed|advised|discussed)|\bimpossible to (?:say|tell|know)",
        r"\b(?:need|have|has|got|gotta|'d|would|will|'ll|should|must|let me|want)(?: have| need| first)*(?: to)? (?:go |first )?(?:ask(?! you)|check|look (?:it |that )?up|find out|speak (?:to|with)|talk (?:to|with)"
        r"|consult|run (?:it|that) (?:by|past))\b(?! you)",
        r"\b(?:couldn'?t|could not|can'?t|cannot|wouldn't|unable to)(?: really| honestly)? (?:say|tell|put a (?:figure|number|date)|judge|estimate|answer)(?: you)? ?(?:yet|at this|for|right now|now|until|till|before|off|how many|$|[^\w ])"
        r"|\bcouldn'?t (?:say|tell|give)|\bcan'?t (?:say|tell|give)[^.,;]{0,20}\b(?:yet|at this|right now|until|till|before)\b",
        r"\bcan(?:'t|not|t)(?: really| ever)? remember|\bnever remember|\b(?:i |i've |have |totally )(?:forgot|forget|forgotten)(?: (?:it|my (?:e-?mail|number|address|phone)|what|which|the (?:number|figure|exact|address|name)))?(?= ?(?:$|[^\w ]|address|number|it|exact))|\bby heart\b|\btop of my head|\bescapes me",
        r"\b(?:it|that|this|number) (?:all |really |just )?(?:varies|changes|fluctuates|depends)|\bit depends\b|\bchanges so much|\bstill (?:deciding|thinking|discussing|working|being|to be|under|looking|need to|figuring|weighing|debating)",
        r"\bwaiting (?:to hear|(?:on|for) (?:the |a |an |our |some |my |your )?(?:quotes?|board|approval|budget|decision|sign|confirm\w*|finance|committee|boss|manager|go-|green|funding|figures?|numbers?))|\b(?:no|got a|got any|have a|have any) (?:figures?|numbers?|dates?|names?|timelines?|timeframe|amount)(?: \w+)? ?(?:yet|set|in mind|decided|so far|as yet|at this|agreed)\b|\bno set (?:budget|date|number)",
        r"\bnothing (?:decided|fixed|set|specific|yet|definite|concrete|agreed|firm|planned)|\bno(?:thing)?'?s? been (?:set|decided|fixed|agreed)|\bpending (?:approval|decision|budget|sign)|\bnot up to speed",
        r"\bjury's (?:still )?out|\byet to be \w+ed\b|\bno decision\b|\bunder consideration|\bhave to count\b|\bcouldn't put a\b|\bno ?one (?:has )?told me|\babove my pay|\bno visibility|\bno notion",
        r"\bdans le brouillard|\bflou artistique|\bla moindre\b|\bfluctue\w*\b|\bil (?:me|nous) manque|\bcause a\b|\bremonte la question|\ba vue\b|\bles infos?\b(?= ?$)|\bplus le chiffre",
        r"\bfigur\w+ (?:it|that|this) out\b|\bworking (?:it|that|this) out\b|\bnot the one who'd know|\bhow would i know",
    )
)  # fmt: skip

_NOT_KNOWN_FACTS = re.compile(
    _any(
        # it hangs on somebody, or is set later
        r"\b(?:sera|seront|is|gets?|will be|going to be|to be) (?:vote|fixe|decide|arrete|defini|connu|valide|set|decided|approved|fixed|voted|known|agreed|reviewed)\w*(?: [\w']+){0,2}? (?:en|in|next|at|by|fin|au|apres|after|when|quand|lors|le mois|la semaine|this|cette?)\b",
        r"\b(?:hinges|depends|hangs) on\b|\bdependra\b|\btout depend\b|\bpas encore (?:recu|eu) (?:l'|le |la |les |de |d')(?:arbitrage|accord|feu vert|retour|validation|budget|reponse)",
    )
)  # fmt: skip
"""What is not known of a figure, a date or a name; "our stock depends on Excel" is a need."""

# ---------------------------------------------------------------- what is no refusal

_QUESTION = re.compile(r"(?:^|[.,;:!?])(?P<asked>[^.,;:!?]*)\?")
_INTERROGATIVE = re.compile(
    r"(?:^|[.,;:!?] ?|\bet |\band |\bmais |\bbut )(?:mais |but |et |and )?(?:pourquoi|comment ca|a quoi (?:ca|bon)|c'est combien|combien (?:ca|coute|c'est)|c'est pour (?:quoi|faire)|quel est|quels sont|qu'est-ce"
    r"|est-ce (?:que|obligatoire)|why(?! would i| should i| tell)|what (?:for|do|does|is|are|'s)|what's (?:it|the|that|your)|how (?:much|long|do|does)|who (?:are|is)|do you|are you|can you|could you"
    r"|avez-vous|vous (?:avez|faites|proposez) (?:quoi|des|un))\b"
)
_SKIPS_POLITELY = re.compile(
    r"\b(?:can|could|may|shall|is it ok|ok if|peut|peux|pouvez|pourrait|possible de|puis)\b[^?]{0,12}\b(?:skip|pass|move on|leave|not answer|don't answer|next|passer|sauter|eviter|faire sans"
    r"|ne pas|continuer sans|avancer sans)\b|^\W*(?:(?:do )?i have to|joker|skip|pass|next question|question suivante|je peux passer)\W*$"
)
"""Questions that refuse."""
_RHETORICAL = re.compile(
    r"\b(?:why (?:should|would) (?:i|we)|pourquoi (?:je|on|nous|devrai\w*)[- ](?:\w+ ){0,2}(?:dirai|donnerai|repondrai|devrai)\w*)\b"
)
"""And questions that want no answer."""
_MEETING = r"(?:rendez[- ]?vous|rdv|demo|demonstration|visio|visioconference|reunion|creneaux?|entretien|presentation|appointment|meeting|demos|zoom|call|book)"
_OF_MEETING = re.compile(rf"\b{_MEETING}s?\b")
_IN_RELATION_TO = re.compile(
    r"\b(?:avant|apres|before|after|until|till|unless|without|sans|tant que|pendant|during|lors|au cours|au|on the|on a|in the)\b[^.,;!?]{0,30}$"
)
"""Before a meeting that only says when something will be told: "pas avant d'avoir vu une démo"."""
_WITH_SOMEONE = re.compile(
    r"\b(?:parler|parle|discuter|echanger|voir|joindre|contacter|avoir|veux|voudrais|souhaite|besoin|passez|mettez|speak|talk|chat|put me|connect|transfer|get me|want|contact|deal)\b"
    r"[^.;!?]{0,30}\b(?:quelqu'un|qqn|qqun|humaine?|conseill\w+|commercia\w+|une (?:vraie )?personne|interlocuteur|vendeur|someone|somebody|human|person|people|sales|adviser|advisor|agent|representative)\b"
    r"|\b(?:r?appele[zr]?|r?appelle)[- ](?:moi|nous)\b|\b(?:call|ring|phone) (?:me|us)\b|\b(?:me |nous )(?:r?appeler|telephoner)\b|^(?:un |a )?(?:vrai |real )?(?:humain|human)\b"
)
_NOT_CALLING = re.compile(r"\b(?:don'?t|do not|never|pas|ne|not|stop) (?:\w+ )?(?:call|ring|phone|m'appel|r?appel)|\brather you\b")
_ERASES = re.compile(
    r"\b(?:supprim\w+|efface[rz]?|delete|erase|remove)\b[^.;!?]{0,25}\b(?:donnees|infos?|informations|tout|data|details|everything|me)\b|^\W*(?:supprime[zr]?|efface[zr]?|delete)\b|\b(?:supprimez|effacez)\W*$|\bgardez pas\b"
)


def _asks_back(plain: str) -> bool:
    """Whether something is asked that is not a way of refusing and that no refusal follows ("mon budget ? joker")."""
    if _INTERROGATIVE.search(plain):
        return True
    for question in islice(_QUESTION.finditer(plain), 4):
        asked, after = question["asked"], plain[question.end() :]
        if not (
            _SKIPS_POLITELY.search(asked)
            or _RHETORICAL.search(asked)
            or _is_declined(after, None)
            or _NOT_KNOWN.search(after)
            or _NO_INSIDE.search(after)
        ):
            return True
    return False


def _wants_something_else(plain: str, asks: str) -> bool:
    """Whether a person, a meeting, or to be forgotten is spoken of rather than the question."""
    if _ERASES.search(plain) or (_WITH_SOMEONE.search(plain) and not (asks == "phone" and _NOT_CALLING.search(plain))):
        return True
    if asks in ("slot", "phone"):
        return False
    return any(not _IN_RELATION_TO.search(plain, max(0, found.start() - 48), found.start()) for found in islice(_OF_MEETING.finditer(plain), 4))


def _is_declined(plain: str, asks: str | None) -> bool:
    own = _REFUSES_OF.get(asks or "")
    if _DECLINES.search(plain) or (own and own.search(plain)) or (asks != "need" and _DECLINES_FACTS.search(plain)):
        return True
    return any(_is_just(clause, _DECLINES_ALONE) for clause in _clauses(plain))


def _is_not_known(plain: str) -> bool:
    return bool(_NOT_KNOWN.search(plain)) or any(_is_just(clause, _NOT_KNOWN_ALONE) for clause in _clauses(plain))


def _is_mere_no(plain: str) -> bool:
    """Whether the message is a "no" and nothing else but courtesy."""
    clauses = _clauses(plain.rpartition("?")[2] or plain)
    if not any(_NO_INSIDE.search(clause) or _is_just(clause, _NO_ALONE) for clause in clauses):
        return False
    if _YES.search(plain):
        return False
    return all(not _bare(clause) or _is_just(clause, _NO_ALONE) for clause in clauses)


def _names_time(message: Utterance) -> bool:
    """Whether one of the times on offer, or another, is named: "later" alone puts off."""
    found = read_moment(message)
    return (found is not None and not found.value.later) or read_ordinal(message, 3) is not None


def read_refusal(message: Utterance, asks: str | None) -> Refusal | None:
    """Whether the open question is refused (`declined`) or cannot be answered (`not_known`).

    For messages that hold no value for the question: the caller has looked for one. None when something is asked
    back, when a person or a meeting is spoken of, and for a "no" to a question that "no" answers.
    """
    if asks not in ASKED or message.is_blank:
        return None
    plain = re.sub(r" {2,}", " ", message.plain[:LONGEST]).strip()
    if _wants_something_else(plain, asks) or _asks_back(plain) or (asks == "slot" and _names_time(message)):
        return None
    if asks == "marketing_consent":
        return _of_consent(plain)
    if _is_declined(plain, asks):
        return "declined"
    if _is_not_known(plain) or (asks != "need" and _NOT_KNOWN_FACTS.search(plain)):
        return "not_known"
    if _PUTS_OFF.search(plain) or (asks != "need" and _PUTS_OFF_FACTS.search(plain)) or (asks in NO_REFUSES and _is_mere_no(plain)):
        return "declined"
    return None


def _of_consent(plain: str) -> Refusal | None:
    """ "No" and "no mail" answer whether mail is welcome, so only what leaves the question open is a refusal of it."""
    if _is_mere_no(plain):
        return None
    if _is_declined(plain, None):
        return "declined"
    return "not_known" if _is_not_known(plain) else None
