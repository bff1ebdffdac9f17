"""Labelled files made ready for linkage: one table of cleaned fields, and the truth apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt

from desil.errors import NotFound, UsageFault
from desil.linkage.fields import Field, FieldKind
from desil.linkage.model import RECORD, SIDE

_MOST_FILES = 2


@dataclass(frozen=True, slots=True)
class Labelled:
    """What was read. `tables` names one table per file; `person` and `side` have one entry per
    record: the number of its true person, and 0 or 1 for the file that it came from."""

    tables: tuple[str, ...]
    person: npt.NDArray[np.int64]
    side: npt.NDArray[np.int64]

    @property
    def records(self) -> int:
        """How many records there are."""
        return int(self.person.size)


def _relation(database: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyRelation:
    if not path.is_file():
        raise NotFound(f"Berkas {path} tidak ada.", hint="Periksa nama dan foldernya.")
    if path.suffix == ".parquet":
        return database.read_parquet(str(path))
    return database.read_csv(str(path), all_varchar=True, header=True)


def _require_columns(found: Sequence[str], wanted: Sequence[str], path: Path) -> None:
    missing = [c for c in wanted if c not in found]
    if missing:
        raise UsageFault(
            f"{path.name} tidak memiliki kolom {', '.join(missing)}.",
            hint=f"Kolom yang ada: {', '.join(found)}.",
        )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _cleaned(field: Field) -> str:
    """The field in lower case without accents or doubled spaces; digits only for dates."""
    text = f"strip_accents(lower(trim(cast({_quoted(field.column)} as varchar))))"
    if field.kind is FieldKind.BIRTH_DATE:
        text = f"regexp_replace({text}, '[^0-9]', '', 'g')"
    else:
        text = f"regexp_replace({text}, '\\s+', ' ', 'g')"
    return f"nullif({text}, '') as {field.name}"


def read_labelled(
    database: duckdb.DuckDBPyConnection, files: Sequence[Path], truth: str, fields: Sequence[Field]
) -> Labelled:
    """Read one file to deduplicate or two to link; `truth` is the column that labels a person.

    Raises NotFound for a missing file, UsageFault for a missing column or a third file.
    """
    if not 1 <= len(files) <= _MOST_FILES:
        raise UsageFault(f"{len(files)} berkas tidak dapat dinilai.", hint="Beri satu atau dua.")
    database.execute("create sequence record_position minvalue 0 start 0")
    tables = []
    for side, path in enumerate(files):
        read = _relation(database, path)
        _require_columns(read.columns, [truth, *(f.column for f in fields)], path)
        columns = ", ".join(map(_cleaned, fields))
        read.create_view(f"file_{side}")
        database.execute(
            f"create table side_{side} as select nextval('record_position') as {RECORD},"  # noqa: S608
            f" 'side_{side}' as {SIDE}, {columns},"
            f" cast({_quoted(truth)} as varchar) as true_person from file_{side}"
        )
        tables.append(f"side_{side}")
    together = " union all by name ".join(f"from {t}" for t in tables)
    database.execute(f"create table all_records as {together}")
    return _labels(database, tuple(tables))


def _labels(database: duckdb.DuckDBPyConnection, tables: tuple[str, ...]) -> Labelled:
    columns = database.execute(
        f"select dense_rank() over (order by true_person) - 1 as person,"  # noqa: S608
        f" cast(right({SIDE}, 1) as bigint) as side from all_records order by {RECORD}"
    ).fetchnumpy()
    for table in (*tables, "all_records"):
        database.execute(f"alter table {table} drop column true_person")
    return Labelled(
        tables, np.asarray(columns["person"], np.int64), np.asarray(columns["side"], np.int64)
    )
