"""`desil deliveries`: which there are, which count, and decisions about them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import out, say, show_json, show_table
from desil.cli.deliveries.delivery import delivery_facts
from desil.cli.deliveries.delivery_standing import command_asker
from desil.cli.office.room import delivery_part, journal_of
from desil.cli.options import DEFAULT_HOME, AsJson, Home, now
from desil.cli.register import held_register
from desil.engine.store import Store
from desil.intake import delivery as intake_delivery
from desil.plausibility.delivery_check import read_deviations
from desil.plausibility.ledger import Act, Entry, Standing, history_of, ledger_entries
from desil.publication.gate import deviation_lines

deliveries = typer.Typer(
    name="deliveries", help="Kiriman yang sudah diterima: dipakai, ditahan, ditarik."
)
_STANDINGS = {
    Standing.COUNTS: "dipakai",
    Standing.HELD: "ditahan",
    Standing.WITHDRAWN: "ditarik",
}
_Id = Annotated[str, typer.Argument(metavar="KIRIMAN", help="Nomor kiriman.")]
_Reason = Annotated[str, typer.Option("--because", help="Alasannya; dicatat di log audit.")]


@deliveries.callback(invoke_without_command=True)
def listed(context: typer.Context, home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Daftar kiriman yang sudah diterima, dan apakah dipakai."""
    if context.invoked_subcommand is not None:
        return
    store = Store(home)
    entries = ledger_entries(store)
    found = [(d, history_of(entries, d.id, d.folder)) for d in intake_delivery.deliveries(store)]
    if as_json:
        show_json([delivery_facts(d) | {"standing": h.standing.value} for d, h in found])
        return
    if not found:
        say("Belum ada kiriman. Serahkan: desil intake SUMBER BERKAS... --date TANGGAL")
        return
    rows = [
        (
            d.id,
            d.source,
            d.reference_date,
            sum(u.read for u in d.units.values()),
            sum(u.accepted for u in d.units.values()),
            sum(u.quarantined for u in d.units.values()),
            "penarikan diusulkan" if h.proposal else _STANDINGS[h.standing],
        )
        for d, h in found
    ]
    show_table(
        "Kiriman",
        ("kiriman", "sumber", "tanggal acuan", "dibaca", "diterima", "dikarantina", "keadaan"),
        rows,
        numeric={3, 4, 5},
    )


def _decided(home: Path, act: str, delivery_id: str, because: str, **answer: bool) -> Entry:
    """The entry that a decision makes, on behalf of whoever runs the command."""
    with held_register(home, "deliveries"):
        entry: Entry = delivery_part(act)(
            Store(home),
            delivery_id,
            because,
            **answer,
            by=command_asker(),
            at=now(),
            journal=journal_of(home),
        )
    return entry


@deliveries.command("show")
def show(delivery_id: _Id, home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Satu kiriman: apakah dipakai, apa yang menyimpang, siapa memutuskan apa."""
    store = Store(home)
    delivery = intake_delivery.delivery_called(store, delivery_id)
    history = history_of(ledger_entries(store), delivery.id, delivery.folder)
    deviations = read_deviations(delivery.folder)
    if as_json:
        decided = [{"act": e.act.value, "by": e.by, "at": e.at, "because": e.because}
                   for e in history.entries]  # fmt: skip
        show_json(
            delivery_facts(delivery)
            | {
                "standing": history.standing.value,
                "deviations": [d.as_facts() for d in deviations],
                "decisions": decided,
            }
        )
        return
    out.print(f"{delivery.id}: {_STANDINGS[history.standing]}")
    for line in deviation_lines(deviations):
        out.print(f"  - {line}", markup=False)
    for entry in history.entries:
        out.print(f"{entry.at[:16]} {entry.act.value} {entry.by}: {entry.because}", markup=False)


@deliveries.command("release")
def release_held(delivery_id: _Id, because: _Reason, home: Home = DEFAULT_HOME) -> None:
    """Pakai kiriman yang ditahan, dengan alasannya."""
    _decided(home, "release", delivery_id, because)
    say("Kiriman {delivery_id} dipakai mulai run berikutnya: desil run", delivery_id=delivery_id)


@deliveries.command("withdraw")
def withdraw_delivery(
    delivery_id: _Id,
    because: _Reason,
    approve: Annotated[
        bool, typer.Option("--approve", help="Setujui usulan penarikan dari orang lain.")
    ] = False,
    reject: Annotated[
        bool, typer.Option("--reject", help="Tolak atau batalkan usulan itu.")
    ] = False,
    home: Home = DEFAULT_HOME,
) -> None:
    """Tarik kiriman: run berikutnya tidak memakainya, yang lama tetap dapat dibaca.

    Kiriman yang sudah pernah terbit memerlukan orang kedua: ulangi dengan --approve.
    """
    if approve or reject:
        entry = _decided(home, "decide_withdrawal", delivery_id, because, is_approved=approve)
    else:
        entry = _decided(home, "withdraw", delivery_id, because)
    says = {
        Act.WITHDRAW: "ditarik. Run berikutnya tidak memakainya: desil run",
        Act.PROPOSE_WITHDRAWAL: (
            "pernah terbit, jadi penarikannya menunggu orang kedua: "
            f"desil deliveries withdraw {delivery_id} --approve --because ALASAN"
        ),
        Act.KEEP: "tetap dipakai.",
    }
    say("Kiriman {delivery_id} {says}", delivery_id=delivery_id, says=says[entry.act])


@deliveries.command("restore")
def restore_delivery(delivery_id: _Id, because: _Reason, home: Home = DEFAULT_HOME) -> None:
    """Pakai lagi kiriman yang sudah ditarik."""
    _decided(home, "restore", delivery_id, because)
    say(
        "Kiriman {delivery_id} dipakai lagi mulai run berikutnya: desil run",
        delivery_id=delivery_id,
    )
