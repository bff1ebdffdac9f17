"""Lists of a city at several points beside its hidden truth: errors, with paired intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

NOBODY, PLANNED, RANDOM = "no visits", "least certain", "at random"
DRAWS = 400
HEAD = (
    "| visits | on the list | exclusion error | inclusion error | exclusion, less without visits "
    "| less random visits |\n|---|---|---|---|---|---|"
)
Inside = NDArray[np.bool_]
Ends = tuple[float, float, float]  # value, low, high


@dataclass(frozen=True, slots=True)
class Listed:
    """A list at one point: how many `families` it holds, the share of the truly poor left out, and
    of those inside who are not poor, with 95 % intervals; exclusion less that without visits, and
    less that of random visits, with paired intervals (None: nothing to compare with)."""

    name: str
    families: int
    exclusion: Ends
    inclusion: Ends
    beside_none: Ends | None
    beside_random: Ends | None

    def line(self) -> str:
        """The row of the table."""
        errors = (f"{v:.3f} ({low:.3f}, {high:.3f})" for v, low, high in
                  (self.exclusion, self.inclusion))  # fmt: skip
        differences = (
            "" if ends is None else "{:+.3f} ({:+.3f}, {:+.3f})".format(*ends)
            for ends in (self.beside_none, self.beside_random)
        )
        return f"| {' | '.join((self.name, str(self.families), *errors, *differences))} |"


def measured(
    lists: Mapping[str, pl.DataFrame], welfare: pl.DataFrame, poor: pl.Series
) -> Iterator[Listed]:
    """Errors of every list with intervals: families drawn again, the same draws for all lists."""
    families = welfare.select("family_number")
    is_poor = families["family_number"].is_in(poor.implode()).to_numpy()
    inside = np.array([_inside(families, listed) for listed in lists.values()])
    rng = np.random.default_rng(0)
    drawn = [np.ones(len(families)), *(rng.poisson(1.0, len(families)) for _ in range(DRAWS))]
    left_out = np.array([(~inside & is_poor) @ w / w[is_poor].sum() for w in drawn]).T
    let_in = np.array([(inside & ~is_poor) @ w / (inside @ w) for w in drawn]).T
    place = {name: number for number, name in enumerate(lists)}
    for name, here in place.items():
        other = place.get(name.replace(PLANNED, RANDOM), here)
        yield Listed(
            name,
            int(inside[here].sum()),
            _ends(left_out[here]),
            _ends(let_in[here]),
            _ends(left_out[here] - left_out[0]) if here else None,
            _ends(left_out[here] - left_out[other]) if other != here else None,
        )


def _inside(families: pl.DataFrame, listed: pl.DataFrame) -> Inside:
    joined = families.join(listed, on="family_number", how="left", maintain_order="left")
    return joined["inside"].fill_null(value=False).to_numpy()


def _ends(drawn: NDArray[np.float64]) -> Ends:
    low, high = np.quantile(drawn[1:], (0.025, 0.975))
    return float(drawn[0]), float(low), float(high)
