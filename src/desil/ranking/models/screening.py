"""Of very many columns, those that a model is learned from: the strongest by themselves.

Screening looks at welfare, so it is done on the rows that a model learns from, in every fold anew.
"""

from __future__ import annotations

import polars as pl

from desil.ranking.models.plan import Floats
from desil.ranking.survey.leaks import strength

MOST_COLUMNS = 60


def screened_columns(frame: pl.DataFrame, y: Floats, district: str | None) -> list[str]:
    """The columns to learn from, in the order of the frame: all, or the MOST_COLUMNS that explain
    most of `y` alone (sure independence screening, Fan and Lv 2008), the district always."""
    if len(frame.columns) <= MOST_COLUMNS:
        return frame.columns
    alone = {name: strength(frame[name], y)[0] for name in frame.columns}
    order = sorted(frame.columns, key=lambda n: (n != district, -alone[n], n))
    kept = set(order[:MOST_COLUMNS])
    return [name for name in frame.columns if name in kept]
