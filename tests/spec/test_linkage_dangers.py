"""Who must not be linked, and who is linked in spite of how a clerk wrote them."""

from pathlib import Path

import pytest

from tests.linked_city import rows_of_table, run_in, write_release, write_source
from tests.table import rows_of

PEOPLE = rows_of(
    """
    | nik              | family           | name                 | born       | sex | role | village    | address                         |
    | 3275016808918001 | 3275010101108001 | RATNA KUSUMAWARDHANI | 1991-08-28 | 2   | 1    | 3275010010 | JL. JATI NO. 7 RT 002/RW 005    |
    | 3275012009808001 | 3275020202108002 | HASAN PURNOMO        | 1980-09-20 | 1   | 1    | 3275020006 | GG. MAWAR NO. 7 RT 001/RW 003   |
    | 3275011404158001 | 3275020202108002 | HASAN PURNOMO        | 2015-04-14 | 1   | 3    | 3275020006 | GG. MAWAR NO. 7 RT 001/RW 003   |
    | 3275015101188001 | 3275030303108003 | AISYAH RAHMA         | 2018-01-11 | 2   | 3    | 3275030004 | JL. ELANG NO. 3 RT 004/RW 001   |
    | 3275015101188002 | 3275030303108003 | ALYA RAHMA           | 2018-01-11 | 2   | 3    | 3275030004 | JL. ELANG NO. 3 RT 004/RW 001   |
    | 3275010506708001 | 3275030303108003 | BONAR HUTAPEA        | 1970-06-05 | 1   | 1    | 3275030004 | JL. ELANG NO. 3 RT 004/RW 001   |
    | 3275010811908001 | 3275040404108004 | TEGUH WIRATMAJA      | 1990-11-08 | 1   | 1    | 3275040007 | JL. NURI NO. 12 RT 003/RW 002   |
    """
)
RECORDS = rows_of(
    """
    | dtks_id            | nik              | family_number    | name                   | sex | birth_date | village_code | address                   | person           |
    | neighbour_in_dates | 3275016808918001 |                  | LASMI                  | 2   | 1991-08-28 | 3275070001   | JL. DARA NO 1             |                  |
    | other_sex          | 3275016808918001 |                  | SLAMET RIYADI          | 1   | 1991-08-28 | 3275010010   | JL. DARA NO 2             |                  |
    | one_digit_stranger | 3275026808918001 |                  | NGATINI                | 2   | 1991-08-28 | 3275020005   | JL. DARA NO 3             |                  |
    | number_of_father   | 3275012009808001 | 3275020202108002 | HASAN PURNOMO          | 1   | 2015-04-14 | 3275020006   | GANG MAWAR 7              | 3275011404158001 |
    | third_twin         |                  | 3275030303108003 | KIRANA PUSPITA         | 2   | 2018-01-11 | 3275030004   | JL. ELANG NO. 3           |                  |
    | twin_named         | 3275015101188001 | 3275030303108003 | ALYA RAHMA             | 2   | 2018-01-11 | 3275030004   | JL. ELANG NO. 3           |                  |
    | reversed           |                  |                  | HUTAPEA BONAR          | 1   | 1970-06-05 | 3275030004   | JALAN ELANG 3, RT 4 RW 1  | 3275010506708001 |
    | joined             |                  |                  | TEGUHWIRATMAJA         | 1   | 1990-11-08 | 3275040007   | NURI NO 12 RT.3/2         | 3275010811908001 |
    | alias              |                  |                  | TEGUH W ALIAS KUMIS    | 1   | 1990-11-08 | 3275040007   | JLN NURI NOMOR 12         | 3275010811908001 |
    | other_number       | 3275072009808123 |                  | HASAN PURNOMO          | 1   | 1980-09-20 | 3275020006   | JL. DARA NO 4             |                  |
    """
)  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    write_release(home, PEOPLE)
    write_source(home, "dtks", RECORDS)
    return run_in(home).folder


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r["dtks_id"])
def test_a_record_is_linked_to_its_own_person_or_to_nobody(
    run: Path, record: dict[str, str]
) -> None:
    link = {row["record_id"]: row for row in rows_of_table(run, "link")}[record["dtks_id"]]
    assert (link["nik"] or "") == record["person"]


def test_a_number_that_nothing_confirms_is_asked_about_with_its_owner(run: Path) -> None:
    asked = {(p["record_id"], p["nik"]) for p in rows_of_table(run, "review_pair")}
    assert {("neighbour_in_dates", "3275016808918001"), ("other_sex", "3275016808918001")} <= asked


def test_neighbours_of_a_dense_series_are_not_asked_about(run: Path) -> None:
    asked = {p["record_id"] for p in rows_of_table(run, "review_pair")}
    assert "one_digit_stranger" not in asked
