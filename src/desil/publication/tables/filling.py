"""Filling a publication's own tables: copies first, then indexes and recaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
from psycopg import sql

from desil.database.cursor import Rows
from desil.dictionary.result_table import ResultTable
from desil.dictionary.results import AREA_RECAPS, LOADED
from desil.engine.progress import Progress, Stage
from desil.publication.tables.crew import Crew, Job
from desil.publication.tables.indexes import IndexToBuild, build_index
from desil.publication.tables.loading import load_table
from desil.publication.tables.schema import create_table, read_from
from desil.register.names import AREA_RECAP_COLUMNS
from desil.register.statements import statement


@dataclass(frozen=True, slots=True)
class Filling:
    """A publication that is being filled: its id, the run it comes from, and COPY's format."""

    publication_id: int
    run_folder: Path
    binary: bool

    def source_of(self, table: ResultTable) -> Path:
        """The Parquet file of one of the run's tables."""
        return self.run_folder / table.file_name

    def has(self, table: ResultTable) -> bool:
        """Whether the run has one of the tables; those of ranking only where it had a model."""
        return not table.is_optional or self.source_of(table).is_file()


def load_tables(crew: Crew, filling: Filling, progress: Progress) -> dict[str, int]:
    """Copy the run's tables in; returns the rows of each."""
    present = [t for t in LOADED if filling.has(t)]
    for table in LOADED:
        if table not in present:
            create_table(crew.connections[0], filling.publication_id, table.name)
    expected = {t: pq.read_metadata(filling.source_of(t)).num_rows for t in present}
    rows: dict[str, int] = {}

    def job_of(table: ResultTable, stage: Stage) -> Job:
        def load(connection: Rows) -> None:
            rows[table.name] = load_table(
                connection,
                table,
                filling.source_of(table),
                filling.publication_id,
                binary=filling.binary,
                stage=stage,
            )

        return load

    with progress.stage("Memuat register", sum(expected.values()), "baris") as stage:
        crew.work_through([job_of(t, stage) for t in present])
    return rows


def count_release(connection: Rows, publication_id: int, release_date: date) -> None:
    """Count one release from the publication's own tables into its `area_recap`."""
    with connection.transaction():
        read_from(connection, publication_id)
        connection.execute(
            sql.SQL("insert into area_recap ({}) select * from ({}) as counted").format(
                sql.SQL(", ").join(map(sql.Identifier, AREA_RECAP_COLUMNS)),
                sql.SQL(statement("recap")),
            ),
            {"release_date": release_date},
        )


def finish_tables(
    crew: Crew,
    filling: Filling,
    indexes: tuple[IndexToBuild, ...],
    releases: tuple[date, ...],
    progress: Progress,
) -> None:
    """Build every index and count every release, the longest jobs first."""
    create_table(crew.connections[0], filling.publication_id, AREA_RECAPS.name)
    of_recap = tuple(i for i in indexes if i.table == AREA_RECAPS.name)
    of_loaded = tuple(i for i in indexes if i not in of_recap)
    total = len(indexes) + len(releases)
    with progress.stage("Menyusun indeks dan rekap", total, "langkah") as stage:

        def building(index: IndexToBuild) -> Job:
            def build(connection: Rows) -> None:
                build_index(connection, index, filling.publication_id)
                stage.advance(1)

            return build

        def counting(release_date: date) -> Job:
            def count(connection: Rows) -> None:
                count_release(connection, filling.publication_id, release_date)
                stage.advance(1)

            return count

        recaps = [counting(r) for r in releases]
        crew.work_through(
            [building(i) for i in of_loaded[:1]] + recaps + [building(i) for i in of_loaded[1:]]
        )
        crew.work_through([building(i) for i in of_recap])
