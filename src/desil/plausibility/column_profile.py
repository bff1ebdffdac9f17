"""What a column holds, as counts: how many rows, how many of them empty, how often each code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desil.engine.database import Connection

# Types whose values are few and mean the same in every delivery: codes, yes/no, deciles, counts.
_COUNTED_TYPES = frozenset({"SMALLINT"})


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """`values` counts the rows by code; it is empty for text, dates and amounts."""

    rows: int
    filled: int
    values: Mapping[int, int]

    @property
    def empty_share(self) -> float:
        """Share of rows without a value, 0 to 1; 0 for a table without rows."""
        return 1 - self.filled / self.rows if self.rows else 0.0


def distance_of(before: ColumnProfile, after: ColumnProfile) -> float:
    """Total variation distance between the filled values of two columns: 0 equal, 1 disjoint.

    0 as well where a side has no counted values.
    """
    total_before, total_after = sum(before.values.values()), sum(after.values.values())
    if not total_before or not total_after:
        return 0.0
    codes = before.values.keys() | after.values.keys()
    return 0.5 * sum(
        abs(before.values.get(c, 0) / total_before - after.values.get(c, 0) / total_after)
        for c in codes
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _typed_columns(database: Connection, view: str) -> list[tuple[str, str]]:
    described = database.execute(f"describe select * from {_quoted(view)}").fetchall()  # noqa: S608 - a view of our own
    return [(str(row[0]), str(row[1])) for row in described]


@dataclass(frozen=True, slots=True)
class TableProfile:
    """A table's rows, its columns, and a digest of its content that no order of rows changes.

    Digests compare only within one version of DuckDB.
    """

    rows: int
    columns: Mapping[str, ColumnProfile]
    digest: int


def profile_table(database: Connection, view: str, without: Sequence[str] = ()) -> TableProfile:
    """The profile of a view, some of its columns left out."""
    columns = [(n, t) for n, t in _typed_columns(database, view) if n not in without]
    names = ", ".join(_quoted(name) for name, _ in columns)
    asked = ["count(*)", f"coalesce(sum(cast(hash({names}) as hugeint)), 0)"]
    for name, kind in columns:
        asked.append(f"count({_quoted(name)})")
        if kind in _COUNTED_TYPES:
            asked.append(f"histogram({_quoted(name)})")
    answer = database.execute(f"select {', '.join(asked)} from {_quoted(view)}").fetchall()[0]  # noqa: S608 - names of the schema
    rows, digest, cells = int(answer[0]), int(answer[1]), iter(answer[2:])
    profiles = {}
    for name, kind in columns:
        filled = int(next(cells))
        values = (next(cells) or {}) if kind in _COUNTED_TYPES else {}
        counted = {int(code): int(number) for code, number in values.items()}
        profiles[name] = ColumnProfile(rows, filled, counted)
    return TableProfile(rows, profiles, digest)
