"""Two states of a register beside each other, as counts: nobody's data.

A state is a release, a run or another list. Counts are exact and do not depend on the order of
rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import pyarrow as pa

from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.plausibility.column_profile import ColumnProfile, distance_of

ABSENT = -1
"""Standing of a family that a state does not list."""


@dataclass(frozen=True, slots=True)
class State:
    """One side of a comparison.

    `rows` counts the rows of each unit of a list; `digests` stand for the content of each unit;
    `families` has family_number, village_code, decile and size (None for lists that have no
    families); `villages` counts families, or rows, by kelurahan.
    """

    name: str
    rows: Mapping[str, int]
    columns: Mapping[str, ColumnProfile]
    digests: Mapping[str, int]
    families: pa.Table | None = None
    villages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """Families and people of one kelurahan and standing (1 to 10; 0 not ranked)."""

    village: str
    standing: int
    families: tuple[int, int]
    people: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Flow:
    """Families and people that went from one standing to another; ABSENT: not listed."""

    before: int
    after: int
    families: int
    people: int


@dataclass(frozen=True, slots=True)
class VillageChange:
    """Families that both sides list in a kelurahan, and those with another standing after."""

    village: str
    stayed: int
    changed: int


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """Share of empty cells before and after, and the distance between the values (0 to 1)."""

    column: str
    rows: int
    empty: tuple[float, float]
    distance: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one state became another. Pairs are (before, after)."""

    before: str
    after: str
    rows: Mapping[str, tuple[int, int]]
    villages: Mapping[str, tuple[int, int]]
    cells: tuple[Cell, ...] = ()
    flows: tuple[Flow, ...] = ()
    village_changes: tuple[VillageChange, ...] = ()
    columns: tuple[ColumnChange, ...] = ()
    is_same_content: bool = False
    quarantined: int = 0
    read: int = 0

    @property
    def families(self) -> tuple[int, int]:
        """All families before and after."""
        return pair_sum(c.families for c in self.cells)

    @property
    def people(self) -> tuple[int, int]:
        """All people before and after."""
        return pair_sum(c.people for c in self.cells)

    def standing(self, number: int) -> tuple[int, int]:
        """Families with a standing (1 to 10; 0 not ranked) before and after."""
        return pair_sum(c.families for c in self.cells if c.standing == number)

    @property
    def entered(self) -> int:
        """Families listed after only."""
        return sum(f.families for f in self.flows if f.before == ABSENT)

    @property
    def left(self) -> int:
        """Families listed before only."""
        return sum(f.families for f in self.flows if f.after == ABSENT)

    @property
    def stayed(self) -> int:
        """Families listed before and after."""
        return sum(f.families for f in self.flows if ABSENT not in (f.before, f.after))

    @property
    def decile_changed(self) -> int:
        """Families listed on both sides, with another standing after."""
        return sum(
            f.families
            for f in self.flows
            if ABSENT not in (f.before, f.after) and f.before != f.after
        )

    def as_facts(self) -> dict[str, Any]:
        """The comparison as JSON values."""
        return asdict(self)


def pair_sum(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The sums of the first and of the second members."""
    listed = list(pairs)
    return sum(p[0] for p in listed), sum(p[1] for p in listed)


def _statement(name: str) -> str:
    return sql_text("desil.plausibility", name)


def _families_compared(
    database: Connection, before: pa.Table, after: pa.Table
) -> tuple[tuple[Cell, ...], tuple[Flow, ...], tuple[VillageChange, ...]]:
    database.register("before_family", before)
    database.register("after_family", after)
    cells = database.execute(_statement("family_cell")).fetchall()
    flows = database.execute(_statement("family_flow")).fetchall()
    changes = database.execute(_statement("village_change")).fetchall()
    for name in ("before_family", "after_family"):
        database.unregister(name)
    return (
        tuple(Cell(v, s, (int(fb), int(fa)), (int(pb), int(pa))) for v, s, fb, fa, pb, pa in cells),
        tuple(Flow(b, a, int(f), int(p)) for b, a, f, p in flows),
        tuple(VillageChange(village, stayed, changed) for village, stayed, changed in changes),
    )


def _columns_compared(before: State, after: State) -> tuple[ColumnChange, ...]:
    shared = sorted(before.columns.keys() & after.columns.keys())
    return tuple(
        ColumnChange(
            name,
            after.columns[name].rows,
            (before.columns[name].empty_share, after.columns[name].empty_share),
            distance_of(before.columns[name], after.columns[name]),
        )
        for name in shared
    )


def compare(database: Connection, before: State, after: State) -> Comparison:
    """What differs between two states, in a DuckDB connection that nobody else uses now."""
    cells: tuple[Cell, ...] = ()
    flows: tuple[Flow, ...] = ()
    changes: tuple[VillageChange, ...] = ()
    if before.families is not None and after.families is not None:
        cells, flows, changes = _families_compared(database, before.families, after.families)
    units, places = (
        before.rows.keys() | after.rows.keys(),
        before.villages.keys() | after.villages.keys(),
    )
    return Comparison(
        before.name,
        after.name,
        {u: (before.rows.get(u, 0), after.rows.get(u, 0)) for u in sorted(units)},
        {v: (before.villages.get(v, 0), after.villages.get(v, 0)) for v in sorted(places)},
        cells,
        flows,
        changes,
        _columns_compared(before, after),
        before.digests == after.digests,
    )
