"""A person in the talk: called, joined by one rep, left again; on both databases."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from bot.settings import ROOT
from bot.wording import wordings_of
from qualification.bant import Language
from qualification.site import Site
from qualification.storage import conversations, handovers
from qualification.storage.conversations import Choice, Message
from qualification.storage.handovers import Handover
from qualification.usecases import joining
from qualification.usecases.erasing import erase_lead
from tests.cast import CLAIRE, NORA, TOM
from tests.conftest import NOW
from tests.usecases.conftest import BASE_URL, Desk

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_wordings = wordings_of(ROOT / "domain.yml")


def say(name: str, language: Language, words: Mapping[str, str]) -> str | None:
    return _wordings.say(name, language, 0, words)


def wrote(text: str, at: datetime, language: Language = "fr") -> Message:
    return Message(str(uuid4()), "visitor", text, at, language, client_id=str(uuid4()))


def on_the_list(desk: Desk, lead_id: str = "nora") -> Handover | None:
    with desk.database.reading() as connection:
        return handovers.find(connection, lead_id)


def call(desk: Desk, lead_id: str = "nora", now: datetime = MONDAY) -> joining.Called | None:
    with desk.turn(lead_id, now) as turn:
        return joining.call(turn)


def take(desk: Desk, rep: str = "camille", lead_id: str = "nora", now: datetime = MONDAY) -> Handover | None:
    return joining.take(desk.database, desk.site, lead_id, desk.site.rep(rep), now, say)


@pytest.fixture(autouse=True)
def _people(desk: Desk) -> None:
    desk.know(NORA, TOM, CLAIRE)


class TestCalling:
    def test_in_hours_somebody_is_called(self, desk: Desk) -> None:
        assert call(desk) == joining.Called(True)
        assert on_the_list(desk) == Handover("nora", MONDAY)

    def test_on_a_sunday_it_says_when_somebody_is_back_and_keeps_the_call(self, desk: Desk) -> None:
        assert call(desk, now=NOW) == joining.Called(False, datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
        assert on_the_list(desk) == Handover("nora", NOW)

    def test_who_asks_again_keeps_their_place(self, desk: Desk) -> None:
        call(desk)
        call(desk, now=MONDAY + timedelta(minutes=5))
        assert on_the_list(desk) == Handover("nora", MONDAY)

    def test_a_turn_that_is_not_written_calls_nobody(self, desk: Desk) -> None:
        joining.call(desk.begin("nora", MONDAY))
        assert on_the_list(desk) is None


class TestTaking:
    def test_the_rep_greets_by_name_and_in_the_visitors_language(self, desk: Desk) -> None:
        for lead_id, words in (("nora", "Bonjour, ici Camille Lenoir"), ("tom", "Hello, this is Camille Lenoir")):
            call(desk, lead_id)
            take(desk, lead_id=lead_id)
            last = desk.conversation(lead_id)[-1]
            assert last.sender == "rep"
            assert last.text.startswith(words)

    def test_the_first_rep_wins_and_the_second_is_told_who_has_them(self, desk: Desk) -> None:
        call(desk)
        with ThreadPoolExecutor(2) as pool:
            both = [one.result() for one in [pool.submit(take, desk, rep) for rep in ("camille", "oliver")]]
        assert {one.rep for one in both if one} in ({"camille"}, {"oliver"})
        assert [one.sender for one in desk.conversation("nora")] == ["rep"]

    def test_nobody_is_taken_who_did_not_ask(self, desk: Desk) -> None:
        assert take(desk) is None
        assert desk.conversation("nora") == []

    def test_only_the_rep_in_the_talk_writes_in_it(self, desk: Desk) -> None:
        call(desk)
        take(desk)
        assert not joining.write(desk.database, "nora", desk.site.rep("oliver"), "Moi aussi", MONDAY)
        assert joining.write(desk.database, "nora", desk.site.rep("camille"), "Que puis-je pour vous ?", MONDAY)
        assert [(one.sender, one.text) for one in desk.conversation("nora")][1:] == [("rep", "Que puis-je pour vous ?")]


class TestTheAssistantBack:
    QUESTION = Message("q", "assistant", "Quel budget ?", MONDAY, "fr", asks="budget", choices=(Choice("c", "5 000 €", {}),))

    def joined(self, desk: Desk) -> None:
        desk.say("nora", self.QUESTION)
        with desk.turn("nora", MONDAY) as turn:
            joining.call(turn)
            turn.lead = turn.lead.interviewed(asking="need")
        take(desk)

    def test_a_rep_who_leaves_is_followed_by_the_open_question_with_its_choices(self, desk: Desk) -> None:
        desk.say("nora", Message("n", "assistant", "De quoi avez-vous besoin ?", MONDAY, "fr", asks="need", choices=self.QUESTION.choices))
        self.joined(desk)
        assert joining.leave(desk.database, desk.site, "nora", desk.site.rep("camille"), MONDAY, say)
        left, question = desk.conversation("nora")[-2:]
        assert left.text.startswith("Camille Lenoir a quitté")
        assert (left.sender, question.text, question.asks) == ("assistant", "De quoi avez-vous besoin ?", "need")
        assert question.choices == self.QUESTION.choices
        assert on_the_list(desk) is None
        assert not joining.leave(desk.database, desk.site, "nora", desk.site.rep("camille"), MONDAY, say)

    def test_what_was_told_to_the_rep_is_known_and_not_asked_again(self, desk: Desk) -> None:
        self.joined(desk)
        with desk.turn("nora", MONDAY) as turn:
            joining.listen_in(turn, "Il nous faut un logiciel de facturation")
        lead = desk.lead("nora")
        assert lead is not None
        assert lead.need.value is not None
        assert lead.need.value.topic == "invoicing"
        joining.leave(desk.database, desk.site, "nora", desk.site.rep("camille"), MONDAY, say)
        assert desk.conversation("nora")[-1].asks is None

    @pytest.mark.parametrize(("minutes", "whose"), [(9, "rep"), (10, "rep_silent")])
    def test_ten_minutes_without_an_answer_end_the_reps_part(self, desk: Desk, minutes: int, whose: str) -> None:
        self.joined(desk)
        desk.say("nora", wrote("Vous êtes là ?", MONDAY))
        found = joining.whose_talk(desk.begin("nora", MONDAY + timedelta(minutes=minutes)), "Allô ?")
        assert found is not None
        assert found[1] == whose

    def test_the_visitor_may_have_the_assistant_back(self, desk: Desk) -> None:
        self.joined(desk)
        found = joining.whose_talk(desk.begin("nora", MONDAY), "Je préfère l’assistant")
        assert found is not None
        assert found[1] == "wanted_back"

    def test_nobody_has_to_do_anything_for_it(self, desk: Desk, site: Site) -> None:
        self.joined(desk)
        desk.say("nora", wrote("Vous êtes là ?", MONDAY))
        assert joining.settle_overdue(desk.database, site, MONDAY + timedelta(minutes=9), say) == 0
        assert joining.settle_overdue(desk.database, site, MONDAY + timedelta(minutes=10), say) == 1
        assert "n’est plus disponible" in desk.conversation("nora")[-1].text
        assert joining.settle_overdue(desk.database, site, MONDAY + timedelta(minutes=11), say) == 0


class TestTheList:
    def test_a_call_lapses_unless_there_is_an_address_to_write_to(self, desk: Desk, site: Site) -> None:
        for lead_id in ("nora", "claire"):
            desk.say(lead_id, wrote("Un conseiller, svp", MONDAY))
            call(desk, lead_id)
        joining.settle_overdue(desk.database, site, MONDAY + timedelta(hours=1), say)
        assert on_the_list(desk, "nora") is None
        assert on_the_list(desk, "claire") is not None
        assert joining.strike_off(desk.database, "claire")
        assert not joining.strike_off(desk.database, "claire")
        assert len(desk.conversation("nora")) == 1

    def test_erasing_takes_a_visitor_off_it_and_the_reps_words_with_them(self, desk: Desk, site: Site) -> None:
        call(desk)
        take(desk)
        erase_lead(desk.database, site, "nora", MONDAY, BASE_URL)
        assert on_the_list(desk) is None
        assert desk.conversation("nora") == []
        assert not joining.write(desk.database, "nora", site.rep("camille"), "Vous êtes là ?", MONDAY)


def test_words_of_rep_and_visitor_at_the_same_moment_each_have_their_place(desk: Desk) -> None:
    call(desk)
    take(desk)

    def visitor(number: int) -> None:
        desk.say("nora", wrote(str(number), MONDAY))

    def rep(number: int) -> bool:
        return joining.write(desk.database, "nora", desk.site.rep("camille"), str(number), MONDAY)

    with ThreadPoolExecutor(8) as pool:
        for one in [pool.submit(act, number) for number in range(8) for act in (visitor, rep)]:
            one.result()
    with desk.database.reading() as connection:
        assert conversations.position(connection, "nora") == 17
        assert len(conversations.said_beside(connection, "nora", 1)) == 8
