"""Telling: prices, topics, why something is asked, what is known."""

from __future__ import annotations

from dataclasses import replace

from actions.context import Message, TurnAction
from actions.replies import Replies
from qualification.usecases.turn import Turn

_KNOWN = ("need", "timeline", "budget", "authority", "company_size", "company", "name", "job_title", "email", "phone", "website")


class TellPrice(TurnAction):
    """The public price of what the visitor needs, or all of them."""

    def name(self) -> str:
        return "action_tell_price"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        need, language = turn.lead.need.value, turn.lead.language
        topic = turn.site.topic(need.topic) if need else None
        if topic:
            replies.say("utter_price", price=topic.price[language])
        else:
            replies.say("utter_price_all", prices="\n".join(one.price[language] for one in turn.site.topics))


class TellProduct(TurnAction):
    """What the site sells: the product that the visitor needs, or all in a sentence."""

    def name(self) -> str:
        return "action_tell_product"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        need = turn.lead.need.value
        topic = turn.site.topic(need.topic) if need else None
        if topic:
            replies.say("utter_topic", description=topic.description[turn.lead.language])
        else:
            replies.say("utter_product")


class TellWhy(TurnAction):
    """Why the open question is asked."""

    def name(self) -> str:
        return "action_tell_why"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        own = f"utter_why_{turn.lead.interview.asking}"
        replies.say(own if replies.has(own) else "utter_why")


class TellKnown(TurnAction):
    """Everything that is known about the visitor."""

    def name(self) -> str:
        return "action_tell_known"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        known = replies.recap(_KNOWN)
        if known:
            replies.say("utter_known", known=known)
        else:
            replies.say("utter_known_nothing")


class ChangeLanguage(TurnAction):
    """Goes on in the language that was asked for, or says which ones are spoken."""

    def name(self) -> str:
        return "action_change_language"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        if message.wished_language == "other":
            replies.say("utter_language_unknown")
            return
        if message.wished_language:
            turn.lead = replace(turn.lead, language=message.wished_language)
        replies.say("utter_language_changed")
