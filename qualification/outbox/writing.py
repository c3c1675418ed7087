"""An effect of kind mail -> the letter: in the reader's language, with the invitation it carries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime as in_words
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import Connection

from qualification.bant import Language
from qualification.explaining import sentence
from qualification.lead import Lead
from qualification.outbox.invitation import calendar_file
from qualification.site import CONTACT, Site
from qualification.storage import calendar, leads
from qualification.storage.calendar import Meeting
from qualification.storage.outbox import Effect
from qualification.typography import french_spaces

_LETTERS = Environment(loader=FileSystemLoader(Path(__file__).parent / "letters"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
_LOCALE: Mapping[Language, str] = {"fr": "fr_FR", "en": "en_GB"}


class NothingToSend(Exception):
    """The fact that the letter was about is gone: an erased lead, say."""


def _pattern(local: datetime, language: Language) -> str:
    """How a moment is told, as a pattern of the CLDR: "mardi 1er décembre 2026 à 10 h (…)", "Tuesday 1 December 2026 at 10:00 (…)"."""
    if language == "en":
        return "EEEE d MMMM y 'at' HH:mm (zzzz)"
    day, clock = "d'er'" if local.day == 1 else "d", "H 'h' mm" if local.minute else "H 'h'"
    return f"EEEE {day} MMMM y 'à' {clock} (zzzz)"


def _when(moment: datetime, zone: str, language: Language) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    return str(in_words(local, _pattern(local, language), locale=_LOCALE[language], tzinfo=ZoneInfo(zone)))


def letter_of(effect: Effect, connection: Connection, site: Site, now: datetime) -> EmailMessage:
    """The letter that an effect stands for. Raises NothingToSend."""
    stored = leads.find(connection, effect.lead_id or "")
    if stored is None:
        raise NothingToSend(effect.key)
    payload: Mapping[str, Any] = effect.payload
    meeting = calendar.find(connection, payload["meeting"]) if "meeting" in payload else None
    # A letter that a later change has overtaken would say what is no longer so; the later one is on its way.
    overtaken = meeting is not None and meeting.sequence > payload.get("sequence", meeting.sequence)
    if ("meeting" in payload and meeting is None) or overtaken:
        raise NothingToSend(effect.key)
    letter, lead = str(payload["letter"]), stored.lead
    to_rep = letter.endswith("_rep")
    language: Language = site.rep(meeting.rep).languages[0] if to_rep and meeting else lead.language
    who = lead.name or lead.email or lead.phone or lead.id
    words = {"lead": lead, "who": who, "site": site, "sentence": sentence, "meeting": meeting, "base_url": payload.get("base_url", "")}
    if meeting:
        rep = site.rep(meeting.rep)
        zone = rep.timezone if to_rep else meeting.timezone
        words |= {"rep": rep, "when": _when(meeting.start, zone, language), "manage_url": f"{payload.get('base_url', '')}/meetings/{meeting.secret}"}
    if lead.need.value and (topic := site.topic(lead.need.value.topic)):
        words["topic"] = topic.name[language]
    text = _LETTERS.get_template(f"{language}/{letter}.txt").render(topic=words.pop("topic", None), language=language, **words)
    subject, _, body = text.partition("\n")
    typeset = french_spaces if language == "fr" else str
    message = EmailMessage()
    message["Subject"] = typeset(" ".join(subject.split()))
    message["From"] = Address(site.company, addr_spec=site.facts[CONTACT][language])
    message["To"] = site.rep(meeting.rep).email if to_rep and meeting else (lead.email or "")
    message["Date"] = format_datetime(now)
    # The same effect has the same id, however often it is sent: the far side drops the second.
    message["Message-ID"] = f"<{effect.key.replace('/', '.')}@vestibule>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(typeset(body.strip()) + "\n")
    if not message["To"]:
        raise NothingToSend(effect.key)
    if meeting:
        _invite(message, meeting, lead, site, str(payload.get("base_url", "")))
    return message


def _invite(message: EmailMessage, meeting: Meeting, lead: Lead, site: Site, base_url: str) -> None:
    method = "CANCEL" if meeting.status == "cancelled" else "REQUEST"
    file = calendar_file(meeting, lead, site, base_url, "CANCEL" if method == "CANCEL" else "REQUEST")
    message.add_alternative(file.decode(), subtype="calendar", params={"method": method})
