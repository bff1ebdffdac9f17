"""What linking a delivery gave, kept: a further delivery is linked without redoing the others.

One folder per delivery, named by a hash of all that its links depend on: the known people, the
delivery, the weights, the decisions about its source, the code. Nothing in it is worth a backup.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from desil.engine.durable import folder_made_whole
from desil.engine.hashing import sha256_of_text

LINKED_TABLES = ("made_link", "made_review", "rival", "source_fact")
_KNOWN = "known_person"


def _written(database: duckdb.DuckDBPyConnection, tables: Iterable[str], folder: Path) -> None:
    with folder_made_whole(folder) as unfinished:
        for table in tables:
            database.execute(
                f"copy {table} to $path (format parquet, compression zstd)",
                {"path": str(unfinished / f"{table}.parquet")},
            )


@dataclass(slots=True)
class KeptLinks:
    """The folder of kept links, and which of them this run stands on."""

    folder: Path
    basis: str
    used: set[str] = field(default_factory=set)

    def place_of(self, *parts: str) -> Path:
        """The folder for what depends on the basis and on `parts`."""
        name = sha256_of_text("\n".join((self.basis, *parts)))[:24]
        self.used.add(name)
        return self.folder / name

    def keep(self, database: duckdb.DuckDBPyConnection, place: Path) -> None:
        """Write the tables that linking one delivery has made."""
        _written(database, LINKED_TABLES, place)

    def known_people(self, database: duckdb.DuckDBPyConnection) -> bool:
        """Make `known_person` from what is kept; False when nothing is."""
        kept = self.place_of(_KNOWN) / f"{_KNOWN}.parquet"
        if not kept.is_file():
            return False
        database.read_parquet(str(kept)).create(_KNOWN)
        return True

    def keep_known_people(self, database: duckdb.DuckDBPyConnection) -> None:
        """Write the table `known_person`."""
        _written(database, (_KNOWN,), self.place_of(_KNOWN))

    def prune(self) -> None:
        """Remove what this run does not stand on."""
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in self.used:
                shutil.rmtree(path, ignore_errors=True)


def open_linked(database: duckdb.DuckDBPyConnection, places: Sequence[Path]) -> None:
    """Put the kept rows of all deliveries in the place of the tables of one."""
    if not places:
        return
    for table in LINKED_TABLES:
        database.execute(f"drop table {table}")
        files = [str(place / f"{table}.parquet") for place in places]
        database.read_parquet(files).create_view(table)
