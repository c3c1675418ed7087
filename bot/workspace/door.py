"""Signing in and out."""

from __future__ import annotations

from aiohttp import web

from bot.edge.guards import is_text
from bot.edge.house import HOUSE
from bot.edge.problems import Problem
from bot.workspace.desk import ENTRANCE, Visit, form_of, keep, session_of, show
from bot.workspace.entrance import LINK_LASTS
from qualification.bant import Language
from qualification.storage import entrance
from qualification.usecases.entering import send_link


def _language(request: web.Request) -> Language:
    """What somebody who is not signed in probably reads."""
    return "en" if request.headers.get("Accept-Language", "fr").lower().startswith("en") else "fr"


async def ask_for_link(request: web.Request) -> web.Response:
    """The page that asks for the address to which a link is sent."""
    if session_of(request):
        raise web.HTTPSeeOther("/workspace")
    return show(request, "sign_in.html", _language(request), state=request.query.get("done", "ask"))


async def mail_link(request: web.Request) -> web.Response:
    """Mails a link to the rep of that address. Tells nobody whether there is one."""
    house = request.app[HOUSE]
    try:
        form = await form_of(request)
        house.sessions.take(f"sign-in {request.remote or ''}")
    except Problem as problem:
        return show(request, "problem.html", _language(request), status=problem.status, problem=problem.status)
    await house.aside(lambda: send_link(house.database, house.site, form.get("email", ""), house.clock(), house.settings.public_url))
    raise web.HTTPSeeOther("/workspace/sign-in?done=sent")


def _rep_of(request: web.Request) -> tuple[str, str] | None:
    token = request.match_info["token"]
    return request.app[ENTRANCE].of_link(token, request.app[HOUSE].clock()) if is_text(token) else None


async def show_link(request: web.Request) -> web.Response:
    """A link is followed: one button signs in, so that mail servers that look at links do not use them up."""
    found = _rep_of(request)
    state = "confirm" if found else "stale"
    return show(request, "sign_in.html", _language(request), status=200 if found else 410, state=state)


async def use_link(request: web.Request) -> web.StreamResponse:
    """Signs in by a link, once."""
    house, found = request.app[HOUSE], _rep_of(request)
    rep = next((one for one in house.site.reps if found and one.id == found[0]), None)

    def is_fresh(nonce: str) -> bool:
        with house.database.writing() as connection:
            return entrance.use(connection, nonce, house.clock(), forget_before=house.clock() - LINK_LASTS)

    if found is None or rep is None or not await house.aside(lambda: is_fresh(found[1])):
        return show(request, "sign_in.html", _language(request), status=410, state="stale")
    response = web.HTTPSeeOther("/workspace")
    keep(response, request, request.app[ENTRANCE].begin(rep.id, rep.languages[0], house.clock()))
    return response


async def leave(visit: Visit) -> web.StreamResponse:
    response = web.HTTPSeeOther("/workspace/sign-in?done=left")
    keep(response, visit.request, None)
    return response


async def change_language(visit: Visit) -> web.StreamResponse:
    """Shows the workspace in the other language from now on."""
    response = web.HTTPSeeOther("/workspace")
    keep(response, visit.request, visit.session.reading("en" if visit.form.get("language") == "en" else "fr"))
    return response
