"""The private API (contract: Private API): filters, pages of leads, and every wrong parameter named."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest

from tests.edge.cast import assert_problem, book, bring_to
from tests.house import RunningHouse


def leads(house: RunningHouse, **query: str) -> list[str]:
    """The ids of the leads that fit, over all pages."""
    found, cursor = [], ""
    while True:
        asked = "&".join(f"{name}={quote(value)}" for name, value in {**query, "cursor": cursor}.items())
        answer = house.private("GET", f"/api/leads?{asked}")
        assert answer.status == 200, answer.body
        found += [lead["id"] for lead in answer.json["leads"]]
        cursor = answer.json["next"] or ""
        if not cursor:
            return found


def test_leads_come_newest_first_in_pages_that_leave_nobody_out_and_nobody_twice(house: RunningHouse) -> None:
    source = f"letter-{uuid4()}"
    made = [house.visitor("fr", utm={"source": source}).id for _ in range(7)]
    assert leads(house, source=source, limit="2") == made[::-1]
    assert leads(house, source=source, limit="7") == made[::-1]
    assert leads(house, source=source, limit="200") == made[::-1]


def test_a_lead_that_comes_while_pages_are_read_moves_nobody(house: RunningHouse) -> None:
    source = f"letter-{uuid4()}"
    made = [house.visitor("fr", utm={"source": source}).id for _ in range(4)]
    first = house.private("GET", f"/api/leads?source={source}&limit=2").json
    house.visitor("fr", utm={"source": source})
    second = house.private("GET", f"/api/leads?source={source}&limit=2&cursor={first['next']}").json
    assert [lead["id"] for lead in first["leads"] + second["leads"]] == made[::-1]
    assert second["next"] is None


def test_leads_are_found_by_stage_source_and_words(house: RunningHouse) -> None:
    source = f"salon-{uuid4()}"
    quiet, ready = house.visitor("fr", utm={"source": source}), house.visitor("fr", utm={"source": source})
    book(ready)
    assert leads(house, source=source, stage="visitor") == [quiet.id]
    assert leads(house, source=source, stage="sql") == [ready.id]
    assert leads(house, source=source, q="CLAIRE.martin@example") == [ready.id]
    assert leads(house, source=source, q="%") == []
    assert leads(house, source=source, q="_laire") == []
    assert leads(house, source=source, stage="customer") == []
    assert set(leads(house, source=source, stage="", q="")) == {quiet.id, ready.id}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("limit=0", "limit"),
        ("limit=-1", "limit"),
        ("limit=201", "limit"),
        ("limit=1.5", "limit"),
        ("limit=ten", "limit"),
        ("limit=%C2%B2", "limit"),
        ("limit=%EF%BC%91", "limit"),
        ("limit=000000012345", "limit"),
        ("limit=" + "9" * 5000, "limit"),
        ("limit=1&limit=2", "limit"),
        ("stage=SQL", "stage"),
        ("stage=lead", "stage"),
        ("stage=sql&stage=mql", "stage"),
        ("q=%00", "q"),
        ("source=%00", "source"),
        ("cursor=x", "cursor"),
        ("cursor=%C3%A9", "cursor"),
        ("offset=1", "offset"),
        ("Limit=1", "Limit"),
        ("language=de", "language"),
        ("%00=1", "known"),
    ],
)
def test_a_wrong_parameter_of_leads_is_named(house: RunningHouse, query: str, named: str) -> None:
    assert_problem(house.private("GET", f"/api/leads?{query}"), 422, named)


def test_a_cursor_that_was_not_given_out_is_refused(house: RunningHouse) -> None:
    day = "2026-01-01T00:00:00+00:00"
    made_up = ["[" * 5000, '["0001-01-01T00:00:00+14:00","x"]', f'["{day}","\\ud800"]', f'["{day}","\\u0000"]', f'["{day}"]', "{}", "[1,2]"]
    for text in made_up:
        assert_problem(house.private("GET", f"/api/leads?cursor={base64.urlsafe_b64encode(text.encode()).decode()}"), 422, "cursor")
    house.visitor(), house.visitor()
    cursor = house.private("GET", "/api/leads?limit=1").json["next"]
    assert house.private("GET", f"/api/leads?cursor={cursor}").status == 200
    assert_problem(house.private("GET", f"/api/leads?cursor={cursor[:-1]}"), 422, "cursor")


@pytest.mark.parametrize("words", ["'; DROP TABLE leads; --", "' OR '1'='1", "\\", "%25%25", "\ufdfa" * 300, "a" * 5000, "\u202e", "{name}"])
def test_searching_for_anything_finds_what_holds_it_and_breaks_nothing(house: RunningHouse, words: str) -> None:
    assert leads(house, q=words) == []


def test_a_lead_shows_every_field_of_the_contract(house: RunningHouse) -> None:
    visitor = house.visitor("fr")
    book(visitor)
    lead = visitor.lead()
    assert set(lead) >= {
        "id", "language", "stage", "disqualified_because", "created_at", "updated_at", "contact", "company", "budget", "authority", "need",
        "timeline", "score", "consent", "source", "meetings",
    }  # fmt: skip
    assert set(lead["contact"]) == {"name", "email", "phone", "job_title"}
    assert set(lead["company"]) == {"name", "size", "sector", "website"}
    assert set(lead["budget"]) == {"state", "min", "max", "currency", "period", "text"}
    assert set(lead["authority"]) == {"state", "role", "text"}
    assert set(lead["need"]) == {"state", "topic", "text"}
    assert set(lead["timeline"]) == {"state", "horizon", "by", "text"}
    assert set(lead["score"]) == {"total", "fit", "interest", "bant", "reasons"}
    assert all(set(reason) >= {"rule", "points", "because"} for reason in lead["score"]["reasons"])
    assert set(lead["source"]) >= {"kind", "utm_source", "utm_medium", "utm_campaign", "referrer", "landing_page"}
    assert (lead["budget"]["min"], lead["budget"]["max"], lead["budget"]["currency"], lead["budget"]["period"]) == (15000, 15000, "EUR", "year")
    for name in ("created_at", "updated_at"):
        assert datetime.fromisoformat(lead[name]).utcoffset() == timedelta(0)


def test_the_history_tells_every_change_of_stage_and_score_with_why(house: RunningHouse) -> None:
    visitor = bring_to(house.visitor("en"), "slot")
    history = house.private("GET", f"/api/leads/{visitor.id}/history").json["history"]
    stages = [one for one in history if one["kind"] == "stage"]
    assert stages[-1]["after"] == visitor.lead()["stage"]
    assert all(one["because"] and one["at"] and one["who"] for one in history)
    assert [one["after"] for one in history if one["kind"] == "score"][-1] == visitor.lead()["score"]["total"]


def test_meetings_are_found_by_time_and_rep(house: RunningHouse) -> None:
    visitor = house.visitor("fr")
    booked = book(visitor)
    start = datetime.fromisoformat(booked["start"])

    def found(**query: str) -> bool:
        answer = house.private("GET", "/api/meetings?" + "&".join(f"{name}={quote(value)}" for name, value in query.items()))
        assert answer.status == 200, answer.body
        return booked["id"] in [one["id"] for one in answer.json["meetings"]]

    assert found()
    assert found(rep=booked["rep"])
    assert not found(rep="Nobody")
    assert found(**{"from": booked["start"]})
    assert found(**{"from": booked["start"].replace("T", "t"), "to": ""})
    assert not found(to=booked["start"])
    assert found(to=(start + timedelta(seconds=1)).isoformat())
    assert found(**{"from": start.date().isoformat(), "to": (start.date() + timedelta(days=1)).isoformat()})
    assert not found(**{"from": (start.date() + timedelta(days=1)).isoformat()})
    assert house.private("GET", f"/api/meetings?from={booked['start']}").status == 200, "a plus sign that was not escaped"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("from=tomorrow", "from"),
        ("from=2026-13-01", "from"),
        ("to=2026-02-30", "to"),
        ("to=20260101", "to"),
        ("from=2026-W01-1", "from"),
        ("from=2026-01-01T24:00:00Z", "from"),
        ("from=2026-01-01T00:00:00%2B99:00", "from"),
        ("from=0001-01-01T00:00:00%2B14:00", "from"),
        ("to=9999-12-31T23:59:59-14:00", "to"),
        ("from=%D9%A2%D9%A0%D9%A2%D9%A6-01-01", "from"),
        ("from=2026-01-01&from=2026-01-02", "from"),
        ("rep=%00", "rep"),
        ("limit=1", "limit"),
    ],
)
def test_a_wrong_parameter_of_meetings_is_named(house: RunningHouse, query: str, named: str) -> None:
    assert_problem(house.private("GET", f"/api/meetings?{query}"), 422, named)


def test_an_unknown_parameter_is_refused_and_nothing_is_erased(house: RunningHouse) -> None:
    visitor = house.visitor("fr")
    for method, path in [("GET", "/conversation"), ("GET", "/history"), ("GET", ""), ("DELETE", "")]:
        assert_problem(house.private(method, f"/api/leads/{visitor.id}{path}?dry_run=1"), 422, "dry_run")
    assert visitor.lead()["id"] == visitor.id


def test_erasing_twice_finds_nobody_the_second_time(house: RunningHouse) -> None:
    visitor = house.visitor("fr")
    first = house.private("DELETE", f"/api/leads/{visitor.id}")
    assert (first.status, first.body) == (204, b"")
    assert_problem(house.private("DELETE", f"/api/leads/{visitor.id}"), 404)


def test_reasons_are_told_in_the_language_asked_for_in_a_sentence_with_what_is_behind_it(house: RunningHouse) -> None:
    visitor = bring_to(house.visitor("fr"), "slot")
    told = {}
    for language in ("fr", "en"):
        lead = house.private("GET", f"/api/leads/{visitor.id}?language={language}").json
        told[language] = {reason["rule"]: reason for reason in lead["score"]["reasons"]}
    assert told["fr"].keys() == told["en"].keys()
    assert told["fr"]["need_served"]["because"].startswith("Cherche ce que nous vendons («")
    assert told["en"]["need_served"]["because"].startswith("Looks for what we sell (“")
    reason = told["en"]["need_served"]
    assert reason["words"] in reason["because"]
    assert reason["at"]
    assert reason["rules_version"]
    assert house.private("GET", f"/api/leads/{visitor.id}?language=de").status == 422


def test_a_source_is_found_by_its_kind_and_by_its_name(house: RunningHouse) -> None:
    source = f"salon-{uuid4()}"
    visitor = house.visitor("fr", utm={"source": source})
    assert visitor.id in leads(house, source="website", limit="5")
    assert leads(house, source=source) == [visitor.id]


def test_who_comes_again_is_one_person_and_each_talk_shows_only_its_own(house: RunningHouse) -> None:
    address = f"lea.{uuid4()}@firm.example"
    first, again = house.visitor("fr"), house.visitor("fr")
    first.say("Bonjour, il nous faut un CRM, nous sommes 30")
    first.say(f"mon adresse est {address}")
    again.say(f"mon adresse est {address}")
    (person,) = leads(house, q=address)
    assert person not in (first.id, again.id)
    shown = house.private("GET", f"/api/leads/{person}").json
    assert (shown["need"]["topic"], shown["stands_for"]) == ("crm", [first.id, again.id])
    assert again.lead()["need"]["state"] == "unknown"
    assert again.lead()["merged_into"] == person
    said = [message["text"] for message in house.private("GET", f"/api/leads/{person}/conversation").json["messages"]]
    assert sum(address in text for text in said) >= 2
    own = house.call("GET", "/chat/messages", token=again.token).json["messages"]
    assert not any("CRM" in message["text"] for message in own if message["from"] == "visitor")
    assert house.private("DELETE", f"/api/leads/{person}").status == 204
    assert house.private("GET", f"/api/leads/{first.id}").status == 404
