"""A talk in the terminal with the trained model: what was read, the score, and why the next question was chosen."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from rich.console import Console

from bot.settings import load_settings, site
from bot.training import latest_model
from qualification.bant import Language
from qualification.history import Change
from qualification.storage.database import Database
from qualification.usecases.turn import begin
from qualification.usecases.visiting import arrive


async def _talk(language: Language) -> None:
    from bot.assistant.quiet import quiet

    quiet()
    console = Console()
    settings = load_settings()
    model = latest_model(settings.models)
    if model is None:
        console.print("There is no trained model yet; `vestibule train` makes one.", style="bold")
        raise SystemExit(1)
    console.print("Loading the assistant …", style="dim")
    from bot.assistant.agent import Assistant

    with tempfile.TemporaryDirectory() as folder:
        # A database of its own: what is tried here is no lead.
        database = Database(f"sqlite:///{Path(folder) / 'talk.db'}")
        database.migrate()
        assistant = Assistant.load(model, database)
        lead_id = str(uuid4())
        arrive(database, site(), lead_id, datetime.now(UTC), language=language)
        console.print("Type a message; an empty line ends the talk.", style="dim")
        while text := (await asyncio.to_thread(_ask)).strip():
            turn = begin(database, site(), lead_id, datetime.now(UTC))
            if turn is None:
                console.print("This visitor was erased.", style="dim")
                break
            lead = turn.lead
            metadata = {
                "asks": lead.interview.asking,
                "last_answered": lead.interview.last_answered,
                "language": lead.language,
                "timezone": "Europe/Paris",
            }
            replies = await assistant.think(turn, text, metadata)
            with database.writing() as connection:
                turn.commit(connection, None, [])
            turn.committed()
            _show(console, replies, turn.changes, turn.lead.stage, turn.lead.score.total)
        database.close()


def _ask() -> str:
    sys.stdout.write("\n> ")
    sys.stdout.flush()
    return sys.stdin.readline()


def _show(console: Console, replies: list[dict[str, object]], changes: list[Change], stage: str, score: int) -> None:
    for reply in replies:
        console.print(str(reply.get("text") or ""), style="green", markup=False, highlight=False)
        shown = reply.get("custom") or {}
        labels = [choice["label"] for choice in shown.get("choices", ())] if isinstance(shown, dict) else []
        if labels:
            console.print("  [" + "] [".join(labels) + "]", style="cyan", markup=False)
    for change in changes:
        if change.kind == "fact":
            console.print(f"  read {change.name}: {change.after}  from {change.because!r}", style="dim", markup=False)
        elif change.kind == "question":
            console.print(f"  asks {change.name}: {change.because}", style="dim", markup=False)
        elif change.kind == "stage":
            console.print(f"  {change.before} → {change.after}: {change.because}", style="dim", markup=False)
    console.print(f"  {stage}, {score} points", style="dim")


def talk(language: Language) -> None:
    """Talks until an empty line."""
    asyncio.run(_talk(language))
