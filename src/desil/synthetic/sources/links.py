"""Links: which row of a source is which person or family; part of the truth only."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from desil.dictionary.areas import city_villages
from desil.synthetic.rows import Array
from desil.synthetic.truth import write_parquet
from desil.synthetic.words import gathered


def write_link(truth: Path, source: str, columns: dict[str, pl.Series | Array]) -> None:
    """The link table of a source: its own key, then the lasting ids (negative: gone people)."""
    write_parquet(pl.DataFrame(columns), truth / f"link_{source}_sintetis.parquet")


def village_codes(village: Array) -> pl.Series:
    """BPS codes of kelurahan."""
    return gathered([v.bps for v in city_villages()], village)
