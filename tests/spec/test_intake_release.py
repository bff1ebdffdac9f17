"""What the families and members of a release show when they are held against each other."""

from __future__ import annotations

from pathlib import Path

from tests.hand_over import (
    A_CHILD,
    A_FAMILY,
    A_HEAD,
    CHILD,
    KK,
    OTHER_KK,
    finding_rows,
    quarantined,
    release_files,
    table_of,
    take,
)

OTHER_HEAD = "3275105712908003"
OTHER_FAMILY = {**A_FAMILY, "nomor_kartu_keluarga": OTHER_KK, "jumlah_anggota_keluarga": "1"}
OTHER_PERSON = {
    **A_HEAD,
    "nomor_induk_kependudukan": OTHER_HEAD,
    "nomor_kartu_keluarga": OTHER_KK,
    "tanggal_lahir": "1990-12-17",
    "jenis_kelamin": "2",
}


def test_a_whole_family_is_accepted_without_a_word(tmp_path: Path) -> None:
    delivery = take(tmp_path / "home", release_files(tmp_path))
    assert {u: (c.read, c.accepted, c.quarantined) for u, c in delivery.units.items()} == {
        "family": (1, 1, 0),
        "person": (2, 2, 0),
    }
    assert finding_rows(delivery) == []


def test_a_family_without_head_stays_and_is_told(tmp_path: Path) -> None:
    members = [{**A_HEAD, "status_hubungan_keluarga": "2"}, A_CHILD]
    delivery = take(tmp_path / "home", release_files(tmp_path, members=members))
    assert finding_rows(delivery) == [("", None, "keluarga_tanpa_kepala")]


def test_a_family_with_two_heads_stays_and_is_told(tmp_path: Path) -> None:
    members = [A_HEAD, {**A_CHILD, "status_hubungan_keluarga": "1"}]
    delivery = take(tmp_path / "home", release_files(tmp_path, members=members))
    assert finding_rows(delivery) == [("", "2", "keluarga_dua_kepala")]


def test_a_stated_size_unlike_the_counted_one_is_told(tmp_path: Path) -> None:
    delivery = take(tmp_path / "home", release_files(tmp_path, members=[A_HEAD]))
    assert finding_rows(delivery) == [
        ("jumlah_anggota_keluarga", "2 tertulis, 1 terhitung", "jumlah_anggota_beda")
    ]


def test_a_family_without_members_stays_and_is_told(tmp_path: Path) -> None:
    files = release_files(tmp_path, [A_FAMILY, OTHER_FAMILY])
    delivery = take(tmp_path / "home", files)
    assert len(table_of(delivery, "family")) == 2
    assert finding_rows(delivery) == [("", None, "keluarga_tanpa_anggota")]


def test_a_member_whose_family_is_not_there_is_quarantined(tmp_path: Path) -> None:
    files = release_files(tmp_path, members=[A_HEAD, A_CHILD, OTHER_PERSON])
    delivery = take(tmp_path / "home", files)
    assert quarantined(delivery) == [(4, "nomor_kartu_keluarga", "anggota_tanpa_keluarga")]


def test_the_members_of_a_quarantined_family_go_with_it(tmp_path: Path) -> None:
    families = [A_FAMILY, {**OTHER_FAMILY, "kode_kelurahan_desa": "9999999999"}]
    files = release_files(tmp_path, families, [A_HEAD, A_CHILD, OTHER_PERSON])
    delivery = take(tmp_path / "home", files)
    assert quarantined(delivery) == [
        (3, "kode_kelurahan_desa", "wilayah_tak_dikenal"),
        (4, "nomor_kartu_keluarga", "keluarga_dikarantina"),
    ]


def test_a_person_in_two_families_stays_in_the_newer_card(tmp_path: Path) -> None:
    child_there = {**A_CHILD, "nomor_kartu_keluarga": OTHER_KK}
    files = release_files(
        tmp_path, [A_FAMILY, OTHER_FAMILY], [A_HEAD, child_there, A_CHILD, OTHER_PERSON]
    )
    delivery = take(tmp_path / "home", files)
    assert quarantined(delivery) == [(4, "nomor_induk_kependudukan", "nik_di_dua_kk")]
    kept = {str(p["nik"]): p["family_number"] for p in table_of(delivery, "person")}
    assert kept[CHILD] == OTHER_KK


def test_of_rows_that_are_the_same_one_is_kept(tmp_path: Path) -> None:
    files = release_files(tmp_path, [A_FAMILY, A_FAMILY], [A_HEAD, A_CHILD, A_CHILD, A_CHILD])
    delivery = take(tmp_path / "home", files)
    assert quarantined(delivery) == [
        (3, "nomor_kartu_keluarga", "baris_ganda"),
        (4, "nomor_induk_kependudukan", "baris_ganda"),
        (5, "nomor_induk_kependudukan", "baris_ganda"),
    ]


def test_of_two_rows_for_one_card_the_first_is_kept(tmp_path: Path) -> None:
    files = release_files(tmp_path, [A_FAMILY, {**A_FAMILY, "desil_nasional": "9"}])
    delivery = take(tmp_path / "home", files)
    assert quarantined(delivery) == [(3, "nomor_kartu_keluarga", "kk_ganda")]
    assert [f["decile_national"] for f in table_of(delivery, "family")] == [3]


def test_a_person_twice_in_one_family_with_other_facts_is_kept_once(tmp_path: Path) -> None:
    files = release_files(tmp_path, members=[A_HEAD, A_CHILD, {**A_CHILD, "nama": "ANI"}])
    delivery = take(tmp_path / "home", files)
    assert quarantined(delivery) == [(4, "nomor_induk_kependudukan", "nik_ganda_satu_kk")]


def test_a_row_with_several_faults_is_quarantined_once_and_all_are_listed(tmp_path: Path) -> None:
    bad = {**A_CHILD, "nomor_induk_kependudukan": "12", "tanggal_lahir": "30/02/2015"}
    delivery = take(tmp_path / "home", release_files(tmp_path, members=[A_HEAD, bad]))
    (row,) = table_of(delivery, "quarantine")
    assert row["rule"] == "nik_bukan_16_angka"
    assert row["all_rules"] == ("nik nik_bukan_16_angka; birth_date tanggal_mustahil")
    assert KK in str(row["raw"])
