"""Workbooks and Parquet files: exact numbers, dates as dates, every sheet that fits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from tests.hand_over import (
    A_CHILD,
    A_FAMILY,
    A_HEAD,
    CHILD,
    FAMILY_HEADERS,
    HEAD,
    MEMBER_HEADERS,
    Cells,
    finding_rows,
    quarantined,
    table_of,
    take,
    text_of,
)

FAMILIES = text_of(FAMILY_HEADERS, [A_FAMILY])


def _sheet(path: Path, headers: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Petunjuk").write_row(0, 0, ["Isi lembar berikut"])
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["Data anggota keluarga"])
        sheet.write_row(2, 0, headers)
        dates = book.add_format({"num_format": "dd/mm/yyyy"})
        for n, row in enumerate(rows, 3):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(n, place, cell, dates)
                elif cell != "":
                    sheet.write(n, place, cell)
    return path


def _typed(row: Cells, nik: object) -> list[object]:
    cells: list[object] = [row.get(h, "") for h in MEMBER_HEADERS]
    cells[0], cells[4] = nik, int(row["jenis_kelamin"])
    cells[3] = date.fromisoformat(row["tanggal_lahir"])
    return cells


def test_a_workbook_is_read_from_the_sheet_that_fits(tmp_path: Path) -> None:
    rows = [_typed(A_HEAD, HEAD), _typed(A_CHILD, int(CHILD))]
    sheet = _sheet(tmp_path / "anggota.xlsx", MEMBER_HEADERS, rows)
    (tmp_path / "keluarga.csv").write_text(FAMILIES)
    delivery = take(tmp_path / "home", [tmp_path / "keluarga.csv", sheet])
    read = {p["nik"]: (p["birth_date"], p["sex"]) for p in table_of(delivery, "person")}
    assert read == {HEAD: (date(1980, 7, 15), 1), CHILD: (date(2015, 1, 1), 2)}
    assert finding_rows(delivery) == [("nomor_induk_kependudukan", f"{CHILD}.0", "nik_dipulihkan")]
    findings = table_of(delivery, "findings")
    assert findings[0]["line"] == 5


def test_every_sheet_that_fits_is_read_families_and_members_alike(tmp_path: Path) -> None:
    book_path = tmp_path / "satu.xlsx"
    with xlsxwriter.Workbook(book_path) as book:
        for title, headers, rows in (
            ("Keluarga", FAMILY_HEADERS, [A_FAMILY]),
            ("RW 01", MEMBER_HEADERS, [A_HEAD]),
            ("RW 02", MEMBER_HEADERS, [A_CHILD]),
            ("Catatan", ["tanpa", "kepala"], []),
        ):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, headers)
            for n, row in enumerate(rows, 1):
                sheet.write_row(n, 0, [row.get(h, "") for h in headers])
    delivery = take(tmp_path / "home", [book_path])
    assert {u: (c.read, c.accepted) for u, c in delivery.units.items()} == {
        "family": (1, 1),
        "person": (2, 2),
    }


def test_a_parquet_file_with_floating_niks_is_mended_where_no_digit_is_lost(tmp_path: Path) -> None:
    papuan = {**A_CHILD, "nomor_induk_kependudukan": "9471014101158002"}
    rows = [A_HEAD, A_CHILD, papuan]
    columns = {h: [r.get(h) for r in rows] for h in MEMBER_HEADERS}
    table = pa.table({h: pa.array(c, pa.string()) for h, c in columns.items()})
    floats = pa.array([float(r["nomor_induk_kependudukan"]) for r in rows])
    path = tmp_path / "anggota.parquet"
    pq.write_table(table.set_column(0, MEMBER_HEADERS[0], floats), path)
    (tmp_path / "keluarga.csv").write_text(FAMILIES)
    delivery = take(tmp_path / "home", [tmp_path / "keluarga.csv", path])
    assert {p["nik"] for p in table_of(delivery, "person")} == {HEAD, CHILD}
    assert quarantined(delivery) == [(4, "nomor_induk_kependudukan", "nik_pecahan_rusak")]
