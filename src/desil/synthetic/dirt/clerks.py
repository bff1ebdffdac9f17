"""What hasty clerks make of a list: words moved, addresses in other styles, several faults at once.

These faults come on top of a source's own; in the plain city there are none of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.synthetic.dirt.addresses import restyled
from desil.synthetic.dirt.spoiling import Rng, spoiled, struck, typing_slips, wrong_numbers
from desil.synthetic.dirt.words import NAME_FAULTS
from desil.synthetic.draw.streams import stream_of
from desil.synthetic.parameters import Parameters

_DAYS_OFF = np.array([-3650, -365, -31, -10, -1, 1, 10, 31, 365, 3650])


@dataclass(frozen=True, slots=True)
class Listed:
    """Which columns of a list hold what, and how it writes dates; "" where it has none."""

    name: str
    number: str = ""
    address: str = ""
    birth_date: str = ""
    date_format: str = ""
    card: str = ""


def worsened(
    frame: pl.DataFrame, columns: Listed, parameters: Parameters, seed: int, source: str
) -> pl.DataFrame:
    """`frame` with the faults that the parameters below `dirt` ask for."""
    rng = stream_of(seed, f"{source} clerks")
    frame = _worse_names(frame, columns, parameters, rng)
    if columns.address:
        frame = with_other_addresses(frame, columns.address, parameters, seed, source)
    careless = parameters.value("dirt.careless")
    if not careless["share"]:
        return frame
    return _careless(frame, columns, struck(rng, frame.height, careless["share"]), careless, rng)


def _worse_names(
    frame: pl.DataFrame, columns: Listed, parameters: Parameters, rng: Rng
) -> pl.DataFrame:
    names = frame[columns.name]
    for fault, share in parameters.value("dirt.names").items():
        if share:
            rows = struck(rng, len(names), share)
            names = spoiled(names, rows, NAME_FAULTS[fault](names.gather(rows)))
    return frame.with_columns(names.alias(columns.name))


def with_other_addresses(
    frame: pl.DataFrame, column: str, parameters: Parameters, seed: int, source: str
) -> pl.DataFrame:
    """`frame` where a share of the addresses is written in other styles."""
    shares = parameters.value("dirt.addresses")
    if not any(shares.values()):
        return frame
    rng = stream_of(seed, f"{source} addresses")
    written = restyled(frame[column], shares["restyled"], shares["without_rt_rw"], rng)
    return frame.with_columns(written.alias(column))


def _careless(
    frame: pl.DataFrame,
    columns: Listed,
    rows: NDArray[np.int64],
    shares: dict[str, float],
    rng: Rng,
) -> pl.DataFrame:
    def some() -> NDArray[np.int64]:
        return rows[rng.random(len(rows)) < shares["each"]]

    at = some()
    names = frame[columns.name]
    changed = {columns.name: spoiled(names, at, typing_slips(names.gather(at), rng))}
    if columns.number:
        changed[columns.number] = _slipped_numbers(frame[columns.number], some(), rng)
    if columns.birth_date:
        changed[columns.birth_date] = _slipped_dates(frame, columns, some(), rng)
    if columns.card:
        cards = frame[columns.card]
        changed[columns.card] = spoiled(cards, some(), pl.Series([None], dtype=cards.dtype))
    if columns.address:
        at = some()
        addresses = frame[columns.address]
        other = addresses.gather(rng.integers(0, frame.height, len(at)))
        changed[columns.address] = spoiled(addresses, at, other)
    return frame.with_columns(*(series.alias(name) for name, series in changed.items()))


def _slipped_numbers(numbers: pl.Series, rows: NDArray[np.int64], rng: Rng) -> pl.Series:
    whole = numbers.gather(rows).cast(pl.Int64, strict=False)
    slipped = pl.Series(wrong_numbers(whole.fill_null(0).to_numpy(), rng))
    kept = pl.select(pl.when(whole > 0).then(slipped).otherwise(whole)).to_series()
    return spoiled(numbers, rows, kept.cast(numbers.dtype))


def _slipped_dates(
    frame: pl.DataFrame, columns: Listed, rows: NDArray[np.int64], rng: Rng
) -> pl.Series:
    dates = frame[columns.birth_date]
    some = dates.gather(rows)
    off = pl.Series(_DAYS_OFF[rng.integers(0, len(_DAYS_OFF), len(rows))])
    offset = off.cast(pl.Duration("ms")) * 86_400_000
    if dates.dtype == pl.Date:
        return spoiled(dates, rows, (some.cast(pl.Datetime("ms")) + offset).cast(pl.Date))
    read = some.str.to_datetime(columns.date_format, strict=False, time_unit="ms")
    moved = (read + offset).dt.strftime(columns.date_format)
    return spoiled(dates, rows, pl.select(pl.coalesce(moved, some)).to_series())
