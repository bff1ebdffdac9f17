"""A layout: the units of a source, their columns, and what a fault in a column does."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desil.dictionary.areas import AreaSystem
from desil.dictionary.codelist import CodeList
from desil.dictionary.column import Kind


class OnFault(StrEnum):
    """What a value that cannot be read does: the row leaves, or the cell becomes not known."""

    QUARANTINE = "quarantine"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column of a source: `name` in Parquet, `headers` in its files (the usual one first).

    `must_be_present` is about the header, `required` about the cell. An area column with
    `known_only` holds villages that the dictionary knows in `area_system`; `name_beside` and
    `district_beside` name the columns that settle a code which both systems use. With
    `rounds_decimals` an INTEGER may be written with decimals, as money is, and is rounded.
    """

    name: str
    headers: tuple[str, ...]
    kind: Kind
    on_fault: OnFault = OnFault.CLEAR
    required: bool = False
    must_be_present: bool = True
    codes: CodeList | None = None
    minimum: int | None = None
    maximum: int | None = None
    length: int | None = None
    area_system: AreaSystem = AreaSystem.BPS
    known_only: bool = False
    name_beside: str = ""
    district_beside: str = ""
    rounds_decimals: bool = False

    @property
    def header(self) -> str:
        """The header that the source itself uses."""
        return self.headers[0]

    @property
    def sql_type(self) -> str:
        """Its type in DuckDB."""
        return {
            Kind.INTEGER: "INTEGER",
            Kind.DATE: "DATE",
            Kind.CODE: "SMALLINT",
            Kind.YES_NO: "SMALLINT",
            Kind.DECILE: "SMALLINT",
        }.get(self.kind, "VARCHAR")


@dataclass(frozen=True, slots=True)
class Replacement:
    """`columns` may be absent from a file in which `by` is present."""

    columns: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A kind of row: family, person, meter. `one_of` names columns of which one must be filled."""

    name: str
    label: str
    key: tuple[str, ...]
    columns: tuple[LayoutColumn, ...]
    replacements: tuple[Replacement, ...] = ()
    one_of: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """A column that no accepted row leaves empty."""
        return next(n for n in self.key if self.column(n).required)

    def column(self, name: str) -> LayoutColumn:
        """The column called `name`; KeyError when there is none."""
        return {c.name: c for c in self.columns}[name]


@dataclass(frozen=True, slots=True)
class Layout:
    """A source's units, and whether its codes are the BPS form's instead of the register's.

    With `whole` every unit must be in a delivery.
    """

    source: str
    label: str
    units: tuple[Unit, ...]
    in_form_codes: bool = False
    whole: bool = False
    checks: tuple[str, ...] = field(default=())

    def unit(self, name: str) -> Unit:
        """The unit called `name`; KeyError when there is none."""
        return {u.name: u for u in self.units}[name]
