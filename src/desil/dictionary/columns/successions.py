"""The tables that follow families and persons from number to number."""

from __future__ import annotations

from enum import StrEnum

import pyarrow as pa

from desil.dictionary.result_table import ResultTable

_TEXT = pa.string()
_WHOLE = pa.int32()
_DATE = pa.date32()


class Succession(StrEnum):
    """How members of a family went on under another family card number."""

    CONTINUED = "continued"  # the number ended, a new one took its place
    MERGED = "merged"  # the number ended, its members joined another family
    SPLIT = "split"  # a new number, whose members came out of a family that goes on


FAMILY_SUCCESSIONS = ResultTable(
    "family_succession",
    pa.schema(
        [
            pa.field("earlier_number", _TEXT),
            pa.field("next_number", _TEXT),
            pa.field("family_number", _TEXT),
            pa.field("kind", _TEXT),
            pa.field("members", _WHOLE),
            pa.field("from_date", _DATE),
            pa.field("to_date", _DATE),
        ]
    ),
    ("earlier_number", "to_date", "next_number"),
)
PERSON_SUCCESSIONS = ResultTable(
    "person_succession",
    pa.schema(
        [
            pa.field("earlier_nik", _TEXT),
            pa.field("nik", _TEXT),
            pa.field("family_number", _TEXT),
            pa.field("from_date", _DATE),
            pa.field("to_date", _DATE),
        ]
    ),
    ("earlier_nik", "to_date", "nik"),
)
SUCCESSIONS: tuple[ResultTable, ...] = (FAMILY_SUCCESSIONS, PERSON_SUCCESSIONS)
