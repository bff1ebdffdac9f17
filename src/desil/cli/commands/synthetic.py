"""`desil synthetic`: a made-up city and the deliveries that its sources would send."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import out, show_json
from desil.cli.options import AsJson, Quiet, progress_for
from desil.errors import UsageFault
from desil.synthetic.city import make_city
from desil.synthetic.parameters import PLAIN


def synthetic(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Tempat kota buatan ditulis.")],
    scale: Annotated[float, typer.Option(help="Bagian dari kota: 1 penuh, 0.02 untuk coba.")] = 1.0,
    seed: Annotated[int, typer.Option(help="Benih: benih yang sama memberi kota yang sama.")] = 7,
    releases: Annotated[int, typer.Option(help="Banyaknya rilis triwulanan.")] = 3,
    dirt: Annotated[
        str,
        typer.Option(metavar="PROFIL", help="Kekotoran daftar: plain, crowded, hasty, weathered."),
    ] = PLAIN,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Buat kota buatan: orang, keluarga, rilis DTSEN, dan semua sumber yang kotor."""
    if (folder / "deliveries").exists():
        raise UsageFault(
            "{folder} sudah berisi kota buatan.", hint="Pilih folder yang baru.", folder=folder
        )
    report = make_city(
        folder,
        scale=scale,
        seed=seed,
        releases=releases,
        dirt=dirt,
        progress=progress_for(quiet=quiet),
    )
    if as_json:
        show_json(asdict(report))
        return
    for line in report.lines():
        out.print(line, markup=False)
    out.print(f"\nSemua yang di {folder} dibuat-buat; tidak ada orang sungguhan di dalamnya.")
