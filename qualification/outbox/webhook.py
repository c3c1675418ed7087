"""The webhook courier: CloudEvents 1.0 in JSON, signed as Standard Webhooks are, never to a private address unless allowed."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
import json
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from qualification.outbox.courier import Failure, NothingToDo
from qualification.site import Site, Webhook
from qualification.storage.outbox import Effect

TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
_NAT64 = ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, and not of this machine, its network or a cloud's own services."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        # An IPv4 address in an IPv6 one leads to the same place.
        inner = found.ipv4_mapped or found.sixtofour or (ip_address(int(found) & 0xFFFFFFFF) if found in _NAT64 else None)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


class PrivateAddress(OSError):
    """The host leads to an address that is not of the open internet."""


class PublicOnly(AbstractResolver):
    """Finds the addresses of a host and refuses private ones; what it gives is what is connected to, so no second look-up can differ."""

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys((str(one[4][0]), one[0]) for one in found))
        if not addresses or not all(is_public(address) for address, _ in addresses):
            raise PrivateAddress(f"{host} leads to a private address")
        return [ResolveResult(hostname=host, host=address, port=port, family=one, proto=0, flags=socket.AI_NUMERICHOST) for address, one in addresses]

    async def close(self) -> None:
        """There is nothing to close."""


def key_of(secret: str) -> bytes:
    """The bytes to sign with: those that `whsec_…` stands for in base64, else the secret's own."""
    if not secret.startswith("whsec_"):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        raise Failure("no_secret", "the secret begins with whsec_ but is no base64") from None


def signature(secret: str, id: str, timestamp: int, body: bytes) -> str:
    """HMAC-SHA-256 over id, time and body, as Standard Webhooks write it."""
    signed = f"{id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key_of(secret), signed, hashlib.sha256)).decode()


def event_of(payload: Mapping[str, Any], source: str) -> bytes:
    """The event as JSON (CloudEvents 1.0, structured mode): the same bytes whenever it is sent."""
    lead = payload["data"].get("lead", {}).get("id")
    event = {
        "specversion": "1.0",
        "id": payload["id"],
        "source": source,
        "type": f"vestibule.{payload['event']}",
        "subject": lead,
        "time": payload["time"],
        "datacontenttype": "application/json",
        "data": payload["data"],
    }
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


@dataclass
class WebhookCourier:
    """Tells other programs what happened. `secrets` holds the signing secrets by the names of their variables."""

    site: Site
    secrets: Mapping[str, str]
    source: str
    clock: Callable[[], datetime]
    allow_private: bool = False
    _session: aiohttp.ClientSession | None = None

    async def deliver(self, effect: Effect) -> None:
        hook = next((one for one in self.site.webhooks if one.id == effect.payload["hook"]), None)
        if hook is None:
            # It was taken out of the site file: nobody wants to hear of it any more.
            raise NothingToDo(effect.key)
        secret = self.secrets.get(hook.secret)
        if not secret:
            raise Failure("no_secret", f"{hook.secret} is not set")
        await self._post(hook, secret, str(effect.payload["id"]), event_of(effect.payload, self.source))

    async def _post(self, hook: Webhook, secret: str, id: str, body: bytes) -> None:
        self._refuse_literal(hook.url)
        now = int(self.clock().timestamp())
        headers = {
            "Content-Type": "application/cloudevents+json; charset=utf-8",
            "User-Agent": "Vestibule",
            "webhook-id": id,
            "webhook-timestamp": str(now),
            "webhook-signature": signature(secret, id, now, body),
        }
        try:
            async with self._opened().post(hook.url, data=body, headers=headers, allow_redirects=False) as answer:
                status = answer.status
                told = (await answer.content.read(500)).decode("utf-8", "replace")
        except aiohttp.ClientConnectorError as error:
            if isinstance(error.os_error, PrivateAddress):
                raise Failure("private_address", str(error.os_error), for_good=True) from error
            raise Failure("down", f"{type(error).__name__}: {error}") from error
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise Failure("down", f"{type(error).__name__}: {error}") from error
        if 200 <= status < 300:
            return
        # Gone is gone (410); what else is refused may be mended on the far side, and a redirect is no answer.
        fault = "down" if status >= 500 or status in (408, 425, 429) else "refused"
        raise Failure(fault, f"{status}: {told}", for_good=status == 410)

    def _refuse_literal(self, url: str) -> None:
        """An address written as numbers is looked up by nobody, so it is judged here."""
        if self.allow_private:
            return
        host = urlsplit(url).hostname or ""
        try:
            is_private = not is_public(host)
        except ValueError:
            return
        if is_private:
            raise Failure("private_address", f"{host} is a private address", for_good=True)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector() if self.allow_private else aiohttp.TCPConnector(resolver=PublicOnly(), use_dns_cache=False)
            self._session = aiohttp.ClientSession(connector=connector, timeout=TIMEOUT, trust_env=False, cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    async def rest(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None
