"""New heads of families that lost theirs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desil.synthetic.change.context import Quarter
from desil.synthetic.people.identity import city_prefixes, draw_family_numbers
from desil.synthetic.people.members import CHILD, HEAD, OTHER, SPOUSE
from desil.synthetic.population import Population, first_rows, merged
from desil.synthetic.rows import Indexes

ADULT = 17


def renew_heads(quarter: Quarter, population: Population) -> Population:
    """Every family has one head again: the spouse, else the oldest adult, else the oldest child.

    Under a widowed spouse the other relations stay; under anyone else the rest become others.
    Some of these families get a new card number.
    """
    people = population.people
    headed = np.zeros(len(population.families), dtype=bool)
    headed[people["family"][people["relationship"] == HEAD]] = True
    rows = np.flatnonzero(~headed[people["family"]])
    if not len(rows):
        return population
    age = population.ages[rows].astype(np.int64)
    relation = people["relationship"][rows]
    rank = np.where(relation == SPOUSE, 0, np.where(age >= ADULT, 1, 2))
    rows = rows[np.lexsort((people["id"][rows], -age, rank, people["family"][rows]))]
    opening = first_rows(people["family"][rows])
    new_heads = rows[opening]
    was_spouse = people["relationship"][new_heads] == SPOUSE
    stays = np.repeat(was_spouse, np.diff(np.append(opening, len(rows))))
    relation = np.where(stays, people["relationship"][rows], OTHER)
    relation = np.where(~stays & (people["relationship"][rows] == CHILD), OTHER, relation)
    relation[opening] = HEAD
    people = people.put(rows, relationship=relation.astype(np.int8))
    changed = people["family"][new_heads]
    quarter.events.add("new_head", population.families["id"][changed], people["id"][new_heads])
    return _new_cards(quarter, population.with_rows(population.families, people), changed)


def _new_cards(quarter: Quarter, population: Population, changed: Indexes) -> Population:
    rng = quarter.stream("cards of new heads")
    renewed = changed[rng.random(len(changed)) < quarter.rate("head_card_renewed")]
    back = rng.integers(0, quarter.days, len(renewed)).astype("timedelta64[D]")
    prefix = city_prefixes()[population.families["village"][renewed]]
    numbers = draw_family_numbers(
        quarter.parameters, prefix, np.datetime64(quarter.on) - back, population.cards, rng
    )
    families = population.families.put(renewed, family_number=numbers)
    quarter.events.add("new_card", families["id"][renewed])
    return replace(population, families=families, cards=merged(population.cards, numbers))
