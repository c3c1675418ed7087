"""A rules file is read whole, or refused: each kind of fault with its line, what is wrong, and what is allowed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from qualification.site import Condition, Site
from qualification.sites.loading import DEMO
from qualification.sites.problems import BrokenSite, Problem
from qualification.sites.rules import load_rules

RULES = """\
weights: {fit: 0.5, interest: 0.2, bant: 0.3}
caps: {pages: 30}
half_life_days: 30
mql_from: 30
sql_from: 80
ideal_customer:
  size: {at_least: 5, at_most: 250}
  sectors: [food]
  countries: [FR]
  job_titles: [gérant]
sectors:
  - id: food
    name: {fr: alimentation, en: food}
    words: {fr: [boulangerie], en: [bakery]}
competitors: [rival.example]
rules:
  - id: wants_crm
    part: bant
    points: 25
    when: {fact: need.topic, is: crm}
    because: {fr: veut un CRM, en: wants a CRM}
  - id: read_prices
    part: interest
    points: 10
    group: pages
    half_life_days: 7
    when:
      - fact: acts.page_view
        page: "*/pricing*"
      - fact: contact.reachable
        is: true
    because: {fr: a lu les tarifs, en: read the prices}
  - id: clicked
    part: interest
    points: 5
    each: true
    when: {fact: acts.mail_click}
    because: {fr: a cliqué, en: clicked}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "rules.yml"
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(path: Path, site: Site) -> tuple[Problem, ...]:
    with pytest.raises(BrokenSite) as raised:
        load_rules(path, site)
    return raised.value.problems


def test_a_file_of_rules_says_who_is_ideal_and_what_counts(tmp_path: Path, site: Site) -> None:
    scoring, text = load_rules(written(tmp_path, RULES), site)
    assert (scoring.mql_from, scoring.sql_from, scoring.caps) == (30, 80, {"pages": Decimal(30)})
    assert (scoring.ideal.sectors, scoring.ideal.countries, scoring.ideal.size_at_most) == (("food",), ("FR",), 250)
    wants, read, clicked = scoring.rules
    assert wants.when == (Condition("need.topic", ("crm",)),)
    assert read.when == (Condition("acts.page_view", pages=("*/pricing*",)), Condition("contact.reachable", ("true",)))
    assert (wants.half_life_days, read.half_life_days, clicked.half_life_days, clicked.each) == (None, 7, 30, True)
    assert "wants_crm" in text


def test_a_site_file_is_a_file_of_rules_too(site: Site) -> None:
    scoring, text = load_rules(DEMO, site)
    assert scoring == site.scoring
    assert "# What they said." in text


def test_the_version_is_that_of_the_content_and_not_of_the_writing(tmp_path: Path, site: Site) -> None:
    first, _ = load_rules(written(tmp_path, RULES), site)
    same, _ = load_rules(written(tmp_path, "# a comment\n" + RULES.replace("mql_from: 30\nsql_from: 80\n", "sql_from: 80\nmql_from: 30\n")), site)
    other, _ = load_rules(written(tmp_path, RULES.replace("points: 25", "points: 26")), site)
    assert first.version == same.version != other.version


BROKEN = [
    ("is: crm}", "is: crn}", "crn", "`need.topic` is never crn; it can be crm, inventory, invoicing, other, payroll"),
    ("fact: need.topic", "fact: need.topics", "need.topics", "`need.topics` is no fact; known are acts.download, acts.mail_click"),
    ("fact: contact.reachable\n", "fact: contact.reachabel\n", "contact.reachabel", "is no fact"),
    ("points: 25", "points: lots", "points: lots", "valid decimal"),
    ("points: 25", "points: 101", "points: 101", "less than or equal to 100"),
    ("part: bant", "part: bnat", "part: bnat", "'fit', 'interest' or 'bant'"),
    ("because: {fr: veut un CRM, en: wants a CRM}", "because: {en: wants a CRM}", "because: {en", "`fr` is missing; add it"),
    ("id: wants_crm", "id: Wants CRM", "Wants CRM", "write small letters, digits and _, such as size_right"),
    ("id: clicked", "id: wants_crm", "id: wants_crm\n    part: interest", "rule `wants_crm` is there twice"),
    ("caps: {pages: 30}", "caps: {page: 30}", "caps:", "`page` is neither a part nor a group; known are bant, fit, interest, pages"),
    ("caps: {pages: 30}", "caps: {pages: 300}", "caps:", "less than or equal to 100"),
    ("half_life_days: 30", "half_life_days: 0", "half_life_days: 0", "greater than 0"),
    ("    points: 25\n", "    points: 25\n    half_life_days: 9\n", "half_life_days: 9", "only what was done fades with time"),
    ("    points: 25\n", "    points: 25\n    each: true\n", "each: true\n    when: {fact: need", "`each` counts acts one by one"),
    ("    points: 25\n", "    points: 25\n    group: pages\n", "group: pages\n    half_life", "group `pages` is in `bant` already"),
    ("    points: 25\n", "    points: 25\n    group: fit\n", "group: fit", "`fit` is a part; give the group another name"),
    ("    points: 25\n", "    points: 25\n    when_not: x\n", "when_not", "`when_not` is not known here; remove it or mend its spelling"),
    ("is: crm}", "is: crm, page: '/x'}", "crm, page", "`need.topic` is not done on a page; `page` goes with acts.download"),
    ("fact: acts.mail_click}", "fact: acts.mail_click, is: 3}", "acts.mail_click, is", "is a number; give it `at_least` or `at_most`"),
    ("fact: acts.mail_click}", "fact: acts.mail_click, at_least: 5, at_most: 2}", "at_most: 2}", "nothing is at least 5 and at most 2"),
    ("is: crm}", "at_least: 3}", "topic, at_least", "is no number; say with `is` what it has to be"),
    ("fit: 0.5", "fit: 0.6", "weights", "together they have to make 1"),
    ("sql_from: 80", "sql_from: 30", "sql_from: 30", "an SQL is more than an MQL; write more than 30, or leave it out"),
    ("sectors: [food]", "sectors: [foot]", "sectors: [foot]", "`foot` is no sector; known are food"),
    ("countries: [FR]", "countries: [France]", "countries", "'France' is not right; write the two capitals of a country, such as FR"),
    ("at_least: 5, at_most: 250", "at_least: 500, at_most: 250", "size:", "nobody is that large and that small"),
    ("mql_from: 30\n", "", "weights", "`mql_from` is missing; add it"),
    ("rules:\n", "rulez:\n", "weights", "`rules` is missing; add it"),
]


@pytest.mark.parametrize(("old", "new", "place", "told"), BROKEN, ids=[f"{one[3][:40]}-{n}" for n, one in enumerate(BROKEN)])
def test_a_broken_file_of_rules_says_where_and_what_is_allowed(tmp_path: Path, site: Site, old: str, new: str, place: str, told: str) -> None:
    assert RULES.count(old) >= 1, old
    text = RULES.replace(old, new, 1)
    path = written(tmp_path, text)
    line = text[: text.index(place)].count("\n") + 1
    found = problems_of(path, site)
    assert [one.line for one in found if told in one.what] == [line], found


@pytest.mark.parametrize(("text", "told"), [("", "is empty"), ("rules: [", "is not YAML here"), ("- a\n", "is empty")])
def test_what_is_no_file_of_rules_at_all_is_told_as_such(tmp_path: Path, site: Site, text: str, told: str) -> None:
    assert told in problems_of(written(tmp_path, text), site)[0].what
