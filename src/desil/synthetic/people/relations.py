"""Relations that ages allow: nobody is the child of a head hardly older, or younger."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.people.members import CHILD, OTHER, PARENT
from desil.synthetic.population import first_rows
from desil.synthetic.rows import Rows

YOUNGEST_PARENT = 15


def plausible_relations(people: Rows) -> NDArray[np.int8]:
    """The relations, with "other" for children and parents too near to the head in age."""
    relation, age = people["relationship"], people["age"]
    head_age = age[first_rows(people["family"])][people["family"]]
    near = (relation == CHILD) & (age > head_age - YOUNGEST_PARENT)
    near |= (relation == PARENT) & (age < head_age + YOUNGEST_PARENT)
    return np.where(near, OTHER, relation).astype(np.int8)
