"""Which record is linked to whom, and by which layer."""

from pathlib import Path

import pytest

from tests.linked_city import rows_of_table, run_in, write_release, write_source
from tests.table import rows_of

PEOPLE = rows_of(
    """
    | nik              | family           | name              | born       | sex | role | village    | address        |
    | 3275011203808001 | 3275010101108001 | SUHARTONO         | 1980-03-12 | 1   | 1    | 3275010010 | JL. JATI NO. 1 |
    | 3275015507828001 | 3275010101108001 | SRI WAHYUNINGSIH  | 1982-07-15 | 2   | 2    | 3275010010 | JL. JATI NO. 1 |
    | 3275012009108001 | 3275010101108001 | MUHAMMAD YUSUF    | 2010-09-20 | 1   | 3    | 3275010010 | JL. JATI NO. 1 |
    | 3275014405758002 | 3275020202108002 | SUHARTINI         | 1975-05-04 | 2   | 1    | 3275020006 | GG. MAWAR NO 7 |
    | 3275010811908003 | 3275030303108003 | BONAR SIMANJUNTAK | 1990-11-08 | 1   | 1    | 3275030004 | JL. ELANG NO 3 |
    | 3275012502608004 | 3275040404108004 | DJOKO SOETJIPTO   | 1960-02-25 | 1   | 1    | 3275040007 | JL. ELANG NO 9 |
    | 3275010101708005 | 3275050505108005 | AGUS              | 1970-01-01 | 1   | 1    | 3275040007 | JL. DARA NO 2  |
    | 3275010101708006 | 3275060606108006 | AGUS              | 1970-01-01 | 1   | 1    | 3275040007 | JL. DARA NO 5  |
    """
)
RECORDS = rows_of(
    """
    | dtks_id         | nik              | family_number    | name              | sex | birth_date | village_code | address        | layer           | person           |
    | same_number     | 3275011203808001 |                  | SUHARTONO         | 1   | 1980-03-12 | 3275010010   |                | number          | 3275011203808001 |
    | number_nickname | 3275014405758002 |                  | TINI              | 2   | 1975-05-04 | 3275020006   |                | number          | 3275014405758002 |
    | number_spelling | 3275012502608004 |                  | JOKO SUCIPTO      | 1   | 1961-02-25 | 3275040007   |                | number          | 3275012502608004 |
    | number_of_wife  | 3275015507828001 | 3275010101108001 | SUHARTONO         | 1   | 1980-03-12 | 3275010010   | JL. JATI NO. 1 | name_exact      | 3275011203808001 |
    | mistyped        | 3275010811908008 |                  | BONAR SIMANJUNTAK | 1   | 1990-11-08 | 3275030004   |                | number_mistyped | 3275010811908003 |
    | no_number       |                  |                  | M. YUSUF          | 1   | 2010-09-20 | 3275010010   | JL JATI NO 1   | name_exact      | 3275012009108001 |
    | old_spelling    |                  |                  | DR. JOKO SUTJIPTO | 1   | 1960-02-25 | 3275040007   | JL. LAMA NO 4  | name_exact      | 3275012502608004 |
    | nickname        |                  | 3275020202108002 | TINI              | 2   | 1975-05-04 | 3275020006   | GG. MAWAR NO 7 | weight          | 3275014405758002 |
    | swapped_date    |                  | 3275030303108003 | BONAR             | 1   | 1990-08-11 | 3275030004   | JL. ELANG NO 3 | weight          | 3275010811908003 |
    | first_january   |                  |                  | SRI WAHJUNINGSIH  | 2   | 1982-01-01 | 3275010010   | JL. JATI NO. 1 | weight          | 3275015507828001 |
    | two_alike       |                  |                  | AGUS              | 1   | 1970-01-01 | 3275040007   |                |                 |                  |
    | stranger        | 3275019912008009 |                  | WAYAN SUKARSA     | 1   | 2000-12-09 | 3275030004   |                |                 |                  |
    """
)  # fmt: skip


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> dict[object, dict[str, object]]:
    home = tmp_path_factory.mktemp("home")
    write_release(home, PEOPLE)
    write_source(home, "dtks", RECORDS)
    return {row["record_id"]: row for row in rows_of_table(run_in(home).folder, "link")}


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r["dtks_id"])
def test_a_record_is_linked_to_its_person_by_the_surest_layer_that_holds(
    linked: dict[object, dict[str, object]], record: dict[str, str]
) -> None:
    link = linked[record["dtks_id"]]
    assert (link["layer"], link["nik"] or "") == (record["layer"], record["person"])


def test_every_record_has_one_row_linked_or_not(linked: dict[object, dict[str, object]]) -> None:
    assert len(linked) == len(RECORDS)


def test_two_people_who_are_as_likely_are_asked_about(tmp_path: Path) -> None:
    write_release(tmp_path, PEOPLE)
    write_source(tmp_path, "dtks", RECORDS)
    pairs = rows_of_table(run_in(tmp_path).folder, "review_pair")
    assert [(p["record_id"], p["nik"]) for p in pairs] == [
        ("two_alike", "3275010101708005"),
        ("two_alike", "3275010101708006"),
    ]
