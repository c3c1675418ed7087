"""Where a lead stands, and why (contract: Stages). One table says what each fact does to each stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from qualification.lead import STAGES, Lead, SetBack, SetBackBy, Stage
from qualification.money import reaches_floor
from qualification.site import Site

Found = Literal["unreachable", "reachable", "mature", "ready", "turned_away"]
"""What the rules find in what is known."""
Done = Literal["accepted", "met", "rejected", "closed", "won", "lost", "silent", "waits", "returns"]
"""What sales and time do: a rep accepted the lead; a meeting took place; sales rejected it, to be nurtured or (`closed`) for good; it bought; it
was lost; nobody heard of it for long; it asked to wait until a date; that date came and it goes back to sales."""
Fact = Found | Done
FACTS: tuple[Fact, ...] = (*get_args(Found), *get_args(Done))

GRID = """
|               | visitor      | cold         | mql          | sql          | prospect     | customer     | disqualified |
|---------------|--------------|--------------|--------------|--------------|--------------|--------------|--------------|
| `unreachable` | visitor      | visitor      | visitor      | visitor      | prospect     | customer     | visitor      |
| `reachable`   | cold         | cold         | cold         | cold         | prospect     | customer     | cold         |
| `mature`      | mql          | mql          | mql          | mql          | prospect     | customer     | mql          |
| `ready`       | sql          | sql          | sql          | sql          | prospect     | customer     | sql          |
| `turned_away` | disqualified | disqualified | disqualified | disqualified | prospect     | customer     | disqualified |
| `accepted`    |              | prospect     | prospect     | prospect     | prospect     | customer     |              |
| `met`         | prospect     | prospect     | prospect     | prospect     | prospect     | customer     | prospect     |
| `rejected`    |              | cold         | cold         | cold         | cold         |              |              |
| `closed`      | disqualified | disqualified | disqualified | disqualified | disqualified |              | disqualified |
| `won`         |              | customer     | customer     | customer     | customer     | customer     |              |
| `lost`        |              |              |              |              | cold         | cold         |              |
| `silent`      | visitor      | cold         | cold         | cold         | cold         | customer     | disqualified |
| `waits`       |              | cold         | cold         | cold         | cold         |              |              |
| `returns`     |              | prospect     |              |              | prospect     | customer     |              |
"""
"""(fact, stage) -> stage; an empty cell is something that cannot happen. The same table stands in docs/glossary.md."""


def read_grid(grid: str) -> dict[tuple[Stage, Fact], Stage]:
    """The table that is written as a grid of stages by facts."""
    head, _, *rows = [[cell.strip(" `") for cell in line.strip().strip("|").split("|")] for line in grid.strip().splitlines()]
    return {(stage, row[0]): cell for row in rows for stage, cell in zip(head[1:], row[1:], strict=True) if cell}  # type: ignore[misc]


TABLE: Mapping[tuple[Stage, Fact], Stage] = read_grid(GRID)

NEEDS_A_REASON: frozenset[Fact] = frozenset({"rejected", "closed", "lost", "silent", "waits"})
"""What takes a lead back, and is refused without a reason."""

NEAR = frozenset({"now", "quarter", "half"})
"""The horizons within half a year."""
HAS_A_SAY = frozenset({"decision_maker", "influencer"})


class Impossible(Exception):
    """This cannot happen to a lead that stands there. The text says so to a person."""


def stage_after(stage: Stage, fact: Fact) -> Stage:
    """Where the fact takes a lead. Raises Impossible for an empty cell of the table."""
    try:
        return TABLE[stage, fact]
    except KeyError:
        possible = ", ".join(one for one in FACTS if (stage, one) in TABLE and one in get_args(Done))
        raise Impossible(f"`{fact}` cannot happen to a lead at the stage `{stage}`; what can is {possible}") from None


def higher(one: Stage, other: Stage) -> Stage:
    """The higher of two stages; being disqualified is not a height."""
    return max(one, other, key=lambda stage: -1 if stage == "disqualified" else STAGES.index(stage))


@dataclass(frozen=True)
class Standing:
    """A stage and the ground for it, as a key of the history."""

    stage: Stage
    because: str


def _serves(lead: Lead, site: Site) -> bool:
    return lead.need.value is not None and site.topic(lead.need.value.topic) is not None


def _is_near(lead: Lead) -> bool:
    return lead.timeline.value is not None and lead.timeline.value.horizon in NEAR


def _has_a_say(lead: Lead) -> bool:
    return lead.authority.value is not None and lead.authority.value.role in HAS_A_SAY


def _can_pay(lead: Lead, site: Site) -> bool:
    if lead.budget.state == "declined":
        return True
    return lead.budget.value is not None and reaches_floor(lead.budget.value, site)


def _is_barred(lead: Lead) -> bool:
    """A user without a say, someone who asks for others, or no plan at all: at most an MQL."""
    no_say = lead.authority.value is not None and lead.authority.value.role in ("user", "none")
    return no_say or (lead.timeline.value is not None and lead.timeline.value.horizon == "none")


def is_sales_ready(lead: Lead, site: Site) -> str | None:
    """Why the lead is an SQL, or None while it is not one; one that was set back is none until that is over."""
    if _is_barred(lead) or lead.set_back is not None:
        return None
    if _serves(lead, site) and _is_near(lead) and _has_a_say(lead) and _can_pay(lead, site):
        return "qualified"
    if lead.interview.wants_meeting and lead.need.state == "answered" and lead.is_reachable:
        return "asked_for_a_meeting"
    if site.scoring.sql_from is not None and lead.score.total >= site.scoring.sql_from and lead.is_reachable and _serves(lead, site):
        return "score"
    return None


def could_still_qualify(lead: Lead, site: Site) -> bool:
    """Whether answers that are still missing could make the lead an SQL."""
    if lead.disqualified_because or _is_barred(lead):
        return False
    if lead.need.value is not None and not _serves(lead, site):
        return False
    if lead.timeline.value is not None and not _is_near(lead):
        return False
    return not (lead.budget.value is not None and not reaches_floor(lead.budget.value, site))


def finding(lead: Lead, site: Site) -> tuple[Found, str]:
    """What the rules find in a lead, and the ground for it."""
    if lead.disqualified_because:
        return "turned_away", lead.disqualified_because
    if ground := is_sales_ready(lead, site):
        return "ready", ground
    if not lead.is_reachable:
        return "unreachable", "not_reachable"
    if lead.set_back is not None:
        return "reachable", lead.set_back.by
    if lead.need.state == "answered" and lead.score.total >= site.scoring.mql_from:
        return "mature", "score"
    return "reachable", "not_mature"


def standing(lead: Lead, site: Site) -> Standing:
    """The stage that the facts give the lead.

    What sales did stands above the rules: a prospect or a customer stays one whatever is said later.
    """
    found, because = finding(lead, site)
    return Standing(stage_after(lead.stage, found), "sales" if lead.stage in ("prospect", "customer") else because)


def known_of(lead: Lead) -> str:
    """What decides whether a lead is ready for sales, in one line that changes when any of it does."""
    told = (lead.need, lead.timeline, lead.authority, lead.budget, lead.size)
    return " / ".join([*(repr(answer.value or answer.state) for answer in told), str(lead.interview.wants_meeting)])


def set_back(lead: Lead, by: SetBackBy, reason: str, at: datetime, who: str, until: datetime | None = None) -> SetBack:
    """The note that keeps the lead from coming back before it has something new to say, or before `until`."""
    return SetBack(by=by, reason=reason, at=at, who=who, stage=lead.stage, known=known_of(lead), until=until)


def is_over(back: SetBack, lead: Lead, at: datetime) -> bool:
    """Whether what set the lead back holds no longer: its date has come, or the lead has said something new."""
    return (back.until is not None and at >= back.until) or known_of(lead) != back.known
