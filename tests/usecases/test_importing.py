"""Leads from a file are taken in once, without any consent, and scored like all others."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qualification.importing import Importer, mapping_of
from qualification.lead import Consent, Lead, Source
from qualification.storage import leads
from qualification.tabling import table_of
from qualification.usecases.erasing import erase_lead
from qualification.usecases.importing import Imported, Looked, look, take_in_all
from tests.cast import CLAIRE
from tests.conftest import NOW
from tests.usecases.conftest import Desk

FILE = (
    "Société;Courriel;Tél;Effectif;Besoin;Newsletter\n"
    "Garage Belloc;t@belloc.example;05 36 49 12 34;45;la paie;oui\n"
    "Mauvais;pas-une-adresse;;;;oui\n"
    "L'Épicerie;zoe@epicerie.example;;4;;oui\n"
    "L'Épicerie;zoe@epicerie.example;;4;;oui\n"
)
BOUGHT = Source(kind="purchased", supplier="Fichiers & Co", cost=Decimal("1.50"))


def looked(desk: Desk, text: str = FILE) -> Looked:
    table = table_of(text.encode())
    topics = tuple(topic.reading for topic in desk.site.topics)
    return look(desk.database, table, Importer(table, mapping_of(table), topics, NOW.date(), "fr"))


def take_in(desk: Desk, text: str = FILE) -> Imported:
    return take_in_all(desk.database, desk.site, looked(desk, text).good, BOUGHT, NOW)


def everyone(desk: Desk) -> list[Lead]:
    with desk.database.reading() as connection:
        return sorted(leads.listed(connection).leads, key=lambda lead: lead.email or "")


def test_looking_tells_right_rows_from_bad_ones_and_those_that_are_there_twice(desk: Desk) -> None:
    found = looked(desk)
    assert [one.line for one in found.good] == [2, 4]
    assert [(one.line, one.problems) for one in found.bad] == [(3, ("email: 'pas-une-adresse' is no e-mail address",))]
    assert found.known == 1
    assert everyone(desk) == []


def test_imported_leads_keep_where_they_come_from_and_are_scored_by_the_same_rules(desk: Desk) -> None:
    assert take_in(desk) == Imported(2, 0)
    garage, epicerie = everyone(desk)
    assert (garage.company, garage.source, garage.stage) == ("Garage Belloc", BOUGHT, "mql")
    assert {"need_served", "size_right", "work_address", "company_named"} <= {reason.rule for reason in garage.score.reasons}
    assert epicerie.stage == "cold"
    assert {change.who for change in desk.history(garage.id, "fact")} == {"import"}


def test_no_consent_is_presumed_whatever_a_column_says(desk: Desk) -> None:
    take_in(desk)
    assert [lead.consent for lead in everyone(desk)] == [Consent()] * 2


def test_the_same_file_twice_adds_nothing(desk: Desk) -> None:
    take_in(desk)
    again = looked(desk)
    assert (again.good, again.known) == ((), 3)
    assert take_in(desk) == Imported(0, 0)
    assert len(everyone(desk)) == 2


def test_two_imports_of_the_same_rows_at_once_add_them_once(desk: Desk) -> None:
    rows = looked(desk).good
    take_in_all(desk.database, desk.site, rows, BOUGHT, NOW)
    assert take_in_all(desk.database, desk.site, rows, BOUGHT, NOW) == Imported(0, 0)


def test_people_we_know_are_recognised(desk: Desk) -> None:
    desk.know(CLAIRE)
    done = take_in(desk, f"email;fonction\n{CLAIRE.email};patronne\n")
    assert done == Imported(1, 1)
    (person,) = everyone(desk)
    assert (person.name, person.job_title, len(person.stands_for)) == ("Claire Morel", "patronne", 2)


def test_an_import_that_fails_half_way_is_gone_on_with(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualification.usecases.importing.BATCH", 1)
    rows = looked(desk).good

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in_all(desk.database, desk.site, rows, BOUGHT, NOW, stop)
    assert len(everyone(desk)) == 1
    assert take_in_all(desk.database, desk.site, rows, BOUGHT, NOW) == Imported(1, 0)


def test_an_imported_lead_is_erased_like_any_other(desk: Desk) -> None:
    take_in(desk)
    for lead in everyone(desk):
        assert erase_lead(desk.database, desk.site, lead.id, NOW, "")
    assert everyone(desk) == []
    assert looked(desk).known == 1
