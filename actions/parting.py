"""Ways out, confirmations, consent."""

from __future__ import annotations

from actions.context import Message, TurnAction
from actions.replies import Replies
from qualification.lead import Disqualification
from qualification.usecases import parting
from qualification.usecases.consenting import agree
from qualification.usecases.nurturing import want_content
from qualification.usecases.turn import Turn

_WAYS_OUT: dict[str, tuple[Disqualification, str]] = {
    "student": ("student", "utter_student"),
    "job_search": ("job_seeker", "utter_job"),
    "competitor": ("competitor", "utter_competitor"),
    "supplier_pitch": ("supplier", "utter_supplier"),
    "support_request": ("customer_support", "utter_support"),
}


class TurnAway(TurnAction):
    """Someone who is no lead is told kindly where to go."""

    def name(self) -> str:
        return "action_turn_away"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        because, response = _WAYS_OUT[message.intent]
        parting.turn_away(turn, because)
        replies.say(response)


class Warn(TurnAction):
    """Abuse: one calm warning, then the end."""

    def name(self) -> str:
        return "action_warn"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        replies.say("utter_warning" if parting.warn(turn) == "warned" else "utter_ended")


class ConfirmErasure(TurnAction):
    """Erasing cannot be undone: one confirmation is asked."""

    def name(self) -> str:
        return "action_confirm_erasure"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        parting.to_be_confirmed(turn, "erase")


class Yes(TurnAction):
    """A yes does what waits for it."""

    def name(self) -> str:
        return "action_yes"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        outcome, meeting = parting.say_yes(turn)
        if outcome == "erased":
            replies.say("utter_erased")
        elif outcome == "erased_here":
            replies.say("utter_erased_here")
        elif outcome == "cancelled" and meeting:
            replies.say("utter_meeting_cancelled", when=replies.when(meeting), meeting=meeting)
        elif outcome == "agreed":
            replies.say("utter_mail_agreed")
        elif turn.lead.interview.asking == "slot":
            replies.say("utter_which_time")


class No(TurnAction):
    """A no leaves things as they are, or refuses what was asked."""

    def name(self) -> str:
        return "action_no"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        outcome = parting.say_no(turn)
        responses = {"kept": "utter_kept", "declined": "utter_mail_declined", "refused_meeting": "utter_meeting_refused"}
        if outcome in responses:
            replies.say(responses[outcome])


class AgreeToMail(TurnAction):
    """The visitor wants to be written to."""

    def name(self) -> str:
        return "action_agree_to_mail"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        agree(turn, marketing=True)
        replies.say("utter_mail_agreed")


class WithdrawConsent(TurnAction):
    """The visitor does not want to be written to or watched any more."""

    def name(self) -> str:
        return "action_withdraw_consent"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        agree(turn, marketing=False, tracking=False)
        replies.say("utter_consent_withdrawn")


class WantContent(TurnAction):
    """A document is asked for; it goes to the address, once there is one."""

    def name(self) -> str:
        return "action_want_content"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        if turn.lead.interview.content_sent:
            replies.say("utter_content_already", email=turn.lead.email)
        elif want_content(turn):
            replies.say("utter_content_sent", email=turn.lead.email)
        else:
            replies.say("utter_content")
