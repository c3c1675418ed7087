"""Draws every state of the widget on the demo site: `python -m tests.widget.screenshots [folder]`.

Both languages, light and dark, phone and desktop; the folder is `docs/screenshots` unless another is named.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from playwright.async_api import async_playwright, expect

from . import story
from .conftest import CHROMIUM, FLAGS, HERE
from .fake_edge import FakeEdge
from .visitor import Visitor

SIZES = {"desktop": (1280, 800), "phone": (320, 640)}
SAY = {"fr": ("anne@dupont.example", "Y a-t-il quelqu’un ?", "Merci !"), "en": ("anne@dupont.example", "Is anybody there?", "Thank you!")}
REP = {"fr": "Bonjour, ici Claire Martin. Je prends le relais.", "en": "Hello, Claire Martin here. I am taking over."}


async def draw(someone: Visitor, language: str, save) -> None:
    """Plays the talk once, saving each state as it comes."""
    page = someone.page
    await page.clock.install()
    email, lost, thanks = SAY[language]
    await page.goto(f"{someone.edge.url}/{language}/{'tarifs' if language == 'fr' else 'pricing'}.html")
    await page.evaluate("localStorage['calepin.tracking'] = 'no'; document.querySelector('.ask').remove()")
    await expect(someone.launcher).to_be_visible()
    await save("closed")
    await page.clock.run_for(20_000)
    await save("greeted")
    await someone.opens()
    await expect(someone.offer).to_have_count(5)
    await save("choices")
    await someone.offer.nth(2).click()
    await expect(someone.panel.locator("input#field")).to_be_visible()
    await someone.field.fill(email)
    await save("email")
    await someone.field.press("Enter")
    await expect(someone.offer).to_have_count(9)
    await save("times")
    await someone.offer.nth(4).click()
    await expect(someone.offer).to_have_count(2)
    await save("recap")
    await someone.offer.first.click()
    await expect(someone.log.locator(".card")).to_be_visible()
    await save("booked")
    privacy = someone.panel.locator(".head button").first
    await privacy.click()
    await save("privacy")
    await privacy.click()
    while not someone.edge.talk.streams:
        await asyncio.sleep(0.05)
    someone.edge.say(story.message(REP[language], from_="rep", language=language))
    await someone.sees(REP[language])
    await save("rep")
    await page.context.set_offline(True)
    await someone.says(lost)
    await expect(someone.waiting).to_have_count(1)
    await save("waiting")
    await page.context.set_offline(False)
    await expect(someone.waiting).to_have_count(0)
    await expect(someone.notice).to_be_empty()
    someone.edge.trouble(422)
    await someone.says(thanks)
    await expect(someone.log.locator(".why")).to_be_visible()
    await save("refused")


async def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        for language in ("fr", "en"):
            for scheme in ("light", "dark"):
                for size, (width, height) in SIZES.items():
                    edge = FakeEdge()
                    edge.greeting, edge.reply = story.greeting, story.reply
                    await edge.start()
                    context = await browser.new_context(
                        locale={"fr": "fr-FR", "en": "en-GB"}[language],
                        timezone_id="Europe/Paris",
                        color_scheme=scheme,
                        viewport={"width": width, "height": height},
                        reduced_motion="reduce",
                    )
                    await context.add_init_script(path=HERE / "open_shadow.js")
                    someone = Visitor(await context.new_page(), edge)

                    async def save(state: str, someone=someone, name=f"{language}-{scheme}-{size}") -> None:
                        await someone.page.screenshot(path=folder / f"widget-{name}-{state}.png")

                    await draw(someone, language, save)
                    await context.close()
                    await edge.stop()
        await browser.close()
    print(f"{len(list(folder.glob('widget-*.png')))} screenshots in {folder}")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent.parent / "docs" / "screenshots"))
