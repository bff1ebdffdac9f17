"""The tables that ranking adds to a run: facts always, the rest where a model is in use.

Deciles here are indicative, our own under a stated model; the official ones are in family_decile.
"""

from __future__ import annotations

from enum import StrEnum

import pyarrow as pa

from desil.dictionary.columns.assets import ASSET_COLUMNS
from desil.dictionary.columns.dwelling import DWELLING_COLUMNS
from desil.dictionary.result_table import ResultTable

_TEXT = pa.string()
_SMALL = pa.int16()
_WHOLE = pa.int32()
_DATE = pa.date32()


class IndicativeReason(StrEnum):
    """Why a family has no indicative decile of ours; a family that has one has the empty text."""

    RANKED = ""
    NO_MEMBERS = "tanpa_anggota"
    NO_FACTS = "tanpa_fakta"
    BOUNDS_TOO_WIDE = "rentang_terlalu_lebar"
    NOT_FINITE = "skor_tak_terhingga"


INDICATIVE_LABELS: dict[IndicativeReason, tuple[str, str]] = {
    IndicativeReason.RANKED: ("", ""),
    IndicativeReason.NO_MEMBERS: (
        "Rilis tidak mendaftar satu pun anggota keluarga ini",
        "The release lists no member of this family",
    ),
    IndicativeReason.NO_FACTS: (
        "Belum ada satu pun fakta yang dipakai model",
        "None of the facts that the model uses is known",
    ),
    IndicativeReason.BOUNDS_TOO_WIDE: (
        "Terlalu banyak jawaban yang belum diketahui untuk memberi desil indikatif",
        "Too many answers are not known for an indicative decile",
    ),
    IndicativeReason.NOT_FINITE: (
        "Model tidak menghasilkan skor untuk keluarga ini",
        "The model gives this family no score",
    ),
}


_DERIVED_FACTS = (
    "size",
    "children_0_14",
    "aged_65",
    "working_members",
    "head_sex",
    "head_age_band",
    "head_age",
    "head_education",
    "head_work",
    "floor_area_band",
)
FAMILY_FACTS = ResultTable(
    "family_fact",
    pa.schema(
        [
            pa.field("family_number", _TEXT),
            pa.field("province_code", _TEXT),
            pa.field("city_code", _TEXT),
            pa.field("village_code", _TEXT),
            pa.field("rw", _TEXT),
            pa.field("counted_size", _WHOLE),
            *(pa.field(c.name, c.arrow_type) for c in (*DWELLING_COLUMNS, *ASSET_COLUMNS)),
            *(pa.field(name, _SMALL) for name in _DERIVED_FACTS),
        ]
    ),
    ("family_number",),
)
FAMILY_SCORES = ResultTable(
    "family_score",
    pa.schema(
        [
            pa.field("family_number", _TEXT),
            pa.field("village_code", _TEXT),
            pa.field("score_micro", _WHOLE),
            pa.field("least_micro", _WHOLE),
            pa.field("most_micro", _WHOLE),
            pa.field("unknown_facts", _SMALL),
            pa.field("indicative_national", _SMALL),
            pa.field("indicative_province", _SMALL),
            pa.field("indicative_city", _SMALL),
            pa.field("percentile_city", _SMALL),
            pa.field("indicative_reason", _TEXT),
            pa.field("desil_1_4_ppm", _WHOLE),
            pa.field("own_decile_ppm", _WHOLE),
            pa.field("nearest_boundary", _SMALL),
            pa.field("distance_micro", _WHOLE),
            pa.field("is_too_close", _SMALL),
        ]
    ),
    ("family_number",),
)
STORED_CONTRIBUTIONS = 5
FAMILY_EXPLANATIONS = ResultTable(
    "family_explanation",
    pa.schema(
        [
            pa.field("family_number", _TEXT),
            pa.field("village_code", _TEXT),
            *(
                field
                for place in range(1, STORED_CONTRIBUTIONS + 1)
                for field in (
                    pa.field(f"fact_{place}", _TEXT),
                    pa.field(f"contribution_{place}", _WHOLE),
                )
            ),
            pa.field("rest_micro", _WHOLE),
        ]
    ),
    ("family_number",),
)
RANKING_CUTOFFS = ResultTable(
    "ranking_cutoff",
    pa.schema(
        [
            pa.field("level", _TEXT),
            pa.field("area_code", _TEXT),
            pa.field("boundary", _SMALL),
            pa.field("score_micro", _WHOLE),
            pa.field("method", _TEXT),
            pa.field("valid_from", _DATE),
            pa.field("reference", _TEXT),
        ]
    ),
    ("level", "area_code", "boundary"),
)
RANKING_FACTS = ResultTable(
    "ranking_fact",
    pa.schema(
        [
            pa.field("place", _SMALL),
            pa.field("fact", _TEXT),
            pa.field("mean_micro", _WHOLE),
        ]
    ),
    ("place",),
)

RANKING_TABLES: tuple[ResultTable, ...] = (
    FAMILY_SCORES,
    FAMILY_EXPLANATIONS,
    RANKING_CUTOFFS,
    RANKING_FACTS,
)
