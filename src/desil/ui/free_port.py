"""Whether an address and a port can be listened on: the web server itself would silently share a
port."""

from __future__ import annotations

import errno
import socket

from desil.errors import Conflict, DesilError, MachineLacks

_LAST_PORT = 65_535


def _fault_of(address: str, port: int, number: int | None) -> DesilError:
    if number == errno.EADDRINUSE:
        return Conflict(
            "Port {port} sedang dipakai proses lain.",
            hint="Hentikan proses itu, atau pilih port lain: --port {other}",
            port=port,
            other=port % _LAST_PORT + 1,
        )
    if number == errno.EACCES:
        return MachineLacks(
            "Port {port} tidak boleh dipakai oleh pengguna ini.",
            hint="Pilih port di atas 1023: --port 8000",
            port=port,
        )
    return MachineLacks(
        "Alamat {address} bukan alamat komputer ini.",
        hint="Pakai --address 127.0.0.1 (hanya komputer ini), atau alamat jaringan komputer ini.",
        address=address,
    )


def require_free_port(address: str, port: int) -> None:
    """Raise Conflict when another process listens at `address`:`port`, MachineLacks when this
    machine has no such port or address."""
    if not 1 <= port <= _LAST_PORT:
        raise MachineLacks(
            "Port {port} tidak ada.",
            hint="Pilih 1024 sampai {last_port}: --port 8000",
            port=port,
            last_port=_LAST_PORT,
        )
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            address, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except UnicodeError:
        raise _fault_of(address, port, None) from None
    except OSError as fault:
        raise _fault_of(address, port, fault.errno) from fault
