"""Tables of runs that an earlier version wrote in another layout, read in the layout of today."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from desil.dictionary.result_table import ResultTable
from desil.dictionary.results import FAMILY_LISTINGS

_KEYS = ("family_number", "village_code")


def _listings_by_source(batch: pa.RecordBatch) -> pa.RecordBatch:
    """A row a family with a column a source (members or null), as a row a family and source."""
    parts = []
    for source in (name for name in batch.schema.names if name not in _KEYS):
        listed = batch.filter(pc.fill_null(pc.greater(batch[source], 0), False))
        columns = {
            "family_number": listed["family_number"],
            "village_code": listed["village_code"],
            "source": pa.repeat(source, listed.num_rows),
            "members": listed[source],
        }
        parts.append(pa.RecordBatch.from_pydict(columns))
    return pa.concat_batches(parts) if parts else FAMILY_LISTINGS.schema.empty_table()


_EARLIER: dict[str, Callable[[pa.RecordBatch], pa.RecordBatch]] = {
    FAMILY_LISTINGS.name: _listings_by_source,
}


def converter_of(
    table: ResultTable, names: list[str]
) -> Callable[[pa.RecordBatch], pa.RecordBatch] | None:
    """Return what makes rows of `table` from a file with the columns `names`; None where the file
    has today's columns, or none that were ever written."""
    if set(table.schema.names) <= set(names) or not set(_KEYS) <= set(names):
        return None
    return _EARLIER.get(table.name)
