"""Columns that hold welfare itself, or were computed from it: by name, by strength, by arithmetic.

A leak makes a model look right on its survey and useless in the register, where nobody knows the
column. So learning stops until the user drops the column, or keeps it by name with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.errors import UsageFault

Floats = NDArray[np.float64]
STRONG = 0.5  # share of the variance of welfare that no questionnaire column explains alone
A_HEAD = 0.6  # share that no number divided by members explains: in Peru the most is .35
ARITHMETIC = 0.9  # share that no questionnaire explains, all of its numbers together
_FEW = 12
_MOSTLY = 0.95
_MOST_GROUPS = 100
_ROWS_A_GROUP = 8
_ROWS_A_COLUMN = 10
_MOST_NUMBERS = 300
_MOST_MEMBERS = 40
_MOST_COUNTED = 40
_APART = 0.45  # half is all that the mean ranks of two groups can differ
_TELLS_LITTLE = 0.01
_FEWEST = 100


@cache
def _words() -> Mapping[str, frozenset[str]]:
    text = files("desil.ranking.survey").joinpath("leak_words.yaml").read_text(encoding="utf-8")
    return {kind: frozenset(words) for kind, words in bounded_yaml(text).items()}


def named_like_welfare(name: str) -> bool:
    """Does the name say welfare, expenditure, income, a decile, poor, or a logarithm of one?"""
    split = re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()
    words = {w for w in re.split(r"[^a-z]+", split) if w}
    bare = {re.sub(r"^(ln|log|l|r|real|nom)(?=[a-z]{3})", "", w) for w in words}
    found = (words | bare) & _words()["words"]
    return bool(found) or any(part in split.replace("_", "") for part in _words()["parts"])


def leaks_of(frame: pl.DataFrame, welfare: Floats) -> dict[str, str]:
    """Why each suspect column is one; `welfare` is its logarithm."""
    found: dict[str, list[str]] = {n: [] for n in frame.columns}
    whole = set()
    for name in frame.columns:
        if named_like_welfare(name):
            found[name].append("namanya menyebut kesejahteraan")
        explained, parts = strength(frame[name], welfare)
        if explained > ARITHMETIC:
            whole.add(name)
        if explained > STRONG:
            found[name].append(f"sendirian menerangkan {100 * explained:.0f} % kesejahteraan")
        if parts:
            found[name].append("memisahkan yang miskin dari yang lain hampir tanpa tumpang tindih")
    suspects = [n for n, why in found.items() if why]
    for name, (count, share) in shares_a_head(frame.drop(suspects), welfare).items():
        found[name].append(f"dibagi '{count}' menerangkan {100 * share:.0f} % kesejahteraan")
    for name in columns_that_give(frame.drop(whole), welfare):
        found[name].append("bersama kolom lain memberikan kesejahteraan (jumlah atau bagi)")
    return {name: ", ".join(why) for name, why in found.items() if why}


def refuse_leaks(found: Mapping[str, str], kept: Mapping[str, str]) -> None:
    """UsageFault naming every leak that the user did not keep by name."""
    open_leaks = {name: why for name, why in found.items() if name not in kept}
    if open_leaks:
        told = "; ".join(f"'{name}': {why}" for name, why in open_leaks.items())
        drops = " ".join(f"--drop {name}" for name in open_leaks)
        first = next(iter(open_leaks))
        raise UsageFault(
            f"Kolom yang membocorkan kesejahteraan: {told}.",
            hint=f"Buang: {drops}. Atau pertahankan dengan nama dan alasannya: "
            f'--keep {first}="ditanyakan pada kunjungan".',
        )


def strength(column: pl.Series, welfare: Floats) -> tuple[float, bool]:
    """(the share of the variance that the column's values in order explain, whether two answers
    part the poor from the others).

    By up to 100 groups of its values in order, so that any curve counts: the scale, its logarithm
    and its rank are the same. Corrected for the number of groups.
    """
    most = int(np.clip(len(welfare) // _ROWS_A_GROUP, 2, _MOST_GROUPS))
    filled = column if column.dtype == pl.String else column.fill_null(column.min())
    if column.dtype == pl.String or column.n_unique() <= most:
        place = filled.rank("dense").fill_null(0).to_numpy()
    else:
        place = filled.rank("ordinal").to_numpy() * most // (len(column) + 1)
    groups = np.unique(place, return_inverse=True)[1]
    count = int(groups.max()) + 1
    if count > len(welfare) / _ROWS_A_GROUP * 2 or count < 2:
        return 0.0, False
    mean = np.bincount(groups, welfare) / np.bincount(groups)
    left = np.var(welfare - mean[groups]) / np.var(welfare)
    explained = 1 - left * (len(welfare) - 1) / max(len(welfare) - count, 1)
    return float(explained), _parts(groups, welfare)


def _parts(groups: NDArray[np.intp], welfare: Floats) -> bool:
    if groups.max() != 1:
        return False
    order = np.argsort(np.argsort(welfare)) / len(welfare)
    if not 0.02 < groups.mean() < 0.98:
        return False
    return bool(abs(order[groups == 1].mean() - order[groups == 0].mean()) > _APART)


def shares_a_head(frame: pl.DataFrame, welfare: Floats) -> dict[str, tuple[str, float]]:
    """The numbers that, divided by a count such as that of members, explain more of welfare than
    any questionnaire does: spending of the whole household, told with an error.

    Told: the count, and the share that the logarithm of the quotient explains.
    """
    counts = [n for n in frame.columns if _is_count(frame[n])]
    long = [
        n
        for n in frame.columns
        if frame[n].dtype != pl.String
        and n not in counts
        and frame[n].n_unique() > _FEW
        and int((frame[n] > 0).sum()) > _MOSTLY * len(frame)
    ]
    if not counts or not long or len(welfare) < _FEWEST:
        return {}
    logs = _logs(_filled(frame, [*long, *counts]))
    spread = np.cov(np.column_stack([logs, welfare]), rowvar=False)
    own, held = np.arange(len(long))[:, None], len(long) + np.arange(len(counts))[None, :]
    along = spread[own, -1] - spread[held, -1]
    across = spread[own, own] + spread[held, held] - 2 * spread[own, held]
    share = along**2 / np.maximum(across * spread[-1, -1], 1e-300)
    best = share.argmax(axis=1)
    return {
        name: (counts[best[place]], float(share[place, best[place]]))
        for place, name in enumerate(long)
        if share[place, best[place]] > A_HEAD
    }


def _logs(matrix: Floats) -> Floats:
    """Logarithms; what is not above 0 counts as the least that is."""
    least = np.where(matrix > 0, matrix, np.inf).min(axis=0)
    return np.asarray(np.log(np.maximum(matrix, least)))


def columns_that_give(frame: pl.DataFrame, welfare: Floats) -> list[str]:
    """The numbers that give welfare by adding or dividing: a sum of spending, a total and a size.

    Welfare in money, alone and times each count (members), on the numbers; and its logarithm on
    their logarithms. The columns are picked by what they explain (orthogonal matching pursuit).
    """
    numbers = [n for n in frame.columns if frame[n].dtype != pl.String]
    long = [n for n in numbers if frame[n].n_unique() > _FEW]
    if not long or len(welfare) < _FEWEST:
        return []
    money = np.exp(np.clip(welfare - np.median(welfare), -20, 20))
    matrix = _filled(frame, long)
    counts = [n for n in numbers if _is_count(frame[n])]
    goals = [money, *(money * _filled(frame, [n])[:, 0] for n in counts)]
    for number, goal in enumerate(goals):
        if picked := _picked(matrix, goal):
            names = [long[p] for p in picked]
            return names if number == 0 else names + [
                c for c in (counts[number - 1],) if c not in names and named_like_welfare(c)
            ]  # fmt: skip
    positive = [p for p in range(len(long)) if matrix[:, p].min() > 0]
    named = [long[p] for p in positive]
    more = [n for n in counts if n not in named]
    logs = np.log(np.hstack([matrix[:, positive], np.maximum(_filled(frame, more), 0.5)]))
    if not logs.shape[1]:
        return []
    names = [*named, *more]
    picked = _picked(logs, welfare)
    return [names[p] for p in picked if names[p] in named]


def _is_count(column: pl.Series) -> bool:
    if column.dtype != pl.Int64:
        return False
    values = column.drop_nulls().unique().to_numpy()
    return 3 <= len(values) <= _MOST_COUNTED and values.min() >= 1 and values.max() <= _MOST_COUNTED


def _filled(frame: pl.DataFrame, names: Sequence[str]) -> Floats:
    """Rows by columns; what is missing counts as 0, as an item that was not bought."""
    if not names:
        return np.empty((len(frame), 0))
    return np.column_stack(
        [frame[n].cast(pl.Float64).fill_null(0.0).to_numpy() for n in names]
    )  # fmt: skip


def _picked(matrix: Floats, goal: Floats) -> list[int]:
    """The fewest columns, greedily, whose least squares explain the goal; none where all do not."""
    rows, columns = matrix.shape
    most = min(columns, rows // _ROWS_A_COLUMN, _MOST_NUMBERS)
    centred = matrix - matrix.mean(axis=0)
    spread = np.sqrt((centred**2).sum(axis=0))
    usable = np.flatnonzero(spread > 1e-12 * max(float(spread.max(initial=0)), 1e-300))
    if not len(usable) or most < 1:
        return []
    target = goal - goal.mean()
    whole = float(target @ target)
    scaled = centred[:, usable] / spread[usable]
    # The variance that each column explains alone decides which enter where there are too many.
    alone = np.argsort(-np.abs(scaled.T @ target), kind="stable")[:most]
    scaled, usable = scaled[:, alone], usable[alone]
    if _unexplained(scaled, target) > (1 - ARITHMETIC) * whole:
        return []
    picked: list[int] = []
    left = target
    while len(picked) < min(scaled.shape[1], _MOST_MEMBERS):
        strength_of = np.abs(scaled.T @ left)
        strength_of[picked] = -1
        picked.append(int(np.argmax(strength_of)))
        part = scaled[:, picked]
        left = target - part @ np.linalg.lstsq(part, target, rcond=None)[0]
        if float(left @ left) <= _TELLS_LITTLE * whole:
            break
    return [int(usable[p]) for p in picked]


def _unexplained(matrix: Floats, target: Floats) -> float:
    values, vectors = np.linalg.eigh(matrix.T @ matrix)
    kept = values > 1e-9 * values[-1]
    along = (vectors[:, kept].T @ (matrix.T @ target)) / np.sqrt(values[kept])
    return float(target @ target - along @ along)
