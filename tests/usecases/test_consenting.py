"""Consent is kept with the text that was shown, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from qualification.facts import Act
from qualification.lead import Consent
from qualification.storage import leads, tables
from qualification.usecases.consenting import agree, behave
from tests.cast import NORA
from tests.conftest import NOW
from tests.usecases.conftest import Desk

LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _nora(desk: Desk) -> None:
    desk.know(NORA)


def consent(desk: Desk) -> Consent:
    lead = desk.lead("nora")
    assert lead is not None
    return lead.consent


def acts(desk: Desk) -> tuple[Act, ...]:
    with desk.database.reading() as connection:
        return leads.acts(connection, "nora")


def test_what_is_agreed_is_kept_with_the_time_and_the_version(desk: Desk) -> None:
    with desk.turn("nora") as turn:
        agree(turn, tracking=True, marketing=True)
    assert consent(desk) == Consent(True, True, NOW, desk.site.consent_version)


def test_what_is_not_spoken_of_stays_as_it_is(desk: Desk) -> None:
    with desk.turn("nora") as turn:
        agree(turn, tracking=True)
    with desk.turn("nora", LATER) as turn:
        agree(turn, marketing=True)
    assert consent(desk) == Consent(True, True, LATER, desk.site.consent_version)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_exact_text_that_was_shown_is_kept_each_time(desk: Desk, language: str) -> None:
    desk.know(replace(NORA, id="other", language=language))  # type: ignore[arg-type]
    for agreed in (True, False):
        with desk.turn("other") as turn:
            agree(turn, marketing=agreed)
    with desk.database.reading() as connection:
        table = tables.consents.c
        kept = connection.execute(select(table.marketing, table.text, table.language, table.text_version).order_by(table.id)).all()
    text = desk.site.consent_text[language]  # type: ignore[index]
    assert [tuple(row) for row in kept] == [(True, text, language, desk.site.consent_version), (False, text, language, desk.site.consent_version)]


def test_the_history_says_what_was_agreed_and_taken_back(desk: Desk) -> None:
    with desk.turn("nora") as turn:
        agree(turn, tracking=True)
    with desk.turn("nora") as turn:
        agree(turn, tracking=False)
    assert [(change.before, change.after) for change in desk.history("nora", "consent")] == [
        ([False, False], [True, False]),
        ([True, False], [False, False]),
    ]


def test_nothing_done_is_recorded_without_consent(desk: Desk) -> None:
    with desk.turn("nora") as turn:
        assert not behave(turn, Act("page_view", NOW))
    assert acts(desk) == ()


def test_what_is_done_with_consent_is_recorded_and_counts(desk: Desk) -> None:
    with desk.turn("nora") as turn:
        agree(turn, tracking=True)
    with desk.turn("nora") as turn:
        assert behave(turn, Act("download", NOW, "https://calepin.example/fr/"))
    lead = desk.lead("nora")
    assert lead is not None
    assert acts(desk) == (Act("download", NOW, "https://calepin.example/fr/"),)
    assert "downloaded" in [reason.rule for reason in lead.score.reasons]


def test_agreeing_to_letters_only_does_not_allow_watching(desk: Desk) -> None:
    with desk.turn("nora") as turn:
        agree(turn, marketing=True)
        assert not behave(turn, Act("page_view", NOW))


def test_taking_consent_back_deletes_what_was_recorded_and_its_points(desk: Desk) -> None:
    with desk.turn("nora") as turn:
        agree(turn, tracking=True)
        behave(turn, Act("download", NOW))
    with desk.turn("nora") as turn:
        agree(turn, tracking=False)
    lead = desk.lead("nora")
    assert lead is not None
    assert acts(desk) == ()
    assert lead.score.interest == 0
