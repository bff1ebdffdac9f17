"""Families that come out of others: couples who marry, children who leave home, divorces."""

from __future__ import annotations

import numpy as np

from desil.synthetic.change.context import Quarter, happens
from desil.synthetic.change.new_families import add_families
from desil.synthetic.people.members import (
    CHILD,
    DIVORCED,
    FEMALE,
    HEAD,
    MALE,
    MARRIED,
    SINGLE,
    SPOUSE,
)
from desil.synthetic.population import Population
from desil.synthetic.rows import Array, whole_share

YOUNG_CHILD = 12


def marry(quarter: Quarter, population: Population) -> Population:
    """Couples of single sons and daughters found families of their own."""
    rng = quarter.stream("who marries")
    people = population.people
    single = (people["relationship"] == CHILD) & (people["marital_status"] == SINGLE)
    count = whole_share(rng, len(population.families), quarter.rate("marriages"))
    age = population.ages
    men = happens(
        rng, np.flatnonzero(single & (people["sex"] == MALE) & _between(age, 22, 38)), count
    )
    women = happens(
        rng, np.flatnonzero(single & (people["sex"] == FEMALE) & _between(age, 19, 35)), count
    )
    couples = min(len(men), len(women))
    if couples == 0:
        return population
    men = men[:couples][np.argsort(age[men[:couples]], kind="stable")]
    women = women[:couples][np.argsort(age[women[:couples]], kind="stable")]
    apart = people["family"][men] != people["family"][women]
    men, women = men[apart], women[apart]
    moving = np.concatenate([men, women])
    people = people.put(moving, marital_status=np.full(len(moving), MARRIED, dtype=np.int8))
    relation = np.repeat(np.array([HEAD, SPOUSE], dtype=np.int8), len(men))
    belongs = np.tile(np.arange(len(men)), 2)
    return add_families(
        quarter,
        population.with_rows(population.families, people),
        "marriage",
        moving,
        belongs,
        people["family"][men],
        relation,
    )


def leave_home(quarter: Quarter, population: Population) -> Population:
    """Grown children found a card of their own."""
    rng = quarter.stream("who leaves home")
    people = population.people
    count = whole_share(rng, len(population.families), quarter.rate("splits"))
    grown = (people["relationship"] == CHILD) & _between(population.ages, 21, 45)
    moving = happens(rng, np.flatnonzero(grown & (people["marital_status"] != MARRIED)), count)
    return add_families(
        quarter,
        population,
        "split",
        moving,
        np.arange(len(moving)),
        people["family"][moving],
        np.full(len(moving), HEAD, dtype=np.int8),
    )


def divorce(quarter: Quarter, population: Population) -> Population:
    """Spouses leave with part of the small children; both are known as divorced."""
    rng = quarter.stream("who divorces")
    people = population.people
    count = whole_share(rng, len(population.families), quarter.rate("divorces"))
    spouses = np.flatnonzero((people["relationship"] == SPOUSE) & (population.ages < 60))
    leaving = np.sort(happens(rng, spouses, count))
    place = np.full(len(population.families), -1, dtype=np.int64)
    place[people["family"][leaving]] = np.arange(len(leaving))
    new = place[people["family"]]
    small = (people["relationship"] == CHILD) & (population.ages < YOUNG_CHILD) & (new >= 0)
    children = np.flatnonzero(small & (rng.random(len(people)) < 0.6))
    left = np.flatnonzero((people["relationship"] == HEAD) & (new >= 0))
    parted = np.concatenate([leaving, left])
    people = people.put(parted, marital_status=np.full(len(parted), DIVORCED, dtype=np.int8))
    moving = np.concatenate([leaving, children])
    relation = np.full(len(moving), CHILD, dtype=np.int8)
    relation[: len(leaving)] = HEAD
    return add_families(
        quarter,
        population.with_rows(population.families, people),
        "divorce",
        moving,
        new[moving],
        people["family"][leaving],
        relation,
    )


def _between(age: Array, low: int, high: int) -> Array:
    return (age >= low) & (age <= high)
