"""A column: everything that import, validation, forms, labels and export need to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa

from desil.dictionary.codelist import CodeList
from desil.dictionary.label import Label


class Kind(StrEnum):
    """What sort of value a column holds; it decides how raw text is read."""

    TEXT = "text"
    NIK = "nik"
    KK = "kk"
    AREA = "area"
    INTEGER = "integer"
    DATE = "date"
    CODE = "code"
    YES_NO = "yes_no"
    DECILE = "decile"


class Sensitivity(StrEnum):
    """Who may see a column, by the classes of UU 27/2022 (names as the codebook has them)."""

    OPEN = "terbuka"
    FACT = "atribut"
    QUASI_IDENTIFIER = "quasi_identifier"
    PERSONAL = "data_pribadi"
    SPECIFIC = "spesifik"


_SQL_TYPES = {
    Kind.INTEGER: "INTEGER",
    Kind.DATE: "DATE",
    Kind.CODE: "SMALLINT",
    Kind.YES_NO: "SMALLINT",
    Kind.DECILE: "SMALLINT",
}
_ARROW_TYPES = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "SMALLINT": pa.int16(),
    "DATE": pa.date32(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the register.

    `name` is the English name used in code, Parquet and PostgreSQL; `dtsen_name` the hand-over
    file's own; `aliases` further headers in use. `minimum` and `maximum` bound an INTEGER.
    `length` is the number of digits of an AREA code. `only_in` names the naming scheme that alone
    has the column.
    """

    name: str
    dtsen_name: str
    kind: Kind
    label: Label
    group: str
    sensitivity: Sensitivity
    codes: CodeList | None = None
    unit: str = ""
    minimum: int | None = None
    maximum: int | None = None
    length: int | None = None
    aliases: tuple[str, ...] = ()
    only_in: str = ""

    @property
    def sql_type(self) -> str:
        """Its type in SQL: VARCHAR, INTEGER, SMALLINT or DATE."""
        return _SQL_TYPES.get(self.kind, "VARCHAR")

    @property
    def arrow_type(self) -> pa.DataType:
        """Its type in Arrow and Parquet."""
        return _ARROW_TYPES[self.sql_type]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the dictionary: its columns in the order of the hand-over file."""

    name: str
    label: Label
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Column names, in order."""
        return tuple(c.name for c in self.columns)

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError when there is none."""
        return {c.name: c for c in self.columns}[name]
