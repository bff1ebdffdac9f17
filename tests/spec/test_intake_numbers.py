"""Which NIK a cell of a hand-over file is taken for, and when a row is kept apart for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hand_over import (
    A_CHILD,
    A_HEAD,
    finding_rows,
    quarantined,
    release_files,
    table_of,
    take,
)
from tests.table import rows_of

NUMBERS = """
| written                | read             | rule                    |
| 3275014101158002       | 3275014101158002 |                         |
| 3275014101158002.0     | 3275014101158002 | nik_dipulihkan          |
| '3275014101158002      | 3275014101158002 | nik_dipulihkan          |
| 3.275014101158002E15   | 3275014101158002 | nik_dipulihkan          |
| 3275014101158002,00    | 3275014101158002 | nik_dipulihkan          |
| 3275 0141 0115 8002    | 3275014101158002 | nik_dipulihkan          |
| 32.75.01.410115.8002   | 3275014101158002 | nik_dipulihkan          |
| 3275-0141-0115-8002    | 3275014101158002 | nik_dipulihkan          |
| 3.275.014.101.158.002  | 3275014101158002 | nik_dipulihkan          |
| ="3275014101158002"    | 3275014101158002 | nik_dipulihkan          |
| ３２７５０１４１０１１５８００２ | 3275014101158002 | nik_dipulihkan          |
| \u200b3275014101158002 | 3275014101158002 | nik_dipulihkan          |
| 3275014101\u200d158002\u202c | 3275014101158002 | nik_dipulihkan     |
| 3275\u00a00141\u00a00115\u00a08002 | 3275014101158002 | nik_dipulihkan |
| 32750141\ufeff01158002 | 3275014101158002 | nik_dipulihkan          |
| 9975014101158002       | 9975014101158002 | nik_wilayah_tak_dikenal |
"""

BAD_NUMBERS = """
| written                | rule                 |
| 3,27501E+15            | nik_notasi_ilmiah    |
| 3.27501E+15            | nik_notasi_ilmiah    |
| 9471014101158003.0     | nik_pecahan_rusak    |
| 3275014101158000.0     | nik_pecahan_rusak    |
| 3275014101158010,00    | nik_pecahan_rusak    |
| 3.275.014.101.158.010  | nik_pecahan_rusak    |
| 3.27501410115801E15    | nik_notasi_ilmiah    |
| 3.275014101158010E15   | nik_notasi_ilmiah    |
| 327501410115800.2      | nik_bukan_16_angka   |
| #N/A                   | nik_bukan_16_angka   |
| 327501410115800        | nik_bukan_16_angka   |
| 32750141011580022      | nik_bukan_16_angka   |
| 3275013002158002       | nik_tanggal_mustahil |
| 3275017202158002       | nik_tanggal_mustahil |
| 3275014101150000       | nik_urut_nol         |
|                        | wajib_kosong         |
"""


@pytest.mark.parametrize("row", rows_of(NUMBERS), ids=lambda r: r["written"])
def test_a_nik_that_a_spreadsheet_bent_is_mended_and_told(
    row: dict[str, str], tmp_path: Path
) -> None:
    written = (
        row["written"].encode().decode("unicode_escape")
        if "\\u" in row["written"]
        else row["written"]
    )
    child = {**A_CHILD, "nomor_induk_kependudukan": written}
    delivery = take(tmp_path / "home", release_files(tmp_path, members=[A_HEAD, child]))
    assert row["read"] in {p["nik"] for p in table_of(delivery, "person")}
    kept = [("nomor_induk_kependudukan", written, row["rule"])] if row["rule"] else []
    assert finding_rows(delivery) == kept


@pytest.mark.parametrize("row", rows_of(BAD_NUMBERS), ids=lambda r: r["written"] or "empty")
def test_a_nik_that_cannot_be_one_is_quarantined(row: dict[str, str], tmp_path: Path) -> None:
    child = {**A_CHILD, "nomor_induk_kependudukan": row["written"]}
    delivery = take(tmp_path / "home", release_files(tmp_path, members=[A_HEAD, child]))
    assert quarantined(delivery) == [(3, "nomor_induk_kependudukan", row["rule"])]
    (row_kept,) = table_of(delivery, "quarantine")
    assert row_kept["value"] == (row["written"] or None)
    assert str(row_kept["raw"]).startswith(row["written"])


def test_a_nik_that_disagrees_with_its_row_stays_and_is_told(tmp_path: Path) -> None:
    child = {**A_CHILD, "tanggal_lahir": "2015-01-02", "jenis_kelamin": "1"}
    delivery = take(tmp_path / "home", release_files(tmp_path, members=[A_HEAD, child]))
    assert {rule for _, _, rule in finding_rows(delivery)} == {
        "nik_beda_tanggal_lahir",
        "nik_beda_jenis_kelamin",
    }
