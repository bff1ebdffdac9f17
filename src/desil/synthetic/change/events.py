"""Events: what happened to whom in a quarter, kept for the truth."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

Ids = NDArray[np.int32]
NOBODY = -1


@dataclass(slots=True)
class Events:
    """A growing list of events; ids are the lasting ones of families and people."""

    kinds: list[tuple[str, Ids, Ids, Ids]] = field(default_factory=list)

    def add(
        self, kind: str, family: Ids, person: Ids | None = None, other_family: Ids | None = None
    ) -> None:
        """One event per family id; with the person, and the family that it concerns besides."""
        none = np.full(len(family), NOBODY, dtype=np.int32)
        self.kinds.append(
            (
                kind,
                family.astype(np.int32),
                none if person is None else person.astype(np.int32),
                none if other_family is None else other_family.astype(np.int32),
            )
        )

    def frame(self) -> pl.DataFrame:
        """One row per event: kind, family_id, person_id, other_family_id (-1: none)."""
        parts = [
            pl.DataFrame(
                {"family_id": family, "person_id": person, "other_family_id": other}
            ).with_columns(pl.lit(kind).alias("kind"))
            for kind, family, person, other in self.kinds
        ]
        return pl.concat(parts).select("kind", "family_id", "person_id", "other_family_id")
