"""Codes of kelurahan: BPS is declared, and a Kemendagri code is never taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from desil.dictionary.areas import city_villages, clashing_codes
from desil.errors import DeliveryRejected
from tests.hand_over import (
    A_FAMILY,
    A_HEAD,
    KK,
    finding_rows,
    quarantined,
    release_files,
    table_of,
    take,
)
from tests.table import rows_of

# 3275011001 is Jatikarya for BPS and, without its dots, Bekasijaya for Kemendagri.
CODES = """
| code          | village      | district     | rule                | note             |
| 3275040006    | Bekasijaya   | Bekasi Timur |                     |                  |
| 3275040006    | BEKASI  JAYA | BEKASI TIMUR |                     |                  |
| 3275040006    | Kel. Bekasi Jaya | x        |                     |                  |
| 3275040006.0  | Bekasijaya   | Bekasi Timur |                     |                  |
| 3275040006    |              | Bekasi Timur |                     |                  |
| 3275040006    | Bekasi Baru  | Bekasi Timur |                     | wilayah_beda_nama|
| 3275011001    | Jatikarya    | Jatisampurna |                     |                  |
| 3275011001    | Bekasijaya   | Bekasi Timur | wilayah_kemendagri  |                  |
| 3275011001    |              | Bekasi Timur | wilayah_kemendagri  |                  |
| 3275011001    |              | Jatisampurna |                     |                  |
| 3275011001    | Entah        | Entah        | wilayah_bentrok     |                  |
| 32.75.01.1001 | Bekasijaya   | Bekasi Timur | wilayah_kemendagri  |                  |
| 9999999999    | Entah        | Entah        | wilayah_tak_dikenal |                  |
| 327504        | Bekasijaya   | Bekasi Timur | wilayah_salah_bentuk|                  |
|               | Bekasijaya   | Bekasi Timur | wajib_kosong        |                  |
"""


@pytest.mark.parametrize("row", rows_of(CODES), ids=lambda r: f"{r['code']} {r['village']}")
def test_a_code_and_the_name_beside_it(row: dict[str, str], tmp_path: Path) -> None:
    family = {
        **A_FAMILY,
        "nomor_kartu_keluarga": "3275102009158002",
        "kode_kelurahan_desa": row["code"],
        "kelurahan_desa": row["village"],
        "kecamatan": row["district"],
    }
    files = release_files(tmp_path, [A_FAMILY, A_FAMILY, family])
    delivery = take(tmp_path / "home", files)
    rules = [rule for line, _, rule in quarantined(delivery) if line == 4]
    assert rules == ([row["rule"]] if row["rule"] else [])
    notes = [rule for _, _, rule in finding_rows(delivery) if str(rule).startswith("wilayah")]
    assert notes == ([row["note"]] if row["note"] else [])


def _families(codes: list[str], names: list[str]) -> list[dict[str, str]]:
    return [
        {
            **A_FAMILY,
            "nomor_kartu_keluarga": str(int(KK) + n),
            "kode_kelurahan_desa": code,
            "kelurahan_desa": name,
            "kecamatan": "",
        }
        for n, (code, name) in enumerate(zip(codes, names, strict=True))
    ]


@pytest.mark.parametrize("dots", [True, False])
def test_a_column_of_kemendagri_codes_is_refused_whole(dots: bool, tmp_path: Path) -> None:
    codes = [v.kemendagri if dots else v.kemendagri.replace(".", "") for v in city_villages()]
    files = release_files(tmp_path, _families(codes, [v.name for v in city_villages()]))
    with pytest.raises(DeliveryRejected, match="Kemendagri"):
        take(tmp_path / "home", files)


def test_each_clashing_code_is_settled_by_its_name(tmp_path: Path) -> None:
    clashing = [v for v in city_villages() if v.kemendagri.replace(".", "") in clashing_codes()]
    assert len(clashing) == 16
    right = _families([v.bps for v in city_villages()], [v.name for v in city_villages()])
    wrong = _families([v.kemendagri.replace(".", "") for v in clashing], [v.name for v in clashing])
    wrong = [{**w, "nomor_kartu_keluarga": str(int(KK) + 500 + n)} for n, w in enumerate(wrong)]
    delivery = take(tmp_path / "home", release_files(tmp_path, right + wrong, [A_HEAD]))
    assert {rule for _, _, rule in quarantined(delivery)} == {"wilayah_kemendagri"}
    assert len(table_of(delivery, "quarantine")) == 16
    assert len(table_of(delivery, "family")) == 56
