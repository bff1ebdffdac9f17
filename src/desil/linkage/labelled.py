"""Labelled files made ready for linkage: one table of cleaned fields, and the truth apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from desil.engine.database import Connection, Relation
from desil.errors import NotFound, UsageFault
from desil.linkage.fields import Field, FieldKind
from desil.linkage.model import RECORD, SIDE

_MOST_FILES = 2


@dataclass(frozen=True, slots=True)
class Labelled:
    """What was read. `tables` names one table per file; `person` and `side` have one entry per
    record: the number of its true person, and 0 or 1 for the file that it came from; `absent` says
    for each field which records do not give it."""

    tables: tuple[str, ...]
    person: npt.NDArray[np.int64]
    side: npt.NDArray[np.int64]
    absent: Mapping[str, npt.NDArray[np.bool_]]

    @property
    def records(self) -> int:
        """How many records there are."""
        return int(self.person.size)


def _relation(database: Connection, path: Path) -> Relation:
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


# Ways of writing a birth date with digits only; the first of those that read most values is taken.
_DATE_ORDERS = {"%Y%m%d": (1, 5, 7), "%d%m%Y": (5, 3, 1), "%m%d%Y": (5, 1, 3)}


def _digits(column: str) -> str:
    """The digits of a date: the parts of 5/7/1988 as 05071988, an hour left out."""
    day = f"regexp_extract(cast({_quoted(column)} as varchar), '^\\s*([^ T]*)', 1)"
    parts = f"list_filter(regexp_split_to_array({day}, '[^0-9]+'), lambda p: p <> '')"
    padded = f"list_transform({parts}, lambda p: lpad(p, greatest(2, len(p))::int, '0'))"
    return f"array_to_string({padded}, '')"


def _date(read: Relation, column: str) -> str:
    """A birth date as year, month and day, whatever the order in which this file writes it."""
    digits = _digits(column)
    counted = ", ".join(f"count(try_strptime({digits}, '{order}'))" for order in _DATE_ORDERS)
    counts = dict(zip(_DATE_ORDERS, read.aggregate(counted).fetchall()[0], strict=True))
    year, month, day = _DATE_ORDERS[max(counts, key=lambda order: counts[order])]
    return (
        f"case when len({digits}) = 8 then substr({digits}, {year}, 4)"
        f" || substr({digits}, {month}, 2) || substr({digits}, {day}, 2) else {digits} end"
    )


def _cleaned(read: Relation, field: Field) -> str:
    """The field in lower case without accents or doubled spaces; year, month, day for dates."""
    if field.kind is FieldKind.BIRTH_DATE:
        text = _date(read, field.column)
    else:
        text = f"strip_accents(lower(trim(cast({_quoted(field.column)} as varchar))))"
        text = f"regexp_replace({text}, '\\s+', ' ', 'g')"
    return f"nullif({text}, '') as {field.name}"


def read_labelled(
    database: Connection, files: Sequence[Path], truth: str, fields: Sequence[Field]
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
        columns = ", ".join(_cleaned(read, f) for f in fields)
        read.create_view(f"file_{side}")
        database.execute(
            f"create table side_{side} as select nextval('record_position') as {RECORD},"  # noqa: S608
            f" 'side_{side}' as {SIDE}, {columns},"
            f" cast({_quoted(truth)} as varchar) as true_person from file_{side}"
        )
        tables.append(f"side_{side}")
    together = " union all by name ".join(f"from {t}" for t in tables)
    database.execute(f"create table all_records as {together}")
    return _labels(database, tuple(tables), fields)


def _labels(database: Connection, tables: tuple[str, ...], fields: Sequence[Field]) -> Labelled:
    absent = "".join(f", {f.name} is null as {f.name}" for f in fields)
    columns = database.execute(
        f"select dense_rank() over (order by true_person) - 1 as true_person,"  # noqa: S608
        f" cast(right({SIDE}, 1) as bigint) as true_side{absent} from all_records order by {RECORD}"
    ).fetchnumpy()
    for table in (*tables, "all_records"):
        database.execute(f"alter table {table} drop column true_person")
    if not all(np.isin(range(len(tables)), columns["true_side"])):
        raise UsageFault("Ada berkas tanpa baris.", hint="Beri berkas yang berisi catatan.")
    _require_shared_people(columns["true_person"], columns["true_side"], len(tables))
    return Labelled(
        tables,
        np.asarray(columns["true_person"], np.int64),
        np.asarray(columns["true_side"], np.int64),
        {f.name: np.asarray(columns[f.name], np.bool_) for f in fields},
    )


def _require_shared_people(
    person: npt.NDArray[np.int64], side: npt.NDArray[np.int64], files: int
) -> None:
    """UsageFault where two files have nobody in common: every link between them is wrong."""
    if files > 1 and not np.isin(person[side == 0], person[side == 1]).any():
        raise UsageFault(
            "Menurut kolom yang menyebut orang sebenarnya, tidak seorang pun ada di kedua berkas:"
            " setiap tautan akan salah.",
            hint="Periksa --truth: nilainya harus sama di kedua berkas untuk orang yang sama.",
        )
