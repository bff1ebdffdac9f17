"""Small text tables for tests that an official could read."""

from __future__ import annotations


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a table whose cells stand between `|`; the first line names the columns."""
    lines = [line.strip().strip("|") for line in text.strip().splitlines() if line.strip()]
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    header, *body = cells
    return [dict(zip(header, row, strict=True)) for row in body]
