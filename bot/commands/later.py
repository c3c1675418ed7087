"""Commands that are loaded when they are asked for, so that starting the house does not wait for what it does not use."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

MODULES = {
    "import": "bot.commands.importing",
    "learn": "bot.commands.learning",
    "outbox": "bot.commands.outbox",
    "rep": "bot.commands.rep",
    "rules": "bot.commands.rules",
}
"""Each command and the module that has it, as a Typer called `app`."""


class Later(TyperGroup):
    """A group that knows the commands of `MODULES` by name."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *MODULES]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in MODULES:
            return super().get_command(ctx, cmd_name)
        found = typer.main.get_command(import_module(MODULES[cmd_name]).app)
        found.name = cmd_name
        return found
