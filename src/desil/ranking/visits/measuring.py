"""A plan of visits against what the visits found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from desil.errors import UsageFault
from desil.ranking.visits.expected import Expected, Families, expected_error
from desil.ranking.visits.planning import PPM

_Z = 1.96
_BINS = 5


@dataclass(frozen=True, slots=True)
class VisitResults:
    """What visits found against a plan.

    `planned`, `done`: visits. `expected_share`, `found_share`: of those done, the share below the
    boundary; `expected_low`, `expected_high`: where it should be if the probabilities are right.
    `moved`: families whose side changed. `before`, `now`: the expected exclusion error. `bins`:
    (probability told, share found, visits) by bin of the probability. `order`: every family as it
    stands now, first the one that comes first (family_number, found, inside): those found below the
    boundary, the others by score, those found above; as many `inside` as without visits.
    """

    planned: int
    done: int
    expected_share: float
    expected_low: float
    expected_high: float
    found_share: float
    moved: int
    before: Expected
    now: Expected
    bins: tuple[tuple[float, float, int], ...]
    order: pl.DataFrame


def measure(
    plan: pl.DataFrame,
    found: pl.DataFrame,
    families: Families,
    numbers: pl.Series,
    *,
    right: float,
    survey_rows: int,
) -> VisitResults:
    """What was found (`family_number`, `desil_1_4`: true or false) against what the plan told.

    UsageFault where a family was found twice with two answers, or no planned one was found.
    """
    once = found.unique()
    if once["family_number"].n_unique() < len(once):
        raise UsageFault(
            "Sebuah keluarga memiliki dua hasil kunjungan yang berbeda.",
            hint="Simpan hasil yang terakhir saja.",
        )
    both = plan.join(once, on="family_number").filter(pl.col("desil_1_4").is_not_null())
    if not len(both):
        raise UsageFault(
            "Tidak ada keluarga dalam rencana yang ada hasil kunjungannya.",
            hint="Kolomnya: family_number, desil_1_4 (1 atau 0).",
        )
    told = both["desil_1_4_ppm"].to_numpy() / PPM
    low = both["desil_1_4"].cast(pl.Boolean).to_numpy()
    wide = _Z * float(np.sqrt((told * (1 - told)).sum())) / len(told)
    nobody = np.zeros(len(families.poor), dtype=bool)
    visited = numbers.is_in(both["family_number"].implode()).to_numpy()
    answers = dict(zip(both["family_number"].to_list(), low.tolist(), strict=True))
    known = numbers.replace_strict(answers, default=None, return_dtype=pl.Boolean)
    poor = families.poor.copy()
    poor[visited] = np.where(known.filter(pl.Series(visited)).to_numpy(), right, 1 - right)
    side = np.where(visited, np.where(poor > 0.5, -np.inf, np.inf), families.score)
    places = np.argsort(side, kind="stable")
    taken = np.zeros(len(poor), dtype=bool)
    taken[places[: int(families.taken.sum())]] = True
    order = pl.DataFrame({"family_number": numbers, "found": known, "inside": taken})[places]
    after = Families(poor, taken, side)
    return VisitResults(
        planned=len(plan),
        done=len(both),
        expected_share=float(told.mean()),
        expected_low=max(float(told.mean()) - wide, 0.0),
        expected_high=min(float(told.mean()) + wide, 1.0),
        found_share=float(low.mean()),
        moved=int((families.taken[visited] != (poor[visited] > 0.5)).sum()),
        before=expected_error(families, nobody, right, survey_rows),
        now=expected_error(after, nobody, right, survey_rows),
        bins=_bins(told, low),
        order=order,
    )


def _bins(
    told: np.ndarray[tuple[int], np.dtype[np.float64]],
    low: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> tuple[tuple[float, float, int], ...]:
    place = np.minimum((told * _BINS).astype(np.int64), _BINS - 1)
    return tuple(
        (float(told[place == b].mean()), float(low[place == b].mean()), int((place == b).sum()))
        for b in np.unique(place)
    )
