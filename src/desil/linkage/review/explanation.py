"""Why a record is, or is not, linked to a person: every comparison with its weight in words."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from desil.linkage.records.deliveries import make_canonical_names
from desil.linkage.weights.comparisons import COMPARED_COLUMNS, COMPARISONS, Comparison
from desil.linkage.weights.parameters import Parameters
from desil.linkage.weights.words import Evidence, told_evidence


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


def _level_sql(comparison: Comparison) -> str:
    """Splink's number of the level that holds: -1 missing, 0 unlike, the highest equal."""
    count = len(comparison.levels)
    cases = " ".join(
        f"when {level.holds} then {count - place}" for place, level in enumerate(comparison.levels)
    )
    return f"case when {comparison.missing} then -1 {cases} else 0 end as {comparison.name}"


def _side(table: str, number: str, mark: str) -> str:
    sources = {
        "canonical": "own.canonical",
        "number": f"cast({table}.{number} as varchar)",
        "family_number": f"number_of(cast({table}.family_number as varchar))",
        "address_key": f"address_key({table}.address)",
        "mother": "cast(null as varchar)",
    }
    columns = ", ".join(
        f"{sources.get(name, f'{table}.{name}')} as {name}_{mark}" for name in COMPARED_COLUMNS
    )
    return f"(select {columns} from {table} left join canonical_name as own using (name))"  # noqa: S608


def explain_pair(database: duckdb.DuckDBPyConnection, parameters: Parameters) -> Explanation:
    """The explanation of the one pair in `source_record` and `known_side`."""
    make_canonical_names(
        database, "select name from source_record union select name from known_side"
    )
    left = _side("known_side", "nik", "l")
    right = _side("source_record", "nik", "r")
    levels = database.execute(
        f"select {', '.join(map(_level_sql, COMPARISONS))} from {left} cross join {right}"  # noqa: S608
    ).fetchall()[0]
    told = told_evidence(
        {c.name: level for c, level in zip(COMPARISONS, levels, strict=True)}, parameters
    )
    linked = database.execute(
        "select coalesce(nik, ''), layer from link"
        " semi join source_record using (source, record_id)"
    ).fetchall()
    nik, layer = linked[0] if linked else ("", "")
    return Explanation(tuple(told), nik, layer)
