"""The pages: my meetings, a lead, the outbox, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.edge.guards import is_text
from bot.edge.problems import Problem
from bot.workspace.desk import ENTRANCE, Visit, back
from bot.workspace.reading import File, agenda, file_of, outgoing
from qualification.booking import Slot
from qualification.brief import to_ask
from qualification.explaining import sentence
from qualification.lead import Stage
from qualification.stages import Fact, Impossible, stage_after
from qualification.storage import calendar, leads, outbox
from qualification.storage.calendar import Meeting, SlotTaken
from qualification.usecases import attending, selling
from qualification.usecases.proposing import propose
from qualification.usecases.troubles import troubles
from qualification.usecases.turn import Turn, alone, begin

OFFERED = 12
"""Free times shown to a rep who moves a meeting."""


async def my_meetings(visit: Visit) -> web.Response:
    def read() -> tuple[object, object]:
        with visit.house.database.reading() as connection:
            return agenda(connection, visit.rep.id, visit.now), troubles(connection, visit.house.site, visit.now)

    found, wrong = await visit.aside(read)
    feed = f"{visit.house.settings.public_url}/workspace/feed/{visit.request.app[ENTRANCE].feed(visit.rep.id)}.ics"
    return visit.page("meetings.html", agenda=found, zone=visit.zone, now=visit.now, feed=feed, troubles=wrong)


def _meeting(visit: Visit) -> tuple[Meeting, Turn]:
    """The meeting of the address and a turn of its lead. Raises 404."""
    meeting_id = visit.request.match_info["id"]
    found = None
    if is_text(meeting_id):
        with visit.house.database.reading() as connection:
            found = calendar.find(connection, meeting_id)
    house = visit.house
    turn = begin(house.database, house.site, found.lead_id, visit.now, house.settings.public_url) if found and found.status != "held" else None
    if found is None or turn is None:
        raise Problem(404, "There is no such meeting.")
    return found, turn


async def meeting(visit: Visit) -> web.Response:
    """One meeting: when, with whom, and what can be done with it."""

    def read() -> tuple[Meeting, Turn, list[Slot]]:
        found, turn = _meeting(visit)
        is_open = found.status == "booked" and found.start > visit.now
        return found, turn, list(propose(turn, count=OFFERED, moved=found).slots) if is_open else []

    found, turn, free = await visit.aside(read)
    with_whom = {one.id: one.name for one in visit.house.site.reps}
    return visit.page("meeting.html", meeting=found, lead=turn.lead, free=free, reps=with_whom, zone=visit.zone, now=visit.now)


async def _change(visit: Visit, act: Callable[[Turn, Meeting], str]) -> str:
    """Does something with a meeting in a turn of its own, and gives what was done."""
    found, _ = await visit.aside(lambda: _meeting(visit))

    def change() -> str:
        meeting, turn = _meeting(visit)
        done = act(turn, meeting)
        try:
            alone(turn)
        except (SlotTaken, leads.Conflict):
            return "gone"
        return done

    async with visit.house.lock(found.lead_id):
        return await visit.aside(change)


async def change_meeting(visit: Visit) -> web.StreamResponse:
    """Moves, cancels or settles a meeting, as the form says."""
    path, form, now = visit.request.path, visit.form, visit.now
    act = form.get("act")
    if act == "move":
        slot_of = _wanted(visit, form.get("time", ""), form.get("at", ""))
        done = await _change(visit, lambda turn, meeting: attending.move_by_rep(turn, meeting, slot_of(meeting), visit.house.say))
    elif act == "cancel":
        done = await _change(visit, lambda turn, meeting: attending.cancel_by_rep(turn, meeting, visit.house.say))
    elif act == "held" or act == "no_show":
        attendance = calendar.HELD if act == "held" else calendar.NO_SHOW
        done = await _change(visit, lambda turn, meeting: attending.attended(turn, meeting, attendance))
    elif act == "outcome":
        done = await _change(visit, lambda turn, meeting: attending.note_outcome(turn, meeting, form.get("outcome", ""), now))
    else:
        raise Problem(422, "act: is not known here")
    raise back(path, done)


def _wanted(visit: Visit, time: str, at: str) -> Callable[[Meeting], Slot]:
    """The time the form names: one on offer ("start|rep"), or any, as a browser writes it, in the rep's zone. Raises 422."""
    start, _, rep = time.partition("|")
    try:
        if at:
            moment = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(visit.rep.timezone)).astimezone(UTC)
        else:
            moment = datetime.fromisoformat(start).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Problem(422, "time: is no time") from None
    known = {one.id for one in visit.house.site.reps}
    return lambda meeting: Slot(moment, moment + (meeting.end - meeting.start), rep if rep in known and not at else meeting.rep)


async def lead(visit: Visit) -> web.Response:
    """The brief of a lead: who, what they said, the score with its reasons, what to ask, the conversation."""
    lead_id = visit.request.match_info["id"]

    def read() -> File | None:
        if not is_text(lead_id):
            return None
        with visit.house.database.reading() as connection:
            return file_of(connection, lead_id)

    found = await visit.aside(read)
    if found is None:
        raise Problem(404, "There is no such lead.")
    topics = {topic.id: topic.name[visit.language] for topic in visit.house.site.topics}
    context = {"sentence": sentence, "decisions": _possible(found.lead.stage), "rejections": visit.house.site.sales.rejections}
    return visit.page("lead.html", file=found, to_ask=to_ask(found.lead), topics=topics, zone=visit.zone, now=visit.now, **context)


_DECISIONS: dict[str, Fact] = {"accept": "accepted", "won": "won", "reject": "rejected", "lost": "lost", "wait": "waits"}
"""What sales can decide, and the fact that it is in the table of stages."""


def _possible(stage: Stage) -> list[str]:
    """What can be decided of a lead where it stands, and changes something."""

    def changes(fact: Fact) -> bool:
        try:
            return stage_after(stage, fact) != stage
        except Impossible:
            return False

    return [act for act, fact in _DECISIONS.items() if changes(fact)]


async def decide(visit: Visit) -> web.StreamResponse:
    """Accepts, rejects, wins, loses a lead or lets it wait, as the form says."""
    house, lead_id, form = visit.house, visit.request.match_info["id"], visit.form
    act, who = form.get("act", ""), visit.rep.id
    if act not in _DECISIONS or not is_text(lead_id):
        raise Problem(422, "act: is not known here")
    until = _day(form.get("until", ""), visit) if act == "wait" else visit.now

    def change() -> str:
        turn = begin(house.database, house.site, lead_id, visit.now, house.settings.public_url)
        if turn is None:
            raise Problem(404, "There is no such lead.")
        try:
            if act == "accept":
                selling.accept(turn, who)
            elif act == "won":
                selling.win(turn, who)
            elif act == "wait":
                selling.wait(turn, until, "asked to wait", who)
            else:
                (selling.reject if act == "reject" else selling.lose)(turn, form.get("reason", ""), who)
            alone(turn)
        except (Impossible, selling.NotToCome):
            return "impossible"
        except selling.UnknownReason:
            raise Problem(422, "reason: is not known here") from None
        except leads.Conflict:
            return "gone"
        return {"accept": "accepted", "reject": "rejected", "wait": "waits"}.get(act, act)

    async with house.lock(lead_id):
        raise back(visit.request.path, await visit.aside(change))


def _day(text: str, visit: Visit) -> datetime:
    """A day as a browser writes it, from its start where the rep is. Raises 422."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=visit.zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Problem(422, "until: is no day") from None


async def show_outbox(visit: Visit) -> web.Response:
    def read() -> object:
        with visit.house.database.reading() as connection:
            return outgoing(connection, visit.now)

    found = await visit.aside(read)
    return visit.page("outbox.html", out=found, zone=visit.zone, has_server=visit.house.settings.smtp_url is not None)


def _effect_id(visit: Visit) -> int:
    text = visit.request.match_info["id"]
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise Problem(404, "There is no such effect.")
    return int(text)


async def letter(visit: Visit) -> web.Response:
    """One effect of the outbox; a letter is shown as it would be sent."""
    from qualification.outbox.reading import shown

    effect_id = _effect_id(visit)

    def read() -> object:
        with visit.house.database.reading() as connection:
            effect = outbox.find(connection, effect_id)
            return (effect, shown(effect, connection, visit.house.site, visit.now)) if effect else None

    found = await visit.aside(read)
    if found is None:
        raise Problem(404, "There is no such effect.")
    effect, text = found  # type: ignore[misc]
    return visit.page("letter.html", effect=effect, letter=text, zone=visit.zone, state=outbox.state_of(effect))


async def change_effect(visit: Visit) -> web.StreamResponse:
    """Has an effect tried again, or drops it."""
    effect_id, act = _effect_id(visit), visit.form.get("act")

    def change() -> str:
        with visit.house.database.writing() as connection:
            if act == "retry":
                return "retried" if outbox.retry(connection, [effect_id], visit.now) else "over"
            return "dropped" if outbox.drop(connection, [effect_id]) else "over"

    if act not in ("retry", "drop"):
        raise Problem(422, "act: is not known here")
    raise back("/workspace/outbox", await visit.aside(change))


async def problems(visit: Visit) -> web.Response:
    """What is wrong, and what to do about it."""

    def read() -> object:
        with visit.house.database.reading() as connection:
            return troubles(connection, visit.house.site, visit.now)

    return visit.page("problems.html", troubles=await visit.aside(read), zone=visit.zone)


async def feed(request: web.Request) -> web.Response:
    """A rep's meetings as a calendar that other programs subscribe to, for whoever has its address."""
    from bot.edge.house import HOUSE
    from qualification.outbox.feed import feed_of

    house, token = request.app[HOUSE], request.match_info["token"]
    rep_id = request.app[ENTRANCE].of_feed(token) if is_text(token) else None
    rep = next((one for one in house.site.reps if one.id == rep_id), None)
    if rep is None:
        raise Problem(404, "There is no such calendar.")

    def read() -> bytes:
        with house.database.reading() as connection:
            found = agenda(connection, rep.id, house.clock())
        held = [(meeting, lead) for meeting, lead in found.past if meeting.status == "booked"]
        return feed_of([*found.to_come, *held], rep, house.site, house.settings.public_url)

    headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
    return web.Response(body=await house.aside(read), content_type="text/calendar", charset="utf-8", headers=headers)
