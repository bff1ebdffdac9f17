"""`desil open-data`: counts that anybody may have, in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import psycopg
import typer

from desil.cli.answer import number, out
from desil.cli.options import DEFAULT_HOME, Home
from desil.cli.register import held_register
from desil.exports.open_data import published_figures
from desil.open_data.folder.contents import folder_of
from desil.open_data.folder.writing import write_folder
from desil.register.areas.boundaries import stored_boundaries
from desil.register.recap import required_publication


def open_data(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder baru yang ditulis.")],
    home: Home = DEFAULT_HOME,
) -> None:
    """Tulis data terbuka rilis terbaru: jumlah per kelurahan, tanpa data pribadi."""
    with held_register(home, "open-data") as register, psycopg.connect(register.url) as reading:
        cursor = reading.cursor()
        published = published_figures(cursor, required_publication(cursor))
    boundaries = stored_boundaries(home)
    files = folder_of(published, boundaries=boundaries, is_made_up=(home / "demo.json").is_file())
    for path in write_folder(folder, files):
        out.print(f"{path}: {number(len(files[path.name]))} byte")
    policy = published.policy
    out.print(
        f"Rilis {published.release_date}; jumlah keluarga 1 sampai {policy.threshold - 1}"
        " disembunyikan, dan yang dapat membukanya ditulis sebagai rentang."
    )
    if boundaries is None:
        out.print("Peta memuat titik: batas kelurahan belum diserahkan (desil areas boundaries).")
    if policy.checks:
        out.print(f"Belum dipastikan: {', '.join(policy.checks)}. Periksa sebelum dibagikan.")
