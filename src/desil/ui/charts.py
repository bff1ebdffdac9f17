"""Charts drawn on the server as SVG: no scripts, no inline styles; colours are in the stylesheet.

A chart never stands alone: the page has the same figures in a table beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_WIDTH = 320  # of the drawing, in its own units; shown at about this many pixels on a phone
_ROW, _BAR = 19, 13
_LABEL_END, _FIGURES = 122, 60  # room for the labels and for the figures at the ends of bars
_LETTER, _FURTHEST_LABEL_END = 6.2, 180  # a letter of a long label, and the most room for it


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length, the figure at its end, and the style class of its fill."""

    label: str
    amount: int
    figure: str
    style: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole, and the style class of its fill."""

    amount: int
    style: str


def bar_chart(title: str, bars: Sequence[Bar]) -> SafeString:
    """Horizontal bars from a common zero, the longest across the room there is."""
    longest = max((bar.amount for bar in bars), default=0) or 1
    widest = max((len(bar.label) for bar in bars), default=0)
    begin = max(_LABEL_END, min(round(_LETTER * widest) + 10, _FURTHEST_LABEL_END))
    room = _WIDTH - begin - _FIGURES
    rows = []
    for place, bar in enumerate(bars):
        length = round(room * bar.amount / longest, 1)
        top = place * _ROW + 4
        text = top + _BAR - 3
        rows.append(
            (
                begin - 8,
                text,
                bar.label,
                begin,
                top,
                max(length, 1 if bar.amount else 0),
                _BAR,
                bar.style,
                begin + length + 6,
                text,
                bar.figure,
            )
        )
    drawn = format_html_join(
        "",
        '<text class="bar-label" x="{}" y="{}">{}</text>'
        '<rect x="{}" y="{}" width="{}" height="{}" class="fill-{}"/>'
        '<text class="bar-figure" x="{}" y="{}">{}</text>',
        rows,
    )
    return format_html(
        '<svg class="bars" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        _WIDTH,
        len(bars) * _ROW + 4,
        title,
        drawn,
    )


def share_bar(title: str, parts: Sequence[Part]) -> SafeString:
    """One bar divided into the parts of a whole, left to right; empty when there is no whole."""
    whole = sum(part.amount for part in parts)
    rows, left = [], 0.0
    for part in parts:
        width = 100 * part.amount / whole if whole else 0.0
        rows.append((f"{left:.2f}", f"{width:.2f}", part.style))
        left += width
    drawn = format_html_join(
        "", '<rect x="{}" y="0" width="{}" height="10" class="fill-{}"/>', rows
    )
    return format_html(
        '<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" role="img"'
        ' aria-label="{}">{}</svg>',
        title,
        drawn,
    )
