"""Dates of people: never after the delivery, never an impossible life, a year is no day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desil.dictionary.life.age import age_on
from desil.engine.database import open_database
from desil.engine.progress import Silent
from desil.engine.settings import EngineSettings
from desil.engine.store import Store
from desil.errors import UsageFault
from desil.intake.delivery import take_in
from desil.synthetic.draw.calendar import age_on as age_of_array
from tests.hand_over import (
    A_FAMILY,
    A_HEAD,
    finding_rows,
    only,
    quarantined,
    release_files,
    table_of,
    take,
)
from tests.table import rows_of

BIRTHS = """
| nik              | role | written             | read       | rule                    |
| 3275041507289501 | 1    | 2028-07-15          | 1928-07-15 | tanggal_abad_dipulihkan |
| 3275041507289501 | 1    | 15/07/2028          | 1928-07-15 | tanggal_abad_dipulihkan |
| 3275041507289501 | 1    | 15-07-28            | 1928-07-15 | tanggal_abad_dipulihkan |
| 3275041507289501 | 1    | 07/15/28            | 1928-07-15 | tanggal_abad_dipulihkan |
| 3275041507289501 | 1    | 1828-07-15          | 1928-07-15 | tanggal_abad_dipulihkan |
| 3275041507289501 | 1    | 2028-08-15          |            | tanggal_mustahil        |
| 3275041507289501 | 1    | 2027-07-15          |            | tanggal_mustahil        |
| 3275041507119502 | 3    | 15/07/11            | 2011-07-15 | tanggal_abad_dipulihkan |
| 3275041507119502 | 6    | 15/07/11            | 2011-07-15 | tanggal_abad_dipulihkan |
| 3275041507209502 | 6    | 15/07/20            | 1920-07-15 | tanggal_abad_dipulihkan |
| 3275041507209502 | 3    | 15/07/20            | 2020-07-15 | tanggal_abad_dipulihkan |
| 3275041507209502 | 6    | 2020-07-15          | 2020-07-15 | umur_bertentangan_peran |
| 3275041507209502 | 3    | 1920-07-15          | 1920-07-15 | umur_bertentangan_peran |
| 3275045507809503 | 2    | 15/07/80            | 1980-07-15 | tanggal_abad_dipulihkan |
| 3275042301269504 | 3    | 2026-01-23          | 2026-01-23 |                         |
| 3275042401269504 | 3    | 2026-01-24          |            | tanggal_mustahil        |
| 3275042301069504 | 3    | 1906-01-23          | 1906-01-23 | umur_bertentangan_peran |
| 3275042201069504 | 1    | 1906-01-22          | 2006-01-22 | tanggal_abad_dipulihkan |
| 3275042201069504 | 1    | 1906-01-21          |            | tanggal_mustahil        |
| 3275041507809501 | 1    | 1990                |            | tanggal_mustahil        |
| 3275041507809501 | 1    | 1890                |            | tanggal_mustahil        |
| 3275041507809501 | 1    | 2026                |            | tanggal_mustahil        |
| 3275041507809501 | 1    | 9999                |            | tanggal_mustahil        |
| 3275041507809501 | 1    | 45                  |            | tanggal_mustahil        |
| 3275041507809501 | 1    | 29417               | 1980-07-15 |                         |
| 3275041507809501 | 1    | 29417.0             | 1980-07-15 |                         |
| 3275041507809501 | 1    | 00029               |            | tanggal_mustahil        |
| 3275041507809501 | 1    | 60000               |            | tanggal_mustahil        |
| 3275041507809501 | 1    | 80-07-15            |            | tanggal_mustahil        |
| 3275041507809501 | 1    | #VALUE!             |            | tanggal_mustahil        |
"""


@pytest.mark.parametrize("row", rows_of(BIRTHS), ids=lambda r: f"{r['written']} {r['role']}")
def test_a_birth_date_is_held_to_the_delivery_the_nik_and_the_role(
    row: dict[str, str], tmp_path: Path
) -> None:
    head = {**A_HEAD, "nomor_induk_kependudukan": "3275011507809999", "tanggal_lahir": "1980-07-15"}
    person = {
        **A_HEAD,
        "nomor_induk_kependudukan": row["nik"],
        "status_hubungan_keluarga": row["role"],
        "tanggal_lahir": row["written"],
        "jenis_kelamin": "2" if row["nik"][6] > "3" else "1",
    }
    delivery = take(tmp_path / "home", release_files(tmp_path, members=[head, person]))
    read = {p["nik"]: p["birth_date"] for p in table_of(delivery, "person")}
    born = date.fromisoformat(row["read"]) if row["read"] else None
    assert read.get(row["nik"]) == born
    if born is None:
        assert quarantined(delivery) == [(3, "tanggal_lahir", row["rule"])]
    else:
        rules = [rule for column, _, rule in finding_rows(delivery) if column == "tanggal_lahir"]
        assert rules == ([row["rule"]] if row["rule"] else [])


@pytest.mark.parametrize(
    ("source", "header", "line"),
    [
        (
            "dtks",
            "tanggal_lahir",
            "900001;800001;;3275040101209601;REKA TUA;1;{};IBU REKA;3275040006;JL. REKAAN;1;2023;TIDAK;YA;TIDAK",
        ),
    ],
)
@pytest.mark.parametrize("written", ["1958", "2027-01-01", "1905-01-01", "1890", "45", "#REF!"])
def test_every_source_s_impossible_date_is_told(
    source: str, header: str, line: str, written: str, tmp_path: Path
) -> None:
    headers = "id_dtks;idart;nik;no_kk;nama;jenis_kelamin;tanggal_lahir;nama_ibu;kode_kelurahan;alamat;hubungan;tahun;pkh;sembako;pbi"
    (tmp_path / "d.csv").write_text(f"{headers}\n{line.format(written)}\n")
    delivery = take(tmp_path / "home", [tmp_path / "d.csv"], source=source)
    assert only(delivery, "person")["birth_date"] is None
    assert (header, written, "tanggal_mustahil") in finding_rows(delivery)


@pytest.mark.parametrize("day", ["2062-01-23", "1026-01-23", "2026-01-26", "2004-12-31"])
def test_a_release_of_a_day_that_cannot_be_is_refused(day: str, tmp_path: Path) -> None:
    files = release_files(tmp_path, [{**A_FAMILY, "jumlah_anggota_keluarga": "1"}], [A_HEAD])
    store = Store(tmp_path / "home")
    with pytest.raises(UsageFault, match=day) as refused:
        take_in(
            store,
            "dtsen",
            files,
            reference_date=date.fromisoformat(day),
            handed_in_by="petugas",
            at=datetime(2026, 1, 24, 16, tzinfo=UTC),
            settings=store.engine_settings(memory_limit="1GB", threads=1),
            progress=Silent(),
        )
    assert refused.value.hint


AGE_SQL = {
    "ranking": ("desil/ranking/facts/family_fact.sql", "newest_release.release_date"),
    "eligibility": ("desil/eligibility/words/member_word.sql", "reference_day.on_date"),
}
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
EDGES = [
    (date(2026, 1, 23), date(2026, 1, 23)),
    (date(2026, 1, 23), date(2026, 1, 24)),
    (date(2026, 2, 28), date(2000, 2, 29)),
    (date(2024, 2, 29), date(2000, 2, 29)),
    (date(2026, 3, 1), date(2000, 2, 29)),
    (date(2026, 12, 31), date(2027, 1, 1)),
]


def _age_expression(file: str) -> str:
    """The text of a query that gives `age`, from its `case` to its `end`."""
    text = (Path(__file__).parents[2] / "src" / file).read_text(encoding="utf-8")
    before, _, _ = text.partition("end as age")
    begins = before.rindex("case\n", 0, before.index("person.birth_date <="))
    return before[begins:] + "end"


@pytest.mark.parametrize("room", AGE_SQL)
@settings(max_examples=20, deadline=None)
@given(pairs=st.lists(st.tuples(DAYS, DAYS), max_size=50))
def test_every_age_is_the_one_of_the_dictionary(
    room: str, pairs: list[tuple[date, date]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    pairs = EDGES + pairs
    file, day = AGE_SQL[room]
    table, column = day.split(".")
    with open_database(EngineSettings(tmp_path_factory.mktemp("a"), "500MB", 1)) as database:
        database.execute(f"create table both_days (n integer, {column} date, birth_date date)")
        database.executemany(
            "insert into both_days values (?, ?, ?)", [(n, *p) for n, p in enumerate(pairs)]
        )
        found = database.execute(
            f"select {_age_expression(file)} from both_days as {table}"
            f" inner join both_days as person using (n) order by n".replace(
                "using (n)", f"on {table}.n = person.n"
            ).replace("order by n", f"order by {table}.n")
        ).fetchall()
    expected = [age_on(on, born) for on, born in pairs]
    assert [None if age is None else int(age) for (age,) in found] == expected


def test_the_made_up_city_counts_years_as_the_dictionary_does() -> None:
    for on, born in EDGES:
        found = int(age_of_array(np.array([born], "datetime64[D]"), on)[0])
        assert (None if found < 0 else found) == age_on(on, born)
