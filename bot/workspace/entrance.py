"""How a rep comes in: a link that works once, a signed session, and a token on every form."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from qualification.bant import Language

LINK_LASTS = timedelta(minutes=30)
SESSION_LASTS = timedelta(hours=12)


@dataclass(frozen=True)
class Session:
    """A rep who is signed in, until a moment, and the language they read."""

    rep: str
    nonce: str
    language: Language
    until: datetime

    def reading(self, language: Language) -> Session:
        return replace(self, language=language)


def _instant(value: Any) -> datetime:
    return datetime.fromtimestamp(int(value), UTC)


class Entrance:
    """Makes and reads what is signed: links, session cookies, tokens of forms, addresses of feeds."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def _signer(self, salt: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret, salt=f"workspace.{salt}", signer_kwargs={"digest_method": "sha256", "key_derivation": "hmac"})

    def _read(self, salt: str, text: str) -> Mapping[str, Any] | None:
        try:
            found = self._signer(salt).loads(text)
        except (BadData, UnicodeError):
            return None
        return found if isinstance(found, dict) else None

    def link(self, rep: str, now: datetime, nonce: str | None = None) -> str:
        """The token of a link by which this rep may sign in, once, within half an hour."""
        return str(
            self._signer("link").dumps({"rep": rep, "nonce": nonce or secrets.token_urlsafe(24), "until": int((now + LINK_LASTS).timestamp())})
        )

    def of_link(self, token: str, now: datetime) -> tuple[str, str] | None:
        """The rep of a link and what makes it unique; None when it was not made here or has run out."""
        found = self._read("link", token)
        return (str(found["rep"]), str(found["nonce"])) if found and _instant(found["until"]) > now else None

    def begin(self, rep: str, language: Language, now: datetime) -> Session:
        return Session(rep, secrets.token_urlsafe(24), language, (now + SESSION_LASTS).replace(microsecond=0))

    def cookie(self, session: Session) -> str:
        return str(
            self._signer("session").dumps(
                {"rep": session.rep, "nonce": session.nonce, "language": session.language, "until": int(session.until.timestamp())}
            )
        )

    def of_cookie(self, text: str, now: datetime) -> Session | None:
        """The session of a cookie; None when it was not made here or is over."""
        found = self._read("session", text)
        if found is None or _instant(found["until"]) <= now:
            return None
        return Session(str(found["rep"]), str(found["nonce"]), "en" if found["language"] == "en" else "fr", _instant(found["until"]))

    def form_token(self, session: Session) -> str:
        """What every form of this session carries, so that no other site can send one in the rep's name."""
        return str(self._signer("form").dumps(session.nonce))

    def is_form_token(self, session: Session, text: str) -> bool:
        return hmac.compare_digest(self.form_token(session).encode(), text.encode("utf-8", "surrogateescape"))

    def feed(self, rep: str) -> str:
        """The unguessable part of the address of a rep's calendar feed."""
        return str(self._signer("feed").dumps(rep))

    def of_feed(self, token: str) -> str | None:
        try:
            found = self._signer("feed").loads(token)
        except (BadData, UnicodeError):
            return None
        return found if isinstance(found, str) and self.feed(found) == token else None
