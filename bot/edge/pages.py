"""Pages: the demo site, the widget's files, and where a visitor moves or cancels a meeting without script."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, select_autoescape

from bot.edge.house import HOUSE, House
from bot.edge.problems import Problem
from bot.wording import french_spaces
from qualification.booking import Slot
from qualification.outbox.invitation import calendar_file
from qualification.storage import calendar
from qualification.storage.calendar import Meeting
from qualification.usecases import meeting as meetings
from qualification.usecases.turn import Turn, alone, begin

WIDGET = Path(__file__).parent.parent / "widget"
_TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True)
SAFE = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


async def widget_script(request: web.Request) -> web.StreamResponse:
    return web.FileResponse(WIDGET / "widget.js", headers={"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache"})


async def front_page(request: web.Request) -> web.StreamResponse:
    first = request.headers.get("Accept-Language", "fr").strip().lower()
    raise web.HTTPFound("/en/" if first.startswith("en") else "/fr/")


def _inside(folder: Path, name: str) -> Path:
    """The file of that name in the folder. Raises 404, also for names that lead out of it."""
    try:
        found = (folder / name).resolve()
        is_file = found.is_file()
    except (ValueError, OSError):
        raise Problem(404, "There is no such page.") from None
    if not is_file or not found.is_relative_to(folder.resolve()):
        raise Problem(404, "There is no such page.")
    return found


async def site_page(request: web.Request) -> web.StreamResponse:
    """A page of the demo site; `/fr/` is its index."""
    language, name = request.match_info["language"], request.match_info["name"] or "index.html"
    return web.FileResponse(_inside(WIDGET / "site" / language, name), headers={**SAFE, "Cache-Control": "no-cache"})


async def site_asset(request: web.Request) -> web.StreamResponse:
    return web.FileResponse(_inside(WIDGET / "site" / "assets", request.match_info["name"]), headers={**SAFE, "Cache-Control": "no-cache"})


async def widget_file(request: web.Request) -> web.StreamResponse:
    return web.FileResponse(_inside(WIDGET / "chat", request.match_info["name"]), headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"})


def _found(house: House, secret: str) -> tuple[Meeting, Turn]:
    """The meeting of an address, and a turn of its lead. Raises 404."""
    with house.database.reading() as connection:
        meeting = calendar.by_secret(connection, secret)
    turn = begin(house.database, house.site, meeting.lead_id, house.clock(), house.settings.public_url) if meeting else None
    if meeting is None or turn is None:
        raise Problem(404, "There is no such meeting.")
    return meeting, turn


async def meeting_file(request: web.Request) -> web.Response:
    """The calendar file of a meeting."""
    house = request.app[HOUSE]

    def read() -> bytes:
        meeting, turn = _found(house, request.match_info["secret"])
        return calendar_file(meeting, turn.lead, house.site, house.settings.public_url)

    headers = {"Content-Disposition": 'attachment; filename="meeting.ics"', "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return web.Response(body=await house.aside(read), content_type="text/calendar", charset="utf-8", headers=headers)


def _page(house: House, meeting: Meeting, turn: Turn, note: str | None, status: int = 200) -> web.Response:
    # Here, not at the top: babel's locale data would be loaded before the edge answers.
    from actions.replies import when

    language, zone = turn.lead.language, ZoneInfo(meeting.timezone)
    is_open = meeting.status == "booked" and meeting.start > turn.now
    free = meetings.propose(turn, count=12).slots if is_open else ()
    shown: dict[str, Any] = {
        "language": language,
        "company": house.site.company,
        "meeting": meeting,
        "when": when(meeting.start, zone, language),
        "zone": meeting.timezone.replace("_", " "),
        "rep": house.site.rep(meeting.rep).name,
        "is_open": is_open,
        "is_past": meeting.start <= turn.now,
        "times": [(slot.start.isoformat(), slot.rep, when(slot.start, zone, language)) for slot in free],
        "note": note,
        "secret": meeting.secret,
    }
    html = _TEMPLATES.get_template("meeting.html").render(**shown, typeset=french_spaces if language == "fr" else str)
    headers = {**SAFE, "Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
    return web.Response(text=html, content_type="text/html", headers=headers, status=status)


async def meeting_page(request: web.Request) -> web.Response:
    house = request.app[HOUSE]

    def show() -> web.Response:
        meeting, turn = _found(house, request.match_info["secret"])
        return _page(house, meeting, turn, request.query.get("done"))

    return await house.aside(show)


def _wanted_slot(house: House, text: str) -> Slot | None:
    start, _, rep = text.partition("|")
    try:
        moment = datetime.fromisoformat(start).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Slot(moment, moment + timedelta(minutes=house.site.meetings.minutes), rep)


async def change_meeting(request: web.Request) -> web.Response:
    """Moves or cancels a meeting, as the page's form says, and shows the page again."""
    house, secret = request.app[HOUSE], request.match_info["secret"]
    form = await request.post()
    act, time = str(form.get("act", "")), str(form.get("time", ""))
    meeting, _ = await house.aside(lambda: _found(house, secret))

    def change() -> str:
        meeting, turn = _found(house, secret)
        if meeting.status != "booked" or meeting.start <= turn.now:
            return "over"
        if act == "cancel":
            meetings.cancel(turn)
            done = "cancelled"
        elif act == "move" and (slot := _wanted_slot(house, time)) and meetings.move(turn, slot):
            done = "moved"
        else:
            return "gone"
        try:
            alone(turn)
        except calendar.SlotTaken:
            return "gone"
        return done

    async with house.lock(meeting.lead_id):
        done = await house.aside(change)
    raise web.HTTPSeeOther(f"/meetings/{secret}?done={done}")


async def meeting_style(request: web.Request) -> web.StreamResponse:
    return web.FileResponse(Path(__file__).parent / "templates" / "meetings.css", headers={"Cache-Control": "max-age=3600"})
