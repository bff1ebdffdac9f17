"""The two tables of the register that a hand-over file fills, and their groups of facts.

A family's and a person's rows carry `<group>_source` and `<group>_date` for the groups of
`results.FAMILY_FACT_GROUPS` and `results.PERSON_FACT_GROUPS`: provenance is said once per group.
"""

from __future__ import annotations

from types import MappingProxyType

from desil.dictionary.column import Sensitivity, Table
from desil.dictionary.family import FAMILY
from desil.dictionary.person import PERSON

__all__ = ["FACT_GROUPS", "FAMILY", "OFFICIAL", "PERSON", "SPECIFIC", "correctable"]

_GROUPS = {
    "Perumahan": "dwelling",
    "Aset": "assets",
    "Pendidikan": "education",
    "Ketenagakerjaan": "work",
    "Usaha": "work",
    "Kesehatan": "health",
    "Disabilitas": "health",
}
_OTHER = "identity"


def _groups_of(table: Table) -> MappingProxyType[str, str]:
    return MappingProxyType({c.name: _GROUPS.get(c.group, _OTHER) for c in table.columns})


FACT_GROUPS: MappingProxyType[str, MappingProxyType[str, str]] = MappingProxyType(
    {table.name: _groups_of(table) for table in (FAMILY, PERSON)}
)
"""By table and column."""

_RANKED_BY_THE_NATION = ("pbi_national", "pbi_local")
_AREAS = tuple(c.name for c in FAMILY.columns if c.group == "Wilayah")
_DECILES = ("decile_national", "decile_province", "decile_city", "stated_size")

# What a release alone says: its ranks, whom the nation pays for, the keys, and where a family is
# counted (a family that moved is counted there from the release on that says so).
OFFICIAL: MappingProxyType[str, frozenset[str]] = MappingProxyType(
    {
        "family": frozenset(("family_number", *_AREAS, *_DECILES, *_RANKED_BY_THE_NATION)),
        "person": frozenset(
            ("nik", "family_number", "stated_decile_national", *_RANKED_BY_THE_NATION)
        ),
    }
)
"""Columns that no correction changes."""


def correctable(table: Table) -> tuple[str, ...]:
    """Return the columns that a correction may change: all that are no release's alone."""
    return tuple(name for name in table.names if name not in OFFICIAL[table.name])


SPECIFIC: MappingProxyType[str, frozenset[str]] = MappingProxyType(
    {
        table.name: frozenset(
            c.name for c in table.columns if c.sensitivity is Sensitivity.SPECIFIC
        )
        for table in (FAMILY, PERSON)
    }
)
"""By table the columns of health and disability: specific data, hidden by default."""
