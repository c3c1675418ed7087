"""Who comes again is recognised: one person, every talk kept, nothing shown to who only typed an address."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from qualification.bant import Budget, Need
from qualification.facts import Act
from qualification.lead import Answer, Consent, Lead
from qualification.site import Site
from qualification.storage import leads, outbox
from qualification.storage.database import Database
from qualification.storage.outbox import Effect
from qualification.usecases import parting, selling
from qualification.usecases.answering import take_in
from qualification.usecases.consenting import agree, behave
from qualification.usecases.erasing import LINK_LASTS, erase_by_letter, erase_lead
from tests.cast import CLAIRE, NORA, TOM, heard
from tests.conftest import NOW
from tests.usecases.conftest import Desk

LATER = NOW + timedelta(days=40)


@pytest.fixture(autouse=True)
def _claire_came_before(desk: Desk) -> None:
    desk.know(CLAIRE, NORA, TOM)
    with desk.turn("claire"):
        pass


def lead_of(desk: Desk, lead_id: str) -> Lead:
    lead = desk.lead(lead_id)
    assert lead is not None
    return lead


def person_of(desk: Desk, lead_id: str) -> Lead:
    merged_into = lead_of(desk, lead_id).merged_into
    assert merged_into is not None
    return lead_of(desk, merged_into)


def listed(desk: Desk) -> set[str]:
    with desk.database.reading() as connection:
        return {lead.id for lead in leads.listed(connection).leads}


def nora_says(desk: Desk, **facts: object) -> None:
    with desk.turn("nora", LATER) as turn:
        take_in(turn, heard(**facts))


def test_the_same_address_makes_one_person_of_two_leads(desk: Desk) -> None:
    nora_says(desk, email="Claire.Morel@Fournil.example")
    person = person_of(desk, "nora")
    assert person.id == lead_of(desk, "claire").merged_into
    assert person.stands_for == ("claire", "nora")
    assert (person.name, person.budget, person.created_at) == ("Claire Morel", CLAIRE.budget, NOW)
    assert listed(desk) == {person.id, "tom"}
    with desk.database.reading() as connection:
        assert {lead.id for lead in leads.listed(connection, source="salon").leads} == {person.id, "claire"}


def test_what_is_said_later_counts_for_the_person_and_the_history_keeps_both(desk: Desk) -> None:
    nora_says(desk, email=CLAIRE.email, need=Need("crm"))
    person = person_of(desk, "nora")
    assert person.need.value == Need("crm")
    before_and_after = [(change.before, change.after) for change in desk.history(person.id, "fact") if change.name == "need"]
    assert before_and_after == [({"topic": "invoicing"}, {"topic": "crm"})]


def test_who_types_somebody_elses_address_learns_nothing_of_them_and_changes_nothing_they_see(desk: Desk) -> None:
    nora_says(desk, email=CLAIRE.email, budget=Budget(Decimal(1), Decimal(1), "EUR", "year"))
    nora, claire = lead_of(desk, "nora"), lead_of(desk, "claire")
    assert (nora.name, nora.phone, nora.company, nora.need) == (None, None, None, Answer())
    assert claire.budget == CLAIRE.budget
    with desk.database.reading() as connection:
        assert {change.name for change in leads.history(connection, "nora") if change.kind == "fact"} == {"email", "budget"}


def test_every_talk_goes_on_and_tells_the_person(desk: Desk) -> None:
    nora_says(desk, email=CLAIRE.email)
    for lead_id, title in (("claire", "patronne"), ("nora", "associée")):
        with desk.turn(lead_id, LATER) as turn:
            take_in(turn, heard(job_title=title))
        assert lead_of(desk, lead_id).job_title == person_of(desk, lead_id).job_title == title


def test_a_phone_is_a_person_unless_the_addresses_differ(desk: Desk) -> None:
    nora_says(desk, phone=CLAIRE.phone)
    assert person_of(desk, "nora").id == lead_of(desk, "claire").merged_into
    with desk.turn("tom", LATER) as turn:
        take_in(turn, heard(phone=CLAIRE.phone, email="tom@fournil.example"))
    assert lead_of(desk, "tom").merged_into is None


def test_colleagues_are_linked_and_not_merged(desk: Desk) -> None:
    nora_says(desk, email="nora@fournil.example")
    assert lead_of(desk, "nora").merged_into is None
    with desk.database.reading() as connection:
        assert leads.colleagues(connection, lead_of(desk, "nora")) == ["claire"]


def test_a_third_talk_joins_the_same_person(desk: Desk) -> None:
    nora_says(desk, email=CLAIRE.email)
    with desk.turn("tom", LATER) as turn:
        take_in(turn, heard(email=CLAIRE.email))
    assert person_of(desk, "tom").stands_for == ("claire", "nora", "tom")


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [(True, True, True), (True, False, False), (False, True, False), (None, True, True), (True, None, True), (None, None, False)],
)
def test_consent_is_never_widened(desk: Desk, first: bool | None, second: bool | None, together: bool) -> None:
    for lead_id, agreed in (("claire", first), ("nora", second)):
        if agreed is not None:
            with desk.turn(lead_id) as turn:
                agree(turn, marketing=agreed)
    nora_says(desk, email=CLAIRE.email)
    assert person_of(desk, "nora").consent.marketing is together
    assert [lead_of(desk, one).consent.marketing for one in ("claire", "nora")] == [bool(first), bool(second)]


def test_consent_taken_back_in_one_talk_is_taken_back_for_the_person(desk: Desk) -> None:
    with desk.turn("claire") as turn:
        agree(turn, marketing=True)
    nora_says(desk, email=CLAIRE.email)
    with desk.turn("nora", LATER) as turn:
        agree(turn, marketing=False)
    assert person_of(desk, "nora").consent.marketing is False


def test_what_was_done_in_both_talks_counts_for_the_person(desk: Desk) -> None:
    for lead_id, done in (("claire", "download"), ("nora", "return_visit")):
        with desk.turn(lead_id) as turn:
            agree(turn, tracking=True)
            behave(turn, Act(done, NOW))
    nora_says(desk, email=CLAIRE.email)
    assert {"downloaded", "came_back"} <= {reason.rule for reason in person_of(desk, "nora").score.reasons}


def test_what_sales_did_stays_with_the_person(desk: Desk) -> None:
    with desk.turn("claire") as turn:
        selling.accept(turn, "camille")
    nora_says(desk, email=CLAIRE.email)
    assert person_of(desk, "nora").stage == "prospect"


def test_a_rejected_person_who_comes_again_with_nothing_new_stays_rejected(desk: Desk) -> None:
    with desk.turn("claire") as turn:
        selling.reject(turn, "bad_timing", "camille")
    nora_says(desk, email=CLAIRE.email)
    assert person_of(desk, "nora").stage == "cold"
    nora_says(desk, budget=Budget(None, Decimal(50000), "EUR", "year"))
    assert person_of(desk, "nora").stage == "sql"


@pytest.mark.parametrize("asked_of", ["claire", "nora", "person"])
def test_erasing_one_erases_all_that_is_the_same_person_and_nobody_else(desk: Desk, asked_of: str) -> None:
    nora_says(desk, email=CLAIRE.email)
    person = person_of(desk, "nora").id
    assert erase_lead(desk.database, desk.site, person if asked_of == "person" else asked_of, NOW, "")
    assert [desk.lead(one) for one in ("claire", "nora", person)] == [None] * 3
    assert desk.lead("tom") is not None


def test_a_merge_that_fails_has_done_nothing(sqlite: Database, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(sqlite, site)
    desk.know(replace(CLAIRE, id="first"), replace(NORA, id="again", consent=Consent()))

    def fail(*_: object) -> None:
        raise RuntimeError("half way")

    monkeypatch.setattr("qualification.usecases.turn.taken_over", fail)
    with pytest.raises(RuntimeError), desk.turn("again", LATER) as turn:
        take_in(turn, heard(email=CLAIRE.email))
    assert lead_of(desk, "first").merged_into is None
    assert lead_of(desk, "again").email is None
    assert listed(desk) >= {"first", "again"}


class TestErasing:
    """Somebody else's address gives no power over them."""

    def erase(self, desk: Desk, lead_id: str) -> None:
        with desk.turn(lead_id, LATER) as turn:
            parting.erase(turn)

    def letter(self, desk: Desk) -> Effect:
        (found,) = [one for one in desk.outbox() if one.payload.get("letter") == "erase_all_visitor"]
        return found

    def test_who_typed_somebody_elses_address_has_only_this_talk_erased(self, desk: Desk) -> None:
        nora_says(desk, email=CLAIRE.email, budget=Budget(Decimal(1), Decimal(1), "EUR", "year"))
        person = person_of(desk, "nora").id
        self.erase(desk, "nora")
        assert desk.lead("nora") is None
        assert lead_of(desk, "claire").merged_into == person
        left = lead_of(desk, person)
        assert (left.stands_for, left.name, left.budget) == (("claire",), CLAIRE.name, CLAIRE.budget)

    def test_what_was_learned_from_the_erased_talk_is_in_no_history(self, desk: Desk) -> None:
        nora_says(desk, email=CLAIRE.email, job_title="impostor")
        person = person_of(desk, "nora").id
        assert "impostor" in [change.after for change in desk.history(person, "fact")]
        self.erase(desk, "nora")
        assert "impostor" not in [change.after for change in desk.history(person, "fact")]
        assert lead_of(desk, person).job_title == CLAIRE.job_title

    def test_who_reads_the_mail_of_the_address_can_have_all_the_rest_erased(self, desk: Desk) -> None:
        nora_says(desk, email=CLAIRE.email)
        person = person_of(desk, "nora").id
        self.erase(desk, "nora")
        letter = self.letter(desk)
        secret = letter.key.removeprefix("erase/")
        assert letter.lead_id == person
        assert not erase_by_letter(desk.database, desk.site, "guessed", LATER, "")
        assert erase_by_letter(desk.database, desk.site, secret, LATER, "")
        assert [desk.lead(one) for one in ("claire", person)] == [None, None]
        assert not erase_by_letter(desk.database, desk.site, secret, LATER, "")

    def test_the_link_goes_stale_a_week_after_the_letter_left(self, desk: Desk) -> None:
        nora_says(desk, email=CLAIRE.email)
        self.erase(desk, "nora")
        letter = self.letter(desk)
        with desk.database.writing() as connection:
            outbox.delivered(connection, [letter.id], LATER)
        secret, late = letter.key.removeprefix("erase/"), LATER + LINK_LASTS + timedelta(seconds=1)
        assert not erase_by_letter(desk.database, desk.site, secret, late, "")
        assert desk.lead("claire") is not None

    def test_who_shares_only_a_phone_is_written_no_letter(self, desk: Desk) -> None:
        nora_says(desk, phone=CLAIRE.phone)
        self.erase(desk, "nora")
        assert desk.lead("claire") is not None
        assert [one for one in desk.outbox() if one.payload.get("letter") == "erase_all_visitor"] == []

    def test_someone_who_never_came_before_is_erased_and_written_nothing(self, desk: Desk) -> None:
        self.erase(desk, "claire")
        assert desk.lead("claire") is None
        assert desk.outbox() == []

    def test_the_last_talk_of_a_person_takes_the_person_with_it(self, desk: Desk) -> None:
        nora_says(desk, email=CLAIRE.email)
        person = person_of(desk, "nora").id
        self.erase(desk, "nora")
        self.erase(desk, "claire")
        assert [desk.lead(one) for one in ("claire", person)] == [None, None]
