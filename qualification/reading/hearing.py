"""A whole message read at once: every fact in it, seen in the light of what was asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any

from qualification.bant import Budget, Period, Size
from qualification.lead import Attribute
from qualification.reading.authority import read_authority
from qualification.reading.budget import read_budget
from qualification.reading.budget_details import read_currency, read_period
from qualification.reading.company import read_company
from qualification.reading.company_size import read_company_size
from qualification.reading.email import read_email
from qualification.reading.in_passing import TOLD_IN_PASSING, told_in_passing
from qualification.reading.job_title import read_job_title
from qualification.reading.meanings import Meanings, read_by_likeness
from qualification.reading.moments import read_moment
from qualification.reading.name import read_name
from qualification.reading.need import OTHER, TopicWords, read_need
from qualification.reading.phone import read_phone
from qualification.reading.refusal import Refusal, read_refusal
from qualification.reading.refused import Refused
from qualification.reading.signs import Likened
from qualification.reading.stretches import sentences
from qualification.reading.timeline import read_timeline
from qualification.reading.utterance import Reading, Utterance
from qualification.reading.website import read_website

_TAKES_BACK = re.compile(
    r"\b(?:w?h?oops\w*|oups\w*|my (?:bad|mistake)|correction|rectif\w+|(?:je|me) corrige|correct (?:that|this|myself)|erreur|faute de frappe|mistakes?|typo|misspoke"
    r"|(?:me suis|m'etais) trompee?s?|(?:j'ai|ai) confondu|mal (?:note|compris|ecrit|tape)\w*|je voulais dire|i mean|meant|(?:scr(?:ap|atch)|strike) that|emmelee?s?|inverse|ancien nom|old name|rebranded|renamed|on a change de nom|change de nom|make (?:that|it)"
    r"|that's (?:wrong|not right)|that is wrong|thats wrong|i was wrong|wrong|c'est faux|c'est pas (?:ca|bon)|should (?:be|have)|missed a zero|un zero"
    r"|oublie[rz] (?:ce que|ca)|j'ai dit|i (?:said|told you)|(?:j'avais|je vous avais) dit|change of plan|second thoughts?|tout compte fait|reflexion faite|turns out"
    r"|changez|old number|the right one|euh+ non|ah non|oh non|wait no|no wait|au lieu d[eu']|instead of|rather than)\b|^(?:oh |euh |ah |non |no )*(?:wait|attend\w*)\b"
    r"|\b(?:pardon|sorry)\W*$|\b(?:pas|not) [\w.,' ]{1,20}, (?!je\b|i\b)|\b(?:pas|not|et non(?: pas)?) (?:le |the )?\d[\d.,]*k?\W*$"
)
"""Words that take something back."""
_MAY_TAKE_BACK = re.compile(
    r"\b(?:sorry|pardon|desolee?s?|dsl|excuse\w*|en fait|en realite|finalement|plutot|actually|rather|no longer|(?:halved|doubled|cut|raised|changed|moved|dropped) (?:it|the \w+)|"
    r"(?:divise|double|reduit|baisse|augmente|monte|change|rabote|revu)\w*|just (?:heard|learn\w*|been told)|vient? (?:d'apprendre|de me dire)|pushed back|put back|brought forward|repouss\w+|decal\w+|avanc\w+|ne sont? plus|n'est plus|spelled|s'ecrit|avec une? \w\b"
    r"|ce n'est pas|c'est pas|c'est plus)\b|\b(?:non|no|nope|nan)\b ?[,.:;!]|^non\b"
)
"""Words that take something back, or only begin an answer."""
_AROUND = (
    r"(?:non|no|nope|nan|oh|ah|euh+|w?h?oops|oups|sorry|pardon|desolee?s?|dsl|en fait|en realite|finalement|plutot|actually|rather|wait|attendez|instead|my bad|typo|erreur"
    r"|(?:j'ai |i )?(?:oublie|manque|missed|forgot|dropped) (?:un|a) zero)"
)
_BEFORE_IT = re.compile(rf"^(?:\W*\b{_AROUND}\b)+\W*")
_AFTER_IT = re.compile(rf"(?:(?:\W+{_AROUND}\b)+|[ ,]+(?:et non(?: pas)?|pas|not|and not) (?:[\w'.@-]+ ?){{1,4}})\W*$")
"""What stands around the right value: "non, … finalement", "… pas Lebrin"."""
_APOLOGY = re.compile(
    r"\b(?:sorry|pardon|desolee?s?|dsl|excuse\w*)\b[ ,]*(?:(?:for|about|pour|du|de la?|d'|de l') ?(?:the |my |le |la |l'|mon )?(?:wait|delay|late\w*|attente|retard|delai"
    r"|reponse|silence|slow\w*)|(?:j'etais|i was|was) [\w' ]{2,40}[.,;!])"
)
"""What was not about anything that had been said."""


LONGEST_AFTER = 80
"""How far from its end a message is searched for what was wrong."""
SMALLEST_SUM, LARGEST_STAFF = 100, 1000
"""Of a bare number that may be money or people: below, people are meant; from there on, money."""
_NUMERIC: frozenset[Attribute] = frozenset({"budget", "company_size"})
"""Attributes whose bare answer is a number."""
_FREE_TEXT = frozenset({"need", "company", "name", "job_title"})
"""Attributes whose bare answer may be any words."""


def is_correction(message: Utterance) -> bool:
    """Whether the words may take something back."""
    plain = _APOLOGY.sub(" ", message.plain)
    return bool(_TAKES_BACK.search(plain) or _MAY_TAKE_BACK.search(plain))


@dataclass(frozen=True)
class Setting:
    """What the talk was about when the message came."""

    topics: tuple[TopicWords, ...]
    asks: str | None = None
    last_answered: str | None = None
    region: str = "FR"
    """Where a phone number without a country is dialled (ISO 3166)."""
    meanings: Meanings | None = None
    """What sentences are like, for what no grammar reaches; None when that is not known."""


@dataclass(frozen=True)
class Heard:
    """Every fact in a message, and what was meant as one but cannot be right."""

    facts: Mapping[Attribute, Reading[Any]] = field(default_factory=dict)
    refused: Mapping[Attribute, Refused] = field(default_factory=dict)
    period: Period | None = None
    corrects: bool = False
    refusal: Refusal | None = None
    """Whether the open question was refused, or cannot be answered; None when it got its answer."""
    currency: str | None = None
    """Said, as `period` is, of a budget named before."""
    declined: frozenset[Attribute] = frozenset()
    """What nobody asked for and the visitor would rather not say: "le budget, je préfère ne pas en parler ici"."""

    def answers(self, asks: str | None) -> bool:
        """Whether the open question got its answer."""
        return asks in self.facts or (asks == "budget" and self.period is not None)


Read = Callable[..., Any]


def _readers(setting: Setting) -> dict[Attribute, Read]:
    return {
        "email": read_email,
        "phone": partial(read_phone, region=setting.region),
        "website": lambda message, asked: read_website(message),
        "budget": read_budget,
        "timeline": read_timeline,
        "authority": partial(_likened, "authority", read_authority, setting),
        "company_size": read_company_size,
        "name": read_name,
        "company": read_company,
        "job_title": read_job_title,
        "need": partial(_likened, "need", partial(read_need, topics=setting.topics), setting),
    }


_OPENING = (None, "need")
"""What is asked while anything may be told yet; later, only the grammar reads what nobody asked for."""


def _likened(attribute: Likened, read: Read, setting: Setting, message: Utterance, *, asked: bool) -> Reading[Any] | None:
    """What is read by grammar and likeness together."""
    grammar = read(message, asked=asked)
    if setting.meanings is None or not (asked or setting.asks in _OPENING):
        return grammar  # type: ignore[no-any-return]
    return read_by_likeness(message, attribute, grammar, setting.topics, setting.meanings, asked=asked)


def hear(message: Utterance, setting: Setting) -> Heard:
    """Reads everything a message says.

    The open question may be answered barely ("45"). When the words take something back, a bare value
    belongs to what was answered last instead, as long as it can be read so.
    """
    if message.is_blank:
        return Heard()
    # A correction is read several ways; what was read once is not read again.
    readers = {attribute: cache(read) for attribute, read in _readers(setting).items()}
    corrects = is_correction(message)
    asked = _meant(message, setting, readers) if corrects else setting.asks
    facts: dict[Attribute, Reading[Any]] = {}
    refused: dict[Attribute, Refused] = {}
    for attribute, read in readers.items():
        found = _read(read, message, asked=attribute == asked, corrects=corrects)
        if isinstance(found, Reading):
            facts[attribute] = found
        elif isinstance(found, Refused):
            refused[attribute] = found
    # In an opening message any may be told in passing; later, only the answer that the grammar did not find.
    wanted = [attribute for attribute in TOLD_IN_PASSING if setting.asks in _OPENING or (attribute == asked and attribute not in facts)]
    if setting.meanings is not None and wanted:
        unasked = {attribute: readers[attribute](message, asked=False) for attribute in TOLD_IN_PASSING}
        for attribute, better in told_in_passing(message, wanted, facts, unasked, asked, setting.meanings).items():
            if better is None:
                del facts[attribute]
            elif attribute not in refused:
                facts[attribute] = better
    if asked in _NUMERIC and asked in facts and _is_another_sum(facts, asked, readers[asked](message, asked=False)):
        del facts[asked]
    if asked in _FREE_TEXT and asked in facts and _is_no_answer(message, facts, asked, readers[asked](message, asked=False)):
        del facts[asked]
    about_budget = asked == "budget" or (setting.last_answered == "budget" and not facts)
    period = read_period(message) if about_budget and "budget" not in facts else None
    currency = read_currency(message) if about_budget and "budget" not in facts else None
    heard = Heard(
        facts, refused, period, corrects, currency=currency, declined=frozenset(_declined(message, facts) if setting.asks in _OPENING else ())
    )
    # Who opens with facts refuses no need by "pas de budget arrêté" or "aucune idée de ce qui reste".
    opens_with_facts = setting.asks in _OPENING and bool(facts)
    if heard.answers(setting.asks) or setting.asks in refused or heard.declined or opens_with_facts:
        return heard
    return replace(heard, refusal=read_refusal(message, setting.asks))


_SPEAKS_OF: Mapping[Attribute, re.Pattern[str]] = {
    "budget": re.compile(r"\b(?:budget|enveloppe|montant|combien (?:je|on|nous) (?:peux|peut|pouvons)|chiffre|spend|figure)\b"),
    "phone": re.compile(r"\b(?:(?:tele)?phon\w+|calls?|rappel\w*|(?<!m')appel\w*|tel)\b"),
}
"""What has to be named to be refused where something else was asked."""
_NOT_NOW = re.compile(r"\d|\b(?:before|after|until|avant|apres|matin|midi|soir|morning|noon|evening|while|pendant|tant que)\b")
"""Who may be called at another time may be called."""


def _declined(message: Utterance, facts: Mapping[Attribute, Reading[Any]]) -> Iterator[Attribute]:
    """What an opening message refuses, in a sentence that names it, though it was not asked for."""
    for attribute, names in _SPEAKS_OF.items():
        if attribute in facts or not names.search(message.plain):
            continue
        for start, end in sentences(message):
            plain = message.plain[start:end]
            if not names.search(plain) or (attribute == "phone" and _NOT_NOW.search(plain)):
                continue
            if read_refusal(Utterance(message.raw[start:end], message.language, message.today), attribute) == "declined":
                yield attribute


def _read(read: Read, message: Utterance, *, asked: bool, corrects: bool) -> Any:
    """What the reader reads; in a correction, if need be without the words that say that it is one."""
    found = read(message, asked=asked)
    if found is not None or not (asked and corrects):
        return found
    before, after = _BEFORE_IT.match(message.plain), _AFTER_IT.search(message.plain, max(0, len(message.plain) - LONGEST_AFTER))
    start, end = before.end() if before else 0, after.start() if after else len(message.plain)
    if start >= end or end - start == len(message.plain):
        return None
    found = read(Utterance(message.raw[start:end], message.language, message.today), asked=True)
    return replace(found, start=found.start + start, end=found.end + start) if isinstance(found, Reading) else None


def _meant(message: Utterance, setting: Setting, readers: Mapping[Any, Read]) -> str | None:
    """The question that a bare value answers when the words may take back what was answered last."""
    asks, last = setting.asks, setting.last_answered
    if last is None or last not in readers or last == asks or (asks == "slot" and read_moment(message)):
        return asks
    again = _read(readers[last], message, asked=True, corrects=True)
    answer = readers.get(asks) if asks else None
    if not isinstance(again, Reading) or answer is None:
        return last if isinstance(again, Reading) else asks
    # A value that names itself as the answer to the open question is that answer, "sorry" or not.
    if isinstance(answer(message, asked=False), Reading):
        return asks
    if not isinstance(_read(answer, message, asked=True, corrects=True), Reading):
        return last
    if {asks, last} == {"budget", "company_size"} and (counted := _counts(again.value)):
        return counted
    return last if asks in _FREE_TEXT or _TAKES_BACK.search(message.plain) else asks


def _counts(value: Budget | Size) -> Attribute | None:
    """What a bare number can only be: a few people, or a sum of money."""
    number = value.low if value.high is None else value.high
    if number is None or SMALLEST_SUM <= number < LARGEST_STAFF:
        return None
    return "company_size" if number < SMALLEST_SUM else "budget"


def _is_another_sum(facts: Mapping[Attribute, Reading[Any]], asked: Attribute, unasked: Any) -> bool:
    """Whether a bare number is what another fact names itself by: "le budget, ce serait plutôt 20 000" counts no people."""
    if isinstance(unasked, Reading):
        return False
    bare = facts[asked]
    return any(other in facts and facts[other].start <= bare.start and bare.end <= facts[other].end for other in _NUMERIC - {asked})


def _is_quoted_by_clause(attribute: Attribute, fact: Reading[Any]) -> bool:
    """Whether a fact is quoted with its whole clause, which may name a topic besides: "my boss asked me to find a CRM"."""
    return attribute in ("budget", "timeline") or (attribute == "authority" and fact.value.role != "decision_maker")


def _is_no_answer(message: Utterance, facts: Mapping[Attribute, Reading[Any]], asked: Attribute, unasked: Any) -> bool:
    """Whether a bare answer is the words of a refusal, or of another fact: "30 salariés" is no company's name, whatever was asked."""
    if isinstance(unasked, Reading):
        return False
    bare = facts[asked]
    names_topic = asked == "need" and bare.value.topic != OTHER
    for attribute, fact in facts.items():
        shared = min(bare.end, fact.end) - max(bare.start, fact.start)
        # A sum or a time is quoted with its clause, which may name a topic besides: "500 € par an pour un petit logiciel de factures".
        of_the_answer = 0.8 if names_topic else 0.5
        if attribute != asked and shared > of_the_answer * (bare.end - bare.start) and not (names_topic and _is_quoted_by_clause(attribute, fact)):
            return True
    return not names_topic and read_refusal(message, asked) is not None
