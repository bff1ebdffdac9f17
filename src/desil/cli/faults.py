"""Every fault of a command as an error that people may see: the one place where that is decided."""

from __future__ import annotations

from pathlib import Path

from desil import __version__
from desil.cli.options import now
from desil.engine.faults.log import log_fault, place_of
from desil.errors import DesilError
from desil.registry.public_fault import public_fault_of


def public_fault(fault: Exception, *, home: Path | None, command: str) -> DesilError:
    """The error to show for `fault`. One that nobody foresaw is written to the log of `home`, and
    the error says where and what to report."""
    if known := public_fault_of(fault):
        return known
    log = log_fault(home, fault, f"desil {__version__} {command}", now()) if home else None
    where = f" Rinciannya (tanpa isi data) ada di {log}." if log else ""
    return DesilError(
        f"Galat tak terduga: {type(fault).__name__} di {place_of(fault)} (desil {__version__}, "
        f"perintah {command}).",
        hint=f"Laporkan baris ini kepada pengelola desil.{where}",
    )
