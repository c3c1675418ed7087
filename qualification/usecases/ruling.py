"""Changing the scoring rules: shown on the present leads before anything is changed, kept, taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from qualification.facts import Act
from qualification.history import Change
from qualification.lead import Lead, Score, Stage
from qualification.retelling import lead_as_of
from qualification.scoring import score
from qualification.site import Scoring, Site
from qualification.stages import finding, is_over, stage_after
from qualification.storage import leads, rules
from qualification.storage.database import Database
from qualification.storage.rules import Origin, Ruleset
from qualification.usecases.rescoring import Progress, Rescored, everyone, nobody_looks, rescore_all


class NoSuchRules(ValueError):
    """Rules that were never in force, or that are already."""


@dataclass(frozen=True)
class Move:
    """What new rules would do to one lead."""

    lead_id: str
    who: str
    """A name or an address, or the id where there is none."""
    before: Stage
    after: Stage
    points_before: int
    points_after: int
    gained: tuple[str, ...]
    """Rules that would count or count more."""
    lost: tuple[str, ...]

    @property
    def why(self) -> str:
        return ", ".join([*(f"+{one}" for one in self.gained), *(f"-{one}" for one in self.lost)]) or "thresholds"


@dataclass(frozen=True)
class Preview:
    """What new rules would do to the present leads."""

    looked_at: int
    changed_points: int
    moves: tuple[Move, ...]
    """Those who would change stage."""

    @property
    def by_stage(self) -> dict[tuple[Stage, Stage], int]:
        return dict(Counter((one.before, one.after) for one in self.moves).most_common())


def _points(found: Score) -> dict[str, float]:
    return {reason.rule: float(reason.points) for reason in found.reasons}


def _difference(before: Score, after: Score) -> tuple[tuple[str, ...], tuple[str, ...]]:
    old, new = _points(before), _points(after)
    more = tuple(rule for rule in {**new, **old} if new.get(rule, 0) > old.get(rule, 0))
    less = tuple(rule for rule in {**new, **old} if new.get(rule, 0) < old.get(rule, 0))
    return more, less


def _stands(lead: Lead, found: Score, site: Site, at: datetime) -> Stage:
    over = lead.set_back is not None and is_over(lead.set_back, lead, at)
    scored = replace(lead, score=found, set_back=None if over else lead.set_back)
    return stage_after(lead.stage, finding(scored, site)[0])


def _move(lead: Lead, acts: Iterable[Act], old: Site, new: Site, at: datetime) -> tuple[Move | None, bool]:
    """How a lead would move, and whether its points would change. Both rules are asked at the same moment: time is no change."""
    done = list(acts) if lead.counts_acts else []
    was, would = score(lead, done, old, at), score(lead, done, new, at)
    before, after = _stands(lead, was, old, at), _stands(lead, would, new, at)
    if before == after:
        return None, was.total != would.total
    gained, lost = _difference(was, would)
    who = lead.name or lead.email or lead.phone or lead.id
    return Move(lead.id, who, before, after, was.total, would.total, gained, lost), was.total != would.total


def preview(database: Database, site: Site, scoring: Scoring, at: datetime, progress: Progress = nobody_looks) -> Preview:
    """What these rules would do to the present leads. Nothing is changed."""
    with database.reading() as connection:
        old = rules.with_rules(site, connection)
    new = replace(site, scoring=scoring)
    looked = changed = 0
    moves = []
    for batch, done in everyone(database):
        for stored in batch:
            if stored.lead.merged_into:
                # Its person is looked at.
                continue
            move, differs = _move(stored.lead, done[stored.lead.id], old, new, at)
            changed += differs
            if move:
                moves.append(move)
        looked += len(batch)
        progress(looked)
    return Preview(looked, changed, tuple(moves))


@dataclass(frozen=True)
class Applied:
    """The rules now in force, and what they did to the leads."""

    ruleset: Ruleset
    rescored: Rescored


def _put_in_force(
    database: Database, site: Site, scoring: Scoring, text: str, origin: Origin, who: str, now: datetime, progress: Progress
) -> Applied:
    with database.writing() as connection:
        ruleset = rules.add(connection, scoring, text, origin, now, who)
    return Applied(ruleset, rescore_all(database, site, now, progress))


def apply(
    database: Database,
    site: Site,
    scoring: Scoring,
    text: str,
    who: str,
    now: datetime,
    progress: Progress = nobody_looks,
    *,
    origin: Origin = "applied",
) -> Applied:
    """Puts rules in force under a new number and scores all leads by them. Raises NoSuchRules when they are in force already."""
    with database.reading() as connection:
        present = rules.in_force(connection)
    if present is not None and present.version == scoring.version:
        raise NoSuchRules(f"these rules are in force already, as {present.name}")
    return _put_in_force(database, site, scoring, text, origin, who, now, progress)


def roll_back(database: Database, site: Site, number: int | None, who: str, now: datetime, progress: Progress = nobody_looks) -> Applied:
    """Puts earlier rules in force again, as a new number: those of `number`, else those before the present ones. Raises NoSuchRules."""
    with database.reading() as connection:
        every = rules.history(connection)
    if not every:
        raise NoSuchRules("no rules were kept yet; `vestibule rules apply` keeps the first ones")
    earlier = [one for one in every if one.version != every[-1].version]
    if number is not None:
        earlier = [one for one in every if one.number == number]
        if not earlier:
            raise NoSuchRules(f"there are no rules {number}; there are {', '.join(str(one.number) for one in every)}")
    if not earlier:
        raise NoSuchRules("there are no other rules to go back to")
    if earlier[-1].version == every[-1].version:
        raise NoSuchRules(f"rules {earlier[-1].number} are those in force")
    chosen = earlier[-1]
    return _put_in_force(database, site, chosen.scoring, chosen.text, "rolled back", who, now, progress)


def take_from_site_file(database: Database, scoring: Scoring, text: str, now: datetime) -> Ruleset | None:
    """Puts the rules of the site file in force when the file was changed since it was last looked at; None when it was not.

    What was applied or rolled back in between stays in force as long as nobody edits the file.
    """
    with database.writing() as connection:
        seen = rules.latest_of_the_site_file(connection)
        if seen is not None and seen.version == scoring.version:
            return None
        return rules.add(connection, scoring, text, "site file", now, "site file")


def kept(database: Database) -> list[Ruleset]:
    """All rules there were, oldest first."""
    with database.reading() as connection:
        return rules.history(connection)


@dataclass(frozen=True)
class Told:
    """A lead as it stood on a date, by the rules that were in force then."""

    lead: Lead
    score: Score
    stage: Stage
    ruleset: Ruleset | None
    """None where no rules were kept yet: those of the site file counted."""


def tell_again(database: Database, site: Site, lead_id: str, at: datetime) -> Told | None:
    """The lead's score on a past date, told again from its history, its acts and the rules of that date; None when there was no such lead."""
    with database.reading() as connection:
        stored = leads.find(connection, lead_id)
        if stored is None or stored.lead.created_at > at:
            return None
        changes: list[Change] = leads.history(connection, lead_id)
        done = leads.acts_of_many(connection, [lead_id])[lead_id]
        ruleset = rules.in_force(connection, at)
    then = lead_as_of(stored.lead, changes, at)
    by = site if ruleset is None else replace(site, scoring=ruleset.scoring)
    return Told(then, score(then, done, by, at), then.stage, ruleset)
