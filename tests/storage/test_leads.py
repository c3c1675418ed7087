"""Leads come back as they were written, are found again, and cannot be overwritten unseen."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from qualification.bant import Authority, Budget, Need, Size, Timeline
from qualification.facts import Act
from qualification.history import Change
from qualification.lead import Answer, Consent, Interview, Lead, Score
from qualification.scoring import score
from qualification.site import Site
from qualification.storage import leads, tables
from qualification.storage.database import Database
from qualification.storage.leads import BadCursor, Conflict
from tests.cast import CLAIRE, NORA, PAUL, TOM
from tests.conftest import NOW


def keep(database: Database, *people: Lead) -> None:
    with database.writing() as connection:
        for lead in people:
            leads.add(connection, lead)


def found(database: Database, lead_id: str) -> Lead:
    with database.reading() as connection:
        stored = leads.find(connection, lead_id)
    assert stored is not None
    return stored.lead


def names(database: Database, **filters: str) -> list[str]:
    with database.reading() as connection:
        return [lead.id for lead in leads.listed(connection, **filters).leads]  # type: ignore[arg-type]


@pytest.mark.parametrize("lead", [NORA, CLAIRE, TOM, PAUL], ids=lambda lead: lead.id)
def test_a_lead_comes_back_as_it_was_written(database: Database, lead: Lead) -> None:
    keep(database, lead)
    assert found(database, lead.id) == lead


def test_a_scored_lead_in_the_middle_of_a_talk_comes_back_too(database: Database, site: Site) -> None:
    lead = replace(
        CLAIRE,
        score=score(CLAIRE, [Act("download", NOW)], site, NOW),
        consent=Consent(True, False, NOW, "2026-11"),
        interview=Interview("slot", {"need": 2, "slot": 1}, "budget", frozenset({"phone", "name"}), held="x", wants_meeting=True),
    )
    keep(database, lead)
    assert found(database, "claire") == lead
    assert found(database, "claire").score.reasons


texts = st.none() | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
amounts = st.none() | st.decimals(0, 10**12, places=2)
any_lead = st.builds(
    Lead,
    id=st.just("anybody"),
    created_at=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC)),
    updated_at=st.just(NOW),
    name=texts,
    email=texts,
    company=texts,
    size=st.builds(Answer, st.just("answered"), st.builds(Size, st.none() | st.integers(0, 10**9), st.none() | st.integers(0, 10**9)), texts),
    budget=st.builds(
        Answer, st.just("answered"), st.builds(Budget, amounts, amounts, st.sampled_from([None, "EUR"]), st.sampled_from([None, "month"])), texts
    ),
    authority=st.builds(Answer, st.just("answered"), st.builds(Authority, st.sampled_from(["user", "none"])), texts),
    need=st.builds(Answer, st.just("answered"), st.builds(Need, st.text("abc", min_size=1)), texts),
    timeline=st.builds(
        Answer, st.just("answered"), st.builds(Timeline, st.sampled_from(["now", "none"]), st.none() | st.dates(date(2020, 1, 1))), texts
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(any_lead)
def test_any_lead_comes_back_as_it_was_written(sqlite: Database, lead: Lead) -> None:
    lead = replace(lead, id=str(uuid4()))
    keep(sqlite, lead)
    assert found(sqlite, lead.id) == lead


def test_an_amount_comes_back_to_the_cent(database: Database) -> None:
    said = Answer("answered", Budget(Decimal("0.10"), Decimal("12345678901234567890.01")), "…")
    keep(database, replace(NORA, budget=said))
    assert found(database, "nora").budget == said


def test_a_time_is_the_same_instant_in_whatever_zone_it_was_written(database: Database) -> None:
    in_paris = NOW.astimezone(ZoneInfo("Europe/Paris"))
    keep(database, replace(NORA, created_at=in_paris))
    assert found(database, "nora").created_at == NOW


def test_nobody_is_found_where_nobody_is(database: Database) -> None:
    with database.reading() as connection:
        assert leads.find(connection, "nobody") is None


class TestConflicts:
    def test_a_stale_version_does_not_overwrite_a_newer_one(self, database: Database) -> None:
        keep(database, NORA)
        with database.writing() as connection:
            leads.save(connection, replace(NORA, name="First"), 1)
        with pytest.raises(Conflict), database.writing() as connection:
            leads.save(connection, replace(NORA, name="Second"), 1)
        assert found(database, "nora").name == "First"

    def test_each_writing_raises_the_version(self, database: Database) -> None:
        keep(database, NORA)
        for version in (1, 2, 3):
            with database.writing() as connection:
                leads.save(connection, replace(NORA, name=f"Name {version}"), version)
        with database.reading() as connection:
            stored = leads.find(connection, "nora")
        assert stored is not None
        assert (stored.version, stored.lead.name) == (4, "Name 3")

    def test_somebody_erased_in_between_is_not_written_back(self, database: Database) -> None:
        keep(database, NORA)
        with database.writing() as connection:
            leads.erase(connection, "nora")
        with pytest.raises(Conflict), database.writing() as connection:
            leads.save(connection, NORA, 1)


class TestLists:
    @pytest.fixture
    def seven(self, database: Database) -> list[str]:
        """Seven leads, newest first, of whom some came in the same instant."""
        arrivals = [(f"lead-{n}", NOW - timedelta(minutes=n // 3)) for n in range(7)]
        keep(database, *(replace(NORA, id=lead_id, created_at=at) for lead_id, at in arrivals))
        return [lead_id for lead_id, _ in sorted(arrivals, key=lambda one: (one[1], one[0]), reverse=True)]

    def pages(self, database: Database, limit: int) -> list[list[str]]:
        pages: list[list[str]] = []
        cursor: str | None = None
        while True:
            with database.reading() as connection:
                page = leads.listed(connection, limit=limit, cursor=cursor)
            pages.append([lead.id for lead in page.leads])
            if page.next is None:
                return pages
            cursor = page.next

    @pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 8])
    def test_pages_hold_everybody_once_newest_first(self, database: Database, seven: list[str], limit: int) -> None:
        pages = self.pages(database, limit)
        assert [lead_id for page in pages for lead_id in page] == seven
        assert all(len(page) == limit for page in pages[:-1])

    def test_the_last_page_has_no_cursor_even_when_it_is_full(self, database: Database, seven: list[str]) -> None:
        assert len(self.pages(database, 7)) == 1

    def test_somebody_who_comes_while_one_turns_the_page_shifts_nothing(self, database: Database, seven: list[str]) -> None:
        with database.reading() as connection:
            first = leads.listed(connection, limit=3)
        keep(database, replace(NORA, id="late", created_at=NOW + timedelta(hours=1)))
        with database.reading() as connection:
            second = leads.listed(connection, limit=3, cursor=first.next)
        assert [lead.id for lead in (*first.leads, *second.leads)] == seven[:6]

    def test_an_empty_house_has_an_empty_page(self, database: Database) -> None:
        assert self.pages(database, 3) == [[]]

    @pytest.mark.parametrize(
        "cursor",
        [
            "",
            "nonsense",
            "é",
            "[]",
            *(
                base64.urlsafe_b64encode(content.encode()).decode()
                for content in (
                    "[]",
                    "{}",
                    "null",
                    '["2026-11-22T09:00:00+00:00"]',
                    '["yesterday", "nora"]',
                    '["2026-11-22T09:00:00", "nora"]',
                    '["2026-11-22T09:00:00+00:00", 7]',
                    '["0001-01-01T00:00:00+14:00", "nora"]',
                    json.dumps(["2026-11-22T09:00:00+00:00", "no\x00body"]),
                    "[" * 5000,
                )
            ),
        ],
    )
    def test_a_cursor_that_was_not_given_out_here_is_refused(self, database: Database, cursor: str) -> None:
        def turn_the_page() -> None:
            with database.reading() as connection:
                leads.listed(connection, cursor=cursor)

        if cursor:
            with pytest.raises(BadCursor):
                turn_the_page()
        else:
            turn_the_page()

    def test_filters_hold_together(self, database: Database) -> None:
        keep(database, CLAIRE, replace(TOM, stage="sql"), NORA)
        assert names(database, stage="sql") == ["tom"]
        assert names(database, source="salon") == ["claire"]
        assert sorted(names(database, source="website")) == ["claire", "nora", "tom"]
        assert names(database, stage="sql", source="salon") == []


class TestSearch:
    @pytest.mark.parametrize(
        "asked", ["eloise", "ÉLOÏSE", "Éloïse", "loïs", "E\u0301loi\u0308se", "mÜller", "muller", "strasse", "STRASSE", "straße"]
    )
    def test_accents_and_capitals_do_not_matter(self, database: Database, asked: str) -> None:
        keep(database, NORA, replace(NORA, id="eloise", name="Éloïse Müller", company="Straße 7"))
        assert names(database, q=asked) == ["eloise"]

    @pytest.mark.parametrize("asked", ["Morel", "fournil.example", "+336123", "gérante", "le fournil", "nos factures"])
    def test_names_addresses_numbers_and_words_are_searched(self, database: Database, asked: str) -> None:
        keep(database, CLAIRE, NORA, TOM)
        assert names(database, q=asked) == ["claire"]

    @pytest.mark.parametrize(
        ("asked", "who"), [("100%", ["sure"]), ("0%_", []), ("a_b", ["under"]), ("\\", ["back"]), ("%", ["sure"]), ("'; DROP TABLE leads; --", [])]
    )
    def test_what_is_typed_is_text_and_no_pattern(self, database: Database, asked: str, who: list[str]) -> None:
        keep(
            database,
            replace(NORA, id="sure", name="100% Sûr"),
            replace(NORA, id="under", name="a_b"),
            replace(NORA, id="back", name="c\\d"),
            replace(NORA, id="other", name="acb"),
        )
        assert names(database, q=asked) == who

    def test_a_changed_name_is_found_by_the_new_one_only(self, database: Database) -> None:
        keep(database, CLAIRE)
        with database.writing() as connection:
            leads.save(connection, replace(CLAIRE, company="Le Pétrin"), 1)
        assert names(database, q="petrin") == ["claire"]
        assert names(database, q="le fournil") == []


class TestWhatHangsOnALead:
    def test_history_keeps_every_change_in_order_with_who_and_why(self, database: Database) -> None:
        keep(database, NORA)
        changes = [
            Change(NOW, "fact", "budget", None, {"low": "10", "high": None}, "dix", "visitor"),
            Change(NOW, "stage", None, "visitor", "cold", "not_mature", "rules"),
            Change(NOW, "meeting", "1" * 36, None, NOW.isoformat(), "booked", "visitor"),
            Change(NOW, "consent", None, [False, False], [True, False], "2026-11", "visitor"),
        ]
        with database.writing() as connection:
            leads.record(connection, "nora", changes[:2])
            leads.record(connection, "nora", changes[2:])
            leads.record(connection, "nora", [])
        with database.reading() as connection:
            assert leads.history(connection, "nora") == changes
            assert leads.history(connection, "claire") == []

    def test_acts_are_kept_in_order_and_can_be_forgotten(self, database: Database) -> None:
        keep(database, NORA)
        done = (Act("page_view", NOW, "https://calepin.example/fr/", 12), Act("download", NOW + timedelta(seconds=1)))
        with database.writing() as connection:
            for act in done:
                leads.note_act(connection, "nora", act)
        with database.writing() as connection:
            assert leads.acts(connection, "nora") == done
            leads.forget_acts(connection, "nora")
            assert leads.acts(connection, "nora") == ()

    def test_the_lead_of_an_older_document_gets_what_was_added_since(self, database: Database) -> None:
        keep(database, NORA)
        written = json.dumps({"id": "nora", "created_at": NOW.isoformat(), "updated_at": NOW.isoformat(), "gone_since": 1})
        with database.writing() as connection:
            connection.execute(update(tables.leads).values(document=written))
        assert found(database, "nora") == Lead(id="nora", created_at=NOW, updated_at=NOW)
        assert found(database, "nora").score == Score()
