"""The privacy class of every field of the register, by UU 27/2022.

A published table's columns are classed in their declaration; the tables about publications
themselves here. A test fails for a field that has no class.
"""

from __future__ import annotations

from desil.dictionary.column import Sensitivity
from desil.dictionary.results import PUBLISHED, RELEASES
from desil.dictionary.tables import FAMILY

_OPEN, _PERSONAL = Sensitivity.OPEN, Sensitivity.PERSONAL
_DECLARED = {table.name: table for table in (*PUBLISHED, RELEASES)}
_VILLAGE = FAMILY.column("village_code").sensitivity
# Totals and dates, nobody's data but the staff's names.
_OF_PUBLICATIONS: dict[str, dict[str, Sensitivity]] = {
    "run": dict.fromkeys(("run_id", "code_version", "result_hash", "recipe", "made_at"), _OPEN),
    "publication": {
        **dict.fromkeys(("id", "run_id", "state", "is_current", "started_at"), _OPEN),
        **dict.fromkeys(("published_at", "made_current_at", "families", "persons"), _OPEN),
        "published_by": _PERSONAL,
        "made_current_by": _PERSONAL,
    },
}


def privacy_of(table: str, column: str) -> Sensitivity:
    """The class of one column of a table of the register; KeyError when it has none."""
    declared = _DECLARED.get(table)
    if declared is None:
        return _OF_PUBLICATIONS[table][column]
    if column == "publication_id":
        return _OPEN
    if column == "village_code" and declared.gains_village:
        return _VILLAGE
    return declared.column(column).sensitivity
