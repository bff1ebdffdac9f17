"""Rows: equally long arrays by column name, in which stages hand families and people on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Indexes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns of one length; nothing is changed in place."""

    columns: Mapping[str, Array]

    def __getitem__(self, name: str) -> Array:
        return self.columns[name]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()))) if self.columns else 0

    def take(self, index: Array) -> Rows:
        """The rows at `index` (positions, or a mask)."""
        return Rows({name: column[index] for name, column in self.columns.items()})

    def replace(self, **columns: Array) -> Rows:
        """The same rows with these columns set."""
        return Rows({**self.columns, **columns})

    def put(self, index: Array, **values: Array) -> Rows:
        """The same rows with `values` written at the positions `index` of some columns."""
        changed = {}
        for name, new in values.items():
            column = self.columns[name].copy()
            column[index] = new
            changed[name] = column
        return self.replace(**changed)

    def followed_by(self, other: Rows) -> Rows:
        """These rows, then those of `other`, which has the same columns."""
        return Rows(
            {k: np.concatenate([v, other[k].astype(v.dtype)]) for k, v in self.columns.items()}
        )


def chosen(rng: np.random.Generator, among: Indexes, count: int) -> Indexes:
    """`count` of the positions `among`, at most all of them, in ascending order."""
    return np.sort(rng.choice(among, size=min(count, len(among)), replace=False))


def whole_share(rng: np.random.Generator, count: int, rate: float) -> int:
    """How many of `count` an event of this rate meets: the expected number, rounded at random."""
    return int(np.floor(count * rate + rng.random()))
