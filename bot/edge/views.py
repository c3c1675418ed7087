"""Leads, messages and history as the contract shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from qualification.bant import Language
from qualification.explaining import sentence
from qualification.history import Change
from qualification.lead import Lead, Reason, SetBack, Source
from qualification.opinion import Opinion
from qualification.site import Site
from qualification.storage.calendar import Meeting
from qualification.storage.conversations import Message
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


def _source(source: Source) -> dict[str, Any]:
    """Where a lead came from; the supplier and the price only of one that was brought."""
    brought = {"supplier": source.supplier, "cost": number(source.cost)}
    return {**vars(source), **brought} if any(brought.values()) else {name: value for name, value in vars(source).items() if name not in brought}


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
            "reasons": [reason_view(one, lead.score.rules_version, tongue) for one in lead.score.reasons],
        },
        "consent": consent_view(lead),
        "source": _source(lead.source),
        "merged_into": lead.merged_into,
        "stands_for": list(lead.stands_for),
        "set_back": set_back_view(lead.set_back) if lead.set_back else None,
        "meetings": [document(meeting, site, base_url) for meeting in meetings],
    }


def set_back_view(back: SetBack) -> dict[str, Any]:
    return {"by": back.by, "reason": back.reason, "at": instant(back.at), "who": back.who, "until": instant(back.until)}


def reason_view(reason: Reason, rules_version: str, language: Language) -> dict[str, Any]:
    """A reason in one sentence, and what stands behind it."""
    return {
        "rule": reason.rule,
        "points": number(reason.points),
        "because": sentence(reason, language),
        "rules_version": rules_version,
        "words": reason.words,
        "act": reason.act,
        "at": instant(reason.at),
    }


def opinion_view(opinion: Opinion, probability: float, weighed: Mapping[str, float]) -> dict[str, Any]:
    """The second opinion: how probable it is that sales accepts, how well that is known, and the facts that weighed most."""
    return {
        "probability": round(probability, 3),
        "weighed": [{"fact": name, "weight": round(weight, 2)} for name, weight in list(weighed.items())[:5] if weight],
        "fitted_at": instant(opinion.fitted_at),
        "leads": opinion.quality.leads,
        "auc": round(opinion.quality.auc, 3),
        "brier": round(opinion.quality.brier, 3),
    }


def consent_view(lead: Lead) -> dict[str, Any]:
    consent = lead.consent
    return {"tracking": consent.tracking, "marketing": consent.marketing, "at": instant(consent.at), "text_version": consent.text_version}


def change_view(change: Change) -> Mapping[str, Any]:
    return {**vars(change), "at": instant(change.at)}
