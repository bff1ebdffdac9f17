"""The counts that a run writes for the city at a glance, by kelurahan, so that no page counts."""

from __future__ import annotations

import pyarrow as pa

from desil.dictionary.result_table import ResultTable

_TEXT = pa.string()
_SMALL = pa.int16()
_WHOLE = pa.int32()
_DATE = pa.date32()

STANDING_UNRANKED = 0
"""A family without an official decile, where standings are numbers 1 to 10."""
STANDING_ABSENT = -1
"""A family that a release does not list: it entered since, or has left."""

MOVEMENTS = ResultTable(
    "movement",
    pa.schema(
        [
            pa.field("from_date", _DATE),
            pa.field("to_date", _DATE),
            pa.field("village_code", _TEXT),
            pa.field("from_standing", _SMALL),
            pa.field("to_standing", _SMALL),
            pa.field("families", _WHOLE),
            pa.field("people", _WHOLE),
        ]
    ),
    ("to_date", "village_code", "from_standing", "to_standing"),
)
NEIGHBOURHOODS = ResultTable(
    "neighbourhood",
    pa.schema(
        [
            pa.field("village_code", _TEXT),
            pa.field("rw", _TEXT),
            pa.field("standing", _SMALL),
            pa.field("families", _WHOLE),
            pa.field("people", _WHOLE),
        ]
    ),
    ("village_code", "rw", "standing"),
)
UNRANKED_AGES = ResultTable(
    "unranked_age",
    pa.schema(
        [
            pa.field("village_code", _TEXT),
            pa.field("since_date", _DATE),
            pa.field("cause", _TEXT),
            pa.field("families", _WHOLE),
            pa.field("people", _WHOLE),
        ]
    ),
    ("village_code", "since_date", "cause"),
)
FINDING_COUNTS = ResultTable(
    "finding_count",
    pa.schema(
        [
            pa.field("village_code", _TEXT),
            pa.field("finding", _TEXT),
            pa.field("reason", _TEXT),
            pa.field("source", _TEXT),
            pa.field("found", _WHOLE),
            pa.field("people", _WHOLE),
            pa.field("families", _WHOLE),
        ]
    ),
    ("village_code", "finding", "reason", "source"),
)

RECAP_TABLES: tuple[ResultTable, ...] = (
    MOVEMENTS,
    NEIGHBOURHOODS,
    UNRANKED_AGES,
    FINDING_COUNTS,
)
