"""What is noted, and what is said first, only by leave of the visitor."""

import asyncio

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")

LONG = "<h1>Un site</h1>" + "<p>Du texte.</p>" * 200


async def until(true) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.02)


async def test_nothing_is_noted_without_consent(visitor, edge):
    someone = await visitor()
    await someone.reads(body='<a href="/livre-blanc.pdf" download>Livre blanc</a>')
    await someone.opens()
    await someone.says("Bonjour")
    await someone.sees("Bien reçu")
    await someone.page.keyboard.press("Escape")
    await someone.page.evaluate("document.querySelector('a').click()")
    await someone.reads("/other.html")
    await someone.opens()
    await someone.says("Encore")
    await someone.sees("Bien reçu : Encore")
    assert edge.events == []
    assert not [one for one in edge.requests if "behaviour" in one]


async def test_the_consent_tool_of_the_page_can_give_it(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.page.evaluate("Vestibule.consent({tracking: true})")
    await until(lambda: edge.events)
    assert edge.consents == [{"tracking": True, "marketing": False}]
    assert edge.events == [{"type": "page_view", "page": f"{edge.url}/page.html"}]
    await someone.reads("/tarifs.html")
    await until(lambda: len(edge.events) > 1)
    assert edge.events[-1] == {"type": "page_view", "page": f"{edge.url}/tarifs.html"}
    assert len(edge.consents) == 1


async def test_what_was_agreed_in_words_is_not_taken_back_by_the_page(visitor, edge):
    edge.known_consent = {"tracking": False, "marketing": True}
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.page.evaluate("Vestibule.consent({tracking: true})")
    await until(lambda: edge.consents)
    assert edge.consents == [{"tracking": True, "marketing": True}]


async def test_what_was_taken_back_in_words_is_not_given_again_with_the_next_choice(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.page.evaluate("Vestibule.consent({tracking: false, marketing: true})")
    await until(lambda: edge.consents)
    edge.known_consent = {"tracking": False, "marketing": False}  # « ne m’écrivez plus »
    await someone.page.evaluate("Vestibule.consent({tracking: true})")
    await until(lambda: len(edge.consents) == 2)
    assert edge.consents[1] == {"tracking": True, "marketing": False}


async def test_what_was_agreed_in_words_is_seen_and_can_be_taken_back(visitor, edge):
    edge.known_consent = {"tracking": False, "marketing": True}
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.panel.get_by_role("button", name="Confidentialité").click()
    box = someone.panel.get_by_role("checkbox", name="M’envoyer des informations")
    await expect(box).to_be_checked()
    await box.uncheck()
    await until(lambda: edge.consents)
    assert edge.consents == [{"tracking": False, "marketing": False}]


async def test_it_can_be_given_in_the_chat_and_withdrawing_stops_at_once(visitor, edge):
    someone = await visitor()
    heard = "window.heard = []; Vestibule.on('consent', (it) => heard.push(it.tracking))"
    await someone.reads(body='<a href="/livre-blanc.pdf" download>Livre blanc</a>')
    await someone.page.evaluate(heard)
    await someone.opens()
    await someone.panel.get_by_role("button", name="Confidentialité").click()
    box = someone.panel.get_by_role("checkbox", name="Noter les pages")
    await box.check()
    await expect(someone.panel.get_by_text("Enregistré.")).to_be_visible()
    await until(lambda: edge.events)
    await box.uncheck()
    await until(lambda: len(edge.consents) == 2)
    assert edge.consents[-1]["tracking"] is False
    noted = len(edge.events)
    await someone.page.evaluate("document.querySelector('a').click()")
    await someone.reads("/other.html")
    await someone.says("Bonjour")
    await someone.sees("Bien reçu : Bonjour")
    assert len(edge.events) == noted
    assert not {"vestibule.tracking", "vestibule.events", "vestibule.visit"} & set(await someone.stored())


async def test_taking_it_back_in_one_tab_stops_every_tab(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.page.evaluate("Vestibule.consent({tracking: true})")
    other = type(someone)(await someone.page.context.new_page(), edge)
    edge.page("/other.html", '<a href="/livre-blanc.pdf" onclick="return false">Livre</a>', head='<script src="/widget.js" defer></script>')
    await other.page.goto(edge.url + "/other.html")
    await other.opens()
    await until(lambda: len(edge.events) == 2)
    await someone.page.evaluate("Vestibule.consent({tracking: false})")
    await until(lambda: edge.consents[-1]["tracking"] is False)
    await other.page.evaluate("document.querySelector('a').click()")
    await other.says("Bonjour")
    await other.sees("Bien reçu : Bonjour")
    assert len(edge.events) == 2
    assert not {"vestibule.tracking", "vestibule.events", "vestibule.visit"} & set(await other.stored())


async def test_what_was_noted_by_leave_before_the_talk_is_sent_when_it_begins(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.page.evaluate("Vestibule.consent({tracking: true})")
    await someone.reads("/tarifs.html")
    await someone.page.wait_for_function("JSON.parse(localStorage['vestibule.events'] ?? '[]').length == 2")
    assert not [one for one in edge.requests if "/chat/" in one]
    await someone.opens()
    await until(lambda: len(edge.events) == 2)
    assert [one["page"] for one in edge.events] == [f"{edge.url}/page.html", f"{edge.url}/tarifs.html"]


async def test_a_refusal_by_the_page_stores_and_sends_nothing(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.page.evaluate("Vestibule.consent({tracking: false})")
    await someone.page.wait_for_load_state("networkidle")
    assert await someone.stored() == {}
    assert not [one for one in edge.requests if "/widget/" in one]


async def test_downloads_and_returns_are_noted(visitor, edge):
    someone = await visitor()
    body = '<a href="/livre-blanc.pdf" onclick="return false">Livre blanc</a>'
    await someone.reads(body=body)
    await someone.opens()
    await someone.page.evaluate("Vestibule.consent({tracking: true})")
    await until(lambda: edge.events)
    await someone.page.evaluate("document.querySelector('a').click()")
    await until(lambda: len(edge.events) == 2)
    assert edge.events[1] == {"type": "download", "page": f"{edge.url}/livre-blanc.pdf"}
    await someone.reads("/plain.html", head="<!-- no widget here -->")
    await someone.page.evaluate("localStorage['vestibule.visit'] = Date.now() - 3600_000")
    await someone.reads("/other.html")
    await until(lambda: len(edge.events) == 4)
    assert [one["type"] for one in edge.events[2:]] == ["return_visit", "page_view"]


async def test_erasing_forgets_what_was_agreed_in_the_talk(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.page.evaluate("Vestibule.consent({tracking: true})")
    await until(lambda: edge.events)
    edge.talks.clear()
    edge.events.clear()
    await someone.page.reload()
    await expect(someone.bubbles).to_have_count(1)
    await someone.says("Bonjour")
    await someone.sees("Bien reçu : Bonjour")
    assert edge.events == []
    assert "vestibule.tracking" not in await someone.stored()


async def test_a_greeting_waits_for_its_moment(visitor):
    someone = await visitor()
    await someone.page.clock.install()
    await someone.reads(attributes='data-greeting="Puis-je vous aider ?" data-greeting-seconds="20" data-greeting-scroll="60"', body=LONG)
    greeting = someone.host.get_by_text("Puis-je vous aider ?")
    await someone.page.clock.run_for(19_000)
    await someone.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    await expect(greeting).to_have_count(0)
    await someone.page.evaluate("scrollTo(0, 0)")
    await someone.page.clock.run_for(2_000)
    await expect(greeting).to_have_count(0)
    await someone.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    await expect(greeting).to_be_visible()
    assert await someone.stored() == {}
    await greeting.click()
    await expect(someone.panel).to_be_visible()
    await expect(greeting).not_to_be_visible()


async def test_a_greeting_keeps_to_its_pages(visitor):
    someone = await visitor()
    attributes = 'data-greeting="Puis-je vous aider ?" data-greeting-page="^/tarifs"'
    await someone.reads("/page.html", attributes)
    await expect(someone.launcher).to_be_visible()
    await expect(someone.host.get_by_text("Puis-je")).to_have_count(0)
    await someone.reads("/tarifs.html", attributes)
    await expect(someone.host.get_by_text("Puis-je")).to_be_visible()


async def test_a_greeting_for_those_who_come_back_knows_them_only_by_consent(visitor):
    someone = await visitor()
    attributes = 'data-greeting="Re-bonjour !" data-greeting-returning'
    await someone.reads(attributes=attributes)
    await someone.reads(attributes=attributes)
    await expect(someone.launcher).to_be_visible()
    await expect(someone.host.get_by_text("Re-bonjour")).to_have_count(0)
    await someone.page.evaluate("Vestibule.consent({tracking: true})")
    await someone.page.wait_for_function("localStorage['vestibule.visit']")
    await someone.reads("/plain.html", head="<!-- no widget here -->")
    await someone.page.evaluate("localStorage['vestibule.visit'] = Date.now() - 3600_000")
    await someone.reads(attributes=attributes)
    await expect(someone.host.get_by_text("Re-bonjour")).to_be_visible()


@pytest.mark.parametrize("agreed", [True, False])
async def test_a_refusal_of_the_greeting_is_remembered_only_with_consent(visitor, agreed):
    someone = await visitor()
    attributes = 'data-greeting="Puis-je vous aider ?"'
    await someone.reads(attributes=attributes)
    if agreed:
        await someone.page.evaluate("Vestibule.consent({tracking: true})")
    await someone.host.get_by_role("button", name="Fermer").click()
    await expect(someone.launcher).to_be_focused()
    assert ("vestibule.known" in await someone.stored()) is agreed
    await someone.reads(attributes=attributes)
    await expect(someone.launcher).to_be_visible()
    await expect(someone.host.get_by_text("Puis-je")).to_have_count(0 if agreed else 1)


async def test_nobody_is_greeted_who_has_talked_already(visitor):
    someone = await visitor()
    await someone.reads(attributes='data-greeting="Puis-je vous aider ?"')
    await someone.opens()
    await someone.page.keyboard.press("Escape")
    await someone.reads(attributes='data-greeting="Puis-je vous aider ?"')
    await expect(someone.launcher).to_be_visible()
    await expect(someone.host.get_by_text("Puis-je")).to_have_count(0)
