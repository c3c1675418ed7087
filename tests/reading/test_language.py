"""What is promised of the language of a message."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qualification.bant import LANGUAGES, Language
from qualification.reading.language import recognise
from tests.reading.patience import no_blow_up

TEXTS: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "languages.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_recognised_whatever_the_conversation_was_in(language: Language) -> None:
    wrong = [(text, current) for text in TEXTS[language] for current in (*LANGUAGES, None) if recognise(text, current) != language]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_tells_too_little_keeps_the_language_of_the_conversation(language: Language) -> None:
    assert not [text for text in TEXTS["keeps"] if recognise(text, language) != language]


def test_nothing_to_go_by_is_french() -> None:
    assert recognise("45", None) == "fr"


@settings(deadline=None)
@given(st.text(max_size=2000), st.sampled_from([*LANGUAGES, None]))
def test_any_text_has_a_language(text: str, current: Language | None) -> None:
    assert recognise(text, current) in LANGUAGES


def test_recognising_hundreds_of_messages_takes_no_time_to_speak_of() -> None:
    with no_blow_up():
        for text in [text for texts in TEXTS.values() for text in texts]:
            assert recognise(text, "fr") in LANGUAGES
