"""What makes one delivery: its files together, whatever their number, order and the threads."""

from __future__ import annotations

from pathlib import Path

from tests.hand_over import A_FAMILY, A_HEAD, finding_rows, only, release_files, take


def test_a_release_may_come_in_many_files(tmp_path: Path) -> None:
    other = "3275102009158002"
    first = release_files(tmp_path / "a")
    second = release_files(
        tmp_path / "b",
        [{**A_FAMILY, "nomor_kartu_keluarga": other, "jumlah_anggota_keluarga": "1"}],
        [
            {
                **A_HEAD,
                "nomor_kartu_keluarga": other,
                "nomor_induk_kependudukan": "3275011507808009",
            }
        ],
        separator=";",
    )
    delivery = take(tmp_path / "home", [*first, *second])
    assert delivery.units["family"].accepted == 2
    assert delivery.units["person"].accepted == 3
    assert finding_rows(delivery) == []


def test_the_same_bytes_again_are_no_new_delivery(tmp_path: Path) -> None:
    files = release_files(tmp_path)
    first = take(tmp_path / "home", files)
    again = take(tmp_path / "home", [files[1], files[0], files[1]])
    assert not first.already_there
    assert again.already_there
    assert again.id == first.id
    assert only(again, "family")["decile_national"] == 3


def test_the_number_of_threads_and_the_order_of_files_change_no_byte(tmp_path: Path) -> None:
    files = release_files(tmp_path)
    one = take(tmp_path / "one", files, threads=1)
    two = take(tmp_path / "two", files[::-1], threads=2)
    for name in ("family", "person", "quarantine", "findings"):
        parquet = f"{name}.parquet"
        assert (one.folder / parquet).read_bytes() == (two.folder / parquet).read_bytes()
