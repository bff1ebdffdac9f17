"""A run that an earlier version wrote is read as one of today."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from desil.dictionary.results import FAMILY_LISTINGS
from desil.errors import CheckFailed
from desil.publication.tables.copy_format import batches_of

ONE, TWO, THREE = (f"327501010120000{n}" for n in (1, 2, 3))
WIDE = {
    "family_number": [ONE, TWO, THREE],
    "village_code": ["3275010009", None, "3275010009"],
    "dtks": pa.array([2, 0, None], pa.int16()),
    "pln": pa.array([1, 3, None], pa.int16()),
}
LONG = [
    (ONE, "3275010009", "dtks", 2),
    (ONE, "3275010009", "pln", 1),
    (TWO, None, "pln", 3),
]


def _rows(path: Path) -> list[tuple[object, ...]]:
    found = [row for batch in batches_of(path, FAMILY_LISTINGS) for row in batch.to_pylist()]
    return sorted((r["family_number"], r["village_code"], r["source"], r["members"]) for r in found)


@pytest.mark.parametrize("rows", [3, 0])
def test_a_column_for_each_source_becomes_a_row_for_each(rows: int, tmp_path: Path) -> None:
    path = tmp_path / "family_listing.parquet"
    pq.write_table(pa.table(WIDE).slice(0, rows), path)
    assert _rows(path) == LONG[:rows]


def test_a_file_that_no_version_wrote_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "family_listing.parquet"
    pq.write_table(pa.table({"family_number": [ONE]}), path)
    with pytest.raises(CheckFailed, match="members"):
        _rows(path)
