"""What a rep sees and does: meetings, a lead, the outbox, what is wrong, the feed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from icalendar import Calendar

from bot.workspace.words import FILE, words
from qualification.storage import outbox
from qualification.storage.outbox import Effect
from tests.cast import MONDAY_AT_ELEVEN, TOM, meeting_of
from tests.conftest import NOW
from tests.workspace.conftest import AFTER, MEETING, Desk, at

PAGE = f"/workspace/meetings/{MEETING.id}"


class TestMeetings:
    async def test_a_rep_sees_their_own_meetings_in_their_own_time(self, desk: Desk) -> None:
        desk.know(
            replace(TOM, id="toms-twin"),
            meeting_of(TOM, replace(MONDAY_AT_ELEVEN, rep="oliver"), lead_id="toms-twin", status="booked", expires_at=None),
        )
        page = await desk.sign_in()
        assert "lundi 23 novembre à 10 h" in page.text.replace("\u202f", " ")
        assert "Claire Morel , Le Fournil" in page.text
        assert "11 h" not in page.text.replace("\u202f", " ")

    async def test_a_meeting_is_moved_to_a_free_time_and_the_visitor_is_told(self, desk: Desk) -> None:
        await desk.sign_in()
        wanted = re.findall(r'name="time" value="([^"]+)"', (await desk.get(PAGE)).html)[0]
        page = await desk.send(PAGE, act="move", time=wanted)
        assert page.path.endswith("done=moved")
        moved = desk.meeting()
        assert (moved.start.isoformat(), moved.sequence) == (wanted.split("|")[0], 1)
        letters = {effect.payload["letter"]: effect.payload["by"] for effect in desk.outbox()}
        assert letters["meeting_moved_visitor"] == "sales"

    async def test_a_meeting_is_moved_to_any_time_the_rep_writes(self, desk: Desk) -> None:
        await desk.sign_in()
        evening = MEETING.start + timedelta(hours=10, minutes=7)
        assert (await desk.send(PAGE, act="move", time="", at=at(evening))).path.endswith("done=moved")
        assert desk.meeting().start == evening

    async def test_a_meeting_is_not_moved_onto_another_or_into_the_past(self, desk: Desk) -> None:
        desk.know(replace(TOM, id="toms-twin"), meeting_of(TOM, MONDAY_AT_ELEVEN, lead_id="toms-twin", status="booked", expires_at=None))
        await desk.sign_in()
        assert (await desk.send(PAGE, act="move", at=at(MONDAY_AT_ELEVEN.start))).path.endswith("done=gone")
        assert (await desk.send(PAGE, act="move", at=at(NOW - timedelta(days=1)))).path.endswith("done=past")
        assert desk.meeting() == MEETING
        assert desk.outbox() == []

    async def test_a_meeting_is_cancelled_once(self, desk: Desk) -> None:
        await desk.sign_in()
        assert (await desk.send(PAGE, act="cancel")).path.endswith("done=cancelled")
        assert (await desk.send(PAGE, act="cancel")).path.endswith("done=over")
        assert (desk.meeting().status, desk.meeting().sequence) == ("cancelled", 1)

    async def test_a_meeting_that_took_place_makes_a_prospect(self, desk: Desk) -> None:
        await desk.sign_in()
        assert (await desk.send(PAGE, act="held")).path.endswith("done=to_come")
        desk.now = AFTER
        await desk.sign_in()
        assert (await desk.send(PAGE, act="held")).path.endswith("done=held")
        assert (desk.meeting().attendance, desk.lead("claire").stage) == ("held", "prospect")

    async def test_nobody_coming_is_noted_and_changes_no_stage(self, desk: Desk) -> None:
        await desk.sign_in()
        before = desk.lead("claire").stage
        desk.now = AFTER
        await desk.sign_in()
        assert (await desk.send(PAGE, act="no_show")).path.endswith("done=no_show")
        assert desk.meeting().attendance == "no_show"
        assert desk.lead("claire").stage in (before, "sql")

    async def test_what_came_of_it_is_kept_in_the_reps_words(self, desk: Desk) -> None:
        await desk.sign_in()
        await desk.send(PAGE, act="outcome", outcome="  Veut un essai <b>en janvier</b>  ")
        assert desk.meeting().outcome == "Veut un essai <b>en janvier</b>"
        assert "<b>en janvier" not in (await desk.get(PAGE)).html

    @pytest.mark.parametrize("fields", [{"act": "erase"}, {}, {"act": "move"}, {"act": "move", "at": "tomorrow"}, {"act": "move", "time": "9999|x"}])
    async def test_a_form_these_pages_never_send_changes_nothing(self, desk: Desk, fields: dict[str, str]) -> None:
        await desk.sign_in()
        assert (await desk.send(PAGE, **fields)).status == 422
        assert desk.meeting() == MEETING

    @pytest.mark.parametrize(
        "path", ["/workspace/meetings/nothing", "/workspace/leads/nobody", "/workspace/outbox/0", "/workspace/outbox/x", "/workspace/meetings/%00"]
    )
    async def test_what_is_not_there_is_said_kindly(self, desk: Desk, path: str) -> None:
        await desk.sign_in()
        page = await desk.get(path)
        assert page.status == 404
        assert "Il n’y a rien à cette adresse" in page.text


class TestLead:
    async def test_the_brief_says_who_what_why_and_what_to_ask(self, desk: Desk) -> None:
        await desk.sign_in()
        page = (await desk.get("/workspace/leads/tom")).text
        assert "keep track of our customers" in page
        assert "préfère ne pas dire" in page
        assert "I recommend, my boss signs" in page
        assert "Le nom de l’entreprise" in page
        assert "décide" in (await desk.get("/workspace/leads/claire")).text


class TestDeciding:
    LEAD = "/workspace/leads/claire"

    async def test_a_lead_is_accepted_once(self, desk: Desk) -> None:
        await desk.sign_in()
        await desk.send(PAGE, act="outcome", outcome="x")
        assert "Je prends ce contact" in (await desk.get(self.LEAD)).text
        assert (await desk.send(self.LEAD, act="accept")).path.endswith("done=accepted")
        assert desk.lead("claire").stage == "prospect"
        assert "Je prends ce contact" not in (await desk.get(self.LEAD)).text

    async def test_a_rejection_needs_one_of_the_sites_reasons(self, desk: Desk) -> None:
        await desk.sign_in()
        await desk.send(PAGE, act="outcome", outcome="x")
        assert (await desk.send(self.LEAD, act="reject", reason="because")).status == 422
        reason = desk.house.site.sales.rejections[0].id
        assert (await desk.send(self.LEAD, act="reject", reason=reason)).path.endswith("done=rejected")
        assert desk.lead("claire").set_back is not None

    async def test_what_is_not_possible_at_a_stage_changes_nothing(self, desk: Desk) -> None:
        await desk.sign_in()
        reason = desk.house.site.sales.rejections[0].id
        assert (await desk.send("/workspace/leads/tom", act="lost", reason=reason)).path.endswith("done=impossible")
        assert (await desk.send(self.LEAD, act="marry")).status == 422


class TestOutboxAndProblems:
    async def test_undelivered_letters_can_be_read_where_no_mail_server_is(self, desk: Desk) -> None:
        await desk.sign_in()
        await desk.send(PAGE, act="cancel")
        listed = await desk.get("/workspace/outbox")
        assert "VESTIBULE_SMTP_URL" in listed.text
        first = re.findall(r'href="(/workspace/outbox/\d+)"', listed.html)
        letters = "\n".join([(await desk.get(path)).text for path in first])
        assert "À : claire.morel@fournil.example" in letters.replace("\u00a0", " ")
        assert "Camille Lenoir a dû annuler" in letters

    async def test_what_was_given_up_is_told_with_what_to_do_and_can_be_tried_again(self, desk: Desk) -> None:
        letter = Effect("k", "mail", {"letter": "content", "base_url": ""}, "claire")
        with desk.house.database.writing() as connection:
            outbox.add(connection, [letter], NOW)
            (leased,) = outbox.lease(connection, NOW)
            outbox.failed(connection, leased, "550 no such user", NOW, for_good=True, fault="address_refused")
        page = await desk.sign_in()
        assert "1 point(s) à régler" in page.text
        told = (await desk.get("/workspace/problems")).text
        assert "L’adresse claire.morel@fournil.example de Claire Morel est refusée. Appelez au +33612345678" in told
        assert (await desk.send(f"/workspace/outbox/{leased.id}", act="retry")).path.endswith("done=retried")
        (again,) = desk.outbox()
        assert (again.given_up_at, again.attempts) == (None, 0)
        assert (await desk.send(f"/workspace/outbox/{leased.id}", act="drop")).path.endswith("done=dropped")
        assert desk.outbox() == []

    async def test_a_rep_without_hours_is_told_of(self, desk: Desk) -> None:
        reps = tuple(replace(rep, hours=()) if rep.id == "oliver" else rep for rep in desk.house.site.reps)
        desk.house.site = replace(desk.house.site, reps=reps)
        await desk.sign_in()
        assert "Oliver Grant n’a pas d’horaires" in (await desk.get("/workspace/problems")).text

    async def test_all_is_well_when_nothing_is_wrong(self, desk: Desk) -> None:
        await desk.sign_in()
        assert "Tout va bien." in (await desk.get("/workspace/problems")).text


class TestFeed:
    async def test_a_rep_may_subscribe_to_their_meetings_at_a_private_address(self, desk: Desk) -> None:
        page = await desk.sign_in()
        (path,) = re.findall(r"<code>https?://[^/]+(/workspace/feed/[^<]+)</code>", page.html)
        await desk.post("/workspace/sign-out", csrf=page.csrf)
        async with desk.client.get(path) as answer:
            assert (answer.status, answer.content_type) == (200, "text/calendar")
            found = Calendar.from_ical(await answer.read())
        (event,) = found.walk("VEVENT")
        assert event["UID"] == f"{MEETING.id}@vestibule"
        assert event["DTSTART"].dt == MEETING.start
        assert "Claire Morel" in event["SUMMARY"]

    @pytest.mark.parametrize("token", ["x", "ImNhbWlsbGUi.AAAA", "%00"])
    async def test_nobody_guesses_the_address(self, desk: Desk, token: str) -> None:
        assert (await desk.get(f"/workspace/feed/{token}.ics")).status == 404


def test_every_wording_is_there_in_both_languages() -> None:
    for name, texts in words().items():
        assert set(texts) == {"fr", "en"}, name
        places = {language: set(re.findall(r"\{\w+\}", text)) for language, text in texts.items()}
        assert places["fr"] == places["en"], name


def test_every_wording_that_a_page_uses_is_there() -> None:
    used = {name for page in FILE.parent.glob("templates/*.html") for name in re.findall(r'say\("(\w+)"[,)]', page.read_text(encoding="utf-8"))}
    assert used <= set(words())
