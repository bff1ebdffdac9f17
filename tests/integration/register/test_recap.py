"""The recap is counted from families and memberships, release by release."""

from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest

from desil.engine.progress import Silent
from desil.errors import NotFound
from desil.publication.action import publish
from desil.register.names import AreaLevel
from desil.register.recap import AreaCount, area_counts, recounted, required_publication
from tests.filled_registers import Filled
from tests.register_runs import families_of, write_run
from tests.table import rows_of

FAMILIES = families_of(
    """
    | family | village    | size | 2025-09-17 | 2026-01-23 |
    | 1      | 3275010009 | 4    | 1          | 2          |
    | 2      | 3275010011 | 3    | 7          | 7          |
    | 3      | 3275040006 | 2    | belum      | 5          |
    | 4      | 3275040006 | 1    | belum      |            |
    """
)
# families and people of desil 1-4, 5, 6-10 and of the unranked
EXPECTED = """
| release    | area       | 1-4 | 5   | 6-10 | belum |
| 2025-09-17 | 3275       | 1/4 | 0/0 | 1/3  | 2/3   |
| 2025-09-17 | 3275010    | 1/4 | 0/0 | 1/3  | 0/0   |
| 2025-09-17 | 3275010009 | 1/4 | 0/0 | 0/0  | 0/0   |
| 2025-09-17 | 3275040    | 0/0 | 0/0 | 0/0  | 2/3   |
| 2026-01-23 | 3275       | 1/4 | 1/2 | 1/3  | 0/0   |
| 2026-01-23 | 3275010011 | 0/0 | 0/0 | 1/3  | 0/0   |
| 2026-01-23 | 3275040006 | 0/0 | 1/2 | 0/0  | 0/0   |
"""


def fill_register(home: Path, url: str) -> None:
    """A filling: the families are published."""
    now = datetime(2026, 2, 1, tzinfo=UTC)
    run = write_run(home / "run", FAMILIES)
    publish(run, url=url, by="petugas", at=now, progress=Silent())


@pytest.fixture
def register(filled: Filled) -> str:
    return filled(fill_register)


def _figures(area: AreaCount) -> list[str]:
    families, people = area.families, area.people
    pairs = [(families.between(*g), people.between(*g)) for g in ((1, 4), (5, 5), (6, 10))]
    return [f"{f}/{p}" for f, p in [*pairs, (families.unranked, people.unranked)]]


@pytest.mark.parametrize("row", rows_of(EXPECTED), ids=lambda r: f"{r['release']} {r['area']}")
def test_families_and_people_by_decile(register: str, row: dict[str, str]) -> None:
    level = {4: AreaLevel.CITY, 7: AreaLevel.DISTRICT, 10: AreaLevel.VILLAGE}[len(row["area"])]
    with psycopg.connect(register) as connection:
        cursor = connection.cursor()
        publication = required_publication(cursor)
        (area,) = area_counts(
            cursor,
            publication.id,
            date.fromisoformat(row["release"]),
            level,
            code=row["area"],
        )
    assert _figures(area) == [row["1-4"], row["5"], row["6-10"], row["belum"]]


def test_a_recount_from_the_rows_is_the_stored_recap(register: str) -> None:
    with psycopg.connect(register) as connection:
        cursor = connection.cursor()
        publication = required_publication(cursor)
        for release in publication.releases:
            stored = {
                area
                for level in AreaLevel
                for area in area_counts(cursor, publication.id, release.release_date, level)
            }
            assert set(recounted(cursor, publication.id, release.release_date)) == stored


def test_villages_add_up_to_districts_and_the_city(register: str) -> None:
    with psycopg.connect(register) as connection:
        cursor = connection.cursor()
        publication = required_publication(cursor)
        newest = publication.releases[0].release_date
        sums = [
            [sum(figures) for figures in zip(*(a.families.by_decile for a in areas), strict=True)]
            for level in AreaLevel
            if (areas := area_counts(cursor, publication.id, newest, level))
        ]
    assert sums[0] == sums[1] == sums[2]


def test_areas_carry_their_names_and_parents(register: str) -> None:
    with psycopg.connect(register) as connection:
        cursor = connection.cursor()
        publication = required_publication(cursor)
        newest = publication.releases[0].release_date
        found = area_counts(
            cursor, publication.id, newest, AreaLevel.VILLAGE, parent_code="3275010"
        )
    assert [(a.code, a.name) for a in found] == [
        ("3275010009", "Jatiwaringin"),
        ("3275010011", "Jaticempaka"),
    ]


def test_an_unknown_release_names_those_there_are(register: str) -> None:
    with psycopg.connect(register) as connection:
        publication = required_publication(connection.cursor())
    with pytest.raises(NotFound) as missing:
        publication.release(date(2024, 1, 1))
    assert "2026-01-23" in missing.value.hint


def test_an_empty_register_says_what_to_do(empty_register: str) -> None:
    with psycopg.connect(empty_register) as connection, pytest.raises(NotFound) as missing:
        required_publication(connection.cursor())
    assert "desil publish" in missing.value.hint
