"""The whole way, in real Chromium, on the demo site of a running house: from the first word to a booked meeting."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from tests.house import ROOT, RunningHouse

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run --disable-quic"
SCREENSHOTS = Path(os.environ.get("SCREENSHOTS", ROOT / "var" / "screenshots"))
"""Where pictures of the whole way go, to look at."""


@dataclass(frozen=True)
class Person:
    """Someone with a browser, and what they say."""

    language: str
    locale: str
    opener: str
    answers: tuple[str, ...]
    name: str
    booked: str
    """What the assistant says when the meeting stands."""


CLAIRE = Person(
    "fr",
    "fr-FR",
    "Bonjour, il nous faut un logiciel de facturation",
    ("d'ici deux mois", "4 000 € par an", "c'est moi qui décide", "28 salariés"),
    "Claire Martin",
    "réservé|confirmé|rendez-vous",
)
NEIL = Person(
    "en",
    "en-GB",
    "Hello, we are looking for stock control software",
    ("within two months", "15,000 euros a year", "I make the decision", "50 people"),
    "Neil Garvey",
    "booked|confirmed|meeting",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is missing: install Debian's package chromium, or name another in CHROMIUM")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield found
        found.close()


def arrive(browser: Browser, person: Person) -> tuple[BrowserContext, Page]:
    context = browser.new_context(locale=person.locale, timezone_id="Europe/Paris", viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.add_init_script(path=ROOT / "tests" / "widget" / "open_shadow.js")
    return context, context.new_page()


def say(panel: Locator, text: str, *, answered_by: str) -> None:
    """Types a message and waits for words of the assistant that fit."""
    before = panel.locator(".bubble").count()
    field = panel.locator("#field")
    field.fill(text)
    field.press("Enter")
    expect(panel.locator(".bubble").nth(before + 1)).to_be_visible(timeout=20_000)
    expect(panel.get_by_role("log")).to_contain_text(re.compile(answered_by, re.IGNORECASE))


@pytest.mark.parametrize("person", [CLAIRE, NEIL], ids=["French", "English"])
def test_a_visitor_books_a_meeting_on_the_demo_page(browser: Browser, house: RunningHouse, person: Person) -> None:
    context, page = arrive(browser, person)
    page.goto(house.url + "/")
    assert page.url == f"{house.url}/{person.language}/"
    page.locator("vestibule-chat .launcher").click()
    panel = page.get_by_role("dialog")
    expect(panel.locator("#field")).to_be_visible()
    for text in (person.opener, *person.answers):
        say(panel, text, answered_by=".")
    times = panel.locator(".offer button")
    expect(times).to_have_count(3)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"times-{person.language}.png")
    times.first.click()
    expect(times).to_have_count(0)
    say(panel, person.name, answered_by="e-mail|email|mail")
    address = f"{person.name.split()[0].lower()}@company.example"
    say(panel, address, answered_by=person.booked)
    card = panel.locator(".meeting, .card").first
    expect(card).to_be_visible()
    page.screenshot(path=SCREENSHOTS / f"booked-{person.language}.png")

    found = house.private("GET", f"/api/leads?q={address}").json["leads"]
    assert [lead["stage"] for lead in found] == ["sql"]
    (meeting,) = found[0]["meetings"]
    assert meeting["status"] == "booked"
    ics = house.raw("GET", meeting["ics_url"].removeprefix(house.url))
    assert ics.status == 200
    assert b"BEGIN:VCALENDAR" in ics.body
    context.close()


def test_the_talk_survives_a_page_change_and_a_reload(browser: Browser, house: RunningHouse) -> None:
    context, page = arrive(browser, CLAIRE)
    page.goto(house.url + "/fr/")
    page.locator("vestibule-chat .launcher").click()
    say(page.get_by_role("dialog"), CLAIRE.opener, answered_by=".")
    page.goto(house.url + "/fr/tarifs.html")
    expect(page.get_by_role("log")).to_contain_text(CLAIRE.opener)
    page.reload()
    expect(page.get_by_role("log")).to_contain_text(CLAIRE.opener)
    context.close()


def test_a_meeting_is_moved_and_cancelled_on_its_page_without_script(browser: Browser, house: RunningHouse) -> None:
    visitor = house.visitor("en")
    visitor.say("Hi, Neil Garvey of Garvey Hire, 50 staff, we need payroll within two months, 15,000 euros a year, I decide. neil@garvey.example")
    visitor.choose(0)
    meeting = visitor.meeting
    assert meeting
    context = browser.new_context(locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    page.goto(meeting["manage_url"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Your meeting")
    page.get_by_role("radio").nth(3).check()
    page.get_by_role("button", name="Move the meeting").click()
    expect(page.get_by_role("status")).to_contain_text("moved")
    moved = visitor.lead()["meetings"][0]
    assert moved["status"] == "booked"
    assert moved["start"] != meeting["start"]
    page.get_by_text("Cancel the meeting").click()
    page.get_by_role("button", name="Yes, cancel").click()
    expect(page.get_by_role("status")).to_contain_text("cancelled")
    assert visitor.lead()["meetings"][0]["status"] == "cancelled"
    context.close()
