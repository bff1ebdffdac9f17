"""The tables of the card as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from desil.ranking.accuracy.bootstrap import Measured
from desil.ranking.accuracy.measures import HIGHER_IS_BETTER
from desil.ranking.card.charts import comma

Words = Mapping[str, Sequence[str]]


def label(key: str, words: Words) -> str:
    """The name of a figure, with its quota."""
    name, quota = words[key][0], words[key][1]
    return f"{name}, {quota}" if quota else name


def _range(m: Measured) -> str:
    return f"{comma(m.low)} … {comma(m.high)}"


def _difference(key: str, m: Measured) -> str:
    """The difference to OLS, marked where its interval does not hold zero."""
    gained = m.difference_to_ols if key in HIGHER_IS_BETTER else -m.difference_to_ols
    sure = m.difference_low > 0 or m.difference_high < 0
    kind = "" if not sure else ("better" if gained > 0 else "worse")
    told = f"{m.difference_to_ols:+.3f}".replace(".", ",")
    low, high = (f"{v:+.3f}".replace(".", ",") for v in (m.difference_low, m.difference_high))
    return f'<span class="{kind}">{told}</span><small>{low} … {high}</small>'


def figures_table(
    model: str, figures: Mapping[str, Measured], reference: Mapping[str, Measured], words: Words
) -> str:
    """Each figure of a model beside OLS's, with intervals and the paired difference."""
    rows = []
    for key, told in words.items():
        mine, base = figures[key], reference[key]
        rows.append(
            f'<tr><th scope="row"><span>{escape(label(key, words))}</span><small>{escape(told[2])}'
            f'<br><span lang="en">{escape(told[3])}</span></small></th>'
            f'<td data-label="{escape(model)}"><span>{comma(mine.value)}'
            f"<small>{_range(mine)}</small></span></td>"
            f'<td data-label="ols"><span>{comma(base.value)}'
            f"<small>{_range(base)}</small></span></td>"
            f'<td data-label="selisih / difference"><span>{_difference(key, mine)}</span></td></tr>'
        )
    head = (
        f"<th>ukuran</th><th>{escape(model)}</th><th>ols</th>"
        "<th>selisih<small>difference</small></th>"
    )
    return _wide(f'<table class="stacked"><thead><tr>{head}</tr></thead>', rows)


def models_table(figures: Mapping[str, Mapping[str, Measured]], words: Words) -> str:
    """Every model in one line."""
    keys = ("r2", "spearman", "exclusion_10", "exclusion_20", "exclusion_40", "decile_within_one",
            "calibration_error")  # fmt: skip
    head = "".join(f"<th>{escape(label(k, words))}</th>" for k in keys)
    rows = [
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f"<td>{comma(one[k].value)}</td>" for k in keys)
        + "</tr>"
        for name, one in figures.items()
    ]
    return _wide(f"<table><thead><tr><th>model</th>{head}</tr></thead>", rows)


def groups_table(figures: Mapping[str, Measured], in_group: Mapping[str, int]) -> str:
    """Each group: who is left out, and by how much it is taken for richer than it is."""
    rows = []
    for name, households in in_group.items():
        e20, e40, lift = (
            figures[f"{k} | {name}"] for k in ("exclusion_20", "exclusion_40", "lift")
        )
        cells = "".join(
            f'<td class="range">{comma(m.value)}<small>{_range(m)}</small></td>'
            for m in (e20, e40, lift)
        )
        told = f"{households:,}".replace(",", ".")
        rows.append(f'<tr><th scope="row">{escape(name)}</th><td>{told}</td>{cells}</tr>')
    head = (
        "<th>kelompok<small>group</small></th><th>rumah tangga<small>households</small></th>"
        "<th>luput 20 %<small>excluded</small></th><th>luput 40 %<small>excluded</small></th>"
        "<th>dinilai terlalu mampu (ln)<small>taken for too rich</small></th>"
    )
    return _wide(f"<table><thead><tr>{head}</tr></thead>", rows)


def reliability_table(told: Sequence[float], found: Sequence[float], count: Sequence[int]) -> str:
    """The points of the reliability chart."""
    rows = [
        f"<tr><td>{comma(t)}</td><td>{comma(f)}</td><td>{int(n):,}</td></tr>".replace(",,", ",")
        for t, f, n in zip(told, found, count, strict=True)
    ]
    head = "<th>disebut / told</th><th>ternyata / found</th><th>rumah tangga</th>"
    return _wide(f"<table><thead><tr>{head}</tr></thead>", rows)


def _wide(opening: str, rows: Sequence[str]) -> str:
    return f'<div class="wide" tabindex="0">{opening}<tbody>{"".join(rows)}</tbody></table></div>'
