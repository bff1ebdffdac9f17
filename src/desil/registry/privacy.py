"""The privacy class of every field of the register, by UU 27/2022.

A dictionary column brings its own class; the register's further fields are classed here. A test
fails for a field that has none.
"""

from __future__ import annotations

from desil.dictionary.column import Sensitivity
from desil.dictionary.columns.eligibility import ELIGIBILITY_TABLES, FAMILY_ANSWERS
from desil.dictionary.columns.ranking import FAMILY_EXPLANATIONS, FAMILY_SCORES
from desil.dictionary.columns.successions import SUCCESSIONS
from desil.dictionary.recap_results import (
    AREA_COUNTS,
    DOUBTS,
    FAMILY_EVIDENCE,
    FAMILY_FINDINGS,
    FAMILY_LISTINGS,
    PERSON_NAMES,
)
from desil.dictionary.tables import FAMILY, PERSON

_FROM_DICTIONARY = {
    "family": FAMILY,
    "family_decile": FAMILY,
    "family_score": FAMILY,
    "family_explanation": FAMILY,
    "family_answer": FAMILY,
    "person": PERSON,
    "membership": PERSON,
    **{table.name: PERSON for table in (*SUCCESSIONS, *FAMILY_EVIDENCE, DOUBTS, PERSON_NAMES)},
}
_OPEN, _FACT, _PERSONAL = Sensitivity.OPEN, Sensitivity.FACT, Sensitivity.PERSONAL

# Of tables about families and persons, beside what the dictionary has.
_OF_PEOPLE: dict[str, Sensitivity] = {
    "counted_size": _FACT,
    **dict.fromkeys(("earlier_number", "next_number", "earlier_nik"), _PERSONAL),
    **dict.fromkeys(("kind", "members"), _FACT),
    "unranked_reason": _FACT,
    "from_date": _FACT,
    "to_date": _FACT,
    "release_date": _OPEN,
    "publication_id": _OPEN,
    "village_code": FAMILY.column("village_code").sensitivity,
}
# Our own estimates are facts about a family like any other.
_OF_PEOPLE |= {
    name: _FACT
    for table in (FAMILY_SCORES, FAMILY_EXPLANATIONS)
    for name in table.schema.names
    if name not in FAMILY.names
}
# What programmes say of a family: the answers behind a pattern may rest on disability.
_OF_PEOPLE |= {"pattern": Sensitivity.SPECIFIC}
# What other sources say of a family; a value that they give may be a name or a number.
_OF_PEOPLE |= {
    name: _FACT
    for table in (FAMILY_FINDINGS, FAMILY_LISTINGS)
    for name in table.schema.names
    if name not in PERSON.names and name not in _OF_PEOPLE
}
_OF_PEOPLE |= {
    name: _PERSONAL if name.startswith(("stated_", "known_")) else _FACT
    for name in DOUBTS.schema.names
    if name not in PERSON.names and name not in _OF_PEOPLE
}
_OF_PEOPLE |= {
    "fact": _FACT,
    "stated_value": _PERSONAL,
    "seen_date": _FACT,
    "wins": _FACT,
}
_ABOUT_NOBODY = frozenset(
    {"area_recap", "ranking_cutoff", "ranking_fact", *(table.name for table in AREA_COUNTS)}
    | {t.name for t in ELIGIBILITY_TABLES if t is not FAMILY_ANSWERS}
)
_PROVENANCE = ("_source", "_date")  # where a group of facts came from, and when

# Of tables about the register itself: totals and dates, nobody's data but the staff's names.
_OF_REGISTER: dict[str, dict[str, Sensitivity]] = {
    "run": dict.fromkeys(("run_id", "code_version", "result_hash", "recipe", "made_at"), _OPEN),
    "release": dict.fromkeys(
        ("publication_id", "release_date", "delivery_id", "families", "persons"), _OPEN
    ),
    "publication": {
        **dict.fromkeys(
            (
                "id",
                "run_id",
                "state",
                "is_current",
                "started_at",
                "published_at",
                "made_current_at",
                "families",
                "persons",
            ),
            _OPEN,
        ),
        "published_by": _PERSONAL,
        "made_current_by": _PERSONAL,
    },
}


def privacy_of(table: str, column: str) -> Sensitivity:
    """The class of one column of a table of the register; KeyError when it has none."""
    dictionary = _FROM_DICTIONARY.get(table)
    if dictionary is None:
        return _OPEN if table in _ABOUT_NOBODY else _OF_REGISTER[table][column]
    if column in dictionary.names:
        return dictionary.column(column).sensitivity
    if column.endswith(_PROVENANCE) and column not in _OF_PEOPLE:
        return _FACT
    return _OF_PEOPLE[column]
