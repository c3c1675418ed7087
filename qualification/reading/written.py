"""What was heard, as JSON and back: how it travels through Rasa's tracker from the reader to the actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from qualification.bant import Authority, Budget, Need, Size, Timeline
from qualification.lead import Attribute
from qualification.reading.hearing import Heard
from qualification.reading.refused import Refused
from qualification.reading.utterance import Reading

_TYPES: dict[str, TypeAdapter[Any]] = {
    "budget": TypeAdapter(Budget),
    "authority": TypeAdapter(Authority),
    "need": TypeAdapter(Need),
    "timeline": TypeAdapter(Timeline),
    "company_size": TypeAdapter(Size),
}
_TEXT: TypeAdapter[Any] = TypeAdapter(str)
_REFUSED: TypeAdapter[Refused] = TypeAdapter(Refused)


def value_from(attribute: str, written: Any) -> Any:
    """The value that was written for an attribute. Raises pydantic's ValidationError for anything else."""
    return _TYPES.get(attribute, _TEXT).validate_python(written)


def written(heard: Heard) -> dict[str, Any]:
    """What was heard, as plain JSON."""
    return {
        "facts": {
            attribute: {
                "value": _TYPES.get(attribute, _TEXT).dump_python(reading.value, mode="json"),
                "text": reading.text,
                "start": reading.start,
                "end": reading.end,
            }
            for attribute, reading in heard.facts.items()
        },
        "refused": {attribute: _REFUSED.dump_python(refused, mode="json") for attribute, refused in heard.refused.items()},
        "period": heard.period,
        "corrects": heard.corrects,
        "refusal": heard.refusal,
        "currency": heard.currency,
        "declined": sorted(heard.declined),
    }


def heard_from(found: Mapping[str, Any]) -> Heard:
    """What `written` wrote."""
    facts: dict[Attribute, Reading[Any]] = {
        attribute: Reading(value_from(attribute, fact["value"]), fact["text"], fact["start"], fact["end"])
        for attribute, fact in found["facts"].items()
    }
    refused: dict[Attribute, Refused] = {attribute: _REFUSED.validate_python(one) for attribute, one in found["refused"].items()}
    return Heard(
        facts, refused, found["period"], found["corrects"], found.get("refusal"), found.get("currency"), frozenset(found.get("declined", ()))
    )
