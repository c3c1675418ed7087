"""Rows of a file -> leads, or why a row is none. Nothing is presumed: no consent, no need, no wish."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from email_validator import EmailNotValidError, validate_email

from qualification.bant import Language
from qualification.reading.authority import read_authority
from qualification.reading.budget import read_budget
from qualification.reading.company_size import read_company_size
from qualification.reading.need import TopicWords, read_need
from qualification.reading.phone import read_phone
from qualification.reading.timeline import read_timeline
from qualification.reading.utterance import Reading, Utterance
from qualification.tabling import Row, Table

HEADERS: Mapping[str, tuple[str, ...]] = {
    "email": (
        "email",
        "e-mail",
        "mail",
        "courriel",
        "adresse e-mail",
        "adresse email",
        "adresse mail",
        "email address",
        "e-mail address",
        "work email",
    ),
    "phone": ("phone", "téléphone", "tel", "tél", "mobile", "portable", "numéro", "numéro de téléphone", "phone number", "telephone"),
    "name": ("name", "nom complet", "full name", "contact", "nom et prénom", "prénom et nom", "contact name"),
    "first_name": ("first name", "prénom", "firstname", "given name"),
    "last_name": ("last name", "nom", "nom de famille", "lastname", "surname", "family name"),
    "job_title": ("job title", "title", "fonction", "poste", "position", "role", "intitulé du poste", "job"),
    "company": ("company", "entreprise", "société", "raison sociale", "company name", "organisation", "organization", "compte", "account"),
    "company_size": (
        "company size",
        "effectif",
        "effectifs",
        "taille",
        "salariés",
        "employees",
        "nombre de salariés",
        "number of employees",
        "headcount",
        "size",
    ),
    "sector": ("sector", "secteur", "secteur d'activité", "industry", "activité", "branche"),
    "website": ("website", "site", "site web", "site internet", "url", "web"),
    "language": ("language", "langue", "lang"),
    "need": ("need", "besoin", "projet", "project", "demande", "interest", "intérêt"),
    "budget": ("budget",),
    "timeline": ("timeline", "échéance", "délai", "deadline", "date souhaitée", "when"),
    "authority": ("authority", "décision", "décideur", "decision", "decision maker"),
}
"""What a column can hold, and how its header is usually called, in both languages."""
FIELDS = tuple(HEADERS)


class BadMapping(ValueError):
    """A column or a field that does not exist. The text names those that do."""


def _folded(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w']+", " ", plain).replace("_", " ").split())


_KNOWN = {_folded(name): field for field, names in HEADERS.items() for name in (*names, field)}


def mapping_of(table: Table, said: Iterable[str] = ()) -> dict[str, str]:
    """The header of each field: as said ("Boîte=company"), else by its usual names. Raises BadMapping."""
    found: dict[str, str] = {}
    for header in table.headers:
        field = _KNOWN.get(_folded(header))
        if field is not None and field not in found:
            found[field] = header
    for one in said:
        header, sign, field = one.rpartition("=")
        header, field = header.strip(), field.strip()
        if not sign or header not in table.headers:
            raise BadMapping(f"{one!r}: there is no column {header!r}; the file has {', '.join(map(repr, table.headers))}")
        if field not in ("", "-", *FIELDS):
            raise BadMapping(f"{one!r}: {field!r} is nothing that a lead has; write one of {', '.join(FIELDS)}, or - to leave the column out")
        found = {kept: name for kept, name in found.items() if name != header}
        if field not in ("", "-"):
            found[field] = header
    return found


@dataclass(frozen=True)
class Candidate:
    """What a row says of a lead: facts as (attribute, value, words), the language, and what is wrong with it."""

    line: int
    key: str
    facts: tuple[tuple[str, Any, str], ...] = ()
    language: Language = "fr"
    problems: tuple[str, ...] = ()


def key_of(table: Table, row: Row) -> str:
    """What tells this row from every other: its content, whatever file it stands in and however its columns are ordered."""
    content = sorted((_folded(header), cell) for header, cell in zip(table.headers, row.cells, strict=True) if cell)
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()


def _email(cell: str) -> str:
    valid = validate_email(cell, check_deliverability=False, test_environment=True)
    return f"{valid.local_part}@{valid.domain.lower()}"


_Reader = Callable[[Utterance], Reading[Any] | object | None]


class Importer:
    """Reads the rows of one table."""

    def __init__(self, table: Table, mapping: Mapping[str, str], topics: tuple[TopicWords, ...], today: date, language: Language) -> None:
        self._table = table
        self._at = {field: table.headers.index(header) for field, header in mapping.items()}
        self._today = today
        self._language = language
        self._readers: dict[str, tuple[_Reader, str]] = {
            "company_size": (lambda said: read_company_size(said, asked=True), "no number of employees"),
            "need": (lambda said: read_need(said, topics, asked=True), "nothing that is understood as a need"),
            "budget": (lambda said: read_budget(said, asked=True), "no amount"),
            "timeline": (lambda said: read_timeline(said, asked=True), "no date and no time to come"),
            "authority": (lambda said: read_authority(said, asked=True), "nothing that is understood about who decides"),
        }

    def _cell(self, row: Row, field: str) -> str:
        return row.cells[self._at[field]] if field in self._at else ""

    def read(self, row: Row) -> Candidate:
        """What the row says."""
        problems: list[str] = []
        if row.ragged is not None:
            problems.append(f"has {row.ragged} cells where the header has {len(self._table.headers)}; is a separator missing, or one too many?")
        language = self._language_of(row, problems)
        facts = [*self._contact(row, language, problems), *self._told(row, language, problems)]
        if not any(name in ("email", "phone") for name, _, _ in facts) and not problems:
            problems.append("has neither e-mail nor phone: nobody could be reached")
        return Candidate(row.line, key_of(self._table, row), tuple(facts), language, tuple(problems))

    def _language_of(self, row: Row, problems: list[str]) -> Language:
        cell = self._cell(row, "language")
        short = _folded(cell)[:2]
        if short == "fr" or short == "en":
            return "fr" if short == "fr" else "en"
        if cell:
            problems.append(f"language: {cell!r} is neither fr nor en")
        return self._language

    def _contact(self, row: Row, language: Language, problems: list[str]) -> Iterable[tuple[str, Any, str]]:
        if cell := self._cell(row, "email"):
            try:
                yield "email", _email(cell), cell
            except (EmailNotValidError, ValueError):
                problems.append(f"email: {cell!r} is no e-mail address")
        if cell := self._cell(row, "phone"):
            found = read_phone(Utterance(cell, language, self._today), asked=True, region="FR" if language == "fr" else "GB")
            if isinstance(found, Reading):
                yield "phone", found.value, cell
            else:
                problems.append(f"phone: {cell!r} is no phone number")
        both = " ".join(part for part in (self._cell(row, "first_name"), self._cell(row, "last_name")) if part)
        if name := self._cell(row, "name") or both:
            yield "name", name[:200], name
        for field in ("job_title", "company", "sector", "website"):
            if cell := self._cell(row, field):
                yield field, cell[:200], cell

    def _told(self, row: Row, language: Language, problems: list[str]) -> Iterable[tuple[str, Any, str]]:
        for field, (reader, what) in self._readers.items():
            cell = self._cell(row, field)
            if not cell:
                continue
            found = reader(Utterance(cell[:500], language, self._today))
            if isinstance(found, Reading):
                yield field, found.value, cell[:500]
            else:
                problems.append(f"{field}: {cell[:80]!r} is {what}")
