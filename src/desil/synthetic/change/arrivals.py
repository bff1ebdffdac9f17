"""Families that arrive from elsewhere: like families of the city, with other people in them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desil.synthetic.change.context import Quarter, happens
from desil.synthetic.change.new_families import any_village, drawn_homes, new_dwellings
from desil.synthetic.draw.calendar import age_on
from desil.synthetic.numbering import number_families, number_people
from desil.synthetic.population import Population, first_rows
from desil.synthetic.population_order import card_order
from desil.synthetic.rows import Rows, whole_share


def arrive(quarter: Quarter, population: Population) -> Population:
    """The population with newcomers, who are not ranked yet."""
    rng = quarter.stream("arrivals")
    count = whole_share(rng, len(population.families), quarter.rate("arrivals"))
    models = np.sort(happens(rng, np.arange(len(population.families)), count))
    people = _people_like(quarter, population, models, rng)
    homes = population.families.take(models)
    homes = drawn_homes(quarter, homes, population, rng).replace(
        id=population.next_family_id + np.arange(len(models), dtype=np.int32),
        village=any_village(len(models), rng),
    )
    heads = first_rows(people["family"])
    ages = age_on(people["birth_date"], quarter.on)
    homes = new_dwellings(quarter, homes, people, ages, heads, rng)
    homes, cards = number_families(
        quarter.parameters,
        homes,
        people,
        quarter.on,
        quarter.seed,
        population.cards,
        quarter.name_of("cards of arrivals"),
        days=quarter.days,
    )
    people, niks = number_people(
        quarter.parameters,
        homes,
        people,
        quarter.seed,
        population.niks,
        quarter.name_of("identity of arrivals"),
        city_share=quarter.rate("arrivals_born_here"),
    )
    quarter.events.add("arrival", homes["id"])
    people = people.replace(family=(people["family"] + len(population.families)).astype(np.int32))
    return replace(
        population,
        families=population.families.followed_by(homes),
        people=population.people.followed_by(people),
        niks=niks,
        cards=cards,
        next_family_id=population.next_family_id + len(homes),
        next_person_id=population.next_person_id + len(people),
    )


def _people_like(
    quarter: Quarter,
    population: Population,
    models: np.typing.NDArray[np.int64],
    rng: np.random.Generator,
) -> Rows:
    """Members as in the model families, with other ids and birth dates up to a year earlier."""
    place = np.full(len(population.families), -1, dtype=np.int32)
    place[models] = np.arange(len(models), dtype=np.int32)
    new_family = place[population.people["family"]]
    rows = np.flatnonzero(new_family >= 0)
    people = population.people.take(rows).replace(family=new_family[rows])
    earlier = rng.integers(0, 300, len(models))[people["family"]].astype("timedelta64[D]")
    people = people.replace(
        birth_date=people["birth_date"] - earlier,
        id=population.next_person_id + np.arange(len(people), dtype=np.int32),
    )
    order = card_order(people["family"], people["relationship"], people["birth_date"])
    return people.take(order)
