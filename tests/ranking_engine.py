"""Ranking statements run on a small population in DuckDB, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from desil.dictionary.results import FAMILY_FACTS
from desil.ranking.deciles.policy import RankingPolicy, Weighting
from desil.ranking.formula.model import Level, Model
from desil.ranking.formula.reading import model_from
from desil.ranking.stage import Ranking, cut_deciles, keep_table
from tests.numbers_of_people import card_number

DAY = date(2026, 3, 17)
OWN_TENTHS = RankingPolicy(Weighting.PERSONS, (Level.NATIONAL, Level.PROVINCE, Level.CITY))
SCORING = Path(__file__).parents[1] / "src" / "desil" / "ranking" / "scoring"


def a_model(**changes: object) -> Model:
    """A model of two facts, without cut-offs unless they are told."""
    tree: dict[str, object] = {
        "name": "contoh",
        "unit": "micro log points",
        "intercept": 14_000_000,
        "facts": {
            "has_car": {"of": "family", "points": {1: 140_000, 2: 0}},
            "size": {"of": "members", "points": {1: 160_000, 2: 80_000, 3: 0, 4: -70_000}},
        },
    }
    return model_from(tree | changes, version="contoh")


def families(count: int) -> list[str]:
    """Family numbers in order."""
    return [card_number(place + 1) for place in range(count)]


def open_predictions(
    database: duckdb.DuckDBPyConnection, scores: Sequence[float | None], weights: Sequence[int]
) -> None:
    """Make `scored` from scores in log points; weights are the families' sizes."""
    count = len(scores)
    rows = {
        "family_number": pa.array(families(count), pa.string()),
        "province_code": pa.array(["32"] * count, pa.string()),
        "city_code": pa.array(["3275"] * count, pa.string()),
        "village_code": pa.array(["3275010009"] * count, pa.string()),
        "counted_size": pa.array(weights, pa.int32()),
        "unknown_facts": pa.array([0] * count, pa.int32()),
        "welfare": pa.array(scores, pa.float64()),
    }
    keep_table(database, "predicted", pa.table(rows))
    text = (SCORING / "predicted_score.sql").read_text(encoding="utf-8")
    database.execute(f"create or replace view scored as {text}")


def open_official(database: duckdb.DuckDBPyConnection, deciles: Sequence[int | None]) -> None:
    """Make `official_decile` with the same decile at every level."""
    kept = pa.array(deciles, pa.int16())
    keep_table(
        database,
        "official_decile",
        pa.table(
            {
                "family_number": pa.array(families(len(deciles)), pa.string()),
                "decile_national": kept,
                "decile_province": kept,
                "decile_city": kept,
            }
        ),
    )


def cut(
    database: duckdb.DuckDBPyConnection, model: Model, policy: RankingPolicy = OWN_TENTHS
) -> None:
    """Run the statements of deciles."""
    cut_deciles(database, Ranking(model, policy, DAY))


def open_facts(database: duckdb.DuckDBPyConnection, rows: Sequence[dict[str, int | None]]) -> None:
    """Make `family_fact` from answers; a fact that a row does not tell is not known."""
    kinds = {f.name: f.type for f in FAMILY_FACTS.schema}
    columns = {
        name: pa.array([row.get(name) for row in rows], kind)
        for name, kind in kinds.items()
        if name not in PLACE
    }
    count = len(rows)
    place = {
        "family_number": families(count),
        "province_code": ["32"] * count,
        "city_code": ["3275"] * count,
        "village_code": ["3275010009"] * count,
        "rw": ["001"] * count,
        "counted_size": [1] * count,
    }
    kept = {name: pa.array(values, kinds[name]) for name, values in place.items()}
    keep_table(database, "family_fact", pa.table(kept | columns))


PLACE = ("family_number", "province_code", "city_code", "village_code", "rw", "counted_size")
