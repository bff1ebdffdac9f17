"""`desil linkage evaluate`: how right the linkage is on files whose truth is known."""

from __future__ import annotations

from dataclasses import asdict
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
    Threads,
)
from desil.engine.store import Store
from desil.linkage.accuracy import Accuracy
from desil.linkage.evaluation import Evaluation
from desil.linkage.evaluation import evaluate as evaluate_files
from desil.linkage.fields import fields_of

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
    show_table(
        "Ketepatan (peluang 0,95; dilatih tanpa label)",
        ("satuan", "presisi", "recall", "F1", "selang 95 %", "salah taut", "terlewat"),
        [_row("pasangan", evaluation.pairs), _row("gugus", evaluation.clusters)],
        numeric=set(range(1, 7)),
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
    as_json: AsJson = False,
) -> None:
    """Nilai penautan pada berkas berlabel: satu untuk ganda, dua untuk ditautkan."""
    settings = Store(home).engine_settings(memory_limit=memory, threads=threads)
    evaluation = evaluate_files(files, truth, fields_of(mapping), settings)
    if as_json:
        show_json(_facts(evaluation))
        return
    _print(evaluation)
