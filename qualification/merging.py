"""One person, several leads: who is the same, and what the person has of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from qualification.history import Change
from qualification.identity import folded_email
from qualification.lead import ANSWERED, Consent, Interview, Lead, answer_to
from qualification.retelling import with_fact
from qualification.stages import higher

_TOLD = ("need", "timeline", "authority", "budget", "company_size", "name", "email", "phone", "job_title", "company", "website", "sector")


def is_same_person(one: Lead, other: Lead) -> bool:
    """Whether two leads are one person: the same address; or the same phone, unless their addresses differ (a switchboard is no person).

    Of a lead that was merged only its address tells; its phone number is its person's to compare.
    """
    if one.email and other.email:
        return folded_email(one.email) == folded_email(other.email)
    return one.phone is not None and one.phone == other.phone and not (one.merged_into or other.merged_into)


def person_of(lead: Lead, id: str) -> Lead:
    """The person that a lead turned out to be, as yet with all that this lead has, and no talk of its own."""
    wishes = Interview(wants_meeting=lead.interview.wants_meeting, wants_content=lead.interview.wants_content)
    return replace(lead, id=id, interview=wishes, stands_for=(lead.id,), merged_into=None)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def kept_fact(lead: Lead, name: str) -> Any:
    """A fact as the history keeps it; None for one that is not known."""
    if name in ("wants_meeting", "wants_content"):
        return getattr(lead.interview, name)
    if name not in ANSWERED:
        return getattr(lead, name, None)
    answer = answer_to(lead, name)
    if answer.value is None:
        return "declined" if answer.state == "declined" else None
    return {field: _plain(value) for field, value in asdict(answer.value).items()}


def _told_when(lead: Lead, name: str) -> datetime:
    return lead.told_at.get(name, lead.updated_at)


def facts_told(lead: Lead) -> list[Change]:
    """Everything that is known of a lead, as lines of a history, oldest first. What was only declined says nothing about the person."""
    lines = []
    for name in _TOLD:
        kept = kept_fact(lead, name)
        if kept is None or kept == "declined":
            continue
        words = answer_to(lead, name).text if name in ANSWERED else None
        lines.append(Change(_told_when(lead, name), "fact", name, None, kept, words or "", "visitor"))
    return sorted(lines, key=lambda line: line.at)


def _consent_of(consents: Sequence[Consent]) -> Consent:
    """What a person agreed to: only what all of its leads that were asked agreed to, never more."""
    asked = [one for one in consents if one.at is not None]
    if not asked:
        return Consent()
    latest = max(asked, key=lambda one: one.at.timestamp() if one.at else 0.0)
    undecided = len(asked) < len(consents)
    return Consent(all(one.tracking for one in asked) and not undecided, all(one.marketing for one in asked), latest.at, latest.text_version)


def taken_over(person: Lead, lead: Lead, consents: Sequence[Consent]) -> Lead:
    """The person after one of its leads had something new: its language and zone, and what both together agreed to."""
    return replace(
        person,
        language=lead.language,
        timezone=lead.timezone or person.timezone,
        disqualified_because=lead.disqualified_because,
        created_at=min(person.created_at, lead.created_at),
        consent=_consent_of(consents),
        highest_stage=higher(person.highest_stage, lead.highest_stage),
    )


def made_anew(person: Lead, talks: Sequence[Lead], consents: Sequence[Consent]) -> Lead:
    """The person by these of its leads alone, oldest first, as if no other had ever been: what sales decided of it stays."""
    told = person_of(talks[0], person.id)
    for line in sorted([line for talk in talks for line in facts_told(talk)], key=lambda line: line.at):
        told = with_fact(told, line.name or "", line.after, line.because, line.at)
    for talk in talks:
        told = taken_over(told, talk, consents)
    return replace(
        told,
        stands_for=tuple(talk.id for talk in talks),
        stage=person.stage,
        highest_stage=person.highest_stage,
        set_back=person.set_back,
        score=person.score,
        updated_at=person.updated_at,
    )
