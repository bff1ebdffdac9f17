"""What a cell of a hand-over file is taken for, and what happens to one that is wrong."""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from desil.engine.database import open_database
from desil.engine.settings import EngineSettings
from tests.hand_over import (
    A_FAMILY,
    A_HEAD,
    KK,
    OTHER_KK,
    finding_rows,
    only,
    quarantined,
    release_files,
    table_of,
    take,
)
from tests.table import rows_of

DECILES = """
| written          | read | rule              |
| 1                | 1    |                   |
| 10               | 10   |                   |
| 1.0              | 1    |                   |
| 07               | 7    |                   |
|                  |      |                   |
| -                |      |                   |
| belum            |      |                   |
| Belum Ada Desil  |      |                   |
| 0                |      | desil_bukan_1_10  |
| 11               |      | desil_bukan_1_10  |
| 1.5              |      | desil_bukan_1_10  |
| miskin           |      | desil_bukan_1_10  |
"""

ROOFS = """
| written     | read | rule             |
| 3           | 3    |                  |
| 03          | 3    |                  |
| 3.0         | 3    |                  |
| 3 Seng      | 3    |                  |
| Seng        | 3    |                  |
| 5           | 5    |                  |
| bambu       | 5    |                  |
| Asbes/seng  | 101  |                  |
| -           |      |                  |
|             |      |                  |
| 9           |      | kode_tak_dikenal |
| 101         |      | kode_tak_dikenal |
| emas        |      | kode_tak_dikenal |
"""

FLOOR_AREAS = """
| written  | read | rule                |
| 36       | 36   |                     |
| 36.0     | 36   |                     |
| 1.250    | 1250 |                     |
| 1,250    | 1250 |                     |
| 36,5     |      | bukan_bilangan_bulat|
| luas     |      | bukan_bilangan_bulat|
| 0        |      | di_luar_batas       |
| 99999    |      | di_luar_batas       |
"""

BIRTH_DATES = """
| written          | read       | rule                |
| 1980-07-15       | 1980-07-15 |                     |
| 15/07/1980       | 1980-07-15 |                     |
| 15-7-1980        | 1980-07-15 |                     |
| 07/15/1980       | 1980-07-15 |                     |
| 19800715         | 1980-07-15 |                     |
| 29417            | 1980-07-15 |                     |
| 15 Juli 1980     | 1980-07-15 |                     |
| 15-Jul-1980      | 1980-07-15 |                     |
| 1980-07-15 00:00:00 | 1980-07-15 |                  |
| 30/02/1990       |            | tanggal_mustahil    |
| 1990-02-30       |            | tanggal_mustahil    |
| kemarin          |            | tanggal_mustahil    |
"""


def _number(text: str) -> int | None:
    return int(text) if text else None


@pytest.mark.parametrize("row", rows_of(DECILES), ids=lambda r: r["written"] or "empty")
def test_a_decile_is_1_to_10_or_not_ranked(row: dict[str, str], tmp_path: Path) -> None:
    families = [
        {**A_FAMILY, "desil_nasional": row["written"]},
        {**A_FAMILY, "nomor_kartu_keluarga": OTHER_KK},
    ]
    delivery = take(tmp_path / "home", release_files(tmp_path, families))
    if row["rule"]:
        assert quarantined(delivery)[0] == (2, "desil_nasional", row["rule"])
    else:
        read = {f["family_number"]: f["decile_national"] for f in table_of(delivery, "family")}
        assert read == {KK: _number(row["read"]), OTHER_KK: 3}
        assert {rule for _, _, rule in finding_rows(delivery)} == {"keluarga_tanpa_anggota"}


@pytest.mark.parametrize("row", rows_of(ROOFS), ids=lambda r: r["written"] or "empty")
def test_an_answer_is_known_by_its_number_or_its_words(row: dict[str, str], tmp_path: Path) -> None:
    files = release_files(tmp_path, [{**A_FAMILY, "jenis_atap_terluas": row["written"]}])
    delivery = take(tmp_path / "home", files)
    assert only(delivery, "family")["roof_material"] == _number(row["read"])
    kept = [("jenis_atap_terluas", row["written"], row["rule"])] if row["rule"] else []
    assert finding_rows(delivery) == kept


@pytest.mark.parametrize(
    ("written", "read"), [("5", 6), ("6", 5), ("5 Kayu/sirap", 6), ("3", 3), ("Bambu", 5)]
)
def test_a_form_numbers_roofs_in_its_own_way(written: str, read: int, tmp_path: Path) -> None:
    files = release_files(tmp_path, [{**A_FAMILY, "jenis_atap_terluas": written}])
    delivery = take(tmp_path / "home", files, in_form_codes=True)
    assert only(delivery, "family")["roof_material"] == read


@pytest.mark.parametrize("row", rows_of(FLOOR_AREAS), ids=lambda r: r["written"])
def test_a_whole_number_may_carry_a_fraction_of_zero_and_thousands(
    row: dict[str, str], tmp_path: Path
) -> None:
    files = release_files(tmp_path, [{**A_FAMILY, "luas_lantai": row["written"]}], separator=";")
    delivery = take(tmp_path / "home", files)
    assert only(delivery, "family")["floor_area_m2"] == _number(row["read"])
    kept = [("luas_lantai", row["written"], row["rule"])] if row["rule"] else []
    assert finding_rows(delivery) == kept


@pytest.mark.parametrize("row", rows_of(BIRTH_DATES), ids=lambda r: r["written"])
def test_a_date_is_read_in_every_spelling(row: dict[str, str], tmp_path: Path) -> None:
    files = release_files(
        tmp_path,
        [{**A_FAMILY, "jumlah_anggota_keluarga": "1"}],
        [{**A_HEAD, "tanggal_lahir": row["written"]}],
    )
    delivery = take(tmp_path / "home", files)
    if row["rule"]:
        assert quarantined(delivery) == [(2, "tanggal_lahir", row["rule"])]
    else:
        read = only(delivery, "person")["birth_date"]
        assert read == date.fromisoformat(row["read"])
        assert finding_rows(delivery) == []


def test_a_column_that_mixes_day_and_month_is_settled_by_each_nik(tmp_path: Path) -> None:
    rows = rows_of("""
        | nik              | written    | read       | rule                |
        | 3275010203808001 | 02/03/1980 | 1980-03-02 |                     |
        | 3275010503808002 | 05/03/1980 | 1980-03-05 |                     |
        | 3275010706808003 | 07/06/1980 | 1980-06-07 |                     |
        | 3275010203808004 | 03/02/1980 | 1980-03-02 | tanggal_diputus_nik |
        | 3275012803808005 | 03/28/1980 | 1980-03-28 | tanggal_diputus_nik |
    """)
    members = [
        {**A_HEAD, "nomor_induk_kependudukan": r["nik"], "tanggal_lahir": r["written"]}
        for r in rows
    ]
    delivery = take(
        tmp_path / "home",
        release_files(tmp_path, [{**A_FAMILY, "jumlah_anggota_keluarga": "5"}], members),
    )
    read = {str(p["nik"]): p["birth_date"] for p in table_of(delivery, "person")}
    assert read == {r["nik"]: date.fromisoformat(r["read"]) for r in rows}
    settled = [value for _, value, rule in finding_rows(delivery) if rule == "tanggal_diputus_nik"]
    assert settled == ["03/02/1980"]


def test_a_date_that_nothing_proves_follows_its_column(tmp_path: Path) -> None:
    rows = rows_of("""
        | nik              | written    | read       |
        | 3275011507808001 | 28/03/1980 | 1980-03-28 |
        | 3275011507808002 | 27/03/1980 | 1980-03-27 |
        | 3275011507808003 | 03/28/1980 | 1980-03-28 |
        | 3275011507808004 | 03/02/1980 | 1980-02-03 |
    """)
    members = [
        {**A_HEAD, "nomor_induk_kependudukan": r["nik"], "tanggal_lahir": r["written"]}
        for r in rows
    ]
    delivery = take(
        tmp_path / "home",
        release_files(tmp_path, [{**A_FAMILY, "jumlah_anggota_keluarga": "4"}], members),
    )
    read = {str(p["nik"]): p["birth_date"] for p in table_of(delivery, "person")}
    assert read == {r["nik"]: date.fromisoformat(r["read"]) for r in rows}
    assert ("tanggal_lahir", "03/02/1980", "tanggal_diputus_kolom") in finding_rows(delivery)


AMOUNTS = rows_of(
    """
    | written        | rupiah    |
    | 1200000        | 1200000   |
    | 1200000.10     | 1200000   |
    | 5331680,50     | 5331681   |
    | 1.200.000,75   | 1200001   |
    | 1,200,000.25   | 1200000   |
    | 1.200.000      | 1200000   |
    | 5331680.123    | 5331680   |
    | 1.200          | 1200      |
    | Rp 1.200.000   | 1200000   |
    | Rp 200.000,-   | 200000    |
    | Rp. 200.000,00 | 200000    |
    | IDR 200,000    | 200000    |
    | 200.000,-      | 200000    |
    | 200000,-       | 200000    |
    | Rp200.000.-    | 200000    |
    | 200 000        | 200000    |
    | ２００.０００   | 200000    |
    | ="200000"      | 200000    |
    | '200000        | 200000    |
    | 200 ribu       | not known |
    | #REF!          | not known |
    | kosong         | not known |
    """
)


@pytest.mark.parametrize("row", AMOUNTS, ids=lambda r: r["written"])
def test_an_amount_of_money_may_have_decimals(row: dict[str, str], tmp_path: Path) -> None:
    with open_database(EngineSettings(tmp_path)) as database:
        for name in ("plain", "macros", "tidy"):
            folder = resources.files("desil.intake.cells")
            database.execute((folder / f"{name}.sql").read_text(encoding="utf-8"))
        read = database.execute(
            "select integer_within(rounded(amount_text(tidy_cell($written))), 0, 2000000000)",
            {"written": row["written"]},
        ).fetchall()[0][0]
    assert ("not known" if read is None else str(read)) == row["rupiah"]
