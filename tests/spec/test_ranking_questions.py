"""What to ask a family next, and when to stop.

The model: 14,000,000; a car 140,000 (20 families in a hundred) or 0; a roof of tiles 0, zinc
-90,000 or asbestos -50,000; one member 160,000, two 80,000, three 0, four -70,000.
Desil 1-4 end at 14,050,000; a score there still belongs to them.
"""

import pytest

from desil.ranking.worklists.questions import questionnaire, settling_order
from tests.ranking_engine import a_model
from tests.table import rows_of

MODEL = a_model(
    facts={
        "has_car": {"points": {1: 140_000, 2: 0}, "shares": {1: 200_000, 2: 800_000}},
        "roof_material": {"points": {2: 0, 3: -90_000, 4: -50_000}},
        "size": {"of": "members", "points": {1: 160_000, 2: 80_000, 3: 0, 4: -70_000}},
    }
)
LINE = 14_050_000

FAMILIES = """
| car | roof | size | least    | most     | settled | ask                         |
| 2   | 2    | 3    | 14000000 | 14000000 | yes     | -                           |
| 2   | 101  | 3    | 13910000 | 13950000 | yes     | roof_material               |
|     | 2    | 3    | 14000000 | 14140000 | no      | has_car                     |
|     | 2    | 1    | 14160000 | 14300000 | yes     | has_car                     |
|     |      | 3    | 13910000 | 14140000 | no      | has_car roof_material       |
|     |      |      | 13840000 | 14300000 | no      | size has_car roof_material  |
"""


def answers_of(row: dict[str, str]) -> dict[str, int | None]:
    columns = {"has_car": "car", "roof_material": "roof", "size": "size"}
    return {fact: int(row[c]) if row[c] else None for fact, c in columns.items()}


@pytest.mark.parametrize("row", rows_of(FAMILIES), ids=lambda r: f"{r['car']},{r['roof']}")
def test_the_next_question_and_the_stop(row: dict[str, str]) -> None:
    found = questionnaire(MODEL, answers_of(row), LINE)
    assert (found.least, found.most) == (int(row["least"]), int(row["most"]))
    assert found.is_settled is (row["settled"] == "yes")
    assert " ".join(q.fact for q in found.questions) == row["ask"].replace("-", "")


def test_asking_stops_when_no_answer_can_change_the_side() -> None:
    nothing: dict[str, int | None] = {}
    alone = {"has_car": 1, "roof_material": 2, "size": 1}
    assert settling_order(MODEL, LINE, nothing, alone) == ["size"]


def test_asking_goes_on_while_it_can() -> None:
    nothing: dict[str, int | None] = {}
    three = {"has_car": 2, "roof_material": 2, "size": 3}
    assert settling_order(MODEL, LINE, nothing, three) == ["size", "has_car"]
