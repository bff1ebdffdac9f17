"""Commands whose modules are opened when they are asked for.

`desil recap` need not wait until the libraries of ranking and linkage are loaded: each command
names the module that it lives in, and only that one is imported.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
import typer.main
from typer.core import TyperGroup

Command = Any  # Typer's own copy of click has no public types

# Name of the command, and where it lives; in the order of the help.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("desil.cli.commands.demonstration", "demo"),
    "synthetic": ("desil.cli.commands.synthetic", "synthetic"),
    "intake": ("desil.cli.commands.delivery", "intake"),
    "deliveries": ("desil.cli.commands.delivery_list", "deliveries"),
    "quarantine": ("desil.cli.commands.delivery", "quarantine"),
    "findings": ("desil.cli.commands.delivery", "findings"),
    "run": ("desil.cli.commands.run", "run"),
    "runs": ("desil.cli.commands.run", "runs"),
    "review": ("desil.cli.commands.review", "review"),
    "linkage": ("desil.cli.commands.linkage", "linkage"),
    "ranking": ("desil.cli.ranking.group", "ranking"),
    "lists": ("desil.cli.programmes.lists_group", "lists"),
    "what-if": ("desil.cli.programmes.what_if", "what_if"),
    "publish": ("desil.cli.commands.publication", "publish"),
    "rollback": ("desil.cli.commands.publication", "rollback"),
    "publications": ("desil.cli.commands.publication", "publications"),
    "recap": ("desil.cli.commands.recap", "recap"),
    "export": ("desil.cli.commands.export", "export"),
    "open-data": ("desil.cli.commands.open_data", "open_data"),
    "nik": ("desil.cli.commands.identity", "nik"),
    "serve": ("desil.cli.office.server", "serve"),
    "worker": ("desil.cli.office.worker", "worker"),
    "areas": ("desil.cli.commands.areas", "areas"),
    "users": ("desil.cli.office.users", "users"),
    "audit": ("desil.cli.office.audit", "audit"),
    "cases": ("desil.cli.office.cases", "cases"),
    "doctor": ("desil.cli.commands.doctor", "doctor"),
}


def _command(name: str) -> Command:
    module, attribute = COMMANDS[name]
    found = getattr(import_module(module), attribute)
    if isinstance(found, typer.Typer):
        found.rich_markup_mode = None  # as everywhere: plain text
        return typer.main.get_command(found)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name)(found)
    return typer.main.get_command(alone)


class OpenedCommands(TyperGroup):
    """The group of all commands; each is there, none is loaded before it is asked for."""

    def list_commands(self, ctx: Command) -> list[str]:
        """Every command's name."""
        return list(COMMANDS)

    def get_command(self, ctx: Command, cmd_name: str) -> Command | None:
        """The command of that name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = _command(cmd_name)
        return self.commands[cmd_name]
