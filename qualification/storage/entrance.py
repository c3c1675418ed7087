"""Links by which reps sign in: each works once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from qualification.storage.tables import sign_ins


def use(connection: Connection, nonce: str, now: datetime, *, forget_before: datetime) -> bool:
    """Notes that a link was used; False when it was used before. Links used before `forget_before` have run out by themselves."""
    connection.execute(delete(sign_ins).where(sign_ins.c.at < forget_before))
    if connection.execute(select(sign_ins.c.nonce).where(sign_ins.c.nonce == nonce)).first():
        return False
    connection.execute(insert(sign_ins).values(nonce=nonce, at=now))
    return True
