"""The checks between the families and the members of a DTSEN release."""

from __future__ import annotations

from datetime import date

from desil.engine.database import Connection
from desil.engine.sql_file import sql_text

_STEPS = (
    "dtsen_keys",
    "dtsen_doubled_families",
    "dtsen_members_without_family",
    "dtsen_doubled_persons",
    "dtsen_family_findings",
)


def check_release(database: Connection, reference_date: date) -> None:
    """Fill `rejected_row` and `finding` with what families and members show together.

    Reads the views `kept_family` and `kept_person`.
    """
    database.execute(f"set variable newest_year = {reference_date.year % 100}")
    for step in _STEPS:
        database.execute(sql_text("desil.intake.checks", step))
