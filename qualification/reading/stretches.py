"""Stretches of a message that may tell a fact nobody asked for, and the clues to what they tell.

"Garage, 12 mécanos, 900 factures par an, 150 max": whether a number counts the staff, is what may be spent, or neither, is in
the words around it, in more ways than a grammar lists. Who judges the clues is an argument: nothing is learned here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from qualification.lead import Attribute
from qualification.reading.amounts import Amount
from qualification.reading.budget import money_in, read_budget
from qualification.reading.company_size import counts_in, read_company_size
from qualification.reading.quantities import Quantity, find_quantities
from qualification.reading.timeline import read_timeline
from qualification.reading.utterance import Reading, Utterance

READERS: Mapping[Attribute, Callable[..., Reading[Any] | None]] = {
    "company_size": read_company_size,
    "budget": read_budget,
    "timeline": read_timeline,
}
"""Who reads each of the attributes that a stretch may tell."""
Told = Literal["company_size", "budget", "timeline", "other"]
"""What a stretch tells: one of the attributes, or something else."""
MOST = 12
"""Stretches looked at in one message; who lists more numbers tells something else with them."""
LONGEST = 240
"""Characters of a sentence in which a time is looked for."""
_REACH = 64
"""Characters looked at on each side."""
_NEAR, _FAR = 4, 7
"""Words on each side that count by their place, and that count wherever they stand."""
_TOKEN = re.compile(r"[a-z]+(?:'(?=[a-z]))?|\d[\d.,]*|[€$£%@#]|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;]+(?=\w)[^.!?;\n]+)*")
_ALONE = re.compile(
    r"\b(?:seule?(?! fois)|solo|just me|only me|me alone|myself|on my own|one[- ]?(?:man|woman|person)|sole (?:trader|practitioner|owner)|auto[- ]?entrepr\w+"
    r"|micro[- ]?entrepr\w+|independante?|indep|free-?lanc\w*|self[- ]?employed|a mon compte|deux|two of us|both of us)\b"
)
"""Those who are few without a digit."""
_STEM = 5
"""Letters of a word by which its kin are known: "salarié" and "salariées"."""


@dataclass(frozen=True)
class Stretch:
    """A quantity, those who are alone, or a time, from `start` to `end` (excluded)."""

    kind: Literal["number", "alone", "time"]
    start: int
    end: int
    quantity: Quantity | None = None


def stretches(message: Utterance) -> tuple[Stretch, ...]:
    """Every stretch that may tell a fact, in order of place; none at all where numbers are heaped up."""
    found = [Stretch("number", one.numbers[0].start, one.end, one) for one in find_quantities(message) if not one.is_article]
    if len(found) > MOST:
        return ()
    taken = [(one.start, one.end) for one in found]
    for alone in _ALONE.finditer(message.plain):
        if all(alone.end() <= start or alone.start() >= end for start, end in taken):
            found.append(Stretch("alone", alone.start(), alone.end()))
    found += [Stretch("time", start, end) for start, end in _times(message)]
    return tuple(sorted(found[: 2 * MOST], key=lambda one: (one.start, one.kind)))


def sentences(message: Utterance) -> Iterator[tuple[int, int]]:
    """The span of each sentence."""
    for found in _SENTENCE.finditer(message.plain):
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        if start < found.end():
            yield start, found.end()


def _times(message: Utterance) -> Iterator[tuple[int, int]]:
    """What could be a deadline if one had been asked for, in each of the first sentences."""
    for start, end in [one for one in sentences(message) if one[1] - one[0] <= LONGEST][:MOST]:
        found = read_timeline(Utterance(message.raw[start:end], message.language, message.today), asked=True)
        if found:
            yield start + found.start, start + found.end


def _shape(token: str) -> str:
    """A word as it is, a number by how large it looks."""
    if not token[0].isdigit():
        return token
    digits = re.sub(r"\D", "", token)
    return f"#{min(len(digits), 7)}{'.' if len(digits) < len(token) else ''}"


def _size(quantity: Quantity) -> str:
    number = quantity.numbers[-1]
    magnitude = len(str(int(abs(number.value)))) if number.value < 10**9 else 10
    year = "year" if 1900 <= number.value <= 2040 and number.scale == 1 else ""
    return f"{magnitude}{year}{'k' if number.scale > 1 else ''}{number.kind[0]}{len(quantity.numbers)}"


@dataclass(frozen=True)
class Grammar:
    """What the grammar makes of a message: what it reads unasked, and what it would make of each number if it were asked."""

    read: Mapping[Attribute, Reading[Any] | None]
    staff: tuple[tuple[int, int, int], ...]
    """How strongly which span counts staff: start, end, strength."""
    money: Mapping[int, Amount]
    """Each amount of money by where it starts."""

    @classmethod
    def of(cls, message: Utterance, read: Mapping[Attribute, Reading[Any] | None]) -> Grammar:
        """Of this message; `read` is what was read unasked."""
        staff = tuple((count.start, count.end, count.strength) for count in counts_in(message))
        return cls(read, staff, {one.quantity.start: one for one in money_in(message)})

    def signs(self, quantity: Quantity) -> set[str]:
        """What it would make of the quantity if staff or money had been asked for."""
        staff = max((strength for start, end, strength in self.staff if start < quantity.end and quantity.start < end), default=-1)
        money = self.money.get(quantity.start)
        if money is None:
            return {f"staff:{staff}"}
        told = {f"cue:{money.cue}", f"currency:{money.currency is not None}", f"period:{money.period}", f"verdict:{money.verdict}"}
        return told | {f"staff:{staff}", f"money:{money.currency is not None}{money.period is not None}{money.cue}"}


def clues_to(message: Utterance, stretch: Stretch, grammar: Grammar) -> frozenset[str]:
    """The words around and in a stretch, by place and without it, its shape, and what the grammar makes of it."""
    plain = message.plain
    before = [_shape(one) for one in _TOKEN.findall(plain, max(0, stretch.start - _REACH), stretch.start)]
    after = [_shape(one) for one in _TOKEN.findall(plain, stretch.end, stretch.end + _REACH)]
    inside = [_shape(one) for one in _TOKEN.findall(plain, stretch.start, stretch.end)]
    left, right = ["^", *before][::-1], [*after, "$"]
    kind = stretch.kind[0]
    told = {f"{kind}", f"{kind}words:{min(len(plain.split()) // 4, 6)}"}
    if stretch.quantity:
        told |= {f"size:{_size(stretch.quantity)}", f"low:{stretch.quantity.low is None}", f"high:{stretch.quantity.high is None}"}
    for place in range(_NEAR):
        for side, words in (("l", left), ("r", right)):
            if place < len(words):
                told |= {f"{kind}{side}{place}:{words[place]}", f"{kind}{side}{place}~{words[place][:_STEM]}"}
                if place + 1 < len(words):
                    told.add(f"{side}{place}:{words[place]} {words[place + 1]}")
    if left and right:
        told.add(f"{kind}lr:{left[0]} {right[0]}")
    for side, words in (("L", left), ("R", right)):
        told |= {f"{kind}{side}~{word[:_STEM]}" for word in words[:_FAR]}
    told |= {f"{kind}in:{word}" for word in inside} | {f"{kind}in~{word[:_STEM]}" for word in inside}
    clause_left, clause_right = _until_break(left), _until_break(right)
    told |= {f"{kind}C~{word[:_STEM]}" for word in (*clause_left, *clause_right)} | {
        f"{kind}cl:{min(len(clause_left), 5)}",
        f"{kind}cr:{min(len(clause_right), 5)}",
    }
    if stretch.quantity:
        told |= grammar.signs(stretch.quantity)
    for attribute, reading in grammar.read.items():
        if reading is not None:
            there = reading.start < stretch.end and stretch.start < reading.end
            told.add(f"{kind}read:{attribute}:{'here' if there else 'elsewhere'}")
    return frozenset(told)


def _until_break(words: list[str]) -> list[str]:
    """The words up to the next punctuation."""
    for index, word in enumerate(words):
        if word in ",;:.!?()^$/+-|":
            return words[:index]
    return words
