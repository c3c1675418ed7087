"""Taking in what was said: facts, corrections, refusals, not knowing, not understood."""

from __future__ import annotations

from dataclasses import replace

from actions.context import Message, TurnAction
from actions.replies import Replies
from qualification.usecases.answering import came_back, decline, not_known, take_in
from qualification.usecases.parting import welcome_back
from qualification.usecases.turn import Turn

_TOLD = ("need", "budget", "authority", "timeline", "company_size", "company", "name", "email", "phone")


class Note(TurnAction):
    """Before any rule: saves each fact of the message, in whatever message it stands.

    The name is Rasa's: an action called so runs on every message, after which rules see the slots as it left them.
    """

    def name(self) -> str:
        return "action_validate_slot_mappings"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        turn.lead = replace(turn.lead, language=message.language)
        if came_back(turn):
            replies.say("utter_welcome_back", company=turn.site.company)
        noted = take_in(turn, message.heard)
        if "need" in noted.new:
            welcome_back(turn)
        for attribute in noted.corrected:
            if attribute in _TOLD:
                replies.say("utter_corrected", what=replies.recap([attribute]))
        for attribute, refused in noted.refused.items():
            if attribute not in noted.new:
                replies.say(f"utter_refused_{attribute}_{refused.why}")
        need = turn.lead.need.value
        if need and "need" in (*noted.new, *noted.corrected) and turn.site.topic(need.topic) is None:
            replies.say("utter_need_other")


class Decline(TurnAction):
    """A question is refused: kindly accepted, not asked again."""

    def name(self) -> str:
        return "action_decline"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        if decline(turn):
            replies.say("utter_declined")


class NotKnown(TurnAction):
    """The visitor cannot tell: ranges are offered once, then the question is left alone."""

    def name(self) -> str:
        return "action_not_known"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        replies.say("utter_not_known" if not_known(turn) else "utter_not_known_left")


class NotUnderstood(TurnAction):
    """Says so; the second time in a row offers a person. The question comes again with an example."""

    def name(self) -> str:
        return "action_not_understood"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        if message.heard.facts or message.heard.refused:
            return
        times = turn.lead.interview.misunderstood + 1
        turn.lead = turn.lead.interviewed(misunderstood=times)
        replies.say("utter_not_understood" if times == 1 else "utter_not_understood_twice")
