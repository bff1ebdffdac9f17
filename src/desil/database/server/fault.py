"""Faults of a PostgreSQL server as errors that people may see.

PostgreSQL repeats parts of an address, a statement and a row in its messages: a password, a NIK.
So none of its texts is shown, only ours.
"""

from __future__ import annotations

import re

import psycopg

from desil.errors import DesilError, MachineLacks

_ADDRESS = (
    "Bentuknya postgresql://pengguna:sandi@server/basisdata; dalam sandi tulis / sebagai %2F, "
    "@ sebagai %40, : sebagai %3A, % sebagai %25, # sebagai %23."
)
_RIGHTS = (
    "Sebagai superuser di basis data itu: alter schema public owner to <pemilik>; dan serahkan "
    "tabelnya: reassign owned by <pemilik lama> to <pemilik>. Lihat docs/how-to/postgresql.md."
)
_WRONG_USER = "Periksa pengguna dan kata sandi di DESIL_DATABASE_URL. " + _ADDRESS
_FULL = "Tunggu, atau naikkan max_connections di server itu."
# What PostgreSQL and libpq say while connecting, what it means, and what to do next.
_CONNECTING: tuple[tuple[str, str, str], ...] = (
    (r"password authentication failed|no password supplied|fe_sendauth",
     "kata sandi atau penggunanya ditolak", _WRONG_USER),
    (r"no pg_hba.conf entry|authentication failed",
     "server itu tidak menerima pengguna ini dari sini",
     "Periksa pengguna di DESIL_DATABASE_URL dan pg_hba.conf di server itu."),
    (r"database .* does not exist", "basis datanya tidak ada",
     "Buat dulu (createdb), atau periksa nama basis data di DESIL_DATABASE_URL."),
    (r"role .* does not exist", "penggunanya tidak ada",
     "Buat dulu (createuser), atau periksa pengguna di DESIL_DATABASE_URL."),
    (r"failed to resolve host|invalid integer value|invalid port|invalid .* value",
     "alamatnya tidak dapat dibaca, atau nama servernya tidak dikenal",
     "Periksa DESIL_DATABASE_URL. " + _ADDRESS),
    (r"too many", "sambungan ke server itu sudah penuh", _FULL),
)  # fmt: skip
_SILENT = (
    "Periksa DESIL_DATABASE_URL (postgresql://pengguna@server/basisdata) dan apakah servernya "
    "berjalan."
)
_STATES: dict[str, tuple[str, str]] = {
    "53100": ("Ruang disk server basis data habis.",
              "Sediakan ruang disk di server itu, lalu ulangi: yang sudah ada tetap utuh."),
    "53200": ("Memori server basis data habis.", "Tutup program lain di server itu, lalu ulangi."),
    "53300": ("Sambungan ke basis data sudah penuh.",
              _FULL),
    "25006": ("Basis data ini hanya dapat dibaca.",
              "Isi DESIL_DATABASE_URL dengan server utamanya, bukan salinannya."),
    "57P01": ("Server basis data berhenti di tengah pekerjaan.",
              "Jalankan server itu lagi, lalu ulangi: yang sudah ada tetap utuh."),
    "57P03": ("Server basis data sedang mulai atau berhenti.", "Tunggu sebentar, lalu ulangi."),
    "58030": ("Server basis data tidak dapat membaca atau menulis disk.",
              "Periksa disk di server itu, lalu ulangi."),
    "42501": ("Peran basis data ini tidak punya hak yang diperlukan.", _RIGHTS),
}  # fmt: skip


def connection_fault(fault: psycopg.Error) -> MachineLacks:
    """The error for an address that gives no connection; holds nothing of the address."""
    if isinstance(fault, psycopg.ProgrammingError):
        return MachineLacks(
            "PostgreSQL tidak dapat dihubungi: alamatnya tidak dapat dibaca.",
            hint="Periksa DESIL_DATABASE_URL. " + _ADDRESS,
        )
    text = str(fault)
    for words, says, hint in _CONNECTING:
        if re.search(words, text):
            return MachineLacks(f"PostgreSQL tidak dapat dihubungi: {says}.", hint=hint)
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
