"""A list held against what was paid: kept in the home's folder `reconciled`, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

from desil.dictionary import results
from desil.dictionary.columns.eligibility import RECONCILED_FINDINGS
from desil.eligibility.lists.frozen import StoredList
from desil.eligibility.words.word_views import open_assistance, open_run
from desil.engine.check import Check
from desil.engine.database import Connection, open_database
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
    "select count(*) from take_up where listed_and_paid > least(listed, paid)"
    " or eligible_and_paid > least(eligible, paid)",
)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The folder of a reconciliation and its counts by kelurahan (a BPS code, empty where none is
    known): (finding, kelurahan, rows, rupiah); (set of programmes, kelurahan, families, of desil
    1-4); (kelurahan, listed, paid, both, eligible, eligible and paid)."""

    folder: Path
    findings_by_village: list[tuple[str, str, int, int]]
    overlaps_by_village: list[tuple[str, str, int, int]]
    take_ups: list[tuple[str, int, int, int, int, int]]

    @property
    def findings(self) -> list[tuple[str, int, int]]:
        """Rows and rupiah of the whole city by finding, in the order in which they are told."""
        totals = _totals(self.findings_by_village)
        return [(name, *totals[name]) for name in RECONCILED_FINDINGS if name in totals]

    @property
    def overlaps(self) -> list[tuple[str, int, int]]:
        """Families of the whole city, and those of desil 1-4, by set; the largest first."""
        totals = _totals(self.overlaps_by_village)
        return sorted(
            ((told, *numbers) for told, numbers in totals.items()), key=lambda o: (-o[1], o[0])
        )


def _totals(rows: list[tuple[str, str, int, int]]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for name, _village, first, second in rows:
        one, two = found.get(name, (0, 0))
        found[name] = (one + first, two + second)
    return found


def _open(database: Connection, kept: StoredList, run: Path, period: str) -> None:
    """Make `listed`, `eligible`, `paid`, `paid_family` and `standing`."""
    open_run(database, run)
    open_assistance(database)
    for table in (results.LIST_ROWS, results.LIST_ANSWERS):
        rows = database.read_parquet(str(kept.folder / table.file_name))
        rows.create_view(table.name, replace=True)
    database.execute(
        "create or replace view listed as select family_number, nik from list_row"
        " where state = 'terdaftar'"
    )
    database.execute(  # the first verdict of every programme is that all conditions are met
        "create or replace view eligible as select family_number from list_answer where verdict = 0"
    )
    database.execute(
        "create or replace table told_payment as select * from receipt"
        " where programme = $programme and $period in ('', period)",
        {"programme": kept.frozen.programme, "period": period},
    )
    database.execute("create or replace view paid as from told_payment where payment = 'paid'")
    database.execute(
        "create or replace table list_unit as select $unit = 'person' as is_of_persons",
        {"unit": kept.frozen.unit},
    )
    database.execute(
        "create or replace view paid_family as select distinct family_number from receipt"
        " where family_number is not null and payment = 'paid'"
    )
    database.execute(
        "create or replace table standing as select family.family_number, family.village_code,"
        " decile_national as desil from family left join (select * from family_decile"
        " inner join newest_release using (release_date)) using (family_number)"
    )


def _read(folder: Path, database: Connection) -> Reconciliation:
    def rows(table: str, text: str) -> list[Any]:
        database.read_parquet(str(folder / f"{table}.parquet")).create_view("told", replace=True)
        return database.execute(text).fetchall()

    return Reconciliation(
        folder,
        rows(
            "reconciled_row",
            "select finding, coalesce(village_code, ''), count(*), coalesce(sum(amount), 0)::bigint"
            " from told group by all order by all",
        ),
        rows("programme_overlap", "from told order by programmes, village_code"),
        rows("take_up", "from told order by village_code"),
    )


def reconciled_in(home: Path) -> Path:
    """The folder of all reconciliations."""
    return home / "reconciled"


def newest_paid(database: Connection, run: Path, programme: str) -> str:
    """The newest period that the payments of a programme name in a run; empty where there are
    none."""
    open_run(database, run)
    found = database.execute(
        "select coalesce(max(period), '') from receipt where programme = $programme",
        {"programme": programme},
    ).fetchall()
    return str(found[0][0])


def reconcile(
    store: Store,
    kept: StoredList,
    run: Path,
    *,
    period: str,
    at: datetime,
    code_version: str,
    settings: EngineSettings,
    progress: Progress,
) -> Reconciliation:
    """Hold a list against the payments of its programme in `period` (all where it is empty), as
    `run` knows them: payments come back after the list was made, so in a later run than its own.
    The same again is a no-op.

    NotFound where nothing was delivered about the programme or the period.
    """
    parameters = {"paid": period, "run": run.name, "stage": "reconciled"}
    recipe = Recipe((kept.frozen.list_id,), code_version, parameters)
    folder = reconciled_in(store.home) / f"{kept.frozen.programme}-{recipe.run_id}"
    with open_database(settings) as database:
        if not (folder / MANIFEST).is_file():
            _open(database, kept, run, period)
            if database.execute("select count(*) from told_payment").fetchall()[0][0] == 0:
                raise NotFound(
                    f"Belum ada penyaluran {kept.frozen.programme} {period} di run ini.".replace(
                        "  ", " "
                    ),
                    hint="Serahkan: desil intake penerima BERKAS, lalu desil run",
                )
            with folder_made_whole(folder) as unfinished:
                steps = (
                    Step(results.RECONCILED_ROWS, _FOLDER / "reconciled_row.sql"),
                    Step(results.OVERLAPS, _FOLDER / "programme_overlap.sql"),
                    Step(results.TAKE_UPS, _FOLDER / "take_up.sql", (_TAKEN,)),
                )
                made = [run_step(database, s, unfinished, progress) for s in steps]
                write_manifest(unfinished, Manifest(recipe, tuple(made), at.isoformat()))
        return _read(folder, database)
