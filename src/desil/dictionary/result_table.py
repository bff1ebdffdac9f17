"""One table that stages meet in: a Parquet file of a run, and what everybody must know of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa

from desil.dictionary.column import Sensitivity
from desil.dictionary.label import Label

_UNSAID = Label("", "")


class Access(StrEnum):
    """Whose rows of a published table an officer sees."""

    VILLAGE = "village"  # those of a village in the officer's territory
    FAMILY = "family"  # those of a family that the officer sees
    PERSON = "person"  # those of a person whom the officer sees
    OPEN = "open"  # all: they are about nobody
    CLOSED = "closed"  # none; functions of the register's owner read them


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """One column: its Arrow type, its label, its privacy class; whether its text is compared by
    bytes, and whether it always has a value."""

    name: str
    arrow_type: pa.DataType
    label: Label
    sensitivity: Sensitivity
    is_bytewise: bool
    is_complete: bool


@dataclass(frozen=True, slots=True, eq=False)
class ResultTable:
    """One declared table.

    `rows` says what one row is; `key` tells rows apart; `sorted_by` orders them in the file;
    `stage` is the part of the pipeline that writes it. `published` is None where a publication
    does not load the table; an optional table may be absent from a run (no model, or written by an
    earlier version) and is then empty. A counted table is filled by the publication itself.
    `gains_village`: published rows carry the village of their family beside the run's columns.
    """

    name: str
    schema: pa.Schema
    sorted_by: tuple[str, ...]
    key: tuple[str, ...] = ()
    columns: tuple[ResultColumn, ...] = ()
    rows: Label = _UNSAID
    note: Label | None = None
    stage: str = ""
    published: Access | None = None
    is_optional: bool = False
    is_counted: bool = False
    gains_village: bool = False

    @property
    def file_name(self) -> str:
        """Its file in the run's folder."""
        return f"{self.name}.parquet"

    def column(self, name: str) -> ResultColumn:
        """The column called `name`; KeyError when there is none."""
        return {c.name: c for c in self.columns}[name]
