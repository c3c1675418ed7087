"""The size of a company, as its people say it."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from qualification.bant import Language, Size
from qualification.reading.company_size import MOST_EMPLOYEES, read_company_size
from qualification.reading.utterance import Utterance

TODAY = date(2026, 11, 22)


def size_in(text: str, language: Language = "en", *, asked: bool = True) -> Size | None:
    found = read_company_size(Utterance(text, language, TODAY), asked=asked)
    return found.value if found else None


def test_a_bare_number_is_a_size_only_as_an_answer() -> None:
    assert size_in("45") == Size(45, 45)
    assert size_in("45", asked=False) is None


def test_what_is_counts_and_not_what_was_or_will_be() -> None:
    assert size_in("on était 80, on est 60, bientôt 70", "fr") == Size(60, 60)


def test_users_customers_and_sites_are_no_employees() -> None:
    for text in ("5 users", "200 customers", "2 sites", "12 per store"):
        assert size_in(text) is None, text


def test_deciding_alone_is_not_working_alone() -> None:
    assert size_in("je suis seul à décider", "fr", asked=False) is None
    assert size_in("je suis seul", "fr") == Size(1, 1)


def test_people_named_one_by_one_are_added_up() -> None:
    assert size_in("moi et deux apprentis", "fr") == Size(3, 3)
    assert size_in("my brother and I") == Size(2, 2)


def test_the_total_outweighs_its_parts() -> None:
    assert size_in("invoicing for our 3 offices (75 employees in total)", asked=False) == Size(75, 75)
    assert size_in("3 branches of 12 people") is None


def test_people_here_and_there_are_added_up() -> None:
    assert size_in("6 in the office and 15 on the road") == Size(21, 21)
    assert size_in("22 camions, 26 chauffeurs et 4 au bureau", "fr", asked=False) == Size(30, 30)


def test_as_many_in_each_place_are_multiplied_only_when_each_is_said() -> None:
    assert size_in("three salons with eight stylists in each") == Size(24, 24)
    assert size_in("3 branches of 12 people") is None


def test_a_staff_that_changes_with_the_season_is_a_range() -> None:
    assert size_in("60 at harvest, 15 in winter") == Size(15, 60)


def test_the_company_outweighs_its_site_and_gives_way_to_the_subsidiary_that_asks() -> None:
    assert size_in("1 500 sur toute la France, 80 dans ma région", "fr") == Size(1500, 1500)
    assert size_in("le groupe fait 3000 personnes mais notre filiale c'est 55", "fr") == Size(55, 55)


def test_the_house_of_a_friend_or_a_former_employer_is_not_counted() -> None:
    assert size_in("mon voisin a une boîte de 20 salariés et il vous recommande", "fr", asked=False) is None
    assert size_in("used to work for a firm of 300 and loved your tool", asked=False) is None


def test_just_me_in_passing_is_one_person_unless_it_may_be_about_deciding() -> None:
    assert size_in("need invoicing for my side hustle, just me, 15 bucks a month max", asked=False) == Size(1, 1)
    assert size_in("just me", asked=False) is None
    assert size_in("it's just me who signs things off", asked=False) is None


def test_nobody_and_more_than_there_are_is_no_size() -> None:
    assert size_in("0 employees") is None
    assert size_in(f"{MOST_EMPLOYEES + 1} employees") is None


def test_the_quote_is_the_visitors_own_words() -> None:
    found = read_company_size(Utterance("Bonjour, nous sommes une PME de 80 Salariés à Lyon", "fr", TODAY), asked=False)
    assert found is not None
    assert found.text == "80 Salariés"


@given(st.text(max_size=2000), st.sampled_from(["fr", "en"]), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_text_reads_as_a_possible_size_or_nothing(text: str, language: Language, asked: bool) -> None:
    message = Utterance(text, language, TODAY)
    found = read_company_size(message, asked=asked)
    if found is not None:
        assert all(bound is None or 1 <= bound <= MOST_EMPLOYEES for bound in (found.value.low, found.value.high))
        assert 0 <= found.start < found.end <= len(message.raw)


WORDS = [
    "12",
    "1 000",
    "salariés",
    "on est",
    "we are",
    "et",
    "and",
    "moi",
    "me",
    "+",
    "-",
    "de",
    "à",
    "users",
    "de 10 à 15",
    "pas",
    "un",
    "deux",
    ",",
    ".",
    "10^30",
    "trente",
]


@given(st.lists(st.sampled_from(WORDS), max_size=120).map(" ".join), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_run_of_the_words_of_size_is_read_without_an_exception(text: str, asked: bool) -> None:
    read_company_size(Utterance(text[:2000], "fr", TODAY), asked=asked)
