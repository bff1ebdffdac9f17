"""Jobs lost and found, things bought and sold, houses repaired, benefits that end or begin."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.change.context import Quarter
from desil.synthetic.facts.work import work_from
from desil.synthetic.people.members import HEAD
from desil.synthetic.population import Population
from desil.synthetic.rows import Rows

NOT_AT_WORK, YES, NO = 0, 1, 2
FOUND, FOUND_SHARES = (4, 1, 7), (0.50, 0.32)
# How often each thing is among those bought or sold, relative to the others (A).
THINGS = {
    "has_motorcycle": 0.20,
    "has_flat_tv": 0.16,
    "has_computer": 0.14,
    "has_air_conditioner": 0.13,
    "has_gold": 0.13,
    "has_fridge": 0.10,
    "has_car": 0.08,
    "has_smartphone": 0.03,
    "has_bicycle": 0.03,
}


def change_jobs(quarter: Quarter, population: Population) -> Population:
    """Heads lose work or find it."""
    rng = quarter.stream("jobs")
    people, age = population.people, population.ages
    heads = np.flatnonzero(people["relationship"] == HEAD)
    at_work = people["is_working"][heads] == YES
    chance = rng.random(len(heads))
    lost = heads[at_work & (chance < quarter.rate("job_losses"))]
    of_age = (age[heads] >= 20) & (age[heads] < 60)
    found = heads[~at_work & of_age & (chance < quarter.rate("job_gains"))]
    codes = np.array(FOUND, dtype=np.int8)
    status = codes[np.searchsorted(np.cumsum(FOUND_SHARES), rng.random(len(found)))]
    people = _set_work(people, lost, np.zeros(len(lost), dtype=np.int8), age, rng)
    people = _set_work(people, found, status, age, rng)
    ids = population.families["id"]
    quarter.events.add("job_lost", ids[people["family"][lost]], people["id"][lost])
    quarter.events.add("job_found", ids[people["family"][found]], people["id"][found])
    return population.with_rows(population.families, people)


def _set_work(
    people: Rows,
    rows: NDArray[np.int64],
    status: NDArray[np.int8],
    age: NDArray[np.int16],
    rng: np.random.Generator,
) -> Rows:
    return people.put(rows, **work_from(status, age[rows], rng))


def change_assets(quarter: Quarter, population: Population) -> Population:
    """Families buy what they lack or lose what they have."""
    rng = quarter.stream("assets")
    families = population.families
    changed = {}
    bought = np.zeros(len(families), dtype=bool)
    sold = bought.copy()
    for name, weight in THINGS.items():
        chance = rng.random(len(families))
        owns = families[name] == YES
        gains = ~owns & (chance < quarter.rate("assets_gained") * weight * 2)
        loses = owns & (chance < quarter.rate("assets_lost") * weight * 2)
        changed[name] = np.where(gains, YES, np.where(loses, NO, families[name])).astype(np.int8)
        bought |= gains
        sold |= loses
    quarter.events.add("assets_gained", families["id"][bought])
    quarter.events.add("assets_lost", families["id"][sold])
    return population.with_rows(families.replace(**changed), population.people)


def change_dwellings(quarter: Quarter, population: Population) -> Population:
    """Families repair their house: a better floor, roof or a larger connection."""
    rng = quarter.stream("dwellings")
    families = population.families
    repairs = np.flatnonzero(rng.random(len(families)) < quarter.rate("dwelling_changed"))
    what = rng.integers(0, 3, len(repairs))
    floor, roof = families["floor_material"][repairs], families["roof_material"][repairs]
    power = families["electric_power"][repairs]
    larger = (what == 2) & (power >= 1) & (power < 5)
    better = families.put(
        repairs,
        floor_material=np.where((what == 0) & (floor >= 4), 2, floor).astype(np.int8),
        roof_material=np.where((what == 1) & (roof >= 3), 2, roof).astype(np.int8),
        electric_power=np.where(larger, power + 1, power).astype(np.int8),
    )
    quarter.events.add("dwelling_changed", families["id"][repairs])
    return population.with_rows(better, population.people)


def change_benefits(quarter: Quarter, population: Population) -> Population:
    """National PBI ends for some and begins for others."""
    rng = quarter.stream("benefits")
    pbi = population.families["pbi_national"]
    chance = rng.random(len(pbi))
    ends = (pbi == YES) & (chance < quarter.rate("benefit_ends"))
    begins = (pbi == NO) & (chance < quarter.rate("benefit_begins"))
    changed = np.where(ends, NO, np.where(begins, YES, pbi)).astype(np.int8)
    quarter.events.add("pbi_ended", population.families["id"][ends])
    quarter.events.add("pbi_begun", population.families["id"][begins])
    return population.with_rows(
        population.families.replace(pbi_national=changed), population.people
    )
