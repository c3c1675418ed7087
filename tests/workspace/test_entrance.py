"""Who comes into the workspace, and who does not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.workspace.entrance import LINK_LASTS, SESSION_LASTS
from tests.workspace.conftest import MEETING, Desk

PAGES = ("/workspace", f"/workspace/meetings/{MEETING.id}", "/workspace/leads/claire", "/workspace/outbox", "/workspace/problems")


@pytest.mark.parametrize("path", PAGES)
async def test_nobody_sees_a_page_without_being_signed_in(desk: Desk, path: str) -> None:
    page = await desk.get(path)
    assert page.path == "/workspace/sign-in"
    assert "Claire" not in page.html


async def test_a_link_signs_in_by_one_button_and_looking_at_it_does_not_use_it_up(desk: Desk) -> None:
    link = f"/workspace/sign-in/{desk.link()}"
    for _ in range(2):
        assert (await desk.get(link)).status == 200
    assert (await desk.get("/workspace")).path == "/workspace/sign-in"
    page = await desk.post(link)
    assert page.path == "/workspace"
    assert "Camille Lenoir" in page.text


async def test_a_link_works_once(desk: Desk) -> None:
    link = f"/workspace/sign-in/{desk.link()}"
    page = await desk.post(link)
    await desk.send("/workspace/sign-out") if page.status != 200 else await desk.post("/workspace/sign-out", csrf=page.csrf)
    again = await desk.post(link)
    assert again.status == 410
    assert (await desk.get("/workspace")).path == "/workspace/sign-in"


async def test_a_link_runs_out(desk: Desk) -> None:
    link = f"/workspace/sign-in/{desk.link()}"
    desk.now += LINK_LASTS
    assert (await desk.post(link)).status == 410


@pytest.mark.parametrize("token", ["x", "%00", "eyJyZXAiOiJjYW1pbGxlIn0.aaaa", "a" * 2000])
async def test_a_made_up_link_lets_nobody_in(desk: Desk, token: str) -> None:
    assert (await desk.get(f"/workspace/sign-in/{token}")).status == 410
    assert (await desk.post(f"/workspace/sign-in/{token}")).status == 410


async def test_a_link_of_somebody_who_is_no_rep_lets_nobody_in(desk: Desk) -> None:
    assert (await desk.post(f"/workspace/sign-in/{desk.link('nobody')}")).status == 410


async def test_the_cookie_is_kept_from_scripts_and_from_other_sites(desk: Desk) -> None:
    async with desk.client.post(f"/workspace/sign-in/{desk.link()}", allow_redirects=False) as answer:
        cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/workspace" in cookie


async def test_a_session_ends(desk: Desk) -> None:
    await desk.sign_in()
    desk.now += SESSION_LASTS + timedelta(seconds=1)
    assert (await desk.get("/workspace")).path == "/workspace/sign-in"


async def test_a_form_without_its_token_or_with_anothers_changes_nothing(desk: Desk) -> None:
    await desk.sign_in()
    mine = (await desk.get("/workspace")).csrf
    for fields in ({}, {"csrf": ""}, {"csrf": mine[:-2]}, {"csrf": "é"}):
        page = await desk.post(f"/workspace/meetings/{MEETING.id}", act="cancel", **fields)
        assert page.status == 403
    assert desk.meeting().status == "booked"
    assert (await desk.post(f"/workspace/meetings/{MEETING.id}", act="cancel", csrf=mine)).status == 200
    assert desk.meeting().status == "cancelled"


async def test_every_page_forbids_scripts_and_frames_and_is_kept_by_nobody(desk: Desk) -> None:
    await desk.sign_in()
    for path in (*PAGES, "/workspace/leads/nobody"):
        headers = (await desk.get(path)).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"


async def test_a_link_can_be_asked_for_by_mail_and_only_a_rep_gets_one(desk: Desk) -> None:
    strangers = await desk.post("/workspace/sign-in", email="somebody@world.example")
    assert desk.outbox() == []
    reps = await desk.post("/workspace/sign-in", email=" Camille.Lenoir@Calepin.example ")
    assert reps.text == strangers.text, "nobody learns whose address is a rep's"
    (effect,) = desk.outbox()
    assert (effect.payload["letter"], effect.payload["rep"], effect.lead_id) == ("sign_in_rep", "camille", None)
    await desk.post("/workspace/sign-in", email="camille.lenoir@calepin.example")
    assert len(desk.outbox()) == 1, "one a minute"


async def test_no_page_shows_a_link_that_would_let_somebody_in(desk: Desk) -> None:
    await desk.post("/workspace/sign-in", email="camille.lenoir@calepin.example")
    await desk.sign_in("oliver")
    (effect,) = desk.outbox()
    assert "/workspace/sign-in/" not in (await desk.get(f"/workspace/outbox/{effect.id}")).html


async def test_the_workspace_speaks_both_languages(desk: Desk) -> None:
    page = await desk.sign_in()
    assert "Mes rendez-vous" in page.text
    english = await desk.post("/workspace/language", csrf=page.csrf, language="en")
    assert "My meetings" in english.text
    assert "My meetings" in (await desk.get("/workspace")).text
