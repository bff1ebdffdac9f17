"""The releases that a run holds, and their rows in the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from desil.database.cursor import Rows
from desil.dictionary.results import RELEASES
from desil.errors import CheckFailed


@dataclass(frozen=True, slots=True)
class ReleaseOfRun:
    """One national release as the run counted it."""

    release_date: date
    delivery_id: str
    families: int
    persons: int


def releases_of(run_folder: Path) -> tuple[ReleaseOfRun, ...]:
    """The run's releases, oldest first; CheckFailed when it has none."""
    rows = pq.read_table(run_folder / RELEASES.file_name).select(RELEASES.schema.names).to_pylist()
    if not rows:
        raise CheckFailed(
            "Proses {name} tidak memuat satu pun rilis DTSEN.",
            hint="Serahkan rilis dengan `desil intake dtsen`, lalu `desil run`.",
            name=run_folder.name,
        )
    return tuple(sorted((ReleaseOfRun(**row) for row in rows), key=lambda r: r.release_date))


def record_releases(
    connection: Rows, publication_id: int, releases: Sequence[ReleaseOfRun]
) -> None:
    """Write the releases of a publication."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into public.release"
            " (publication_id, release_date, delivery_id, families, persons)"
            " values (%s, %s, %s, %s, %s)",
            [
                (publication_id, r.release_date, r.delivery_id, r.families, r.persons)
                for r in releases
            ],
        )
