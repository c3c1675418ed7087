"""Going on with the talk: what was booked, what comes next, and how it is put."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from qualification.interview import OPTIONAL, Question, limit_of, next_question
from qualification.storage.calendar import Meeting, SlotTaken
from qualification.usecases import meeting as meetings
from qualification.usecases.answering import close
from qualification.usecases.nurturing import send_content
from qualification.usecases.proposing import Proposal, propose
from qualification.usecases.turn import Turn

Manner = Literal["first", "again", "back"]
"""How a question is put: for the first time, once more because the answer was not understood, or after a digression."""


MOST_RETURNS = 2
"""How often in a row the open question is said again after digressions: whoever goes on asking back has heard it."""


@dataclass(frozen=True)
class Next:
    """What to say to go on. Any part may be missing."""

    booked: Meeting | None = None
    lost: bool = False
    """The held time went to somebody else."""
    unreachable: bool = False
    """No meeting could be booked for want of an address."""
    content_sent: bool = False
    question: Question | None = None
    manner: Manner = "first"
    times: Proposal | None = None
    recap: bool = False
    """Whether to say what was understood, since it decides what follows."""

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to say at all."""
        return not (self.booked or self.lost or self.unreachable or self.content_sent or self.question)


def _settle_booking(turn: Turn) -> tuple[Meeting | None, bool, bool]:
    """Books what can be booked; lets go a time that nobody can be invited to."""
    try:
        booked = meetings.book_if_ready(turn)
    except SlotTaken:
        meetings.lost(turn)
        return None, True, False
    interview = turn.lead.interview
    if booked is None and interview.held and next_question(turn.lead, turn.site, turn.measured) is None:
        meetings.refuse(turn)
        return None, False, True
    return booked, False, False


def go_on(turn: Turn, *, digressed: bool, proposal: Proposal | None = None) -> Next:
    """Decides what to ask now and keeps count; the same question comes `back` after a digression, or `again` when it got no answer."""
    turn.assess()
    booked, lost, unreachable = _settle_booking(turn)
    sent = send_content(turn)
    asked_before = turn.lead.interview.asking
    question = next_question(turn.lead, turn.site, turn.measured)
    manner: Manner = "first"
    while question is not None and question.asks == asked_before and not lost:
        manner = "back" if digressed else "again"
        if manner == "back" and turn.lead.interview.returned >= MOST_RETURNS:
            # The question stays open, so that an answer to it is one, but is not said once more.
            return Next(booked, lost, unreachable, sent)
        if manner == "back" or turn.lead.interview.asked.get(question.asks, 0) < limit_of(question.asks):
            break
        _leave_alone(turn, question)
        manner, question = "first", next_question(turn.lead, turn.site, turn.measured)
    if question is None:
        turn.lead = turn.lead.interviewed(asking=None)
        return Next(booked, lost, unreachable, sent)
    _count(turn, question, manner)
    times, recap = None, False
    if question.asks == "slot":
        times = proposal or propose(turn)
        recap = asked_before != "slot" and not turn.lead.interview.moving and turn.lead.interview.asked.get("slot", 0) == 1
    return Next(booked, lost, unreachable, sent, question, manner, times, recap)


def _leave_alone(turn: Turn, question: Question) -> None:
    """Stops asking what got no answer so often: what was to be confirmed is not done."""
    if question.asks == "confirmation":
        turn.lead = turn.lead.interviewed(confirming=None, asking=None)
    elif question.asks == "slot":
        meetings.refuse(turn)
    else:
        turn.lead = close(turn.lead, "budget_period" if question.detail else question.asks)


def let_be(turn: Turn) -> None:
    """Thanks in answer to an optional question mean that it may be left."""
    asking = turn.lead.interview.asking
    if asking in OPTIONAL:
        turn.lead = close(turn.lead, asking).interviewed(asking=None)


def _count(turn: Turn, question: Question, manner: Manner) -> None:
    interview = turn.lead.interview
    asked = interview.asked
    if manner != "back":
        asked = {**asked, question.asks: asked.get(question.asks, 0) + 1}
        turn.note("question", question.asks, None, question.detail, question.because, "assistant")
    returned = interview.returned + 1 if manner == "back" else 0
    turn.lead = turn.lead.interviewed(asking=question.asks, asked=asked, returned=returned)


def choices_for(turn: Turn, question: Question) -> list[Mapping[str, Any]]:
    """The answers on offer to a question, each with the words of its label and the value that choosing it says."""
    site, language = turn.site, turn.lead.language
    if question.asks == "need":
        topics = [{"text": topic.choice[language], "fact": ["need", {"topic": topic.id}]} for topic in site.topics]
        return [*topics, {"label": "choice_need_other", "fact": ["need", {"topic": "other"}]}]
    if question.asks == "authority":
        return [{"label": f"choice_authority_{role}", "fact": ["authority", {"role": role}]} for role in ("decision_maker", "influencer", "user")]
    if question.asks == "timeline":
        return [{"label": f"choice_timeline_{horizon}", "fact": ["timeline", {"horizon": horizon}]} for horizon in ("now", "quarter", "half", "none")]
    if question.asks == "company_size":
        return [_size_choice(low, high) for low, high in site.sizes]
    if question.asks == "budget" and question.detail == "period":
        return [{"label": f"choice_period_{period}", "period": period} for period in ("month", "year", "once")]
    if question.asks == "budget":
        return [_budget_choice(low, high, site.default_currency) for low, high in site.budgets]
    if question.asks in ("confirmation", "marketing_consent"):
        return [{"label": "choice_yes", "intent": "affirm"}, {"label": "choice_no", "intent": "deny"}]
    return []


def _size_choice(low: int, high: int | None) -> Mapping[str, Any]:
    size = {"low": low, "high": high}
    return {"label": "choice_size_from" if high is None else "choice_size", "words": size, "fact": ["company_size", size]}


def _budget_choice(low: Any, high: Any, currency: str) -> Mapping[str, Any]:
    label = "choice_budget_up_to" if low is None else "choice_budget_from" if high is None else "choice_budget"
    value = {"low": str(low) if low is not None else None, "high": str(high) if high is not None else None, "currency": currency, "period": "year"}
    return {"label": label, "words": {"low": low, "high": high, "currency": currency}, "fact": ["budget", value]}
