"""`vestibule import`: leads from a file, looked at first, then taken in."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table as Shown

from bot.commands.desk import WRONG, opened, people, print_json, progress, table_in
from qualification.bant import Language
from qualification.importing import FIELDS, BadMapping, Importer, mapping_of
from qualification.lead import Source, SourceKind
from qualification.storage import rules
from qualification.tabling import Table
from qualification.usecases.importing import Imported, Looked, look, take_in_all

app = typer.Typer(add_completion=False, rich_markup_mode=None)

KINDS: tuple[SourceKind, ...] = ("import", "purchased", "referral", "event")


def _cost(text: str | None) -> Decimal | None:
    try:
        cost = Decimal(text.replace(",", ".")) if text is not None else None
    except InvalidOperation:
        raise typer.BadParameter("is no amount; write one as 2.50", param_hint="--cost") from None
    if cost is not None and not (cost.is_finite() and cost >= 0):
        raise typer.BadParameter("is no amount; write one as 2.50", param_hint="--cost")
    return cost


def _as_data(table: Table, mapping: dict[str, str], looked: Looked, done: Imported | None) -> dict[str, Any]:
    return {
        "encoding": table.encoding,
        "separator": table.separator,
        "mapping": {header: field for field, header in mapping.items()},
        "left_out_columns": [header for header in table.headers if header not in mapping.values()],
        "rows": len(table.rows),
        "right": len(looked.good),
        "known": looked.known,
        "bad": [{"line": one.line, "problems": list(one.problems)} for one in looked.bad],
        "imported": asdict(done) if done else None,
    }


def _show(file: Path, table: Table, mapping: dict[str, str], looked: Looked) -> None:
    people.print(f"{file.name}: {len(table.rows)} rows, {table.encoding}, separated by {table.separator!r}.", highlight=False)
    columns = Shown("column", "read as")
    for header in table.headers:
        field = next((field for field, name in mapping.items() if name == header), None)
        columns.add_row(header, field or "left out")
    people.print(columns)
    people.print(
        f"{len(looked.good)} rows are right, {looked.known} are in already or twice in the file, {len(looked.bad)} are bad.", highlight=False
    )
    if looked.bad:
        bad = Shown("line", "what is wrong")
        for one in looked.bad:
            bad.add_row(str(one.line), "\n".join(one.problems))
        people.print(bad)


@app.command()
def import_leads(
    file: Annotated[Path, typer.Argument(help="A CSV file: any separator and encoding; the first row names the columns.")],
    kind: Annotated[str, typer.Option(help=f"Where the leads come from: {', '.join(KINDS)}.")] = "import",
    supplier: Annotated[str | None, typer.Option(help="Who they were bought or got from.")] = None,
    cost: Annotated[str | None, typer.Option(help="What each lead cost, in the site's currency.")] = None,
    source: Annotated[str | None, typer.Option(help="A name for the source, as utm_source has for visitors.")] = None,
    columns: Annotated[
        list[str] | None, typer.Option("--map", help=f"COLUMN=FIELD, as often as needed; FIELD is - or one of {', '.join(FIELDS)}.")
    ] = None,
    language: Annotated[str, typer.Option(help="fr or en, for rows that do not say.")] = "fr",
    apply: Annotated[bool, typer.Option("--apply", help="Import; without it, the rows are only looked at.")] = False,
    skip_bad_rows: Annotated[bool, typer.Option("--skip-bad-rows", help="Import the right rows though others are bad.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: JSON on standard output.")] = False,
) -> None:
    """Look at a file of leads: how it is read, which rows are bad and why. With --apply, import it.

    No consent is presumed, whatever a column says. Leads are scored by the rules in force; people we know are recognised. The same row,
    in this file or another, is imported once: stopped in between, do it again.

    Exit code 0, or 1 when rows are bad (unless --skip-bad-rows) or the file cannot be read; then nothing was imported.

    Examples:  vestibule import fair.csv   |   vestibule import fair.csv --map "Boîte=company" --kind event --source "salon-2026" --apply
    """
    if kind not in KINDS:
        raise typer.BadParameter(f"is one of {', '.join(KINDS)}", param_hint="--kind")
    if language not in ("fr", "en"):
        raise typer.BadParameter("is fr or en", param_hint="--language")
    tongue: Language = "fr" if language == "fr" else "en"
    where = Source(kind=next(one for one in KINDS if one == kind), utm_source=source, supplier=supplier, cost=_cost(cost))
    table = table_in(file)
    try:
        mapping = mapping_of(table, columns or ())
    except BadMapping as error:
        raise typer.BadParameter(str(error), param_hint="--map") from None
    with opened() as desk:
        importer = Importer(table, mapping, tuple(topic.reading for topic in desk.site.topics), desk.now.date(), tongue)
        looked = look(desk.database, table, importer)
        done = None
        if apply and (skip_bad_rows or not looked.bad):
            with desk.database.reading() as connection:
                site = rules.with_rules(desk.site, connection)
            with progress("Importing", len(looked.good)) as moved:
                done = take_in_all(desk.database, site, looked.good, where, desk.now, moved)
    if as_json:
        print_json(_as_data(table, mapping, looked, done))
    else:
        _show(file, table, mapping, looked)
        if done:
            people.print(
                f"Imported: {done.added} leads, {done.recognised} of them people we knew. Left: {len(looked.bad)} bad rows.", highlight=False
            )
        elif apply:
            people.print("Nothing was imported. Mend the bad rows, or add --skip-bad-rows to import the others.")
        else:
            people.print("Nothing was imported; --apply does.")
    if looked.bad and not (apply and skip_bad_rows):
        raise typer.Exit(WRONG)
