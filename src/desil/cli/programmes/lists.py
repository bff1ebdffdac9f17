"""`desil lists …`: programmes, and the lists of who comes first, who waits, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import out, show_facts, show_json, show_table
from desil.cli.newest import newest_run
from desil.cli.office.room import journal_of, system_actor
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
from desil.cli.register import held_register
from desil.dictionary.calendar.office_day import office_day
from desil.dictionary.columns.eligibility import (
    LIST_STATE_LABELS,
    ListState,
)
from desil.eligibility.lists.frozen import StoredList, list_called, stored_lists
from desil.eligibility.lists.making import ListRequest, make_list
from desil.eligibility.lists.period import period_of
from desil.eligibility.lists.quota import quota_for, quota_words
from desil.eligibility.lists.recap import ListRecap, recap_of
from desil.eligibility.programme.catalogue import RuleBook, home_programmes, rule_book
from desil.engine.database import open_database
from desil.engine.store import Store
from desil.errors import Conflict
from desil.pipeline import code_version
from desil.programmes.loading import load_list
from desil.publication.switch import Recording

ListName = Annotated[
    str, typer.Argument(metavar="DAFTAR", help="Awal nomor daftar, atau PKH/2026-Q1.")
]
Run = Annotated[str, typer.Option("--run", help="Nomor run; bawaan: yang terbaru.")]

lists = typer.Typer(
    name="lists", help="Program, dan daftar penerima: urutan, kuota, alasan.", no_args_is_help=True
)


def _book(home: Path) -> RuleBook:
    return rule_book(home_programmes(home))


@lists.command()
def programmes(
    on: Annotated[str, typer.Option(help="Aturan yang berlaku pada tanggal ini.")] = "",
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Program dan aturannya dalam kalimat; setiap berkas aturan diperiksa."""
    book, day = _book(home), date_of(on) if on else office_day(now())
    told = []
    for programme in book.programmes.values():
        version = programme.on(day)
        told.append(
            {
                "program": programme.code,
                "nama": programme.name.id,
                "wewenang": programme.authority.value,
                "satuan": programme.unit.value,
                "berlaku": f"{version.valid_from} – {version.valid_to or ''}" if version else "–",
                "syarat": [c.label.id for c in version.eligible] if version else [],
                "pengecualian": [c.label.id for c in version.excluded] if version else [],
                "dasar": version.reference if version else "",
                "belum_dipastikan": list(version.checks) if version else [],
            }
        )
    if as_json:
        show_json({"rules": book.version, "programmes": told})
        return
    for one in told:
        out.print(f"[bold]{one['program']}[/] {one['nama']} ({one['berlaku']})")
        out.print(f"  syarat: {'; '.join(one['syarat'])}", markup=False)
        if one["pengecualian"]:
            out.print(f"  kecuali: {'; '.join(one['pengecualian'])}", markup=False)
        if one["belum_dipastikan"]:
            out.print(f"  belum dipastikan: {', '.join(one['belum_dipastikan'])}", markup=False)
    out.print(f"Versi aturan {book.version}, pada {day}")


def facts_of(kept: StoredList) -> dict[str, object]:
    """What a list is, as commands tell it."""
    return {
        "daftar": kept.frozen.list_id,
        "program": kept.frozen.programme,
        "periode": kept.frozen.period,
        "kuota": quota_words(kept.frozen.quota),
        "run": kept.frozen.run_id,
        "aturan": kept.frozen.rules_version,
        "dasar": kept.frozen.reference,
        "sidik": kept.result_hash[:16],
    }


def _show_recap(recap: ListRecap, *, as_json: bool, kept: StoredList) -> None:
    if as_json:
        show_json(facts_of(kept) | {"states": recap.states, "reasons": recap.reasons})
        return
    show_facts(facts_of(kept))
    rows = [(LIST_STATE_LABELS[ListState(s["state"])].id, s["families"], s["persons"],
             s["thousand_rupiah"]) for s in recap.states]  # fmt: skip
    show_table("Menurut keadaan", ("keadaan", "KK", "jiwa", "ribu rupiah setahun"), rows,
               numeric={1, 2, 3})  # fmt: skip
    told = [(r["says"], r["families"]) for r in recap.reasons]
    show_table("Mengapa tidak", ("alasan", "KK"), told, numeric={1})


@lists.command()
def make(
    programme: Annotated[str, typer.Argument(metavar="PROGRAM", help="Misalnya PKH.")],
    period: Annotated[str, typer.Option(help="2026-Q1, atau 2026-03.")],
    quota: Annotated[int | None, typer.Option(min=0, help="Kuota seluruh kota.")] = None,
    quota_file: Annotated[
        Path | None, typer.Option(help="Kuota per kelurahan: CSV village_code,quota.")
    ] = None,
    run: Run = "",
    home: Home = DEFAULT_HOME,
    memory: Memory = DEFAULT_MEMORY,
    threads: Threads = DEFAULT_THREADS,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Buat daftar sebuah program: layak, berurutan, dipotong kuota; sisanya menunggu."""
    store, book, when = Store(home), _book(home), period_of(period)
    version = book.programme(programme).on(when.day)
    if version is None:
        raise Conflict(
            "Program {programme} tidak punya aturan yang berlaku pada {day}.",
            hint="Lihat: desil lists programmes --on TANGGAL",
            programme=programme.upper(),
            day=when.day,
        )
    folder = store.runs / run if run else newest_run(store)
    asked = ListRequest(folder, programme.upper(), when, quota_for(version, quota, quota_file))
    with store.sole_writer():
        report = make_list(
            store, asked, book, at=now(), code_version=code_version(),
            settings=store.engine_settings(memory_limit=memory, threads=threads),
            progress=progress_for(quiet=quiet),
        )  # fmt: skip
    with open_database(store.engine_settings()) as database:
        _show_recap(recap_of(database, report.kept), as_json=as_json, kept=report.kept)
    if report.already_there and not as_json:
        out.print("Daftar ini sudah ada; tidak ada yang berubah.")


@lists.command()
def show(
    name: Annotated[str, typer.Argument(metavar="DAFTAR", help="Kosong: semua daftar.")] = "",
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Semua daftar, atau rekap sebuah daftar."""
    store = Store(home)
    if name:
        kept = list_called(home, name)
        with open_database(store.engine_settings()) as database:
            _show_recap(recap_of(database, kept), as_json=as_json, kept=kept)
        return
    found = stored_lists(home)
    if as_json:
        show_json([facts_of(k) for k in found])
        return
    if not found:
        out.print("Belum ada. Buat: desil lists make PKH --period 2026-Q1 --quota 10000")
        return
    rows = [(f["daftar"], f["program"], f["periode"], f["kuota"], f["run"])
            for f in map(facts_of, found)]  # fmt: skip
    show_table("Daftar", ("daftar", "program", "periode", "kuota", "run"), rows, numeric=set())


@lists.command()
def load(name: ListName, home: Home = DEFAULT_HOME) -> None:
    """Muat daftar ke register, agar dapat diusulkan dan ditandatangani di kantor."""
    kept = list_called(home, name)
    with held_register(home, "lists load") as register:
        recording = Recording(journal_of(home), system_actor(operator()))
        is_new = load_list(register.url, kept, by=operator(), at=now(), recording=recording)
    told = "dimuat; usulkan di kantor" if is_new else "sudah ada di register"
    out.print(f"Daftar {kept.frozen.list_id} {told}.")
