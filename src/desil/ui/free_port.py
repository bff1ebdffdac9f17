"""Whether a port can be listened on: the web server itself would silently share one."""

from __future__ import annotations

import socket

from desil.errors import Conflict


def require_free_port(address: str, port: int) -> None:
    """Conflict when another process listens at `address`:`port`."""
    with socket.socket() as trial:
        trial.settimeout(1)
        if trial.connect_ex((address, port)) == 0:
            raise Conflict(
                f"Port {port} sedang dipakai proses lain.",
                hint=f"Hentikan proses itu, atau pilih port lain: --port {port + 1}",
            )
