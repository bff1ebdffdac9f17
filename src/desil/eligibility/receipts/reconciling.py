"""A list held against what was paid: kept in the home's folder `reconciled`, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

from desil.dictionary.columns import eligibility as tables
from desil.eligibility.lists.frozen import KeptList
from desil.eligibility.words.opened import open_run
from desil.engine.check import Check
from desil.engine.database import open_database
from desil.engine.durable import folder_made_whole
from desil.engine.manifest import MANIFEST, Manifest, Recipe, write_manifest
from desil.engine.progress import Progress
from desil.engine.settings import EngineSettings
from desil.engine.step import Step, run_step
from desil.engine.store import Store
from desil.errors import NotFound

_FOLDER = Path(str(resources.files("desil.eligibility.receipts")))
_TAKEN = Check(
    "take_up: yang terdaftar dan dibayar tidak lebih dari masing-masing",
    "kelurahan yang hitungannya tidak mungkin",
    "select count(*) from take_up where listed_and_paid > least(listed, paid)",
)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The folder of a reconciliation and its counts: by finding (rows, rupiah), by set of
    programmes (families, of desil 1-4), and by kelurahan."""

    folder: Path
    findings: list[tuple[str, int, int]]
    overlaps: list[tuple[str, int, int]]
    take_ups: list[tuple[str, int, int, int]]


def _open(database: duckdb.DuckDBPyConnection, kept: KeptList, run: Path, period: str) -> None:
    """Make `listed`, `paid`, `paid_family` and `standing`."""
    open_run(database, run)
    path = kept.folder / tables.LIST_ROWS.file_name
    database.read_parquet(str(path)).create_view("list_row", replace=True)
    database.execute(
        "create or replace view listed as select family_number, nik from list_row"
        " where state = 'terdaftar'"
    )
    database.execute(
        "create or replace table paid as select * from receipt"
        " where upper(programme) = $programme and $period in ('', period)",
        {"programme": kept.frozen.programme, "period": period},
    )
    database.execute(
        "create or replace view paid_family as select distinct family_number from receipt"
        " where family_number is not null"
    )
    database.execute(
        "create or replace table standing as select family.family_number, family.village_code,"
        " decile_national as desil from family left join (select * from family_decile"
        " inner join newest_release using (release_date)) using (family_number)"
    )


def _read(folder: Path, database: duckdb.DuckDBPyConnection) -> Reconciliation:
    def rows(table: str, text: str) -> list[Any]:
        database.read_parquet(str(folder / f"{table}.parquet")).create_view("told", replace=True)
        return database.execute(text).fetchall()

    order = list(tables.RECONCILED_FINDINGS)
    found = rows(
        "reconciled_row",
        "select finding, count(*), coalesce(sum(amount), 0)::bigint from told group by finding",
    )
    return Reconciliation(
        folder,
        sorted(found, key=lambda row: order.index(row[0])),
        rows("programme_overlap", "from told order by families desc, programmes"),
        rows("take_up", "from told order by village_code"),
    )


def reconcile(
    store: Store,
    kept: KeptList,
    *,
    period: str,
    at: datetime,
    code_version: str,
    settings: EngineSettings,
    progress: Progress,
) -> Reconciliation:
    """Hold a list against the payments of its programme in `period` (all where it is empty), as
    the run of the list knows them; the same again is a no-op.

    NotFound where nothing was delivered about the programme or the period.
    """
    run = store.runs / kept.frozen.run_id
    recipe = Recipe((kept.frozen.list_id,), code_version, {"paid": period, "stage": "reconciled"})
    folder = store.home / "reconciled" / f"{kept.frozen.programme}-{recipe.run_id}"
    with open_database(settings) as database:
        if not (folder / MANIFEST).is_file():
            _open(database, kept, run, period)
            if database.execute("select count(*) from paid").fetchall()[0][0] == 0:
                raise NotFound(
                    f"Belum ada penyaluran {kept.frozen.programme} {period} di run ini.".replace(
                        "  ", " "
                    ),
                    hint="Serahkan: desil intake penerima BERKAS, lalu desil run",
                )
            with folder_made_whole(folder) as unfinished:
                steps = (
                    Step(tables.RECONCILED_ROWS, (), _FOLDER / "reconciled_row.sql"),
                    Step(tables.OVERLAPS, (), _FOLDER / "programme_overlap.sql"),
                    Step(tables.TAKE_UPS, (), _FOLDER / "take_up.sql", (_TAKEN,)),
                )
                made = [run_step(database, s, unfinished, progress) for s in steps]
                write_manifest(unfinished, Manifest(recipe, tuple(made), at.isoformat()))
        return _read(folder, database)
