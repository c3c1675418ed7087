"""Saying things: a response of domain.yml with its words filled in, and what the visitor can choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_currency
from rasa_sdk.executor import CollectingDispatcher

from bot.settings import ROOT
from bot.wording import Wordings, wordings_of
from qualification.bant import Budget, Language, Size, Timeline
from qualification.booking import Slot
from qualification.lead import Lead
from qualification.saying_when import LOCALES, when
from qualification.site import Site
from qualification.storage.calendar import Meeting
from qualification.usecases.informing import document
from qualification.usecases.turn import Turn

_wordings: dict[float, Wordings] = {}


def phrases() -> Wordings:
    """The responses of domain.yml, read anew only when the file has changed."""
    file = ROOT / "domain.yml"
    changed = file.stat().st_mtime
    if changed not in _wordings:
        _wordings.clear()
        _wordings[changed] = wordings_of(file)
    return _wordings[changed]


def money(amount: Decimal | int, currency: str, language: Language) -> str:
    """ "15 000 €", "€15,000": cents only where there are some."""
    digits = "#,##0.00" if Decimal(amount) % 1 else "#,##0"
    pattern = f"{digits} ¤" if language == "fr" else f"¤{digits}"
    return str(format_currency(amount, currency, pattern, locale=LOCALES[language], currency_digits=False))


def day(one: date, language: Language) -> str:
    return (
        str(format_date(one, "d MMMM y", locale=LOCALES[language])).replace("1 ", "1er ", 1)
        if language == "fr" and one.day == 1
        else str(format_date(one, "d MMMM y", locale=LOCALES[language]))
    )


class Replies:
    """Says responses in the lead's language. What is filled in is text, whatever it holds."""

    def __init__(self, dispatcher: CollectingDispatcher, turn: Turn) -> None:
        self._dispatcher = dispatcher
        self._turn = turn

    @property
    def language(self) -> Language:
        return self._turn.lead.language

    def say(
        self, response: str, *, asks: str | None = None, choices: Sequence[Mapping[str, Any]] = (), meeting: Meeting | None = None, **words: Any
    ) -> None:
        """Says a response of domain.yml. `asks` names what it asks for; choices are shown below it."""
        shown: dict[str, Any] = {}
        if asks:
            shown["asks"] = asks
        if choices:
            shown["choices"] = [{"id": uuid4().hex, "label": self._label(choice), "value": self._value(choice)} for choice in choices]
        if meeting:
            shown["meeting"] = document(meeting, self._turn.site, self._turn.base_url)
        self._dispatcher.utter_message(
            response=response, json_message=shown, language=self.language, words={name: str(word) for name, word in words.items()}
        )

    def has(self, response: str) -> bool:
        return phrases().has(response)

    def phrase(self, response: str, **words: Any) -> str:
        """A response as words inside another one."""
        return phrases().say(response, self.language, 0, words) or ""

    def _label(self, choice: Mapping[str, Any]) -> str:
        if "text" in choice:
            return str(choice["text"])
        words = dict(choice.get("words") or {})
        currency = words.pop("currency", None)
        if currency:
            words = {name: money(amount, currency, self.language) for name, amount in words.items() if amount is not None}
        return self.phrase(f"utter_{choice['label']}", **words)

    @staticmethod
    def _value(choice: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in choice.items() if name not in ("label", "text", "words")}

    def times(self, slots: Iterable[Slot], zone: ZoneInfo, *, with_rep: bool = False) -> list[Mapping[str, Any]]:
        """Times as choices, in the visitor's zone and words; `with_rep` names who it would be with."""
        by = "avec" if self.language == "fr" else "with"

        def text(slot: Slot) -> str:
            told = when(slot.start, zone, self.language)
            return f"{told}, {by} {self._turn.site.rep(slot.rep).name}" if with_rep else told

        return [{"text": text(slot), "slot": {"start": slot.start.isoformat(), "end": slot.end.isoformat(), "rep": slot.rep}} for slot in slots]

    def when(self, meeting: Meeting) -> str:
        return when(meeting.start, ZoneInfo(meeting.timezone), self.language)

    def rep(self, meeting: Meeting) -> str:
        return self._turn.site.rep(meeting.rep).name

    # What is known, told in words.

    def recap(self, attributes: Sequence[str]) -> str:
        """What was understood of these attributes, a line each; what is not known is left out."""
        told = [(name, self.value(name)) for name in attributes]
        return "\n".join(self.phrase(f"utter_line_{name}", value=value) for name, value in told if value)

    def value(self, attribute: str) -> str | None:
        """One attribute of the lead in words, or None when it is not known."""
        lead, site = self._turn.lead, self._turn.site
        if attribute == "need":
            return self._need(lead, site)
        if attribute == "budget":
            return self._declined(lead.budget.state) or (self.budget(lead.budget.value) if lead.budget.value else None)
        if attribute == "authority":
            return self._declined(lead.authority.state) or (
                self.phrase(f"utter_value_role_{lead.authority.value.role}") if lead.authority.value else None
            )
        if attribute == "timeline":
            return self._declined(lead.timeline.state) or (self._timeline(lead.timeline.value) if lead.timeline.value else None)
        if attribute == "company_size":
            return self._declined(lead.size.state) or (self._size(lead.size.value) if lead.size.value else None)
        return getattr(lead, attribute, None)

    def _declined(self, state: str) -> str | None:
        return self.phrase("utter_value_declined") if state == "declined" else None

    def _need(self, lead: Lead, site: Site) -> str | None:
        if lead.need.value is None:
            return None
        topic = site.topic(lead.need.value.topic)
        return topic.choice[self.language] if topic else (lead.need.text or self.phrase("utter_value_other"))

    def _between(self, low: str | None, high: str | None) -> str:
        if low == high:
            return self.phrase("utter_value_exactly", amount=low)
        if low is None:
            return self.phrase("utter_value_at_most", high=high)
        if high is None:
            return self.phrase("utter_value_at_least", low=low)
        return self.phrase("utter_value_range", low=low, high=high)

    def budget(self, budget: Budget) -> str:
        """An amount in words, with its period."""
        if budget.high == 0:
            return self.phrase("utter_value_nothing")
        currency = budget.currency or self._turn.site.default_currency
        low, high = (money(amount, currency, self.language) if amount is not None else None for amount in (budget.low, budget.high))
        period = f" {self.phrase(f'utter_value_{budget.period}')}" if budget.period else ""
        return self._between(low, high) + period

    def _timeline(self, timeline: Timeline) -> str:
        if timeline.by is not None:
            return self.phrase("utter_value_by", day=day(timeline.by, self.language))
        return self.phrase(f"utter_value_horizon_{timeline.horizon}")

    def _size(self, size: Size) -> str:
        low, high = (str(number) if number is not None else None for number in (size.low, size.high))
        return self.phrase("utter_value_people", size=self._between(low, high))
