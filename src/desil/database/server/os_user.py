"""The operating-system user that the server runs as: PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from desil.errors import MachineLacks

_STAND_INS = ("postgres", "nobody")  # for root, in this order


@dataclass(frozen=True, slots=True)
class ServerUser:
    """A user by name and numbers; `differs` when it is not the one who runs the command."""

    name: str
    uid: int
    gid: int
    differs: bool

    def can_reach(self, path: Path) -> bool:
        """Whether this user may pass through every folder down to `path` and enter it."""
        if not self.differs:
            return os.access(path, os.X_OK)
        asked = subprocess.run(  # noqa: S603
            ["/usr/bin/test", "-x", str(path)],
            user=self.uid,
            group=self.gid,
            extra_groups=[],
            check=False,
            cwd="/",
        )
        return asked.returncode == 0


def _line_of(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        raise MachineLacks(
            "Pengguna nomor {uid} tidak punya baris di /etc/passwd, dan PostgreSQL "
            "tidak mau berjalan tanpa itu.",
            hint="Di dalam container: tambahkan pengguna itu (`useradd -u "
            "{uid} desil`), atau isi DESIL_DATABASE_URL dengan alamat server yang ada.",
            uid=uid,
        ) from None


def server_user(owner_uid: int | None) -> ServerUser:
    """Who runs the server: whoever runs the command; for root the owner of the data folder
    (`owner_uid`) when there is one, else `postgres`, else `nobody`."""
    me = os.geteuid()
    if me != 0:
        line = _line_of(me)
        return ServerUser(line.pw_name, line.pw_uid, line.pw_gid, differs=False)
    if owner_uid not in (None, 0):
        line = _line_of(int(owner_uid or 0))
        return ServerUser(line.pw_name, line.pw_uid, line.pw_gid, differs=True)
    known = {line.pw_name: line for line in pwd.getpwall()}
    for name in _STAND_INS:
        if name in known:
            return ServerUser(name, known[name].pw_uid, known[name].pw_gid, differs=True)
    raise MachineLacks(
        "PostgreSQL tidak mau berjalan sebagai root, dan pengguna `postgres` atau `nobody` "
        "tidak ada di mesin ini.",
        hint="Buat satu dengan `useradd --system postgres`, atau jalankan desil bukan sebagai "
        "root.",
    )
