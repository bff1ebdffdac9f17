"""`desil run` and `desil runs`: deliveries to a register, reproducibly."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from desil.cli.answer import number, say, show_facts, show_json, show_table
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
from desil.dictionary.calendar.office_day import office_time
from desil.engine.database import open_database
from desil.engine.manifest import Manifest, manifests
from desil.engine.store import Store
from desil.pipeline import make_run, ranked_run
from desil.ranking.deciles.policy import Weighting
from desil.ranking.movement.difference import STANDINGS, Attribution, Difference, difference_of
from desil.ranking.movement.shapley import CAUSES, ORDERS, Cause


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
        say("Kiriman dan versi ini sudah pernah disusun; hasilnya tetap dan dipakai lagi.")
    show_facts({k: v for k, v in facts.items() if k != "sudah_ada"})
    if model:
        say(
            "\nRun bayangan. Bandingkan: desil runs diff RUN {run_id}",
            run_id=report.manifest.run_id,
        )
        return
    say("\nBerikutnya: desil publish")


runs = typer.Typer(name="runs", help="Register yang sudah disusun, dan bedanya.")


@runs.callback(invoke_without_command=True)
def listed(context: typer.Context, home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Daftar register yang sudah disusun, yang terlama lebih dulu; atau bedanya: runs diff."""
    if context.invoked_subcommand is not None:
        return
    found = manifests(Store(home).runs)
    if as_json:
        show_json([_facts(m, True) | {"dibuat": m.made_at} for m in found])
        return
    if not found:
        say("Belum ada. Susun dari kiriman: desil run")
        return
    rows = [
        (
            m.run_id,
            _made_at(m),
            len(m.recipe.deliveries),
            _rows(m, "family"),
            _rows(m, "person"),
        )
        for m in found
    ]
    show_table(
        "Register yang sudah disusun",
        ("run", "dibuat", "kiriman", "keluarga", "orang"),
        rows,
        numeric={2, 3, 4},
    )


def _made_at(manifest: Manifest) -> str:
    return f"{office_time(datetime.fromisoformat(manifest.made_at)):%Y-%m-%d %H:%M}"


def _rows(manifest: Manifest, table: str) -> int:
    return next(t.rows for t in manifest.tables if t.name == table)


_CAUSE_NAMES = {
    Cause.DATA: "data keluarga",
    Cause.MODEL: "model",
    Cause.CUTOFFS: "batas desil",
    Cause.POPULATION: "populasi acuan",
}


def _attribution(attribution: Attribution) -> dict[str, object]:
    """The attribution as JSON; steps, gained and lost are in 24ths, so that they add up exactly."""
    return {
        "unit": f"1/{ORDERS}",
        "changed_families": attribution.changed,
        "net_steps": attribution.net_steps,
        "ranks_gained": attribution.ranks_gained,
        "ranks_lost": attribution.ranks_lost,
        "causes": {
            str(cause.name).lower(): {
                "steps_24ths": attribution.steps[cause],
                "up_24ths": attribution.up[cause],
                "down_24ths": attribution.down[cause],
                "families_mainly": attribution.families[cause],
                "gained_24ths": attribution.gained[cause],
                "lost_24ths": attribution.lost[cause],
            }
            for cause in CAUSES
        },
        "facts_changed": attribution.facts_changed,
    }


def _difference(difference: Difference, area: str) -> dict[str, object]:
    told: dict[str, object] = {"standings": STANDINGS}
    for name, transitions in (
        ("official", difference.official),
        ("indicative", difference.indicative),
    ):
        if transitions is not None:
            told[name] = {
                "matrix": transitions.matrix(area),
                "by_area": {
                    village: matrix
                    for village, matrix in transitions.by_area().items()
                    if village.startswith(area)
                },
            }
    if difference.attribution is not None:
        told["attribution"] = _attribution(difference.attribution)
    return told


_HEADINGS = (*STANDINGS[:10], "belum", "hilang")
_ROWS = (*STANDINGS[:10], "belum", "baru")


def _show_difference(difference: Difference, area: str) -> None:
    for title, transitions in (
        ("Desil resmi", difference.official),
        ("Desil indikatif", difference.indicative),
    ):
        if transitions is not None:
            show_table(
                f"{title}: baris sebelum, kolom sesudah",
                ("", *_HEADINGS),
                [
                    (row, *map(number, cells))
                    for row, cells in zip(_ROWS, transitions.matrix(area), strict=True)
                ],
                numeric=set(range(1, 1 + len(_HEADINGS))),
            )
    if difference.attribution is None:
        say("Salah satu run tanpa model: sebab perubahan tidak dapat dihitung.")
        return
    found = difference.attribution
    show_table(
        f"Sebab: {number(found.changed)} keluarga berganti desil, jumlah langkah "
        f"{found.net_steps:+d}; {number(found.ranks_gained)} mendapat desil, "
        f"{number(found.ranks_lost)} kehilangan",
        ("sebab", "keluarga (terutama)", "naik", "turun", "bersih"),
        [
            (_CAUSE_NAMES[c], number(found.families[c]),
             *(f"{steps[c] / ORDERS:+.2f}" for steps in (found.up, found.down, found.steps)))
            for c in CAUSES
        ],
        numeric={1, 2, 3, 4},
    )  # fmt: skip


@runs.command()
def diff(
    before: Annotated[str, typer.Argument(metavar="SEBELUM", help="Nomor run yang lama.")],
    after: Annotated[str, typer.Argument(metavar="SESUDAH", help="Nomor run yang baru.")],
    area: Annotated[
        str, typer.Option(help="Awal kode BPS: 7 digit kecamatan, 10 digit kelurahan.")
    ] = "",
    home: Home = DEFAULT_HOME,
    memory: Memory = DEFAULT_MEMORY,
    threads: Threads = DEFAULT_THREADS,
    as_json: AsJson = False,
) -> None:
    """Siapa berpindah desil di antara dua run, dan karena apa: data, model, batas, populasi."""
    store = Store(home)
    folders = [store.runs / run for run in (before, after)]
    sides = [ranked_run(store, folder) for folder in folders]
    settings = store.engine_settings(memory_limit=memory, threads=threads)
    with open_database(settings) as database:
        ranked = (sides[0], sides[1]) if sides[0] and sides[1] else None
        difference = difference_of(database, folders[0], folders[1], ranked)
    if as_json:
        show_json({"before": before, "after": after} | _difference(difference, area))
        return
    _show_difference(difference, area)
