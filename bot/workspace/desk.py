"""What the pages of the workspace share: who is signed in, forms, and how a page is shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import aiohttp_jinja2
from aiohttp import web
from jinja2 import FileSystemLoader, StrictUndefined

from bot.edge.guards import is_text, raw_body_of
from bot.edge.house import HOUSE, House
from bot.edge.problems import Problem
from bot.workspace.entrance import Entrance, Session
from bot.workspace.reading import how_many_wait
from bot.workspace.words import say
from qualification.bant import Language
from qualification.site import Rep

T = TypeVar("T")
COOKIE = "vestibule_workspace"
SIGN_IN = "/workspace/sign-in"
SAFE = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-forms"
        " allow-same-origin allow-top-navigation-by-user-activation allow-popups allow-downloads"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}
LIVE = {
    **SAFE,
    # A page that is shown anew by itself, maybe in a frame of another, so that nothing is lost of what is being written there.
    "Content-Security-Policy": SAFE["Content-Security-Policy"].replace("frame-ancestors 'none'", "frame-src 'self'; frame-ancestors 'self'"),
}

ENTRANCE = web.AppKey("entrance", Entrance)


def furnish(app: web.Application) -> None:
    """Gives the application what the workspace's pages need."""
    aiohttp_jinja2.setup(
        app,
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    app[ENTRANCE] = Entrance(app[HOUSE].settings.secret_key)


class Visit:
    """One request of a rep who is signed in."""

    def __init__(self, request: web.Request, session: Session, rep: Rep) -> None:
        self.request = request
        self.house: House = request.app[HOUSE]
        self.session = session
        self.rep = rep
        self.language: Language = session.language
        self.zone = ZoneInfo(rep.timezone)
        self.form: Mapping[str, str] = {}
        self.waiting = 0
        """How many visitors wait for a person: shown on every page."""

    @property
    def now(self) -> datetime:
        return self.house.clock()

    async def aside(self, act: Callable[[], T]) -> T:
        return await self.house.aside(act)

    def say(self, name: str, **filled: object) -> str:
        return say(name, self.language, **filled)

    def page(self, template: str, *, status: int = 200, **context: Any) -> web.Response:
        """A page in the rep's language."""
        shown = {
            "csrf": self.request.app[ENTRANCE].form_token(self.session),
            "rep": self.rep,
            "waiting": self.waiting,
            "done": self.request.query.get("done", ""),
            **context,
        }
        return show(self.request, template, self.language, status=status, **shown)

    def live_page(self, template: str, *, refresh: int | None = None, **context: Any) -> web.Response:
        """A page that is shown anew every so many seconds; None for one that only holds such a page in a frame."""
        response = self.page(template, **context)
        response.headers.update(LIVE)
        if refresh is not None:
            response.headers["Refresh"] = f"{refresh}; url={self.request.path}"
        return response


def show(request: web.Request, template: str, language: Language, *, status: int = 200, **context: Any) -> web.Response:
    """A page of the workspace, for somebody signed in or not."""
    # Here, not at the top: babel's locale data would be loaded before the edge answers.
    from qualification.saying_when import when

    shown = {
        "language": language,
        "say": partial(_said, language),
        "when": lambda moment, zone: when(moment, zone, language),
        "company": request.app[HOUSE].site.company,
        "path": request.path,
        "rep": None,
        "waiting": 0,
        "csrf": "",
        "done": "",
        **context,
    }
    response = aiohttp_jinja2.render_template(template, request, shown, status=status)
    response.headers.update(SAFE)
    return response


def _said(language: Language, name: str, **filled: object) -> str:
    return say(name, language, **filled)


def session_of(request: web.Request) -> tuple[Session, Rep] | None:
    """Who is signed in: a session that was made here, of a rep who is still there."""
    house = request.app[HOUSE]
    session = request.app[ENTRANCE].of_cookie(request.cookies.get(COOKIE, ""), house.clock())
    rep = next((one for one in house.site.reps if session and one.id == session.rep), None)
    return (session, rep) if session and rep else None


def keep(response: web.StreamResponse, request: web.Request, session: Session | None) -> None:
    """Puts the session into its cookie, or takes it away."""
    if session is None:
        response.del_cookie(COOKIE, path="/workspace")
        return
    house = request.app[HOUSE]
    seconds = int((session.until - house.clock()).total_seconds())
    secure = house.settings.public_url.startswith("https://")
    cookie = request.app[ENTRANCE].cookie(session)
    response.set_cookie(COOKIE, cookie, path="/workspace", max_age=seconds, httponly=True, samesite="Lax", secure=secure)


async def form_of(request: web.Request) -> dict[str, str]:
    """The fields of a form, each once. Raises 400 for what is no form."""
    raw = await raw_body_of(request)
    try:
        if request.content_type != "application/x-www-form-urlencoded":
            raise ValueError(request.content_type)
        fields = parse_qs(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=20) if raw else {}
    except ValueError:
        raise Problem(400, "The body is no form.") from None
    if any(len(values) != 1 or not is_text(values[0]) for values in fields.values()):
        raise Problem(400, "The body is no form of these pages.")
    return {name: values[0] for name, values in fields.items()}


Page = Callable[[Visit], Awaitable[web.StreamResponse]]


def for_reps(page: Page) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """A handler for reps only: others are sent to the entrance, and a form from elsewhere is refused."""

    async def handle(request: web.Request) -> web.StreamResponse:
        found = session_of(request)
        if found is None:
            raise web.HTTPSeeOther(SIGN_IN)
        visit = Visit(request, *found)
        visit.waiting = await visit.aside(partial(how_many_wait, visit.house.database))
        try:
            if request.method == "POST":
                visit.form = await form_of(request)
                if not request.app[ENTRANCE].is_form_token(visit.session, visit.form.get("csrf", "")):
                    raise Problem(403, "This form is not of your session.")
            return await page(visit)
        except Problem as problem:
            return visit.page("problem.html", status=problem.status, problem=problem.status)

    return handle


def back(path: str, done: str) -> web.HTTPSeeOther:
    """Where a form leads: to a page that tells what was done."""
    return web.HTTPSeeOther(f"{path}?done={done}")
