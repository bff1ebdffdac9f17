"""`desil intake`, `desil deliveries` and `desil quarantine`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import number, say, show_json, show_table
from desil.cli.deliveries.delivery_standing import (
    Because,
    require_counting,
    settled_standing,
    show_standing,
    standing_facts,
)
from desil.cli.language import translated
from desil.cli.office.looks import record_look
from desil.cli.office.room import journal_of
from desil.cli.options import (
    DEFAULT_HOME,
    DEFAULT_MEMORY,
    DEFAULT_THREADS,
    AsJson,
    Home,
    Memory,
    Quiet,
    Threads,
    date_of,
    now,
    operator,
    progress_for,
)
from desil.engine.store import Store
from desil.errors import catalogued
from desil.intake import delivery as intake_delivery
from desil.intake.delivery import Delivery
from desil.intake.record.delivery_file import TableRead
from desil.intake.record.readers import RowReport, save_report
from desil.intake.record.readers import findings as findings_of
from desil.plausibility.hand_in import Handover, hand_in_delivery
from desil.plausibility.ledger import Standing
from desil.sources.source import RELEASE_SOURCE


def delivery_facts(delivery: Delivery) -> dict[str, object]:
    """A delivery as JSON values."""
    return {
        "id": delivery.id,
        "source": delivery.source,
        "reference_date": delivery.reference_date.isoformat(),
        "already_there": delivery.already_there,
        "files": [{"name": f.name, "size": f.size, "sha256": f.sha256} for f in delivery.files],
        "units": {
            unit: {
                "read": count.read,
                "accepted": count.accepted,
                "quarantined": count.quarantined,
            }
            for unit, count in delivery.units.items()
        },
        "findings": dict(delivery.findings),
        "accepted_missing": list(delivery.accepted_missing),
        "unused_headers": list(delivery.unused_headers),
        "reads_hidden": delivery.reads_hidden,
        "tables": [asdict(table) for table in delivery.tables],
    }


def _hidden_of(table: TableRead) -> str:
    """What a table hides, in words; empty where it hides nothing."""
    parts = [
        translated(catalogued("lembar tersembunyi")) if table.is_hidden else "",
        f"{table.hidden_rows} {translated(catalogued('baris'))}" if table.hidden_rows else "",
        f"{translated(catalogued('kolom'))} {', '.join(table.hidden_columns)}"
        if table.hidden_columns
        else "",
    ]
    hidden = "; ".join(part for part in parts if part)
    state = catalogued("dibaca") if table.reads_hidden else catalogued("tidak dibaca")
    return f"{hidden} ({translated(state)})" if table.hides else ""


def _print_tables(delivery: Delivery) -> None:
    show_table(
        "Yang dibaca",
        ("berkas atau lembar", "satuan", "baris", "kolom dipakai", "tidak dipakai", "sel diubah",
         "tersembunyi"),
        [
            (
                table.name,
                table.unit or catalogued("tidak dibaca"),
                table.rows,
                len(table.columns),
                len(table.unused_columns),
                table.changed,
                _hidden_of(table),
            )
            for table in delivery.tables
        ],
        numeric={2, 3, 4, 5},
    )  # fmt: skip


def _print_delivery(delivery: Delivery) -> None:
    if delivery.already_there:
        say("Berkas yang sama sudah diterima sebagai {id}; tidak ada yang diubah.", id=delivery.id)
    show_table(
        "Kiriman {id}",
        ("satuan", "dibaca", "diterima", "dikarantina"),
        [(u, c.read, c.accepted, c.quarantined) for u, c in delivery.units.items()],
        numeric={1, 2, 3},
        id=delivery.id,
    )
    _print_tables(delivery)
    if delivery.findings:
        show_table(
            "Catatan dan sebab karantina",
            ("aturan", "jumlah"),
            sorted(delivery.findings.items()),
            numeric={1},
        )
        say("Baris yang dikarantina: desil quarantine {id}", id=delivery.id)
        say("Catatan atas baris yang diterima: desil findings {id}", id=delivery.id)
    if delivery.accepted_missing:
        say(
            "Kolom yang tidak ada dan dianggap tidak diketahui: {accepted_missing}",
            style="bold",
            accepted_missing=", ".join(delivery.accepted_missing),
        )
    if delivery.unused_headers:
        say(
            "Kolom yang tidak dipakai: {unused_headers}",
            style="bold",
            unused_headers=", ".join(delivery.unused_headers),
        )


def intake(
    source: Annotated[str, typer.Argument(metavar="SUMBER", help="dtsen, dukcapil, dtks, ...")],
    files: Annotated[list[Path], typer.Argument(metavar="BERKAS...", help="Berkas kiriman.")],
    date: Annotated[str, typer.Option("--date", help="Tanggal acuan data: 2026-01-23.")],
    home: Home = DEFAULT_HOME,
    accept_missing: Annotated[
        bool,
        typer.Option(
            help="Terima meski ada kolom yang tidak ada; isinya dianggap tidak diketahui."
        ),
    ] = False,
    form_codes: Annotated[
        bool | None,
        typer.Option(
            "--form-codes/--register-codes",
            help="Kode jawaban menurut formulir BPS atau menurut register; bawaan: per sumber.",
        ),
    ] = None,
    memory: Memory = DEFAULT_MEMORY,
    threads: Threads = DEFAULT_THREADS,
    partial: Annotated[
        bool,
        typer.Option(
            "--partial",
            help="Kiriman sebagian: mengganti hanya kelurahan yang ada di dalamnya.",
        ),
    ] = False,
    hidden: Annotated[
        bool,
        typer.Option(
            "--hidden",
            help="Baca juga lembar, baris dan kolom yang disembunyikan di buku kerja.",
        ),
    ] = False,
    because: Because = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Terima satu kiriman: periksa, karantina baris yang salah, simpan sisanya."""
    store = Store(home)
    with store.sole_writer():
        handed = hand_in_delivery(
            store,
            source,
            files,
            Handover(operator(), now()),
            reference_date=date_of(date),
            settings=store.engine_settings(memory_limit=memory, threads=threads),
            progress=progress_for(quiet=quiet),
            accept_missing=accept_missing,
            in_form_codes=form_codes,
            is_partial=partial,
            takes_hidden=hidden,
        )
    standing = settled_standing(home, handed, because)
    if as_json:
        show_json(delivery_facts(handed.delivery) | standing_facts(handed, standing))
    else:
        _print_delivery(handed.delivery)
        show_standing(handed, standing)
        if source == RELEASE_SOURCE and standing is Standing.COUNTS:
            say("\nBerikutnya: desil run")
    require_counting(handed, standing)


_Id = Annotated[str, typer.Argument(metavar="KIRIMAN", help="Nomor kiriman.")]
_Limit = Annotated[int, typer.Option(help="Banyaknya baris yang ditampilkan.")]


def _show_rows(
    title: str, rows: list[dict[str, object]], delivery_id: str, limit: int, *, as_json: bool
) -> None:
    if as_json:
        show_json(rows)
        return
    if not rows:
        say(title, id=delivery_id, limit=limit)
        say("Tidak ada.")
        return
    show_table(
        title,
        ("berkas", "baris", "kolom", "aturan", "yang salah", "yang harus dilakukan"),
        [
            (r["file"], str(r["line"]), r["column"], r["rule"], r["says"], r["what_to_do"])
            for r in rows
        ],
        numeric={1},
        id=delivery_id,
        limit=limit,
    )
    say("Nilai aslinya ikut tersimpan dengan --save BERKAS.csv")


def _save(store: Store, delivery_id: str, told: RowReport, target: Path) -> None:
    saved = save_report(store, delivery_id, told, target)
    try:
        subjects = journal_of(store.home).named_in(target.read_text(encoding="utf-8"))
        record_look(store.home, "QUARANTINE_EXPORT", "delivery", delivery_id, subjects=subjects,
                    payload={"told": told.value, "rows": saved})  # fmt: skip
    except BaseException:
        target.unlink()  # nothing leaves that the log does not have
        raise
    say(
        "{saved} baris disimpan ke {target}. Berkas ini memuat data pribadi.",
        saved=number(saved),
        target=target,
    )


def quarantine(
    delivery_id: _Id,
    home: Home = DEFAULT_HOME,
    limit: _Limit = 20,
    save: Annotated[
        Path | None, typer.Option(help="Simpan semua baris yang salah ke berkas CSV ini.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Baris yang dikarantina: berkas, baris, kolom, aturan, dan apa yang harus dilakukan."""
    store = Store(home)
    if save is not None:
        _save(store, delivery_id, RowReport.QUARANTINE, save)
        return
    rows = intake_delivery.quarantine(store, delivery_id, limit=limit)
    title = catalogued("Karantina {id} (paling banyak {limit} baris)")
    _show_rows(title, rows, delivery_id, limit, as_json=as_json)


def findings(
    delivery_id: _Id,
    home: Home = DEFAULT_HOME,
    limit: _Limit = 20,
    save: Annotated[
        Path | None, typer.Option(help="Simpan semua catatan, dengan nilai aslinya, ke CSV ini.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Catatan atas baris yang diterima: isian yang diperbaiki, dikosongkan, atau meragukan."""
    store = Store(home)
    if save is not None:
        _save(store, delivery_id, RowReport.FINDINGS, save)
        return
    rows = findings_of(store, delivery_id, limit=limit)
    title = catalogued("Catatan {id} (paling banyak {limit} baris)")
    _show_rows(title, rows, delivery_id, limit, as_json=as_json)
