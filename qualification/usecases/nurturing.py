"""Content for leads that are not mature: sent when asked for, to the address that was given for it."""

from __future__ import annotations

from qualification.storage.outbox import Effect
from qualification.usecases.turn import Turn


def want_content(turn: Turn) -> bool:
    """A document was asked for. True when it is on its way, False while an address is missing."""
    turn.lead = turn.lead.interviewed(wants_content=True, misunderstood=0)
    turn.assess()
    return send_content(turn)


def send_content(turn: Turn) -> bool:
    """Sends the document that was asked for, once; False when none was or there is no address."""
    lead = turn.lead
    if not lead.interview.wants_content or lead.email is None or lead.interview.content_sent:
        return False
    turn.send(Effect(key=f"{lead.id}/content", kind="mail", payload={"letter": "content", "base_url": turn.base_url}, lead_id=lead.id))
    turn.lead = lead.interviewed(content_sent=True)
    return True
