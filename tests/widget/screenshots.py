"""Draws every state of the widget on the demo site: `python -m tests.widget.screenshots [folder]`.

Each is a file `<state>-<language>-<scheme>-<size>.webp`, beside a README.md that shows them all. The day is always the same, so
what has not changed is drawn again as it was.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, async_playwright, expect

from . import fake_edge, story
from .conftest import CHROMIUM, FLAGS, HERE
from .fake_edge import FakeEdge
from .visitor import Visitor

FOLDER = HERE.parent.parent / "docs" / "screenshots"
LOCALES = {"fr": "fr-FR", "en": "en-GB"}
SCHEMES = ("light", "dark")
SIZES = {"desktop": (1280, 800, 1), "phone": (320, 640, 2)}
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TUESDAY_EVENING = TUESDAY.replace(hour=20)

STATES = {
    "closed": "Closed",
    "greeting": "A greeting by rule",
    "open": "Opened",
    "choices": "Ranges as buttons",
    "email": "A field fit for what is asked",
    "typing": "The assistant is typing",
    "times": "Meeting times by day",
    "recap": "A recap with edit buttons",
    "booked": "Booked",
    "privacy": "What the visitor agrees to",
    "rep": "A rep has joined",
    "waiting": "Typed while offline",
    "error": "Not accepted",
    "out-of-hours": "Out of hours",
}
SAID = {
    "fr": ("anne@dupont.example", "Y a-t-il quelqu’un\u202f?", "Merci\u202f!"),
    "en": ("anne@dupont.example", "Is anybody there?", "Thank you!"),
}
REP = {"fr": "Bonjour, ici Claire Martin. Je prends le relais.", "en": "Hello, Claire Martin here. I am taking over."}

Save = Callable[[str], Awaitable[None]]


async def arrive(someone: Visitor, language: str) -> None:
    """On the prices page, with the site's own question about tracking answered and the typeface there."""
    await someone.page.goto(f"{someone.edge.url}/{language}/{'tarifs' if language == 'fr' else 'pricing'}.html")
    await someone.page.evaluate("localStorage['calepin.tracking'] = 'no'; document.querySelector('.ask').remove(); document.fonts.ready")
    await expect(someone.launcher).to_be_visible()


async def the_whole_talk(someone: Visitor, language: str, save: Save) -> None:
    page, edge = someone.page, someone.edge
    email, lost, thanks = SAID[language]
    await arrive(someone, language)
    await save("closed")
    await page.clock.run_for(20_000)
    await save("greeting")
    await page.clock.set_fixed_time(TUESDAY)  # every message bears the same time, whoever's clock tells it
    await someone.opens()
    await expect(someone.offer).to_have_count(5)
    await save("open")
    await someone.offer.nth(2).click()
    await expect(someone.offer).to_have_count(4)
    await save("choices")
    await someone.offer.nth(1).click()
    await expect(someone.panel.locator("input#field")).to_be_visible()
    await someone.field.fill(email)
    await save("email")
    edge.ready.clear()
    await someone.field.press("Enter")
    await expect(someone.log.locator(".typing")).to_be_visible()
    await save("typing")
    edge.ready.set()
    await expect(someone.offer).to_have_count(9)
    await save("times")
    await someone.offer.nth(4).click()
    await expect(someone.offer).to_have_count(2)
    await save("recap")
    await someone.offer.first.click()
    await expect(someone.log.locator(".card")).to_be_visible()
    await save("booked")
    shield = someone.panel.locator(".head button").first
    await shield.click()
    await expect(someone.panel.get_by_role("checkbox")).to_have_count(2)
    await save("privacy")
    await shield.click()
    while not edge.talk.streams:
        await asyncio.sleep(0.05)
    edge.say(fake_edge.message(REP[language], from_="rep", language=language))
    await someone.sees(REP[language])
    await save("rep")
    await page.context.set_offline(True)
    await someone.says(lost)
    await expect(someone.waiting).to_have_count(1)
    await save("waiting")
    await page.context.set_offline(False)
    await expect(someone.waiting).to_have_count(0)
    await expect(someone.notice).to_be_empty()
    edge.trouble(422)
    await someone.says(thanks)
    await expect(someone.log.locator(".why")).to_be_visible()
    await save("error")


async def in_the_evening(someone: Visitor, language: str, save: Save) -> None:
    await someone.page.clock.set_fixed_time(TUESDAY_EVENING)
    await arrive(someone, language)
    await someone.opens()
    await expect(someone.offer).to_have_count(5)
    await save("out-of-hours")


async def draw(browser: Browser, folder: Path, language: str, scheme: str, size: str) -> None:
    width, height, sharpness = SIZES[size]
    for at, play in ((TUESDAY, the_whole_talk), (TUESDAY_EVENING, in_the_evening)):
        fake_edge.now = lambda at=at: at
        edge = FakeEdge()
        edge.greeting, edge.reply = story.greeting, story.longer_reply
        await edge.start()
        context = await browser.new_context(
            locale=LOCALES[language],
            timezone_id="Europe/Paris",
            color_scheme=scheme,
            viewport={"width": width, "height": height},
            device_scale_factor=sharpness,
            reduced_motion="reduce",
        )
        await context.add_init_script(path=HERE / "open_shadow.js")
        someone = Visitor(await context.new_page(), edge)
        await someone.page.clock.install(time=at)

        async def save(state: str, page=someone.page) -> None:
            drawn = Image.open(io.BytesIO(await page.screenshot(caret="hide"))).convert("RGB")
            drawn.save(folder / f"{state}-{language}-{scheme}-{size}.webp", lossless=True)

        await play(someone, language, save)
        await context.close()
        await edge.stop()


def gallery() -> str:
    """The page that shows them all."""
    lines = ["# Every state of the chat", "", "Drawn by `make screenshots`: on the demo site, in real Chromium, against a scripted server."]
    for state, title in STATES.items():
        lines += ["", f"## {title}", "", "| | desktop, light | desktop, dark | phone, light | phone, dark |", "| --- | --- | --- | --- | --- |"]
        for language in LOCALES:
            files = [f"{state}-{language}-{scheme}-{size}.webp" for size in SIZES for scheme in SCHEMES]
            widths = [260 if "desktop" in file else 130 for file in files]
            shown = [f'<img src="{file}" width="{width}" alt="{file.removesuffix(".webp")}">' for file, width in zip(files, widths, strict=True)]
            lines.append(f"| {language} | {' | '.join(shown)} |")
    return "\n".join(lines) + "\n"


async def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        for language in LOCALES:
            for scheme in SCHEMES:
                for size in SIZES:
                    await draw(browser, folder, language, scheme, size)
        await browser.close()
    (folder / "README.md").write_text(gallery())
    drawn = list(folder.glob("*.webp"))
    print(f"{len(drawn)} screenshots in {folder}, {sum(one.stat().st_size for one in drawn) / 1e6:.1f} MB")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
