"""What the grammar makes of a message, as signs for whoever judges what it is like."""

from __future__ import annotations

from typing import Literal

from qualification.reading.authority import claims_in, read_authority
from qualification.reading.need import TopicWords, read_need, topics_named
from qualification.reading.utterance import Utterance

Likened = Literal["authority", "need"]
"""The attributes that are read by likeness."""
NOTHING = "nothing"
"""The value of words that do not tell the attribute."""


def signs_of(attribute: Likened, message: Utterance, topics: tuple[TopicWords, ...]) -> frozenset[str]:
    """What the readers read, asked and unasked, and the phrases and topic words they saw."""
    if attribute == "authority":
        read = [read_authority(message, asked=asked) for asked in (True, False)]
        values = [found.value.role if found else NOTHING for found in read]
        told = {f"claims:{claim.kind}" for claim in claims_in(message, asked=True)}
    else:
        needs = [read_need(message, topics, asked=asked) for asked in (True, False)]
        values = [need.value.topic if need else NOTHING for need in needs]
        told = {f"names:{topic}" for topic in topics_named(message, topics)}
    return frozenset(told | {f"asked:{values[0]}", f"unasked:{values[1]}"})
