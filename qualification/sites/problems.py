"""What is wrong in a YAML file that people write: the line, what is wrong there, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError


@dataclass(frozen=True)
class Problem:
    """What is wrong in a file, and where; lines count from 1."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}"


class BrokenSite(Exception):
    """A site file, or one of rules, that cannot be used. `problems` has at least one entry."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{path}:{problem.line}: {problem.what}" for problem in problems))


class Strict(BaseModel):
    """A mapping in which nothing unknown may stand."""

    model_config = ConfigDict(extra="forbid")


class Texts(Strict):
    fr: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Words(Strict):
    fr: list[str] = Field(min_length=1)
    en: list[str] = Field(min_length=1)


def read_tree(path: Path) -> CommentedMap:
    """The file as YAML that knows its lines. Raises BrokenSite."""
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
    return tree


def line_of(tree: Any, path: Sequence[int | str]) -> int:
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
            elif not (isinstance(node, CommentedMap) and key == 0):
                # One thing may stand where a list of things could: its first is the thing itself.
                break
        except (KeyError, TypeError, AttributeError):
            break
    return line


def told(error: Mapping[str, Any], tree: Any, shapes: Mapping[str, str], root: Sequence[int | str] = ()) -> Problem:
    """What pydantic found wrong, said to the writer. `shapes` says in words what each pattern asks for; `root` is where in the tree it began."""
    where = [part for part in error["loc"] if part not in ("[key]",)]
    name = ".".join(str(part) for part in where)
    kind, text = error["type"], str(error["msg"]).removeprefix("Value error, ")
    if kind == "missing":
        text = f"`{where[-1]}` is missing; add it"
    elif kind == "extra_forbidden":
        text = f"`{where[-1]}` is not known here; remove it or mend its spelling"
    elif kind == "string_pattern_mismatch":
        text = f"`{name}`: {error['input']!r} is not right; write {shapes[error['ctx']['pattern']]}"
    else:
        found = repr(error["input"])
        text = f"`{name}`: {text}" + (f" (found {found})" if not isinstance(error["input"], (dict, list)) and found not in text else "")
    return Problem(line_of(tree, [*root, *where]), text)


def plain(node: Any) -> Any:
    """The tree without what the YAML reader remembers of lines and comments."""
    if isinstance(node, Mapping):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    return node
