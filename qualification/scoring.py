"""A score is a pure function of what is known, what was done, the rules and the date; each point names its rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter

from qualification.bant import Language
from qualification.facts import ACTS, TIME, Act, Fact, facts_of, told_when, was_on, words_behind
from qualification.lead import Lead, Reason, Score
from qualification.site import Condition, Part, Rule, Site

PARTS: tuple[Part, ...] = ("fit", "interest", "bant")
WHOLE = Decimal(100)
_TENTH = Decimal("0.1")
_DAY = timedelta(days=1)
_AT = attrgetter("at")


def _is_within(number: Decimal | int, condition: Condition) -> bool:
    if condition.at_least is None and condition.at_most is None:
        return number > 0
    return (condition.at_least is None or number >= condition.at_least) and (condition.at_most is None or number <= condition.at_most)


def _holds(condition: Condition, fact: Fact) -> bool:
    if fact is None:
        return False
    if condition.values:
        return str(fact).lower() in condition.values
    if isinstance(fact, (bool, str)):
        return bool(fact)
    return _is_within(fact, condition)


def _acts_for(condition: Condition, by_type: Mapping[str, Sequence[Act]], acts: Sequence[Act]) -> Sequence[Act]:
    """The acts that a condition is about, whether or not they are enough, oldest first."""
    about = acts if condition.fact == TIME else by_type.get(ACTS[condition.fact], ())
    if not about or not condition.pages:
        return about
    pages = condition.pages
    return [act for act in about if was_on(act.page, pages)]


def _enough(condition: Condition, done: Sequence[Act]) -> bool:
    amount = sum([act.seconds or 0 for act in done]) if condition.fact == TIME else len(done)
    return _is_within(amount, condition)


def fading(since: timedelta, half_life_days: Decimal | None) -> float:
    """The share that is left of points after so long: a half after each half-life. Without one, all of it."""
    if half_life_days is None:
        return 1.0
    return float(0.5 ** (max(since / _DAY, 0.0) / float(half_life_days)))


def _faded(rule: Rule, done: Sequence[Act], at: datetime) -> Decimal:
    """The rule's points after the time that has passed since the latest act, or since each."""
    if rule.each:
        left = sum([fading(at - act.at, rule.half_life_days) for act in done])
    elif rule.half_life_days is None:
        return rule.points
    else:
        left = fading(at - done[-1].at, rule.half_life_days)
    return (rule.points * Decimal(left)).quantize(_TENTH, ROUND_HALF_UP)


class _Evidence:
    """What one lead said and did, up to a moment, laid out for the rules."""

    def __init__(self, lead: Lead, acts: Iterable[Act], site: Site, at: datetime) -> None:
        self.lead = lead
        self.scoring = site.scoring
        self.at = at
        self.acts = sorted([act for act in acts if act.at <= at], key=_AT)
        self.facts = facts_of(lead, self.acts, site)
        self.by_type: dict[str, list[Act]] = {}
        for act in self.acts:
            self.by_type.setdefault(act.type, []).append(act)

    def counted(self) -> list[tuple[Rule, Reason]]:
        """The rules that hold, each with what it gives."""
        found, facts = [], self.facts
        for rule, fact, values in self.scoring.wanted:
            if fact is not None:
                value = facts[fact]
                if value is None or (value if type(value) is str else str(value)).lower() not in values:
                    continue
                reason: Reason | None = self._told(rule, fact)
            else:
                reason = self.reason(rule)
            if reason is not None:
                found.append((rule, reason))
        return found

    def _told(self, rule: Rule, fact: str) -> Reason:
        return Reason(rule.id, rule.points, rule.because, words_behind(fact, self.lead, self.scoring), at=told_when(fact, self.lead))

    def reason(self, rule: Rule) -> Reason | None:
        """What the rule gives; None when it does not hold."""
        done: Sequence[Act] = ()
        for condition in rule.when:
            name = condition.fact
            if name in ACTS or name == TIME:
                found = _acts_for(condition, self.by_type, self.acts)
                if not _enough(condition, found):
                    return None
                done = found if not done else sorted([*done, *found], key=_AT)
            elif not _holds(condition, self.facts[name]):
                return None
        if done:
            latest = done[-1]
            points = _faded(rule, done, self.at)
            return Reason(rule.id, points, rule.because, None, latest.type, latest.page, len(done), latest.at, rule.half_life_days is not None)
        return self._told(rule, rule.when[0].fact)


_PART_SAID: Mapping[str, Mapping[Language, str]] = {
    "fit": {"fr": "le profil", "en": "who they are"},
    "interest": {"fr": "ce qui a été fait", "en": "what they did"},
    "bant": {"fr": "ce qui a été dit", "en": "what they said"},
}


def _said(name: str) -> Mapping[Language, str]:
    """A part by its name; a group of rules as the site's writer calls it."""
    return _PART_SAID.get(name, {"fr": f"« {name} »", "en": f"“{name}”"})


def _capped(name: str, points: Decimal, cap: Decimal) -> Reason:
    said = _said(name)
    because: dict[Language, str] = {"fr": f"ne dépasse pas {cap} points pour {said['fr']}", "en": f"gets no more than {cap} points for {said['en']}"}
    return Reason(f"cap.{name}", cap - points, because)


def _floored(part: Part, points: Decimal) -> Reason:
    said = _said(part)
    because: dict[Language, str] = {"fr": f"ne descend pas sous 0 point pour {said['fr']}", "en": f"does not go below 0 points for {said['en']}"}
    return Reason(f"floor.{part}", -points, because)


def _sum(reasons: Iterable[Reason]) -> Decimal:
    return sum([one.points for one in reasons], Decimal(0))


def _part(part: Part, counted: Sequence[tuple[Rule, Reason]], site: Site) -> list[Reason]:
    """The reasons of one part, with a line for what a cap takes away, so that they always add up to the part."""
    mine = [(rule, reason) for rule, reason in counted if rule.part == part]
    reasons = [reason for _, reason in mine]
    caps = site.scoring.caps
    for group in dict.fromkeys([rule.group for rule, _ in mine if rule.group is not None and rule.group in caps]):
        points = _sum(reason for rule, reason in mine if rule.group == group)
        if points > caps[group]:
            reasons.append(_capped(group, points, caps[group]))
    points, cap = _sum(reasons), min(caps.get(part, WHOLE), WHOLE)
    if points > cap:
        reasons.append(_capped(part, points, cap))
    elif points < 0:
        reasons.append(_floored(part, points))
    return reasons


def _whole(points: Decimal) -> int:
    return int(points.quantize(Decimal(1), ROUND_HALF_UP))


def score(lead: Lead, acts: Iterable[Act], site: Site, at: datetime) -> Score:
    """The lead's score by the site's rules as it stood at `at`, included.

    Each part is from 0 to its cap before it is weighed, and is the sum of its reasons, to the nearest point.
    """
    evidence = _Evidence(lead, acts, site, at)
    counted = evidence.counted()
    parts = {part: _part(part, counted, site) for part in PARTS}
    points = {part: _whole(_sum(reasons)) for part, reasons in parts.items()}
    total = sum((points[part] * site.scoring.weights[part] for part in PARTS), Decimal(0))
    return Score(
        total=min(max(_whole(total), 0), 100),
        fit=points["fit"],
        interest=points["interest"],
        bant=points["bant"],
        reasons=tuple(reason for part in PARTS for reason in parts[part]),
        rules_version=site.scoring.version,
    )
