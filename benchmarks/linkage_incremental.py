"""A further delivery of 10,000 rows against the whole register: how long, and the same links?

The rows are drawn from DTKS by the hash of their ids and linked alone, with the known people as a
run keeps them. Their links are held to those that the whole delivery got; exit code 1 when any
differs.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import duckdb

from desil.engine.database import open_database
from desil.engine.store import Store
from desil.linkage.layers.linking import link_delivery, make_result_tables
from desil.linkage.records.deliveries import SourceDelivery, define_macros, make_known_people
from desil.linkage.weights.delivery_weights import weights_of_source
from desil.plausibility.run_inputs import release_deliveries, source_deliveries

ROWS = 10_000
_COMPARED = "record_id, nik, layer, weight_milli, share_ppm"


def _keep_known_people(store: Store, path: Path) -> None:
    release = release_deliveries(store)[0]
    with open_database(store.engine_settings()) as database:
        define_macros(database)
        database.read_parquet(str(release.person_file)).create_view("person")
        database.read_parquet(str(release.family_file)).create_view("family")
        make_known_people(database, ())
        database.execute("copy known_person to $path", {"path": str(path)})


def _draw(delivery: SourceDelivery, folder: Path) -> SourceDelivery:
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as database:
        database.execute(
            "copy (select * from read_parquet($whole) order by hash(dtks_id) limit $rows) to $part",
            {"whole": str(delivery.folder / "person.parquet"), "rows": ROWS,
             "part": str(folder / "person.parquet")},
        )  # fmt: skip
    return replace(delivery, folder=folder)


def _link_alone(store: Store, known: Path, part: SourceDelivery, weights: Path, out: Path) -> float:
    start = perf_counter()
    with open_database(store.engine_settings()) as database:
        define_macros(database)
        database.read_parquet(str(known)).create("known_person")
        make_result_tables(database)
        link_delivery(database, part, weights_of_source(weights, part.source))
        database.execute("copy made_link to $path (format parquet)", {"path": str(out)})
    return perf_counter() - start


def _differences(alone: Path, whole: Path) -> int:
    with duckdb.connect() as database:
        database.read_parquet(str(alone)).create_view("alone")
        database.read_parquet(str(whole)).create_view("whole")
        chosen = f"select {_COMPARED} from whole semi join alone using (record_id)"
        rows = database.execute(
            f"select count(*) from ((select {_COMPARED} from alone except all {chosen})"
            f" union all ({chosen} except all select {_COMPARED} from alone))"
        ).fetchall()
    return int(rows[0][0])


def main(home: str, whole: str, out: str) -> None:
    """Write `out`: rows, seconds, and how many links differ from those of the file `whole`."""
    store = Store(Path(home))
    delivery = next(d for d in source_deliveries(store) if d.source == "dtks")
    work = Path(out).with_suffix("")
    part = _draw(delivery, work)
    _keep_known_people(store, work / "known_person.parquet")
    alone = work / "link.parquet"
    seconds = _link_alone(
        store, work / "known_person.parquet", part, Path(whole).with_suffix(""), alone
    )
    told = {"rows": ROWS, "seconds": seconds, "differences": _differences(alone, Path(whole))}
    Path(out).write_text(json.dumps(told), encoding="utf-8")
    if told["differences"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
