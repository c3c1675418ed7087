"""The right input for what is asked, and the visitor may always type instead."""

import re

import pytest
from playwright.async_api import expect

from . import story
from .fake_edge import message

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize(
    ("asks", "attributes"),
    [
        ("email", {"inputmode": "email", "autocomplete": "email"}),
        ("phone", {"inputmode": "tel", "autocomplete": "tel"}),
        ("name", {"autocomplete": "name"}),
        ("company", {"autocomplete": "organization"}),
        ("job_title", {"autocomplete": "organization-title"}),
    ],
)
async def test_a_field_fits_the_question(visitor, edge, asks, attributes):
    edge.greeting = lambda *_: [message("Une question ?", asks=asks)]
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    for name, value in attributes.items():
        await expect(someone.panel.locator("input#field")).to_have_attribute(name, value)


async def test_what_is_being_typed_stays_when_the_question_changes(visitor, edge):
    edge.reply = lambda *_: [message("Votre e-mail ?", asks="email")]
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    edge.ready.clear()
    await someone.says("Bonjour")
    await someone.field.fill("anne@dup")
    edge.ready.set()
    await expect(someone.panel.locator("input#field")).to_be_focused()
    await someone.page.keyboard.type("ont.example")
    await expect(someone.field).to_have_value("anne@dupont.example")


async def test_choices_are_offered_with_the_latest_message_only(visitor, story_edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await expect(someone.offer).to_have_text(story.WORDS["fr"]["topics"])
    await someone.offer.nth(2).click()
    await someone.sees("À quelle adresse")
    await expect(someone.offer).to_have_count(0)
    assert story_edge.attempts[0]["choice"] == "choice-2"
    assert story_edge.talk.said == ["Stock"]
    await expect(someone.field).to_be_focused()


async def test_the_visitor_may_type_instead_of_choosing(visitor, story_edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.says("Plutôt un logiciel de stock")
    await someone.sees("À quelle adresse")
    assert story_edge.attempts[0]["text"] == "Plutôt un logiciel de stock"


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_times_are_listed_by_day(visitor, story_edge, language):
    someone = await visitor()
    await someone.reads(attributes=f'data-language="{language}"')
    await someone.opens()
    await someone.says("stock")
    await someone.says("anne@dupont.example")
    await expect(someone.log.locator("h3")).to_have_count(3)
    await expect(someone.log.locator(".slots")).to_have_count(3)
    labels = [choice["label"] for choice in story_edge.talk.messages[-1]["choices"]]
    between = " à " if language == "fr" else " at "
    assert await someone.offer.all_inner_texts() == [label.split(between)[1] for label in labels]
    assert await someone.log.locator("h3").all_text_contents() == list(dict.fromkeys(label.split(between)[0] for label in labels))
    await expect(someone.log.locator(".zone")).to_contain_text("Europe/Paris")
    await someone.page.get_by_role("button", name=labels[4]).click()
    await expect(someone.log.locator(".confirmation")).to_be_visible()
    assert story_edge.talk.said[-1] == labels[4]


async def test_a_choice_that_is_no_time_stands_beside_the_times(visitor, edge):
    choices = [{"id": "a", "label": "mardi 24 novembre à 10 h 30"}, {"id": "b", "label": "Autres créneaux"}]
    edge.greeting = lambda *_: [message("Quand ?", asks="slot", choices=choices)]
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await expect(someone.log.locator("h3")).to_have_text(["mardi 24 novembre"])
    await expect(someone.offer).to_have_text(["10 h 30", "Autres créneaux"])


@pytest.mark.parametrize(("zone", "hours"), [("Europe/Paris", "10:00"), ("America/New_York", "4:00")])
async def test_a_meeting_is_a_card_in_the_zone_of_the_visitor(visitor, edge, zone, hours):
    meeting = story.meeting() | {"start": "2026-12-01T10:00:00+01:00", "end": "2026-12-01T10:30:00+01:00"}
    edge.greeting = lambda *_: [message("C’est réservé.", meeting=meeting)]
    someone = await visitor(timezone_id=zone)
    await someone.reads()
    await someone.opens()
    card = someone.log.locator(".card")
    await expect(card).to_contain_text("Rendez-vous confirmé")
    await expect(card).to_contain_text("mardi 1er décembre 2026")
    await expect(card).to_contain_text(re.compile(f"{hours}.*{zone}"))
    await expect(card).to_contain_text("avec Claire Martin")
    await expect(card.get_by_role("link", name="Ajouter à l’agenda")).to_have_attribute("href", f"{edge.url}/meetings/meeting-1.ics")
    manage = card.get_by_role("link", name="Déplacer ou annuler")
    await expect(manage).to_have_attribute("href", f"{edge.url}/meetings/meeting-1")
    await expect(manage).to_have_attribute("rel", "noopener")
    assert await card.get_by_text("10:00 Europe/Paris").count() == (zone != "Europe/Paris")


async def test_a_meeting_that_moved_or_was_cancelled_says_so(visitor, edge):
    edge.greeting = lambda *_: [message("Réservé.", meeting=story.meeting()), message("Annulé.", meeting=story.meeting("cancelled"))]
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await expect(someone.log.locator(".status")).to_have_text(["Rendez-vous modifié depuis", "Rendez-vous annulé"])
    await expect(someone.log.locator(".card a")).to_have_count(0)


async def test_each_line_of_a_recap_can_be_corrected(visitor, edge):
    edge.greeting = lambda *_: [message("Voici ce que j’ai compris :\nBesoin : stock\nBudget : 500 € par an\nEst-ce exact ?", asks="confirmation")]
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.page.get_by_role("button", name="Modifier : Budget").click()
    await expect(someone.field).to_be_focused()
    await expect(someone.field).to_have_value("Budget\u00a0: ")
    await someone.page.keyboard.type("800 € par an")
    await someone.page.keyboard.press("Enter")
    await someone.sees("Bien reçu : Budget : 800 € par an")
    await expect(someone.page.get_by_role("button", name="Modifier : Budget")).to_have_count(0)


async def test_text_from_the_server_is_never_html(visitor, edge):
    text = '<img src=x onerror="window.hit=1"><b>gras</b> & {title} javascript:alert(1) <script>window.hit=1</script>'
    edge.greeting = lambda *_: [
        message(text, choices=[{"id": "a", "label": text}], meeting=story.meeting() | {"rep": text, "manage_url": "javascript:alert(1)"})
    ]
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    assert await someone.said() == [text]
    await expect(someone.offer).to_have_text([text])
    await expect(someone.panel.locator("img, script, b")).to_have_count(0)
    await expect(someone.panel.locator("a[href^=javascript]")).to_have_count(0)
    assert await someone.page.evaluate("window.hit") is None
    await someone.says(text)
    await someone.sees("Bien reçu : " + text)


async def test_addresses_are_links_and_the_sentence_around_them_is_not(visitor, edge):
    text = "Voyez https://calepin.example/aide?a=1&b=2, ou (http://calepin.example/x).\nÉcrivez à support@calepin.example !"
    edge.greeting = lambda *_: [message(text)]
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    links = await someone.bubbles.first.locator("a").evaluate_all("(all) => all.map((it) => [it.href, it.target, it.rel])")
    assert links == [
        ["https://calepin.example/aide?a=1&b=2", "_blank", "noopener"],
        ["http://calepin.example/x", "_blank", "noopener"],
        ["mailto:support@calepin.example", "", "noopener"],
    ]
    assert "\nÉcrivez à" in await someone.bubbles.first.inner_text()


async def test_shift_enter_makes_a_new_line_and_composing_is_not_sending(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.field.press_sequentially("Un")
    await someone.field.press("Shift+Enter")
    await someone.field.press_sequentially("deux")
    await someone.field.evaluate(
        "(it) => it.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    assert edge.attempts == []
    await someone.field.press("Enter")
    await someone.sees("Bien reçu : Un\ndeux")


async def test_out_of_hours_is_said(visitor):
    someone = await visitor()
    await someone.page.clock.set_fixed_time("2026-11-24T20:00:00Z")  # a Tuesday evening
    await someone.reads(attributes='data-hours="Mo-Fr 09:00-18:00" data-timezone="Europe/Paris"')
    await someone.opens()
    await expect(someone.log.locator(".note")).to_contain_text("Nos conseillers sont absents")
    await someone.page.clock.set_fixed_time("2026-11-24T10:00:00Z")
    await someone.page.reload()
    await expect(someone.log.locator(".note")).not_to_contain_text("Nos conseillers sont absents")
