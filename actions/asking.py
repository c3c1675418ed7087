"""Going on: what was booked, and the next question."""

from __future__ import annotations

from actions.context import Message, TurnAction
from actions.replies import Replies
from qualification.interview import Question
from qualification.usecases.asking import Next, choices_for, go_on, let_be
from qualification.usecases.proposing import booked_meeting
from qualification.usecases.turn import Turn

_ANSWERS = frozenset({"inform", "correct", "nlu_fallback", "affirm", "deny", "do_not_know", "decline_to_say", "choose_time", "out_of_scope"})
"""Intents after which the same question comes again because it got no answer; after any other it comes back."""
_RECAPPED = ("need", "timeline", "budget", "authority", "company_size", "company", "name", "email")


class Ask(TurnAction):
    """Last in every rule that goes on: asks the question that is worth most, or nothing."""

    def name(self) -> str:
        return "action_ask"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        if turn.erased:
            return  # whoever is gone is asked nothing more
        if message.intent == "thank":
            let_be(turn)
        asks = turn.lead.interview.asking
        told_something_else = bool(message.heard.facts) and asks != "slot" and not message.heard.answers(asks)
        coming = go_on(turn, digressed=message.intent not in _ANSWERS or told_something_else)
        say_next(turn, coming, replies)
        if coming.is_silent and not message.answered:
            # Nobody is left without an answer, even when there is nothing left to ask.
            ended = turn.lead.interview.ended
            replies.say("utter_ended" if ended else "utter_noted" if message.heard.facts else "utter_next_step_waiting")


def say_next(turn: Turn, coming: Next, replies: Replies) -> None:
    """Says what `go_on` decided."""
    if coming.booked:
        mailed = "_mail" if turn.lead.email else ""
        words = {"when": replies.when(coming.booked), "rep": replies.rep(coming.booked), "email": turn.lead.email or ""}
        replies.say(f"utter_meeting_booked{mailed}", meeting=coming.booked, **words)
    if coming.lost:
        replies.say("utter_slot_gone")
    if coming.unreachable:
        replies.say("utter_unreachable")
    if coming.content_sent:
        replies.say("utter_content_sent", email=turn.lead.email)
    if coming.question is None:
        return
    if coming.question.asks == "slot":
        _say_times(turn, coming, replies)
    else:
        _say_question(turn, coming.question, coming, replies)


def _say_times(turn: Turn, coming: Next, replies: Replies) -> None:
    times = coming.times
    if times is None or not times.slots:
        turn.lead = turn.lead.interviewed(asking=None)
        replies.say("utter_no_times")
        return
    response, words = "utter_ask_slot" if coming.manner == "first" else "utter_ask_slot_back", {}
    if not times.fits:
        response = "utter_ask_slot_none_fit"
    elif turn.lead.interview.moving and coming.manner != "back":
        response = "utter_ask_slot_moving"
    elif coming.recap:
        response, words = "utter_ask_slot_recap", {"recap": replies.recap(_RECAPPED)}
    replies.say(response, asks="slot", choices=replies.times(times.slots, times.zone, with_rep=times.stands_in), **words)


def _name_of(turn: Turn, question: Question) -> tuple[str, dict[str, str]]:
    """The response that asks the question, without its manner."""
    interview, asks = turn.lead.interview, question.asks
    if asks == "confirmation":
        return f"utter_ask_confirmation_{interview.confirming}", {}
    if asks == "budget" and question.detail == "period":
        return "utter_ask_budget_period", {}
    if asks == "email" and not interview.held and not interview.wants_meeting:
        return ("utter_ask_email_content" if interview.wants_content else "utter_ask_email_followup"), {}
    if interview.booked and asks in ("company", "company_size", "phone"):
        return f"utter_ask_{asks}_booked", {}
    return f"utter_ask_{asks}", {}


def _say_question(turn: Turn, question: Question, coming: Next, replies: Replies) -> None:
    response, words = _name_of(turn, question)
    plain = f"utter_ask_{question.asks}"
    if coming.manner != "first":
        candidates = (f"{response}_{coming.manner}", f"{plain}_{coming.manner}", response)
        response = next((one for one in candidates if replies.has(one)), response)
    if question.asks == "marketing_consent":
        words["consent"] = turn.site.consent_text[turn.lead.language]
    if question.asks == "budget" and turn.lead.budget.value:
        words["amount"] = replies.budget(turn.lead.budget.value)
    if question.asks == "confirmation" and turn.lead.interview.confirming == "cancel":
        meeting = booked_meeting(turn)
        words["when"] = replies.when(meeting) if meeting else ""
    replies.say(response, asks=question.asks, choices=choices_for(turn, question), **words)
