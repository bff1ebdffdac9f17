"""The model as Splink takes it, over two sides: the records at hand and the known people."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
from splink import DuckDBAPI, Linker, SettingsCreator
from splink.internals.blocking_rule_creator import BlockingRuleCreator

from desil.linkage.weights.comparisons import COMPARISONS, Comparison, Level
from desil.linkage.weights.parameters import (
    LEAST_M,
    LEAST_U,
    LevelShares,
    Parameters,
)

ID, SIDE = "compared_id", "source_dataset"
RECORD_SIDE, KNOWN_SIDE = "record_side", "known_side"
_QUIET = 40
_COLUMNS = (
    "canonical, birth_date, sex, cast(nik as varchar) as number,"
    " family_number, address_key, village_code, mother"
)


def _level(level: Level, comparison: Comparison) -> dict[str, object]:
    told: dict[str, object] = {"sql_condition": level.holds, "label_for_charts": level.words}
    if level.by_rarity:
        told |= {"tf_adjustment_column": comparison.columns[0], "tf_adjustment_weight": 1.0}
    return told


def _comparison(comparison: Comparison, shares: Sequence[LevelShares]) -> dict[str, object]:
    silent = {
        "sql_condition": comparison.missing,
        "label_for_charts": "tidak diketahui",
        "is_null_level": True,
    }
    unlike: dict[str, object] = {"sql_condition": "ELSE", "label_for_charts": comparison.unlike}
    levels = [*(_level(level, comparison) for level in comparison.levels), unlike]
    for level, share in zip(levels, shares, strict=False):
        level |= {
            "m_probability": max(share.m, LEAST_M),
            "u_probability": max(share.u, LEAST_U),
        }
    return {"output_column_name": comparison.name, "comparison_levels": [silent, *levels]}


def make_sides(
    database: duckdb.DuckDBPyConnection, records: str, known: str = "known_person"
) -> None:
    """Make the tables `record_side` and `known_side` of what the two tables hold."""
    for side, key, table in (
        (RECORD_SIDE, "record_number", records),
        (KNOWN_SIDE, "nik", known),
    ):
        database.execute(
            f"create or replace table {side} as"  # noqa: S608 - declared names
            f" select {key} as {ID}, '{side}' as {SIDE}, {_COLUMNS} from {table}"
        )


def linker_of(
    database: duckdb.DuckDBPyConnection,
    parameters: Parameters | None,
    known_people: int,
    blocking: Sequence[BlockingRuleCreator | dict[str, object]] = (),
) -> Linker:
    """A Splink linker over the two sides, with the parameters where they are learnt already.

    `known_people`: how many people a record could be, out of all of whom it is one.
    """
    levels = parameters.levels if parameters else {}
    share = parameters.share_in_register if parameters else 1.0
    settings = SettingsCreator(
        link_type="link_only",
        unique_id_column_name=ID,
        source_dataset_column_name=SIDE,
        probability_two_random_records_match=share / max(known_people, 2),
        comparisons=[_comparison(c, levels.get(c.name, ())) for c in COMPARISONS],
        blocking_rules_to_generate_predictions=list(blocking),
        retain_matching_columns=True,  # and with them the level of each comparison
    )
    api = DuckDBAPI(database)
    return Linker([api.register(RECORD_SIDE), api.register(KNOWN_SIDE)], settings, log_level=_QUIET)
