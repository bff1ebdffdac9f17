"""`desil doctor`: what this machine lacks, and how to mend it."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
import typer

from desil.cli.answer import out, show_json, show_table
from desil.cli.options import DEFAULT_HOME, AsJson, HomeAsItIs
from desil.database.server.binaries import OLDEST_MAJOR, installed_binaries
from desil.database.server.fault import connection_fault
from desil.database.server.initdb import OFFICE_ROLE
from desil.engine.private_files import open_to_others

_CITY_DISK_GIB = 12
_CITY_MEMORY_GIB = 6
_GIB = 1 << 30
_SECONDS = 10  # an address that does not answer


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `mend` is empty when nothing needs doing."""

    part: str
    found: str
    is_needed: bool
    mend: str


def _existing_parent(path: Path) -> Path:
    return next(p for p in (path.absolute(), *path.absolute().parents) if p.exists())


def _database(variables: dict[str, str]) -> Finding:
    if url := variables.get("DESIL_DATABASE_URL"):
        return _reached(url)
    found = installed_binaries(variables.get("PATH", ""))
    if found:
        return Finding("PostgreSQL", f"{found[0].version} ({found[0].origin})", True, "")
    mend = f"apt-get install postgresql (versi {OLDEST_MAJOR} atau lebih baru)"
    return Finding("PostgreSQL", "tidak ada", True, mend)


def _reached(url: str) -> Finding:
    """Whether the server at the owner's address answers and has what the office needs."""
    part = "PostgreSQL (DESIL_DATABASE_URL)"
    try:
        with psycopg.connect(url, connect_timeout=_SECONDS) as connection:
            version = connection.info.server_version // 10_000
            row = connection.execute(
                "select exists (select from pg_roles where rolname = %s),"
                " coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles"
                " where rolname = %s), false)",
                [OFFICE_ROLE, OFFICE_ROLE],
            ).fetchone()
    except psycopg.Error as fault:
        said = connection_fault(fault)
        return Finding(part, said.message, True, said.hint)
    has_role, may_grant = row or (False, False)
    if version < OLDEST_MAJOR:
        return Finding(part, f"versi {version}", True, f"Pakai versi {OLDEST_MAJOR} atau lebih.")
    if not has_role:
        mend = f"Sebagai superuser: create role {OFFICE_ROLE} login; grant {OFFICE_ROLE} to PEMILIK"
        return Finding(part, f"peran {OFFICE_ROLE} belum ada", True, mend)
    if not may_grant:
        mend = f"Sebagai superuser: grant {OFFICE_ROLE} to PEMILIK"
        return Finding(part, f"peran {OFFICE_ROLE} bukan milik pemilik register", True, mend)
    return Finding(part, f"menjawab, versi {version}", True, "")


def _owner(home: Path) -> Finding:
    """Whose the home is: one that another user copied cannot be opened."""
    if not home.exists() or os.getuid() in {0, home.stat().st_uid}:
        return Finding("Pemilik folder", "pengguna ini", True, "")
    mend = f"Sebagai superuser: chown -R {os.getuid()} {home}; atau jalankan sebagai pemiliknya."
    return Finding("Pemilik folder", f"pengguna lain ({home.stat().st_uid})", True, mend)


def _disk(home: Path) -> Finding:
    free = shutil.disk_usage(_existing_parent(home)).free / _GIB
    enough = free >= _CITY_DISK_GIB
    mend = "" if enough else f"Sediakan {_CITY_DISK_GIB} GiB untuk kota penuh, atau pakai --scale."
    return Finding("Ruang disk", f"{free:.0f} GiB bebas", True, mend)


def _memory() -> Finding:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    enough = total >= _CITY_MEMORY_GIB
    mend = "" if enough else f"Kota penuh perlu {_CITY_MEMORY_GIB} GiB; kecilkan dengan --memory."
    return Finding("Memori", f"{total:.0f} GiB", True, mend)


def _home(home: Path) -> Finding:
    parent = _existing_parent(home)
    writable = os.access(parent, os.W_OK | os.X_OK)
    mend = "" if writable else f"Beri hak tulis pada {parent}, atau pilih --home yang lain."
    return Finding("Folder data", str(home.absolute()), True, mend)


def _rights(home: Path) -> Finding:
    try:
        loose = sum(1 for _ in open_to_others(home))
    except OSError as fault:
        return Finding("Hak akses", f"tidak dapat diperiksa: {fault.strerror}", True,
                       f"Jalankan sebagai pemilik {home}.")  # fmt: skip
    if not loose:
        return Finding("Hak akses", "hanya pemiliknya", True, "")
    return Finding(
        "Hak akses",
        f"{loose} berkas atau folder terbuka bagi pengguna lain",
        True,
        f"Jalankan satu perintah desil (misalnya `desil runs`) sebagai pemilik {home}; "
        "milik pengguna lain: chown lalu ulangi.",
    )


def _program(part: str, names: tuple[str, ...], package: str, search_path: str) -> Finding:
    found = next((p for n in names if (p := shutil.which(n, path=search_path))), None)
    mend = "" if found else f"Hanya untuk pengujian: apt-get install {package}"
    return Finding(part, found or "tidak ada", False, mend)


def findings(home: Path, variables: dict[str, str]) -> Iterator[Finding]:
    """Everything that desil needs or that its tests would use."""
    yield Finding("Python", platform.python_version(), True, "")
    yield Finding("Inti prosesor", str(os.cpu_count()), True, "")
    yield _memory()
    yield _disk(home)
    yield _home(home)
    yield _owner(home)
    yield _rights(home)
    yield _database(variables)
    search_path = variables.get("PATH", "")
    yield _program("Chromium", ("chromium", "chromium-browser"), "chromium", search_path)
    yield _program("Java", ("java",), "default-jre-headless", search_path)


def doctor(home: HomeAsItIs = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Periksa mesin ini: apa yang kurang dan bagaimana melengkapinya."""
    found = list(findings(home, dict(os.environ)))
    lacking = [f for f in found if f.is_needed and f.mend]
    if as_json:
        show_json([asdict(f) for f in found])
    else:
        rows = [(f.part, f.found, f.mend or "-") for f in found]
        show_table("Mesin ini", ("bagian", "keadaan", "saran"), rows, numeric=set())
        out.print("Ada yang perlu dilengkapi." if lacking else "Siap dipakai.")
    if lacking:
        raise typer.Exit(6)
