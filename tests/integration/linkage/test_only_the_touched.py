"""After a small change only who could be touched is linked again, as if all were."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.intake.delivery import take_in
from desil.linkage.review.decisions import decision_of, record_decisions
from desil.pipeline import make_run
from desil.synthetic.city import make_city

AT = datetime(2026, 4, 1, tzinfo=UTC)
TABLES = ("link", "review_pair", "rival_fact", "person_flag", "integration_finding")


def _take_in(store: Store, source: str, files: list[Path], on: str) -> None:
    take_in(
        store,
        source,
        files,
        reference_date=date.fromisoformat(on),
        handed_in_by="uji",
        at=AT,
        settings=store.engine_settings(memory_limit="1GB"),
        progress=Silent(),
    )


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that has linked DTKS, P3KE and the civil register once."""
    city = tmp_path_factory.mktemp("city")
    make_city(city, scale=0.004, seed=5, releases=1, dirt="crowded", progress=Silent())
    store = Store(tmp_path_factory.mktemp("home"))
    root = city / "deliveries"
    for told in json.loads((root / "index.json").read_text(encoding="utf-8")):
        if told["source"] in ("dtsen", "dtks", "p3ke", "dukcapil"):
            _take_in(store, told["source"], [root / n for n in told["files"]], told["date"])
    _run(store.home)
    return store.home


def _run(home: Path) -> Path:
    store = Store(home)
    settings = store.engine_settings(memory_limit="1GB")
    return make_run(store, at=AT, settings=settings, progress=Silent()).folder


def _replace_rows(file: Path, query: str) -> None:
    new = file.with_suffix(".new")
    with duckdb.connect() as database:
        database.read_parquet(str(file)).create_view("listed")
        database.execute(f"copy ({query}) to '{new}' (format parquet)")
    new.replace(file)


def _mend_five_families(home: Path) -> None:
    """Five families get another address, their heads another name, and one member is gone."""
    release = next(home.glob("deliveries/dtsen/*/family.parquet")).parent
    _rename(release)
    five = "(select family_number from listed order by family_number limit 5)"
    _replace_rows(
        release / "family.parquet",
        f"select * replace (if(family_number in {five}, 'JL. BARU NO. 1', address) as address)"
        " from listed",
    )
    people = release / "person.parquet"
    _replace_rows(
        people,
        "select * replace (if(family_number in (select distinct family_number from listed"
        " order by family_number limit 5) and relationship = 1, name || ' SANTOSO', name) as name)"
        " from listed",
    )


def _rename(release: Path) -> None:
    told = json.loads((release / "delivery.json").read_text(encoding="utf-8"))
    told["id"] += "-mended"
    (release / "delivery.json").write_text(json.dumps(told), encoding="utf-8")


def _decide(home: Path) -> None:
    with duckdb.connect() as database:
        pair = database.execute(
            "select source, record_id, nik from read_parquet($runs) order by all limit 1",
            {"runs": str(next(home.glob("runs/*/review_pair.parquet")))},
        ).fetchall()[0]
    told = dict(zip(("source", "record_id", "nik"), pair, strict=True))
    record_decisions(home, [decision_of(told | {"is_same": True, "reason": "KTP asli"},
                                        by="uji", at=AT)])  # fmt: skip


def _withdraw(home: Path) -> None:
    shutil.rmtree(next(home.glob("deliveries/dukcapil/*")))


def _add_rows(home: Path) -> None:
    listed = next(home.glob("deliveries/dtks/*/person.parquet")).parent
    further = listed.with_name(listed.name + "x")
    shutil.copytree(listed, further)
    _rename(further)
    _replace_rows(
        further / "person.parquet",
        "select * replace (dtks_id || '9' as dtks_id) from listed where hash(dtks_id) % 5 = 0",
    )


@pytest.mark.parametrize("change", [_mend_five_families, _decide, _withdraw, _add_rows])
def test_a_small_change_gives_what_linking_everything_gives(
    linked: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    grown, whole = tmp_path / "grown", tmp_path / "whole"
    shutil.copytree(linked, grown)
    change(grown)
    shutil.copytree(grown, whole)
    shutil.rmtree(whole / "links")
    got, expected = (
        {n: (_run(home) / f"{n}.parquet").read_bytes() for n in TABLES} for home in (grown, whole)
    )
    assert [n for n in TABLES if got[n] != expected[n]] == []
