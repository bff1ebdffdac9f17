"""The checks between the families and the members of a DTSEN release."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

_FOLDER = Path(__file__).parent
_STEPS = (
    "dtsen_keys.sql",
    "dtsen_doubled_families.sql",
    "dtsen_members_without_family.sql",
    "dtsen_doubled_persons.sql",
    "dtsen_family_findings.sql",
)


def check_release(database: duckdb.DuckDBPyConnection, reference_date: date) -> None:
    """Fill `rejected_row` and `finding` with what families and members show together.

    Reads the views `kept_family` and `kept_person`.
    """
    database.execute(f"set variable newest_year = {reference_date.year % 100}")
    for step in _STEPS:
        database.execute((_FOLDER / step).read_text(encoding="utf-8"))
