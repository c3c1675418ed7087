"""The mail courier: SMTP with STARTTLS or TLS, over a few lines that stay open while there are letters."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

import aiosmtplib

from qualification.outbox.courier import Failure
from qualification.outbox.writing import SignIn, letter_of
from qualification.site import Site
from qualification.storage.database import Database
from qualification.storage.outbox import Effect

_FULL = re.compile(r"\b[45]\.2\.2\b|\bfull\b|quota|over ?limit|insufficient.*storage", re.IGNORECASE)
"""A mailbox that is full (RFC 3463, X.2.2), also in the words of servers that give no such code."""


def is_about_a_full_mailbox(answer: str) -> bool:
    """Whether what a server answered says that the mailbox is full."""
    return bool(_FULL.search(answer))


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

    @property
    def is_here(self) -> bool:
        """Whether the server is on this machine, so that nobody listens on the way to it."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


class Lines:
    """Connections to a mail server: opened when needed, used again, closed when there is nothing to send."""

    def __init__(self, server: MailServer, timeout: float = 15) -> None:
        self._server = server
        self._timeout = timeout
        self._idle: list[aiosmtplib.SMTP] = []
        self._context = ssl.create_default_context()

    async def send(self, letter: EmailMessage) -> None:
        """Hands one letter over. Raises Failure."""
        line = self._idle.pop() if self._idle else None
        if line is not None:
            try:
                await self._hand_over(line, letter)
                return
            except aiosmtplib.SMTPServerDisconnected:
                # It had been idle for too long; nothing was handed over.
                line.close()
        await self._hand_over(await self._open(), letter)

    async def _open(self) -> aiosmtplib.SMTP:
        server = self._server
        line = aiosmtplib.SMTP(hostname=server.host, port=server.port, use_tls=server.tls, tls_context=self._context, timeout=self._timeout)
        try:
            await line.connect()
            if server.user is not None:
                if not server.is_here and line.get_transport_info("sslcontext") is None:
                    raise Failure(
                        "login_refused", f"{server.host} offers no TLS, and the password is not sent in the clear; use smtps:// or another port"
                    )
                await line.login(server.user, server.password or "")
        except Failure:
            line.close()
            raise
        except aiosmtplib.SMTPAuthenticationError as error:
            line.close()
            raise Failure("login_refused", _told(error)) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            line.close()
            raise Failure("server_down", _told(error)) from error
        except BaseException:
            line.close()
            raise
        return line

    async def _hand_over(self, line: aiosmtplib.SMTP, letter: EmailMessage) -> None:
        try:
            await line.send_message(letter)
        except aiosmtplib.SMTPRecipientsRefused as error:
            self._idle.append(line)
            for_good = all(500 <= one.code < 600 for one in error.recipients)
            is_full = any(one.code in (452, 552) or is_about_a_full_mailbox(one.message) for one in error.recipients)
            raise Failure("mailbox_full" if is_full else "address_refused", _told(error), for_good=for_good) from error
        except aiosmtplib.SMTPDataError as error:
            # Only the address or the letter can be at fault here. A greeting, a login or a sender that is
            # refused is ours to mend, and the letters wait until it is.
            self._idle.append(line)
            is_full = error.code == 552 or is_about_a_full_mailbox(error.message)
            raise Failure("mailbox_full" if is_full else "letter_refused", _told(error), for_good=500 <= error.code < 600) from error
        except aiosmtplib.SMTPServerDisconnected as error:
            line.close()
            if line in self._idle:
                self._idle.remove(line)
            raise error
        except (aiosmtplib.SMTPException, OSError) as error:
            line.close()
            raise Failure("server_down", _told(error)) from error
        except BaseException:
            # Told to stop in the middle of a letter: what the line would say next is unknown.
            line.close()
            raise
        else:
            self._idle.append(line)

    async def hang_up(self) -> None:
        """Closes the lines politely."""
        idle, self._idle = self._idle, []
        for line in idle:
            try:
                await asyncio.wait_for(line.quit(), 2)
            except (aiosmtplib.SMTPException, OSError, TimeoutError):
                line.close()


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


class MailCourier:
    """Writes letters and hands them over."""

    def __init__(self, database: Database, site: Site, server: MailServer, clock: Callable[[], datetime], sign_in: SignIn | None = None) -> None:
        self._database = database
        self._site = site
        self._lines = Lines(server)
        self._clock = clock
        self._sign_in = sign_in

    async def deliver(self, effect: Effect) -> None:
        letter = await asyncio.to_thread(self._written, effect)
        try:
            await self._lines.send(letter)
        except aiosmtplib.SMTPServerDisconnected as error:
            raise Failure("server_down", _told(error)) from error

    def _written(self, effect: Effect) -> EmailMessage:
        with self._database.reading() as connection:
            return letter_of(effect, connection, self._site, self._clock(), self._sign_in)

    async def rest(self) -> None:
        await self._lines.hang_up()
