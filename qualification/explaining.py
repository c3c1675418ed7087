"""A reason, said as a person would say it: what it is, in whose words, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from babel.dates import format_date

from qualification.bant import Language
from qualification.lead import Reason
from qualification.typography import french_spaces

_LOCALES: Mapping[Language, str] = {"fr": "fr_FR", "en": "en_GB"}


def _day(at: datetime, language: Language) -> str:
    """ "le 22 novembre 2026", "on 22 November 2026"."""
    day = format_date(at.date(), "d MMMM y", locale=_LOCALES[language])
    if language == "fr":
        return "le " + ("1er" + day[1:] if day.startswith("1 ") else day)
    return f"on {day}"


def _behind(reason: Reason, language: Language) -> str:
    """What stands behind the reason; empty when that goes without saying."""
    day = _day(reason.at, language) if reason.at else ""
    if reason.act and language == "fr":
        told = day if reason.times == 1 else f"{reason.times} fois, la dernière {day}"
        return told + (" ; compte de moins en moins" if reason.fades else "")
    if reason.act:
        told = day if reason.times == 1 else f"{reason.times} times, the last {day}"
        return told + ("; counts less with time" if reason.fades else "")
    if reason.words:
        quoted = f"« {reason.words} »" if language == "fr" else f"“{reason.words}”"
        return f"{quoted}, {day}" if day else quoted
    return day


def sentence(reason: Reason, language: Language) -> str:
    """ "Décide (« c'est moi qui décide », le 22 novembre 2026).", "Downloaded a document (on 20 November 2026; counts less with time)."."""
    told = reason.because.get(language, "")
    behind = _behind(reason, language)
    text = told[:1].upper() + told[1:] + (f" ({behind})" if behind else "") + "."
    return french_spaces(text) if language == "fr" else text
