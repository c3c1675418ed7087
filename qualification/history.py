"""What happened to a lead, line by line: what changed, from what to what, why, and who did it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

ChangeKind = Literal["stage", "score", "fact", "question", "consent", "meeting", "merge"]


@dataclass(frozen=True)
class Change:
    """One line of a lead's history."""

    at: datetime
    kind: ChangeKind
    name: str | None
    before: Any
    after: Any
    because: str
    who: str
    """`visitor`, `rules`, `assistant`, `sales`, `api`, `import`, or the id of a rep."""
