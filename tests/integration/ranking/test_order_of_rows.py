"""Neither the order of rows, nor threads, nor the size of batches changes a byte of a ranking."""

import hashlib
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from desil.engine.database import open_database
from desil.engine.progress import Silent
from desil.engine.settings import EngineSettings
from desil.ranking import stage
from desil.ranking.deciles.policy import RankingPolicy, Weighting
from desil.ranking.stage import Ranking, rank
from tests.ranking_engine import DAY
from tests.ranking_families import open_model, write_families

FAMILIES = 30_000
TABLES = ("family_score", "family_explanation", "ranking_cutoff", "ranking_fact")


def hashes(facts: pa.Table, folder: Path, threads: int) -> dict[str, str]:
    folder.mkdir()
    pq.write_table(facts, folder / "facts.parquet", row_group_size=7_000 * threads)
    policy = RankingPolicy(Weighting.PERSONS)
    with open_database(EngineSettings(folder / "spill", "500MB", threads)) as database:
        database.read_parquet(str(folder / "facts.parquet")).create_view("family_fact")
        database.execute(
            "create view official_decile as select family_number,"
            " cast(1 + hash(family_number) % 10 as smallint) as decile_national,"
            " cast(null as smallint) as decile_province, cast(null as smallint) as decile_city"
            " from family_fact"
        )
        rank(database, Ranking(open_model(widest=900_000), policy, DAY), folder, Silent())
    return {
        name: hashlib.sha256((folder / f"{name}.parquet").read_bytes()).hexdigest()
        for name in TABLES
    }


def test_a_ranking_is_the_same_to_the_last_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = write_families(tmp_path / "families.parquet", FAMILIES)
    shuffled = facts.take(np.random.default_rng(5).permutation(FAMILIES))
    first = hashes(facts, tmp_path / "first", threads=1)
    monkeypatch.setattr(stage, "_BATCH_ROWS", 4_096)
    assert hashes(shuffled, tmp_path / "second", threads=2) == first
    with duckdb.connect() as database:
        ranked = database.execute(
            "select count(indicative_national) from read_parquet(?)",
            [str(tmp_path / "first" / "family_score.parquet")],
        ).fetchall()
    assert ranked[0][0] > FAMILIES / 10
