"""A large file is read on several threads; its rows stay in order and at their own lines."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.hand_over import quarantined, take

ROWS = 600_000
BAD = (3, 200_001, 499_999)


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of recipients whose period counts the rows; three amounts of them are broken NIKs."""
    path = tmp_path_factory.mktemp("large") / "penerima.csv"
    with path.open("w", encoding="utf-8") as text:
        text.write("program|nik|no_kk|nama|periode|nilai|status\n")
        for n in range(ROWS):
            nik = "12" if n in BAD else "3275011507808001"
            text.write(f"PKH|{nik}|3275011507108001|NAMA REKAAN|{n}|750000|aktif di kelurahan\n")
    return path


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_rows_stay_in_order_on_any_number_of_threads(
    threads: int, handed_in: Path, tmp_path: Path
) -> None:
    delivery = take(tmp_path / "home", [handed_in], source="penerima", threads=threads)
    periods = pq.read_table(delivery.folder / "recipient.parquet", columns=["period"])
    kept = [str(n) for n in range(ROWS) if n not in BAD]
    assert periods["period"].to_pylist() == kept
    assert [line for line, _, _ in quarantined(delivery)] == [n + 2 for n in BAD]


def test_the_number_of_threads_changes_no_byte_of_a_large_file(
    handed_in: Path, tmp_path: Path
) -> None:
    one, four = (take(tmp_path / str(n), [handed_in], source="penerima", threads=n) for n in (1, 4))
    for name in ("recipient", "quarantine", "findings"):
        parquet = f"{name}.parquet"
        assert (one.folder / parquet).read_bytes() == (four.folder / parquet).read_bytes()
