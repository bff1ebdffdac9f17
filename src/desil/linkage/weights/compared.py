"""The compared pairs of a sample of a delivery, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ComparedPairs:
    """Pairs of a sample of a delivery, record by record.

    `record`: 0, 1, ... in ascending order; `levels` by comparison, as places from equal to unlike,
    -1 where a value is missing; `bits`: how rare the known person's name is; `is_right` for the
    practice; `is_numbered` by record; `weight`: for how many records of the delivery each stands;
    `people`: how many are known.
    """

    record: Ints
    levels: dict[str, Ints]
    bits: Floats
    is_right: NDArray[np.bool_]
    is_numbered: NDArray[np.bool_]
    weight: Floats
    people: int

    @property
    def is_practice(self) -> NDArray[np.bool_]:
        """Whether the person of a record is taken as known, by record."""
        told = np.zeros(len(self.is_numbered), dtype=bool)
        told[self.record[self.is_right]] = True
        return told

    def chosen(self, which: Flags) -> ComparedPairs:
        """Some of the pairs, of the same records."""
        return replace(
            self,
            record=self.record[which],
            levels={name: level[which] for name, level in self.levels.items()},
            bits=self.bits[which],
            is_right=self.is_right[which],
        )
