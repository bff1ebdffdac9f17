"""What every step of a quarter needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from desil.synthetic.change.events import Events
from desil.synthetic.draw.streams import stream_of
from desil.synthetic.parameters import Parameters
from desil.synthetic.population import Population
from desil.synthetic.rows import Array, Indexes
from desil.synthetic.welfare.deck import Deck
from desil.synthetic.welfare.formula import Formula


@dataclass(frozen=True, slots=True)
class Quarter:
    """The quarter that ends `on`; each step draws from a stream of its own."""

    parameters: Parameters
    formula: Formula
    decks: tuple[Deck, ...]
    since: date
    on: date
    seed: int
    events: Events

    @property
    def days(self) -> int:
        """Days in the quarter."""
        return (self.on - self.since).days

    def name_of(self, step: str) -> str:
        """The name of a step's random stream."""
        return f"{step} until {self.on.isoformat()}"

    def stream(self, step: str) -> np.random.Generator:
        """The random stream of a step."""
        return stream_of(self.seed, self.name_of(step))

    def rate(self, name: str) -> float:
        """A rate of the parameters, per quarter."""
        return self.parameters.number(f"change.{name}")


def without(population: Population, gone_people: Array, gone_families: Array) -> Population:
    """The population without the people of one mask and the families of another.

    Families that have nobody left go too.
    """
    stays = ~gone_people & ~gone_families[population.people["family"]]
    people = population.people.take(np.flatnonzero(stays))
    inhabited = np.bincount(people["family"], minlength=len(population.families)) > 0
    place = np.cumsum(inhabited).astype(np.int32) - 1
    people = people.replace(family=place[people["family"]])
    return population.with_rows(population.families.take(np.flatnonzero(inhabited)), people)


def happens(rng: np.random.Generator, among: Indexes, count: int) -> Indexes:
    """`count` of the positions `among`, in random order."""
    return rng.permutation(among)[: min(count, len(among))]
