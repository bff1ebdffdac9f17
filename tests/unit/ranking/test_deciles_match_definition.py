"""The SQL of deciles equals the plain definition, on populations that Hypothesis makes."""

import math
from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desil.ranking.deciles.definition import fixed_point, ranked_score_of, standings
from tests.ranking_engine import a_model, cut, families, open_official, open_predictions

TIED = st.sampled_from([13.9, 14.0, 14.0000005, 14.1, 14.1000001])
ANY = st.floats(allow_nan=True, allow_infinity=True)
SCORES = st.one_of(st.none(), TIED, st.floats(13, 16), ANY)
POPULATIONS = st.lists(st.tuples(SCORES, st.integers(0, 4)), min_size=1, max_size=60)
Standings = list[tuple[int | None, int | None]]


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def by_sql(
    database: duckdb.DuckDBPyConnection, scores: list[float | None], weights: list[int]
) -> Standings:
    open_predictions(database, scores, weights)
    open_official(database, [None] * len(scores))
    cut(database, a_model())
    rows = database.execute(
        "select decile, percentile from ranked_score left join standing on"
        " ranked_score.score_micro = standing.score_micro and standing.level = 'city'"
        " order by family_number"
    ).fetchall()
    return [(decile, percentile) for decile, percentile in rows]


def by_definition(scores: list[float | None], weights: list[int]) -> Standings:
    ranked = [
        ranked_score_of(fixed_point(score), members)
        for score, members in zip(scores, weights, strict=True)
    ]
    return standings(ranked, weights)


@given(POPULATIONS)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_sql_and_definition_agree(
    database: duckdb.DuckDBPyConnection, population: list[tuple[float | None, int]]
) -> None:
    scores, weights = [s for s, _ in population], [w for _, w in population]
    assert by_sql(database, scores, weights) == by_definition(scores, weights)


NAN, FAR = math.nan, math.inf


@pytest.mark.parametrize(
    ("scores", "weights", "deciles"),
    [
        ([14.0], [1], [1]),
        ([14.0] * 7, [1] * 7, [1] * 7),
        ([None, NAN, FAR, -FAR], [1, 1, 1, 1], [None] * 4),
        ([14.0, 15.0], [0, 0], [None, None]),
        ([14.0, NAN, 15.0], [1, 5, 1], [1, None, 6]),
        ([float(n) for n in range(1, 11)], [1] * 10, list(range(1, 11))),
        ([1.0, 2.0], [9, 1], [1, 10]),
        ([1.0, 2.0, 3.0], [1, 0, 1], [1, None, 6]),
    ],
    ids=["one family", "all equal", "all unranked", "weights of zero", "not finite", "ten",
         "a heavy family", "a family without members"],
)  # fmt: skip
def test_edges(
    database: duckdb.DuckDBPyConnection,
    scores: list[float | None],
    weights: list[int],
    deciles: list[int | None],
) -> None:
    found = by_sql(database, scores, weights)
    assert [decile for decile, _ in found] == deciles
    assert found == by_definition(scores, weights)
    assert len(families(len(scores))) == len(found)
