"""Every source: each row that was read is accepted or quarantined, none is lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from desil.sources.catalogue import catalogue
from desil.sources.layout import LayoutColumn
from tests.hand_over import take, text_of
from tests.table import rows_of

NIK, KK = "3275011507808001", "3275011507108001"
GOOD: Mapping[str, str] = {
    "nik": NIK,
    "kk": KK,
    "date": "1980-07-15",
    "integer": "4",
    "code": "1",
    "yes_no": "Ya",
    "decile": "3",
    "area": "3275040006",
    "text": "rekaan",
}
OWN: Mapping[str, str] = {  # what `koreksi` takes as good where another text would be foreign
    "nomor_kasus": "1980-000001",
    "subjek": f"family:{KK}",
    "kolom": "floor_material",
    "nilai_baru": "2",
}
BAD: Mapping[str, str] = {
    "nik": "12",
    "kk": "0000000000000000",
    "date": "30/02/1990",
    "integer": "banyak",
    "code": "99",
    "yes_no": "mungkin",
    "decile": "11",
    "area": "9999999999",
    "text": "",
}


def _cell(column: LayoutColumn, row: int) -> str:
    """Row 0 is good; every other row has bad cells in a third of its columns."""
    is_bad = row and sum(map(ord, column.name)) % 3 == row % 3
    if column.kind.value == "area" and not column.known_only and not is_bad:
        return "3275040006"[: column.length]
    return (BAD if is_bad else GOOD)[column.kind.value]


def _files(source: str, folder: Path) -> list[Path]:
    files = []
    for unit in catalogue().source(source).layout.units:
        headers = [c.header for c in unit.columns]
        rows = [{c.header: _cell(c, row) for c in unit.columns} for row in range(6)]
        if source == "koreksi":
            rows[0] |= OWN
        path = folder / f"{unit.name}.csv"
        path.write_text(text_of(headers, rows) + "putus\n", encoding="utf-8")
        files.append(path)
    return files


@pytest.mark.parametrize("source", sorted(catalogue().sources))
def test_what_is_read_is_accepted_or_quarantined(source: str, tmp_path: Path) -> None:
    delivery = take(tmp_path / "home", _files(source, tmp_path), source=source)
    assert set(delivery.units) == {u.name for u in catalogue().source(source).layout.units}
    for count in delivery.units.values():
        assert count.accepted + count.quarantined == count.read == 7
        assert count.accepted and count.quarantined


def test_sources_of_the_dictionary_are_the_declared_ones() -> None:
    assert set(catalogue().sources) == {
        "asn", "bpjs_tk", "dtks", "dtsen", "dukcapil", "koreksi", "p3ke", "penerima", "pln",
        "regsosek", "survei",
    }  # fmt: skip


SETTLED = """
| source   | unit      | header         | written    | name          | read |
| dukcapil | person    | jenis_kelamin  | L          | sex           | 1    |
| dukcapil | person    | status         | Meninggal  | status        | 2    |
| dukcapil | person    | hubungan       | 3          | relationship  | 3    |
| pln      | meter     | daya_va        | 1.300      | power_va      | 1300 |
| bpjs_tk  | person    | upah           | Rp 4.500.000 | wage        | 4500000 |
| dtks     | person    | nik            | 12         | nik           |      |
| p3ke     | family    | desil_p3ke     | 2.0        | p3ke_decile   | 2    |
"""


@pytest.mark.parametrize("row", rows_of(SETTLED), ids=lambda r: f"{r['source']} {r['header']}")
def test_a_cell_of_another_source(row: dict[str, str], tmp_path: Path) -> None:
    unit = catalogue().source(row["source"]).layout.unit(row["unit"])
    cells = {c.header: _cell(c, 0) for c in unit.columns} | {row["header"]: row["written"]}
    path = tmp_path / "berkas.csv"
    path.write_text(text_of(list(cells), [cells], separator=";"), encoding="utf-8")
    delivery = take(tmp_path / "home", [path], source=row["source"])
    (accepted,) = pq.read_table(delivery.folder / f"{row['unit']}.parquet").to_pylist()
    assert accepted[row["name"]] == (int(row["read"]) if row["read"] else None)


def test_a_recipient_needs_a_nik_or_a_family_number(tmp_path: Path) -> None:
    path = tmp_path / "penerima.csv"
    path.write_text(
        "program,nik,no_kk,nama,periode,nilai,status\n"
        f"PKH,,{KK},A,2025-1,750000,aktif\n"
        f"PBI,{NIK},,B,2025-1,42000,aktif\n"
        "PIP,,,C,2025-1,450000,aktif\n"
    )
    delivery = take(tmp_path / "home", [path], source="penerima")
    assert delivery.units["recipient"].accepted == 2
    assert delivery.findings == {"salah_satu_wajib": 1}


def test_a_list_by_nik_alone_is_a_list_of_recipients(tmp_path: Path) -> None:
    path = tmp_path / "penerima.csv"
    path.write_text(f"program,nik,nama,periode,nilai,status\nPBI,{NIK},B,2025-1,42000,aktif\n")
    delivery = take(tmp_path / "home", [path], source="penerima")
    assert delivery.units["recipient"].accepted == 1


CORRECTIONS = """
| case        | subject                 | column              | new        | decided    | rule                      | why |
| 2026-000001 | family:3275011507108001 | floor_material      | 2          | 2026-01-20 |                           | a code of the list |
| 2026-000001 | family:3275011507108001 | floor_material      | 99         | 2026-01-20 | koreksi_nilai_salah       | no code of the list |
| 2026-000001 | family:3275011507108001 | floor_material      | 101        | 2026-01-20 | koreksi_nilai_salah       | a coarse code, which nobody decides |
| 2026-000001 | family:3275011507108001 | floor_material      |            | 2026-01-20 | koreksi_nilai_salah       | empty |
| 2026-000001 | person:3275011507808001 | birth_date          | 1980-07-15 | 2026-01-20 |                           | a date |
| 2026-000001 | person:3275011507808001 | birth_date          | 1980-02-30 | 2026-01-20 | koreksi_nilai_salah       | no day of the calendar |
| 2026-000001 | person:3275011507808001 | birth_date          | 15/07/1980 | 2026-01-20 | koreksi_nilai_salah       | another form |
| 2026-000001 | family:3275011507108001 | decile_national     | 1          | 2026-01-20 | koreksi_kolom_terlarang   | a release alone ranks |
| 2026-000001 | family:3275011507108001 | village_code        | 3275040006 | 2026-01-20 | koreksi_kolom_terlarang   | a release alone places |
| 2026-000001 | person:3275011507808001 | nik                 | 3275011507808002 | 2026-01-20 | koreksi_kolom_terlarang | the key |
| 2026-000001 | person:3275011507808001 | floor_material      | 2          | 2026-01-20 | koreksi_kolom_terlarang   | a family's, not a person's |
| 2026-000001 | family:3275011507108001 | happening:born      | 2026-01-02 | 2026-01-20 |                           | something that happens |
| 2026-000001 | family:3275011507108001 | happening:moved_house | 3275040006 | 2026-01-20 |                         | a kelurahan of the city |
| 2026-000001 | family:3275011507108001 | happening:moved_house | 9999999999 | 2026-01-20 | koreksi_nilai_salah     | no kelurahan |
| 2026-000001 | family:3275011507108001 | happening:married   | 2026-01-02 | 2026-01-20 | koreksi_kolom_terlarang   | no such word |
| 7           | family:3275011507108001 | floor_material      | 2          | 2026-01-20 | koreksi_nomor_kasus_asing | another office's number |
| 2027-000001 | family:3275011507108001 | floor_material      | 2          | 2026-01-20 | koreksi_nomor_kasus_asing | a case after the decision |
| 2026-000001 | 3275011507108001        | floor_material      | 2          | 2026-01-20 | koreksi_subjek_salah      | of whom it is not said |
| 2026-000001 | family:32750115071080   | floor_material      | 2          | 2026-01-20 | koreksi_subjek_salah      | too short |
"""
HEADERS = ("nomor_kasus", "subjek", "kolom", "nilai_baru", "diputuskan_pada")
STANDS = dict(
    zip(HEADERS, ("2025-000009", f"person:{NIK}", "name", "SITI", "2026-01-20"), strict=True)
)


@pytest.mark.parametrize("row", rows_of(CORRECTIONS), ids=lambda r: f"{r['column']}, {r['why']}")
def test_a_correction_that_no_case_could_have_made_is_quarantined(
    row: dict[str, str], tmp_path: Path
) -> None:
    (unit,) = catalogue().source("koreksi").layout.units
    cells = ("case", "subject", "column", "new", "decided")
    written = dict(zip(HEADERS, (row[name] for name in cells), strict=True))
    blank = {c.header: "" for c in unit.columns} | {"diputuskan_oleh": "user:1"}
    path = tmp_path / "koreksi.csv"
    path.write_text(text_of(list(blank), [blank | STANDS, blank | written]), encoding="utf-8")
    delivery = take(tmp_path / "home", [path], source="koreksi")
    assert delivery.units["change"].accepted == (1 if row["rule"] else 2)
    assert delivery.findings == ({row["rule"]: 1} if row["rule"] else {})
