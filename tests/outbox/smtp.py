"""Real SMTP servers for tests: one that takes letters, and others that refuse, put off, hang up or say nothing."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from qualification.outbox.mail import MailServer


@dataclass
class Mailbox:
    """A server's handler that keeps what it was given. Each answer can be changed while it runs."""

    to_recipient: str = "250 OK"
    to_letter: str = "250 OK"
    hangs_up: bool = False
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    """Whether each letter came over an encrypted line."""
    port: int = 0

    async def handle_RCPT(self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        if self.hangs_up:
            server.transport.abort()
            return "250 OK"
        if self.to_letter.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.letters.append(message_from_bytes(envelope.content, policy=default))
            self.recipients.append(list(envelope.rcpt_tos))
            self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        return self.to_letter

    @property
    def server(self) -> MailServer:
        return MailServer.from_url(f"smtp://127.0.0.1:{self.port}")


@asynccontextmanager
async def mailbox(**answers: Any) -> AsyncIterator[Mailbox]:
    """A mail server that runs inside the block."""
    box = Mailbox(**answers)
    protocols: list[Any] = []

    def connected() -> Any:
        protocols.append(SMTP(box, hostname="mail.example", enable_SMTPUTF8=True))
        return protocols[-1]

    listening = await asyncio.get_running_loop().create_server(connected, "127.0.0.1", 0)
    box.port = listening.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        listening.close()
        for protocol in protocols:
            if protocol.transport is not None:
                protocol.transport.abort()
        await listening.wait_closed()


@asynccontextmanager
async def _listening(box: Mailbox, connected: Callable[[], SMTP], context: ssl.SSLContext | None = None) -> AsyncIterator[None]:
    """Has the mailbox reached at a port of its own inside the block."""
    listening = await asyncio.get_running_loop().create_server(connected, "127.0.0.1", 0, ssl=context)
    box.port = listening.sockets[0].getsockname()[1]
    try:
        yield
    finally:
        listening.close()


def _known_as(user: str, password: str) -> Any:
    def known(server: Any, session: Any, envelope: Any, mechanism: str, credentials: Any) -> AuthResult:
        is_right = (credentials.login, credentials.password) == (user.encode(), password.encode())
        return AuthResult(success=is_right, handled=False)

    return known


@asynccontextmanager
async def mailbox_behind_a_login(user: str, password: str) -> AsyncIterator[Mailbox]:
    """A mail server that takes letters from one user only."""
    box = Mailbox()

    def connected() -> SMTP:
        return SMTP(box, hostname="mail.example", authenticator=_known_as(user, password), auth_required=True, auth_require_tls=False)

    async with _listening(box, connected):
        yield box


@asynccontextmanager
async def secure_mailbox(context: ssl.SSLContext, *, from_the_start: bool, user: str, password: str) -> AsyncIterator[Mailbox]:
    """A mail server that takes letters from one user and over an encrypted line only: TLS from the start, or by STARTTLS."""
    box = Mailbox()

    def connected() -> SMTP:
        how: dict[str, Any] = {"authenticator": _known_as(user, password), "auth_required": True, "auth_require_tls": not from_the_start}
        if not from_the_start:
            how |= {"tls_context": context, "require_starttls": True}
        return SMTP(box, hostname="mail.example", **how)

    async with _listening(box, connected, context if from_the_start else None):
        yield box


@asynccontextmanager
async def unwelcoming(greeting: bytes) -> AsyncIterator[int]:
    """The port of a server that says only this, and nothing more; empty for one that says nothing at all."""

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting)
        await reader.read()
        writer.close()

    listening = await asyncio.start_server(greet, "127.0.0.1", 0)
    yield listening.sockets[0].getsockname()[1]
    listening.close()
