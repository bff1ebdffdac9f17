"""What stands in a workbook's cell, and what a workbook hides or is said to be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from desil.errors import DeliveryRejected
from desil.intake.limits import workbook_limits
from desil.intake.spreadsheets.reader import sheets_as_texts
from tests.hand_over import quarantined, table_of, take, told
from tests.table import rows_of
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


CELLS = """
| column | cell                                        | rule                 | value |
| nilai  | <c t="e"><v>#N/A</v></c>                    | bukan_bilangan_bulat | #N/A |
| nilai  | <c t="e"><f>1/0</f><v>#DIV/0!</v></c>       | bukan_bilangan_bulat | #DIV/0! |
| nilai  | <c t="e"><f>A1</f><v>#REF!</v></c>          | bukan_bilangan_bulat | #REF! |
| nilai  | <c><f>B1+2</f></c>                          | bukan_bilangan_bulat | #BELUM_DIHITUNG! |
| nilai  | <c><f>B1+2</f><v></v></c>                   | bukan_bilangan_bulat | #BELUM_DIHITUNG! |
| nama   | <c t="e"><v>#NAME?</v></c>                  | sel_galat            | #NAME? |
| nama   | <c><f>B1</f></c>                            | sel_galat            | #BELUM_DIHITUNG! |
| status | <c t="e"><v>#VALUE!</v></c>                 | sel_galat            | #VALUE! |
| nilai  | <c t="str"><f>IF(1,"")</f><v></v></c>       |                      | |
| nilai  | <c><f>B1+2</f><v>200000</v></c>             |                      | |
| nama   | <c t="inlineStr"><is><r><t>REKA</t></r><r><t> C</t></r></is></c> |    | |
"""


@pytest.mark.parametrize("row", rows_of(CELLS), ids=lambda r: f"{r['column']} {r['cell'][:40]}")
def test_an_error_or_a_formula_without_result_is_no_empty_cell(
    row: dict[str, str], tmp_path: Path
) -> None:
    cells = ["SEMBAKO", NIK, KK, "REKA A", "2025-09", "100000", "aktif"]
    cells[HEADERS.index(row["column"])] = row["cell"]
    delivery = take(tmp_path / "home", [_book(tmp_path, _recipients(cells))], source="penerima")
    assert told(delivery) == ([(row["column"], row["value"], row["rule"])] if row["rule"] else [])


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "Err:502", "#####"])
def test_an_error_in_a_text_file_is_no_empty_cell_either(error: str, tmp_path: Path) -> None:
    rows = [HEADERS, ["SEMBAKO", NIK, KK, error, "2025-09", error, "aktif"], GOOD]
    (tmp_path / "d.csv").write_text("\n".join(";".join(row) for row in rows) + "\n")
    delivery = take(tmp_path / "home", [tmp_path / "d.csv"], source="penerima")
    assert set(told(delivery)) == {
        ("nama", error, "sel_galat"),
        ("nilai", error, "bukan_bilangan_bulat"),
    }


def test_a_key_that_is_an_error_is_quarantined(tmp_path: Path) -> None:
    row = ['<c t="e"><v>#N/A</v></c>', NIK, KK, "REKA A", "2025-09", "1", "aktif"]
    delivery = take(tmp_path / "home", [_book(tmp_path, _recipients(row))], source="penerima")
    assert quarantined(delivery) == [(2, "program", "sel_galat")]


NUMBERS = """
| cell                                   | rule              |
| <c><v>3275041507809330</v></c>         | nik_pecahan_rusak |
| <c><v>3.27504150780933E+15</v></c>     | nik_pecahan_rusak |
| <c><v>3275041507809301</v></c>         | nik_dipulihkan    |
| <c t="str"><v>3275041507809330</v></c> |                   |
"""


@pytest.mark.parametrize("row", rows_of(NUMBERS), ids=lambda r: r["cell"])
def test_a_number_that_lost_its_last_digit_is_never_somebody_else(
    row: dict[str, str], tmp_path: Path
) -> None:
    cells = ["SEMBAKO", row["cell"], "", "REKA A", "2025-09", "100000", "aktif"]
    owner = ["SEMBAKO", "3275041507809330", "", "REKA 30", "2025-09", "100000", "aktif"]
    book = _book(tmp_path, xlsx(text_rows([HEADERS, cells, cells, owner])))
    delivery = take(tmp_path / "home", [book], source="penerima")
    if row["rule"] == "nik_pecahan_rusak":
        assert quarantined(delivery) == [(2, "nik", row["rule"]), (3, "nik", row["rule"])]
        assert [r["name"] for r in table_of(delivery, "recipient")] == ["REKA 30"]
    else:
        assert quarantined(delivery) == []


def test_a_family_number_that_lost_its_last_digit_is_quarantined_too(tmp_path: Path) -> None:
    cells = ["SEMBAKO", "", "<c><v>3275040101209810</v></c>", "A", "2025-09", "1", "aktif"]
    delivery = take(tmp_path / "home", [_book(tmp_path, _recipients(cells))], source="penerima")
    assert quarantined(delivery) == [(2, "no_kk", "kk_pecahan_rusak")]


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
    assert told(delivery) == [("nama", "#N/A", "sel_galat"), ("nik", f"{NIK}.0", "nik_dipulihkan")]
    assert quarantined(delivery) == [(4, "nik", "nik_pecahan_rusak")]
    assert delivery.tables[0].hidden_rows == 1


def test_numbers_dates_and_texts_are_read_as_a_second_reader_reads_them(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        sheet = book.add_worksheet("Data")
        days = [book.add_format({"num_format": code}) for code in
                ("dd/mm/yyyy", "yyyy-mm-dd hh:mm", "[$-421]d mmmm yyyy", "mmm-yy", "m/d/yy")]  # fmt: skip
        for row, number in enumerate([1, 59.0, 60, 61, 29417, 45000.5, 0.25, 1.5, 1e15, 123456]):
            sheet.write(row, 0, number)
            sheet.write(row, 1, f" teks <&> \n{row} ")
            sheet.write(row, 2, row % 2 == 0)
            for place, day in enumerate(days, 3):
                sheet.write(row, place, number if 61 <= number < 1e6 else 61, day)
        sheet.write(20, 9, "jauh")
    (read,) = sheets_as_texts(
        tmp_path / "b.xlsx", tmp_path / "s", "b.xlsx", workbook_limits("delivery_workbook")
    )
    lines = read.path.read_text().splitlines()
    other = CalamineWorkbook.from_path(tmp_path / "b.xlsx").get_sheet_by_index(0).to_python()
    assert len(lines) == len(other) == 21
    for line, cells in zip(lines[:10], other, strict=False):
        mine = line.split("|")
        assert float(mine[0]) == cells[0]
        assert mine[1] == str(cells[1]).replace("\n", " ")
        assert mine[2] == ("Ya" if cells[2] else "Tidak")
        for text, cell in zip(mine[3:8], cells[3:8], strict=True):
            assert str(cell).startswith(text)


def test_a_stray_separator_quarantines_its_line(tmp_path: Path) -> None:
    shifted = "SEMBAKO;3275041507809801;;REKA|A;2025-09;1;".replace("|", ";")
    whole = ";".join(GOOD)
    for name, text, broken in (
        ("one line", f"{';'.join(HEADERS)}\n{whole}\n{shifted}\n", 1),
        ("an empty cell too many in one line", f"{';'.join(HEADERS)}\n{whole}\n{whole};\n", 1),
        ("in every line", f"{';'.join(HEADERS)}\n{whole};\n{whole};\n", 0),
        ("in the heading too", f"{';'.join(HEADERS)};\n{whole};\n{whole};\n", 0),
        ("quoted separators", f'{";".join(HEADERS)}\n{whole.replace("REKA B", chr(34) + "A;B" + chr(34))}\n', 0),
        ("two too many", f"{';'.join(HEADERS)}\n{whole}\n{whole};;\n", 1),
    ):  # fmt: skip
        path = tmp_path / f"{name}.csv"
        path.write_text(text)
        delivery = take(tmp_path / name, [path], source="penerima")
        found = [rule for _, _, rule in quarantined(delivery)]
        assert found == ["baris_salah_jumlah_kolom"] * broken, name


def test_letters_that_are_not_seen_are_taken_out_of_a_name_and_told(tmp_path: Path) -> None:
    names = [
        "BU\u202eDI",
        "A\x07NI",
        "S\u200bRI",
        "ＪＯＫＯ",
        '="TONO"',
        "X\u00a0Y",
        "\ufeffZ\u00adU",
    ]
    rows = [
        ["SEMBAKO", f"32750415078098{n:02d}", "", name, "2025-09", "1", "aktif"]
        for n, name in enumerate(names, 1)
    ]
    lines = [";".join(HEADERS), *(";".join(row) for row in rows)]
    (tmp_path / "d.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    delivery = take(tmp_path / "home", [tmp_path / "d.csv"], source="penerima")
    read = [r["name"] for r in table_of(delivery, "recipient")]
    assert read == ["BUDI", "ANI", "SRI", "JOKO", "TONO", "X Y", "ZU"]
    assert {rule for _, _, rule in told(delivery)} == {"sel_dirapikan"}
    assert delivery.tables[0].changed == len(names)


def test_other_scripts_stay_as_they_are(tmp_path: Path) -> None:
    names = ["ꦧꦸꦢꦶ", "陳小明", "محمد", "JOSÉ", "O'NEIL"]
    rows = [
        ["SEMBAKO", f"32750415078098{n:02d}", "", name, "2025-09", "1", "aktif"]
        for n, name in enumerate(names, 1)
    ]
    lines = [";".join(HEADERS), *(";".join(row) for row in rows)]
    (tmp_path / "d.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    delivery = take(tmp_path / "home", [tmp_path / "d.csv"], source="penerima")
    assert [r["name"] for r in table_of(delivery, "recipient")] == names
    assert told(delivery) == []


def test_a_delivery_without_an_accepted_row_is_refused(tmp_path: Path) -> None:
    row = ["SEMBAKO", "1", "", "REKA A", "2025-09", "1", "aktif"]
    book = _book(tmp_path, xlsx(text_rows([HEADERS, row, row])))
    with pytest.raises(
        DeliveryRejected, match=r"Tidak satu pun dari 2 baris.*nik_bukan_16_angka 2"
    ):
        take(tmp_path / "home", [book], source="penerima")
    assert list((tmp_path / "home" / "deliveries").glob("*/*")) == []


def test_an_old_workbook_is_read_with_its_errors_and_hidden_parts(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "golden" / "penerima.xls"  # made-up people, written by xlwt
    delivery = take(tmp_path / "home", [old], source="penerima", accept_missing=True)
    assert quarantined(delivery) == [(5, "nik", "nik_pecahan_rusak")]
    assert told(delivery) == [("nama", "#N/A", "sel_galat")]
    read, hidden = delivery.tables
    assert (read.hidden_rows, read.hidden_columns) == (1, ("G",))
    assert (hidden.name, hidden.unit, hidden.is_hidden) == ("penerima.xls [Rahasia]", "", True)
