"""The population: all families and people on one date, and the numbers that are used up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.draw.calendar import age_on
from desil.synthetic.rows import Rows


@dataclass(frozen=True, slots=True)
class Population:
    """Everyone in the city on one date.

    `people["family"]` is a position in `families`; people stand family after family, in the order
    of the card, heads first. `niks` and `cards` are all numbers ever given out, sorted.
    """

    on: date
    families: Rows
    people: Rows
    niks: NDArray[np.int64]
    cards: NDArray[np.int64]
    next_family_id: int
    next_person_id: int

    @property
    def ages(self) -> NDArray[np.int16]:
        """Completed years of each person on the date."""
        return age_on(self.people["birth_date"], self.on)

    @property
    def heads(self) -> NDArray[np.int64]:
        """The row of each family's head, in the order of the families."""
        return first_rows(self.people["family"])

    def with_rows(self, families: Rows, people: Rows) -> Population:
        """The same date and numbers with other rows."""
        return replace(self, families=families, people=people)


def first_rows(family: NDArray[np.int32]) -> NDArray[np.int64]:
    """The first row of each family, where rows stand family after family."""
    opening = np.ones(len(family), dtype=bool)
    opening[1:] = family[1:] != family[:-1]
    return np.flatnonzero(opening)


def merged(taken: NDArray[np.int64], new: NDArray[np.int64]) -> NDArray[np.int64]:
    """Both, sorted."""
    return np.sort(np.concatenate([taken, new]), kind="stable")
