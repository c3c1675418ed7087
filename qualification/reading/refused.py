"""What was meant as an answer and cannot be right, with the reason to give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Why = Literal["no_at", "no_domain", "bad_domain", "bad_local", "too_short", "too_long", "not_a_number", "invalid"]
"""E-mail: the first four or `invalid`; phone: the last four."""


@dataclass(frozen=True)
class Refused:
    why: Why
    text: str
    """The visitor's own words that were refused."""
