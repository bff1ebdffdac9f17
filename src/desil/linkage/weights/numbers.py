"""What is learnt of the numbers: they contain the birth date, and are weighed without it."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from desil.linkage.weights.compared import ComparedPairs, Floats, Ints
from desil.linkage.weights.comparisons import COMPARISONS, SAME_HOME
from desil.linkage.weights.logit import odds_of

_NUMBER_LEVELS = len(next(c for c in COMPARISONS if c.name == "number").levels) + 1
# levels that hold for people of another day alone
_SAME_OTHER_DAY, _NEAR_OTHER_DAY, _UNLIKE_OTHER_DAY = 1, 3, _NUMBER_LEVELS - 1
# That of a boy and that of a girl of one day differ in one digit, of which SEX tells already.
_NEAR_IN_DATE = 2
_NEAR_DATES = 4  # so many levels of BIRTH_DATE leave the number's date uncontradicted


@dataclass(slots=True)
class Numbers:
    """What is learnt of the numbers: the weight of each level (natural), and how likely the person
    of a record with and without a number is known."""

    weights: Floats
    numbered: float
    unnumbered: float

    def score_of(self, pairs: ComparedPairs) -> Floats:
        """What is added to the score of each pair of a record that is no practice."""
        level = pairs.levels["number"]
        prior = np.where(pairs.is_numbered, odds_of(self.numbered), odds_of(self.unnumbered))
        told = np.where(level >= 0, self.weights[np.maximum(level, 0)], 0.0)
        return np.asarray(prior[pairs.record] + told)

    def learn(self, pairs: ComparedPairs, share: Floats) -> None:
        """Count levels among pairs that are held right and pairs that are not.

        A number contains the birth date, so that only strangers of the same day tell how often a
        number is like another by chance; and only relatives, how often a number is that of a
        person born on another day.
        """
        number, date = pairs.levels["number"], pairs.levels["birth_date"]
        share = share * pairs.weight[pairs.record]
        m = _counted(number, number >= 0, share)
        day = date == 0 if (date >= 0).any() else np.ones(len(date), dtype=bool)
        other = pairs.weight[pairs.record] - share
        u = _counted(number, (number >= 0) & day, other)
        m[[_SAME_OTHER_DAY, _NEAR_OTHER_DAY, _UNLIKE_OTHER_DAY, _NEAR_IN_DATE]] = 0.5
        told = np.log((m / m.sum()) / (u / u.sum()))
        home = pairs.levels["household"]
        at_home = (home >= 0) & (home < SAME_HOME) if (home >= 0).any() else True
        others = _counted(number, (number >= 0) & ~day & at_home, other)
        near = (date >= 0) & (date < _NEAR_DATES)
        of_other_day = {_SAME_OTHER_DAY: near, _NEAR_OTHER_DAY: day, _UNLIKE_OTHER_DAY: day,
                        _NEAR_IN_DATE: day}  # fmt: skip
        for level, agrees in of_other_day.items():
            far = _counted(number, (number >= 0) & ~agrees, share)
            told[level] = np.log((far[level] / far.sum()) / (others[level] / others.sum()))
        self.weights = np.clip(told, -8 * log(2), 18 * log(2))
        self.numbered = self._number_slope(pairs, share, pairs.is_numbered)
        self.unnumbered = self._number_slope(pairs, share, ~pairs.is_numbered)

    @staticmethod
    def _number_slope(pairs: ComparedPairs, share: Floats, kind: NDArray[np.bool_]) -> float:
        found = share[kind[pairs.record]].sum()
        return float(np.clip((found + 1) / (pairs.weight[kind].sum() + 1.03), 0.05, 0.999))


def _counted(level: Ints, chosen: NDArray[np.bool_], share: Floats) -> Floats:
    counted = np.bincount(level[chosen], weights=share[chosen], minlength=_NUMBER_LEVELS)
    return np.asarray(counted + 0.5)
