"""The tables that the spec tests run, as one page: what desil does, case by case."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SPEC = Path(__file__).parents[1] / "tests" / "spec"


def _text(node: ast.AST) -> str | None:
    """A text as it is written; a value that is computed stands in braces."""
    if isinstance(node, ast.JoinedStr):
        parts = (
            v.value if isinstance(v, ast.Constant) else f"{{{ast.unparse(v.value)}}}"
            for v in node.values
            if isinstance(v, ast.Constant | ast.FormattedValue)
        )
        return "".join(map(str, parts))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _tables(node: ast.AST) -> list[str]:
    """The tables below a node of a module: texts of several lines that begin with a bar."""
    text = _text(node)
    if text is None:
        return [table for child in ast.iter_child_nodes(node) for table in _tables(child)]
    lines = text.strip().splitlines()
    is_computed = isinstance(node, ast.JoinedStr) and len(lines) == 2  # its rows are elsewhere
    return [text] if text.strip().startswith("|") and len(lines) > 1 and not is_computed else []


def _cells(line: str) -> list[str]:
    return [c.strip().replace("<", "&lt;") for c in line.strip().strip("|").split("|")]


def _as_markdown(table: str) -> str:
    header, *rows = [_cells(line) for line in table.strip().splitlines() if line.strip()]
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _sentence(name: str) -> str:
    words = name.removeprefix("test_").strip("_").replace("_", " ").lower()
    return f"{words[:1].upper()}{words[1:]}"


def _called(tree: ast.Module, name: str) -> list[str]:
    """The tests that run a table, by its name; the table's own name where none does by itself."""
    tests = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(node))
    ]
    return tests or [name]


def _parts(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Each table as Markdown, below the sentences that it is true of."""
    for node in tree.body:
        for table in _tables(node):
            if isinstance(node, ast.FunctionDef):
                names = [node.name]
            else:
                target = node.targets[0] if isinstance(node, ast.Assign) else None
                names = _called(tree, target.id if isinstance(target, ast.Name) else "")
            yield "; ".join(map(_sentence, filter(None, names))), _as_markdown(table)


def specification_page(made: str) -> str:
    """The page; `made` says how."""
    parts = [
        "# Rules as tables\n\n"
        + made
        + "Each table is run by a test: a row is a case and what desil "
        "does with it. The sentence above a table says what is true of it.\n\n"
    ]
    for path in sorted(SPEC.glob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if tables := list(_parts(tree)):
            says = " ".join((ast.get_docstring(tree) or "").split())
            parts.append(f"## {says.rstrip('.')}\n\n`tests/spec/{path.name}`\n\n")
            parts += [f"**{sentence}.**\n\n{table}\n" for sentence, table in tables]
    return "".join(parts).rstrip("\n") + "\n"
