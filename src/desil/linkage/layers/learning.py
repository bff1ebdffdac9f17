"""Learning the weights of a delivery from the delivery itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desil.engine.database import Connection
from desil.linkage.layers.compared import compare_pairs, count_people, find_candidates
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

_DRAWN_RECORDS, _MOST_RECORDS = 150_000, 8_000
_NUMBERS_APART = 1_000_000  # record numbers of one delivery's sample lie below those of the next
LEAST_PRACTICE = 500
_COUNTED = "(select count(*) from numbered {} join hit using (nik))"
_SAME_NAME = 1  # the last level at which the words of two names are the same
_LIKE_NAME, _NEAR_DATE, _SAME_HOME = 4, 3, 2  # the last level that still says the same


def _draw(database: Connection, delivery: SourceDelivery) -> None:
    """Make `drawn` (record_id, is_hit, stands_for): of about `_DRAWN_RECORDS` records of a delivery
    by the hash of their ids, at most `_MOST_RECORDS` whose number a known person has (`is_hit`),
    and as many of the others. Only ids and numbers are read for it."""
    open_records(database, delivery)
    unit = delivery.declared.linked_units[0]
    rows = database.execute(f"select count(*) from delivered_{unit}").fetchall()[0][0]  # noqa: S608
    database.execute(
        "create or replace table numbered as"
        " select record_id, min(nik) as nik from delivered_record"
        " where hash(record_id) % $parts = 0 group by record_id",
        {"parts": max(1, rows // _DRAWN_RECORDS)},
    )
    database.execute(
        "create or replace table hit as select nik from known_person"
        " where nik in (select nik from numbered)"
    )
    for place, kind in enumerate(("semi", "anti")):
        made = "insert into drawn" if place else "create or replace table drawn as"
        database.execute(
            f"{made} select record_id, $hit as is_hit, {_COUNTED.format(kind)} as stands_for"  # noqa: S608 - own words
            f" from numbered {kind} join hit using (nik)"
            " order by hash(record_id), record_id limit $most",
            {"hit": kind == "semi", "most": _MOST_RECORDS},
        )
    database.execute("drop table numbered")
    database.execute("drop table hit")


def _make_samples(database: Connection, deliveries: Sequence[SourceDelivery]) -> None:
    """Make `record` of a sample of each delivery: at most `_MOST_RECORDS` records whose number a
    known person has, and as many of the others; `stands_for` says for how many each of them was
    drawn. `residue` is made of it, so that all samples are compared in one pass."""
    for place, delivery in enumerate(deliveries):
        _draw(database, delivery)
        made = "insert into record" if place else "create or replace table record as"
        database.execute(
            f"{made} select $first + row_number() over (order by hash(record_id), record_id)"  # noqa: S608
            " as record_number, delivered_record.*, is_hit, stands_for"
            " from delivered_record inner join drawn using (record_id)"
            # A list may use one id twice; one of its records is enough, the same in any order.
            " qualify row_number() over"
            " (partition by record_id order by delivered_record.nik, name, birth_date) = 1",
            {"first": place * _NUMBERS_APART},
        )
    database.execute("drop table drawn")
    spell_records(database, "record")
    database.execute(f"create or replace table residue as {layer_sql('sample')}")


def _pairs(database: Connection, place: int, centre: float) -> ComparedPairs:
    """The compared pairs of the sample of the delivery at a place."""
    people = count_people(database)
    levels = ", ".join(f"{c.name}_level" for c in COMPARISONS)
    own = {"first": place * _NUMBERS_APART, "last": (place + 1) * _NUMBERS_APART}
    found = database.execute(
        f"select record_number, {levels}, bearers from compared_pair"  # noqa: S608
        " where record_number > $first and record_number <= $last order by record_number, nik",
        own,
    ).fetchnumpy()
    listed = database.execute(
        "select record_number, nik is not null as is_numbered,"
        " stands_for / count(*) over (partition by is_hit) as weight from record"
        " where record_number > $first and record_number <= $last order by record_number",
        own,
    ).fetchnumpy()
    stands_for = listed["weight"] / (listed["weight"].mean() if len(listed["weight"]) else 1)
    levels_of = {c.name: _places(c.numbers, found[f"{c.name}_level"]) for c in COMPARISONS}
    return ComparedPairs(
        record=np.searchsorted(listed["record_number"], found["record_number"]),
        levels=levels_of,
        bits=rarity_bits(found["bearers"], people, centre),
        is_right=_is_right(levels_of),
        is_numbered=np.asarray(listed["is_numbered"], dtype=bool),
        weight=np.asarray(stands_for, dtype=float),
        people=people,
    )


def _places(numbers: Sequence[int], found: NDArray[np.int8]) -> Ints:
    """The places of levels from equal to unlike, by their numbers; -1 where a value is missing."""
    place_of = np.full(max(numbers) + 2, -1)  # the last entry is that of number -1
    place_of[list(numbers)] = np.arange(len(numbers))
    return np.asarray(place_of[found.astype(np.int64)])


def _is_right(levels: dict[str, Ints]) -> NDArray[np.bool_]:
    """Whether a pair has the same number and two of three say the same: name, date, home; the name
    alone where the source has no dates, and the very same name where it has no homes. One of the
    three may be wrong, so that all kinds of faults are met in the practice."""
    same_number = (levels["number"] == 0) | (levels["number"] == 1)
    name, date, home = (levels[n] for n in ("name", "birth_date", "household"))
    if not (date >= 0).any():
        return np.asarray(same_number & (name >= 0) & (name <= _LIKE_NAME + 2))
    said = [
        (place >= 0) & (place <= last)
        for place, last in ((name, _LIKE_NAME), (date, _NEAR_DATE), (home, _SAME_HOME))
    ]
    is_same_name = (home < 0) & (name >= 0) & (name <= _SAME_NAME)
    return np.asarray(same_number & ((np.sum(said, axis=0) >= 2) | is_same_name))


def rarity_bits(bearers: NDArray[Any], people: int, centre: float) -> Floats:
    """How rare a name is, in bits; in a small register nearer to `centre`, for want of counts."""
    counted = np.nan_to_num(np.ma.filled(bearers, 1).astype(float), nan=1.0)
    return np.asarray(np.log2((people + 2**centre) / np.maximum(counted, 1.0)))


def learn(
    database: Connection,
    deliveries: Sequence[SourceDelivery],
    start: Parameters,
) -> dict[str, Parameters]:
    """Parameters by the delivery's id, each from a sample of that delivery, beginning at `start`;
    `start` itself where too few of its records are linked by a sure number. The sample is by hash
    of the record's id, so that the order of rows does not matter.

    Needs the macros and `known_person`. The people of the civil register are the known people, so
    that nothing is learnt from it.
    """
    learnt = {d.delivery_id: start for d in deliveries}
    taught = [d for d in deliveries if not d.is_civil_register]
    if not taught:
        return learnt
    _make_samples(database, taught)
    find_candidates(database)
    compare_pairs(database, number="stated_nik")
    for place, delivery in enumerate(taught):
        pairs = _pairs(database, place, start.rarity_centre)
        is_enough = pairs.is_right.sum() >= LEAST_PRACTICE
        learnt[delivery.delivery_id] = (
            train(pairs, start, delivery.delivery_id)
            if is_enough
            else replace(start, people=pairs.people)
        )
    return learnt
