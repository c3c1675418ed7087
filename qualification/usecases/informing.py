"""Everyone whom a meeting concerns is told of it: letters, reminders, the rep's calendar, other programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from qualification.site import Rep, Site
from qualification.storage.calendar import Meeting
from qualification.storage.outbox import Effect
from qualification.usecases.announcing import announced
from qualification.usecases.turn import Turn

What = Literal["booked", "moved", "cancelled"]
By = Literal["visitor", "sales"]
DAY_BEFORE, HOUR_BEFORE = timedelta(days=1), timedelta(hours=1)


def inform(turn: Turn, meeting: Meeting, what: What, by: By, before: Meeting | None = None) -> None:
    """Queues what follows from a meeting being booked, moved or cancelled. `before` is the meeting as it was."""
    rep = turn.site.rep(meeting.rep)
    passed_on = before is not None and before.rep != meeting.rep
    _write(turn, meeting, f"meeting_{what}_visitor", turn.lead.email, by)
    _write(turn, meeting, f"meeting_{'booked' if passed_on else what}_rep", rep.email, by)
    if what != "cancelled":
        _remind(turn, meeting, rep)
    _put_into_calendar(turn, meeting, rep)
    if passed_on and before is not None:
        former = turn.site.rep(before.rep)
        _write(turn, meeting, "meeting_passed_on_rep", former.email, by, of=before)
        _put_into_calendar(turn, meeting, former)
    data = {"meeting": document(meeting, turn.site, turn.base_url), "by": by}
    for effect in announced(turn.site, f"meeting.{what}", f"{meeting.id}/{meeting.sequence}/{what}", turn.lead, turn.now, data):  # type: ignore[arg-type]
        turn.send(effect)


def _write(turn: Turn, meeting: Meeting, letter: str, address: str | None, by: By, *, due: datetime | None = None, of: Meeting | None = None) -> None:
    """Queues a letter; without an address there is none to write. `of` is the meeting of which a former rep was to be told."""
    if not address:
        return
    payload: dict[str, Any] = {"letter": letter, "meeting": meeting.id, "sequence": meeting.sequence, "base_url": turn.base_url, "by": by}
    if of is not None:
        payload |= {"rep": of.rep, "start": of.start.isoformat(), "end": of.end.isoformat()}
    turn.send(Effect(key=f"{meeting.id}/{meeting.sequence}/{letter}", kind="mail", payload=payload, lead_id=turn.lead.id, due_at=due))


def _remind(turn: Turn, meeting: Meeting, rep: Rep) -> None:
    """Reminders the day before and an hour before, as far as these are still to come. A later change overtakes them."""
    for name, ahead, address in (
        ("day_visitor", DAY_BEFORE, turn.lead.email),
        ("hour_visitor", HOUR_BEFORE, turn.lead.email),
        ("hour_rep", HOUR_BEFORE, rep.email),
    ):
        due = meeting.start - ahead
        if due > turn.now + HOUR_BEFORE:
            _write(turn, meeting, f"meeting_reminder_{name}", address, "visitor", due=due)


def _put_into_calendar(turn: Turn, meeting: Meeting, rep: Rep) -> None:
    """Queues that the rep's own calendar is made to say what is so; what that is, is looked up when it is done."""
    if rep.calendar is None:
        return
    payload = {"meeting": meeting.id, "rep": rep.id, "base_url": turn.base_url}
    turn.send(Effect(key=f"{meeting.id}/{meeting.sequence}/calendar/{rep.id}", kind="calendar", payload=payload, lead_id=turn.lead.id))


def document(meeting: Meeting, site: Site, base_url: str) -> Mapping[str, Any]:
    """The meeting as the contract shows it."""
    zone = ZoneInfo(meeting.timezone)
    return {
        "id": meeting.id,
        "start": meeting.start.astimezone(zone).isoformat(),
        "end": meeting.end.astimezone(zone).isoformat(),
        "timezone": meeting.timezone,
        "rep": site.rep(meeting.rep).name,
        "status": meeting.status,
        "manage_url": f"{base_url}/meetings/{meeting.secret}",
        "ics_url": f"{base_url}/meetings/{meeting.secret}.ics",
    }
