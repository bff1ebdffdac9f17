"""What a file is asked for, what it is read from, and what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from desil.accounts.territory import Territory
from desil.jobs.states import ExportKind
from desil.register.recap import CurrentPublication


@dataclass(frozen=True, slots=True)
class Question:
    """What a file lists: its kind, an area by the start of its BPS code, deciles, the order."""

    kind: ExportKind
    area_code: str
    standing: str  # of a programme's list: a state of its rows; of payments: what was found
    is_by_name: bool
    list_id: str = ""  # of a programme's list, or the one that payments were held against


@dataclass(frozen=True, slots=True)
class Listing:
    """A file's content: column names, rows, the release, and the KK of the families in it."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]
    release_date: date
    families: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What rows are read from: a cursor in one snapshot, held by row security to `territory`; what
    is published; the home folder."""

    cursor: psycopg.Cursor[tuple[Any, ...]]
    territory: Territory
    now: CurrentPublication
    home: Path
