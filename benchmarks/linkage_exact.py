"""The exact join on the identity number: DTKS to the release."""

from __future__ import annotations

import sys
from pathlib import Path

from desil.engine.database import open_database
from desil.engine.store import Store
from desil.plausibility.run_inputs import release_deliveries, source_deliveries


def main(home: str, out: str) -> None:
    """Link by equal number and write `out`: record_id and nik."""
    store = Store(Path(home))
    dtks = next(d for d in source_deliveries(store) if d.source == "dtks")
    release = release_deliveries(store)[0]
    with open_database(store.engine_settings()) as database:
        database.execute(
            "copy (select dtks_id as record_id, nik"
            f" from '{dtks.folder / 'person.parquet'}'"
            f" semi join (from '{release.person_file}') using (nik)) to $path (format parquet)",
            {"path": out},
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
