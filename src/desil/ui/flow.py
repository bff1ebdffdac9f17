"""Streams between two states drawn as ribbons, wide where many went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_WIDTH, _HEIGHT = 640, 300
_LABEL, _POST, _GAP = 150, 12, 10


@dataclass(frozen=True, slots=True)
class Post:
    """One state: its key in the streams, its label, and the style class of its fill."""

    key: str
    label: str
    style: str


@dataclass(frozen=True, slots=True)
class _Placed:
    top: float
    height: float


def _placed(posts: Sequence[Post], sizes: Mapping[str, int], scale: float) -> dict[str, _Placed]:
    top, found = 4.0, {}
    for post in posts:
        height = sizes.get(post.key, 0) * scale
        found[post.key] = _Placed(top, height)
        top += height + _GAP
    return found


def _ribbon(left: float, right: float, width: float) -> str:
    """The outline of a stream of `width` from height `left` to height `right`."""
    start, end = _LABEL + _POST, _WIDTH - _LABEL - _POST
    middle = (start + end) / 2
    return (
        f"M{start} {left:.1f}C{middle} {left:.1f} {middle} {right:.1f} {end} {right:.1f}"
        f"v{width:.1f}C{middle} {right + width:.1f} {middle} {left + width:.1f}"
        f" {start} {left + width:.1f}z"
    )


def flow_chart(
    title: str, posts: Sequence[Post], streams: Mapping[tuple[str, str], int]
) -> SafeString:
    """Streams from the posts on the left to the same posts on the right; heights are in
    proportion. A table with the same figures stands beside it."""
    whole = sum(streams.values()) or 1
    scale = (_HEIGHT - 8 - _GAP * len(posts)) / whole
    sizes = [
        {post.key: sum(n for key, n in streams.items() if key[side] == post.key) for post in posts}
        for side in (0, 1)
    ]
    before, after = (_placed(posts, size, scale) for size in sizes)
    left = {key: place.top for key, place in before.items()}
    right = {key: place.top for key, place in after.items()}
    ribbons = []
    for source in posts:
        for target in posts:
            width = streams.get((source.key, target.key), 0) * scale
            if width:
                path = _ribbon(left[source.key], right[target.key], max(width, 0.4))
                ribbons.append((source.style, path))
                left[source.key] += width
                right[target.key] += width
    drawn = format_html_join("", '<path class="stream fill-{}" d="{}"/>', ribbons)
    marks = [
        (x, place.top, max(place.height, 0.6), post.style, text_x, anchor,
         place.top + place.height / 2 + 4, post.label)
        for post in posts
        for x, place, text_x, anchor in (
            (_LABEL, before[post.key], _LABEL - 8, "end"),
            (_WIDTH - _LABEL - _POST, after[post.key], _WIDTH - _LABEL + 8, "start"),
        )
        if place.height
    ]  # fmt: skip
    posted = format_html_join(
        "",
        '<rect x="{}" y="{}" width="12" height="{}" class="fill-{}"/>'
        '<text class="flow-label {}" x="{}" y="{}">{}</text>',
        [(x, f"{top:.1f}", f"{h:.1f}", style, anchor, tx, f"{ty:.1f}", label)
         for x, top, h, style, tx, anchor, ty, label in marks],
    )  # fmt: skip
    return format_html(
        '<svg class="flow" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        _WIDTH,
        _HEIGHT,
        title,
        drawn,
        posted,
    )
