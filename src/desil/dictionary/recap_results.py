"""What a run writes for those who look: the city at a glance, counted by kelurahan so that no page
counts, and what the other sources say of each family, laid by family so that no page searches."""

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

FAMILY_RIVALS = ResultTable(
    "family_rival",
    pa.schema(
        [
            pa.field("family_number", _TEXT),
            pa.field("village_code", _TEXT),
            pa.field("nik", _TEXT),
            pa.field("fact", _TEXT),
            pa.field("stated_value", _TEXT),
            pa.field("source", _TEXT),
            pa.field("seen_date", _DATE),
            pa.field("wins", _SMALL),
        ]
    ),
    ("family_number", "nik", "fact", "source", "seen_date", "stated_value"),
)
FAMILY_FINDINGS = ResultTable(
    "family_finding",
    pa.schema(
        [
            pa.field("family_number", _TEXT),
            pa.field("village_code", _TEXT),
            pa.field("nik", _TEXT),
            pa.field("finding", _TEXT),
            pa.field("reason", _TEXT),
            pa.field("source", _TEXT),
            pa.field("on_date", _DATE),
        ]
    ),
    ("family_number", "nik", "finding", "reason", "source", "on_date"),
)
FAMILY_LISTINGS = ResultTable(
    "family_listing",
    pa.schema(
        [
            pa.field("family_number", _TEXT),
            pa.field("village_code", _TEXT),
            pa.field("source", _TEXT),
            pa.field("members", _SMALL),
        ]
    ),
    ("family_number", "source"),
)
_SIDE = (
    ("name", _TEXT),
    ("birth_date", _DATE),
    ("sex", _SMALL),
    ("family_number", _TEXT),
    ("village_code", _TEXT),
    ("address", _TEXT),
)
DOUBTS = ResultTable(
    "doubt",
    pa.schema(
        [
            pa.field("source", _TEXT),
            pa.field("record_id", _TEXT),
            pa.field("nik", _TEXT),
            pa.field("village_code", _TEXT),
            pa.field("weight_milli", _WHOLE),
            pa.field("share_ppm", _WHOLE),
            *(
                pa.field(f"{name}_level", _SMALL)
                for name in ("name", "birth_date", "sex", "number", "household")
            ),
            pa.field("stake", _SMALL),
            *(pa.field(f"{side}_{name}", kind) for side in ("stated", "known")
              for name, kind in _SIDE),
        ]
    ),
    ("source", "record_id", "nik"),
)  # fmt: skip
PERSON_NAMES = ResultTable("person_name", pa.schema([pa.field("name", _TEXT)]), ("name",))
"""Each name once, for search: a city has a third as many names as people."""

AREA_COUNTS: tuple[ResultTable, ...] = (
    MOVEMENTS,
    NEIGHBOURHOODS,
    UNRANKED_AGES,
    FINDING_COUNTS,
)
"""Nobody's data: counts by area."""
FAMILY_EVIDENCE: tuple[ResultTable, ...] = (FAMILY_RIVALS, FAMILY_FINDINGS, FAMILY_LISTINGS)
"""What other sources say of a family of the newest release, by family."""
RECAP_TABLES: tuple[ResultTable, ...] = (*AREA_COUNTS, *FAMILY_EVIDENCE, DOUBTS, PERSON_NAMES)
