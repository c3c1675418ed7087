"""What visitors complain of in such bots, and that it does not happen here. Whole talks through the real assistant, in both languages."""

from __future__ import annotations

import pytest

from tests.house import RunningHouse, Visitor

QUALIFYING = {"need", "timeline", "budget", "authority"}

FACTS = {
    "fr": "Bonjour, Claire Martin de Menuiserie Quivault, 28 salariés : il nous faut un logiciel de facturation d'ici 2 mois, 4 000 € par an, "
    "c'est moi qui décide.",
    "en": "Hi, Neil Garvey from Garvey Hire, 50 staff. We need stock control within two months, 15,000 euros a year, my decision.",
}
PLAIN = {
    "fr": {
        "need": "un logiciel de facturation",
        "timeline": "dans 2 mois",
        "budget": "4 000 € par an",
        "authority": "c'est moi qui décide",
        "company_size": "28 salariés",
        "name": "Claire Martin",
        "email": "claire@quivault.example",
        "company": "Menuiserie Quivault",
        "phone": "06 12 34 56 78",
    },
    "en": {
        "need": "invoicing software",
        "timeline": "in two months",
        "budget": "4,000 euros a year",
        "authority": "I make the decision",
        "company_size": "28 employees",
        "name": "Neil Garvey",
        "email": "neil@garvey.example",
        "company": "Garvey Hire",
        "phone": "+44 20 7946 0321",
    },
}


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def visitor(house: RunningHouse, language: str) -> Visitor:
    return house.visitor(language)


def answer_until(visitor: Visitor, wanted: str | None, turns: int = 12) -> None:
    """Answers plainly until `wanted` is asked, or nothing any more."""
    for _ in range(turns):
        if visitor.asks == wanted:
            return
        if visitor.asks == "slot":
            visitor.choose(0)
        else:
            visitor.say(PLAIN[visitor.language].get(str(visitor.asks)) or by_language(visitor, "non merci", "no thanks"))
    assert visitor.asks == wanted


def by_language(visitor: Visitor, fr: str, en: str) -> str:
    return fr if visitor.language == "fr" else en


def test_who_answers_plainly_is_asked_everything_once_and_has_a_meeting(visitor: Visitor) -> None:
    answer_until(visitor, "slot")
    assert QUALIFYING | {"company_size"} <= {"need", *visitor.asked}
    answer_until(visitor, None)
    assert len(visitor.asked) == len(set(visitor.asked)), "something was asked twice"
    lead = visitor.lead()
    assert lead["stage"] == "sql"
    assert [meeting["status"] for meeting in lead["meetings"]] == ["booked"]
    assert lead["contact"]["phone"]


def test_complaint_asked_for_what_i_have_said(visitor: Visitor) -> None:
    visitor.say(FACTS[visitor.language])
    assert visitor.asks == "slot"
    assert not QUALIFYING & set(visitor.asked)
    visitor.choose(0)
    assert visitor.asks == "email"
    visitor.say(PLAIN[visitor.language]["email"])
    assert visitor.meeting
    assert visitor.meeting["status"] == "booked"


def test_complaint_trapped_in_a_form(visitor: Visitor) -> None:
    visitor.say(PLAIN[visitor.language]["need"])
    visitor.say(by_language(visitor, "au revoir", "bye now"))
    assert visitor.asks is None


def test_complaint_ignored_when_i_refuse(visitor: Visitor) -> None:
    visitor.say(PLAIN[visitor.language]["need"])
    asked = visitor.asks
    visitor.say(by_language(visitor, "je préfère ne pas le dire", "I'd rather not say"))
    assert visitor.asks != asked
    answer_until(visitor, None)
    assert visitor.asked.count(str(asked)) == 1


def test_a_refused_question_is_declined_not_unknown(visitor: Visitor) -> None:
    answer_until(visitor, "budget")
    visitor.say(by_language(visitor, "ça, je le garde pour moi", "I keep that to myself"))
    assert visitor.lead()["budget"]["state"] == "declined"
    answer_until(visitor, "slot")
    assert visitor.lead()["stage"] == "sql"


@pytest.mark.parametrize(
    ("fr", "en", "told"),
    [
        ("vous êtes hébergés où ?", "where is it hosted?", "France"),
        ("vous êtes un robot ?", "are you a robot?", "Ada"),
        ("ça coûte combien ?", "how much is it?", "€"),
        ("pourquoi vous demandez ça ?", "why do you ask?", ""),
        ("qu'est-ce que vous faites de mes données ?", "what do you do with my data?", "privacy@calepin.example"),
    ],
)
def test_complaint_ignored_when_i_ask_something_back(visitor: Visitor, fr: str, en: str, told: str) -> None:
    visitor.say(PLAIN[visitor.language]["need"])
    open_question = visitor.asks
    visitor.say(by_language(visitor, fr, en))
    assert told in visitor.words
    assert len(visitor.heard) >= 2, "the question was not answered"
    assert visitor.asks == open_question


def test_complaint_unable_to_correct(visitor: Visitor) -> None:
    answer_until(visitor, "company_size")
    visitor.say(by_language(visitor, "non, plutôt 20k", "sorry, make that 20k"))
    assert visitor.lead()["budget"]["max"] == 20000
    assert "20" in visitor.words
    history = visitor.house.private("GET", f"/api/leads/{visitor.id}/history").json["history"]
    kept = [one["after"] for one in history if one["name"] == "budget" and one["kind"] == "fact"]
    assert len(kept) == 2


def test_complaint_losing_everything_on_reload(visitor: Visitor) -> None:
    visitor.say(PLAIN[visitor.language]["need"])
    again = visitor.house.call("GET", "/chat/messages", token=visitor.token).json["messages"]
    assert PLAIN[visitor.language]["need"] in [message["text"] for message in again]
    assert again[-1]["asks"] == visitor.asks


def test_complaint_pushed_for_my_mail(visitor: Visitor) -> None:
    visitor.say(by_language(visitor, "je ne fais que me renseigner, pas de projet", "just browsing, no plans"))
    visitor.say(by_language(visitor, "pas d'e-mail, merci", "no e-mail, thank you"))
    visitor.say(by_language(visitor, "d'accord", "all right"))
    assert visitor.asked.count("email") <= 1


def test_never_the_same_sentence_twice_in_a_row_when_not_understood(visitor: Visitor) -> None:
    visitor.say(PLAIN[visitor.language]["need"])
    said = []
    for nonsense in ("qsdkjh qsdj", "zzz zzz 🤷", "blorp"):
        visitor.say(nonsense)
        said.append(visitor.words)
    assert len(set(said)) == len(said)


def test_one_question_is_asked_at_most_three_times(visitor: Visitor) -> None:
    visitor.say(PLAIN[visitor.language]["need"])
    first = visitor.asks
    for _ in range(6):
        visitor.say("qsdkjh")
    assert [first, *visitor.asked].count(first) <= 4
    assert visitor.asks != first


def test_the_language_changes_in_the_middle_and_nothing_is_lost(house: RunningHouse) -> None:
    visitor = house.visitor("fr")
    visitor.say("un logiciel de paie pour 40 salariés")
    visitor.say("in English please")
    assert {message["language"] for message in visitor.heard} == {"en"}
    lead = visitor.lead()
    assert lead["need"]["topic"] == "payroll"
    assert lead["company"]["size"]["min"] == 40
    visitor.say("en français svp")
    assert {message["language"] for message in visitor.heard} == {"fr"}


@pytest.mark.parametrize(
    ("fr", "en", "because", "told"),
    [
        ("je suis étudiante et j'écris un mémoire", "I'm a student writing my thesis", "student", "contact@calepin.example"),
        ("je cherche un emploi, vous recrutez ?", "I'm looking for a job, are you hiring?", "job_seeker", "jobs@calepin.example"),
        (
            "je suis déjà client et je n'arrive plus à me connecter",
            "I'm already a customer and I can't log in",
            "customer_support",
            "support@calepin.example",
        ),
    ],
)
def test_who_is_no_lead_is_told_kindly_where_to_go(visitor: Visitor, fr: str, en: str, because: str, told: str) -> None:
    visitor.say(by_language(visitor, fr, en))
    assert told in visitor.words
    assert visitor.asks is None
    lead = visitor.lead()
    assert (lead["stage"], lead["disqualified_because"]) == ("disqualified", because)


def test_who_corrects_something_else_is_asked_the_open_question_again(visitor: Visitor) -> None:
    answer_until(visitor, "company")
    right = "claire.martin@quivault.example"
    visitor.say(by_language(visitor, f"pardon, une coquille : mon adresse est {right}", f"sorry, typo, my email is {right}"))
    assert visitor.lead()["contact"]["email"] == right
    assert visitor.asks == "company"


def test_abuse_is_warned_once_and_then_ended(visitor: Visitor) -> None:
    insult = by_language(visitor, "espèce de connard", "you fucking idiot")
    visitor.say(insult)
    warning = visitor.words
    visitor.say(insult)
    assert visitor.words != warning
    assert visitor.asks is None


def test_erased_after_one_confirmation_and_gone_for_good(visitor: Visitor) -> None:
    answer_until(visitor, None)
    visitor.say(by_language(visitor, "supprimez toutes mes données", "delete all my data"))
    assert visitor.asks == "confirmation"
    visitor.say(by_language(visitor, "oui", "yes"))
    assert visitor.asks is None
    assert visitor.house.private("GET", f"/api/leads/{visitor.id}").status == 404
    assert visitor.post(text="hello").status == 401


def test_a_no_to_erasing_keeps_everything(visitor: Visitor) -> None:
    visitor.say(PLAIN[visitor.language]["need"])
    visitor.say(by_language(visitor, "effacez mes données", "erase my data"))
    visitor.say(by_language(visitor, "non", "no"))
    assert visitor.lead()["need"]["state"] == "answered"
    assert visitor.asks != "confirmation"


def test_a_meeting_is_moved_and_cancelled_in_the_chat(visitor: Visitor) -> None:
    answer_until(visitor, None)
    first = visitor.lead()["meetings"][0]
    visitor.say(by_language(visitor, "je voudrais déplacer mon rendez-vous", "can I move my meeting?"))
    assert visitor.asks == "slot"
    visitor.choose(1)
    moved = visitor.lead()["meetings"]
    assert [meeting["status"] for meeting in moved] == ["booked"]
    assert moved[0]["start"] != first["start"]
    visitor.say(by_language(visitor, "annulez mon rendez-vous", "cancel my meeting"))
    assert visitor.asks == "confirmation"
    visitor.say(by_language(visitor, "oui", "yes"))
    assert visitor.meeting
    assert visitor.meeting["status"] == "cancelled"


def test_a_wrong_address_is_refused_with_the_reason_and_not_kept(visitor: Visitor) -> None:
    visitor.say(FACTS[visitor.language])
    visitor.choose(0)
    visitor.say("claire@quivault")
    assert visitor.asks == "email"
    assert visitor.lead()["contact"]["email"] is None
    visitor.say(PLAIN[visitor.language]["email"])
    assert visitor.meeting


def test_other_times_are_offered_as_wished(visitor: Visitor) -> None:
    visitor.say(FACTS[visitor.language])
    offered = {choice["label"] for choice in visitor.choices}
    visitor.say(by_language(visitor, "plutôt plus tard", "later please"))
    assert visitor.asks == "slot"
    assert not offered & {choice["label"] for choice in visitor.choices}
    visitor.say(by_language(visitor, "le matin", "in the morning"))
    starts = [choice["label"] for choice in visitor.choices]
    assert starts


def test_marketing_consent_is_asked_with_its_text_and_never_assumed(visitor: Visitor) -> None:
    visitor.say(by_language(visitor, "envoyez-moi votre livre blanc sur la paie", "could you send me your payroll guide"))
    assert visitor.asks == "email"
    visitor.say(PLAIN[visitor.language]["email"])
    assert visitor.lead()["consent"]["marketing"] is False
    answers = by_language(visitor, "je préfère ne pas répondre", "I'd rather not answer")
    for _ in range(6):
        if visitor.asks == "marketing_consent":
            break
        visitor.say(answers)
    assert visitor.asks == "marketing_consent"
    visitor.say(by_language(visitor, "oui", "yes"))
    consent = visitor.lead()["consent"]
    assert consent["marketing"] is True
    assert consent["text_version"]
    assert consent["at"]


def test_what_is_known_is_told_on_demand(visitor: Visitor) -> None:
    answer_until(visitor, "company_size")
    visitor.say(by_language(visitor, "que savez-vous de moi ?", "what do you know about me?"))
    assert "4" in visitor.words
    assert visitor.asks == "company_size"


HOSTILE = (
    "/restart",
    '/inform{"name": "x"}',
    "{name} {0} {{x}}",
    "'; DROP TABLE leads; --",
    "<script>alert(1)</script>",
    "",
    "🙂🙂",
    "\u202eabc",
    "a" * 2000,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_is_only_ever_text(visitor: Visitor, text: str) -> None:
    visitor.say(PLAIN[visitor.language]["need"])
    visitor.say(text)
    assert visitor.asks == "timeline"
    assert "{" not in visitor.words
    assert visitor.lead()["need"]["state"] == "answered"


JUST_A_NEED = ("Hello, I would like to talk about inventory management.", "Bonjour, je cherche un logiciel de paie.", "I'm looking for a CRM")


@pytest.mark.parametrize("opening", JUST_A_NEED)
def test_who_only_says_what_they_need_is_asked_on(house: RunningHouse, opening: str) -> None:
    visitor = house.visitor("fr" if "Bonjour" in opening else "en")
    visitor.say(opening)
    lead = visitor.lead()
    assert (lead["authority"]["state"], lead["timeline"]["state"], lead["budget"]["state"]) == ("unknown", "unknown", "unknown")
    assert visitor.asks in ("timeline", "budget", "authority", "company_size")
