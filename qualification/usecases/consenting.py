"""What a person agrees to, kept with the exact text that was shown."""

from __future__ import annotations

from dataclasses import replace

from qualification.facts import Act
from qualification.storage import leads
from qualification.usecases.turn import Turn


def agree(turn: Turn, *, tracking: bool | None = None, marketing: bool | None = None) -> None:
    """Records what is agreed or taken back; None leaves that part as it is. Withdrawing tracking deletes what was recorded."""
    lead, site = turn.lead, turn.site
    before = lead.consent
    after = replace(
        before,
        tracking=before.tracking if tracking is None else tracking,
        marketing=before.marketing if marketing is None else marketing,
        at=turn.now,
        text_version=site.consent_version,
    )
    turn.lead = replace(lead, consent=after)
    turn.note("consent", None, [before.tracking, before.marketing], [after.tracking, after.marketing], site.consent_version, "visitor")
    turn.write(lambda connection: leads.note_consent(connection, lead.id, after, site.consent_text[lead.language], lead.language))
    if not after.tracking:
        turn.acts = ()
        turn.write(lambda connection: leads.forget_acts(connection, lead.id))
    turn.assess()


def behave(turn: Turn, act: Act) -> bool:
    """Records what was done on the site, with consent only; False when there is none."""
    if not turn.lead.consent.tracking:
        return False
    turn.acts = (*turn.acts, act)
    turn.write(lambda connection: leads.note_act(connection, turn.lead.id, act))
    turn.assess()
    return True
