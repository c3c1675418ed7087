"""Whether a visitor who talks with a rep wants the assistant back."""

from __future__ import annotations

import re

from qualification.reading.utterance import Utterance

_ASSISTANT = r"(?:l'|the |your |votre |le |au |du |a l')?(?:virtual )?(?:assistante?|chat ?bot|bot|robot)(?: virtuelle?)?"
_WISHES = (
    # The assistant, and nothing else but courtesy.
    re.compile(rf"^\W*(?:ok|hello|bonjour|please|svp|s'il vous plait)?\W*{_ASSISTANT}\W*(?:please|svp|s'il vous plait|merci|thanks)?\W*$"),
    re.compile(
        rf"\b(?:back to|return to|talk to|speak to|speak with|talk with|chat with|give me|get me|bring back|i want|i'd like|i'd rather have)\s+{_ASSISTANT}\b"
    ),
    re.compile(
        rf"\b(?:revenir|revenons|retour|reparler|parler|discuter|continuer|reprendre|rendez-moi|repassez-moi|passez-moi|remettez-moi|je veux|je voudrais|je prefere)"
        rf"\s+(?:a|au|avec|vers)?\s*{_ASSISTANT}\b"
    ),
)
_REFUSED = re.compile(r"\b(?:not|don't|never|pas|plus|jamais|sans|no longer|rather than|plutot que)\b")


def wants_assistant(message: Utterance) -> bool:
    """Whether the assistant is asked for; a message that also says no ("not the robot") does not ask."""
    return not _REFUSED.search(message.plain) and any(wish.search(message.plain) for wish in _WISHES)
