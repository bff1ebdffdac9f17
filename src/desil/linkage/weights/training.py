"""Learning the parameters from records, without labels (expectation maximisation in Splink)."""

from __future__ import annotations

from typing import Any

import duckdb
from splink import Linker, block_on

from desil.linkage.weights.comparisons import COMPARISONS
from desil.linkage.weights.parameters import LevelShares, Parameters
from desil.linkage.weights.splink_model import linker_of, make_sides

_SEED = 1
_RANDOM_PAIRS = 2e6
_DIGITS = 7
# Each rule trains the comparisons whose columns it does not ask to be equal; together they do all.
# Equal birth dates alone would not do: a number holds the birth date, so that strangers of one day
# and one place of birth have like numbers.
_TRAINING_RULES = (block_on("number"), block_on("canonical", "birth_date"))


def _learnt(linker: Linker) -> dict[str, tuple[LevelShares, ...]]:
    model: dict[str, Any] = linker.misc.save_model_to_json()
    return {
        comparison.name: tuple(
            LevelShares(
                round(level.get("m_probability", 0.0), _DIGITS),
                round(level.get("u_probability", 0.0), _DIGITS),
            )
            for level in told["comparison_levels"]
            if not level.get("is_null_level")
        )
        for comparison, told in zip(COMPARISONS, model["comparisons"], strict=True)
    }


def train(database: duckdb.DuckDBPyConnection, records: str, trained_on: str) -> Parameters:
    """Parameters learnt from a sample of records (shaped as `residue`) and `known_person`.

    u comes from random pairs, m from the pairs that agree on a few fields.
    """
    counted = database.execute("select count(*) from known_person").fetchall()
    make_sides(database, records)
    linker = linker_of(database, None, int(counted[0][0]))
    linker.training.estimate_u_using_random_sampling(max_pairs=_RANDOM_PAIRS, seed=_SEED)
    for rule in _TRAINING_RULES:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    return Parameters(_learnt(linker), trained_on)
