"""DTKS of a small made-up city to its register, against the hidden truth."""

import json
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


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, int, int]]:
    """Of each group of living people's records: how many, how many linked, how many rightly."""
    city = tmp_path_factory.mktemp("city")
    make_city(city, scale=0.01, seed=3, releases=1, progress=Silent())
    store = Store(tmp_path_factory.mktemp("home"))
    settings = store.engine_settings(memory_limit="1GB")
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
                settings=settings,
                progress=Silent(),
            )
    run = make_run(store, at=AT, settings=settings, progress=Silent()).folder
    listed = next(store.deliveries.glob("dtks/*/person.parquet"))
    with duckdb.connect() as database:
        database.read_parquet(str(run / "link.parquet")).create_view("link")
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
    least_recall = {"all": 0.985, "number_empty": 0.97, "number_wrong": 0.97, "name_short": 0.95}
    assert right / listed >= least_recall[group]
    assert right / linked >= (0.9995 if group == "all" else 0.998)
