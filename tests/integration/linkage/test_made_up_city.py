"""DTKS of a small made-up city to its register, against the hidden truth."""

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.intake.delivery import take_in
from desil.pipeline import make_run
from desil.synthetic.city import make_city

AT = datetime(2026, 4, 1, tzinfo=UTC)
TRUTH = Path(__file__).with_name("truth.sql")


@pytest.fixture(scope="module", params=["plain", "hasty"])
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city")
    make_city(folder, scale=0.01, seed=3, releases=1, dirt=request.param, progress=Silent())
    return folder


@pytest.fixture(scope="module")
def home(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store(tmp_path_factory.mktemp("home"))
    root = city / "deliveries"
    for told in json.loads((root / "index.json").read_text(encoding="utf-8")):
        if told["source"] in ("dtsen", "dtks", "dukcapil"):
            take_in(
                store,
                told["source"],
                [root / name for name in told["files"]],
                reference_date=date.fromisoformat(told["date"]),
                handed_in_by="uji",
                at=AT,
                settings=store.engine_settings(memory_limit="1GB"),
                progress=Silent(),
            )
    return store.home


def links_of(home: Path) -> Path:
    store = Store(home)
    settings = store.engine_settings(memory_limit="1GB")
    return make_run(store, at=AT, settings=settings, progress=Silent()).folder / "link.parquet"


@pytest.fixture(scope="module")
def links(home: Path) -> Path:
    return links_of(home)


@pytest.fixture(scope="module")
def counted(city: Path, home: Path, links: Path) -> dict[str, tuple[int, int, int]]:
    """Of each group of living people's records: how many, how many linked, how many rightly."""
    listed = next(home.glob("deliveries/dtks/*/person.parquet"))
    with duckdb.connect() as database:
        database.read_parquet(str(links)).create_view("link")
        database.read_parquet(str(listed)).create_view("listed")
        for name, pattern in (
            ("true_link", "link_dtks_*"), ("true_person", "person_*"),
        ):  # fmt: skip
            file = next((city / "truth").glob(f"{pattern}.parquet"))
            database.read_parquet(str(file)).create_view(name)
        rows = database.execute(TRUTH.read_text(encoding="utf-8")).fetchall()
    return {group: (listed, linked, right) for group, listed, linked, right in rows}


@pytest.mark.parametrize("group", ["all", "number_empty", "number_wrong", "name_short"])
def test_links_are_right_and_few_are_missed(
    counted: dict[str, tuple[int, int, int]], group: str
) -> None:
    listed, linked, right = counted[group]
    least_recall = {"all": 0.985, "number_empty": 0.97, "number_wrong": 0.96, "name_short": 0.95}
    assert right / listed >= least_recall[group]
    assert right / linked >= (0.9995 if group == "all" else 0.998)


def test_a_tenth_of_a_delivery_alone_gets_the_links_that_the_whole_gave_it(
    home: Path, links: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "alone"
    for kept in ("deliveries", "linkage"):  # the delivery itself, and what was learnt from it
        shutil.copytree(home / kept, alone / kept)
    listed = next(alone.glob("deliveries/dtks/*/person.parquet"))
    with duckdb.connect() as database:
        tenth = tmp_path / "tenth.parquet"
        database.execute(
            "copy (select * from read_parquet($whole) where hash(dtks_id) % 10 = 0) to $tenth",
            {"whole": str(listed), "tenth": str(tenth)},
        )
        tenth.replace(listed)
        shown = "select source, record_id, nik, layer, weight_milli, share_ppm from"
        got, expected = (
            database.execute(
                f"{shown} read_parquet($links) where source = 'dtks'"
                " and hash(record_id) % 10 = 0 order by all",
                {"links": str(path)},
            ).fetchall()
            for path in (links_of(alone), links)
        )
    assert len(got) > 500
    assert got == expected
