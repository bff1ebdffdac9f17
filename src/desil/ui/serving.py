"""The web server that shows the pages."""

from __future__ import annotations

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

APPLICATION = "desil.config.wsgi:application"
LOCAL_ADDRESS = "127.0.0.1"
PORT = 8000
WORKERS = 2


def serve(*, address: str = LOCAL_ADDRESS, port: int = PORT, workers: int = WORKERS) -> None:
    """Show the pages at http://`address`:`port` by `workers` processes, until interrupted.

    The register must be open (`open_register`), so that the environment of the server's worker
    has its address. Beyond this machine only behind a proxy that speaks TLS (DESIL_HTTPS=1).
    """
    Granian(
        APPLICATION,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=8,  # five may wait for bodies (config/body_share.py), three answer
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()
