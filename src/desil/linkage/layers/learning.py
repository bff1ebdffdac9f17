"""Learning the weights of a delivery from the delivery itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from desil.linkage.layers.compared import compare_candidates
from desil.linkage.layers.spelling import spell_records
from desil.linkage.layers.texts import layer_sql
from desil.linkage.records.deliveries import (
    SourceDelivery,
    open_records,
)
from desil.linkage.weights.compared import ComparedPairs, Floats, Ints
from desil.linkage.weights.comparisons import COMPARISONS
from desil.linkage.weights.parameters import Parameters
from desil.linkage.weights.training import train

_MOST_RECORDS = 12_000
LEAST_PRACTICE = 500
_LIKE_NAME, _NEAR_DATE, _SAME_HOME = 4, 3, 2  # the last level that still says the same


def _make_sample(database: duckdb.DuckDBPyConnection) -> None:
    database.execute(
        "create or replace table record as"
        " select row_number() over (order by hash(record_id), record_id) as record_number, *"
        " from delivered_record left join (select nik, true as is_hit from known_person)"
        " using (nik)"
        " qualify row_number() over (partition by is_hit order by hash(record_id), record_id)"
        " <= $most",
        {"most": _MOST_RECORDS},
    )
    database.execute(
        "create or replace table stratum as select is_hit, count(*) as records from"
        " delivered_record left join (select nik, true as is_hit from known_person) using (nik)"
        " group by is_hit"
    )
    spell_records(database, "record")
    database.execute(f"create or replace table residue as {layer_sql('sample')}")


def _pairs(database: duckdb.DuckDBPyConnection, centre: float) -> ComparedPairs:
    people = int(database.execute("select sum(bearers) from bearer").fetchall()[0][0])
    levels = ", ".join(f"{c.name}_level" for c in COMPARISONS)
    found = database.execute(
        f"select record_number, {levels}, bearers from compared_pair order by record_number, nik"  # noqa: S608
    ).fetchnumpy()
    listed = database.execute(
        "select record_number, record.nik is not null as is_numbered,"
        " stratum.records / count(*) over (partition by record.is_hit) as weight"
        " from record inner join stratum on record.is_hit is not distinct from stratum.is_hit"
        " order by record_number"
    ).fetchnumpy()
    number = {c.name: len(c.levels) for c in COMPARISONS}
    levels_of = {
        name: np.where(
            found[f"{name}_level"] < 0, -1, count - found[f"{name}_level"].astype(np.int64)
        )
        for name, count in number.items()
    }
    return ComparedPairs(
        record=np.searchsorted(listed["record_number"], found["record_number"]),
        levels=levels_of,
        bits=rarity_bits(found["bearers"], people, centre),
        is_right=_is_right(levels_of),
        is_numbered=np.asarray(listed["is_numbered"], dtype=bool),
        weight=np.asarray(listed["weight"] / listed["weight"].mean(), dtype=float),
        people=people,
    )


def _is_right(levels: dict[str, Ints]) -> NDArray[np.bool_]:
    """Whether a pair has the same number and two of three say the same: name, date, home; the name
    alone where the source has no dates. One of the three may be wrong, so that all kinds of faults
    are met in the practice."""
    same_number = (levels["number"] == 0) | (levels["number"] == 1)
    name, date, home = (levels[n] for n in ("name", "birth_date", "household"))
    if not (date >= 0).any():
        return np.asarray(same_number & (name >= 0) & (name <= _LIKE_NAME + 2))
    said = [
        (place >= 0) & (place <= last)
        for place, last in ((name, _LIKE_NAME), (date, _NEAR_DATE), (home, _SAME_HOME))
    ]
    return np.asarray(same_number & (np.sum(said, axis=0) >= 2))


def rarity_bits(bearers: NDArray[Any], people: int, centre: float) -> Floats:
    """How rare a name is, in bits; in a small register nearer to `centre`, for want of counts."""
    counted = np.nan_to_num(np.ma.filled(bearers, 1).astype(float), nan=1.0)
    return np.asarray(np.log2((people + 2**centre) / np.maximum(counted, 1.0)))


def learn(
    database: duckdb.DuckDBPyConnection, delivery: SourceDelivery, start: Parameters
) -> Parameters:
    """Parameters from a sample of a delivery, beginning at `start`; `start` itself where too few
    of its records are linked by a sure number. The sample is by hash of the record's id, so that
    the order of rows does not matter.

    Needs the macros and `known_person`.
    """
    if delivery.is_civil_register:  # its people are the known people
        return start
    open_records(database, delivery)
    _make_sample(database)
    compare_candidates(database, "stated_nik")
    pairs = _pairs(database, start.rarity_centre)
    if pairs.is_right.sum() < LEAST_PRACTICE:
        return replace(start, people=pairs.people)
    return train(pairs, start, delivery.delivery_id)
