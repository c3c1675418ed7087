"""`vestibule rep`: letting sales reps into their workspace."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Sales reps: who they are, and links by which they sign in.", rich_markup_mode=None)


@app.callback()
def rep() -> None:
    """Sales reps: who they are, and links by which they sign in."""
    # Without this, Typer takes a group of one command for that command, and `link` for a name.


@app.command("link")
def link(name: Annotated[str, typer.Argument(help="The rep's id, name or e-mail address, as in the site file.")]) -> None:
    """Print a link by which a rep signs in to the workspace, once, within half an hour.

    Exit code 1 when there is no such rep.

    Examples:  vestibule rep link camille   |   vestibule rep link "Camille Lenoir"
    """
    from bot.settings import load_settings, site
    from bot.workspace.entrance import Entrance

    wanted = name.strip().casefold()
    rep = next((one for one in site().reps if wanted in (one.id.casefold(), one.name.casefold(), one.email.casefold())), None)
    if rep is None:
        known = ", ".join(one.id for one in site().reps)
        typer.echo(f"There is no rep {name!r} in the site file; known are {known}.", err=True)
        raise typer.Exit(1)
    settings = load_settings()
    typer.echo(f"{settings.public_url}/workspace/sign-in/{Entrance(settings.secret_key).link(rep.id, datetime.now(UTC))}")
