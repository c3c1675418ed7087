"""How talks go in a real house: how many messages a meeting takes, whether anything known is asked, and what the sample visitors think."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qualification.bant import LANGUAGES
from tests.conversations.test_manners import FACTS, PLAIN
from tests.house import API_KEY, RunningHouse, Visitor, running

AT_MOST = 20
NO = {"fr": "non merci", "en": "no thanks"}


@dataclass
class Talk:
    """One talk of our own, from the opening to a booked meeting."""

    language: str
    manner: str
    messages: int = 0
    """What the visitor wrote or chose until the meeting was booked."""
    booked: bool = False
    asked_though_known: int = 0


def _is_known(lead: dict[str, Any], asks: str | None) -> bool:
    contact = {"name", "email", "phone", "job_title"}
    if asks in contact:
        return lead["contact"][asks] is not None
    if asks == "company":
        return lead["company"]["name"] is not None
    if asks == "company_size":
        return any(lead["company"]["size"].values())
    return asks in ("need", "budget", "authority", "timeline") and lead[asks]["state"] != "unknown"


def _hold(talk: Talk, visitor: Visitor, opening: str | None) -> Talk:
    """Answers plainly, taking the first time on offer, until a meeting is booked."""
    if opening is not None:
        visitor.say(opening)
        talk.messages += 1
    while not talk.booked and talk.messages < AT_MOST:
        # A budget may be asked once more for its period (contract).
        talk.asked_though_known += visitor.asks != "budget" and _is_known(visitor.lead(), visitor.asks)
        if visitor.asks == "slot":
            visitor.choose(0)
        else:
            visitor.say(PLAIN[visitor.language].get(str(visitor.asks)) or NO[visitor.language])
        talk.messages += 1
        talk.booked = bool(visitor.meeting)
    return talk


def hold_talks(house: RunningHouse) -> list[Talk]:
    """Who answers plainly, and who says it all at once, in both languages."""
    talks = []
    for language in LANGUAGES:
        talks.append(_hold(Talk(language, "plainly"), house.visitor(language), None))
        talks.append(_hold(Talk(language, "all at once"), house.visitor(language), FACTS[language]))
    return talks


def personas(house: RunningHouse, shared: Path) -> str | None:
    """The closing line of the sample visitors; None where they are not at hand."""
    client = shared / "visitor" / "visitor.py"
    if not client.is_file():
        return None
    command = [
        sys.executable,
        str(client),
        "personas",
        "--url",
        house.url,
        "--api-key",
        API_KEY,
        "--data",
        str(client.parent / "personas.jsonl"),
        "--quiet",
    ]
    played = subprocess.run(command, check=False, capture_output=True, text=True)
    return next((line for line in reversed(played.stdout.splitlines()) if line.startswith("overall")), played.stdout[-200:])


def measure(shared: Path) -> tuple[list[Talk], str | None]:
    """The talks, and how the sample visitors fared."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as house:
        return hold_talks(house), personas(house, shared)


def median(talks: list[Talk], manner: str) -> float:
    """Of the talks held in that manner, the median of messages to a booked meeting."""
    return statistics.median(talk.messages for talk in talks if talk.manner == manner)
