"""Where a home folder's server keeps its data, its socket, its log and its lock."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from desil.database.server.binaries import Binaries
from desil.database.server.os_user import ServerUser
from desil.engine.private_files import PASSING_MODE, make_home, make_private_folder
from desil.errors import Conflict, MachineLacks

SYSTEM_FOLDER = Path("/var/lib/desil")
PORT = 5432
_LONGEST_SOCKET_PATH = 100  # bytes; the kernel's limit is 108 on Linux, 104 on macOS
_SOCKET_PREFIX = "desil-pg-"
_SHORT_FOLDERS = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108


@dataclass(frozen=True, slots=True)
class Places:
    """The paths of one home folder's server; `system_folder` stands in where the server's user
    cannot enter the home."""

    home: Path
    system_folder: Path = SYSTEM_FOLDER

    @property
    def folder(self) -> Path:
        """`postgres/` in the home: a data folder for each major version, lock and holder."""
        return self.home / "postgres"

    @property
    def lock(self) -> Path:
        """Locked by the one process that runs the server."""
        return self.folder / "lock"

    @property
    def users(self) -> Path:
        """Locked, shared, by every further process that uses the server."""
        return self.folder / "users"

    @property
    def holder(self) -> Path:
        """JSON: who runs the server now, and where its socket is."""
        return self.folder / "holder.json"

    @property
    def log(self) -> Path:
        """The server's log; holds no personal data."""
        return self.home / "postgres.log"

    def data_majors(self) -> tuple[int, ...]:
        """The major versions that this home holds data of, oldest first."""
        names = (f.name for f in self.folder.iterdir() if f.is_dir())
        return tuple(sorted(int(n) for n in names if n.isdecimal()))

    def owner_uid(self) -> int | None:
        """The user number that owns the newest data folder; None before there is one."""
        majors = self.data_majors()
        return (self.folder / str(majors[-1])).stat().st_uid if majors else None


def prepared_places(home: Path, system_folder: Path = SYSTEM_FOLDER) -> Places:
    """The places of `home`, with `postgres/` made when it was missing. No other folder's rights
    are touched."""
    places = Places(home.absolute(), system_folder)
    make_home(home)
    if not places.folder.is_dir():
        make_private_folder(places.folder).chmod(PASSING_MODE)  # for a server of another user
    return places


def _system_folder(places: Places) -> Path:
    try:
        if not places.system_folder.is_dir():
            make_private_folder(places.system_folder).chmod(PASSING_MODE)
    except OSError as fault:
        raise MachineLacks(
            "Folder {home} tidak dapat dimasuki oleh pengguna basis data, dan "
            "{system_folder} tidak dapat dibuat ({strerror}).",
            hint="Pilih folder kerja lain dengan --home, misalnya di /srv.",
            home=places.home,
            system_folder=places.system_folder,
            strerror=fault.strerror,
        ) from fault
    return places.system_folder


def _folder_apart(places: Places) -> Path:
    """A new folder outside the home that every user may pass through. Its name is drawn, so that
    a later home at the same path never meets the data of one that was deleted or moved; its file
    `home` says whose it is."""
    folder = Path(tempfile.mkdtemp(prefix="home-", dir=_system_folder(places)))
    folder.chmod(PASSING_MODE)
    (folder / "home").write_text(f"{places.home}\n")
    return folder


def _require_own_folder(places: Places, data: Path) -> None:
    """Conflict where `data`, apart from the home, belongs to another home that still uses it: this
    home is a copy. A home that was moved takes its data along."""
    owner = data.parent / "home"
    if not owner.is_file() or (named := Path(owner.read_text().rstrip("\n"))) == places.home:
        return
    if (named / "postgres" / data.name).exists():
        raise Conflict(
            "Folder {home} disalin dari {named}, dan basis datanya masih milik folder itu.",
            hint="Pakai folder asalnya: --home {named}. Salinan dengan basis data sendiri dibuat "
            "dari server lain: lihat docs/how-to/postgresql.md.",
            home=places.home,
            named=named,
        )
    owner.write_text(f"{places.home}\n")


def data_folder(places: Places, major: int, user: ServerUser) -> Path:
    """Where the data of `major` is or will be: in the home, or apart from it (with a link in the
    home) when the home's parents do not let the server's user pass."""
    link = places.folder / str(major)
    if link.exists():
        found = link.resolve()
        if link.is_symlink():
            _require_own_folder(places, found)
        if not user.differs and found.stat().st_uid != user.uid:
            raise Conflict(
                "Folder basis data {found} milik pengguna nomor {st_uid}, bukan {name}.",
                hint="Jalankan perintah ini sebagai pengguna yang sama seperti sebelumnya, "
                "atau pilih folder kerja lain dengan --home.",
                found=found,
                st_uid=found.stat().st_uid,
                name=user.name,
            )
        return found
    if user.can_reach(places.folder):
        return link
    kept = _folder_apart(places) / str(major)
    if link.is_symlink():
        link.unlink()
    link.symlink_to(kept)
    return kept


def reachable_binaries(binaries: Binaries, user: ServerUser, places: Places) -> Binaries:
    """`binaries`, or a copy in the system folder when the server's user cannot reach them."""
    if user.can_reach(binaries.program("postgres")):
        return binaries
    copy = places.system_folder / f"postgresql-{binaries.version}"
    if not copy.is_dir():
        fresh = Path(tempfile.mkdtemp(prefix=".tmp-", dir=_system_folder(places)))
        shutil.copytree(binaries.folder.parent, fresh / "all", symlinks=True)
        (fresh / "all").chmod(0o755)
        (fresh / "all").rename(copy)
        fresh.rmdir()
    return Binaries(copy / "bin", binaries.major, binaries.version, binaries.origin)


def _takes_socket(folder: Path) -> bool:
    """Whether a socket fits there and libpq can name it: it reads a comma as the end of a host,
    and addresses are UTF-8."""
    try:
        name = str(folder / f".s.PGSQL.{PORT}.lock").encode()
    except UnicodeEncodeError:
        return False
    return len(name) <= _LONGEST_SOCKET_PATH and b"," not in name


def socket_folder(data: Path, user: ServerUser) -> Path:
    """The folder of the server's socket: the data folder, or a new private one where that cannot
    hold or name a socket. MachineLacks when no temporary folder can either."""
    if _takes_socket(data):
        return data
    parents = (Path(tempfile.gettempdir()), *_SHORT_FOLDERS)
    for parent in parents:
        if os.access(parent, os.W_OK | os.X_OK) and _takes_socket(
            parent / (_SOCKET_PREFIX + "x" * 8)
        ):
            folder = Path(tempfile.mkdtemp(prefix=_SOCKET_PREFIX, dir=parent))
            if user.differs:
                os.chown(folder, user.uid, user.gid)
            return folder
    raise MachineLacks(
        "Tidak ada folder untuk soket PostgreSQL: nama {data} terlalu panjang atau memuat koma, "
        "dan {parents} tidak dapat dipakai.",
        hint="Pilih folder kerja lain dengan --home, atau isi TMPDIR dengan folder yang dapat "
        "ditulis dan namanya pendek.",
        data=data,
        parents=parents[0],
    )


def remove_socket_folder(folder: Path) -> None:
    """Remove a folder that `socket_folder` made; leaves any other folder alone."""
    if folder.name.startswith(_SOCKET_PREFIX):
        shutil.rmtree(folder, ignore_errors=True)
