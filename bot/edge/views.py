"""Leads, messages and history as the contract shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from qualification.bant import Language
from qualification.lead import Lead
from qualification.site import Site
from qualification.storage.calendar import Meeting
from qualification.storage.conversations import Message
from qualification.storage.leads import Change
from qualification.usecases.informing import document


def instant(moment: datetime | None) -> str | None:
    """RFC 3339 in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def number(value: Decimal | int | None) -> int | float | None:
    """A JSON number, whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def message_view(message: Message, meetings: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Any]:
    """A message; a meeting in it as `meetings` know it now, by id, where it was moved or cancelled since it was said."""
    meeting = (meetings or {}).get(message.meeting["id"], message.meeting) if message.meeting else None
    return {
        "id": message.id,
        "from": message.sender,
        "text": message.text,
        "at": instant(message.at),
        "language": message.language,
        "asks": message.asks,
        "choices": [{"id": choice.id, "label": choice.label} for choice in message.choices],
        "meeting": meeting,
    }


def lead_view(lead: Lead, meetings: Iterable[Meeting], site: Site, base_url: str, language: Language | None = None) -> dict[str, Any]:
    """A lead; reasons are told in `language`, else in the lead's own."""
    size, budget, authority, need, timeline = lead.size.value, lead.budget.value, lead.authority.value, lead.need.value, lead.timeline.value
    tongue = language or lead.language
    return {
        "id": lead.id,
        "language": lead.language,
        "stage": lead.stage,
        "highest_stage": lead.highest_stage,
        "disqualified_because": lead.disqualified_because,
        "created_at": instant(lead.created_at),
        "updated_at": instant(lead.updated_at),
        "contact": {"name": lead.name, "email": lead.email, "phone": lead.phone, "job_title": lead.job_title},
        "company": {
            "name": lead.company,
            "size": {"min": size.low if size else None, "max": size.high if size else None},
            "sector": lead.sector,
            "website": lead.website,
        },
        "budget": {
            "state": lead.budget.state,
            "min": number(budget.low) if budget else None,
            "max": number(budget.high) if budget else None,
            "currency": budget.currency if budget else None,
            "period": budget.period if budget else None,
            "text": lead.budget.text,
        },
        "authority": {"state": lead.authority.state, "role": authority.role if authority else None, "text": lead.authority.text},
        "need": {"state": lead.need.state, "topic": need.topic if need else None, "text": lead.need.text},
        "timeline": {
            "state": lead.timeline.state,
            "horizon": timeline.horizon if timeline else None,
            "by": timeline.by.isoformat() if timeline and timeline.by else None,
            "text": lead.timeline.text,
        },
        "score": {
            "total": lead.score.total,
            "fit": lead.score.fit,
            "interest": lead.score.interest,
            "bant": lead.score.bant,
            "reasons": [{"rule": one.rule, "points": number(one.points), "because": one.because[tongue]} for one in lead.score.reasons],
        },
        "consent": consent_view(lead),
        "source": dict(vars(lead.source)),
        "meetings": [document(meeting, site, base_url) for meeting in meetings],
    }


def consent_view(lead: Lead) -> dict[str, Any]:
    consent = lead.consent
    return {"tracking": consent.tracking, "marketing": consent.marketing, "at": instant(consent.at), "text_version": consent.text_version}


def change_view(change: Change) -> Mapping[str, Any]:
    return {**vars(change), "at": instant(change.at)}
