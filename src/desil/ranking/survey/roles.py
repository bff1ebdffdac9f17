"""What each column of a survey is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from desil.errors import UsageFault

_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Roles:
    """Column names by their part in the survey; None or empty where there is none.

    `already_log`: welfare is a logarithm already. `only`: the columns a model may read; `drop`:
    those it may not. `register_facts`: only columns that the dictionary knows, under their
    dictionary names, so that the model can be applied to the register. `keep`: the reason by column
    for keeping one that looks like a leak. `not_missing`: columns whose 99 or 998 is an answer.
    `rows`: (column, value) of the rows that count, such as those of heads. `needed`: what an
    existing model reads, and nothing else is read then.
    """

    welfare: str
    weight: str | None = None
    cluster: str | None = None
    strata: str | None = None
    household: str | None = None
    district: str | None = None
    groups: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    already_log: bool = False
    register_facts: bool = False
    keep: Mapping[str, str] = field(default_factory=dict)
    not_missing: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    needed: tuple[str, ...] = ()

    @property
    def never_read(self) -> frozenset[str]:
        """Columns that a model may not read, whatever they hold."""
        kept_apart = (self.welfare, self.weight, self.cluster, self.household)
        return frozenset(n for n in kept_apart if n) | frozenset(self.drop)

    def named(self) -> Iterable[tuple[str, str]]:
        """(option, column) for every column that is named."""
        single = (
            ("--welfare", self.welfare),
            ("--weight", self.weight),
            ("--cluster", self.cluster),
            ("--strata", self.strata),
            ("--id", self.household),
            ("--district", self.district),
        )
        yield from ((option, name) for option, name in single if name)
        many: tuple[tuple[str, Iterable[str]], ...] = (
            ("--group", self.groups), ("--drop", self.drop), ("--only", self.only),
            ("--keep", self.keep), ("--not-missing", self.not_missing),
            ("--rows", [column for column, _ in self.rows]),
        )  # fmt: skip
        yield from ((option, name) for option, names in many for name in names)


def hold_to_columns(roles: Roles, columns: Sequence[str]) -> None:
    """UsageFault, with the nearest names, when a named column is not in the survey."""
    for option, name in roles.named():
        if name not in columns:
            near = nearest_names(name, columns)
            raise UsageFault(
                f"{option}: tidak ada kolom '{name}' dalam survei.",
                hint=f"Yang mirip: {near}" if near else f"Kolomnya: {_some(columns)}",
            )


def nearest_names(name: str, columns: Sequence[str]) -> str:
    """Up to three columns whose names are like `name`, most alike first; "" for none."""
    by_spelling = {c.lower(): c for c in columns}
    found = get_close_matches(name.lower(), by_spelling, n=3, cutoff=0.5)
    parts = [c for c in columns if name.lower() in c.lower()]
    return ", ".join(dict.fromkeys([by_spelling[f] for f in found] + parts[:3]))


def _some(columns: Sequence[str]) -> str:
    more = f", dan {len(columns) - _MOST_NAMED} lagi" if len(columns) > _MOST_NAMED else ""
    return ", ".join(columns[:_MOST_NAMED]) + more
