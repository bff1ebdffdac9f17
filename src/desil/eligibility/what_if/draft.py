"""A what-if question as it is asked, in a file or in a form, before it meets the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desil.dictionary.declarations.cell import Cell
from desil.dictionary.declarations.place import Place, Written
from desil.dictionary.standing import CUTOFFS
from desil.eligibility.lists.quota import Quota

MOST_SCENARIOS = 5  # the first, and up to four beside it
REMOVED = "dihapus"
MOST = 1_000_000_000
_CHANGES = ("eligible", "excluded", "amounts", "most_members", "quota", "cutoffs", "model")


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number and where it stands."""

    value: int
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Changes:
    """What one scenario changes, by the names that the rules give: criteria as they are written
    (`REMOVED` takes one away), rupiah a year by component, the most members counted, the quota
    (None: that of the rules), boundaries of the indicative decile (1 to 9) in millionths of a log
    point, and the version of another model that ranks the families (None: that of the run)."""

    name: str
    eligible: Mapping[str, Written] = field(default_factory=dict)
    excluded: Mapping[str, Written] = field(default_factory=dict)
    amounts: Mapping[str, Number] = field(default_factory=dict)
    most_members: int | None = None
    quota: Quota | None = None
    cutoffs: Mapping[int, int] = field(default_factory=dict)
    model: Written | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A question: a programme, a period, and the changes of each scenario; the first is what the
    others are compared with."""

    name: str
    programme: Written
    period: str
    scenarios: tuple[Changes, ...]


def _written(cell: Cell) -> Written:
    return Written(cell.text(), cell.place)


def _criteria(found: Mapping[str, Cell], key: str) -> dict[str, Written]:
    cells = found[key].any_entries() if key in found else {}
    return {name: _written(told) for name, told in cells.items()}


def _cutoffs(cell: Cell) -> dict[int, int]:
    found = {}
    for key, told in cell.any_entries().items():
        if key not in set(map(str, CUTOFFS)):
            raise told.fault(f"batas '{key[:10]}' tidak ada", hint="Batas 1 sampai 9.")
        found[int(key)] = told.whole(0, MOST)
    return found


def _quota(cell: Cell) -> Quota:
    told = cell.entries((), ("total", "per_village"))
    return Quota(
        told["total"].whole(0, MOST) if "total" in told else None,
        told["per_village"].whole(0, MOST) if "per_village" in told else None,
    )


def _changes(cell: Cell) -> Changes:
    found = cell.entries(("name",), _CHANGES)
    amounts = found["amounts"].any_entries() if "amounts" in found else {}
    return Changes(
        found["name"].text(),
        _criteria(found, "eligible"),
        _criteria(found, "excluded"),
        {name: Number(told.whole(0, MOST), told.place) for name, told in amounts.items()},
        found["most_members"].whole(1, 99) if "most_members" in found else None,
        _quota(found["quota"]) if "quota" in found else None,
        _cutoffs(found["cutoffs"]) if "cutoffs" in found else {},
        _written(found["model"]) if "model" in found else None,
    )


def draft_in(file: Cell) -> Draft:
    """The question of a file; YamlFault with line and column for what is no question."""
    found = file.entries(("name", "programme", "period", "scenarios"), ("note",))
    cells = list(found["scenarios"].items())
    if not 1 <= len(cells) <= MOST_SCENARIOS:
        raise found["scenarios"].fault(f"ada {len(cells)} skenario; satu sampai {MOST_SCENARIOS}")
    return Draft(
        found["name"].text(),
        _written(found["programme"]),
        found["period"].text(),
        tuple(_changes(c) for c in cells),
    )
