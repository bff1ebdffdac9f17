"""Cells that a spreadsheet neither runs nor damages.

A text that begins like a formula gets an apostrophe in front (OWASP, CSV Injection), also behind
leading spaces and in full width. A number of 16 digits would lose its last one in a spreadsheet:
in CSV it gets an apostrophe too, in XLSX it is a text cell.
"""

from __future__ import annotations

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_LONGEST_NUMBER = 11  # a spreadsheet keeps 15 digits, and shows more than 11 as 3.27E+15
LONGEST_TEXT = 32_000  # of a cell of XLSX


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might run it."""
    return text.startswith(_STARTS) or text.lstrip(" \u00a0\ufeff'\"").startswith(_STARTS)


def cell_text(value: object) -> str:
    """A value for a text cell of XLSX, or for a CSV cell that holds no identifier."""
    text = "" if value is None else str(value)[:LONGEST_TEXT]
    return f"'{text}" if is_formula(text) else text


def csv_text(value: object) -> str:
    """A value for a cell of CSV; long numbers stay whole."""
    text = cell_text(value)
    return f"'{text}" if text.isdigit() and len(text) > _LONGEST_NUMBER else text
