"""What sales does with a lead: accepts, rejects, wins, loses it, or lets it wait. Every step back has a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from qualification.facts import as_json, facts_of
from qualification.lead import SetBackBy
from qualification.site import Rejection, Site
from qualification.stages import Fact, set_back, stage_after
from qualification.storage import outcomes
from qualification.storage.outcomes import Outcome, Verdict
from qualification.usecases.turn import Turn


class UnknownReason(ValueError):
    """A reason that the site does not know. The text names those it does."""


class NotToCome(ValueError):
    """A date to wait until that is over already."""


def _reason(site: Site, id: str) -> Rejection:
    found = site.sales.rejection(id)
    if found is None:
        raise UnknownReason(f"{id!r} is no reason here; the site knows {', '.join(one.id for one in site.sales.rejections)}")
    return found


def _judge(turn: Turn, verdict: Verdict, reason: str | None, who: str) -> None:
    """Keeps what sales said, with what was known before: it counts towards the rules that made the lead an SQL."""
    lead = turn.lead
    given = Outcome(
        lead_id=lead.id,
        at=turn.now,
        verdict=verdict,
        reason=reason,
        who=who,
        source=lead.source.utm_source or lead.source.supplier or lead.source.kind,
        rules_version=turn.site.scoring.version,
        rules=lead.proposed_by,
        facts=as_json(facts_of(lead, turn.acts, turn.site)),
    )
    turn.write(lambda connection: outcomes.add(connection, given))


def accept(turn: Turn, who: str) -> bool:
    """Sales takes the lead: it is a prospect. False when it was one already, so that accepting twice is accepting once. Raises Impossible."""
    if stage_after(turn.lead.stage, "accepted") == turn.lead.stage:
        return False
    _judge(turn, "accepted", None, who)
    turn.lead = replace(turn.lead, set_back=None)
    return turn.move("accepted", "accepted by sales", who)


def meet(turn: Turn, who: str) -> bool:
    """A meeting took place: the lead is a prospect. False when it was one already. Raises Impossible."""
    if turn.lead.stage == "disqualified":
        turn.lead = replace(turn.lead, disqualified_because=None)
    turn.lead = replace(turn.lead, set_back=None)
    return turn.move("met", "a meeting took place", who)


def win(turn: Turn, who: str) -> bool:
    """The lead bought: it is a customer. False when it was one already. Raises Impossible."""
    if stage_after(turn.lead.stage, "won") == turn.lead.stage:
        return False
    _judge(turn, "won", None, who)
    turn.lead = replace(turn.lead, set_back=None)
    return turn.move("won", "bought", who)


def _take_back(turn: Turn, fact: Fact, by: SetBackBy, because: str, who: str, until: datetime | None = None) -> None:
    """Takes the lead back to where the table has it, and keeps it there until the note is over."""
    stage_after(turn.lead.stage, fact)
    # What was asked for has had its answer; asking again is something new.
    turn.lead = turn.lead.interviewed(wants_meeting=False)
    turn.note_wishes(who)
    lead = turn.lead
    turn.lead = replace(lead, set_back=set_back(lead, by, because, turn.now, who, until))
    turn.move(fact, because, who)


def reject(turn: Turn, reason: str, who: str) -> None:
    """Sales does not take the lead, for one of the site's reasons: it goes back to marketing, or is out for good where the reason closes.

    It is not proposed again before it says something new. Raises UnknownReason and Impossible.
    """
    given = _reason(turn.site, reason)
    fact: Fact = "closed" if given.closes else "rejected"
    stage_after(turn.lead.stage, fact)
    _judge(turn, "rejected", given.id, who)
    if given.closes:
        turn.lead = replace(turn.lead, disqualified_because=turn.lead.disqualified_because or "sales")
    _take_back(turn, fact, "rejected", given.id, who)


def lose(turn: Turn, reason: str, who: str) -> None:
    """A prospect did not buy, or a customer left, for one of the site's reasons: back to marketing. Raises UnknownReason and Impossible."""
    given = _reason(turn.site, reason)
    stage_after(turn.lead.stage, "lost")
    _judge(turn, "lost", given.id, who)
    _take_back(turn, "lost", "lost", given.id, who)


def wait(turn: Turn, until: datetime, reason: str, who: str) -> None:
    """The lead asked to be left alone until a date; then it comes back by itself. Raises NotToCome and Impossible."""
    if until <= turn.now:
        raise NotToCome(f"{until:%Y-%m-%d} is over; give a date to come")
    _take_back(turn, "waits", "waits", reason, who, until)


def fall_silent(turn: Turn, days: int) -> None:
    """Nothing was heard for so many days: the lead goes back to marketing until it gives a sign of life. Raises Impossible."""
    _take_back(turn, "silent", "silent", f"nothing heard for {days} days", "rules")
