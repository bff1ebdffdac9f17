"""Commands whose modules are loaded when they are called.

`desil recap` need not wait until the libraries of ranking and linkage are loaded: each command
names the module that it lives in, and only that one is imported. So a command also works where
the libraries of the others are not installed.
"""

from __future__ import annotations

import ast
import errno
from collections.abc import Mapping
from importlib import import_module, resources
from inspect import cleandoc
from pathlib import Path
from typing import Any, ClassVar

import typer
import typer.main
from typer.core import TyperGroup

from desil.cli.language import language_now, translated
from desil.errors import DesilError, MachineLacks

# In the context's notes: the command, and the home that it works on.
COMMAND, HOME = "desil.command", "desil.home"
Command = Any  # Typer's own copy of click has no public types

# Name of the command, and where it lives; in the order of the help.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("desil.cli.commands.demonstration", "demo"),
    "synthetic": ("desil.cli.commands.synthetic", "synthetic"),
    "intake": ("desil.cli.deliveries.delivery", "intake"),
    "sources": ("desil.cli.deliveries.sources", "sources"),
    "deliveries": ("desil.cli.deliveries.delivery_list", "deliveries"),
    "quarantine": ("desil.cli.deliveries.delivery", "quarantine"),
    "findings": ("desil.cli.deliveries.delivery", "findings"),
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


def _part_of(module: str, attribute: str) -> Any:
    """What a command's module gives; MachineLacks where a library of it is not installed."""
    try:
        return getattr(import_module(module), attribute)
    except ModuleNotFoundError as fault:
        library = (fault.name or "").split(".")[0]
        if library in ("", "desil"):
            raise
        raise MachineLacks(
            "Perintah ini memerlukan pustaka yang belum terpasang: {library}.",
            hint="Pasang bagian kantor: pip install 'desil[office]'",
            library=library,
        ) from fault


def load_command(name: str, module: str, attribute: str) -> Command:
    """The command that a module has; errors as `_part_of`."""
    found = _part_of(module, attribute)
    if isinstance(found, typer.Typer):
        found.rich_markup_mode = None  # as everywhere: plain text
        return typer.main.get_command(found)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name)(found)
    return typer.main.get_command(alone)


def help_in_module(module: str, attribute: str) -> str:
    """The help of a command, read from the text of its module: loading them all takes seconds."""
    for node in ast.parse(_file_of(module).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name == attribute:
            return ast.get_docstring(node) or ""
        if isinstance(node, ast.ImportFrom) and attribute in {
            a.asname or a.name for a in node.names
        }:
            return help_in_module(str(node.module), attribute)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            given = {k.arg: k.value for k in node.value.keywords}
            named = [t.id for t in node.targets if isinstance(t, ast.Name)]
            text = given.get("help")
            if named == [attribute] and isinstance(text, ast.Constant):
                return str(text.value)
    return ""


def _first_sentence(text: str) -> str:
    return " ".join(text.split("\n\n")[0].split()).split(". ")[0].rstrip(".") + "."


def _file_of(module: str) -> Path:
    """A module's file, found without importing the packages that it is in."""
    package, *rest = module.split(".")
    return Path(str(resources.files(package))).joinpath(*rest).with_suffix(".py")


def _leaves_as_it_is(fault: Exception) -> bool:
    """Whether Typer itself ends the command properly on this: its own errors and ends, and a
    reader of the output that has gone."""
    is_typers = any(base.__module__.startswith(("click.", "typer.")) for base in type(fault).mro())
    is_gone = isinstance(fault, OSError) and fault.errno == errno.EPIPE
    return is_typers or is_gone or isinstance(fault, DesilError)


def _in_language(command: Command) -> Command:
    """A command with its help, that of its parameters and of its own commands translated."""
    for part in (command, *command.params):
        part.help = translated(cleandoc(getattr(part, "help", None) or ""))
    if not isinstance(command, LazyGroup):
        for own in getattr(command, "commands", {}).values():
            _in_language(own)
    return command


class LazyGroup(TyperGroup):
    """A group of commands; none is loaded before it is called."""

    modules: ClassVar[Mapping[str, tuple[str, str]]] = {}  # by the command's name

    def list_commands(self, ctx: Command) -> list[str]:
        """Every command's name."""
        return list(self.modules)

    def get_command(self, ctx: Command, cmd_name: str) -> Command | None:
        """The command of that name; None where there is none."""
        if cmd_name not in self.modules:
            return None
        key = f"{language_now()} {cmd_name}"
        if key not in self.commands:
            self.commands[key] = _in_language(load_command(cmd_name, *self.modules[cmd_name]))
        return self.commands[key]

    def format_help(self, ctx: Command, formatter: Any) -> None:
        """Write the help in the language of the command."""
        _in_language(self)
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: Command, formatter: Any) -> None:
        """Write every command with its help, read from the text of its module."""
        texts = {name: cleandoc(help_in_module(*where)) for name, where in self.modules.items()}
        rows = [(name, _first_sentence(translated(text))) for name, text in texts.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


class AllCommands(LazyGroup):
    """The group of all commands."""

    modules = COMMANDS

    def get_command(self, ctx: Command, cmd_name: str) -> Command | None:
        """The command of that name, noted for the error that may end it."""
        if cmd_name in self.modules:
            ctx.meta[COMMAND] = cmd_name
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: Command) -> Any:
        """Run the command; whatever goes wrong is raised as an error that people may see."""
        try:
            return super().invoke(ctx)
        except Exception as fault:
            if _leaves_as_it_is(fault):
                raise
            home: Path | None = ctx.meta.get(HOME)
            # Loaded now only: most commands end well, and start sooner without it.
            public_fault = import_module("desil.cli.faults").public_fault
            raise public_fault(fault, home=home, command=ctx.meta.get(COMMAND, "")) from fault
