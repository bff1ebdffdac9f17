"""Numbers as people read them, in the language of the page."""

from __future__ import annotations

from django.utils.formats import number_format

UNKNOWN = "–"


def count_text(number: int | None) -> str:
    """A whole number with its thousands apart: 824.818 in Indonesian, 824,818 in English."""
    return UNKNOWN if number is None else number_format(number, force_grouping=True)


def decimal_text(number: float, decimals: int) -> str:
    """A number rounded to `decimals`: 0,184 in Indonesian, 0.184 in English; never -0."""
    rounded = round(number, decimals) + 0.0  # number_format alone cuts digits off
    return number_format(rounded, decimals)


def share_text(part: int, whole: int) -> str:
    """`part` in `whole` as a percentage with one decimal; a dash when there is no whole."""
    return UNKNOWN if whole == 0 else f"{decimal_text(100 * part / whole, 1)}\u202f%"


def ratio_text(upper: int, lower: int) -> str:
    """`upper` per `lower` with two decimals; a dash when there is no lower."""
    return UNKNOWN if lower == 0 else decimal_text(upper / lower, 2)
