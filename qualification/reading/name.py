"""A person's name, given as an answer, in an introduction or as a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal

from qualification.reading.language import GRAMMAR, TRADES, folded
from qualification.reading.name_words import (
    MASHED,
    NOT_NAMES,
    PARTICLES,
    PLACES,
    ROLE,
    SURNAME_PARTICLES,
    SURNAMES,
    TITLE,
    Run,
    is_first_name,
    is_grammar,
    is_ordinary,
    is_personal,
    looks_like_word,
    may_be_first_name,
    next_word,
    run_at,
    tidy,
)
from qualification.reading.signature import signature_of
from qualification.reading.utterance import Reading, Utterance

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
            r"\b(?:je (?:m' ?|m|me )(?:appelle|appel|apelle|prenomme|nomme)|j'?m'appelle|(?:jm|m'?) ?app?ell?e?(?! moi\b)|mon (?:petit )?(?:nom|prenom)(?: complet| de famille"
            r"| de jeune fille)? ?(?:c'est|est|c|s'ecrit|:|=)"
            r"|my (?:full |first |last |family )?(?:name|surname) ?(?:(?:is|'s|s)(?: (?:spell?ed|spelt|written|actually))?|:|=)|(?:the |and )?name's|the name is|(?:^|[.,;!] ?)name is|(?:^"
            r"|[,.;(] ?)(?:full )?(?:name|nom|nom complet|nom et prenom|prenom et nom|prenom) ?[:=]"
            r"|(?:^|[.,;!] ?)(?:full name|nom complet)|au nom de|under(?: the name(?: of)?)?|real name|(?:mon )?vrai nom|(?:mine(?: is|'s)|l[ea] mien(?:ne)?,? (?:c'est|est)|on paper,?(?= (?:it's|i'm) )|sur le papier,?(?= (?:c'est|je suis) )|officiel(?:ly|lement))"
            r"(?:,? (?:it's|i'm|je suis|c'est))?"
            rf"|(?:^|[,.;(!?] ?|- )(?:contact|person|personne|from|interlocut(?:eur|rice)|coordonnees|(?:[\w'-]+ )?{ROLE}|decisionnaire|decideu(?:r|se)) ?[:=](?: ?moi ?,)?) +",
        ),
    ),
    (
        "introduced",
        re.compile(
            r"\b(?:moi,? ?(?:c'?est|c)|je me presente,? ?:?|(?:vous pouvez|tu peux|on peut) m'appeler|(?:appelez|appelle)[- ]moi|on m'appelle"
            r"|(?:you (?:can|may) |just |people |friends |please )?call me"
            r"|(?:^|[,.!] ?|just |only |it's |c'est |juste )(?:me|moi)(?: again| encore)?,|(?:send|envoye[rz]|adresse[rz])(?: [\w']+){0,4} (?:to|a)(?= (?:m\.|mme|mlle|mrs?\b|ms\b|dr\b))|on me surnomme|i go by|i'm called|im called|je signe|mettez|that(?:'d| would) be|(?:every(?:one|body) )?(?:just )?calls me|i'd be|you're (?:talking"
            r"|speaking) (?:to|with)|vous parlez (?:a|avec)|not(?:ez|erez)|ecri(?:vez|rez)|vous pouvez (?:noter|mettre|ecrire)|dites|demandez"
            r"|ask for|(?:you(?:'d| had) better |better )?(?:write|put)(?: me)?(?: down)?(?: as)?"
            r"|(?:rappel|contact|joind|repond|call|ring|phone|reply|speak|talk)(?:ez|er|re)?(?: back)?(?: to| a| avec| with)?"
            r"(?= (?:m\.|mme|mlle|mrs?\b|ms\b|dr\b)|(?: [^\W\d_][\w'-]+){2} (?:svp|stp|please|pls|about|au sujet|concernant)\b|(?: [^\W\d_][\w'-]+){1,2}(?: (?:at|from|@|de|du|chez) [^,.;:!?\d]{2,40})? (?:on|at|au|sur) (?:the |le )?[+(\d])) +"
        ),
    ),
    (
        "listed",
        re.compile(rf"\b(?:(?:please )?contact|(?:je suis|i'm|i am|im) (?:le |la |l'|the |an? |une? )?(?:[\w'-]+ ){{0,2}}{ROLE}\b[\w' ]{{0,30}},) +"),
    ),
    ("claimed", re.compile(r"\b(?:moi|je suis|j'suis|jsuis|i'm|im|i am|this is|ici|it's|its|it is|c'est|c|that's|here is|je m'identifie) +")),
)
_GREETING = (
    r"(?:(?:(?:bien )?le bonjour|bonjour|bonsoir|bjr|bsr|salut|slt|cc|coucou|hello|hallo|hullo|hi|hey|hiya|heya|howdy|yo|g'?day|salam|moien|re-?bonjour|(?:good )?(?:morning|afternoon|evening|day)|dear|greetings"
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
_AT_A_HOUSE = re.compile(r"(?: here)? ?,? ?(?:from|de chez|chez|at|@|\() ?(?:the |la |le |l'|les )?")
_LEAD = re.compile(
    r"(?:(?:(?:no|non|nope|pas)(?= ?[,.;:!])|bonjour|bonsoir|salut|hello|hi|hey|ok(?:ay)?|oui|yes|yep|yeah|ouais|sure|of course|bien sur|certainly"
    r"|absolutely|d'accord|alors|donc|euh+|eh|bah|ben|hein"
    r"|hum|um+|uh+|er+m?|well|so|right|oups|oops|pardon|sorry|desolee?|juste|just|only|(?:tout )?simplement|avec plaisir|with pleasure|my bad|voila|voici"
    r"|tiens|mhm+|volontiers|no problem|pas de (?:souci|probleme)|and|et|it would be|ce sera"
    r"|ce serait|signe|moi|enfin|plutot|rather|actually|en fait|correction|i meant|i mean|je voulais dire|je veux dire)\b[ ,.:;!?-]*)+"
)
_SENTENCE_ENDED = re.compile(r"(?:(?<!\b[^\W\d_])\.|[!?)…]|(?<=\w)\W? -{1,2}| [–—]) ?(?:-{1,2} ?|[–—] ?)?(?=[^\W\d_])")
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


def read_name(message: Utterance, *, asked: bool) -> Reading[str] | None:
    """The visitor's name in tidy capitals, without titles; a lone first or last name too."""
    run = _speaker(message, asked)
    if run is None and asked and (bare := _bare(message)):
        run = _fuller(message, bare)
    if run is None:
        return None
    return Reading(tidy(run.words), message.quote(run.start, run.end), run.start, run.end)


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


def _signed(message: Utterance) -> Run | None:
    signature = signature_of(message)
    return signature.name if signature else None


def sentence_starts(message: Utterance) -> Iterator[int]:
    """Where the first sentences begin, after a greeting."""
    opened = _OPENS.match(message.plain)
    first = opened.end() if opened else 0
    yield first
    for found in islice(_SENTENCE_ENDED.finditer(message.raw), MOST_CUES):
        if found.end() > first:
            greeted = _OPENS.match(message.plain, found.end())
            yield max(found.end(), greeted.end() if greeted else 0)


def _labelled(message: Utterance) -> Run | None:
    """ "Nom : Martin, prénom : Claire"."""
    for pattern in (*_FIRST_AND_LAST, _LAST_THEN_LABEL):
        found = pattern.search(message.plain)
        if found:
            words = [message.raw[slice(*found.span(group))].strip(" .'-") for group in ("first", "last")]
            if all(words) and not any(is_grammar(word) for word in words):
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
    first, known, said = run.words[0], run.begins_with_first_name, cue.group().strip()
    if folded(first.lower()) in PLACES and not known:
        return False
    if said == "under" and not run.is_capitalised:
        return False  # "under wraps"
    if trust == "named":
        return alone or known or run.is_capitalised
    if said == "c'est" and run.is_capitalised and _WRITES.match(after):
        return True
    if not alone:
        return False
    if trust == "listed":
        return (len(run.words) > 1 or run.titled) and run.is_capitalised and (known or is_personal(run)) and not tells_of_another(after)
    if trust == "introduced":
        return known or run.is_capitalised or (asked and _is_known(run))
    if tells_of_another(after):
        return False
    if message.plain[cue.end() : run.start].strip() and run.is_capitalised and said not in ("c'est", "c", "that's"):
        return True  # "je suis Mme Tran"
    if said in ("c'est", "it's", "its", "it is", "c", "that's", "here is") and not asked:
        # "c'est Marc", "it's Christmas": only an opening with a full name, or with a house, is an introduction.
        opens = bool(_OPENS.fullmatch(message.plain[: cue.start()]))
        if len(run.words) == 1:
            begins = opens or bool(re.search(r"[,.;:!?-] ?$", message.plain[: cue.start()]))
            houses = _names_house(message, run) or (
                opens and bool(_HOLDS.match(after) or (known and (_POST.match(after) or _SPEAKS_ON.match(after))))
            )
            return begins and (known or may_be_first_name(first)) and houses and (opens or known)
        return opens and (known or (run.is_capitalised and is_personal(run) and _names_house(message, run)))
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


_SPEAKS_ON = re.compile(rf"^ ?(?:(?:,|and|et|-) ?(?:i|we|je|j|nous|on|run|own|manage|work|looking|need)\b|(?:,|-|\() ?{_ROLE})")


_WRITES = re.compile(r" qui (?:vous )?(?:ecri[st]|contacte|parle|sollicite)\b")


def _shares_its_name(message: Utterance, run: Run) -> bool:
    """Whether a house of the same name follows: "Wilf Hargreaves, Hargreaves & Son"."""
    return len(run.words) > 1 and bool(re.match(rf" ?[,(-] ?(?:the )?{re.escape(folded(run.words[-1].lower()))}\b", message.plain[run.end :]))


def _names_house(message: Utterance, run: Run) -> bool:
    """Whether a house in capitals follows: "Kev @ Moorland Tyres", "Jojo de la brasserie du Canal", "Wilf Hargreaves, Hargreaves & Son"."""
    if _shares_its_name(message, run):
        return True
    link = _AT_A_HOUSE.match(message.plain, run.end)
    if link and message.raw[link.end() : link.end() + 1].isupper():
        return folded(next_word(message, link.end()).lower()) not in PLACES
    if link and link.group().strip() not in ("at", "@") and begins_with_trade(message, link.end()):
        return True
    of = _OF_HOUSE.match(message.plain, run.end)
    return of is not None and (begins_with_trade(message, of.end()) or _two_capitals(message, of.end()))


def begins_with_trade(message: Utterance, at: int) -> bool:
    """Whether what stands there is called by its trade: "garage Central", "brasserie du Canal"."""
    return folded(next_word(message, at).lower()) in TRADES


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
    if len(run.words) > 1 and run.is_capitalised and _REACHED_AT.match(after) and (known or is_personal(run)):
        return True
    if len(run.words) == 1:
        if not opens or is_vocative(message, run):
            return False
        if not known:
            return may_be_first_name(run.words[0]) and (_names_house(message, run) or bool(_HOLDS.match(after)) or bool(_HERE.match(after)))
        here = bool(_HERE.match(after))
        return bool(says_who) and not after.startswith(" of ") and (run.is_capitalised or here)
    if opens and after_greeting and greeted.strip() and run.is_capitalised and (known or is_personal(run)) and _ENDS_OPENING.match(after):
        return True
    if says_who and opens:
        return known or (run.is_capitalised and (bool(re.match(rf" ?,? ?\(?{_ROLE}", after)) or _names_house(message, run)) and is_personal(run))
    if says_who or re.match(r" ?\(", after):
        return (known or is_personal(run)) and run.is_capitalised and (_names_house(message, run) or bool(re.match(rf" ?,? ?\(?{_ROLE}", after)))
    # "Tom Bellamy, Bellamy Tiles, 60 staff": a full name at the head of a list of facts.
    if _shares_its_name(message, run) and run.is_capitalised:
        return True
    known = known or (is_personal(run) and _names_house(message, run))
    return known and run.is_capitalised and after_greeting and opens and bool(re.match(r" ?[,|/(;-] ?\S", after))


_ENDS_OPENING = re.compile(r" ?(?:[.!](?= )|, (?:des?|du|from|of|de la|de l'|d'))")
"""What a full name after a greeting is followed by where it says who writes: "Bonjour, Paul-Henri Destouches. Ma demande"."""
_REACHED_AT = re.compile(r" ?,? ?(?:\S{1,64}@\S|\+\d[\d .()-]{6}|0\d[\d .()-]{6})")
"""Goes on with how to reach them: "Ngozi Adebayo-Bell, +44 20 7946 0418"."""
_HERE = re.compile(r" ?,? (?:here|ici|speaking|again|a l'appareil)\b")
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
    titled = bool(TITLE.search(message.plain[max(0, run.start - 14) : run.start]))
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
        if known and is_grammar(first) and not first[0].isupper():
            return False
        return index == 0 or known
    if any(MASHED.search(folded(word.lower())) for word in run.words if len(word) > 3):
        return False
    if len(run.words) > 1 and not known and any(is_ordinary(word) for word in run.words if folded(word.lower()) not in PARTICLES | SURNAME_PARTICLES):
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
    plain_words = [word for word in run.words if word not in PARTICLES | SURNAME_PARTICLES]
    if not 2 <= len(plain_words) <= 4 or any(is_ordinary(word) or looks_like_word(word) for word in plain_words):
        return False
    return (
        any(word in PARTICLES | SURNAME_PARTICLES for word in run.words[1:-1])
        or bool(_SURNAME_ENDING.match(folded(run.words[-1])))
        or bool(_ABOUT_THE_NAME.match(message.plain[run.end :]))
    )
