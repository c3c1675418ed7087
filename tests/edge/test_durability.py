"""An edge that is killed: nothing a visitor said is lost, nothing is done twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from uuid import uuid4

from tests.edge.cast import PLAIN, bring_to, conversation
from tests.house import Answer, RunningHouse, Visitor, running

SAYS = ("need", "timeline", "budget", "authority", "company_size")


@dataclass
class Talker:
    """Says one thing after the other until nobody answers, and remembers what was answered."""

    visitor: Visitor
    sent: list[tuple[str, str]] = field(default_factory=list)
    answers: dict[str, bytes] = field(default_factory=dict)

    def talk(self, heard: threading.Semaphore) -> None:
        for text in self._texts():
            one = str(uuid4())
            self.sent.append((one, text))
            try:
                answer = self.visitor.post(id=one, text=text)
            except (OSError, HTTPException):
                return
            assert answer.status == 200, answer.body
            self.answers[one] = answer.body
            heard.release()

    def _texts(self) -> Iterator[str]:
        words = PLAIN[self.visitor.language]
        yield from (words[name] for name in SAYS)
        number = 0
        while True:
            number += 1
            yield f"{number}. {words['company_size']}"


def again(house: RunningHouse, visitor: Visitor, one: str, text: str) -> Answer:
    return house.call("POST", "/chat/messages", {"id": one, "text": text}, token=visitor.token)


def test_a_killed_edge_has_lost_nothing_and_does_nothing_twice(model: Path, tmp_path: Path) -> None:
    with running(tmp_path, model=model) as house:
        booked = bring_to(house.visitor("en"), "slot")
        slot = booked.choices[0]["id"]
        held = booked.post(id="11111111-1111-4111-8111-111111111111", choice=slot)
        talkers = [Talker(house.visitor(language)) for language in ("fr", "en") * 3]
        heard = threading.Semaphore(0)
        with ThreadPoolExecutor(len(talkers)) as pool:
            talking = [pool.submit(talker.talk, heard) for talker in talkers]
            for _ in range(40):
                assert heard.acquire(timeout=30)
            house.process.kill()
            for one in talking:
                one.result()
        house.process.wait()
    with running(tmp_path, model=model) as house:
        for talker in talkers:
            for one, text in talker.sent:
                answer = again(house, talker.visitor, one, text)
                assert answer.status == 200
                assert answer.body == talker.answers.get(one, answer.body), "what was answered stays answered"
            whole = conversation(house, talker.visitor.token)[2:]
            assert [one["text"] for one in whole if one["from"] == "visitor"] == [text for _, text in talker.sent]
            for place, message in enumerate(whole):
                if message["from"] == "visitor":
                    assert whole[place + 1]["from"] == "assistant", "each message has its answer, right behind it"
            lead = house.private("GET", f"/api/leads/{talker.visitor.id}").json
            assert lead["need"]["topic"] == "invoicing"
            assert lead["timeline"]["state"] == "answered"
        repeated = house.call("POST", "/chat/messages", {"id": "11111111-1111-4111-8111-111111111111", "choice": slot}, token=booked.token)
        assert repeated.json == held.json, "the time that was held is still held"
