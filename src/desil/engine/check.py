"""Checks on a step's output: a query that counts the rows that should not be there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """`sql` returns one number, the rows at fault; `says` tells a person what they are."""

    name: str
    says: str
    sql: str


def no_two_rows_share(table: str, *columns: str) -> Check:
    """No two rows of `table` have equal values in `columns`."""
    key = ", ".join(columns)
    return Check(
        f"{table}: satu baris per {key}",
        f"baris ganda pada {key}",
        f"select count(*) - count(distinct ({key})) from {table}",  # noqa: S608 - declared names
    )
