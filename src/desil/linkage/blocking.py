"""Which pairs of records are worth comparing.

A rule asks for equal values, or equal beginnings, of a few fields. Rules are tried from a list that
covers one another's gaps; one that would make too many pairs on these records is left out, so that
the work grows with the number of records and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from splink import block_on
from splink.internals.blocking_rule_creator import BlockingRuleCreator

from desil.engine.database import Connection
from desil.errors import UsageFault
from desil.linkage.fields import Field

PAIRS_PER_RECORD = 60  # a rule that makes more is left out
MOST_PAIRS = 60_000_000  # of all rules together


@dataclass(frozen=True, slots=True)
class Key:
    """A field, and how many of its first letters must be equal (None: all)."""

    field: str
    letters: int | None = None

    @property
    def sql(self) -> str:
        """The key as a SQL expression over the field."""
        return self.field if self.letters is None else f"substr({self.field}, 1, {self.letters})"


def _keys(*texts: str) -> tuple[Key, ...]:
    parts = (text.partition(":") for text in texts)
    return tuple(Key(field, int(letters) if letters else None) for field, _, letters in parts)


RULES: tuple[tuple[Key, ...], ...] = (
    _keys("id_number"),
    _keys("given_name", "surname"),
    _keys("name"),
    _keys("birth_date"),
    _keys("name", "birth_date:4"),
    _keys("birth_date", "name:3"),
    _keys("birth_date", "place"),
    _keys("family_number"),
    _keys("postcode", "surname:3"),
    _keys("postcode", "given_name:3"),
    _keys("postcode", "name:3"),
    _keys("place", "surname:3"),
    _keys("place", "given_name:3"),
    _keys("place", "name:4"),
    _keys("address", "surname:2"),
    _keys("address", "given_name:2"),
    _keys("address", "house_number"),
    _keys("address_2", "house_number"),
    _keys("place", "house_number", "surname:1"),
    _keys("postcode", "house_number"),
    _keys("surname", "house_number"),
    _keys("given_name", "house_number"),
    _keys("given_name", "postcode"),
    _keys("surname", "postcode"),
    _keys("given_name", "place"),
    _keys("surname", "place"),
    _keys("given_name", "birth_date:4"),
    _keys("surname", "birth_date:4"),
    _keys("surname:3", "given_name:3"),
    _keys("given_name", "surname:1"),
    _keys("surname", "given_name:1"),
    _keys("postcode", "birth_date:4"),
    _keys("place", "birth_date:4", "surname:1"),
    _keys("surname"),
    _keys("given_name"),
    _keys("address"),
)
_SWAPPED_NAMES = "l.given_name = r.surname and l.surname = r.given_name"


def applicable(
    rules: Sequence[tuple[Key, ...]], fields: Sequence[Field]
) -> Iterator[tuple[Key, ...]]:
    """The rules all of whose fields are there."""
    names = {field.name for field in fields}
    return (rule for rule in rules if {key.field for key in rule} <= names)


def as_splink(rule: tuple[Key, ...]) -> BlockingRuleCreator:
    """The rule as Splink takes it."""
    return block_on(*(key.sql for key in rule))


def _pairs_made(database: Connection, table: str, rule: tuple[Key, ...]) -> int:
    keys = ", ".join(key.sql for key in rule)
    present = " and ".join(f"{key.sql} is not null" for key in rule)
    counted = database.execute(
        f"select coalesce(sum(n * (n - 1) // 2), 0) from"  # noqa: S608 - declared names
        f" (select count(*) as n from {table} where {present} group by {keys})"
    ).fetchall()
    return int(counted[0][0])


def _affordable(made: Sequence[int], records: int) -> list[bool]:
    """Which rules are used, given the pairs that each makes: those within the limits, the smallest
    first; the smallest alone where none is."""
    limit = PAIRS_PER_RECORD * records
    order = sorted(range(len(made)), key=lambda place: (made[place], place))
    total, used = 0, [False] * len(made)
    for place in order:
        total += made[place]
        used[place] = made[place] <= limit and total <= MOST_PAIRS
    if order and not any(used):
        used[order[0]] = made[order[0]] <= MOST_PAIRS
    return used


def blocking_rules(
    database: Connection, table: str, fields: Sequence[Field]
) -> list[BlockingRuleCreator | dict[str, Any]]:
    """The rules to use on the records of `table`, which has one column per field.

    UsageFault where the fields allow none.
    """
    records = int(database.execute(f"select count(*) from {table}").fetchall()[0][0])  # noqa: S608
    rules = list(applicable(RULES, fields))
    used = _affordable([_pairs_made(database, table, rule) for rule in rules], records)
    chosen: list[BlockingRuleCreator | dict[str, Any]] = [
        as_splink(rule) for rule, is_used in zip(rules, used, strict=True) if is_used
    ]
    if {"given_name", "surname"} <= {field.name for field in fields}:
        chosen.append({"blocking_rule": _SWAPPED_NAMES})
    if not chosen:
        raise UsageFault(
            "Medan yang diberikan tidak cukup untuk mencari pasangan.",
            hint="Petakan nama, tanggal lahir, alamat atau nomor dengan --map.",
        )
    return chosen
