"""What a run counts by kelurahan: who moved between releases, and who waits since when."""

from pathlib import Path

import pyarrow.parquet as pq

from tests.releases import write_listed
from tests.spec.test_register import run_in
from tests.table import rows_of

RELEASES = rows_of(
    """
    | release    | family | decile | members   |
    | 2025-09-17 | A      | 1      | ani budi  |
    | 2025-09-17 | B      | 0      | citra     |
    | 2025-09-17 | C      | 7      | dedi eka  |
    | 2025-09-17 | E      | 4      | hana      |
    | 2025-12-17 | A      | 2      | ani budi  |
    | 2025-12-17 | B      | 0      | citra     |
    | 2025-12-17 | D      | 0      | fajar     |
    | 2025-12-17 | E      | 0      | hana gani |
    """
)
# 0 stands for a family that is not ranked, -1 for one that the release does not list.
MOVED = rows_of(
    """
    | from | to | families | people | who            |
    | -1   | 0  | 1        | 1      | D entered      |
    | 0    | 0  | 1        | 1      | B waits on     |
    | 1    | 2  | 1        | 2      | A              |
    | 4    | 0  | 1        | 2      | E lost it      |
    | 7    | -1 | 1        | 2      | C left         |
    """
)
WAITING = rows_of(
    """
    | since      | families | people | who    |
    | 2025-09-17 | 1        | 1      | B      |
    | 2025-12-17 | 2        | 3      | D, E   |
    """
)


def _rows(folder: Path, table: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = pq.read_table(folder / f"{table}.parquet").to_pylist()
    return rows


def test_every_family_of_two_releases_is_in_one_way_of_moving(tmp_path: Path) -> None:
    write_listed(tmp_path, RELEASES)
    made = _rows(run_in(tmp_path).folder, "movement")
    assert [(r["from_standing"], r["to_standing"], r["families"], r["people"]) for r in made] == [
        tuple(int(row[c]) for c in ("from", "to", "families", "people")) for row in MOVED
    ]
    assert {str(r["to_date"]) for r in made} == {"2025-12-17"}


def test_a_family_waits_since_the_release_from_which_on_it_had_no_decile(tmp_path: Path) -> None:
    write_listed(tmp_path, RELEASES)
    waiting: dict[str, tuple[int, int]] = {}
    for row in _rows(run_in(tmp_path).folder, "unranked_age"):
        families, people = waiting.get(str(row["since_date"]), (0, 0))
        counted = (families + int(str(row["families"])), people + int(str(row["people"])))
        waiting[str(row["since_date"])] = counted
    assert waiting == {r["since"]: (int(r["families"]), int(r["people"])) for r in WAITING}


def test_the_neighbourhoods_of_a_city_hold_each_family_of_its_newest_release(
    tmp_path: Path,
) -> None:
    write_listed(tmp_path, RELEASES)
    made = _rows(run_in(tmp_path).folder, "neighbourhood")
    assert [(r["standing"], r["families"], r["people"]) for r in made] == [(0, 3, 4), (2, 1, 2)]
