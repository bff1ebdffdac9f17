"""`desil review`: doubtful pairs to judge, and judgements taken in."""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from desil.cli.answer import out, show_json, show_table
from desil.cli.newest import newest_run as newest_run  # other commands take it from here
from desil.cli.office.looks import record_look
from desil.cli.options import DEFAULT_HOME, AsJson, Home, now, operator
from desil.engine.database import open_database
from desil.engine.store import Store
from desil.errors import UsageFault
from desil.linkage.review.decisions import (
    all_decisions,
    decision_of,
    record_decisions,
    standing_decisions,
)
from desil.linkage.review.pair_records import open_review
from desil.linkage.review.queue import review_queue


def _read_decisions(path: Path) -> list[object]:
    text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    try:
        told = json.loads(text)
    except ValueError as fault:
        raise UsageFault(
            "Putusan tidak dapat dibaca sebagai JSON.", hint="Beri satu objek atau daftar objek."
        ) from fault
    return told if isinstance(told, list) else [told]


def _queue(store: Store, limit: int) -> list[dict[str, Any]]:
    with open_database(store.engine_settings()) as database:
        open_review(
            database,
            newest_run(store),
            standing_decisions(all_decisions(store.home)),
        )
        return list(islice(review_queue(database, store.home, limit=limit), limit))


def review(
    home: Home = DEFAULT_HOME,
    decide: Annotated[
        Path | None, typer.Option(help="Berkas JSON berisi putusan; - untuk masukan baku.")
    ] = None,
    limit: Annotated[int, typer.Option(help="Banyaknya pasangan yang ditunjukkan.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Pasangan catatan yang meragukan: tunjukkan antreannya, atau catat putusan."""
    store = Store(home)
    if decide is not None:
        told = _read_decisions(decide)
        decisions = [decision_of(d, by=operator(), at=now()) for d in told]
        with store.sole_writer():
            recorded = record_decisions(home, decisions)
        if as_json:
            show_json({"dicatat": recorded})
        else:
            out.print(f"{recorded} putusan dicatat. Dipakai mulai `desil run` berikutnya.")
        return
    queue = _queue(store, limit)
    if as_json:
        if queue:
            record_look(home, "REVIEW_READ", "pair", "queue", people=[q["nik"] for q in queue],
                        payload={"pairs": len(queue)})  # fmt: skip
        show_json(queue)
        return
    show_table(
        "Antrean tinjauan (nama dan nomor hanya dengan --json)",
        ("sumber", "catatan", "peluang", "bukti terkuat"),
        [
            (q["source"], q["record_id"], f"{q['peluang']:.2f}",
             "; ".join(e["bukti"] for e in q["alasan"][:3]))
            for q in queue
        ],
        numeric={2},
    )  # fmt: skip
