"""The `vestibule` command."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.later import Later

app = typer.Typer(
    cls=Later,
    no_args_is_help=True,
    add_completion=False,
    help="Vestibule: qualifies leads in conversation and books meetings.",
    rich_markup_mode=None,
)


@app.command()
def run() -> None:
    """Make everything ready, start the edge and the worker, and print the address of the demo site.

    Trains the assistant when the data changed. Ctrl-C stops every process.

    Examples:  vestibule run   |   VESTIBULE_PORT=9000 vestibule run
    """
    from bot.launcher import launch

    raise typer.Exit(launch())


@app.command()
def train() -> None:
    """Train the assistant on the present data, and print the model's file.

    Example:  vestibule train
    """
    from bot.settings import load_settings
    from bot.training import train as train_model

    print(train_model(load_settings().models))


@app.command()
def check(
    rasa: Annotated[bool, typer.Option(help="Also let Rasa look for stories that contradict each other, which takes half a minute.")] = True,
) -> None:
    """Tell what is wrong in data/, domain.yml, the site file and .env: file, line, what to write.

    Exit code 0 when all is well, 1 otherwise.

    Examples:  vestibule check   |   vestibule check --no-rasa
    """
    from bot.checking import env_faults
    from bot.proofreading import proofread
    from bot.settings import ROOT, site
    from qualification.sites.loading import BrokenSite

    told = [str(fault) for fault in (*env_faults(), *proofread())]
    try:
        site()
    except BrokenSite as error:
        told += str(error).splitlines()
    for line in told:
        print(line)
    code = 0
    if rasa and not told:
        import subprocess
        import sys

        # Of Rasa's own checks, the one that is not made here: whether two stories say different things of the same talk.
        command = [sys.executable, "-W", "ignore", "-m", "rasa", "data", "validate", "stories", "--fail-on-warnings", "--max-history", "5"]
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
        code = done.returncode
        if code:
            print(done.stdout + done.stderr)
    if told or code:
        raise typer.Exit(1)
    print("All is well.")


@app.command()
def talk(language: Annotated[str, typer.Option(help="The language the talk begins in: fr or en.")] = "fr") -> None:
    """Chat in the terminal, and see what was read, the score, and why the next question was chosen.

    Examples:  vestibule talk   |   vestibule talk --language en
    """
    from bot.talking import talk as hold_talk

    if language not in ("fr", "en"):
        raise typer.BadParameter("is fr or en")
    hold_talk("en" if language == "en" else "fr")


if __name__ == "__main__":
    app()
