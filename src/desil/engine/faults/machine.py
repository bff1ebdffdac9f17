"""Faults of the machine (disk, rights, memory) as errors that people may see."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import duckdb

from desil.errors import DesilError, MachineLacks
from desil.errors import catalogued as _

_ROOM = _("Sediakan ruang disk, lalu ulangi perintah ini: yang sudah ada tetap utuh.")
_RIGHTS = _(
    "Jalankan sebagai pengguna yang memiliki folder itu, beri hak tulis, atau pilih folder lain "
    "dengan --home."
)
# What the system says, in words: the fault, and what to do next.
_SYSTEM: dict[int, tuple[str, str]] = {
    errno.ENOSPC: (_("Ruang disk habis"), _ROOM),
    errno.EDQUOT: (_("Jatah ruang disk pengguna ini habis"), _ROOM),
    errno.EFBIG: (_("Berkas terlalu besar bagi sistem berkas ini"), _ROOM),
    errno.EROFS: (_("Sistem berkas hanya dapat dibaca"), _RIGHTS),
    errno.EACCES: (_("Tidak ada hak"), _RIGHTS),
    errno.EPERM: (_("Tidak ada hak"), _RIGHTS),
    errno.ENOTDIR: (_("Ada berkas di tempat yang harus berupa folder"), _("Periksa --home.")),
    errno.EEXIST: (_("Ada berkas di tempat yang harus berupa folder"), _("Periksa --home.")),
    errno.EISDIR: (
        _("Ada folder di tempat yang harus berupa berkas"),
        _("Periksa nama berkas itu."),
    ),
    errno.ENAMETOOLONG: (_("Nama terlalu panjang"), _("Pilih nama yang lebih pendek.")),
    errno.ENOENT: (_("Tidak ada"), _("Periksa nama dan tempatnya.")),
    errno.EIO: (_("Disk tidak dapat dibaca atau ditulis"), _("Periksa disk itu, lalu ulangi.")),
    errno.EMFILE: (_("Terlalu banyak berkas terbuka"), _("Naikkan batasnya: ulimit -n 4096")),
    errno.ENOMEM: (_("Memori habis"), _("Tutup program lain, atau kecilkan dengan --memory.")),
}
_NO_ROOM = "No space left"  # how libraries repeat ENOSPC, where they lose its number


def _said(number: int, path: object) -> MachineLacks:
    says, hint = _SYSTEM[number]
    where = f": {path}" if isinstance(path, str | Path) and path else ""
    return MachineLacks("{fault}{place}.", hint=hint, fault=says, place=where)


def machine_fault_of(fault: BaseException) -> DesilError | None:
    """The error that says what the machine lacks; None when `fault` is of another kind. It names
    at most a path, never a value."""
    if isinstance(fault, MemoryError | duckdb.OutOfMemoryException) and _NO_ROOM not in str(fault):
        return _said(errno.ENOMEM, None)
    if isinstance(fault, OSError | duckdb.Error) and _NO_ROOM in str(fault):
        return _said(errno.ENOSPC, getattr(fault, "filename", None))
    if isinstance(fault, OSError) and fault.errno in _SYSTEM:
        return _said(fault.errno, fault.filename2 or fault.filename)
    if isinstance(fault, duckdb.IOException):
        return next((_said(n, None) for n in _SYSTEM if os.strerror(n) in str(fault)), None)
    return None
