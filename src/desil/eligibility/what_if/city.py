"""A city held in memory for quick questions: every word of every family and member, compact.

Family numbers are replaced by whole numbers in their order; nothing here names anybody.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from desil.dictionary.columns.ranking import RANKING_CUTOFFS
from desil.eligibility.words.opened import open_run, open_words
from desil.eligibility.words.vocabulary import words_of
from desil.eligibility.words.word import Scope
from desil.engine.database import open_database
from desil.engine.durable import folder_made_whole
from desil.engine.manifest import MANIFEST, read_manifest
from desil.engine.progress import Progress
from desil.engine.settings import EngineSettings
from desil.engine.store import Store

TABLES = ("family_word", "member_word", "cutoff")


def _columns(scope: Scope) -> str:
    names = sorted({w.name for w in words_of(scope).values()})
    return ", ".join(f'"{n}"' for n in names)


def _build(database: duckdb.DuckDBPyConnection, run: Path, day: date) -> None:
    """Make the tables `TABLES` from a run's own."""
    open_run(database, run)
    open_words(database, day)
    database.execute("create table number_of as select family_number as told,"
                     " cast(row_number() over (order by family_number) as integer) as number"
                     " from family")  # fmt: skip
    database.execute(
        "create table family_kept as select number as family_number, told,"  # noqa: S608 - declared words
        f" {_columns(Scope.FAMILY)}, desil_1_4_ppm, score_micro"
        " from family_word inner join number_of on family_word.family_number = told"
        " left join (select family_number as scored, score_micro from family_score)"
        " on scored = told order by number"
    )
    database.execute(
        f"create table member_kept as select number as family_number, {_columns(Scope.MEMBER)}"  # noqa: S608 - declared words
        " from member_word inner join number_of on member_word.family_number = told"
        " order by number"
    )
    path = run / RANKING_CUTOFFS.file_name
    if path.is_file():
        database.read_parquet(str(path)).create_view("ranking_cutoff", replace=True)
        database.execute(
            "create table cutoff_kept as select boundary, score_micro from ranking_cutoff"
            " where level = 'national'"
        )
    else:
        database.execute("create table cutoff_kept (boundary smallint, score_micro integer)")


def _keep(database: duckdb.DuckDBPyConnection, folder: Path) -> None:
    kept = {"family_word": "family_kept", "member_word": "member_kept", "cutoff": "cutoff_kept"}
    for name, table in kept.items():
        path = str(folder / f"{name}.parquet")
        database.execute(f"copy {table} to $path (format parquet, compression zstd)",
                         {"path": path})  # fmt: skip


def resident_city(
    store: Store, run: Path, day: date, settings: EngineSettings, progress: Progress
) -> duckdb.DuckDBPyConnection:
    """A connection that holds the city of a run, with ages on `day`; the caller closes it.

    The compact tables are kept in the home's folder `what-if` and read from there the next time.
    """
    version = "made-by-hand"
    if (run / MANIFEST).is_file():
        version = read_manifest(run).run_id
    folder = store.home / "what-if" / f"{version}-{day.isoformat()}"
    if not folder.is_dir():
        with (
            progress.stage("ringkas kota"),
            open_database(settings) as maker,
            folder_made_whole(folder) as unfinished,
        ):
            _build(maker, run, day)
            _keep(maker, unfinished)
    database = open_database(settings)
    with progress.stage("buka kota"):
        for name in TABLES:
            database.execute(
                f"create table {name} as from read_parquet($path)",
                {"path": str(folder / f"{name}.parquet")},
            )
    return database
