"""What a home visit looks at: the home and its belongings, each member's education and work, and
three photos."""

from __future__ import annotations

from desil.cases.kinds.kind import Kind
from desil.dictionary.column import Column
from desil.dictionary.columns.assets import ASSET_COLUMNS
from desil.dictionary.columns.dwelling import DWELLING_COLUMNS
from desil.dictionary.columns.schooling_and_work import SCHOOLING_COLUMNS, WORK_COLUMNS
from desil.dictionary.tables import FACT_GROUPS, PERSON

FACTS: tuple[Column, ...] = (*DWELLING_COLUMNS, *ASSET_COLUMNS)
PERSON_FACTS: tuple[Column, ...] = (*SCHOOLING_COLUMNS, *WORK_COLUMNS)
PHOTOS = ("house_front", "living_room", "bathroom")  # documents


def person_groups_of(kind: Kind) -> tuple[str, ...]:
    """The groups of `PERSON_FACTS` ("education", "work") that a case type may change."""
    groups = FACT_GROUPS[PERSON.name]
    allowed = kind.facts.get(PERSON.name, ())
    return tuple(sorted({groups[c.name] for c in PERSON_FACTS if c.name in allowed}))
