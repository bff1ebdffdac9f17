"""The texts of the catalogue that Python code says: errors, what commands print, and their help."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

import typer.main
from typer import Context
from typer.core import TyperGroup

from desil import errors
from desil.audit.signed import SignedDiffers
from desil.cli.main import app

PACKAGE = Path(errors.__file__).parent
_ERRORS = {*(kind.__name__ for kind in (errors.DesilError, *errors.ERROR_KINDS)),
           SignedDiffers.__name__, "Finding"}  # fmt: skip
# The same in both languages.
_NAMES = {"F1", "KK", "NIK", "PostgreSQL", "Python", "R2", "model", "p", "run"}
_NOT_VALUES = {"hint", "style", "numeric"}


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func).split(".")[-1]


def _constants(node: ast.expr | None) -> Iterator[str]:
    """The texts that an argument is made of; nothing for what is known only later."""
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _constants(part)
        case ast.IfExp(body=one, orelse=other):
            yield from _constants(one)
            yield from _constants(other)
        case ast.Dict(keys=names):
            for name in names:
                yield from _constants(name)


def _said_by(node: ast.Call) -> Iterator[str]:
    """The texts of an error or of what a command prints; none for other calls."""
    name = _called(node)
    if name in _ERRORS:
        hints = (k.value for k in node.keywords if k.arg == "hint")
        for part in (*node.args[:1], *hints):
            yield from _constants(part)
    elif name == "show_table":
        for part in node.args[:2]:
            yield from _constants(part)
    elif name in ("say", "show_facts") or ast.unparse(node.func) == "out.print":
        yield from _constants(node.args[0] if node.args else None)


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path.relative_to(PACKAGE).as_posix(), node


def texts_said() -> dict[str, str]:
    """Each text, and the first file that says it."""
    said: dict[str, str] = {}
    for path, node in _calls():
        for text in _said_by(node):
            if any(letter.isalpha() for letter in text) and text not in _NAMES:
                said.setdefault(text, path)
    return said


def unnamed_values() -> list[str]:
    """Errors and prints whose text names a value that is not given, or the other way round."""
    wrong = []
    for path, node in _calls():
        given = {k.arg for k in node.keywords if k.arg} - _NOT_VALUES
        whole = all(isinstance(a, ast.Constant | ast.JoinedStr) for a in node.args[:1])
        opened = (
            any(k.arg is None for k in node.keywords) or not whole or _called(node) == "Finding"
        )
        texts = list(_said_by(node))
        if _called(node) not in {*_ERRORS, "say", "show_table"} or opened or not texts:
            continue
        hints = [k.value for k in node.keywords if k.arg == "hint"]
        named = (
            {f for t in texts for _, f, _, _ in string.Formatter().parse(t) if f}
            if given
            else set()
        )
        if named - given or (given - named and all(isinstance(h, ast.Constant) for h in hints)):
            wrong.append(f"{path}:{node.lineno}: {sorted(named ^ given)}")
    return wrong


def joined_at_once() -> list[str]:
    """Errors whose text is put together before it is said, so that no catalogue can have it."""
    return [
        f"{path}:{node.lineno}"
        for path, node in _calls()
        if _called(node) in _ERRORS
        for part in (*node.args[:1], *(k.value for k in node.keywords if k.arg == "hint"))
        if isinstance(part, ast.JoinedStr | ast.BinOp)
    ]


def _helps(command: Any) -> Iterator[str]:
    for part in (command, *command.params):
        yield cleandoc(getattr(part, "help", None) or "")
    if isinstance(command, TyperGroup):
        context = Context(command)
        for name in command.list_commands(context):
            yield from _helps(command.get_command(context, name))


def texts_of_help() -> set[str]:
    """The help of every command and option."""
    kept = set(_helps(typer.main.get_command(app)))
    return {text for text in kept if text and not text.startswith(("Show ", "Install "))}
