"""The pipeline that `rasa init` writes, trained on our own data and asked our held-out sentences: what we compare our understanding with."""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path

import yaml

from tests.house import ROOT

PIPELINE = Path(__file__).parent / "plain" / "config.yml"
DATA = ROOT / "data" / "nlu"
MODELS = ROOT / "var" / "benchmarks"

Rank = Callable[[str], list[tuple[str, float]]]


def _fingerprint() -> str:
    digest = hashlib.sha256(PIPELINE.read_bytes())
    for file in sorted(DATA.rglob("*.yml")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def model() -> Path:
    """The model for the present data, trained when there is none, which takes a quarter of an hour or more."""
    kept = MODELS / f"rasa-init-{_fingerprint()}.tar.gz"
    if kept.is_file():
        return kept
    from bot.assistant.quiet import configure_rasa_logging, quiet

    quiet()
    configure_rasa_logging()
    from rasa.model_training import train_nlu

    MODELS.mkdir(parents=True, exist_ok=True)
    config = yaml.safe_load(PIPELINE.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(dir=MODELS) as draft:
        pipeline = Path(draft) / "config.yml"
        pipeline.write_text(yaml.safe_dump({name: config[name] for name in ("recipe", "language", "assistant_id", "pipeline")}), encoding="utf-8")
        trained = train_nlu(config=str(pipeline), nlu_data=str(DATA), output=draft, fixed_model_name="model")
        if not trained:
            raise RuntimeError("Rasa gave no model")
        Path(trained).replace(kept)
    for old in MODELS.glob("rasa-init-*.tar.gz"):
        if old != kept:
            old.unlink()
    return kept


def asked(trained: Path) -> Rank:
    """Ranks intents by a trained model, the way Rasa itself asks it; what stands first is what it decided."""
    from rasa.core.agent import Agent

    agent = Agent.load(trained)
    loop = asyncio.new_event_loop()

    def rank(text: str) -> list[tuple[str, float]]:
        parsed = loop.run_until_complete(agent.parse_message(text))
        return [(one["name"], one["confidence"]) for one in (parsed["intent"], *parsed["intent_ranking"])]

    rank("bonjour")  # the first sentence builds what the others only use
    return rank
