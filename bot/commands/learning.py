"""`vestibule learn`: a second opinion beside the points, from our own outcomes or from a file of past leads."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table as Shown

from bot.commands.desk import beside, fail, opened, people, print_json, table_in
from bot.opinions import keep
from qualification.learning import TooFew, date_in, learn, typed
from qualification.opinion import OWN, Opinion
from qualification.usecases.learning import learn_from_outcomes

app = typer.Typer(add_completion=False, rich_markup_mode=None)

GOOD = frozenset({
    "yes", "oui", "true", "vrai", "1", "y", "won", "win", "gagné", "gagnée", "accepted", "accepté", "acceptée", "converted", "converti",
    "customer", "client", "signed", "signé", "signe", "sold", "vendu", "success", "closed won",
})  # fmt: skip
"""What a good outcome is usually called."""


def _good_value(values: list[str], said: str | None) -> str:
    """Which value of the outcome is the good one: as said, else the one that is usually called so."""
    counted = Counter(value.casefold() for value in values if value)
    if said is not None:
        if said.casefold() not in counted:
            raise typer.BadParameter(f"{said!r} is not among {', '.join(sorted(counted)[:20])}", param_hint="--good")
        return said.casefold()
    good = [value for value in counted if value in GOOD]
    if len(counted) != 2 or len(good) != 1:
        shown = ", ".join(f"{value} ({times})" for value, times in counted.most_common(10))
        raise typer.BadParameter(f"which outcome is good? It is one of {shown}; say so with --good", param_hint="--good")
    return good[0]


def _from_file(file: Path, outcome: str, good: str | None, decided_on: str | None, now: Any) -> Opinion:
    table = table_in(file)
    for option, name in (("--outcome", outcome), ("--decided-on", decided_on)):
        if name is not None and name not in table.headers:
            raise typer.BadParameter(f"there is no column {name!r}; the file has {', '.join(table.headers)}", param_hint=option)
    values = table.column(outcome)
    value = _good_value(values, good)
    told = [n for n, one in enumerate(values) if one]
    if len(told) < len(values):
        beside.print(f"{len(values) - len(told)} rows have no outcome and are left out.", highlight=False)
    decided: list[date | None] | None = None
    if decided_on is not None:
        column = table.column(decided_on)
        decided = [date_in(column[n]) for n in told]
    columns = {}
    for header in table.headers:
        if header not in ("", outcome, decided_on):
            cells = table.column(header)
            columns[header] = typed([cells[n] for n in told])
    return learn(columns, [values[n].casefold() == value for n in told], now, file.name, decided)


def _verdict(found: Opinion) -> str:
    quality = found.quality
    if quality.auc_low <= 0.5:
        return "It cannot be told from chance: do not go by it."
    if quality.brier >= quality.brier_of_the_share:
        return "It ranks, but its probabilities are no better than the overall share: go by the order only."
    return "It ranks better than chance, and its probabilities are better than the overall share."


def _show(found: Opinion, where: Path) -> None:
    quality = found.quality
    people.print(f"Learnt from {quality.leads} leads, {quality.good} of them good ({quality.good / quality.leads:.0%}).", highlight=False)
    table = Shown("on the leads held back", "", title=f"How well it does on {quality.held_back} leads it was not shown")
    table.add_row("AUC (0.5 is chance, 1 is perfect)", f"{quality.auc:.3f} ({quality.auc_low:.3f}–{quality.auc_high:.3f})")
    table.add_row("Brier score (0 is perfect)", f"{quality.brier:.3f}; always saying the share: {quality.brier_of_the_share:.3f}")
    table.add_row("good leads in the fifth ranked highest", f"{quality.top_fifth:.0%} (20% by chance)")
    people.print(table)
    people.print(_verdict(found))
    weighs = Shown("column", "moves the sum by", title="What weighs most")
    for name, weight in list(found.importance.items())[:12]:
        weighs.add_row(name, f"{weight:.2f}")
    people.print(weighs)
    if found.left_out:
        left = Shown("column", "why", title="Left out")
        for one in found.left_out:
            left.add_row(one.name, one.why)
        people.print(left)
    people.print(f"Kept in {where}", highlight=False, soft_wrap=True)


@app.command()
def learn_command(
    leads: Annotated[Path | None, typer.Option("--leads", help="A CSV file of past leads in any columns; without one, our own outcomes.")] = None,
    outcome: Annotated[str | None, typer.Option(help="The column that says what became of each.")] = None,
    good: Annotated[str | None, typer.Option(help="The value of that column that is good, where it does not go without saying.")] = None,
    decided_on: Annotated[str | None, typer.Option(help="The column with the date of the outcome: later dates in others leak it.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: JSON on standard output.")] = False,
) -> None:
    """Learn how probable it is that sales accepts a lead, and say how well that is known. A second opinion: points and stages do not change.

    Columns that are constant, that are names rather than kinds, or that were known only after the outcome are named and left out. A quarter of the
    leads is held back to measure on. It takes 200 outcomes, 20 of each kind.

    Exit code 0, or 1 when there is too little to learn from or the file cannot be read.

    Examples:  vestibule learn   |   vestibule learn --leads past.csv --outcome signed --decided-on closed_at
    """
    if (leads is None) != (outcome is None):
        raise typer.BadParameter("goes with --leads, and --leads with it", param_hint="--outcome")
    with opened() as desk:
        try:
            if leads is not None and outcome is not None:
                found = _from_file(leads, outcome, good, decided_on, desk.now)
            else:
                found = learn_from_outcomes(desk.database, desk.now)
        except TooFew as error:
            raise fail(f"Nothing was learnt: {error}.") from None
        name = OWN if leads is None else "file-" + re.sub(r"[^A-Za-z0-9_-]+", "-", leads.stem)
        where = keep(desk.settings, name, found)
    if as_json:
        quality = vars(found.quality)
        left_out = [vars(one) for one in found.left_out]
        print_json({"of": found.of, "at": found.fitted_at, "quality": quality, "weighs": found.importance, "left_out": left_out, "file": str(where)})
    else:
        _show(found, where)
