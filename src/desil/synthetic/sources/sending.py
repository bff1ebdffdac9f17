"""What a source's list is made from."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from desil.synthetic.dirt.gone import draw_gone
from desil.synthetic.draw.streams import stream_of
from desil.synthetic.parameters import Parameters
from desil.synthetic.population import Population
from desil.synthetic.rows import Rows
from desil.synthetic.standing import Standing
from desil.synthetic.words import address_series, name_series


@dataclass(frozen=True, slots=True)
class Sending:
    """The city on the date of the first release, as the sources find it.

    `names` per person and `addresses` per family as text; `gone`: people who died or moved away
    before that date, with a family of the city each, and `gone_names`.
    """

    parameters: Parameters
    population: Population
    standing: Standing
    names: pl.Series
    addresses: pl.Series
    gone: Rows
    gone_names: pl.Series
    seed: int


def sending_of(
    parameters: Parameters, population: Population, standing: Standing, seed: int
) -> Sending:
    """All that the sources need, made once."""
    gone = draw_gone(parameters, population, stream_of(seed, "gone people"))
    return Sending(
        parameters=parameters,
        population=population,
        standing=standing,
        names=name_series(population.people),
        addresses=address_series(population.families),
        gone=gone,
        gone_names=name_series(gone),
        seed=seed,
    )
