"""A new data folder, whole or not there at all."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

from desil.database.server.binaries import Binaries
from desil.database.server.os_user import ServerUser
from desil.errors import MachineLacks

ROLE = "desil"
OFFICE_ROLE = "desil_office"  # owner of nothing; made with the first register
_LOCALE = "C.UTF-8" if sys.platform == "linux" else "C"
_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": _LOCALE}


def _belongs_to(path: Path, user: ServerUser) -> None:
    if user.differs:
        os.chown(path, user.uid, user.gid)


def make_data_folder(
    data: Path, binaries: Binaries, user: ServerUser, *, synced: bool = True
) -> None:
    """Make `data` with initdb in a folder beside it and rename it into place; leftovers of an
    earlier attempt are removed first."""
    fresh = data.with_name(f".tmp-{data.name}")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    _belongs_to(fresh, user)
    made = subprocess.run(  # noqa: S603
        [
            str(binaries.program("initdb")),
            f"--pgdata={fresh}",
            f"--username={ROLE}",
            "--encoding=UTF8",
            f"--locale={_LOCALE}",
            "--auth-local=peer",
            "--auth-host=reject",
            "--data-checksums",
            "--no-instructions",
            *([] if synced else ["--no-sync"]),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=_ENVIRONMENT,
        umask=0o077,
        user=user.uid if user.differs else None,
        group=user.gid if user.differs else None,
        extra_groups=[] if user.differs else None,
    )
    if made.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise MachineLacks(
            "Basis data baru tidak dapat dibuat di {data}: {stderr}",
            hint="Periksa ruang kosong dan hak tulis folder itu, atau isi DESIL_DATABASE_URL "
            "dengan alamat server PostgreSQL yang ada.",
            data=data,
            stderr=made.stderr.strip()[-500:],
        )
    fresh.rename(data)


def write_access_rules(data: Path, user: ServerUser) -> None:
    """Let in, over the socket, only the system user who runs this command, as our two roles."""
    caller = pwd.getpwuid(os.geteuid()).pw_name if os.geteuid() == 0 else getpass.getuser()
    rules = {
        "pg_hba.conf": f"# written by desil at every start\nlocal all all peer map={ROLE}\n",
        "pg_ident.conf": "# written by desil at every start\n"
        + "".join(f'{ROLE} "{caller}" {role}\n' for role in (ROLE, OFFICE_ROLE)),
    }
    for name, text in rules.items():
        path = data / name
        path.write_text(text)
        path.chmod(0o600)
        _belongs_to(path, user)
