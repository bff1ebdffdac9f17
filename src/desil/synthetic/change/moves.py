"""Families that move within the city."""

from __future__ import annotations

import numpy as np

from desil.synthetic.areas import draw_addresses
from desil.synthetic.change.context import Quarter, happens
from desil.synthetic.change.new_families import any_village
from desil.synthetic.dwelling import area_in
from desil.synthetic.population import Population
from desil.synthetic.rows import whole_share
from desil.synthetic.welfare.attributes import band_of

TENURES, SHARES = (2, 1, 3), (0.62, 0.30)


def move_house(quarter: Quarter, population: Population) -> Population:
    """Families with another address, often in another kelurahan, often in another kind of house."""
    rng = quarter.stream("moves")
    families = population.families
    count = whole_share(rng, len(families), quarter.rate("moves"))
    movers = np.sort(happens(rng, np.arange(len(families)), count))
    village = any_village(len(movers), rng)
    tenure = np.array(TENURES, dtype=np.int8)
    tenure = tenure[np.searchsorted(np.cumsum(SHARES), rng.random(len(movers)))]
    band = band_of("floor_area_band", families["floor_area_m2"][movers])
    step = rng.integers(-1, 2, len(movers))
    meter = 530_000_000_000 + rng.integers(0, 10_000_000_000, len(movers))
    moved = families.put(
        movers,
        village=village,
        **draw_addresses(quarter.parameters, village, rng),
        house_tenure=tenure,
        floor_area_m2=area_in(np.clip(band + step, 1, 5), rng),
        electricity_customer_id=np.where(families["lighting"][movers] == 1, meter, -1),
    )
    quarter.events.add("move", families["id"][movers])
    return population.with_rows(moved, population.people)
