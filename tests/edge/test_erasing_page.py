"""The page of a letter's link, where somebody has everything about them erased."""

from __future__ import annotations

from datetime import timedelta

from qualification.storage import leads, outbox
from qualification.storage.outbox import Effect
from tests.cast import CLAIRE
from tests.edge.cast import SmallEdge

PAGE = "/privacy/erase/known-to-claire"


def _asked(edge: SmallEdge) -> None:
    with edge.house.database.writing() as connection:
        leads.add(connection, CLAIRE)
        outbox.add(connection, [Effect("erase/known-to-claire", "mail", {"letter": "erase_all_visitor"}, CLAIRE.id)], edge.house.clock())


def _is_there(edge: SmallEdge) -> bool:
    with edge.house.database.reading() as connection:
        return leads.find(connection, CLAIRE.id) is not None


async def test_looking_at_the_page_erases_nothing_and_its_button_erases_everything(edge: SmallEdge) -> None:
    _asked(edge)
    looked = await edge.call("GET", PAGE)
    assert looked.status == 200
    assert "Tout effacer" in await looked.text()
    assert _is_there(edge)
    pressed = await edge.call("POST", PAGE)
    assert "C’est fait" in await pressed.text()
    assert not _is_there(edge)
    assert (await edge.call("GET", PAGE)).status == 404


async def test_a_guessed_or_stale_link_leads_nowhere(edge: SmallEdge) -> None:
    _asked(edge)
    assert (await edge.call("POST", "/privacy/erase/guessed")).status == 404
    with edge.house.database.writing() as connection:
        effect = outbox.by_key(connection, "erase/known-to-claire")
        assert effect is not None
        outbox.delivered(connection, [effect.id], edge.house.clock() - timedelta(days=8))
    assert (await edge.call("POST", PAGE)).status == 404
    assert _is_there(edge)
