"""What a workbook hides, how its headings stand, and what a file is said to be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desil.errors import DeliveryRejected
from tests.hand_over import finding_rows, quarantined, table_of, take
from tests.workbook_parts import ods, ods_row, text_rows, xlsx, zipped

HEADERS = ["program", "nik", "no_kk", "nama", "periode", "nilai", "status"]
NIK, OTHER = "3275041507809801", "3275041507809802"
KK = "3275040101209801"
GOOD = ["SEMBAKO", OTHER, "3275040101209802", "REKA B", "2025-09", "200000", "aktif"]


def _book(folder: Path, content: bytes, name: str = "daftar.xlsx") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def _recipients(row: list[str]) -> bytes:
    return xlsx(text_rows([HEADERS, row, GOOD]))


def _hiding(*, include: bool, tmp_path: Path) -> tuple[list[object], dict[str, object]]:
    hidden_row = text_rows([HEADERS, ["SEMBAKO", NIK, KK, "REKA A", "", "1", "aktif"], GOOD])
    hidden_row = hidden_row.replace('<row r="2">', '<row r="2" hidden="1">')
    with_column = '<cols><col min="4" max="4" hidden="1"/></cols>' + hidden_row
    book = xlsx(with_column, text_rows([HEADERS, GOOD]), states=["", "hidden"])
    delivery = take(
        tmp_path / "home", [_book(tmp_path, book)], source="penerima", takes_hidden=include,
        accept_missing=True,
    )  # fmt: skip
    names = [r["name"] for r in table_of(delivery, "recipient")]
    tables = {
        t.name: (t.unit, t.hidden_rows, t.hidden_columns, t.is_hidden) for t in delivery.tables
    }
    return names, dict(tables)


def test_hidden_sheets_rows_and_columns_are_named_and_not_taken(tmp_path: Path) -> None:
    names, tables = _hiding(include=False, tmp_path=tmp_path)
    assert names == [None]
    assert tables == {
        "daftar.xlsx": ("recipient", 1, ("D",), False),
        "daftar.xlsx [Lembar 2]": ("", 0, (), True),
    }


def test_hidden_sheets_rows_and_columns_are_taken_when_asked_for(tmp_path: Path) -> None:
    names, tables = _hiding(include=True, tmp_path=tmp_path)
    assert names == ["REKA A", "REKA B", "REKA B"]
    assert [t[0] for t in tables.values()] == ["recipient", "recipient"]  # type: ignore[index]


def test_a_column_that_is_needed_and_hidden_is_named(tmp_path: Path) -> None:
    book = xlsx('<cols><col min="1" max="1" hidden="1"/></cols>' + text_rows([HEADERS, GOOD]))
    with pytest.raises(DeliveryRejected, match="program") as refused:
        take(tmp_path / "home", [_book(tmp_path, book)], source="penerima")
    assert "kolom A di lembar 'Lembar 1'" in refused.value.hint
    assert "--hidden" in refused.value.hint


HEADINGS: dict[str, list[list[str]]] = {
    "identity over two": [
        ["program", "IDENTITAS", "", "nama", "periode", "nilai", "status"],
        ["", "nik", "no_kk", "", "", "", ""],
    ],
    "repeated below": [HEADERS, ["program", "nik", "no_kk", "nama", "periode", "nilai", "status"]],
    "three rows": [
        ["DATA", "", "", "", "", "", ""],
        ["program", "IDENTITAS", "", "nama", "periode", "BANTUAN", ""],
        ["", "nik", "no_kk", "", "", "nilai", "status"],
    ],
    "the upper row names less": [
        ["program", "", "", "", "", "", ""],
        ["", "nik", "no_kk", "nama", "periode", "nilai", "status"],
    ],
    "title between": [["DAFTAR", *[""] * 6], [""] * 7, HEADERS],
    "numbered columns": [HEADERS, [str(n) for n in range(1, 8)]],
}


@pytest.mark.parametrize("variant", HEADINGS)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_headings_over_several_rows_are_read(variant: str, kind: str, tmp_path: Path) -> None:
    rows = [*HEADINGS[variant], GOOD]
    if kind == "xlsx":
        path = _book(tmp_path, xlsx(text_rows(rows)))
    else:
        path = tmp_path / "d.csv"
        path.write_text("\n".join(";".join(row) for row in rows) + "\n")
    delivery = take(tmp_path / "home", [path], source="penerima")
    assert [r["nik"] for r in table_of(delivery, "recipient")][-1] == OTHER


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
SAID_TO_BE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a locked workbook": (lambda: LOCKED, "terkunci dengan kata sandi"),
    "a locked ODS": (
        lambda: zipped({"mimetype": "x", "content.xml": "x", "META-INF/manifest.xml": "encryption-data"}),
        "terkunci dengan kata sandi",
    ),
    "XLSB": (lambda: zipped({"xl/workbook.bin": "x"}), "XLSB"),
    "a Word document": (lambda: zipped({"word/document.xml": "x"}), "dokumen Word"),
    "an HTML table": (lambda: b"<html><body><table><tr><th>nik</th>", "halaman web"),
    "an HTML table after a mark": (lambda: b"\xef\xbb\xbf\n <TABLE border=1>", "halaman web"),
    "a web archive": (lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related", "MHTML"),
    "Excel 2003 XML": (
        lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>',
        "XML Spreadsheet 2003",
    ),
    "a PDF": (lambda: b"%PDF-1.7\n1 0 obj", "adalah PDF"),
    "a photo": (lambda: b"\xff\xd8\xff\xe0\0\x10JFIF", "foto JPEG"),
}  # fmt: skip


@pytest.mark.parametrize("variant", SAID_TO_BE)
def test_a_file_that_is_no_table_is_called_by_its_right_name(variant: str, tmp_path: Path) -> None:
    made, message = SAID_TO_BE[variant]
    with pytest.raises(DeliveryRejected, match=message) as refused:
        take(tmp_path / "home", [_book(tmp_path, made(), "unduhan.xls")], source="penerima")
    assert refused.value.hint


def test_ods_is_read_with_its_errors_numbers_and_hidden_parts(tmp_path: Path) -> None:
    error = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string"'
        ' calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    )
    number = '<table:table-cell office:value-type="float" office:value="{}"/>'
    rows = [
        ods_row(HEADERS),
        ods_row(
            ["SEMBAKO", number.format(NIK), KK, error, "2025-09", number.format(100000), "aktif"]
        ),
        ods_row(GOOD, 'table:visibility="filter"'),
        ods_row(["SEMBAKO", number.format("3275041507809330"), "", "C", "2025-09", "1", "aktif"]),
    ]
    delivery = take(
        tmp_path / "home", [_book(tmp_path, ods("".join(rows)), "d.ods")], source="penerima"
    )
    assert finding_rows(delivery) == [
        ("nama", "#N/A", "sel_galat"),
        ("nik", f"{NIK}.0", "nik_dipulihkan"),
    ]
    assert quarantined(delivery) == [(4, "nik", "nik_pecahan_rusak")]
    assert delivery.tables[0].hidden_rows == 1


def test_an_old_workbook_is_read_with_its_errors_and_hidden_parts(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "golden" / "penerima.xls"  # made-up people, written by xlwt
    delivery = take(tmp_path / "home", [old], source="penerima", accept_missing=True)
    assert quarantined(delivery) == [(5, "nik", "nik_pecahan_rusak")]
    assert finding_rows(delivery) == [("nama", "#N/A", "sel_galat")]
    read, hidden = delivery.tables
    assert (read.hidden_rows, read.hidden_columns) == (1, ("G",))
    assert (hidden.name, hidden.unit, hidden.is_hidden) == ("penerima.xls [Rahasia]", "", True)
