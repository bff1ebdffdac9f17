"""What unknown answers add to the spread of the probability, by hand.

A car counts 140,000 and 20 families in a hundred have one: the expected points of an unknown
answer are 28,000, their variance .2 x 112,000^2 + .8 x 28,000^2 = 3,136 million square micro log
points. A residual of -42,000 or 42,000 has a variance of 1,764 million. Together they are 4,900
million, 70,000 squared: the residual is stretched by 70 / 42. A line 70,000 above the score is
then as likely as one 42,000 above it was: 75 in a hundred (beyond the last quantile the share
climbs to 1 within 84,000: unstretched it is .75 + .25 x 28 / 84).
"""

import duckdb
import numpy as np
import pytest

from desil.ranking.formula.model import Residuals
from desil.ranking.stage import score_families
from desil.ranking.uncertainty.residual import probability_below
from tests.ranking_engine import a_model, open_facts
from tests.table import rows_of

FACTS = {
    "has_car": {"of": "family", "points": {1: 140_000, 2: 0}, "shares": {1: 200_000, 2: 800_000}},
    "roof_material": {
        "of": "family",
        "points": {2: 0, 3: -90_000, 4: -50_000},
        "shares": {2: 500_000, 3: 100_000, 4: 400_000},
    },
}
SPREADS = """
| has_car | roof_material | spread | why
| 1       | 2             | 0      | all exact
|         | 2             | 3136   | .2 x 112^2 + .8 x 28^2
| 2       | 101           | 256    | zinc or asbestos, 10 to 40 about -58: .2 x 32^2 + .8 x 8^2
|         | 101           | 3392   | both: variances add up
"""
BELOW = """
| gap    | spread | ppm    | why
| 70000  | 0      | 833333 | .75 + .25 x 28 / 84
| 70000  | 3136   | 750000 | stretched by 70 / 42
| -70000 | 3136   | 250000 | on the other side
| 0      | 3136   | 500000 | at the middle nothing moves
"""


def test_unknown_and_coarse_answers_have_the_variance_of_their_points() -> None:
    rows = rows_of(SPREADS)
    answers = [{f: int(r[f]) if r.get(f) else None for f in FACTS} for r in rows]
    with duckdb.connect() as database:
        open_facts(database, answers)
        score_families(database, a_model(facts=FACTS))
        found = database.execute("select spread_milli from scored order by family_number")
        assert found.fetchall() == [(int(row["spread"]),) for row in rows]


@pytest.mark.parametrize("row", rows_of(BELOW), ids=lambda row: str(row["why"]))
def test_the_spread_is_added_to_the_residuals(row: dict[str, str]) -> None:
    residuals = Residuals((), ((-42_000, 42_000),), "by hand")
    score, spread = np.array([14_000_000]), np.array([int(row["spread"])])
    below = probability_below(residuals, score, 14_000_000 + int(row["gap"]), spread)
    assert int(below[0]) == int(row["ppm"])
