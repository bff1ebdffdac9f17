"""The tables that stages meet in: what a run writes and a publication reads.

Each is one Parquet file of a run, named here once; its columns are listed with their types, so
that a reader can check what it opens.
"""

from __future__ import annotations

from enum import StrEnum

import pyarrow as pa

from desil.dictionary.column import Table
from desil.dictionary.result_table import ResultTable as ResultTable
from desil.dictionary.tables import FAMILY, PERSON

_TEXT = pa.string()
_SMALL = pa.int16()
_WHOLE = pa.int32()
_DATE = pa.date32()

FAMILY_FACT_GROUPS: tuple[str, ...] = ("identity", "dwelling", "assets")
PERSON_FACT_GROUPS: tuple[str, ...] = ("identity", "education", "work", "health")
DECILES: tuple[str, ...] = ("decile_national", "decile_province", "decile_city")


class UnrankedReason(StrEnum):
    """Why a family has no official decile; a ranked family has the empty text."""

    RANKED = ""
    NOT_IN_RELEASE_RANKING = "belum_diperingkat_dalam_rilis"


UNRANKED_LABELS: dict[UnrankedReason, tuple[str, str]] = {
    UnrankedReason.RANKED: ("", ""),
    UnrankedReason.NOT_IN_RELEASE_RANKING: (
        "Rilis nasional belum memberi desil kepada keluarga ini",
        "The national release gives this family no decile yet",
    ),
}


def _dictionary_fields(table: Table, without: tuple[str, ...] = ()) -> list[pa.Field]:
    return [pa.field(c.name, c.arrow_type) for c in table.columns if c.name not in without]


def _provenance(groups: tuple[str, ...]) -> list[pa.Field]:
    return [
        field
        for group in groups
        for field in (pa.field(f"{group}_source", _TEXT), pa.field(f"{group}_date", _DATE))
    ]


FAMILIES = ResultTable(
    "family",
    pa.schema(
        [
            *_dictionary_fields(FAMILY, without=DECILES),
            pa.field("counted_size", _WHOLE),
            pa.field("unranked_reason", _TEXT),
            *_provenance(FAMILY_FACT_GROUPS),
        ]
    ),
    ("family_number",),
)
PERSONS = ResultTable(
    "person",
    pa.schema([*_dictionary_fields(PERSON), *_provenance(PERSON_FACT_GROUPS)]),
    ("nik",),
)
MEMBERSHIPS = ResultTable(
    "membership",
    pa.schema(
        [
            pa.field("nik", _TEXT),
            pa.field("family_number", _TEXT),
            pa.field("relationship", _SMALL),
            pa.field("from_date", _DATE),
            pa.field("to_date", _DATE),
        ]
    ),
    ("nik", "from_date", "family_number"),
)
FAMILY_DECILES = ResultTable(
    "family_decile",
    pa.schema(
        [
            pa.field("release_date", _DATE),
            pa.field("family_number", _TEXT),
            pa.field("village_code", _TEXT),
            *(pa.field(name, _SMALL) for name in DECILES),
            pa.field("unranked_reason", _TEXT),
            pa.field("stated_size", _WHOLE),
            pa.field("counted_size", _WHOLE),
        ]
    ),
    ("release_date", "family_number"),
)
RELEASES = ResultTable(
    "release",
    pa.schema(
        [
            pa.field("release_date", _DATE),
            pa.field("delivery_id", _TEXT),
            pa.field("families", _WHOLE),
            pa.field("persons", _WHOLE),
        ]
    ),
    ("release_date",),
)

RUN_TABLES: tuple[ResultTable, ...] = (FAMILIES, PERSONS, MEMBERSHIPS, FAMILY_DECILES, RELEASES)

CORRECTIONS = ResultTable(
    "correction",
    pa.schema(
        [
            pa.field("case_number", _TEXT),
            pa.field("fact_table", _TEXT),
            pa.field("subject", _TEXT),
            pa.field("fact", _TEXT),
            pa.field("old_value", _TEXT),
            pa.field("new_value", _TEXT),
            pa.field("decided_on", _DATE),
            pa.field("outcome", _TEXT),
            pa.field("release_date", _DATE),
            pa.field("stated_value", _TEXT),
            pa.field("stands", _SMALL),
            pa.field("delivery_id", _TEXT),
        ]
    ),
    ("case_number", "fact_table", "subject", "fact"),
)


class CorrectionOutcome(StrEnum):
    """What has become of an accepted correction, by the releases after its decision."""

    AWAITING = "awaiting"  # no release since
    TAKEN_OVER = "taken_over"  # a release says what was decided
    IGNORED = "ignored"  # the releases since still say what was corrected
    CONTRADICTED = "contradicted"  # a release says something else
    GONE = "gone"  # no release since has the family or person


LINKS = ResultTable(
    "link",
    pa.schema(
        [
            pa.field("source", _TEXT),
            pa.field("delivery_id", _TEXT),
            pa.field("record_id", _TEXT),
            pa.field("nik", _TEXT),
            pa.field("is_in_release", _SMALL),
            pa.field("layer", _TEXT),
            pa.field("weight_milli", _WHOLE),
            pa.field("share_ppm", _WHOLE),
        ]
    ),
    ("source", "delivery_id", "record_id", "nik"),
)
REVIEW_PAIRS = ResultTable(
    "review_pair",
    pa.schema(
        [
            pa.field("source", _TEXT),
            pa.field("delivery_id", _TEXT),
            pa.field("record_id", _TEXT),
            pa.field("nik", _TEXT),
            pa.field("weight_milli", _WHOLE),
            pa.field("share_ppm", _WHOLE),
            *(
                pa.field(f"{name}_level", _SMALL)
                for name in ("name", "birth_date", "sex", "number", "household")
            ),
            pa.field("stake", _SMALL),
        ]
    ),
    ("source", "record_id", "nik", "delivery_id"),
)
RIVAL_FACTS = ResultTable(
    "rival_fact",
    pa.schema(
        [
            pa.field("nik", _TEXT),
            pa.field("fact", _TEXT),
            pa.field("stated_value", _TEXT),
            pa.field("register_value", _TEXT),
            pa.field("source", _TEXT),
            pa.field("record_id", _TEXT),
            pa.field("seen_date", _DATE),
            pa.field("age_days", _WHOLE),
            pa.field("wins", _SMALL),
        ]
    ),
    ("nik", "fact", "source", "record_id", "stated_value"),
)
PERSON_FLAGS = ResultTable(
    "person_flag",
    pa.schema(
        [
            pa.field("nik", _TEXT),
            pa.field("flag", _TEXT),
            pa.field("source", _TEXT),
            pa.field("record_id", _TEXT),
            pa.field("on_date", _DATE),
            pa.field("evidence", _TEXT),
            pa.field("is_in_release", _SMALL),
        ]
    ),
    ("nik", "flag", "source", "record_id", "evidence"),
)
HOUSEHOLD_FAMILIES = ResultTable(
    "household_family",
    pa.schema(
        [
            pa.field("household_id", _TEXT),
            pa.field("family_number", _TEXT),
            pa.field("delivery_id", _TEXT),
            pa.field("members", _WHOLE),
        ]
    ),
    ("household_id", "family_number", "delivery_id"),
)
INTEGRATION_FINDINGS = ResultTable(
    "integration_finding",
    pa.schema(
        [
            pa.field("finding", _TEXT),
            pa.field("reason", _TEXT),
            pa.field("nik", _TEXT),
            pa.field("family_number", _TEXT),
            pa.field("source", _TEXT),
            pa.field("record_id", _TEXT),
        ]
    ),
    ("finding", "reason", "source", "record_id", "nik"),
)
INTEGRATION_COUNTS = ResultTable(
    "integration_count",
    pa.schema(
        [
            pa.field("finding", _TEXT),
            pa.field("reason", _TEXT),
            pa.field("source", _TEXT),
            pa.field("found", _WHOLE),
            pa.field("people", _WHOLE),
            pa.field("families", _WHOLE),
        ]
    ),
    ("finding", "reason", "source"),
)

# What integration adds beside the register. None of it changes who is counted.
INTEGRATION_TABLES: tuple[ResultTable, ...] = (
    LINKS,
    REVIEW_PAIRS,
    RIVAL_FACTS,
    PERSON_FLAGS,
    HOUSEHOLD_FAMILIES,
    INTEGRATION_FINDINGS,
    INTEGRATION_COUNTS,
)
