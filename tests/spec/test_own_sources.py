"""What a source folder of a home may say, and where it is told that something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from desil.errors import UsageFault
from desil.linkage.records.source_sql import require_sound_sql
from desil.sources.catalogue import catalogue
from tests.own_source import LAYOUT, RECORDS, SOURCE, declare_source

FAULTS = [
    ("source", SOURCE.replace("position: 50\n", ""), "source.yaml baris 1", "position"),
    ("source", SOURCE.replace("repeats_nobody: true", "repeats_nobody: ya"),
     "source.yaml baris 4", "'ya' tidak dikenal"),
    ("source", SOURCE + "warna: biru\n", "source.yaml baris 6", "'warna' tidak dikenal"),
    ("source", SOURCE + "expected_rows: {kartu: [1, 5]}\n", "source.yaml baris 6", "'kartu' tidak dikenal"),
    ("source", SOURCE + "expected_rows: {card: [5, 1]}\n", "source.yaml baris 6", "dua bilangan"),
    ("source", SOURCE + "role: release\n", "", "Peran release dipegang oleh: dtsen, kartu"),
    ("layout", LAYOUT.replace("kind: date", "kind: tanggal"), "layout.yaml baris 9",
     "'tanggal' tidak dikenal"),
    ("layout", LAYOUT.replace("person.nik", "person.nikk"), "layout.yaml baris 7",
     "kamus tidak punya 'person.nikk'"),
    ("layout", LAYOUT.replace("key: [card_number]", "key: [nomor]"), "layout.yaml baris 3",
     "menyebut kolom yang tidak ada: nomor"),
    ("layout", LAYOUT.replace("  card:", "  kartu:"), "layout.yaml baris 1",
     "membaca delivered_card"),
    ("layout", "units: [", "layout.yaml", "YAML ini tidak dapat dibaca"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "place", "says"), FAULTS)
def test_a_fault_is_named_with_its_file_and_line(
    file: str, text: str, place: str, says: str, tmp_path: Path
) -> None:
    declare_source(tmp_path, **{file: text})
    with pytest.raises(UsageFault) as fault:
        catalogue(tmp_path)
    assert place in fault.value.message
    assert says in fault.value.message


SQL = [
    (RECORDS.replace("number_of(nik) as nik", "nik"), "kolomnya"),
    (RECORDS.replace("    name,\n", ""), "kolomnya"),
    (RECORDS.replace("card_number as", "kartu as"), "kartu"),
    (RECORDS + ";\ndrop table record", "tepat satu SELECT"),
    ("select from where", "syntax error"),
]


@pytest.mark.parametrize(("text", "says"), SQL)
def test_sql_that_gives_no_records_is_refused(text: str, says: str, tmp_path: Path) -> None:
    declare_source(tmp_path, records=text + "\n-- delivered_card\n")
    with pytest.raises(UsageFault) as fault:
        require_sound_sql(catalogue(tmp_path).source("kartu"))
    assert fault.value.message.startswith("sources/kartu/records.sql: ")
    assert says in fault.value.message


def test_a_folder_with_the_name_of_a_shipped_source_stands_in_its_place(tmp_path: Path) -> None:
    declare_source(tmp_path, "p3ke")
    known = catalogue(tmp_path)
    assert known.source("p3ke").label.id == "Kartu rekaan"
    assert known.own == {"p3ke"}
    assert catalogue().source("p3ke").label.id == "P3KE"


@pytest.mark.parametrize("file", ["source.yaml", "layout.yaml"])
def test_a_folder_without_its_files_is_named_and_not_passed_over(file: str, tmp_path: Path) -> None:
    (declare_source(tmp_path) / file).unlink()
    with pytest.raises(UsageFault, match=rf"sources/kartu/{file}.*belum ada"):
        catalogue(tmp_path)


def test_an_edit_is_another_version(tmp_path: Path) -> None:
    folder = declare_source(tmp_path)
    before = catalogue(tmp_path).own_version
    (folder / "records.sql").write_text(RECORDS + "-- further\n", encoding="utf-8")
    assert catalogue(tmp_path).own_version != before
    assert catalogue().own_version == ""


@pytest.mark.parametrize("name", ["Kartu", "k", "kartu-kks", "kartu kks"])
def test_a_name_that_no_folder_of_deliveries_can_have_is_refused(name: str, tmp_path: Path) -> None:
    declare_source(tmp_path, name)
    with pytest.raises(UsageFault, match="nama folder sumber"):
        catalogue(tmp_path)


def test_every_shipped_source_gives_records_and_facts_in_the_common_shape() -> None:
    for source in catalogue().linked():
        require_sound_sql(source)
