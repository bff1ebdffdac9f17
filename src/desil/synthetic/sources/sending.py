"""What a source's list is made from."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from desil.synthetic.parameters import Parameters
from desil.synthetic.population import Population
from desil.synthetic.standing import Standing


@dataclass(frozen=True, slots=True)
class Sending:
    """The city on the date of the first release, with the names of its people as text."""

    parameters: Parameters
    population: Population
    standing: Standing
    names: pl.Series
    seed: int
