"""Births."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.change.context import Quarter, happens
from desil.synthetic.facts.health import draw_health
from desil.synthetic.facts.schooling import SCHOOLING
from desil.synthetic.facts.work import WORK
from desil.synthetic.numbering import number_people
from desil.synthetic.people.members import (
    CHILD,
    FEMALE,
    GRANDCHILD,
    HEAD,
    IN_LAW,
    MALE,
    MARRIED,
    SINGLE,
    SPOUSE,
)
from desil.synthetic.population import Population
from desil.synthetic.rows import Indexes, Rows, whole_share


def bear_children(quarter: Quarter, population: Population) -> Population:
    """The population with the newborn of the quarter, each on its mother's card."""
    rng = quarter.stream("births")
    people, age = population.people, population.ages
    mother = (people["sex"] == FEMALE) & (people["marital_status"] == MARRIED)
    mother &= (age >= 19) & (age <= 42) & np.isin(people["relationship"], (HEAD, SPOUSE, IN_LAW))
    count = whole_share(rng, len(people), quarter.rate("births"))
    mothers = _younger_first(rng, np.flatnonzero(mother), age, count)
    children = _newborn(quarter, population, mothers, rng)
    children, niks = number_people(
        quarter.parameters,
        population.families,
        children,
        quarter.seed,
        population.niks,
        quarter.name_of("identity of newborn"),
        city_share=1.0,
    )
    quarter.events.add("birth", population.families["id"][children["family"]], children["id"], None)
    return replace(
        population,
        people=people.followed_by(children),
        niks=niks,
        next_person_id=population.next_person_id + len(children),
    )


def _younger_first(
    rng: np.random.Generator, mothers: Indexes, age: NDArray[np.int16], count: int
) -> Indexes:
    """Mothers drawn with a weight that falls after thirty."""
    lot = rng.exponential(size=len(mothers)) * np.exp(np.maximum(age[mothers] - 30, 0) * 0.16)
    return happens(rng, mothers[np.argsort(lot, kind="stable")[:count]], count)


def _newborn(
    quarter: Quarter, population: Population, mothers: Indexes, rng: np.random.Generator
) -> Rows:
    count = len(mothers)
    template = population.people.take(mothers)
    back = rng.integers(0, quarter.days, count).astype("timedelta64[D]")
    unasked = {name: np.full(count, -1, dtype=np.int8) for name in (*SCHOOLING, *WORK)}
    in_law = template["relationship"] == IN_LAW
    nothing = np.zeros(count, dtype=np.int8)
    return template.replace(
        id=population.next_person_id + np.arange(count, dtype=np.int32),
        relationship=np.where(in_law, GRANDCHILD, CHILD).astype(np.int8),
        sex=np.where(rng.random(count) < 0.512, MALE, FEMALE).astype(np.int8),
        birth_date=np.datetime64(quarter.on) - back,
        marital_status=np.full(count, SINGLE, dtype=np.int8),
        ktp_education=nothing,
        ktp_occupation=nothing,
        **unasked,
        **draw_health(np.zeros(count, dtype=np.int16), rng),
    )
