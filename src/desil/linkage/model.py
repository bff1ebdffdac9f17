"""Pairs of records compared field by field, as Splink blocks and compares them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from splink import DuckDBAPI, Linker, SettingsCreator
from splink.internals.comparison import Comparison

from desil.engine.database import Connection
from desil.linkage.blocking import blocking_rules
from desil.linkage.comparisons import comparisons_of
from desil.linkage.evidence import Compared, Floats
from desil.linkage.fields import Field

_SEED = 1
_MOST_RANDOM_PAIRS = 2e6
_SELDOM = 0.5 / _MOST_RANDOM_PAIRS  # the chance of a level that no random pair has
_QUIET = 40

RECORD = "record_number"
SIDE = "source_dataset"


def _linker(database: Connection, tables: Sequence[str], fields: Sequence[Field]) -> Linker:
    settings = SettingsCreator(
        link_type="link_only" if len(tables) > 1 else "dedupe_only",
        unique_id_column_name=RECORD,
        source_dataset_column_name=SIDE,
        blocking_rules_to_generate_predictions=blocking_rules(database, "all_records", fields),
        comparisons=[*comparisons_of(fields)],
        retain_matching_columns=True,  # with the levels of each comparison
        retain_intermediate_calculation_columns=True,  # with what rare values add
    )
    api = DuckDBAPI(database)
    registered = [api.register(database.table(t).to_arrow_table()) for t in tables]
    return Linker(registered if len(tables) > 1 else registered[0], settings, log_level=_QUIET)


def _chance(comparison: Comparison) -> Floats:
    """How often random pairs have each level, from unlike upwards."""
    levels = [level for level in comparison.comparison_levels if not level.is_null_level]
    shares = np.full(len(levels), _SELDOM)
    for level in levels:
        if isinstance(level.u_probability, float):
            shares[level.comparison_vector_value] = max(level.u_probability, _SELDOM)
    chance: Floats = shares / shares.sum()
    return chance


def compared_pairs(
    database: Connection, tables: Sequence[str], fields: Sequence[Field]
) -> Compared:
    """Compare every pair that blocking proposes.

    Each table has RECORD (positions over all tables), SIDE and one column per field; with two
    tables only pairs across them are made. `all_records` holds the rows of all.
    """
    linker = _linker(database, tables, fields)
    linker.training.estimate_u_using_random_sampling(max_pairs=_MOST_RANDOM_PAIRS, seed=_SEED)
    predicted = linker.inference.predict().as_duckdbpyrelation()
    rare = [c for c in predicted.columns if c.startswith("mw_tf_adj_")]
    chosen = (
        f"least({RECORD}_l, {RECORD}_r) as l, greatest({RECORD}_l, {RECORD}_r) as r",
        f"{' + '.join(rare) or '0'} as rarity",
        *(f"cast(gamma_{f.name} as tinyint) as gamma_{f.name}" for f in fields),
    )
    columns = predicted.project(", ".join(chosen)).order("l, r").fetchnumpy()
    comparisons = linker._settings_obj.comparisons  # Splink has no other way to read them
    return Compared(
        np.asarray(columns["l"], np.int64),
        np.asarray(columns["r"], np.int64),
        {f.name: np.asarray(columns[f"gamma_{f.name}"], np.int8) for f in fields},
        {c.output_column_name: _chance(c) for c in comparisons},
        np.asarray(columns["rarity"], np.float64),
    )
