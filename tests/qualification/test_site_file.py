"""A site file is read whole, or refused with the line, what is wrong and what would be right."""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal
from pathlib import Path

import pytest

from qualification.bant import LANGUAGES
from qualification.facts import FACTS
from qualification.site import Condition, Hours, Site
from qualification.sites.loading import BrokenSite, Problem, load_site

SMALL = Path(__file__).parent / "small_site.yml"


@pytest.fixture(scope="module")
def small() -> Site:
    return load_site(SMALL)


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(BrokenSite) as raised:
        load_site(path)
    for problem in raised.value.problems:
        assert f"{path}:{problem.line}: {problem.what}" in str(raised.value)
    return raised.value.problems


def changed(folder: Path, old: str, new: str) -> Path:
    """The small site with one thing changed."""
    text = SMALL.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path = folder / "site.yml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_the_demo_site_is_the_one_of_the_contract(site: Site) -> None:
    assert [topic.id for topic in site.topics] == ["crm", "invoicing", "inventory", "payroll"]
    assert (site.default_currency, site.budget_floor) == ("EUR", Decimal(500))
    assert len(site.reps) == 2
    assert {language for rep in site.reps for language in rep.languages} == set(LANGUAGES)
    assert all(
        text[language] for topic in site.topics for text in (topic.name, topic.choice, topic.description, topic.price) for language in LANGUAGES
    )
    assert {condition.fact for rule in site.scoring.rules for condition in rule.when} <= FACTS.keys()


def test_a_site_file_says_what_is_sold_and_who_meets(small: Site) -> None:
    assert small.topics[0].name == {"fr": "Thé", "en": "Tea"}
    assert small.reps[0].hours == (Hours(0, time(9), time(12, 30)), Hours(0, time(14), time(18)))
    assert small.reps[1].languages == ("en",)
    assert small.rates == {"USD": Decimal("0.9")}
    assert small.budgets == ((None, Decimal(1000)), (Decimal(1000), None))
    assert small.topic("tea") is small.topics[0]
    assert small.topic("other") is None


def test_what_a_site_file_leaves_out_has_a_default(small: Site) -> None:
    assert (small.meetings.kinds[0].minutes, small.meetings.notice_minutes, small.meetings.offered) == (45, 120, 3)


def test_versions_may_be_written_as_numbers(small: Site) -> None:
    assert small.consent_version == "2"


def test_rules_keep_their_conditions(small: Site) -> None:
    topic, free, large = small.scoring.rules
    assert (topic.when[0].values, topic.points) == (("tea",), Decimal(50))
    assert (free.when[0].values, free.points) == (("true",), Decimal("-5.5"))
    assert large.when == (Condition("company.size", (), Decimal(10), Decimal(99)),)


BROKEN = [
    ("floor_a_year: 100", "floor_a_year: plenty", "floor_a_year", "valid decimal"),
    ("currency: EUR", "currency: euros", "currency", "'euros' is not right; write the three capitals of a currency, such as EUR"),
    ("{USD: 0.9}", "{usd: 0.9}", "rates", "usd"),
    ("{USD: 0.9}", "{USD: 0}", "rates", "greater than 0"),
    ("company: Small\n", "", "id: small", "`company` is missing; add it"),
    ("assistant: Max", "assistant: Max\ncolour: green", "colour", "`colour` is not known here; remove it or mend its spelling"),
    ("name: {fr: Thé, en: Tea}", "name: {fr: Thé}", "name: {fr: Thé}", "`en` is missing; add it"),
    ("id: tea", "id: Green Tea", "Green Tea", "'Green Tea' is not right; write small letters and _"),
    ("      en: [tea]\n", "      en: []\n", "en: []", "at least 1 item"),
    ("timezone: Europe/Paris", "timezone: Paris", "timezone: Paris", "'Paris' is no time zone; write one of the IANA names, such as Europe/Paris"),
    ("languages: [fr, en]", "languages: [fr, de]", "[fr, de]", "'fr' or 'en'"),
    ("email: bob@small.example", "email: bob", "email: bob", "'bob' is not right; write an e-mail address"),
    ("10:15-11:45", "10h15-11h45", "friday", "'10h15-11h45' is no opening time; write it as 09:00-12:30"),
    ("10:15-11:45", "25:00-26:00", "friday", "no opening time"),
    ("10:15-11:45", "11:45-10:15", "friday", "ends before it starts"),
    ("10:15-11:45", "10:10-11:45", "friday", "is not on the quarter hour"),
    ("friday: [10:15-11:45]", "friday: 10:15-11:45", "friday", "valid list"),
    ("friday:", "vendredi:", "vendredi", "'friday'"),
    ("14:00-18:00", "12:00-18:00", "monday", "the opening times of monday overlap"),
    ("minutes: 45", "minutes: 20", "minutes: 20", "15, 30, 45 or 60"),
    ("mql_from: 30", "mql_from: 130", "mql_from", "less than or equal to 100"),
    ("bant: 0.6}", "bant: 0.7}", "weights", "together they have to make 1"),
    ("part: bant", "part: band", "part: band", "'fit', 'interest' or 'bant'"),
    ("points: 50", "points: 500", "points: 500", "less than or equal to 100"),
    ("fact: need.topic", "fact: need.theme", "need.theme", "`need.theme` is no fact; known are acts.download"),
    ("is: tea}", "is: coffee}", "coffee", "`need.topic` is never coffee; it can be other, tea"),
    ("is: [true]}", "is: maybe}", "maybe", "`contact.free_mail` is never maybe; it can be false, true"),
    ("at_least: 10, at_most: 99", "is: '10'", "company.size", "is a number; give it `at_least` or `at_most`"),
    ("is: tea}", "at_least: 3}", "need.topic", "is no number; say with `is`"),
    ("id: works_there", "id: wants_tea", "id: wants_tea\n      part: fit", "rule `wants_tea` is there twice; give each its own id"),
    ("id: bob", "id: ines", "id: ines\n    name: Bob", "`ines` is there twice; give each its own id"),
    ("id: rival", "id: no_budget", "id: no_budget, name: {fr: concurrent", "`no_budget` is there twice; give each its own id"),
    ("id: no_budget", "id: No budget", "No budget", "'No budget' is not right; write small letters, digits and _, such as size_right"),
    ("  mql_from: 30\n", "  mql_from: 30\n  version: 3\n", "version: 3", "`version` is not known here; remove it or mend its spelling"),
    ("languages: [fr, en]", "languages: [en]", "reps:", "no rep speaks `fr`; a visitor could not be met in it"),
    ("  contact_email: {fr: bonjour@small.example, en: hello@small.example}", "  other: {fr: a, en: b}", "facts:", "`contact_email` is missing"),
    ("  version: 2\n", "  version: " + "2" * 40 + "\n", "version: 22", "at most 32"),
    ("topics:\n", "company: Again\ntopics:\n", "company: Again", 'found duplicate key "company"'),
    ("topics:\n", "topics: [\n", "- id: tea", "is not YAML here"),
]


@pytest.mark.parametrize(("old", "new", "place", "told"), BROKEN, ids=[f"{one[3][:40]}-{n}" for n, one in enumerate(BROKEN)])
def test_a_broken_site_file_says_where_and_what_would_be_right(tmp_path: Path, old: str, new: str, place: str, told: str) -> None:
    path = changed(tmp_path, old, new)
    text = path.read_text(encoding="utf-8")
    problems = problems_of(path)
    line = text[: text.index(place)].count("\n") + 1
    assert [problem.line for problem in problems if told in problem.what] == [line], problems


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    path = changed(tmp_path, "minutes: 45", "minutes: 20")
    path.write_text(path.read_text(encoding="utf-8").replace("mql_from: 30", "mql_from: many"), encoding="utf-8")
    assert len(problems_of(path)) == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty; copy"),
        (b"# nothing but a comment\n", "is empty; copy"),
        (b"- a\n- list\n", "is empty; copy"),
        ("company: Thé".encode("latin-1"), "is not UTF-8; save it as UTF-8"),
        (b"company: \x07\n", "is not YAML"),
        (b"company: [\n", "is not YAML here"),
    ],
)
def test_what_is_no_site_file_at_all_is_told_as_such(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "site.yml"
    path.write_bytes(content)
    assert told in problems_of(path)[0].what


def test_a_missing_site_file_is_named(tmp_path: Path) -> None:
    assert re.search("cannot be read: No such file", problems_of(tmp_path / "nowhere.yml")[0].what)
