"""A deliberation's workbook: what it says, and what is told of each wrong cell."""

import io
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from desil.cases.bulk.reading import Decided, read_sheet
from desil.cases.bulk.sheet import MOST_ROWS, OWN, Waiting, fact_columns, workbook
from desil.cases.changes.requested_changes import RequestedChange
from desil.errors import UsageFault

HEAD = (*OWN, *fact_columns())
FAMILY = "3275010101200001"
NEW = {
    "Jenis": "Desil terlalu tinggi",
    "Nomor KK": FAMILY,
    "Nama pemohon": "orang buatan",
    "Tanggal lahir pemohon": "1980-05-17",
    "Uraian": "Lantai rumah kami tanah.",
}


def sheet_of(*rows: dict[str, Any], head: tuple[str, ...] = HEAD) -> bytes:
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, head)
        for place, row in enumerate(rows, start=1):
            sheet.write_row(place, 0, [row.get(name, "") for name in head])
    return sink.getvalue()


def floor() -> str:
    return next(label for label, c in fact_columns().items() if c.name == "floor_material")


def test_rows_with_a_number_are_decided_and_rows_without_one_are_opened() -> None:
    found = read_sheet(
        sheet_of(
            {"Nomor permohonan": "2026-000017", "Hasil musyawarah": "Setuju"},
            {},
            {"Nomor permohonan": "2026-000018", "Hasil musyawarah": "tidak setuju",
             "Kode alasan": "b4"},
            NEW | {floor(): "Tanah"},
        )
    )  # fmt: skip
    assert found.faults == []
    assert found.decided == [
        Decided(2, "2026-000017", True, ""),
        Decided(4, "2026-000018", False, "B4"),
    ]
    (opened,) = found.opened
    assert (opened.row, opened.kind.name, opened.family_number, opened.name) == (
        5, "decile_too_high", FAMILY, "ORANG BUATAN",
    )  # fmt: skip
    (change,) = opened.changes
    codes = fact_columns()[floor()].codes
    assert codes is not None
    assert change == RequestedChange("family", "floor_material", change.new_value)
    assert codes.label_of(int(change.new_value)).id == "Tanah"


WRONG = [
    ({"Nomor permohonan": "2026-000017"}, ("Hasil musyawarah", "Kosong.")),
    (
        {"Nomor permohonan": "2026-000017", "Hasil musyawarah": "mungkin"},
        ("Hasil musyawarah", "Tulis 'setuju' atau 'tidak setuju'."),
    ),
    (
        {"Nomor permohonan": "2026-000017", "Hasil musyawarah": "tidak setuju"},
        ("Kode alasan", "Kosong."),
    ),
    ({"Jenis": "Kelahiran"}, ("Jenis", "Pilihannya: ")),
    (NEW | {"Tanggal lahir pemohon": "17/05/80"}, ("Tanggal lahir pemohon", "Tulis TAHUN")),
    (NEW | {"Nama pemohon": ""}, ("Nama pemohon", "Kosong.")),
    (NEW | {"Hasil musyawarah": "tidak setuju"}, ("Kode alasan", "Kosong.")),
    (
        NEW | {"Hasil musyawarah": "tidak setuju", "Kode alasan": "B1"},  # seen at a visit
        ("Kode alasan", "Pilihannya: "),
    ),
    (
        NEW | {"Hasil musyawarah": "tidak setuju", "Kode alasan": "A5", "Jenis": "Belum ada desil"},
        ("Hasil musyawarah", "Belum ada desil tidak perlu musyawarah"),
    ),
]


@pytest.mark.parametrize(("row", "told"), WRONG, ids=[str(n) for n in range(len(WRONG))])
def test_a_wrong_cell_is_named_by_row_and_column(
    row: dict[str, Any], told: tuple[str, str]
) -> None:
    faults = read_sheet(sheet_of(NEW, row)).faults
    assert [(f.row, f.column) for f in faults] == [(3, told[0])]
    assert faults[0].says.startswith(told[1])


def test_an_unknown_heading_is_told_with_the_nearest_one() -> None:
    head = tuple("Jennis" if name == "Jenis" else name for name in HEAD)
    faults = read_sheet(sheet_of(NEW, head=head)).faults
    assert [(f.row, f.column, f.says) for f in faults] == [
        (1, "Jennis", "Judul kolom tidak dikenal. Maksudnya 'Jenis'?"),
        (1, "Jenis", "Judul kolom ini tidak ada, atau dua kali."),
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"x" * 5_000_001])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(UsageFault):
        read_sheet(content)


def test_too_many_rows_are_refused_and_none_is_a_fault() -> None:
    with pytest.raises(UsageFault):
        read_sheet(sheet_of(*[NEW] * (MOST_ROWS + 1)))
    (fault,) = read_sheet(sheet_of()).faults
    assert fault.says == "Tidak ada baris yang terisi."


def test_the_workbook_that_is_handed_out_is_read_again() -> None:
    made = workbook([Waiting("2026-000017", "Desil terlalu tinggi", "32••••••••••0001")])
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    assert tuple(rows[0]) == HEAD
    assert rows[1][:3] == ["2026-000017", "Desil terlalu tinggi", "32••••••••••0001"]
    (fault,) = read_sheet(made).faults
    assert (fault.row, fault.column) == (2, "Hasil musyawarah")
