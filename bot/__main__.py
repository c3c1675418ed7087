"""The `vestibule` command."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Vestibule: qualifies leads in conversation and books meetings.", rich_markup_mode=None)


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


if __name__ == "__main__":
    app()
