"""Meetings: wanted, refused, chosen, moved, cancelled."""

from __future__ import annotations

from datetime import datetime

from actions.asking import say_next
from actions.context import Message, TurnAction
from actions.replies import Replies
from qualification.booking import Slot
from qualification.saying_when import when
from qualification.usecases import joining, proposing
from qualification.usecases import meeting as meetings
from qualification.usecases.asking import go_on
from qualification.usecases.parting import to_be_confirmed
from qualification.usecases.turn import Turn


class WantMeeting(TurnAction):
    """A meeting or a person is asked for."""

    def name(self) -> str:
        return "action_want_meeting"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        called = joining.call(turn) if message.intent == "ask_person" else None
        booked = proposing.booked_meeting(turn)
        if called and called.is_open:
            replies.say("utter_person_called")
        elif booked:
            replies.say("utter_meeting_already", when=replies.when(booked), rep=replies.rep(booked), meeting=booked)
        elif called and called.opens:
            replies.say("utter_person_closed", when=when(called.opens, proposing.visitor_zone(turn.lead, turn.site), replies.language))
        else:
            replies.say("utter_person" if message.intent == "ask_person" else "utter_meeting_wanted")
        if not booked:
            meetings.want(turn)


class RefuseMeeting(TurnAction):
    """No meeting: none is proposed again unless asked for."""

    def name(self) -> str:
        return "action_refuse_meeting"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        meetings.refuse(turn)
        replies.say("utter_meeting_refused")


class NextStep(TurnAction):
    """What comes next, or what else is needed: a time, if the lead is ready; else the open question, or nothing."""

    def name(self) -> str:
        return "action_next_step"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        if not meetings.invite_again(turn) and turn.lead.interview.asking is None:
            replies.say("utter_next_step_waiting")


class ChooseTime(TurnAction):
    """One of the times on offer, a time of the visitor's own, or a wish that narrows what is offered."""

    def name(self) -> str:
        return "action_choose_time"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        slot = self._meant(turn, message)
        if slot is None:
            if not meetings.want_another_time(turn):
                replies.say("utter_next_step_waiting")
                return
            proposal = proposing.propose(turn, message.moment, _last_offered(turn) if message.moment is None or message.moment.later else None)
            say_next(turn, go_on(turn, digressed=True, proposal=proposal), replies)
            return
        if proposing.booked_meeting(turn):
            moved = meetings.move(turn, slot)
            if moved:
                replies.say("utter_meeting_moved", when=replies.when(moved), rep=replies.rep(moved), meeting=moved)
            else:
                replies.say("utter_slot_gone")
        elif not meetings.choose(turn, slot):
            replies.say("utter_slot_gone")
        coming = go_on(turn, digressed=True)
        if turn.lead.interview.held:
            replies.say("utter_time_held", when=when(slot.start, proposing.visitor_zone(turn.lead, turn.site), replies.language))
        say_next(turn, coming, replies)

    @staticmethod
    def _meant(turn: Turn, message: Message) -> Slot | None:
        if message.slot:
            return message.slot
        if message.moment and (slot := proposing.slot_at(turn, message.moment)):
            return slot
        if message.moment and (named := proposing.only_offer_on(turn, message.moment)):
            return named
        offers = proposing.on_offer(turn)
        if message.ordinal is not None and message.ordinal < len(offers):
            return offers[message.ordinal]
        return None


def _last_offered(turn: Turn) -> datetime | None:
    offers = proposing.on_offer(turn)
    return max(slot.start for slot in offers) if offers else None


class MoveMeeting(TurnAction):
    """The booked meeting is to be moved: new times are offered."""

    def name(self) -> str:
        return "action_move_meeting"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        if not meetings.start_moving(turn):
            replies.say("utter_no_meeting_booked")


class CancelMeeting(TurnAction):
    """The booked meeting is to be cancelled: after one confirmation."""

    def name(self) -> str:
        return "action_cancel_meeting"

    def act(self, turn: Turn, message: Message, replies: Replies) -> None:
        if proposing.booked_meeting(turn):
            to_be_confirmed(turn, "cancel")
        elif turn.lead.interview.asking == "slot" or turn.lead.interview.held:
            meetings.refuse(turn)
            replies.say("utter_meeting_refused")
        else:
            replies.say("utter_no_meeting_booked")
