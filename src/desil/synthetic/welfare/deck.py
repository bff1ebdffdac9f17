"""The hot deck: facts for each family whose score lies where its decile requires."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.draw.streams import stream_of
from desil.synthetic.rows import Array, Rows
from desil.synthetic.welfare.attributes import KINDS_OF_HEAD, draw_factor, draw_vectors
from desil.synthetic.welfare.formula import Formula
from desil.synthetic.welfare.scores import Micro

VECTORS_PER_KIND = {"man": 260_000, "woman": 110_000, "young": 80_000, "old": 110_000}
REACH = 7


@dataclass(frozen=True, slots=True)
class Deck:
    """Attribute vectors of one kind of head, in ascending order of their points."""

    vectors: Rows
    points: Micro


def make_deck(formula: Formula, seed: int) -> tuple[Deck, ...]:
    """One deck per kind of head."""
    return tuple(_deck_of(formula, kind, seed) for kind in KINDS_OF_HEAD)


def _deck_of(formula: Formula, kind: str, seed: int) -> Deck:
    rng = stream_of(seed, f"deck of {kind}")
    vectors = draw_vectors(draw_factor(VECTORS_PER_KIND[kind], rng), kind, rng)
    points = formula.part(vectors.columns, tuple(vectors.columns))
    order = np.argsort(points, kind="stable")
    return Deck(vectors.take(order), points[order])


def deal(
    decks: tuple[Deck, ...],
    kind: NDArray[np.int8],
    base: Micro,
    target: Micro,
    interval: tuple[Micro, Micro],
    rng: np.random.Generator,
) -> Rows:
    """Facts for each family, whose points and `base` add up to near `target`, inside `interval`.

    A ValueError says that a deck has no vector for some family: the deck is too small.
    """
    dealt: dict[str, Array] = {
        name: np.zeros(len(kind), dtype=np.int8) for name in decks[0].vectors.columns
    }
    for place, deck in enumerate(decks):
        rows = np.flatnonzero(kind == place)
        first = np.searchsorted(deck.points, interval[0][rows] - base[rows], side="left")
        last = np.searchsorted(deck.points, interval[1][rows] - base[rows], side="right") - 1
        if np.any(first > last):
            raise ValueError(f"no facts of deck {KINDS_OF_HEAD[place]} fit {(first > last).sum()}")
        nearest = np.searchsorted(deck.points, target[rows] - base[rows])
        wanted = nearest + rng.integers(-REACH, REACH + 1, len(rows))
        card = np.clip(wanted, first, last)
        for name, column in deck.vectors.columns.items():
            dealt[name][rows] = column[card]
    return Rows(dealt)
