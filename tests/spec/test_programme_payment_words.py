"""What payment lists write about programmes, periods and results, and what counts as paid."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desil.eligibility.words.payment_words import (
    Payment,
    payment_of,
    period_of_text,
    programme_of,
)
from tests.linked_city import run_in, write_source
from tests.releases import write_delivery
from tests.table import rows_of

PERIODS = rows_of(
    """
    | text                | period  |
    | 2026-01             | 2026-01 |
    | 2026-1              | 2026-01 |
    | 01/2026             | 2026-01 |
    | 1-2026              | 2026-01 |
    | 202601              | 2026-01 |
    | 2026-01-15          | 2026-01 |
    | 15/01/2026          | 2026-01 |
    | Januari 2026        | 2026-01 |
    | JANUARI 2026        | 2026-01 |
    | Jan-2026            | 2026-01 |
    | jan2026             | 2026-01 |
    | January 2026        | 2026-01 |
    | Nopember 2026       | 2026-11 |
    | Bulan Agustus 2026  | 2026-08 |
    | 2026-Q1             | 2026-Q1 |
    | Triwulan 1 2026     | 2026-Q1 |
    | TW I 2026           | 2026-Q1 |
    | TW IV/2026          | 2026-Q4 |
    | Q3 2026             | 2026-Q3 |
    | Tahap 2 Tahun 2026  | 2026-Q2 |
    |                     |         |
    | Januari             | -       |
    | Januari-Maret 2026  | -       |
    | 13/2026             | -       |
    | 2025/2026           | -       |
    | kemarin             | -       |
    """
)
PAYMENTS = rows_of(
    """
    | status                            | amount | payment |
    | Berhasil                          | 600000 | paid    |
    | SUKSES                            | 600000 | paid    |
    | sudah salur                       |        | paid    |
    |                                   | 600000 | paid    |
    | Berhasil                          | 0      | nothing |
    |                                   | 0      | nothing |
    | Gagal - rekening tidak ditemukan  | 600000 | failed  |
    | TIDAK BERHASIL                    | 600000 | failed  |
    | tidak aktif                       | 600000 | failed  |
    | Retur bank                        | 600000 | failed  |
    | Belum transaksi                   | 600000 | pending |
    | dalam proses                      | 600000 | pending |
    | ???                               | 600000 | unclear |
    | kode 17                           | 600000 | unclear |
    """
)
PROGRAMMES = rows_of(
    """
    | text            | programme |
    | SEMBAKO         | SEMBAKO   |
    | BPNT            | SEMBAKO   |
    | Kartu Sembako   | SEMBAKO   |
    | kartu-sembako   | SEMBAKO   |
    | PBI JK          | PBI-JK    |
    | pbi-jkn         | PBI-JK    |
    | Blt Dana Desa   | BLT DANA DESA |
    """
)


@pytest.mark.parametrize("row", PERIODS, ids=lambda r: r["text"] or "none")
def test_a_period_is_read_in_any_usual_spelling(row: dict[str, str]) -> None:
    assert period_of_text(row["text"]) == (None if row["period"] == "-" else row["period"])


@pytest.mark.parametrize("row", PAYMENTS, ids=lambda r: f"{r['status']} {r['amount']}")
def test_only_what_was_paid_counts_as_paid(row: dict[str, str]) -> None:
    amount = int(row["amount"]) if row["amount"] else None
    assert payment_of(row["status"], amount) == Payment(row["payment"])


@pytest.mark.parametrize("row", PROGRAMMES, ids=lambda r: r["text"])
def test_a_programme_is_known_by_its_aliases(row: dict[str, str]) -> None:
    assert programme_of(row["text"]) == row["programme"]


@given(st.text(max_size=30))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    period = period_of_text(text)
    assert period is None or period == "" or period[:2] == "20"
    assert payment_of(text, None) in set(Payment)


VILLAGE_KK = [f"327504010120970{n}" for n in range(1, 8)]
HUSBANDS = [f"327504150780970{n}" for n in range(1, 8)]
WIFE = "3275045507809701"
# The payment file of January, as in the field: seven families, all listed for SEMBAKO.
PAID = rows_of(
    f"""
    | programme | nik           | family_number   | period       | amount | status                           |
    | SEMBAKO | {HUSBANDS[0]} |                 | 2026-01      | 600000 | Berhasil                         |
    | SEMBAKO | {WIFE}        |                 | 2026-01      | 600000 | Berhasil                         |
    | SEMBAKO | {HUSBANDS[1]} |                 | 2026-01      | 600000 | Gagal - rekening tidak ditemukan |
    | BPNT    | {HUSBANDS[2]} |                 | 2026-01      | 600000 | Berhasil                         |
    | SEMBAKO | {HUSBANDS[3]} |                 | 2026-01      | 0      | Berhasil                         |
    | SEMBAKO | {HUSBANDS[4]} |                 | 2026-01      | 600000 | Berhasil                         |
    | SEMBAKO | {HUSBANDS[4]} |                 | Januari 2026 | 600000 | Berhasil                         |
    | SEMBAKO |               | {VILLAGE_KK[5]} | 2026-01      | 600000 | Berhasil                         |
    | SEMBAKO | {HUSBANDS[5]} |                 | 2026-01      | 600000 | Berhasil                         |
    """
)


def test_a_run_knows_what_was_paid_to_whom_and_when(tmp_path: Path) -> None:
    write_delivery(
        tmp_path, "2026-01-23",
        [{"family_number": kk, "decile_national": 1} for kk in VILLAGE_KK],
        [{"nik": nik, "family_number": kk, "relationship": 1}
         for nik, kk in zip(HUSBANDS, VILLAGE_KK, strict=True)]
        + [{"nik": WIFE, "family_number": VILLAGE_KK[0], "relationship": 2}],
    )  # fmt: skip
    write_source(tmp_path, "penerima", PAID, on="2026-02-01", unit="recipient")
    rows = pq.read_table(run_in(tmp_path).folder / "receipt.parquet").to_pylist()
    assert {r["programme"] for r in rows} == {"SEMBAKO"}
    assert {r["period"] for r in rows} == {"2026-01"}
    paid = sorted(r["family_number"] for r in rows if r["payment"] == "paid")
    first, third, fifth, sixth = (VILLAGE_KK[n] for n in (0, 2, 4, 5))
    assert paid == [first, first, third, fifth, fifth, sixth, sixth]
