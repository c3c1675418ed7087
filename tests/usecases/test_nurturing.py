"""A document that was asked for is sent once, to the address that was given for it."""

from __future__ import annotations

from dataclasses import replace

from qualification.usecases.nurturing import send_content, want_content
from tests.cast import CLAIRE, NORA
from tests.usecases.conftest import BASE_URL, Desk


def test_a_document_is_on_its_way_as_soon_as_there_is_an_address(desk: Desk) -> None:
    desk.know(CLAIRE)
    with desk.turn("claire") as turn:
        assert want_content(turn)
    (effect,) = desk.outbox()
    assert (effect.key, effect.kind, effect.lead_id) == ("claire/content", "mail", "claire")
    assert effect.payload == {"letter": "content", "base_url": BASE_URL}


def test_without_an_address_it_waits_for_one(desk: Desk) -> None:
    desk.know(NORA)
    with desk.turn("nora") as turn:
        assert not want_content(turn)
    assert desk.outbox() == []
    with desk.turn("nora") as turn:
        turn.lead = replace(turn.lead, email="nora@firm.example")
        assert send_content(turn)
    assert desk.letters() == ["content"]


def test_it_is_sent_once_however_often_it_is_asked_for(desk: Desk) -> None:
    desk.know(CLAIRE)
    for _ in range(3):
        with desk.turn("claire") as turn:
            want_content(turn)
    assert desk.letters() == ["content"]


def test_nobody_is_sent_what_they_did_not_ask_for(desk: Desk) -> None:
    desk.know(CLAIRE)
    with desk.turn("claire") as turn:
        assert not send_content(turn)
    assert desk.outbox() == []
