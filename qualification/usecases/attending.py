"""What a rep does with a meeting: moves it, cancels it, says whether it took place and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Literal
from uuid import uuid4
from zoneinfo import ZoneInfo

from qualification.bant import Language
from qualification.booking import Slot
from qualification.saying_when import when
from qualification.stages import Impossible
from qualification.storage import calendar
from qualification.storage.calendar import Attendance, Meeting
from qualification.storage.conversations import Message
from qualification.usecases.informing import document
from qualification.usecases.meeting import call_off, shift
from qualification.usecases.selling import meet
from qualification.usecases.turn import Turn

Say = Callable[[str, Language, Mapping[str, str]], str | None]
"""A sentence of the assistant's by its name, in a language, with its words filled in."""
LONGEST_OUTCOME = 2000


def say_in_chat(turn: Turn, meeting: Meeting, response: str, say: Say) -> None:
    """Tells the visitor in the conversation what became of the meeting, outside any answer."""
    lead = turn.lead
    words = {"when": when(meeting.start, ZoneInfo(meeting.timezone), lead.language), "rep": turn.site.rep(meeting.rep).name}
    text = say(response, lead.language, words)
    if text:
        shown = document(meeting, turn.site, turn.base_url)
        turn.said.append(Message(str(uuid4()), "assistant", text, turn.now, lead.language, meeting=shown))


def move_by_rep(turn: Turn, meeting: Meeting, slot: Slot, say: Say) -> Literal["moved", "over", "past", "same"]:
    """Moves a meeting to where the rep wants it, within their hours or not, and tells the visitor.

    Whether another meeting is in the way shows when the turn is written: SlotTaken.
    """
    if meeting.status != "booked" or meeting.start <= turn.now:
        return "over"
    if slot.start <= turn.now:
        return "past"
    if slot == meeting.slot:
        return "same"
    moved = shift(turn, meeting, slot, "sales")
    say_in_chat(turn, moved, "utter_meeting_moved_by_rep", say)
    return "moved"


def cancel_by_rep(turn: Turn, meeting: Meeting, say: Say) -> Literal["cancelled", "over"]:
    """Cancels a meeting that is still to come, and tells the visitor."""
    if meeting.status != "booked" or meeting.start <= turn.now:
        return "over"
    cancelled = call_off(turn, meeting, "sales")
    say_in_chat(turn, cancelled, "utter_meeting_cancelled_by_rep", say)
    return "cancelled"


def attended(turn: Turn, meeting: Meeting, attendance: Attendance) -> Literal["held", "no_show", "to_come", "cancelled"]:
    """Notes whether a meeting that has begun took place. One that did makes a prospect (contract: Stages)."""
    if meeting.status != "booked":
        return "cancelled"
    if meeting.start > turn.now:
        return "to_come"
    turn.write(lambda connection: calendar.attend(connection, meeting.id, attendance, meeting.outcome, turn.now))
    turn.note("meeting", meeting.id, meeting.attendance, attendance, "said by the rep", "sales")
    if attendance == "held":
        with suppress(Impossible):
            meet(turn, "sales")
    return attendance


def note_outcome(turn: Turn, meeting: Meeting, text: str, now: datetime) -> Literal["noted"]:
    """Keeps what came of a meeting, in the rep's words; empty takes them away."""
    outcome = text.strip()[:LONGEST_OUTCOME] or None
    turn.write(lambda connection: calendar.attend(connection, meeting.id, meeting.attendance, outcome, now))
    turn.note("meeting", meeting.id, meeting.outcome, outcome, "outcome", "sales")
    return "noted"
