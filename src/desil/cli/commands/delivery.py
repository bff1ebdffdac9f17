"""`desil intake`, `desil deliveries` and `desil quarantine`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import number, out, show_json, show_table
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
from desil.intake import delivery as intake_delivery
from desil.intake.delivery import Delivery


def _facts(delivery: Delivery) -> dict[str, object]:
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
    }


def _print_delivery(delivery: Delivery) -> None:
    if delivery.already_there:
        out.print(f"Berkas yang sama sudah diterima sebagai {delivery.id}; tidak ada yang diubah.")
    show_table(
        f"Kiriman {delivery.id}",
        ("satuan", "dibaca", "diterima", "dikarantina"),
        [(u, c.read, c.accepted, c.quarantined) for u, c in delivery.units.items()],
        numeric={1, 2, 3},
    )
    if delivery.findings:
        show_table(
            "Catatan dan sebab karantina",
            ("aturan", "jumlah"),
            sorted(delivery.findings.items()),
            numeric={1},
        )
        out.print(f"Rinciannya: desil quarantine {delivery.id}")


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
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Terima satu kiriman: periksa, karantina baris yang salah, simpan sisanya."""
    store = Store(home)
    reference_date = date_of(date)
    with store.sole_writer():
        delivery = intake_delivery.take_in(
            store,
            source,
            files,
            reference_date=reference_date,
            handed_in_by=operator(),
            at=now(),
            settings=store.engine_settings(memory_limit=memory, threads=threads),
            progress=progress_for(quiet=quiet),
            accept_missing=accept_missing,
            in_form_codes=form_codes,
        )
    if as_json:
        show_json(_facts(delivery))
        return
    _print_delivery(delivery)
    if source == "dtsen":
        out.print("\nBerikutnya: desil run")


def deliveries(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Daftar kiriman yang sudah diterima."""
    found = intake_delivery.deliveries(Store(home))
    if as_json:
        show_json([_facts(d) for d in found])
        return
    if not found:
        out.print("Belum ada kiriman. Serahkan: desil intake SUMBER BERKAS... --date TANGGAL")
        return
    rows = [
        (
            d.id,
            d.source,
            d.reference_date,
            sum(u.read for u in d.units.values()),
            sum(u.accepted for u in d.units.values()),
            sum(u.quarantined for u in d.units.values()),
        )
        for d in found
    ]
    show_table(
        "Kiriman",
        ("kiriman", "sumber", "tanggal acuan", "dibaca", "diterima", "dikarantina"),
        rows,
        numeric={3, 4, 5},
    )


def quarantine(
    delivery_id: Annotated[str, typer.Argument(metavar="KIRIMAN", help="Nomor kiriman.")],
    home: Home = DEFAULT_HOME,
    limit: Annotated[int, typer.Option(help="Banyaknya baris yang ditampilkan.")] = 20,
    save: Annotated[
        Path | None, typer.Option(help="Simpan semua baris yang salah ke berkas CSV ini.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Baris yang dikarantina: berkas, baris, kolom, aturan, dan apa yang harus dilakukan."""
    store = Store(home)
    if save is not None:
        saved = intake_delivery.save_quarantine(store, delivery_id, save)
        out.print(f"{number(saved)} baris disimpan ke {save}. Berkas ini memuat data pribadi.")
        return
    found = intake_delivery.quarantine(store, delivery_id, limit=limit)
    if as_json:
        show_json(found)
        return
    if not found:
        out.print("Tidak ada baris yang dikarantina dalam kiriman ini.")
        return
    show_table(
        f"Karantina {delivery_id} (paling banyak {limit} baris)",
        ("berkas", "baris", "kolom", "aturan", "yang harus dilakukan"),
        [(q["file"], str(q["line"]), q["column"], q["rule"], q["what_to_do"]) for q in found],
        numeric={1},
    )
    out.print("Nilai dan baris lengkapnya: --save BERKAS.csv")
