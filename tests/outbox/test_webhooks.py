"""Other programs are told what happens: signed, once, and never at a private address."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from aiohttp import web

from qualification.history import Change
from qualification.outbox import webhook
from qualification.outbox.courier import Failure, NothingToDo
from qualification.outbox.webhook import PublicOnly, WebhookCourier, is_public
from qualification.site import Site, Webhook
from qualification.storage.outbox import Effect
from qualification.usecases.announcing import announced, stages_announced
from tests.cast import CLAIRE
from tests.conftest import NOW

SECRET = "whsec_" + base64.b64encode(b"a secret that nobody guesses").decode()
VARIABLE = "VESTIBULE_SECRET_OF_CRM"


@dataclass
class Crm:
    """Somebody else's program."""

    url: str = ""
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@asynccontextmanager
async def crm() -> AsyncIterator[Crm]:
    found = Crm()

    async def receive(request: web.Request) -> web.Response:
        found.received.append((dict(request.headers), await request.read()))
        return web.Response(status=found.status, headers=found.headers)

    app = web.Application()
    app.router.add_post("/hook", receive)
    runner = web.AppRunner(app)
    await runner.setup()
    place = web.TCPSite(runner, "127.0.0.1", 0)
    await place.start()
    found.url = f"http://127.0.0.1:{place.port}/hook"
    try:
        yield found
    finally:
        await runner.cleanup()


def hooked(site: Site, url: str, *events: Any) -> Site:
    return replace(site, webhooks=(Webhook("crm", url, VARIABLE, events or ("meeting.booked",)),))


def effects(site: Site) -> list[Effect]:
    return announced(site, "meeting.booked", "meeting-1/0/booked", CLAIRE, NOW, {"meeting": {"id": "meeting-1"}})


async def tell(site: Site, effect: Effect, *, allow_private: bool = True, secret: str = SECRET) -> None:
    courier = WebhookCourier(site, {VARIABLE: secret} if secret else {}, "https://calepin.example", lambda: NOW, allow_private)
    try:
        await courier.deliver(effect)
    finally:
        await courier.rest()


async def test_an_event_is_told_as_cloudevents_say_and_can_be_verified_by_time_and_body(site: Site) -> None:
    async with crm() as program:
        at = hooked(site, program.url)
        await tell(at, effects(at)[0])
    ((headers, body),) = program.received
    event = json.loads(body)
    assert (event["specversion"], event["type"], event["source"], event["subject"]) == (
        "1.0",
        "vestibule.meeting.booked",
        "https://calepin.example",
        "claire",
    )
    assert (event["id"], headers["webhook-id"]) == ("meeting-1/0/booked", "meeting-1/0/booked")
    assert headers["Content-Type"].startswith("application/cloudevents+json")
    assert event["data"]["lead"]["email"] == CLAIRE.email
    # As a receiver would, from the documentation alone.
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(b"a secret that nobody guesses", signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert int(headers["webhook-timestamp"]) == int(NOW.timestamp())


async def test_the_same_event_has_the_same_id_and_body_however_often_it_is_sent(site: Site) -> None:
    async with crm() as program:
        at = hooked(site, program.url)
        for _ in range(2):
            await tell(at, effects(at)[0])
    (first, body), (second, same) = program.received
    assert (first["webhook-id"], body) == (second["webhook-id"], same)


@pytest.mark.parametrize(
    ("status", "fault", "for_good"),
    [(500, "down", False), (429, "down", False), (400, "refused", False), (410, "refused", True), (302, "refused", False)],
)
async def test_what_is_not_taken_is_told_apart(site: Site, status: int, fault: str, for_good: bool) -> None:
    async with crm() as program:
        program.status, program.headers = status, {"Location": program.url}
        at = hooked(site, program.url)
        with pytest.raises(Failure) as failed:
            await tell(at, effects(at)[0])
    assert (failed.value.fault, failed.value.for_good) == (fault, for_good)
    assert len(program.received) == 1, "redirects are not followed"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "localhost",
    ],
)
async def test_private_addresses_are_refused_for_good_unless_allowed(site: Site, host: str) -> None:
    at = hooked(site, f"http://{host}:9/hook")
    with pytest.raises(Failure) as failed:
        await tell(at, effects(at)[0], allow_private=False)
    assert (failed.value.fault, failed.value.for_good) == ("private_address", True)


@pytest.mark.parametrize("host", ["2130706433", "127.1", "0x7f.1"])
async def test_an_address_in_disguise_leads_nowhere(site: Site, host: str) -> None:
    async with crm() as program:
        at = hooked(site, program.url.replace("127.0.0.1", host))
        with pytest.raises(Failure):
            await tell(at, effects(at)[0], allow_private=False)
    assert program.received == []


async def test_a_name_is_judged_by_all_its_addresses_and_connected_to_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"good.example": ["93.184.216.34"], "sly.example": ["93.184.216.34", "10.0.0.1"]}

    class Loop:
        async def getaddrinfo(self, host: str, port: int, **_: Any) -> list[Any]:
            return [(2, 1, 6, "", (address, port)) for address in answers[host]]

    monkeypatch.setattr(webhook.asyncio, "get_running_loop", lambda: Loop())
    assert [one["host"] for one in await PublicOnly().resolve("good.example", 443)] == ["93.184.216.34"]
    with pytest.raises(OSError, match="private"):
        await PublicOnly().resolve("sly.example", 443)


@pytest.mark.parametrize(
    ("address", "is_open"),
    [("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False),
     ("224.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("::ffff:10.0.0.1", False)],
)  # fmt: skip
def test_what_the_open_internet_is(address: str, is_open: bool) -> None:
    assert is_public(address) is is_open


async def test_a_missing_secret_is_told_and_a_hook_that_was_taken_out_is_settled(site: Site) -> None:
    at = hooked(site, "https://crm.example/hook")
    with pytest.raises(Failure) as failed:
        await tell(at, effects(at)[0], secret="")
    assert failed.value.fault == "no_secret"
    with pytest.raises(NothingToDo):
        await tell(site, effects(at)[0])


def test_a_visitor_who_becomes_a_lead_is_announced_once_and_each_stage_as_it_comes(site: Site) -> None:
    at = hooked(site, "https://crm.example/hook", "lead.created", "lead.stage_changed")
    changes = [
        Change(NOW, "stage", None, "visitor", "cold", "not_mature", "rules"),
        Change(NOW, "score", None, 0, 10, "-", "rules"),
        Change(NOW, "stage", None, "cold", "sql", "qualified", "rules"),
    ]
    found = stages_announced(at, CLAIRE, changes, NOW)
    assert [effect.payload["event"] for effect in found] == ["lead.created", "lead.stage_changed", "lead.stage_changed"]
    assert len({effect.key for effect in found}) == 3
    again = stages_announced(at, CLAIRE, changes[:1], NOW.replace(hour=10))
    assert again[0].key == found[0].key, "who falls back and rises again is the same lead"


def test_only_those_who_want_to_hear_of_it_are_told(site: Site) -> None:
    at = hooked(site, "https://crm.example/hook", "meeting.cancelled")
    assert effects(at) == []
