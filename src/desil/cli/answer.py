"""How a command answers: a table for people, JSON for programs, errors with what to do next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from desil.cli.language import language_now, translated
from desil.errors import CatalogueText, DesilError, catalogued, filled

_TO_DO = catalogued("yang dapat dilakukan")
_WIDE = 160  # columns where nobody's window sets the width
out = Console(highlight=False, soft_wrap=True)
if not out.is_terminal:
    out.width = _WIDE
err = Console(stderr=True, highlight=False)


def number(value: int) -> str:
    """A whole number with thousands dots, or commas in English."""
    grouped = f"{value:,}"
    return grouped if language_now() == "en" else grouped.replace(",", ".")


def say(text: str, /, *, style: str | None = None, **values: object) -> None:
    """A text of the catalogue, with its values, in the language of the command."""
    said = filled(text, values, translated, language_now())
    out.print(said, style=style, markup=False)


def show_json(value: object) -> None:
    """`value` as JSON on standard output."""
    out.print_json(json.dumps(value, ensure_ascii=False, default=str))


def show_table(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    numeric: set[int],
    **values: object,
) -> None:
    """A table; the columns whose positions are in `numeric` stand to the right. Its title, with its
    values, and its columns are texts of the catalogue; so are cells that are marked."""
    table = Table(
        title=filled(title, values, translated, language_now()),
        title_justify="left",
        title_style="bold",
        header_style="bold",
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
    )
    for position, name in enumerate(columns):
        is_number = position in numeric
        table.add_column(
            translated(name), justify="right" if is_number else "left", no_wrap=is_number
        )
    for row in rows:
        table.add_row(*(_cell(c) for c in row))
    out.print(table)


def _cell(value: object) -> str:
    if isinstance(value, int):
        return number(value)
    return translated(value) if isinstance(value, CatalogueText) else str(value)


def show_facts(facts: Mapping[str, object]) -> None:
    """Names and values, one a line."""
    names = {name: translated(name) for name in facts}
    width = max(map(len, names.values()), default=0)
    for name, value in facts.items():
        out.print(f"{names[name]:<{width}}  {_cell(value)}")


def show_error(error: DesilError) -> None:
    """What went wrong and what to do next, on standard error."""
    message, hint = error.said(translated, language_now())
    err.print(f"[bold red]{translated(error.kind)}:[/] ", end="")
    err.print(message, markup=False)
    if hint:
        err.print(f"[bold]{translated(_TO_DO)}:[/] ", end="")
        err.print(hint, markup=False)
