"""Children who come of the age at which schooling and work are asked."""

from __future__ import annotations

import numpy as np

from desil.synthetic.change.context import Quarter
from desil.synthetic.facts.schooling import ENROLLED, NEVER, NO_DIPLOMA, SD
from desil.synthetic.people.members import SINGLE
from desil.synthetic.population import Population
from desil.synthetic.rows import Array


def begin_school(quarter: Quarter, population: Population) -> Population:
    """Answers for those who turned two, five or seven; nutrition is asked up to four years only."""
    people, age = population.people, population.ages
    turned_two = np.flatnonzero((age >= 2) & (people["seeing"] < 0))
    well = np.full(len(turned_two), 4, dtype=np.int8)
    asked = ("seeing", "hearing", "walking", "hands", "learning", "behaviour")
    people = people.put(turned_two, **dict.fromkeys(asked, well))
    turned_five = np.flatnonzero((age >= 5) & (people["school_participation"] < 0))
    people = people.put(turned_five, **_first_answers(len(turned_five)))
    pupils = np.flatnonzero((age == 7) & (people["school_participation"] == NEVER))
    people = people.put(
        pupils,
        school_participation=np.full(len(pupils), ENROLLED, dtype=np.int8),
        education_level=np.full(len(pupils), SD, dtype=np.int8),
        education_grade=np.ones(len(pupils), dtype=np.int8),
    )
    return population.with_rows(population.families, people)


def _first_answers(count: int) -> dict[str, Array]:
    """What is answered for a child of five."""
    answers = {
        "school_participation": NEVER,
        "highest_diploma": NO_DIPLOMA,
        "is_working": 2,
        "has_business": 2,
        "communicating": 4,
        "self_care": 4,
        "remembering": 4,
        "depression": 4,
        "marital_status": SINGLE,
        "nutrition": -1,
    }
    return {name: np.full(count, value, dtype=np.int8) for name, value in answers.items()}
