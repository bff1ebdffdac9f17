"""What publishing a run changes for some families, such as those with an open case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from desil.dictionary.results import FAMILY_DECILES, RELEASES
from desil.engine.database import Connection, open_database
from desil.engine.settings import EngineSettings
from desil.engine.sql_file import sql_text


def _open_newest(database: Connection, name: str, folder: Path) -> None:
    """Make a view of a run's newest release."""
    releases = pq.read_table(folder / RELEASES.file_name, columns=["release_date"])
    newest = max(releases.column("release_date").to_pylist())
    rows = database.read_parquet(str(folder / FAMILY_DECILES.file_name))
    rows.filter(f"release_date = date '{newest.isoformat()}'").create_view(name)


def family_changes(
    settings: EngineSettings, before: Path, after: Path, families: Sequence[str]
) -> dict[str, int]:
    """How many of these families left, moved to another kelurahan, have another decile or are the
    same in the newest release of the run in `after`, by those words: left, moved, decile, same."""
    if not families:
        return {}
    with open_database(settings) as database:
        database.register("asked_family", pa.table({"family_number": sorted(set(families))}))
        _open_newest(database, "before_decile", before)
        _open_newest(database, "after_decile", after)
        query = sql_text("desil.plausibility", "family_change")
        return {str(change): int(number) for change, number in database.execute(query).fetchall()}
