"""A visitor who picks a time in words picks the time they meant."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualification.bant import Language
from qualification.reading.moments import Moment, read_moment
from qualification.reading.utterance import Utterance

SUNDAY = date(2026, 11, 22)
TUESDAY = date(2026, 11, 24)


def moment_of(text: str, language: Language = "fr") -> Moment | None:
    found = read_moment(Utterance(text, language, SUNDAY))
    return found.value if found else None


FRENCH: list[tuple[str, dict[str, Any]]] = [
    ("mardi", {"weekday": 1}),
    ("jeudi prochain", {"weekday": 3, "day": date(2026, 11, 26)}),
    ("le 24", {"day": TUESDAY}),
    ("mardi 24 à 10h", {"day": TUESDAY, "at_time": time(10)}),
    ("mardi à 10h", {"weekday": 1, "at_time": time(10)}),
    ("mardi 10h30 svp", {"weekday": 1, "at_time": time(10, 30)}),
    ("demain matin", {"day": date(2026, 11, 23), "until_time": time(12)}),
    ("le matin", {"until_time": time(12)}),
    ("plutot l'aprem", {"from_time": time(12)}),
    ("l'après-midi de préférence", {"from_time": time(12)}),
    ("jeudi après-midi", {"weekday": 3, "from_time": time(12)}),
    ("pas avant 15h", {"from_time": time(15)}),
    ("après 15h", {"from_time": time(15)}),
    ("à partir de 14h30", {"from_time": time(14, 30)}),
    ("avant 11h si possible", {"until_time": time(11)}),
    ("entre 14h et 16h", {"from_time": time(14), "until_time": time(16)}),
    ("de 9h à 11h", {"from_time": time(9), "until_time": time(11)}),
    ("vers 10h", {"at_time": time(10)}),
    ("quinze heures", {"at_time": time(15)}),
    ("midi", {"at_time": time(12)}),
    ("en fin de journée", {"from_time": time(16)}),
    ("plus tard", {"later": True}),
    ("vous avez un autre créneau ?", {"later": True}),
    ("un autre jour", {"later": True}),
    ("la semaine prochaine", {"not_before_day": date(2026, 11, 23)}),
    ("à partir de jeudi", {"not_before_day": date(2026, 11, 26)}),
    ("pas avant jeudi", {"not_before_day": date(2026, 11, 26)}),
    ("pas lundi, plutôt mercredi", {"weekday": 2}),
    ("le 3 décembre à 9h", {"day": date(2026, 12, 3), "at_time": time(9)}),
    ("un quart d'heure suffit", {"minutes": 15}),
    ("plutôt une demi-heure, jeudi", {"weekday": 3, "minutes": 30}),
    ("il nous faudrait pour une heure, mardi à 10h", {"weekday": 1, "at_time": time(10), "minutes": 60}),
    ("une heure suffirait", {"minutes": 60}),
    ("24/11 14h", {"day": TUESDAY, "at_time": time(14)}),
]
ENGLISH: list[tuple[str, dict[str, Any]]] = [
    ("next Tuesday at 10am", {"weekday": 1, "day": TUESDAY, "at_time": time(10)}),
    ("Tuesday works", {"weekday": 1}),
    ("Tuesday 24th at 2pm", {"day": TUESDAY, "at_time": time(14)}),
    ("the 24th", {"day": TUESDAY}),
    ("after 3pm", {"from_time": time(15)}),
    ("not before 3pm", {"from_time": time(15)}),
    ("any time after 2", {"from_time": time(14)}),
    ("before noon", {"until_time": time(12)}),
    ("between 2 and 4pm", {"from_time": time(14), "until_time": time(16)}),
    ("in the morning", {"until_time": time(12)}),
    ("Thursday afternoon", {"weekday": 3, "from_time": time(12)}),
    ("10:30", {"at_time": time(10, 30)}),
    ("10.30am tomorrow", {"day": date(2026, 11, 23), "at_time": time(10, 30)}),
    ("half past ten", {"at_time": time(10, 30)}),
    ("at 3 please", {"at_time": time(15)}),
    ("later", {"later": True}),
    ("do you have another time?", {"later": True}),
    ("next week", {"not_before_day": date(2026, 11, 23)}),
    ("from Thursday onwards", {"not_before_day": date(2026, 11, 26)}),
    ("not Monday, Wednesday instead", {"weekday": 2}),
    ("can we have half an hour", {"minutes": 30}),
    ("15 minutes is enough, in the morning", {"minutes": 15, "until_time": time(12)}),
    ("we need an hour", {"minutes": 60}),
    ("1 December at 9", {"day": date(2026, 12, 1), "at_time": time(9)}),
]


@pytest.mark.parametrize(("text", "said"), FRENCH)
def test_a_french_moment_is_read_as_it_was_meant(text: str, said: dict[str, Any]) -> None:
    assert moment_of(text) == Moment(**said)


@pytest.mark.parametrize(("text", "said"), ENGLISH)
def test_an_english_moment_is_read_as_it_was_meant(text: str, said: dict[str, Any]) -> None:
    assert moment_of(text, "en") == Moment(**said)


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "le premier",
        "oui merci",
        "on est 12",
        "15k par an",
        "06 12 34 56 78",
        "non",
        "🤷",
        "",
        "budget 2000 €",
        "24h/24",
        "dans 30 minutes",
        "in half an hour",
    ],
)
def test_what_names_no_moment_is_none(text: str) -> None:
    assert moment_of(text) is None


@settings(deadline=None)
@given(st.text(max_size=2000), st.sampled_from(["fr", "en"]))
def test_any_text_is_read_without_an_error(text: str, language: Language) -> None:
    read_moment(Utterance(text, language, SUNDAY))
