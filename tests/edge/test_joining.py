"""A rep joins a talk in the real house and leaves it: the assistant keeps still meanwhile, and comes back to its question."""

from __future__ import annotations

import re
import urllib.parse
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from bot.workspace.entrance import Entrance
from qualification.site import Site
from qualification.storage.database import Database
from qualification.usecases import joining
from qualification.usecases.joining import Called
from qualification.usecases.turn import begin
from tests.edge.cast import conversation
from tests.house import SECRET, RunningHouse

WORDS = {
    "fr": {
        "need": "Il nous faut un logiciel de facturation.",
        "person": "Je voudrais parler à un conseiller",
        "told": "Nous sommes 25 salariés",
        "joined": "Bonjour, ici Camille Lenoir",
        "left": "Camille Lenoir a quitté la conversation",
        "back": "l’assistant, s’il vous plaît",
        "again": "Me revoilà",
    },
    "en": {
        "need": "We need invoicing software.",
        "person": "I want to talk to a human",
        "told": "We are 25 employees",
        "joined": "Hello, this is Camille Lenoir",
        "left": "Camille Lenoir has left the chat",
        "back": "the assistant, please",
        "again": "I’m back",
    },
}


class Rep:
    """Camille at the workspace of the running house."""

    def __init__(self, house: RunningHouse) -> None:
        self.house = house
        link = Entrance(SECRET).link("camille", datetime.now(UTC))
        answer = house.raw("POST", f"/workspace/sign-in/{link}")
        self.cookie = answer.headers["set-cookie"].split(";")[0]

    def see(self, path: str) -> str:
        answer = self.house.raw("GET", path, headers={"Cookie": self.cookie})
        assert answer.status == 200
        return answer.body.decode()

    def act(self, path: str, **fields: str) -> None:
        csrf = re.findall(r'name="csrf" value="([^"]+)"', self.see(path))[0]
        body = urllib.parse.urlencode({"csrf": csrf, **fields}).encode()
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        answer = self.house.raw("POST", path, body, headers)
        assert answer.status == 303, answer.body


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_rep_joins_and_leaves_and_the_talk_goes_on(house: RunningHouse, language: str) -> None:
    words = WORDS[language]
    visitor, rep = house.visitor(language), Rep(house)
    visitor.say(words["need"])
    visitor.say(words["person"])
    asked = visitor.asks
    assert asked is not None, visitor.words
    assert words["person"] in rep.see("/workspace/waiting").replace("&#39;", "'")
    talk = f"/workspace/talks/{visitor.id}"
    rep.act(talk, act="take")
    message = {"id": str(uuid4()), "text": words["told"]}
    for _ in range(2):
        answer = house.call("POST", "/chat/messages", message, token=visitor.token)
        assert (answer.status, answer.json) == (200, {"messages": []}), "the assistant keeps still, however often it is asked"
    rep.act(talk, act="write", text="<b>25</b> ?")
    rep.act(talk, act="leave")
    told = conversation(house, visitor.token)
    at = next(index for index, one in enumerate(told) if one["from"] == "rep")
    assert told[at]["text"].startswith(words["joined"])
    assert [one["from"] for one in told[at:]][:4] == ["rep", "visitor", "rep", "assistant"]
    assert told[at + 2]["text"] == "<b>25</b> ?"
    assert told[at + 3]["text"].startswith(words["left"])
    assert visitor.lead()["company"]["size"] == {"min": 25, "max": 25}, "what was told to the rep is known"
    assert told[-1]["asks"] in (asked, None)
    assert visitor.say(words["person"]), "the assistant answers again"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_visitor_has_the_assistant_back_by_asking(house: RunningHouse, language: str) -> None:
    words = WORDS[language]
    visitor, rep = house.visitor(language), Rep(house)
    visitor.say(words["person"])
    asked = visitor.asks
    rep.act(f"/workspace/talks/{visitor.id}", act="take")
    visitor.say(words["back"])
    assert words["again"] in visitor.words
    assert visitor.asks == asked
    assert visitor.say(words["need"]), "the assistant answers again"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_someone_who_asks_for_a_person_is_told_honestly_whether_one_is_there(house: RunningHouse, site: Site, language: str) -> None:
    visitor = house.visitor(language)
    visitor.say(WORDS[language]["need"])
    database = Database(f"sqlite:///{house.data / 'vestibule.db'}")
    turn = begin(database, site, visitor.id, datetime.now(UTC))
    assert turn is not None
    called = joining.call(turn)
    database.close()
    visitor.say(WORDS[language]["person"])
    assert called is not None
    promised = {"fr": r"conseiller", "en": r"adviser"}[language]
    assert re.search(promised, visitor.words)
    assert bool(re.search(r"\d\d:\d\d|\d h\b|\d\u202fh|\d\u00a0h", visitor.heard[0]["text"])) is (called != Called(True))
