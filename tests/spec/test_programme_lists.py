"""Lists: the order, the quota, what is told of those who wait, and what changed since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from desil.dictionary.results import FAMILIES, FAMILY_SUCCESSIONS
from desil.eligibility.lists.comparing import compare_family, compare_lists, list_before
from desil.eligibility.lists.frozen import StoredList
from desil.eligibility.lists.making import ListRequest, make_list
from desil.eligibility.lists.period import period_of
from desil.eligibility.lists.quota import Quota, read_quotas
from desil.eligibility.programme.catalogue import rule_book
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.errors import Conflict, UsageFault
from tests.numbers_of_people import card_number, serial_of
from tests.programme_families import database_of, write_run
from tests.table import rows_of

AT = datetime(2026, 4, 1, tzinfo=UTC)
PEOPLE = "1985-01-01; 2015-05-05 sd"
CITY = """
| kk | desil | desil_1_4_ppm | anggota                         |
| 1  | 1     | 900000        | 1985-01-01; 2015-05-05 sd       |
| 2  | 4     | 600000        | 1985-01-01; 2015-05-05 sd       |
| 3  | 2     |               | 1985-01-01; 2015-05-05 sd       |
| 4  | 2     | 800000        | 1985-01-01; 2015-05-05 sd       |
| 5  | 2     | 700000        | 1985-01-01; 2015-05-05 sd       |
| 6  | 9     | 100000        | 1985-01-01; 2015-05-05 sd       |
| 7  | 1     | 950000        | 1985-01-01 pns; 2015-05-05 sd   |
| 8  |       |               | 1985-01-01; 2015-05-05 sd       |
| 9  | 3     | 600000        | 1985-01-01; 2021-05-05          |
"""


def make(home: Path, text: str, *, quota: Quota, period: str = "2026-Q1", run: str = "run",
         programme: str = "PKH", threads: int = 2, shuffled: bool = False) -> StoredList:  # fmt: skip
    folder = home / "runs" / run
    if not folder.exists():
        with database_of(text, home / "spill") as database:
            write_run(database, folder, shuffled=shuffled)
    store = Store(home)
    report = make_list(
        store, ListRequest(folder, programme, period_of(period), quota), rule_book(), at=AT,
        code_version="uji", settings=store.engine_settings(threads=threads), progress=Silent(),
    )  # fmt: skip
    return report.kept


def rows(kept: StoredList) -> list[Mapping[str, object]]:
    return pq.read_table(kept.folder / "list_row.parquet").to_pylist()


def order(kept: StoredList) -> list[str]:
    return [serial_of(str(r["family_number"])) for r in rows(kept)]


def test_the_probability_comes_first_then_the_decile_then_the_tie_breaks(tmp_path: Path) -> None:
    # 3 has no probability and stands where desil 2 stands on average (750,000); 9 and 2 have the
    # same probability, 9 the lower decile.
    kept = make(tmp_path, CITY, quota=Quota(3))
    assert order(kept) == ["1", "4", "3", "5", "9", "2"]
    assert [r["state"] for r in rows(kept)] == ["terdaftar"] * 3 + ["menunggu"] * 3
    assert [r["is_borderline"] for r in rows(kept)] == [0, 0, 0, 1, 1, 1]


def test_without_probabilities_the_decile_decides_and_a_draw_the_rest(tmp_path: Path) -> None:
    text = "\n".join(f"| {n} | {1 + n % 2} | {PEOPLE} |" for n in range(1, 9))
    kept = make(tmp_path, f"| kk | desil | anggota |\n{text}", quota=Quota(6))
    assert [r["desil"] for r in rows(kept)] == [1] * 4 + [2] * 4
    assert [r["is_by_lot"] for r in rows(kept)] == [0] * 4 + [1] * 4


def test_the_list_adds_up(tmp_path: Path) -> None:
    kept = make(tmp_path, CITY, quota=Quota(3))
    counts = pq.read_table(kept.folder / "list_count.parquet").to_pylist()
    told = {(c["state"], c["verdict"]): c["families"] for c in counts}
    assert sum(told.values()) == len(rows_of(CITY))
    assert {state: sum(n for (s, _), n in told.items() if s == state) for state, _ in told} == {
        "terdaftar": 3, "menunggu": 3, "dikecualikan": 1, "tidak_layak": 1,
        "belum_dapat_dinilai": 1,
    }  # fmt: skip


@pytest.mark.parametrize("threads", [1, 2])
def test_the_list_is_the_same_whatever_the_order_of_the_input_and_the_threads(
    tmp_path: Path, threads: int
) -> None:
    text = "\n".join(f"| {n} | {1 + n % 4} | {PEOPLE} |" for n in range(1, 200))
    text = f"| kk | desil | anggota |\n{text}"
    first = make(tmp_path / "a", text, quota=Quota(50))
    second = make(tmp_path / "b", text, quota=Quota(50), threads=threads, shuffled=True)
    assert first.result_hash == second.result_hash


def test_a_list_is_frozen_and_the_same_recipe_is_the_same_list(tmp_path: Path) -> None:
    first = make(tmp_path, CITY, quota=Quota(3))
    assert make(tmp_path, CITY, quota=Quota(3)).folder == first.folder
    assert make(tmp_path, CITY, quota=Quota(4)).folder != first.folder


def test_each_kelurahan_may_have_a_quota_of_its_own(tmp_path: Path) -> None:
    kept = make(tmp_path, CITY, quota=Quota(by_village={"3275010009": 2}))
    assert [r["state"] for r in rows(kept)].count("terdaftar") == 2
    none = make(tmp_path, CITY, quota=Quota(by_village={"3275010011": 2}))
    assert [r["state"] for r in rows(none)].count("terdaftar") == 0


QUOTAS = """
| line           | says                     |
| 3275010009,x   | baris 2: '3275010009'    |
| 9999999999,1   | baris 2: '9999999999'    |
| 3275010009,-1  | baris 2: '3275010009'    |
"""


@pytest.mark.parametrize("row", rows_of(QUOTAS), ids=lambda r: r["line"])
def test_a_wrong_line_of_a_quota_file_is_named(tmp_path: Path, row: dict[str, str]) -> None:
    file = tmp_path / "kuota.csv"
    file.write_text(f"village_code,quota\n{row['line']}\n")
    with pytest.raises(UsageFault, match=row["says"]):
        read_quotas(file)


def test_a_programme_without_rules_in_the_period_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Conflict, match="tidak punya aturan"):
        make(tmp_path, CITY, quota=Quota(3), programme="LANSIA-TUNGGAL", period="2025-Q4")


def test_a_run_without_programmes_is_refused(tmp_path: Path) -> None:
    make(tmp_path, CITY, quota=Quota(3))
    (tmp_path / "runs" / "run" / "person_evidence.parquet").unlink()
    with pytest.raises(Conflict, match="sebelum langkah program"):
        make(tmp_path, CITY, quota=Quota(5))


PAIR = """
| kk | desil | desil_1_4_ppm | anggota    |
| 1  | 1     | 900000        | 1950-01-01 |
| 2  | 1     | 800000        | 1951-01-01 |
| 3  | 2     | 700000        | 1952-01-01 |
"""


def test_who_is_listed_for_one_of_a_pair_is_excluded_from_the_other(tmp_path: Path) -> None:
    make(tmp_path, PAIR, quota=Quota(2))
    kept = make(tmp_path, PAIR, quota=Quota(9), programme="LANSIA-TUNGGAL")
    assert order(kept) == ["3"]
    answers = pq.read_table(kept.folder / "list_answer.parquet").to_pylist()
    words = [kept.frozen.verdicts[a["verdict"]].criterion for a in answers]
    assert words == ["exclusive_with PKH", "exclusive_with PKH", ""]


def test_persons_are_listed_one_by_one_and_no_more_than_the_rules_count(tmp_path: Path) -> None:
    three = "2012-01-01 smp; 2009-01-01 sma; 2010-01-01 sma"
    text = f"| kk | desil | anggota | has_car |\n| 1 | 5 | {three} | 2 |"
    kept = make(tmp_path, text, quota=Quota(9), programme="BEASISWA-KOTA")
    assert len(rows(kept)) == 2
    assert all(r["nik"] for r in rows(kept))


BEFORE = """
| kk | desil | desil_1_4_ppm | anggota                         |
| 1  | 1     | 990000        | 1985-01-01; 2015-05-05 sd       |
| 2  | 1     | 980000        | 1985-01-01; 2015-05-05 sd       |
| 3  | 1     | 970000        | 1985-01-01; 1950-05-05          |
| 4  | 1     | 960000        | 1985-01-01; 2015-05-05 sd       |
| 5  | 1     | 950000        | 1985-01-01; 2015-05-05 sd       |
| 6  | 1     | 940000        | 1985-01-01; 2015-05-05 sd       |
| 7  | 2     | 200000        | 1985-01-01; 2015-05-05 sd       |
| 8  | 2     | 100000        | 1985-01-01; 2015-05-05 sd       |
"""
AFTER = """
| kk | desil | desil_1_4_ppm | anggota                         | change  | reason          |
| 1  | 1     | 990000        | 1985-01-01; 2015-05-05 sd       |         |                 |
| 2  | 6     | 200000        | 1985-01-01; 2015-05-05 sd       | leaving | graduated       |
| 3  | 1     | 970000        | 1985-01-01; 1950-05-05 meninggal | leaving | died           |
| 4  | 1     | 960000        | 1985-01-01 pns; 2015-05-05 sd   | leaving | excluded        |
| 6  |       | 940000        | 1985-01-01; 2015-05-05 sd       | leaving | not_judged      |
| 7  | 1     | 995000        | 1985-01-01; 2015-05-05 sd       | new     | waited          |
| 8  | 2     | 100000        | 1985-01-01; 2015-05-05 sd       |         |                 |
| 9  | 1     | 994000        | 1985-01-01; 2015-05-05 sd       | new     | new_in_register |
"""


def test_the_difference_says_who_is_new_and_who_leaves_and_why(tmp_path: Path) -> None:
    before = make(tmp_path, BEFORE, quota=Quota(6), period="2025-Q4", run="before")
    after = "\n".join(
        "|".join(line.split("|")[:5]) + "|" for line in AFTER.strip().splitlines()
    )  # fmt: skip
    now = make(tmp_path, after, quota=Quota(3), run="after")
    assert list_before(tmp_path, now).frozen.list_id == before.frozen.list_id
    with duckdb.connect() as database:
        found = compare_lists(database, before, now, tmp_path / "runs" / "after")
    told = {
        serial_of(r["family_number"]): (r["change"], r["reason"]) for r in found.rows.to_pylist()
    }
    expected = {r["kk"]: (r["change"], r["reason"]) for r in rows_of(AFTER) if r["change"]}
    assert told == expected | {"5": ("leaving", "gone")}
    assert found.staying == 1
    assert "PNS" in found.says("excluded", _verdict(found, "4"), "id")
    for family in range(1, 10):  # asked about one family alone, the answer is the same
        number = card_number(family)
        with duckdb.connect() as database:
            one = compare_family(database, before, now, tmp_path / "runs" / "after", number)
        assert one.rows.to_pylist() == [
            r for r in found.rows.to_pylist() if r["family_number"] == number
        ]


# Before: 1 to 4 are listed. Families of the next run: 1 has the new card 21, 2 joined 22, which was
# not listed, 3 came out of 23 and goes on, 4 is gone; 25 split off from 3.
FOLLOWED = rows_of(
    """
    | earlier | next | kind      |
    | 1       | 21   | continued |
    | 2       | 22   | merged    |
    | 3       | 25   | split     |
    """
)


def test_a_family_with_a_new_card_neither_leaves_a_list_nor_enters_it(tmp_path: Path) -> None:
    listed = "\n".join(f"| {kk} | 1 | {PEOPLE} |" for kk in (1, 2, 3, 4))
    before = make(tmp_path, f"| kk | desil | anggota |\n{listed}", quota=Quota(9),
                  period="2025-Q4", run="before")  # fmt: skip
    later = "\n".join(f"| {kk} | 1 | {PEOPLE} |" for kk in (21, 22, 3, 25))
    now = make(tmp_path, f"| kk | desil | anggota |\n{later}", quota=Quota(9), run="after")
    day = date(2025, 12, 17)
    rows_told = [
        {"earlier_number": card_number(int(r["earlier"])), "next_number": card_number(int(r["next"])),
         "family_number": card_number(int(r["next"])), "kind": r["kind"], "members": 2,
         "from_date": day, "to_date": day}
        for r in FOLLOWED
    ]  # fmt: skip
    run = tmp_path / "runs" / "after"
    pq.write_table(
        pa.Table.from_pylist(rows_told, schema=FAMILY_SUCCESSIONS.schema),
        run / FAMILY_SUCCESSIONS.file_name,
    )
    with duckdb.connect() as database:
        found = compare_lists(database, before, now, run)
    told = {(serial_of(r["family_number"]), r["change"]) for r in found.rows.to_pylist()}
    assert (told, found.staying) == ({("4", "leaving"), ("25", "new")}, 3)
    for number, changes in (("21", []), ("22", []), ("3", []), ("25", ["new"])):
        with duckdb.connect() as database:
            one = compare_family(database, before, now, run, card_number(int(number)))
        assert [r["change"] for r in one.rows.to_pylist()] == changes


def _verdict(found: object, family: str) -> int:
    rows = found.rows.to_pylist()  # type: ignore[attr-defined]
    return next(r["verdict"] for r in rows if serial_of(r["family_number"]) == family)


def test_a_full_quota_is_told_as_such(tmp_path: Path) -> None:
    make(tmp_path, BEFORE, quota=Quota(6), period="2025-Q4")
    now = make(tmp_path, BEFORE, quota=Quota(5))
    with duckdb.connect() as database:
        found = compare_lists(database, list_before(tmp_path, now), now, tmp_path / "runs" / "run")
    assert found.counts() == [("leaving", "exceeded", 1)]


def test_a_changed_rule_is_told_as_such(tmp_path: Path) -> None:
    text = f"| kk | desil | anggota |\n| 1 | 5 | {PEOPLE} |\n| 2 | 1 | {PEOPLE} |"
    make(tmp_path, text, quota=Quota(9), period="2025-Q4", programme="SEMBAKO")
    now = make(tmp_path, text, quota=Quota(9), programme="SEMBAKO")
    with duckdb.connect() as database:
        found = compare_lists(database, list_before(tmp_path, now), now, tmp_path / "runs" / "run")
    assert found.counts() == [("leaving", "rule_changed", 1)]
    assert found.says("rule_changed", 1, "en").startswith("the rule has changed. Condition now: ")


def test_families_are_the_register_s(tmp_path: Path) -> None:
    make(tmp_path, CITY, quota=Quota(3))
    assert pq.read_metadata(tmp_path / "runs" / "run" / FAMILIES.file_name).num_rows == 9
    assert period_of("2026-q1").day == date(2026, 1, 1)
    assert period_of("2026-Q4").label.id == "Oktober–Desember 2026"
    assert period_of("2026-12").label.en == "December 2026"
