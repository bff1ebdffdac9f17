"""The review queue of all deliveries, with what the other records of the same list say.

A list that names nobody twice has one record for a person. So a pair whose person another record of
the list is linked to is seldom right, and a pair whose person is still free is right more often
than its own evidence says. A list also names families together: where other records that state the
same card are linked to the person's family, the pair is right more often, and where they are linked
to another family, it hardly ever is. A link never depends on the other records of its list; only
what the queue says does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desil.engine.database import Connection
from desil.linkage.layers.texts import layer_sql

_SHAPE = (2, 2, 3)
CONTEXTS = 12
"""How many contexts `contested_pair.sql` tells apart: the person taken or free, of the release or
not, and what the card says (nothing, another family, the person's family)."""
_TURNS = 60
_MILLI = 1000
_MOST_ODDS = 1000.0  # no context proves or excludes a pair by itself
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Presumed:
    """Pairs that are not there: how many, the share whose person is taken, and, where the card
    says something, the share whose person's family it says. With them learning begins, and a
    handful of pairs says little beside them."""

    pairs: float
    taken: float
    same_family: float

    def by_context(self, context: Ints) -> Floats:
        """So many of them stand in each context; else they are spread as all pairs are."""
        cells = (np.bincount(context, minlength=CONTEXTS) + 1e-9).reshape(_SHAPE)
        cells /= cells.sum(axis=(1, 2), keepdims=True)
        cells[..., 1:] = cells[..., 1:].sum(axis=2, keepdims=True) * self._families
        cells *= np.array([1 - self.taken, self.taken])[:, None, None] * self.pairs
        return np.asarray(cells.ravel())

    @property
    def _families(self) -> tuple[float, float]:
        return 1 - self.same_family, self.same_family


_RIGHT, _WRONG = _Presumed(10.0, 0.05, 0.95), _Presumed(2.0, 0.5, 0.25)


def odds_by_context(share: Floats, record: Ints, context: Ints) -> Floats:
    """By how much each context changes the odds of a pair, shape (CONTEXTS,).

    `share`: how far each pair is right by its own evidence; `record`: 0, 1, ... in ascending order.
    How often right pairs and wrong ones stand in each context is learnt by expectation maximisation
    (Dempster, Laird and Rubin, 1977) on all pairs.
    """
    if not len(share):
        return np.ones(CONTEXTS)
    opening = np.flatnonzero(np.diff(record, prepend=-1))
    rest = np.maximum(1 - np.add.reduceat(share, opening), 1e-9)
    more_right, more_wrong = (told.by_context(context) for told in (_RIGHT, _WRONG))
    odds = _odds(more_right, more_wrong)
    for _ in range(_TURNS):
        stated = share * odds[context]
        right = stated / (np.add.reduceat(stated, opening) + rest)[record]
        odds = _odds(
            more_right + np.bincount(context, right, CONTEXTS),
            more_wrong + np.bincount(context, 1 - right, CONTEXTS),
        )
    return odds


def _odds(right: Floats, wrong: Floats) -> Floats:
    odds = (right / right.sum()) / (wrong / wrong.sum())
    return np.asarray(np.clip(odds, 1 / _MOST_ODDS, _MOST_ODDS))


def make_queue(database: Connection) -> None:
    """Make the view `made_review` of the pairs to show, from `asked_pair`, `made_link` and
    `known_person`."""
    database.execute(f"create or replace table contested_pair as {layer_sql('contested_pair')}")
    database.execute(
        "create or replace table context_odds"
        " (source varchar, delivery_id varchar, context tinyint, odds_milli bigint)"
    )
    listed = database.execute(
        "select distinct source, delivery_id from asked_pair where is_listed_once order by all"
    ).fetchall()
    for source, delivery_id in listed:
        found = database.execute(
            "select share_ppm, context, dense_rank() over (order by record_id) - 1 as record"
            " from contested_pair where source = $source and delivery_id = $id"
            " order by record_id, nik",
            {"source": source, "id": delivery_id},
        ).fetchnumpy()
        odds = odds_by_context(
            np.asarray(found["share_ppm"], dtype=float) / 1_000_000,
            np.asarray(found["record"], dtype=np.int64),
            np.asarray(found["context"], dtype=np.int64),
        )
        database.executemany(
            "insert into context_odds values (?, ?, ?, ?)",
            [
                [source, delivery_id, context, round(float(o) * _MILLI)]
                for context, o in enumerate(odds)
            ],
        )
    database.execute(f"create or replace view made_review as {layer_sql('queue')}")
