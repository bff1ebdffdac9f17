"""All programmes: those that come with desil, and what a home folder adds or puts in place."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from desil.eligibility.expression.faults import nearest
from desil.eligibility.programme.marked_yaml import Cell, opened_yaml
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
                f"Tidak ada program '{code[:40]}'.",
                hint=nearest(code, (c.lower() for c in self.programmes)).upper()
                if not self.programmes
                else f"Ada: {', '.join(self.programmes)}",
            )
        return found


def home_programmes(home: Path) -> Path:
    """The folder of a home in which a city keeps programmes of its own."""
    return home / "programmes"


def rule_book(*folders: Path) -> RuleBook:
    """The programmes of `folders`, the shipped ones first; a later file replaces an earlier one
    of the same code, and a later named criterion one of the same name.

    RuleFault with file, line and column for the first thing that is refused.
    """
    named, texts = NamedCriteria(), []
    for folder in (SHIPPED, *folders):
        if (folder / CRITERIA).is_file():
            cell = opened_yaml(folder / CRITERIA)
            texts.append(f"{CRITERIA}\n{cell.source}")
            named.add(cell)
    named.read_all()
    found: dict[str, Programme] = {}
    cells: dict[str, Cell] = {}
    for folder in (SHIPPED, *folders):
        for path in sorted(folder.glob("*.yaml")):
            if path.name == CRITERIA:
                continue
            cell = opened_yaml(path)
            programme = read_programme(cell, named)
            found[programme.code], cells[programme.code] = programme, cell
            texts.append(f"{path.name}\n{cell.source}")
    require_known_pairs(found, cells)
    ordered = dict(sorted(found.items()))
    return RuleBook(ordered, sha256_of_text("\0".join(texts))[:12], named)
