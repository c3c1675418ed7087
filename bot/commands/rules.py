"""`vestibule rules`: what new scoring rules would do, putting them in force, taking them back, and what sales made of them."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from bot.commands.desk import Desk, fail, me, opened, people, print_json, progress
from qualification.explaining import sentence
from qualification.proportions import Share
from qualification.site import Scoring
from qualification.sites.rules import load_rules
from qualification.usecases import reporting, ruling
from qualification.usecases.ruling import Applied, NoSuchRules, Preview

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Scoring rules: see what new ones would do, put them in force, take them back, see what sales made of them (docs/scoring.md).",
)

File = Annotated[Path | None, typer.Argument(help="A site file, or a file with its `scoring:` part only; without one, the present site file.")]
Json = Annotated[bool, typer.Option("--json", help="For programs: JSON on standard output.")]
Who = Annotated[str | None, typer.Option(help="Who does it, for the history; else you.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


def _read(desk: Desk, file: Path | None) -> tuple[Scoring, str]:
    return load_rules(file or desk.settings.site_file, desk.site)


def _look(desk: Desk, scoring: Scoring) -> Preview:
    with progress("Looking at the present leads", desk.how_many()) as told:
        return ruling.preview(desk.database, desk.site, scoring, desk.now, told)


def _as_data(found: Preview) -> dict[str, Any]:
    return {
        "looked_at": found.looked_at,
        "changed_points": found.changed_points,
        "changed_stage": len(found.moves),
        "moves": [{**vars(move), "why": move.why} for move in found.moves],
    }


def _show(found: Preview, limit: int) -> None:
    people.print(f"{found.looked_at} leads looked at: {found.changed_points} would have other points, {len(found.moves)} another stage.")
    if not found.moves:
        return
    counts = Table("from", "to", "leads", title="How many")
    for (before, after), number in found.by_stage.items():
        counts.add_row(before, after, str(number))
    people.print(counts)
    moves = Table("lead", "from", "to", "points", "why", title="Who, and why")
    for move in found.moves[:limit]:
        moves.add_row(move.who, move.before, move.after, f"{move.points_before} → {move.points_after}", move.why)
    people.print(moves)
    if len(found.moves) > limit:
        people.print(f"… and {len(found.moves) - limit} more; --limit shows more, --json all.")


@app.command()
def preview(file: File = None, limit: Annotated[int, typer.Option(help="How many leads to name.", min=0)] = 20, as_json: Json = False) -> None:
    """Show which present leads would change stage under new rules, and why. Nothing is changed.

    Exit code 0, or 1 when the file is broken: each problem is told with its line.

    Examples:  vestibule rules preview NEW.yml   |   vestibule rules preview NEW.yml --json
    """
    with opened() as desk:
        scoring, _ = _read(desk, file)
        found = _look(desk, scoring)
        print_json({"version": scoring.version, **_as_data(found)}) if as_json else _show(found, limit)


def _tell(done: Applied, as_json: bool) -> None:
    number, rescored = done.ruleset, done.rescored
    if as_json:
        print_json({"number": number.number, "version": number.version, **vars(rescored)})
        return
    people.print(
        f"Rules {number.name} are in force. {rescored.leads} leads scored anew: "
        f"{rescored.changed_score} have other points, {rescored.changed_stage} another stage."
    )


@app.command()
def apply(
    file: File = None,
    yes: Yes = False,
    who: Who = None,
    as_json: Json = False,
) -> None:
    """Put rules in force as a new version, and score all leads by them. Shows first what they would do, and asks.

    Exit code 0, or 1 when the file is broken, the rules are in force already, or the answer was no.

    Examples:  vestibule rules apply NEW.yml   |   vestibule rules apply NEW.yml --yes --who Sarah
    """
    with opened() as desk:
        scoring, text = _read(desk, file)
        if not yes:
            _show(_look(desk, scoring), 10)
            typer.confirm("Put these rules in force?", abort=True)
        if file is not None and not ruling.kept(desk.database):
            # So that there is something to go back to.
            ruling.take_from_site_file(desk.database, *load_rules(desk.settings.site_file), desk.now)
        origin = "site file" if file is None else "applied"
        try:
            with progress("Scoring", desk.how_many()) as told:
                _tell(ruling.apply(desk.database, desk.site, scoring, text, who or me(), desk.now, told, origin=origin), as_json)
        except NoSuchRules as error:
            raise fail(f"Nothing was changed: {error}.") from None


@app.command()
def history(
    as_json: Json = False, show: Annotated[int | None, typer.Option(help="Print the rules of this number as they were written.")] = None
) -> None:
    """List all rules there were: number, version, since when, by whom.

    Examples:  vestibule rules history   |   vestibule rules history --show 2
    """
    with opened() as desk:
        kept = ruling.kept(desk.database)
    if show is not None:
        found = next((one for one in kept if one.number == show), None)
        if found is None:
            raise fail(f"There are no rules {show}; there are {', '.join(str(one.number) for one in kept) or 'none yet'}.")
        print(found.text, end="")
        return
    rows = [
        {"number": one.number, "version": one.version, "at": one.at, "by": one.origin, "who": one.who, "rules": len(one.scoring.rules)}
        for one in kept
    ]
    if as_json:
        print_json(rows)
        return
    table = Table("number", "version", "since (UTC)", "came by", "who", "rules")
    for row in rows:
        table.add_row(str(row["number"]), str(row["version"]), f"{row['at']:%Y-%m-%d %H:%M}", str(row["by"]), str(row["who"]), str(row["rules"]))
    people.print(table if rows else "No rules were kept yet; those of the site file count. `vestibule run` or `vestibule rules apply` keeps them.")


@app.command()
def rollback(
    number: Annotated[int | None, typer.Argument(help="Which rules; without one, those before the present ones.")] = None,
    yes: Yes = False,
    who: Who = None,
    as_json: Json = False,
) -> None:
    """Put earlier rules in force again, as a new number, and score all leads by them.

    Exit code 0, or 1 when there are no such rules or the answer was no.

    Examples:  vestibule rules rollback   |   vestibule rules rollback 2 --yes
    """
    with opened() as desk:
        if not yes:
            typer.confirm(f"Put rules {number if number is not None else 'before the present ones'} in force again?", abort=True)
        try:
            with progress("Scoring", desk.how_many()) as told:
                _tell(ruling.roll_back(desk.database, desk.site, number, who or me(), desk.now, told), as_json)
        except NoSuchRules as error:
            raise fail(f"Nothing was changed: {error}.") from None


@app.command()
def tell(
    lead: Annotated[str, typer.Argument(help="The lead's id.")],
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="The date (its end, UTC) or the minute; else now.")
    ] = None,
    language: Annotated[str, typer.Option(help="fr or en.")] = "en",
    as_json: Json = False,
) -> None:
    """Tell again a lead's score on a past date: from its history, what it had done, and the rules in force then.

    Exit code 0, or 1 when there was no such lead on that date.

    Examples:  vestibule rules tell 0f8e… --on 2026-11-22   |   vestibule rules tell 0f8e… --language fr
    """
    if language not in ("fr", "en"):
        raise typer.BadParameter("is fr or en", param_hint="--language")
    with opened() as desk:
        at = desk.now if on is None else (datetime.combine(on, time.max) if on.time() == time.min else on).replace(tzinfo=UTC)
        found = ruling.tell_again(desk.database, desk.site, lead, at)
    if found is None:
        raise fail(f"There was no lead {lead} on {at:%Y-%m-%d %H:%M} UTC.")
    tongue = "fr" if language == "fr" else "en"
    rows = [(reason.rule, reason.points, sentence(reason, tongue)) for reason in found.score.reasons]
    name = found.ruleset.name if found.ruleset else f"site file ({desk.site.scoring.version})"
    if as_json:
        parts = {part: getattr(found.score, part) for part in ("total", "fit", "interest", "bant")}
        reasons = [{"rule": rule, "points": points, "because": because} for rule, points, because in rows]
        print_json({"lead": lead, "at": at, "stage": found.stage, "rules": name, **parts, "reasons": reasons})
        return
    people.print(f"{at:%Y-%m-%d %H:%M} UTC: {found.stage}, {found.score.total} points by rules {name}")
    table = Table("points", "rule", "because")
    for rule, points, because in rows:
        table.add_row(f"{points:+}", rule, because)
    people.print(table)


def _share(one: Share) -> str:
    return "—" if one.rate is None else f"{one.rate:.0%} ({one.low:.0%}–{one.high:.0%})"


@app.command()
def report(as_json: Json = False) -> None:
    """Show per rule and per source how many leads it lifted to sales, and how many of these sales accepted or won. Nothing is changed by it.

    Shares are of the leads that sales has judged, with their 95 % interval (Wilson): a wide one says that there is little to go by yet.

    Examples:  vestibule rules report   |   vestibule rules report --json
    """
    with opened() as desk, progress("Reading", desk.how_many()) as told:
        found = reporting.report(desk.database, told)
    if as_json:
        print_json(reporting.as_data(found))
        return
    whole = found.whole
    people.print(
        f"{whole.lifted} leads were proposed to sales; {whole.judged} were judged: accepted {_share(whole.accepted)}, won {_share(whole.won)}."
    )
    for title, rows in (("By rule", found.rules), ("By source", found.sources)):
        table = Table(title.split()[1], "lifted", "judged", "accepted", "accepted of the others", "won", "says", title=title)
        for row in rows:
            table.add_row(row.name, str(row.lifted), str(row.judged), _share(row.accepted), _share(row.others), _share(row.won), row.says)
        people.print(table)
    if found.reasons:
        table = Table("reason", "times", title="Why sales said no")
        for reason, times in found.reasons.items():
            table.add_row(reason, str(times))
        people.print(table)
