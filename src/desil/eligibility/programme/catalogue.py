"""All programmes: those that come with desil, and what a home folder adds or puts in place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from desil.dictionary.declarations.cell import Cell, yaml_in
from desil.dictionary.declarations.place import nearest
from desil.eligibility.programme.named import NamedCriteria
from desil.eligibility.programme.programme import Programme
from desil.eligibility.programme.reading import read_programme, require_known_pairs
from desil.engine.hashing import sha256_of_text
from desil.errors import NotFound

SHIPPED = Path(str(resources.files("desil.eligibility"))) / "programmes"
CRITERIA = "criteria.yaml"


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The programmes by code, one hash (12 digits) over all their files, and the named criteria."""

    programmes: dict[str, Programme]
    version: str
    named: NamedCriteria

    def programme(self, code: str) -> Programme:
        """The programme of a code, in any case; NotFound where there is none."""
        found = self.programmes.get(code.upper())
        if found is None:
            raise NotFound(
                "Tidak ada program '{code}'.",
                hint=nearest(code, (c.lower() for c in self.programmes)).upper()
                if not self.programmes
                else f"Ada: {', '.join(self.programmes)}",
                code=code[:40],
            )
        return found


def home_programmes(home: Path) -> Path:
    """The folder of a home in which a city keeps programmes of its own."""
    return home / "programmes"


_File = tuple[str, bytes]  # its name and what is in it


def _files(folder: Path) -> tuple[_File, ...]:
    return tuple((path.name, path.read_bytes()) for path in sorted(folder.glob("*.yaml")))


def rule_book(*folders: Path) -> RuleBook:
    """The programmes of `folders`, the shipped ones first; a later file replaces an earlier one
    of the same code, and a later named criterion one of the same name.

    Files that hold what they held are not parsed again. YamlFault with file, line and column for
    the first thing that is refused.
    """
    return _book(tuple(_files(folder) for folder in (SHIPPED, *folders)))


@lru_cache(maxsize=4)
def _book(folders: tuple[tuple[_File, ...], ...]) -> RuleBook:
    named, texts = NamedCriteria(), []
    for files in folders:
        for name, raw in files:
            if name == CRITERIA:
                cell = yaml_in(raw, name)
                texts.append(f"{CRITERIA}\n{cell.source}")
                named.add(cell)
    named.read_all()
    found: dict[str, Programme] = {}
    cells: dict[str, Cell] = {}
    for files in folders:
        for name, raw in files:
            if name == CRITERIA:
                continue
            cell = yaml_in(raw, name)
            programme = read_programme(cell, named)
            found[programme.code], cells[programme.code] = programme, cell
            texts.append(f"{name}\n{cell.source}")
    require_known_pairs(found, cells)
    ordered = dict(sorted(found.items()))
    return RuleBook(ordered, sha256_of_text("\0".join(texts))[:12], named)
