"""The pipeline that `rasa init` writes, trained on our own data and asked our held-out sentences: what we compare our understanding with.

On all our examples its training takes hours on two cores, so both learn from the same few of them.
"""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path

import yaml

from qualification.bant import LANGUAGES
from tests.house import ROOT

PIPELINE = Path(__file__).parent / "plain" / "config.yml"
MODELS = ROOT / "var" / "benchmarks"
EXAMPLES = 25
"""Examples an intent and language that both learn from."""

Rank = Callable[[str], list[tuple[str, float]]]


def examples() -> dict[str, list[str]]:
    """Of each intent so many examples in each language, spread over all that there are."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        all_of: dict[str, list[str]] = {}
        for file in sorted((ROOT / "data" / "nlu" / language).glob("*.yml")):
            for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
                if "metadata" not in entry:
                    lines = [line.strip()[2:] for line in entry["examples"].splitlines() if line.strip()]
                    all_of.setdefault(entry["intent"], []).extend(lines)
        for intent, lines in all_of.items():
            found.setdefault(intent, []).extend(lines[index * len(lines) // EXAMPLES] for index in range(min(EXAMPLES, len(lines))))
    return found


def _be_quiet() -> None:
    from bot.assistant.quiet import configure_rasa_logging, quiet

    quiet()
    configure_rasa_logging()


def model() -> Path:
    """The model of `rasa init` for these examples, trained when there is none, which takes some minutes."""
    nlu = [{"intent": intent, "examples": "".join(f"- {line}\n" for line in lines)} for intent, lines in sorted(examples().items())]
    data = yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True)
    kept = MODELS / f"rasa-init-{hashlib.sha256(PIPELINE.read_bytes() + data.encode()).hexdigest()[:16]}.tar.gz"
    if kept.is_file():
        return kept
    _be_quiet()
    from rasa.model_training import train_nlu

    MODELS.mkdir(parents=True, exist_ok=True)
    config = yaml.safe_load(PIPELINE.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(dir=MODELS) as folder:
        pipeline, taught = Path(folder) / "config.yml", Path(folder) / "nlu.yml"
        pipeline.write_text(yaml.safe_dump({name: config[name] for name in ("recipe", "language", "assistant_id", "pipeline")}), encoding="utf-8")
        taught.write_text(data, encoding="utf-8")
        trained = train_nlu(config=str(pipeline), nlu_data=str(taught), output=folder, fixed_model_name="model")
        if not trained:
            raise RuntimeError("Rasa gave no model")
        Path(trained).replace(kept)
    for old in MODELS.glob("rasa-init-*.tar.gz"):
        if old != kept:
            old.unlink()
    return kept


def asked(trained: Path) -> Rank:
    """Ranks intents by a trained model, the way Rasa itself asks it; what stands first is what it decided."""
    _be_quiet()
    from rasa.core.agent import Agent

    agent = Agent.load(trained)
    loop = asyncio.new_event_loop()

    def rank(text: str) -> list[tuple[str, float]]:
        parsed = loop.run_until_complete(agent.parse_message(text))
        return [(one["name"], one["confidence"]) for one in (parsed["intent"], *parsed["intent_ranking"])]

    rank("bonjour")  # the first sentence builds what the others only use
    return rank
