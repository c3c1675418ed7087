"""Who may come in: tokens, the private key, origins, how often, and bodies that are what they should be."""

from __future__ import annotations

import hmac
import json
import math
import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

from aiohttp import web
from itsdangerous import BadData, URLSafeSerializer
from pydantic import BaseModel, ValidationError

from bot.edge.problems import Handler, Problem
from bot.settings import Settings

LARGEST_BODY = 64 * 1024
Body = TypeVar("Body", bound=BaseModel)


class Tokens:
    """Bearer tokens of visitors: the lead's id, signed."""

    def __init__(self, secret: str) -> None:
        self._serializer = URLSafeSerializer(secret, salt="visitor", signer_kwargs={"digest_method": "sha256", "key_derivation": "hmac"})

    def issue(self, lead_id: str) -> str:
        return str(self._serializer.dumps(lead_id))

    def lead_of(self, token: str) -> str | None:
        """The lead a token was made for, or None when it was not made here."""
        try:
            lead_id = self._serializer.loads(token)
        except (BadData, UnicodeError):
            return None
        # Base64 reads several spellings of the last letter as the same signature: only our own spelling counts.
        return lead_id if isinstance(lead_id, str) and self.issue(lead_id) == token else None


def bearer(request: web.Request) -> str:
    """The bearer token of a request. Raises a 401 problem."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Problem(401, "A bearer token is needed: Authorization: Bearer <token>.", headers={"WWW-Authenticate": "Bearer"})
    return token.strip()


def is_key(request: web.Request, key: str) -> bool:
    """Whether the request bears the key, compared in constant time."""
    return hmac.compare_digest(bearer(request).encode("utf-8", "surrogateescape"), key.encode())


class Buckets:
    """So many a minute for each name; unused minutes are not saved up. Names that are quiet are forgotten."""

    def __init__(self, a_minute: int | None, names: int = 50_000) -> None:
        self._rate = a_minute
        self._names = names
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str, now: float | None = None) -> None:
        """Counts one. Raises a 429 problem with the seconds to wait."""
        if self._rate is None:
            return
        now = time.monotonic() if now is None else now
        level, since = self._levels.pop(name, (float(self._rate), now))
        level = min(float(self._rate), level + (now - since) * self._rate / 60)
        allowed = level >= 1
        self._levels[name] = (level - 1 if allowed else level, now)
        while len(self._levels) > self._names:
            self._levels.popitem(last=False)
        if not allowed:
            wait = max(1, math.ceil((1 - level) * 60 / self._rate))
            raise Problem(429, f"Too many in a minute; try again in {wait} s.", headers={"Retry-After": str(wait)})


def _loopback_twin(origin: str) -> str:
    """localhost and 127.0.0.1 name the same house."""
    if "//127.0.0.1" in origin:
        return origin.replace("//127.0.0.1", "//localhost")
    return origin.replace("//localhost", "//127.0.0.1")


def origins_guard(settings: Settings) -> Any:
    """Middleware: pages of other origins may not speak to the visitor API; those allowed get their CORS headers, on refusals too."""
    allowed = {*settings.origins, *map(_loopback_twin, settings.origins)}

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if origin is None or not request.path.startswith("/chat/"):
            return await handler(request)
        # A page that this house served may speak to it, by whatever name the browser reached it.
        if origin not in allowed and origin not in (f"http://{request.host}", f"https://{request.host}"):
            return Problem(403, "Pages of this origin may not embed the chat; add it to VESTIBULE_SITE_ORIGINS.").response()
        cors = {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}
        if request.method == "OPTIONS":
            allow = {"Methods": "GET, POST", "Headers": "Authorization, Content-Type"}
            preflight = {f"Access-Control-Allow-{name}": value for name, value in allow.items()}
            return web.Response(status=204, headers={**cors, **preflight, "Access-Control-Max-Age": "3600"})
        request["cors"] = cors
        response = await handler(request)
        if not response.prepared:
            response.headers.update(cors)
            response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        return response

    return guard


def wrong(field: str, what: str) -> Problem:
    """What is told of a value that cannot be."""
    return Problem(422, f"{field}: {what}", errors=[{"field": field, "what": what}])


def is_text(value: str) -> bool:
    """Whether a database can store it: none takes a NUL or half of a surrogate pair."""
    return not any(c == "\x00" or "\ud800" <= c <= "\udfff" for c in value)


def query_of(request: web.Request, known: frozenset[str] = frozenset()) -> dict[str, str]:
    """The query's fields; empty ones count as not given. Raises 422 naming one that is not known, comes twice or holds no text."""
    found: dict[str, str] = {}
    for name, value in request.query.items():
        if name not in known:
            raise wrong(name, f"is not known here; known are {', '.join(sorted(known))}" if known else "is not known here; no query is")
        if name in found:
            raise wrong(name, "is given twice")
        if not is_text(value):
            raise wrong(name, "holds characters that are no text")
        found[name] = value
    return {name: value for name, value in found.items() if value}


async def raw_body_of(request: web.Request) -> bytes:
    """The bytes that were sent. Raises 413, and 400 when they break off or contradict their own length."""
    if (request.content_length or 0) > LARGEST_BODY:
        raise Problem(413, "The request is larger than 64 KiB.")
    try:
        return await request.read()
    except web.RequestPayloadError:
        raise Problem(400, "The body cannot be read to its end.") from None


async def body_of(request: web.Request, model: type[Body], *, may_be_empty: bool = False) -> Body:
    """The request's body as that model. Raises 400 for what is no JSON object, 413, and 422 naming every wrong field."""
    raw = await raw_body_of(request)
    if not raw and may_be_empty:
        raw = b"{}"
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_each_name_once)
    except (ValueError, RecursionError):
        raise Problem(400, "The body is not JSON in UTF-8 with each name once.") from None
    if not isinstance(value, dict):
        raise Problem(400, "The body is not a JSON object.")
    try:
        return model.model_validate(value)
    except ValidationError as error:
        faults = [{"field": ".".join(map(str, one["loc"])) or "body", "what": one["msg"].removeprefix("Value error, ")} for one in error.errors()]
        raise Problem(422, "; ".join(f"{one['field']}: {one['what']}" for one in faults), errors=faults) from None


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _each_name_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Of two values under one name readers disagree which counts (RFC 8259, 4), so neither does."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name comes twice")
    return found


def web_address(value: str | None) -> str | None:
    """The value, if it is an http or https address. Raises ValueError otherwise: nothing else is ever made a link."""
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        # urlsplit drops line breaks and takes spaces; browsers see another address than it does.
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and value.isprintable() and " " not in value
    except ValueError:
        fits = False
    if not fits:
        raise ValueError("is no http or https address")
    return value
