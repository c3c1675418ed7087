"""Who decides, and as what: the rules behind the corpora, told one by one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualification.bant import Language
from qualification.reading.authority import read_authority
from qualification.reading.job_title import read_job_title
from qualification.reading.utterance import Utterance

TODAY = date(2026, 11, 22)


def role(text: str, *, asked: bool = True, language: Language = "fr") -> str | None:
    found = read_authority(Utterance(text, language, TODAY), asked=asked)
    return found.value.role if found else None


def title(text: str, *, asked: bool = False, language: Language = "fr") -> str | None:
    found = read_job_title(Utterance(text, language, TODAY), asked=asked)
    return found.value if found else None


@pytest.mark.parametrize("answer", ["oui", "non", "yes", "no", "personne pour l'instant", "nobody yet"])
def test_a_yes_or_a_no_is_no_answer_to_a_question_with_three_choices(answer: str) -> None:
    assert role(answer) is None


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Je décide", "decision_maker"),
        ("Je décide avec d'autres", "influencer"),
        ("Quelqu'un d'autre décide", "user"),
        ("I decide", "decision_maker"),
        ("I decide with others", "influencer"),
        ("Someone else decides", "user"),
    ],
)
def test_typing_the_label_of_a_choice_is_choosing_it(label: str, expected: str) -> None:
    assert role(label) == expected


def test_somebody_elses_title_is_not_the_visitors() -> None:
    assert role("mon PDG décide") == "influencer"
    assert role("PDG") == "decision_maker"
    assert title("mon directeur commercial décide") is None
    assert title("je suis directeur commercial, mon PDG décide") == "directeur commercial"


def test_who_must_have_it_approved_has_not_the_last_word() -> None:
    assert role("je suis le gérant mais mon associé doit valider") == "influencer"
    assert role("mon équipe propose, je tranche") == "decision_maker"


def test_a_denial_with_an_opinion_takes_part_and_without_one_only_uses() -> None:
    assert role("ce n'est pas moi qui décide mais je donne mon avis") == "influencer"
    assert role("ce n'est pas moi qui décide") == "user"


def test_a_bare_answer_is_read_only_when_asked() -> None:
    for answer in ("moi", "mon patron", "nous deux", "directeur commercial"):
        assert role(answer) is not None
        assert role(answer, asked=False) is None


def test_approving_leave_or_quotes_is_work_and_no_purchase() -> None:
    assert role("le manager valide les congés et mon chef valide les devis", asked=False) is None
    assert role("un CRM pour 10, mon chef valide les achats", asked=False) == "influencer"


def test_not_knowing_who_decides_is_no_answer() -> None:
    assert role("je ne sais pas si c'est moi qui décide") is None
    assert role("not sure who decides", language="en") is None


def test_a_name_that_is_also_a_trade_is_no_title() -> None:
    assert title("je suis Julie Boulanger") is None
    assert title("I'm Julie Baker", language="en") is None
    assert title("je suis boulangère") == "boulangère"


def test_a_title_is_quoted_without_its_article_and_its_house() -> None:
    assert title("Je suis la Directrice financière d'une PME") == "Directrice financière"
    assert title("Neil Garvey, owner of Garvey Hire", language="en") == "owner"


def test_an_address_gives_no_title() -> None:
    assert title("qui contacter ? hr@groupe-solane.example") is None


def test_the_words_quoted_are_the_visitors_own() -> None:
    message = Utterance("Budget 8000 €, mais il faut l'Accord du DAF. Merci", "fr", TODAY)
    found = read_authority(message, asked=False)
    assert found is not None
    assert found.text == "mais il faut l'Accord du DAF" == message.raw[found.start : found.end]


@settings(deadline=None)
@given(st.text(max_size=2000), st.booleans())
def test_any_text_is_read_without_an_exception(text: str, asked: bool) -> None:
    for language in ("fr", "en"):
        message = Utterance(text, language, TODAY)
        for found in (read_authority(message, asked=asked), read_job_title(message, asked=asked)):
            assert found is None or 0 <= found.start <= found.end <= len(message.raw)


TELLING = "je i moi me my mon le the boss patron décide decide and et pas not , . ? suis am head of directeur accord du qui who ( )"


@settings(deadline=None)
@given(st.lists(st.sampled_from(TELLING.split()), max_size=300))
def test_any_run_of_telling_words_is_read_without_an_exception(words: list[str]) -> None:
    message = Utterance(" ".join(words)[:2000], "fr", TODAY)
    read_authority(message, asked=True)
    read_job_title(message, asked=True)
