"""Somebody with a browser: what they do, and what they can see."""

from __future__ import annotations

from playwright.async_api import Page, expect

from .fake_edge import FakeEdge


class Visitor:
    def __init__(self, page: Page, edge: FakeEdge) -> None:
        self.page, self.edge = page, edge
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.host = page.locator("vestibule-chat")
        self.launcher = self.host.locator(".launcher")
        self.panel = page.get_by_role("dialog")
        self.log = self.panel.get_by_role("log")
        self.field = self.panel.locator("#field")
        self.bubbles = self.log.locator(".bubble")
        self.offer = self.log.locator(".offer button")
        self.notice = self.panel.locator(".notice")
        self.reader = self.panel.locator(".unseen[aria-live]")
        self.waiting = self.log.locator(".message.waiting")

    async def reads(self, path: str = "/page.html", attributes: str = "", body: str = "<h1>Un site</h1><p>Du texte.</p>", **page) -> None:
        """Goes to a page of somebody's site that embeds the widget with these attributes."""
        script = f'<script src="{self.edge.url}/widget.js" {attributes} defer></script>'
        self.edge.page(path.partition("?")[0], body, **{"head": script} | page)
        await self.page.goto(self.edge.url + path)

    async def opens(self) -> None:
        await self.launcher.click()
        await expect(self.field).to_be_visible()
        await expect(self.bubbles.first).to_be_visible()

    async def says(self, text: str) -> None:
        await self.field.fill(text)
        await self.field.press("Enter")

    async def sees(self, text: str) -> None:
        await expect(self.log).to_contain_text(text)

    async def said(self) -> list[str]:
        """Every bubble, oldest first."""
        return await self.bubbles.all_inner_texts()

    async def stored(self) -> dict[str, str]:
        return await self.page.evaluate("({...localStorage, ...sessionStorage})")
