"""What linking a delivery gave, kept: a further delivery is linked without redoing the others.

One folder per delivery, named by a hash of all that its links depend on: the known people, the
delivery, the weights, the decisions about its source, the code. Nothing in it is worth a backup.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from desil.engine.database import Connection
from desil.engine.durable import folder_made_whole, write_text_whole
from desil.engine.hashing import sha256_of_text

LINKED_TABLES = ("made_link", "asked_pair", "rival", "source_fact")
RESIDUE = "kept_residue"
_ABOUT = "about.json"
_KNOWN = "known_person"


def _written(database: Connection, tables: Iterable[str], folder: Path) -> None:
    with folder_made_whole(folder) as unfinished:
        for table in tables:
            database.execute(
                f"copy {table} to $path (format parquet, compression zstd)",
                {"path": str(unfinished / f"{table}.parquet")},
            )


@dataclass(frozen=True, slots=True)
class About:
    """What kept links of a delivery were made of: the code, the delivery, its weights, what was
    decided about its source (record, NIK, same or not), and the folder of the known people."""

    code: str
    delivery: str
    weights: str
    decisions: tuple[tuple[str, str, bool], ...]
    known: str

    def is_like(self, other: About) -> bool:
        """Whether only known people and decisions differ."""
        mine, theirs = (replace(a, decisions=(), known="") for a in (self, other))
        return mine == theirs


@dataclass(frozen=True, slots=True)
class Earlier:
    """Kept links of the same delivery by an earlier run."""

    folder: Path
    about: About


def _about_of(folder: Path) -> About | None:
    path = folder / _ABOUT
    if not path.is_file():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    decisions = tuple((str(r), str(n), bool(s)) for r, n, s in told.pop("decisions"))
    return About(decisions=decisions, **told)


@dataclass(slots=True)
class LinkCache:
    """The folder of kept links, and which of them this run stands on."""

    folder: Path
    basis: str
    used: set[str] = field(default_factory=set)

    def place_of(self, *parts: str) -> Path:
        """The folder for what depends on the basis and on `parts`."""
        name = sha256_of_text("\n".join((self.basis, *parts)))[:24]
        self.used.add(name)
        return self.folder / name

    def keep(self, database: Connection, place: Path, about: About) -> None:
        """Write the tables that linking one delivery has made, and what they were made of."""
        _written(database, (*LINKED_TABLES, RESIDUE), place)
        write_text_whole(place / _ABOUT, json.dumps(asdict(about)))

    def about(
        self, delivery: str, weights: str, decisions: Iterable[tuple[str, str, bool]]
    ) -> About:
        """What links of a delivery are made of in this run."""
        code = self.basis.partition("\n")[0]
        return About(code, delivery, weights, tuple(sorted(decisions)), self.known_place.name)

    @property
    def known_place(self) -> Path:
        """The folder of the known people of this run."""
        return self.place_of(_KNOWN)

    def earlier(self, about: About) -> Earlier | None:
        """Kept links that differ from `about` in known people and decisions alone, and whose known
        people are kept too; None where there are none."""
        for folder in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            found = _about_of(folder)
            if found and found.is_like(about) and self.known_file(found.known).is_file():
                return Earlier(folder, found)
        return None

    def known_file(self, name: str) -> Path:
        """The file of known people in a folder of that name."""
        return self.folder / name / f"{_KNOWN}.parquet"

    def known_people(self, database: Connection) -> bool:
        """Make `known_person` from what is kept; False when nothing is."""
        kept = self.known_file(self.known_place.name)
        if not kept.is_file():
            return False
        database.read_parquet(str(kept)).create(_KNOWN)
        return True

    def keep_known_people(self, database: Connection) -> None:
        """Write the table `known_person`."""
        _written(database, (_KNOWN,), self.known_place)

    def prune(self) -> None:
        """Remove what this run does not stand on."""
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in self.used:
                shutil.rmtree(path, ignore_errors=True)


def open_linked(database: Connection, places: Sequence[Path]) -> None:
    """Put the kept rows of all deliveries in the place of the tables of one."""
    if not places:
        return
    for table in LINKED_TABLES:
        database.execute(f"drop table {table}")
        files = [str(place / f"{table}.parquet") for place in places]
        database.read_parquet(files).create_view(table)
