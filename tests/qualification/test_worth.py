"""The question asked next is the one whose answer changes most, among those that people answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualification.interview import QUALIFYING, next_question
from qualification.lead import Answer
from qualification.site import Site
from qualification.worth import NOTHING_MEASURED, Asked, worth
from tests.cast import CLAIRE, NORA


def test_what_is_needed_is_worth_most_since_every_topic_leads_elsewhere(site: Site) -> None:
    values = {attribute: worth(NORA, attribute, site, NOTHING_MEASURED).value for attribute in QUALIFYING}
    assert max(values, key=values.__getitem__) == "need"


@pytest.mark.parametrize("missing", QUALIFYING)
def test_the_last_missing_answer_decides_whether_a_meeting_is_proposed(site: Site, missing: str) -> None:
    lead = replace(CLAIRE, **{missing: Answer()})
    assert worth(lead, missing, site, NOTHING_MEASURED).parts > 0
    question = next_question(lead, site)
    assert question is not None
    assert question.asks == missing


def test_an_answer_that_changes_nothing_is_worth_nothing(site: Site) -> None:
    nobody_asked = replace(NORA, disqualified_because="student")
    assert worth(nobody_asked, "budget", site, NOTHING_MEASURED).value == 0


def test_a_question_at_which_many_leave_is_asked_later(site: Site) -> None:
    lead = replace(NORA, need=CLAIRE.need)
    first = next_question(lead, site)
    assert first is not None
    left_at_once = {first.asks: Asked(asked=200, left=150)}
    then = next_question(lead, site, left_at_once)
    assert then is not None
    assert then.asks != first.asks


def test_a_handful_of_visitors_hardly_changes_the_order(site: Site) -> None:
    lead = replace(NORA, need=CLAIRE.need)
    assert next_question(lead, site, {"timeline": Asked(asked=2, left=1)}) is not None
    assert next_question(lead, site, {"timeline": Asked(asked=2, left=1)}).asks == "timeline"  # type: ignore[union-attr]


def test_the_open_question_is_come_back_to_whatever_became_worth_more(site: Site) -> None:
    lead = replace(NORA, need=CLAIRE.need).interviewed(asking="budget", asked={"budget": 1})
    question = next_question(lead, site)
    assert question is not None
    assert question.asks == "budget"


def test_the_history_tells_in_figures_why_a_question_was_asked(site: Site) -> None:
    question = next_question(replace(NORA, need=CLAIRE.need), site, {"timeline": Asked(asked=180, left=9)})
    assert question is not None
    assert question.because.startswith("worth 0.4")
    assert "94% of those asked go on" in question.because
