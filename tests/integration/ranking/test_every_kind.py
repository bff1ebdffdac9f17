"""Every kind of model that can be fitted is kept, ranks families, and is explained exactly."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from desil.engine.progress import Silent
from desil.ranking.activation.model_store import approve, model_of, propose
from desil.ranking.explanation.breakdown import contributions_of
from desil.ranking.formula.model import Model
from desil.ranking.stage import Ranking, keep_table, rank
from tests.ranking_engine import DAY, OWN_TENTHS
from tests.ranking_families import write_families
from tests.ranking_kinds import fitted, survey_in

KINDS = ("ols", "elastic_net", "glass_box", "lightgbm", "blend")  # chosen: one of them
AT = datetime(2026, 3, 17, tzinfo=UTC)
COUNT = 400


@pytest.fixture(scope="module")
def families(tmp_path_factory: pytest.TempPathFactory) -> pa.Table:
    return write_families(tmp_path_factory.mktemp("facts") / "facts.parquet", COUNT)


@pytest.fixture(scope="module", params=KINDS)
def model(
    request: pytest.FixtureRequest, families: pa.Table, tmp_path_factory: pytest.TempPathFactory
) -> Model:
    """Fitted, proposed, approved by another, and read from the home as a run reads it."""
    folder = tmp_path_factory.mktemp("model")
    source = fitted(survey_in(families), request.param, folder / "model")
    version = propose(folder / "home", source, by="ani", at=AT).version
    approve(folder / "home", version, by="budi", at=AT)
    return model_of(folder / "home", version)


def ranked(model: Model, facts: pa.Table, folder: Path, threads: int = 2) -> Path:
    folder.mkdir()
    with duckdb.connect(config={"threads": threads}) as database:
        keep_table(database, "family_fact", facts)
        nobody = pa.table({"family_number": facts["family_number"]})
        keep_table(database, "nobody", nobody)
        database.execute(
            "create view official_decile as select family_number, cast(null as smallint) as"
            " decile_national, cast(null as smallint) as decile_province,"
            " cast(null as smallint) as decile_city from nobody"
        )
        wide = Ranking(model, OWN_TENTHS, DAY)
        rank(database, wide, folder, Silent())
    return folder


def test_contributions_add_up_to_the_score_exactly(
    model: Model, families: pa.Table, tmp_path: Path
) -> None:
    folder = ranked(model, families, tmp_path / "run")
    scores = pq.read_table(folder / "family_score.parquet").to_pylist()
    stored = {
        row["family_number"]: row
        for row in pq.read_table(folder / "family_explanation.parquet").to_pylist()
    }
    means = {r["fact"]: r["mean_micro"]
             for r in pq.read_table(folder / "ranking_fact.parquet").to_pylist()}  # fmt: skip
    baseline = model.intercept + sum(means.values())
    answers = {row["family_number"]: row for row in families.to_pylist()}
    with_score = [row for row in scores if row["score_micro"] is not None]
    assert len(with_score) > COUNT / 4
    for row in with_score:
        kept = stored[row["family_number"]]
        five = sum(kept[f"contribution_{place}"] or 0 for place in range(1, 6))
        assert baseline + five + kept["rest_micro"] == row["score_micro"]
        assert row["least_micro"] <= row["score_micro"] <= row["most_micro"]
    for row in with_score[:40]:
        told, left = contributions_of(model, means, answers[row["family_number"]], {})
        assert baseline + left + sum(c.micro for c in told) == row["score_micro"]
        assert abs(left) <= len(model.facts)


def test_rows_and_threads_change_no_byte(model: Model, families: pa.Table, tmp_path: Path) -> None:
    one = ranked(model, families, tmp_path / "one", threads=1)
    reverse = families.take(pa.array(range(COUNT - 1, -1, -1)))
    two = ranked(model, reverse, tmp_path / "two")
    for file in sorted(p.name for p in one.glob("*.parquet")):
        assert (one / file).read_bytes() == (two / file).read_bytes(), file
