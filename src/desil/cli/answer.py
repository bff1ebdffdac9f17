"""How a command answers: a table for people, JSON for programs, errors with what to do next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from desil.errors import DesilError

_WIDE = 160  # columns where nobody's window sets the width
out = Console(highlight=False, soft_wrap=True)
if not out.is_terminal:
    out.width = _WIDE
err = Console(stderr=True, highlight=False)


def number(value: int) -> str:
    """A whole number with Indonesian thousands dots."""
    return f"{value:,}".replace(",", ".")


def show_json(value: object) -> None:
    """`value` as JSON on standard output."""
    out.print_json(json.dumps(value, ensure_ascii=False, default=str))


def show_table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, numeric: set[int]
) -> None:
    """A table; the columns whose positions are in `numeric` stand to the right."""
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        header_style="bold",
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
    )
    for position, name in enumerate(columns):
        is_number = position in numeric
        table.add_column(name, justify="right" if is_number else "left", no_wrap=is_number)
    for row in rows:
        table.add_row(*(number(c) if isinstance(c, int) else str(c) for c in row))
    out.print(table)


def show_facts(facts: Mapping[str, object]) -> None:
    """Names and values, one a line."""
    width = max(map(len, facts), default=0)
    for name, value in facts.items():
        shown = number(value) if isinstance(value, int) else value
        out.print(f"{name:<{width}}  {shown}")


def show_error(error: DesilError) -> None:
    """What went wrong and what to do next, on standard error."""
    err.print(f"[bold red]{error.kind}:[/] ", end="")
    err.print(error.message, markup=False)
    if error.hint:
        err.print("[bold]yang dapat dilakukan:[/] ", end="")
        err.print(error.hint, markup=False)
