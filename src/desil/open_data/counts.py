"""What the register counts of one release, before anything is hidden: nobody outside sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desil.dictionary.label import Label

ALL = "all"
"""Every desil and the unranked together."""


class Status(StrEnum):
    """How a family stands with a programme. Where a list is in force, the eligible are its listed
    and its waiting; elsewhere those whom the run found eligible."""

    ELIGIBLE = "eligible"
    LISTED = "listed"
    WAITING = "waiting"


STATUS_LABELS: dict[Status, Label] = {
    Status.ELIGIBLE: Label("Memenuhi syarat", "Eligible"),
    Status.LISTED: Label("Terdaftar", "Listed"),
    Status.WAITING: Label("Menunggu", "Waiting"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many families, and how many people in them."""

    families: int
    people: int


NOBODY = Count(0, 0)
Cells = Mapping[tuple[str, str], Count]
"""By the BPS code of a kelurahan and one of STANDINGS; what is not there is nobody."""


@dataclass(frozen=True, slots=True)
class Area:
    """A kota, kecamatan or kelurahan (`level`); `parent` is the code of the area above it."""

    level: str
    code: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class ProgrammeCounts:
    """One programme: its `parts` are the listed and the waiting of the list in force for `period`,
    or without a list (`period` empty) the eligible."""

    code: str
    name: Label
    unit: str
    reference: str
    on_date: date
    period: str
    parts: Mapping[Status, Cells]


@dataclass(frozen=True, slots=True)
class ReleaseCounts:
    """One release: its areas, the families of each kelurahan and desil, and its programmes."""

    release_date: date
    run_id: str
    areas: tuple[Area, ...]
    cells: Cells
    programmes: tuple[ProgrammeCounts, ...]
