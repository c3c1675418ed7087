"""What goes wrong, said as a problem document (RFC 9457); never a stack trace, never a bare 500."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

log = logging.getLogger(__name__)

_TITLES = {
    400: "Malformed request",
    401: "Not authorised",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "No longer on offer",
    413: "Too long",
    422: "Wrong value",
    429: "Too many requests",
    500: "Internal error",
    503: "Not ready",
}


class Problem(Exception):
    """Something the caller is told. `more` goes into the document beside the standard members."""

    def __init__(self, status: int, detail: str, *, headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers or {}
        self.more = more

    @property
    def document(self) -> dict[str, Any]:
        return {"type": "about:blank", "title": _TITLES.get(self.status, "Refused"), "status": self.status, "detail": self.detail, **self.more}

    def response(self) -> web.Response:
        return web.json_response(self.document, status=self.status, headers=self.headers, content_type="application/problem+json")


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turns whatever a handler raises into a problem document."""
    try:
        return await handler(request)
    except Problem as problem:
        return problem.response()
    except web.HTTPRequestEntityTooLarge:
        return Problem(413, "The request is larger than 64 KiB.").response()
    except web.HTTPMethodNotAllowed as error:
        allowed = ", ".join(sorted(error.allowed_methods))
        return Problem(405, f"{request.method} is not possible here; {allowed} is.", headers={"Allow": allowed}).response()
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return Problem(error.status, f"There is nothing at {request.path}." if error.status == 404 else error.reason).response()
    except ConnectionResetError:
        raise
    except Exception:
        # The visitor's words stay out of the log: path and trace suffice to find the fault.
        log.exception("%s %s failed", request.method, request.path)
        return Problem(500, "Something went wrong on our side. Nothing was changed; please try again.").response()


async def put_as_problem(request: web.Request, response: web.StreamResponse) -> None:
    """Signal: what aiohttp refuses before any middleware runs (an `Expect` it does not know) is put as a problem document too."""
    if isinstance(response, web.HTTPException) and response.status >= 400:
        response.text = json.dumps(Problem(response.status, f"{response.reason}.").document)
        response.content_type = "application/problem+json"
