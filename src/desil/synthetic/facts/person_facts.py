"""All facts of members: civil status, schooling, work, health, what the identity card says."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.facts.civil import draw_marital, ktp_education_of, ktp_occupation_of
from desil.synthetic.facts.health import draw_health
from desil.synthetic.facts.schooling import ENROLLED, completed, draw_schooling
from desil.synthetic.facts.work import draw_work, work_from
from desil.synthetic.population import first_rows
from desil.synthetic.rows import Array, Rows


def draw_person_facts(
    people: Rows,
    age: NDArray[np.int16],
    standing: NDArray[np.float32],
    rng: np.random.Generator,
    *,
    head_education: NDArray[np.int8],
    head_work: NDArray[np.int8],
) -> Rows:
    """`people` with every fact; heads get the schooling and work that their family was dealt.

    `standing` is each family's score in the city's standard deviations.
    """
    heads = first_rows(people["family"])
    family_standing = standing[people["family"]]
    schooling = draw_schooling(age, family_standing, rng)
    chance = rng.random(len(heads), dtype=np.float32)
    _overwrite(schooling, heads, completed(head_education, chance))
    enrolled = schooling["school_participation"] == ENROLLED
    work = draw_work(age, people["sex"], enrolled, family_standing, rng)
    _overwrite(work, heads, work_from(head_work, age[heads], rng))
    people = people.replace(**schooling, **work, **draw_health(age, rng))
    people = people.replace(marital_status=draw_marital(people, age, rng))
    return people.replace(
        ktp_education=ktp_education_of(people["highest_diploma"], age),
        ktp_occupation=ktp_occupation_of(people, age, rng),
    )


def _overwrite(columns: dict[str, Array], rows: Array, values: dict[str, Array]) -> None:
    for name, value in values.items():
        columns[name][rows] = value
