"""`desil lists export|compare|reconcile`: what is done with a list that was made."""

from __future__ import annotations

import csv
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import number, out, show_json, show_table
from desil.cli.newest import newest_run
from desil.cli.office.looks import record_look
from desil.cli.options import DEFAULT_HOME, AsJson, Home, Quiet, now, operator, progress_for
from desil.cli.programmes.as_signed import require_list_unaltered
from desil.cli.programmes.lists import ListName, Run, facts_of
from desil.dictionary.calendar.office_day import office_time
from desil.dictionary.columns.eligibility import RECONCILED_FINDINGS, ListState
from desil.dictionary.rules.priority_deciles import priority_deciles
from desil.eligibility.fairness.clustering import clustered_at
from desil.eligibility.fairness.reach import GROUPINGS, reach_of
from desil.eligibility.lists.by_name import COLUMNS, rows_by_name
from desil.eligibility.lists.comparing import Difference, compare_lists, list_before
from desil.eligibility.lists.frozen import list_called
from desil.eligibility.receipts.reconciling import reconcile as reconcile_list
from desil.engine.database import open_database
from desil.engine.private_files import make_private_file
from desil.engine.store import Store
from desil.errors import UsageFault
from desil.exports.files import Mark, write_csv, write_xlsx
from desil.exports.listing import Listing
from desil.pipeline import code_version

_DAYS = 30


def export_list(
    name: ListName,
    path: Annotated[Path, typer.Argument(metavar="BERKAS", help="Berakhir .xlsx atau .csv.")],
    purpose: Annotated[str, typer.Option(help="Untuk apa daftar ini dikeluarkan.")],
    state: Annotated[str, typer.Option(help="terdaftar, menunggu, atau semua.")] = "semua",
    home: Home = DEFAULT_HOME,
    quiet: Quiet = False,
) -> None:
    """Tulis daftar menurut nama dan alamat, dengan tanda pengeluaran. Memuat data pribadi."""
    writers = {".xlsx": write_xlsx, ".csv": write_csv}
    states = {"semua": "", **{s.value: s.value for s in (ListState.LISTED, ListState.WAITING)}}
    if path.suffix not in writers or state not in states or path.exists():
        raise UsageFault(
            "{name} ({state}) tidak dapat ditulis.",
            hint="Berkas baru .xlsx atau .csv; --state terdaftar, menunggu, atau semua.",
            name=path.name,
            state=state,
        )
    if not purpose.strip():
        raise UsageFault("Keperluan belum disebut.", hint="--purpose 'penyaluran triwulan 1'")
    store, at = Store(home), now()
    kept = list_called(home, name)
    frozen = kept.frozen
    require_list_unaltered(store, kept)
    title = f"{frozen.name['id']}, {frozen.period}, daftar {frozen.list_id}"
    stamp = f"{office_time(at):%Y%m%d%H%M%S}"
    serial = f"DFT-{frozen.programme}-{frozen.period}-{frozen.list_id[:8]}-{stamp}"
    mark = Mark(title, operator(), at, purpose, at + timedelta(days=_DAYS), serial)
    payload = {"serial": serial, "purpose": purpose, "state": state}
    with open_database(store.engine_settings()) as database:
        rows = list(rows_by_name(database, kept, store.runs / frozen.run_id, state=states[state]))
    families = [str(row[COLUMNS.index("nomor_kk")]) for row in rows]
    record_look(home, "LIST_EXPORT", "programme_list", frozen.list_id, families=families,
                payload=payload)  # fmt: skip
    with progress_for(quiet=quiet).stage("tulis daftar", None, "baris") as stage:
        listing = Listing(COLUMNS, rows, frozen.day, ())
        writers[path.suffix](make_private_file(path), listing, mark, stage)
    out.print(f"{path}: nomor seri {serial}. Memuat data pribadi; hapus sesudah dipakai.")


def _save_difference(difference: Difference, path: Path) -> None:
    with make_private_file(path).open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink)
        writer.writerow(("perubahan", "alasan", "nomor_kk", "nik", "kelurahan", "keterangan",
                         "explanation"))  # fmt: skip
        for row in difference.rows.to_pylist():
            reason, verdict = row["reason"], row["verdict"]
            writer.writerow(
                (row["change"], reason, f"'{row['family_number']}", f"'{row['nik'] or ''}",
                 row["village_code"], difference.says(reason, verdict, "id"),
                 difference.says(reason, verdict, "en"))
            )  # fmt: skip


def compare(
    name: ListName,
    other: Annotated[
        str, typer.Option("--with", help="Daftar pembanding; bawaan: periode sebelumnya.")
    ] = "",
    save: Annotated[
        Path | None, typer.Option("--csv", help="Simpan per keluarga dengan alasannya.")
    ] = None,
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Siapa yang baru, siapa yang keluar sejak daftar sebelumnya, dan mengapa."""
    store = Store(home)
    current = list_called(home, name)
    before = list_called(home, other) if other else list_before(home, current)
    with open_database(store.engine_settings()) as database:
        found = compare_lists(database, before, current, store.runs / current.frozen.run_id)
    counts = [(c, r, found.says(r, None, "id"), n) for c, r, n in found.counts()]
    if save is not None:
        families = map(str, found.rows.column("family_number").to_pylist())
        record_look(home, "LIST_EXPORT", "programme_list", current.frozen.list_id,
                    families=families, payload={"before": before.frozen.list_id})  # fmt: skip
        _save_difference(found, save)
        out.print(f"{number(found.rows.num_rows)} baris disimpan di {save}. Berisi data pribadi.")
        return
    if as_json:
        told = [{"change": c, "reason": r, "says": s, "count": n} for c, r, s, n in counts]
        show_json({"before": facts_of(before), "now": facts_of(current), "staying": found.staying,
                   "changes": told})  # fmt: skip
        return
    title = f"{current.frozen.programme}: {before.frozen.period} → {current.frozen.period}"
    words = {"new": "masuk", "leaving": "keluar"}
    rows = [(words[c], s, n) for c, _, s, n in counts]
    show_table(title, ("perubahan", "alasan", "banyaknya"), [*rows, ("tetap", "", found.staying)],
               numeric={2})  # fmt: skip


def reconcile(
    name: ListName,
    paid: Annotated[str, typer.Option(help="Periode penyaluran; kosong: semua.")] = "",
    by_village: Annotated[
        bool, typer.Option("--by-village", help="Tampilkan juga per kelurahan.")
    ] = False,
    run: Run = "",
    home: Home = DEFAULT_HOME,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Cocokkan daftar dengan yang dibayar: siapa terlewat, siapa tidak semestinya."""
    store = Store(home)
    kept = list_called(home, name)
    require_list_unaltered(store, kept)
    folder = store.runs / run if run else newest_run(store)
    found = reconcile_list(
        store, kept, folder, period=paid, at=now(), code_version=code_version(),
        settings=store.engine_settings(), progress=progress_for(quiet=quiet),
    )  # fmt: skip
    if as_json:
        show_json({"list": facts_of(kept), "folder": str(found.folder), "findings": found.findings,
                   "overlaps": found.overlaps, "take_up": found.take_ups})  # fmt: skip
        return
    rows = [(RECONCILED_FINDINGS[f].id, n, rupiah) for f, n, rupiah in found.findings]
    show_table(f"{kept.frozen.programme} {kept.frozen.period} dan penyaluran", ("temuan",
               "banyaknya", "rupiah"), rows, numeric={1, 2})  # fmt: skip
    sets = [(told.replace("+", " + ") or "tidak satu pun", n, poor)
            for told, n, poor in found.overlaps]  # fmt: skip
    show_table("Program yang dibayarkan kepada satu keluarga", ("program", "KK", "KK desil 1–4"),
               sets, numeric={1, 2})  # fmt: skip
    if by_village:
        show_table("Menurut kelurahan", ("kelurahan", "terdaftar", "dibayar", "keduanya", "layak",
                   "layak dan dibayar"), found.take_ups, numeric={1, 2, 3, 4, 5})  # fmt: skip
    out.print(f"Per keluarga: {found.folder}")


def reach(
    name: ListName,
    by_village: Annotated[
        bool, typer.Option("--by-village", help="Tampilkan juga per kelurahan.")
    ] = False,
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Berapa bagian keluarga desil 1–4 yang terdaftar, menurut kelompok, dengan rentangnya."""
    store = Store(home)
    kept = list_called(home, name)
    with open_database(store.engine_settings()) as database:
        found = reach_of(database, kept, store.runs / kept.frozen.run_id)
    if as_json:
        show_json([asdict(r) for r in found])
        return
    rows = [
        (GROUPINGS[r.grouping].id, r.group.id, r.families, r.listed,
         f"{100 * r.share.value:.1f} ({100 * r.share.low:.1f}–{100 * r.share.high:.1f})",
         "berbeda" if r.is_apart else "")
        for r in found
        if by_village or r.grouping != "village"
    ]  # fmt: skip
    show_table(
        f"{kept.frozen.programme} {kept.frozen.period}: keluarga desil 1–4 yang terdaftar",
        ("menurut", "kelompok", "KK desil 1–4", "terdaftar", "persen (rentang 95 %)", ""),
        rows,
        numeric={2, 3, 4},
    )
    out.print("Berbeda: bagian seluruh kota di luar rentang kelompok itu. Itu tanda, bukan sebab.")


def clustered(
    boundary: Annotated[
        int, typer.Option(min=1, max=9, help="Batas desil nasional.")
    ] = priority_deciles().first,
    run: Run = "",
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Keluarga yang menumpuk tepat di bawah sebuah batas desil, per kelurahan (uji McCrary)."""
    store = Store(home)
    folder = store.runs / run if run else newest_run(store)
    with open_database(store.engine_settings()) as database:
        found = clustered_at(database, folder, boundary=boundary)
    if as_json:
        show_json([asdict(c) for c in found])
        return
    rows = [
        (c.village_code or "seluruh kota", c.found.below, c.found.above,
         f"{c.found.theta:+.2f} ± {c.found.error:.2f}", f"{c.found.p_value:.4f}",
         "periksa" if c.is_marked else "")
        for c in found
    ]  # fmt: skip
    show_table(f"Kepadatan di batas desil {boundary}/{boundary + 1}",
               ("kelurahan", "tepat di bawah", "tepat di atas", "lonjakan (ln)", "p", ""), rows,
               numeric={1, 2, 3, 4})  # fmt: skip
    out.print("Lonjakan di bawah nol: lebih banyak keluarga tepat di bawah batas.")
