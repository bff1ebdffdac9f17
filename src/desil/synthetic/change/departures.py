"""Families that leave the city."""

from __future__ import annotations

import numpy as np

from desil.synthetic.change.context import Quarter, happens, without
from desil.synthetic.population import Population
from desil.synthetic.rows import whole_share


def depart(quarter: Quarter, population: Population) -> Population:
    """The population without the families that left, with everyone in them."""
    rng = quarter.stream("departures")
    count = whole_share(rng, len(population.families), quarter.rate("departures"))
    leaving = happens(rng, np.arange(len(population.families)), count)
    gone = np.zeros(len(population.families), dtype=bool)
    gone[leaving] = True
    quarter.events.add("departure", population.families["id"][np.flatnonzero(gone)])
    return without(population, np.zeros(len(population.people), dtype=bool), gone)
