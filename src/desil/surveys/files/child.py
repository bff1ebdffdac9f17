"""The process that reads one survey file: it limits itself first, then writes a Parquet table.

Called by `surveys/reading.py` with one JSON argument; answers with one line of JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
from polars.exceptions import PolarsError
from pyarrow import ArrowException

from desil.engine.limited_process import limit_this_process
from desil.surveys.files.dbf import read_dbf
from desil.surveys.files.delimited import read_delimited
from desil.surveys.files.numbers import with_numbers
from desil.surveys.files.refusal import Unreadable
from desil.surveys.limits import SurveyLimits

Read = tuple[pl.DataFrame, list[str], dict[str, list[list[Any]]]]
_FAULTS = (PolarsError, ArrowException, ValueError, LookupError, TypeError, OSError, OverflowError)


def _parquet(path: Path, limits: SurveyLimits) -> Read:
    told = pq.read_metadata(path)
    _hold_to_size(told.num_rows, told.num_columns, limits)
    return pl.read_parquet(path), [], {}


def _texts(table: pl.DataFrame, notes: list[str]) -> Read:
    numbered, more = with_numbers(table)
    return numbered, notes + more, {}


def _labelled(path: Path, limits: SurveyLimits) -> Read:
    # Opened where it is needed: no other format has to wait for it to load.
    labelled = import_module("desil.surveys.files.labelled")
    reader = labelled.read_stata if path.suffix.lower() == ".dta" else labelled.read_spss
    found: Read = reader(path)
    return found


READERS: Mapping[str, Callable[[Path, SurveyLimits], Read]] = {
    ".parquet": _parquet,
    ".pq": _parquet,
    ".csv": lambda path, limits: _texts(*read_delimited(path)),
    ".tsv": lambda path, limits: _texts(*read_delimited(path)),
    ".txt": lambda path, limits: _texts(*read_delimited(path)),
    ".sheet": lambda path, limits: _texts(*read_delimited(path, "|")),
    ".dbf": lambda path, limits: _texts(*read_dbf(path)),
    ".dta": _labelled,
    ".sav": _labelled,
    ".zsav": _labelled,
}


def _hold_to_size(rows: int, columns: int, limits: SurveyLimits) -> None:
    if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
        raise Unreadable(
            f"Survei terlalu besar: {rows} baris, {columns} kolom.",
            f"Paling banyak {limits.rows} baris, {limits.columns} kolom, {limits.cells} sel.",
        )


def read(asked: dict[str, Any]) -> dict[str, Any]:
    """Write the table of a file; notes and labels, or why the file is refused."""
    limits, path = SurveyLimits(**asked["limits"]), Path(asked["path"])
    try:
        table, notes, labels = READERS[path.suffix.lower()](path, limits)
        _hold_to_size(len(table), len(table.columns), limits)
        table.write_parquet(asked["target"], compression="lz4")
    except Unreadable as refused:
        return {"refused": [refused.message, refused.hint]}
    except _FAULTS as fault:
        said = (str(fault).splitlines() or [type(fault).__name__])[0]
        return {"refused": [f"tidak dapat dibaca: {said}", f"Apakah isinya benar {path.suffix}?"]}
    return {"notes": notes, "labels": labels}


if __name__ == "__main__":
    request = json.loads(sys.argv[1])
    limit_this_process(SurveyLimits(**request["limits"]).of_process)
    print(json.dumps(read(request)))
