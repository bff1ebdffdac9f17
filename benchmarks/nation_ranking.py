"""What `make bench-nation` measures: reading a nation's facts, or ranking it. Run by it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

import duckdb
import pyarrow as pa
import yaml

from desil.engine.database import open_database
from desil.engine.progress import Silent
from desil.engine.settings import EngineSettings
from desil.ranking.deciles.cutting import statement
from desil.ranking.deciles.policy import (
    RankingPolicy,
    Weighting,
    given_cutoffs,
    methods_table,
    policy_table,
)
from desil.ranking.formula.model import Level, Model
from desil.ranking.formula.reading import model_from
from desil.ranking.stage import Ranking, keep_table, rank, score_families
from desil.synthetic.welfare.formula import formula_text

DAY = date(2025, 2, 28)
POLICY = RankingPolicy(Weighting.FAMILIES, (Level.NATIONAL,), (Level.NATIONAL,))
MEMORY = "5GB"
_OFFICIAL = pa.schema(
    [("family_number", pa.string())]
    + [(f"decile_{level}", pa.int16()) for level in ("national", "province", "city")]
)


def nation_model() -> Model:
    """The made-up city's formula without cut-offs; what is not known counts its expected points."""
    tree = yaml.safe_load(formula_text()) | {"missing": "expected", "cutoffs": {}}
    return model_from(tree, version="bangku")


def _copy(database: duckdb.DuckDBPyConnection, name: str, out: Path, text: str) -> None:
    """Write a SELECT as Parquet and let `name` mean it."""
    file = out / f"{name}.parquet"
    database.execute(f"copy ({text}) to '{file}' (format parquet, compression zstd)")
    database.read_parquet(str(file)).create_view(name)


def read_floor(database: duckdb.DuckDBPyConnection) -> None:
    """Read every column that scoring reads."""
    model = nation_model()
    columns = ["family_number", "counted_size", *(f.name for f in model.facts)]
    sums = ", ".join(f"max({c})" for c in columns)
    database.execute(f"select {sums} from family_fact").fetchall()


def rank_nation(database: duckdb.DuckDBPyConnection, out: Path) -> str:
    """Score and cut; what each part took, as Markdown."""
    model = nation_model()
    told = ["| part | seconds |", "|---|---|"]

    def timed(name: str, work: Callable[[], object]) -> None:
        start = perf_counter()
        work()
        told.append(f"| {name} | {perf_counter() - start:.1f} |")

    keep_table(database, "ranking_policy", policy_table(POLICY, model))
    keep_table(database, "ranking_method", methods_table(POLICY, model, DAY))
    keep_table(database, "given_cutoff", given_cutoffs(model, DAY))
    keep_table(database, "official_decile", _OFFICIAL.empty_table())
    score_families(database, model)
    timed("score", lambda: _copy(database, "ranked_score", out, statement("ranked_score")))

    def cut() -> None:
        for name in ("reference", "histogram", "running", "wanted", "estimated_cutoff",
                     "cutoff", "cutoff_row", "standing"):  # fmt: skip
            kind = "table" if name in ("running", "cutoff", "standing") else "view"
            database.execute(f"create {kind} {name} as {statement(name)}")

    timed("histogram and cut-offs", cut)
    scoring = Path(__file__).parents[1] / "src" / "desil" / "ranking" / "scoring"
    timed(
        "join back, write",
        lambda: _copy(
            database, "family_standing", out, (scoring / "family_standing.sql").read_text()
        ),
    )
    counts = database.execute(
        "select indicative_national, count(*) from family_standing group by all order by all"
    ).fetchall()
    tenths = ", ".join(f"{count:,}" for decile, count in counts if decile)
    told.append(f"\nFamilies by national decile: {tenths}.")
    return "\n".join(told)


def rank_city(database: duckdb.DuckDBPyConnection, out: Path) -> str:
    """Rank a city as a run does; the seconds of its tables, as Markdown."""
    keep_table(database, "official_decile", _OFFICIAL.empty_table())
    policy = RankingPolicy(Weighting.FAMILIES, tuple(Level))
    folder = out / "city"
    folder.mkdir()
    start = perf_counter()
    results = rank(database, Ranking(nation_model(), policy, DAY), folder, Silent())
    spent = perf_counter() - start
    parts = ", ".join(f"{r.name} {r.rows:,} rows in {r.seconds:.1f} s" for r in results)
    return f"The city's ranking alone, start of the process left out: {spent:.1f} s ({parts})."


def main() -> None:
    """`floor FACTS OUT`, `rank FACTS OUT`, or `city FACTS OUT`."""
    what, facts, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    out.mkdir(exist_ok=True)
    with open_database(EngineSettings(out / "spill", MEMORY, 2)) as database:
        database.read_parquet(str(facts / "*.parquet")).create_view("family_fact")
        if what == "floor":
            read_floor(database)
            return
        told = rank_city(database, out) if what == "city" else rank_nation(database, out)
        (out / "told.md").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
