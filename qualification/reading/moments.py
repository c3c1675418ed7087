"""When a meeting suits: a day, a weekday, hours, earlier or later. What is offered is chosen among by the booking."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import islice

from qualification.reading.days import Days, find_days
from qualification.reading.utterance import Reading, Utterance


@dataclass(frozen=True)
class Moment:
    """What was said of when; None or False is nothing said.

    A weekday alone ("mardi") may be of any week, so it leaves `day` empty; "mardi prochain" and "mardi 24" name the day as well.
    `from_time` is included, `until_time` excluded.
    """

    day: date | None = None
    not_before_day: date | None = None
    weekday: int | None = None
    """0 is Monday."""
    from_time: time | None = None
    until_time: time | None = None
    at_time: time | None = None
    later: bool = False
    """Said only to be later than what was offered: "plus tard", "another day"."""
    minutes: int | None = None
    """How long the meeting may be: "un quart d'heure suffit", "can we have an hour"."""


NOTHING = Moment()

# ---------------------------------------------------------------- clock times

_HOUR_WORDS = {
    "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "dix-sept": 17, "dix-huit": 18, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_HOUR_WORD = "|".join(sorted(_HOUR_WORDS, key=len, reverse=True))
_CLOCK = re.compile(
    r"(?<![\w.,:/€$£+-])(?:(?P<half>half past|half) (?P<half_hour>\d{1,2}"
    r"|" + _HOUR_WORD + r")\b|(?P<quarter>quarter (?:past|to)) (?P<quarter_hour>\d{1,2}|" + _HOUR_WORD + r")\b"
    r"|(?P<hour>\d{1,2})(?: ?(?:h|heures?|:|hr|hrs)(?! ?/) ?(?P<minute>[0-5]\d)?|\.(?P<dotted>[0-5]\d)(?= ?(?:am|pm|a\.m"
    r"|p\.m)))?(?P<et_demie> et (?:demie?|quart))? ?(?P<half_day>am|pm|a\.m\.?|p\.m\.?)?(?![\w:/%€$£]|[.,]\d)"
    r"|(?P<word>" + _HOUR_WORD + r") ?(?:heures?|h|o'?clock|(?P<word_half_day>am|pm))\b(?P<word_demie> et demie?| trente)?"
    r"|(?P<noon>midi(?: et demie?)?|noon|midday))"
)
_SAYS_TIME = re.compile(
    r"(?:\b(?:at|a|vers|around|about|apres|after|before|avant|from|des|until|till|jusqu'a|by|entre|between|et|and|to|pas avant"
    r"|de|past|since|or|ou|plutot|rather|maybe|say)|@|-) ?$"
)
_LINKED = re.compile(r"^ ?(?:-|a|to|et|and|until|till|jusqu'a|/) ?$")
_AFTER = re.compile(
    r"\b(?:apres|after|a partir d[e']|des|from|past|not before|pas avant|passe|any ?time after|not earlier than|later than"
    r"|plus tard que|dispo des|au-dela de|starting(?: at)?)(?: (?:les|the|around|about|at|environ))? ?$"
)
_BEFORE = re.compile(
    r"\b(?:avant|before|until|till|jusqu'a|by|not after|pas apres|not later than|no later than|pas plus tard que|up to"
    r"|au plus tard(?: a)?)(?: (?:les|the|around|about|at|environ))? ?$"
)
_ONWARDS = re.compile(r"^ ?(?:onwards?|or later|ou plus tard|et plus|and later|passees?|et apres|and after)\b")
_AT_LATEST = re.compile(r"^ ?(?:au plus tard|at the latest|latest|max\b|or earlier|ou avant|ou plus tot)")
_NOT_THEN = re.compile(
    r"(?:\b(?:pas(?! avant| apres)|not|sauf|except|but not|mais pas|plutot que|instead of|au lieu d[eu'])|n't)(?: (?:le|la|l'"
    r"|on|at|a|in|the|libre|dispo\w*|free|available|do|ok|possible|avant|make|work|de|ce|cet|this))* ?$"
)


@dataclass(frozen=True)
class _Clock:
    at: time
    start: int
    end: int


def _clocks(message: Utterance) -> list[_Clock]:
    """Every time of day, in order of place. A bare number is one only after a word that says so ("vers 10")."""
    plain = message.plain
    clocks: list[_Clock] = []
    for found in islice(_CLOCK.finditer(plain), 12):
        before = plain[max(0, found.start() - 16) : found.start()]
        if found["hour"] and not (found["half_day"] or re.search(r"h|:|\.", plain[found.end("hour") : found.end()])):
            linked = clocks and _LINKED.match(plain[clocks[-1].end : found.start()])
            followed = re.match(r" ?(?:-|a|to|et|and) ?\d{1,2} ?(?:h|am|pm|heures)", plain[found.end() : found.end() + 10])
            if not (
                linked
                or followed
                or (
                    _SAYS_TIME.search(before)
                    and re.match(
                        r"$|[ ]?[^\w ]|[ ](?:si|if|please|svp|et|and|ou|or|demain"
                        r"|tomorrow|on|le)\b",
                        plain[found.end() :],
                    )
                )
            ):
                continue
        at = _time_of(found, message)
        if at:
            clocks.append(_Clock(at, found.start(), found.end()))
    return clocks


def _time_of(found: re.Match[str], message: Utterance) -> time | None:
    if found["noon"]:
        return time(12, 30 if "demi" in found["noon"] else 0)
    said = found["half_hour"] or found["quarter_hour"] or found["hour"] or found["word"]
    hour = int(said) if said.isdigit() else _HOUR_WORDS[said]
    minute = int(found["minute"] or found["dotted"] or 0)
    if found["half"] or found["word_demie"] or (found["et_demie"] or "").endswith(("demi", "demie")):
        minute = 30
    elif found["et_demie"]:
        minute = 15
    elif found["quarter"]:
        hour, minute = (hour, 15) if "past" in found["quarter"] else (hour - 1, 45)
    half_day = (found["half_day"] or found["word_half_day"] or "")[:1]
    if half_day == "p" and hour < 12:
        hour += 12
    elif half_day == "a" and hour == 12:
        hour = 0
    elif not half_day and 1 <= hour <= 6 and (message.language == "en" or _AFTERNOON.search(message.plain)):
        # Nobody meets at three in the morning.
        hour += 12
    elif not half_day and 1 <= hour <= 5:
        hour += 12
    return time(hour, minute) if 0 <= hour <= 23 else None


# ---------------------------------------------------------------- parts of the day

_AFTERNOON = re.compile(r"\b(?:(?:l'|cet |en |d')?apres[- ]?m(?:idi)?|aprem|(?:this |in the |the )?afternoons?)\b")
_PARTS: tuple[tuple[re.Pattern[str], time | None, time | None], ...] = (
    # (words, from, until)
    (re.compile(r"\b(?:en )?fin de matinee|late(?:r in the)? morning|end of the morning\b"), time(11), time(12, 30)),
    (re.compile(r"\b(?:en )?debut de matinee|early (?:in the )?morning|first thing|de bonne heure|tot le matin|early\b(?= on|$)"), None, time(10)),
    (re.compile(r"\b(?:en )?debut d'apres[- ]midi|early (?:in the )?afternoon|just after lunch|juste apres (?:le )?(?:dejeuner"
        r"|manger)\b"), time(13), time(15)),
    (re.compile(r"\b(?:en )?fin d'apres[- ]midi|(?:en )?fin de journee|en soiree|le soir|ce soir|late(?:r in the)? afternoon"
        r"|end of (?:the )?(?:day|afternoon)|evening|late in the day\b"), time(16), None),
    (re.compile(r"\b(?:apres (?:le )?dejeuner|after lunch)\b"), time(13), None),
    (re.compile(r"\b(?:entre midi et deux|pause dejeuner|lunch ?time|over lunch|heure du dejeuner)\b"), time(12), time(14)),
    (_AFTERNOON, time(12), None),
    (re.compile(r"\b(?:matin|matinee|mat\b|mornings?)\b"), None, time(12)),
)  # fmt: skip
_LATER = re.compile(
    r"\b(?:(?:un peu |bien |beaucoup )?plus tard(?! qu)|(?:a bit |much |some ?time )?later(?! than)(?: on)?|(?:un )?autres? (?:jours?|dates?"
    r"|creneaux?|horaires?|moments?|dispos?|propositions?|heures?)|d'autres (?:creneaux|dates|horaires|dispos|propositions|jours|choix)"
    r"|(?:an?)?other (?:days?|times?|slots?|dates?|options?)|(?:any )?(?:different|more) (?:days?|times?|slots?|dates?|options?)|something later"
    r"|quelque chose de plus tard|pas cette semaine|not this week|la suite|next ones|further out)\b"
)

# ---------------------------------------------------------------- how long

_LENGTHS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"\b(?:(?:un |a )?quart d'heure|quarter of an hour|15 ?(?:min(?:ute)?s?|mn))\b"), 15),
    (re.compile(r"\b(?:(?:une )?demi[- ]heure|half an hour|half[- ]hour|30 ?(?:min(?:ute)?s?|mn))\b"), 30),
    (re.compile(r"\b(?:trois quarts d'heure|three quarters of an hour|45 ?(?:min(?:ute)?s?|mn))\b"), 45),
    (
        re.compile(
            r"\b(?:(?:pendant|pour|dure\w*|environ|for|about|lasts?|need|have|take) (?:une|1|an|one) ?(?:h|heure|hour)"
            r"|(?:une|1|an|one) ?(?:h|heure|hour) (?:suffi\w*|de rendez-vous|d'echange|long|would do|is enough|is fine)|60 ?(?:min(?:ute)?s?|mn))\b"
        ),
        60,
    ),
)
_FROM_NOW = re.compile(r"\b(?:dans|in|within|d'ici|il y a|depuis|every|toutes les)(?: (?:les?|the|environ|about))? ?$")


def _with_length(plain: str, moment: Moment, spans: list[tuple[int, int]]) -> Moment:
    for words, minutes in _LENGTHS:
        found = words.search(plain)
        before = plain[max(0, found.start() - 24) : found.start()] if found else ""
        if found and not _FROM_NOW.search(before) and not _NOT_THEN.search(before):
            spans.append(found.span())
            return replace(moment, minutes=minutes)
    return moment


# ---------------------------------------------------------------- reading


def read_moment(message: Utterance) -> Reading[Moment] | None:
    """The day and hours that suit, as far as said; None when the message says none.

    What is said not to suit ("pas lundi") is left out, and so are hours without a sign of being hours.
    """
    if message.is_blank:
        return None
    spans: list[tuple[int, int]] = []
    moment = _with_length(message.plain, NOTHING, spans)
    moment = _with_hours(message, moment, spans)
    moment = _with_day(message, moment, spans)
    if found := _LATER.search(message.plain):
        later = moment.day is None and moment.weekday is None and moment.at_time is None
        moment = replace(moment, later=later)
        spans += [found.span()] if later else []
    if moment == NOTHING:
        return None
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    return Reading(moment, message.quote(start, end), start, end)


def _with_hours(message: Utterance, moment: Moment, spans: list[tuple[int, int]]) -> Moment:
    plain = message.plain
    # "une heure suffit" is no one o'clock.
    clocks = [clock for clock in _clocks(message) if not any(start <= clock.start < end or clock.start <= start < clock.end for start, end in spans)]
    for index, clock in enumerate(clocks):
        before, after = plain[max(0, clock.start - 32) : clock.start], plain[clock.end : clock.end + 20]
        if index + 1 < len(clocks) and _LINKED.match(plain[clock.end : clocks[index + 1].start]) and clock.at < clocks[index + 1].at:
            span = (clock.start, clocks[index + 1].end)
            if not _NOT_THEN.search(before):
                spans.append(span)
                return replace(moment, from_time=clock.at, until_time=clocks[index + 1].at)
            return moment
        if _AFTER.search(before) or _ONWARDS.match(after):
            moment = replace(moment, from_time=clock.at)
        elif _BEFORE.search(before) or _AT_LATEST.match(after):
            moment = replace(moment, until_time=clock.at)
        elif _NOT_THEN.search(before):
            continue
        else:
            moment = replace(moment, at_time=clock.at)
        spans.append((clock.start, clock.end))
    if moment.at_time or moment.from_time or moment.until_time:
        return moment
    return _with_part_of_day(plain, moment, spans)


def _with_part_of_day(plain: str, moment: Moment, spans: list[tuple[int, int]]) -> Moment:
    for words, begin, until in _PARTS:
        for found in islice(words.finditer(plain), 4):
            before = plain[max(0, found.start() - 24) : found.start()]
            if re.search(r"\bapres[- ]demain $|demain $|\bgood $|\bbon $", before) and found.group().startswith(("good", "bon")):
                continue
            if not _NOT_THEN.search(before):
                spans.append(found.span())
                return replace(moment, from_time=begin, until_time=until)
    return moment


_FROM_DAY = re.compile(
    r"\b(?:a partir d[eu']|des|from|after|apres|pas avant|not before|not until|as of|starting|any ?time from|libre des"
    r"|dispo(?:nible)? des)(?: (?:le|la|l'|the|on))? ?$"
)
_FROM_AFTER = re.compile(r"^ ?(?:onwards?|or later|ou plus tard|ou apres|or after)\b")


def _with_day(message: Utterance, moment: Moment, spans: list[tuple[int, int]]) -> Moment:
    """The last day named that suits; days that are ruled out by a `pas` are none."""
    plain, chosen = message.plain, moment
    for days in find_days(message):
        before = plain[max(0, days.start - 32) : days.start]
        starts = _FROM_DAY.search(before) or _FROM_AFTER.match(plain[days.end :])
        if _NOT_THEN.search(before) and not starts:
            continue
        # "en fin de journée" is of no day.
        if (days.kind in ("feast", "season") and not starts) or (
            days.kind == "today" and re.match(r"(?:en |the )?(?:fin|end)\b", plain[days.start : days.end])
        ):
            continue
        after = bool(re.search(r"\b(?:after|apres)(?: (?:le|la|l'|the))? ?$", before))
        chosen = _placed(plain, replace(moment, later=False), days, bool(starts), after)
        spans.append((days.start, days.end))
    return chosen


def _placed(plain: str, moment: Moment, days: Days, starts: bool, after: bool) -> Moment:
    if starts:
        return replace(moment, not_before_day=days.last + timedelta(1) if after else days.first)
    if days.kind == "weekday":
        words = plain[days.start : days.end]
        is_one_day = re.search(r"\b(?:next|this|coming|ce|prochain|pro|suivant|huit|quinze|week|sem|semaine)\b|\d", words)
        return replace(moment, weekday=days.first.weekday(), day=days.first if is_one_day else None)
    if days.kind in ("day", "today") and days.first == days.last:
        return replace(moment, day=days.first)
    return replace(moment, not_before_day=days.first)
