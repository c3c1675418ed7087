"""An effect of the outbox as people read it: the letter as it would be sent, or what would be told to a program."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from qualification.outbox.courier import NothingToDo
from qualification.outbox.writing import letter_of
from qualification.site import Site
from qualification.storage.outbox import Effect


@dataclass(frozen=True)
class Shown:
    """What can be read of an effect; `subject` and `to` are empty for what is no letter."""

    to: str
    subject: str
    text: str


def shown(effect: Effect, connection: Connection, site: Site, now: datetime) -> Shown | None:
    """The effect as people read it; None when the fact behind it is gone or was overtaken, so that nothing will be sent."""
    if effect.kind != "mail":
        return Shown("", "", json.dumps(effect.payload, ensure_ascii=False, indent=2))
    try:
        letter = letter_of(effect, connection, site, now)
    except NothingToDo:
        return None
    body = letter.get_body(("plain",))
    return Shown(str(letter["To"]), str(letter["Subject"]), body.get_content() if body else "")
