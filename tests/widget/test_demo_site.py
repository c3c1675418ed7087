"""The demo company's pages: whole, bilingual, and true to what is known of the company."""

import asyncio
import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.async_api import expect

from bot.widget import serving

SITE = serving.HERE / "site"
PAGES = sorted(f"/{language}/{page.name}" for language in serving.LANGUAGES for page in (SITE / language).glob("*.html"))
PRICES = {"24", "29", "59", "12", "49"}
EXAMPLES = {"120": 5 * 24, "88": 29 + 59, "360": 30 * 12}
VOID = {"meta", "link", "img", "br", "input"}


class Page(HTMLParser):
    """A page as its tags and its text."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path, self.tags, self.text, self.open = path, [], [], []
        served = serving.find(path)
        assert served is not None
        self.feed(served.body.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> closes another tag"

    def handle_data(self, data):
        if data.strip():
            self.text.append(" ".join(data.split(" ")))

    def all(self, tag: str) -> list[dict]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(params=PAGES)
def page(request) -> Page:
    return Page(request.param)


def test_every_page_is_whole_and_embeds_the_chat(page):
    assert page.open == []
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    assert [one["src"] for one in page.all("script")] == ["/widget.js", "/site/site.js"]
    assert page.all("html")[0]["lang"] == page.path[1:3] == page.all("script")[0]["data-language"]


def test_every_link_leads_somewhere(page):
    addresses = [one["href"] for tag, one in page.tags if tag in ("a", "link")] + [one["src"] for tag, one in page.tags if tag in ("img", "script")]
    for address in addresses:
        if not address.startswith(("mailto:", "#")):
            assert serving.find(urljoin(page.path, address)), address


def test_nothing_comes_from_elsewhere_and_nothing_is_inline(page):
    for _, attrs in page.tags:
        assert not {"style", "onclick", "onload"} & attrs.keys()
        for name in ("src", "href", "srcset", "action"):
            assert not re.match(r"https?:|//", attrs.get(name) or ""), attrs
    assert not page.all("style")


def test_every_page_has_its_like_in_the_other_language(page):
    language = page.path[1:3]
    other = "en" if language == "fr" else "fr"
    (like,) = [one["href"] for one in page.all("a") if one.get("hreflang") == other]
    back = [one["href"] for one in Page(like).all("a") if one.get("hreflang") == language]
    assert [urljoin(page.path, one).replace("index.html", "") for one in back] == [page.path.replace("index.html", "")]


def test_french_is_spaced_as_french_is(page):
    if page.path.startswith("/fr/"):
        said = page.text + [
            value
            for _, attrs in page.tags
            for name, value in attrs.items()
            if name in ("content", "data-greeting", "data-marketing", "alt") and value
        ]
        wrong = [text for text in said if re.search(r"[^\u00a0\u202f\s]?[ ][:;!?»]|« |[\w’][;!?»]|\d (€|%)|'", text)]
        assert wrong == []


def test_no_price_is_told_but_the_real_ones(page):
    text = " ".join(page.text).replace("\u00a0", " ")
    told = set(re.findall(r"(\d[\d ]*) €|€(\d[\d,]*)", text))
    amounts = {(one or other).replace(" ", "").replace(",", "") for one, other in told}
    assert amounts <= PRICES | set(EXAMPLES)
    assert all(str(worth) == amount for amount, worth in EXAMPLES.items())


def test_every_language_has_every_word():
    words = {path.name: json.loads(path.read_text()) for path in (serving.HERE / "chat").glob("words.*.json")}
    assert {"words.fr.json", "words.en.json"} <= words.keys()
    english = words["words.en.json"]
    for name, said in words.items():
        assert said.keys() == english.keys(), name
        assert all(said.values()), name
        places = {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in said.items()}
        assert places == {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in english.items()}, name
    assert not [text for text in words["words.fr.json"].values() if re.search(r" [:;!?»]|« |'", text)]


def test_every_word_is_used():
    scripts = "".join(path.read_text() for path in (serving.HERE / "chat").glob("*.js"))
    made = ("field_", "hint_", "privacy_")  # put together from what is asked
    said = {"assistant", "visitor", "rep", "offline", "busy", "starting", "closed", "booked", "cancelled", "replaced"}  # values of the contract
    words = json.loads((serving.HERE / "chat" / "words.en.json").read_text())
    said |= set(serving.LAUNCHER)
    assert [word for word in words if f'"{word}"' not in scripts and not word.startswith(made) and word not in said] == []


@pytest.mark.parametrize(
    ("accepts", "home"),
    [
        ("en-GB,en;q=0.9,fr;q=0.8", "/en/"),
        ("de,fr;q=0.5,en;q=0.6", "/en/"),
        ("fr", "/fr/"),
        ("de", "/fr/"),
        ("", "/fr/"),
        (None, "/fr/"),
        ("en;q=0", "/fr/"),
        ("en;q=x", "/fr/"),
    ],
)
def test_the_front_door_opens_in_the_language_of_the_browser(accepts, home):
    assert serving.home(accepts) == home


@pytest.mark.parametrize(
    "path",
    [
        "/widget/../widget.js",
        "/widget/types.d.ts",
        "/widget/",
        "/site/../../README.md",
        "/fr/../../serving.py",
        "/widget/%2e%2e/serving.py",
        "/nowhere",
        "/fr/nothing.html",
        "/widget/\0",
    ],
)
def test_nothing_else_is_served(path):
    assert serving.find(path) is None


def test_files_are_zipped_for_those_who_can_and_sent_once():
    served = serving.find("/widget/style.js")
    assert served is not None
    status, body, headers = served.answer("gzip, br", None)
    assert (status, gzip.decompress(body), headers["Content-Encoding"]) == (200, served.body, "gzip")
    assert served.answer(None, None) == (200, served.body, served.headers)
    assert served.answer("gzip", headers["ETag"])[:2] == (304, b"")


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("path", PAGES)
async def test_axe_finds_nothing_on_the_site(visitor, edge, node_modules: Path, path):
    width, scheme = (1280, "light") if path.startswith("/fr/") else (320, "dark")
    someone = await visitor(viewport={"width": width, "height": 800}, color_scheme=scheme)
    await someone.page.goto(edge.url + path)
    await expect(someone.page.get_by_role("button", name=re.compile("Accepter|Accept"))).to_be_visible()
    assert await someone.page.evaluate("document.documentElement.scrollWidth") <= width
    # The pages do not allow scripts of others, so axe comes in through the debugger.
    await someone.page.evaluate((node_modules / "axe-core" / "axe.min.js").read_text())
    found = await someone.page.evaluate(
        "axe.run().then(({violations}) => violations.map((one) => [one.id, ...one.nodes.map((node) => node.target.join(' '))]))"
    )
    assert found == []


@pytest.mark.asyncio(loop_scope="session")
async def test_a_button_of_the_page_opens_the_chat(visitor, edge):
    someone = await visitor()
    await someone.page.goto(edge.url + "/fr/contact.html")
    await someone.page.get_by_role("link", name="Ouvrir la discussion").click()
    await someone.sees("Bonjour, que puis-je faire pour vous ?")


@pytest.mark.asyncio(loop_scope="session")
async def test_tracking_is_asked_once_and_obeyed(visitor, edge):
    someone = await visitor()
    await someone.page.goto(edge.url + "/fr/")
    await someone.page.get_by_role("button", name="Refuser").click()
    await someone.page.goto(edge.url + "/fr/tarifs.html")
    await expect(someone.launcher).to_be_visible()
    await expect(someone.page.locator(".ask")).to_have_count(0)
    assert await someone.stored() == {"calepin.tracking": "no"}
    await someone.page.get_by_role("button", name="Gérer mon choix").click()
    await someone.page.get_by_role("button", name="Accepter").click()
    async with asyncio.timeout(10):
        while "vestibule.tracking" not in await someone.stored():
            await asyncio.sleep(0.05)
