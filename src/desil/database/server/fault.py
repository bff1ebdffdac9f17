"""Faults of a PostgreSQL server as errors that people may see.

PostgreSQL repeats parts of an address, a statement and a row in its messages: a password, a NIK.
So none of its texts is shown, only ours.
"""

from __future__ import annotations

import re

import psycopg

from desil.errors import DesilError, MachineLacks
from desil.errors import catalogued as _

_ADDRESS = _(
    "Bentuknya postgresql://pengguna:sandi@server/basisdata; dalam sandi tulis %2F untuk /, "
    "%40 untuk @, %3A untuk :, %25 untuk %, %23 untuk #."
)
_RIGHTS = _(
    "Sebagai superuser di basis data itu: alter schema public owner to <pemilik>; dan serahkan "
    "tabelnya: reassign owned by <pemilik lama> to <pemilik>. Lihat docs/how-to/postgresql.md."
)
_WRONG_USER = (_("Periksa pengguna dan kata sandi di DESIL_DATABASE_URL."), _ADDRESS)
_FULL = _("Tunggu, atau naikkan max_connections di server itu.")
# What PostgreSQL and libpq say while connecting, what it means, and what to do next.
_CONNECTING: tuple[tuple[str, str, str | tuple[str, str]], ...] = (
    (r"password authentication failed|no password supplied|fe_sendauth",
     _("kata sandi atau penggunanya ditolak"), _WRONG_USER),
    (r"no pg_hba.conf entry|authentication failed",
     _("server itu tidak menerima pengguna ini dari sini"),
     _("Periksa pengguna di DESIL_DATABASE_URL dan pg_hba.conf di server itu.")),
    (r"database .* does not exist", _("basis datanya tidak ada"),
     _("Buat dulu (createdb), atau periksa nama basis data di DESIL_DATABASE_URL.")),
    (r"role .* does not exist", _("penggunanya tidak ada"),
     _("Buat dulu (createuser), atau periksa pengguna di DESIL_DATABASE_URL.")),
    (r"failed to resolve host|invalid integer value|invalid port|invalid .* value",
     _("alamatnya tidak dapat dibaca, atau nama servernya tidak dikenal"),
     (_("Periksa DESIL_DATABASE_URL."), _ADDRESS)),
    (r"too many", _("sambungan ke server itu sudah penuh"), _FULL),
)  # fmt: skip
_SILENT = _(
    "Periksa DESIL_DATABASE_URL (postgresql://pengguna@server/basisdata) dan apakah servernya "
    "berjalan."
)
_STATES: dict[str, tuple[str, str]] = {
    "53100": (_("Ruang disk server basis data habis."),
              _("Sediakan ruang disk di server itu, lalu ulangi: yang sudah ada tetap utuh.")),
    "53200": (_("Memori server basis data habis."),
              _("Tutup program lain di server itu, lalu ulangi.")),
    "53300": (_("Sambungan ke basis data sudah penuh."), _FULL),
    "25006": (_("Basis data ini hanya dapat dibaca."),
              _("Isi DESIL_DATABASE_URL dengan server utamanya, bukan salinannya.")),
    "57P01": (_("Server basis data berhenti di tengah pekerjaan."),
              _("Jalankan server itu lagi, lalu ulangi: yang sudah ada tetap utuh.")),
    "57P03": (_("Server basis data sedang mulai atau berhenti."),
              _("Tunggu sebentar, lalu ulangi.")),
    "58030": (_("Server basis data tidak dapat membaca atau menulis disk."),
              _("Periksa disk di server itu, lalu ulangi.")),
    "42501": (_("Peran basis data ini tidak punya hak yang diperlukan."), _RIGHTS),
}  # fmt: skip


def connection_fault(fault: psycopg.Error) -> MachineLacks:
    """The error for an address that gives no connection; holds nothing of the address."""
    if isinstance(fault, psycopg.ProgrammingError):
        return MachineLacks(
            "PostgreSQL tidak dapat dihubungi: alamatnya tidak dapat dibaca.",
            hint=("Periksa DESIL_DATABASE_URL.", _ADDRESS),
        )
    text = str(fault)
    for words, says, hint in _CONNECTING:
        if re.search(words, text):
            return MachineLacks("PostgreSQL tidak dapat dihubungi: {cause}.", hint=hint, cause=says)
    return MachineLacks(
        "PostgreSQL tidak dapat dihubungi: server itu tidak menjawab.", hint=_SILENT
    )


def database_fault_of(fault: BaseException) -> DesilError | None:
    """The error that says what the database lacks; None when `fault` is of another kind."""
    if not isinstance(fault, psycopg.Error):
        return None
    if fault.sqlstate in _STATES:
        says, hint = _STATES[fault.sqlstate]
        return MachineLacks(says, hint=hint)
    if isinstance(fault, psycopg.OperationalError) and fault.sqlstate is None:
        return connection_fault(fault)
    return None
