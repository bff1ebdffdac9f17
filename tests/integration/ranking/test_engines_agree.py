"""The same SQL text on DuckDB, PostgreSQL and Spark gives the same scores and deciles."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import psycopg
import pyarrow as pa
import pyarrow.csv as pacsv
import pytest

from desil.database.server.server import Server
from desil.engine.spark import keep_rows, keep_statement, spark_session, view_of_parquet
from desil.errors import MachineLacks
from desil.ranking.deciles.cutting import KEPT_AS_TABLES, STATEMENTS, statement
from desil.ranking.deciles.policy import given_cutoffs, methods_table, policy_table
from desil.ranking.formula.model import Model
from desil.ranking.scoring.answers import sloped_facts
from desil.ranking.scoring.points import points_tables
from desil.ranking.scoring.score_text import score_text
from tests.brief_java import BRIEFLY
from tests.numbers_of_people import card_number
from tests.ranking_engine import DAY, OWN_TENTHS
from tests.ranking_families import formula_tree, open_model, write_families

pytestmark = pytest.mark.outside_judge
FAMILIES = 20_000
Row = tuple[object, ...]
FACTS = dict(formula_tree()["facts"])  # type: ignore[call-overload]
BY_THE_UNIT = {"slope": 2_500, "unit": "m2", "mean": 52, "least": 10, "most": 150}
IN_BANDS = {"edges": [25, 40, 65], "points": [-20_000, 0, 15_000, -5_000]}
MODEL = open_model(
    widest=900_000, facts=FACTS | {"floor_area_m2": BY_THE_UNIT, "head_age": IN_BANDS}
)

RESULT = (
    "select ranked_score.family_number, ranked_score.score_micro, ranked_score.least_micro,"
    " ranked_score.most_micro, ranked_score.unknown_facts, ranked_score.unranked_reason,"
    " nation.decile, city.decile, city.percentile"
    " from ranked_score"
    " left join standing as nation on nation.level = 'national'"
    " and nation.score_micro = ranked_score.score_micro"
    " left join standing as city on city.level = 'city'"
    " and city.area_code = ranked_score.city_code"
    " and city.score_micro = ranked_score.score_micro"
    " order by ranked_score.family_number"
)


def given_tables(model: Model) -> dict[str, pa.Table]:
    """Everything that the statements read beside the families."""
    tables = {t.name: t.rows for t in points_tables(model)}
    deciles = pa.table(
        {
            "family_number": pa.array([card_number(n + 1) for n in range(0, FAMILIES, 3)]),
            **{
                f"decile_{level}": pa.array([1 + n % 10 for n in range(0, FAMILIES, 3)], pa.int16())
                for level in ("national", "province", "city")
            },
        }
    )
    return tables | {
        "ranking_policy": policy_table(OWN_TENTHS, model),
        "ranking_method": methods_table(OWN_TENTHS, model, DAY),
        "given_cutoff": given_cutoffs(model, DAY),
        "official_decile": deciles,
    }


def run_statements(keep: Callable[[str, str, bool], object], model: Model) -> None:
    keep("scored", score_text(points_tables(model), sloped_facts(model)), True)
    for name in STATEMENTS:
        keep(name, statement(name), name in KEPT_AS_TABLES)


def by_duckdb(file: Path, model: Model) -> list[Row]:
    with duckdb.connect() as database:
        database.read_parquet(str(file)).create_view("family_fact")
        for name, rows in given_tables(model).items():
            database.register(name, rows)
        run_statements(
            lambda name, text, is_table: database.execute(
                f"create {'table' if is_table else 'view'} {name} as {text}"
            ),
            model,
        )
        return database.execute(RESULT).fetchall()


_PG = {"int16": "smallint", "int32": "integer", "int64": "bigint", "date32[day]": "date"}


def copy_in(connection: psycopg.Connection[Row], name: str, rows: pa.Table) -> None:
    columns = ", ".join(f"{f.name} {_PG.get(str(f.type), 'text')}" for f in rows.schema)
    connection.execute(f"create temporary table {name} ({columns})")  # type: ignore[arg-type]
    sink = io.BytesIO()
    pacsv.write_csv(rows, sink, pacsv.WriteOptions(include_header=False))
    with connection.cursor().copy(f"copy {name} from stdin (format csv)") as copy:  # type: ignore[arg-type]
        copy.write(sink.getvalue())
    connection.execute(f"analyze {name}")  # type: ignore[arg-type]


def by_postgres(facts: pa.Table, model: Model, server: Server) -> list[Row]:
    with psycopg.connect(server.url) as connection:
        copy_in(connection, "family_fact", facts)
        for name, rows in given_tables(model).items():
            copy_in(connection, name, rows)
        run_statements(
            lambda name, text, is_table: connection.execute(
                f"create temporary {'table' if is_table else 'view'} {name} as {text}"  # type: ignore[arg-type]
            ),
            model,
        )
        return connection.execute(RESULT).fetchall()


def by_spark(file: Path, model: Model, folder: Path) -> list[Row]:
    with spark_session(folder, threads=2, memory="1g") as session:
        view_of_parquet(session, "family_fact", file)
        for name, rows in given_tables(model).items():
            keep_rows(session, name, rows)
        run_statements(
            lambda name, text, is_table: keep_statement(session, name, text, as_table=is_table),
            model,
        )
        made: pa.Table = session.sql(RESULT).toArrow()
        return list(zip(*(column.to_pylist() for column in made.columns), strict=True))


@pytest.fixture(scope="module")
def families(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, pa.Table]:
    file = tmp_path_factory.mktemp("families") / "family_fact.parquet"
    return file, write_families(file, FAMILIES)


@pytest.fixture(scope="module")
def duckdb_rows(families: tuple[Path, pa.Table]) -> list[Row]:
    rows = by_duckdb(families[0], MODEL)
    assert len({row[6] for row in rows}) == 11  # ten deciles, and families that have none
    return rows


def test_postgres_agrees(
    families: tuple[Path, pa.Table], duckdb_rows: list[Row], server: Server
) -> None:
    assert by_postgres(families[1], MODEL, server) == duckdb_rows


def test_spark_agrees(
    families: tuple[Path, pa.Table],
    duckdb_rows: list[Row],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JDK_JAVA_OPTIONS", " ".join(BRIEFLY))
    if shutil.which("java") is None:
        pytest.skip("Java is not installed")
    try:
        rows = by_spark(families[0], MODEL, tmp_path)
    except MachineLacks as lack:
        pytest.skip(f"{lack.message} {lack.hint}")
    assert rows == duckdb_rows
