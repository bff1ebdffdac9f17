"""Taking in a delivery: files of one source and one date, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desil.engine.database import Connection, open_database
from desil.engine.durable import UNFINISHED_PREFIX, folder_made_whole, sweep_unfinished
from desil.engine.private_files import make_private_folder
from desil.engine.progress import Progress
from desil.engine.settings import EngineSettings
from desil.engine.sql_file import sql_text
from desil.engine.store import Store
from desil.errors import CheckFailed
from desil.intake.arrival import ArrivedFile, arrived, recipe_hash
from desil.intake.cells.staging import StagedFile, make_careful_table, stage_file
from desil.intake.cells.vocabulary import load_vocabulary
from desil.intake.checks.corrections import check_corrections
from desil.intake.checks.damage import refuse_damage
from desil.intake.checks.dtsen import check_release
from desil.intake.checks.whole_delivery import (
    absent_columns,
    hold_whole,
    refuse_date,
    refuse_nothing,
    unused_headers,
)
from desil.intake.files.opened_file import OpenedFile, open_files
from desil.intake.files.workbook import UnusedSheet
from desil.intake.record.accepted import view_accepted, view_typed, write_accepted
from desil.intake.record.delivery_file import (
    DELIVERY_FILE,
    DeliveredFile,
    Delivery,
    UnitCount,
    read_delivery,
    write_delivery,
)
from desil.intake.record.lines import locate_rows
from desil.intake.record.readers import (
    deliveries,
    delivery_called,
    quarantine,
    save_quarantine,
)
from desil.intake.record.tables_read import tables_read
from desil.intake.record.words import load_words
from desil.sources.catalogue import catalogue
from desil.sources.layout import Layout, Unit

__all__ = [
    "DeliveredFile",
    "Delivery",
    "UnitCount",
    "deliveries",
    "delivery_called",
    "quarantine",
    "save_quarantine",
    "take_in",
]


@dataclass(frozen=True, slots=True)
class _Task:
    """One delivery under way: what was asked, and what it works with."""

    layout: Layout
    files: tuple[ArrivedFile, ...]
    reference_date: date
    in_form_codes: bool
    accept_missing: bool
    takes_hidden: bool
    database: Connection
    scratch: Path
    progress: Progress

    def run_sql(self, name: str) -> None:
        self.database.execute(sql_text("desil.intake", name))


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder for copies that is gone afterwards; a killed process's is swept at next start."""
    shutil.rmtree(folder, ignore_errors=True)
    make_private_folder(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _opened_files(task: _Task) -> tuple[list[OpenedFile], list[UnusedSheet]]:
    opened: list[OpenedFile] = []
    unused: list[UnusedSheet] = []
    total = sum(f.file.size for f in task.files)
    with task.progress.stage("buka berkas", total, "byte") as stage:
        for number, arrival in enumerate(task.files):
            tables = open_files(
                task.database,
                arrival.path,
                task.scratch / f"file-{number}",
                task.layout,
                accept_missing=task.accept_missing,
                takes_hidden=task.takes_hidden,
            )
            opened.extend(tables.tables)
            unused.extend(tables.unused)
            stage.advance(arrival.file.size)
    return opened, unused


def _staged(task: _Task, opened: Sequence[OpenedFile]) -> list[StagedFile]:
    task.run_sql("cells/tables")
    for unit in task.layout.units:
        make_careful_table(task.database, unit)
    staged = []
    with task.progress.stage("baca baris", sum(o.rows for o in opened), "baris") as stage:
        for number, file in enumerate(opened):
            staged.append(
                stage_file(
                    task.database, file, number, task.scratch, in_form_codes=task.in_form_codes
                )
            )
            refuse_damage(task.database, staged[-1])
            stage.advance(file.rows)
    return staged


def _checked(task: _Task, units: Sequence[Unit], staged: Sequence[StagedFile]) -> None:
    with task.progress.stage("periksa silang"):
        task.run_sql("cells/rejected")
        for file in staged:
            view_typed(task.database, file)
        if "dtsen" in task.layout.checks:
            for unit in units:
                view_accepted(task.database, unit, staged)
            check_release(task.database, task.reference_date)
        if "corrections" in task.layout.checks:
            for unit in units:
                view_accepted(task.database, unit, staged)
            check_corrections(task.database)
        task.run_sql("record/cell_findings")
        locate_rows(task.database, staged)


def _write_summary(task: _Task, folder: Path, name: str) -> None:
    query = sql_text("desil.intake", f"record/{name}")
    task.database.execute(
        f"copy ({query}) to $path (format parquet, compression zstd, preserve_order true)",
        {"path": str(folder / f"{name}.parquet")},
    )


def _quarantined(task: _Task, unit: Unit) -> int:
    counted = task.database.execute(
        "select (select count(*) from rejected_row where unit = $unit)"
        " + (select count(*) from broken_line where unit = $unit)",
        {"unit": unit.name},
    ).fetchall()
    return int(counted[0][0])


def _count(task: _Task, unit: Unit, staged: Sequence[StagedFile], accepted: int) -> UnitCount:
    read = sum(f.opened.rows + len(f.opened.broken) for f in staged if f.unit_name == unit.name)
    count = UnitCount(read, accepted, _quarantined(task, unit))
    if count.accepted + count.quarantined != count.read:
        raise CheckFailed(
            "{label}: {accepted} diterima + {quarantined} dikarantina bukan {read} dibaca.",
            hint="Kiriman tidak disimpan. Laporkan ini kepada pengembang.",
            label=unit.label,
            accepted=count.accepted,
            quarantined=count.quarantined,
            read=count.read,
        )
    return count


def _counts_by_rule(task: _Task) -> dict[str, int]:
    counted = task.database.execute(
        "select rule, count(*) from (select rule from finding union all"
        " select rule from rejected_row union all select rule from broken_line)"
        " group by rule order by rule"
    ).fetchall()
    return {str(rule): int(number) for rule, number in counted}


def _write(
    task: _Task, folder: Path, units: Sequence[Unit], staged: Sequence[StagedFile]
) -> dict[str, UnitCount]:
    counts = {}
    rows = sum(f.opened.rows for f in staged)
    with task.progress.stage("simpan baris", rows, "baris") as stage:
        for unit in units:
            accepted = write_accepted(task.database, unit, staged, folder / f"{unit.name}.parquet")
            counts[unit.name] = _count(task, unit, staged, accepted)
            stage.advance(counts[unit.name].read)
        _write_summary(task, folder, "quarantine")
        _write_summary(task, folder, "findings")
    return counts


def take_in(
    store: Store,
    source: str,
    files: Sequence[Path],
    *,
    reference_date: date,
    handed_in_by: str,
    at: datetime,
    settings: EngineSettings,
    progress: Progress,
    accept_missing: bool = False,
    in_form_codes: bool | None = None,
    is_partial: bool = False,
    takes_hidden: bool = False,
    check: Callable[[Delivery, Path], None] | None = None,
) -> Delivery:
    """The delivery that these files make, written into the store whole.

    Rows at fault are kept in its quarantine. With `takes_hidden` sheets, rows and columns that a
    workbook hides are read too. The same bytes for the same source and date are a no-op: the
    delivery that is there comes back with `already_there`. `check` is called with the delivery and
    its folder before the folder appears under its name, and may write into it.

    Raises UsageFault for a reference date that has not come, DeliveryRejected when a file cannot be
    taken in at all, or no row can. The caller holds the store's write lock.
    """
    sources = catalogue(store.home)
    layout = sources.source(source).layout
    refuse_date(reference_date, at)
    found = arrived(files, progress)
    recipe = recipe_hash(
        source,
        reference_date,
        found,
        accept_missing=accept_missing,
        in_form_codes=in_form_codes,
        is_partial=is_partial,
        reads_hidden=takes_hidden,
    )
    named = f"{reference_date.isoformat()}-{recipe[:12]}"
    folder = store.deliveries / source / named
    if (folder / DELIVERY_FILE).is_file():
        return read_delivery(folder, already_there=True)
    form = layout.in_form_codes if in_form_codes is None else in_form_codes
    sweep_unfinished(settings.spill_folder)
    with (
        _scratch(settings.spill_folder / f"{UNFINISHED_PREFIX}{named}") as scratch,
        folder_made_whole(folder) as unfinished,
        open_database(settings) as database,
    ):
        task = _Task(
            layout,
            found,
            reference_date,
            form,
            accept_missing,
            takes_hidden,
            database,
            scratch,
            progress,
        )
        load_vocabulary(database, layout, in_form_codes=form, reference_date=reference_date)
        opened, unused = _opened_files(task)
        load_words(database, layout, [o.name for o in opened])
        hold_whole(layout, opened)
        there = {o.heading.match.unit.name for o in opened}
        units = [u for u in layout.units if u.name in there]
        staged = _staged(task, opened)
        _checked(task, units, staged)
        counts = _write(task, unfinished, units, staged)
        findings = _counts_by_rule(task)
        refuse_nothing(counts, findings)
        delivery = Delivery(
            id=f"{source}-{named}",
            source=source,
            reference_date=reference_date,
            files=tuple(f.file for f in found),
            units=counts,
            findings=findings,
            handed_in_by=handed_in_by,
            handed_in_at=at,
            folder=folder,
            in_form_codes=form,
            accepted_missing=absent_columns(opened) if accept_missing else (),
            unused_headers=unused_headers(opened),
            is_partial=is_partial,
            tables=tables_read(database, staged, unused, reads_hidden=takes_hidden),
            reads_hidden=takes_hidden,
        )
        write_delivery(unfinished, delivery)
        if check is not None:
            check(delivery, unfinished)
    return delivery
