"""Ages: the census margins by age and sex, met exactly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.draw.rounding import Counts, largest_remainder
from desil.synthetic.parameters import Parameters
from desil.synthetic.people.members import FEMALE, MALE

YOUNG, MIDDLE, OLD = 3, 10, 5
CELLS = YOUNG + MIDDLE + OLD


def age_margins(parameters: Parameters, people: int) -> tuple[Counts, Counts]:
    """Men and women per five-year cell (0-4 to 85-89), adding up to `people`."""
    broad = largest_remainder(parameters.numbers("ages.broad"), people)
    middle = largest_remainder(
        parameters.numbers("ages.men_15_64") + parameters.numbers("ages.women_15_64"), int(broad[1])
    )
    young_men, young_women = _split(parameters, "young", int(broad[0]))
    old_men, old_women = _split(parameters, "old", int(broad[2]))
    men = np.concatenate([young_men, middle[:MIDDLE], old_men])
    women = np.concatenate([young_women, middle[MIDDLE:], old_women])
    return men, women


def _split(parameters: Parameters, name: str, people: int) -> tuple[Counts, Counts]:
    """`people` by cell and sex, with the stated share of men."""
    cells = np.array(parameters.numbers(f"ages.{name}_cells"))
    share = parameters.number(f"ages.{name}_male")
    both = largest_remainder(np.concatenate([cells * share, cells * (1 - share)]), people)
    return both[: len(cells)], both[len(cells) :]


def fix_sexes(sexes: NDArray[np.int8], men: int, rng: np.random.Generator) -> NDArray[np.int8]:
    """`sexes` with every 0 decided so that exactly `men` are men.

    Should the relations alone already hold too many of one sex, none is left to decide otherwise:
    a ValueError, because the margins could not be met.
    """
    free = np.flatnonzero(sexes == 0)
    needed = men - int((sexes == MALE).sum())
    if not 0 <= needed <= len(free):
        raise ValueError(f"{needed} of {len(free)} free persons would have to be men")
    decided = np.full(len(free), FEMALE, dtype=np.int8)
    decided[:needed] = MALE
    fixed = sexes.copy()
    fixed[free] = rng.permutation(decided)
    return fixed


def fit_ages(
    sexes: NDArray[np.int8],
    provisional: NDArray[np.float32],
    men: Counts,
    women: Counts,
) -> NDArray[np.float32]:
    """Exact ages in years with the margins of the census, in the order of the provisional ones."""
    ages = np.zeros(len(sexes), dtype=np.float32)
    for sex, margin in ((MALE, men), (FEMALE, women)):
        rows = np.flatnonzero(sexes == sex)
        cell = np.repeat(np.arange(CELLS), margin)
        target = cell * 5 + _spread(margin)
        ages[rows[np.argsort(provisional[rows], kind="stable")]] = target
    return ages


def _spread(margin: Counts) -> NDArray[np.float64]:
    """Years since the beginning of the cell, evenly spread over its five, in ascending order."""
    place = np.arange(int(margin.sum())) - np.repeat(np.cumsum(margin) - margin, margin)
    return np.asarray(5 * (place + 0.5) / np.repeat(np.maximum(margin, 1), margin))
