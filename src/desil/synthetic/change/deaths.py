"""Deaths, by age; widows and widowers are known as such."""

from __future__ import annotations

import numpy as np

from desil.synthetic.change.context import Quarter, without
from desil.synthetic.people.members import HEAD, SPOUSE, WIDOWED
from desil.synthetic.population import Population


def die(quarter: Quarter, population: Population) -> Population:
    """The population without those who died."""
    rng = quarter.stream("deaths")
    people = population.people
    rates = np.array(quarter.parameters.numbers("change.deaths"))
    stage = np.searchsorted([15, 45, 65], population.ages, side="right")
    dead = rng.random(len(people)) < rates[stage]
    family = people["family"]
    quarter.events.add("death", population.families["id"][family[dead]], people["id"][dead])
    widowed = _left_behind(population, dead)
    people = people.put(widowed, marital_status=np.full(len(widowed), WIDOWED, dtype=np.int8))
    nobody = np.zeros(len(population.families), dtype=bool)
    return without(population.with_rows(population.families, people), dead, nobody)


def _left_behind(
    population: Population, dead: np.typing.NDArray[np.bool_]
) -> np.typing.NDArray[np.int64]:
    """Rows of heads and spouses whose spouse or head died."""
    family, relation = population.people["family"], population.people["relationship"]
    lost = np.zeros((2, len(population.families)), dtype=bool)
    for side, relation_of_dead in enumerate((HEAD, SPOUSE)):
        lost[side][family[dead & (relation == relation_of_dead)]] = True
    spouse_left = (relation == SPOUSE) & lost[0][family]
    head_left = (relation == HEAD) & lost[1][family]
    return np.flatnonzero((spouse_left | head_left) & ~dead)
