"""What stands in a workbook's cell, and what a workbook hides or is said to be."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from desil.errors import DeliveryRejected
from desil.intake.limits import workbook_limits
from desil.intake.spreadsheets.reader import sheets_as_texts
from tests.hand_over import finding_rows, quarantined, table_of, take
from tests.table import rows_of
from tests.workbook_parts import text_rows, xlsx

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
    assert finding_rows(delivery) == (
        [(row["column"], row["value"], row["rule"])] if row["rule"] else []
    )


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "Err:502", "#####"])
def test_an_error_in_a_text_file_is_no_empty_cell_either(error: str, tmp_path: Path) -> None:
    rows = [HEADERS, ["SEMBAKO", NIK, KK, error, "2025-09", error, "aktif"], GOOD]
    (tmp_path / "d.csv").write_text("\n".join(";".join(row) for row in rows) + "\n")
    delivery = take(tmp_path / "home", [tmp_path / "d.csv"], source="penerima")
    assert set(finding_rows(delivery)) == {
        ("nama", error, "sel_galat"),
        ("nilai", error, "bukan_bilangan_bulat"),
    }


@pytest.mark.parametrize("error", ["#n/a", "#Ref!", "##", "err:502"])
def test_an_error_in_any_letters_is_no_name(error: str, tmp_path: Path) -> None:
    rows = [HEADERS, ["SEMBAKO", NIK, KK, error, "2025-09", "100000", "aktif"], GOOD]
    (tmp_path / "d.csv").write_text("\n".join(";".join(row) for row in rows) + "\n")
    delivery = take(tmp_path / "home", [tmp_path / "d.csv"], source="penerima")
    assert finding_rows(delivery) == [("nama", error, "sel_galat")]


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
    assert {rule for _, _, rule in finding_rows(delivery)} == {"sel_dirapikan"}
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
    assert finding_rows(delivery) == []


def test_a_delivery_without_an_accepted_row_is_refused(tmp_path: Path) -> None:
    row = ["SEMBAKO", "1", "", "REKA A", "2025-09", "1", "aktif"]
    book = _book(tmp_path, xlsx(text_rows([HEADERS, row, row])))
    with pytest.raises(
        DeliveryRejected, match=r"Tidak satu pun dari 2 baris.*nik_bukan_16_angka 2"
    ):
        take(tmp_path / "home", [book], source="penerima")
    assert list((tmp_path / "home" / "deliveries").glob("*/*")) == []
