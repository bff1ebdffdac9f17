"""`desil run` and `desil runs`: deliveries to a register, reproducibly."""

from __future__ import annotations

from typing import Annotated

import typer

from desil.cli.answer import out, show_facts, show_json, show_table
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
    progress_for,
)
from desil.engine.manifest import Manifest, manifests
from desil.engine.store import Store
from desil.pipeline import make_run
from desil.ranking.deciles.policy import Weighting


def _facts(manifest: Manifest, already_there: bool) -> dict[str, object]:
    return {
        "run": manifest.run_id,
        "hash": manifest.result_hash,
        "kiriman": ", ".join(manifest.recipe.deliveries),
        "versi": manifest.recipe.code_version,
        "model": manifest.recipe.parameters.get("model", ""),
        "sudah_ada": already_there,
        **{t.name: t.rows for t in manifest.tables},
    }


def run(
    home: Home = DEFAULT_HOME,
    release: Annotated[
        str | None, typer.Option(help="Rilis terbaru yang dipakai (tanggal); bawaan: semua.")
    ] = None,
    model: Annotated[
        str,
        typer.Option(help="Coba versi model ini tanpa memakainya (run bayangan, tidak terbit)."),
    ] = "",
    weighting: Annotated[
        Weighting, typer.Option(help="Yang dihitung dalam persepuluhan: keluarga atau orang.")
    ] = Weighting.FAMILIES,
    memory: Memory = DEFAULT_MEMORY,
    threads: Threads = DEFAULT_THREADS,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Susun register dari kiriman yang ada. Masukan yang sama memberi hasil yang sama."""
    store = Store(home)
    with store.sole_writer():
        report = make_run(
            store,
            at=now(),
            settings=store.engine_settings(memory_limit=memory, threads=threads),
            progress=progress_for(quiet=quiet),
            newest=date_of(release) if release else None,
            shadow=model,
            weighting=weighting,
        )
    facts = _facts(report.manifest, report.already_there)
    if as_json:
        show_json(facts)
        return
    if report.already_there:
        out.print("Kiriman dan versi ini sudah pernah disusun; hasilnya tetap dan dipakai lagi.")
    show_facts({k: v for k, v in facts.items() if k != "sudah_ada"})
    if model:
        out.print(f"\nRun bayangan. Bandingkan: desil runs diff RUN {report.manifest.run_id}")
        return
    out.print("\nBerikutnya: desil publish")


def runs(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Daftar register yang sudah disusun, yang terlama lebih dulu."""
    found = manifests(Store(home).runs)
    if as_json:
        show_json([_facts(m, True) | {"dibuat": m.made_at} for m in found])
        return
    if not found:
        out.print("Belum ada. Susun dari kiriman: desil run")
        return
    rows = [
        (m.run_id, m.made_at[:16], len(m.recipe.deliveries), _rows(m, "family"), _rows(m, "person"))
        for m in found
    ]
    show_table(
        "Register yang sudah disusun",
        ("run", "dibuat (UTC)", "kiriman", "keluarga", "orang"),
        rows,
        numeric={2, 3, 4},
    )


def _rows(manifest: Manifest, table: str) -> int:
    return next(t.rows for t in manifest.tables if t.name == table)
