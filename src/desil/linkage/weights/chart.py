"""Charts as SVG text: the weights of a model, and the curve of an evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from desil.linkage.weights.comparisons import COMPARISONS
from desil.linkage.weights.parameters import Parameters

_ROW, _LABEL, _HALF, _MARGIN = 22, 330, 230, 16
_FOR, _AGAINST = "#1f6f5c", "#a23b3b"
_COLOURS = ("#1f6f5c", "#a23b3b", "#2b4c8c")


def _text(x: float, y: float, said: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(said)}</text>'


def _svg(width: int, height: int, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" font-family="sans-serif" font-size="13">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{width}" height="{height}" fill="white"/>{"".join(parts)}</svg>\n'
    )


def _bar(words: str, weight: float, y: int, scale: float) -> list[str]:
    middle = _LABEL + _HALF
    length = abs(weight) * scale
    start = middle if weight >= 0 else middle - length
    colour = _FOR if weight >= 0 else _AGAINST
    return [
        _text(_MARGIN, y + 15, words),
        f'<rect x="{start:.1f}" y="{y + 4}" width="{length:.1f}" height="14" fill="{colour}"/>',
        _text(2 * _HALF + _LABEL + _MARGIN, y + 15, f"{weight:+.1f}".replace(".", ",")),
    ]


def weights_chart(parameters: Parameters) -> str:
    """The weight of every level (log2 odds) as bars: to the right for, to the left against."""
    rows = [
        (words, parameters.levels[c.name][place])
        for c in COMPARISONS
        for place, words in enumerate([*(level.words for level in c.levels), c.unlike])
    ]
    scale = (_HALF - 8) / max(abs(weight) for _, weight in rows)
    title = f"Bobot bukti penautan, versi {parameters.version}"
    parts = [_text(_MARGIN, 24, title, 'font-weight="bold"')]
    for number, (words, weight) in enumerate(rows):
        parts += _bar(words, weight, 40 + number * _ROW, scale)
    foot = 40 + len(rows) * _ROW + 18
    parts.append(_text(_MARGIN, foot, "log2 peluang; kanan mendukung, kiri menentang"))
    return _svg(_LABEL + 2 * _HALF + 80, foot + 14, title, parts)


def curve_chart(
    title: str,
    lines: Sequence[tuple[str, Sequence[tuple[float, float]]]],
    *,
    across: str = "ambang bobot (log2)",
) -> str:
    """Named lines of (weight, share between 0 and 1); `across` says what runs to the right."""
    width, height, left, top = 640, 380, 60, 50
    along, down = width - left - 30, height - top - 60
    every = [weight for _, points in lines for weight, _ in points]
    low, high = min(every), max(every)
    parts = [_text(left, 28, title, 'font-weight="bold"')]
    for tick in range(6):
        y = top + down * (1 - tick / 5)
        parts.append(f'<path d="M{left} {y:.1f}H{left + along}" stroke="#ddd"/>')
        parts.append(_text(left - 34, y + 4, f"{tick / 5:.1f}".replace(".", ",")))
    for number, (name, points) in enumerate(lines):
        colour = _COLOURS[number % len(_COLOURS)]
        places = " ".join(
            f"{left + along * (w - low) / (high - low or 1):.1f},{top + down * (1 - share):.1f}"
            for w, share in points
        )
        parts.append(f'<polyline points="{places}" fill="none" stroke="{colour}" '
                     f'stroke-width="2"/>')  # fmt: skip
        parts.append(_text(left + number * 150, height - 12, name, f'fill="{colour}"'))
    parts.append(_text(left, height - 34, f"{across}, dari {low:g} sampai {high:g}"))
    return _svg(width, height, title, parts)


def reliability_chart(parameters: Parameters) -> str:
    """What shares said and what was right, of pairs whose number was hidden; on the line both are
    the same."""
    said = [(r.said, r.right / r.pairs) for r in parameters.reliability] or [(0.0, 0.0), (1.0, 1.0)]
    lines = (("benar", said), ("dikatakan", [(0.0, 0.0), (1.0, 1.0)]))
    return curve_chart(f"Peluang dan kenyataan, bobot versi {parameters.version}", lines,
                       across="peluang yang dikatakan")  # fmt: skip
