"""All sources: those that come with desil, and what a home folder adds or puts in their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from desil.dictionary.declarations.cell import yaml_in
from desil.dictionary.declarations.place import Place, YamlFault, nearest
from desil.engine.hashing import sha256_of_text
from desil.errors import UsageFault
from desil.sources.source import (
    FACTS_FILE,
    HELD_BY,
    LAYOUT_FILE,
    RECORDS_FILE,
    SOURCE_FILE,
    Source,
    read_source,
)

SHIPPED = Path(str(resources.files("desil.sources")))
_NAME = re.compile(r"[a-z][a-z0-9_]{1,29}")
_FILES = (SOURCE_FILE, LAYOUT_FILE, RECORDS_FILE, FACTS_FILE)
_MOST_BYTES = 200_000

_Folder = tuple[str, str, tuple[tuple[str, bytes], ...]]  # place, name, files


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sources by name, in the order of pages. `own`: the names of those that the home folder
    declares; `own_version`: 12 hex digits over their files, empty without any."""

    sources: dict[str, Source]
    own: frozenset[str]
    own_version: str

    def source(self, name: str) -> Source:
        """The source of a name; UsageFault where none is declared."""
        found = self.sources.get(name)
        if found is None:
            raise UsageFault(
                "Sumber {name!r} tidak dikenal.",
                hint=nearest(name, self.sources)
                if name
                else f"Yang dikenal: {', '.join(self.sources)}.",
                name=name[:40],
            )
        return found

    def linked(self) -> tuple[Source, ...]:
        """The sources whose records are linked to people."""
        return tuple(s for s in self.sources.values() if s.is_linked)


def home_sources(home: Path) -> Path:
    """The folder of a home in which an office keeps sources of its own."""
    return home / "sources"


def catalogue(home: Path | None = None) -> Catalogue:
    """The sources that desil brings and those of a home folder, where one is given.

    A folder of a home that has the name of a shipped source stands in its place. Files that hold
    what they held are not read again. YamlFault with file, line and column for what is refused.
    """
    own = home_sources(home) if home is not None else None
    if own is None or not own.is_dir():
        return _shipped()
    for folder in sorted(own.iterdir()):
        if folder.is_dir() and not (folder / SOURCE_FILE).is_file():
            raise YamlFault(Place(f"sources/{folder.name}/{SOURCE_FILE}"), "berkas ini belum ada")
    return _with_own(_folders(own))


def _folders(parent: Path) -> tuple[_Folder, ...]:
    found = []
    for folder in sorted(p for p in parent.iterdir() if (p / SOURCE_FILE).is_file()):
        files = [(name, folder / name) for name in _FILES if (folder / name).is_file()]
        place = f"{parent.name}/{folder.name}"
        found.append((place, folder.name, tuple((n, _bytes(p, place)) for n, p in files)))
    return tuple(found)


def _bytes(path: Path, place: str) -> bytes:
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise YamlFault(
            Place(f"{place}/{path.name}"), f"berkas ini {size} byte; paling banyak {_MOST_BYTES}"
        )
    return path.read_bytes()


@cache
def _shipped() -> Catalogue:
    return Catalogue(_ordered(_read(_folders(SHIPPED))), frozenset(), "")


@lru_cache(maxsize=4)
def _with_own(folders: tuple[_Folder, ...]) -> Catalogue:
    text = "\0".join(
        f"{name}/{file}\0{raw.decode('utf-8', 'replace')}"
        for _, name, files in folders
        for file, raw in files
    )
    version = sha256_of_text(text)[:12] if folders else ""
    own = _read(folders)
    return Catalogue(_ordered({**_shipped().sources, **own}), frozenset(own), version)


def _read(folders: Sequence[_Folder]) -> dict[str, Source]:
    return {name: _source(place, name, dict(files)) for place, name, files in folders}


def _source(place: str, name: str, files: dict[str, bytes]) -> Source:
    if not _NAME.fullmatch(name):
        raise YamlFault(
            Place(place),
            "nama folder sumber hanya huruf kecil, angka dan garis bawah, 2 sampai 30",
        )
    if LAYOUT_FILE not in files:
        raise YamlFault(Place(f"{place}/{LAYOUT_FILE}"), "berkas ini belum ada")
    return read_source(
        name,
        yaml_in(files[SOURCE_FILE], f"{place}/{SOURCE_FILE}"),
        yaml_in(files[LAYOUT_FILE], f"{place}/{LAYOUT_FILE}"),
        _sql(files, RECORDS_FILE, place),
        _sql(files, FACTS_FILE, place),
    )


def _sql(files: dict[str, bytes], name: str, place: str) -> str:
    try:
        return files.get(name, b"").decode("utf-8")
    except UnicodeDecodeError as fault:
        raise YamlFault(Place(f"{place}/{name}"), "berkas ini bukan UTF-8") from fault


def _ordered(sources: dict[str, Source]) -> dict[str, Source]:
    for role, name in HELD_BY.items():
        holders = [s.name for s in sources.values() if s.role is role]
        if holders != [name]:
            raise UsageFault(
                "Peran {role} dipegang oleh: {holders}.",
                hint="Hanya oleh {name}; periksa role di source.yaml.",
                role=role,
                holders=", ".join(holders) or "-",
                name=name,
            )
    return {s.name: s for s in sorted(sources.values(), key=lambda s: (s.position, s.name))}
