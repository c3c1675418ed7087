"""Where second opinions are kept: JSON files under VESTIBULE_DATA, written by `vestibule learn`. They are read, never run."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.settings import Settings
from qualification.opinion import Opinion

_OPINION: TypeAdapter[Opinion] = TypeAdapter(Opinion)
_read: dict[Path, tuple[float, Opinion | None]] = {}


def file_of(settings: Settings, name: str) -> Path:
    return settings.data / "learned" / f"{name}.json"


def keep(settings: Settings, name: str, opinion: Opinion) -> Path:
    """Writes an opinion in one piece and gives its file."""
    file = file_of(settings, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.write_bytes(_OPINION.dump_json(opinion, indent=1))
    new.replace(file)
    return file


def kept(settings: Settings, name: str) -> Opinion | None:
    """The opinion of that name, read anew only when its file has changed; None when there is none that can be read."""
    file = file_of(settings, name)
    try:
        changed = file.stat().st_mtime
    except OSError:
        return None
    if file not in _read or _read[file][0] != changed:
        try:
            _read[file] = (changed, _OPINION.validate_json(file.read_bytes()))
        except (OSError, ValidationError):
            _read[file] = (changed, None)
    return _read[file][1]
