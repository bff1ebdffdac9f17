"""The kelurahan of every person and membership: that of their family, as last released.

Row security asks each row for its kelurahan, so the rows carry it; a run's tables do not.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from desil.dictionary.result_table import ResultTable
from desil.dictionary.results import FAMILY_DECILES

VILLAGE = pa.field("village_code", pa.string())


def columns_of(table: ResultTable) -> pa.Schema:
    """The columns that a table has in the register: those of the run, and the kelurahan."""
    return table.schema.append(VILLAGE) if table.gains_village else table.schema


def villages_for(run_folder: Path, table: ResultTable) -> pa.Array | None:
    """The kelurahan of each row of one of the run's tables, in the order of its file; NULL where
    the family was in no release. None for a table that does not gain the column."""
    if not table.gains_village:
        return None
    released = pq.read_table(
        run_folder / FAMILY_DECILES.file_name, columns=["release_date", "family_number",
                                                        "village_code"]
    ).sort_by([("release_date", "descending")])  # fmt: skip
    numbers = pq.read_table(run_folder / table.file_name, columns=["family_number"])
    # The first of several equal values is the one that is found: the newest release.
    places = pc.index_in(numbers["family_number"], value_set=released["family_number"])
    found = released["village_code"].take(places).cast(VILLAGE.type)
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
