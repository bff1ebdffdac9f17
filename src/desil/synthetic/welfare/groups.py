"""Groups: how many families and people stand in each decile, and how many in none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desil.dictionary.standing import DECILE_NUMBERS
from desil.synthetic.draw.rounding import Counts, largest_remainder
from desil.synthetic.parameters import Parameters

UNRANKED = 0
GROUPS = (*DECILE_NUMBERS, UNRANKED)


@dataclass(frozen=True, slots=True)
class Groups:
    """Families and people per group, in the order of GROUPS (deciles 1 to 10, then unranked)."""

    families: Counts
    people: Counts


def make_groups(parameters: Parameters, scale: float) -> Groups:
    """The published table of Kota Bekasi at `scale`, exact by largest remainder."""
    published = np.array(list(parameters.value("groups.published").values()), dtype=np.int64)
    totals = np.floor(published.sum(axis=0) * scale + 0.5).astype(np.int64)
    families = largest_remainder(published[:, 0], int(totals[0]))
    people = np.maximum(largest_remainder(published[:, 1], int(totals[1])), families)
    upper_families = largest_remainder(
        parameters.numbers("groups.upper_families"), int(families[5])
    )
    slope = parameters.number("groups.upper_size_slope")
    upper_people = _upper_people(upper_families, int(people[5]), slope)
    return Groups(
        families=np.concatenate([families[:5], upper_families, families[6:]]),
        people=np.concatenate([people[:5], upper_people, people[6:]]),
    )


def _upper_people(families: Counts, people: int, slope: float) -> Counts:
    """People of deciles 6 to 10: mean size falls by `slope` per decile, the sum is exact."""
    step = np.arange(5) - np.average(np.arange(5), weights=np.maximum(families, 1e-9))
    means = people / max(int(families.sum()), 1) - slope * step
    return np.maximum(largest_remainder(means * families, people), families)
