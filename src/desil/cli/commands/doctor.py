"""`desil doctor`: what this machine lacks, and how to mend it."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import typer

from desil.cli.answer import say, show_json, show_table
from desil.cli.language import translated
from desil.cli.options import DEFAULT_HOME, AsJson, HomeAsItIs
from desil.database.server.binaries import OLDEST_MAJOR, installed_binaries
from desil.database.server.fault import connection_fault
from desil.database.server.initdb import OFFICE_ROLE
from desil.engine.private_files import open_to_others
from desil.errors import Translate, catalogued, filled

_CITY_DISK_GIB = 12
_CITY_MEMORY_GIB = 6
_GIB = 1 << 30
_SECONDS = 10  # an address that does not answer


_UNREADABLE = (
    catalogued("tidak dapat diperiksa: {strerror}"), catalogued("Jalankan sebagai pemilik {home}."),
)  # fmt: skip
_LOOSE = (
    catalogued("{loose} berkas atau folder terbuka bagi pengguna lain"),
    catalogued(
        "Jalankan satu perintah desil (misalnya `desil runs`) sebagai pemilik {home}; "
        "milik pengguna lain: chown lalu ulangi."
    ),
)


class Finding:
    """One thing looked at; `mend` is empty when it is well. Texts of the catalogue, with values."""

    def __init__(
        self, part: str, found: str, is_needed: bool, *mend: str, **values: object
    ) -> None:
        self.is_needed = is_needed
        self.texts = (part, found, *filter(None, mend))
        self.values = values

    @property
    def lacks(self) -> bool:
        """Whether something that is needed is missing."""
        return self.is_needed and len(self.texts) > 2

    def said(self, translate: Translate) -> tuple[str, str, str]:
        """Part, state and what mends it, in a language."""
        part, found, *mend = (filled(text, self.values, translate) for text in self.texts)
        return part, found, " ".join(mend)

    def as_facts(self) -> dict[str, object]:
        """The finding as JSON values, in Indonesian as ever."""
        part, found, mend = self.said(str)
        return {"part": part, "found": found, "is_needed": self.is_needed, "mend": mend}


def _existing_parent(path: Path) -> Path:
    return next(p for p in (path.absolute(), *path.absolute().parents) if p.exists())


def _database(variables: dict[str, str]) -> Finding:
    if url := variables.get("DESIL_DATABASE_URL"):
        return _reached(url)
    found = installed_binaries(variables.get("PATH", ""))
    if found:
        return Finding("PostgreSQL", f"{found[0].version} ({found[0].origin})", True)
    mend = catalogued("apt-get install postgresql (versi {oldest} atau lebih baru)")
    return Finding("PostgreSQL", catalogued("tidak ada"), True, mend, oldest=OLDEST_MAJOR)


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
        message, *hints = said.codes
        return Finding(part, message, True, *hints, **said.values)
    has_role, may_grant = row or (False, False)
    if version < OLDEST_MAJOR:
        mend = catalogued("Pakai versi {oldest} atau lebih.")
        found = catalogued("versi {version}")
        return Finding(part, found, True, mend, version=version, oldest=OLDEST_MAJOR)
    if not has_role:
        mend = catalogued("Sebagai superuser: create role {role} login; grant {role} to PEMILIK")
        return Finding(part, catalogued("peran {role} belum ada"), True, mend, role=OFFICE_ROLE)
    if not may_grant:
        mend = catalogued("Sebagai superuser: grant {role} to PEMILIK")
        found = catalogued("peran {role} bukan milik pemilik register")
        return Finding(part, found, True, mend, role=OFFICE_ROLE)
    return Finding(part, catalogued("menjawab, versi {version}"), True, version=version)


def _owner(home: Path) -> Finding:
    """Whose the home is: one that another user copied cannot be opened."""
    part = catalogued("Pemilik folder")
    if not home.exists() or os.getuid() in {0, home.stat().st_uid}:
        return Finding(part, catalogued("pengguna ini"), True)
    mend = catalogued("Sebagai superuser: chown -R {own} {home}; atau jalankan sebagai pemiliknya.")
    found = catalogued("pengguna lain ({owner})")
    values = {"own": os.getuid(), "home": home, "owner": home.stat().st_uid}
    return Finding(part, found, True, mend, **values)


def _disk(home: Path) -> Finding:
    free = shutil.disk_usage(_existing_parent(home)).free / _GIB
    enough = free >= _CITY_DISK_GIB
    needed = catalogued("Sediakan {needed} GiB untuk kota penuh, atau pakai --scale.")
    return Finding(
        catalogued("Ruang disk"), catalogued("{free} GiB bebas"), True, "" if enough else needed,
        free=round(free), needed=_CITY_DISK_GIB,
    )  # fmt: skip


def _memory() -> Finding:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    enough = total >= _CITY_MEMORY_GIB
    needed = catalogued("Kota penuh perlu {needed} GiB; kecilkan dengan --memory.")
    return Finding(
        catalogued("Memori"), "{total} GiB", True, "" if enough else needed,
        total=round(total), needed=_CITY_MEMORY_GIB,
    )  # fmt: skip


def _home(home: Path) -> Finding:
    parent = _existing_parent(home)
    writable = os.access(parent, os.W_OK | os.X_OK)
    mend = (
        "" if writable else catalogued("Beri hak tulis pada {parent}, atau pilih --home yang lain.")
    )
    part = catalogued("Folder data")
    return Finding(part, "{home}", True, mend, home=home.absolute(), parent=parent)


def _rights(home: Path) -> Finding:
    part = catalogued("Hak akses")
    try:
        loose = sum(1 for _ in open_to_others(home))
    except OSError as fault:
        found, mend = _UNREADABLE
        return Finding(part, found, True, mend, home=home, strerror=fault.strerror)
    if not loose:
        return Finding(part, catalogued("hanya pemiliknya"), True)
    found, mend = _LOOSE
    return Finding(part, found, True, mend, home=home, loose=loose)


def _program(part: str, names: tuple[str, ...], package: str, search_path: str) -> Finding:
    found = next((p for n in names if (p := shutil.which(n, path=search_path))), None)
    mend = "" if found else catalogued("Hanya untuk pengujian: apt-get install {package}")
    return Finding(part, found or catalogued("tidak ada"), False, mend, package=package)


def findings(home: Path, variables: dict[str, str]) -> Iterator[Finding]:
    """Everything that desil needs or that its tests would use."""
    yield Finding("Python", platform.python_version(), True)
    yield Finding(catalogued("Inti prosesor"), str(os.cpu_count()), True)
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
    is_lacking = any(f.lacks for f in found)
    if as_json:
        show_json([f.as_facts() for f in found])
    else:
        rows = [
            (part, state, mend or "-") for part, state, mend in (f.said(translated) for f in found)
        ]
        show_table("Mesin ini", ("bagian", "keadaan", "saran"), rows, numeric=set())
        say("Ada yang perlu dilengkapi." if is_lacking else catalogued("Siap dipakai."))
    if is_lacking:
        raise typer.Exit(6)
