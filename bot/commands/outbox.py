"""`vestibule outbox`: what waits to leave the house, and what could not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from qualification.storage.database import Database
    from qualification.storage.outbox import Effect

app = typer.Typer(no_args_is_help=True, help="Letters, calendar entries and webhooks that wait to leave, or could not.", rich_markup_mode=None)

STATES = ("waiting", "given_up", "delivered")
_Ids = Annotated[list[int] | None, typer.Argument(help="The numbers that `vestibule outbox list` shows.")]
_AllGivenUp = Annotated[bool, typer.Option("--all-given-up", help="Everything that was given up.")]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


@contextmanager
def _database() -> Iterator[Database]:
    from bot.settings import load_settings
    from qualification.storage.database import Database

    database = Database(load_settings().database_url)
    try:
        database.migrate()
        yield database
    finally:
        database.close()


def _view(effect: Effect) -> dict[str, Any]:
    from qualification.storage.outbox import state_of

    return {
        "id": effect.id,
        "state": state_of(effect),
        "kind": effect.kind,
        "what": effect.payload.get("letter") or effect.payload.get("event") or effect.payload.get("rep"),
        "lead": effect.lead_id,
        "due_at": effect.due_at.isoformat() if effect.due_at else None,
        "attempts": effect.attempts,
        "fault": effect.fault,
        "error": effect.error,
    }


@app.command("list")
def show(
    state: Annotated[str | None, typer.Option(help="Only waiting, given_up or delivered; both of the first without.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only mail, calendar or webhook.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")] = 50,
    as_json: _Json = False,
) -> None:
    """List effects, newest first.

    Examples:  vestibule outbox list   |   vestibule outbox list --state given_up --json
    """
    from qualification.storage import outbox

    if state is not None and state not in STATES:
        raise typer.BadParameter(f"is one of {', '.join(STATES)}", param_hint="--state")
    with _database() as database, database.reading() as connection:
        wanted = [state] if state else ["given_up", "waiting"]
        found = [one for each in wanted for one in outbox.listed(connection, limit, state=each, kind=kind)][:limit]  # type: ignore[arg-type]
        counts = outbox.counts(connection, datetime.now(UTC))
    if as_json:
        typer.echo(json.dumps({"effects": [_view(one) for one in found], "counts": dict(counts)}, ensure_ascii=False, indent=2))
        return
    _print_table([_view(one) for one in found])
    typer.echo(f"{counts['waiting']} waiting ({counts['due']} due), {counts['given_up']} given up, {counts['delivered']} delivered.")


def _print_table(rows: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*("id", "state", "kind", "what", "due", "tries", "why"), show_edge=False)
    for row in rows:
        why = f"{row['fault'] or ''} {row['error'] or ''}".strip()[:80]
        cells = (row["id"], row["state"], row["kind"], row["what"] or "", (row["due_at"] or "")[:16], row["attempts"], why)
        # Text: what a server answered is no markup.
        table.add_row(*(Text(str(cell)) for cell in cells), style="red" if row["state"] == "given_up" else "")
    if rows:
        Console().print(table)


@app.command("show")
def read(number: Annotated[int, typer.Argument(help="The number of an effect.")]) -> None:
    """Print a letter as it would be sent, or what would be told to a program.

    Exit code 1 when there is no such effect.

    Example:  vestibule outbox show 12
    """
    from bot.settings import site
    from qualification.outbox.reading import shown
    from qualification.storage import outbox

    with _database() as database, database.reading() as connection:
        effect = outbox.find(connection, number)
        text = shown(effect, connection, site(), datetime.now(UTC)) if effect else None
    if effect is None:
        typer.echo(f"There is no effect {number}.", err=True)
        raise typer.Exit(1)
    if text is None:
        typer.echo("Nothing will be sent: the person was erased, or a later change has overtaken this one.")
        return
    head = f"To: {text.to}\nSubject: {text.subject}\n\n" if text.to else ""
    typer.echo(head + text.text)


def _chosen(database: Database, numbers: list[int] | None, all_given_up: bool) -> list[int]:
    """The effects that are meant. Exits with 2 when none are named."""
    from qualification.storage import outbox

    if all_given_up:
        with database.reading() as connection:
            return [one.id for one in outbox.listed(connection, 100_000, state="given_up")]
    if not numbers:
        raise typer.BadParameter("name some numbers, or use --all-given-up")
    return numbers


def _tell(done: int, wanted: int, what: str) -> None:
    """Says how many were done; exits with 1 when some were not, since they are delivered or not there."""
    typer.echo(f"{done} {what}.")
    if done < wanted:
        typer.echo(f"{wanted - done} left alone: delivered already, or not there.", err=True)
        raise typer.Exit(1)


@app.command()
def retry(numbers: _Ids = None, all_given_up: _AllGivenUp = False) -> None:
    """Have effects tried again at once, with all attempts before them.

    Exit code 1 when some were delivered already or are not there.

    Examples:  vestibule outbox retry 12 13   |   vestibule outbox retry --all-given-up
    """
    from qualification.storage import outbox

    with _database() as database:
        chosen = _chosen(database, numbers, all_given_up)
        with database.writing() as connection:
            done = outbox.retry(connection, chosen, datetime.now(UTC))
    _tell(done, len(set(chosen)), "to be tried again")


@app.command()
def drop(
    numbers: _Ids = None, all_given_up: _AllGivenUp = False, yes: Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")] = False
) -> None:
    """Remove effects, so that they never leave.

    Exit code 1 when some were delivered already or are not there, or the question is answered with no.

    Examples:  vestibule outbox drop 12   |   vestibule outbox drop --all-given-up --yes
    """
    from qualification.storage import outbox

    with _database() as database:
        chosen = _chosen(database, numbers, all_given_up)
        if not yes:
            typer.confirm(f"Drop {len(set(chosen))}? They will never be sent.", abort=True)
        with database.writing() as connection:
            done = outbox.drop(connection, chosen)
    _tell(done, len(set(chosen)), "dropped")


@app.command()
def bounced(report: Annotated[typer.FileBinaryRead, typer.Argument(help="The mail that came back; - is standard input.")]) -> None:
    """Note a letter that came back: it stands as given up, and the workspace says what to do.

    Whatever else is in the mail is left alone, so that a whole mailbox can be piped through, one mail at a time.

    Examples:  vestibule outbox bounced returned.eml   |   in ~/.forward:  "|vestibule outbox bounced -"
    """
    from qualification.outbox.bounces import bounce_in
    from qualification.storage import outbox

    found = bounce_in(report.read())
    if found is None:
        typer.echo("No report about a letter of ours.")
        return
    with _database() as database, database.writing() as connection:
        is_ours = outbox.came_back(connection, found.letter, found.detail, datetime.now(UTC), fault=found.fault)
    typer.echo("Noted." if is_ours else "No report about a letter of ours.")
