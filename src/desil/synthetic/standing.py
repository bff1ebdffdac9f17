"""Standing: the score and the three deciles of every family on the population's date."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desil.dictionary.standing import decile_by
from desil.synthetic.population import Population
from desil.synthetic.welfare.facts import formula_facts
from desil.synthetic.welfare.formula import Formula
from desil.synthetic.welfare.scores import Micro, city_cutoffs_of

UNRANKED = -1


@dataclass(frozen=True, slots=True)
class Standing:
    """Per family: the score (of the unranked too) and the published deciles, -1 where unranked."""

    score: Micro
    national: NDArray[np.int8]
    province: NDArray[np.int8]
    city: NDArray[np.int8]
    city_cutoffs: Micro


def standing_of(population: Population, formula: Formula) -> Standing:
    """Scores by the frozen formula; deciles by national, provincial and the city's own cut-offs.

    The city's own cut-offs divide its ranked families into tenths, counting families.
    """
    score = formula.scores(formula_facts(population))
    ranked = population.families["is_ranked"]
    city = city_cutoffs_of(score[ranked])

    def published(cutoffs: Micro) -> NDArray[np.int8]:
        return np.where(ranked, decile_by(score, cutoffs), UNRANKED).astype(np.int8)

    return Standing(
        score=score,
        national=published(formula.national_cutoffs),
        province=published(formula.province_cutoffs),
        city=published(city),
        city_cutoffs=city,
    )
