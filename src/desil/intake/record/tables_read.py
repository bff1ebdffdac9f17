"""What was read of each table of a delivery, and what was not."""

from __future__ import annotations

from collections.abc import Sequence

from desil.engine.database import Connection
from desil.intake.cells.staging import StagedFile
from desil.intake.files.opened_file import OpenedFile
from desil.intake.files.workbook import UnusedSheet
from desil.intake.record.delivery_file import TableRead
from desil.intake.rules import rules
from desil.intake.spreadsheets.sheet import column_letters


def _changed(database: Connection) -> dict[int, int]:
    """How many cells of accepted rows were mended or emptied, by file number."""
    changing = [r.code for r in rules().values() if r.changes_value]
    counted = database.execute(
        "select file_number, count(*) from finding where rule in (select unnest($rules))"
        " group by file_number",
        {"rules": changing},
    ).fetchall()
    return {int(number): int(count) for number, count in counted}


def _headless(database: Connection, staged: StagedFile) -> list[str]:
    """Columns without a heading that hold something."""
    headers = staged.opened.heading.headers
    places = [n for n, header in enumerate(headers) if not header.strip()]
    if not places or len(places) == len(headers):
        return []
    counts = ", ".join(f"count(extra_{n})" for n in places)
    (found,) = database.execute(f"select {counts} from {staged.view}").fetchall()  # noqa: S608
    return [
        f"kolom {column_letters(n)} tanpa kepala ({count} sel)"
        for n, count in zip(places, found, strict=True)
        if count
    ]


def _of_file(
    database: Connection, staged: StagedFile, changed: int, reads_hidden: bool
) -> TableRead:
    opened: OpenedFile = staged.opened
    match, sheet = opened.heading.match, opened.sheet
    return TableRead(
        name=opened.name,
        unit=match.unit.name,
        rows=opened.rows + len(opened.broken),
        columns=tuple(opened.heading.headers[n] for n in sorted(match.positions.values())),
        unused_columns=(*match.unused, *_headless(database, staged)),
        changed=changed,
        is_hidden=bool(sheet and sheet.is_hidden),
        hidden_rows=sheet.hidden_rows if sheet else 0,
        hidden_columns=sheet.hidden_columns if sheet else (),
        reads_hidden=reads_hidden,
    )


def tables_read(
    database: Connection,
    staged: Sequence[StagedFile],
    unused: Sequence[UnusedSheet],
    *,
    reads_hidden: bool,
) -> tuple[TableRead, ...]:
    """Return what was read of every table: those that were used, then sheets that were not."""
    changed = _changed(database)
    used = [_of_file(database, f, changed.get(f.number, 0), reads_hidden) for f in staged]
    others = [
        TableRead(
            name=sheet.name,
            unit="",
            rows=sheet.text.lines,
            columns=(),
            unused_columns=(),
            is_hidden=sheet.text.is_hidden,
            hidden_rows=sheet.text.hidden_rows,
            hidden_columns=sheet.text.hidden_columns,
        )
        for sheet in unused
    ]
    return (*used, *others)
