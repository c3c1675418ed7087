"""An effect of kind mail -> the letter: in the reader's language, as text and HTML, with the invitation it carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import Connection

from qualification.bant import Language
from qualification.brief import to_ask
from qualification.explaining import sentence
from qualification.lead import Lead
from qualification.outbox.courier import NothingToDo
from qualification.outbox.invitation import Reader, invitation
from qualification.saying_when import in_full
from qualification.site import CONTACT, Rep, Site
from qualification.storage import calendar, leads
from qualification.storage.calendar import Meeting
from qualification.storage.outbox import Effect, message_id_of
from qualification.typography import french_spaces

SignIn = Callable[[str], str]
"""Makes the token of a link by which the rep of that id signs in."""

_FOLDER = Path(__file__).parent / "letters"
_TEXTS = Environment(loader=FileSystemLoader(_FOLDER), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
_PAGES = Environment(loader=FileSystemLoader(_FOLDER), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=True)
_INVITES = frozenset({"meeting_booked", "meeting_moved", "meeting_cancelled", "meeting_passed_on", "meeting_erased"})
"""Letters that put the meeting into the reader's calendar, change it there or take it out."""


@dataclass(frozen=True)
class _Facts:
    """What a letter is about, and to whom it goes."""

    letter: str
    to: str
    language: Language
    base_url: str
    lead: Lead | None = None
    meeting: Meeting | None = None
    rep: Rep | None = None

    @property
    def is_to_rep(self) -> bool:
        return self.letter.endswith("_rep")


def letter_of(effect: Effect, connection: Connection, site: Site, now: datetime, sign_in: SignIn | None = None) -> EmailMessage:
    """The letter that an effect stands for. Raises NothingToDo when there is nothing to be said any more."""
    payload = effect.payload
    if effect.lead_id is None:
        facts = _about_nobody(payload, site)
    else:
        stored = leads.find(connection, effect.lead_id)
        if stored is None:
            raise NothingToDo(effect.key)
        meeting = calendar.find(connection, payload["meeting"]) if "meeting" in payload else None
        _still_to_be_said(effect, meeting, now)
        facts = _about_lead(payload, stored.lead, meeting, site)
    if not facts.to:
        raise NothingToDo(effect.key)
    return _written(effect, facts, site, now, sign_in)


def _still_to_be_said(effect: Effect, meeting: Meeting | None, now: datetime) -> None:
    """Raises NothingToDo when the meeting is gone, changed since, or a reminder of it comes too late."""
    if "meeting" not in effect.payload:
        return
    # A letter that a later change has overtaken would say what is no longer so; the later one is on its way.
    if meeting is None or meeting.sequence > effect.payload.get("sequence", meeting.sequence):
        raise NothingToDo(effect.key)
    if "reminder" in effect.payload["letter"] and (meeting.status != "booked" or now >= meeting.start):
        raise NothingToDo(effect.key)


def _about_lead(payload: Mapping[str, Any], lead: Lead, meeting: Meeting | None, site: Site) -> _Facts:
    letter, base_url = str(payload["letter"]), str(payload.get("base_url", ""))
    if meeting is None:
        return _Facts(letter, lead.email or "", lead.language, base_url, lead)
    if "rep" in payload:
        # Of a meeting that is somebody else's now: as this rep knew it.
        start, end = (datetime.fromisoformat(payload[name]) for name in ("start", "end"))
        meeting = replace(meeting, rep=payload["rep"], start=start, end=end, status="cancelled")
    rep = site.rep(meeting.rep)
    if letter.endswith("_rep"):
        return _Facts(letter, rep.email, rep.languages[0], base_url, lead, meeting, rep)
    return _Facts(letter, lead.email or "", lead.language, base_url, lead, meeting, rep)


def _about_nobody(payload: Mapping[str, Any], site: Site) -> _Facts:
    """A letter to a rep that names no lead: a link to sign in, or that somebody was erased who had a meeting."""
    if "rep" not in payload:
        raise NothingToDo(str(payload.get("letter")))
    rep = site.rep(str(payload["rep"]))
    meeting = None
    if "start" in payload:
        start, end = (datetime.fromisoformat(payload[name]) for name in ("start", "end"))
        meeting = Meeting(payload["was"], "", rep.id, start, end, rep.timezone, "cancelled", payload["sequence"], "", None, start, start)
    return _Facts(str(payload["letter"]), rep.email, rep.languages[0], str(payload.get("base_url", "")), None, meeting, rep)


def _words(effect: Effect, facts: _Facts, site: Site, sign_in: SignIn | None) -> dict[str, Any]:
    lead, meeting = facts.lead, facts.meeting
    words: dict[str, Any] = {
        "language": facts.language,
        "site": site,
        "base_url": facts.base_url,
        "lead": lead,
        "meeting": meeting,
        "rep": facts.rep,
        "by": effect.payload.get("by", "visitor"),
        "who": (lead.name or lead.email or lead.phone or lead.id) if lead else "",
        "topic": None,
        "sentence": sentence,
        "to_ask": to_ask(lead) if lead else (),
    }
    if lead and lead.need.value and (topic := site.topic(lead.need.value.topic)):
        words["topic"] = topic.name[facts.language]
    if meeting and facts.rep:
        zone = facts.rep.timezone if facts.is_to_rep else meeting.timezone
        words["when"] = in_full(meeting.start, ZoneInfo(zone), facts.language)
        words["manage_url"] = f"{facts.base_url}/meetings/{meeting.secret}"
        kind = site.meetings.kind_of(meeting.slot.minutes)
        words["kind"] = kind.name[facts.language] if kind else None
        words["minutes"] = round(meeting.slot.minutes)
    if facts.letter == "erase_all_visitor":
        words["link"] = f"{facts.base_url}/privacy/{effect.key}"
    if facts.letter == "sign_in_rep":
        if sign_in is None or facts.rep is None:
            raise NothingToDo(facts.letter)
        words["link"] = f"{facts.base_url}/workspace/sign-in/{sign_in(facts.rep.id)}"
    return words


def _written(effect: Effect, facts: _Facts, site: Site, now: datetime, sign_in: SignIn | None) -> EmailMessage:
    words = _words(effect, facts, site, sign_in)
    text = _TEXTS.get_template(f"{facts.language}/{facts.letter}.txt").render(**words)
    subject, _, body = text.partition("\n")
    typeset = french_spaces if facts.language == "fr" else str
    body = typeset(body.strip())
    message = EmailMessage()
    message["Subject"] = typeset(" ".join(subject.split()))
    # Who invites and who writes has to be the same, or programs warn of it.
    contact = site.facts[CONTACT][facts.lead.language if facts.lead else facts.language]
    message["From"] = Address(site.company, addr_spec=contact)
    message["To"] = facts.to
    message["Date"] = format_datetime(now)
    # The same effect has the same id, however often it is sent: the far side drops the second.
    message["Message-ID"] = f"<{message_id_of(effect.key)}@vestibule>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body + "\n")
    html = _PAGES.get_template("layout.html").render(
        blocks=list(blocks(body)), language=facts.language, company=site.company, subject=message["Subject"]
    )
    message.add_alternative(html, subtype="html")
    if facts.meeting and facts.rep and facts.letter.rpartition("_")[0] in _INVITES:
        _invite(message, facts, facts.meeting, facts.rep, site)
    return message


def _invite(message: EmailMessage, facts: _Facts, meeting: Meeting, rep: Rep, site: Site) -> None:
    """Puts the invitation or its cancellation into the letter: as a part that programs act on, and as a file for those that do not."""
    if facts.is_to_rep and rep.calendar is not None:
        # The meeting is written into that calendar itself; a second one would stand beside it.
        return
    reader: Reader = "rep" if facts.is_to_rep else "visitor"
    method, file = invitation(meeting, facts.lead, site, facts.base_url, reader, facts.language)
    message.add_alternative(file.decode(), subtype="calendar", params={"method": method})
    message.add_attachment(file, maintype="application", subtype="ics", filename="invite.ics")


@dataclass(frozen=True)
class Block:
    """A paragraph or a list of a letter, by its lines."""

    is_list: bool
    lines: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    """The paragraphs and lists of a text: lines that begin with a dash are a list, empty lines part paragraphs."""
    for part in text.split("\n\n"):
        lines = [line for line in part.splitlines() if line.strip()]
        gathered: list[str] = []
        is_list = False
        for line in lines:
            if line.startswith("- ") != is_list and gathered:
                yield Block(is_list, tuple(gathered))
                gathered = []
            is_list = line.startswith("- ")
            gathered.append(line.removeprefix("- "))
        if gathered:
            yield Block(is_list, tuple(gathered))
