"""What designers and operators broke, told at once: file, line, what is wrong, what would be right."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dotenv.parser import parse_stream
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError

from bot.settings import ROOT, Settings
from qualification.bant import LANGUAGES
from qualification.sites.loading import load_site

VARIABLES = (
    "VESTIBULE_HOST", "VESTIBULE_PORT", "VESTIBULE_DATA", "VESTIBULE_DATABASE_URL", "VESTIBULE_REDIS_URL", "VESTIBULE_SECRET_KEY",
    "VESTIBULE_API_KEY", "VESTIBULE_SITE_ORIGINS", "VESTIBULE_RATE_LIMIT", "VESTIBULE_SMTP_URL", "VESTIBULE_SITE", "VESTIBULE_PUBLIC_URL",
    "VESTIBULE_PRIVATE_WEBHOOKS",
)  # fmt: skip
SECRETS = ("VESTIBULE_SECRET_OF_", "VESTIBULE_PASSWORD_OF_")
"""How the variables begin that a site file names for passwords of calendars and secrets of webhooks."""
FEWEST_EXAMPLES = 25
"""An intent with fewer examples in a language is guessed at."""
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, order=True)
class Fault:
    """Something wrong in a file; lines count from 1."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


def _shown(file: Path) -> str:
    return str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else str(file)


def read_yaml(file: Path) -> tuple[Any, list[Fault]]:
    """The file's tree, with its lines, or why it is none."""
    try:
        return YAML(typ="rt").load(file.read_text(encoding="utf-8")), []
    except FileNotFoundError:
        return None, [Fault(_shown(file), 1, "is missing")]
    except UnicodeDecodeError:
        return None, [Fault(_shown(file), 1, "is not UTF-8; save it as UTF-8")]
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return None, [Fault(_shown(file), mark.line + 1 if mark else 1, f"is not YAML here: {error.problem or error.context}")]


def env_faults(file: Path = ROOT / ".env") -> Iterator[Fault]:
    """Lines of `.env` that cannot be read, and names that mean nothing here."""
    if not file.is_file():
        return
    with file.open(encoding="utf-8", errors="replace") as stream:
        for binding in parse_stream(stream):
            line = binding.original.line + len(binding.original.string) - len(binding.original.string.lstrip("\n"))
            if binding.error:
                yield Fault(_shown(file), line, f"cannot be read: {binding.original.string.strip()!r}; write NAME=value")
            elif binding.key and binding.key.startswith("VESTIBULE_") and binding.key not in VARIABLES and not binding.key.startswith(SECRETS):
                near = difflib.get_close_matches(binding.key, VARIABLES, 1)
                hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(VARIABLES)}"
                yield Fault(_shown(file), line, f"{binding.key} is not known{hint}")


def domain_faults(file: Path = ROOT / "domain.yml") -> Iterator[Fault]:
    """A domain that is none, or that lacks a language."""
    tree, faults = read_yaml(file)
    yield from faults
    if faults:
        return
    if not isinstance(tree, CommentedMap):
        yield Fault(_shown(file), 1, "is no mapping; it begins with `version:`, `intents:`, `responses:` …")
        return
    for key in ("intents", "actions", "responses", "slots"):
        if key not in tree:
            yield Fault(_shown(file), 1, f"`{key}:` is missing; add it")
    responses = tree.get("responses")
    if not isinstance(responses, CommentedMap):
        if "responses" in tree:
            yield Fault(_shown(file), tree.lc.key("responses")[0] + 1, "`responses:` is no mapping of utter_… to texts")
        return
    for name, variants in responses.items():
        yield from _response_faults(_shown(file), str(name), variants, responses.lc.key(name)[0] + 1)


def _language(variant: Any) -> str | None:
    conditions = variant.get("condition") or []
    return next((str(one.get("value")) for one in conditions if isinstance(one, dict) and one.get("name") == "language"), None)


def _response_faults(file: str, name: str, variants: Any, line: int) -> Iterator[Fault]:
    if not isinstance(variants, list) or not all(isinstance(one, dict) for one in variants):
        yield Fault(file, line, f"{name}: write a list of texts, each beginning with `- condition:` or `- text:`")
        return
    said: dict[str, set[str]] = {}
    for variant in variants:
        if not isinstance(variant.get("text"), str):
            yield Fault(file, variant.lc.line + 1, f"{name}: `text:` is missing or no text")
            continue
        for language in [_language(variant)] if _language(variant) else LANGUAGES:
            said.setdefault(str(language), set()).update(_PLACE.findall(variant["text"]))
    for language in LANGUAGES:
        if language not in said:
            yield Fault(
                file, line, f"{name} says nothing in `{language}`; add a text with `condition: [{{type: slot, name: language, value: {language}}}]`"
            )
    if said.get("fr") is not None and said.get("en") is not None and said["fr"] != said["en"]:
        odd = ", ".join(f"{{{one}}}" for one in sorted(said["fr"] ^ said["en"]))
        yield Fault(file, line, f"{name} uses {odd} in one language only; use it in both, or in none")


def check_at_start(settings: Settings) -> list[Fault]:
    """What would keep the house from running well. Raises BrokenSite for the site file."""
    load_site(settings.site_file)
    return sorted([*env_faults(), *domain_faults()])
