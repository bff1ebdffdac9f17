"""A source of deliveries, as its folder declares it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desil.dictionary.declarations.cell import Cell
from desil.dictionary.label import Label
from desil.sources.layout import Layout
from desil.sources.layout_reading import layout_from

SOURCE_FILE = "source.yaml"
LAYOUT_FILE = "layout.yaml"
RECORDS_FILE = "records.sql"
FACTS_FILE = "facts.sql"
_DELIVERED = re.compile(r"\bdelivered_([a-z][a-z0-9_]*)\b")
_FLAGS = ("repeats_nobody", "shows_residents", "names_the_owner", "meets_households")
_MOST_POSITION = 10_000
_MOST_ROWS = 1_000_000_000


class Role(StrEnum):
    """What a source is for. A LIST says something about people; every other role has a task."""

    RELEASE = "release"
    CIVIL_REGISTER = "civil_register"
    PREDECESSOR = "predecessor"
    RECEIPTS = "receipts"
    CORRECTIONS = "corrections"
    SURVEY = "survey"
    LIST = "list"


RELEASE_SOURCE = "dtsen"
CORRECTION_SOURCE = "koreksi"
HELD_BY: dict[Role, str] = {
    Role.RELEASE: RELEASE_SOURCE,
    Role.CORRECTIONS: CORRECTION_SOURCE,
}
"""Roles that one source holds and no other may; the register's provenance names these two."""
UNCHECKED_ROLES = (Role.CORRECTIONS, Role.SURVEY)
"""Roles whose deliveries are not compared with the one before: our own, and a sample."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source: `name` is its folder's, `position` its place on pages (ascending).

    `records` and `facts` are SQL, empty where the source has none. `repeats_nobody`: two records
    of one person in one delivery are a finding. `shows_residents`: who is on it has lived here.
    `names_the_owner`: a record's place is that of a thing, not of the person it names.
    `meets_households`: a record's id is `<household>-<member>`. `expected_rows`: by unit the fewest
    and most rows of a delivery; a first delivery outside them is held back.
    """

    name: str
    label: Label
    position: int
    role: Role
    publisher: str
    caveats: Label
    layout: Layout
    expected_rows: Mapping[str, tuple[int, int]]
    records: str
    facts: str
    repeats_nobody: bool
    shows_residents: bool
    names_the_owner: bool
    meets_households: bool

    @property
    def is_linked(self) -> bool:
        """Whether its records are linked to people."""
        return bool(self.records)

    @property
    def linked_units(self) -> tuple[str, ...]:
        """The units that its SQL reads as `delivered_<unit>`; the one of its records first."""
        return tuple(dict.fromkeys(_DELIVERED.findall(f"{self.records}\n{self.facts}")))


def _expected_rows(declared: Cell, layout: Layout) -> dict[str, tuple[int, int]]:
    units = tuple(unit.name for unit in layout.units)
    found = {}
    for name, cell in declared.entries((), units).items():
        limits = [one.whole(0, _MOST_ROWS) for one in cell.items()]
        if len(limits) != 2 or limits[0] > limits[1]:
            raise cell.fault(
                "tulis dua bilangan, yang terkecil dulu", hint="Misalnya [100, 5_000]."
            )
        found[name] = (limits[0], limits[1])
    return found


def read_source(name: str, declared: Cell, layout: Cell, records: str, facts: str) -> Source:
    """Return the source that the files of a folder declare.

    YamlFault with file, line and column for what is wrong.
    """
    said = declared.entries(
        ("label", "position"), ("role", "publisher", "caveats", "expected_rows", *_FLAGS)
    )
    label = said["label"].label()
    read = layout_from(layout, name, label.id)
    source = Source(
        name=name,
        label=label,
        position=said["position"].whole(0, _MOST_POSITION),
        role=Role(said["role"].one_of(tuple(Role))) if "role" in said else Role.LIST,
        publisher=said["publisher"].text() if "publisher" in said else "",
        caveats=said["caveats"].label() if "caveats" in said else Label("", ""),
        layout=read,
        expected_rows=_expected_rows(said["expected_rows"], read)
        if "expected_rows" in said
        else {},
        records=records.rstrip().rstrip(";"),
        facts=facts.rstrip().rstrip(";"),
        **{flag: flag in said and said[flag].truth() for flag in _FLAGS},
    )
    units = {unit.name for unit in read.units}
    if unknown := [u for u in source.linked_units if u not in units]:
        raise layout.fault(
            f"SQL sumber ini membaca delivered_{unknown[0]}, tetapi tata letaknya tidak punya"
            f" bagian '{unknown[0]}'",
            hint=f"Bagian yang ada: {', '.join(sorted(units))}.",
        )
    if facts and not records:
        raise declared.fault(f"ada {FACTS_FILE} tanpa {RECORDS_FILE}")
    return source
