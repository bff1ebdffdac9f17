"""The review queue of all deliveries, with what the other records of the same list say.

A list that names nobody twice has one record for a person. So a pair whose person another record of
the list is linked to is seldom right, and a pair whose person is still free is right more often
than its own evidence says. A link never depends on the other records of its list; only what the
queue says does.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desil.engine.database import Connection
from desil.linkage.layers.texts import layer_sql

_TURNS = 60
_MILLI = 1000
_FIRST = (0.05, 0.5)  # the shares that learning begins at
# Pairs that are not there, one right and one wrong to each share: a handful of pairs says little.
_MORE_RIGHT, _MORE_WRONG = (10.0, 0.5), (2.0, 1.0)
Floats = NDArray[np.float64]


def odds_by_taken(share: Floats, record: NDArray[np.int64], taken: Floats) -> tuple[float, float]:
    """By how much the odds of a pair change where another record is linked to its person, and where
    none is.

    `share`: how far each pair is right by its own evidence; `record`: 0, 1, ... in ascending order;
    `taken`: 1 where another record is linked to the person. How often right pairs and wrong ones
    are taken is learnt by expectation maximisation (Dempster, Laird and Rubin, 1977) on all pairs.
    """
    if not len(share):
        return 1.0, 1.0
    opening = np.flatnonzero(np.diff(record, prepend=-1))
    rest = np.maximum(1 - np.add.reduceat(share, opening), 1e-9)
    of_right, of_wrong = _FIRST
    for _ in range(_TURNS):
        odds = np.where(taken > 0, of_right / of_wrong, (1 - of_right) / (1 - of_wrong))
        stated = share * odds
        right = stated / (np.add.reduceat(stated, opening) + rest)[record]
        of_right = _share(right, taken, _MORE_RIGHT)
        of_wrong = _share(1 - right, taken, _MORE_WRONG)
    return of_right / of_wrong, (1 - of_right) / (1 - of_wrong)


def _share(weight: Floats, taken: Floats, more: tuple[float, float]) -> float:
    pairs, taken_pairs = more
    return float(((weight * taken).sum() + taken_pairs) / (weight.sum() + pairs))


def make_queue(database: Connection) -> None:
    """Make the view `made_review` of the pairs to show, from `asked_pair` and `made_link`."""
    database.execute(f"create or replace table contested_pair as {layer_sql('contested_pair')}")
    database.execute(
        "create or replace table taken_odds"
        " (source varchar, delivery_id varchar, odds_if_taken bigint, odds_if_free bigint)"
    )
    listed = database.execute(
        "select distinct source, delivery_id from asked_pair where is_listed_once order by all"
    ).fetchall()
    for source, delivery_id in listed:
        found = database.execute(
            "select share_ppm, is_taken, dense_rank() over (order by record_id) - 1 as record"
            " from contested_pair where source = $source and delivery_id = $id"
            " order by record_id, nik",
            {"source": source, "id": delivery_id},
        ).fetchnumpy()
        odds = odds_by_taken(
            np.asarray(found["share_ppm"], dtype=float) / 1_000_000,
            np.asarray(found["record"], dtype=np.int64),
            np.asarray(found["is_taken"], dtype=float),
        )
        milli = [max(1, round(o * _MILLI)) for o in odds]
        database.execute(
            "insert into taken_odds values (?, ?, ?, ?)", [source, delivery_id, *milli]
        )
    database.execute(f"create or replace view made_review as {layer_sql('queue')}")
