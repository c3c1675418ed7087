"""Files of any making are read as tables, and rows as leads, or it is said why not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualification.importing import BadMapping, Candidate, Importer, key_of, mapping_of
from qualification.site import Site
from qualification.tabling import NoTable, Row, Table, table_of

TODAY = date(2026, 11, 22)
TEXT = "Société;Courriel;Effectif\nGarage Été;été@garage.example;45\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_encoding_and_separator_is_found_out(encoding: str, separator: str) -> None:
    found = table_of(TEXT.replace(";", separator).encode(encoding))
    assert found.headers == ("Société", "Courriel", "Effectif")
    assert found.rows == (Row(2, ("Garage Été", "été@garage.example", "45")),)
    assert found.separator == separator


def test_quoted_separators_and_line_ends_stay_in_their_cell_and_lines_are_counted() -> None:
    found = table_of(b'name,what\n"Morel, Claire","two\nlines"\n\nTom,x\n')
    assert [(row.line, row.cells) for row in found.rows] == [(2, ("Morel, Claire", "two\nlines")), (5, ("Tom", "x"))]


@pytest.mark.parametrize(
    ("data", "told"), [(b"", "is empty"), (b"\n\n", "is empty"), (b"a,a\n1,2\n", "two columns are called 'a'"), (b"PK\x03\x04\x00\x00", "no text")]
)
def test_what_is_no_table_is_told(data: bytes, told: str) -> None:
    with pytest.raises(NoTable, match=told):
        table_of(data)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_are_told_to_be_none(data: bytes) -> None:
    try:
        found = table_of(data)
    except NoTable:
        return
    assert all(len(row.cells) == len(found.headers) for row in found.rows)


def test_usual_headers_are_known_in_both_languages() -> None:
    for headers in ("Raison sociale;Adresse e-mail;Téléphone;Prénom;NOM;Effectif", "Company Name;E-Mail;Phone;First name;Surname;Employees"):
        table = table_of(f"{headers}\n;;;;;\na;b;c;d;e;f\n".encode())
        assert list(mapping_of(table)) == ["company", "email", "phone", "first_name", "last_name", "company_size"]


def test_a_column_is_read_as_one_says() -> None:
    table = table_of(b"Kiste,mail\na,b\n")
    assert mapping_of(table, ["Kiste=company", "mail=-"]) == {"company": "Kiste"}


@pytest.mark.parametrize(
    ("said", "told"), [("Boîte=company", "there is no column 'Boîte'; the file has 'mail'"), ("mail=colour", "'colour' is nothing")]
)
def test_a_mapping_of_nothing_is_told(said: str, told: str) -> None:
    with pytest.raises(BadMapping, match=told):
        mapping_of(table_of(b"mail,x\na,b\n"), [said])


def read(site: Site, **cells: str) -> Candidate:
    table = Table(tuple(cells), (Row(2, tuple(cells.values())),), "utf-8", ",")
    return Importer(table, {name: name for name in cells}, tuple(topic.reading for topic in site.topics), TODAY, "fr").read(table.rows[0])


def facts(found: Candidate) -> dict[str, Any]:
    return {name: value for name, value, _ in found.facts}


def test_a_row_is_read_as_people_write(site: Site) -> None:
    found = read(
        site, email="Claire.Morel@Fournil.example", phone="06 12 34 56 78", first_name="Claire", last_name="Morel", company_size="45 salariés",
        need="un logiciel de facturation", budget="10 k€ par an", timeline="d'ici 2 mois", authority="c'est moi qui décide",
    )  # fmt: skip
    assert found.problems == ()
    told = facts(found)
    assert (told["email"], told["phone"], told["name"]) == ("Claire.Morel@fournil.example", "+33612345678", "Claire Morel")
    assert (told["company_size"].low, told["need"].topic, told["budget"].low) == (45, "invoicing", Decimal(10000))
    assert (told["timeline"].horizon, told["authority"].role) == ("quarter", "decision_maker")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"email": "claire"}, "email: 'claire' is no e-mail address"),
        ({"phone": "12"}, "phone: '12' is no phone number"),
        ({"email": "a@b.example", "company_size": "beaucoup"}, "company_size: 'beaucoup' is no number of employees"),
        ({"email": "a@b.example", "budget": "secret"}, "budget: 'secret' is no amount"),
        ({"email": "a@b.example", "timeline": "xyz"}, "timeline: 'xyz' is no date and no time to come"),
        ({"email": "a@b.example", "language": "de"}, "language: 'de' is neither fr nor en"),
        ({"company": "Firm"}, "has neither e-mail nor phone: nobody could be reached"),
    ],
)
def test_a_bad_row_says_what_is_wrong(site: Site, cells: dict[str, str], told: str) -> None:
    assert read(site, **cells).problems == (told,)


def test_a_row_with_too_many_cells_is_bad(site: Site) -> None:
    table = table_of(b"email,company\na@b.example,Firm,Lille\n")
    found = Importer(table, mapping_of(table), (), TODAY, "fr").read(table.rows[0])
    assert found.problems == ("has 3 cells where the header has 2; is a separator missing, or one too many?",)


def test_a_row_is_the_same_in_another_order_of_columns_and_another_file() -> None:
    one, other, third = table_of(b"a,b\n1,2\n"), table_of(b"x\nb;a;c\n2;1;\n".split(b"\n", 1)[1]), table_of(b"a,b\n2,1\n")
    assert key_of(one, one.rows[0]) == key_of(other, other.rows[0]) != key_of(third, third.rows[0])
