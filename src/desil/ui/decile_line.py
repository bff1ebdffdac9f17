"""A family's official deciles from release to release, drawn as a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from desil.ui.standings import UNRANKED, decile_label, style_of

_WIDTH, _HEIGHT = 320, 118
_LEFT, _RIGHT, _TOP, _BOTTOM = 26, 24, 10, 24


def decile_line(deciles: Sequence[tuple[date, int | None]]) -> SafeString:
    """The official decile at each release; one that the family was not ranked in stands below the
    line. A table with the same figures stands beside it."""
    points = [_point(place, d, len(deciles)) for place, d in enumerate(sorted(deciles))]
    said = ", ".join(f"{date_format(day, 'M Y')}: {label}" for _x, _y, _s, label, day, _d in points)
    joined = format_html_join(
        "",
        '<line class="decile-step" x1="{}" y1="{}" x2="{}" y2="{}"/>',
        [(a[0], a[1], b[0], b[1]) for a, b in pairwise(points) if a[5] and b[5]],
    )
    drawn = format_html_join(
        "",
        '<circle class="fill-{}" cx="{}" cy="{}" r="5"/>'
        '<text class="decile-mark" x="{}" y="{}">{}</text>'
        '<text class="decile-when" x="{}" y="{}">{}</text>',
        [
            (style, x, y, x, y - 9 if y > 24 else y + 17, decile or "–", x, _HEIGHT - 6,
             date_format(day, "M Y"))
            for x, y, style, _label, day, decile in points
        ],
    )  # fmt: skip
    return format_html(
        '<svg class="decile-line" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<text class="decile-scale" x="0" y="{}">1</text><text class="decile-scale" x="0" y="{}">10'
        "</text>{}{}</svg>",
        _WIDTH, _HEIGHT, _("Desil resmi menurut rilis: %(said)s") % {"said": said},
        _TOP + 4, _height_of(10) + 4, joined, drawn,
    )  # fmt: skip


def _height_of(decile: int) -> float:
    room = _HEIGHT - _TOP - _BOTTOM - 18
    return round(_TOP + room * (decile - 1) / 9, 1)


def _point(
    place: int, told: tuple[date, int | None], count: int
) -> tuple[float, float, str, str, date, int | None]:
    day, decile = told
    room = _WIDTH - _LEFT - _RIGHT - 30
    x = round(_LEFT + 15 + (room * place / (count - 1) if count > 1 else room / 2), 1)
    if decile is None:
        return x, _HEIGHT - _BOTTOM - 6, UNRANKED.style, str(UNRANKED.label), day, None
    return x, _height_of(decile), style_of(decile), decile_label(decile), day, decile
