"""Letting reps into their workspace."""

from __future__ import annotations

from datetime import datetime

from qualification.site import Site
from qualification.storage import outbox
from qualification.storage.database import Database
from qualification.storage.outbox import Effect


def send_link(database: Database, site: Site, address: str, now: datetime, base_url: str) -> bool:
    """Queues a letter with a link for the rep of that address; False when nobody has it.

    One a minute: whoever asks again and again fills nobody's letter box. The link itself is made when the letter is
    written, so that no row of the outbox lets anybody in.
    """
    rep = next((one for one in site.reps if one.email.casefold() == address.strip().casefold()), None)
    if rep is None:
        return False
    key = f"{rep.id}/{now:%Y%m%d%H%M}/sign-in"
    with database.writing() as connection:
        outbox.add(connection, [Effect(key=key, kind="mail", payload={"letter": "sign_in_rep", "rep": rep.id, "base_url": base_url})], now)
    return True
