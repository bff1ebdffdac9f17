"""`desil serve`: the pages, on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import out
from desil.cli.office.worker import worker_beside
from desil.cli.options import DEFAULT_HOME, Home
from desil.cli.register import opened_register
from desil.ui.free_port import require_free_port
from desil.ui.serving import LOCAL_ADDRESS, PORT, WORKERS
from desil.ui.serving import serve as serve_pages


def run_server(
    home: Path, *, address: str = LOCAL_ADDRESS, port: int = PORT, workers: int = WORKERS
) -> None:
    """Show the register of `home` until interrupted."""
    require_free_port(address, port)
    with opened_register(home, "serve"), worker_beside(home):
        name = "localhost" if address == LOCAL_ADDRESS else address
        out.print(f"Buka http://{name}:{port} - hentikan dengan Ctrl+C.")
        serve_pages(address=address, port=port, workers=workers)


def serve(
    home: Home = DEFAULT_HOME,
    address: Annotated[str, typer.Option(help="Alamat yang didengarkan.")] = LOCAL_ADDRESS,
    port: Annotated[int, typer.Option(help="Port yang didengarkan.")] = PORT,
    workers: Annotated[
        int, typer.Option(min=1, max=32, help="Banyaknya proses yang menjawab; sebanyak inti.")
    ] = WORKERS,
) -> None:
    """Layani halaman kantor. Di luar mesin ini hanya di belakang proxy dengan TLS."""
    run_server(home, address=address, port=port, workers=workers)
