"""The people of the tests. Each is as they stand before the test begins; `replace` makes a variant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from qualification.bant import Authority, Budget, Need, Size, Timeline
from qualification.booking import Slot
from qualification.lead import Answer, Lead, Source
from qualification.reading.hearing import Heard
from qualification.reading.utterance import Reading
from qualification.storage.calendar import Meeting
from tests.conftest import NOW

NORA = Lead(id="nora", created_at=NOW, updated_at=NOW, language="fr", timezone="Europe/Paris")
"""Has just come to the site and said nothing yet."""

CLAIRE = replace(
    NORA,
    id="claire",
    name="Claire Morel",
    email="claire.morel@fournil.example",
    phone="+33612345678",
    job_title="gérante",
    company="Le Fournil",
    size=Answer("answered", Size(45, 45), "nous sommes 45"),
    budget=Answer("answered", Budget(Decimal(10000), Decimal(10000), "EUR", "year"), "10 000 € par an"),
    authority=Answer("answered", Authority("decision_maker"), "c'est moi qui décide"),
    need=Answer("answered", Need("invoicing"), "faire nos factures"),
    timeline=Answer("answered", Timeline("quarter", date(2027, 1, 31)), "avant fin janvier"),
    source=Source(utm_source="salon", landing_page="https://calepin.example/fr/"),
)
"""Runs a bakery in France, has told everything, and is ready for sales."""

TOM = replace(
    NORA,
    id="tom",
    language="en",
    timezone="Europe/London",
    authority=Answer("answered", Authority("influencer"), "I recommend, my boss signs"),
    budget=Answer("declined"),
    need=Answer("answered", Need("crm"), "keep track of our customers"),
    timeline=Answer("answered", Timeline("now", date(2026, 12, 15)), "by mid-December"),
)
"""Recommends to his boss, in English, and keeps the budget to himself; nobody knows yet how to reach him."""

PAUL = replace(NORA, id="paul", name="Paul", email="paul@orange.fr", authority=Answer("answered", Authority("user"), "je l'utiliserai, c'est tout"))
"""Would use it, has no say, and writes from a free address."""

MONDAY_AT_TEN = Slot(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), datetime(2026, 11, 23, 9, 30, tzinfo=UTC), "camille")
"""Ten o'clock in Paris, the day after NOW."""
MONDAY_AT_ELEVEN = Slot(datetime(2026, 11, 23, 10, 0, tzinfo=UTC), datetime(2026, 11, 23, 10, 30, tzinfo=UTC), "camille")


def meeting_of(lead: Lead, slot: Slot = MONDAY_AT_TEN, **changes: Any) -> Meeting:
    """A time held by a lead for a quarter of an hour from NOW on."""
    held = Meeting(
        id=f"meeting-of-{lead.id}",
        lead_id=lead.id,
        rep=slot.rep,
        start=slot.start,
        end=slot.end,
        timezone="Europe/Paris",
        status="held",
        sequence=0,
        secret=f"secret-of-{lead.id}",
        expires_at=NOW + timedelta(minutes=15),
        created_at=NOW,
        updated_at=NOW,
    )
    return replace(held, **changes)


def heard(
    *, corrects: bool = False, period: Any = None, currency: str | None = None, refused: Any = None, declined: Any = frozenset(), **facts: Any
) -> Heard:
    """What the reader hears when each fact is said in the words of its name."""
    readings = {attribute: Reading(value, f"words on {attribute}", 0, 1) for attribute, value in facts.items()}
    return Heard(facts=readings, refused=refused or {}, period=period, corrects=corrects, currency=currency, declined=declined)  # type: ignore[arg-type]
