"""A model of how alike the records of one person are, learnt from the records without labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
from splink import DuckDBAPI, Linker, SettingsCreator

from desil.linkage.blocking import (
    SURE_RULES,
    TRAINING_RULES,
    applicable,
    as_splink,
    blocking_rules,
)
from desil.linkage.comparisons import comparisons_of
from desil.linkage.fields import Field

_SEED = 1
_MOST_RANDOM_PAIRS = 2e6
_FOUND_BY_SURE_RULES = 0.7  # share of all matches, the usual assumption
_LEAST_WEIGHT_KEPT = -10.0  # log2 odds; pairs below are never of use
_QUIET = 40

RECORD = "record_number"
SIDE = "source_dataset"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Compared pairs: positions of both records, and the weight of the evidence in log2 odds.

    `left` < `right`; sorted by both.
    """

    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    weight: npt.NDArray[np.float64]

    def at_least(self, weight: float) -> Pairs:
        """The pairs whose weight is `weight` or more."""
        kept = self.weight >= weight
        return Pairs(self.left[kept], self.right[kept], self.weight[kept])


def _linker(
    database: duckdb.DuckDBPyConnection, tables: Sequence[str], fields: Sequence[Field]
) -> Linker:
    settings = SettingsCreator(
        link_type="link_only" if len(tables) > 1 else "dedupe_only",
        unique_id_column_name=RECORD,
        source_dataset_column_name=SIDE,
        blocking_rules_to_generate_predictions=blocking_rules(database, "all_records", fields),
        comparisons=[*comparisons_of(fields)],
        retain_matching_columns=False,
    )
    api = DuckDBAPI(database)
    registered = [api.register(database.table(t).to_arrow_table()) for t in tables]
    return Linker(registered if len(tables) > 1 else registered[0], settings, log_level=_QUIET)


def _train(linker: Linker, fields: Sequence[Field]) -> None:
    sure = [as_splink(rule) for rule in applicable(SURE_RULES, fields)]
    linker.training.estimate_probability_two_random_records_match(
        [*sure], recall=_FOUND_BY_SURE_RULES
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=_MOST_RANDOM_PAIRS, seed=_SEED)
    for rule in applicable(TRAINING_RULES, fields):
        linker.training.estimate_parameters_using_expectation_maximisation(as_splink(rule))


def scored_pairs(
    database: duckdb.DuckDBPyConnection, tables: Sequence[str], fields: Sequence[Field]
) -> Pairs:
    """Train on the records of `tables` and weigh every pair that blocking proposes.

    Each table has RECORD (positions over all tables), SIDE and one column per field; with two
    tables only pairs across them are made. `all_records` holds the rows of all.
    """
    linker = _linker(database, tables, fields)
    _train(linker, fields)
    predicted = linker.inference.predict(threshold_match_weight=_LEAST_WEIGHT_KEPT)
    columns = (
        predicted.as_duckdbpyrelation()
        .project(
            f"least({RECORD}_l, {RECORD}_r) as l, greatest({RECORD}_l, {RECORD}_r) as r, "
            "match_weight as w"
        )
        .order("l, r")
        .fetchnumpy()
    )
    return Pairs(
        np.asarray(columns["l"], np.int64),
        np.asarray(columns["r"], np.int64),
        np.asarray(columns["w"], np.float64),
    )
