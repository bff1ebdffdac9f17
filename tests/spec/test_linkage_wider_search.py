"""Records in which several fields are wrong at once are compared with their person all the same."""

from pathlib import Path

import duckdb
import pytest

from desil.linkage.weights.comparisons import COMPARISONS, LIKENESSES, level_sql
from tests.linked_city import rows_of_table, run_in, write_release, write_source
from tests.table import rows_of

PEOPLE = rows_of(
    """
    | nik              | family           | name                 | born       | sex | role | village    | address                       |
    | 3275014704828001 | 3275010101108001 | ASEP SAEPULOH        | 1982-04-07 | 1   | 1    | 3275010010 | JL. JATI NO. 7 RT 002/RW 005  |
    | 3275010811908001 | 3275040404108004 | TEGUH WIRATMAJA      | 1990-11-08 | 1   | 1    | 3275040007 | JL. NURI NO. 12 RT 003/RW 002 |
    | 3275012009808001 | 3275020202108002 | HASAN PURNOMO        | 1980-09-20 | 1   | 1    | 3275020006 | GG. MAWAR NO. 7 RT 001/RW 003 |
    | 3275016408768001 | 3275030303108003 | CICIH SUMIARSIH      | 1976-08-24 | 2   | 1    | 3275030004 | JL. ELANG NO. 3 RT 004/RW 001 |
    """
)
RECORDS = rows_of(
    """
    | dtks_id             | nik              | family_number | name            | sex | birth_date | village_code | address     | person           |
    | first_letter_and_day|                  |               | GSEP SAEPULOH   | 1   | 1982-05-08 | 3275010010   | JL. DARA 1  | 3275014704828001 |
    | vowels_and_year     |                  |               | TIGAH WERATMAJA | 1   | 1991-11-08 | 3275070001   | JL. DARA 2  | 3275010811908001 |
    | decade_and_day      |                  |               | CICIH SUMIARSIH | 2   | 1986-08-23 | 3275030004   | JL. DARA 3  | 3275016408768001 |
    | number_says_no      | 3275032009818003 |               | HASAN PURNOMO   | 1   | 1981-09-20 | 3275070001   | JL. DARA 4  |                  |
    | number_absent       |                  |               | HASAN PURNOMO   | 1   | 1981-09-20 | 3275070001   | JL. DARA 4  | 3275012009808001 |
    """
)  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    write_release(home, PEOPLE)
    write_source(home, "dtks", RECORDS)
    return run_in(home).folder


@pytest.mark.parametrize("record", RECORDS[:3], ids=lambda r: r["dtks_id"])
def test_a_record_with_two_faults_is_linked_or_asked_about(
    run: Path, record: dict[str, str]
) -> None:
    found = {
        (row["record_id"], row["nik"])
        for table in ("link", "review_pair")
        for row in rows_of_table(run, table)
    }
    assert (record["dtks_id"], record["person"]) in found


def test_a_number_that_confirms_another_birth_date_counts_against_a_namesake(run: Path) -> None:
    weight = {
        row["record_id"]: row["weight_milli"]
        for table in ("link", "review_pair")
        for row in rows_of_table(run, table)
        if row["nik"] == "3275012009808001"
    }
    assert weight.get("number_says_no", -99_000) < weight["number_absent"] - 5_000


LEVELS = rows_of(
    """
    | number of person | born       | number of record | written    | number | birth_date |
    | 3275012009808001 | 1980-09-20 | 3275012009808001 | 1980-09-20 | 7      | 6          |
    | 3275012009808001 | 1980-09-20 | 3275032009818003 | 1981-09-20 | 8      | 3          |
    | 3275016009808001 | 1980-09-20 | 3275036109828003 | 1982-09-21 | 8      | 7          |
    | 3275012009808001 | 1980-09-20 | 3275031111718003 | 1981-09-20 | 0      | 3          |
    | 3275012009808001 | 1980-09-20 | 3275032009808093 | 1980-09-20 | 0      | 6          |
    | 3275012009808001 | 1980-09-20 | 3275032009808093 |            | 0      | -1         |
    | 3275012009808001 | 1980-09-20 |                  | 1980-10-21 | -1     | 7          |
    | 3275012009808001 | 1980-09-20 |                  | 1980-12-31 | -1     | 1          |
    | 3275012009808001 | 1980-09-20 | 327503XX         | 1991-12-31 | 0      | 0          |
    """
)


@pytest.mark.parametrize("row", LEVELS, ids=str)
def test_numbers_and_dates_fall_into_their_levels(row: dict[str, str]) -> None:
    told = {c.name: level_sql(c) for c in COMPARISONS}
    sides = {
        "number_l": row["number of person"],
        "birth_date_l": row["born"],
        "number_r": row["number of record"] or None,
        "birth_date_r": row["written"] or None,
    }
    given = (
        "select $number_l as number_l, cast($birth_date_l as date) as birth_date_l,"
        " cast($number_r as varchar) as number_r, cast($birth_date_r as date) as birth_date_r,"
        " cast(null as varchar) as canonical_l, cast(null as varchar) as canonical_r"
    )
    with duckdb.connect() as database:
        found = database.execute(
            f"select {told['number']}, {told['birth_date']}"
            f" from (select *, {LIKENESSES} from ({given}))",
            sides,
        ).fetchall()[0]
    assert found == (int(row["number"]), int(row["birth_date"]))
