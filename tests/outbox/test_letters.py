"""Letters can be written about anybody, whatever is known of them, in both languages."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from qualification import outbox
from qualification.bant import LANGUAGES, Need
from qualification.lead import Answer, Lead
from qualification.outbox.courier import NothingToDo
from qualification.outbox.writing import letter_of
from qualification.scoring import score
from qualification.site import Site
from qualification.storage import leads
from qualification.storage.database import Database
from tests.cast import CLAIRE, MONDAY_AT_TEN, NORA, TOM
from tests.conftest import NOW
from tests.outbox.conftest import BASE_URL, Write, booked, effect

LETTERS = Path(str(outbox.__file__)).parent / "letters"
NAMES = sorted(path.stem for path in (LETTERS / "fr").glob("[!_]*.txt"))
ABOUT_MEETINGS = [name for name in NAMES if name.startswith("meeting_")]
TO_REPS = [name for name in ABOUT_MEETINGS if name.endswith("_rep")]
TO_VISITORS = [name for name in NAMES if not name.endswith("_rep")]

VALUES = [one.name for one in fields(Lead) if getattr(CLAIRE, one.name) != getattr(NORA, one.name) and one.name not in ("id", "source")]
"""What may be known of a lead or not."""


def body(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def text(letter: EmailMessage) -> str:
    """The subject and the body."""
    return f"{letter['Subject']}\n{body(letter)}"


def someone(site: Site, language: Any = "fr", **changes: Any) -> Lead:
    lead = replace(CLAIRE, language=language, **changes)
    return replace(lead, score=score(lead, (), site, NOW))


def test_every_letter_is_there_in_both_languages() -> None:
    assert NAMES
    assert {language: sorted(path.stem for path in (LETTERS / language).glob("[!_]*.txt")) for language in LANGUAGES} == dict.fromkeys(
        LANGUAGES, NAMES
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_letter_can_be_written_with_and_without_each_value(write: Write, site: Site, name: str, language: Any) -> None:
    reachable: dict[str, Any] = {"email": CLAIRE.email} if name in ("content",) or name.endswith("_visitor") else {}
    unknown = {value: getattr(NORA, value) for value in VALUES}
    variants = [someone(site, language), replace(NORA, language=language, **reachable)]
    for value in VALUES:
        variants += [
            someone(site, language, **{value: unknown[value], **reachable}),
            replace(NORA, language=language, **{**reachable, value: getattr(CLAIRE, value)}),
        ]
    variants += [someone(site, language, **{part: Answer("declined")}) for part in ("need", "budget", "authority", "timeline", "size")]
    variants += [someone(site, language, need=Answer("answered", Need("other"), "des chaises"))]
    for lead in variants:
        letter = write(name, lead, booked(lead) if name in ABOUT_MEETINGS else None)
        words = text(letter)
        assert letter["Subject"].strip()
        assert body(letter).strip()
        assert not re.search(r"\bNone\b|\bUndefined\b|[{}]|  +\S|Answer\(|\bunknown\b|Decimal", words), words


@pytest.mark.parametrize("name", TO_VISITORS)
def test_a_letter_to_a_visitor_is_in_their_language(write: Write, site: Site, name: str) -> None:
    letters = {language: text(write(name, someone(site, language), booked(CLAIRE) if name in ABOUT_MEETINGS else None)) for language in LANGUAGES}
    assert "Bonjour Claire Morel," in letters["fr"]
    assert "Hello Claire Morel," in letters["en"]


@pytest.mark.parametrize(("rep", "word"), [("camille", "rendez-vous"), ("oliver", "eeting")])
@pytest.mark.parametrize("name", TO_REPS)
def test_a_letter_to_a_rep_is_in_theirs_and_in_their_own_time(write: Write, site: Site, name: str, rep: str, word: str) -> None:
    letter = write(name, someone(site), booked(CLAIRE, rep=rep, timezone="America/New_York"))
    assert word in text(letter)
    assert letter["To"] == site.rep(rep).email
    assert "10 h" in text(letter).replace("\u202f", " ") if rep == "camille" else "09:00" in text(letter)


@pytest.mark.parametrize("name", NAMES)
def test_french_letters_are_set_as_french_is(write: Write, site: Site, name: str) -> None:
    lead = someone(site, "fr")
    words = text(write(name, lead, booked(lead) if name in ABOUT_MEETINGS else None))
    assert not re.search(r"\S [:;!?»]|« ", words), "an ordinary space before a sign would let it begin a line"
    assert not re.search(r"\w[;!?»]|«\w", re.sub(r"https?://\S+", "", words)), "a sign wants its space"
    assert not re.search(r"\w'\w", re.sub(r"«.*?»|- .*", "", words)), "an apostrophe is curved"
    assert not re.search(r"\d \d{3}\b|\d h\b", words), "a number is not torn apart"


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (datetime(2026, 11, 24, 9, 0, tzinfo=UTC), "mardi 24 novembre 2026 à 10 h (heure normale d’Europe centrale)"),
        (datetime(2026, 12, 1, 9, 30, tzinfo=UTC), "mardi 1er décembre 2026 à 10 h 30 (heure normale d’Europe centrale)"),
        (datetime(2027, 6, 15, 7, 5, tzinfo=UTC), "mardi 15 juin 2027 à 9 h 05 (heure d’été d’Europe centrale)"),
    ],
)
def test_a_french_time_is_told_as_one_says_it(write: Write, site: Site, start: datetime, told: str) -> None:
    letter = write("meeting_booked_visitor", someone(site), booked(CLAIRE, start=start, end=start + timedelta(minutes=30)))
    assert told in body(letter).replace("\u202f", " ")


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Europe/London", "Monday 23 November 2026 at 09:00 (Greenwich Mean Time)"),
        ("Europe/Paris", "Monday 23 November 2026 at 10:00 (Central European Standard Time)"),
        ("America/New_York", "Monday 23 November 2026 at 04:00"),
        ("Asia/Tokyo", "Monday 23 November 2026 at 18:00"),
    ],
)
def test_an_english_time_names_its_zone(write: Write, site: Site, zone: str, told: str) -> None:
    assert told in body(write("meeting_booked_visitor", someone(site, "en"), booked(CLAIRE, timezone=zone)))


def test_a_rep_reads_what_the_lead_said_in_their_own_words_and_why_they_score(write: Write, site: Site) -> None:
    words = body(write("meeting_booked_rep", someone(site), booked(CLAIRE, rep="oliver")))
    for said in (
        "Claire Morel, gérante",
        "Le Fournil (nous sommes 45)",
        "claire.morel@fournil.example",
        "+33612345678",
        "faire nos factures [Calepin Invoices]",
    ):
        assert said in words
    assert "Score: 90 / 100" in words
    assert "+25 Decides (“c'est moi qui décide”)." in words


def test_a_rep_is_told_what_was_kept_quiet(write: Write, site: Site) -> None:
    assert "Budget: would rather not say" in body(write("meeting_booked_rep", replace(TOM, email="tom@firm.example"), booked(TOM, rep="oliver")))


def test_a_visitor_can_move_or_cancel_from_the_letter(write: Write, site: Site) -> None:
    meeting = booked(CLAIRE)
    for name in ("meeting_booked_visitor", "meeting_moved_visitor"):
        assert f"{BASE_URL}/meetings/{meeting.secret}" in body(write(name, someone(site), meeting))


def test_what_a_lead_said_is_text_in_a_letter(write: Write, site: Site) -> None:
    nasty = Answer("answered", Need("crm"), "{{ site }} {% raw %} <b>\r\nBcc: everyone@world.example")
    words = body(write("meeting_booked_rep", someone(site, need=nasty, name="{{ 7 * 7 }}"), booked(CLAIRE)))
    assert "{{ site }} {% raw %} <b>" in words
    assert "{{ 7 * 7 }}" in words


@pytest.mark.parametrize("name", ["Eve\r\nBcc: everyone@world.example", "Eve\nSubject: other", "Ève 🧾 " + "x" * 300])
def test_a_name_cannot_add_a_header(write: Write, site: Site, name: str) -> None:
    letter = write("meeting_booked_rep", someone(site, name=name), booked(CLAIRE))
    again = message_from_bytes(letter.as_bytes(policy=SMTP), policy=default)
    assert again["Bcc"] is None
    assert again.get_all("Subject") == [letter["Subject"]]


@pytest.mark.parametrize("company", ["Dupont, Fils & Cie", 'The "Best" <Company>', "Été"])
def test_a_letter_comes_from_the_company_whatever_its_name(write: Write, site: Site, company: str) -> None:
    letter = write("content", someone(site), at=replace(site, company=company))
    (sender,) = message_from_bytes(letter.as_bytes(policy=SMTP), policy=default)["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (company, "contact@calepin.example")


def test_the_same_effect_has_the_same_message_id_however_often_it_is_written(write: Write, site: Site) -> None:
    first, second = (write("meeting_booked_visitor", someone(site), booked(CLAIRE)) for _ in range(2))
    assert first["Message-ID"] == second["Message-ID"]
    assert re.fullmatch(r"<[^<>@\s/]+@[^<>@\s]+>", first["Message-ID"])


def test_two_letters_never_share_a_message_id(write: Write, site: Site) -> None:
    ids = [
        write(name, replace(someone(site), id=lead_id), booked(replace(CLAIRE, id=lead_id), sequence=sequence))["Message-ID"]
        for name, lead_id, sequence in product(ABOUT_MEETINGS, ("claire", "clara"), (0, 1))
    ]
    assert len(set(ids)) == len(ids)


def test_a_letter_says_that_no_person_wrote_it(write: Write, site: Site) -> None:
    assert write("content", someone(site))["Auto-Submitted"] == "auto-generated"


def test_a_letter_survives_the_way_through_mail_servers(write: Write, site: Site) -> None:
    letter = write("meeting_booked_visitor", someone(site), booked(CLAIRE))
    for capable in ("8bit", "7bit"):
        sent = letter.as_bytes(policy=SMTP.clone(cte_type=capable))
        assert capable == "8bit" or sent.isascii()
        assert all(len(line) <= 998 for line in sent.split(b"\r\n"))
        again: Any = message_from_bytes(sent, policy=default)
        assert text(again).replace("\r\n", "\n") == text(letter)


def test_the_document_is_the_one_on_the_need_in_the_language_of_the_visitor(write: Write, site: Site) -> None:
    french, english = (body(write("content", someone(site, language))) for language in ("fr", "en"))
    assert "Calepin Factures" in french
    assert f"{BASE_URL}/fr/livre-blanc.html" in french
    assert "Calepin Invoices" in english
    assert f"{BASE_URL}/en/white-paper.html" in english


class TestNothingToDo:
    @pytest.mark.parametrize("name", ["content", "meeting_booked_visitor"])
    def test_nobody_is_written_to_about_a_lead_that_was_erased(self, sqlite: Database, site: Site, name: str) -> None:
        with sqlite.reading() as connection, pytest.raises(NothingToDo):
            letter_of(effect(name, CLAIRE, booked(CLAIRE)), connection, site, NOW)

    def test_a_meeting_that_is_gone_is_not_written_about(self, sqlite: Database, site: Site) -> None:
        with sqlite.writing() as connection:
            leads.add(connection, CLAIRE)
        with sqlite.reading() as connection, pytest.raises(NothingToDo):
            letter_of(effect("meeting_booked_visitor", CLAIRE, booked(CLAIRE)), connection, site, NOW)

    def test_someone_who_has_no_address_any_more_is_not_written_to(self, write: Write, site: Site) -> None:
        with pytest.raises(NothingToDo):
            write("meeting_booked_visitor", someone(site, email=None), booked(CLAIRE))


def test_someone_who_has_left_is_stood_for_by_the_company(write: Write, site: Site) -> None:
    letter = write("meeting_cancelled_rep", someone(site), booked(CLAIRE, status="cancelled"), at=replace(site, reps=site.reps[1:]))
    assert letter["To"] == "contact@calepin.example"


def test_the_meeting_in_a_letter_is_the_one_it_is_about(write: Write, site: Site) -> None:
    assert MONDAY_AT_TEN.start == booked(CLAIRE).start
    assert "lundi 23 novembre 2026 à 10 h" in body(write("meeting_booked_visitor", someone(site), booked(CLAIRE))).replace("\u202f", " ")
