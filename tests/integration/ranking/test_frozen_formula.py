"""The made-up city's formula and cut-offs give back its published deciles, through this code."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.ranked_city import ranked, take_city

RANKED_FAMILIES = 721_355
FIRST_RELEASE = date(2025, 9, 17)


def published_and_found(folder: Path) -> tuple[int, int, int]:
    """Officially ranked families of the newest release, and how many have their national and
    their provincial decile from us."""
    with duckdb.connect() as database:
        for table in ("family_decile", "family_score"):
            database.read_parquet(str(folder / f"{table}.parquet")).create_view(table)
        ((ranked_families, national, province),) = database.execute(
            "select count(*), count(*) filter (indicative_national = decile_national),"
            " count(*) filter (indicative_province = decile_province)"
            " from family_decile left join family_score using (family_number)"
            " where decile_national is not null"
            " and release_date = (select max(release_date) from family_decile)"
        ).fetchall()
    return ranked_families, national, province


def score_is_explained(folder: Path, intercept: int) -> tuple[int, int]:
    """Families with a score, and those whose baseline, five weightiest facts and the rest add up
    to it."""
    with duckdb.connect() as database:
        for table in ("ranking_fact", "family_score", "family_explanation"):
            database.read_parquet(str(folder / f"{table}.parquet")).create_view(table)
        five = " + ".join(f"contribution_{place}" for place in range(1, 6))
        ((scored, explained),) = database.execute(
            f"select count(*), count(*) filter (score_micro = {five} + rest_micro + ?"
            " + (select sum(mean_micro) from ranking_fact))"
            " from family_score left join family_explanation using (family_number)"
            " where score_micro is not null",
            [intercept],
        ).fetchall()
    return scored, explained


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("ranked") / "home"
    take_city(home, scale=0.005, releases=2)
    return home


@pytest.mark.parametrize("newest", [FIRST_RELEASE, None], ids=["first release", "second"])
def test_every_ranked_family_has_its_published_decile(home: Path, newest: date | None) -> None:
    families, national, province = published_and_found(ranked(home, newest=newest).folder)
    assert families > 3_000
    assert (national, province) == (families, families)


def test_contributions_add_up_to_the_score_of_every_family(home: Path) -> None:
    scored, explained = score_is_explained(ranked(home).folder, 14_708_922)
    assert scored == explained > 3_000


def test_threads_and_a_second_run_change_no_byte(home: Path, tmp_path: Path) -> None:
    first = ranked(home, newest=FIRST_RELEASE, threads=1)
    again = tmp_path / "home"
    again.mkdir()
    for name in ("deliveries", "models"):
        (again / name).symlink_to(home / name)
    second = ranked(again, newest=FIRST_RELEASE, threads=2)
    hashes = [{t.name: t.sha256 for t in report.manifest.tables} for report in (first, second)]
    assert hashes[0] == hashes[1]
    assert {"family_score", "family_explanation", "ranking_cutoff"} <= set(hashes[0])


@pytest.mark.full_scale
def test_at_full_scale_all_721355_families_have_their_published_decile(tmp_path: Path) -> None:
    home = tmp_path / "home"
    take_city(home, scale=1.0, releases=1, memory="3GB")
    folder = ranked(home, memory="3GB").folder
    assert published_and_found(folder) == (RANKED_FAMILIES,) * 3
    scored, explained = score_is_explained(folder, 14_708_922)
    assert scored == explained == 824_818
