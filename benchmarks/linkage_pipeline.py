"""The pipeline's own part of the linkage benchmark: named sources to the register."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from desil.engine.database import open_database
from desil.engine.store import Store
from desil.linkage.layers.learning import learn
from desil.linkage.layers.linking import link_delivery, make_result_tables
from desil.linkage.layers.review_queue import make_queue
from desil.linkage.records.deliveries import (
    SourceDelivery,
    define_macros,
    make_known_people,
)
from desil.linkage.weights.delivery_weights import keep_weights
from desil.linkage.weights.parameters import packaged_parameters
from desil.plausibility.run_inputs import release_deliveries, source_deliveries


def _link(home: Path, out: Path, deliveries: Sequence[SourceDelivery]) -> dict[str, float]:
    seconds: dict[str, float] = {}
    store = Store(home)
    release = release_deliveries(store)[0]
    with open_database(store.engine_settings()) as database:
        start = perf_counter()
        define_macros(database)
        database.read_parquet(str(release.person_file)).create_view("person")
        database.read_parquet(str(release.family_file)).create_view("family")
        civil = tuple(d for d in deliveries if d.is_civil_register)
        make_known_people(database, civil)
        seconds["known people"] = perf_counter() - start
        make_result_tables(database)
        start = perf_counter()
        learnt = learn(database, deliveries, packaged_parameters())
        seconds["learning"] = perf_counter() - start
        for delivery in deliveries:
            start = perf_counter()
            parameters = learnt[delivery.delivery_id]
            link_delivery(database, delivery, parameters)
            seconds[delivery.source] = perf_counter() - start
            keep_weights(out.with_suffix(""), delivery, parameters)
        database.execute("copy made_link to $path (format parquet)", {"path": str(out)})
        make_queue(database)
        review = str(out.with_suffix(".review.parquet"))
        database.execute("copy made_review to $path (format parquet)", {"path": review})
    return seconds


def main(home: str, out: str, *sources: str) -> None:
    """Link `sources` (none named: all) and write the links to `out`, seconds beside."""
    found = source_deliveries(Store(Path(home)))
    deliveries = [d for d in found if not sources or d.source in sources]
    seconds = _link(Path(home), Path(out), deliveries)
    Path(out).with_suffix(".json").write_text(json.dumps(seconds), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
