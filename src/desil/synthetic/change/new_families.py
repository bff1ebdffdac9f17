"""New families out of members of old ones: a card and an address of their own, not ranked yet."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from desil.dictionary.areas import city_villages
from desil.synthetic.areas import draw_addresses
from desil.synthetic.change.context import Quarter
from desil.synthetic.dwelling import draw_details
from desil.synthetic.numbering import number_families
from desil.synthetic.population import Population
from desil.synthetic.rows import Array, Indexes, Rows
from desil.synthetic.welfare.attributes import kind_of_head
from desil.synthetic.welfare.deck import deal

STAYS_NEAR = 0.5
WIDE = 100_000_000


def add_families(
    quarter: Quarter,
    population: Population,
    step: str,
    moving: Indexes,
    belongs: Indexes,
    source: Indexes,
    relationship: NDArray[np.int8],
) -> Population:
    """The population with new families.

    `moving`: rows of people who leave; `belongs`: the new family of each (from 0, heads first);
    `source`: for each new family, the position of the family that it comes out of.
    """
    rng = quarter.stream(step)
    old = population.families
    fresh = drawn_homes(quarter, old.take(source), population, rng)
    fresh = fresh.replace(id=population.next_family_id + np.arange(len(source), dtype=np.int32))
    people = population.people.put(
        moving, family=(len(old) + belongs).astype(np.int32), relationship=relationship
    )
    heads = moving[np.unique(belongs, return_index=True)[1]]
    fresh = new_dwellings(quarter, fresh, people, population.ages, heads, rng)
    fresh, cards = number_families(
        quarter.parameters,
        fresh,
        people,
        quarter.on,
        quarter.seed,
        population.cards,
        quarter.name_of(f"cards of {step}"),
        days=quarter.days,
    )
    first = np.unique(belongs, return_index=True)[1]
    quarter.events.add(step, fresh["id"], people["id"][moving[first]], old["id"][source])
    return replace(
        population,
        families=old.followed_by(fresh),
        people=people,
        cards=cards,
        next_family_id=population.next_family_id + len(source),
    )


def drawn_homes(
    quarter: Quarter, homes: Rows, population: Population, rng: np.random.Generator
) -> Rows:
    """Families with a place to live of their own, not ranked, their facts not asked yet."""
    count = len(homes)
    near = rng.random(count) < STAYS_NEAR
    village = np.where(near, homes["village"], any_village(count, rng)).astype(np.int8)
    return homes.replace(
        village=village,
        **draw_addresses(quarter.parameters, village, rng),
        is_ranked=np.zeros(count, dtype=bool),
        facts_known=np.zeros(count, dtype=bool),
        since=np.zeros(count, dtype=np.int8),
        gap=population.families["gap"][rng.integers(0, len(population.families), count)],
    )


def any_village(count: int, rng: np.random.Generator) -> NDArray[np.int8]:
    """Kelurahan drawn by their families."""
    weights = np.array([v.family_weight for v in city_villages()])
    edges = np.cumsum(weights / weights.sum())[:-1]
    return np.searchsorted(edges, rng.random(count)).astype(np.int8)


def new_dwellings(
    quarter: Quarter,
    homes: Rows,
    people: Rows,
    ages: Array,
    heads: Indexes,
    rng: np.random.Generator,
) -> Rows:
    """The dwelling and assets of newly founded families: like the city's, slightly poorer."""
    parameters = quarter.parameters
    spread = parameters.number("scores.spread") * parameters.number("scores.city_sd")
    centre = parameters.number("scores.centre")
    centre += parameters.number("scores.spread") * parameters.number("scores.unranked_mean")
    target = ((centre + spread * rng.standard_normal(len(homes))) * 1_000_000).astype(np.int64)
    kind = kind_of_head(people["sex"][heads], ages[heads])
    base = np.full(len(homes), quarter.formula.intercept, dtype=np.int64)
    wide = np.full(len(homes), WIDE, dtype=np.int64)
    facts = deal(quarter.decks, kind, base, target, (-wide, wide), rng)
    return homes.replace(**draw_details(facts, rng))
