"""What is told in passing: a stretch of words that nobody asked for, judged by what it is like, and the value it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from qualification.bant import Size
from qualification.lead import Attribute
from qualification.reading.budget import budget_of, read_budget
from qualification.reading.company_size import read_company_size
from qualification.reading.meanings import Meanings
from qualification.reading.stretches import READERS, Grammar, Stretch, Told, clues_to, sentences, stretches
from qualification.reading.timeline import is_about_a_meeting, read_timeline
from qualification.reading.utterance import Reading, Utterance

TOLD_IN_PASSING: tuple[Attribute, ...] = tuple(READERS)
"""The attributes that are read so."""
SURE: Mapping[Attribute, float] = {"company_size": 0.5, "budget": 0.5, "timeline": 0.7}
"""How sure it has to be where the grammar reads nothing; chosen by cross-validation on the marked examples."""
ASKED = 0.5
"""How sure it has to be where it was asked for, and the grammar reads nothing."""
FEWEST = 2
"""Facts of a message that tells any in passing: "Thursday?" alone is no deadline, and "thanks a million" no budget."""
BESIDE = 0.35
"""How sure it has to be of a count beside one that is sure: who lists a staff goes on listing it."""
DOUBTFUL = 0.05
"""What the grammar reads unasked stands unless it is less likely than that."""
_APART = 48
"""Characters between two counts of one staff at most."""
_ENDS = re.compile(r"[.;!?\n]")
_INCLUDED = re.compile(r"\b(?:dont|incl\w*|of wh(?:om|ich)|including|parmi|y compris|among)\b")
_BREAK = re.compile(r"[,;:.!?()/|+\n]|\s[-–—]\s")


def told_in_passing(
    message: Utterance,
    wanted: Sequence[Attribute],
    facts: Mapping[Attribute, Reading[Any]],
    unasked: Mapping[Attribute, Reading[Any] | None],
    asked: str | None,
    meanings: Meanings,
) -> dict[Attribute, Reading[Any] | None]:
    """What the judge knows better than the grammar: a reading where it read nothing, None where it read what is something else.

    Only of the attributes `wanted`. `facts` is what was read in the light of the question, `unasked` what the grammar reads without one.
    """
    found = stretches(message)
    if not found:
        return {}
    grammar = Grammar.of(message, unasked)
    judged = [(stretch, meanings.tells(clues_to(message, stretch, grammar))) for stretch in found]
    if not all(shares for _, shares in judged):
        return {}
    better: dict[Attribute, Reading[Any] | None] = {}
    for attribute in wanted:
        if attribute == "company_size" and attribute != asked and (summed := _summed(message, judged)):
            better[attribute] = summed
        elif attribute not in facts:
            enough = ASKED if attribute == asked else SURE[attribute]
            likely = [(stretch, shares[attribute]) for stretch, shares in judged]  # type: ignore[index]
            told = [(stretch, share) for stretch, share in likely if share >= (BESIDE if attribute == "company_size" else enough)]
            if max((share for _, share in told), default=0) >= enough and (reading := _read(attribute, message, told, grammar)):
                better[attribute] = reading
        elif attribute != asked and _is_doubted(facts[attribute], attribute, judged):
            better[attribute] = None
        elif attribute == "company_size" and attribute != asked and (whole := _whole_staff(message, facts[attribute], judged)):
            better[attribute] = whole
    read = {attribute for attribute in (*facts, *better) if better.get(attribute, facts.get(attribute)) is not None}
    if len(read) < FEWEST:
        return {attribute: reading for attribute, reading in better.items() if reading is None or attribute == asked}
    return better


def _is_doubted(reading: Reading[Any], attribute: Attribute, judged: Sequence[tuple[Stretch, Mapping[Told, float]]]) -> bool:
    """Whether no stretch in the words that were read is likely to tell the attribute."""
    kind = "time" if attribute == "timeline" else "number"
    inside = [shares[attribute] for stretch, shares in judged if stretch.kind == kind and reading.start < stretch.end and stretch.start < reading.end]  # type: ignore[index]
    return bool(inside) and max(inside) < DOUBTFUL


def _read(attribute: Attribute, message: Utterance, told: list[tuple[Stretch, float]], grammar: Grammar) -> Reading[Any] | None:
    if attribute == "company_size":
        return _staff(message, [one for one in told if one[0].kind != "time"])
    best = max(told, key=lambda one: one[1])[0]
    if attribute == "budget":
        return _money(message, best, grammar)
    return _deadline(message, best)


def _within(message: Utterance, start: int, end: int, read: Any) -> Reading[Any] | None:
    """What is read, asked for, from `start` to `end` alone."""
    found = read(Utterance(message.raw[start:end], message.language, message.today), asked=True)
    if not isinstance(found, Reading):
        return None
    return Reading(found.value, found.text, found.start + start, found.end + start)


def _clause(message: Utterance, start: int, end: int) -> tuple[int, int]:
    """The words around a span up to the next break on each side."""
    left = max((found.end() for found in _BREAK.finditer(message.plain, 0, start)), default=0)
    right = _BREAK.search(message.plain, end)
    return left, right.start() if right else len(message.plain)


def _run(message: Utterance, told: list[tuple[Stretch, float]]) -> list[Stretch]:
    """The surest count, and those that stand beside it as parts of one staff."""
    surest = max(range(len(told)), key=lambda index: told[index][1])
    run = [told[surest][0]]
    for one, _ in told[surest + 1 :]:
        if not _stand_together(message, run[-1], one):
            break
        run.append(one)
    for one, _ in reversed(told[:surest]):
        if not _stand_together(message, one, run[0]):
            break
        run.insert(0, one)
    return run


def _stand_together(message: Utterance, one: Stretch, following: Stretch) -> bool:
    between = message.plain[one.end : following.start]
    return len(between) <= _APART and not _ENDS.search(between)


def _summed(message: Utterance, judged: Sequence[tuple[Stretch, Mapping[Told, float]]]) -> Reading[Size] | None:
    """The sum that is told behind its parts: "38 coursiers et 4 au bureau, soit 42 en tout"."""
    counts = [(stretch, stretch.quantity, shares["company_size"]) for stretch, shares in judged if stretch.kind == "number" and stretch.quantity]
    for place in range(2, len(counts)):
        stretch, whole, _ = counts[place]
        parts = counts[place - 2 : place]
        if whole.low != whole.high or max(share for *_, share in parts) < ASKED:
            continue
        if whole.low == sum(part.low or 0 for _, part, _ in parts) and all(part.low == part.high for _, part, _ in parts):
            start = parts[0][0].start
            return Reading(Size(int(whole.low or 0), int(whole.low or 0)), message.quote(start, stretch.end), start, stretch.end)
    return None


def _staff(message: Utterance, told: list[tuple[Stretch, float]]) -> Reading[Size] | None:
    """The counts that stand together, added up by the grammar where it can."""
    if not told:
        return None
    run = _run(message, told)
    start, end = run[0].start, run[-1].end
    left, right = _clause(message, start, end)
    for opening, closing in ((left, right), (start, right), (start, end)):
        found = _within(message, opening, closing, read_company_size)
        if found and (len(run) == 1 or found.end > run[-1].start or _INCLUDED.search(message.plain, start, end)):
            return found
    counted = [one.quantity for one in run if one.quantity]
    if not counted:
        return None
    if _INCLUDED.search(message.plain, start, end):
        counted = counted[:1]
    lows, highs = [one.low for one in counted], [one.high for one in counted]
    low = None if None in lows else int(sum(one for one in lows if one is not None))
    high = None if None in highs else int(sum(one for one in highs if one is not None))
    if (low is None and high is None) or low == 0 or high == 0:
        return None
    return Reading(Size(low, high), message.quote(start, end), start, end)


_IN_ALL = re.compile(r"\b(?:total|tout|all|ensemble|whole|dont|including|incl|of which|of whom)\b")


def _whole_staff(message: Utterance, part: Reading[Size], judged: Sequence[tuple[Stretch, Mapping[Told, float]]]) -> Reading[Size] | None:
    """The staff of which the grammar read one part: "3 commerciaux et 57 autres salariés"; None when it is no part."""
    counts = [(stretch, shares["company_size"]) for stretch, shares in judged if stretch.kind == "number" and shares["company_size"] >= BESIDE]
    own = [stretch for stretch, _ in counts if part.start < stretch.end and stretch.start < part.end]
    if len(own) != 1 or own[0].quantity is None or part.value.low != own[0].quantity.low:
        return None
    run = _run(message, counts)
    if len(run) < 2 or own[0] not in run or _IN_ALL.search(message.plain, max(0, run[0].start - _APART), run[-1].end + _APART):
        return None
    return _staff(message, [(stretch, share) for stretch, share in counts if stretch in run])


def _money(message: Utterance, stretch: Stretch, grammar: Grammar) -> Reading[Any] | None:
    amount = next((one for one in grammar.money.values() if one.quantity.start < stretch.end and stretch.start < one.quantity.end), None)
    if amount is not None:
        return budget_of(message, amount)
    return _within(message, *_clause(message, stretch.start, stretch.end), read_budget)


def _deadline(message: Utterance, stretch: Stretch) -> Reading[Any] | None:
    for start, end in sentences(message):
        if start <= stretch.start < end and not is_about_a_meeting(message.plain, stretch.start, stretch.end):
            return _within(message, start, end, read_timeline)
    return None
