"""What an answer counts: exact, a set of codes, or not known. Never zero for what is not known.

Points are whole micro log points. The model: intercept 14,000,000; a car 140,000; a roof of tiles
(2) 0, zinc (3) -90,000 and asbestos (4) -50,000, of which the survey had 50, 10 and 40 families in
a hundred; 1,000 points a square metre of floor, known from 10 to 100 m2 with a mean of 50.
"""

import duckdb
import pytest

from desil.ranking.formula.model import Model
from desil.ranking.stage import score_families
from tests.ranking_engine import a_model, open_facts
from tests.table import rows_of

FACTS = {
    "has_car": {"of": "family", "points": {1: 140_000, 2: 0}, "shares": {1: 200_000, 2: 800_000}},
    "roof_material": {
        "of": "family",
        "points": {2: 0, 3: -90_000, 4: -50_000},
        "shares": {2: 500_000, 3: 100_000, 4: 400_000},
    },
    "floor_area_m2": {
        "of": "family", "slope": 1_000, "unit": "m2", "mean": 50, "least": 10, "most": 100,
    },
}  # fmt: skip

EXPECTED = """
| has_car | roof_material | floor_area_m2 | score    | least    | most     | unknown | why
| 1       | 2             | 40            | 14180000 | 14180000 | 14180000 | 0       | all exact
| 2       | 3             | 40            | 13950000 | 13950000 | 13950000 | 0       | all exact
| 2       | 101           | 40            | 13982000 | 13950000 | 13990000 | 0       | "Asbes/seng": (10 x -90,000 + 40 x -50,000) / 50
|         | 2             | 40            | 14068000 | 14040000 | 14180000 | 1       | a car: 20 in a hundred
| 2       |               | 40            | 14011000 | 13950000 | 14040000 | 1       | a roof: 10 x -90,000 + 40 x -50,000 in a hundred
| 2       | 8             | 40            | 14011000 | 13950000 | 14040000 | 0       | a roof that the survey never saw
| 2       | 2             |               | 14050000 | 14010000 | 14100000 | 1       | the mean floor
| 2       | 2             | 500           | 14100000 | 14100000 | 14100000 | 0       | a line is known to 100 m2 only
|         |               |               | 14049000 | 13920000 | 14240000 | 3       | nothing is known
"""

FROZEN = """
| has_car | roof_material | floor_area_m2 | score    | least    | most     | unknown | why
|         | 2             | 40            | 14040000 | 14040000 | 14040000 | 1       | a formula that was made so counts 0
| 1       |               | 40            | 14180000 | 14180000 | 14180000 | 1       | a car
| 2       | 101           | 40            | 13982000 | 13950000 | 13990000 | 0       | a set of codes is known, not absent
"""

NOT_ASKED = """
| has_car | roof_material | floor_area_m2 | electric_power | score    | least    | most     | unknown | why
| 2       | 2             | 40            | 2              | 14030000 | 14030000 | 14030000 | 0       | a meter of 900 watts
| 2       | 2             | 40            | 0              | 14047000 | 14047000 | 14047000 | 0       | no meter: not asked, as in the survey
| 2       | 2             | 40            |                | 14037500 | 14030000 | 14060000 | 1       | not known
"""
POWER = {
    "electric_power": {
        "of": "family", "points": {2: -10_000, 3: 20_000}, "shares": {2: 750_000, 3: 250_000},
        "absent": 7_000,
    },
}  # fmt: skip


def scores(model: Model, table: str) -> list[tuple[int, ...]]:
    rows = rows_of(table)
    answers = [{f: int(r[f]) if r.get(f) else None for f in (*FACTS, *POWER)} for r in rows]
    with duckdb.connect() as database:
        open_facts(database, answers)
        score_families(database, model)
        return database.execute(
            "select score_micro, least_micro, most_micro, unknown_facts from scored"
            " order by family_number"
        ).fetchall()


def expected_scores(table: str) -> list[tuple[int, ...]]:
    columns = ("score", "least", "most", "unknown")
    return [tuple(int(row[c]) for c in columns) for row in rows_of(table)]


@pytest.mark.parametrize(
    ("changes", "table"),
    [
        ({}, EXPECTED),
        ({"missing": "counts_zero"}, FROZEN),
        ({"facts": FACTS | POWER}, NOT_ASKED),
    ],
    ids=["expected", "counts zero", "not asked is an answer"],
)
def test_every_kind_of_answer_counts_as_declared(changes: dict[str, object], table: str) -> None:
    assert scores(a_model(**{"facts": FACTS} | changes), table) == expected_scores(table)


def test_bands_hold_their_lower_edge() -> None:
    bands = {"floor_area_m2": {"of": "family", "edges": [30, 45], "points": [-100, 0, 50]}}
    rows = [{"floor_area_m2": n} for n in (29, 30, 44, 45)]
    with duckdb.connect() as database:
        open_facts(database, rows)
        score_families(database, a_model(intercept=1_000, facts=bands))
        found = database.execute("select score_micro from scored order by family_number").fetchall()
    assert [score for (score,) in found] == [900, 1_000, 1_000, 1_050]
