"""Days as people name them: dates, months, quarters, seasons, feasts, weekdays and distances, in French and in English.

What a day is for (a deadline, a start, a meeting) is its reader's business; days that are told of the past
("depuis mars", "last year", "2 months ago"), that come back ("chaque mois", "on Mondays") or that only measure
something else ("un contrat de 12 mois", "15k a year") are no days at all.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import Literal

from qualification.reading.quantities import Quantity, find_quantities
from qualification.reading.utterance import Utterance

Kind = Literal["today", "day", "weekday", "week", "month", "quarter", "half", "year", "season", "feast", "distance"]
Part = Literal["start", "mid", "end", "week1", "week2", "week3"]


@dataclass(frozen=True)
class Days:
    """From `first` to `last`, both included, and where the expression stands in the message."""

    first: date
    last: date
    start: int
    end: int
    kind: Kind
    part: Part | None = None
    open_ended: bool = False
    """Said as a least: "plus de 6 mois", "at least a year" name the earliest day, not the latest."""


FARTHEST_YEARS = 25
"""Further than that, a year is a typing error or a joke."""

_MOST = 12
"""No one names more days than that in one message; reading stays quick on those who try."""


# ---------------------------------------------------------------- the calendar


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later, or the last one of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _easter(year: int) -> date:
    """Easter Sunday (Gregorian; Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _thanksgiving(year: int) -> date:
    first = date(year, 11, 1)
    return first + timedelta((3 - first.weekday()) % 7 + 21)


def _within_reason(year: int, today: date) -> bool:
    return today.year <= year <= today.year + FARTHEST_YEARS


# ---------------------------------------------------------------- words

_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "janvier|janviers|janvie|janv|january|januari|jan",
            "fevrier|fevriers|fevier|fevrie|ferier|fevr|fev|february|febuary|feburary|feb",
            "mars|march|mar",
            "avril|avr|april|apr",
            "mai|may",
            "juin|june|jun",
            "juillet|juilet|julliet|juill|juil|july|jul",
            "aout|august|aug",
            "septembre|setembre|septenbre|septmbre|september|setember|sept|sep",
            "octobre|october|octobr|oct",
            "novembre|novenbre|november|nov",
            "decembre|desembre|decenbre|december|decembr|dec",
        ),
        start=1,
    )
    for name in names.split("|")
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"

_WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "lundi|lun|monday|mon",
            "mardi|tuesday|tues|tue",
            "mercredi|wednesday|wed",
            "jeudi|jeu|thursday|thurs|thur|thu",
            "vendredi|ven|friday|fri",
            "samedi|saturday|sat",
            "dimanche|sunday|sun",
        )
    )
    for name in names.split("|")
}
_WEEKDAY = "(?:" + "|".join(sorted(_WEEKDAYS, key=len, reverse=True)) + ")"

_JOIN = r"[ -]?(?:(?:de|du|d'|d|of|in|dans) ?)?(?:(?:la|l'|le|the|l|votre|notre|our) ?)?(?:(?:mois|month) (?:de |d'|of )?)?"
_PART = (
    r"(?:(?:(?P<late>(?:toute )?fin|finde|late|later|(?<!au )plus tard(?! le \d)|(?:very |tail )?end|(?:derniere|last) (?:semaine|quinzaine|week)"
    r"|(?:deuxieme|seconde|2eme|2e|2nde) (?:quinzaine|moitie)|second half|latter (?:part|half)|back end)"
    r"|(?P<middle>mi|milieu|mid|middle|(?:premiere|1ere|1re) (?:quinzaine|moitie)|first half)"
    r"|(?P<early>(?:tout )?debut|deb|(?:very )?early|beginning|begining"
    r"|(?<!to )(?<!we )(?<!i )(?<!'d )(?<!'ll )(?<!would )(?<!could )(?<!can )(?<!must )(?<!should )start(?! in\b))"
    r"|(?P<nth>premiere|1ere|1re|first|1st|deuxieme|2eme|2e|second|2nd|troisieme|3eme|3e|third|3rd) (?:semaine|week))" + _JOIN + ")?"
)
_YEAR = (
    r"(?:[ ,-]{0,2}(?:(?:of|de|d'|d|in|en) ?)?(?:(?P<year>(?:19|20|99)\d\d)(?![\d,.]*\d| ?[€$£%])|'(?P<short>\d\d)\b"
    r"|(?P<next_year>(?:l'|l )?(?:an(?:nee)? (?:prochaine?|pro|suivante?|d'apres)|an(?:nee)? qui vient)|next year|the following year)\b"
    r"|(?P<this_year>this year|the year|cette annee|l'annee(?: en cours)?)\b"
    r"|(?P<gone>last year|derniere?(?! delai| carat| limite)|passee?|precedente?|l'an(?:nee)? (?:derniere?|passee?))\b"
    r"|(?P<coming>prochaine?|pro|suivante?|coming|next|qui vient|a venir)\b))?"
)


def _part(found: re.Match[str]) -> Part | None:
    if found["late"]:
        return "end"
    if found["middle"]:
        return "mid"
    if found["early"]:
        return "start"
    if nth := found["nth"]:
        return "week1" if nth[0] in "pf1" else "week2" if nth[0] in "ds2" else "week3"
    return None


_IN_MONTH: dict[Part, tuple[int, int]] = {"start": (1, 10), "mid": (10, 15), "end": (20, 31), "week1": (1, 7), "week2": (8, 14), "week3": (15, 21)}


def _part_of_month(year: int, month: int, part: Part | None) -> tuple[date, date]:
    first, last = _IN_MONTH[part] if part else (1, 31)
    end = month_end(year, month)
    return date(year, month, first), date(year, month, min(last, end.day))


def _part_of_year(year: int, part: Part | None) -> tuple[date, date]:
    """`early 2027` ends with February, `mid 2027` with June: days which everyone would still call so."""
    if part == "end":
        return date(year, 10, 1), date(year, 12, 31)
    if part == "mid":
        return date(year, 5, 1), date(year, 6, 30)
    if part:
        return date(year, 1, 1), month_end(year, 2)
    return date(year, 1, 1), date(year, 12, 31)


def _part_of_months(year: int, month: int, count: int, part: Part | None) -> tuple[date, date]:
    """A quarter or a half, from `month` on."""
    first, last = date(year, month, 1), month_end(year, month + count - 1)
    if part == "end":
        return last.replace(day=1), last
    if part == "mid":
        return date(year, month + (count - 1) // 2, 1), date(year, month + (count - 1) // 2, 15)
    if part:
        return first, month_end(year, month)
    return first, last


def _named_year(found: re.Match[str], today: date) -> int | None:
    """The year said with it; 0 when it is one that is not read (past, beyond reason); None when none was said."""
    if found["gone"]:
        return 0
    if found["year"] or found["short"]:
        year = int(found["year"] or "20" + found["short"])
        return year if _within_reason(year, today) else 0
    if found["next_year"]:
        return today.year + 1
    return today.year if found["this_year"] else None


def _coming(span: Callable[[int], tuple[date, date]], found: re.Match[str], today: date) -> tuple[date, date] | None:
    """The occurrence meant of what comes every year: of the year said, else the first that is not over."""
    year = _named_year(found, today)
    if year == 0:
        return None
    if year is not None and not found["this_year"]:
        named = span(year)
        return named if named[1] >= today else None
    this = span(today.year)
    over = this[1] < today or (bool(found["coming"]) and this[0] <= today)
    return span(today.year + 1) if over else this


# ---------------------------------------------------------------- where to look

_Where = dict[str, list[tuple[int, int]]]
"""For each class of words that name a day, the stretches of the message around them."""

_CORE = re.compile(
    rf"(?P<month>(?<![a-z]){_MONTH}(?![a-z]))|(?P<weekday>(?<![a-z]){_WEEKDAY}(?!\w\w))"
    r"|(?P<near>\b(?:apres[- ]?demain|d(?:e)?main|2main|the day after|tom+or+ow|tmrw?|overmorrow|aujourd|ajd|auj|today|tonight|ce (?:soir|matin)"
    r"|this (?:morn|after|even)|cet(?:te)? ap|(?:en )?fin de journee|end of (?:the )?(?:day|business)|eod))"
    r"|(?P<season>\b(?:ete|hiver|printemps|automne|summer|winter|spring|autumn|fall))"
    r"|(?P<feast>\b(?:noel|christmas|x-?mas|fetes|nouvel|new year|jour de l'an|rentree|(?:the |les )?(?:grandes )?(?:vacances|conges|holidays?"
    r"|festive)|summer (?:holi|break|vac)|winter break|paques|easter|toussaint|hallow|(?:st|saint)\.?[- ](?:val|pat|nic|jean)|paddy|valentine|thanksg|black fr|back to sch|pentec|whit|ascension|carna|mardi gras|boxing|epiphan|chandel|assompt|bonfire|australia d|anzac|canada d))"
    r"|(?P<unit>(?<![a-z])(?:eo[mwqy]|jours?|jrs?|j|days?|sem(?:aine|estre)?s?|w(?:ee)?ks?|moi|mois|mo|mos|months?|mn?ths?|trim(?:estre)?s?"
    r"|q(?:uar)?te?rs?|ann?ees?|lannee|annes?|ans?|y(?:ea)?rs?"
    r"|fiscale?|financial|budget|tax|exercice|fortnights?|quinzaines?|huitaine|hours?|heures?|hrs?)(?![a-z])|\b(?:24|48|72) ?h|\b[jms] ?\+ ?\d"
    r"|\b[sw]\d\d)"
    r"|(?P<quarter>\b(?:[qtsh][1-4]|[1-4][qtsh](?![a-z])|(?:first|1st|second|2nd|last|premiere?|deuxieme|dernier) half))"
    r"|(?P<year>(?<!\d)20\d\d(?!\d)|\b[cf]y(?![a-z]))|(?P<slashed>\d[/.-]\d)|(?P<numbered>\b(?:le|au|du|the) \d|^\W*\d{1,2}(?:st|nd|rd|th)\b)"
)
_ALSO: dict[str, tuple[str, ...]] = {
    "year": ("slashed", "year", "unit"),
    "numbered": ("numbered", "slashed"),
    "near": ("near", "unit"),
    "season": ("season", "feast"),
}
_BEFORE_CORE, _AFTER_CORE = 44, 40
_MOST_CORES = 28


def _where(plain: str) -> _Where:
    """The stretches worth reading: most of what people write names no day at all."""
    where: _Where = {}
    for found in islice(_CORE.finditer(plain), _MOST_CORES):
        start, end = max(0, found.start() - _BEFORE_CORE), found.end() + _AFTER_CORE
        space = plain.find(" ", end, end + 40)
        end = min(space if space >= 0 else end + 40, len(plain))
        for kind in _ALSO.get(found.lastgroup or "", (found.lastgroup or "",)):
            stretches = where.setdefault(kind, [])
            if stretches and stretches[-1][1] >= start:
                stretches[-1] = (stretches[-1][0], end)
            else:
                stretches.append((start, end))
    return where


def _look(pattern: re.Pattern[str], message: Utterance, where: _Where, *kinds: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern around the words of its kinds, at most so many."""
    stretches = (stretch for kind in kinds for stretch in where.get(kind, ()))
    return islice((found for start, end in stretches for found in pattern.finditer(message.plain, start, end)), _MOST)


# ---------------------------------------------------------------- months and dates

_MONTHLY = re.compile(
    rf"\b{_PART}(?:(?P<day>\d{{1,2}}|premier|first)(?: ?(?:er|st|nd|rd|th|eme|e))?(?: of| de)?[ -]?)?"
    rf"(?P<month>{_MONTH})(?![a-z0-9'@])(?:\.(?!\w))?(?: (?:the )?(?P<day_after>\d{{1,2}})(?P<suffix>st|nd|rd|th)?(?![\d:h%€$£]|[.,]\d| ?(?:h|am"
    rf"|pm|k|people|staff|of us|users|{_MONTH})\b))?{_YEAR}"
)
_SAYS_MONTH = re.compile(
    r"(?:\b(?:in|by|before|from|until|till|of|early|mid|late|next|this|during|for|around|about|since|to|or|and|now|was|through|thru|otherwise|say"
    r"|maybe|last|after|on|end|beginning|start|not|probably|than|meant|mean|think|thinking|hopefully|ideally|perhaps|possibly|target|targeting|aim|is"
    r"|en|d'ici|avant|pour|des|fin|debut|courant|vers|ou|à|a|de|plutot|entre|between|sometime|every|chaque|depuis|les|le|the|is|was|then|already"
    r"|around|circa|till|mi|->)|[-/,]|^) ?$"
)
_WORDS_TOO = ("may", "mar", "sept", "jan", "jun")
"""Months that are also something else (a verb, a number, a name): read after a word that announces a month, or with a day or a year."""

_NAMES_TOO = ("april", "june", "may", "august", "jan", "avril", "juin", "mai")


def _months(message: Utterance, where: _Where) -> Iterator[Days]:
    for found in _look(_MONTHLY, message, where, "month"):
        days = _month(message, found)
        if days is not None:
            yield days


def _is_no_month(message: Utterance, found: re.Match[str]) -> bool:
    name = found["month"]
    if name == "mar" and message.language == "fr" and not (found["day"] or found["year"]):
        return True
    after = message.plain[found.end() : found.end() + 24]
    if name == "march" and re.search(r"\b(?:we|they|you|i|people|the) $", message.plain[max(0, found.start("month") - 7) : found.start("month")]):
        return True
    # "April Jones" is a person, "in April We" is not.
    if name in _NAMES_TOO and message.raw[found.start("month")].isupper() and re.match(r" (?!I\b)[A-Z][a-z]", message.raw[found.end("month") :]):
        return True
    if name not in _WORDS_TOO or found["year"] or found["day"] or found["day_after"] or _part(found) or found["next_year"]:
        return False
    if re.match(r" ?(?:[a-z]+ )?(?:mois|personnes|salaries|ans|jours)\b", after):
        return True
    before = message.plain[max(0, found.start() - 14) : found.start()]
    is_capital = message.language == "en" and message.raw[found.start("month")] == "M" and before.strip()[-1:] not in ("", ".", "!", "?")
    if not is_capital and not _SAYS_MONTH.search(before.rstrip()[-14:]):
        return True
    # "May is fine" but not "it may need", "may I ask".
    return name == "may" and bool(
        re.match(
            r" (?:not|be|have|need|want|take|well|also|go|get|do|look|start|move|switch|change|require|consider|use"
            r"|i|we|you|or may)\b",
            after,
        )
    )


def _month(message: Utterance, found: re.Match[str]) -> Days | None:
    if _is_no_month(message, found):
        return None
    today, month, part = message.today, _MONTHS[found["month"]], _part(found)
    end = found.end()
    # French never puts the day after its month: "en mars 30 personnes".
    is_day_after = message.language == "en" or found["suffix"]
    day_text = found["day"] or (found["day_after"] if is_day_after else None)
    if found["day_after"] and not is_day_after:
        end = found.end("month")
    if day_text and not part:
        number = int(day_text) if day_text.isdigit() else 1
        return _dated(message, found, month, number)
    span = _coming(lambda year: _part_of_month(year, month, part), found, today)
    end -= message.plain[end - 1] == "."
    return Days(*span, found.start(), end, "month", part) if span else None


def _dated(message: Utterance, found: re.Match[str], month: int, number: int) -> Days | None:
    year = _named_year(found, message.today)
    if year == 0:
        return None
    day = _day_or_none(year or message.today.year, month, number)
    if day is None:
        # 29 February, this year or next.
        day = None if year else _day_or_none(message.today.year + 1, month, number)
    elif year is None and day < message.today:
        day = _day_or_none(day.year + 1, month, number)
    if day is None or (year is not None and day < message.today):
        return None
    whole_week = re.search(
        r"\b(?:semaine du|sem du|week (?:of|commencing|beginning|starting)"
        r"|w/c) ?(?:the )?$",
        message.plain[max(0, found.start() - 20) : found.start()],
    )
    return Days(day, day + timedelta(6 if whole_week else 0), found.start(), found.end(), "day")


_ISO = re.compile(r"(?<![\w/.-])(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?![\w-]|[/.]\d)")
_SLASHED = re.compile(
    r"(?<![\w/.,+-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?:(?P=sep)(?P<y>\d{4}|\d{2}))?(?!\w|[/.,-]\d| ?[%€$£]"
    r"| ?(?:mois|moi|months?|mths?|jours?|j|days?|sem\w*|weeks?|wks?|ans?|annees?|years?|k|personnes|people|salaries|fois|h)\b)"
)
_MONTH_YEAR = re.compile(r"(?<![\w/.,-])(?:(?P<m>0?[1-9]|1[0-2])[/.-](?P<y>20\d\d)|(?P<y_first>20\d\d)[/-](?P<m_last>0[1-9]|1[0-2]))(?![\w-]|[/.]\d)")
_SAYS_DATE = re.compile(r"(?:\b(?:le|au|du|pour|by|before|avant|on|d'ici|until|till|from|for|the|des|date|deadline|max|" + _WEEKDAY + r")|^) ?$")


def _numeric(message: Utterance, where: _Where) -> Iterator[Days]:
    today = message.today
    for found in _look(_ISO, message, where, "slashed"):
        day = _day_or_none(int(found["y"]), int(found["m"]), int(found["d"]))
        if day and today <= day and _within_reason(day.year, today):
            yield Days(day, day, found.start(), found.end(), "day")
    for found in _look(_MONTH_YEAR, message, where, "slashed"):
        year, month = int(found["y"] or found["y_first"]), int(found["m"] or found["m_last"])
        if _within_reason(year, today):
            first, last = _part_of_month(year, month, None)
            if last >= today:
                yield Days(first, last, found.start(), found.end(), "month")
    for found in _look(_SLASHED, message, where, "slashed"):
        if (
            message.language == "fr"
            and not found["y"]
            and found["sep"] == "/"
            and 0 <= int(found["b"]) - today.year % 100 <= 5
            and int(found["b"]) > 12
        ):
            # 03/27 in French is March 2027.
            if 1 <= int(found["a"]) <= 12:
                yield Days(
                    *_part_of_month(today.year - today.year % 100 + int(found["b"]), int(found["a"]), None), found.start(), found.end(), "month"
                )
            continue
        day = _slashed(message, found)
        if day and today <= day and _within_reason(day.year, today):
            yield Days(day, day, found.start(), found.end(), "day")


def _slashed(message: Utterance, found: re.Match[str]) -> date | None:
    """Day before month; month before day only where it cannot be otherwise (03/15/2027)."""
    a, b, today = int(found["a"]), int(found["b"]), message.today
    if found["y"]:
        year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
        return _day_or_none(year, b, a) or _day_or_none(year, a, b)
    # 24/7, 1/2, 3-6 and 2.5 are more often no dates than dates: something must announce one.
    if found["sep"] == "-" or found.group() in ("24/7", "7/7", "24/24", "1/2", "5/7", "6/7", "50/50"):
        return None
    before, after = message.plain[max(0, found.start() - 12) : found.start()], message.plain[found.end() :]
    if not _SAYS_DATE.search(before) or (found["sep"] == "." and not before.strip()) or (not before.strip() and re.match(r" ?[a-z]", after)):
        return None
    for year in (today.year, today.year + 1):
        day = _day_or_none(year, b, a) or (_day_or_none(year, a, b) if message.language == "en" else None)
        if day and day >= today:
            return day
    return None


_NUMBERED = re.compile(
    r"^\W*(?P<only>\d{1,2})(?:st|nd|rd|th)\W*$|"
    r"\b(?:(?:le|au|du) (?P<dom>\d{1,2})(?:er)?|the (?P<nth>\d{1,2})(?:st|nd|rd|th))(?! ?(?:/|:|h\b|heures?\b|am\b|pm\b|%|€|\$|£|k\b)|\w|[.,]\d)"
    r"(?=$| ?[^\w ]| (?:a|vers|au|et|ou|si|me|ca|c'est|ce|serait|convient|matin|apres|avant|max|maxi|dernier|du mois|prochain|courant|ok|svp|stp"
    r"|merci|plutot|est|on|je|alors|dans"
    r"|or|at|works|is|would|should|if|in|morning|afternoon|of|please|and|then|suits|around|after|before|by)\b)"
)


def _numbered(message: Utterance, where: _Where) -> Iterator[Days]:
    """ "le 24", "the 24th": of this month, else of the first month to have it."""
    for found in _look(_NUMBERED, message, where, "numbered"):
        day = day_of_month(int(found["dom"] or found["nth"] or found["only"]), message.today)
        if day:
            yield Days(day, day, found.start(), found.end(), "day")


def day_of_month(number: int, today: date, weekday: int | None = None) -> date | None:
    """The first day from `today` on with that number (and that weekday), within a year."""
    for months in range(13):
        first = add_months(today.replace(day=1), months)
        day = _day_or_none(first.year, first.month, number)
        if day and day >= today and weekday in (None, day.weekday()):
            return day
    return None


# ---------------------------------------------------------------- weekdays, today, tomorrow

_WEEKLY = re.compile(
    rf"\b(?P<which>(?:this )?coming |next |nxt |this |ce |last )?(?P<weekday>{_WEEKDAY})(?P<plural>s)?(?:\.(?!\w))?(?![a-z0-9'@])"
    r"(?P<tail> (?:prochain|pro|suivant|qui vient)\b| en huit\b| en quinze\b| week\b| (?:de )?(?:la )?sem(?:aine)? (?:prochaine|pro)\b| dernier\b"
    r"| passe\b| (?:of )?next week\b)?"
    r"(?:,? (?:le |the )?(?P<dom>\d{1,2})(?:er|st|nd|rd|th)?"
    rf"(?! ?(?:of )?(?:h|:|/|am|pm|heures?|personnes|{_MONTH}\b)|\w|[.,]\d))?"
)
_RUNS = re.compile(
    rf"\b(?:du|de|from) (?:le )?{_WEEKDAY} (?:au|a|to|till|until|through) (?:le )?{_WEEKDAY}|\b{_WEEKDAY} ?(?:to|-|through"
    rf"|thru) ?{_WEEKDAY}\b"
)
_SAYS_WEEKDAY = re.compile(r"(?:\b(?:on|by|next|this|before|until|till|from|or|for|coming|le|ou|pour|avant)|^|,) ?$")


def _weekdays(message: Utterance, where: _Where) -> Iterator[Days]:
    plain, today = message.plain, message.today
    habits = [found.span() for found in _look(_RUNS, message, where, "weekday")]
    for found in _look(_WEEKLY, message, where, "weekday"):
        name, tail = found["weekday"], found["tail"] or ""
        if found["plural"] or found["which"] == "last " or tail.strip() in ("dernier", "passe") or any(a <= found.start() < b for a, b in habits):
            continue
        # "mon", "sun", "sat", "jeu", "ven": words of their own.
        announced = bool(found["which"] or found["dom"] or tail or _SAYS_WEEKDAY.search(plain[max(0, found.start() - 8) : found.start()]))
        french_short, english_short = name in ("lun", "jeu", "ven"), name in ("mon", "sun", "sat", "wed", "thu", "fri", "tue")
        if (french_short and not found["dom"]) or (english_short and (message.language != "en" or not announced)):
            continue
        weekday = _WEEKDAYS[name]
        if found["dom"]:
            numbered = day_of_month(int(found["dom"]), today, weekday) or day_of_month(int(found["dom"]), today)
            if numbered:
                yield Days(numbered, numbered, found.start(), found.end(), "day")
            continue
        day = today + timedelta((weekday - today.weekday() - 1) % 7 + 1)
        if "sem" in tail or "next week" in tail:
            day = today + timedelta(7 - today.weekday() + weekday)
        elif "huit" in tail or "quinze" in tail or tail == " week":
            day += timedelta(14 if "quinze" in tail else 7)
        yield Days(day, day, found.start(), found.end(), "weekday")


_NEAR = re.compile(
    r"\b(?:(?P<after>apres[- ]?demain|(?:the )?day after tomorrow|overmorrow)|(?P<tomorrow>demain|dmain|2main|tomorrow|tomorow|tomorow|tmrw|tmr)"
    r"|(?P<today>aujourd'? ?hui|ajd|auj|today|tonight|ce (?:soir|matin)|this (?:morning|afternoon|evening)|cet(?:te)? apres[- ]midi|cet aprem|eod"
    r"|(?:the )?end of (?:the )?(?:business )?day|(?:en )?fin de journee))\b"
)


def _near(message: Utterance, where: _Where) -> Iterator[Days]:
    for found in _look(_NEAR, message, where, "near"):
        day = message.today + timedelta(2 if found["after"] else 1 if found["tomorrow"] else 0)
        yield Days(day, day, found.start(), found.end(), "today" if found["today"] else "day")


# ---------------------------------------------------------------- weeks, months, quarters and years told from today

_RELATIVE = re.compile(
    rf"\b{_PART}(?P<which>(?:the )?(?:this|current|next|nxt|coming|new|upcoming)|(?:le |la |au |l')?(?:prochaine?|nouvel(?:le)?)|ce(?:tte)?|l'|l "
    rf"|la |le |the |of |de )? ?"
    r"(?P<unit>sem(?:aine)?|week|wk|mois|month|mth|mnth|trimestre|trim|quarter|qtr|semestre|annee|anee|anne|an|year|yr|(?P<fiscal>(?:fiscal"
    r"|financial|budget|tax) year|fy|exercice(?: fiscal| comptable)?)|week[- ]?end)"
    r"(?![a-z0-9@])(?P<tail>(?: (?:prochaine?|pro|suivante?|d'apres|qui vient|qui arrive|a venir|en cours|after next|fiscale? prochaine?|fiscale?"
    r"|civile)|-ci| ci|(?:'?s)?[ -]end)\b)?"
)
_NEXT = re.compile(r"prochain|pro$|suivant|d'apres|vient|arrive|a venir|next|nxt|coming|upcoming|new|nouvel")
_OR_NEXT = re.compile(
    r"^,? (?:or|ou|maybe|peut-etre) (?:the |le |la |celle |celui )?(?:next(?: one)?|prochaine?|suivante?|d'apres"
    r"|one after)(?= ?$| ?[^\w ])"
)
_THIS = re.compile(r"this|current|^ce|en cours|-? ?ci$")


def _relative(message: Utterance, where: _Where) -> Iterator[Days]:
    for found in _look(_RELATIVE, message, where, "unit"):
        which, tail, part = (found["which"] or "").strip(), (found["tail"] or "").strip(" '"), _part(found)
        if tail.endswith("end"):
            part = "end"
        steps = 2 if tail == "after next" else 1 if _NEXT.search(which) or _NEXT.search(tail) else 0
        # "l'année", "le mois", "the year" alone say no time; "new year" is a feast.
        if not (steps or part or _THIS.search(which) or _THIS.search(tail)) or (which.endswith("new") and found["unit"] == "year"):
            continue
        if which in ("l'", "l", "la", "le", "the", "of", "de", "") and not part and not tail:
            continue
        # "our fiscal year end in June", "year end is 31 March": the month says it better.
        ends_with = tail.endswith("end") and found["unit"] in ("year", "yr")
        if (found["fiscal"] or ends_with) and re.match(rf"[\w :,(=]{{0,28}}\b{_MONTH}\b", message.plain[found.end() : found.end() + 42]):
            continue
        span = _unit_span(found["unit"], steps, part, message.today)
        if span is None or span[1] < message.today:
            continue
        end = found.end()
        if or_next := _OR_NEXT.match(message.plain[end : end + 20]):
            following = _unit_span(found["unit"], steps + 1, part, message.today)
            span, end = (span[0], following[1], span[2]) if following else span, end + or_next.end()
        yield Days(*span[:2], found.start(), end, span[2], part)


def _unit_span(unit: str, steps: int, part: Part | None, today: date) -> tuple[date, date, Kind] | None:
    if unit.startswith(("week-end", "weekend", "week end")):
        saturday = today + timedelta((5 - today.weekday()) % 7 + 7 * (steps if today.weekday() >= 5 else 0))
        return saturday, saturday + timedelta(1), "week"
    if unit.startswith(("sem", "week", "wk")) and unit != "semestre":
        return *_week_span(steps, part, today), "week"
    if unit in ("mois", "month", "mth", "mnth"):
        month = add_months(today.replace(day=1), steps)
        if not steps and _part_of_month(month.year, month.month, part)[1] < today:
            month = add_months(month, 1)
        return *_part_of_month(month.year, month.month, part), "month"
    if unit.startswith(("trim", "quarter", "qtr")):
        start = add_months(date(today.year, today.month - (today.month - 1) % 3, 1), 3 * steps)
        return *_part_of_months(start.year, start.month, 3, part), "quarter"
    if unit == "semestre":
        start = add_months(date(today.year, 1 if today.month < 7 else 7, 1), 6 * steps)
        return *_part_of_months(start.year, start.month, 6, part), "half"
    if not steps and part and part != "end" and _part_of_year(today.year, part)[1] < today:
        # "début d'année", "mid-year", said when this year's is over.
        steps = 1
    return *_part_of_year(today.year + steps, part), "year"


def _week_span(steps: int, part: Part | None, today: date) -> tuple[date, date]:
    monday = today - timedelta(today.weekday()) + timedelta(7 * steps)
    if part == "end":
        friday = monday + timedelta(4)
        return (friday, friday) if friday >= today else (friday + timedelta(7), friday + timedelta(7))
    if part == "mid":
        return monday + timedelta(2), max(monday + timedelta(2), today)
    if part:
        return monday, max(monday + timedelta(1), today)
    return monday, monday + timedelta(6)


_ENDS = re.compile(r"\b(?:eo(?P<unit>[mwqy])|(?:by |at )?(?P<word>year|month|quarter|week)'?s?[ -](?:end|out|over))\b")


def _ends(message: Utterance, where: _Where) -> Iterator[Days]:
    """EOM, EOY, month end, year-end."""
    names = {"m": "month", "w": "week", "q": "quarter", "y": "year"}
    for found in _look(_ENDS, message, where, "unit"):
        if found["word"] == "year" and re.match(rf"[\w :,(=]{{0,28}}\b{_MONTH}\b", message.plain[found.end() : found.end() + 42]):
            continue
        span = _unit_span(names[found["unit"]] if found["unit"] else found["word"], 0, "end", message.today)
        if span:
            yield Days(*span[:2], found.start(), found.end(), span[2], "end")


_WEEK_NUMBER = re.compile(
    r"\b(?:(?:semaine|sem|week|wk)[ .]?(?:n ?°? ?)?(?P<n>\d{1,2})|[sw](?P<short>\d{2}))(?![\w°]| ?(?:h|heures?|hours?"
    r"|personnes|people|salaries|€|jours?|days?)\b)"
)


def _week_numbers(message: Utterance, where: _Where) -> Iterator[Days]:
    for found in _look(_WEEK_NUMBER, message, where, "unit"):
        number = int(found["n"] or found["short"])
        if not 1 <= number <= 52:
            continue
        for year in (message.today.year, message.today.year + 1):
            monday = date.fromisocalendar(year, number, 1)
            if monday + timedelta(6) >= message.today:
                yield Days(monday, monday + timedelta(6), found.start(), found.end(), "week")
                break


# ---------------------------------------------------------------- quarters, halves, years

_ORDINALS = {
    "premier": 1,
    "1er": 1,
    "1": 1,
    "first": 1,
    "1st": 1,
    "deuxieme": 2,
    "second": 2,
    "2eme": 2,
    "2e": 2,
    "2nd": 2,
    "troisieme": 3,
    "3eme": 3,
    "3e": 3,
}
_ORDINALS |= {
    "third": 3,
    "3rd": 3,
    "quatrieme": 4,
    "4eme": 4,
    "4e": 4,
    "fourth": 4,
    "4th": 4,
    "dernier": 0,
    "final": 0,
    "last": 0,
    "1ier": 1,
    "one": 1,
    "two": 2,
}
_QUARTERLY = re.compile(
    rf"\b{_PART}(?:(?P<lead_year>20\d\d)[ -]?)?(?:(?P<letter>[qtsh])(?P<n>[1-4])|(?P<n_first>[1-4])(?P<letter_last>[qt]|[hs](?= 20\d\d))"
    r"|(?P<ordinal>premier|1i?er|first|1st|deuxieme|second|2eme|2nd|2e|troisieme|3eme|3e|third|3rd|quatrieme|4eme|4e|fourth|4th|dernier|final|last)"
    r" (?P<word>trimestre|trim|quarter|qtr|semestre|sem|half)(?: civil| calendar| fiscal)?|(?P<word_first>quarter|trimestre"
    r"|semestre) (?P<n_word>[1-4]|one|two))"
    r"(?![a-z0-9@])(?!-\d(?!\d))(?:[ /'-]?(?P<yy>\d\d)(?![\w.,:%€$£-]| ?[a-z€$£]))?" + _YEAR
)


def _quarters(message: Utterance, where: _Where) -> Iterator[Days]:
    for found in _look(_QUARTERLY, message, where, "quarter", "unit"):
        days = _quarter(message, found)
        if days is not None:
            yield days


def _quarter(message: Utterance, found: re.Match[str]) -> Days | None:
    today, part = message.today, _part(found)
    letter = found["letter"] or found["letter_last"] or (found["word"] or found["word_first"])[0]
    months = 6 if letter in ("h", "s") else 3
    if found["ordinal"]:
        number = _ORDINALS[found["ordinal"]] or 12 // months
        if found["ordinal"] == "last" and not (found["year"] or found["this_year"] or found["next_year"]):
            return None
    else:
        said = found["n"] or found["n_first"] or found["n_word"]
        number = int(said) if said.isdigit() else _ORDINALS[said]
    if not 1 <= number * months <= 12:
        return None

    def span(year: int) -> tuple[date, date]:
        return _part_of_months(year, (number - 1) * months + 1, months, part)

    explicit = found["lead_year"] or (found["yy"] and "20" + found["yy"])
    meant = _coming(span, found, today)
    if explicit:
        meant = span(int(explicit)) if _within_reason(int(explicit), today) else None
    if meant is None or meant[1] < today:
        return None
    return Days(*meant, found.start(), found.end(), "quarter" if months == 3 else "half", part)


_YEARLY = re.compile(
    rf"(?<![\w+/.,-])(?<!\d ){_PART}(?:(?:cy|fy) ?'?(?P<fiscal>(?:20)?\d\d)|(?P<year>20\d\d))(?![\w/-]|[.,:]\d| \d| ?[€$£%]"
    r"| ?(?:k|euros?|eur|dollars?|pounds?|chf|balles|par|per|personnes|salarie\w*|employe\w*|people|staff|users|utilisateurs|clients|factures"
    r"|articles|references|m2)\b)"
)
_SAYS_YEAR = re.compile(
    r"(?:\b(?:en|in|courant|pour|for|by|before|avant|d'ici|dici|until|till|from|des|debut|fin|mi|early|late|mid|during|of|de|within|sometime|annee"
    r"|year|an|sur|plutot|probably|surement|sans doute"
    r"|ou|or|say|maybe|peut-etre|vers|around|a|until|to|next|rather|exercice|printemps|horizon|rien|nothing|all of|l'annee|after|apres)|[,(:.?!-]"
    r"|^) ?$"
)


def _years(message: Utterance, where: _Where) -> Iterator[Days]:
    for found in _look(_YEARLY, message, where, "year"):
        digits = found["year"] or found["fiscal"]
        year = int(digits) + (2000 if len(digits) == 2 else 0)
        part = _part(found)
        if not _within_reason(year, message.today):
            continue
        before = message.plain[max(0, found.start() - 16) : found.start()]
        is_project = re.match(r" (?:project|launch|rollout)\b", message.plain[found.end() : found.end() + 9])
        if not part and not found["fiscal"] and not is_project and not _SAYS_YEAR.search(before):
            continue
        first, last = _part_of_year(year, part)
        if last >= message.today:
            yield Days(first, last, found.start(), found.end(), "year", part)


# ---------------------------------------------------------------- seasons and feasts

_SEASONAL = re.compile(
    rf"\b{_PART}(?P<which>(?:(?:cet|ce|le|the|this|next|coming|en|au|in|by|before|for|over|during|until|after|l) |l'){{0,3}})"
    rf"(?P<season>ete|hiver|printemps|automne|summer|winter|spring|autumn|fall)(?:time)?(?![a-z0-9'@]){_YEAR}"
)
_SEASONS: dict[str, tuple[int, int, int]] = {
    # Begins on the 20th or 21st of its first month as the calendar has it; it surely lasts to the end of its second full one.
    "ete": (6, 21, 8), "summer": (6, 21, 8), "hiver": (12, 21, 2), "winter": (12, 21, 2), "printemps": (3, 20, 5), "spring": (3, 20, 5),
    "automne": (9, 22, 11), "autumn": (9, 22, 11), "fall": (9, 22, 11),
}  # fmt: skip


def _season_span(name: str, part: Part | None, year: int) -> tuple[date, date]:
    """The season which ends in `year`."""
    month, day, last_month = _SEASONS[name]
    first = date(year - 1 if month > last_month else year, month, day)
    if part == "end":
        return date(year, last_month, 1), month_end(year, last_month)
    if part:
        after = add_months(first, 1 if part == "mid" else 0)
        return first, month_end(after.year, after.month)
    return first, month_end(year, last_month)


def _seasons(message: Utterance, where: _Where) -> Iterator[Days]:
    for found in _look(_SEASONAL, message, where, "season"):
        name, part, which = found["season"], _part(found), found["which"].strip()
        # "a été", "prices fall", "a spring": the word alone is no season.
        before = message.plain[max(0, found.start() - 12) : found.start()].strip()
        if (
            name in ("ete", "spring", "fall")
            and not (which or part or found["year"])
            and not (not before or (name != "ete" and re.search(r"(?:\b(?:maybe|perhaps|probably|likely|or|say)|,)$", before)))
        ):
            continue
        if name == "ete" and not (which or part) and message.plain[found.end() :].strip(" .!?"):
            continue
        span = _coming(partial(_season_span, name, part), found, message.today)
        if span and which.endswith("next") and span[0] <= message.today:
            span = _season_span(name, part, span[1].year + 1)
        if span:
            yield Days(*span, found.start() if part else found.start("season"), found.end(), "season", part)


_FEASTS: tuple[tuple[str, Callable[[int], tuple[date, date]]], ...] = (
    (r"vacances (?:de )?noel|christmas (?:break|holidays?|vacation|shutdown)|winter break", lambda year: (date(year, 12, 19), date(year + 1, 1, 3))),
    (r"noel|christmas|xmas|x-mas", lambda year: (date(year, 12, 25), date(year, 12, 25))),
    (r"(?:les |des )?fetes(?: de fin d'annee)?|the holidays|(?:the )?(?:holiday|festive) (?:season|period"
        r"|break)", lambda year: (date(year, 12, 25), date(year + 1, 1, 1))),
    (r"(?:le )?nouvel an|(?:le )?jour de l'an|new year'?s(?: day| eve)?", lambda year: (date(year, 1, 1), date(year, 1, 1))),
    (r"(?:la )?nouvelle annee|(?:the )?new year", lambda year: (date(year, 1, 1), date(year, 1, 31))),
    (r"(?:la )?rentree (?:de )?janvier", lambda year: (date(year, 1, 4), date(year, 1, 15))),
    (r"(?:la )?rentree(?: scolaire| universitaire)?(?: (?:de |en )?sept(?:embre)?)?"
        r"|back to school", lambda year: (date(year, 9, 1), date(year, 9, 15))),
    (r"(?:les )?(?:grandes vacances|vacances (?:scolaires )?d'ete|conges d'ete)|(?:the )?summer (?:holidays?|break"
        r"|vacation)", lambda year: (date(year, 7, 5), date(year, 8, 31))),
    (r"paques|easter", lambda year: (_easter(year), _easter(year))),
    (r"(?:la )?toussaint", lambda year: (date(year, 11, 1), date(year, 11, 1))),
    (r"halloween", lambda year: (date(year, 10, 31), date(year, 10, 31))),
    (r"(?:la )?(?:st|saint)[- ]valentin|valentine'?s?(?: day)?", lambda year: (date(year, 2, 14), date(year, 2, 14))),
    (r"thanksgiving", lambda year: (_thanksgiving(year), _thanksgiving(year))),
    (r"(?:st|saint)\.?[- ]patrick'?s?(?: day)?|paddy'?s day", lambda year: (date(year, 3, 17), date(year, 3, 17))),
    (r"mardi gras|(?:le )?carnaval|carnival", lambda year: (_easter(year) - timedelta(47), _easter(year) - timedelta(47))),
    (r"(?:l')?ascension(?: day)?", lambda year: (_easter(year) + timedelta(39), _easter(year) + timedelta(39))),
    (r"(?:la )?pentecote|whit(?:sun|suntide| monday)", lambda year: (_easter(year) + timedelta(49), _easter(year) + timedelta(50))),
    (r"(?:l')?epiphan(?:ie|y)", lambda year: (date(year, 1, 6), date(year, 1, 6))),
    (r"(?:la )?chandeleur", lambda year: (date(year, 2, 2), date(year, 2, 2))),
    (r"(?:la )?(?:st|saint)\.?[- ]jean", lambda year: (date(year, 6, 24), date(year, 6, 24))),
    (r"(?:l')?assomption", lambda year: (date(year, 8, 15), date(year, 8, 15))),
    (r"(?:la )?(?:st|saint)\.?[- ]nicolas", lambda year: (date(year, 12, 6), date(year, 12, 6))),
    (r"boxing day", lambda year: (date(year, 12, 26), date(year, 12, 26))),
    (r"bonfire night", lambda year: (date(year, 11, 5), date(year, 11, 5))),
    (r"australia day", lambda year: (date(year, 1, 26), date(year, 1, 26))),
    (r"anzac day", lambda year: (date(year, 4, 25), date(year, 4, 25))),
    (r"canada day", lambda year: (date(year, 7, 1), date(year, 7, 1))),
    (r"black friday", lambda year: (_thanksgiving(year) + timedelta(1), _thanksgiving(year) + timedelta(1))),
)  # fmt: skip
_FEAST = re.compile(r"\b(?:" + "|".join(f"(?P<feast{n}>{words})" for n, (words, _) in enumerate(_FEASTS)) + r")(?![a-z0-9@-])" + _YEAR)


def _feasts(message: Utterance, where: _Where) -> Iterator[Days]:
    for found in _look(_FEAST, message, where, "feast"):
        number = next(n for n in range(len(_FEASTS)) if found[f"feast{n}"])
        span = _coming(_FEASTS[number][1], found, message.today)
        if span:
            yield Days(*span, found.start(), found.end(), "feast")


# ---------------------------------------------------------------- distances

_UNIT_WORDS = (
    r"(?:jours?|jrs?|j|days?|semaines?|sem|weeks?|wks?|wk|mois|months?|mths?|mnths?|mth|trimestres?|quarters?|mos?|semestres?|annees?|anees?"
    r"|annes?|ans?|years?|yrs?|yr|fortnights?|quinzaines?)"
)
_UNITS: tuple[tuple[str, int, int], ...] = (
    # (how it begins, months, days)
    ("jo", 0, 1), ("jr", 0, 1), ("j", 0, 1), ("day", 0, 1), ("semestre", 6, 0), ("sem", 0, 7), ("w", 0, 7), ("trim", 3, 0), ("quarter", 3, 0),
    ("fortnight", 0, 14), ("quinzaine", 0, 15), ("m", 1, 0), ("an", 12, 0), ("y", 12, 0),
)  # fmt: skip
_UNIT_AFTER = re.compile(
    rf"(?:[ -]?(?:de |d'|petite?s? |bons? |bonnes? |short |long |more |other |full |working |calendar |autres |prochaine?s |next "
    rf"|coming )?(?P<unit>{_UNIT_WORDS})|(?P<half> and a half (?:years?|months?|weeks?)))(?![a-z0-9@])"
)
_ARTICLE = re.compile(
    rf"\b(?:(?P<count>a few|few|quelques|several|plusieurs|within|(?:a |une )?(?:matter|question|affaire|histoire) (?:of |de )|(?:a "
    rf"|une? )?couple (?:of |de |d')?|another|half an?|une? demi[- ]|demi[- ]|an?|the next|les prochain(?:e?s)|les|ces|coming|prochain(?:e?s))"
    rf" ?(?:good |full |whole |couple of |couple |few |prochain(?:e?s) |quelques |petite?s? |short )?)(?P<unit>{_UNIT_WORDS})(?![a-z0-9@])"
)
_HALF_MORE = re.compile(r"^ (?:et demie?|and a half)\b")
_OR_MORE = re.compile(r"^ (?:ou|or|a|to|voire) (?P<count>deux|two|2|trois|three|3|quatre|four|4)\b(?! ?(?:personnes|people|salaries))")
_OR_COUNT = {"deux": 2, "two": 2, "2": 2, "trois": 3, "three": 3, "3": 3, "quatre": 4, "four": 4, "4": 4}
_NEXT_UNITS = re.compile(
    r"^(?P<words> (?:prochain(?:e?s)|qui (?:viennent|vient|suivent|arrivent)|a venir|'? ?time|from now|d'ici|down the (?:line"
    r"|road)|away|off|out))\b|^'s? time\b|^'s\b(?= time)"
)
_SAYS_DISTANCE = re.compile(
    r"\b(?:dans|ds|d'ici|d ici|dici|sous|(?:give|giving|gave|given|allow(?:ed|ing)?) (?:us|me|it|ourselves|myself)|(?:se|nous) (?:laisse|laissons|donne|donnons)|laissez[- ](?:moi|nous)|donnez[- ](?:moi|nous)|in|within|under|inside|next|coming|prochains|prochaines|horizon|delai(?: de)?|up to|d'au plus|moins de"
    r"|less than|d'ici a)"
    r"(?: (?:environ|about|around|roughly|say|disons|a peu pres|the|les|la|le|next|maybe|peut-etre|moins|de|max|coming|maximum|au plus"
    r"|plus ou moins|un delai de|quelque|at most|approximately|approx)[.,]?)* ?$"
)


def _later(today: date, count: Decimal, unit: str) -> date | None:
    """`count` units after today, or None beyond reason."""
    _, months, days = next(known for known in _UNITS if unit.startswith(known[0]))
    if count < 0 or count * (months * 30 + days) > FARTHEST_YEARS * 366:
        return None
    whole = int(count * months)
    rest = (count * months - whole) * 30 + count * days
    return add_months(today, whole) + timedelta(int(rest))


def _distances(message: Utterance, where: _Where) -> Iterator[Days]:
    if not where.get("unit"):
        return
    yield from _counted(message)
    yield from _articled(message, where)
    yield from _set_distances(message, where)


def _counted(message: Utterance) -> Iterator[Days]:
    """ "3 à 6 mois", "deux ans et demi", "18 months"."""
    plain = message.plain
    for quantity in islice(find_quantities(message), 2 * _MOST):
        after = plain[quantity.end : quantity.end + 40]
        found = _UNIT_AFTER.match(after)
        if quantity.negated:
            continue
        if not found:
            if re.match(r" ?moi\b", after) and _SAYS_DISTANCE.search(plain[max(0, quantity.start - 20) : quantity.start]):
                found = re.match(r" ?(?P<unit>moi)(?P<half>$^)?", after)
            if not found:
                continue
        days = _counted_days(message, quantity, found)
        if days:
            yield days


_LOWER_BEFORE = re.compile(r"\b(?:\d{1,2}|une?|deux|trois|quatre|cinq|six|one|two|three|four|five|six),? (?:ou |or |a |to )?$")


def _counted_days(message: Utterance, quantity: Quantity, found: re.Match[str]) -> Days | None:
    plain, today = message.plain, message.today
    unit = found["unit"] or found["half"].split()[-1]
    low, high = quantity.low, quantity.high
    most = high if high is not None else low
    assert most is not None
    end = quantity.end + found.end()
    if unit in ("j", "jr") and not plain[quantity.end - 1].isdigit():
        return None
    if quantity.is_article and unit in ("day", "jour") and not _SAYS_DISTANCE.search(plain[max(0, quantity.start - 30) : quantity.start]):
        return None
    if found["half"]:
        most += Decimal("0.5")
    elif half := _HALF_MORE.match(plain[end : end + 16]):
        most, end = most + Decimal("0.5"), end + half.end()
    elif quantity.low == quantity.high and (more := _OR_MORE.match(plain[end : end + 16])) and _OR_COUNT[more["count"]] > most:
        most, end = Decimal(_OR_COUNT[more["count"]]), end + more.end()
    if tail := _NEXT_UNITS.match(plain[end : end + 24]):
        end += tail.end()
    last = _later(today, most, unit)
    first = _later(today, low, unit) if low is not None and high is not None else last
    if last is None or first is None:
        return None
    lower = _LOWER_BEFORE.search(plain[max(0, quantity.start - 14) : quantity.start])
    start = quantity.start - (len(lower.group()) if lower else 0)
    return Days(min(first, last), last, start, end, "distance", open_ended=high is None)


def _articled(message: Utterance, where: _Where) -> Iterator[Days]:
    """ "a year and a half", "quelques semaines", "a couple of months", "the coming weeks"."""
    plain = message.plain
    for found in _look(_ARTICLE, message, where, "unit"):
        said, unit, end = found.group()[: -len(found["unit"])], found["unit"], found.end()
        vague = re.search(
            r"few|quelques|several|plusieurs|within|matter|question|affaire|histoire|coming|prochain|next|les "
            r"|ces ",
            said,
        ) and unit.endswith(("s", "mois"))
        if said.startswith(("a ", "an ", "another")) and not vague and "couple" not in said and "half" not in said:
            before = plain[max(0, found.start() - 30) : found.start()]
            if re.match(r"^ (?:of|pass|ago|old|now)\b", plain[end : end + 8]) or not (_SAYS_DISTANCE.search(before) or _ALONE.search(before)):
                continue
            if unit == "day" and not _SAYS_DISTANCE.search(before):
                continue
            count = Decimal(1)
        elif "demi" in said or "half" in said:
            count = Decimal("0.5")
        elif "couple" in said:
            count = Decimal(2)
        elif not vague:
            continue
        else:
            if said.strip() in ("les", "ces") and not _NEXT_UNITS.match(plain[end : end + 24]):
                continue
            count = Decimal(7 if unit.startswith(("j", "d")) else 4 if unit.startswith(("sem", "w")) else 3)
        if half := _HALF_MORE.match(plain[end : end + 16]):
            count, end = count + Decimal("0.5"), end + half.end()
        elif more := _OR_MORE.match(plain[end : end + 16]):
            count, end = max(count, Decimal(_OR_COUNT[more["count"]])), end + more.end()
        if tail := _NEXT_UNITS.match(plain[end : end + 24]):
            end += tail.end()
        last = _later(message.today, count, unit)
        if last:
            more_than = re.search(r"\b(?:plus d'|over|more than|at least|au moins) ?$", plain[max(0, found.start() - 12) : found.start()])
            yield Days(last, last, found.start(), end, "distance", open_ended=bool(more_than))


_ALONE = re.compile(
    r"(?:^|[.,;:!?(]|\b(?:about|around|maybe|perhaps|say|probably|roughly|or|than|most|least|over|to|and|between|approx|likely"
    r"|like|give it|another)) ?$"
)
_SET: tuple[tuple[str, int, int], ...] = (
    # (words, months, days)
    (r"fortnight", 0, 14), (r"(?:dans|ds|sous|d'ici)(?: la| une)? quinzaine", 0, 15), (r"(?:dans|sous|d'ici)(?: la"
        r"| une)? huitaine", 0, 7), (r"(?:dans|sous|d'ici) (?:huit|8) jours", 0, 7),
    (r"(?:dans|ds|courant) la semaine(?: qui vient| a venir)?(?! du| d'| de)"
        r"|within the week", 0, 7), (r"(?:dans|ds|sous) le mois(?: qui vient| a venir)?(?! de| d')|within the month", 1, 0),
    (r"(?:dans|sous) le trimestre(?: qui vient)?|within the quarter", 3, 0), (r"(?:dans|sous) le semestre(?: qui vient)?", 6, 0),
    (r"(?:dans|ds|sous) l'? ?annee(?: qui vient| a venir)?"
        r"|within the year", 12, 0), (r"(?:sous |dans (?:les )?|d'ici |within |in )?24 ?(?:h|hours|heures|hrs)(?! ?[/-]?\d)", 0, 1),
    (r"(?:sous |dans (?:les )?|d'ici |within |in )?48 ?(?:h|hours|heures"
        r"|hrs)", 0, 2), (r"(?:sous |dans (?:les )?|d'ici |within |in )?72 ?(?:h|hours|heures|hrs)", 0, 3),
)  # fmt: skip
_SET_WORDS = re.compile(r"\b(?:" + "|".join(f"(?P<set{n}>{words})" for n, (words, _, _) in enumerate(_SET)) + r")(?![a-z0-9])")
_COUNTDOWN = re.compile(r"\b(?P<unit>[jms]) ?\+ ?(?P<count>\d{1,2})\b(?! ?[€$£k])")


def _set_distances(message: Utterance, where: _Where) -> Iterator[Days]:
    """ "dans le mois", "sous 48h", "J+15"."""
    for found in _look(_SET_WORDS, message, where, "unit"):
        _, months, days = next(known for n, known in enumerate(_SET) if found[f"set{n}"])
        last = add_months(message.today, months) + timedelta(days)
        yield Days(last, last, found.start(), found.end(), "distance")
    for found in _look(_COUNTDOWN, message, where, "unit"):
        counted = _later(message.today, Decimal(found["count"]), {"j": "jour", "m": "mois", "s": "semaine"}[found["unit"]])
        if counted:
            yield Days(counted, counted, found.start(), found.end(), "distance")


# ---------------------------------------------------------------- what only looks like days

_NOT_AHEAD_BEFORE = re.compile(
    r"\b(?:depuis|since|il y a|y a|ya|last|past|previous|first|premiers|premieres|dernier|derniere|dernieres|derniers|chaque|tous les|toutes les|every|each|par|per"
    r"|(?:created|founded|established|cree+s?|fonde+s?|nee?s?|born|incorporated) (?:en|in|on|le)|creation|fondation)"
    r"(?: (?:environ|about|le|la|l'|les|the|early|late|fin|debut|plus de|au moins|pres de|deja|bientot|around|over|more than|almost|nearly|roughly"
    r"|en|other|mois de|month of|back in|ces)){0,3} ?$"
)
_NOT_AHEAD_AFTER = re.compile(
    r"^ ?(?:since\b|derniere?s?(?! delai| carat| limite)|passee?s?|precedente?s?|ago\b|earlier\b|auparavant|plus tot\b|last year|back\b(?! to)"
    r"|chaque annee|tous les ans|every year|each year|de l'an(?:nee)? derniere?)"
)
_BEEN_SO_LONG = re.compile(
    r"\b(?:ca|cela|voila|it's|it has|has|have|'ve)(?: (?:va|bien|deja|now|already))? (?:fait|faire|been)(?: (?:bien|deja"
    r"|almost|about|over|nearly|bientot|plus de|pres de))* ?$|\bvoila (?:deja )?$"
)
_MEASURES_BEFORE = re.compile(
    r"(?:\b(?:pendant|durant|sur|for|during|over|(?:contrat|contract|engagement|abonnement|licence|licen[sc]e|subscription|garantie|warranty|bail"
    r"|lease|preavis|notice|periode|stage|formation|alternance|cdd"
    r"|experience|anciennete|essai|trial|demo|tous les|toutes les|every|age|gratuit|free|commitment|term)(?: (?:de|d'|of|sur))?"
    r"|(?:(?<!mois )(?<!ans )(?<!an )(?<!jours )(?<!semaines )a|ai|avons|avez|ont|avait|has|have|had|is|am|are|turned|fete|fetons|ses|nos|mes"
    r"|after|apres)(?P<owned>)"
    r"|net|(?:paient|payons|payes?|payer|paiements?|reglements?|regle\w*|encaiss\w+|paid|terms) (?:a|net|in|within|sous)|(?:paie|factur\w+) a"
    r"|(?:dur(?:e|ent|ee|ait)|takes?|took|taken|prend|prennent|prenait|pris|mis|met|mettent|spent|spends?|lasts?|lasted)(?: (?:us|me|them|nous|moi|lui|leur|just|only|juste|seulement))?)"
    r"|[€$£]|\b(?:k|eur|euros?|balles))(?: (?:ht|ttc))?"
    r"(?: (?:environ|about|deja|already|almost|nearly|pres de|plus de|more than|over|around|bientot|un|une|a|the|de))* ?$"
)
_MEASURES_AFTER = re.compile(
    r"^[ -]?(?:d'(?:experience|anciennete|existence|engagement|essai|abonnement|activite|age|historique|retard|avance|stock|tresorerie|garantie"
    r"|conges?|alternance|essais)"
    r"|de (?:contrat|garantie|retard|preavis|stock|conges?|formation|recul|maison|metier|boite|carriere|service|bail|stage|vie|pratique|tresorerie"
    r"|gratuite?|vacances|travail|salaire|loyer|location|prison)"
    r"|old\b|of (?:experience|service|data|history|stock|holiday|leave|trading|contract)|experience\b|(?:rolling )?(?:contract|contrat|notice"
    r"|trial|warranty|guarantee|subscription|commitment|lease|license|licence|term)\b"
    r"|(?:in|en) (?:business|the (?:trade|business|job)|affaires|arrears)|en arriere|behind\b|overdue|de suite|in a row|par (?:an|mois|semaine)"
    r"|a (?:year|month|week)|per (?:year|month|week)|/ ?(?:an|mois|7|24|sem)"
    r"|au compteur|deja\b|gratuit|offert|free\b|net\b|fin de mois)"
)
_NOT_FOR = re.compile(r"(?:\bnot|n't)(?: \w+){0,3} for (?:at least |another |about |a good )*$")
_OVER_THE_NEXT = re.compile(r"\b(?:next|coming|prochaine?s?|from now|away|down the|time|qui vien\w+|a venir|d'ici)\b")


def _looks_ahead(message: Utterance, days: Days) -> bool:
    before, after = message.plain[max(0, days.start - 40) : days.start], message.plain[days.end : days.end + 30]
    if _NOT_AHEAD_BEFORE.search(before) or _NOT_AHEAD_AFTER.match(after):
        return False
    if days.kind != "distance":
        return True
    words = message.plain[days.start : days.end]
    if _OVER_THE_NEXT.search(words) or _OVER_THE_NEXT.search(before[-8:]):
        return True
    if _MEASURES_AFTER.match(after):
        return False
    if _BEEN_SO_LONG.search(before):
        return False
    if not message.plain[: days.start].replace("over", "").strip():
        # "over a year" is all that is said.
        return True
    measured = _MEASURES_BEFORE.search(before)
    if measured and message.raw[days.start - len(before) + measured.start() : days.start].strip() == "à":
        return True
    if _NOT_FOR.search(before):
        # "not for two years" puts it off.
        return True
    # "on a 2 mois" is time left, "la boîte a 12 ans" an age.
    return not measured or (measured["owned"] is not None and not re.search(r"\b(?:ans?|annees?|years?|yrs?)\b", words))


# ---------------------------------------------------------------- all together

_TO = re.compile(
    r"^(?: ?[-/] ?|,? (?:(?P<also>et|and)|ou|or|a|au|to|voire|ou alors|or maybe|ou bien|jusqu'a|jusqu'en|jusqu'au|until|till|through|thru|if not"
    r"|sinon|-|/|maybe even) )"
    r"(?:(?:en|in|le|la|l'|de|du|the|maybe|even|peut-etre|plutot|alors|early|a|au) ?)*$"
)
_BETWEEN = re.compile(r"\b(?:entre|between|from|de) (?:le |la |the |l')?$")

_SHAPES: tuple[Callable[[Utterance, _Where], Iterator[Days]], ...] = (
    _months, _numeric, _numbered, _weekdays, _near, _relative, _ends, _week_numbers, _quarters, _years, _seasons, _feasts, _distances,
)  # fmt: skip


def find_days(message: Utterance) -> tuple[Days, ...]:
    """Every day or span of days ahead that the message names, in order of place; of two that overlap the longer one.

    "mars ou avril" and "entre mars et mai" are one span, from the first to the last day.
    """
    try:
        where = _where(message.plain)
        candidates = [days for shape in _SHAPES for days in shape(message, where)] if where else []
    except (OverflowError, ValueError):
        # A day beyond the calendar is no day that anyone means.
        return ()
    taken: list[Days] = []
    for days in sorted(candidates, key=lambda d: (d.start - d.end, d.start))[: 2 * _MOST]:
        if all(days.end <= kept.start or days.start >= kept.end for kept in taken):
            taken.append(days)
    ahead = [days for days in sorted(taken, key=lambda d: d.start) if _looks_ahead(message, days)]
    return tuple(_joined(message.plain, ahead[:_MOST]))


_OF_THAT_YEAR = re.compile(
    r"^ ?[,:(-]* ?(?:(?:sans doute|surement|probablement|plutot|disons|peut-etre|vers|en|au|le|probably|rather|say|maybe|more like|likely|around|in|the) ?)*$"
)
"""What may stand between a year and the part of it that is meant."""


def _joined(plain: str, found: list[Days]) -> list[Days]:
    joined: list[Days] = []
    for days in found:
        last = joined[-1] if joined else None
        if last is not None:
            between = plain[last.end : days.start]
            link = _TO.match(between) if len(between) < 24 else None
            if link and (not link["also"] or _BETWEEN.search(plain[: last.start][-12:])):
                joined[-1] = replace(
                    last, first=min(last.first, days.first), last=max(last.last, days.last), end=days.end, kind=days.kind, part=days.part
                )
                continue
            # "Courant 2027, sans doute au second semestre": the year of what follows.
            if last.kind == "year" and days.kind in ("month", "quarter", "half") and _OF_THAT_YEAR.match(between) and days.last < last.first:
                later = last.first.year - days.first.year
                joined[-1] = replace(days, first=add_months(days.first, 12 * later), last=add_months(days.last, 12 * later), start=last.start)
                continue
            # "mardi, le 24 mars": the weekday of a date.
            if last.kind == "weekday" and days.kind == "day" and re.match(r"^,? ?(?:le |the )?$", between):
                joined[-1] = replace(days, start=last.start)
                continue
            # "le 15 du mois prochain": the day of another month.
            if last.first == last.last and last.kind == "day" and days.kind == "month" and re.match(r"^ ?(?:du|of|de)? ?(?:the )?$", between):
                day = _day_or_none(days.first.year, days.first.month, last.first.day)
                if day:
                    joined[-1] = replace(last, first=day, last=day, end=days.end)
                    continue
        joined.append(days)
    return joined
