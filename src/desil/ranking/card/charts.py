"""Charts as SVG text that takes its colours from the page, so that it is right in the dark."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from desil.ranking.accuracy.bootstrap import Measured
from desil.ranking.accuracy.probability import Reliability

_WIDTH = 360
_CLASSES = ("first", "second")


def comma(value: float, digits: int = 3) -> str:
    """A decimal with the Indonesian comma."""
    return f"{round(value, digits) + 0.0:.{digits}f}".replace(".", ",")  # never -0


def _svg(height: int, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title)}">'
        f"{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, said: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(said)}</text>'


def error_chart(title: str, rows: Sequence[tuple[str, Sequence[tuple[str, Measured]]]]) -> str:
    """For each named figure, a dot and its interval for every model, on one axis from 0."""
    left, right, step = 112, _WIDTH - 42, 20
    top = max(m.high for _, models in rows for _, m in models) * 1.08
    height = 30 + sum(len(models) * step + 14 for _, models in rows) + 26
    across = (right - left) / top
    ticks = [t / 10 for t in range(int(top * 10) + 1)]
    parts = [
        f'<path class="grid" d="M{left + t * across:.1f} 14V{height - 24}"/>'
        + _text(left + t * across, height - 8, comma(t, 1), 'class="soft" text-anchor="middle"')
        for t in ticks
    ]
    y = 26
    for name, models in rows:
        parts.append(_text(0, y + 4 + (len(models) - 1) * step / 2, name))
        for number, (_, m) in enumerate(models):
            kind = _CLASSES[number % 2]
            parts.append(
                f'<path class="whisker {kind}" d="M{left + m.low * across:.1f} {y}'
                f'H{left + m.high * across:.1f}"/><circle class="{kind}" '
                f'cx="{left + m.value * across:.1f}" cy="{y}" r="4.5"/>'
            )
            parts.append(_text(right + 6, y + 4, comma(m.value)))
            y += step
        y += 14
    return _svg(height, title, parts)


def legend(models: Sequence[str]) -> str:
    """Which colour is which model."""
    parts = []
    for number, name in enumerate(models):
        x = 8 + number * 130
        parts.append(f'<circle class="{_CLASSES[number % 2]}" cx="{x}" cy="9" r="4.5"/>')
        parts.append(_text(x + 10, 13, name))
    return _svg(18, "keterangan warna", parts)


def reliability_chart(title: str, r: Reliability) -> str:
    """Probability told (across) and share found (up); on the diagonal they are one."""
    left, top, size = 36, 12, 300

    def x(value: float) -> float:
        return left + value * size

    def y(value: float) -> float:
        return top + (1 - value) * size

    parts = [f'<path class="grid" d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke-dasharray="4 4"/>']
    for tick in (0, 0.25, 0.5, 0.75, 1):
        parts.append(f'<path class="grid" d="M{x(0)} {y(tick)}H{x(1)}"/>')
        parts.append(_text(31, y(tick) + 4, comma(tick, 2), 'class="soft" text-anchor="end"'))
        parts.append(_text(x(tick), y(0) + 18, comma(tick, 2), 'class="soft" text-anchor="middle"'))
    points = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in zip(r.told, r.found, strict=True))
    parts.append(f'<polyline class="grid" style="stroke:var(--first)" points="{points}"/>')
    parts += [
        f'<circle class="first" cx="{x(a):.1f}" cy="{y(b):.1f}" r="4.5"/>'
        for a, b in zip(r.told, r.found, strict=True)
    ]
    parts.append(_text(x(0.5), y(0) + 38, "peluang yang disebut / told",
                       'text-anchor="middle"'))  # fmt: skip
    return _svg(top + size + 48, title, parts)


def decile_chart(title: str, shares: NDArray[np.float64]) -> str:
    """Of each true decile (row), the share that the score puts into each decile (column)."""
    left, top, cell = 24, 34, 33
    parts = [_text(left, 12, "desil menurut skor / by score", 'class="soft"')]
    for number in range(10):
        middle = left + (number + 0.5) * cell
        parts.append(_text(middle, 28, str(number + 1), 'class="soft" text-anchor="middle"'))
        down = top + (number + 0.5) * cell + 4
        parts.append(_text(19, down, str(number + 1), 'class="soft" text-anchor="end"'))
    for row in range(10):
        for column in range(10):
            share = float(shares[row, column])
            x, y = left + column * cell, top + row * cell
            parts.append(
                f'<rect class="cell" x="{x}" y="{y}" width="{cell - 2}" height="{cell - 2}" '
                f'fill-opacity="{min(share * 1.5, 1):.3f}"/>'
            )
            if share >= 0.005:
                parts.append(
                    _text(x + cell / 2 - 1, y + cell / 2 + 4, f"{100 * share:.0f}",
                          'text-anchor="middle"')
                )  # fmt: skip
    return _svg(top + 10 * cell + 6, title, parts)
