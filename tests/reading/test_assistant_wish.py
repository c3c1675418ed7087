"""Whether the assistant is asked for while a rep talks."""

from __future__ import annotations

from datetime import date

import pytest

from qualification.bant import Language
from qualification.reading.assistant_wish import wants_assistant
from qualification.reading.utterance import Utterance


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("l’assistant, s’il vous plaît", "fr"),
        ("Je voudrais reparler à l'assistant", "fr"),
        ("On peut revenir au robot ?", "fr"),
        ("Repassez-moi l’assistante", "fr"),
        ("the assistant please", "en"),
        ("Back to the bot", "en"),
        ("Can I talk to the virtual assistant?", "en"),
    ],
)
def test_the_assistant_is_wanted(text: str, language: Language) -> None:
    assert wants_assistant(Utterance(text, language, date(2026, 11, 22)))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Je ne veux pas parler à un robot", "fr"),
        ("Surtout plus le robot", "fr"),
        ("Mon assistante enverra le contrat", "fr"),
        ("Je suis assistante de direction", "fr"),
        ("not the bot", "en"),
        ("Does it have an assistant for invoices?", "en"),
        ("I don’t want to talk to the bot", "en"),
        ("", "en"),
    ],
)
def test_other_words_about_assistants_are_no_wish(text: str, language: Language) -> None:
    assert not wants_assistant(Utterance(text, language, date(2026, 11, 22)))
