"""Areas: which kelurahan each family lives in, and its address there."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.dictionary.areas import city_villages
from desil.synthetic.draw.rounding import fitted_table, largest_remainder, rounded_table
from desil.synthetic.parameters import Parameters
from desil.synthetic.rows import Array

GroupPlaces = NDArray[np.int8]


def draw_villages(
    parameters: Parameters, place: GroupPlaces, rng: np.random.Generator
) -> NDArray[np.int8]:
    """Each family's kelurahan, as its position in `city_villages()`.

    Families per kelurahan are exact by the dictionary's weights; welfare differs by kelurahan.
    Which kelurahan is poor is drawn: it says nothing of the real ones.
    """
    groups = np.bincount(place, minlength=11).astype(np.int64)
    weights = np.array([v.family_weight for v in city_villages()])
    families = largest_remainder(weights, len(place))
    table = _tilted_table(parameters, families, groups, rng)
    whole = rounded_table(fitted_table(table, families, groups), families, groups)
    villages = np.zeros(len(place), dtype=np.int8)
    for group in range(len(groups)):
        there = np.repeat(np.arange(len(families), dtype=np.int8), whole[:, group])
        villages[place == group] = rng.permutation(there)
    return villages


def _tilted_table(
    parameters: Parameters,
    families: NDArray[np.int64],
    groups: NDArray[np.int64],
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """Families by kelurahan and group before fitting, the share of desil 1-4 rising evenly."""
    low, high = parameters.numbers("areas.poor_share")
    overall = groups[:4].sum() / max(groups.sum(), 1)
    level = rng.permutation(len(families)) / (len(families) - 1)
    power = (high - overall) / (overall - low)
    poor = low + (high - low) * level**power
    ladder = np.array([*range(1, 11), 7.2])
    table = np.zeros((len(families), len(groups)))
    for row, share in enumerate(poor):
        table[row] = families[row] * _tilted_shares(groups / groups.sum(), ladder, share)
    return table


def _tilted_shares(
    shares: NDArray[np.float64], ladder: NDArray[np.float64], poor: float
) -> NDArray[np.float64]:
    """`shares` tilted along the ladder of deciles until desil 1-4 hold the share `poor`."""
    low, high = -3.0, 3.0
    for _ in range(60):
        slope = (low + high) / 2
        tilted: NDArray[np.float64] = shares * np.exp(-slope * (ladder - 6))
        tilted /= tilted.sum()
        low, high = (slope, high) if tilted[:4].sum() < poor else (low, slope)
    return tilted


def draw_addresses(
    parameters: Parameters, villages: NDArray[np.int8], rng: np.random.Generator
) -> dict[str, Array]:
    """Street (a position in the list of street names), house number, RW and RT of each family."""
    count = len(villages)
    rw = (1 + (rng.random(count) * (9 + villages % 17)).astype(np.int8)).astype(np.int8)
    rt = (1 + (rng.random(count) ** 1.3 * 12).astype(np.int8)).astype(np.int8)
    streets = int(parameters.number("areas.streets"))
    near = (villages.astype(np.int64) * 131 + rw.astype(np.int64) * 17) % streets
    street = ((near + (rng.random(count) * 6).astype(np.int64)) % streets).astype(np.int16)
    house = (1 + (rng.random(count) ** 1.6 * 180).astype(np.int16)).astype(np.int16)
    return {"street": street, "house": house, "rw": rw, "rt": rt}
