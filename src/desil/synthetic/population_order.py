"""The order in which a population stands: by address, so that no row's place tells its rank."""

from __future__ import annotations

import numpy as np

from desil.synthetic.population import Population
from desil.synthetic.rows import Array, Indexes


def in_order(population: Population) -> Population:
    """Families by kelurahan, RW, RT and card number; people family after family, as on the card."""
    families = population.families
    order = np.lexsort(
        (families["family_number"], families["rt"], families["rw"], families["village"])
    )
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    family = place[population.people["family"]]
    rows = card_order(family, population.people["relationship"], population.people["birth_date"])
    people = population.people.take(rows).replace(family=family[rows])
    return population.with_rows(families.take(order), people)


def card_order(family: Array, relationship: Array, birth_date: Array) -> Indexes:
    """Rows sorted by family, then relation to the head, then age (the oldest first)."""
    days = birth_date.astype(np.int64) + 60_000
    key = (family.astype(np.int64) * 16 + relationship) * 200_000 + days
    return np.argsort(key, kind="stable")
