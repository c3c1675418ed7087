"""Who may come in: tokens, the private key, origins, how often, and bodies that are what they should be."""

from __future__ import annotations

import hmac
import json
import math
import time
from collections import OrderedDict
from typing import Any, TypeVar
from urllib.parse import urlsplit

from aiohttp import web
from itsdangerous import BadSignature, URLSafeSerializer
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
        return self._serializer.dumps(lead_id)

    def lead_of(self, token: str) -> str | None:
        """The lead a token was made for, or None when it was not made here."""
        try:
            lead_id = self._serializer.loads(token)
        except BadSignature:
            return None
        return lead_id if isinstance(lead_id, str) else None


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
    """Middleware: pages of other origins may not speak to the visitor API; those allowed get their CORS headers."""
    allowed = {*settings.origins, *map(_loopback_twin, settings.origins)}

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if origin is None or not request.path.startswith(("/chat/", "/widget")):
            return await handler(request)
        is_public = request.path.startswith("/widget")
        if origin.rstrip("/") not in allowed and not is_public:
            return Problem(403, "Pages of this origin may not embed the chat; add it to VESTIBULE_SITE_ORIGINS.").response()
        cors = {"Access-Control-Allow-Origin": "*" if is_public else origin, "Vary": "Origin"}
        if request.method == "OPTIONS":
            preflight = {"Access-Control-Allow-Methods": "GET, POST", "Access-Control-Allow-Headers": "Authorization, Content-Type", "Access-Control-Max-Age": "3600"}
            return web.Response(status=204, headers={**cors, **preflight})
        request["cors"] = cors
        response = await handler(request)
        if not response.prepared:
            response.headers.update(cors)
            response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        return response

    return guard


async def body_of(request: web.Request, model: type[Body], *, may_be_empty: bool = False) -> Body:
    """The request's body as that model. Raises 400 for what is no JSON object, 413, and 422 naming every wrong field."""
    if (request.content_length or 0) > LARGEST_BODY:
        raise Problem(413, "The request is larger than 64 KiB.")
    raw = await request.read()
    if not raw and may_be_empty:
        raw = b"{}"
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Problem(400, "The body is not JSON in UTF-8.") from None
    if not isinstance(value, dict):
        raise Problem(400, "The body is not a JSON object.")
    try:
        return model.model_validate(value)
    except ValidationError as error:
        faults = [{"field": ".".join(map(str, one["loc"])) or "body", "what": one["msg"].removeprefix("Value error, ")} for one in error.errors()]
        raise Problem(422, "; ".join(f"{one['field']}: {one['what']}" for one in faults), errors=faults) from None


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def web_address(value: str | None) -> str | None:
    """The value, if it is an http or https address. Raises ValueError otherwise: nothing else is ever made a link."""
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        fits = False
    if not fits:
        raise ValueError("is no http or https address")
    return value
