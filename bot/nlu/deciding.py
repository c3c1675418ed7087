"""What the visitor did, once the words are classified and the facts are read: the open question decides between readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qualification.reading.hearing import Heard

NOT_UNDERSTOOD = "nlu_fallback"
LEAST = 0.35
"""Below this probability an intent is a guess, and a guess is worse than asking."""
WEIGHTY = {
    "student": 0.6,
    "job_search": 0.6,
    "competitor": 0.7,
    "supplier_pitch": 0.7,
    "insult": 0.7,
    "support_request": 0.55,
    "ask_erasure": 0.6,
    "cancel_meeting": 0.55,
}
"""What would turn a visitor away or undo something has to be surer than that."""
SURE = 0.8
"""From here on, what was asked back is answered even when the message also answers the question."""
CERTAIN = 0.8
"""From here on the classifier alone may turn somebody away."""
REFUSALS = frozenset({"decline_to_say", "deny", "refuse_meeting", "withdraw_consent"})
_STATEMENTS = frozenset({
    "inform", "correct", "affirm", "deny", "greet", "thank", "goodbye", "small_talk", "out_of_scope", "complain", "insult", "competitor",
    "supplier_pitch", "support_request", "decline_to_say", "do_not_know", "ask_content", "agree_to_mail", "ask_rephrase", "ask_references",
    "ask_company", "choose_time", "ask_other_times", "move_meeting", "cancel_meeting", "withdraw_consent", "ask_capabilities", "ask_why",
    "ask_integrations", "ask_setup_time", "refuse_meeting",
})  # fmt: skip
"""What a plain answer is easily mistaken for."""
_NO_REQUEST = REFUSALS | {
    "inform", "correct", "affirm", "greet", "thank", "small_talk", "out_of_scope", "do_not_know", "agree_to_mail", "choose_time",
    "ask_other_times", NOT_UNDERSTOOD,
}  # fmt: skip
"""What a refusal is easily mistaken for: it asks for nothing that would have to be answered first."""


def _from_choice(choice: Mapping[str, Any]) -> str:
    if "intent" in choice:
        return str(choice["intent"])
    return "choose_time" if "slot" in choice else "inform"


def _is_doubtful(intent: str, share: float, heard: Heard) -> bool:
    """Whether a visitor would be turned away on the classifier's word alone, against what they say they need.

    A student or a job seeker says so, which the reader of authority hears too; who names a need is no rival or supplier.
    """
    if share >= CERTAIN:
        return False
    role = heard.facts.get("authority")
    if intent in ("student", "job_search"):
        return role is None or role.value.role != "none"
    return intent in ("competitor", "supplier_pitch") and "need" in heard.facts


def _in_the_light_of(asks: str | None, intent: str) -> str:
    """The same words mean other things to other questions: "no e-mail please" refuses the question, or takes back a consent."""
    if asks in ("email", "phone", "name", "company", "budget", "timeline", "authority", "company_size", "need"):
        if intent in ("withdraw_consent", "refuse_meeting") and asks in ("email", "phone"):
            return "decline_to_say"
        if intent == "deny":
            return "decline_to_say"
    if asks == "slot" and intent in ("deny", "decline_to_say"):
        return "refuse_meeting"
    if asks in ("marketing_consent", "confirmation"):
        if intent in ("decline_to_say", "withdraw_consent", "refuse_meeting"):
            return "deny"
        if intent in ("agree_to_mail", "ask_content") and asks == "marketing_consent":
            return "affirm"
    return intent


def _without_answer(heard: Heard, asks: str | None, intent: str, share: float) -> str | None:
    """The intent of a refusal that was read, unless the visitor surely wants something else."""
    if heard.refusal is None or (share >= SURE and intent not in _NO_REQUEST):
        return None
    if heard.refusal == "not_known":
        return "do_not_know"
    return _in_the_light_of(asks, "decline_to_say")


def decide(
    ranking: Sequence[tuple[str, float]], heard: Heard, asks: str | None, *, choice: Mapping[str, Any] | None = None, names_time: bool = False
) -> tuple[str, float]:
    """The intent and how sure it is. `names_time` says that a time or one of those on offer was named."""
    if choice:
        return _from_choice(choice), 1.0
    intent, share = ranking[0] if ranking else (NOT_UNDERSTOOD, 0.0)
    if without_answer := _without_answer(heard, asks, intent, share):
        return without_answer, SURE
    if asks == "slot" and names_time and (intent not in ("refuse_meeting", "cancel_meeting", "ask_erasure") or share < SURE):
        return "choose_time", max(share, SURE)
    answered = heard.answers(asks) or heard.period is not None or heard.currency is not None or (heard.corrects and bool(heard.facts))
    if answered and not heard.facts and intent == "decline_to_say" and share >= SURE:
        return intent, share  # "not something I share up front": no payment in one go
    if heard.declined and intent in REFUSALS:
        return "inform", share
    if answered and (intent in _STATEMENTS or share < SURE):
        return ("correct" if heard.corrects and intent == "correct" else "inform"), max(share, LEAST)
    if asks in heard.refused:
        return "inform", share
    if _is_doubtful(intent, share, heard):
        return ("inform", LEAST) if heard.facts else (NOT_UNDERSTOOD, 1 - share)
    if share < WEIGHTY.get(intent, LEAST):
        return ("inform", LEAST) if heard.facts else (NOT_UNDERSTOOD, 1 - share)
    if intent == "choose_time":
        intent = "ask_meeting" if asks != "slot" else intent
    return _in_the_light_of(asks, intent), share
