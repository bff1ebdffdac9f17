"""`desil cases`: sending signed corrections, comparing them with releases, clocks, reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import step_rules
from desil.cli.answer import out, show_facts, show_json, show_table
from desil.cli.newest import newest_run
from desil.cli.office.room import case_part, journal_of, system_actor
from desil.cli.options import DEFAULT_HOME, AsJson, Home, Quiet, now, operator, progress_for
from desil.cli.register import held_register
from desil.dictionary.declarations.home_files import read_home_files
from desil.engine.store import Store
from desil.errors import CheckFailed

cases = typer.Typer(
    name="cases", help="Pengaduan dan koreksi: kirim, bandingkan, jam, laporan.",
    no_args_is_help=True,
)  # fmt: skip
_OUTCOMES = {
    "awaiting": "menunggu rilis",
    "taken_over": "diambil alih rilis",
    "ignored": "diabaikan rilis",
    "contradicted": "dibantah rilis",
    "gone": "tidak ada lagi di rilis",
}


def _by(home: Path) -> dict[str, Any]:
    officer = case_part("actions.people.sender")(system_actor(operator()))
    return {"by": officer, "at": now(), "journal": journal_of(home)}


@cases.command(name="kinds")
def list_kinds(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Jenis pengaduan, pintunya, dan langkahnya dengan hari kerja."""
    read_home_files(home)
    rules = step_rules()
    rows = [
        (k.name, k.label.id, ", ".join(sorted(d.value for d in k.doors)),
         " > ".join(f"{rules[s].label.id} {d}" for s, d in k.days.items()))
        for k in kinds().values()
    ]  # fmt: skip
    if as_json:
        names = ("name", "label", "doors", "steps")
        show_json([dict(zip(names, row, strict=True)) for row in rows])
        return
    show_table(
        "Jenis pengaduan", ("jenis", "sebutan", "pintu", "langkah, hari kerja"), rows, numeric=set()
    )


@cases.command()
def send(home: Home = DEFAULT_HOME, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Kirim koreksi yang sudah ditandatangani; `desil run` berikutnya memuatnya."""
    store = Store(home)
    with held_register(home, "cases send"), store.sole_writer():
        sent = case_part("actions.sending.send_signed")(
            store, progress=progress_for(quiet=quiet), **_by(home)
        )
    if sent is None or sent.batch is None:
        if as_json:
            show_json({"cases": 0})
        else:
            out.print("Tidak ada pengaduan yang menunggu dikirim.")
    elif as_json:
        show_json(
            {"cases": sent.cases, "changes": sent.changes, "delivery": sent.delivery_id,
             "folder": str(sent.folder), "receipt": sent.batch.receipt}
        )  # fmt: skip
    else:
        show_facts(
            {"pengaduan": sent.cases, "perubahan": sent.changes, "kiriman": sent.delivery_id,
             "berkas": str(sent.folder), "tanda terima": sent.batch.receipt}
        )  # fmt: skip
        out.print("\nMuat dalam register: desil run, lalu desil publish")
    if sent is not None and sent.altered:
        raise CheckFailed(
            "Tidak dikirim, isinya berubah sejak ditandatangani: {altered}.",
            hint="Tolak pengaduan itu dan laporkan kepada pengawas.",
            altered=", ".join(sent.altered[:20]),
        )


@cases.command()
def compare(
    run: Annotated[str, typer.Option("--run", help="Nomor run; bawaan: yang terbaru.")] = "",
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Bandingkan koreksi yang dikirim dengan rilis: diambil alih, diabaikan, dibantah."""
    store = Store(home)
    folder = store.runs / run if run else newest_run(store)
    with held_register(home, "cases compare"):
        found = case_part("actions.releases.note_releases")(folder, **_by(home))
    if as_json:
        show_json(
            {"run": folder.name, "changes": found.changes, "effective": found.effective,
             "contradicted": found.contradicted, "ignored": found.ignored,
             "ignored_changes": [list(row) for row in found.ignored_changes]}
        )  # fmt: skip
        return
    show_facts({_OUTCOMES[name]: count for name, count in found.changes.items()})
    out.print(
        f"Pengaduan: {found.effective} berlaku, {found.contradicted} dibantah,"
        f" {found.ignored} diabaikan."
    )
    if found.ignored_changes:
        show_table(
            "Koreksi yang diabaikan rilis", ("pengaduan", "fakta", "rilis"),
            [(n, fact, str(day)) for n, fact, day in found.ignored_changes], numeric=set(),
        )  # fmt: skip


@cases.command()
def clocks(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Ingatkan dan laporkan langkah yang lewat batas; sekali sehari cukup."""
    with held_register(home, "cases clocks"):
        said = case_part("actions.reminders.let_clocks_speak")(at=now(), journal=journal_of(home))
    told = {move.value: count for move, count in said.items()}
    if as_json:
        show_json(told)
        return
    show_facts({"diingatkan": told["remind"], "dilaporkan terlambat": told["escalate"]})
