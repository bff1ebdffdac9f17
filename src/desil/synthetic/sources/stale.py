"""Stale and damaged numbers and dates, as old lists hold them."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.synthetic.dirt.spoiling import struck, wrong_numbers
from desil.synthetic.rows import Array, Rows
from desil.synthetic.sources.sending import Sending

Rng = np.random.Generator


def stale_niks(people: Rows, source: Rows, shares: dict[str, Any], rng: Rng) -> pl.Series:
    """NIK as text: right ones, and empty, zero, wrong, rounded, or another member's ones."""
    nik = source["nik"].copy()
    other = struck(rng, len(nik), shares["nik_other"])
    nik[other] = _of_another_member(people, source.take(other), rng)
    wrong = struck(rng, len(nik), shares["nik_wrong"])
    nik[wrong] = wrong_numbers(nik[wrong], rng)
    rounded = struck(rng, len(nik), shares["nik_rounded"])
    nik[rounded] = nik[rounded] // 10_000 * 10_000
    lot = rng.random(len(nik))
    text = pl.Series(nik).cast(pl.String)
    empty = pl.Series(lot < shares["nik_empty"])
    zeros = pl.Series(lot > 1 - shares["nik_zeros"])
    zero = pl.lit("0" * 16)
    return pl.select(pl.when(zeros).then(zero).when(~empty).then(text)).to_series()


def _of_another_member(people: Rows, source: Rows, rng: Rng) -> NDArray[np.int64]:
    """The NIK of some member of the same family."""
    family = source["family"]
    first = np.searchsorted(people["family"], family, side="left")
    last = np.searchsorted(people["family"], family, side="right")
    pick = first + (rng.random(len(family)) * (last - first)).astype(np.int64)
    return np.asarray(people["nik"][pick])


def stale_cards(city: Sending, family: Array, shares: dict[str, Any], rng: Rng) -> pl.Series:
    """Card numbers: the present one, an old one (the same for the whole family), or none."""
    families = city.population.families
    cards = families["family_number"]
    serial = rng.integers(8001, 10_000, len(cards))
    month = rng.integers(1, 13, len(cards))
    issued = (
        rng.integers(1, 28, len(cards)) * 10_000 + month * 100 + rng.integers(8, 15, len(cards))
    )
    old = cards // 10**10 * 10**10 + issued * 10_000 + serial
    is_old = rng.random(len(cards)) < shares["kk_old"]
    listed = np.where(is_old, old, cards)
    listed[rng.random(len(cards)) < shares["kk_empty"]] = -1
    numbers = pl.Series(listed[family])
    return pl.select(pl.when(numbers > 0).then(numbers)).to_series()


def stale_dates(birth: Array, shares: dict[str, Any], rng: Rng) -> pl.Series:
    """Dates as dd/mm/yyyy; some with day and month swapped, on 1 January, or a year off."""
    dates = birth.copy()
    first = struck(rng, len(dates), shares["first_january"])
    dates[first] = dates[first].astype("datetime64[Y]").astype("datetime64[D]")
    off = struck(rng, len(dates), shares["year_off"])
    step = np.where(rng.random(len(off)) < 0.5, -365, 365).astype("timedelta64[D]")
    dates[off] = dates[off] + step
    swapped = np.zeros(len(dates), dtype=bool)
    swapped[struck(rng, len(dates), shares["day_month"] / 0.4)] = True
    frame = pl.DataFrame({"date": dates, "swapped": swapped})
    small = pl.col("date").dt.day() <= 12
    new = pl.when(pl.col("swapped") & small).then(pl.col("date").dt.strftime("%m/%d/%Y"))
    return frame.select(new.otherwise(pl.col("date").dt.strftime("%d/%m/%Y"))).to_series()
