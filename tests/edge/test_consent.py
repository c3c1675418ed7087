"""What a person agrees to, and what is recorded with it (contract: consent and events)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from qualification.storage import leads
from qualification.storage.database import Database
from tests.edge.cast import assert_problem
from tests.house import Answer, RunningHouse, Visitor


def consent(visitor: Visitor, tracking: Any, marketing: Any) -> Answer:
    return visitor.house.call("POST", "/chat/consent", {"tracking": tracking, "marketing": marketing}, token=visitor.token)


def behave(visitor: Visitor, **event: Any) -> Answer:
    return visitor.house.call("POST", "/chat/events", event, token=visitor.token)


def recorded(visitor: Visitor) -> list[str]:
    """What the house remembers of the visitor's behaviour."""
    database = Database(f"sqlite:///{visitor.house.data / 'vestibule.db'}")
    with database.reading() as connection:
        acts = leads.acts(connection, visitor.id)
    database.close()
    return [act.type for act in acts]


def test_consent_goes_there_and_back_with_the_time_and_the_version_of_the_text(visitor: Visitor) -> None:
    assert visitor.lead()["consent"] == {"tracking": False, "marketing": False, "at": None, "text_version": None}
    agreed = consent(visitor, True, False)
    assert agreed.status == 200
    assert (agreed.json["tracking"], agreed.json["marketing"]) == (True, False)
    assert agreed.json["text_version"]
    age = datetime.now(UTC) - datetime.fromisoformat(agreed.json["at"])
    assert timedelta(seconds=-2) < age < timedelta(seconds=60)
    assert visitor.lead()["consent"] == agreed.json
    assert consent(visitor, False, True).json["marketing"] is True
    assert visitor.lead()["consent"]["tracking"] is False


def test_behaviour_is_recorded_with_consent_only(visitor: Visitor) -> None:
    assert behave(visitor, type="page_view", page="https://example.com/prix", seconds=40).status == 204
    assert recorded(visitor) == []
    consent(visitor, True, False)
    assert behave(visitor, type="page_view", page="https://example.com/prix", seconds=40.5).status == 204
    assert behave(visitor, type="download").status == 204
    assert recorded(visitor) == ["page_view", "download"]


def test_marketing_consent_alone_records_nothing(visitor: Visitor) -> None:
    consent(visitor, False, True)
    assert behave(visitor, type="page_view").status == 204
    assert recorded(visitor) == []


def test_withdrawing_deletes_what_was_recorded(visitor: Visitor) -> None:
    consent(visitor, True, False)
    before = visitor.lead()["score"]["interest"]
    for _ in range(4):
        behave(visitor, type="page_view", page="https://example.com/fr/tarifs.html", seconds=60)
    assert visitor.lead()["score"]["interest"] >= before
    consent(visitor, False, False)
    assert recorded(visitor) == []
    assert visitor.lead()["score"]["interest"] == before
    consent(visitor, True, False)
    assert recorded(visitor) == []


@pytest.mark.parametrize(
    ("field", "event"),
    [
        ("type", {}),
        ("type", {"type": ""}),
        ("type", {"type": None}),
        ("type", {"type": 1}),
        ("type", {"type": "Page View"}),
        ("type", {"type": "page_view\n"}),
        ("type", {"type": "a" * 33}),
        ("page", {"type": "page_view", "page": "/prix"}),
        ("page", {"type": "page_view", "page": "javascript:alert(1)"}),
        ("seconds", {"type": "page_view", "seconds": -1}),
        ("seconds", {"type": "page_view", "seconds": "5"}),
        ("seconds", {"type": "page_view", "seconds": True}),
        ("seconds", {"type": "page_view", "seconds": 86_401}),
        ("seconds", {"type": "page_view", "seconds": 10**400}),
        ("lead", {"type": "page_view", "lead": "x"}),
    ],
)
def test_a_wrong_value_or_an_unknown_field_of_an_event_is_named(visitor: Visitor, field: str, event: dict[str, Any]) -> None:
    consent(visitor, True, False)
    assert_problem(behave(visitor, **event), 422, field)
    assert recorded(visitor) == []


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("marketing", {"tracking": True}),
        ("tracking", {"tracking": "true", "marketing": False}),
        ("tracking", {"tracking": 1, "marketing": False}),
        ("tracking", {"tracking": None, "marketing": False}),
        ("at", {"tracking": True, "marketing": True, "at": "2020-01-01T00:00:00Z"}),
        ("text_version", {"tracking": True, "marketing": True, "text_version": "0"}),
    ],
)
def test_a_wrong_value_or_an_unknown_field_of_consent_is_named(house: RunningHouse, visitor: Visitor, field: str, body: dict[str, Any]) -> None:
    assert_problem(house.call("POST", "/chat/consent", body, token=visitor.token), 422, field)
    assert visitor.lead()["consent"]["at"] is None
