"""environment.yaml names every variable that the code reads, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from desil.config.values import VALUES
from desil.config.variables import environment_variables

PACKAGE = Path(__file__).parents[2] / "src" / "desil"
FREE = {"text", "path", "internal"}
_OURS = re.compile(r"DESIL_[A-Z_]+")
# Files that hand the whole environment on; its parts are named where they are read.
WHOLE = {"config/settings.py", "config/sign_in.py", "config/wsgi.py", "cli/office/server.py",
         "cli/commands/doctor.py"}  # fmt: skip


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent != PACKAGE / "config" / "migrations":
            yield (
                path.relative_to(PACKAGE).as_posix(),
                ast.parse(path.read_text(encoding="utf-8")),
            )


def _texts(tree: ast.Module) -> set[str]:
    """Every text of a module that is a name of ours."""
    nodes = (n for n in ast.walk(tree) if isinstance(n, ast.Constant))
    return {n.value for n in nodes if isinstance(n.value, str) and _OURS.fullmatch(n.value)}


def _is_environ(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"} and (
        isinstance(node.value, ast.Name) and node.value.id == "os"
    )  # fmt: skip


def _reads(tree: ast.Module) -> Iterator[ast.expr | None]:
    """What each use of os.environ or os.getenv names; None for the whole."""
    named = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and _is_environ(node.value):
            named.add(node.value)
            yield node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            inner = node.func if node.func.attr == "getenv" else node.func.value
            if _is_environ(inner) and node.args:
                named.add(inner)
                yield node.args[0]
    for node in ast.walk(tree):
        if _is_environ(node) and node not in named:
            yield None


def test_every_name_of_ours_in_the_code_is_declared_and_read() -> None:
    named = set().union(*(_texts(tree) for _, tree in _trees()))
    # Names that are no variables of the environment: Django's settings of the same form.
    settings = {"DESIL_MODEL"} & named
    declared = {name for name in environment_variables() if _OURS.fullmatch(name)}
    assert named - settings == declared


def test_every_read_of_the_environment_names_a_declared_variable() -> None:
    unknown, whole = [], set()
    for path, tree in _trees():
        for read in _reads(tree):
            if read is None:
                whole.add(path)
            elif isinstance(read, ast.Constant) and read.value in environment_variables():
                continue
            elif isinstance(read, ast.Name) and read.id.isupper():
                continue  # a constant of the module, whose text the test above finds
            else:
                unknown.append(f"{path}:{read.lineno}")
    assert unknown == []
    assert whole == WHOLE


def test_every_sort_of_value_is_known() -> None:
    assert {v.value for v in environment_variables().values()} <= {*VALUES, *FREE}
    assert set(VALUES) <= {v.value for v in environment_variables().values()}
