"""Days on which nobody works: public holidays of a country and region, and a rep's absences."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays

from qualification.site import Rep


@lru_cache(maxsize=256)
def public_holidays(country: str, region: str | None, year: int) -> frozenset[date]:
    """The public holidays of a year (ISO 3166-1, 3166-2). Raises NotImplementedError for a country or region that is not known."""
    return frozenset(holidays.country_holidays(country, subdiv=region, years=year))


def is_off(rep: Rep, day: date) -> bool:
    """Whether the rep does not work on a day of their own zone, whatever their weekly hours say."""
    if rep.country and day in public_holidays(rep.country, rep.region, day.year):
        return True
    return any(away.first <= day <= away.last for away in rep.absences)
