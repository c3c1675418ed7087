"""Scoring rules as marketing people write them -> Scoring, or every problem with its line, what is wrong and what is allowed."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError
from ruamel.yaml import YAML

from qualification.bant import Language
from qualification.facts import ACTS, FACTS, TIME
from qualification.site import Condition, IdealCustomer, Part, Rule, Scoring, Sector, Site
from qualification.sites.problems import BrokenSite, Problem, Strict, Texts, Words, line_of, plain, read_tree, told

_ID, _COUNTRY = r"^[a-z][a-z0-9_]*$", r"^[A-Z]{2}$"
SHAPES = {
    _ID: "small letters, digits and _, such as size_right",
    _COUNTRY: "the two capitals of a country, such as FR",
}
PARTS = ("fit", "interest", "bant")

_Id = Annotated[str, Field(pattern=_ID, max_length=60)]


class _When(Strict):
    fact: str
    is_: str | bool | float | list[str | bool | float] | None = Field(default=None, alias="is")
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    page: str | list[str] | None = None


def _listed_conditions(value: Any) -> Any:
    """One condition, or several that all have to hold."""
    return value if isinstance(value, list) else [value]


class _Rule(Strict):
    id: _Id
    part: Literal["fit", "interest", "bant"]
    points: Decimal = Field(ge=-100, le=100)
    when: Annotated[list[_When], BeforeValidator(_listed_conditions)] = Field(min_length=1)
    because: Texts
    group: _Id | None = None
    half_life_days: Decimal | None = Field(default=None, gt=0, le=3650)
    each: bool = False


class _Weights(Strict):
    fit: Decimal = Field(ge=0, le=1)
    interest: Decimal = Field(ge=0, le=1)
    bant: Decimal = Field(ge=0, le=1)


class _Sector(Strict):
    id: _Id
    name: Texts
    words: Words


class _Size(Strict):
    at_least: int | None = Field(default=None, ge=0)
    at_most: int | None = Field(default=None, ge=1)


class _Ideal(Strict):
    sectors: list[str] = Field(default_factory=list)
    countries: list[Annotated[str, Field(pattern=_COUNTRY)]] = Field(default_factory=list)
    job_titles: list[Annotated[str, Field(min_length=2)]] = Field(default_factory=list)
    size: _Size = Field(default_factory=_Size)


class ScoringFile(Strict):
    """The `scoring:` part of a site file, or a file of rules."""

    weights: _Weights
    caps: dict[str, Annotated[Decimal, Field(ge=0, le=100)]] = Field(default_factory=dict)
    half_life_days: Decimal | None = Field(default=None, gt=0, le=3650)
    mql_from: int = Field(ge=0, le=100)
    sql_from: int | None = Field(default=None, ge=0, le=100)
    ideal_customer: _Ideal = Field(default_factory=_Ideal)
    sectors: list[_Sector] = Field(default_factory=list)
    competitors: list[Annotated[str, Field(min_length=2)]] = Field(default_factory=list)
    rules: list[_Rule] = Field(min_length=1)


def _wanted(when: _When) -> tuple[str, ...]:
    """What `is` says the fact has to be, one of; empty when it says nothing."""
    values = [] if when.is_ is None else when.is_ if isinstance(when.is_, list) else [when.is_]
    return tuple(str(value).lower() for value in values)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


def _is_about_acts(when: _When) -> bool:
    return when.fact in ACTS or when.fact == TIME


def _fault_of(when: _When, topics: frozenset[str], sectors: frozenset[str]) -> tuple[str, str] | None:
    """Where in a condition, and why it could never hold; None when it can."""
    seen = FACTS.get(when.fact)
    if seen is None:
        return "fact", f"`{when.fact}` is no fact; known are {_listed(FACTS)}"
    if when.page is not None and when.fact not in ACTS and when.fact != TIME:
        return "page", f"`{when.fact}` is not done on a page; `page` goes with {_listed([*ACTS, TIME])}"
    if seen.is_number:
        if when.is_ is not None:
            return "is", f"`{when.fact}` is a number; give it `at_least` or `at_most` instead of `is`"
        if when.at_least is not None and when.at_most is not None and when.at_least > when.at_most:
            return "at_least", f"nothing is at least {when.at_least} and at most {when.at_most}; the smaller number goes with `at_least`"
        return None
    for bound in ("at_least", "at_most"):
        if getattr(when, bound) is not None:
            return bound, f"`{when.fact}` is no number; say with `is` what it has to be"
    known = {"need.topic": topics, "company.sector": sectors}.get(when.fact, frozenset(seen.can_be))
    unknown = [one for one in _wanted(when) if known and one not in known]
    return ("is", f"`{when.fact}` is never {_listed(unknown)}; it can be {_listed(known)}") if unknown else None


def _faults_of_rule(rule: _Rule, where: Sequence[int | str], tree: Any, topics: frozenset[str], sectors: frozenset[str]) -> Iterator[Problem]:
    listed = isinstance(_at(tree, [*where, "when"]), list)
    for n, when in enumerate(rule.when):
        if fault := _fault_of(when, topics, sectors):
            place: list[int | str] = ["when", n] if listed else ["when"]
            yield Problem(line_of(tree, [*where, *place, fault[0]]), fault[1])
    about_acts = [when for when in rule.when if _is_about_acts(when)]
    if rule.half_life_days is not None and not about_acts:
        yield Problem(
            line_of(tree, [*where, "half_life_days"]),
            f"only what was done fades with time; `half_life_days` goes with {_listed([*ACTS, TIME])}",
        )
    if rule.each and (len(rule.when) != 1 or rule.when[0].fact not in ACTS):
        yield Problem(line_of(tree, [*where, "each"]), f"`each` counts acts one by one; it goes with a single condition on {_listed(ACTS)}")
    if rule.group in PARTS:
        yield Problem(line_of(tree, [*where, "group"]), f"`{rule.group}` is a part; give the group another name")


def _at(tree: Any, path: Sequence[int | str]) -> Any:
    for key in path:
        try:
            tree = tree[key]
        except (KeyError, IndexError, TypeError):
            return None
    return tree


def faults_of_rules(scoring: ScoringFile, topic_ids: Iterable[str], tree: Any, root: Sequence[int | str]) -> list[Problem]:
    """What no single field can tell: names that occur twice, facts that do not exist, caps of nothing. `root` is where in the tree it begins."""
    topics, sectors = frozenset({*topic_ids, "other"}), frozenset(one.id for one in scoring.sectors)
    found: list[Problem] = []
    ids = [rule.id for rule in scoring.rules]
    for number, rule in enumerate(scoring.rules):
        where = [*root, "rules", number]
        if rule.id in ids[:number]:
            found.append(Problem(line_of(tree, [*where, "id"]), f"rule `{rule.id}` is there twice; give each its own id"))
        found += _faults_of_rule(rule, where, tree, topics, sectors)
    groups: dict[str, str] = {}
    for number, rule in enumerate(scoring.rules):
        if rule.group is not None and groups.setdefault(rule.group, rule.part) != rule.part:
            line = line_of(tree, [*root, "rules", number, "group"])
            found.append(Problem(line, f"group `{rule.group}` is in `{groups[rule.group]}` already; a group stays within one part"))
    for name in scoring.caps:
        if name not in groups and name not in PARTS:
            found.append(
                Problem(line_of(tree, [*root, "caps", name]), f"`{name}` is neither a part nor a group; known are {_listed([*PARTS, *groups])}")
            )
    weights = scoring.weights
    if weights.fit + weights.interest + weights.bant != 1:
        found.append(Problem(line_of(tree, [*root, "weights"]), "the weights are shares of the total: together they have to make 1"))
    if scoring.sql_from is not None and scoring.sql_from <= scoring.mql_from:
        found.append(Problem(line_of(tree, [*root, "sql_from"]), f"an SQL is more than an MQL; write more than {scoring.mql_from}, or leave it out"))
    ideal = scoring.ideal_customer
    for number, sector in enumerate(ideal.sectors):
        if sector not in sectors:
            line = line_of(tree, [*root, "ideal_customer", "sectors", number])
            found.append(Problem(line, f"`{sector}` is no sector; known are {_listed(sectors) or 'none: name them under `sectors`'}"))
    if ideal.size.at_least is not None and ideal.size.at_most is not None and ideal.size.at_least > ideal.size.at_most:
        line = line_of(tree, [*root, "ideal_customer", "size"])
        found.append(Problem(line, "nobody is that large and that small; the smaller number goes with `at_least`"))
    return found


def _texts(texts: Texts) -> dict[Language, str]:
    return {"fr": texts.fr, "en": texts.en}


def _rule(rule: _Rule, half_life_days: Decimal | None) -> Rule:
    fades = any(_is_about_acts(when) for when in rule.when)
    return Rule(
        id=rule.id,
        part=rule.part,
        points=rule.points,
        because=_texts(rule.because),
        when=tuple(Condition(when.fact, _wanted(when), when.at_least, when.at_most, _pages(when)) for when in rule.when),
        group=rule.group,
        half_life_days=(rule.half_life_days or half_life_days) if fades else None,
        each=rule.each,
    )


def _pages(when: _When) -> tuple[str, ...]:
    return () if when.page is None else (when.page,) if isinstance(when.page, str) else tuple(when.page)


def _version(read: ScoringFile) -> str:
    """Eight characters that every change of the content changes, and no comment or order of keys."""
    content = json.dumps(read.model_dump(mode="json"), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(content.encode()).hexdigest()[:8]


def scoring_of(read: ScoringFile) -> Scoring:
    """The rules that were read, with the version that their content makes."""
    weights: dict[Part, Decimal] = {"fit": read.weights.fit, "interest": read.weights.interest, "bant": read.weights.bant}
    ideal = read.ideal_customer
    return Scoring(
        version=_version(read),
        rules=tuple(_rule(rule, read.half_life_days) for rule in read.rules),
        weights=weights,
        mql_from=read.mql_from,
        sql_from=read.sql_from,
        caps=dict(read.caps),
        ideal=IdealCustomer(tuple(ideal.sectors), tuple(ideal.countries), tuple(ideal.job_titles), ideal.size.at_least, ideal.size.at_most),
        sectors=tuple(Sector(one.id, _texts(one.name), {"fr": tuple(one.words.fr), "en": tuple(one.words.en)}) for one in read.sectors),
        competitors=tuple(read.competitors),
    )


def load_rules(path: Path, site: Site | None = None) -> tuple[Scoring, str]:
    """The rules of a file that holds a `scoring:` part or is one, and that part as it is written. Raises BrokenSite with every problem found.

    Rules may name the topics of the site; without one, those that the file itself names.
    """
    tree = read_tree(path)
    root: list[int | str] = ["scoring"] if "scoring" in tree else []
    part = tree["scoring"] if root else tree
    topics = [topic.id for topic in site.topics] if site else [str(topic["id"]) for topic in tree.get("topics", ())]
    try:
        read = ScoringFile.model_validate(plain(part))
    except ValidationError as error:
        raise BrokenSite(path, [told(one, tree, SHAPES, root) for one in error.errors()]) from error
    if faults := faults_of_rules(read, topics, tree, root):
        raise BrokenSite(path, faults)
    written = io.StringIO()
    writer = YAML(typ="rt")
    writer.width = 140
    writer.dump(part, written)
    return scoring_of(read), written.getvalue()
