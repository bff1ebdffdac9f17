"""`desil what-if`: other rules, quotas and amounts side by side, before a decree is signed."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import out, show_json, show_table
from desil.cli.newest import newest_run
from desil.cli.options import (
    DEFAULT_HOME,
    DEFAULT_MEMORY,
    DEFAULT_THREADS,
    AsJson,
    Home,
    Memory,
    Quiet,
    Threads,
    progress_for,
)
from desil.eligibility.programme.catalogue import home_programmes, rule_book
from desil.eligibility.what_if.answering import effects_of
from desil.eligibility.what_if.city import resident_city
from desil.eligibility.what_if.effect import Effect, Interval
from desil.eligibility.what_if.groups import GROUPINGS, Part
from desil.eligibility.what_if.other_model import Beside, open_models
from desil.eligibility.what_if.scenario import question_of
from desil.engine.store import Store
from desil.programmes.other_models import score_run, versions_to_ask


def _percent(told: Interval) -> str:
    low, value, high = (
        f"{100 * v:.1f}".replace(".", ",") for v in (told.low, told.value, told.high)
    )
    return f"{value} % ({low}–{high})"


def _rows(effects: list[Effect]) -> list[tuple[object, ...]]:
    known = [e.expected for e in effects]
    rows: list[tuple[object, ...]] = [
        ("keluarga", *(e.families for e in effects)),
        ("jiwa", *(e.people for e in effects)),
        ("anggota dihitung", *(e.counted for e in effects)),
        ("juta rupiah setahun", *(e.rupiah // 1_000_000 for e in effects)),
        ("menunggu kuota", *(e.waiting for e in effects)),
        ("belum bisa dinilai", *(e.not_judged for e in effects)),
        ("masuk", *(e.entering for e in effects)),
        ("keluar", *(e.leaving for e in effects)),
        ("keluarga desil 1–4 tercakup", *(_percent(k.coverage) if k else "–" for k in known)),
        ("bukan desil 1–4", *(_percent(k.not_poor) if k else "–" for k in known)),
        ("ribu rupiah per keluarga desil 1–4",
         *(k.rupiah_per_poor // 1_000 if k else "–" for k in known)),
    ]  # fmt: skip
    return rows


def _by(effects: list[Effect], name: str) -> list[tuple[object, ...]]:
    """One row per desil or kelurahan, the families of each scenario beside one another."""
    told = [{p.key: p.families for p in getattr(e, name)} for e in effects]
    keys = sorted({key for one in told for key in one}, key=lambda key: (len(key), key))
    return [(key, *(one.get(key, 0) for one in told)) for key in keys]


def _group_line(part: Part | None, *, beside: bool) -> str:
    """A group's families, and in another scenario than the first who enters and leaves."""
    if part is None:
        return "0"
    moved = f" (+{part.entering} -{part.leaving})" if beside else ""
    return f"{part.families}{moved}"


def _by_group(effects: list[Effect]) -> list[tuple[object, ...]]:
    """One row per group of families."""
    known = [{(p.grouping, p.key): p for p in e.by_group} for e in effects]
    return [
        (f"{grouping.label.id}: {label.id}",
         *(_group_line(one.get((name, key)), beside=n > 0) for n, one in enumerate(known)))
        for name, grouping in GROUPINGS.items()
        for key, label in grouping.groups.items()
        if any((name, key) in one for one in known)
    ]  # fmt: skip


def what_if(
    file: Annotated[Path, typer.Argument(metavar="BERKAS", help="Skenario dalam YAML.")],
    run: Annotated[str, typer.Option("--run", help="Nomor run; bawaan: yang terbaru.")] = "",
    by_village: Annotated[
        bool, typer.Option("--by-village", help="Tampilkan juga per kelurahan.")
    ] = False,
    home: Home = DEFAULT_HOME,
    memory: Memory = DEFAULT_MEMORY,
    threads: Threads = DEFAULT_THREADS,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Andaikan: sampai lima aturan sebuah program berdampingan, atas seluruh kota."""
    store, book = Store(home), rule_book(home_programmes(home))
    question = question_of(file, book, versions_to_ask(home))
    folder = store.runs / run if run else newest_run(store)
    progress = progress_for(quiet=quiet)
    settings = store.engine_settings(memory_limit=memory, threads=threads)
    day = question.period.day
    with resident_city(store, folder, day, settings, progress) as database:
        asked = Beside(store, folder, day, settings, score_run)
        open_models(database, asked, question.models, progress)
        effects = effects_of(database, question)
    if as_json:
        show_json(
            {"name": question.name, "programme": question.programme.code,
             "period": question.period.text, "run": folder.name,
             "scenarios": [asdict(e) for e in effects]}
        )  # fmt: skip
        return
    names = [e.name for e in effects]
    numeric = set(range(1, len(effects) + 1))
    title = f"{question.name}: {question.programme.code} {question.period.text}"
    show_table(title, ("", *names), _rows(effects), numeric=numeric)
    show_table("Keluarga menurut desil (0: belum diperingkat)", ("desil", *names),
               _by(effects, "by_desil"), numeric=numeric)  # fmt: skip
    show_table("Keluarga menurut golongan (+ masuk - keluar)", ("golongan", *names),
               _by_group(effects), numeric=numeric)  # fmt: skip
    if by_village:
        show_table("Keluarga menurut kelurahan", ("kelurahan", *names),
                   _by(effects, "by_village"), numeric=numeric)  # fmt: skip
    out.print(
        "Masuk dan keluar dibandingkan dengan skenario pertama; rentang 95 % menurut peluang."
    )
