"""Pages: the demo site, the widget's files, and where a visitor moves or cancels a meeting without script."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, select_autoescape

from bot.edge.guards import is_text, raw_body_of, wrong
from bot.edge.house import HOUSE, House
from bot.edge.problems import Problem
from bot.widget import serving
from qualification.bant import Language
from qualification.booking import Slot
from qualification.outbox.invitation import calendar_file
from qualification.storage import calendar
from qualification.storage.calendar import Meeting
from qualification.typography import french_spaces
from qualification.usecases import meeting as meetings
from qualification.usecases.attending import say_in_chat
from qualification.usecases.proposing import propose
from qualification.usecases.turn import Turn, alone, begin

_HERE = Path(__file__).parent / "templates"
_TEMPLATES = Environment(loader=FileSystemLoader(_HERE), autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True)
_STYLE = (_HERE / "meetings.css").read_text(encoding="utf-8")
SAFE = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


async def front_page(request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound(serving.home(request.headers.get("Accept-Language")))


async def site_file(request: web.Request) -> web.Response:
    """A file of the widget or a page of the demo site. Raises 404, also for names that lead out of their folder."""
    try:
        served = serving.find(request.rel_url.raw_path)
    except (OSError, ValueError):  # a name that no file can have
        served = None
    if served is None:
        raise Problem(404, "There is no such page.")
    status, body, headers = served.answer(request.headers.get("Accept-Encoding"), request.headers.get("If-None-Match"))
    return web.Response(status=status, body=body, headers=headers)


def _found(house: House, secret: str) -> tuple[Meeting, Turn]:
    """The meeting of an address, and a turn of its lead. Raises 404."""
    if not is_text(secret):
        raise Problem(404, "There is no such meeting.")
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


def private_page(house: House, template: str, language: Language, status: int = 200, **shown: Any) -> web.Response:
    """A page for whoever knows its address, which nobody else is to learn of."""
    typeset = french_spaces if language == "fr" else str
    html = _TEMPLATES.get_template(template).render(**shown, language=language, company=house.site.company, typeset=typeset)
    headers = {**SAFE, "Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
    return web.Response(text=html, content_type="text/html", headers=headers, status=status)


def _page(house: House, meeting: Meeting, turn: Turn, note: str | None, status: int = 200) -> web.Response:
    # Here, not at the top: babel's locale data would be loaded before the edge answers.
    from qualification.saying_when import when

    language, zone = turn.lead.language, ZoneInfo(meeting.timezone)
    is_open = meeting.status == "booked" and meeting.start > turn.now
    free = propose(turn, count=12, moved=meeting).slots if is_open else ()
    by = "avec" if language == "fr" else "with"

    def label(slot: Slot) -> str:
        """The time, and with whom when it would be somebody else."""
        return when(slot.start, zone, language) + (f", {by} {house.site.rep(slot.rep).name}" if slot.rep != meeting.rep else "")

    shown: dict[str, Any] = {
        "meeting": meeting,
        "when": when(meeting.start, zone, language),
        "zone": meeting.timezone.replace("_", " "),
        "rep": house.site.rep(meeting.rep).name,
        "is_open": is_open,
        "is_past": meeting.start <= turn.now,
        "times": [(slot.start.isoformat(), slot.rep, label(slot)) for slot in free],
        "note": note,
        "secret": meeting.secret,
    }
    return private_page(house, "meeting.html", language, status, **shown)


async def meeting_page(request: web.Request) -> web.Response:
    house = request.app[HOUSE]

    def show() -> web.Response:
        meeting, turn = _found(house, request.match_info["secret"])
        return _page(house, meeting, turn, request.query.get("done"))

    return await house.aside(show)


async def _form(request: web.Request) -> tuple[Literal["cancel", "move"], _When | None]:
    """What the page's form asks for, and the time to move to. Raises 400 for what is no form and 422 for what it never sends."""
    raw = await raw_body_of(request)
    try:
        if request.content_type != "application/x-www-form-urlencoded":
            raise ValueError(request.content_type)
        fields = parse_qs(raw.decode("ascii"), keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=9)
    except ValueError:
        raise Problem(400, "The body is no form.") from None
    for name, values in fields.items():
        if name not in ("act", "time") or len(values) != 1:
            raise wrong(name, "is not part of this form" if name not in ("act", "time") else "is given twice")
    act, time = fields.get("act", [""])[0], fields.get("time", [""])[0]
    if act == "cancel":
        return "cancel", None
    if act != "move":
        raise wrong("act", "is `move` or `cancel`")
    return "move", _when(time)


_When = tuple[datetime, str]
"""When to meet, and whom."""


def _when(text: str) -> _When:
    """A time as the form writes it: its start with its zone, a bar, the rep. Raises 422."""
    start, _, rep = text.partition("|")
    try:
        moment = datetime.fromisoformat(start)
        if moment.tzinfo is None:
            raise ValueError(text)
        # The longest meeting from then on has to end within what a calendar knows.
        return (moment.astimezone(UTC) + timedelta(days=1)) - timedelta(days=1), rep
    except (ValueError, OverflowError):
        raise wrong("time", "is no time") from None


async def change_meeting(request: web.Request) -> web.Response:
    """Moves or cancels a meeting, as the page's form says, and shows the page again."""
    house, secret = request.app[HOUSE], request.match_info["secret"]
    meeting, _ = await house.aside(lambda: _found(house, secret))
    act, wanted = await _form(request)

    def change() -> str:
        meeting, turn = _found(house, secret)
        if meeting.status != "booked" or meeting.start <= turn.now:
            return "over"
        if act == "cancel":
            cancelled = meetings.cancel(turn)
            if cancelled is None:
                return "over"
            say_in_chat(turn, cancelled, "utter_meeting_cancelled_on_page", house.say)
            done = "cancelled"
        else:
            assert wanted is not None
            start, rep = wanted
            moved = meetings.move(turn, Slot(start, start + (meeting.end - meeting.start), rep))
            if moved is None:
                return "gone"
            say_in_chat(turn, moved, "utter_meeting_moved_on_page", house.say)
            done = "moved"
        try:
            alone(turn)
        except calendar.SlotTaken:
            return "gone"
        return done

    async with house.lock(meeting.lead_id):
        done = await house.aside(change)
    raise web.HTTPSeeOther(f"/meetings/{secret}?done={done}")


async def meeting_style(request: web.Request) -> web.StreamResponse:
    return web.Response(text=_STYLE, content_type="text/css", headers={"Cache-Control": "max-age=3600", "X-Content-Type-Options": "nosniff"})
