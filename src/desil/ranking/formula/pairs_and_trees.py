"""What a model may have beyond points per fact: pairs of facts, and trees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PairedSide:
    """One side of a pair. Bin 0: no answer.

    A number is in bin 1 + how many `edges` lie at or below it; a code in `bins`, or in `others`.
    """

    fact: str
    edges: tuple[int, ...] = ()
    bins: Mapping[int, int] | None = None
    others: int = 0


@dataclass(frozen=True, slots=True)
class PairedFacts:
    """A table of what two facts count together, by the bins of the first and the second."""

    first: PairedSide
    second: PairedSide
    points: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class TreeColumn:
    """A column that the trees read: places in `codes`, or the number itself (`codes` None).

    Whatever is in no place is missing to the trees; `others_together`: it is one more place.
    `nearest`: a number stands for the nearest of `codes`. `values`: answers that tell how far the
    trees reach where the answer is not known.
    """

    fact: str
    codes: tuple[int, ...] | None
    others_together: bool = False
    nearest: bool = False
    values: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Forest:
    """LightGBM's own texts, whose predictions add up, and the columns in order.

    `constant`: what they expect of any family, in micro log points; it stands in the model's
    intercept, and what they say of a family counts less that.
    """

    columns: tuple[TreeColumn, ...]
    texts: tuple[str, ...]
    constant: int = 0
