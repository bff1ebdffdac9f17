"""Every fault of a command as an error that people may see: the one place where that is decided."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from desil import __version__
from desil.cli.options import now
from desil.engine.faults.log import causes_of, log_fault, place_of
from desil.engine.faults.machine import machine_fault_of
from desil.errors import DesilError, catalogued

_DETAILS = catalogued("Rinciannya (tanpa isi data) ada di {log}.")


def _foreseen(fault: Exception) -> DesilError | None:
    """The error that somebody foresaw. Where the office is not installed, PostgreSQL has none."""
    if find_spec("psycopg") is None:
        return next(filter(None, map(machine_fault_of, causes_of(fault))), None)
    known: DesilError | None = import_module("desil.database.public_fault").public_fault_of(fault)
    return known


def public_fault(fault: Exception, *, home: Path | None, command: str) -> DesilError:
    """The error to show for `fault`. One that nobody foresaw is written to the log of `home`, and
    the error says where and what to report."""
    if known := _foreseen(fault):
        return known
    log = log_fault(home, fault, f"desil {__version__} {command}", now()) if home else None
    return DesilError(
        "Galat tak terduga: {name} di {place} (desil {version}, perintah {command}).",
        hint=("Laporkan baris ini kepada pengelola desil.", _DETAILS if log else ""),
        name=type(fault).__name__,
        place=place_of(fault),
        version=__version__,
        command=command,
        log=log,
    )
