"""Times as people say them: "mardi 24 novembre à 10 h", "Tuesday 24 November at 10:00"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from qualification.bant import Language

LOCALES: Mapping[Language, str] = {"fr": "fr_FR", "en": "en_GB"}


def clock(moment: datetime, language: Language) -> str:
    """ "10 h", "14 h 30"; "10:00"."""
    if language == "fr":
        return f"{moment.hour} h" + (f" {moment.minute:02d}" if moment.minute else "")
    return f"{moment:%H:%M}"


def when(start: datetime, zone: ZoneInfo, language: Language) -> str:
    """ "mardi 24 novembre à 10 h", "Tuesday 24 November at 10:00", in that zone."""
    local = start.astimezone(zone)
    day = str(format_datetime(local, "EEEE d MMMM", locale=LOCALES[language]))
    if language == "fr":
        day = day.replace(" 1 ", " 1er ")
    return f"{day} {'à' if language == 'fr' else 'at'} {clock(local, language)}"


def _pattern(local: datetime, language: Language) -> str:
    """A moment in full, as a pattern of the CLDR: "mardi 1er décembre 2026 à 10 h (…)", "Tuesday 1 December 2026 at 10:00 (…)"."""
    if language == "en":
        return "EEEE d MMMM y 'at' HH:mm (zzzz)"
    day, hour = "d'er'" if local.day == 1 else "d", "H 'h' mm" if local.minute else "H 'h'"
    return f"EEEE {day} MMMM y 'à' {hour} (zzzz)"


def in_full(moment: datetime, zone: ZoneInfo, language: Language) -> str:
    """The same with its year and its zone by name, for what is read elsewhere or later."""
    local = moment.astimezone(zone)
    return str(format_datetime(local, _pattern(local, language), locale=LOCALES[language], tzinfo=zone))
