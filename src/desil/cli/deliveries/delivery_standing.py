"""Whether a delivery that was handed in counts, and the reason that lets it: for `desil intake`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import out, say
from desil.cli.language import language_now
from desil.cli.office.room import delivery_part, journal_of, system_actor
from desil.cli.options import now, operator
from desil.cli.register import held_register
from desil.engine.store import Store
from desil.errors import CheckFailed
from desil.jobs.asker import Asker
from desil.plausibility.hand_in import HandedDelivery
from desil.plausibility.ledger import Standing
from desil.publication.gate import deviation_lines

Because = Annotated[
    str,
    typer.Option(
        help="Alasan, bila isinya memang menyimpang dari yang sebelumnya; dicatat di log audit."
    ),
]


def command_asker() -> Asker:
    """Whoever runs the command, as an action wants to know them."""
    return Asker(system_actor(operator()), operator())


def settled_standing(home: Path, handed: HandedDelivery, because: str) -> Standing:
    """The delivery's standing after handing in: the reason lets one that is held back count, and
    one that was withdrawn counts again because its files were handed in again."""
    acts = {Standing.HELD: ("release", because), Standing.WITHDRAWN: ("restore", because or _AGAIN)}
    if handed.standing not in acts:
        return handed.standing
    name, reason = acts[handed.standing]
    if not reason:
        return handed.standing
    with held_register(home, "intake"):
        delivery_part(name)(
            Store(home),
            handed.delivery.id,
            reason,
            by=command_asker(),
            at=now(),
            journal=journal_of(home),
        )
    return Standing.COUNTS


_AGAIN = "berkas yang sama diserahkan lagi"


def standing_facts(handed: HandedDelivery, standing: Standing) -> dict[str, object]:
    """The standing as JSON values."""
    return {
        "standing": standing.value,
        "deviations": [d.as_facts() for d in handed.deviations],
        "same_as": handed.same_as,
        "newer_of_same_date": list(handed.newer),
    }


def show_standing(handed: HandedDelivery, standing: Standing) -> None:
    """Say what deviates and whether runs use the delivery."""
    if handed.deviations:
        say("Menyimpang dari kiriman sebelumnya:", style="bold")
        for line in deviation_lines(handed.deviations, language_now()):
            out.print(f"  - {line}", markup=False)
    if handed.same_as:
        say("Isinya sama persis dengan {same_as}: tidak ada yang berubah.", same_as=handed.same_as)
    if handed.standing is Standing.WITHDRAWN:
        say("Kiriman ini pernah ditarik; sekarang dipakai lagi.", style="bold")
    if handed.newer:
        say(
            "Kiriman yang lebih baru bertanggal sama menimpa isinya: {newer}.",
            style="bold",
            newer=", ".join(handed.newer),
        )
        say(
            "Bila itu keliru: desil deliveries withdraw {newer} --because ALASAN",
            newer=handed.newer[-1],
        )


def require_counting(handed: HandedDelivery, standing: Standing) -> None:
    """CheckFailed, with what to do, for a delivery that no run uses."""
    if standing is Standing.HELD:
        own = handed.delivery.id
        raise CheckFailed(
            "Kiriman {own} ditahan: disimpan, tetapi tidak dipakai.",
            hint=(
                "Bila isinya benar: desil deliveries release {own} --because ALASAN."
                " Bila salah: desil deliveries withdraw {own} --because ALASAN."
                " Bila hanya sebagian kelurahan: serahkan dengan --partial."
            ),
            own=own,
        )
