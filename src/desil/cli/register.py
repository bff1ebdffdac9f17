"""Opening a home's register on behalf of a command."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path

from desil.errors import NotFound
from desil.register.register import Register, open_register


def require_begun_office(home: Path) -> None:
    """NotFound unless something was delivered or entered in `home`: a mistyped --home would become
    an empty office."""
    for name in ("deliveries", "runs", "postgres"):
        folder = home / name
        if folder.is_dir() and any(folder.iterdir()):
            return
    raise NotFound(
        "Di {home} tidak ada kiriman dan tidak ada register.",
        hint="Periksa --home (atau DESIL_HOME). Kantor baru: desil intake, desil run, desil "
        "publish; atau desil users add. Mencoba dengan kota buatan: desil demo",
        home=home,
    )


def held_register(
    home: Path, purpose: str, *, may_begin: bool = False
) -> AbstractContextManager[Register]:
    """The register of `home`; `purpose` is what other commands are told while it is held.

    NotFound where there is none, unless this command `may_begin` one or the environment names a
    server of one's own.
    """
    database_url = os.environ.get("DESIL_DATABASE_URL", "")
    if not database_url and not may_begin:
        require_begun_office(home)
    return open_register(
        home,
        database_url=database_url,
        office_login=os.environ.get("DESIL_OFFICE_DATABASE_URL", ""),
        search_path=os.environ.get("PATH", os.defpath),
        purpose=purpose,
    )
