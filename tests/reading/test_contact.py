"""What is promised of names, companies, addresses and phone numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qualification.bant import LANGUAGES, Language
from qualification.reading.company import read_company
from qualification.reading.email import read_email
from qualification.reading.name import read_name
from qualification.reading.phone import read_phone
from qualification.reading.refused import Refused
from qualification.reading.utterance import Utterance
from qualification.reading.website import read_website
from tests.reading.patience import no_blow_up

CORPUS = Path(__file__).parent / "corpus"
TODAY = date(2026, 11, 22)

REFUSING = {"email": read_email, "phone": read_phone}


def said(text: str, language: Language = "fr") -> Utterance:
    return Utterance(text, language, TODAY)


def refusals() -> list[Any]:
    cases = []
    for attribute in REFUSING:
        for language in LANGUAGES:
            corpus = yaml.safe_load((CORPUS / f"{attribute}.{language}.yml").read_text(encoding="utf-8"))
            for entry in corpus["refused"]:
                for text in entry["phrasings"]:
                    cases.append(pytest.param(attribute, said(text, language), entry["why"], id=f"{attribute}.{language}: {text}"))
    return cases


@pytest.mark.parametrize(("attribute", "message", "why"), refusals())
def test_what_cannot_be_right_is_refused_with_its_reason(attribute: str, message: Utterance, why: str) -> None:
    found = REFUSING[attribute](message, asked=True)
    assert isinstance(found, Refused)
    assert found.why == why
    assert found.text in message.raw


def value(found: Any) -> Any:
    return found.value if found is not None and not isinstance(found, Refused) else None


def test_the_domain_is_lower_case_and_the_local_part_as_typed() -> None:
    assert value(read_email(said("LPetit@ORANGE.FR"), asked=True)) == "LPetit@orange.fr"


def test_of_two_addresses_the_first_that_is_asserted_counts() -> None:
    assert value(read_email(said("a@one.example or b@two.example", "en"), asked=True)) == "a@one.example"
    assert value(read_email(said("not a@one.example, use b@two.example", "en"), asked=True)) == "b@two.example"


def test_an_at_sign_that_is_no_address_is_not_refused_unasked() -> None:
    assert read_email(said("5 licences @ 20 each", "en"), asked=False) is None
    assert isinstance(read_email(said("my mail is olivia@raybooks", "en"), asked=False), Refused)


def test_a_number_without_its_country_is_read_in_the_region_given_first() -> None:
    assert value(read_phone(said("020 7946 0321", "en"), asked=True, region="GB")) == "+442079460321"
    assert value(read_phone(said("(415) 555-0132", "en"), asked=True, region="US")) == "+14155550132"
    assert value(read_phone(said("02 234 56 78"), asked=True, region="BE")) == "+3222345678"
    assert value(read_phone(said("06 45 67 89 10"), asked=True, region="GB")) == "+33645678910"


def test_a_number_kept_for_fiction_is_read() -> None:
    assert value(read_phone(said("01 99 00 45 67"), asked=True)) == "+33199004567"
    assert value(read_phone(said("07700 900123", "en"), asked=True)) == "+447700900123"


@pytest.mark.parametrize("text", ["45", "15 000", "SIRET 552 100 554 00013", "31000 Toulouse", "12/10/2026", "en 2027"])
def test_money_counts_and_dates_are_no_phone_unasked(text: str) -> None:
    assert read_phone(said(text), asked=False) is None


def test_a_name_keeps_its_particles_and_gets_tidy_capitals() -> None:
    assert value(read_name(said("jean-pierre o'connor"), asked=True)) == "Jean-Pierre O'Connor"
    assert value(read_name(said("bertrand de kerguelen"), asked=True)) == "Bertrand de Kerguelen"


def test_the_one_who_is_greeted_or_quoted_is_not_the_visitor() -> None:
    for text in ("Hi Emma, what does it cost?", "Thanks Dave", "Rob from Acme recommended you", "my boss Sarah decides"):
        assert read_name(said(text, "en"), asked=False) is None


def test_who_signs_is_the_visitor_and_who_is_thanked_is_not() -> None:
    for text in ("we need a CRM for 12 people. Jas", "Payroll for 30, please. Best regards, Jas", "can I see a demo? I decide. Thanks! Jas x"):
        assert value(read_name(said(text, "en"), asked=False)) == "Jas"
    for text in ("Thanks Emma", "Merci Paul pour la démo", "Hi, Grace. I need invoicing"):
        assert read_name(said(text, "en"), asked=False) is None


def test_a_title_makes_a_name_of_a_word_that_is_also_a_trade() -> None:
    assert value(read_name(said("Bonjour, Me Charpentier, notaire. Quatre clercs."), asked=False)) == "Charpentier"
    assert value(read_name(said("This is Mrs Baker, I need help with wages", "en"), asked=False)) == "Baker"


def test_the_house_of_a_customer_or_of_the_one_assisted_is_not_the_visitors() -> None:
    for text in (
        "On livre pour la Boulangerie Paul",
        "Je suis l'assistante de M. Garibal",
        "We supply Marks & Spencer",
        "A friend at Deloitte told me about you",
    ):
        assert read_company(said(text), asked=False) is None


def test_a_place_or_a_product_is_no_company_unasked() -> None:
    for text in ("I'm from Leeds", "switching from Salesforce", "we start from January", "we use Sage at the moment"):
        assert read_company(said(text, "en"), asked=False) is None


@pytest.mark.parametrize(
    ("text", "website"),
    [
        ("www.belloc.fr", "www.belloc.fr"),
        ("notre site : belloc.fr", "belloc.fr"),
        ("https://Belloc.fr/Contact", "https://belloc.fr/Contact"),
        ("Mon site c'est Garage.Belloc.fr/", "garage.belloc.fr"),
        ("our website is harrismotors.co.uk.", "harrismotors.co.uk"),
        ("belloc.example", "belloc.example"),
        ("belloc.fr c'est nous", "belloc.fr"),
        ("we're at belloc.co.uk", "belloc.co.uk"),
        ("notre fournisseur www.bois.example", None),
        ("our supplier www.bricks.example sends PDFs", None),
        ("contact@belloc.fr", None),
        ("j'utilise monday.com", None),
        ("votre site www.vestibule.example est lent", None),
        ("on veut un truc comme www.odoo.com", None),
        ("linkedin.com/in/belloc", None),
        ("12 salariés.On cherche", None),
    ],
)
def test_a_website_is_read_when_it_is_told_as_the_visitors_own(text: str, website: str | None) -> None:
    assert value(read_website(said(text))) == website


def read_all(message: Utterance) -> None:
    for asked in (True, False):
        for reader in (read_email, read_phone, read_name, read_company):
            found = reader(message, asked=asked)
            assert found is None or isinstance(found, Refused) or message.quote(found.start, found.end) == found.text
    read_website(message)


WORDS = """
je|m'appelle|moi c'est|Paul|de|la|O'|Jean-|,|.|@|x.fr|nadia|(at)|point|06|12|34|+33|(0)|société|chez|from|SARL|&|I'm|the|Acme|Ltd|:|-|«|’|é|\u202e|😀
"""
SPEECH = st.lists(st.sampled_from(WORDS.strip().split("|")), max_size=300).map(" ".join)


@given(st.one_of(st.text(max_size=2000), SPEECH))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_an_exception(text: str) -> None:
    read_all(said(text[:2000]))


PATTERNS = """
a|1|@|a@|0 |0,|a.|A |Paul |Paul de |a at b |a dot |de |chez |je m'appelle |12 34 |société |merci, |www.|. A
"""


MORE_PATTERNS = """
zero six |(|’|c'est |director of |a@b.c |+33 |M. |SARL |no,
"""


@pytest.mark.parametrize("pattern", [*PATTERNS.strip().split("|"), *MORE_PATTERNS.strip().split("|"), " "])
def test_two_thousand_characters_are_read_in_no_time(pattern: str) -> None:
    message = said((pattern * 2000)[:2000])
    with no_blow_up():
        read_all(message)  # every reader, asked and not
