"""A survey file as a table: Parquet, CSV, or Stata."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import polars as pl
from polars.exceptions import PolarsError

from desil.errors import NotFound, UsageFault

_CSV_ROWS_LOOKED_AT = 20_000


def _parquet(path: Path) -> pl.DataFrame:
    return pl.read_parquet(path)


def _csv(path: Path) -> pl.DataFrame:
    with path.open(encoding="utf-8", errors="replace") as lines:
        first = lines.readline()
    separator = max(",;|\t", key=first.count)
    return pl.read_csv(
        path,
        separator=separator,
        infer_schema_length=_CSV_ROWS_LOOKED_AT,
        null_values=["", "NA", "NaN", "nan", "."],
        encoding="utf8-lossy",
    )


def _stata(path: Path) -> pl.DataFrame:
    """Value labels become the answers; where two codes share a label, the codes stay."""
    try:
        frame = pd.read_stata(path)
    except ValueError:
        frame = pd.read_stata(path, convert_categoricals=False)
    for name in frame.columns:
        if isinstance(frame[name].dtype, pd.CategoricalDtype):
            frame[name] = frame[name].astype(object).map(str, na_action="ignore")
    return pl.from_pandas(frame)


READERS: Mapping[str, Callable[[Path], pl.DataFrame]] = {
    ".parquet": _parquet,
    ".pq": _parquet,
    ".csv": _csv,
    ".tsv": _csv,
    ".txt": _csv,
    ".dta": _stata,
}


def read_table(path: Path) -> pl.DataFrame:
    """The table in `path`; NotFound, or UsageFault for a file that cannot be read."""
    if not path.is_file():
        raise NotFound(f"Tidak ada berkas {path}.", hint="Periksa nama dan foldernya.")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UsageFault(
            f"Berkas '{path.suffix or path.name}' tidak dikenal.",
            hint=f"Yang dapat dibaca: {', '.join(READERS)}",
        )
    try:
        return reader(path)
    except (PolarsError, ValueError, OSError) as fault:
        raise UsageFault(
            f"{path.name} tidak dapat dibaca: {str(fault).splitlines()[0]}",
            hint=f"Apakah isinya benar {path.suffix}?",
        ) from fault
