"""What happens, told to other programs: an effect for each webhook that wants to hear of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from qualification.history import Change
from qualification.lead import Lead
from qualification.site import Site, WebhookEvent
from qualification.storage.outbox import Effect


def announced(site: Site, event: WebhookEvent, id: str, lead: Lead, now: datetime, data: Mapping[str, Any]) -> list[Effect]:
    """An effect for each webhook that wants such events. `id` names the event, and the far side drops doubles by it."""
    told = {"event": event, "id": id, "time": now.isoformat(), "data": {**_of(lead), **data}}
    return [
        Effect(key=f"{id}/{hook.id}", kind="webhook", payload={"hook": hook.id, **told}, lead_id=lead.id)
        for hook in site.webhooks
        if event in hook.events
    ]


def _of(lead: Lead) -> Mapping[str, Any]:
    """Who it is about: enough to find or make the person in another program, which asks the private API for more."""
    contact = {"name": lead.name, "email": lead.email, "phone": lead.phone, "company": lead.company}
    return {"lead": {"id": lead.id, "language": lead.language, "stage": lead.stage, "score": lead.score.total, **contact}}


def stages_announced(site: Site, lead: Lead, changes: Iterable[Change], now: datetime) -> list[Effect]:
    """What the changes of a turn mean to other programs: a visitor became a lead, or a lead's stage changed."""
    if not site.webhooks:
        return []
    found: list[Effect] = []
    for number, change in enumerate(one for one in changes if one.kind == "stage"):
        id = f"{lead.id}/{now.isoformat()}/{number}"
        if change.before == "visitor" and change.after != "disqualified":
            # Once in a life: who falls back and rises again is the same lead.
            found += announced(site, "lead.created", f"{lead.id}/created", lead, now, {})
        found += announced(
            site, "lead.stage_changed", f"{id}/stage", lead, now, {"from": change.before, "to": change.after, "because": change.because}
        )
    return found
