"""What a source's list is made from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.synthetic.dirt.clerks import Listed, with_other_addresses, worsened
from desil.synthetic.dirt.gone import draw_gone
from desil.synthetic.dirt.unknown import draw_unknown
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
    before that date, with a family of the city each, and `gone_names`; `unknown`: people whom no
    register knows, and `unknown_names`.
    """

    parameters: Parameters
    population: Population
    standing: Standing
    names: pl.Series
    addresses: pl.Series
    gone: Rows
    gone_names: pl.Series
    unknown: Rows
    unknown_names: pl.Series
    seed: int

    def strangers(self, source: str, listed: int) -> NDArray[np.int64]:
        """Rows of the unknown people who stand on the list of a source with `listed` rows."""
        share = self.parameters.value("dirt.unknown")[source]
        rows = stream_of(self.seed, f"{source} unknown").permutation(len(self.unknown))
        return rows[: round(listed * share)]

    def worsened(self, frame: pl.DataFrame, columns: Listed, source: str) -> pl.DataFrame:
        """A finished list with what hasty clerks made of it."""
        return worsened(frame, columns, self.parameters, self.seed, source)

    def restyled(self, frame: pl.DataFrame, column: str, source: str) -> pl.DataFrame:
        """A list of dwellings with addresses as hasty clerks write them."""
        return with_other_addresses(frame, column, self.parameters, self.seed, source)


def sending_of(
    parameters: Parameters, population: Population, standing: Standing, seed: int
) -> Sending:
    """All that the sources need, made once."""
    gone = draw_gone(parameters, population, stream_of(seed, "gone people"))
    unknown = draw_unknown(parameters, population, gone, seed)
    return Sending(
        parameters=parameters,
        population=population,
        standing=standing,
        names=name_series(population.people),
        addresses=address_series(population.families),
        gone=gone,
        gone_names=name_series(gone),
        unknown=unknown,
        unknown_names=name_series(unknown),
        seed=seed,
    )
