"""Why a record is, or is not, linked to a person: every comparison with its weight in words."""

from __future__ import annotations

from dataclasses import dataclass

from desil.engine.database import Connection
from desil.linkage.records.deliveries import make_canonical_names
from desil.linkage.weights.comparisons import COMPARED_COLUMNS, COMPARISONS, LIKENESSES, level_sql
from desil.linkage.weights.parameters import Parameters
from desil.linkage.weights.words import Evidence, pair_evidence


@dataclass(frozen=True, slots=True)
class Explanation:
    """The evidence on one pair, the strongest first; `linked_to` and `layer` say what the newest
    run made of the record ("" for nobody)."""

    evidence: tuple[Evidence, ...]
    linked_to: str
    layer: str

    @property
    def weight(self) -> float:
        """The sum of all weights, the rarity of the name left out."""
        return round(sum(e.weight for e in self.evidence), 1)


def _side(table: str, number: str, mark: str) -> str:
    sources = {
        "canonical": "own.canonical",
        "number": f"cast({table}.{number} as varchar)",
        "family_number": f"number_of(cast({table}.family_number as varchar))",
        "alias": "aliases.canonical",
        "address_key": f"address_key({table}.address)",
        "neighbourhood": f"neighbourhood_of({table}.address)",
        "mother": "cast(null as varchar)",
    }
    columns = ", ".join(
        f"{sources.get(name, f'{table}.{name}')} as {name}_{mark}" for name in COMPARED_COLUMNS
    )
    return (
        f"(select {columns} from {table}"  # noqa: S608
        f" left join canonical_name as own on main_name({table}.name) = own.name"
        f" left join canonical_name as aliases on other_name({table}.name) = aliases.name)"
    )


def explain_pair(database: Connection, parameters: Parameters) -> Explanation:
    """The explanation of the one pair in `source_record` and `known_side`."""
    make_canonical_names(
        database,
        "select main_name(name) as name from source_record union"
        " select other_name(name) from source_record union select name from known_side",
    )
    left = _side("known_side", "nik", "l")
    right = _side("source_record", "nik", "r")
    levels = database.execute(
        f"select {', '.join(map(level_sql, COMPARISONS))} from"  # noqa: S608
        f" (select *, {LIKENESSES} from {left} cross join {right})"
    ).fetchall()[0]
    told = pair_evidence(
        {c.name: level for c, level in zip(COMPARISONS, levels, strict=True)}, parameters
    )
    linked = database.execute(
        "select coalesce(nik, ''), layer from link"
        " semi join source_record using (source, record_id)"
    ).fetchall()
    nik, layer = linked[0] if linked else ("", "")
    return Explanation(tuple(told), nik, layer)
