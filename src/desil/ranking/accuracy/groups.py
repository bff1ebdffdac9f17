"""Groups of households that a ranking must be fair to."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

FEWEST = 50  # households; a smaller group's figures would be chance
MOST_ANSWERS = 12
_BANDS = 4


def group_members(
    columns: Mapping[str, NDArray[np.str_]],
) -> dict[str, NDArray[np.bool_]]:
    """Who is in each group, by "column=answer". A number of many values is cut into quarters."""
    found = {}
    for column, answers in columns.items():
        named = banded(answers)
        for name in np.unique(named):
            inside = named == name
            if inside.sum() >= FEWEST:
                found[f"{column}={name}"] = inside
    return found


def banded(answers: NDArray[np.str_]) -> NDArray[np.str_]:
    """The answers, or the quarter that a number stands in where there are many numbers."""
    different = np.unique(answers)
    if len(different) <= MOST_ANSWERS:
        return answers
    try:
        numbers = np.array([np.nan if a == "?" else float(a) for a in answers.tolist()])
    except ValueError:
        return answers
    edges = np.unique(np.nanquantile(numbers, np.arange(1, _BANDS) / _BANDS))
    place = np.searchsorted(edges, numbers, side="left")
    named = np.full(len(numbers), "?", dtype=object)
    for band in range(len(edges) + 1):
        inside = (place == band) & ~np.isnan(numbers)
        if inside.any():
            ends = dict.fromkeys((numbers[inside].min(), numbers[inside].max()))
            named[inside] = " - ".join(f"{e:g}" for e in ends)
    return named.astype(str)
