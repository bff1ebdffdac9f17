"""The register handed over again, in the layout of the national files.

Rows stream from PostgreSQL through Arrow batches into CSV, so that a city fits in little memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psycopg
import pyarrow as pa
import pyarrow.csv as pacsv
from psycopg import sql

from desil.dictionary.column import Table
from desil.dictionary.standing import DECILES
from desil.dictionary.tables import FAMILY, PERSON
from desil.engine.private_files import make_private_file, make_private_folder
from desil.engine.progress import Progress
from desil.intake.export import Scheme, append_hand_over
from desil.register.recap import CurrentPublication

_BLOCK_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class HandOver:
    """How to write: which naming scheme, whose codes, and the separator."""

    scheme: Scheme
    in_form_codes: bool = False
    separator: str = "|"


def _source_of(column: str) -> sql.Composable:
    return sql.Identifier("standing" if column in DECILES else "fact", column)


def _families(publication: CurrentPublication, release: date) -> sql.Composed:
    """One row is one family, with the official deciles of `release`."""
    return sql.SQL(
        "copy (select {columns} from family as fact"
        " left join family_decile as standing on standing.publication_id = fact.publication_id"
        " and standing.family_number = fact.family_number and standing.release_date = {release}"
        " where fact.publication_id = {publication} order by fact.family_number)"
        " to stdout (format csv, header false)"
    ).format(
        columns=sql.SQL(", ").join(_source_of(name) for name in FAMILY.names),
        release=sql.Literal(release),
        publication=sql.Literal(publication.id),
    )


def _persons(publication: CurrentPublication) -> sql.Composed:
    """One row is one person."""
    return sql.SQL(
        "copy (select {columns} from person as fact where fact.publication_id = {publication}"
        " order by fact.family_number, fact.relationship, fact.nik)"
        " to stdout (format csv, header false)"
    ).format(
        columns=sql.SQL(", ").join(sql.Identifier("fact", name) for name in PERSON.names),
        publication=sql.Literal(publication.id),
    )


def _batches(rows: Path, table: Table) -> Iterator[pa.RecordBatch]:
    if not rows.stat().st_size:
        return
    yield from pacsv.open_csv(
        rows,
        read_options=pacsv.ReadOptions(column_names=list(table.names), block_size=_BLOCK_BYTES),
        parse_options=pacsv.ParseOptions(newlines_in_values=True),
        convert_options=pacsv.ConvertOptions(
            column_types={c.name: c.arrow_type for c in table.columns},
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )


def _write(
    cursor: psycopg.Cursor[tuple[object, ...]],
    query: sql.Composed,
    table: Table,
    path: Path,
    how: HandOver,
) -> int:
    rows = path.with_suffix(".rows")
    with make_private_file(rows).open("wb") as sink, cursor.copy(query) as copy:
        for block in copy:
            sink.write(block)
    written = 0
    with make_private_file(path).open("wb") as target:
        for batch in _batches(rows, table):
            written += append_hand_over(
                pa.Table.from_batches([batch]),
                table,
                target,
                scheme=how.scheme,
                in_form_codes=how.in_form_codes,
                separator=how.separator,
                with_header=not written,
            )
    rows.unlink()
    return written


def write_register(
    cursor: psycopg.Cursor[tuple[object, ...]],
    publication: CurrentPublication,
    folder: Path,
    how: HandOver,
    progress: Progress,
) -> dict[Path, int]:
    """Write the families and members of the newest release below `folder`; rows per file.

    The files hold personal data of everyone in the register.
    """
    release = publication.releases[0].release_date
    stamp = release.strftime("%Y%m%d")
    make_private_folder(folder)
    jobs = (
        (folder / f"keluarga_dtsen_{stamp}.csv", FAMILY, _families(publication, release)),
        (folder / f"anggota_keluarga_dtsen_{stamp}.csv", PERSON, _persons(publication)),
    )
    written: dict[Path, int] = {}
    for path, table, query in jobs:
        with progress.stage(table.label.id, unit="baris") as stage:
            written[path] = _write(cursor, query, table, path, how)
            stage.advance(written[path])
    return written
