"""The rows of files that were imported, by their content: the same row is imported once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert, select

from qualification.storage.tables import imported


def known(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Those of the keys whose rows were imported before."""
    wanted, found = list(keys), set[str]()
    for start in range(0, len(wanted), 500):
        found.update(connection.scalars(select(imported.c.key).where(imported.c.key.in_(wanted[start : start + 500]))))
    return found


def remember(connection: Connection, key: str, lead_id: str, batch: str, at: datetime) -> None:
    """Keeps that this row became that lead. A key that is there already raises IntegrityError: another import was faster."""
    connection.execute(insert(imported).values(key=key, lead_id=lead_id, batch=batch, at=at))
