"""`desil areas`: where the kelurahan lie."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import out
from desil.cli.options import DEFAULT_HOME, Home
from desil.register.areas.boundaries import keep_boundaries, read_boundaries

areas = typer.Typer(name="areas", help="Wilayah: batas kelurahan.", no_args_is_help=True)


@areas.callback()
def _areas() -> None:
    """Wilayah: batas kelurahan."""


@areas.command("boundaries")
def boundaries(
    file: Annotated[Path, typer.Argument(help="GeoJSON, satu fitur tiap kelurahan.")],
    home: Home = DEFAULT_HOME,
) -> None:
    """Serahkan batas kelurahan untuk peta, berkode Kemendagri atau BPS.

    Berkas diperiksa (56 kelurahan, bentuknya sah), lalu disimpan di <home>/areas/.
    """
    found = read_boundaries(file)
    kept = keep_boundaries(home, found)
    out.print(f"{len(found['features'])} kelurahan tersimpan di {kept}.")
