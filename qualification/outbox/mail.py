"""The mail courier: SMTP with STARTTLS or TLS."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import aiosmtplib


class Refused(Exception):
    """The far side refuses the letter for good; trying again is no use."""


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed over: `smtp://user:pass@host:587` (STARTTLS where offered) or `smtps://…:465`."""

    host: str
    port: int
    user: str | None
    password: str | None
    tls: bool

    @classmethod
    def from_url(cls, url: str) -> MailServer:
        parts = urlsplit(url)
        tls = parts.scheme == "smtps"
        user = unquote(parts.username) if parts.username else None
        password = unquote(parts.password) if parts.password else None
        return cls(parts.hostname or "localhost", parts.port or (465 if tls else 587), user, password, tls)

    async def send(self, letter: EmailMessage) -> None:
        """Hands one letter over. Raises Refused when it is refused for good, OSError or SMTPException to try again later."""
        try:
            await aiosmtplib.send(
                letter,
                hostname=self.host,
                port=self.port,
                username=self.user,
                password=self.password,
                use_tls=self.tls,
                tls_context=ssl.create_default_context() if self.tls else None,
                timeout=15,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            if all(500 <= one.code < 600 for one in error.recipients):
                raise Refused(str(error)) from error
            raise
        except aiosmtplib.SMTPDataError as error:
            # Only the address or the letter can be at fault here. A greeting, a login or a sender that is
            # refused is ours to mend, and the letters wait until it is.
            if 500 <= error.code < 600:
                raise Refused(str(error)) from error
            raise
