"""Dwelling and asset details that the formula does not read."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.draw.serials import draw_different
from desil.synthetic.rows import Array, Rows
from desil.synthetic.welfare.attributes import read_attributes

LIVESTOCK = {
    "cattle_count": 0.001,
    "buffalo_count": 0.0002,
    "horse_count": 0.0002,
    "pig_count": 0.0005,
    "goat_sheep_count": 0.006,
}
LARGEST_HOUSE = 320
METERS = (530_000_000_000, 540_000_000_000)


def draw_details(facts: Rows, rng: np.random.Generator) -> dict[str, Array]:
    """All dwelling and asset columns of the family, those that the deck dealt included."""
    count = len(facts)
    columns = {n: c for n, c in facts.columns.items() if not n.startswith(("head_", "floor_area"))}
    columns["floor_area_m2"] = area_in(facts["floor_area_band"], rng)
    columns["has_boat"] = np.where(rng.random(count) < 0.0012, 1, 2).astype(np.int8)
    columns["has_motorboat"] = np.where(rng.random(count) < 0.0009, 1, 2).astype(np.int8)
    for name, share in LIVESTOCK.items():
        animals = np.where(rng.random(count) < share, 1 + rng.integers(0, 6, count), 0)
        columns[name] = animals.astype(np.int8)
    meter = draw_different(rng, count, *METERS)
    columns["electricity_customer_id"] = np.where(facts["lighting"] == 1, meter, -1)
    return columns


def area_in(band: Array, rng: np.random.Generator) -> NDArray[np.int16]:
    """A floor area in m2 inside each band."""
    bounds = np.array([*read_attributes()["bands"]["floor_area_band"], LARGEST_HOUSE])
    bounds[0] = 9
    low, high = bounds[band - 1], bounds[band]
    skew = rng.random(len(band)) ** np.where(band == 5, 2.2, 1.0)
    area: NDArray[np.int16] = np.floor(low + skew * (high - low)).astype(np.int16)
    return area


def owns_something(families: Rows) -> NDArray[np.bool_]:
    """Whether a family owns any of the things asked for."""
    owned = np.zeros(len(families), dtype=bool)
    for name, column in families.columns.items():
        if name.startswith("has_"):
            owned |= column == 1
    return owned
