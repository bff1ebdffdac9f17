"""A share with its interval on a line from 0 to 100 %, and the share to compare it with."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString


def interval_bar(title: str, low: float, share: float, high: float, mean: float) -> SafeString:
    """The interval as a band, its share as a mark, the mean as an upright line; all from 0 to 1.
    The same figures stand in the table beside it, and `title` tells them."""
    left, right = 100 * max(low, 0.0), 100 * min(high, 1.0)
    return format_html(
        '<svg class="interval" viewBox="0 0 100 10" preserveAspectRatio="none" role="img"'
        ' aria-label="{}"><rect class="ground" x="0" y="4.5" width="100" height="1"/>'
        '<rect class="fill-upper" x="{}" y="2" width="{}" height="6"/>'
        '<rect class="fill-first" x="{}" y="1" width="1.4" height="8"/>'
        '<rect class="mean" x="{}" y="0" width=".8" height="10"/></svg>',
        title,
        f"{left:.1f}",
        f"{max(right - left, 0.6):.1f}",
        f"{100 * share - 0.7:.1f}",
        f"{100 * mean - 0.4:.1f}",
    )
