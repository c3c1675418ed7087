"""A rep at their desk: a small edge without a model, some leads with meetings, and a browser that keeps cookies and runs no script."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, CookieJar

from bot.edge.house import House
from bot.workspace.entrance import Entrance
from qualification.lead import Lead
from qualification.scoring import score
from qualification.storage import calendar, leads, outbox
from qualification.storage.calendar import Meeting
from qualification.storage.outbox import Effect
from tests.cast import CLAIRE, TOM, meeting_of
from tests.conftest import NOW
from tests.edge.cast import SmallEdge, small_edge

MEETING = meeting_of(CLAIRE, status="booked", expires_at=None)


@dataclass
class Page:
    """What a browser shows: its status, where it is, and its words."""

    status: int
    path: str
    html: str
    headers: Any = field(repr=False, default=None)

    @property
    def text(self) -> str:
        """The words alone."""
        found = re.sub(r"<[^>]+>", " ", re.sub(r"<(style|head).*?</\1>", " ", self.html, flags=re.S))
        return " ".join(unescape(found).split())

    @property
    def csrf(self) -> str:
        return re.findall(r'name="csrf" value="([^"]+)"', self.html)[0]


class Desk:
    """A rep's browser, and the house behind it."""

    def __init__(self, edge: SmallEdge, browser: ClientSession) -> None:
        self.edge = edge
        self.house: House = edge.house
        self.client = browser
        self.now = NOW
        self.house.clock = lambda: self.now

    async def get(self, path: str) -> Page:
        async with self.client.get(path) as answer:
            return Page(answer.status, answer.url.path_qs, await answer.text(), answer.headers)

    async def post(self, path: str, **fields: str) -> Page:
        async with self.client.post(path, data=fields) as answer:
            return Page(answer.status, answer.url.path_qs, await answer.text(), answer.headers)

    async def sign_in(self, rep: str = "camille") -> Page:
        """Follows a fresh link and presses its button."""
        return await self.post(f"/workspace/sign-in/{self.link(rep)}")

    def link(self, rep: str = "camille") -> str:
        return Entrance(self.house.settings.secret_key).link(rep, self.now)

    async def send(self, path: str, **fields: str) -> Page:
        """Sends a form of the page at that address, with its token."""
        page = await self.get(path)
        return await self.post(path, csrf=page.csrf, **fields)

    def know(self, lead: Lead, meeting: Meeting | None = None) -> None:
        scored = replace(lead, score=score(lead, (), self.house.site, NOW))
        with self.house.database.writing() as connection:
            leads.add(connection, scored.interviewed(booked=meeting.id) if meeting else scored)
            if meeting:
                calendar.hold(connection, meeting)

    def meeting(self, meeting_id: str = MEETING.id) -> Meeting:
        with self.house.database.reading() as connection:
            found = calendar.find(connection, meeting_id)
        assert found is not None
        return found

    def lead(self, lead_id: str) -> Lead:
        with self.house.database.reading() as connection:
            found = leads.find(connection, lead_id)
        assert found is not None
        return found.lead

    def outbox(self) -> list[Effect]:
        with self.house.database.reading() as connection:
            return outbox.listed(connection)[::-1]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """Claire meets Camille on Monday at ten; Tom has only talked."""
    # Unsafe: cookies of addresses without a name are kept too.
    async with small_edge(tmp_path) as edge, ClientSession(edge.client._base_url, cookie_jar=CookieJar(unsafe=True)) as browser:
        found = Desk(edge, browser)
        found.know(CLAIRE, MEETING)
        found.know(TOM)
        yield found


AFTER = MEETING.start + timedelta(hours=1)


def at(moment: datetime) -> str:
    """A moment as a browser's input writes it, in Paris."""
    from zoneinfo import ZoneInfo

    return f"{moment.astimezone(ZoneInfo('Europe/Paris')):%Y-%m-%dT%H:%M}"
