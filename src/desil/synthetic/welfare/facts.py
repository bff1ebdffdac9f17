"""The facts that the formula reads: of the family itself, and derived from its members."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.population import Population
from desil.synthetic.rows import Array
from desil.synthetic.welfare.attributes import band_of, read_attributes

COMPOSITION = ("size", "children_0_14", "aged_65", "head_sex", "head_age_band")


def composition_of(
    family: Array, families: int, sex: Array, age: Array, heads: NDArray[np.int64]
) -> dict[str, Array]:
    """The COMPOSITION facts of each family."""
    children = np.bincount(family[(age >= 0) & (age <= 14)], minlength=families)
    aged = np.bincount(family[age >= 65], minlength=families)
    return {
        "size": np.minimum(np.bincount(family, minlength=families), 10).astype(np.int8),
        "children_0_14": np.minimum(children, 4).astype(np.int8),
        "aged_65": np.minimum(aged, 2).astype(np.int8),
        "head_sex": sex[heads],
        "head_age_band": band_of("head_age_band", age[heads]),
    }


def formula_facts(population: Population) -> dict[str, Array]:
    """Every fact of the formula for each family, on the population's date."""
    families, people, heads = population.families, population.people, population.heads
    facts = composition_of(people["family"], len(families), people["sex"], population.ages, heads)
    facts["head_education"] = people["highest_diploma"][heads]
    facts["head_work"] = np.maximum(people["work_status"][heads], 0)
    for name in read_attributes()["family"]:
        facts[name] = (
            families[name]
            if name != "floor_area_band"
            else band_of(name, families["floor_area_m2"])
        )
    return facts
