"""Families clustered just under a boundary, against what a smooth distribution would give.

The test of McCrary (2008, Journal of Econometrics 142): scores are counted in bins of width
2 s n^(-1/2) that do not cross the boundary; on each side a line is fitted to the heights with
triangular weights over the bandwidth; theta = ln f(above) - ln f(below) at the boundary, with
variance 24 / (5 n h) (1/f(above) + 1/f(below)). Below zero: more families just under it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, log, sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desil.dictionary.results import FAMILY_SCORES, RANKING_CUTOFFS
from desil.dictionary.rules.priority_deciles import priority_deciles
from desil.engine.database import Connection
from desil.errors import NotFound

LEAST_ON_A_SIDE = 100
BANDWIDTH_MICRO = 150_000  # 0.15 log points: about 15 % of welfare on either side
_SURE = 0.05


@dataclass(frozen=True, slots=True)
class Break:
    """The jump of the density at the boundary: `theta` in log points with its standard error, the
    two-sided p-value, and the families within the bandwidth on each side."""

    theta: float
    error: float
    p_value: float
    below: int
    above: int


@dataclass(frozen=True, slots=True)
class Clustered:
    """One kelurahan (or the whole city, ''); `is_marked` where its p-value is below 5 % divided by
    the number of kelurahan tested (Bonferroni) and more families stand just below."""

    village_code: str
    found: Break
    is_marked: bool


def _height_at_zero(middles: NDArray[np.float64], heights: NDArray[np.float64], h: float) -> float:
    weights = 1 - np.abs(middles) / h
    root = np.sqrt(weights)
    design = np.column_stack([np.ones_like(middles), middles]) * root[:, None]
    line, *_ = np.linalg.lstsq(design, heights * root, rcond=None)
    return float(line[0])


def density_break(scores: NDArray[np.int64], boundary: int, bandwidth: int) -> Break | None:
    """The jump at `boundary`; None where a side has too few families or no density. A score at the
    boundary is below it."""
    near = (scores - boundary).astype(np.float64)
    near = near[np.abs(near) < bandwidth]
    below, above = int((near <= 0).sum()), int((near > 0).sum())
    if min(below, above) < LEAST_ON_A_SIDE:
        return None
    n, h = len(near), float(bandwidth)
    width = max(2 * float(near.std()) / sqrt(n), 1.0)
    steps = max(int(h // width), 4)
    edges = np.linspace(0.0, h, steps + 1)
    middles = (edges[:-1] + edges[1:]) / 2
    scale = n * (edges[1] - edges[0])
    up = np.histogram(near[near > 0], edges)[0] / scale
    down = np.histogram(-near[near <= 0], edges)[0] / scale
    high, low = _height_at_zero(middles, up, h), _height_at_zero(middles, down, h)
    if min(high, low) <= 0:
        return None
    theta = log(high) - log(low)
    error = sqrt(24 / (5 * n * h) * (1 / high + 1 / low))
    return Break(theta, error, erfc(abs(theta / error) / sqrt(2)), below, above)


def clustered_at(database: Connection, run: Path, *, boundary: int = 0) -> list[Clustered]:
    """The city and every kelurahan with enough families near a national boundary, the smallest
    p-value first; NotFound where the run has no scores or no such boundary. Without one, that of
    assistance."""
    boundary = boundary or priority_deciles().first
    path = run / FAMILY_SCORES.file_name
    if not path.is_file():
        raise NotFound(
            "Run {name} tidak punya skor.", hint="Setujui sebuah model dulu.", name=run.name
        )
    cutoffs = database.read_parquet(str(run / RANKING_CUTOFFS.file_name))
    at = cutoffs.filter(f"level = 'national' and boundary = {boundary:d}").fetchall()
    if not at:
        raise NotFound(
            "Tidak ada batas nasional {boundary}.", hint="Batas 1 sampai 9.", boundary=boundary
        )
    line = int(at[0][cutoffs.columns.index("score_micro")])
    rows = database.read_parquet(str(path)).filter("score_micro is not null").to_arrow_table()
    scores = rows["score_micro"].to_numpy().astype(np.int64)
    villages = rows["village_code"].to_numpy(zero_copy_only=False).astype(str)
    names = ["", *sorted(set(villages))]
    found = {v: density_break(scores[villages == v] if v else scores, line, BANDWIDTH_MICRO)
             for v in names}  # fmt: skip
    tested = {v: b for v, b in found.items() if b is not None}
    line_of_doubt = _SURE / max(len([v for v in tested if v]), 1)
    told = [
        Clustered(v, b, is_marked=bool(v) and b.theta < 0 and b.p_value < line_of_doubt)
        for v, b in tested.items()
    ]
    return sorted(told, key=lambda c: (bool(c.village_code), c.found.p_value, c.village_code))
