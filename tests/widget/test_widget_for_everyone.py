"""Keyboard alone, screen readers, small screens, zoom, contrast, motion."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from . import story
from .fake_edge import message
from .visitor import Visitor

CONTRAST = (Path(__file__).parent / "contrast.js").read_text()

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_keyboard_is_enough(visitor, story_edge):
    someone = await visitor()
    await someone.reads(body="<h1>Un site</h1><a href=#x>Lien</a>")
    key = someone.page.keyboard.press
    await key("Tab")
    await key("Tab")
    await expect(someone.launcher).to_be_focused()
    await key("Enter")
    await expect(someone.field).to_be_focused()
    await expect(someone.offer).to_have_count(5)
    await key("Shift+Tab")
    await expect(someone.offer.last).to_be_focused()
    await key("Enter")
    await expect(someone.panel.locator("input#field")).to_be_focused()
    await someone.page.keyboard.type("anne@dupont.example")
    await key("Enter")
    await expect(someone.offer).to_have_count(9)
    await key("Escape")
    await expect(someone.panel).not_to_be_visible()
    await expect(someone.launcher).to_be_focused()


async def test_focus_goes_back_to_the_button_of_the_page_that_opened_it(visitor):
    someone = await visitor()
    await someone.reads(body="<button id=mine onclick='Vestibule.open()'>Parler</button>")
    await someone.page.locator("#mine").focus()
    await someone.page.keyboard.press("Enter")
    await expect(someone.field).to_be_focused()
    await someone.panel.get_by_role("button", name="Fermer la discussion").click()
    await expect(someone.page.locator("#mine")).to_be_focused()


async def test_what_is_typed_does_not_set_off_the_shortcuts_of_the_page(visitor):
    someone = await visitor()
    await someone.reads()
    await someone.page.evaluate("window.keys = []; addEventListener('keydown', (event) => keys.push(event.key))")
    await someone.opens()
    await someone.says("s/?")
    assert await someone.page.evaluate("keys") == []


async def test_each_new_message_is_read_out_once_with_its_speaker(visitor, edge):
    someone = await visitor()
    await someone.reads()
    await someone.page.evaluate("""() => { window.read = [];
        const watch = (root) => new MutationObserver((all) => all.forEach((one) => one.addedNodes.forEach((node) => {
            if (node.parentElement?.closest('[aria-live=polite]')) read.push(node.textContent) }))).observe(root, {childList: true, subtree: true});
        watch(document.querySelector('vestibule-chat').shadowRoot) }""")
    await someone.opens()
    await someone.says("Bonjour")
    await someone.sees("Bien reçu : Bonjour")
    edge.say(message("Claire ici.", from_="rep", choices=story.choices(["Oui", "Non"])))
    await someone.sees("Claire ici.")
    assert await someone.page.evaluate("read") == [
        "Assistant\u00a0: Bonjour, que puis-je faire pour vous ?",
        "Assistant\u00a0: Bien reçu : Bonjour",
        "Conseiller\u00a0: Claire ici. Propositions\u00a0: 2.",
    ]
    await someone.page.reload()
    await expect(someone.bubbles).to_have_count(4)
    await expect(someone.reader).to_be_empty()


async def test_a_screen_reader_finds_its_way(visitor, edge):
    someone = await visitor()
    await someone.reads(attributes='data-company="Calepin"')
    await someone.opens()
    await expect(someone.page.get_by_role("dialog", name="Discussion avec Calepin")).to_be_visible()
    await expect(someone.page.get_by_role("log", name="Conversation")).to_be_visible()
    await expect(someone.page.get_by_role("textbox", name="Votre message")).to_be_visible()
    await expect(someone.page.get_by_role("button", name="Envoyer")).to_be_visible()
    await expect(someone.bubbles.first).to_have_attribute("lang", "fr")


async def test_a_phone_gives_it_the_whole_screen_and_keeps_the_keyboard_down(visitor, edge):
    someone = await visitor(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    await someone.reads()
    await someone.launcher.tap()
    await expect(someone.bubbles).to_have_count(1)
    assert await someone.panel.bounding_box() == {"x": 0, "y": 0, "width": 320, "height": 640}
    await expect(someone.panel.get_by_role("heading", level=2)).to_be_focused()
    assert await someone.page.evaluate("document.documentElement.scrollWidth") == 320
    await someone.panel.get_by_role("button", name="Fermer la discussion").tap()
    await expect(someone.launcher).to_be_visible()


async def test_everything_is_in_reach_at_four_hundred_percent(visitor, story_edge):
    someone = await visitor(viewport={"width": 320, "height": 256})
    await someone.reads()
    await someone.opens()
    await someone.offer.last.click()
    await someone.says("anne@dupont.example")
    await expect(someone.offer).to_have_count(9)
    for one in (someone.offer.last, someone.field, someone.panel.get_by_role("button", name="Envoyer"), someone.bubbles.first):
        await one.scroll_into_view_if_needed()
        await expect(one).to_be_in_viewport(ratio=0.9)
    assert await someone.panel.evaluate("(it) => it.scrollWidth <= it.clientWidth")


async def test_nothing_moves_for_those_who_prefer_it_still(visitor, edge):
    someone = await visitor(reduced_motion="reduce")
    await someone.reads()
    await someone.opens()
    edge.ready.clear()
    await someone.says("Bonjour")
    await expect(someone.log.locator(".typing")).to_be_visible()
    moving = "() => document.getAnimations().length + document.querySelector('vestibule-chat').shadowRoot.getAnimations().length"
    assert await someone.page.evaluate(moving) == 0


@pytest.mark.parametrize(
    "accent", ["#14532d", "#d97706", "#ffd54a", "#ff0000", "#777777", "#0a84ff", "rebeccapurple", "hsl(120 40% 47%)", "#fff", "#000"]
)
async def test_text_on_any_accent_colour_is_readable(visitor, accent):
    someone = await visitor()
    await someone.reads(attributes=f'data-colour="{accent}"')
    await someone.opens()
    await someone.says("Bonjour")
    await someone.sees("Bien reçu")
    assert await someone.page.evaluate(CONTRAST) == []


async def play(someone: Visitor, state: str) -> None:
    """Brings the talk to a state."""
    if state == "greeted":
        return await expect(someone.host.get_by_text("Puis-je")).to_be_visible()
    if state == "closed":
        return await expect(someone.launcher).to_be_visible()
    await someone.opens()
    await expect(someone.offer).to_have_count(5)
    if state in ("times", "recap", "booked"):
        await someone.says("stock")
        await someone.says("anne@dupont.example")
        await expect(someone.offer).to_have_count(9)
    if state in ("recap", "booked"):
        await someone.offer.first.click()
        await expect(someone.offer).to_have_count(2)
    if state == "booked":
        await someone.offer.first.click()
        await expect(someone.log.locator(".card")).to_be_visible()
    if state == "privacy":
        await someone.panel.locator(".head button").first.click()
        await expect(someone.panel.get_by_role("checkbox")).to_have_count(2)
    if state == "error":
        someone.edge.trouble(413)
        await someone.says("Trop")
        await expect(someone.log.locator(".why")).to_be_visible()
        await someone.field.fill("x" * 2001)
    if state == "waiting":
        await someone.page.context.set_offline(True)
        await someone.says("Y a-t-il quelqu’un ?")
        await expect(someone.waiting).to_have_count(1)
    if state == "rep":
        someone.edge.say(message("Bonjour, Claire de Calepin.", from_="rep"))
        await expect(someone.log.locator(".rep")).to_be_visible()


STATES = ["closed", "greeted", "choices", "times", "recap", "booked", "privacy", "error", "waiting", "rep"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
async def test_neither_axe_nor_contrast_finds_fault(visitor, story_edge, node_modules: Path, state, scheme):
    language, size = ("fr", (1200, 800)) if scheme == "light" else ("en", (320, 640))
    someone = await visitor(color_scheme=scheme, viewport={"width": size[0], "height": size[1]})
    greeting = 'data-greeting="Puis-je vous aider ?"' if state == "greeted" else ""
    await someone.reads(attributes=f'data-language="{language}" data-privacy="/vie-privee" {greeting}')
    await play(someone, state)
    await someone.page.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
    found = await someone.page.evaluate("""async () => {
        const {violations} = await axe.run();
        return violations.map((one) => [one.id, ...one.nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`)]) }""")
    assert found == []
    assert await someone.page.evaluate(CONTRAST) == []
