"""The register that DTSEN releases make: who belongs where, since when, with which decile."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.errors import CheckFailed, NotFound
from desil.pipeline import RunReport, make_run
from tests.releases import write_delivery, write_listed
from tests.table import rows_of

RELEASES = rows_of(
    """
    | release    | family | decile | members     |
    | 2025-09-17 | A      | 1      | ani budi    |
    | 2025-09-17 | B      | 0      | citra       |
    | 2025-09-17 | C      | 7      | dedi eka    |
    | 2025-12-17 | A      | 2      | ani         |
    | 2025-12-17 | B      | 3      | citra budi  |
    | 2026-03-17 | A      | 2      | ani budi    |
    | 2026-03-17 | B      | 4      | citra       |
    | 2026-03-17 | D      | 0      | eka fajar   |
    """
)

MEMBERSHIPS = rows_of(
    """
    | person | family | role | from       | to         |
    | ani    | A      | 1    | 2025-09-17 |            |
    | budi   | A      | 3    | 2025-09-17 | 2025-12-17 |
    | budi   | B      | 3    | 2025-12-17 | 2026-03-17 |
    | budi   | A      | 3    | 2026-03-17 |            |
    | citra  | B      | 1    | 2025-09-17 |            |
    | dedi   | C      | 1    | 2025-09-17 | 2025-12-17 |
    | eka    | C      | 3    | 2025-09-17 | 2025-12-17 |
    | eka    | D      | 1    | 2026-03-17 |            |
    | fajar  | D      | 3    | 2026-03-17 |            |
    """
)

DECILES = rows_of(
    """
    | release    | family | decile | counted | reason                        |
    | 2025-09-17 | A      | 1      | 2       |                               |
    | 2025-09-17 | B      |        | 1       | belum_diperingkat_dalam_rilis |
    | 2025-09-17 | C      | 7      | 2       |                               |
    | 2025-12-17 | A      | 2      | 1       |                               |
    | 2025-12-17 | B      | 3      | 2       |                               |
    | 2026-03-17 | A      | 2      | 2       |                               |
    | 2026-03-17 | B      | 4      | 1       |                               |
    | 2026-03-17 | D      |        | 2       | belum_diperingkat_dalam_rilis |
    """
)


def run_in(home: Path, *, threads: int = 2) -> RunReport:
    store = Store(home)
    limits = store.engine_settings(memory_limit="500MB", threads=threads)
    at = datetime(2026, 4, 1, tzinfo=UTC)
    return make_run(store, at=at, settings=limits, progress=Silent())


def _texts(folder: Path, table: str, *columns: str) -> list[tuple[str, ...]]:
    rows = pq.read_table(folder / f"{table}.parquet").to_pylist()
    return [tuple("" if row[c] is None else str(row[c]) for c in columns) for row in rows]


def test_a_membership_lasts_while_releases_list_it_and_may_come_back(tmp_path: Path) -> None:
    write_listed(tmp_path, RELEASES)
    made = _texts(
        run_in(tmp_path).folder,
        "membership",
        "nik", "family_number", "relationship", "from_date", "to_date",
    )  # fmt: skip
    assert sorted(made) == sorted(tuple(row.values()) for row in MEMBERSHIPS)


def test_every_release_keeps_its_own_deciles_and_counts_its_members(tmp_path: Path) -> None:
    write_listed(tmp_path, RELEASES)
    made = _texts(
        run_in(tmp_path).folder,
        "family_decile",
        "release_date", "family_number", "decile_national", "counted_size", "unranked_reason",
    )  # fmt: skip
    assert made == [tuple(row.values()) for row in DECILES]


def test_the_register_holds_the_families_and_persons_of_the_newest_release(
    tmp_path: Path,
) -> None:
    write_listed(tmp_path, RELEASES)
    folder = run_in(tmp_path).folder
    assert _texts(folder, "family", "family_number") == [("A",), ("B",), ("D",)]
    assert [n for (n,) in _texts(folder, "person", "nik")] == [
        "ani",
        "budi",
        "citra",
        "eka",
        "fajar",
    ]


def test_the_same_deliveries_give_the_same_bytes_in_another_home(tmp_path: Path) -> None:
    hashes = set()
    for number, threads in enumerate((1, 2, 2)):
        write_listed(tmp_path / str(number), RELEASES)
        hashes.add(run_in(tmp_path / str(number), threads=threads).manifest.result_hash)
    assert len(hashes) == 1


def test_the_same_recipe_is_not_run_twice(tmp_path: Path) -> None:
    write_listed(tmp_path, RELEASES)
    assert [run_in(tmp_path).already_there for _ in range(2)] == [False, True]


def test_a_second_delivery_of_a_release_mends_the_families_that_it_holds(tmp_path: Path) -> None:
    write_listed(tmp_path, RELEASES)
    write_delivery(
        tmp_path,
        "2026-03-17",
        [{"family_number": "B", "decile_national": 9}, {"family_number": "E"}],
        [
            {"nik": "budi", "family_number": "B"},
            {"nik": "citra", "family_number": "B"},
            {"nik": "gita", "family_number": "E"},
        ],
        name="second",
        handed_in_at="2026-04-01T00:00:00+00:00",
    )
    folder = run_in(tmp_path).folder
    newest = [row[1:] for row in _texts(
        folder, "family_decile", "release_date", "family_number", "decile_national", "counted_size"
    ) if row[0] == "2026-03-17"]  # fmt: skip
    assert newest == [("A", "2", "1"), ("B", "9", "2"), ("D", "", "2"), ("E", "", "1")]
    homes = dict(_texts(folder, "person", "nik", "family_number"))
    assert (homes["ani"], homes["budi"]) == ("A", "B")


def test_mending_one_member_keeps_the_others(tmp_path: Path) -> None:
    write_listed(tmp_path, RELEASES)
    write_delivery(
        tmp_path,
        "2026-03-17",
        [{"family_number": "A", "decile_national": 2}],
        [{"nik": "hana", "family_number": "A", "relationship": 3}],
        name="second",
        handed_in_at="2026-04-01T00:00:00+00:00",
    )
    homes = _texts(run_in(tmp_path).folder, "person", "nik", "family_number")
    assert [nik for nik, family in homes if family == "A"] == ["ani", "budi", "hana"]


def test_a_person_in_two_families_is_not_let_through(tmp_path: Path) -> None:
    write_listed(tmp_path, rows_of(
        """
        | release    | family | decile | members  |
        | 2025-09-17 | A      | 1      | ani budi |
        | 2025-09-17 | B      | 1      | budi     |
        """
    ))  # fmt: skip
    with pytest.raises(CheckFailed, match="person: 1 baris ganda pada nik"):
        run_in(tmp_path)
    assert list((tmp_path / "runs").iterdir()) == []


def test_without_a_release_there_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Belum ada kiriman DTSEN"):
        run_in(tmp_path)


def test_a_release_from_before_a_column_leaves_it_unknown(tmp_path: Path) -> None:
    family = {"family_number": "A", "decile_national": 1, "has_car": 1, "floor_area_m2": 40}
    folder = write_delivery(tmp_path, "2026-01-23", [family], [{"nik": "1", "family_number": "A"}])
    file = folder / "family.parquet"
    pq.write_table(pq.read_table(file).drop_columns(["has_car"]), file)
    (row,) = pq.read_table(run_in(tmp_path).folder / "family.parquet").to_pylist()
    assert (row["has_car"], row["floor_area_m2"]) == (None, 40)
