"""What conversation designers broke: a missing language, an intent nobody can reach, too few examples, a reply nobody says."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from ruamel.yaml.comments import CommentedMap

from bot.checking import FEWEST_EXAMPLES, Fault, domain_faults, read_yaml
from bot.nlu.marks import MARKED
from bot.settings import ROOT, site
from qualification.bant import LANGUAGES, Role
from qualification.interview import OPTIONAL, QUALIFYING
from qualification.reading.need import OTHER
from qualification.reading.signs import NOTHING
from qualification.reading.stretches import Told

_SAID_BY_CODE = ("utter_ask_", "utter_refused_", "utter_why_", "utter_choice_", "utter_line_", "utter_value_", "utter_meeting_booked")
"""Responses that actions put together from what they are about."""
_MARK = re.compile(r"\[[^\[\]]+\]\((\w+)\)")
MARKS = frozenset({*get_args(Told), *get_args(Role)})
"""What words may be marked with in a block of marked messages."""
_LITERAL = re.compile(r'"(utter_\w+)"')


@dataclass
class Examples:
    """The training examples in one language of one intent, or of one value that a sentence may mean (`authority: influencer`)."""

    file: Path
    line: int
    texts: list[tuple[Path, int, str]] = field(default_factory=list)
    means: tuple[str, str] | None = None
    """The attribute and the value, of examples that were written to mean one."""


def _shown(file: Path) -> str:
    return str(file.relative_to(ROOT))


def _folded(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain)) or plain


def _read_examples(language: str) -> tuple[dict[str, Examples], list[Fault]]:
    """The examples of each intent, and what cannot be read."""
    found: dict[str, Examples] = {}
    faults: list[Fault] = []
    for file in sorted((ROOT / "data" / "nlu" / language).glob("*.yml")):
        tree, broken = read_yaml(file)
        faults += broken
        if broken or not isinstance(tree, CommentedMap) or not isinstance(tree.get("nlu"), list):
            if not broken:
                faults.append(Fault(_shown(file), 1, "holds no `nlu:` list"))
            continue
        for entry in tree["nlu"]:
            line = entry.lc.line + 1
            if "intent" not in entry or not isinstance(entry.get("examples"), str):
                faults.append(Fault(_shown(file), line, "write `- intent: name` and `examples: |` with a list below"))
                continue
            if MARKED in (entry.get("metadata") or {}):
                faults += _mark_faults(file, entry)
                continue
            means = next(((str(name), str(value)) for name, value in (entry.get("metadata") or {}).items()), None)
            examples = found.setdefault(": ".join(means) if means else str(entry["intent"]), Examples(file, line, means=means))
            first = entry.lc.key("examples")[0] + 2
            for offset, text in enumerate(entry["examples"].splitlines()):
                if text.strip().startswith("- "):
                    examples.texts.append((file, first + offset, text.strip()[2:].strip()))
                elif text.strip():
                    faults.append(Fault(_shown(file), first + offset, f"{text.strip()!r} is no example; begin it with `- `"))
    return found, faults


def _mark_faults(file: Path, entry: Any) -> Iterator[Fault]:
    """What cannot be read in a block of marked messages: a mark of an unknown kind, a bracket that marks nothing."""
    first = entry.lc.key("examples")[0] + 2
    need = entry["metadata"].get("need")
    if need is not None and f"need: {need}" not in _meanings():
        yield Fault(_shown(file), entry.lc.line + 1, _unknown(f"need: {need}", ("need", str(need))))
    for offset, text in enumerate(entry["examples"].splitlines()):
        if not text.strip():
            continue
        for label in _MARK.findall(text):
            if label not in MARKS:
                yield Fault(_shown(file), first + offset, f"`({label})` marks nothing; write one of {', '.join(sorted(MARKS))}")
        if set("[]") & set(_MARK.sub("", text)):
            yield Fault(_shown(file), first + offset, "has a bracket that marks nothing; write `[words](kind)`")


def _meanings() -> set[str]:
    """What examples may be written to mean, as `attribute: value`."""
    topics = (*(topic.id for topic in site().topics), OTHER, NOTHING)
    return {*(f"authority: {role}" for role in (*get_args(Role), NOTHING)), *(f"need: {topic}" for topic in topics)}


def _unknown(name: str, means: tuple[str, str] | None) -> str:
    if means is None:
        return f"{name} is not in domain.yml; add it under `intents:`"
    return f"`metadata: {{{name}}}` means nothing here; write one of {', '.join(sorted(_meanings()))}"


def example_faults(intents: set[str]) -> Iterator[Fault]:
    """Intents and meanings that lack a language or examples, examples that stand under two, files without their mirror."""
    read = {language: _read_examples(language) for language in LANGUAGES}
    wanted = intents | _meanings()
    owners: dict[tuple[str, str], tuple[str, str]] = {}
    for language, (found, faults) in read.items():
        yield from faults
        for name, examples in found.items():
            if len(examples.texts) < FEWEST_EXAMPLES:
                yield Fault(_shown(examples.file), examples.line, f"{name} has {len(examples.texts)} examples; write at least {FEWEST_EXAMPLES}")
            if name not in wanted:
                yield Fault(_shown(examples.file), examples.line, _unknown(name, examples.means))
            told = examples.means[0] if examples.means else "intent"
            for file, line, text in examples.texts:
                owner = owners.setdefault((told, _folded(text)), (name, f"{_shown(file)}:{line}"))
                if owner[0] != name:
                    yield Fault(_shown(file), line, f"{text!r} stands under {owner[0]} too ({owner[1]}); keep it under one")
        for name in wanted - set(found):
            yield Fault(f"data/nlu/{language}", 1, f"{name} has no examples in `{language}`; add them in the file of its subject")
    names = {language: {file.name for file in (ROOT / "data" / "nlu" / language).glob("*.yml")} for language in LANGUAGES}
    for language in LANGUAGES:
        for name in set().union(*names.values()) - names[language]:
            yield Fault(f"data/nlu/{language}/{name}", 1, "is missing; the same subject has the same file name in both languages")


def _steps(tree: Any) -> Iterator[tuple[str, str, int]]:
    """Every step of rules and stories: `intent` or `action`, its name, its line."""
    for kind in ("rules", "stories"):
        for one in tree.get(kind) or ():
            for step in one.get("steps") or ():
                for name in ("intent", "action"):
                    if name in step:
                        yield name, str(step[name]), step.lc.key(name)[0] + 1


def story_faults(domain: Any) -> tuple[list[Fault], set[str], set[str]]:
    """What rules and stories name that does not exist; and the intents and actions they do name."""
    faults: list[Fault] = []
    named: dict[str, set[str]] = defaultdict(set)
    known = {"intent": set(map(str, domain["intents"])) | {"nlu_fallback"}, "action": {*map(str, domain["actions"]), *map(str, domain["responses"])}}
    for file in sorted((ROOT / "data" / "stories").glob("*.yml")):
        tree, broken = read_yaml(file)
        faults += broken
        if broken or tree is None:
            continue
        for kind, name, line in _steps(tree):
            named[kind].add(name)
            if name not in known[kind] and not name.startswith("action_listen"):
                where = "responses or actions" if kind == "action" else "intents"
                faults.append(Fault(_shown(file), line, f"{kind} {name} is not in domain.yml; add it under `{where}:`, or mend its spelling"))
    return faults, named["intent"], named["action"]


def _named_in_code() -> set[str]:
    files = [*(ROOT / "actions").glob("*.py"), *(ROOT / "bot" / "edge").glob("*.py"), *(ROOT / "qualification" / "usecases").glob("*.py")]
    return {name for file in files for name in _LITERAL.findall(file.read_text(encoding="utf-8"))}


def proofread() -> list[Fault]:
    """Everything wrong in data/ and domain.yml, sorted by file and line; empty when all is well."""
    faults = list(domain_faults())
    domain, broken = read_yaml(ROOT / "domain.yml")
    if broken or not isinstance(domain, CommentedMap):
        return sorted(faults)
    missing, intents, actions = story_faults(domain)
    faults += missing
    faults += example_faults(set(map(str, domain["intents"])))
    for index, intent in enumerate(domain["intents"]):
        if str(intent) not in intents:
            faults.append(
                Fault(
                    "domain.yml", domain["intents"].lc.item(index)[0] + 1, f"no rule or story begins with {intent}; write one, or remove the intent"
                )
            )
    said = actions | _named_in_code()
    for name in domain["responses"]:
        if str(name) not in said and not str(name).startswith(_SAID_BY_CODE):
            faults.append(Fault("domain.yml", domain["responses"].lc.key(name)[0] + 1, f"nobody says {name}; use it in a rule, or remove it"))
    for attribute in {*QUALIFYING, *OPTIONAL, "name", "email"}:
        if f"utter_ask_{attribute}" not in domain["responses"]:
            faults.append(Fault("domain.yml", 1, f"`utter_ask_{attribute}` is missing; nothing asks for {attribute}"))
    return sorted(set(faults))
