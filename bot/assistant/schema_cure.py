"""Rasa validates each action's reply against a constant schema of its own, and jsonschema first validates that schema
against the meta-schema, every time: more than half of a lean turn. Here the meta-schema is trusted; what is validated
against any other schema is validated in full, and a malformed reply is still refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import create, validates

_META = Draft202012Validator.META_SCHEMA
_ALL_OF = Draft202012Validator.VALIDATORS["allOf"]


def _all_of_but_the_meta_schema(validator: Any, parts: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """The meta-schema is an `allOf` of its vocabularies: that is the part which takes the time."""
    if schema.get("$id") != _META["$id"]:
        yield from _ALL_OF(validator, parts, instance, schema)


def trust_constant_schemas() -> None:
    """Registers, through jsonschema's public API, the validator by which schemas are checked against the meta-schema."""
    trusting = create(
        meta_schema=_META,
        validators={**Draft202012Validator.VALIDATORS, "allOf": _all_of_but_the_meta_schema},
        type_checker=Draft202012Validator.TYPE_CHECKER,
        format_checker=Draft202012Validator.FORMAT_CHECKER,
        id_of=Draft202012Validator.ID_OF,
    )
    validates("draft2020-12-trusted")(trusting)
