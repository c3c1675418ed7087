"""The widget on somebody else's page: it takes nothing, breaks nothing, and nothing breaks it."""

import pytest
from playwright.async_api import expect

from .fake_edge import FakeEdge, message

pytestmark = pytest.mark.asyncio(loop_scope="session")

STRICT = (
    "default-src 'none'; script-src {edge}/widget.js {edge}/widget/; connect-src {edge}; "
    "style-src 'none'; base-uri 'none'; require-trusted-types-for 'script'"
)

WRAPPED_FETCH = {
    "adds a header": "f = fetch; fetch = (url, how = {}) => f(url, {...how, headers: {...how.headers, 'x-csrf': '1'}})",
    "lets nothing pass": "fetch = () => { throw new Error('not here') }",
}

HOSTILE = """<style>
  * { all: unset !important; }
  html, body, body * { display: block !important; color: red !important; font: 40px serif !important }
  body { transform: rotate(1deg) !important }
  vestibule-chat, vestibule-chat * { position: static !important; display: none !important; opacity: 0 !important; width: 5px !important }
  button, dialog, textarea { position: absolute !important; left: -999px !important; background: lime !important }
  :root { --accent: red; --v-surface: red; --v-ink: red }
  :not(:defined) { visibility: hidden }
</style>"""


async def test_nothing_is_stored_or_requested_before_the_visitor_opens_the_chat(visitor, edge):
    someone = await visitor()
    await someone.reads(body="<h1>Un site</h1><p>Du texte.</p>")
    await expect(someone.launcher).to_be_visible()
    await someone.page.wait_for_load_state("networkidle")
    assert [one for one in edge.requests if "favicon" not in one] == ["GET /page.html", "GET /widget.js"]
    assert await someone.stored() == {}
    assert await someone.page.context.cookies() == []
    assert await someone.page.evaluate("indexedDB.databases().then((all) => all.length)") == 0


async def test_the_demo_site_keeps_the_same_promise(visitor, edge):
    someone = await visitor()
    await someone.page.goto(edge.url + "/")
    await expect(someone.launcher).to_be_visible()
    await someone.page.wait_for_load_state("networkidle")
    assert not [one for one in edge.requests if "/chat" in one or "/widget/" in one]
    assert await someone.stored() == {}


async def test_a_page_of_another_origin_embeds_it_with_one_tag(visitor, edge):
    elsewhere = FakeEdge()
    await elsewhere.start()
    elsewhere.page("/page.html", "<h1>Ailleurs</h1>", head=f'<script src="{edge.url}/widget.js" defer></script>')
    someone = await visitor()
    await someone.page.goto(f"http://localhost:{elsewhere.port}/page.html")
    await someone.opens()
    await someone.says("Bonjour de loin")
    await someone.sees("Bien reçu : Bonjour de loin")
    assert edge.talk.said == ["Bonjour de loin"]
    assert elsewhere.requests == ["GET /page.html"] or elsewhere.requests == ["GET /page.html", "GET /favicon.ico"]
    await elsewhere.stop()


async def test_it_works_under_a_strict_content_security_policy(visitor, story_edge):
    someone = await visitor()
    refused: list[str] = []
    someone.page.on("console", lambda line: refused.append(line.text) if "Content Security Policy" in line.text or "Trusted" in line.text else None)
    await someone.reads(headers={"Content-Security-Policy": STRICT.format(edge=story_edge.url)})
    await someone.opens()
    await someone.offer.first.click()
    await someone.says("anne@dupont.example")
    await someone.offer.first.click()
    await expect(someone.offer).to_have_count(2)
    await someone.offer.first.click()
    await expect(someone.log.locator(".card")).to_be_visible()
    await someone.panel.get_by_role("button", name="Confidentialité").click()
    assert [one for one in refused if "favicon" not in one] == []
    assert someone.errors == []


@pytest.mark.parametrize("wrapper", WRAPPED_FETCH.values(), ids=WRAPPED_FETCH)
async def test_a_page_that_puts_its_own_fetch_in_place_does_not_reach_it(visitor, edge, wrapper):
    elsewhere = FakeEdge()
    await elsewhere.start()
    policy = {"Content-Security-Policy": STRICT.format(edge=edge.url) + "; frame-src 'none'"}
    elsewhere.page("/page.html", "<h1>Ailleurs</h1>", head=f'<script src="{edge.url}/widget.js" defer></script>', headers=policy)
    someone = await visitor()
    await someone.page.goto(f"http://localhost:{elsewhere.port}/page.html")
    await someone.page.evaluate(f"void ({wrapper.replace('f = fetch', 'window.f = fetch').replace('; ', ', ', 1)})")
    await someone.opens()
    await someone.says("Bonjour")
    await someone.sees("Bien reçu : Bonjour")
    await elsewhere.stop()


async def test_what_a_page_adds_to_every_object_does_not_reach_it(visitor, edge):
    someone = await visitor()
    await someone.page.add_init_script("Array.prototype.each = function () {}; Object.prototype.mine = 1; Array.from = null")
    await someone.reads()
    await someone.opens()
    await someone.says("Bonjour")
    await someone.sees("Bien reçu : Bonjour")
    assert set(edge.attempts[0]) == {"id", "text"}
    assert someone.errors == []


async def test_nothing_of_the_page_lies_over_it(visitor):
    someone = await visitor()
    await someone.reads(body='<div style="position:fixed;inset:0;z-index:2147483647;background:pink">Publicité</div>')
    await someone.opens()


async def test_a_page_written_from_right_to_left_does_not_turn_it(visitor):
    someone = await visitor()
    await someone.reads()
    await someone.page.evaluate("document.documentElement.dir = 'rtl'")
    await someone.opens()
    await someone.says("אני צריך תוכנה!")
    await someone.sees("Bien reçu")
    assert await someone.panel.evaluate("(it) => getComputedStyle(it).direction") == "ltr"
    directions = await someone.bubbles.evaluate_all("(all) => all.map((it) => getComputedStyle(it).direction)")
    assert directions == ["ltr", "rtl", "ltr"]


async def test_the_base_address_of_the_page_is_not_the_servers(visitor, edge):
    script = f'<base href="https://elsewhere.example/deep/"><script src="{edge.url}/widget.js" data-privacy="privee" defer></script>'
    someone = await visitor()
    await someone.reads(head=script)
    await someone.opens()
    await someone.says("Bonjour")
    await someone.sees("Bien reçu : Bonjour")
    await someone.panel.get_by_role("button", name="Confidentialité").click()
    await expect(someone.panel.locator(".more a")).to_have_attribute("href", "https://elsewhere.example/deep/privee")


@pytest.mark.parametrize("size", [(1200, 800), (320, 640)])
async def test_taken_out_of_the_page_it_closes_and_can_be_opened_again(visitor, size):
    someone = await visitor(viewport={"width": size[0], "height": size[1]})
    await someone.reads()
    await someone.opens()
    await someone.page.evaluate("document.querySelector('vestibule-chat').remove()")
    await someone.page.evaluate("Vestibule.open()")
    await expect(someone.field).to_be_focused()
    await expect(someone.host).to_have_count(1)


async def test_a_page_that_changes_its_whole_body_keeps_it(visitor):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.page.evaluate("document.body.replaceWith(document.createElement('body'))")
    await someone.says("Bonjour")
    await someone.sees("Bien reçu : Bonjour")


@pytest.mark.parametrize("head", ['<script type="module" src="/widget.js"></script>', '<script src="/widget.js" async></script>'])
async def test_the_tag_may_be_written_otherwise(visitor, head):
    someone = await visitor()
    await someone.reads(head=head, body='<h1 id="Vestibule">Un site</h1>')
    await someone.opens()


async def test_very_long_words_are_broken(visitor, edge):
    edge.greeting = lambda *_: [message("Anticonstitutionnellement" * 40, choices=[{"id": "a", "label": "Donaudampfschifffahrt" * 20}])]
    someone = await visitor(viewport={"width": 320, "height": 640})
    await someone.reads(attributes=f'data-company="{"W" * 80}" data-greeting="{"g" * 200}"')
    bubble = someone.host.locator(".greeting")
    await expect(bubble).to_be_visible()
    assert await bubble.evaluate("(it) => it.scrollWidth <= it.clientWidth")
    await someone.opens()
    await someone.says("z" * 500)
    await someone.sees("Bien reçu")
    widths = "(it) => [it, ...it.querySelectorAll('*')].filter((one) => !one.closest('.unseen') && one.scrollWidth > innerWidth).length"
    assert await someone.panel.evaluate(widths) == 0


async def test_no_style_of_the_page_reaches_it(visitor):
    plain, hostile = await visitor(), await visitor()
    await plain.reads("/plain.html")
    script = f'<script src="{hostile.edge.url}/widget.js" defer></script>'
    await hostile.reads("/hostile.html", head=HOSTILE + script)
    looks = {}
    for someone in (plain, hostile):
        await expect(someone.launcher).to_be_visible()
        boxes = [await someone.launcher.bounding_box()]
        await someone.opens()
        boxes += [await someone.panel.bounding_box(), await someone.field.bounding_box(), await someone.bubbles.first.bounding_box()]
        looks[someone] = boxes, await someone.field.evaluate("(it) => [getComputedStyle(it).color, getComputedStyle(it).font]")
    assert looks[plain] == looks[hostile]


async def test_it_changes_nothing_on_the_page(visitor):
    someone = await visitor()
    body = "<h1>Un site</h1><button>Acheter</button><dialog open>Bonjour</dialog><p class=greeting>Texte</p>"
    look = """() => [...document.querySelectorAll('main *')].map((it) => {
        const {top, left, width, height} = it.getBoundingClientRect(); const style = getComputedStyle(it);
        return [it.tagName, top, left, width, height, style.color, style.font, style.background] })"""
    await someone.reads("/without.html", body=body, head="")
    without = await someone.page.evaluate(look)
    await someone.reads("/with.html", body=body)
    await someone.launcher.click()
    await expect(someone.field).to_be_visible()
    assert await someone.page.evaluate(look) == without
    assert await someone.page.evaluate("Object.keys(window).filter((name) => /vestibule/i.test(name))") == ["Vestibule"]


async def test_the_page_does_not_move_when_it_comes(visitor):
    someone = await visitor()
    await someone.reads(body="<h1>Un site</h1>" + "<p>Du texte.</p>" * 100)
    await someone.opens()
    shift = """() => new Promise((done) => { let total = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((it) => (total += it.value))).observe({type: 'layout-shift', buffered: true});
        requestAnimationFrame(() => setTimeout(() => done(total))) })"""
    assert await someone.page.evaluate(shift) == 0
    assert await someone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_printed_pages_leave_it_out(visitor):
    someone = await visitor()
    await someone.reads()
    await someone.opens()
    await someone.page.emulate_media(media="print")
    await expect(someone.panel).not_to_be_visible()
    await expect(someone.host).not_to_be_visible()


async def test_a_second_tag_on_the_same_page_changes_nothing(visitor, edge):
    script = f'<script src="{edge.url}/widget.js" defer></script>'
    someone = await visitor()
    await someone.reads(head=script + script)
    await expect(someone.launcher).to_be_visible()
    await someone.page.evaluate("""() => new Promise((done) => {
        document.querySelectorAll('script').forEach((it) => it.remove());
        document.head.append(Object.assign(document.createElement('script'), {src: '/widget.js?page=2', onload: done})) })""")
    await expect(someone.host).to_have_count(1)
    assert someone.errors == []


async def test_the_page_opens_closes_and_listens_through_the_api(visitor, story_edge):
    someone = await visitor()
    await someone.reads(body="<button id=mine>Parler</button>")
    await someone.page.evaluate("""() => { window.heard = [];
        for (const name of ['open', 'close', 'message', 'meeting'])
            Vestibule.on(name, (detail) => heard.push([name, detail?.text ?? detail?.status]));
        mine.onclick = () => Vestibule.open() }""")
    await someone.page.locator("#mine").click()
    for step in range(4):
        if step == 1:
            await someone.says("anne@dupont.example")
        else:
            await someone.offer.first.click()
        await expect(someone.bubbles).to_have_count(2 * step + 3)
    await someone.page.evaluate("Vestibule.close()")
    await expect(someone.panel).not_to_be_visible()
    heard = await someone.page.evaluate("heard")
    assert [name for name, _ in heard] == ["open", "message", "message", "message", "message", "message", "meeting", "close"]
    assert heard[-2] == ["meeting", "booked"]


async def test_it_wears_the_colour_and_side_it_is_given(visitor):
    someone = await visitor()
    await someone.reads(attributes='data-colour="#ffd54a" data-side="left" data-label="Parlons-en" data-theme="dark"')
    await expect(someone.launcher).to_have_text("Parlons-en")
    box = await someone.launcher.bounding_box()
    assert box
    assert box["x"] == 20
    colours = "(it) => [getComputedStyle(it).backgroundColor, getComputedStyle(it).color]"
    assert await someone.launcher.evaluate(colours) == ["rgb(255, 213, 74)", "color(srgb-linear 0 0 0)"]
    await someone.opens()
    panel = await someone.panel.bounding_box()
    assert panel
    assert panel["x"] == 20
    assert await someone.panel.evaluate(colours) == ["rgb(25, 28, 27)", "rgb(237, 241, 239)"]


async def test_a_chat_that_cannot_be_fetched_says_so_and_can_be_tried_again(visitor):
    someone = await visitor()
    await someone.reads()
    await expect(someone.launcher).to_be_visible()
    await someone.page.context.set_offline(True)
    await someone.launcher.click()
    await expect(someone.host.get_by_text("Réessayez dans un instant")).to_be_visible()
    await someone.page.context.set_offline(False)
    await someone.opens()
