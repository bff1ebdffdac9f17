"""The SQL that scores families: one plain SELECT, the same text for every engine.

Written from a model: its structure becomes text (declared fact names and whole numbers), its
points become tables that are joined. No dialect features: joins, CASE, whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from desil.ranking.formula.model import SlopedFact
from desil.ranking.scoring.answers import UNKNOWN_WIDTH
from desil.ranking.scoring.points import PointsTable

KEPT = ("family_number", "province_code", "city_code", "village_code", "counted_size")
_SUMS = (("points", "score_micro"), ("least", "least_micro"), ("most", "most_micro"))


def score_text(
    tables: Sequence[PointsTable], sloped: Sequence[SlopedFact], kept: Sequence[str] = KEPT
) -> str:
    """A SELECT: one row is one family with its score and bounds in micro log points.
    spread_milli: the variance that unknown answers add, in square milli log points.

    Reads family_fact and the points tables; `kept` are the columns that are carried along.
    """
    carried = "".join(f"    fact.{column},\n" for column in kept)
    keys = [f"        {t.key_sql()} as answers_{t.number}" for t in tables]
    slopes = [
        f"        {term} as {name}_{fact.name}"
        for fact in sloped
        for name, term in _slope_terms(fact)
    ]
    inner = ",\n".join([*(f"        fact.{column}" for column in kept), *keys, *slopes])
    sums = ",\n".join(
        f"    cast({_sum(tables, sloped, column)} as integer) as {name}"
        for column, name in (*_SUMS, ("unknown", "unknown_facts"), ("variance", "spread_milli"))
    )
    joins = "".join(
        f"inner join {t.name} on fact.answers_{t.number} = {t.name}.answers\n" for t in tables
    )
    return "".join(
        (
            f"select\n{carried}{sums}\n",
            f"from (\n    select\n{inner}\n    from family_fact as fact\n) as fact\n",
            joins,
        )
    )


def _sum(tables: Sequence[PointsTable], sloped: Sequence[SlopedFact], column: str) -> str:
    if column == "variance":  # most tables of most models have none
        tables = [t for t in tables if t.has_variance]
        if not tables and not sloped:
            return "0"
    terms = [f"{t.name}.{column}" for t in tables] + [f"fact.{column}_{s.name}" for s in sloped]
    return " + ".join(terms)


def _slope_terms(fact: SlopedFact) -> list[tuple[str, str]]:
    """SQL for points, least, most and unknown of a fact that counts by the unit."""
    column, slope = f"fact.{fact.name}", fact.slope
    unknown = f"case when {column} is null then 1 else 0 end"
    if fact.mean is None or fact.least is None or fact.most is None:
        points = f"coalesce(cast({column} as bigint), 0) * {slope}"
        width = f"({unknown}) * {UNKNOWN_WIDTH}"
        return [
            ("points", points),
            ("least", f"{points} - {width}"),
            ("most", f"{points} + {width}"),
            ("unknown", unknown),
            ("variance", "0"),
        ]
    ends = sorted((fact.least * slope, fact.most * slope))
    exact = (
        f"when {column} < {fact.least} then {fact.least * slope}"
        f" when {column} > {fact.most} then {fact.most * slope}"
        f" else cast({column} as bigint) * {slope} end"
    )
    return [
        (name, f"case when {column} is null then {absent} {exact}")
        for name, absent in zip(
            ("points", "least", "most"), (fact.mean * slope, *ends), strict=True
        )
    ] + [
        ("unknown", unknown),
        ("variance", f"({unknown}) * {(ends[1] - ends[0]) ** 2 // 12_000_000}"),
    ]
