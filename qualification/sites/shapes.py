"""How names, addresses and zones in a site file have to look."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

TOPIC_ID, REP_ID = r"^[a-z][a-z_]*$", r"^[a-z][a-z0-9_-]*$"
ADDRESS, CURRENCY, VARIABLE, COUNTRY = r"^[^@\s]+@[^@\s]+\.[^@\s]+$", r"^[A-Z]{3}$", r"^VESTIBULE_(?:SECRET|PASSWORD)_OF_[A-Z0-9_]+$", r"^[A-Z]{2}$"
SHAPES = {
    TOPIC_ID: "small letters and _, such as time_sheets",
    REP_ID: "small letters, digits, _ and -, such as camille-2",
    ADDRESS: "an e-mail address, such as camille@company.example",
    CURRENCY: "the three capitals of a currency, such as EUR",
    VARIABLE: "the name of the environment variable that holds it, VESTIBULE_SECRET_OF_… or VESTIBULE_PASSWORD_OF_…; never the secret itself",
    COUNTRY: "the two capitals of a country, such as FR",
}
"""What each pattern asks for, in words."""


def zone(value: Any) -> Any:
    """The name of a time zone. Raises ValueError with what would be right."""
    try:
        ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{value!r} is no time zone; write one of the IANA names, such as Europe/Paris") from None
    return str(value)
