"""`desil linkage evaluate`: how right the linkage is on files whose truth is known."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite
from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import number, out, show_facts, show_json, show_table
from desil.cli.commands.review import newest_run
from desil.cli.office.looks import record_look
from desil.cli.options import (
    DEFAULT_HOME,
    DEFAULT_MEMORY,
    DEFAULT_THREADS,
    AsJson,
    Home,
    Memory,
    Threads,
    progress_for,
)
from desil.engine.database import open_database
from desil.engine.durable import write_text_whole
from desil.engine.store import Store
from desil.errors import NotFound, UsageFault
from desil.linkage.accuracy import Accuracy
from desil.linkage.evaluation import Evaluation
from desil.linkage.evaluation import evaluate as evaluate_files
from desil.linkage.fields import fields_of
from desil.linkage.layers.layer import LAYER_LABELS
from desil.linkage.layers.preparation import train_deliveries
from desil.linkage.review.explanation import explain_pair
from desil.linkage.review.pair_records import open_pair
from desil.linkage.weights.chart import curve_chart, reliability_chart, weights_chart
from desil.linkage.weights.delivery_weights import stored_weights, weights_of_source
from desil.plausibility.run_inputs import release_deliveries, source_deliveries

linkage = typer.Typer(
    name="linkage", help="Penautan catatan: satu orang, satu catatan.", no_args_is_help=True
)


@linkage.callback()
def _linkage() -> None:
    """Penautan catatan: satu orang, satu catatan."""


def _figures(accuracy: Accuracy) -> dict[str, float]:
    return {
        "precision": accuracy.precision,
        "recall": accuracy.recall,
        "f1": accuracy.f1,
        "f1_low": accuracy.f1_low,
        "f1_high": accuracy.f1_high,
    }


def _facts(evaluation: Evaluation) -> dict[str, object]:
    facts = asdict(evaluation)
    facts["weight"] = evaluation.weight if isfinite(evaluation.weight) else None
    for name, accuracy in (("pairs", evaluation.pairs), ("clusters", evaluation.clusters)):
        facts[name] |= _figures(accuracy)
    facts["curve"] = [
        {"weight": p.weight, "pairs": _figures(p.pairs), "clusters": _figures(p.clusters)}
        for p in evaluation.curve
    ]
    return facts


def _row(name: str, accuracy: Accuracy) -> tuple[str, ...]:
    return (
        name,
        f"{accuracy.precision:.4f}",
        f"{accuracy.recall:.4f}",
        f"{accuracy.f1:.4f}",
        f"{accuracy.f1_low:.4f} - {accuracy.f1_high:.4f}",
        number(accuracy.wrong),
        number(accuracy.missed),
    )


def _print(evaluation: Evaluation) -> None:
    out.print(
        f"{number(evaluation.records)} catatan dari {number(evaluation.people)} orang; "
        f"{number(evaluation.compared)} pasangan dibandingkan, memuat "
        f"{evaluation.found_by_blocking:.4f} dari semua pasangan yang benar."
    )
    if evaluation.is_weak:
        out.print(
            "Jangan pakai tautan ini tanpa diperiksa: tanpa label pun F1 diperkirakan hanya "
            f"{evaluation.expected:.2f}. Medannya terlalu sedikit untuk membedakan orang (petakan "
            "yang lain, misalnya tanggal lahir, alamat atau nomor), atau berkas-berkas ini hampir "
            "tidak memuat orang yang sama; yang tertaut bisa jadi hanya serumah."
        )
    show_table(
        f"Ketepatan (bobot {evaluation.weight:.1f} atau lebih; dilatih tanpa label)",
        ("satuan", "presisi", "recall", "F1", "selang 95 %", "salah taut", "terlewat"),
        [_row("pasangan", evaluation.pairs), _row("gugus", evaluation.clusters)],
        numeric=set(range(1, 7)),
    )
    show_table(
        "Menurut lapis",
        ("lapis", "tertaut", "benar", "presisi"),
        [
            (LAYER_LABELS[x.layer], x.linked, x.right, f"{x.precision:.4f}")
            for x in evaluation.layers
        ],
        numeric={1, 2, 3},
    )
    show_table(
        "Menurut ambang bobot (log2 peluang)",
        ("ambang", "F1 pasangan", "F1 gugus"),
        [(f"{p.weight:g}", f"{p.pairs.f1:.4f}", f"{p.clusters.f1:.4f}") for p in evaluation.curve],
        numeric={0, 1, 2},
    )


@linkage.command()
def evaluate(
    files: Annotated[list[Path], typer.Argument(metavar="BERKAS...", help="Satu atau dua berkas.")],
    truth: Annotated[str, typer.Option(help="Kolom yang menyebut orang sebenarnya.")],
    mapping: Annotated[
        list[str], typer.Option("--map", metavar="KOLOM=MEDAN", help="Arti sebuah kolom.")
    ],
    home: Home = DEFAULT_HOME,
    memory: Memory = DEFAULT_MEMORY,
    threads: Threads = DEFAULT_THREADS,
    is_repeated: Annotated[
        bool,
        typer.Option("--repeated", help="Satu orang boleh ada beberapa kali dalam satu berkas."),
    ] = False,
    chart: Annotated[Path | None, typer.Option(help="Simpan kurvanya sebagai SVG.")] = None,
    as_json: AsJson = False,
) -> None:
    """Nilai penautan pada berkas berlabel: satu untuk ganda, dua untuk ditautkan."""
    settings = Store(home).engine_settings(memory_limit=memory, threads=threads)
    evaluation = evaluate_files(files, truth, fields_of(mapping), settings, is_repeated=is_repeated)
    if chart is not None:
        write_text_whole(chart, _curve(evaluation))
    if as_json:
        show_json(_facts(evaluation))
        return
    _print(evaluation)


def _curve(evaluation: Evaluation) -> str:
    shown = (
        ("presisi", [(p.weight, p.clusters.precision) for p in evaluation.curve]),
        ("recall", [(p.weight, p.clusters.recall) for p in evaluation.curve]),
        ("F1", [(p.weight, p.clusters.f1) for p in evaluation.curve]),
    )
    return curve_chart("Ketepatan gugus menurut ambang bobot", shown)


@linkage.command()
def explain(
    record: Annotated[str, typer.Argument(metavar="SUMBER:CATATAN", help="Satu catatan.")],
    person: Annotated[str, typer.Argument(metavar="NIK", help="Seorang dalam register.")],
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Mengapa sebuah catatan tertaut, atau tidak, kepada seseorang."""
    source, colon, record_id = record.partition(":")
    if not colon:
        raise UsageFault(
            "'{record}' bukan SUMBER:CATATAN.", hint="Contoh: dtks:6513029818636288", record=record
        )
    store = Store(home)
    with open_database(store.engine_settings()) as database:
        sources = source_deliveries(store)
        open_pair(database, newest_run(store), sources, source, record_id, person)
        told = explain_pair(database, weights_of_source(home, source))
    record_look(home, "REVIEW_READ", "pair", source, people=[person], payload={})
    if as_json:
        show_json(asdict(told) | {"weight": told.weight, "is_linked": told.linked_to == person})
        return
    linked = told.linked_to == person
    show_facts({"tertaut": "ya" if linked else "tidak", "lapis": told.layer or "-"})
    show_table(
        "Bukti, yang terkuat lebih dulu",
        ("bukti", "bobot", "arti"),
        [(e.words, f"{e.weight:+.1f}", e.strength) for e in told.evidence],
        numeric={1},
    )
    out.print(f"Jumlah bobot {told.weight:+.1f} (log2), di luar kelangkaan nama.")


@linkage.command()
def weights(
    home: Home = DEFAULT_HOME,
    source: Annotated[str, typer.Option(help="Sumber yang bobotnya ditunjukkan.")] = "dtks",
    chart: Annotated[Path | None, typer.Option(help="Simpan bobot sebagai gambar SVG.")] = None,
    reliability: Annotated[
        Path | None, typer.Option(help="Simpan ketepatan peluang sebagai gambar SVG.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Bobot bukti yang dipakai untuk sebuah sumber, dan dari mana dilatih."""
    parameters = weights_of_source(home, source)
    if chart is not None:
        write_text_whole(chart, weights_chart(parameters))
    if reliability is not None:
        write_text_whole(reliability, reliability_chart(parameters))
    if as_json:
        show_json(
            {
                "version": parameters.version,
                "trained_on": parameters.trained_on,
                "weights": {n: list(v) for n, v in parameters.levels.items()},
                "reliability": [asdict(r) for r in parameters.reliability],
            }
        )
        return
    show_facts({"versi": parameters.version, "dilatih pada": parameters.trained_on})


@linkage.command()
def train(
    home: Home = DEFAULT_HOME,
    source: Annotated[str, typer.Option(help="Sumber yang dilatihkan.")] = "dtks",
    memory: Memory = DEFAULT_MEMORY,
    threads: Threads = DEFAULT_THREADS,
) -> None:
    """Latih lagi bobot sebuah sumber pada kirimannya, tanpa label; dipakai mulai proses berikutnya.

    Proses melatih sendiri kiriman yang belum pernah dilatihkan.
    """
    store = Store(home)
    deliveries = [d for d in source_deliveries(store) if d.source == source]
    releases = release_deliveries(store)
    if not deliveries or not releases:
        raise NotFound(
            "Belum ada kiriman {source} dan rilis DTSEN untuk dilatihkan.",
            hint="Serahkan dulu keduanya: desil intake",
            source=source,
        )
    settings = store.engine_settings(memory_limit=memory, threads=threads)
    with store.sole_writer():
        train_deliveries(home, releases[-1], deliveries, settings, progress_for(quiet=True))
    for delivery in deliveries:
        parameters = stored_weights(home, delivery)
        if parameters is not None:
            show_facts({"kiriman": delivery.delivery_id, "versi": parameters.version,
                        "dilatih pada": parameters.trained_on})  # fmt: skip
