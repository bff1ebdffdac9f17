"""`desil serve`: the pages, on this machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import say
from desil.cli.office.own_declarations import require_sound_declarations
from desil.cli.office.worker import worker_beside
from desil.cli.options import DEFAULT_HOME, Home
from desil.cli.register import held_register, require_begun_office
from desil.database.office_role import require_office_login
from desil.errors import UsageFault
from desil.ui.free_port import require_free_port
from desil.ui.loopback import is_loopback
from desil.ui.serving import LOCAL_ADDRESS, PORT, WORKERS
from desil.ui.serving import serve as serve_pages


def _require_loopback_for_debugging(address: str) -> None:
    variables = os.environ
    served = variables.get("DESIL_HOSTS") or variables.get("DESIL_HTTPS") == "1"
    if variables.get("DESIL_DEBUG") == "1" and (served or not is_loopback(address)):
        raise UsageFault(
            "DESIL_DEBUG=1 hanya untuk komputer ini.",
            hint="Hapus DESIL_DEBUG, atau jalankan di 127.0.0.1 tanpa DESIL_HOSTS dan DESIL_HTTPS.",
        )


def run_server(
    home: Path, *, address: str = LOCAL_ADDRESS, port: int = PORT, workers: int = WORKERS
) -> None:
    """Show the register of `home` until interrupted."""
    _require_loopback_for_debugging(address)
    require_free_port(address, port)
    require_office_login(
        os.environ.get("DESIL_DATABASE_URL", ""), os.environ.get("DESIL_OFFICE_DATABASE_URL", "")
    )
    require_begun_office(home)
    require_sound_declarations(home)
    with held_register(home, "serve"), worker_beside(home):
        name = {LOCAL_ADDRESS: "localhost"}.get(address, address)
        if ":" in name:
            name = f"[{name}]"
        say("Buka http://{name}:{port} - hentikan dengan Ctrl+C.", name=name, port=port)
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
