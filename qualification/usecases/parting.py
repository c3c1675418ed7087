"""Ways out: those who are no leads, abuse, erasure, a yes or a no to what was to be confirmed."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from qualification.lead import Disqualification
from qualification.storage.calendar import Meeting
from qualification.usecases import meeting as meetings
from qualification.usecases.consenting import agree
from qualification.usecases.erasing import has_other_visits
from qualification.usecases.turn import Turn


def turn_away(turn: Turn, because: Disqualification) -> None:
    """The visitor is no lead: told kindly where to go, no meeting. One who has a meeting booked stays a lead."""
    if turn.lead.interview.booked or turn.lead.stage in ("prospect", "customer"):
        return
    meetings.let_go(turn)
    turn.lead = replace(turn.lead, disqualified_because=because).interviewed(asking=None, confirming=None, misunderstood=0)
    turn.assess()


def welcome_back(turn: Turn) -> None:
    """Someone who was turned away says that they want to buy after all."""
    if turn.lead.disqualified_because is not None:
        turn.lead = replace(turn.lead, disqualified_because=None)
        turn.assess()


def warn(turn: Turn) -> Literal["warned", "ended"]:
    """Abuse is answered once, calmly; the second time the talk ends."""
    if turn.lead.interview.warned:
        turn.lead = turn.lead.interviewed(ended=True, asking=None)
        return "ended"
    turn.lead = turn.lead.interviewed(warned=True)
    return "warned"


def to_be_confirmed(turn: Turn, what: Literal["erase", "cancel"]) -> None:
    """Asks for a yes before something that cannot be undone."""
    asked = {**turn.lead.interview.asked, "confirmation": 0}
    turn.lead = turn.lead.interviewed(confirming=what, asked=asked)


def erase(turn: Turn) -> None:
    """Erases the person everywhere with this turn: row, conversation, outbox, calendar, tracker."""
    turn.erased = True


Outcome = Literal["erased", "erased_here", "cancelled", "kept", "agreed", "declined", "refused_meeting"]


def say_yes(turn: Turn) -> tuple[Outcome | None, Meeting | None]:
    """What a yes does: confirms what waits for it, or agrees to what was asked. None when a yes says nothing here."""
    interview = turn.lead.interview
    if interview.confirming == "erase":
        erase(turn)
        with turn.database.reading() as connection:
            return ("erased_here" if has_other_visits(connection, turn.lead) else "erased"), None
    if interview.confirming == "cancel":
        cancelled = meetings.cancel(turn)
        # Also when there was nothing left to cancel: what is over is not asked about again.
        turn.lead = turn.lead.interviewed(confirming=None)
        return "cancelled", cancelled
    if interview.asking == "marketing_consent":
        agree(turn, marketing=True)
        return "agreed", None
    return None, None


def say_no(turn: Turn) -> Outcome | None:
    """What a no does: leaves things as they are, or refuses what was asked."""
    interview = turn.lead.interview
    if interview.confirming:
        turn.lead = turn.lead.interviewed(confirming=None)
        return "kept"
    if interview.asking == "marketing_consent":
        agree(turn, marketing=False)
        return "declined"
    if interview.asking == "slot":
        meetings.refuse(turn)
        return "refused_meeting"
    return None
