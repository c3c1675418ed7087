"""Nothing that a visitor says is lost, and nothing is said twice."""

import asyncio

import pytest
from playwright.async_api import expect

from .fake_edge import message

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def until(true) -> None:
    """Waits for something on the server's side to be so."""
    async with asyncio.timeout(15):
        while not true():
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    ("attributes", "locale", "greeting"),
    [
        ('data-language="en"', "fr-FR", "Hello, how may I help you?"),
        ("", "en-GB", "Bonjour, que puis-je faire pour vous ?"),  # the page is in French
    ],
)
async def test_the_talk_begins_in_the_language_of_the_page(visitor, attributes, locale, greeting):
    someone = await visitor(locale=locale)
    await someone.reads(attributes=attributes)
    await someone.opens()
    await someone.sees(greeting)


async def test_the_server_learns_where_the_visitor_comes_from(visitor, edge):
    someone = await visitor(timezone_id="Europe/London")
    await someone.reads("/page.html?utm_source=lettre&utm_campaign=printemps")
    await someone.opens()
    assert edge.talk.session == {
        "language": "fr",
        "timezone": "Europe/London",
        "page": f"{edge.url}/page.html?utm_source=lettre&utm_campaign=printemps",
        "referrer": None,
        "utm": {"source": "lettre", "medium": None, "campaign": "printemps"},
    }


async def test_a_reload_keeps_the_talk(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.says("Il me faut un logiciel de paie")
    await someone.sees("Bien reçu : Il me faut un logiciel de paie")
    before = await someone.said()
    await someone.page.reload()
    await expect(someone.bubbles).to_have_count(len(before))
    assert await someone.said() == before
    assert len(edge.talks) == 1


async def test_a_page_change_keeps_the_talk_open_with_its_draft_and_takes_no_focus(visitor):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.field.fill("Je réfléchis enc")
    await someone.reads("/other.html", body="<h1>Autre page</h1><input autofocus>")
    await expect(someone.panel).to_be_visible()
    await expect(someone.field).to_have_value("Je réfléchis enc")
    await expect(someone.bubbles).to_have_count(1)
    assert await someone.page.evaluate("document.activeElement.localName") == "input"


async def test_a_closed_chat_stays_closed_on_the_next_page(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.page.keyboard.press("Escape")
    await someone.reads("/other.html")
    await expect(someone.launcher).to_be_visible()
    await expect(someone.panel).not_to_be_visible()
    await someone.opens()
    assert len(edge.talks) == 1


async def test_a_talk_that_the_server_no_longer_knows_begins_anew(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    edge.talks.clear()
    await someone.page.reload()
    await expect(someone.bubbles).to_have_text(["Bonjour, que puis-je faire pour vous ?"])
    assert len(edge.talks) == 1


async def test_words_said_to_a_talk_just_erased_begin_a_new_one(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.says("Effacez tout")
    await someone.sees("Bien reçu : Effacez tout")
    edge.talks.clear()
    await someone.says("Encore une question")
    await someone.sees("Bien reçu : Encore une question")
    assert edge.talk.said == ["Encore une question"]
    await expect(someone.log).not_to_contain_text("Effacez tout")


async def test_words_typed_offline_arrive_in_order(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.page.context.set_offline(True)
    for text in ("Un", "Deux", "Trois"):
        await someone.says(text)
    await expect(someone.waiting).to_have_count(3)
    await expect(someone.notice).to_contain_text("Connexion interrompue")
    await someone.page.context.set_offline(False)
    await someone.sees("Bien reçu : Trois")
    assert edge.talk.said == ["Un", "Deux", "Trois"]
    await expect(someone.waiting).to_have_count(0)
    await expect(someone.notice).to_be_empty()


async def test_words_typed_offline_survive_the_page(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    edge.ready.clear()
    await someone.says("Ne m’oubliez pas")
    await someone.says("Moi non plus")
    await until(lambda: edge.attempts)
    await someone.page.keyboard.press("Escape")
    await someone.reads("/other.html")
    edge.ready.set()
    await until(lambda: edge.talk.said == ["Ne m’oubliez pas", "Moi non plus"])
    await someone.opens()
    await someone.sees("Bien reçu : Moi non plus")
    assert [text for text in await someone.said() if "Ne m’oubliez pas" in text] == ["Ne m’oubliez pas", "Bien reçu : Ne m’oubliez pas"]


async def test_a_server_that_restarts_is_asked_again_with_the_same_id(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    edge.trouble(503, retry_after=1)
    edge.trouble(503)
    await someone.says("Bonjour")
    await expect(someone.notice).to_contain_text("L’assistant redémarre")
    await expect(someone.waiting).to_have_count(1)
    await someone.sees("Bien reçu : Bonjour")
    assert len(edge.attempts) == 3
    assert len({one["id"] for one in edge.attempts}) == 1
    assert edge.talk.said == ["Bonjour"]


async def test_a_server_that_is_gone_in_the_middle_gets_every_word_when_it_is_back(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.says("Un")
    await someone.sees("Bien reçu : Un")
    await edge.stop()
    await someone.says("Deux")
    await someone.says("Trois")
    await expect(someone.waiting).to_have_count(2)
    await edge.start(edge.port)
    await someone.sees("Bien reçu : Trois")
    assert edge.talk.said == ["Un", "Deux", "Trois"]


async def test_where_the_visitor_comes_from_is_left_out_when_the_server_does_not_take_it(visitor, edge):
    edge.refused = {"language", "utm.source"}
    someone = await visitor()
    await someone.reads("/page.html?utm_source=" + "x" * 300, 'data-language="de"')
    await someone.opens()
    assert set(edge.talk.session) == {"timezone", "page", "referrer"}


async def test_too_many_messages_wait_as_long_as_the_server_asks(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    edge.trouble(429, retry_after=2)
    await someone.says("Vite")
    await until(lambda: edge.attempts)
    asked = asyncio.get_running_loop().time()
    await expect(someone.notice).to_contain_text("Un instant")
    await until(lambda: len(edge.attempts) == 2)
    assert asyncio.get_running_loop().time() - asked > 1.8
    await someone.sees("Bien reçu : Vite")


async def test_an_answer_lost_on_the_way_is_not_answered_twice(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    lost = []

    async def lose(route):
        if lost or route.request.method != "POST":
            return await route.fallback()
        lost.append(await route.fetch())  # the server has answered, the visitor never hears it
        await route.abort()

    await someone.page.route("**/chat/messages", lose)
    await someone.says("Bonjour")
    await someone.sees("Bien reçu : Bonjour")
    assert len(edge.attempts) == 2
    assert edge.talk.said == ["Bonjour"]
    await expect(someone.bubbles).to_have_count(3)


async def test_messages_go_one_at_a_time(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    edge.ready.clear()
    for text in ("Un", "Deux", "Trois"):
        await someone.says(text)
    await expect(someone.bubbles).to_have_count(4)
    await until(lambda: edge.attempts)
    await expect(someone.log.locator(".typing")).to_be_visible()
    assert len(edge.attempts) == 1
    edge.ready.set()
    await someone.sees("Bien reçu : Trois")
    assert edge.talk.said == ["Un", "Deux", "Trois"]


async def test_two_tabs_show_the_same_talk_live(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    other = type(someone)(await someone.page.context.new_page(), edge)
    await other.page.goto(edge.url + "/page.html")
    await other.opens()
    await someone.says("Dit dans le premier")
    await other.sees("Bien reçu : Dit dans le premier")
    await other.says("Dit dans le second")
    await someone.sees("Bien reçu : Dit dans le second")
    assert await someone.said() == await other.said()
    assert len(edge.talks) == 1


async def test_two_tabs_that_speak_at_once_are_both_heard_once(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    other = type(someone)(await someone.page.context.new_page(), edge)
    await other.page.goto(edge.url + "/page.html")
    await other.opens()
    for n in range(3):
        await asyncio.gather(someone.says(f"A{n}"), other.says(f"B{n}"))
    for one in (someone, other):
        await expect(one.bubbles).to_have_count(13)
    assert sorted(edge.talk.said) == ["A0", "A1", "A2", "B0", "B1", "B2"]
    assert len(edge.attempts) == 6
    assert await someone.said() == await other.said()


async def test_two_tabs_that_are_offline_lose_nothing(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    other = type(someone)(await someone.page.context.new_page(), edge)
    await other.page.goto(edge.url + "/page.html")
    await other.opens()
    await someone.page.context.set_offline(True)
    await someone.says("Un")
    await other.says("Deux")
    await someone.says("Trois")
    await expect(other.waiting).to_have_count(3)
    await someone.page.context.set_offline(False)
    await other.sees("Bien reçu : Trois")
    await someone.sees("Bien reçu : Trois")
    assert edge.talk.said == ["Un", "Deux", "Trois"]


async def test_what_a_rep_says_comes_by_itself_and_is_said_to_be_a_person(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await until(lambda: edge.talk.streams)
    edge.say(message("Claire de Calepin, bonjour !", from_="rep"))
    await someone.sees("Claire de Calepin, bonjour !")
    await someone.sees("Un conseiller, une vraie personne, a rejoint la discussion.")
    await expect(someone.panel.locator(".state")).to_have_text("Un conseiller a rejoint la discussion")


async def test_a_rep_is_heard_on_the_next_page_too_while_the_chat_is_closed(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await until(lambda: edge.talk.streams)
    edge.say(message("Un instant, je regarde.", from_="rep"))
    await someone.sees("je regarde")
    await someone.page.keyboard.press("Escape")
    edge.talk.messages.append(message("Je reviens.", from_="rep"))  # between two pages
    await someone.reads("/other.html")
    await expect(someone.launcher).to_have_attribute("data-unread", "1")
    await until(lambda: len(edge.talk.streams) == 1)
    edge.say(message("Voilà, c’est fait.", from_="rep"))
    await expect(someone.launcher).to_have_attribute("data-unread", "2")
    await someone.opens()
    await someone.sees("Voilà, c’est fait.")


async def test_what_was_said_while_the_line_was_down_is_caught_up(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await until(lambda: edge.talk.streams)
    (queue,) = edge.talk.streams
    edge.talk.messages.append(message("Dit pendant la coupure.", from_="rep"))
    queue.put_nowait(None)  # the stream ends
    await someone.sees("Dit pendant la coupure.")


async def test_a_choice_no_longer_on_offer_shows_what_still_is(visitor, story_edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    story_edge.trouble(409, choices=[{"id": "choice-9", "label": "Conseil"}, {"id": "choice-3", "label": "Paie"}])
    await someone.offer.first.click()
    await someone.sees("Ce choix n’est plus proposé")
    await expect(someone.offer).to_have_text(["Conseil", "Paie"])
    await someone.offer.nth(1).click()
    await someone.sees("À quelle adresse e-mail")


async def test_words_that_are_refused_are_handed_back(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    edge.trouble(422)
    await someone.says("Des mots refusés")
    await someone.sees("Ce message n’a pas pu être accepté.")
    await someone.page.reload()
    await someone.sees("Des mots refusés")
    await someone.log.get_by_role("button", name="Modifier").click()
    await expect(someone.field).to_have_value("Des mots refusés")
    await expect(someone.log).not_to_contain_text("Des mots refusés")
    await someone.field.press("Enter")
    await someone.sees("Bien reçu : Des mots refusés")


async def test_a_text_too_long_is_neither_cut_nor_sent(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    text = "é🙂" * 1001
    await someone.says(text)
    await expect(someone.panel.locator(".count")).to_have_text("Trop long de 2 caractères : 2 000 au plus.")
    await expect(someone.field).to_have_value(text)
    assert edge.attempts == []
    await someone.says("🙂" * 2000)
    await someone.sees("Bien reçu : 🙂")


async def test_a_site_that_is_not_allowed_is_told_so(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.page.route("**/chat/sessions", lambda route: route.fulfill(status=403, headers={"Access-Control-Allow-Origin": "*"}, body="{}"))
    await someone.launcher.click()
    await expect(someone.notice).to_contain_text("n’est pas disponible sur ce site")


async def test_a_page_that_may_not_store_can_still_talk(visitor, edge):
    someone = await visitor()
    closed = """for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, {get() { throw new DOMException('no', 'SecurityError') }})"""
    await someone.page.add_init_script(closed)
    await someone.reads()
    await someone.opens()
    await someone.says("Bonjour")
    await someone.sees("Bien reçu : Bonjour")
    assert someone.errors == []


async def test_a_page_without_https_has_no_locks_and_can_still_talk(visitor, edge):
    someone = await visitor()
    await someone.page.add_init_script("delete Navigator.prototype.locks; delete Crypto.prototype.randomUUID")
    await someone.reads()
    await someone.opens()
    for text in ("Un", "Deux"):
        await someone.says(text)
    await someone.sees("Bien reçu : Deux")
    assert edge.talk.said == ["Un", "Deux"]
    assert someone.errors == []


async def test_a_page_shut_in_a_frame_without_an_origin_can_still_talk(visitor, edge):
    edge.page("/inner.html", "<h1>Dedans</h1>", head=f'<script src="{edge.url}/widget.js" defer></script>')
    edge.page("/outer.html", '<iframe sandbox="allow-scripts" src="/inner.html" width="600" height="700"></iframe>')
    someone = await visitor()
    await someone.page.goto(edge.url + "/outer.html")
    inner = someone.page.frame_locator("iframe")
    await inner.locator(".launcher").click()
    await inner.locator("#field").fill("Bonjour")
    await inner.locator("#field").press("Enter")
    await expect(inner.get_by_role("log")).to_contain_text("Bien reçu : Bonjour")


async def test_a_talk_of_two_hundred_messages_is_taken_up_again(visitor, edge):
    edge.greeting = lambda *_: [message(f"Message {n}", from_=("assistant", "visitor")[n % 2]) for n in range(200)]
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.page.reload()
    await expect(someone.bubbles).to_have_count(200)
    await expect(someone.bubbles.last).to_be_in_viewport()
    await someone.says("Bonjour")
    await someone.sees("Bien reçu : Bonjour")


@pytest.mark.parametrize("text", ["<b></b>", "<!-- rien -->", "&nbsp;", "/restart{}", "{title}"])
async def test_a_message_that_is_only_markup_is_text(visitor, edge, text):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.says(text)
    await someone.sees(f"Bien reçu : {text}")
    assert edge.talk.said == [text]
