"""What all sources together say of the people in the register, without changing who is counted."""

import shutil
from contextlib import AbstractContextManager
from pathlib import Path

from desil.engine.progress import Silent, Stage
from tests.linked_city import Rows, rows_of_table, run_in, write_release, write_source
from tests.table import rows_of

PEOPLE = rows_of(
    """
    | nik              | family           | name             | born       | sex | role | village    | address        |
    | 3275011203808001 | 3275010101108001 | SUHARTONO        | 1980-03-12 | 1   | 1    | 3275010010 | JL. JATI NO. 1 |
    | 3275015507828001 | 3275010101108001 | SRI WAHYUNINGSIH | 1982-07-15 | 2   | 2    | 3275010010 | JL. JATI NO. 1 |
    | 3275014405758002 | 3275020202108002 | SUHARTINI        | 1975-05-04 | 2   | 1    | 3275020006 | GG. MAWAR NO 7 |
    | 3275010811908003 | 3275030303258003 | BONAR HUTAGALUNG | 1990-11-08 | 1   | 1    | 3275030004 | JL. ELANG NO 3 |
    """
)
FAMILIES = rows_of(
    """
    | family           | decile | meter        |
    | 3275010101108001 | 1      | 530000000001 |
    | 3275020202108002 | 4      |              |
    | 3275030303258003 | 0      |              |
    """
)
CIVIL = rows_of(
    """
    | nik              | family_number    | name             | sex | birth_date | village_code | status | status_date |
    | 3275011203808001 | 3275019909258009 | SUHARTONO        | 1   | 1980-03-12 | 3275010010   | 1      |             |
    | 3275015507828001 | 3275010101108001 | SRI WAHYUNINGSIH | 2   | 1982-07-15 | 3275010010   | 1      |             |
    | 3275014405758002 | 3275020202108002 | SUHARTINI        | 2   | 1975-05-04 | 3275020006   | 1      |             |
    | 3275010811908003 | 3275030303258003 | BONAR HUTAGALUNG | 1   | 1990-11-08 | 3275030004   | 1      |             |
    | 3275010101408007 | 3275010101108001 | KARTOSUWIRYO     | 1   | 1940-01-01 | 3275010010   | 2      | 2024-02-03  |
    | 3275010207258008 | 3275010101108001 | NADIA SUHARTONO  | 2   | 2025-07-02 | 3275010010   | 1      |             |
    """
)
OLD_LIST = rows_of(
    """
    | dtks_id | nik              | family_number    | name              | sex | birth_date | village_code |
    | d1      | 3275011203808001 | 3275010101058099 | SOEHARTONO        | 1   | 1980-03-12 | 3275010010   |
    | d2      | 3275011203808001 |                  | SUHARTONO         | 1   | 1980-03-12 | 3275010010   |
    | d3      | 3275010101408007 |                  | KARTOSUWIRYO      | 1   | 1940-01-01 | 3275010010   |
    | d4      | 3275014405758002 |                  | BONAR HUTAGALUNG  | 1   | 1990-11-08 | 3275030004   |
    """
)
RECIPIENTS = rows_of(
    """
    | programme | nik              | family_number    | name         | period  |
    | PBI-JK    | 3275010101408007 |                  | KARTOSUWIRYO | 2025-09 |
    | PKH       |                  | 3275020202108002 | SUHARTINI    | 2025-09 |
    """
)
WAGES = rows_of(
    """
    | kpj | nik              | name      | birth_date | wage    |
    | k1  | 3275011203808001 | SUHARTONO | 1980-03-12 | 9000000 |
    """
)
METERS = rows_of(
    """
    | customer_id  | name      | power_va | village_code |
    | 530000000001 | SUHARTONO | 3500     | 3275010010   |
    """
)


def write_city(home: Path, *, turned: bool = False) -> None:
    """All deliveries; `turned`: rows in the other order, and the old list in two files' order."""

    def listed(rows: Rows) -> Rows:
        return list(reversed(rows)) if turned else rows

    write_release(home, listed(PEOPLE), FAMILIES)
    halves = (("a", OLD_LIST[:2]), ("b", OLD_LIST[2:]))
    for name, rows in reversed(halves) if turned else halves:
        write_source(home, "dtks", listed(rows), on="2023-12-01", name=name)
    write_source(home, "dukcapil", listed(CIVIL))
    write_source(home, "penerima", listed(RECIPIENTS), unit="recipient")
    write_source(home, "bpjs_tk", WAGES)
    write_source(home, "pln", METERS, unit="meter")


def _of(folder: Path, table: str, *columns: str) -> set[tuple[object, ...]]:
    return {tuple(row[c] for c in columns) for row in rows_of_table(folder, table)}


def test_integration_never_changes_who_is_counted(tmp_path: Path) -> None:
    write_release(tmp_path / "alone", PEOPLE, FAMILIES)
    write_city(tmp_path / "all")
    alone, everything = (run_in(tmp_path / name).manifest for name in ("alone", "all"))
    register = ("family", "person", "membership", "family_decile", "release")
    assert {t.name: t.sha256 for t in alone.tables if t.name in register} == {
        t.name: t.sha256 for t in everything.tables if t.name in register
    }


def test_every_other_value_is_kept_and_the_civil_register_is_believed_first(tmp_path: Path) -> None:
    write_city(tmp_path)
    rivals = _of(run_in(tmp_path).folder, "rival_fact", "fact", "stated_value", "source", "wins")
    assert {r for r in rivals if r[0] != "nik"} == {
        ("family_number", "3275019909258009", "dukcapil", 1),
        ("family_number", "3275010101058099", "dtks", 0),
        ("name", "SOEHARTONO", "dtks", 0),
    }


def test_the_dead_and_the_doubled_are_flagged_with_evidence(tmp_path: Path) -> None:
    write_city(tmp_path)
    flags = _of(run_in(tmp_path).folder, "person_flag", "nik", "flag", "source", "evidence")
    assert flags == {
        ("3275010101408007", "dead", "dukcapil", "dicatat Dukcapil"),
        ("3275011203808001", "doubled_in_source", "dtks", "2 catatan dalam satu daftar"),
    }


def test_what_integration_finds_is_counted_with_reasons(tmp_path: Path) -> None:
    write_city(tmp_path)
    found = _of(run_in(tmp_path).folder, "integration_count", "finding", "reason", "found")
    assert found == {
        ("dtks_not_in_dtsen", "dead", 1),
        ("dtsen_not_in_dtks", "never_listed", 2),
        ("one_nik_two_people", "number_of_stranger", 1),
        ("recipient_gone", "dead", 1),
        ("wage_above_minimum_low_decile", "decile_1", 1),
        ("large_meter_low_decile", "decile_1", 1),
        ("member_missing", "newborn", 1),
        ("unranked_family", "new_card", 1),
    }


def test_a_household_of_the_survey_may_hold_two_families(tmp_path: Path) -> None:
    write_release(tmp_path, PEOPLE, FAMILIES)
    write_source(tmp_path, "regsosek", rows_of(
        """
        | household_id | member_number | nik              | name      | sex | birth_date |
        | r1           | 1             | 3275011203808001 | SUHARTONO | 1   | 1980-03-12 |
        | r1           | 2             | 3275014405758002 | SUHARTINI | 2   | 1975-05-04 |
        """
    ))  # fmt: skip
    kept = _of(run_in(tmp_path).folder, "household_family", "household_id", "family_number")
    assert kept == {("r1", "3275010101108001"), ("r1", "3275020202108002")}


def test_another_order_of_rows_and_files_gives_the_same_links(tmp_path: Path) -> None:
    for name, turned in (("straight", False), ("turned", True)):
        write_city(tmp_path / name, turned=turned)
    straight, turned_links = (
        _of(run_in(tmp_path / name, threads=threads).folder, "link", "source", "record_id", "nik",
            "layer", "weight_milli", "share_ppm")
        for name, threads in (("straight", 2), ("turned", 1))
    )  # fmt: skip
    assert straight == turned_links


class _Heard(Silent):
    def __init__(self) -> None:
        self.names: list[str] = []

    def stage(
        self, name: str, total: float | None = None, unit: str = ""
    ) -> AbstractContextManager[Stage]:
        self.names.append(name)
        return super().stage(name, total, unit)


def test_a_further_delivery_is_linked_alone_and_gives_what_a_full_run_gives(tmp_path: Path) -> None:
    write_city(tmp_path / "whole")
    write_city(tmp_path / "grown")
    late = tmp_path / "grown" / "deliveries" / "dtks" / "2023-12-01-b"
    shutil.move(late, tmp_path / "late")
    run_in(tmp_path / "grown")
    shutil.move(tmp_path / "late", late)
    heard = _Heard()
    grown = run_in(tmp_path / "grown", progress=heard).manifest
    assert [n for n in heard.names if n.startswith("tautkan")] == ["tautkan dtks"]
    assert grown.result_hash == run_in(tmp_path / "whole").manifest.result_hash
