"""Sets that overlap, drawn as UpSet (Lex and others 2014): a column for each combination, its bar
above, and beneath it a dot for each set that it is made of. SVG without scripts or inline styles;
colours are in ui/programmes.css. A table with the same figures stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_COLUMN, _ROW = 46, 24
_LABELS, _BARS, _TOP = 150, 130, 22  # room for labels at the left, for bars, and above the bars
_DOT = 6
MOST_COLUMNS = 16


@dataclass(frozen=True, slots=True)
class Combination:
    """Members that are in exactly these sets (none: in no set), how many, and how it is told."""

    sets: frozenset[str]
    amount: int
    figure: str


@dataclass(frozen=True, slots=True)
class NamedSet:
    """A set: its key in the combinations, its label, and the figure of all its members."""

    key: str
    label: str
    figure: str


def upset_chart(
    title: str, description: str, sets: Sequence[NamedSet], columns: Sequence[Combination]
) -> SafeString:
    """The picture of the first `MOST_COLUMNS` combinations, in their order; bars are in proportion
    to the amounts. `title` and `description` are read out in place of it."""
    shown = columns[:MOST_COLUMNS]
    most = max((c.amount for c in shown), default=0) or 1
    base = _TOP + _BARS
    width = _LABELS + _COLUMN * max(len(shown), 1) + 8
    height = base + 14 + _ROW * len(sets)
    middle = {s.key: base + 14 + _ROW * n + _ROW // 2 for n, s in enumerate(sets)}
    bars, lines, dots = [], [], []
    for place, column in enumerate(shown):
        x = _LABELS + _COLUMN * place + _COLUMN // 2
        tall = round(_BARS * column.amount / most, 1)
        bars.append((x - 13, round(base - tall, 1), tall, x, round(base - tall - 5, 1),
                     column.figure))  # fmt: skip
        inside = [middle[s.key] for s in sets if s.key in column.sets]
        lines += [(x, low, x, high) for low, high in pairwise(inside)]
        dots += [(x, middle[s.key], _DOT, "in" if s.key in column.sets else "out") for s in sets]
    rows = [
        (n % 2, base + 14 + _ROW * n, width, _ROW, _LABELS - 12, middle[s.key] + 4, s.label,
         s.figure)
        for n, s in enumerate(sets)
    ]  # fmt: skip
    return format_html(
        '<svg class="upset" viewBox="0 0 {} {}" width="{}" role="img"'
        ' aria-labelledby="upset-title upset-desc"><title id="upset-title">{}</title>'
        '<desc id="upset-desc">{}</desc>{}{}{}{}</svg>',
        width,
        height,
        width,
        title,
        description,
        format_html_join(
            "",
            '<rect class="band-{}" x="0" y="{}" width="{}" height="{}"/>'
            '<text class="set" x="{}" y="{}">{} <tspan>{}</tspan></text>',
            rows,
        ),
        format_html_join(
            "",
            '<rect class="fill-first" x="{}" y="{}" width="26" height="{}"/>'
            '<text class="amount" x="{}" y="{}">{}</text>',
            bars,
        ),
        format_html_join("", '<path class="link" d="M{} {}L{} {}"/>', lines),
        format_html_join("", '<circle cx="{}" cy="{}" r="{}" class="dot-{}"/>', dots),
    )
