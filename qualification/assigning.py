"""Who meets a lead: the site's rules first, then whoever has had the fewest meetings lately."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from babel.core import get_global
from phonenumbers import NumberParseException, parse, region_code_for_number

from qualification.bant import Language
from qualification.booking import Slot
from qualification.lead import Lead
from qualification.site import Fits, Kind, Rep, Site

_NOWHERE = frozenset({"001", "ZZ"})
"""What stands for no country in particular: the world, and an unknown one."""


def country_of(lead: Lead) -> str | None:
    """The country (ISO 3166) a lead is in, by the phone number, else by the browser's time zone; None when neither tells."""
    if lead.phone:
        try:
            region = region_code_for_number(parse(lead.phone))
        except NumberParseException:
            region = None
        if region and region not in _NOWHERE:
            return str(region)
    found = get_global("zone_territories").get(lead.timezone or "")
    return str(found) if found and found not in _NOWHERE else None


def _size_fits(fits: Fits, lead: Lead) -> bool:
    if fits.size_from is None and fits.size_to is None:
        return True
    size = lead.size.value
    if size is None:
        return False
    low = size.low if size.low is not None else 0
    return (fits.size_from is None or (size.high or low) >= fits.size_from) and (fits.size_to is None or low <= fits.size_to)


def is_for(fits: Fits, lead: Lead) -> bool:
    """Whether a lead is one of those meant; what is not known of the lead is not what was meant."""
    topic = lead.need.value.topic if lead.need.value else None
    return (not fits.topics or topic in fits.topics) and (not fits.countries or country_of(lead) in fits.countries) and _size_fits(fits, lead)


def kind_for(site: Site, lead: Lead, minutes: int | None = None) -> Kind:
    """The kind of meeting to propose: as long as the visitor wishes, where there is such; else the first that is meant for such leads."""
    kinds = site.meetings.kinds
    wished = site.meetings.kind_of(minutes) if minutes else None
    return wished or next((kind for kind in kinds if is_for(kind.suits, lead)), kinds[0])


def speakers(site: Site, language: Language) -> tuple[Rep, ...]:
    """Who may meet a visitor at all: language is a hard rule."""
    return tuple(rep for rep in site.reps if language in rep.languages)


def _is_account(rep: Rep, lead: Lead) -> bool:
    domain = (lead.email or "").rpartition("@")[2].casefold()
    names = {account.casefold() for account in rep.accounts}
    return bool(names & ({domain} | {(lead.company or "").casefold()}) - {""})


def circles(site: Site, lead: Lead, keeps: str | None = None) -> list[tuple[Rep, ...]]:
    """Whom to ask for times, from the closest circle to the widest; the next is asked only when nobody in one has a time left.

    Closest is the rep the lead knows already (`keeps`), then whose account the company is, then those meant for such
    leads, then everyone who speaks the language.
    """
    spoken = speakers(site, lead.language)
    wanted = [
        tuple(rep for rep in spoken if rep.id == keeps),
        tuple(rep for rep in spoken if _is_account(rep, lead)),
        tuple(rep for rep in spoken if is_for(rep.takes, lead)),
        spoken,
    ]
    found: list[tuple[Rep, ...]] = []
    for circle in wanted:
        if circle and circle not in found:
            found.append(circle)
    return found


def _chance(lead_id: str, rep: str) -> bytes:
    """A number that nobody chose. A checksum would not do: those of names alike are ordered alike."""
    return sha256(f"{lead_id}/{rep}".encode()).digest()


def fairest(slots: Iterable[Slot], meetings: Mapping[str, int], lead_id: str = "") -> list[Slot]:
    """One slot for each start: that of the rep with the fewest meetings lately. Where equal, chance decides, the same way for one lead always."""
    rank = {rep: (count, _chance(lead_id, rep)) for rep, count in meetings.items()}
    best: dict[object, Slot] = {}
    for slot in slots:
        if slot.rep not in rank:
            rank[slot.rep] = (0, _chance(lead_id, slot.rep))
        kept = best.get(slot.start)
        if kept is None or rank[slot.rep] < rank[kept.rep]:
            best[slot.start] = slot
    return list(best.values())
