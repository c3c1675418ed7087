"""Who waits for a person, and the rep who joins the talk: without script, first come first served."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from qualification.storage import conversations, handovers
from qualification.storage.conversations import Message
from tests.conftest import NOW
from tests.workspace.conftest import Desk

TALK = "/workspace/talks/tom"


@pytest.fixture(autouse=True)
async def _tom_asks_for_a_person(desk: Desk) -> None:
    with desk.house.database.writing() as connection:
        asked = Message("m1", "visitor", "Can I talk to <someone>?", NOW, "en", client_id="c1", answered=True)
        conversations.add(connection, "tom", [asked, Message("m2", "assistant", "What is your budget?", NOW, "en", asks="budget", reply_to="c1")])
        handovers.call(connection, "tom", NOW)
    await desk.sign_in()


def said(desk: Desk) -> list[tuple[str, str]]:
    with desk.house.database.reading() as connection:
        return [(one.sender, one.text) for one in conversations.all_of(connection, "tom")][2:]


async def test_every_page_shows_how_many_wait(desk: Desk) -> None:
    for path in ("/workspace", "/workspace/outbox", "/workspace/leads/tom", "/workspace/waiting"):
        page = await desk.get(path)
        assert "<title>(1) " in page.html
        assert "En attente 1" in page.text


async def test_the_list_tells_who_waits_and_rings_by_showing_itself_anew(desk: Desk) -> None:
    page = await desk.get("/workspace/waiting")
    assert page.headers["Refresh"] == "10; url=/workspace/waiting"
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "parle anglais" in page.text
    assert "Can I talk to <someone>?" in page.text
    assert "<someone>" not in page.html


async def test_who_came_first_stands_first(desk: Desk) -> None:
    with desk.house.database.writing() as connection:
        handovers.call(connection, "claire", NOW - timedelta(minutes=3))
    page = await desk.get("/workspace/waiting")
    assert re.findall(r'href="/workspace/talks/(\w+)"', page.html) == ["claire", "tom"]


async def test_a_rep_joins_writes_and_leaves(desk: Desk) -> None:
    assert "Prendre la conversation" in (await desk.get(TALK)).text
    page = await desk.send(TALK, act="take")
    assert "l’assistant se tait" in page.text
    assert "keep track of our customers" in page.text, "the brief stands beside the talk"
    assert "<title>(1)" not in page.html
    await desk.send(TALK, act="write", text="How can I help?\r\nCamille")
    frame = await desk.get(f"{TALK}/said")
    assert frame.headers["Refresh"].startswith("4;")
    assert frame.text.index("How can I help?") < frame.text.index("What is your budget?")
    page = await desk.send(TALK, act="leave")
    assert page.path == "/workspace/waiting?done=left"
    assert said(desk) == [
        ("rep", "Hello, this is Camille Lenoir from Calepin. I’m reading along and will answer you myself."),
        ("rep", "How can I help?\nCamille"),
        ("assistant", "Camille Lenoir has left the chat. It’s the assistant answering again."),
    ]


async def test_the_second_rep_is_told_who_has_them_and_loses_no_word(desk: Desk) -> None:
    await desk.send(TALK, act="take")
    await desk.sign_in("oliver")
    page = await desk.send(TALK, act="take")
    assert "Camille Lenoir is in this chat already" in page.text
    assert "<textarea" not in page.html
    await desk.send(TALK, act="write", text="Me too")
    await desk.send(TALK, act="leave")
    assert [sender for sender, _ in said(desk)] == ["rep"]


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 2001])
async def test_what_cannot_be_sent_is_said_and_kept_in_the_form(desk: Desk, text: str) -> None:
    await desk.send(TALK, act="take")
    page = await desk.send(TALK, act="write", text=text)
    assert "Rien n’a été envoyé" in page.text
    assert (text if len(text) > 2000 else "</textarea>") in page.html
    assert len(said(desk)) == 1


async def test_who_was_written_to_is_struck_off(desk: Desk) -> None:
    page = await desk.send(TALK, act="strike")
    assert page.path == "/workspace/waiting?done=struck"
    assert "Personne n’attend" in page.text


async def test_a_form_without_its_token_or_of_an_unknown_act_changes_nothing(desk: Desk) -> None:
    assert (await desk.post(TALK, act="take")).status == 403
    assert (await desk.send(TALK, act="erase")).status == 422
    assert said(desk) == []


@pytest.mark.parametrize("path", ["/workspace/talks/nobody", "/workspace/talks/nobody/said", "/workspace/talks/%00"])
async def test_a_talk_that_is_not_there_is_said_kindly(desk: Desk, path: str) -> None:
    assert (await desk.get(path)).status == 404


async def test_nobody_sees_a_talk_who_is_not_signed_in(desk: Desk) -> None:
    desk.client.cookie_jar.clear()
    for path in ("/workspace/waiting", TALK, f"{TALK}/said"):
        assert (await desk.get(path)).path.startswith("/workspace/sign-in")
