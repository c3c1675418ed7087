"""An edge that is killed (kill -9) in the middle of turns: nothing a visitor said is lost, nothing is done twice."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any
from uuid import uuid4

from bot.edge.app import build
from bot.edge.house import HOUSE
from bot.edge.listening import listen
from bot.settings import load_settings
from qualification.storage.database import Database
from qualification.storage.outbox import Effect
from qualification.usecases.turn import Turn
from tests.edge.cast import StandIn, conversation
from tests.house import API_KEY, SECRET, Answer, RunningHouse, free_port

LIVES = 3
TALKERS = 8
ANSWERS_A_LIFE = 30


class Ponderer(StandIn):
    """Takes its time, and leaves traces of every turn: in the history, and in the outbox."""

    async def think(self, turn: Turn, text: str, metadata: Any) -> list[dict[str, Any]]:
        await asyncio.sleep(0.002)
        turn.note("fact", "name", None, text, text, "visitor")
        turn.send(Effect(key=f"{turn.lead.id}/{text}", kind="mail", payload={"letter": text}, lead_id=turn.lead.id))
        return await super().think(turn, text, metadata)


def _live(settings: dict[str, str], port: int) -> None:
    """One life of the edge, as a process."""
    app = build(load_settings(settings))
    app[HOUSE].assistant = Ponderer()  # type: ignore[assignment]
    asyncio.run(listen(app, "127.0.0.1", port))


@contextlib.contextmanager
def life(data: Path) -> Iterator[RunningHouse]:
    """A life of the edge on that folder, which ends by kill -9."""
    settings = {"VESTIBULE_DATA": str(data), "VESTIBULE_API_KEY": API_KEY, "VESTIBULE_SECRET_KEY": SECRET, "VESTIBULE_RATE_LIMIT": "off"}
    port = free_port()
    # Forked: everything is imported already, and a life begins at once.
    process = multiprocessing.get_context("fork").Process(target=_live, args=(settings, port), daemon=True)
    process.start()
    house = RunningHouse(f"http://127.0.0.1:{port}", data, process)  # type: ignore[arg-type]
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            if house.raw("GET", "/healthz").status == 200:
                break
        time.sleep(0.01)
    try:
        yield house
    finally:
        process.kill()
        process.join()


@dataclass
class Talker:
    """Says one thing after the other until nobody answers, and remembers what was answered."""

    id: str
    token: str
    sent: list[tuple[str, str]] = field(default_factory=list)
    answers: dict[str, bytes] = field(default_factory=dict)

    def talk(self, house: RunningHouse, heard: threading.Semaphore) -> None:
        """As a good client does: what was not answered is sent again first, with the same id."""
        while True:
            if not self.sent or self.sent[-1][0] in self.answers:
                self.sent.append((str(uuid4()), f"message {len(self.sent)}"))
            one, text = self.sent[-1]
            try:
                answer = self.say(house, one, text)
            except (OSError, HTTPException):
                return
            assert answer.status == 200, answer.body
            self.answers[one] = answer.body
            heard.release()

    def say(self, house: RunningHouse, one: str, text: str) -> Answer:
        return house.call("POST", "/chat/messages", {"id": one, "text": text}, token=self.token)


def test_what_was_said_to_an_edge_that_is_killed_again_and_again_is_kept_and_answered_once(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'vestibule.db'}")
    database.migrate()
    database.close()
    talkers: list[Talker] = []
    for _ in range(LIVES):
        with life(tmp_path) as house, ThreadPoolExecutor(TALKERS) as pool:
            if not talkers:
                visitors = [house.visitor("en") for _ in range(TALKERS)]
                talkers = [Talker(visitor.id, visitor.token) for visitor in visitors]
            heard = threading.Semaphore(0)
            talking = [pool.submit(talker.talk, house, heard) for talker in talkers]
            for _ in range(ANSWERS_A_LIFE):
                assert heard.acquire(timeout=30)
            house.process.kill()
            for one in talking:
                one.result()
    with life(tmp_path) as house:
        for talker in talkers:
            for one, text in talker.sent:
                answer = talker.say(house, one, text)
                assert answer.status == 200
                assert answer.body == talker.answers.get(one, answer.body), "what was answered stays answered"
            told = [message["text"] for message in conversation(house, talker.token)[2:]]
            assert told == [line for _, text in talker.sent for line in (text, f"You said: {text}")]
            history = house.private("GET", f"/api/leads/{talker.id}/history").json["history"]
            assert [one["after"] for one in history if one["kind"] == "fact"] == [text for _, text in talker.sent]
    with Database(f"sqlite:///{tmp_path / 'vestibule.db'}").reading() as connection:
        letters = connection.exec_driver_sql("SELECT key FROM outbox").scalars().all()
    assert sorted(letters) == sorted(f"{talker.id}/{text}" for talker in talkers for _, text in talker.sent)
