"""A site file -> a Site, or every problem with its line, what is wrong and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from qualification.bant import LANGUAGES, Language
from qualification.scoring import FACT_NAMES, NUMBERS, WORDS
from qualification.site import CONTACT, Part, Rule, Scoring, Site, Topic
from qualification.sites.people import MeetingsPart, RepPart, WebhookPart, faults_of_meetings, faults_of_rep
from qualification.sites.shapes import CURRENCY, RULE_ID, SHAPES, TOPIC_ID, Strict, Texts

DEMO = Path(__file__).parent / "demo.yml"


@dataclass(frozen=True)
class Problem:
    """What is wrong in a file, and where; lines count from 1."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}"


class BrokenSite(Exception):
    """A site file that cannot be used. `problems` has at least one entry."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{path}:{problem.line}: {problem.what}" for problem in problems))


class _Words(Strict):
    fr: list[str] = Field(min_length=1)
    en: list[str] = Field(min_length=1)


class _Topic(Strict):
    id: str = Field(pattern=TOPIC_ID)
    name: Texts
    choice: Texts
    description: Texts
    price: Texts
    words: _Words


class _When(Strict):
    fact: str
    is_: str | bool | list[str | bool] | None = Field(default=None, alias="is")
    at_least: Decimal | None = None
    at_most: Decimal | None = None


class _Rule(Strict):
    id: str = Field(pattern=RULE_ID)
    part: Literal["fit", "interest", "bant"]
    points: Decimal = Field(ge=-100, le=100)
    when: _When
    because: Texts


class _Weights(Strict):
    fit: Decimal = Field(ge=0, le=1)
    interest: Decimal = Field(ge=0, le=1)
    bant: Decimal = Field(ge=0, le=1)


class _Scoring(Strict):
    version: str = Field(min_length=1, coerce_numbers_to_str=True)
    weights: _Weights
    mql_from: int = Field(ge=0, le=100)
    rules: list[_Rule] = Field(min_length=1)


_Currency = Annotated[str, Field(pattern=CURRENCY)]


class _Budget(Strict):
    floor_a_year: Decimal = Field(ge=0)
    currency: _Currency
    rates: dict[_Currency, Annotated[Decimal, Field(gt=0)]] = Field(default_factory=dict)
    choices: list[tuple[Decimal | None, Decimal | None]] = Field(default_factory=list)


class _Consent(Strict):
    version: str = Field(min_length=1, max_length=32, coerce_numbers_to_str=True)
    text: Texts


class _Site(Strict):
    id: str
    company: str = Field(min_length=1)
    assistant: str = Field(min_length=1)
    budget: _Budget
    topics: list[_Topic] = Field(min_length=1)
    reps: list[RepPart] = Field(min_length=1)
    meetings: MeetingsPart
    webhooks: list[WebhookPart] = Field(default_factory=list)
    scoring: _Scoring
    facts: dict[str, Texts]
    consent: _Consent


def _line_of(tree: Any, path: Sequence[int | str]) -> int:
    """The line of the nearest thing in the file on the way to `path`."""
    line, node = 1, tree
    for key in path:
        try:
            if isinstance(node, CommentedMap) and key in node:
                line = node.lc.key(key)[0] + 1
                node = node[key]
            elif isinstance(node, CommentedSeq) and isinstance(key, int) and key < len(node):
                line = node.lc.item(key)[0] + 1
                node = node[key]
            else:
                break
        except (KeyError, TypeError, AttributeError):
            break
    return line


def _told(error: Mapping[str, Any], tree: Any) -> Problem:
    where = [part for part in error["loc"] if part not in ("[key]",)]
    name = ".".join(str(part) for part in where)
    kind, text = error["type"], str(error["msg"]).removeprefix("Value error, ")
    if kind == "missing":
        text = f"`{where[-1]}` is missing; add it"
    elif kind == "extra_forbidden":
        text = f"`{where[-1]}` is not known here; remove it or mend its spelling"
    elif kind == "string_pattern_mismatch":
        text = f"`{name}`: {error['input']!r} is not right; write {SHAPES[error['ctx']['pattern']]}"
    else:
        found = repr(error["input"])
        text = f"`{name}`: {text}" + (f" (found {found})" if not isinstance(error["input"], (dict, list)) and found not in text else "")
    return Problem(_line_of(tree, where), text)


def _texts(texts: Texts) -> dict[Language, str]:
    return {"fr": texts.fr, "en": texts.en}


def _wanted(when: _When) -> tuple[str, ...]:
    """What `is` says the fact has to be, one of; empty when it says nothing."""
    values = [] if when.is_ is None else when.is_ if isinstance(when.is_, list) else [when.is_]
    return tuple(str(value).lower() for value in values)


def _rule(rule: _Rule) -> Rule:
    return Rule(
        id=rule.id,
        part=rule.part,
        points=rule.points,
        because=_texts(rule.because),
        fact=rule.when.fact,
        values=_wanted(rule.when),
        at_least=rule.when.at_least,
        at_most=rule.when.at_most,
    )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


def _fault_of(when: _When, topics: frozenset[str]) -> tuple[str, str] | None:
    """Where in a rule's `when`, and why it could never hold; None when it can."""
    if when.fact not in FACT_NAMES:
        return "fact", f"`{when.fact}` is no fact; known are {_listed(FACT_NAMES)}"
    if when.fact in NUMBERS:
        return ("is", f"`{when.fact}` is a number; give it `at_least` or `at_most` instead of `is`") if when.is_ is not None else None
    for bound in ("at_least", "at_most"):
        if getattr(when, bound) is not None:
            return bound, f"`{when.fact}` is no number; say with `is` what it has to be"
    known = topics if when.fact == "need.topic" else frozenset(WORDS[when.fact])
    unknown = [one for one in _wanted(when) if known and one not in known]
    return ("is", f"`{when.fact}` is never {_listed(unknown)}; it can be {_listed(known)}") if unknown else None


def _faults_between(site: _Site, tree: Any) -> list[Problem]:
    """What no single field can tell: names that occur twice, facts that do not exist, languages nobody speaks."""
    found: list[Problem] = []
    for kind, named in (("topics", site.topics), ("reps", site.reps), ("webhooks", site.webhooks)):
        ids = [one.id for one in named]
        found += [
            Problem(_line_of(tree, [kind, n, "id"]), f"`{one}` is there twice; give each its own id") for n, one in enumerate(ids) if one in ids[:n]
        ]
    if CONTACT not in site.facts:
        found.append(Problem(_line_of(tree, ["facts"]), f"`{CONTACT}` is missing; add the address that letters come from"))
    topics = frozenset({*(topic.id for topic in site.topics), "other"})
    told = [fault for number, rep in enumerate(site.reps) for fault in faults_of_rep(rep, ["reps", number], topics)]
    found += [Problem(_line_of(tree, where), what) for where, what in [*told, *faults_of_meetings(site.meetings, topics)]]
    rules = [rule.id for rule in site.scoring.rules]
    for number, rule in enumerate(site.scoring.rules):
        where: list[int | str] = ["scoring", "rules", number]
        if rule.id in rules[:number]:
            found.append(Problem(_line_of(tree, [*where, "id"]), f"rule `{rule.id}` is there twice; give each its own id"))
        if fault := _fault_of(rule.when, topics):
            found.append(Problem(_line_of(tree, [*where, "when", fault[0]]), fault[1]))
    weights = site.scoring.weights
    if weights.fit + weights.interest + weights.bant != 1:
        found.append(Problem(_line_of(tree, ["scoring", "weights"]), "the weights are shares of the total: together they have to make 1"))
    spoken = {language for rep in site.reps for language in rep.languages}
    found += [Problem(_line_of(tree, ["reps"]), f"no rep speaks `{one}`; a visitor could not be met in it") for one in LANGUAGES if one not in spoken]
    return found


def load_site(path: Path = DEMO) -> Site:
    """The site that the file describes. Raises BrokenSite with every problem found."""
    try:
        tree = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BrokenSite(path, [Problem(1, f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise BrokenSite(path, [Problem(1, "is not UTF-8; save it as UTF-8")]) from error
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BrokenSite(path, [Problem(line, f"is not YAML here: {error.problem}")]) from error
    except YAMLError as error:
        raise BrokenSite(path, [Problem(1, f"is not YAML: {error}")]) from error
    if not isinstance(tree, CommentedMap):
        raise BrokenSite(path, [Problem(1, "is empty; copy qualification/sites/demo.yml and change it")])
    try:
        read = _Site.model_validate(_plain(tree))
    except ValidationError as error:
        raise BrokenSite(path, [_told(one, tree) for one in error.errors()]) from error
    if faults := _faults_between(read, tree):
        raise BrokenSite(path, faults)
    return _site(read)


def _plain(node: Any) -> Any:
    """The tree without what the YAML reader remembers of lines and comments."""
    if isinstance(node, Mapping):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return node


def _site(read: _Site) -> Site:
    weights: dict[Part, Decimal] = {"fit": read.scoring.weights.fit, "interest": read.scoring.weights.interest, "bant": read.scoring.weights.bant}
    return Site(
        id=read.id,
        company=read.company,
        assistant=read.assistant,
        default_currency=read.budget.currency,
        budget_floor=read.budget.floor_a_year,
        rates=read.budget.rates,
        topics=tuple(
            Topic(
                one.id,
                _texts(one.name),
                _texts(one.choice),
                _texts(one.description),
                _texts(one.price),
                {"fr": tuple(one.words.fr), "en": tuple(one.words.en)},
            )
            for one in read.topics
        ),
        reps=tuple(rep.made() for rep in read.reps),
        meetings=read.meetings.made(),
        scoring=Scoring(read.scoring.version, tuple(map(_rule, read.scoring.rules)), weights, read.scoring.mql_from),
        facts={name: _texts(texts) for name, texts in read.facts.items()},
        consent_version=read.consent.version,
        consent_text=_texts(read.consent.text),
        budgets=tuple(read.budget.choices),
        webhooks=tuple(hook.made() for hook in read.webhooks),
    )
