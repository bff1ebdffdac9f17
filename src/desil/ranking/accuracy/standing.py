"""Where each household stands among all, by weight; equal values stand together."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Places:
    """The order of values: `place` from 0 for the lowest, equal values in one place."""

    place: NDArray[np.int64]
    count: int

    @classmethod
    def of(cls, values: Floats) -> Places:
        """The places of values."""
        different, place = np.unique(values, return_inverse=True)
        return cls(place.astype(np.int64), len(different))

    def standing(self, weight: Floats) -> Standing:
        """The standing of each household when each counts `weight`."""
        held = np.bincount(self.place, weight, self.count)
        end = np.cumsum(held)
        whole = end[-1]
        return Standing(((end - held) / whole)[self.place], (end / whole)[self.place])


@dataclass(frozen=True, slots=True)
class Standing:
    """The share of the weight below each household's value, and up to and with it."""

    begin: Floats
    end: Floats
    _lowest: dict[float, Floats] = field(default_factory=dict, compare=False, repr=False)

    @property
    def middle(self) -> Floats:
        """The share of the population that stands below, half of its equals counted."""
        return (self.begin + self.end) / 2

    def lowest(self, quota: float) -> Floats:
        """How much of each household is in the lowest `quota`: 1, 0, or a part at the edge.

        Equals at the edge share what is left of the quota, as a fair draw would on average.
        """
        if quota not in self._lowest:  # asked for again and again in a bootstrap
            width = np.maximum(self.end - self.begin, 1e-300)
            self._lowest[quota] = np.clip((quota - self.begin) / width, 0.0, 1.0)
        return self._lowest[quota]

    def deciles(self) -> NDArray[np.int64]:
        """1 (lowest tenth) to 10; equals in one decile, by their middle."""
        middle = (self.begin + self.end) * 5 - 1e-9
        return np.clip(np.ceil(middle), 1, 10).astype(np.int64)
